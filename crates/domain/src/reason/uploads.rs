//! What stands against a file that belongs to an application.

use serde::{Deserialize, Serialize};

use super::Unfit;
use crate::calendar::Instant;
use crate::word::words;

words! {
    /// A kind of picture that is not taken.
    OtherPicture {
        /// HEIC or HEIF, as telephones store pictures.
        Heic = "heic",
        /// AVIF.
        Avif = "avif",
        /// WebP.
        Webp = "webp",
        /// GIF.
        Gif = "gif",
        /// TIFF.
        Tiff = "tiff",
        /// A Windows bitmap.
        Bmp = "bmp",
        /// SVG, which is a program rather than a picture.
        Svg = "svg",
    }
}

/// What stands against a file that belongs to an application. Nothing of it was kept.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum UploadsWhy {
    /// The form came without a file, or with an empty one.
    Empty,
    /// The file has more bytes than `limit`.
    TooLong { limit: u32 },
    /// A picture of a kind that is not taken.
    NotTaken { kind: OtherPicture },
    /// The photo is no JPEG and no PNG picture.
    NoPicture,
    /// The file is no PDF, no JPEG and no PNG picture.
    NoDocument,
    /// The picture ends too early or contradicts itself.
    Damaged,
    /// The picture has more pixels than `limit`.
    TooManyPixels { width: u32, height: u32, limit: u64 },
    /// The picture is smaller than the photo that is cut from it, `least_width` × `least_height`.
    TooSmall { width: u32, height: u32, least_width: u32, least_height: u32 },
    /// The photo shows more detail than goes into so many kilobytes.
    TooDetailed { kilobytes: u32 },
    /// The PDF ends too early or is none.
    PdfDamaged,
    /// The PDF has a password, or forbids something.
    PdfLocked,
    /// The PDF holds a script, or starts something when it is opened.
    PdfActive,
    /// The PDF holds other files.
    PdfHolds,
    /// The PDF is packed in a way that cannot be looked through.
    PdfPacked,
    /// The PDF has more pages than `limit`.
    PdfPages { limit: u32 },
    /// Looking the file through took more time or memory than it is given.
    Heavy,
    /// The frame laid over a picture does not lie inside of it, or is smaller than the photo.
    Frame,
    /// The application took as many files as it may.
    TooMany { limit: u32 },
    /// Another file took its place, or it was taken away.
    Ended,
    /// Its contents left the store at `at`, after their term.
    TermOver { at: Instant },
    /// The place where files are kept did not take it.
    NotKept,
    /// The posting asks for a photo, and there is none.
    NoPhoto,
    /// A document or table of an office program, which may hold more than it shows.
    Office,
    /// A file of a notice holds a private number in its text, on this page; page 0 is a place that belongs to no page.
    Leak { page: u32, what: Unfit },
    /// The notice has as many files as it may.
    NoticeFull { limit: u32 },
}
