//! Bytes of a CSV file to text: strict UTF-8, else strict GB18030. Owns the choice; refuses replacement characters and
//! UTF-8 that breaks in the middle, which GB18030 would happily read as nonsense.

use super::Code;
use std::borrow::Cow;

/// How the text was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Gb18030,
}

/// The text, or the line on which it stops being one.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), (u32, Code)> {
    let marked = bytes.starts_with(b"\xEF\xBB\xBF");
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let broken = match std::str::from_utf8(body) {
        Ok(text) => return refuse_controls(Cow::Borrowed(text)).map(|text| (text, Encoding::Utf8)),
        Err(error) => error,
    };
    let (good, _) = body.split_at(broken.valid_up_to());
    let line = line_after(good);
    if marked || is_plainly_utf8(good) {
        return Err((line, Code::Encoding));
    }
    match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => refuse_controls(text).map(|text| (text, Encoding::Gb18030)),
        None => Err((line, Code::Encoding)),
    }
}

/// Four ideographs in UTF-8 in a row of the good part: GB18030 text does not look like that by chance.
fn is_plainly_utf8(good: &[u8]) -> bool {
    let mut run = 0_u8;
    for c in std::str::from_utf8(good).unwrap_or_default().chars() {
        run = if ('\u{4E00}'..='\u{9FFF}').contains(&c) { run.saturating_add(1) } else { 0 };
        if run == 4 {
            return true;
        }
    }
    false
}

fn refuse_controls(text: Cow<'_, str>) -> Result<Cow<'_, str>, (u32, Code)> {
    match text.find(|c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        None => Ok(text),
        Some(at) => Err((line_after(text.as_bytes().get(..at).unwrap_or_default()), Code::Encoding)),
    }
}

fn line_after(good: &[u8]) -> u32 {
    let breaks = good.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode};

    #[test]
    fn every_two_byte_character_of_gb18030_comes_back() {
        let all: String = ('\u{4E00}'..='\u{9FA5}').collect();
        let (bytes, _, lossy) = encoding_rs::GB18030.encode(&all);
        assert!(!lossy);
        let (text, encoding) = decode(&bytes).unwrap();
        assert_eq!((text.as_ref(), encoding), (all.as_str(), Encoding::Gb18030));
    }

    #[test]
    fn rare_names_in_four_bytes_come_back() {
        let rare = "𠮷,㐀,龿,䶮";
        let (bytes, _, _) = encoding_rs::GB18030.encode(rare);
        assert_eq!(decode(&bytes).unwrap().0, rare);
    }

    #[test]
    fn utf8_that_breaks_off_is_never_read_as_something_else() {
        let whole = "职位代码,准考证号\n010001,甲".as_bytes();
        let cut = &whole[..whole.len() - 1];
        assert_eq!(decode(cut).unwrap_err().0, 2);
        let marked = [b"\xEF\xBB\xBF".as_slice(), b"a,\xFF\n"].concat();
        assert!(decode(&marked).is_err());
    }

    #[test]
    fn bytes_of_neither_are_refused() {
        assert!(decode(b"a,b\n\x81\x20,\xFF\xFF\n").is_err());
        assert!(decode(b"a,\x01b\n").is_err());
    }
}
