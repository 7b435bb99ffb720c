//! Telephones of a posting: for questions about it (咨询电话), and for whoever supervises it (监督电话).
//!
//! Owns: their form. Refuses: whose they are; a mobile telephone may be an office's.

use serde::{Deserialize, Serialize};

use crate::lists::leak;
use crate::reason::{FieldPath, Reason, Refusals, TypedWhy, Unfit};
use crate::typed::{Line, fold};

/// The telephones that a notice names, each a line that may hold several numbers and when they are answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telephones {
    enquiry: Option<Line>,
    supervision: Option<Line>,
}

/// Fewest digits of a telephone number: a hotline has five.
const DIGITS: usize = 5;

impl Telephones {
    /// Reads both; an empty one is none.
    ///
    /// # Errors
    /// All refusals at `enquiry` and `supervision`: as [`Line::parse`]; [`TypedWhy::PhoneForm`] for a line without a number;
    /// [`TypedWhy::PrivateNumber`] for an identity number.
    pub fn read(enquiry: &str, supervision: &str) -> Result<Self, Vec<Reason>> {
        let mut all = Refusals::default();
        let enquiry = all.take(telephone(enquiry, &FieldPath::new("enquiry")));
        let supervision = all.take(telephone(supervision, &FieldPath::new("supervision")));
        let both = enquiry.zip(supervision);
        all.settle(both.map(|(enquiry, supervision)| Self { enquiry, supervision }))
    }

    /// Telephones that were checked before they were stored; an empty one is none.
    #[must_use]
    pub fn stored(enquiry: &str, supervision: &str) -> Self {
        let line = |text: &str| (!text.is_empty()).then(|| Line::stored(text.to_owned()));
        Self { enquiry: line(enquiry), supervision: line(supervision) }
    }

    /// For questions; empty for none.
    #[must_use]
    pub fn enquiry(&self) -> &str {
        self.enquiry.as_ref().map_or("", Line::as_str)
    }

    /// For supervision; empty for none.
    #[must_use]
    pub fn supervision(&self) -> &str {
        self.supervision.as_ref().map_or("", Line::as_str)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.enquiry.is_none() && self.supervision.is_none()
    }
}

fn telephone(text: &str, field: &FieldPath) -> Result<Option<Line>, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Ok(None);
    }
    let line = Line::parse(&folded, field)?;
    if leak(line.as_str()) == Some(Unfit::IdentityNumber) {
        return Err(TypedWhy::PrivateNumber.at(field));
    }
    let digits = line.as_str().chars().filter(char::is_ascii_digit).count();
    if digits < DIGITS { Err(TypedWhy::PhoneForm.at(field)) } else { Ok(Some(line)) }
}
