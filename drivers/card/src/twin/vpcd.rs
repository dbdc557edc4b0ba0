//! Serves the card to vsmartcard's virtual reader (vpcd), over TCP on this machine.
//!
//! pcscd listens and the card connects: a connection is a card that lies there, a closed one a card taken away. The
//! driver listens on every interface without authentication, so this is for a machine that no network reaches.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::os::linux::net::TcpStreamExt;
use std::thread::{self, JoinHandle};

use super::frame::{Mishap, Served, Wire};
use super::{Error, VirtualCard};

/// The place on a vpcd reader where a card is laid.
#[derive(Debug)]
pub struct VpcdCard {
    port: u16,
    lying: Option<(TcpStream, JoinHandle<VirtualCard>)>,
}

impl VpcdCard {
    /// Names the reader by the port on which its driver listens.
    pub fn new(port: u16) -> Self {
        Self { port, lying: None }
    }

    /// Lays a card, in place of any that lies there; pcscd notices within 400 ms.
    pub fn lay(&mut self, card: VirtualCard) -> Result<(), Error> {
        self.lay_for(card, None)
    }

    /// Lays a card that something will befall; one that is lifted by it can be taken as any other.
    pub fn lay_for(&mut self, card: VirtualCard, mishap: Option<Mishap>) -> Result<(), Error> {
        self.take();
        let connected =
            TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).map_err(Error::io("connect to vpcd"))?;
        let stream = Quick(connected.try_clone().map_err(Error::io("share the connection to vpcd"))?);
        let serve = move || {
            let mut served = Served::new(card, mishap);
            if let Err(error) = served.serve(&mut Wire::of_vsmartcard(&stream)) {
                tracing::debug!(%error, "the connection to vpcd broke");
            }
            // Where a mishap lifted the card, the driver must see the wire end; an error means that it did.
            let _ = stream.0.shutdown(Shutdown::Both);
            served.into_card()
        };
        let thread = thread::Builder::new().name("card-on-vpcd".to_owned());
        self.lying = Some((connected, thread.spawn(serve).map_err(Error::io("start a thread"))?));
        Ok(())
    }

    /// Takes the card away, with its counters as they are now.
    pub fn take(&mut self) -> Option<VirtualCard> {
        let (stream, thread) = self.lying.take()?;
        // An error means that pcscd closed the connection before us, and then the thread has ended.
        let _ = stream.shutdown(Shutdown::Both);
        thread.join().ok()
    }
}

impl Drop for VpcdCard {
    fn drop(&mut self) {
        self.take();
    }
}

/// A connection that acknowledges at once: the driver sends length and payload apart, and Nagle's algorithm would hold
/// the second back for 40 ms. The kernel forgets the wish, so it is made before every read.
struct Quick(TcpStream);

impl Read for &Quick {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.set_quickack(true)?;
        (&self.0).read(buffer)
    }
}

impl Write for &Quick {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&self.0).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        (&self.0).flush()
    }
}
