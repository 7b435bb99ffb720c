//! Files that belong to an application or to a notice (附件): what each is for, which kinds are taken, how large they may be, and which part of a picture
//! becomes the photo (证件照), of the size that the posting asks for.
//!
//! Owns: [`Purpose`], [`Kind`], the limits, [`PhotoSize`], [`Frame`], [`Drawn`] and their arithmetic. Refuses: bytes; reading them is the crate `files`'.

mod frame;
mod notice;

use serde::{Deserialize, Serialize};

pub use crate::photo::{PhotoForm, PhotoKind, PhotoSize};
use crate::registration::Section;
use crate::states::ApplicationState;
use crate::word::words;

pub use frame::{Area, Cut, Drawn, Frame, Ground, Part, Side};
pub use notice::{NoticeFile, PER_NOTICE};

/// Bytes of a file at most: 10 MB.
pub const LONGEST: usize = 10_000_000;
/// Pages of a PDF of an application at most.
pub const PAGES: u32 = 30;
/// Pages of a PDF of a notice at most: position tables are long.
pub const NOTICE_PAGES: u32 = 500;
/// Pixels of a picture at most: 40 million.
pub const PIXELS: u64 = 40_000_000;
/// Files that one application may take in its whole life, those that were replaced included.
pub const PER_APPLICATION: u32 = 80;

words! {
    /// What a file is, by its content; its name decides nothing.
    Kind {
        /// A JPEG picture.
        Jpeg = "jpeg",
        /// A PNG picture.
        Png = "png",
        /// A PDF document.
        Pdf = "pdf",
    }
}

impl Kind {
    /// Returns the media type under which the file is handed out.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// Returns the ending of a file's name, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// What a file of an application is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Purpose {
    /// The photo as it is shown and printed.
    Photo,
    /// The whole picture that the photo was cut from, so that another frame can be chosen without handing it in again.
    PhotoWhole,
    /// The recommendation form (报名推荐表), signed and stamped.
    Form,
    /// A certificate that proves what a section says.
    Proof(Section),
}

impl Purpose {
    /// Returns every purpose, in the order of pages.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Photo, Self::PhotoWhole, Self::Form]
            .into_iter()
            .chain(Section::ALL.iter().map(|section| Self::Proof(*section)))
    }

    /// Returns the word in tables, addresses and events.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::PhotoWhole => "photo_whole",
            Self::Form => "form",
            Self::Proof(section) => section.word(),
        }
    }

    /// Returns the purpose that `word` stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|found| found.word() == word)
    }

    /// Whether there is at most one at a time, so that a new one takes the place of the old.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Photo | Self::PhotoWhole | Self::Form)
    }

    /// Whether such a file may be brought, replaced or taken away while the application stands so: what is sent with the application
    /// while it is a draft, the stamped form while what it was printed from is in force.
    #[must_use]
    pub const fn is_open_in(self, state: ApplicationState) -> bool {
        match self {
            Self::Photo | Self::PhotoWhole | Self::Proof(_) => matches!(state, ApplicationState::Draft),
            Self::Form => matches!(state, ApplicationState::Submitted),
        }
    }
}

impl From<Purpose> for String {
    fn from(purpose: Purpose) -> Self {
        purpose.word().to_owned()
    }
}

/// The word stands for no purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no purpose of a file")]
pub struct NoPurpose;

impl TryFrom<String> for Purpose {
    type Error = NoPurpose;

    fn try_from(word: String) -> Result<Self, NoPurpose> {
        Self::from_word(&word).ok_or(NoPurpose)
    }
}

#[cfg(test)]
mod tests {
    use super::Purpose;
    use crate::states::ApplicationState;

    #[test]
    fn every_purpose_reads_back_by_its_word() {
        for purpose in Purpose::all() {
            assert_eq!(Purpose::from_word(purpose.word()), Some(purpose));
        }
        assert_eq!(Purpose::all().count(), 8);
        assert_eq!(Purpose::from_word("passport"), None);
    }

    #[test]
    fn what_was_sent_is_changed_only_after_it_was_taken_back() {
        for purpose in Purpose::all() {
            for state in [ApplicationState::Passed, ApplicationState::Refused, ApplicationState::Withdrew] {
                assert!(!purpose.is_open_in(state));
            }
            assert_ne!(
                purpose.is_open_in(ApplicationState::Draft),
                purpose.is_open_in(ApplicationState::Submitted)
            );
        }
    }
}
