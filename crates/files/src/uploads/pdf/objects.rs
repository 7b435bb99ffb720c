//! The objects of a PDF by their number, those in packed streams included: as much of the format as reading its text takes.
//!
//! An object that stands twice is the last of the two, as after a change that was appended. What is encoded in another way than the one
//! usual is passed over: this looks for text, and `check` has refused what must not be there.

use std::collections::BTreeMap;
use std::io::Read as _;

use domain::reason::UploadsWhy;
use flate2::read::ZlibDecoder;

use super::{Packed, UNPACKED, begins_name, find, is_deflated, names, resolved, unpacked};

/// Longest number and generation before the word `obj`, with blanks.
const HEAD: usize = 24;
/// Objects that one packed stream may hold.
const AT_ONCE: usize = 100_000;

/// An object: its own text, and the bytes of its stream as they lie in the file.
struct Object<'a> {
    head: Vec<u8>,
    stream: Option<&'a [u8]>,
}

/// All objects of a file.
pub(super) struct Objects<'a> {
    by_number: BTreeMap<u32, Object<'a>>,
    /// Bytes that streams may still unpack to.
    left: u64,
}

impl<'a> Objects<'a> {
    /// Finds them.
    ///
    /// # Errors
    /// [`UploadsWhy::PdfPacked`] where packed objects unpack to more than the bound.
    pub fn of(bytes: &'a [u8]) -> Result<Self, UploadsWhy> {
        let mut found = Self { by_number: BTreeMap::new(), left: UNPACKED };
        let mut at = 0_usize;
        // Behind each object the search goes on after its end, so that the time grows with the file and no faster.
        while let Some(step) = bytes.get(at..).and_then(|rest| find(rest, b"obj")) {
            let word = at.saturating_add(step);
            at = word.saturating_add(3);
            let Some(number) = bytes.get(..word).and_then(number_before) else { continue };
            let rest = bytes.get(at..).unwrap_or_default();
            let end = find(rest, b"endobj").unwrap_or(rest.len());
            at = at.saturating_add(end).saturating_add(6);
            let begin = find(rest.get(..end).unwrap_or_default(), b"stream");
            let head = resolved(rest.get(..begin.unwrap_or(end)).unwrap_or_default());
            let stream = begin
                .and_then(|begin| rest.get(begin.saturating_add(6)..))
                .map(|body| body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body));
            found.by_number.insert(number, Object { head, stream });
        }
        let packed: Vec<u32> = found
            .by_number
            .iter()
            .filter(|(_, one)| says(&one.head, b"Type", b"ObjStm"))
            .map(|(number, _)| *number)
            .collect();
        for number in packed {
            found.unpack(number)?;
        }
        Ok(found)
    }

    /// Adds the objects of a packed stream: pairs of a number and a place come first, then the objects.
    fn unpack(&mut self, number: u32) -> Result<(), UploadsWhy> {
        let first = self.head(number).and_then(|head| value(head, b"First")).and_then(whole);
        let (Some(text), Some(first)) = (self.stream(number)?, first) else { return Ok(()) };
        let first = usize::try_from(first).unwrap_or(usize::MAX);
        let pairs = String::from_utf8_lossy(text.get(..first).unwrap_or_default()).into_owned();
        let numbers: Vec<u32> =
            pairs.split_ascii_whitespace().take(AT_ONCE).map_while(|word| word.parse().ok()).collect();
        let place = |at: u32| first.saturating_add(usize::try_from(at).unwrap_or(usize::MAX));
        let pairs = numbers.as_chunks::<2>().0;
        for (at, [number, offset]) in pairs.iter().enumerate() {
            let end = pairs.get(at.saturating_add(1)).map_or(text.len(), |next| place(next[1]));
            let head = resolved(text.get(place(*offset)..end).unwrap_or_default());
            self.by_number.entry(*number).or_insert(Object { head, stream: None });
        }
        Ok(())
    }

    /// Every object's text, by number.
    pub fn heads(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.by_number.iter().map(|(number, one)| (*number, one.head.as_slice()))
    }

    /// An object's text.
    pub fn head(&self, number: u32) -> Option<&[u8]> {
        self.by_number.get(&number).map(|one| one.head.as_slice())
    }

    /// The plain bytes of an object's stream; `None` where it has none, or one that is encoded in another way.
    ///
    /// # Errors
    /// [`UploadsWhy::PdfPacked`] where all together unpack to more than the bound.
    pub fn stream(&mut self, number: u32) -> Result<Option<Vec<u8>>, UploadsWhy> {
        let Some(Object { head, stream: Some(body) }) = self.by_number.get(&number) else { return Ok(None) };
        let Ok(deflated) = is_deflated(head) else { return Ok(None) };
        match unpacked(&Packed { body, deflated }, &mut self.left) {
            Ok(plain) => Ok(Some(plain)),
            Err(why) if is_bomb(body, deflated, self.left) => Err(why),
            // A damaged stream shows nothing.
            Err(_) => Ok(None),
        }
    }
}

/// Whether a stream unpacks to more than `left` bytes, rather than to nothing.
fn is_bomb(body: &[u8], deflated: bool, left: u64) -> bool {
    let mut reader = ZlibDecoder::new(body).take(left.saturating_add(1));
    let copied = if deflated { std::io::copy(&mut reader, &mut std::io::sink()) } else { Ok(0) };
    copied.is_ok_and(|copied| copied > left)
}

/// The number of the object whose word `obj` comes next: `12 0 `.
fn number_before(text: &[u8]) -> Option<u32> {
    let near = text.get(text.len().saturating_sub(HEAD)..)?;
    if !near.last()?.is_ascii_whitespace() {
        return None;
    }
    let mut words = near.rsplit(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let (generation, number) = (words.next()?, words.next()?);
    if !generation.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // A binary line may stand right before the first object.
    let digits = number.rsplit(|byte| !byte.is_ascii_digit()).next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// What follows a name of this text.
pub(super) fn value<'t>(text: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    names(text).find(|one| one.0 == name).map(|one| one.1.trim_ascii_start())
}

/// Whether this text, or what is nested in it, gives a name this value.
pub(super) fn says(text: &[u8], name: &[u8], wanted: &[u8]) -> bool {
    names(text).any(|one| one.0 == name && first_name(one.1.trim_ascii_start()) == Some(wanted))
}

/// The name that a value begins with.
fn first_name(value: &[u8]) -> Option<&[u8]> {
    if begins_name(value) { names(value).next().map(|one| one.0) } else { None }
}

/// The whole number that a value begins with.
fn whole(value: &[u8]) -> Option<u32> {
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(value.get(..digits)?).ok()?.parse().ok()
}
