//! Files that belong to an application or to a notice, as far as bytes alone decide: what a file is, whether it may be taken, and what of it is kept.
//!
//! Owns: kind by content, the photo and its frame, pictures and PDFs as certificates. Refuses: to trust a name; to decode a picture whose
//! head says more pixels than are allowed; to keep the bytes of a picture as they came, so that nothing hidden in them stays.

mod pdf;
mod picture;
#[cfg(test)]
mod tests;

use domain::reason::{OtherPicture, UploadsWhy};
use domain::uploads::{Cut, Kind, NOTICE_PAGES, PAGES, PhotoSize};

/// What was taken of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Taken {
    /// What it is.
    pub kind: Kind,
    /// The bytes to keep.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Taken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Taken({}, {} bytes)", self.kind.word(), self.bytes.len())
    }
}

/// Returns the whole picture of which photos are cut: upright, without metadata, at most 1,600 pixels each way, as JPEG.
/// It is no smaller than the photo that will be cut from it.
///
/// # Errors
/// [`UploadsWhy::Empty`], [`UploadsWhy::NotTaken`], [`UploadsWhy::NoPicture`], [`UploadsWhy::TooSmall`]; what is wrong with the picture.
pub fn whole_photo(bytes: &[u8], size: PhotoSize) -> Result<Vec<u8>, UploadsWhy> {
    match kind(bytes)? {
        Some(kind @ (Kind::Jpeg | Kind::Png)) => picture::whole(kind, bytes, size),
        Some(Kind::Pdf) | None => Err(UploadsWhy::NoPicture),
    }
}

/// Cuts the photo out of what [`whole_photo`] returned: of this size, as JPEG.
///
/// # Errors
/// [`UploadsWhy::Damaged`] where it is something else; [`UploadsWhy::Frame`] where the frame does not lie inside of it;
/// [`UploadsWhy::TooDetailed`] where it goes into so few bytes in no way.
pub fn photo(whole: &[u8], cut: impl Into<Cut>, size: PhotoSize) -> Result<Vec<u8>, UploadsWhy> {
    picture::cut(whole, cut.into(), size)
}

/// Returns what is kept of a certificate: a PDF as it came, once nothing stands against it; a picture upright and without metadata, at most
/// 3,000 pixels each way, as JPEG.
///
/// # Errors
/// [`UploadsWhy::Empty`], [`UploadsWhy::NotTaken`], [`UploadsWhy::NoDocument`]; what is wrong with the picture or the PDF.
pub fn certificate(bytes: &[u8]) -> Result<Taken, UploadsWhy> {
    match kind(bytes)? {
        Some(Kind::Pdf) => {
            pdf::check(bytes, PAGES)?;
            Ok(Taken { kind: Kind::Pdf, bytes: bytes.to_vec() })
        }
        Some(kind) => Ok(Taken { kind: Kind::Jpeg, bytes: picture::page(kind, bytes)? }),
        None => Err(UploadsWhy::NoDocument),
    }
}

/// Returns what is kept of a file that everybody will read: as [`certificate`], with longer PDFs, and nothing with a private number in the
/// text of a PDF as far as that text can be read. Pictures and what is pictured in a PDF are not read.
///
/// # Errors
/// As [`certificate`]; [`UploadsWhy::Office`], [`UploadsWhy::Leak`].
pub fn notice(bytes: &[u8]) -> Result<Taken, UploadsWhy> {
    match kind(bytes)? {
        Some(Kind::Pdf) => {
            pdf::check(bytes, NOTICE_PAGES)?;
            pdf::expect_no_leak(bytes)?;
            Ok(Taken { kind: Kind::Pdf, bytes: bytes.to_vec() })
        }
        None if OFFICE.iter().any(|head| bytes.starts_with(head)) => Err(UploadsWhy::Office),
        _ => certificate(bytes),
    }
}

/// How documents and tables of office programs begin: a package, or the older compound file.
const OFFICE: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

/// What a file is by its first bytes; nothing where it is none of the kinds that are known.
fn kind(bytes: &[u8]) -> Result<Option<Kind>, UploadsWhy> {
    let other = |kind| Err(UploadsWhy::NotTaken { kind });
    let brand = bytes.get(8..12).unwrap_or_default();
    match bytes {
        [] => Err(UploadsWhy::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Some(Kind::Jpeg)),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Ok(Some(Kind::Png)),
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(Some(Kind::Pdf)),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if matches!(brand, b"avif" | b"avis") => {
            other(OtherPicture::Avif)
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if HEIC.contains(&brand) => other(OtherPicture::Heic),
        [b'R', b'I', b'F', b'F', ..] if brand == b"WEBP" => other(OtherPicture::Webp),
        [b'G', b'I', b'F', b'8', ..] => other(OtherPicture::Gif),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => other(OtherPicture::Tiff),
        [b'B', b'M', ..] => other(OtherPicture::Bmp),
        _ if is_svg(bytes) => other(OtherPicture::Svg),
        _ => Ok(None),
    }
}

/// The brands under which telephones store pictures and bursts of them.
const HEIC: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];

/// Whether a text begins like SVG; looked for in its first kilobyte, behind declarations and comments.
fn is_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..1_024).unwrap_or(bytes);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    text.first() == Some(&b'<') && head.windows(4).any(|window| window.eq_ignore_ascii_case(b"<svg"))
}
