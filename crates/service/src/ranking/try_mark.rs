//! Who would move by another mark of one person, counted before a list is corrected or a ranking reopened (K15).
//!
//! Owns: reading the mark as the grid reads it, and the comparison. Refuses: storing anything of it; marks of examiners, which come in
//! by file.

use domain::access::{Caller, Denial, ViewRanking};
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::marks::Entry;
use domain::ranking::Rulings;
use domain::reason::TypedWhy;
use domain::scheme::{Input, InputKind};
use domain::view::desk::ranking::{TriedMark, TryMark, TryMarkPage};
use domain::view::desk::rulings::Moves;
use sheets::Value;
use sheets::entry::entry;
use text::Lang;
use text::errors::sentence;

use super::moves::{between, reached};
use super::{Inputs, Weighed, load};
use crate::Service;
use crate::fault::Fault;
use crate::marks::{allowed, cell, shown};
use crate::rows::postings::{expect_may, find, head};
use crate::rows::rankings::{expect_people_seen, sets_no_line};

/// The marks of the person, and who would move by the one that was typed. An empty `component` tries nothing.
///
/// # Errors
/// [`Fault::Missing`] for an application of another posting, and for those outside the team; a denial for whoever may set a line that is still open.
pub async fn try_mark(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (application, component, typed): (Code, &str, &str),
    lang: Lang,
) -> Result<TryMarkPage, Fault> {
    let (posting, inputs, public, sets_none) = service
        .read(caller, "ranking.try_mark", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            expect_people_seen(look, &row).await?;
            let lists = store::lists::of_posting(look.snapshot(), row.id).await?;
            let public: Vec<String> = lists.into_iter().map(|one| one.stage).collect();
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            Ok((head(&row), inputs, public, sets_no_line(look, row.id)))
        })
        .await?;
    let seen = move || (sets_none || !inputs.has_open_line()).then_some(inputs);
    let inputs = tokio::task::spawn_blocking(seen).await.map_err(Fault::internal)?;
    let inputs = inputs.ok_or(Fault::Denied(Denial::LineOpen))?;
    let person = inputs.people.iter().find(|one| one.code == application).ok_or(Fault::Missing)?;
    let ticket = person.ticket.clone().ok_or(Fault::Missing)?;
    let (inputs_of, entries) = inputs.marks_of(&ticket).ok_or(Fault::Missing)?;
    let columns: Vec<Input> =
        inputs_of.into_iter().filter(|one| matches!(one.kind, InputKind::Mark { .. })).collect();
    let marks = columns.iter().map(|one| TriedMark {
        component: one.name.clone(),
        label: one.label.clone(),
        now: entries.get(&one.name).map(|entry| shown(&cell(entry))).unwrap_or_default(),
    });
    let marks = marks.collect();
    let tried = match columns.iter().find(|one| one.name == component) {
        None => None,
        Some(column) => {
            let of = (ticket.clone(), column.name.clone());
            let (wrong, (moves, unfit)) = match read(typed, column.kind, lang) {
                Ok(read) => (None, counted(inputs, (of, read), public).await?),
                Err(wrong) => (Some(wrong), (None, false)),
            };
            Some(TryMark { component: column.name.clone(), mark: typed.to_owned(), wrong, moves, unfit })
        }
    };
    Ok(TryMarkPage { posting, application, ticket, marks, tried })
}

/// A typed mark as the grid reads it, or the sentence against it.
fn read(typed: &str, kind: InputKind, lang: Lang) -> Result<Entry, String> {
    let told = |cause: sheets::Code| cause.sentence(lang);
    let blank = || sentence(&TypedWhy::Missing.at("mark"), lang);
    let reading = entry(&Value::Text(typed.to_owned()), Some(kind)).map_err(told)?.ok_or_else(blank)?;
    allowed(&reading.value, kind).map_err(told)?;
    Ok(reading.value)
}

/// Refuses whoever may not ask something of the ranking or the lists of this posting, which `name` says; what is asked is kept until the
/// page answers it, which asks again.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Denied`].
pub async fn expect_may_ask(
    service: &Service,
    caller: &Caller,
    posting: Code,
    name: &'static str,
) -> Result<(), Fault> {
    expect_may::<ViewRanking>(service, caller, posting, (name, Phase::ALL)).await
}

/// Computes both, and whether rulings would no longer fit; `None` where nothing can be computed yet.
async fn counted(
    inputs: Inputs,
    ((ticket, column), entry): ((String, String), Entry),
    public: Vec<String>,
) -> Result<(Option<Moves>, bool), Fault> {
    tokio::task::spawn_blocking(move || {
        let weighed = |rulings: &Rulings| inputs.weigh_with((&ticket, &column), &entry, rulings).ok();
        let Some((before, after)) = inputs.weigh(&inputs.rulings).ok().zip(weighed(&inputs.rulings)) else {
            return (None, false);
        };
        let told = |after: &Weighed| reached(&inputs.file, between(&inputs, &before, after), &public);
        if after.refusals.is_empty() {
            return (Some(told(&after)), false);
        }
        let lines = Rulings { lines: inputs.rulings.lines.clone(), ..Rulings::default() };
        let after = weighed(&lines).filter(|after| after.refusals.is_empty());
        (after.map(|after| told(&after)), true)
    })
    .await
    .map_err(Fault::internal)
}
