//! What can happen to a camera, told apart where somebody has to do something different about it.

use std::path::PathBuf;
use std::time::Duration;

/// Why there is no frame.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CameraError {
    /// There is no such camera.
    #[error("no camera {camera}")]
    Absent {
        /// The number or the file that was asked for.
        camera: String,
    },
    /// Another program holds the camera.
    #[error("camera {camera} is used by another program")]
    Busy {
        /// The number or the file that was asked for.
        camera: String,
    },
    /// The kiosk's user may not use the camera.
    #[error("no permission to use camera {camera}; is the user in the group video?")]
    Denied {
        /// The number or the file that was asked for.
        camera: String,
    },
    /// The camera gives pictures that are of no use.
    #[error("camera format: expected about {expected}, got {got}")]
    Format {
        /// What was asked for.
        expected: String,
        /// What the camera offers.
        got: String,
    },
    /// No frame came in time; a later one may.
    #[error("no frame for {waited:?}")]
    Stalled {
        /// How long was waited.
        waited: Duration,
    },
    /// The camera went away; it must be opened anew.
    #[error("the camera was unplugged")]
    Unplugged,
    /// One frame could not be decoded; the next one may be.
    #[error("bad frame: {0}")]
    BadFrame(String),
    /// The driver failed in a way that has no name here; its own words.
    #[error("camera driver: {0}")]
    Driver(String),
    /// A folder of stills holds no picture.
    #[error("no PNG or JPEG in {folder}")]
    NoStills {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder of stills or a still could not be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A scene names a person who is not among the drawn ones.
    #[error("no drawn person is called {0}")]
    UnknownPersona(String),
}
