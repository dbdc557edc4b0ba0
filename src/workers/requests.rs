//! The receipt computer's own questions: its folder is watched on one thread, and the centre asked for it.

use super::clock::WallClock;
use super::post::thread;
use super::translate;
use central::Client;
use claims::{Body, Encoding, Folder, Notice, Outcome, Patience, QueryDesk, Registration, Search};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use tokio::runtime::Runtime;

/// How often the folder is looked into: public programs ask two to five times a second.
const PAUSE: Duration = Duration::from_millis(200);

/// Holds the thread: dropping it ends the watch.
pub(super) struct RequestsWorker {
    _end: SyncSender<()>,
}

impl RequestsWorker {
    /// Watches the folder; bulk requests wait in `jobs`.
    pub(super) fn start(
        folder: Folder,
        encoding: Encoding,
        jobs: PathBuf,
        client: Client,
        clock: WallClock,
    ) -> Self {
        let (end, ended) = sync_channel(0);
        thread("requests", move || {
            // The kiosk's own questions share these connections: they must go on while nothing is asked here.
            let mut builder = tokio::runtime::Builder::new_multi_thread();
            let runtime = match builder.worker_threads(1).enable_all().build() {
                Ok(runtime) => runtime,
                Err(error) => return tracing::error!(%error, "no runtime for requests"),
            };
            let line = Line { client, runtime };
            match QueryDesk::open(folder, encoding, line, &jobs, Patience::default()) {
                Ok(desk) => watch(desk, &clock, &ended),
                Err(error) => tracing::error!(%error, "requests are not answered"),
            }
        });
        Self { _end: end }
    }
}

/// Looks into the folder until the kiosk ends; a share that is away is told once.
fn watch(mut desk: QueryDesk<Line>, clock: &WallClock, ended: &Receiver<()>) {
    let mut was_there = true;
    while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let now = clock.japan().strftime("%Y%m%d%H%M%S").to_string();
        let turn = desk.turn(&now);
        match &turn {
            Err(error) if was_there => tracing::error!(%error, "requests cannot be answered"),
            Ok(_) if !was_there => tracing::info!("requests are answered again"),
            _ => {}
        }
        was_there = turn.is_ok();
    }
}

struct Line {
    client: Client,
    runtime: Runtime,
}

impl claims::Centre for Line {
    fn check(&mut self, id: &str, search: &Search, date: &str) -> Result<Body, Notice> {
        let request = translate::query(search, date, id.to_owned());
        let answer = self.runtime.block_on(self.client.query(&request)).map_err(|error| no_answer(&error))?;
        Ok(translate::query_body(&answer))
    }

    fn register(&mut self, id: &str, registration: &Registration) -> Result<Outcome, Notice> {
        let request = translate::reference(registration, id.to_owned());
        let answer =
            self.runtime.block_on(self.client.register(&request)).map_err(|error| no_answer(&error))?;
        Ok(translate::reference_outcome(&answer))
    }
}

/// Our own code: the real list (別紙6-1) is closed.
fn no_answer(error: &central::Error) -> Notice {
    tracing::warn!(%error, "the centre, asked for the receipt computer");
    Notice {
        code: "MDG-E303".to_owned(),
        message: "オンライン資格確認のシステムから回答がありません。時間をおいて照会してください。"
            .to_owned(),
    }
}
