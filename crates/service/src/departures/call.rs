//! Calling the next in reserve for the places on a list that somebody left.
//!
//! Owns: who is next, from a computation of what stands, and which round it is. Refuses: anybody else, a list that allows no
//! replacement, and more rounds than the scheme allows.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{CallNext, Caller};
use domain::calendar::Instant;
use domain::deadline::Deadline;
use domain::departure::{Called, DepartureState, next_round};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use domain::ranking::{At, Listed};
use domain::reason::{FieldPath, Reason, RulingsWhy};
use domain::typed;
use domain::workdays::UnknownYear;
use store::departures::DepartureRow;
use store::departures::calls::{CallRow, NewCall};

use super::PHASES;
use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::ranking::{Computed, Inputs, Weighed, load};
use crate::rows::deadlines::Calendar;
use crate::rows::departures::{called, is_filled};
use crate::rows::postings::{find, hold};
use crate::tell;

/// The places on one list of one position, and who may fill them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Vacancies {
    /// Departures whose place is vacant and for which nobody is called now, in the order of entering.
    pub open: Vec<DepartureRow>,
    /// Reserves who are not called, by their number, as tickets.
    pub next: Vec<(u32, String)>,
    /// Rounds in which somebody moved up, or may still.
    pub rounds: u8,
    /// Most rounds; `None` where there is no limit.
    pub most: Option<u8>,
    /// Whether the list allows replacement.
    pub allowed: bool,
    /// Until when places on it are filled.
    pub until: Deadline,
}

impl Vacancies {
    /// Reads one list out of a computation; `None` where there is no such list.
    pub(super) fn of(
        inputs: &Inputs,
        computed: &Computed,
        stage: &str,
        (departures, calls): (&[DepartureRow], &[CallRow]),
        calendar: &Calendar,
    ) -> Option<Self> {
        let (at, list) = inputs.scheme_of(computed.at)?.list_to(stage)?;
        let position = inputs.positions.get(computed.at)?;
        let number = position.terms.code.as_str();
        let ranking = computed.outcome.ranking();
        let seats: BTreeMap<&str, (At, Listed)> = ranking
            .rows()
            .filter_map(|row| row.seat(at).map(|seat| (row.candidate, (seat.at, seat.why))))
            .collect();
        let ticket = |of: ApplicationId| {
            let person = inputs.people.iter().find(|person| person.id == of)?;
            person.ticket.as_deref().filter(|_| person.position == position.id)
        };
        let ours: Vec<&DepartureRow> = departures
            .iter()
            .filter(|row| row.stage == stage && row.state == DepartureState::Stands)
            .filter(|row| ticket(row.application).is_some())
            .collect();
        let chain: Vec<&CallRow> =
            calls.iter().filter(|call| ours.iter().any(|row| row.id == call.departure)).collect();
        let by_hand: BTreeSet<&str> = inputs
            .rulings
            .replacements
            .iter()
            .filter(|one| one.position == number && one.stage == stage && !one.r#in.is_empty())
            .map(|one| one.out.as_str())
            .collect();
        let waits =
            |row: &DepartureRow| chain.iter().any(|call| call.departure == row.id && call.answered.is_none());
        let is_open = |row: &&&DepartureRow| {
            let out = ticket(row.application).unwrap_or_default();
            let vacant = matches!(seats.get(out), Some((_, Listed::Departed { vacant: true, .. })));
            vacant && !is_filled(calls, row) && !waits(row) && !by_hand.contains(out)
        };
        let open = ours.iter().filter(is_open).map(|row| (*row).clone()).collect();
        let called_now: BTreeSet<&str> = chain
            .iter()
            .filter(|call| call.answered.is_none() || is_accepted(call))
            .filter_map(|call| ticket(call.application))
            .collect();
        let mut next: Vec<(u32, String)> = seats
            .iter()
            .filter_map(|(name, (at, _))| match at {
                At::Reserve(number) if !called_now.contains(name) => Some((*number, (*name).to_owned())),
                _ => None,
            })
            .collect();
        next.sort_unstable();
        let filled = inputs.rulings.replacements.iter();
        let filled =
            filled.filter(|one| one.position == number && one.stage == stage && !one.r#in.is_empty());
        let rounds = filled.map(|one| one.round).max().unwrap_or(0);
        let replacement = &list.replacement;
        let until = calendar.filling(&inputs.file, position, stage);
        Some(Self { open, next, rounds, most: replacement.rounds, allowed: replacement.allowed, until })
    }

    /// Returns who is called for which place, in which round.
    ///
    /// # Errors
    /// [`RulingsWhy::NothingVacant`], [`RulingsWhy::NobodyNext`], [`RulingsWhy::ReplacementNotAllowed`],
    /// [`RulingsWhy::ReplacementRound`]; [`UnknownYear`] where nobody can tell until when places are filled.
    pub(super) fn calls(&self, used: &[(u8, Called)]) -> Result<Vec<(&DepartureRow, &str, u8)>, Reason> {
        if self.open.is_empty() {
            return Err(RulingsWhy::NothingVacant.reason());
        }
        if !self.allowed {
            return Err(RulingsWhy::ReplacementNotAllowed.reason());
        }
        if let Deadline::Unknown(year) = self.until {
            return Err(UnknownYear(year).into());
        }
        let places = self.open.len();
        let last = self.next.get(places.saturating_sub(1)).or(self.next.last()).map(|(number, _)| *number);
        let next: Vec<&str> = self
            .next
            .iter()
            .take_while(|(number, _)| Some(*number) <= last)
            .map(|(_, ticket)| ticket.as_str())
            .collect();
        if next.is_empty() {
            return Err(RulingsWhy::NobodyNext.reason());
        }
        let mut all = Vec::with_capacity(next.len());
        for (at, ticket) in next.into_iter().enumerate() {
            // Equals beyond the last place are called for it together.
            let Some(place) = self.open.get(at).or(self.open.last()) else { continue };
            let round = next_round(place.id.0, used, self.rounds);
            if self.most.is_some_and(|most| round > most) {
                return Err(RulingsWhy::ReplacementRound.reason());
            }
            all.push((place, ticket, round));
        }
        Ok(all)
    }
}

fn is_accepted(call: &CallRow) -> bool {
    call.answered.is_some_and(|(answer, _, _)| answer.departs().is_none())
}

/// What was found before the act.
struct Ground {
    version: i64,
    calls: Vec<(DepartureRow, ApplicationId, u8)>,
    list: Option<String>,
    last: Option<Instant>,
}

/// Calls the next in reserve for every vacant place of a list, with a term; they are told. Pressing twice finds nobody to call.
///
/// # Errors
/// [`domain::reason::TypedWhy::NotATime`], [`RulingsWhy::TermOver`] or [`RulingsWhy::FillingOver`] at `until`; as [`Vacancies::calls`]; marks that cannot be computed;
/// [`Fault::Stale`] where something changed meanwhile; [`Fault::Missing`] for an unknown position or list.
pub async fn call(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (position, stage): (&str, &str),
    until: &str,
) -> Result<(), Fault> {
    let until = typed::moment(until, &FieldPath::new("until"))?;
    let (inputs, departures, calls, calendar) = service
        .read(caller, "backfill.ground", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<CallNext>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&PHASES)?;
            if until <= look.now() {
                return Err(RulingsWhy::TermOver.at("until").into());
            }
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            let departures = store::departures::all(look.snapshot(), &permit).await?;
            let calls = store::departures::calls::all(look.snapshot(), &permit).await?;
            Ok((inputs, departures, calls, Calendar::of(look.snapshot(), &permit).await?))
        })
        .await?;
    let (of, list) = (position.to_owned(), stage.to_owned());
    let found = move || ground(&inputs, (&of, &list), (&departures, &calls), &calendar);
    let ground = tokio::task::spawn_blocking(found).await.map_err(Fault::internal)??;
    // A term that ends with the time for filling is the last that there can be: once that is over, every term is later.
    if let Some(last) = ground.last.filter(|last| until > *last) {
        return Err(RulingsWhy::FillingOver { until: last }.at("until").into());
    }
    service
        .write(caller, "backfill.call", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<CallNext>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&PHASES)?;
            if store::inputs::version(op.tx(), &permit).await? != ground.version {
                return Err(Fault::Stale);
            }
            for (place, application, round) in &ground.calls {
                let found = store::applications::by_id(op.tx(), *application).await?.ok_or(Fault::Missing)?;
                let on_person = op.permit::<CallNext>(found.scope())?;
                let person = found.open(&on_person)?;
                let (call, round) = (op.code(), *round);
                let new = NewCall {
                    code: call,
                    departure: place.id,
                    application: person.id,
                    round,
                    until,
                    at: op.now(),
                };
                store::departures::calls::send(op.tx(), &permit, &new).await?;
                let event = Event::CalledUp {
                    application: person.code,
                    call,
                    stage: place.stage.clone(),
                    round: u32::from(round),
                    until,
                };
                op.record(&permit, &event).await?;
                let target = store::postings::public::position_by_id(op.tx(), person.position).await?;
                let (of, position) = target.ok_or(Fault::Missing)?;
                let mut values = tell::of_application((&of, &position), person.code, (op.now(), ""));
                values.insert(Placeholder::Until, Value::At(until));
                values.insert(Placeholder::List, Value::List(place.stage.clone(), ground.list.clone()));
                tell::tell(op, &permit, tell::to_candidate(&person, (Kind::CalledUp, values))).await?;
            }
            lapse_at(op, posting, until).await
        })
        .await
}

async fn lapse_at(op: &crate::op::Op<'_>, posting: Code, until: Instant) -> Result<(), Fault> {
    jobs::enqueue(op, &Job::LapseCalls, until, &format!("calls/{posting}/{}", until.0)).await
}

fn ground(
    inputs: &Inputs,
    (position, stage): (&str, &str),
    (departures, calls): (&[DepartureRow], &[CallRow]),
    calendar: &Calendar,
) -> Result<Ground, Fault> {
    let at = inputs.positions.find(|one| one.terms.code.as_str() == position).ok_or(Fault::Missing)?;
    let Weighed { all, refusals } = inputs.weigh(&inputs.rulings)?;
    let computed = all.iter().find(|one| one.at == at);
    let computed = computed.ok_or_else(|| {
        let count = u32::try_from(refusals.len()).unwrap_or(u32::MAX);
        RulingsWhy::Unfit { count }.reason()
    })?;
    let vacancies =
        Vacancies::of(inputs, computed, stage, (departures, calls), calendar).ok_or(Fault::Missing)?;
    let places: BTreeSet<i64> =
        departures.iter().filter(|row| row.stage == stage).map(|row| row.id.0).collect();
    let position = inputs.positions.get(at).ok_or(Fault::Missing)?.id;
    let here = |call: &&CallRow| {
        let of = inputs.people.iter().find(|person| person.id == call.application);
        places.contains(&call.departure.0) && of.is_some_and(|person| person.position == position)
    };
    let used: Vec<(u8, Called)> = calls.iter().filter(here).map(|call| (call.round, called(call))).collect();
    let mut found = Vec::new();
    for (place, ticket, round) in vacancies.calls(&used)? {
        let person = inputs.people.iter().find(|person| person.ticket.as_deref() == Some(ticket));
        found.push((place.clone(), person.ok_or(Fault::Missing)?.id, round));
    }
    let name = inputs.file.lists().into_iter().find(|(key, _)| key == stage).and_then(|(_, name)| name);
    let last = vacancies.until.instant();
    Ok(Ground { version: inputs.version, calls: found, list: name, last })
}
