//! Faults as sentences. Owns the choice of the sentence for each code; the sentences stand in crate `text`.

use super::{Code, Expected, Fault, Kind};
use text::scheme::problems::with_nearest;
use text::{Lang, scheme::problems, sheets as t};

impl Fault {
    /// One line: file, place, column, what is wrong and what to do.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let place = self.at.map(|at| at.to_string()).filter(|place| !place.is_empty());
        let mut head = self.file.clone();
        if let Some(place) = place {
            head.push(':');
            head.push_str(&place);
        }
        if let Some(title) = &self.column {
            head.push_str(" (");
            head.push_str(&t::column(lang, title));
            head.push(')');
        }
        format!("{head}: {}", self.code.sentence(lang))
    }
}

impl Code {
    /// What is wrong and what to do, without the place.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        self.of_the_file(lang)
            .or_else(|| self.of_the_text(lang))
            .or_else(|| self.of_a_cell(lang))
            .or_else(|| self.of_a_value(lang))
            .unwrap_or_else(|| self.of_a_row(lang))
    }

    fn of_the_file(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::Empty => t::empty(lang).to_owned(),
            Self::NoRows => t::no_rows(lang).to_owned(),
            Self::FileTooLarge { limit } => t::file_too_large(lang, *limit),
            Self::NotATable { seen } => seen.sentence(lang).to_owned(),
            Self::NotAWorkbook => t::not_a_workbook(lang).to_owned(),
            Self::Utf16 => t::utf16(lang).to_owned(),
            Self::Encoding => t::encoding(lang).to_owned(),
            Self::EitherEncoding { utf8, gb18030 } => t::either_encoding(lang, utf8, gb18030),
            Self::Damaged => t::damaged(lang).to_owned(),
            Self::Swollen => t::swollen(lang).to_owned(),
            Self::NoSheet => t::no_sheet(lang).to_owned(),
            Self::ReaderDied => t::reader_died(lang).to_owned(),
            Self::ReaderSlow { limit } => t::reader_slow(lang, *limit),
            Self::ReaderMissing => t::reader_missing(lang).to_owned(),
            Self::Unreadable => t::unreadable(lang).to_owned(),
            _ => return None,
        })
    }

    fn of_the_text(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::TooManyRows { limit } => t::too_many_rows(lang, *limit),
            Self::TooManyColumns { limit } => t::too_many_columns(lang, *limit),
            Self::TooManyCells { limit } => t::too_many_cells(lang, *limit),
            Self::TooManyFaults { limit } => t::too_many_faults(lang, *limit),
            Self::UnclosedQuote => t::unclosed_quote(lang).to_owned(),
            Self::TextAfterQuote => t::text_after_quote(lang).to_owned(),
            Self::QuoteInField => t::quote_in_field(lang).to_owned(),
            Self::WrongSeparator { found: '\t' } => t::wrong_separator(lang, t::tab(lang)),
            Self::WrongSeparator { found } => t::wrong_separator(lang, &found.to_string()),
            Self::FieldCount { expected, found } => t::field_count(lang, *expected, *found),
            _ => return None,
        })
    }

    fn of_a_cell(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::CellTooLong { limit } => t::cell_too_long(lang, *limit),
            Self::Formula => t::formula(lang).to_owned(),
            Self::Date => t::date(lang).to_owned(),
            Self::Boolean => t::boolean(lang).to_owned(),
            Self::ErrorValue => t::error_value(lang).to_owned(),
            Self::OutsideTable => t::outside_table(lang).to_owned(),
            Self::Struck { found } => t::struck(lang, found),
            Self::ShownOtherwise { stored, shown } if shown.is_empty() => t::shown_empty(lang, stored),
            Self::ShownOtherwise { stored, shown } => t::shown_otherwise(lang, stored, shown),
            Self::Lost { found } => t::lost(lang, found),
            Self::MissingColumn { name } => t::missing_column(lang, text::headers::title(name, lang)),
            Self::UnknownColumn { found, nearest } => {
                with_nearest(lang, t::unknown_column(lang, found), nearest.as_deref())
            }
            Self::DuplicateColumn { found, first } => t::duplicate_column(lang, found, &first.to_string()),
            _ => return None,
        })
    }

    fn of_a_value(&self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::Missing => t::missing(lang).to_owned(),
            Self::NotUsed { found } => t::not_used(lang, found),
            Self::CodeAsNumber { found } => t::code_as_number(lang, found),
            Self::NotACode { found } => t::not_a_code(lang, found),
            Self::ControlCharacter => t::control_character(lang).to_owned(),
            Self::FormulaSign { found } => t::formula_sign(lang, found),
            Self::PrivateNumber => t::private_number(lang).to_owned(),
            Self::NotANumber { found } => t::not_a_number(lang, found),
            Self::DecimalComma { found } => t::decimal_comma(lang, found),
            Self::NotACount { found } => t::not_a_count(lang, found),
            Self::TooFine { found, places } => t::too_fine(lang, *places, found),
            Self::Negative { found } => t::negative(lang, found),
            Self::AboveFull { found, full } => t::above_full(lang, found, full),
            Self::UnknownWord { found, nearest } => {
                with_nearest(lang, t::unknown_word(lang, found), nearest.as_deref())
            }
            Self::StatusNotAllowed { found } => t::status_not_allowed(lang, found),
            _ => return None,
        })
    }

    fn of_a_row(&self, lang: Lang) -> String {
        match self {
            Self::HiddenRows { rows, count } => t::hidden_rows(lang, *count, rows),
            Self::Merged { area } => t::merged(lang, area),
            Self::DuplicateRow { first } => t::duplicate_row(lang, &first.row.to_string()),
            Self::UnknownPosition { found } => t::unknown_position(lang, found),
            Self::UnknownCandidate { found } => t::unknown_candidate(lang, found),
            Self::OtherName => t::other_name(lang).to_owned(),
            Self::UnknownScheme { found, nearest } => {
                with_nearest(lang, t::unknown_scheme(lang, found), nearest.as_deref())
            }
            Self::Syntax { expected } => expected.sentence(lang).to_owned(),
            Self::Unparsed { said } => problems::unparsed(lang, said),
            Self::UnknownKey { found, nearest } => {
                with_nearest(lang, t::unknown_key(lang, found), nearest.as_deref())
            }
            Self::MissingKey { name } => t::missing_key(lang, name),
            Self::Scheme { what } => problems::problem(lang, what),
            Self::Sheet { wrong } => problems::wrong(lang, wrong),
            Self::Refused { refusal } => problems::refusal(lang, refusal),
            other => other.name(),
        }
    }
}

impl Expected {
    fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Self::Table => problems::expected_table(lang),
            Self::List => problems::expected_list(lang),
            Self::Text => problems::expected_text(lang),
            Self::Name => problems::expected_name(lang),
            Self::Key => problems::expected_key(lang),
            Self::Step => problems::expected_step(lang),
            Self::Score => problems::expected_score(lang),
            Self::Line => problems::expected_line(lang),
            Self::Weight => problems::expected_weight(lang),
            Self::Ratio => problems::expected_ratio(lang),
            Self::Count => problems::expected_count(lang),
            Self::YesNo => problems::expected_yes_no(lang),
        }
    }
}

impl Kind {
    fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Self::Picture => t::a_picture(lang),
            Self::Pdf => t::a_pdf(lang),
            Self::OldOrLocked => t::old_or_locked(lang),
            Self::Html => t::a_page(lang),
            Self::Archive => t::an_archive(lang),
            Self::Binary => t::binary(lang),
        }
    }
}
