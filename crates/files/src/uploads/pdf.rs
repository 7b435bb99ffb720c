//! Whether a PDF may be kept: a document to be read, and nothing that acts, hides or is locked.
//!
//! A PDF is looked through as text: names are compared after their escapes (`/J#53`) are resolved, and objects that are packed in
//! streams are unpacked within a bound. What cannot be looked through is refused. Nothing is executed and nothing is drawn.

mod objects;
mod shown;

use std::io::Read as _;

use domain::reason::UploadsWhy;
use flate2::read::ZlibDecoder;

pub(super) use shown::expect_no_leak;

/// Bytes that packed objects may unpack to, all together.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// Where the end of the file is looked for.
const TAIL: usize = 2_048;
/// Longest name that is looked at.
const NAME: usize = 24;

/// Refuses what may not be kept, and more than `limit` pages.
pub(super) fn check(bytes: &[u8], limit: u32) -> Result<(), UploadsWhy> {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    if find(tail, b"%%EOF").is_none() || find(bytes, b" obj").is_none() {
        return Err(UploadsWhy::PdfDamaged);
    }
    let mut pages = looked_through(&resolved(bytes))?;
    let mut left = UNPACKED;
    for packed in packed(bytes) {
        let objects = unpacked(&packed?, &mut left)?;
        pages = pages.saturating_add(looked_through(&resolved(&objects))?);
    }
    if pages > limit { Err(UploadsWhy::PdfPages { limit }) } else { Ok(()) }
}

/// Refuses names that act, hide or lock; answers how many pages the text holds.
fn looked_through(text: &[u8]) -> Result<u32, UploadsWhy> {
    let mut pages = 0_u32;
    for (name, after) in names(text) {
        match name {
            b"Encrypt" => return Err(UploadsWhy::PdfLocked),
            b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData" | b"RichMedia" | b"GoToE" | b"XFA"
            | b"Rendition" => return Err(UploadsWhy::PdfActive),
            b"JS" if is_told(after) => return Err(UploadsWhy::PdfActive),
            b"OpenAction" if !is_view(text, after) => return Err(UploadsWhy::PdfActive),
            b"EmbeddedFile" | b"EmbeddedFiles" => return Err(UploadsWhy::PdfHolds),
            b"Type" if names(after).next().is_some_and(|next| next.0 == b"Page") && begins_name(after) => {
                pages = pages.saturating_add(1);
            }
            _ => {}
        }
    }
    Ok(pages)
}

/// Whether a script follows: a string or a reference. A name as short as `/JS` also comes about by chance in coded pictures.
fn is_told(after: &[u8]) -> bool {
    let rest = after.trim_ascii_start();
    rest.first().is_some_and(|first| b"(<".contains(first)) || reference(rest).is_some()
}

/// Whether what is done on opening is to show a page: a place, or an action that goes to one.
fn is_view(text: &[u8], after: &[u8]) -> bool {
    let rest = after.trim_ascii_start();
    let place = match reference(rest) {
        None => rest,
        Some(number) => {
            let head = format!("\n{number} 0 obj");
            let Some(at) = find(text, head.as_bytes()) else { return false };
            text.get(at.saturating_add(head.len())..).unwrap_or_default().trim_ascii_start()
        }
    };
    if place.first() == Some(&b'[') {
        return true;
    }
    let whole = place.get(..find(place, b">>").unwrap_or_default()).unwrap_or_default();
    let kinds = names(whole).filter(|one| one.0 == b"S");
    kinds
        .map(|one| one.1)
        .any(|kind| begins_name(kind) && names(kind).next().is_some_and(|one| one.0 == b"GoTo"))
}

fn begins_name(text: &[u8]) -> bool {
    text.trim_ascii_start().first() == Some(&b'/')
}

/// The number of the object that `12 0 R` stands for.
fn reference(text: &[u8]) -> Option<u32> {
    let plain = text.iter().take(NAME).take_while(|byte| byte.is_ascii()).count();
    let mut words = std::str::from_utf8(text.get(..plain)?).ok()?.split_ascii_whitespace();
    let (number, generation, letter) = (words.next()?, words.next()?, words.next()?);
    let is_reference = generation.bytes().all(|byte| byte.is_ascii_digit()) && letter.starts_with('R');
    is_reference.then(|| number.parse().ok()).flatten()
}

/// Every name of a text without its slash, with what follows it.
fn names(text: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[](){}%\0".contains(byte);
    let slashes = text.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.filter_map(move |(at, _)| {
        let rest = text.get(at.saturating_add(1)..)?;
        let length = rest.iter().take(NAME).position(ends).unwrap_or(rest.len().min(NAME));
        rest.split_at_checked(length)
    })
}

/// The text with `#` and two hexadecimal digits as the byte that they stand for.
fn resolved(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        let pair = (*first == b'#').then(|| after.get(..2)).flatten();
        let byte = pair.and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    out
}

/// A stream of packed objects.
struct Packed<'a> {
    body: &'a [u8],
    deflated: bool,
}

/// Every stream of packed objects of a file: one that says so, or has the two numbers that only such a stream has.
fn packed(bytes: &[u8]) -> impl Iterator<Item = Result<Packed<'_>, UploadsWhy>> {
    let word = b"stream";
    let places = bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word);
    places.filter_map(move |(at, _)| {
        let before = bytes.get(..at).filter(|before| !before.ends_with(b"end"))?;
        // The head of an object is short; what stands further back belongs to another.
        let near = before.get(before.len().saturating_sub(TAIL)..)?;
        let begins = near.windows(4).rposition(|window| window == b" obj").unwrap_or(0);
        let head = resolved(near.get(begins..)?);
        let has = |wanted: &[u8]| names(&head).any(|one| one.0 == wanted);
        if !(has(b"ObjStm") || has(b"First") && has(b"N")) {
            return None;
        }
        let body = bytes.get(at.saturating_add(word.len())..)?;
        let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        Some(is_deflated(&head).map(|deflated| Packed { body, deflated }))
    })
}

/// Whether a stream with this head is compressed in the one usual way, or not at all.
fn is_deflated(head: &[u8]) -> Result<bool, UploadsWhy> {
    let shifted = names(head).filter(|one| one.0 == b"Predictor").any(|(_, after)| {
        let digits: Vec<u8> =
            after.trim_ascii_start().iter().copied().take_while(u8::is_ascii_digit).collect();
        digits != b"1"
    });
    let Some((_, after)) = names(head).find(|one| one.0 == b"Filter") else { return Ok(false) };
    let value = after.trim_ascii_start();
    let filters: Vec<&[u8]> = match value.strip_prefix(b"[") {
        Some(list) => {
            let list = list.get(..find(list, b"]").unwrap_or_default()).unwrap_or_default();
            names(list).map(|one| one.0).collect()
        }
        None if begins_name(value) => names(value).map(|one| one.0).take(1).collect(),
        None => Vec::new(),
    };
    if filters == [b"FlateDecode".as_slice()] && !shifted { Ok(true) } else { Err(UploadsWhy::PdfPacked) }
}

fn unpacked(packed: &Packed<'_>, left: &mut u64) -> Result<Vec<u8>, UploadsWhy> {
    if !packed.deflated {
        let end = find(packed.body, b"endstream").unwrap_or(packed.body.len());
        return Ok(packed.body.get(..end).unwrap_or_default().to_vec());
    }
    let mut out = Vec::new();
    let mut reader = ZlibDecoder::new(packed.body).take(left.saturating_add(1));
    reader.read_to_end(&mut out).map_err(|_| UploadsWhy::PdfPacked)?;
    *left = left.checked_sub(u64::try_from(out.len()).unwrap_or(u64::MAX)).ok_or(UploadsWhy::PdfPacked)?;
    Ok(out)
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}
