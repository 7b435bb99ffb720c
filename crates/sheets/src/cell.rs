//! One cell of a workbook as a value: the only place that touches a floating point number, and only to write down its
//! shortest round-trip text. Refuses formulas, dates, truth values, errors and numbers without a finite value.

use super::{Odd, Value};
use calamine::DataRef;

/// The cell's value; `formula` tells that its content is computed.
#[must_use]
pub fn value(content: &DataRef<'_>, formula: bool) -> Value {
    if formula {
        return Value::Odd(Odd::Formula);
    }
    match content {
        DataRef::Empty => Value::Blank,
        DataRef::Int(number) => Value::Number(number.to_string()),
        DataRef::Float(number) => number_text(*number).map_or(Value::Odd(Odd::Infinite), Value::Number),
        DataRef::String(text) => text_value(text),
        DataRef::SharedString(text) => text_value(text),
        DataRef::Bool(_) => Value::Odd(Odd::Boolean),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Value::Odd(Odd::Date),
        DataRef::Error(_) => Value::Odd(Odd::Error),
    }
}

fn text_value(text: &str) -> Value {
    if text.chars().all(super::value::is_space) { Value::Blank } else { Value::Text(text.to_owned()) }
}

/// `73.1`, `85.005`, `11001011`: the shortest decimal text that reads back as the same number, never with an exponent.
fn number_text(number: f64) -> Option<String> {
    let plain = if number == 0.0 { 0.0 } else { number };
    number.is_finite().then(|| plain.to_string())
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn numbers_are_written_as_they_were_typed() {
        for (number, text) in [(73.1, "73.1"), (85.005, "85.005"), (1.100_101_1E7, "11001011"), (-0.0, "0")] {
            assert_eq!(number_text(number).as_deref(), Some(text));
        }
        assert_eq!(number_text(f64::NAN), None);
        assert_eq!(number_text(f64::INFINITY), None);
        assert_eq!(number_text(1e300).map(|text| text.len()), Some(301));
    }
}
