//! The queue and the file, as a screener or the supervisor reads them: identity number and phone masked.

use domain::access::{ActName, Permit, ViewApplications, may};
use domain::access::{Caller, RevealIdentity};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::eligibility::{Asked, Facts, judge_all};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Phase};
use domain::registration::{Field, Form, Spot, derived};
use domain::screening::{QUEUE_PAGE, QueueFilter};
use domain::screening::{Verdict, contradicts};
use domain::typed::{IdentityNumber, Phone};
use domain::view::desk::conditions::Checked;
use domain::view::desk::extensions::ExtensionLine;
use domain::view::desk::postings::{PostingEntry, PostingHead};
use domain::view::desk::screening::{
    File, FormCodes, Just, LikelyPair, Opened, Queue, QueueLine, Recorded, VerdictLine,
};
use store::Scoped as _;
use store::applications::{ApplicationRow, ExtensionRow, FindingRow, Neighbours};
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use super::search::Matching;
use super::{REVEAL_SECONDS, positions, posting};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::screenings::Ruled;
use crate::rows::sent::Document;

/// A page of the queue of a posting, oldest submission first.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn queue(
    service: &Service,
    caller: &Caller,
    code: Code,
    filter: &QueueFilter,
) -> Result<Queue, Fault> {
    service
        .read(caller, "screening.queue", async |look| {
            let posting = posting(look, code).await?;
            let permit = look.permit::<ViewApplications>(posting.scope())?;
            let positions = positions(look.snapshot(), &posting).await?;
            let found = Matching::of(service, look.snapshot(), &permit, (filter, &positions)).await?;
            page(service, look, &permit, &posting, &positions, (filter, &found)).await
        })
        .await
}

/// The code under which an address keeps what is looked for in the queue.
///
/// # Errors
/// As [`queue`].
pub async fn seek(service: &Service, caller: &Caller, code: Code, words: &str) -> Result<String, Fault> {
    service
        .read(caller, "screening.queue", async |look| {
            let posting = posting(look, code).await?;
            look.permit::<ViewApplications>(posting.scope())?;
            Ok(())
        })
        .await?;
    Ok(crate::sought::code(service, caller, words))
}

/// The head of a posting with its counts.
pub(super) async fn head(look: &Look<'_>, posting: &PostingRow) -> Result<PostingEntry, Fault> {
    let ids = [posting.id];
    let size = store::postings::positions::sizes(look.snapshot(), &ids)
        .await?
        .first()
        .map(|one| one.1)
        .unwrap_or_default();
    let tally =
        store::applications::tally(look.snapshot(), &ids).await?.first().map(|one| one.1).unwrap_or_default();
    Ok(crate::rows::postings::entry(posting, size, tally))
}

pub(super) async fn page(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    posting: &PostingRow,
    positions: &[PositionRow],
    (filter, found): (&QueueFilter, &Matching),
) -> Result<Queue, Fault> {
    let entry = head(look, posting).await?;
    let counts = entry.counts;
    let all = match filter.state() {
        Some(ApplicationState::Passed) => counts.passed,
        Some(ApplicationState::Refused) => counts.refused,
        Some(ApplicationState::Withdrew) => counts.withdrew,
        Some(ApplicationState::Lapsed) => counts.lapsed,
        Some(_) => counts.submitted,
        None => counts.submitted.saturating_add(counts.passed).saturating_add(counts.refused),
    };
    let skip = u64::from(filter.page().saturating_sub(1)).saturating_mul(u64::from(QUEUE_PAGE));
    let (rows, matching) = found.page(look.snapshot(), permit, (skip, u64::from(QUEUE_PAGE))).await?;
    let matching = u32::try_from(matching).unwrap_or(u32::MAX);
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let findings = store::applications::findings(look.snapshot(), permit, &ids).await?;
    let set = crate::rows::conditions::public_of(look.snapshot(), posting.id).await?;
    let past = filter.is_past();
    let conditions = !past && positions.iter().any(|position| set.ask_anything_of(&position.terms));
    let line = |row: &ApplicationRow| match past {
        true => Ok(number_only(row, positions)),
        false => line(service, row, positions, &findings),
    };
    let deciding = matches!(posting.phase, Phase::Registering | Phase::Screening);
    Ok(Queue {
        posting: entry,
        lines: rows.iter().map(line).collect::<Result<_, _>>()?,
        matching,
        all,
        page: filter.page(),
        pages: matching.div_ceil(QUEUE_PAGE).max(1),
        conditions,
        may_check: conditions && deciding && may(look.caller(), ActName::ScreenApplication, permit.scope()),
    })
}

fn number_of<'a>(row: &ApplicationRow, positions: &'a [PositionRow]) -> &'a str {
    let position = positions.iter().find(|position| position.id == row.position);
    position.map(|found| found.terms.code.as_str()).unwrap_or_default()
}

/// One that is no longer in the selection: that it is there, where it stood, and when it was sent last.
fn number_only(row: &ApplicationRow, positions: &[PositionRow]) -> QueueLine {
    QueueLine {
        code: row.code,
        name: String::new(),
        unit: String::new(),
        position: number_of(row, positions).to_owned(),
        state: row.state,
        submitted_at: row.submitted_at,
        finding: None,
        against: false,
    }
}

/// One application as lists of applications show it.
///
/// # Errors
/// [`Fault::Internal`] where name or unit does not open.
pub(super) fn line(
    service: &Service,
    row: &ApplicationRow,
    positions: &[PositionRow],
    findings: &[FindingRow],
) -> Result<QueueLine, Fault> {
    let sealed = (row.content.name_sealed.as_ref(), row.content.unit_sealed.as_ref());
    let (name, unit) = crate::rows::applications::name_and_unit(service, row.code, sealed)?;
    let finding = findings.iter().find(|found| found.application == row.id).map(|found| found.finding);
    Ok(QueueLine {
        code: row.code,
        name,
        unit,
        position: number_of(row, positions).to_owned(),
        state: row.state,
        submitted_at: row.submitted_at,
        finding,
        against: finding.is_some_and(|finding| contradicts(row.state, finding)),
    })
}

/// One file beside the queue it was opened from.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, for another posting's application, and for what was never submitted.
pub async fn file(
    service: &Service,
    caller: &Caller,
    code: Code,
    application: Code,
    filter: &QueueFilter,
) -> Result<Opened, Fault> {
    service
        .read(caller, "screening.file", async |look| {
            let posting = posting(look, code).await?;
            let locked = crate::rows::applications::find(look.snapshot(), application).await?;
            let permit = look.permit::<ViewApplications>(locked.scope())?;
            let row = locked.open(&permit)?;
            let judged = matches!(
                row.state,
                ApplicationState::Submitted | ApplicationState::Passed | ApplicationState::Refused
            );
            if row.posting != posting.id || !judged {
                return Err(Fault::Missing);
            }
            let positions = positions(look.snapshot(), &posting).await?;
            let found = Matching::of(service, look.snapshot(), &permit, (filter, &positions)).await?;
            let queue = page(service, look, &permit, &posting, &positions, (filter, &found)).await?;
            let beside = found.beside(look.snapshot(), &permit, &row).await?;
            let position =
                positions.iter().find(|position| position.id == row.position).ok_or(Fault::Missing)?;
            let asked = crate::rows::conditions::asked_of(look.snapshot(), &posting, position).await?;
            let alike = super::duplicates::of_file(service, look, &permit, &positions, &row).await?;
            let of = (&row, &queue.posting.head, position, asked);
            let file = dossier(service, look, &permit, of, (beside, alike)).await?;
            Ok(Opened { queue, file })
        })
        .await
}

/// What the caller has just decided about a file of the posting: nothing where the last thing that happened to it was not
/// a verdict of the caller.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn just(
    service: &Service,
    caller: &Caller,
    code: Code,
    application: Code,
) -> Result<Option<Just>, Fault> {
    service
        .read(caller, "screening.just", async |look| {
            let posting = posting(look, code).await?;
            let found = crate::rows::applications::find(look.snapshot(), application).await?;
            let permit = look.permit::<ViewApplications>(found.scope())?;
            let row = found.open(&permit)?;
            let history = store::screenings::history(look.snapshot(), &permit, row.id).await?;
            let own = history.last().is_some_and(|line| {
                line.by == permit.by() && line.said.ruled != store::screenings::Ruled::Undone
            });
            if row.posting != posting.id || !own {
                return Ok(None);
            }
            let deciding = matches!(posting.phase, Phase::Registering | Phase::Screening);
            Ok(Some(Just {
                code: row.code,
                version: row.version,
                name: crate::rows::applications::name(service, &row)?,
                state: row.state,
                may_take_back: deciding && may(look.caller(), ActName::ScreenApplication, permit.scope()),
            }))
        })
        .await
}

async fn dossier(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    (row, posting, position, asked): (&ApplicationRow, &PostingHead, &PositionRow, Option<Asked>),
    (beside, alike): (Neighbours, Vec<LikelyPair>),
) -> Result<File, Fault> {
    let mut answers = crate::rows::applications::open(service, row)?;
    let facts = Form::standard().facts(&answers);
    let checked = checked(look, permit, row, (&facts, asked)).await?;
    let scope = permit.scope();
    let shown = revealed_until(look, row).await?;
    for field in Form::standard().fields().filter(|field| field.spec().follows.is_some()) {
        answers.set(Spot::of(field), derived(field, &answers));
    }
    let [name, identity, phone] =
        [Field::Name, Field::Identity, Field::Phone].map(|field| answers.take(field));
    let (identity, phone) = (IdentityNumber::stored(identity), Phone::stored(phone));
    let deciding = matches!(posting.phase, Phase::Registering | Phase::Screening);
    let judge = deciding && may(look.caller(), ActName::ScreenApplication, scope);
    Ok(File {
        code: row.code,
        version: row.version,
        posting: posting.clone(),
        position: crate::rows::postings::position(position),
        state: row.state,
        name,
        identity: if shown.is_some() { identity.expose().to_owned() } else { identity.masked() },
        phone: if shown.is_some() { phone.expose().to_owned() } else { phone.masked() },
        revealed_until: shown,
        answers,
        checked,
        alike,
        submitted_at: row.submitted_at,
        verdicts: verdicts(service, look, permit, row).await?,
        may_judge: judge && row.state == ApplicationState::Submitted,
        may_undo: judge && matches!(row.state, ApplicationState::Passed | ApplicationState::Refused),
        may_reveal: may(look.caller(), ActName::RevealIdentity, scope),
        next: beside.next,
        previous: beside.previous,
        forms: forms(service, look, permit, row).await?,
        files: crate::rows::uploads::all(service, look.snapshot(), permit, row.id).await?,
        may_open: may(look.caller(), ActName::RevealIdentity, scope),
        extensions: extensions(service, look, permit, row).await?,
    })
}

/// The version codes of the recommendation form: of what is in force, and of what was sent before.
async fn forms(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    row: &ApplicationRow,
) -> Result<FormCodes, Fault> {
    let sent = crate::rows::sent::all(service, look.snapshot(), permit, row).await?;
    let under = sent.first().map(|text| Document::read(text)).transpose()?.map(|document| document.revision);
    let mut codes = sent.iter().map(|text| Digest::of(text.as_bytes()).version_code());
    let current = if row.state.has_form() { codes.next() } else { None };
    Ok(FormCodes { void: codes.filter(|code| Some(code) != current.as_ref()).collect(), current, under })
}

/// Every condition with what was found, judged from what stands in the file now.
async fn checked(
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    row: &ApplicationRow,
    (facts, asked): (&Facts, Option<Asked>),
) -> Result<Option<Checked>, Fault> {
    let Some(asked) = asked else { return Ok(None) };
    let judgement = judge_all(&asked.rules, facts, asked.at);
    let stored = store::applications::findings(look.snapshot(), permit, &[row.id]).await?.pop();
    let now = (judgement.finding(), asked.digest);
    Ok(Some(Checked {
        against: contradicts(row.state, judgement.finding()),
        stored_at: stored.map(|found| found.at),
        stored: stored.filter(|found| (found.finding, found.rules) != now).map(|found| found.finding),
        judgement,
        asked,
    }))
}

/// Until when this reader sees the values in full: ten minutes from the last reveal that is on record.
async fn revealed_until(look: &Look<'_>, row: &ApplicationRow) -> Result<Option<Instant>, Fault> {
    let scope = row.scope();
    if !may(look.caller(), ActName::RevealIdentity, &scope) {
        return Ok(None);
    }
    let permit = look.permit::<RevealIdentity>(scope)?;
    let filter =
        store::audit::Filter { object: Some(row.code), person: Some(permit.by()), ..Default::default() };
    let events = store::audit::events(look.snapshot(), &permit, &filter, 50).await?;
    let last = events.into_iter().find(|found| matches!(found.event, Event::IdentityRevealed { .. }));
    Ok(last.map(|found| found.at.plus_seconds(REVEAL_SECONDS)).filter(|until| look.now() < *until))
}

/// The extensions of the application and the proposals of them.
async fn extensions(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    row: &ApplicationRow,
) -> Result<Vec<ExtensionLine>, Fault> {
    let all = store::applications::extensions_of(look.snapshot(), permit, row.id).await?;
    let by: Vec<_> =
        all.iter().flat_map(|one| [Some(one.proposed.0), one.decided.map(|one| one.0)]).flatten().collect();
    let names = store::people::staff_names(look.snapshot(), &by).await?;
    let name = |id| names.iter().find(|known| known.0 == id).map(|known| known.1.clone()).unwrap_or_default();
    let line = |one: &ExtensionRow| {
        let said = crate::rows::extensions::open(&service.parts, one)?;
        Ok(ExtensionLine {
            until: one.until,
            reason: said.reason,
            proposed: (name(one.proposed.0), one.proposed.1),
            decided: one.decided.map(|(by, at)| (name(by), at)),
            refused_because: said.refused,
        })
    };
    all.iter().map(line).collect()
}

async fn verdicts(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    row: &ApplicationRow,
) -> Result<Vec<VerdictLine>, Fault> {
    let history = store::screenings::history(look.snapshot(), permit, row.id).await?;
    let ids: Vec<_> = history.iter().map(|line| line.by).collect();
    let names = store::people::staff_names(look.snapshot(), &ids).await?;
    let name = |id| names.iter().find(|known| known.0 == id).map(|known| known.1.clone()).unwrap_or_default();
    let lines = history.into_iter().rev().map(|line| {
        let (recorded, words) = match crate::rows::screenings::open(service, row.code, &line)? {
            Ruled::Verdict(Verdict::Passed) => (Recorded::Passed, String::new()),
            Ruled::Verdict(Verdict::Refused { ground, words }) => {
                (Recorded::Refused(ground), words.as_str().to_owned())
            }
            Ruled::Undone(words) => (Recorded::Undone, words.as_str().to_owned()),
            Ruled::TakenBack => (Recorded::Undone, String::new()),
        };
        Ok(VerdictLine { recorded, words, by: name(line.by), at: line.at, revision: line.revision })
    });
    lines.collect()
}
