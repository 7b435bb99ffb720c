//! Lines of an application's screening history: what was decided in clear, the words about the person sealed.
//!
//! Owns: the seal of those words, bound to the application and the moment of the decision. Refuses: the history itself, which is
//! the store's.

use domain::calendar::Instant;
use domain::id::Code;
use domain::screening::Verdict;
use domain::typed::Grounds;
use store::screenings::{Ruled as Word, Said, ScreeningRow};

use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;

/// What an officer decided, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ruled {
    /// A verdict.
    Verdict(Verdict),
    /// The last verdict is undone, with the reason.
    Undone(Grounds),
    /// Whoever gave the last verdict took it back before anybody else touched the file; that asks for no reason.
    TakenBack,
}

fn place(application: Code, at: Instant) -> Place {
    Place::of("screening.words_sealed", format_args!("{application}/{}", at.0))
}

/// A decision of that moment about an application, sealed.
pub(crate) fn seal(service: &Service, (application, at): (Code, Instant), ruled: &Ruled) -> Said {
    let (ruled, words) = match ruled {
        Ruled::Verdict(Verdict::Passed) => (Word::Passed, None),
        Ruled::Verdict(Verdict::Refused { ground, words }) => (Word::Refused(*ground), Some(words)),
        Ruled::Undone(words) => (Word::Undone, Some(words)),
        Ruled::TakenBack => (Word::Undone, None),
    };
    let sealed = |words: &Grounds| {
        service.keys().seal(&place(application, at), words.as_str(), &service.effects().random)
    };
    Said { ruled, words_sealed: words.map(sealed) }
}

/// What a line of an application's history says.
///
/// # Errors
/// [`Fault::Internal`] where the words do not open.
pub(crate) fn open(service: &Service, application: Code, row: &ScreeningRow) -> Result<Ruled, Fault> {
    let words = match &row.said.words_sealed {
        None => String::new(),
        Some(sealed) => service.keys().opened(&place(application, row.at), sealed)?,
    };
    let words = Grounds::stored(words);
    Ok(match row.said.ruled {
        Word::Passed => Ruled::Verdict(Verdict::Passed),
        Word::Refused(ground) => Ruled::Verdict(Verdict::Refused { ground, words }),
        Word::Undone if row.said.words_sealed.is_none() => Ruled::TakenBack,
        Word::Undone => Ruled::Undone(words),
    })
}
