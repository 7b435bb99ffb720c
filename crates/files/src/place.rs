//! Where something stands in a file, as its reader would say it. Owns the two ways of writing a place.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How the table was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// An xlsx workbook: places are cell addresses.
    Workbook,
    /// Comma-separated text: places are line and field.
    Text,
}

/// One place: `C17` in a workbook; `17:3`, line and field, in a CSV file. Both count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct At {
    /// How to write it.
    pub format: Format,
    /// Row of the worksheet, or line of the file on which the record begins.
    pub row: u32,
    /// Column of the worksheet, or field of the record; 0 means the whole row.
    pub column: u32,
}

impl At {
    /// The same row as a whole.
    #[must_use]
    pub fn whole_row(self) -> Self {
        Self { column: 0, ..self }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.format {
            Format::Workbook => write!(f, "{}{}", letters(self.column), self.row),
            Format::Text if self.column == 0 => write!(f, "{}", self.row),
            Format::Text => write!(f, "{}:{}", self.row, self.column),
        }
    }
}

/// 1 → `A`, 27 → `AA`, 16384 → `XFD`; 0 → nothing.
fn letters(mut column: u32) -> String {
    let mut out = Vec::new();
    while column > 0 {
        column -= 1;
        let letter = u8::try_from(column % 26).map_or(b'?', |offset| b'A' + offset);
        out.push(char::from(letter));
        column /= 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{At, Format};

    #[test]
    fn places_are_written_as_their_readers_say_them() {
        let cell = |column, row| At { format: Format::Workbook, row, column }.to_string();
        assert_eq!(cell(3, 17), "C17");
        assert_eq!(cell(26, 1), "Z1");
        assert_eq!(cell(27, 1), "AA1");
        assert_eq!(cell(16_384, 1_048_576), "XFD1048576");
        let field = At { format: Format::Text, row: 17, column: 3 };
        assert_eq!(field.to_string(), "17:3");
        assert_eq!(field.whole_row().to_string(), "17");
    }
}
