//! What a file is, by its first bytes. Owns the telling apart of workbook, text and everything else; the name counts
//! only where it promises a workbook.

use super::{Code, Format, Kind, Limits, Source};

/// Openings of things that are no table.
const MARKS: &[(&[u8], Kind)] = &[
    (b"\x89PNG", Kind::Picture),
    (b"\xFF\xD8\xFF", Kind::Picture),
    (b"GIF8", Kind::Picture),
    (b"BM", Kind::Picture),
    (b"II*\0", Kind::Picture),
    (b"MM\0*", Kind::Picture),
    (b"RIFF", Kind::Picture),
    (b"%PDF", Kind::Pdf),
    (b"\xD0\xCF\x11\xE0", Kind::OldOrLocked),
    (b"Rar!", Kind::Archive),
    (b"7z\xBC\xAF", Kind::Archive),
    (b"\x1F\x8B", Kind::Archive),
    (b"PK\x05\x06", Kind::Archive),
];

/// Tells how to read the file.
pub(super) fn sniff(source: Source<'_>, limits: &Limits) -> Result<Format, Code> {
    let bytes = source.bytes;
    if u64::try_from(bytes.len()).map_or(true, |len| len > limits.file) {
        return Err(Code::FileTooLarge { limit: limits.file >> 20 });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::Workbook);
    }
    if let Some(seen) = known_mark(bytes) {
        return Err(Code::NotATable { seen });
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(Code::Empty);
    }
    if looks_like_a_page(start) {
        return Err(Code::NotATable { seen: Kind::Html });
    }
    if promises_a_workbook(source.name) {
        return Err(Code::NotAWorkbook);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Code::Utf16);
    }
    if bytes.contains(&0) {
        return Err(Code::NotATable { seen: Kind::Binary });
    }
    Ok(Format::Text)
}

/// `BM` alone might open a text; a bitmap has zero bytes soon after.
fn known_mark(bytes: &[u8]) -> Option<Kind> {
    let (mark, kind) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
    let plain_text = mark.is_ascii() && !bytes.iter().take(64).any(|byte| *byte == 0 || *byte >= 0x80);
    (*kind != Kind::Picture || !plain_text).then_some(*kind)
}

fn looks_like_a_page(start: &[u8]) -> bool {
    let head: Vec<u8> = start
        .iter()
        .copied()
        .skip_while(u8::is_ascii_whitespace)
        .take(9)
        .map(|b| b.to_ascii_lowercase())
        .collect();
    [&b"<html"[..], b"<!doctype", b"<?xml", b"<table", b"<meta", b"<head"]
        .iter()
        .any(|mark| head.starts_with(mark))
}

fn promises_a_workbook(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".xlsx", ".xlsm", ".xls"].iter().any(|ending| lower.ends_with(ending))
}
