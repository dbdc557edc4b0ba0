//! Networks that come whole, in pieces, wrong, or not at all.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;

use super::*;

fn network() -> Vec<u8> {
    (0..100_000_u32).map(|place| (place * 7 + place / 251) as u8).collect()
}

/// A folder of manifests with one network that is offered at `address`.
fn folder(address: &str, conversion: &str) -> tempfile::TempDir {
    let models = tempfile::tempdir().unwrap();
    let network_folder = models.path().join("embed_far");
    std::fs::create_dir(&network_folder).unwrap();
    let digest = digest(&network());
    let manifest = format!(
        "name = \"far\"\ntask = \"embed\"\nfile = \"far.onnx\"\nsha256 = \"{digest}\"\nlicence = \"MIT\"\n\
         rehearsal = false\nuntried = true\n[source]\nfile = \"sub/far.onnx\"\nsha256 = \"{digest}\"\n\
         bytes = 100000\naddress = \"{address}\"\nconversion = \"{conversion}\"\n\
         [input]\ncolour = \"BGR\"\nscale = [0, 255]\ncrop = \"frame\"\n[output]\nnames = [\"out\"]\n"
    );
    std::fs::write(network_folder.join("manifest.toml"), manifest).unwrap();
    models
}

fn only(models: &tempfile::TempDir) -> Supply {
    supplies(models.path()).unwrap().pop().unwrap()
}

/// How a server treats one request.
#[derive(Clone, Copy)]
enum Answer {
    /// Honours the range, and closes after so many bytes.
    UpTo(usize),
    /// Knows no ranges.
    Everything,
    /// Sends other bytes of the right length.
    Other,
    NotFound,
}

/// Serves one request for each answer; hands out its address and the ranges that it was asked for.
fn server(answers: Vec<Answer>) -> (String, std::thread::JoinHandle<Vec<Option<usize>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/far.onnx", listener.local_addr().unwrap());
    let serve = move || answers.into_iter().map(|answer| one(&listener, answer)).collect();
    (address, std::thread::Builder::new().name("publisher".to_owned()).spawn(serve).unwrap())
}

fn one(listener: &TcpListener, answer: Answer) -> Option<usize> {
    let (mut stream, _) = listener.accept().unwrap();
    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
    let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    let asked = head.iter().find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("range: bytes=")?.trim_end_matches('-').parse().ok()
    });
    let all = network();
    let from = asked.unwrap_or(0);
    let (head, body) = match answer {
        Answer::NotFound => ("404 Not Found".to_owned(), Vec::new()),
        Answer::Everything => (format!("200 OK\r\nContent-Length: {}", all.len()), all),
        Answer::Other => (format!("200 OK\r\nContent-Length: {}", all.len()), vec![0; all.len()]),
        Answer::UpTo(end) => {
            let (rest, last) = (all.len() - from, all.len() - 1);
            let code = if asked.is_some() { "206 Partial Content" } else { "200 OK" };
            let range = format!("Content-Range: bytes {from}-{last}/{}", all.len());
            (format!("{code}\r\n{range}\r\nContent-Length: {rest}"), all[from..end.max(from)].to_vec())
        }
    };
    write!(stream, "HTTP/1.1 {head}\r\nConnection: close\r\n\r\n").unwrap();
    _ = stream.write_all(&body); // Who has heard enough hangs up.
    asked
}

#[test]
fn a_download_that_breaks_off_goes_on_where_it_was() {
    let (address, served) = server(vec![Answer::UpTo(40_000), Answer::UpTo(70_000), Answer::UpTo(100_000)]);
    let models = folder(&address, "none");
    let mut heard = Vec::new();
    let fetched = only(&models).fetch(&mut |have, whole| heard.push((have, whole))).unwrap();
    let path = models.path().join("embed_far/far.onnx");
    assert_eq!(fetched, Fetched::Network(path.clone()));
    assert_eq!(only(&models).state(&[]).unwrap(), State::Verified(path));
    assert_eq!(served.join().unwrap(), [None, Some(40_000), Some(70_000)]);
    assert!(heard.is_sorted() && heard.last() == Some(&(100_000, Some(100_000))), "{heard:?}");
}

#[test]
fn a_line_that_stays_broken_keeps_what_came_for_the_next_call() {
    let (address, served) = server(vec![Answer::UpTo(30_000), Answer::UpTo(30_000), Answer::UpTo(30_000)]);
    let models = folder(&address, "to ONNX");
    let error = only(&models).fetch(&mut |_, _| ()).unwrap_err().to_string();
    assert!(error.contains("30000 bytes are kept"), "{error}");
    assert_eq!(served.join().unwrap(), [None, Some(30_000), Some(30_000)]);
    assert_eq!(only(&models).state(&[]).unwrap(), State::Missing, "half a network is none");
    // The same folder, another morning, and a server that knows no ranges.
    let (address, served) = server(vec![Answer::Everything]);
    let moved = folder(&address, "to ONNX");
    let part = "embed_far/far.part";
    std::fs::rename(models.path().join(part), moved.path().join(part)).unwrap();
    let fetched = only(&moved).fetch(&mut |_, _| ()).unwrap();
    assert!(matches!(fetched, Fetched::ToConvert(_)));
    assert_eq!(served.join().unwrap(), [Some(30_000)]);
}

#[test]
fn other_bytes_are_thrown_away_and_a_refusal_is_told() {
    for (answer, said) in [(Answer::Other, "SHA-256 expected"), (Answer::NotFound, "answered 404")] {
        let (address, served) = server(vec![answer]);
        let models = folder(&address, "none");
        let error = only(&models).fetch(&mut |_, _| ()).unwrap_err().to_string();
        assert!(error.contains("network far") && error.contains(said), "{error}");
        assert_eq!(only(&models).state(&[]).unwrap(), State::Missing);
        served.join().unwrap();
    }
    let error = only(&folder("http://127.0.0.1:1/", "none")).fetch(&mut |_, _| ()).unwrap_err();
    assert!(matches!(error, Error::Download { .. }), "{error}");
}

#[test]
fn a_folder_gives_what_it_has_and_nothing_wrong() {
    let models = folder("http://127.0.0.1:1/", "none");
    let from = tempfile::tempdir().unwrap();
    assert_eq!(only(&models).install(from.path()).unwrap(), None);
    std::fs::write(from.path().join("far.onnx"), b"another").unwrap();
    assert!(matches!(only(&models).install(from.path()), Err(Error::Sha256 { .. })));
    let elsewhere = only(&models).state(&[from.path().to_owned()]).unwrap();
    assert!(matches!(elsewhere, State::Differs { .. }), "{elsewhere:?}");
    std::fs::write(from.path().join("far.onnx"), network()).unwrap();
    let path = only(&models).install(from.path()).unwrap().unwrap();
    assert_eq!(only(&models).state(&[]).unwrap(), State::Verified(path));
}
