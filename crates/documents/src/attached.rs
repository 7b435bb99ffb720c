//! The way back from a printed list to the bytes that it was made from: they are attached to it.
//!
//! Owns: finding the one attachment of a paper of ours. Refuses: being a reader of any PDF. Whoever proves a paper prints it again
//! from what is found here and compares every byte, so that a wrong find proves nothing.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// No list is longer; what unfolds to more is none of ours.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Returns the bytes attached to a printed list; `None` where the file is no paper of ours, or none that carries a list.
#[must_use]
pub fn attached(pdf: &[u8]) -> Option<Vec<u8>> {
    if !pdf.starts_with(b"%PDF-") {
        return None;
    }
    let kind = find(pdf, b"/Type /EmbeddedFile").or_else(|| find(pdf, b"/Type/EmbeddedFile"))?;
    let (before, after) = pdf.split_at_checked(kind)?;
    let opening = before.windows(4).rposition(|four| four == b" obj")?;
    let stream = find(after, b"stream")?;
    let head = pdf.get(opening..kind.checked_add(stream)?)?;
    let body = after.get(stream.checked_add(b"stream".len())?..)?;
    let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n"))?;
    let body = body.get(..length(head)?)?;
    if find(head, b"/Filter").is_none() {
        return Some(body.to_vec());
    }
    find(head, b"/FlateDecode")?;
    let mut bytes = Vec::new();
    ZlibDecoder::new(body).take(LONGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn length(head: &[u8]) -> Option<usize> {
    let after = head.get(find(head, b"/Length ")?.checked_add(b"/Length ".len())?..)?;
    let digits: Vec<u8> = after.iter().copied().take_while(u8::is_ascii_digit).collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|some| some == what)
}
