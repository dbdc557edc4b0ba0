# What a fresh Debian 12 with Rust lacks, installed without a question and only where it is missing. Sourced.

say() { printf '\033[1m▸ %s\033[0m\n' "$*"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# need PACKAGE WHY…: notes a package that is not installed.
missing=()
need() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' && return
    say "missing: $1 — ${*:2}"
    missing+=("$1")
}

install_missing() {
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${#missing[@]} packages with apt"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    missing=()
}

need_for_build() {
    need gcc "links the program and builds SQLite"
    need libc6-dev "C library headers for SQLite"
    need pkg-config "finds the smart card library"
    need libpcsclite-dev "talks with card readers"
    need libclang-dev "reads the camera's C interface"
    need fonts-noto-cjk "Japanese, Chinese and Korean type for the screen"
    need fonts-noto-core "type of the other languages"
}

need_for_window() {
    need libgl1 "draws the window"
    need libegl1 "draws the window"
    need libgl1-mesa-dri "draws in software where there is no graphics card"
    need libxkbcommon-x11-0 "keyboard of the window"
    need libx11-xcb1 "the window itself"
    need libxcursor1 "pointer of the window"
    need libxi6 "touch input"
    need libxrandr2 "size of the screen"
    need xvfb "a display in memory, for unattended rides"
    need xauth "lets the window into that display"
    need pcscd "the real smart card service that reads the virtual card"
    need util-linux "gives that service a place of its own"
}

need_for_tests() {
    need mesa-vulkan-drivers "draws the screens' test pictures in software"
    need libvulkan1 "draws the screens' test pictures in software"
    need postgresql "the centre's records where nodes share them"
    need espeak-ng "speaks most languages"
    need alsa-utils "plays what is spoken, here into files"
    need open-jtalk "speaks Japanese"
    need open-jtalk-mecab-naist-jdic "how Japanese words are read"
    need libharfbuzz-bin "joins the letters of every script, to compare with ours"
    need opensc "independent software that must recognise the virtual card"
    need g++ "compiles the engine that makes hostile bytes"
    need vsmartcard-vpcd "another way to the virtual card, to compare with ours"
    need umockdev "a USB bus in which card readers are plugged in and pulled out"
    need gir1.2-umockdev-1.0 "lets a script play that bus"
    need python3-gi "lets a script play that bus"
    need dbus-daemon "the bus on which a screen reader meets the screen"
    need at-spi2-core "what screen readers speak on that bus"
    need gir1.2-atspi-2.0 "lets a script be a screen reader"
}

# ONNX Runtime is three to five times as fast as tract; it comes from the Python package of its publisher, by hash.
onnxruntime_version=1.31.1
fetch_onnxruntime() {
    local folder="$target/onnxruntime" wheel
    [ -e "$folder/libonnxruntime.so" ] && return 0
    [ "$(uname -m)" = x86_64 ] || { say "no ONNX Runtime known for $(uname -m): tract runs the networks"; return 0; }
    command -v pip >/dev/null || command -v pip3 >/dev/null || { need python3-pip "fetches ONNX Runtime"; install_missing; }
    say "fetching ONNX Runtime $onnxruntime_version, which runs the face networks faster"
    mkdir -p "$folder"
    if ! $(command -v pip3 || command -v pip) download -q --no-deps --only-binary=:all: --python-version 3.11 \
        --platform manylinux_2_27_x86_64 --platform manylinux_2_28_x86_64 \
        --require-hashes -r scripts/onnxruntime.txt -d "$folder"; then
        say "ONNX Runtime cannot be fetched: tract runs the networks, more slowly"
        return 0
    fi
    wheel=$(ls "$folder"/*.whl)
    python3 -m zipfile -e "$wheel" "$folder/wheel"
    mv "$folder"/wheel/onnxruntime/capi/libonnxruntime.so.* "$folder/libonnxruntime.so"
    rm -r "$folder/wheel" "$wheel"
}

# Debian keeps Open JTalk's voice in its contrib section, which few machines have enabled: it is fetched beside them, signed as
# everything of Debian's.
fetch_japanese_voice() {
    local folder="$target/voice" package=hts-voice-nitech-jp-atr503-m001 apt mirror release
    [ -e "$folder/japanese.htsvoice" ] && return 0
    say "fetching a Japanese voice, which the tests listen to"
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
    # From where this machine has the rest of its Debian.
    release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' | awk -v r="$release" '$2 == r && $3 == "main" { m = $1 } END { print m }')
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release contrib" >"$folder/sources.list"
    apt=(apt-get -qq -o Dir::Etc::sourcelist="$(realpath "$folder/sources.list")" -o Dir::Etc::sourceparts=/dev/null
        -o Dir::State::Lists="$(realpath "$folder/lists")" -o Dir::Cache="$(realpath "$folder/cache")" -o APT::Sandbox::User=)
    if ! { "${apt[@]}" update && (cd "$folder" && "${apt[@]}" download "$package" >/dev/null); }; then
        say "no Japanese voice can be fetched: the tests do not listen to Japanese"
        return 0
    fi
    dpkg -x "$folder"/"$package"_*.deb "$folder/package"
    mv "$folder"/package/usr/share/hts-voice/*/*.htsvoice "$folder/japanese.htsvoice"
    rm -r "$folder/package" "$folder/lists" "$folder/cache" "$folder"/*.deb "$folder/sources.list"
}
