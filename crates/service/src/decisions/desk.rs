//! Collective decisions and what follows from them as the desk reads them.
//!
//! Owns: the read models. Refuses: deciding. Names are opened for the people of one position, and for those who are proposed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Act, ActName, Caller, Permit, Scope, ViewDecisions, may};
use domain::calendar::{Instant, Standing};
use domain::collective::{DecisionState, stage};
use domain::id::{ApplicationId, Code, ListId, PersonId};
use domain::lifecycle::Phase;
use domain::publicity::Place;
use domain::view::desk::decisions::{
    Considered, Decision, DecisionActs, DecisionPosition, DecisionsPage, Outcome, OutcomePage,
    POSITIONS_PER_PAGE, PositionLine, Publicity, Term,
};
use store::decisions::DecisionRow;
use store::lists::PublishedList;
use store::postings::PostingRow;
use store::{Scoped as _, Snapshot};

use super::publicity::waiting;
use super::service_term;
use super::transfers::against;
use crate::Service;
use crate::fault::Fault;
use crate::lists;
use crate::op::Look;
use crate::rows::adjustments::undone;
use crate::rows::decisions::{Decided, Listed, ReadsAll, choice, decided, end_words, term_words};
use crate::rows::departures;
use crate::rows::lists::none_is_open;
use crate::rows::officers::{self, Names};
use crate::rows::postings::{find, head};

/// The collective decisions of a posting, with one page of its positions; a number that is none asks for the first.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn decisions(
    service: &Service,
    caller: &Caller,
    posting: Code,
    page: &str,
) -> Result<DecisionsPage, Fault> {
    service
        .read(caller, "decision.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewDecisions>(found.scope())?;
            let row = found.open(&permit)?;
            let all = decided(look.snapshot(), &permit, &row).await?;
            let names = names(look.snapshot(), &all).await?;
            let lists = store::lists::of_posting(look.snapshot(), row.id).await?;
            let waiting = waiting(&store::objections::all(look.snapshot(), &permit).await?);
            let open = store::lists::corrections::of_posting(look.snapshot(), row.id).await?;
            let open: BTreeSet<ListId> =
                open.iter().filter(|one| one.ended_at.is_none()).map(|one| one.list).collect();
            let waits = waits(service, look.snapshot(), &permit, (&row, &all)).await?;
            let each = all.decisions.iter().rev().map(|one| {
                let lacks = match one.confirmed.is_none() || all.is_overtaken(one.id) {
                    true => all.lacks(service.keys(), one)?,
                    false => Vec::new(),
                };
                let publicity = publicity(&all, one, (&lists, waiting));
                let newest =
                    publicity.as_ref().and_then(|one| lists.iter().find(|list| list.code == one.list));
                let corrected = newest.is_some_and(|list| open.contains(&list.id));
                let of = (publicity.as_ref(), corrected, lacks.is_empty());
                let acts = acts(look, (&row, &all, one), of);
                let waits = waits.get(&one.no).copied();
                Ok(Decision { lacks, publicity, waits, acts, ..plain(&all, one, &names) })
            });
            let decisions = each.collect::<Result<_, Fault>>()?;
            let (page, count, positions) = lines(&all, page);
            let may_begin = all.open().is_none()
                && !all.people.is_empty()
                && row.phase == Phase::Published
                && may(look.caller(), ActName::EnterDecision, &row.scope());
            let last = all.list.as_ref().map(|list| (list.code, list.version));
            Ok(DecisionsPage { posting: head(&row), last, decisions, positions, page, all: count, may_begin })
        })
        .await
}

/// For which instants lists of confirmed decisions are signed, by the number of the decision.
async fn waits<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (row, all): (&PostingRow, &Decided),
) -> Result<BTreeMap<u32, Instant>, Fault> {
    let mut found = BTreeMap::new();
    for one in all.decisions.iter().filter(|one| one.state == DecisionState::Confirmed) {
        let of = stage(one.no);
        if let Some((release, None)) = lists::waits(service, snapshot, permit, (row, &of)).await? {
            found.insert(one.no, release.release_at);
        }
    }
    Ok(found)
}

async fn names(snapshot: &Snapshot, all: &Decided) -> Result<Names, Fault> {
    let by = all
        .decisions
        .iter()
        .flat_map(|one| std::iter::once(one.entered_by).chain(one.confirmed.map(|confirmed| confirmed.0)));
    officers::names(snapshot, by.collect()).await
}

/// A decision without what it lacks and without acts.
fn plain(all: &Decided, one: &DecisionRow, names: &Names) -> Decision {
    let named = |by: PersonId| names.get(&by).cloned().unwrap_or_default();
    Decision {
        code: one.code,
        no: one.no,
        state: one.state,
        version: one.version,
        body: one.body.clone(),
        minutes: one.minutes.clone(),
        on: one.decided_on.date(),
        entered: (named(one.entered_by), one.entered_at),
        confirmed: one.confirmed.map(|(by, at)| (named(by), at)),
        returned_because: one.returned_reason.clone(),
        proposed: count(all.proposed_by(one.id).count()),
        lacks: Vec::new(),
        overtaken: all.is_overtaken(one.id),
        publicity: None,
        waits: None,
        acts: DecisionActs::default(),
    }
}

fn publicity(
    all: &Decided,
    one: &DecisionRow,
    (lists, waiting): (&[PublishedList], u32),
) -> Option<Publicity> {
    let period = all.periods.iter().find(|period| period.decision == one.id)?;
    let newest = lists.iter().filter(|list| list.stage == period.stage).max_by_key(|list| list.version)?;
    let (window, ended_at) = (period.window, period.ended.map(|ended| ended.1));
    Some(Publicity { window, list: newest.code, ended_at, waiting })
}

fn acts(
    look: &Look<'_>,
    (row, all, one): (&PostingRow, &Decided, &DecisionRow),
    (publicity, corrected, whole): (Option<&Publicity>, bool, bool),
) -> DecisionActs {
    let can = |act: ActName, scope: &Scope| may(look.caller(), act, scope);
    let runs = row.phase == Phase::Published;
    let over = publicity.is_some_and(|period| {
        period.ended_at.is_none() && period.window.standing(look.now()) == Standing::After
    });
    let unanswered = publicity.is_some_and(|period| period.waiting > 0);
    let overtaken = all.is_overtaken(one.id);
    let edit = runs && one.state == DecisionState::Draft && can(ActName::EnterDecision, &row.scope());
    DecisionActs {
        edit,
        send: edit && all.list.is_some(),
        confirm: runs
            && (one.state == DecisionState::Sent || (overtaken && whole))
            && can(ActName::ConfirmDecision, &one.entered()),
        return_back: runs
            && (one.state == DecisionState::Sent || overtaken)
            && can(ActName::ReturnDecision, &one.entered()),
        publish: runs
            && one.state == DecisionState::Confirmed
            && !overtaken
            && (publicity.is_none() || corrected)
            && can(ActName::PublishProposed, &one.entered()),
        end: runs
            && over
            && !unanswered
            && !corrected
            && !overtaken
            && can(ActName::EndPublicity, &row.scope()),
    }
}

/// The number of a page, how many positions there are, and those of the page.
fn lines(all: &Decided, page: &str) -> (u32, u32, Vec<PositionLine>) {
    let count = count(all.by_position().count());
    let page = page.parse().unwrap_or(1).clamp(1, count.div_ceil(POSITIONS_PER_PAGE).max(1));
    let before = page.saturating_sub(1).saturating_mul(POSITIONS_PER_PAGE);
    let take = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let here = all.by_position().skip(take(before)).take(take(POSITIONS_PER_PAGE));
    (page, count, here.filter_map(|(_, people)| line(all, people)).collect())
}

fn line(all: &Decided, people: &[Listed]) -> Option<PositionLine> {
    let first = &people.first()?.row;
    let open = all.open();
    let proposed = people.iter().filter(|one| {
        let now = open.and_then(|open| all.choice(open.id, one.application));
        all.holds_a_place(one.application) || now.is_some_and(|choice| choice.proposed)
    });
    Some(PositionLine {
        number: first.position.clone(),
        unit: first.unit.clone(),
        title: first.title.clone(),
        plan: first.plan.parse().unwrap_or(0),
        people: count(people.len()),
        proposed: count(proposed.count()),
        begun: open.is_some_and(|open| all.decides(open.id, people)),
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One position of the decision that is entered, or as decisions left it.
///
/// # Errors
/// [`Fault::Missing`] for a position with nobody on the last list, and for those outside the team.
pub async fn position(
    service: &Service,
    caller: &Caller,
    posting: Code,
    number: &str,
) -> Result<DecisionPosition, Fault> {
    service
        .read(caller, "decision.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewDecisions>(found.scope())?;
            let row = found.open(&permit)?;
            let all = decided(look.snapshot(), &permit, &row).await?;
            let people = all.of_position(number);
            let position = line(&all, people).ok_or(Fault::Missing)?;
            let told = told(service, look.snapshot(), &permit, people.iter()).await?;
            let open = all.open();
            let each = people.iter().map(|one| considered(service, (&all, open), one, &told));
            let mut people_shown: Vec<Considered> = each.collect::<Result<_, Fault>>()?;
            if let Some(computed) = all.computed(service.keys(), (number, people))? {
                for (one, computed) in people_shown.iter_mut().zip(computed) {
                    one.computed = Some(computed);
                }
                people_shown
                    .sort_by_key(|one| one.computed.and_then(|computed| computed.place).unwrap_or(u32::MAX));
            }
            let lacks = match open.filter(|open| all.decides(open.id, people)) {
                Some(open) => all.lacks_on(service.keys(), open, (number, people))?,
                None => Vec::new(),
            };
            let numbers: Vec<&str> = all.by_position().map(|(found, _)| found).collect();
            let at = numbers.iter().position(|found| *found == number).unwrap_or(0);
            let beside = |at: Option<usize>| at.and_then(|at| numbers.get(at)).map(|one| (*one).to_owned());
            let may_edit = row.phase == Phase::Published
                && open.is_some_and(|open| open.state == DecisionState::Draft)
                && may(look.caller(), ActName::EnterDecision, &row.scope());
            Ok(DecisionPosition {
                posting: head(&row),
                decision: open.map(|open| (open.code, open.version)),
                places: all.places(people),
                people: people_shown,
                rule: all.rule(number).cloned(),
                lacks,
                beside: (beside(at.checked_sub(1)), beside(at.checked_add(1))),
                may_edit,
                position,
            })
        })
        .await
}

/// Name and unit of people, opened.
async fn told<'a, A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    people: impl Iterator<Item = &'a Listed>,
) -> Result<HashMap<ApplicationId, (String, String)>, Fault> {
    let ids: Vec<ApplicationId> = people.map(|one| one.application).collect();
    let rows = store::applications::these(snapshot, permit, &ids).await?;
    let told = |row: &store::applications::ApplicationRow| {
        let [name, unit, _] = crate::rows::applications::serving(service, row)?;
        Ok((row.id, (name, unit)))
    };
    rows.iter().map(told).collect()
}

fn considered(
    service: &Service,
    (all, open): (&Decided, Option<&DecisionRow>),
    one: &Listed,
    told: &HashMap<ApplicationId, (String, String)>,
) -> Result<Considered, Fault> {
    let said = match open {
        Some(open) => {
            all.choice(open.id, one.application).map(|row| choice(service.keys(), open, row)).transpose()?
        }
        None => None,
    };
    let (name, unit) = told.get(&one.application).cloned().unwrap_or_default();
    Ok(Considered {
        application: one.code,
        ticket: one.row.ticket.clone(),
        name,
        unit,
        rank: one.row.rank.clone(),
        proposed: said.as_ref().map(domain::collective::Choice::is_proposed),
        ground: said.as_ref().and_then(domain::collective::Choice::ground),
        words: said.as_ref().and_then(|said| said.words()).unwrap_or_default().to_owned(),
        place: all.place(one.application).map(|(_, place)| place),
        left: all.has_left(one.application),
        inspection: all.inspection(one.application),
        medical: all.medical(one.application),
        veto: all.veto(one.application),
        leaving: all.is_leaving(one.application),
        computed: None,
    })
}

/// What became of the proposed people of a posting.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn outcome(service: &Service, caller: &Caller, posting: Code) -> Result<OutcomePage, Fault> {
    service
        .read(caller, "decision.outcome", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewDecisions>(scope.clone())?;
            let row = found.open(&permit)?;
            let all = decided(look.snapshot(), &permit, &row).await?;
            let proposed = || all.people.iter().filter(|one| all.place(one.application).is_some());
            let told = told(service, look.snapshot(), &permit, proposed()).await?;
            let runs = row.phase == Phase::Published;
            let terms = terms(service, look.snapshot(), &permit, &all).await?;
            let people = proposed().filter_map(|one| {
                let found = person(look, (&row, runs), &all, (one, &told))?;
                let term = terms.get(&one.application).cloned();
                let serves = term.as_ref().is_some_and(|term| term.months > 0 && term.ended.is_none());
                Some(Outcome { may_end_term: found.may_end_term && serves, term, ..found })
            });
            let people = people.collect();
            let following = store::postings::followings::of(look.snapshot(), &permit).await?;
            let waiting = waiting(&store::objections::all(look.snapshot(), &permit).await?);
            let may_close = runs && can::<domain::access::ClosePosting>(look, &scope);
            let whole = none_is_open(look.snapshot(), &row, None).await?;
            let mut moves = undone(look.snapshot(), &permit, (row.id, look.now())).await?;
            moves.extend(departures::undone(look.snapshot(), &permit, row.id).await?);
            let against = against(&all, (waiting, whole), moves);
            let (posting, version) = (head(&row), row.version);
            Ok(OutcomePage { posting, version, following, people, against, may_close })
        })
        .await
}

/// What stands beside the transfers, opened.
async fn terms<A: ReadsAll>(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    all: &Decided,
) -> Result<HashMap<ApplicationId, Term>, Fault> {
    let rows = store::decisions::service_terms::all(snapshot, permit).await?;
    let ends = store::decisions::service_ends::all(snapshot, permit).await?;
    let mut found = HashMap::new();
    for row in rows {
        let Some(person) = all.people.iter().find(|one| one.application == row.application) else { continue };
        let why = term_words(service.keys(), person.code, &row)?;
        let trial = row.trial.map(|(from, until)| (from.date(), until.date()));
        let ended = match ends.iter().find(|one| one.application == row.application) {
            Some(one) => Some((one.over.date(), end_words(service.keys(), person.code, one)?)),
            None => None,
        };
        found.insert(row.application, Term { trial, months: row.months, why, ended });
    }
    Ok(found)
}

fn can<A: Act>(look: &Look<'_>, scope: &Scope) -> bool {
    may(look.caller(), A::NAME, scope)
}

fn person(
    look: &Look<'_>,
    (row, runs): (&PostingRow, bool),
    all: &Decided,
    (one, told): (&Listed, &HashMap<ApplicationId, (String, String)>),
) -> Option<Outcome> {
    let (decision, place) = all.place(one.application)?;
    let transfer = all.transfers.iter().find(|found| found.application == one.application);
    let (name, _) = told.get(&one.application).cloned().unwrap_or_default();
    let approves =
        |act: ActName| may(look.caller(), act, &row.scope()) && may(look.caller(), act, &decision.scope());
    let term_runs = service_term::OPEN.contains(&row.phase) && service_term::serves(place);
    let ends = may(look.caller(), ActName::EndProbation, &row.scope());
    Some(Outcome {
        application: one.code,
        ticket: one.row.ticket.clone(),
        name,
        position: (one.row.position.clone(), one.row.unit.clone(), one.row.title.clone()),
        no: decision.no,
        place,
        effect: all.effect(one.application),
        transfer: transfer.map(|found| (found.from_on.date(), found.probation)),
        term: None,
        may_transfer: runs && place == Place::Cleared && approves(ActName::ApproveTransfer),
        may_end: runs && place == Place::Probation && ends,
        may_end_term: term_runs && approves(ActName::EndServiceTerm),
    })
}
