//! What making the list of proposed people public, or ending their publicity period, would tell, and to how many, before it is done.

use std::collections::BTreeSet;

use domain::access::{Caller, EndPublicity, Permit, PublishProposed};
use domain::collective::{body, stage};
use domain::id::{ApplicationId, Code};
use domain::messages::{Kind, Value, Values};
use domain::placeholder::Placeholder;
use domain::publicity::Place;
use domain::view::messages::{AboutToTell, Preview};
use store::Snapshot;
use store::decisions::DecisionRow;
use store::postings::PostingRow;
use text::Lang;
use text::messages::letters;

use super::one;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::decisions::{Decided, ReadsAll};
use crate::rows::lists::corrected_by;
use crate::rows::postings::find;
use crate::rows::proposed::people;
use crate::tell;

/// What would be told by signing the list of a decision's people: to those on it, or of a further version to whomever it says something
/// else of; and of a first one to those who are passed over.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and for a decision of another posting; [`Fault::Denied`] for those who may not sign.
pub async fn publish_ahead(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    lang: Lang,
) -> Result<Vec<AboutToTell>, Fault> {
    service
        .read(caller, "message.ahead", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<PublishProposed>(found.scope())?;
            let row = found.open(&permit)?;
            let (all, decision) = one(look.snapshot(), &permit, &row, decision).await?;
            look.permit::<PublishProposed>(decision.entered())?;
            on_list(service, look, &permit, (&row, &all, &decision), lang).await
        })
        .await
}

async fn on_list(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<PublishProposed>,
    (row, all, decision): (&PostingRow, &Decided, &DecisionRow),
    lang: Lang,
) -> Result<Vec<AboutToTell>, Fault> {
    let stage = stage(decision.no);
    let body = body(&people(service, look.snapshot(), permit, (all, decision)).await?);
    let corrected = corrected_by(look.snapshot(), row, &stage, &body).await?;
    let (kind, tickets): (Kind, BTreeSet<&str>) = match &corrected {
        Some((moved, _)) => (Kind::ListCorrected, moved.iter().map(|one| one.ticket.as_str()).collect()),
        None => (Kind::ListReleased, body.rows.iter().map(|line| line.ticket.as_str()).collect()),
    };
    let first: Vec<&str> = tickets.iter().copied().take(1).collect();
    let holders = store::applications::holders_with(look.snapshot(), permit, &first).await?;
    let template = tell::template(look.snapshot(), Some(row.id), (kind, lang)).await?;
    let example = holders.first().and_then(|one| {
        let mut values = tell::of_list(row, (&stage, None), one.code, look.now());
        let reason = corrected.as_ref().map(|(_, reason)| Value::Text(reason.clone()));
        values.extend(reason.map(|reason| (Placeholder::Words, reason)));
        let said = letters::say(&template, &values, (lang, service.parts.letters.origin.as_str()))?;
        Some(Preview { application: Some(one.code), subject: said.subject, body: said.body })
    });
    let mut told = vec![AboutToTell { people: count(tickets.len()), example }];
    if corrected.is_none() {
        let passed =
            |one: &ApplicationId| all.choice(decision.id, *one).is_some_and(|choice| !choice.proposed);
        let ids: Vec<ApplicationId> = all.people.iter().map(|one| one.application).filter(passed).collect();
        told.push(place_changed((service, look.snapshot()), permit, (row, &ids), (look.now(), lang)).await?);
    }
    Ok(told)
}

/// What would be told by ending the publicity period of a decision's people: to each whom nothing keeps back.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and for a decision of another posting; [`Fault::Denied`] for those who may not end it.
pub async fn end_ahead(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    lang: Lang,
) -> Result<Vec<AboutToTell>, Fault> {
    service
        .read(caller, "message.ahead", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<EndPublicity>(found.scope())?;
            let row = found.open(&permit)?;
            let (all, decision) = one(look.snapshot(), &permit, &row, decision).await?;
            // Who is in the period and neither held back nor struck off is cleared by its end.
            let clears = |one: &ApplicationId| {
                let proposed = all.choice(decision.id, *one).is_some_and(|choice| choice.proposed);
                proposed && all.place(*one).is_some_and(|(_, place)| place == Place::Public)
            };
            let ids: Vec<ApplicationId> =
                all.people.iter().map(|one| one.application).filter(clears).collect();
            let from = (service, look.snapshot());
            Ok(vec![place_changed(from, &permit, (&row, &ids), (look.now(), lang)).await?])
        })
        .await
}

/// That where these people stand changed.
async fn place_changed<A: ReadsAll>(
    (service, look): (&Service, &Snapshot),
    permit: &Permit<A>,
    (row, ids): (&PostingRow, &[ApplicationId]),
    (now, lang): (domain::calendar::Instant, Lang),
) -> Result<AboutToTell, Fault> {
    let first: Vec<ApplicationId> = ids.iter().copied().take(1).collect();
    let mut example = None;
    if let Some(one) = store::applications::these(look, permit, &first).await?.pop()
        && let Some((_, position)) = store::postings::public::position_by_id(look, one.position).await?
    {
        let (of, kind) = ((row, &position, one.code), (Kind::PlaceChanged, lang));
        example = tell::example((&service.parts, look, now), of, kind, Values::new()).await?;
    }
    Ok(AboutToTell { people: count(ids.len()), example })
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}
