//! Keeps the driver in pcscd once it was loaded.
//!
//! Rust's standard library leaves destructors with the threads of pcscd that called it. pcscd unloads a driver with its last
//! reader, and a thread that ended later would run them where no code is any more.

fn main() {
    println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    println!("cargo::rerun-if-changed=build.rs");
}
