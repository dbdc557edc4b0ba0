//! OpenSC, a program of others, takes the virtual card for a real one, through a real pcscd: it lists what lies there, reads the
//! certificates and signs, and OpenSSL finds the signatures good.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use card::twin::pcscd::SOCKET_VARIABLE;
use card::twin::{Blueprint, Fault, IfdCard, PrivatePcscd, ReaderSpec};
use tempfile::TempDir;

use super::pcscd::{pcscd, skip};
use super::{blueprint, issue};

/// What every test here needs, and what skips it where it is missing.
const TOOLS: [&str; 5] = ["opensc-tool", "pkcs15-tool", "pkcs15-crypt", "pkcs11-tool", "openssl"];
const MODULE: &str = "opensc-pkcs11.so";

/// A desk with one reader of our own, on which a card lies.
struct Desk {
    card: IfdCard,
    pcscd: PrivatePcscd,
    folder: TempDir,
}

impl Desk {
    /// Lays a card and waits until OpenSC has a name for it; says what is missing where something is.
    fn with(owner: &Blueprint) -> Option<Self> {
        if let Some(missing) = TOOLS.iter().find(|tool| Command::new(tool).arg("--help").output().is_err()) {
            return skip(&format!("{missing} is missing: install the packages opensc and openssl"));
        }
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("card.sock");
        let pcscd = pcscd(&[ReaderSpec::Ifd { name: "Own".into(), socket: socket.clone() }])?;
        let mut card = IfdCard::new(socket);
        card.lay(issue(owner)).unwrap();
        let desk = Self { card, pcscd, folder };
        desk.wait_for_a_name();
        Some(desk)
    }

    /// pcscd notices the card within 400 ms; until then the tool names none.
    fn wait_for_a_name(&self) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.run("opensc-tool", &["--name"]).1.trim().is_empty() {
            assert!(Instant::now() < deadline, "OpenSC finds no card");
        }
    }

    fn wait_until_empty(&self) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.sees_a_card() {
            assert!(Instant::now() < deadline, "the card is still there");
        }
    }

    fn sees_a_card(&self) -> bool {
        self.must("opensc-tool", &["--list-readers"]).contains("Yes")
    }

    /// Runs a tool in the folder against this reader, and returns whether it succeeded and what it wrote.
    fn run(&self, tool: &str, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::new(tool);
        command.args(arguments).env(SOCKET_VARIABLE, self.pcscd.socket()).current_dir(self.folder.path());
        let output = command.output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs a tool that must succeed.
    fn must(&self, tool: &str, arguments: &[&str]) -> String {
        let (ok, said) = self.run(tool, arguments);
        assert!(ok, "{tool} {arguments:?}: {said}");
        said
    }

    /// Writes a certificate's public key beside it, by OpenSSL.
    fn public_key(&self, certificate: &str) -> String {
        let key = self.must("openssl", &["x509", "-in", certificate, "-noout", "-pubkey"]);
        let name = format!("{certificate}.key");
        fs::write(self.path(&name), key).unwrap();
        name
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        Path::new(self.folder.path()).join(name)
    }
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

#[test]
fn opensc_lists_what_lies_on_the_card() {
    let Some(desk) = Desk::with(&blueprint("hanako")) else { return };
    assert_eq!(desk.must("opensc-tool", &["--name"]).trim(), "jpki");
    let objects = desk.must("pkcs15-tool", &["--dump"]);
    for (what, expected) in [
        ("\nPIN [", 2),
        ("\nPrivate RSA Key [", 2),
        ("\nPublic RSA Key [", 2),
        ("\nX.509 Certificate [", 4),
        ("Tries left     : 3", 1),
        ("Tries left     : 5", 1),
    ] {
        assert_eq!(count(&objects, what), expected, "{what} in {objects}");
    }
}

#[test]
fn both_keys_sign_what_openssl_verifies_by_the_certificates() {
    let owner = blueprint("hanako");
    let Some(desk) = Desk::with(&owner) else { return };
    fs::write(desk.path("message"), b"rehearsal").unwrap();
    desk.must("openssl", &["dgst", "-sha256", "-binary", "-out", "digest", "message"]);
    assert!(!desk.run("pkcs15-tool", &["--read-certificate", "2"]).0, "closed before the password");
    for (id, pin) in [("1", &owner.user_pin), ("2", &owner.sign_password)] {
        let read = ["--verify-pin", "--auth-id", id, "--pin", pin, "--read-certificate", id];
        let certificate = format!("certificate{id}");
        desk.must("pkcs15-tool", &[&read[..], &["--output", &certificate]].concat());
        let authority = format!("authority{id}");
        let its = if id == "1" { "3" } else { "4" };
        desk.must("pkcs15-tool", &["--read-certificate", its, "--output", &authority]);
        desk.must(
            "openssl",
            &["verify", "-partial_chain", "-no_check_time", "-CAfile", &authority, &certificate],
        );
        let sign = ["--sign", "--key", id, "--pin", pin, "--sha-256", "--pkcs1", "--raw"];
        desk.must("pkcs15-crypt", &[&sign[..], &["--input", "digest", "--output", "signature"]].concat());
        let key = desk.public_key(&certificate);
        desk.must("openssl", &["dgst", "-sha256", "-verify", &key, "-signature", "signature", "message"]);
    }
}

#[test]
fn a_program_of_pkcs11_signs_too() {
    let owner = blueprint("hanako");
    let Some(desk) = Desk::with(&owner) else { return };
    fs::write(desk.path("message"), b"rehearsal").unwrap();
    desk.must("pkcs15-tool", &["--read-certificate", "1", "--output", "certificate"]);
    let key = desk.public_key("certificate");
    let login = ["--module", MODULE, "--login", "--pin", &owner.user_pin, "--id", "01"];
    let sign =
        ["--sign", "--mechanism", "SHA256-RSA-PKCS", "--input-file", "message", "--output-file", "signature"];
    desk.must("pkcs11-tool", &[&login[..], &sign[..]].concat());
    desk.must("openssl", &["dgst", "-sha256", "-verify", &key, "-signature", "signature", "message"]);
}

#[test]
fn a_wrong_pin_costs_one_try_and_the_right_one_gives_it_back() {
    let owner = blueprint("hanako");
    let Some(desk) = Desk::with(&owner) else { return };
    let verify = |pin: &str| desk.run("pkcs15-tool", &["--verify-pin", "--auth-id", "1", "--pin", pin]).0;
    let tries = || count(&desk.must("pkcs15-tool", &["--list-pins"]), "Tries left     : 2");
    assert_eq!((verify("0000"), tries()), (false, 1));
    assert_eq!((verify(&owner.user_pin), tries()), (true, 0));
}

#[test]
fn a_card_that_leaves_in_a_dialogue_is_gone_for_other_programs_too() {
    let Some(mut desk) = Desk::with(&blueprint("hanako")) else { return };
    desk.card.take();
    desk.wait_until_empty();
    let leaves = Blueprint { faults: vec![Fault::Tear(1)], ..blueprint("hanako") };
    desk.card.lay(issue(&leaves)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    while !desk.sees_a_card() {
        assert!(Instant::now() < deadline, "no card is seen");
    }
    assert!(!desk.run("opensc-tool", &["--send-apdu", "0084000008"]).0);
    desk.wait_until_empty();
    let card = desk.card.take().unwrap();
    desk.card.lay(card).unwrap();
    desk.wait_for_a_name();
}
