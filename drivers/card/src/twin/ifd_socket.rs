//! Serves the card to our own PC/SC driver (`ifd-madoguchi`), over a Unix socket.
//!
//! The card listens and the driver connects: while the socket exists a card lies on the reader.

use std::fs;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::{Error, VirtualCard, frame};

/// The place on a reader of our driver where a card is laid.
#[derive(Debug)]
pub struct IfdCard {
    socket: PathBuf,
    lying: Option<(Arc<Wire>, JoinHandle<VirtualCard>)>,
}

/// What the owner of the card and the thread that serves it share.
#[derive(Debug, Default)]
struct Wire(Mutex<(Taken, Option<UnixStream>)>);

/// Whether the card was taken away.
type Taken = bool;

impl IfdCard {
    /// Names the reader by its socket, the one in the driver's DEVICENAME.
    pub fn new(socket: impl Into<PathBuf>) -> Self {
        Self { socket: socket.into(), lying: None }
    }

    /// Lays a card, in place of any that lies there; pcscd notices within 400 ms.
    pub fn lay(&mut self, card: VirtualCard) -> Result<(), Error> {
        self.take();
        // A socket that a killed process left behind would make the bind fail; a missing one is the usual case.
        let _ = fs::remove_file(&self.socket);
        let listener = UnixListener::bind(&self.socket).map_err(Error::io("listen for the driver"))?;
        let wire = Arc::new(Wire::default());
        let shared = Arc::clone(&wire);
        let thread = thread::Builder::new().name("card-on-ifd".to_owned());
        let thread =
            thread.spawn(move || host(&listener, &shared, card)).map_err(Error::io("start a thread"))?;
        self.lying = Some((wire, thread));
        Ok(())
    }

    /// Takes the card away, with its counters as they are now.
    pub fn take(&mut self) -> Option<VirtualCard> {
        let (wire, thread) = self.lying.take()?;
        wire.cut();
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

impl Wire {
    fn lock(&self) -> MutexGuard<'_, (Taken, Option<UnixStream>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the connection, now and for good.
    fn cut(&self) {
        let mut wire = self.lock();
        wire.0 = true;
        if let Some(stream) = wire.1.take() {
            // An error means that the driver closed it before us.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Notes the connection, so that it can be cut; `None` once the card was taken away.
    fn join(&self, stream: UnixStream) -> Option<UnixStream> {
        let mut wire = self.lock();
        wire.1 = Some(stream.try_clone().ok()?);
        (!wire.0).then_some(stream)
    }
}

/// Serves one connection of the driver after another until the card is taken away.
fn host(listener: &UnixListener, wire: &Wire, mut card: VirtualCard) -> VirtualCard {
    while let Some(mut stream) = listener.accept().ok().and_then(|(stream, _)| wire.join(stream)) {
        if let Err(error) = frame::serve(&mut stream, &mut card) {
            tracing::debug!(%error, "the connection to the driver broke");
        }
        card.power_off();
    }
    card
}
