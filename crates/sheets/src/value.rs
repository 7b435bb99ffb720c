//! What a cell means once its column is known: a code, a count, free text, the text of a number or a word. Owns the
//! repairs (full-width characters, surrounding and invisible ones), each of which is reported; refuses decimal commas,
//! exponents and codes that Excel turned into numbers.

use domain::entering::bare as bare_text;
pub use domain::entering::plain;
use domain::reason::{FieldPath, Reason, TypedWhy, Why};
use domain::typed::{Label, Line, Words, is_forbidden, is_invisible};

use super::fault::clip;
use super::{Code, Remark, Value};

/// Longest code: position code, ticket number, identity number.
const CODE_LENGTH: usize = 64;

/// A value and what was done to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// The repair, if any.
    pub remark: Option<Remark>,
}

/// White space of any script, and characters that cannot be seen.
#[must_use]
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// A title for comparison and display: plain characters, inner white space as one blank, nothing around it.
#[must_use]
pub fn tidy_title(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !is_invisible(*c)).map(plain).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with full-width characters made plain, invisible ones dropped and nothing around it; and whether anything
/// but surrounding ASCII blanks changed.
fn repaired(text: &str) -> Reading<String> {
    // Nearly every cell is of plain characters; only an apostrophe in front is no part of it.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.starts_with('\'') {
        return Reading { value: text.to_owned(), remark: None };
    }
    let value = bare_text(text);
    let remark =
        (value != text.trim_matches(' ')).then(|| Remark::Repaired { was: clip(text), read: clip(&value) });
    Reading { value, remark }
}

/// What stands in a cell that holds no value.
fn no_value(cell: &Value) -> Code {
    match cell {
        Value::Struck(text) => Code::Struck { found: clip(text) },
        Value::Odd(odd) => super::gather::odd_code(*odd),
        _ => Code::Missing,
    }
}

/// Whether characters were lost on the way: another program wrote question marks or replacement characters for what it did
/// not know, so that two different words may look alike.
fn is_lossy(text: &str) -> bool {
    let bare = text.trim();
    bare.contains('\u{FFFD}') || bare.contains("??") || bare == "?"
}

/// A code: text cells only, so that leading zeros and long numbers stay as they were typed.
///
/// # Errors
/// A number cell, a number in Excel's exponent form, white space or control characters inside,
/// an opening that a spreadsheet program takes for a formula, more than 64 characters.
pub fn code(cell: &Value) -> Result<Option<Reading<String>>, Code> {
    let text = match cell {
        Value::Blank => return Ok(None),
        Value::Number(text) | Value::Rounded { stored: text, .. } | Value::Shown { stored: text, .. } => {
            return Err(Code::CodeAsNumber { found: clip(text) });
        }
        Value::Text(text) => text,
        Value::Struck(_) | Value::Odd(_) => return Err(no_value(cell)),
    };
    if is_lossy(text) {
        return Err(Code::Lost { found: clip(text) });
    }
    let reading = repaired(text);
    if is_exponent(&reading.value) {
        return Err(Code::CodeAsNumber { found: clip(text) });
    }
    let odd = crate::write::is_risky(&reading.value)
        || reading.value.chars().any(|c| is_forbidden(c) || is_space(c))
        || reading.value.chars().count() > CODE_LENGTH;
    if odd { Err(Code::NotACode { found: clip(text) }) } else { Ok(Some(reading)) }
}

/// `1.1001011E+7`: what Excel writes into a CSV file for a long number.
fn is_exponent(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let signed = exponent.starts_with(['+', '-']);
    let digits = exponent.trim_start_matches(['+', '-']);
    let decimal = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    (signed || mantissa.contains('.'))
        && decimal(mantissa)
        && digits.chars().all(|c| c.is_ascii_digit())
        && !digits.is_empty()
}

/// A whole number from nought to 999,999, as text or number cell.
///
/// # Errors
/// Anything else.
pub fn count(cell: &Value) -> Result<Option<Reading<u32>>, Code> {
    let Some(reading) = bare(cell)? else { return Ok(None) };
    let digits = !reading.value.is_empty()
        && reading.value.len() <= 6
        && reading.value.bytes().all(|byte| byte.is_ascii_digit());
    match reading.value.parse() {
        Ok(value) if digits => Ok(Some(Reading { value, remark: reading.remark })),
        _ => Err(Code::NotACount { found: clip(&reading.value) }),
    }
}

/// What a text type says about a cell, as a fault of the file.
pub(crate) fn fault_of(reason: &Reason, found: &str) -> Code {
    match &reason.why {
        Why::Typed(TypedWhy::Missing) => Code::Missing,
        Why::Typed(TypedWhy::Length { max, .. }) => Code::CellTooLong { limit: (*max).into() },
        Why::Typed(TypedWhy::FormulaSign) => Code::FormulaSign { found: clip(found) },
        Why::Typed(TypedWhy::PrivateNumber) => Code::PrivateNumber,
        Why::Typed(TypedWhy::LabelForm) => Code::NotACode { found: clip(found) },
        _ => Code::ControlCharacter,
    }
}

/// The text of a cell for people's words. A number cell is its text.
fn words_in(cell: &Value) -> Result<Option<&str>, Code> {
    match cell {
        Value::Blank => Ok(None),
        Value::Text(text) if is_lossy(text) => Err(Code::Lost { found: clip(text) }),
        Value::Text(text)
        | Value::Number(text)
        | Value::Rounded { shown: text, .. }
        | Value::Shown { shown: text, .. } => Ok(Some(text)),
        Value::Struck(_) | Value::Odd(_) => Err(no_value(cell)),
    }
}

/// A position code of the table: what [`code`] reads, and nobody's identity number.
///
/// # Errors
/// As [`code`]; characters other than letters, digits and hyphens; an identity number.
pub fn position_code(cell: &Value) -> Result<Option<Reading<Label>>, Code> {
    let Some(Reading { value, remark }) = code(cell)? else { return Ok(None) };
    let label = domain::posting::position_code(&value, &FieldPath::new("position"));
    let label = label.map_err(|reason| fault_of(&reason, &value))?;
    Ok(Some(Reading { value: label, remark }))
}

/// A short line that will be published: one line, whatever line breaks and tabs the cell holds, with a remark where it was
/// tidied.
///
/// # Errors
/// What is longer than a line, opens like a formula, or holds an identity number or a mobile telephone number; formulas,
/// dates, truth values, errors.
pub fn public_line(cell: &Value) -> Result<Option<Reading<Line>>, Code> {
    let Some(text) = words_in(cell)? else { return Ok(None) };
    let line = domain::posting::public_line(text, &FieldPath::new("line"));
    let line = line.map_err(|reason| fault_of(&reason, text))?;
    let remark = (line.as_str() != text.trim())
        .then(|| Remark::Repaired { was: clip(text), read: clip(line.as_str()) });
    Ok(Some(Reading { value: line, remark }))
}

/// Free text: trimmed, in lines, without invisible characters.
///
/// # Errors
/// Control characters, more than 4,000 characters; formulas, dates, truth values, errors.
pub fn free(cell: &Value) -> Result<Option<String>, Code> {
    let Some(text) = words_in(cell)? else { return Ok(None) };
    let words = Words::parse(text, &FieldPath::new("words")).map_err(|reason| fault_of(&reason, text))?;
    Ok(Some(words.as_str().to_owned()))
}

/// Words that everybody will read: as [`free`], shorter, without private numbers and formulas. A dash alone says nothing.
///
/// # Errors
/// As [`free`]; an identity number or a mobile telephone number; what opens like a formula.
pub fn public_words(cell: &Value) -> Result<Option<Words>, Code> {
    let dash = |c: char| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}' | '\u{FF0D}') || is_space(c);
    let Some(text) = words_in(cell)?.filter(|text| !text.chars().all(dash)) else { return Ok(None) };
    let words = domain::posting::public_words(text, &FieldPath::new("words"));
    words.map(Some).map_err(|reason| fault_of(&reason, text))
}

/// The repaired text of a cell in which a number or a status word is expected.
///
/// # Errors
/// Formulas, dates, truth values, errors, what is struck out, lost characters.
pub fn bare(cell: &Value) -> Result<Option<Reading<String>>, Code> {
    match cell {
        Value::Blank => Ok(None),
        Value::Number(text) => Ok(Some(Reading { value: text.clone(), remark: None })),
        Value::Rounded { stored, shown } => {
            let remark = Remark::Digits { was: clip(stored), read: shown.clone() };
            Ok(Some(Reading { value: shown.clone(), remark: Some(remark) }))
        }
        Value::Shown { stored, shown } => {
            Err(Code::ShownOtherwise { stored: clip(stored), shown: clip(shown) })
        }
        Value::Text(text) if is_lossy(text) => Err(Code::Lost { found: clip(text) }),
        Value::Text(text) if text.chars().any(|c| is_forbidden(c) && !c.is_whitespace()) => {
            Err(Code::ControlCharacter)
        }
        Value::Text(text) => Ok(Some(repaired(text))),
        Value::Struck(_) | Value::Odd(_) => Err(no_value(cell)),
    }
}

/// Why a text is not a plain decimal number, before the one parser sees it: the answer that helps most.
///
/// # Errors
/// A decimal comma, or anything that is not `-`, digits and at most one point.
pub fn plain_decimal(text: &str) -> Result<(), Code> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let body = text.strip_prefix('-').unwrap_or(text);
    if body.split_once(',').is_some_and(|(whole, part)| digits(whole) && digits(part)) {
        return Err(Code::DecimalComma { found: clip(text) });
    }
    let number = match body.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(body),
    };
    if number { Ok(()) } else { Err(Code::NotANumber { found: clip(text) }) }
}
