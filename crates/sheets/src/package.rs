//! The zip package of a workbook, weighed before anything parses it. Owns the bounds of a bounded inflate: parts,
//! overlaps, declared and true sizes, ratio, the longest piece of text, the declared number of shared strings. Refuses
//! what would make a parser allocate without end.

use super::xlsx::plain_name;
use super::{Code, Limits};
use std::io::{Cursor, Read, Seek};
use zip::ZipArchive;

/// Checks the whole package.
pub(super) fn weigh(bytes: &[u8], limits: &Limits) -> Result<(), Code> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Code::Damaged)?;
    if archive.len() > limits.parts {
        return Err(Code::Swollen);
    }
    if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(|_| Code::Damaged)? {
        return Err(Code::Damaged);
    }
    check_declared(&mut archive, limits)?;
    let mut total = 0;
    for index in 0..archive.len() {
        total += weigh_part(&mut archive, index, limits)?;
        if total > limits.inflated {
            return Err(Code::Swollen);
        }
    }
    Ok(())
}

/// What the directory admits itself: costs nothing to believe when it is already too much.
fn check_declared<R: Read + Seek>(archive: &mut ZipArchive<R>, limits: &Limits) -> Result<(), Code> {
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| Code::Damaged)?;
        total = total.saturating_add(part.size());
    }
    if total > limits.inflated { Err(Code::Swollen) } else { Ok(()) }
}

/// Inflates one part to nowhere; answers its true size.
fn weigh_part<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    limits: &Limits,
) -> Result<u64, Code> {
    let mut part = archive.by_index(index).map_err(|_| Code::Damaged)?;
    let name = part.name().map_err(|_| Code::Damaged)?;
    let name = plain_name(&name);
    let is_sheet = name.starts_with("xl/worksheets/");
    let mut scale = Scale {
        most: if is_sheet { limits.inflated } else { limits.part },
        packed: part.compressed_size(),
        ratio: limits.ratio,
        longest_text: u64::try_from(limits.cell).unwrap_or(u64::MAX).saturating_mul(8).max(1 << 16),
        markup: [".xml", ".rels"].iter().any(|ending| name.ends_with(ending)),
        size: 0,
        since_tag: 0,
    };
    let mut strings = name.ends_with("sharedstrings.xml").then(Claim::default);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = part.read(&mut buffer).map_err(|_| Code::Damaged)?;
        let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { break };
        scale.add(piece)?;
        if let Some(claim) = &mut strings {
            claim.add(piece);
        }
    }
    if strings.is_some_and(|claim| claim.highest > scale.size) {
        return Err(Code::Swollen);
    }
    Ok(scale.size)
}

/// Weighs a part while it flows.
struct Scale {
    most: u64,
    packed: u64,
    ratio: u64,
    longest_text: u64,
    markup: bool,
    size: u64,
    since_tag: u64,
}

impl Scale {
    fn add(&mut self, piece: &[u8]) -> Result<(), Code> {
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.size = self.size.saturating_add(length);
        let unfolded = self.size > (1 << 20) && self.size > self.packed.saturating_mul(self.ratio);
        if self.size > self.most || unfolded {
            return Err(Code::Swollen);
        }
        if self.markup { self.watch_text(piece, length) } else { Ok(()) }
    }

    /// No single text, tag or attribute may be longer than a cell could be.
    fn watch_text(&mut self, piece: &[u8], length: u64) -> Result<(), Code> {
        let mut gaps =
            piece.split(|byte| *byte == b'<').map(|gap| u64::try_from(gap.len()).unwrap_or(u64::MAX));
        let first = gaps.next().unwrap_or(length);
        let mut longest = self.since_tag.saturating_add(first);
        let mut last = longest;
        for gap in gaps {
            last = gap;
            longest = longest.max(gap);
        }
        self.since_tag = last;
        if longest > self.longest_text {
            Err(Code::CellTooLong { limit: self.longest_text / 8 })
        } else {
            Ok(())
        }
    }
}

/// The number of shared strings that the part claims to hold: a parser reserves room for all of them at once.
#[derive(Default)]
struct Claim {
    tail: Vec<u8>,
    highest: u64,
}

impl Claim {
    fn add(&mut self, piece: &[u8]) {
        const NAME: &[u8] = b"uniqueCount";
        let joined: Vec<u8> = self.tail.iter().chain(piece).copied().collect();
        let mut from = 0;
        while let Some(found) =
            joined.get(from..).and_then(|rest| rest.windows(NAME.len()).position(|window| window == NAME))
        {
            let after = from + found + NAME.len();
            self.highest = self.highest.max(claimed(joined.get(after..).unwrap_or_default()));
            from = after;
        }
        let keep = joined.len().saturating_sub(64);
        self.tail = joined.get(keep..).unwrap_or_default().to_vec();
    }
}

/// The digits after `="`, as a number.
fn claimed(rest: &[u8]) -> u64 {
    let digits: String = rest
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
}
