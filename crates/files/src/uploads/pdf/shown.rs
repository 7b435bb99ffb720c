//! The text that a PDF shows, as far as it can be read, and whether a private number stands in it.
//!
//! Text is read page by page through the fonts' own tables (`ToUnicode`); a font without one is read as plain letters. A font is found
//! by its name wherever the file uses that name, so that of two fonts of one name both readings are looked at. What stands in a picture,
//! or in a form of encoding that nobody uses for text, is not read. Nothing is drawn.

use std::collections::{BTreeMap, BTreeSet};

use domain::lists::leak;
use domain::reason::{Unfit, UploadsWhy};

use super::objects::{Objects, says, value};
use super::{NAME, find, names, reference, resolved};

mod letters;
mod spoken;

use letters::Letters;
use spoken::{Piece, pieces};

/// Fonts of one name that are tried.
const FONTS: usize = 12;
/// Parts that the contents of one page may have.
const PARTS: usize = 2_000;

/// Refuses a PDF that shows an identity number or a mobile telephone number.
///
/// # Errors
/// [`UploadsWhy::Leak`] with the page, [`UploadsWhy::PdfPacked`] where the text unpacks to more than can be looked through.
pub(in crate::uploads) fn expect_no_leak(bytes: &[u8]) -> Result<(), UploadsWhy> {
    let mut objects = Objects::of(bytes)?;
    let fonts = fonts(&mut objects)?;
    for (page, parts) in places(&objects) {
        let mut contents = Vec::new();
        for part in parts {
            contents.extend(objects.stream(part)?.unwrap_or_default());
            contents.push(b'\n');
        }
        if let Some(what) = leaks(&contents, &fonts) {
            return Err(UploadsWhy::Leak { page, what });
        }
    }
    Ok(())
}

type Fonts = BTreeMap<Vec<u8>, Vec<Letters>>;

/// The fonts of a file by the names under which its pages use them.
fn fonts(objects: &mut Objects<'_>) -> Result<Fonts, UploadsWhy> {
    let mut named: BTreeMap<Vec<u8>, Vec<u32>> = BTreeMap::new();
    for (_, head) in objects.heads() {
        for after in names(head).filter(|one| one.0 == b"Font").map(|one| one.1.trim_ascii_start()) {
            let table = match reference(after) {
                Some(number) => objects.head(number).unwrap_or_default(),
                None => after,
            };
            let Some(table) = table.trim_ascii_start().strip_prefix(b"<<") else { continue };
            let table = table.get(..find(table, b">>").unwrap_or(table.len())).unwrap_or_default();
            for (name, font) in names(table).filter_map(|(name, after)| Some((name, reference(after)?))) {
                let known = named.entry(name.to_vec()).or_default();
                if !known.contains(&font) && known.len() < FONTS {
                    known.push(font);
                }
            }
        }
    }
    let mut read: BTreeMap<u32, Letters> = BTreeMap::new();
    let mut all = Fonts::new();
    for (name, fonts) in named {
        let mut letters: Vec<Letters> = Vec::new();
        for font in fonts {
            let of = |head: &[u8]| value(head, b"ToUnicode").and_then(reference);
            let table = objects.head(font).and_then(of);
            if let Some(table) = table
                && !read.contains_key(&table)
            {
                let text = objects.stream(table)?.unwrap_or_default();
                read.insert(table, Letters::of(&text));
            }
            let one = table.and_then(|table| read.get(&table)).cloned().unwrap_or_default();
            if !letters.contains(&one) {
                letters.push(one);
            }
        }
        all.insert(name, letters);
    }
    Ok(all)
}

/// The streams of each page in their order, and behind them, under no page, those that pages draw as a form.
fn places(objects: &Objects<'_>) -> Vec<(u32, Vec<u32>)> {
    let mut all = Vec::new();
    for (page, number) in (1..).zip(in_order(objects)) {
        let contents = objects.head(number).map(|head| names(head).filter(|one| one.0 == b"Contents"));
        let parts = contents.into_iter().flatten().map(|one| references(one.1.trim_ascii_start()));
        all.push((page, parts.into_iter().find(|parts| !parts.is_empty()).unwrap_or_default()));
    }
    let forms = objects.heads().filter(|(_, head)| says(head, b"Subtype", b"Form"));
    all.extend(forms.map(|(number, _)| (0, vec![number])));
    all
}

/// The pages in the order of reading: as the tree of pages names them, and behind them those that it does not.
fn in_order(objects: &Objects<'_>) -> Vec<u32> {
    let pages = |head: &[u8]| says(head, b"Type", b"Page");
    let root = objects
        .heads()
        .find(|(_, head)| says(head, b"Type", b"Catalog"))
        .and_then(|(_, head)| value(head, b"Pages").and_then(reference));
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open: Vec<u32> = root.into_iter().collect();
    while let Some(number) = open.pop() {
        let Some(head) = objects.head(number).filter(|_| seen.insert(number)) else { continue };
        if pages(head) {
            found.push(number);
        }
        let kids = value(head, b"Kids").map(references).unwrap_or_default();
        open.extend(kids.into_iter().rev());
    }
    found.extend(
        objects.heads().filter(|(number, head)| pages(head) && !seen.contains(number)).map(|one| one.0),
    );
    found
}

/// The objects that a value names: one, or a list of them.
fn references(value: &[u8]) -> Vec<u32> {
    let Some(list) = value.strip_prefix(b"[") else { return reference(value).into_iter().collect() };
    let list = list.get(..find(list, b"]").unwrap_or(list.len())).unwrap_or_default();
    let words: Vec<&[u8]> =
        list.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).take(PARTS * 3).collect();
    let number = |word: &[u8]| std::str::from_utf8(word).ok()?.parse().ok();
    words.as_chunks::<3>().0.iter().filter_map(|[one, _, _]| number(one)).collect()
}

/// The private number that a page shows.
fn leaks(contents: &[u8], fonts: &Fonts) -> Option<Unfit> {
    let plain = [Letters::default()];
    let mut lines = vec![Line::default(); FONTS];
    let mut font: &[Letters] = &plain;
    for piece in pieces(contents) {
        match piece {
            Piece::Font(name) => font = fonts.get(&resolved(&name)).map_or(plain.as_slice(), Vec::as_slice),
            Piece::Apart => lines.iter_mut().for_each(Line::apart),
            Piece::Line => {
                let found = lines.iter_mut().find_map(Line::end);
                if found.is_some() {
                    return found;
                }
            }
            Piece::Text(bytes) => {
                for (at, line) in lines.iter_mut().enumerate() {
                    // Of a font with one reading every line says the same, so that a number over two fonts stays whole.
                    let letters = font.get(at).or_else(|| font.first());
                    line.say(&letters.map(|letters| letters.read(&bytes)).unwrap_or_default());
                }
            }
        }
    }
    lines.iter_mut().find_map(Line::end)
}

/// A line of a page, read in two ways: its pieces joined, because programs place letters one by one, and parted, because a number may
/// stand beside another in a table.
#[derive(Clone, Default)]
struct Line {
    joined: String,
    parted: String,
}

impl Line {
    fn say(&mut self, text: &str) {
        self.joined.push_str(text);
        self.parted.push_str(text);
    }

    fn apart(&mut self) {
        self.parted.push(' ');
    }

    fn end(&mut self) -> Option<Unfit> {
        let found = leak(&self.joined).or_else(|| leak(&self.parted));
        self.joined.clear();
        self.parted.clear();
        found
    }
}

/// Longest name of a font that is looked at, as `names` cuts it.
pub(super) const LONGEST_NAME: usize = NAME;
