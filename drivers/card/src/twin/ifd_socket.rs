//! Serves the card to our own PC/SC driver (`ifd-madoguchi`), over a Unix socket.
//!
//! The card listens and the driver connects: while the socket exists a card lies on the reader.

use std::fs;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

pub use super::frame::Mishap;
use super::frame::{End, Served, Wire};
use super::{Error, VirtualCard};

/// The place on a reader of our driver where a card is laid.
#[derive(Debug)]
pub struct IfdCard {
    socket: PathBuf,
    lying: Option<(Arc<Hold>, JoinHandle<VirtualCard>)>,
}

/// What the owner of the card and the thread that serves it share.
#[derive(Debug, Default)]
struct Hold(Mutex<(Taken, Option<UnixStream>)>);

/// Whether the card was taken away.
type Taken = bool;

impl IfdCard {
    /// Names the reader by its socket, the one in the driver's DEVICENAME.
    pub fn new(socket: impl Into<PathBuf>) -> Self {
        Self { socket: socket.into(), lying: None }
    }

    /// Lays a card, in place of any that lies there; pcscd notices within some 20 ms.
    pub fn lay(&mut self, card: VirtualCard) -> Result<(), Error> {
        self.lay_for(card, None)
    }

    /// Lays a card that something will befall; one that is lifted by it can be taken as any other.
    pub fn lay_for(&mut self, card: VirtualCard, mishap: Option<Mishap>) -> Result<(), Error> {
        self.take();
        // A socket that a killed process left behind would make the bind fail; a missing one is the usual case.
        let _ = fs::remove_file(&self.socket);
        let listener = UnixListener::bind(&self.socket).map_err(Error::io("listen for the driver"))?;
        let hold = Arc::new(Hold::default());
        let (shared, socket) = (Arc::clone(&hold), self.socket.clone());
        let host = move || host(&listener, &socket, &shared, Served::new(card, mishap));
        let thread = thread::Builder::new().name("card-on-ifd".to_owned());
        self.lying = Some((hold, thread.spawn(host).map_err(Error::io("start a thread"))?));
        Ok(())
    }

    /// Takes the card away, with its counters as they are now.
    pub fn take(&mut self) -> Option<VirtualCard> {
        let (hold, thread) = self.lying.take()?;
        hold.cut();
        // Wakes the thread if it waits for the driver; an error means that it does not.
        let _ = UnixStream::connect(&self.socket);
        let _ = fs::remove_file(&self.socket);
        thread.join().ok()
    }
}

impl Drop for IfdCard {
    fn drop(&mut self) {
        self.take();
    }
}

impl Hold {
    fn lock(&self) -> MutexGuard<'_, (Taken, Option<UnixStream>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the connection, now and for good.
    fn cut(&self) {
        let mut held = self.lock();
        held.0 = true;
        if let Some(stream) = held.1.take() {
            // An error means that the driver closed it before us.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Notes the connection, so that it can be cut; `None` once the card was taken away.
    fn join(&self, stream: UnixStream) -> Option<UnixStream> {
        let mut held = self.lock();
        held.1 = Some(stream.try_clone().ok()?);
        (!held.0).then_some(stream)
    }
}

/// Serves one connection of the driver after another until the card is taken away or lifted by a mishap.
fn host(listener: &UnixListener, socket: &Path, hold: &Hold, mut served: Served) -> VirtualCard {
    while let Some(stream) = listener.accept().ok().and_then(|(stream, _)| hold.join(stream)) {
        match served.serve(&mut Wire::of_our_driver(stream)) {
            Ok(End::Closed) => {}
            Ok(End::Lifted) => {
                // First the socket, or the driver would meet the card again.
                let _ = fs::remove_file(socket);
                hold.cut();
                break;
            }
            Err(error) => tracing::debug!(%error, "the connection to the driver broke"),
        }
    }
    served.into_card()
}
