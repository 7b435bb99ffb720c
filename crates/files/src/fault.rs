//! What can be wrong with a table, as typed codes. Owns file, place, column and cause; refuses sentences, which stand
//! in crate `text` and are chosen by [`Fault::sentence`].

use super::At;
use domain::marks::Wrong;
use domain::rulings::Refusal;
use domain::scheme::What;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One fault of one file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Name of the file as it was handed in.
    pub file: String,
    /// Where in it; `None` where the file as a whole is meant.
    pub at: Option<At>,
    /// Title of the column, if in one.
    pub column: Option<String>,
    /// What is wrong.
    pub code: Code,
}

/// Content stays out of logs: the cause without its quotation.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.at.as_ref().map(ToString::to_string).unwrap_or_default();
        write!(f, "Fault({} {place} {})", self.file, self.code.name())
    }
}

/// What a thing turned out to be instead of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// PNG, JPEG, GIF, BMP, TIFF, WebP.
    Picture,
    /// PDF.
    Pdf,
    /// The old binary workbook or a workbook with a password: both are the same container.
    OldOrLocked,
    /// A web page saved under another name.
    Html,
    /// Another archive or office document.
    Archive,
    /// Anything else that is not text.
    Binary,
}

/// What a field of a document takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    /// A table of fields.
    Table,
    /// A list.
    List,
    /// Free text.
    Text,
    /// The name of a component.
    Name,
    /// A key.
    Key,
    /// A step of a tie ladder.
    Step,
    /// A score.
    Score,
    /// A score, or `"decided"`.
    Line,
    /// A weight.
    Weight,
    /// A ratio.
    Ratio,
    /// A whole number.
    Count,
    /// True or false.
    YesNo,
}

/// Causes. Quotations (`found`) are clipped to 40 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Code {
    // the file
    /// No bytes, or nothing but white space.
    Empty,
    /// A header and nothing below it.
    NoRows,
    /// More bytes than a table may have, in mebibytes.
    FileTooLarge { limit: u64 },
    /// Not a table at all.
    NotATable { seen: Kind },
    /// Named `.xlsx`, but no workbook.
    NotAWorkbook,
    /// UTF-16 text.
    Utf16,
    /// Neither UTF-8 nor GB18030; or UTF-8 that breaks off.
    Encoding,
    /// Text that reads as UTF-8 and as GB18030, and means something else in each.
    EitherEncoding { utf8: String, gb18030: String },
    /// A workbook that cannot be read to its end.
    Damaged,
    /// A workbook that unfolds beyond every measure.
    Swollen,
    /// No visible worksheet.
    NoSheet,
    /// More rows than a table may have.
    TooManyRows { limit: u32 },
    /// A value beyond the last column a table may have.
    TooManyColumns { limit: u32 },
    /// More filled cells than a table may have.
    TooManyCells { limit: u64 },
    /// The list of faults ends here.
    TooManyFaults { limit: u64 },
    /// The reader was stopped because it needed too much memory or died.
    ReaderDied,
    /// The reader was stopped because it took too long, in seconds.
    ReaderSlow { limit: u64 },
    /// The reader could not be started, or did not speak our language.
    ReaderMissing,
    /// The file could not be opened.
    Unreadable,
    // the text
    /// A quotation mark without its partner.
    UnclosedQuote,
    /// Text after a closing quotation mark.
    TextAfterQuote,
    /// A quotation mark in the middle of a bare field.
    QuoteInField,
    /// Tab or semicolon where commas belong.
    WrongSeparator { found: char },
    /// A record with another number of fields than the header.
    FieldCount { expected: u32, found: u32 },
    // cells
    /// More characters than a cell may have.
    CellTooLong { limit: u64 },
    /// A formula.
    Formula,
    /// A date or time.
    Date,
    /// TRUE or FALSE.
    Boolean,
    /// `#N/A` and its kin.
    ErrorValue,
    /// A value in a column that has no title.
    OutsideTable,
    /// Something in the cell is struck out.
    Struck { found: String },
    /// A number that the sheet shows as something else.
    ShownOtherwise { stored: String, shown: String },
    /// Characters that another program could not write.
    Lost { found: String },
    // titles
    /// A column that must be there is not.
    MissingColumn { name: String },
    /// A column nobody names.
    UnknownColumn { found: String, nearest: Option<String> },
    /// Two columns of the same meaning.
    DuplicateColumn { found: String, first: At },
    // values
    /// A value must stand here.
    Missing,
    /// Nothing may stand here.
    NotUsed { found: String },
    /// A code or identity number in a number cell.
    CodeAsNumber { found: String },
    /// Not a code: white space or control characters inside, or too long.
    NotACode { found: String },
    /// A control character inside.
    ControlCharacter,
    /// Words that open like a formula.
    FormulaSign { found: String },
    /// An identity number or a mobile telephone number where everybody will read it.
    PrivateNumber,
    /// Not a number.
    NotANumber { found: String },
    /// A decimal comma.
    DecimalComma { found: String },
    /// Not a whole number.
    NotACount { found: String },
    /// More decimals than allowed.
    TooFine { found: String, places: u8 },
    /// Below nought.
    Negative { found: String },
    /// Above the full mark.
    AboveFull { found: String, full: String },
    /// None of the words that may stand here.
    UnknownWord { found: String, nearest: Option<String> },
    /// A status that may not stand here.
    StatusNotAllowed { found: String },
    // rows
    /// Rows that the sheet does not show: filtered out or hidden.
    HiddenRows { rows: String, count: u32 },
    /// A merged area where each row must say its own.
    Merged { area: String },
    /// The same key as an earlier row.
    DuplicateRow { first: At },
    /// A position that the table of positions does not have.
    UnknownPosition { found: String },
    /// A candidate that nobody knows.
    UnknownCandidate { found: String },
    /// A name beside a ticket number that somebody else was registered with. It quotes neither name.
    OtherName,
    /// A scheme that the scheme file does not have.
    UnknownScheme { found: String, nearest: Option<String> },
    // documents: schemes and rulings
    /// Not the shape that the field takes.
    Syntax { expected: Expected },
    /// What a parser said, in its own words.
    Unparsed { said: String },
    /// A key that is not known in a document.
    UnknownKey { found: String, nearest: Option<String> },
    /// A key that must be there.
    MissingKey { name: String },
    /// A scheme that cannot be used.
    Scheme { what: What },
    /// A sheet that cannot be settled.
    Sheet { wrong: Wrong },
    /// A ruling that answers nothing, or data it does not fit.
    Refused { refusal: Refusal },
}

impl Code {
    /// The variant's name: stable, for logs and tests.
    #[must_use]
    pub fn name(&self) -> String {
        let whole = format!("{self:?}");
        whole.chars().take_while(char::is_ascii_alphanumeric).collect()
    }

    /// With its place.
    #[must_use]
    pub fn at(self, file: &str, at: At, column: Option<&str>) -> Fault {
        Fault { file: file.to_owned(), at: Some(at), column: column.map(str::to_owned), code: self }
    }

    /// Of the file as a whole.
    #[must_use]
    pub fn of_file(self, file: &str) -> Fault {
        Fault { file: file.to_owned(), at: None, column: None, code: self }
    }
}

/// At most 40 characters of what stood there, without control characters.
#[must_use]
pub fn clip(found: &str) -> String {
    let mut out: String = found.chars().take(40).map(visible).collect();
    if found.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}

fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}
