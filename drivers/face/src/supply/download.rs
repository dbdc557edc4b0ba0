//! One file over HTTPS, which goes on where it broke off.

use std::fs::{File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::Duration;

use reqwest::header::{CONTENT_RANGE, RANGE};
use reqwest::{Client, Response, StatusCode};

/// The most that is taken from an address whose file's length the manifest does not tell.
const MOST: u64 = 256 << 20;
/// How often a line that broke is taken up again before the caller is told.
const TRIES: usize = 3;
const CONNECTING: Duration = Duration::from_secs(15);
const SILENCE: Duration = Duration::from_secs(30);

/// Brings the file at `address` into `part`, of which an earlier call may have left the beginning; errors are words.
///
/// A server that does not know ranges sends everything anew. `bytes` is the length that is expected, if it is known; more
/// than that is never written.
pub(super) fn download(
    address: &str,
    part: &Path,
    bytes: Option<u64>,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<(), String> {
    // Whoever else in the process speaks TLS may have installed the same one before.
    _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let client = Client::builder().connect_timeout(CONNECTING).read_timeout(SILENCE).build();
    let client = client.map_err(|error| told(&error))?;
    let mut last = String::new();
    for _ in 0..TRIES {
        let mut attempt = Attempt { client: &client, address, part, bytes };
        match runtime.block_on(attempt.run(progress)) {
            Ok(()) => return Ok(()),
            Err(Broken::ForGood(reason)) => return Err(reason),
            Err(Broken::Midway(reason)) => last = reason,
        }
    }
    let kept = std::fs::metadata(part).map_or(0, |file| file.len());
    Err(format!("{last}; {kept} bytes are kept, the next call goes on from there"))
}

/// Why an attempt ended early.
enum Broken {
    /// The line; what came is kept, another attempt may go on.
    Midway(String),
    /// The server's answer or this machine's disk; no other attempt would end otherwise.
    ForGood(String),
}

struct Attempt<'a> {
    client: &'a Client,
    address: &'a str,
    part: &'a Path,
    bytes: Option<u64>,
}

impl Attempt<'_> {
    async fn run(&mut self, progress: &mut dyn FnMut(u64, Option<u64>)) -> Result<(), Broken> {
        let mut file = OpenOptions::new().create(true).append(true).open(self.part).map_err(disk)?;
        let mut have = file.metadata().map_err(disk)?.len();
        if self.bytes == Some(have) {
            return Ok(());
        }
        let mut response = self.ask(have).await?;
        match response.status() {
            StatusCode::PARTIAL_CONTENT if begins_at(&response) == Some(have) => {}
            StatusCode::OK => have = emptied(&mut file)?,
            // What is kept is no beginning of this file.
            StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
                emptied(&mut file)?;
                return Err(Broken::Midway("the server did not go on where it was asked to".to_owned()));
            }
            status if status.is_server_error() => return Err(Broken::Midway(format!("answered {status}"))),
            status => return Err(Broken::ForGood(format!("{} answered {status}", self.address))),
        }
        let whole = response.content_length().map(|rest| have.saturating_add(rest));
        let most = self.bytes.unwrap_or(MOST);
        while let Some(chunk) = response.chunk().await.map_err(line)? {
            have = have.saturating_add(chunk.len() as u64);
            if have > most {
                emptied(&mut file)?;
                return Err(Broken::ForGood(format!("more than the {most} bytes that were expected")));
            }
            file.write_all(&chunk).map_err(disk)?;
            progress(have, self.bytes.or(whole));
        }
        file.sync_all().map_err(disk)?;
        match self.bytes.or(whole) {
            Some(expected) if have < expected => {
                Err(Broken::Midway(format!("ended after {have} of {expected} bytes")))
            }
            _ => Ok(()),
        }
    }

    async fn ask(&self, have: u64) -> Result<Response, Broken> {
        let mut request = self.client.get(self.address);
        if have > 0 {
            request = request.header(RANGE, format!("bytes={have}-"));
        }
        request.send().await.map_err(line)
    }
}

/// The place in the whole file from which a partial answer goes on (`bytes 100-199/200`).
fn begins_at(response: &Response) -> Option<u64> {
    let range = response.headers().get(CONTENT_RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes ")?.split_once('-')?.0.trim().parse().ok()
}

fn emptied(file: &mut File) -> Result<u64, Broken> {
    file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0))).map_err(disk)
}

fn line(error: reqwest::Error) -> Broken {
    Broken::Midway(told(&error))
}

fn disk(error: std::io::Error) -> Broken {
    Broken::ForGood(error.to_string())
}

/// The error and its causes: the outermost alone only says that sending failed.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}
