//! Bytes of a CSV file to text: strict UTF-8, else strict GB18030. Owns the choice; refuses replacement characters and
//! UTF-8 that breaks in the middle, which GB18030 would happily read as nonsense.

use super::Code;
use super::fault::clip;
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
        Ok(text) if !marked && reads_as_either(text) => {
            let line =
                line_after(body.get(..text.find(|c: char| !c.is_ascii()).unwrap_or(0)).unwrap_or_default());
            return Err((line, either(text)));
        }
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

/// Chinese in GB18030 may happen to be valid UTF-8, as letters of other scripts: then no ideograph stands in the text read
/// as UTF-8, and nothing but ideographs and their signs read as GB18030.
fn reads_as_either(text: &str) -> bool {
    let foreign = |c: char| c.is_ascii() || ('\u{80}'..='\u{7FF}').contains(&c);
    let chinese = |c: char| c.is_ascii() || matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    !text.is_ascii()
        && text.chars().all(foreign)
        && as_gb18030(text).is_some_and(|text| text.chars().all(chinese))
}

fn as_gb18030(text: &str) -> Option<Cow<'_, str>> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(text.as_bytes())
}

/// Both readings of the first word that differs.
fn either(text: &str) -> Code {
    let word = |text: &str| {
        let from = text.find(|c: char| !c.is_ascii()).unwrap_or(0);
        let rest = text.get(from..).unwrap_or_default();
        clip(rest.split(|c: char| c.is_ascii()).next().unwrap_or_default())
    };
    Code::EitherEncoding { utf8: word(text), gb18030: word(&as_gb18030(text).unwrap_or_default()) }
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
    fn bytes_that_read_as_either_are_told_in_both_readings() {
        let (gbk, _, _) = encoding_rs::GB18030.encode("room\n一楼\n");
        let (line, code) = decode(&gbk).unwrap_err();
        assert_eq!(line, 2);
        assert_eq!(
            code,
            crate::Code::EitherEncoding { utf8: "\u{4BB}\u{A5}".to_owned(), gb18030: "一楼".to_owned() }
        );
        assert_eq!(decode("\u{FEFF}name\nJosé\n".as_bytes()).unwrap().1, Encoding::Utf8);
        assert_eq!(decode("姓名\nJosé\n".as_bytes()).unwrap().1, Encoding::Utf8);
    }

    #[test]
    fn bytes_of_neither_are_refused() {
        assert!(decode(b"a,b\n\x81\x20,\xFF\xFF\n").is_err());
        assert!(decode(b"a,\x01b\n").is_err());
    }
}
