//! One cell of a workbook as a value: what the sheet shows. The only place that touches a floating point number, and only
//! to write down its shortest round-trip text. Refuses formulas, dates, truth values, errors and numbers without a finite
//! value; a number that its format shows as something else keeps both readings.

use super::shown::{Decimal, Format, Shown};
use super::xlsx::Rich;
use super::{Code, Odd, Value};

/// What stands in a cell, before its looks are asked.
pub(crate) enum Content<'c> {
    /// The digits of a number as the file stores them; empty where the cell is.
    Number(&'c str),
    /// A text.
    Text(Rich),
    /// A formula, whatever its last result.
    Formula,
    /// TRUE or FALSE.
    Boolean,
    /// `#N/A` and its kin.
    Error,
    /// A date in words.
    Date,
}

/// The value of a cell under its number format; `struck` tells that its font is struck out.
pub(crate) fn value(content: Content<'_>, format: &Format, struck: bool) -> Result<Value, Code> {
    let value = match content {
        Content::Formula => Value::Odd(Odd::Formula),
        Content::Boolean => Value::Odd(Odd::Boolean),
        Content::Error => Value::Odd(Odd::Error),
        Content::Date => Value::Odd(Odd::Date),
        Content::Text(rich) if rich.text.chars().all(super::value::is_space) => Value::Blank,
        Content::Text(rich) if rich.struck => Value::Struck(rich.text),
        Content::Text(rich) => Value::Text(rich.text),
        Content::Number("") => Value::Blank,
        Content::Number(raw) => number(raw, format)?,
    };
    Ok(match value {
        Value::Text(text) | Value::Number(text) if struck => Value::Struck(text),
        value => value,
    })
}

/// A number as the sheet shows it: its own fifteen digits under its format.
fn number(raw: &str, format: &Format) -> Result<Value, Code> {
    let number: f64 = raw.parse().map_err(|_| Code::Damaged)?;
    let Some(text) = number_text(number) else { return Ok(Value::Odd(Odd::Infinite)) };
    let Some(exact) = Decimal::parse(&text) else { return Err(Code::Damaged) };
    let fifteen = exact.to_fifteen_digits();
    let read = if fifteen == exact { text } else { fifteen.to_string() };
    Ok(match format.of_number(&fifteen) {
        Shown::Date => Value::Odd(Odd::Date),
        Shown::Otherwise(shown) => Value::Shown { stored: read, shown },
        Shown::Same if fifteen == exact => Value::Number(read),
        Shown::Same => Value::Rounded { stored: raw.to_owned(), shown: read },
    })
}

/// `73.1`, `85.005`, `11001011`: the shortest decimal text that reads back as the same number, never with an exponent.
fn number_text(number: f64) -> Option<String> {
    let plain = if number == 0.0 { 0.0 } else { number };
    number.is_finite().then(|| plain.to_string())
}

/// The number of a plain decimal text, `85.50` or `-3`, and its decimals; `None` for anything else, for a code with leading
/// zeros, and for more digits than the fifteen that a spreadsheet keeps.
pub(crate) fn typed_number(text: &str) -> Option<(f64, usize)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) =
        digits.split_once('.').map_or((digits, None), |(whole, places)| (whole, Some(places)));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = plain(whole) && places.is_none_or(plain) && (whole == "0" || !whole.starts_with('0'));
    let places = places.map_or(0, str::len);
    (sound && whole.len().saturating_add(places) <= 15).then_some(())?;
    Some((text.parse().ok()?, places))
}

#[cfg(test)]
mod tests {
    use super::{Value, number, number_text};
    use crate::shown::Format;

    #[test]
    fn numbers_are_written_as_they_were_typed() {
        for (number, text) in [(73.1, "73.1"), (85.005, "85.005"), (1.100_101_1E7, "11001011"), (-0.0, "0")] {
            assert_eq!(number_text(number).as_deref(), Some(text));
        }
        assert_eq!(number_text(f64::NAN), None);
        assert_eq!(number_text(f64::INFINITY), None);
        assert_eq!(number_text(1e300).map(|text| text.len()), Some(301));
    }

    #[test]
    fn a_spreadsheet_shows_fifteen_digits_and_no_more() {
        let general = Format::default();
        for (raw, shown) in [
            ("84.300000000000011", "84.3"),
            ("0.30000000000000004", "0.3"),
            ("99.999999999999986", "100"),
            ("-1.0000000000000002", "-1"),
        ] {
            let Value::Rounded { stored, shown: read } = number(raw, &general).unwrap() else {
                panic!("{raw}")
            };
            assert_eq!((stored.as_str(), read.as_str()), (raw, shown));
        }
        for raw in ["84.299999999999997", "85.005", "440101199001011234", "0.123456789012345"] {
            assert!(matches!(number(raw, &general), Ok(Value::Number(_))), "{raw}");
        }
    }
}
