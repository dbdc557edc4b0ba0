#!/usr/bin/env bash
# Runs drivers/camera/tests/second.rs against a camera of the kernel's own test driver: Debian's kernel with vivid, in QEMU, without
# any right on this machine. Needs: qemu-system-x86, cpio, kmod, and apt-get to download kernel and busybox (70 MB) into FOLDER.
#
#     scripts/vivid.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mkdir -p "${1:-target/vivid}" && cd "${1:-target/vivid}" && pwd)
test=$(cargo test --locked --workspace --test second --no-run 2>&1 | sed -n 's/.*tests\/second.rs (\(.*\))/\1/p')
test=$(realpath "$test")

cd "$folder"
if [ ! -e kernel ]; then
    image=$(apt-cache depends linux-image-amd64 | sed -n 's/.*Depends: \(linux-image-[^ ]*\)/\1/p')
    apt-get download "$image" busybox-static
    dpkg-deb -x "$image"_*.deb kernel
    dpkg-deb -x busybox-static_*.deb busybox
fi
release=$(ls kernel/lib/modules)
depmod -b kernel "$release"

rm -rf root
mkdir -p root/{bin,dev,proc,sys,tmp,modules}
cp busybox/bin/busybox root/bin/
cp "$test" root/bin/test
for library in $(ldd "$test" | grep -o '/[^ ]*'); do cp --parents -L "$library" root/; done
number=10
for module in $(modprobe -d kernel -S "$release" --show-depends vivid | awk '{print $2}'); do
    cp "$module" "root/modules/$((number++))-$(basename "$module")"
done
cat > root/init <<'INIT'
#!/bin/busybox sh
/bin/busybox mount -t devtmpfs dev /dev
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sys /sys
/bin/busybox mount -t tmpfs tmp /tmp
for module in /modules/*; do
    case $module in
        *vivid.ko) /bin/busybox insmod "$module" n_devs=1 num_inputs=1 input_types=0x0 ;; # one webcam
        *) /bin/busybox insmod "$module" ;;
    esac
done
MADOGUCHI_TEST_CAMERA=/dev/video0 MADOGUCHI_TEST_UNPLUG=vivid.0 /bin/test --ignored --test-threads 1 && echo PASSED
/bin/busybox poweroff -f
INIT
chmod +x root/init
(cd root && find . | cpio --quiet -o -H newc | gzip -1 > ../initramfs.gz)
timeout 300 qemu-system-x86_64 -accel tcg -m 512 -nographic -no-reboot -kernel kernel/boot/vmlinuz-* \
    -initrd initramfs.gz -append "console=ttyS0 panic=-1 quiet" | tee log
grep -q PASSED log
