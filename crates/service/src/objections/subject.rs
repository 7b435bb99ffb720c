//! What a candidate objects to, as it stands by now: whether the refusal was undone or the mark changed since, and who had a hand in it.

use std::collections::BTreeSet;

use domain::access::aggregate::{Applications, Marks, Screenings};
use domain::access::{Act, Permit, Reads};
use domain::id::PersonId;
use domain::ranking::table::published;
use domain::screening::{RefusalGround, Verdict};
use store::Snapshot;
use store::applications::ApplicationRow;
use store::objections::{Against, ObjectionRow};

use crate::Service;
use crate::fault::Fault;
use crate::rows::schemes::public_newest;
use crate::rows::screenings::{self, Ruled};

/// What it is raised against.
pub(super) struct Subject {
    /// The application of the candidate.
    pub application: ApplicationRow,
    /// The refusal, as the candidate was told it.
    pub refused: Option<(RefusalGround, String)>,
    /// Whether it was set right since it was raised: the refusal undone, the mark changed.
    pub changed: bool,
    /// Who decided it, or entered the mark, so that none of them answers.
    pub hands: Vec<PersonId>,
}

/// Reads it.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the application or the verdict is gone.
pub(super) async fn subject<A>(
    service: &Service,
    look: &Snapshot,
    permit: &Permit<A>,
    (one, against): (&ObjectionRow, &Against),
) -> Result<Subject, Fault>
where
    A: Act + Reads<Applications> + Reads<Screenings> + Reads<Marks>,
{
    let gone = || Fault::internal(format!("what {} is raised against is gone", one.code));
    let id = one.application.ok_or_else(gone)?;
    let application = store::applications::these(look, permit, &[id]).await?.pop().ok_or_else(gone)?;
    let component = match against {
        Against::Verdict(at) => {
            let history = store::screenings::history(look, permit, id).await?;
            let line = history.iter().find(|line| line.at == *at).ok_or_else(gone)?;
            let refused = match screenings::open(service, application.code, line)? {
                Ruled::Verdict(Verdict::Refused { ground, words }) => {
                    Some((ground, words.as_str().to_owned()))
                }
                Ruled::Verdict(Verdict::Passed) | Ruled::Undone(_) | Ruled::TakenBack => None,
            };
            let changed = history.last().is_some_and(|last| last.at != *at);
            return Ok(Subject { hands: vec![line.by], application, refused, changed });
        }
        Against::Component(component) => component,
    };
    let columns = columns(look, &application, component).await?;
    let mut hands = BTreeSet::new();
    let mut changed = false;
    for mark in
        store::marks::sheet(look, permit, id).await?.iter().filter(|mark| columns.contains(&mark.component))
    {
        hands.insert(mark.by);
        changed |= mark.at > one.received_at;
    }
    for column in &columns {
        for past in store::marks::history::of_cell(look, permit, id, column).await? {
            hands.insert(past.by);
            changed |= past.ended_at > one.received_at;
        }
    }
    Ok(Subject { application, refused: None, changed, hands: hands.into_iter().collect() })
}

/// The component and its parts, as the marks name them.
async fn columns(look: &Snapshot, row: &ApplicationRow, component: &str) -> Result<Vec<String>, Fault> {
    let own = || vec![component.to_owned()];
    let Some(file) = public_newest(look, row.posting).await? else { return Ok(own()) };
    let position = store::postings::public::position_by_id(look, row.position).await?;
    let scheme = file.get(position.as_ref().and_then(|(_, position)| position.terms.scheme_name()));
    Ok(scheme.map_or_else(own, |scheme| published(scheme, Some(component)).collect()))
}
