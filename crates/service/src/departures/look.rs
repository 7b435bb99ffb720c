//! The departures of a posting as the desk reads them: who left, what is vacant, who was called.

use std::collections::BTreeMap;

use domain::access::{ActName, Caller, Scope, ViewDepartures, may};
use domain::calendar::Instant;
use domain::departure::{Answer, Called, DepartureState, VetoGround};
use domain::id::{Code, DepartureId, PersonId, PositionId};
use domain::typed::PersonName;
use domain::view::desk::departures::{
    CallEntry, DepartureEntry, DeparturesPage, Effect, RecallEntry, Vacancy,
};
use domain::view::desk::rulings::{ListWord, PositionWord};
use store::Scoped as _;
use store::applications::ApplicationRow;
use store::departures::DepartureRow;
use store::departures::calls::CallRow;
use store::departures::recalls::RecallRow;

use super::call::Vacancies;
use super::{PHASES, recall, stage_now};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::ranking::moves::{between, reached};
use crate::ranking::{Inputs, load};
use crate::rows::deadlines::Calendar;
use crate::rows::departures::{called, open, open_note, open_recall};
use crate::rows::officers::{Names, names};
use crate::rows::postings::{find, head};
use crate::rows::rankings::{sees_people, sets_no_line};

/// What was read of a posting.
struct Rows {
    inputs: Inputs,
    departures: Vec<DepartureRow>,
    calls: Vec<CallRow>,
    grounds: BTreeMap<DepartureId, VetoGround>,
    recalls: Vec<RecallRow>,
    names: Names,
    calendar: Calendar,
    now: Instant,
    /// The lists of which a version is out.
    public: Vec<String>,
    /// Whether the reader sees who stands where in the ranking that stands.
    sees_people: bool,
    /// Whether the reader sets no line, and sees who stands where while one is open.
    sets_none: bool,
}

/// The departures of a posting, with vacant places, calls and answers, what the caller may do, and who would move by the departure or the
/// proposal of the code `of`; without a code by the only one that waits. The form that enters one is begun for the person whose
/// application is `about`.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles; [`domain::reason::SchemesWhy::NoScheme`].
pub async fn page(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (about, of): (Option<Code>, &str),
) -> Result<DeparturesPage, Fault> {
    let (mut page, rows) = service
        .read(caller, "departure.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewDepartures>(scope.clone())?;
            let row = found.open(&permit)?;
            let going = PHASES.contains(&row.phase);
            let can = |act: ActName| going && may(look.caller(), act, &scope);
            let mut page = DeparturesPage {
                posting: head(&row),
                lists: Vec::new(),
                list: stage_now(look.snapshot(), &permit, row.id).await?,
                vacancies: Vec::new(),
                unknown: false,
                may_enter: can(ActName::EnterDeparture),
                trial: store::postings::followings::of(look.snapshot(), &permit).await?.trial > 0,
                about: String::new(),
                may_call: can(ActName::CallNext),
                effect: None,
                entries: Vec::new(),
            };
            if store::schemes::newest(look.snapshot(), &permit).await?.is_none() {
                return Ok((page, None));
            }
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            let lists = inputs.file.lists().into_iter();
            page.lists = lists.map(|(key, name)| ListWord { key, name }).collect();
            let about = inputs.people.iter().find(|one| page.may_enter && about == Some(one.code));
            page.about = about.and_then(|one| one.ticket.clone()).unwrap_or_default();
            let departures = store::departures::all(look.snapshot(), &permit).await?;
            let calls = store::departures::calls::all(look.snapshot(), &permit).await?;
            let recalls = store::departures::recalls::all(look.snapshot(), &permit).await?;
            let by = departures
                .iter()
                .flat_map(|one| [one.entered_by, one.decided.as_ref().map(|decided| decided.0)])
                .chain(calls.iter().flat_map(|one| [Some(one.called.0), one.answered.and_then(|one| one.1)]))
                .chain(recalls.iter().flat_map(|one| [Some(one.proposed.0), one.decided.map(|by| by.0)]))
                .flatten()
                .collect();
            let names = names(look.snapshot(), by).await?;
            let grounds = store::departures::vetoes::all(look.snapshot(), &permit).await?;
            let grounds = grounds.into_iter().collect();
            let calendar = Calendar::of(look.snapshot(), &permit).await?;
            let now = look.now();
            let public = store::lists::of_posting(look.snapshot(), row.id).await?;
            let public = public.into_iter().map(|one| one.stage).collect();
            let sees_people = sees_people(look, row.id).await?;
            let sets_none = sets_no_line(look, row.id);
            let rows = Rows {
                inputs,
                departures,
                calls,
                grounds,
                recalls,
                names,
                calendar,
                now,
                public,
                sees_people,
                sets_none,
            };
            page.entries = entries(service, look, (&page, &rows, &scope))?;
            Ok((page, Some(rows)))
        })
        .await?;
    let Some(rows) = rows else { return Ok(page) };
    let asked = asked(&rows, of);
    let any_stands = rows.departures.iter().any(|one| one.state == DepartureState::Stands);
    if asked.is_none() && !any_stands {
        return Ok(page);
    }
    let of = service.clone();
    let count = move || {
        let found = if any_stands { vacancies(&of, &rows) } else { Ok(Vec::new()) };
        (found, asked.map(|asked| effect(&rows, asked)).transpose())
    };
    let (found, effect) = tokio::task::spawn_blocking(count).await.map_err(Fault::internal)?;
    page.effect = effect?;
    match found {
        Ok(found) => page.vacancies = found,
        // Marks that cannot be settled yet leave open what is vacant.
        Err(Fault::Refused(_)) => page.unknown = true,
        Err(fault) => return Err(fault),
    }
    Ok(page)
}

impl Rows {
    /// Whether a proposal to take the departure back waits.
    fn is_recalled(&self, row: &DepartureRow) -> bool {
        self.recalls.iter().any(|one| one.departure == row.id && one.decided.is_none())
    }
}

/// A departure, with the state that it would have by what waits, and the code of that.
type Asked = (DepartureId, DepartureState, Code);

/// What waits under that code; without one the only thing that waits.
fn asked(rows: &Rows, of: &str) -> Option<Asked> {
    let waits = rows.departures.iter().filter(|one| one.state == DepartureState::Waits);
    let waits = waits.map(|one| (one.id, DepartureState::Stands, one.code));
    let back = rows.recalls.iter().filter(|one| one.decided.is_none());
    let back = back.map(|one| (one.departure, DepartureState::TakenBack, one.code));
    let all: Vec<Asked> = waits.chain(back).collect();
    match (of, all.as_slice()) {
        ("", [one]) => Some(*one),
        ("", _) => None,
        (code, all) => all.iter().find(|one| one.2.as_str() == code).copied(),
    }
}

/// Who would move once the departure had that state, with the call ended that its person has open.
fn effect(rows: &Rows, (id, state, of): Asked) -> Result<Effect, Fault> {
    let none = Effect { of, moves: None, withheld: !rows.sees_people };
    if !rows.sees_people {
        return Ok(none);
    }
    let Rows { inputs, public, now, .. } = rows;
    let (mut departures, mut calls) = (rows.departures.clone(), rows.calls.clone());
    for one in departures.iter_mut().filter(|one| one.id == id) {
        one.state = state;
        let own = |call: &&mut CallRow| call.application == one.application && call.answered.is_none();
        for call in calls.iter_mut().filter(own).filter(|_| state == DepartureState::Stands) {
            call.answered = Some((Answer::Declined, None, *now));
        }
    }
    let rulings = inputs.rulings_left(&departures, &calls)?;
    let (Ok(before), Ok(after)) = (inputs.weigh(&inputs.rulings), inputs.weigh(&rulings)) else {
        return Ok(none);
    };
    if !rows.sets_none && before.has_open_line() {
        return Ok(Effect { withheld: true, ..none });
    }
    if !after.refusals.is_empty() {
        return Ok(none);
    }
    let moves = reached(&inputs.file, between(inputs, &before, &after), public);
    Ok(Effect { moves: Some(moves), ..none })
}

/// The proposals to take a departure back.
fn recalls(
    service: &Service,
    look: &Look<'_>,
    (rows, row): (&Rows, &DepartureRow),
    going: bool,
) -> Result<Vec<RecallEntry>, Fault> {
    let staff = |id: PersonId| rows.names.get(&id).cloned().unwrap_or_default();
    let entry = |one: &RecallRow| {
        let (reason, kept_because) = open_recall(&service.parts, one)?;
        let decides = going && may(look.caller(), ActName::ApproveRecall, &one.scope());
        Ok(RecallEntry {
            code: one.code,
            reason,
            proposed: (staff(one.proposed.0), one.proposed.1),
            decided: one.decided.map(|(by, at)| (staff(by), at)),
            kept_because,
            may_decide: decides && one.decided.is_none(),
        })
    };
    rows.recalls.iter().filter(|one| one.departure == row.id).map(entry).collect()
}

fn masked(service: &Service, row: &ApplicationRow) -> Result<String, Fault> {
    Ok(text::names::masked(&PersonName::stored(crate::rows::applications::name(service, row)?)))
}

fn entries(
    service: &Service,
    look: &Look<'_>,
    (page, rows, scope): (&DeparturesPage, &Rows, &Scope),
) -> Result<Vec<DepartureEntry>, Fault> {
    let Rows { inputs, departures, calls, grounds, names, .. } = rows;
    let going = PHASES.contains(&page.posting.phase);
    let decides = going && may(look.caller(), ActName::ApproveDeparture, scope);
    let proposes = going && may(look.caller(), ActName::ProposeRecall, scope);
    let records = going && may(look.caller(), ActName::RecordAnswer, scope);
    let staff = |id: PersonId| names.get(&id).cloned().unwrap_or_default();
    let mut entries = Vec::with_capacity(departures.len());
    for row in departures.iter().rev() {
        let Some(person) = inputs.people.iter().find(|one| one.id == row.application) else { continue };
        let own: Vec<&CallRow> = calls.iter().filter(|call| call.departure == row.id).collect();
        let mut chain = Vec::with_capacity(own.len());
        for call in own {
            let Some(up) = inputs.people.iter().find(|one| one.id == call.application) else { continue };
            chain.push(CallEntry {
                code: call.code,
                ticket: up.ticket.clone().unwrap_or_default(),
                name: masked(service, up)?,
                round: call.round,
                until: call.until,
                called: (staff(call.called.0), call.called.1),
                answered: call
                    .answered
                    .map(|(answer, by, at)| (answer, by.map(staff).unwrap_or_default(), at)),
                note: open_note(&service.parts, call)?,
                may_record: records && call.answered.is_none() && look.now() < call.until,
            });
        }
        let (evidence, refused) = open(&service.parts, row)?;
        let list = page.lists.iter().find(|list| list.key == row.stage).cloned();
        let own = may(look.caller(), ActName::ApproveDeparture, &row.scope());
        entries.push(DepartureEntry {
            code: row.code,
            ticket: person.ticket.clone().unwrap_or_default(),
            name: masked(service, person)?,
            position: position(inputs, person.position).map(|one| one.number).unwrap_or_default(),
            list: list.unwrap_or_else(|| ListWord { key: row.stage.clone(), name: None }),
            kind: row.kind,
            ground: grounds.get(&row.id).copied(),
            state: row.state,
            day: row.day,
            evidence: if evidence == "-" { String::new() } else { evidence },
            entered_by: row.entered_by.map(staff).unwrap_or_default(),
            entered_at: row.entered_at,
            decided: row.decided.as_ref().map(|(_, name, at)| (name.clone(), *at)),
            refused_because: refused,
            may_decide: decides && own && row.state == DepartureState::Waits,
            may_recall: proposes && recall::against(row, calls).is_none() && !rows.is_recalled(row),
            recalls: recalls(service, look, (rows, row), going)?,
            calls: chain,
        });
    }
    Ok(entries)
}

fn position(inputs: &Inputs, id: PositionId) -> Option<PositionWord> {
    let row = inputs.positions.iter().find(|one| one.id == id)?;
    let words = format!("{} {}", row.terms.unit.as_str(), row.terms.title.as_str());
    Some(PositionWord { number: row.terms.code.as_str().to_owned(), words })
}

/// What is vacant, list by list of each position.
fn vacancies(service: &Service, rows: &Rows) -> Result<Vec<Vacancy>, Fault> {
    let Rows { inputs, departures, calls, calendar, now, .. } = rows;
    let weighed = inputs.weigh(&inputs.rulings)?;
    let unseen = !rows.sees_people || (!rows.sets_none && weighed.has_open_line());
    let all = weighed.all;
    let mut found = Vec::new();
    for computed in &all {
        let Some(row) = inputs.positions.get(computed.at) else { continue };
        let Some(word) = position(inputs, row.id) else { continue };
        let ours = |of: domain::id::ApplicationId| {
            inputs.people.iter().any(|person| person.id == of && person.position == row.id)
        };
        for (key, name) in inputs.file.lists() {
            let of = Vacancies::of(inputs, computed, &key, (departures, calls), calendar);
            let Some(of) = of.filter(|of| !of.open.is_empty()) else { continue };
            let here = |call: &&CallRow| {
                ours(call.application)
                    && departures.iter().any(|one| one.id == call.departure && one.stage == key)
            };
            let used: Vec<(u8, Called)> =
                calls.iter().filter(here).map(|call| (call.round, called(call))).collect();
            let over = of.until.is_over(*now);
            let next = if over { Vec::new() } else { of.calls(&used).unwrap_or_default() };
            let mut people = Vec::with_capacity(next.len());
            for (_, ticket, _) in next.iter().filter(|_| !unseen) {
                let person = inputs.people.iter().find(|one| one.ticket.as_deref() == Some(*ticket));
                people.push((
                    (*ticket).to_owned(),
                    person.map(|one| masked(service, one)).transpose()?.unwrap_or_default(),
                ));
            }
            found.push(Vacancy {
                position: word.clone(),
                list: ListWord { key, name },
                places: u32::try_from(of.open.len()).unwrap_or(u32::MAX),
                round: next.first().map_or(of.rounds.saturating_add(1), |(_, _, round)| *round),
                withheld: unseen && !next.is_empty(),
                next: people,
                most: of.most,
                allowed: of.allowed,
                until: of.until,
                over,
            });
        }
    }
    Ok(found)
}
