//! The notice of a verdict (资格审查结果通知) on paper.
//!
//! Owns: what it says, from the verdict that stands and the document that was judged. Refuses: anybody but the candidate, and an
//! application of which no verdict stands.

use documents::Judged;
use domain::access::{Caller, ViewOwnApplication};
use domain::calendar::Instant;
use domain::id::Code;
use domain::reason::PapersWhy;
use domain::registration::Field;
use domain::screening::Verdict;
use domain::timetable::Timetable;

use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::find;
use crate::rows::screenings::{self, Ruled};
use crate::rows::sent::{self, Document};
use crate::rows::timetables;

/// Prints the notice of the verdict that stands.
///
/// # Errors
/// [`Fault::Missing`] for another's application, and where nothing was kept; [`PapersWhy::NotJudged`] where no verdict stands;
/// [`PapersWhy::NotDrawn`] for characters that the font lacks.
pub async fn verdict(
    service: &Service,
    caller: &Caller,
    code: Code,
    lang: text::Lang,
) -> Result<Vec<u8>, Fault> {
    let (document, verdict, at, timetable) = service
        .read(caller, "application.verdict", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let kept = store::applications::last_sent(look.snapshot(), &permit, row.id).await?;
            let text = sent::opened(service, row.code, &kept.ok_or(Fault::Missing)?)?;
            let document = Document::read(&text)?;
            let lines = store::screenings::history(look.snapshot(), &permit, row.id).await?;
            let last = lines.into_iter().next_back().filter(|_| row.state.is_judged());
            let last = last.ok_or_else(|| Fault::from(PapersWhy::NotJudged.reason()))?;
            match screenings::open(service, row.code, &last)? {
                Ruled::Verdict(verdict) => {
                    let timetable = timetables::public_of(look.snapshot(), row.posting).await?;
                    Ok((document, verdict, last.at, timetable))
                }
                Ruled::Undone(_) | Ruled::TakenBack => Err(PapersWhy::NotJudged.reason().into()),
            }
        })
        .await?;
    crate::papers::print(service, move |papers| {
        documents::verdict(papers, lang, &judged(&document, &verdict, at, &timetable))
    })
    .await
}

fn judged<'a>(
    document: &'a Document,
    verdict: &'a Verdict,
    at: Instant,
    timetable: &'a Timetable,
) -> Judged<'a> {
    Judged {
        target: document.target(),
        name: document.answers.told(Field::Name),
        at,
        timetable,
        refused: match verdict {
            Verdict::Passed => None,
            Verdict::Refused { ground, words } => Some((*ground, words.as_str())),
        },
    }
}
