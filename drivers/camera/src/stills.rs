//! A recorded walk-up: the pictures of a folder, one after the other at a steady rhythm, over and over.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::Camera;
use crate::error::CameraError;
use crate::frame::Frame;
use crate::rhythm::Rhythm;

/// A camera that shows the PNG and JPEG files of a folder in the order of their names.
pub struct Stills {
    folder: PathBuf,
    pictures: Vec<PathBuf>,
    next: usize,
    rhythm: Rhythm,
}

impl Stills {
    /// Opens `folder`; a picture is read when it is asked for, one every `interval`.
    ///
    /// # Errors
    /// [`CameraError::Unreadable`] and [`CameraError::NoStills`].
    pub fn open(folder: &Path, interval: Duration) -> Result<Self, CameraError> {
        let unreadable = |source| CameraError::Unreadable { path: folder.to_owned(), source };
        let entries = std::fs::read_dir(folder).map_err(unreadable)?;
        let mut pictures = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(unreadable)?;
        pictures.retain(|path| is_picture(path));
        pictures.sort();
        if pictures.is_empty() {
            return Err(CameraError::NoStills { folder: folder.to_owned() });
        }
        Ok(Self { folder: folder.to_owned(), pictures, next: 0, rhythm: Rhythm::new(interval) })
    }
}

impl Camera for Stills {
    fn next_frame(&mut self, timeout: Duration) -> Result<Frame, CameraError> {
        let taken = self.rhythm.wait(timeout)?;
        let path = &self.pictures[self.next];
        self.next = (self.next + 1) % self.pictures.len();
        let bytes =
            std::fs::read(path).map_err(|source| CameraError::Unreadable { path: path.clone(), source })?;
        let picture = image::load_from_memory(&bytes).map_err(|e| CameraError::BadFrame(e.to_string()))?;
        Ok(Frame { image: picture.into_rgb8(), taken })
    }

    fn describe(&self) -> String {
        format!("{} stills from {}", self.pictures.len(), self.folder.display())
    }
}

fn is_picture(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    path.is_file() && ["png", "jpg", "jpeg"].iter().any(|known| extension == *known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn folder(pictures: &[(&str, u8)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, grey) in pictures {
            image::RgbImage::from_pixel(4, 4, image::Rgb([*grey; 3])).save(folder.path().join(name)).unwrap();
        }
        folder
    }

    #[test]
    fn pictures_come_in_the_order_of_their_names_and_begin_again() {
        let folder = folder(&[("2.png", 20), ("1.png", 10), ("3.PNG", 30)]);
        std::fs::write(folder.path().join("notes.txt"), "not a picture").unwrap();
        let mut stills = Stills::open(folder.path(), Duration::ZERO).unwrap();
        let mut grey = || stills.next_frame(Duration::ZERO).unwrap().image.get_pixel(0, 0)[0];
        assert_eq!([grey(), grey(), grey(), grey()], [10, 20, 30, 10]);
    }

    #[test]
    fn a_rhythm_is_kept_and_impatience_is_a_stall() {
        let folder = folder(&[("1.png", 10)]);
        let mut stills = Stills::open(folder.path(), Duration::from_millis(60)).unwrap();
        let begin = Instant::now();
        stills.next_frame(Duration::from_secs(1)).unwrap();
        let early = stills.next_frame(Duration::from_millis(5));
        assert!(matches!(early, Err(CameraError::Stalled { .. })), "{early:?}");
        stills.next_frame(Duration::from_secs(1)).unwrap();
        assert!(begin.elapsed() >= Duration::from_millis(60));
    }

    #[test]
    fn a_folder_or_picture_that_cannot_be_shown_says_so() {
        assert!(matches!(
            Stills::open(Path::new("/nowhere"), Duration::ZERO),
            Err(CameraError::Unreadable { .. })
        ));
        let empty = tempfile::tempdir().unwrap();
        assert!(matches!(Stills::open(empty.path(), Duration::ZERO), Err(CameraError::NoStills { .. })));
        std::fs::write(empty.path().join("torn.png"), b"\x89PNG\r\n\x1a\n").unwrap();
        let mut stills = Stills::open(empty.path(), Duration::ZERO).unwrap();
        assert!(matches!(stills.next_frame(Duration::ZERO), Err(CameraError::BadFrame(_))));
    }
}
