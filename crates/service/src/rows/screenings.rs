//! Lines of an application's screening history: what was decided in clear, the words about the person sealed.
//!
//! Owns: the seal of those words, bound to the application and the moment of the decision. Refuses: the history itself, which is
//! the store's.

use std::collections::BTreeSet;

use domain::access::aggregate::{Objections, Screenings};
use domain::access::{Act, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{Code, PostingId};
use domain::objections::ObjectionKind;
use domain::publicity::begin_of;
use domain::screening::Verdict;
use domain::typed::Grounds;
use store::Snapshot;
use store::screenings::{Ruled as Word, Said, ScreeningRow};

use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;

use super::objections::terms;
use super::work_years::workdays;

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

/// How many people of the permit's posting, which is `posting`, were refused, raised nothing and can still object, and at which instant
/// the term of the last of them is over. `None` where nobody can, and where no calendar says which days are worked.
///
/// # Errors
/// The database's.
pub(crate) async fn can_object<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, now): (PostingId, Instant),
) -> Result<Option<(u32, Instant)>, Fault>
where
    A: Act + Reads<Screenings> + Reads<Objections>,
{
    let Some(set) = terms(look, posting, ObjectionKind::Refusal).await? else { return Ok(None) };
    let (known, today) = (workdays(look).await?, now.date());
    let runs = |from| known.after(from, set.within).ok().filter(|last| *last >= today);
    // The first day from which a term still runs: no term of a refusal before it does.
    let mut first = today;
    while let Some(before) = first.previous_day().filter(|before| runs(*before).is_some()) {
        first = before;
    }
    let since = begin_of(first);
    let objected: BTreeSet<_> =
        store::objections::objected_since(look, permit, since).await?.into_iter().collect();
    let mut open = store::screenings::refused_since(look, permit, since).await?;
    open.retain(|one| !objected.contains(one));
    let last = open.iter().filter_map(|(_, at)| runs(at.date())).max().and_then(time::Date::next_day);
    let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
    Ok(last.map(|over| (count, begin_of(over))))
}
