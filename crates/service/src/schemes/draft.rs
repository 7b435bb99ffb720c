//! The draft of a scheme: looked at, changed by small steps, saved as the next revision, compared on the posting's people.
//!
//! Every change is an act with its event, not housekeeping: two officers edit one draft, and a draft written while marks
//! are known is something a supervisor must see. Owns: versions; a change names the version that it was made on. Refuses:
//! a change on another one, and storing anything when people are compared.

use domain::access::aggregate::Postings;
use domain::access::{ActName, Caller, Denial, EditScheme, Permit, Reads, ViewPosting, ViewRanking, may};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::ranking::preview::{Mover, compare};
use domain::reason::{ActsWhy, TypedWhy};
use domain::scheme::draft::{Change, Draft, Unfit};
use domain::view::desk::schemes::{Movers, SchemePage};
use store::Snapshot;
use store::scheme_drafts::NewDraft;

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::postings::find;
use crate::rows::rankings::{expect_people_seen, sets_no_line};
use crate::rows::rulings::NOTICE_PHASES;
use crate::rows::schemes::{drafted, of_file, part_names, saved, to_file};

/// Phases in which a draft may be written: all until the result is public.
const OPEN: &[Phase] = &[
    Phase::Draft,
    Phase::Submitted,
    Phase::Approved,
    Phase::Registering,
    Phase::Screening,
    Phase::Examining,
    Phase::Ranked,
];

/// What a page saw when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Version of the draft; 0 for none yet.
    pub version: i64,
    /// Saved revision that it goes out from.
    pub based_on: u32,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The address to look at next.
    pub place: String,
    /// Whether something at that very node keeps the draft from being saved.
    pub faulty: bool,
}

/// The saved file and the draft as they stand.
struct Standing {
    revision: u32,
    body: String,
    saved: Draft,
    draft: Option<(Draft, domain::id::PersonId, domain::calendar::Instant)>,
    seen: Seen,
}

async fn standing<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Result<Standing, Fault> {
    let newest = store::schemes::newest(look, permit).await?;
    let (revision, body) = newest.map(|one| (one.revision, one.body)).unwrap_or_default();
    let saved = if body.is_empty() { Draft::default() } else { of_file(saved(&body)?.as_ref())? };
    let version = store::scheme_drafts::of(look, permit).await?.map_or(0, |row| row.version);
    let drafted = drafted(look, permit).await?;
    let based_on = drafted.as_ref().map_or(revision, |one| one.based_on);
    let draft = drafted.map(|one| (one.draft, one.changed.0, one.changed.1));
    Ok(Standing { revision, body, saved, draft, seen: Seen { version, based_on } })
}

/// The scheme of a posting with its draft.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn view(service: &Service, caller: &Caller, posting: Code) -> Result<SchemePage, Fault> {
    service
        .read(caller, "scheme.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let now = standing(look.snapshot(), &permit).await?;
            let by = match &now.draft {
                Some((_, by, at)) => {
                    let names = store::people::staff_names(look.snapshot(), &[*by]).await?;
                    Some((names.into_iter().map(|one| one.1).next().unwrap_or_default(), *at))
                }
                None => None,
            };
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let mut names: Vec<String> =
                positions.iter().filter_map(|one| one.terms.scheme_name().map(str::to_owned)).collect();
            names.sort();
            names.dedup();
            let mine = may(caller, ActName::EditScheme, &scope);
            Ok(SchemePage {
                revision: now.revision,
                draft: now.draft.map_or_else(|| now.saved.clone(), |one| one.0),
                saved: now.saved,
                version: now.seen.version,
                based_on: now.seen.based_on,
                drafted: by,
                may_draft: mine && OPEN.contains(&row.phase),
                may_save: mine && row.phase == Phase::Draft,
                may_notice: NOTICE_PHASES.contains(&row.phase) && may(caller, ActName::ProposeRuling, &scope),
                has_marks: matches!(row.phase, Phase::Examining | Phase::Ranked),
                names,
                toml: now.body,
            })
        })
        .await
}

/// Makes one change in the scheme of that name (the empty name is the posting's own).
///
/// # Errors
/// [`Fault::Stale`] where the draft is not as the page saw it; [`Fault::Missing`] for a place that no scheme has;
/// [`TypedWhy::Length`] where a text or the whole becomes too long; [`domain::reason::PostingsWhy::WrongPhase`] once
/// the result is public.
pub async fn change(
    service: &Service,
    caller: &Caller,
    posting: Code,
    seen: Seen,
    (of, change): (&str, &Change),
) -> Result<Changed, Fault> {
    service
        .write(caller, "scheme.draft", async |op| {
            let (permit, now) = open(op, posting, seen).await?;
            let mut draft = now.draft.map_or(now.saved, |one| one.0);
            let place = draft.apply(of, change).map_err(|unfit| unfit_for(unfit, of))?;
            let at = match change {
                Change::Set { at, .. } | Change::Move { at, .. } | Change::Remove { at } => at.clone(),
                Change::Add { list, .. } => list.clone(),
                Change::Begin { .. } => String::new(),
            };
            put(op, &permit, posting, (seen, Some(&draft)), at).await?;
            let here = |found: &domain::scheme::draft::Found| found.place.at == place && !found.warning;
            let faulty = draft.faults_of(of).iter().any(here);
            Ok(Changed { place, faulty })
        })
        .await
}

fn unfit_for(unfit: Unfit, of: &str) -> Fault {
    let found = u32::try_from(of.chars().count()).unwrap_or(u32::MAX);
    match unfit {
        Unfit::Place | Unfit::Field => Fault::Missing,
        Unfit::TooMuch => TypedWhy::Length { min: 0, max: 200, found: found.max(201) }.at("of").into(),
    }
}

/// The permit and the draft, if it is still as the page saw it.
async fn open(op: &mut Op<'_>, posting: Code, seen: Seen) -> Result<(Permit<EditScheme>, Standing), Fault> {
    let found = find(op.tx(), posting).await?;
    let permit = op.permit::<EditScheme>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(OPEN)?;
    let now = standing(op.tx(), &permit).await?;
    if now.seen == seen { Ok((permit, now)) } else { Err(Fault::Stale) }
}

async fn put(
    op: &mut Op<'_>,
    permit: &Permit<EditScheme>,
    posting: Code,
    (seen, draft): (Seen, Option<&Draft>),
    at: String,
) -> Result<(), Fault> {
    let body = draft.map(serde_json::to_string).transpose().map_err(Fault::internal)?;
    let by = permit.by();
    let new = NewDraft { body: body.as_deref(), based_on: seen.based_on, by, at: op.now() };
    let version = store::scheme_drafts::put(op.tx(), permit, seen.version, &new).await?;
    op.record(permit, &Event::SchemeDraftChanged { posting, version, at }).await
}

/// Lets the draft go out from the newest revision, which somebody saved after it was begun.
///
/// # Errors
/// [`Fault::Stale`] where the draft changed; [`ActsWhy::NothingToDo`] where there is none or it does so already.
pub async fn rebase(service: &Service, caller: &Caller, posting: Code, seen: Seen) -> Result<(), Fault> {
    service
        .write(caller, "scheme.rebase", async |op| {
            let (permit, now) = open(op, posting, seen).await?;
            let Some((draft, ..)) = now.draft.filter(|_| now.revision != seen.based_on) else {
                return Err(ActsWhy::NothingToDo.reason().into());
            };
            let onto = Seen { based_on: now.revision, ..seen };
            put(op, &permit, posting, (onto, Some(&draft)), String::new()).await
        })
        .await
}

/// Discards the draft; what is saved stays.
///
/// # Errors
/// [`Fault::Stale`] where it changed; [`ActsWhy::NothingToDo`] where there is none.
pub async fn discard(service: &Service, caller: &Caller, posting: Code, seen: Seen) -> Result<(), Fault> {
    service
        .write(caller, "scheme.discard", async |op| {
            let (permit, now) = open(op, posting, seen).await?;
            if now.draft.is_none() {
                return Err(ActsWhy::NothingToDo.reason().into());
            }
            put(op, &permit, posting, (seen, None), String::new()).await
        })
        .await
}

/// Saves the draft as the next revision, and the draft ends.
///
/// # Errors
/// [`Fault::Stale`] where the draft changed or another revision was saved; [`SchemesWhy::Faulty`],
/// [`SchemesWhy::NoScheme`] where it cannot be used; [`ActsWhy::NothingToDo`] where there is none;
/// [`domain::reason::PostingsWhy::WrongPhase`].
pub async fn save(service: &Service, caller: &Caller, posting: Code, seen: Seen) -> Result<(), Fault> {
    service
        .write(caller, "scheme.save", async |op| {
            let (permit, now) = open(op, posting, seen).await?;
            let Some((draft, ..)) = now.draft else { return Err(ActsWhy::NothingToDo.reason().into()) };
            if now.revision != seen.based_on {
                return Err(Fault::Stale);
            }
            let file = to_file(&draft)?;
            super::write(op, posting, seen.based_on, &file).await?;
            put(op, &permit, posting, (seen, None), String::new()).await
        })
        .await
}

/// The posting's own people under `draft` and under what is saved. Stores nothing.
///
/// # Errors
/// [`SchemesWhy::Faulty`], [`SchemesWhy::NoScheme`]; what a computation refuses: [`domain::reason::MarksWhy::Missing`]
/// above all, where the draft reads marks that are not there.
pub async fn movers(
    service: &Service,
    caller: &Caller,
    posting: Code,
    draft: &Draft,
) -> Result<Movers, Fault> {
    let (inputs, sets_none) = service
        .read(caller, "scheme.movers", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            expect_people_seen(look, &row).await?;
            let inputs = crate::ranking::load(service.keys(), look.snapshot(), &permit).await?;
            Ok((inputs, sets_no_line(look, row.id)))
        })
        .await?;
    let file = to_file(draft)?;
    let compute = move || -> Result<Movers, Fault> {
        if !sets_none && inputs.has_open_line() {
            return Err(Fault::Denied(Denial::LineOpen));
        }
        let before = inputs.compute_under(&inputs.file)?;
        let after = inputs.compute_under(&file)?;
        let mut all: Vec<Mover> = Vec::new();
        for new in &after {
            let old = before.iter().find(|one| one.at == new.at).map(|one| (one.scheme, &one.outcome));
            all.extend(compare(old, (new.scheme, &new.outcome)));
        }
        Ok(Movers::of(all, part_names(&file, None)))
    };
    tokio::task::spawn_blocking(compute).await.map_err(Fault::internal)?
}
