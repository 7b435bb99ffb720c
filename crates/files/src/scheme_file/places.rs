//! Lines and characters of a text by its bytes. Marks every few bytes keep a look-up short however long the text and its
//! lines are: a document of four mebibytes has a million places.

use crate::{At, Format};

/// Bytes from one mark to the next.
const STRIDE: usize = 256;

/// Where bytes of one text stand.
pub(super) struct Places<'t> {
    text: &'t str,
    marks: Vec<(u32, u32)>,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut place = (1, 1);
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(place);
            place = walk(place, chunk);
        }
        Self { text, marks }
    }

    /// Line and character of a byte, both from one.
    pub(super) fn at(&self, byte: usize) -> At {
        let byte = byte.min(self.text.len());
        let mark = (byte / STRIDE).min(self.marks.len().saturating_sub(1));
        let from = self.marks.get(mark).copied().unwrap_or((1, 1));
        let between = self.text.as_bytes().get(mark * STRIDE..byte).unwrap_or_default();
        let (row, column) = walk(from, between);
        At { format: Format::Text, row, column }
    }
}

/// On from a place over some bytes; those that continue a character count nothing.
fn walk(from: (u32, u32), bytes: &[u8]) -> (u32, u32) {
    bytes.iter().fold(from, |(row, column), byte| match byte {
        b'\n' => (row.saturating_add(1), 1),
        0x80..=0xBF => (row, column),
        _ => (row, column.saturating_add(1)),
    })
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn a_place_is_the_line_and_the_character_that_a_reader_would_count() {
        let text = "a = 1\n行测 = \"½\"\n\n".repeat(60) + "end";
        let places = Places::new(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..byte];
            let row = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            assert_eq!(places.at(byte).to_string(), format!("{row}:{column}"));
        }
        assert_eq!(Places::new("").at(7).to_string(), "1:1");
    }
}
