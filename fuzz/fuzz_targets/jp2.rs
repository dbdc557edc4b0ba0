//! The photo: a picture of a face's size, or an error, and never an allocation that a forged size asks for.
#![no_main]

use card::Photo;

libfuzzer_sys::fuzz_target!(|file: &[u8]| {
    if let Ok(photo) = Photo::decode(file) {
        let (width, height) = photo.image().dimensions();
        assert!((64..=1024).contains(&width) && (64..=1024).contains(&height));
    }
});
