//! Any bytes as a photo, as a certificate and as a file of a notice: whatever is taken as a photo can be cut in every frame, and nothing panics.
#![no_main]

use domain::uploads::{Frame, Part, PhotoSize, Side};
use files::uploads::{certificate, notice, photo, whole_photo};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(whole) = whole_photo(bytes, PhotoSize::USUAL) {
        for side in Side::ALL {
            let cut = photo(&whole, Frame { side: *side, part: Part::Nearer }, PhotoSize::USUAL);
            assert!(cut.is_ok_and(|cut| cut.len() <= PhotoSize::USUAL.bytes()));
        }
    }
    if let Ok(taken) = certificate(bytes) {
        assert!(!taken.bytes.is_empty());
    }
    if let Ok(taken) = notice(bytes) {
        assert!(!taken.bytes.is_empty());
    }
});
