//! Files that were read from J-LIS test cards, as the crate `myna-card` publishes them; none is copied into this project.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// Returns a file of a test card.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Asks Cargo where the crate's source lies.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        // Without a platform Cargo asks for the packages of every platform there is.
        let host = said("rustc", &["-vV"]);
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let mut arguments = vec!["metadata", "--format-version", "1", "--offline", "--locked"];
        arguments.extend(["--filter-platform", host, "--manifest-path", manifest]);
        let metadata: serde_json::Value = serde_json::from_str(&said("cargo", &arguments)).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let package = packages.iter().find(|package| package["name"] == "myna-card").unwrap();
        let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
        manifest.parent().unwrap().join("tests/fixtures")
    })
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
