//! Reading what was decided about the people of the last list: who they are before an act takes its turn, the rest inside of it.
//!
//! Owns: which version of that list is in force. Refuses: an act on the people of another version.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use domain::access::aggregate::Applications;
use domain::access::{Caller, Permit, Reads};
use domain::departure::DepartureState;
use domain::id::{ApplicationId, Code, ListId};
use domain::lists::Row;
use domain::number::Rounding;
use domain::scheme::{Decision as DecisionRule, DecisionMode, Scheme};
use store::Snapshot;
use store::lists::PublishedList;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use super::{Decided, Listed, ReadsAll};
use crate::Service;
use crate::fault::Fault;
use crate::op::{Look, Op};
use crate::rows::lists::{newest, sealed};
use crate::rows::postings::find;
use crate::scheme_file::SchemeFile;

/// Ticket numbers in one statement.
const AT_ONCE: usize = 1_000;

/// Who goes on by the last list of a posting, as it is sealed. A list may be long, and is read before an act takes its turn.
pub(crate) struct LastList {
    list: Option<ListId>,
    people: Vec<Listed>,
    /// The people of the earlier versions on which confirmed decisions rest.
    older: HashMap<ListId, Vec<Listed>>,
}

impl LastList {
    async fn of<A: ReadsAll>(
        snapshot: &Snapshot,
        permit: &Permit<A>,
        (row, list): (&PostingRow, Option<&PublishedList>),
    ) -> Result<Self, Fault> {
        let mut found = Self { list: None, people: Vec::new(), older: HashMap::new() };
        let Some(list) = list else { return Ok(found) };
        found.list = Some(list.id);
        found.people = listed(snapshot, permit, list).await?;
        let decisions = store::decisions::all(snapshot, permit).await?;
        let older = decisions.iter().filter(|one| one.confirmed.is_some() && one.list != list.id);
        let older: HashSet<ListId> = older.map(|one| one.list).collect();
        if older.is_empty() {
            return Ok(found);
        }
        let all = store::lists::of_posting(snapshot, row.id).await?;
        for before in all.iter().filter(|one| older.contains(&one.id)) {
            let people = listed(snapshot, permit, before).await?;
            found.older.insert(before.id, people);
        }
        Ok(found)
    }
}

/// The schemes of a posting, and the version of their last list that is in force.
async fn last<A: ReadsAll>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
) -> Result<(Option<Arc<SchemeFile>>, Option<PublishedList>), Fault> {
    let file = crate::rows::schemes::newest(snapshot, permit).await?;
    let stage = file.as_ref().and_then(|file| file.lists().pop()).map(|(stage, _)| stage);
    let list = match stage {
        Some(stage) => newest(snapshot, row, &stage).await?,
        None => None,
    };
    Ok((file, list))
}

/// Runs an act on the people of the last list: who they are is read on a snapshot before it takes its turn, and the body looks by
/// [`decided_on`] whether that list still is in force.
///
/// # Errors
/// As [`Service::write_prepared`].
pub(crate) async fn on_last_list<A, T, F>(
    service: &Service,
    caller: &Caller,
    (name, posting): (&'static str, Code),
    body: F,
) -> Result<T, Fault>
where
    A: ReadsAll,
    F: AsyncFnOnce(&mut Op<'_>, LastList) -> Result<T, Fault>,
{
    Box::pin(service.write_prepared(caller, name, async |look| ahead::<A>(look, posting).await, body)).await
}

/// Reads who is on the last list, as the act `A` may.
async fn ahead<A: ReadsAll>(look: &Look<'_>, posting: Code) -> Result<LastList, Fault> {
    let found = find(look.snapshot(), posting).await?;
    let permit = look.permit::<A>(found.scope())?;
    let row = found.open(&permit)?;
    let (_, list) = last(look.snapshot(), &permit, &row).await?;
    LastList::of(look.snapshot(), &permit, (&row, list.as_ref())).await
}

/// Reads it.
///
/// # Errors
/// [`Fault::Internal`] where the scheme or the last list cannot be read.
pub(crate) async fn decided<A: ReadsAll>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
) -> Result<Decided, Fault> {
    let (file, list) = last(snapshot, permit, row).await?;
    let people = LastList::of(snapshot, permit, (row, list.as_ref())).await?;
    read(snapshot, permit, (file, list), people).await
}

/// Reads it inside of an act, which read before who is on the last list.
///
/// # Errors
/// [`Fault::Stale`] where another version of that list came since; [`Fault::Internal`] where the scheme cannot be read.
pub(crate) async fn decided_on<A: ReadsAll>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
    people: LastList,
) -> Result<Decided, Fault> {
    let (file, list) = last(snapshot, permit, row).await?;
    if list.as_ref().map(|list| list.id) != people.list {
        return Err(Fault::Stale);
    }
    read(snapshot, permit, (file, list), people).await
}

async fn read<A: ReadsAll>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (file, list): (Option<Arc<SchemeFile>>, Option<PublishedList>),
    LastList { people, older, .. }: LastList,
) -> Result<Decided, Fault> {
    let (has_inspection, rules) = match file {
        Some(file) => (file.all().any(Scheme::has_inspection), rules(snapshot, permit, &file).await?),
        None => (false, HashMap::new()),
    };
    let choices = store::decisions::choices(snapshot, permit).await?;
    let asked = people.iter().map(|one| one.application).chain(choices.iter().map(|one| one.application));
    let asked: BTreeSet<ApplicationId> = asked.collect();
    let asked: Vec<ApplicationId> = asked.into_iter().collect();
    let departures = store::departures::beside(snapshot, permit, &asked).await?;
    let in_state = |state: DepartureState| departures.iter().filter(move |one| one.state == state);
    let grounds = store::departures::vetoes::all(snapshot, permit).await?;
    let vetoes = grounds.into_iter().filter_map(|(of, ground)| {
        let one = departures.iter().find(|one| one.id == of)?;
        Some((one.application, ground))
    });
    let inspections = store::inspections::all(snapshot, permit).await?;
    let medicals = store::inspections::medicals::all(snapshot, permit).await?;
    let counting = medicals.into_iter().filter(|one| one.counts);
    let mut all = Decided {
        overtaken: HashSet::new(),
        list,
        people,
        decisions: store::decisions::all(snapshot, permit).await?,
        choices: choices.into_iter().map(|one| ((one.decision, one.application), one)).collect(),
        periods: store::decisions::publicity::all(snapshot, permit).await?,
        transfers: store::decisions::transfers::all(snapshot, permit).await?,
        answers: store::objections::answers(snapshot, permit).await?,
        left: in_state(DepartureState::Stands).map(|row| row.application).collect(),
        leaving: in_state(DepartureState::Waits).map(|row| (row.application, row.kind)).collect(),
        vetoes: vetoes.collect(),
        has_inspection,
        inspections: inspections.into_iter().map(|one| (one.application, one)).collect(),
        rules,
        // The later one takes the place of the earlier.
        medicals: counting.map(|one| (one.application, one.result)).collect(),
    };
    all.overtaken = all.overtaken_by(&older)?;
    Ok(all)
}

/// The rules of positions whose scheme computes an order after the inspection.
async fn rules<A: ReadsAll>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    file: &SchemeFile,
) -> Result<HashMap<String, (DecisionRule, Rounding)>, Fault> {
    let computes = |scheme: &Scheme| scheme.decision.mode != DecisionMode::Collective;
    if !file.all().any(computes) {
        return Ok(HashMap::new());
    }
    let positions = store::postings::positions::all(snapshot, permit).await?;
    let rule = |one: &PositionRow| {
        let scheme = file.get(one.terms.scheme_name()).filter(|one| computes(one))?;
        Some((one.terms.code.as_str().to_owned(), (scheme.decision.clone(), scheme.total.round)))
    };
    Ok(positions.iter().filter_map(rule).collect())
}

async fn listed<A: Reads<Applications>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    list: &PublishedList,
) -> Result<Vec<Listed>, Fault> {
    let sealed = sealed(snapshot, list).await?;
    let total = sealed.columns.iter().position(|column| column == "total");
    let rows: Vec<Row> = sealed.rows.into_iter().filter(|row| row.result == "in").collect();
    let mut by_ticket = HashMap::new();
    for some in rows.chunks(AT_ONCE) {
        let tickets: Vec<&str> = some.iter().map(|row| row.ticket.as_str()).collect();
        let found = store::applications::entrants_with(snapshot, permit, &tickets).await?;
        by_ticket.extend(found.into_iter().filter_map(|one| Some((one.ticket?, (one.id, one.code)))));
    }
    let listed = |row: Row| {
        let total = total.and_then(|at| row.values.get(at)?.parse().ok());
        let (application, code) = *by_ticket.get(&row.ticket)?;
        Some(Listed { application, code, row, total })
    };
    Ok(rows.into_iter().filter_map(listed).collect())
}
