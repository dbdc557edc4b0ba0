//! The receipt computer's own questions: its folder is watched on one thread, and the centre asked for it.

use super::clock::WallClock;
use super::office::{Books, Look};
use super::post::thread;
use super::translate;
use crate::config::Viewers;
use central::{Client, Error, RefusalCode};
use claims::{
    Body, Encoding, Folder, MedicalRecord, Notice, Outcome, Patience, QueryDesk, Registration, Search, View,
};
use journal::Word;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use tokio::runtime::Runtime;

/// How often the folder is looked into: public programs ask two to five times a second.
const PAUSE: Duration = Duration::from_millis(200);

/// How the receipt computer's requests are answered.
pub struct Requests {
    /// Where bulk requests wait, and notes on what lies in `res` for a time.
    pub jobs: PathBuf,
    /// Who may see medical information.
    pub viewers: Viewers,
    /// How long medical information lies in `res` at most.
    pub information: Duration,
}

/// Holds the thread: dropping it ends the watch.
pub(super) struct RequestsWorker {
    _end: SyncSender<()>,
}

impl RequestsWorker {
    /// Watches the folder.
    pub(super) fn start(
        requests: Requests,
        folder: Folder,
        encoding: Encoding,
        client: Client,
        books: Books,
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
            let Requests { jobs, viewers, information } = requests;
            let patience = Patience { information, ..Patience::default() };
            let line = Line { client, runtime, viewers, books };
            match QueryDesk::open(folder, encoding, line, &jobs, patience) {
                Ok(desk) => watch(desk, &clock, &ended),
                Err(error) => tracing::error!(%error, "requests are not answered"),
            }
        });
        Self { _end: end }
    }
}

/// Books into the folder until the kiosk ends; a share that is away is told once.
fn watch(mut desk: QueryDesk<Line>, clock: &WallClock, ended: &Receiver<()>) {
    let mut was_there = true;
    while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let now = clock.stamp();
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
    viewers: Viewers,
    books: Books,
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

    /// Every look is in the journal before anything of it can be seen.
    fn view(&mut self, id: &str, view: &View) -> Result<MedicalRecord, Notice> {
        let staff = view.subject.staff.as_ref().and_then(|staff| Word::new(staff.reveal()).ok());
        let (viewer, seen) = match staff {
            Some(staff) => (staff.clone(), self.look(id, view, &staff)),
            None => (Word::new("unnamed").map_err(|_| unnamed())?, Err(unnamed())),
        };
        let outcome = seen.as_ref().map_or_else(|why| why.code.clone(), |_| "shown".to_owned());
        let look = Look { viewer, kind: view.information.symbol(), outcome, request: id.to_owned() };
        if self.books.record(look) { seen } else { Err(unrecorded()) }
    }

    fn consents(&mut self, id: &str, day: &str) -> Result<Vec<Body>, Notice> {
        let request = translate::consent_list(day, id.to_owned());
        let answer =
            self.runtime.block_on(self.client.consent_list(&request)).map_err(|error| no_answer(&error))?;
        Ok(answer.people.iter().map(translate::consented).collect())
    }
}

impl Line {
    /// Asks the centre in somebody's name. It is asked for people who are on no list, too, so that its account has them.
    fn look(&self, id: &str, view: &View, staff: &Word) -> Result<MedicalRecord, Notice> {
        let viewer = translate::viewer(staff.as_str(), self.viewers.profession(staff.as_str()));
        let request = translate::view(view, viewer, id.to_owned());
        match self.runtime.block_on(self.client.view(&request)) {
            Ok(answer) => Ok(translate::medical_record(answer)),
            Err(Error::Refused { code }) => {
                Err(refused(code).unwrap_or_else(|| no_answer(&Error::Refused { code })))
            }
            Err(error) => Err(no_answer(&error)),
        }
    }
}

/// Says in our own words and codes why nothing may be seen: the real list (別紙6-1) is closed.
fn refused(code: RefusalCode) -> Option<Notice> {
    Some(match code {
        RefusalCode::InsuredUnknown => notice("MDG-E308", "番号に該当する被保険者を一人に決められません。"),
        RefusalCode::ViewerNotQualified => {
            notice("MDG-E310", "医師・歯科医師・薬剤師として登録された職員だけが閲覧できます。")
        }
        RefusalCode::ConsentMissing => notice("MDG-E311", "閲覧について患者の同意がありません。"),
        RefusalCode::ConsentExpired => notice("MDG-E312", "閲覧の同意の期限が切れています。"),
        RefusalCode::SharingClosed => {
            notice("MDG-E313", "電子証明書の有効期限が切れているため、資格の確認だけができます。")
        }
        _ => return None,
    })
}

fn unnamed() -> Notice {
    notice("MDG-E309", "閲覧する職員がStaffIdentifierに書かれていません。(英数字と_.-で40字まで)")
}

fn unrecorded() -> Notice {
    notice("MDG-E315", "閲覧の記録を残せないため、閲覧できません。")
}

fn no_answer(error: &Error) -> Notice {
    tracing::warn!(%error, "the centre, asked for the receipt computer");
    notice("MDG-E303", "オンライン資格確認のシステムから回答がありません。時間をおいて照会してください。")
}

fn notice(code: &str, message: &str) -> Notice {
    Notice { code: code.to_owned(), message: message.to_owned() }
}
