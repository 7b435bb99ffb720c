//! What any typed text can be refused for, whatever the form.

use serde::{Deserialize, Serialize};

use crate::study::Study;

/// What any typed text can be refused for, whatever the form.
#[expect(missing_docs, reason = "the sentence of each variant says what its fields are")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TypedWhy {
    /// A required field is empty.
    Missing,
    /// The text is too short or too long, in characters.
    Length { min: u32, max: u32, found: u32 },
    /// There is a control character in the text.
    ControlCharacter,
    /// A spreadsheet would take the text for a formula: it opens with `=`, `+`, `-` or `@`.
    FormulaSign,
    /// The text holds what stands in no person's name.
    NameForm,
    /// The text holds an identity number or a mobile telephone number and would be published.
    PrivateNumber,
    /// The text is no date and time.
    NotATime,
    /// The text is no day of the calendar.
    NotADay,
    /// The second time is not after the first.
    WindowBackwards,
    /// The identity number has not 18 characters of the right kind.
    IdentityForm,
    /// Characters 7 to 14 of the identity number are no date.
    IdentityDate,
    /// The last character of the identity number does not fit the others.
    IdentityCheck,
    /// The text is no telephone number.
    PhoneForm,
    /// The text is no sign-in name.
    SignInNameForm,
    /// The text is no position code or ticket number.
    LabelForm,
    /// The text is no number.
    NotANumber,
    /// There are more decimal places than allowed.
    TooManyPlaces { places: u8 },
    /// The number is outside the allowed whole numbers.
    OutOfRange { min: i64, max: i64 },
    /// The word is not one of the choices offered.
    NotAChoice,
    /// No catalogue of fields of study has this code or name.
    NotInCatalogue,
    /// Several fields of study have this name, `first` and `second` among them.
    SeveralInCatalogue { first: Study, second: Study },
    /// No catalogue of fields of study has this code or name, in line `line` of the text.
    LineNotInCatalogue { line: u32 },
    /// Several fields of study have the name in line `line`.
    LineSeveralInCatalogue { line: u32, first: Study, second: Study },
    /// A condition names more than `max` fields of study.
    TooManyStudies { max: u32 },
    /// A statement that must be agreed to was not ticked.
    NotAgreed,
}
