//! Likely duplicates: applications of one posting that may be one person's, for officers to look at.
//!
//! Owns: the list of pairs and the marks on them. Refuses: consequences. A mark changes no application; a verdict is another
//! act, with its own ground, and screening does not end while two files of one person both passed.

use std::collections::HashSet;

use domain::access::{ActName, Caller, Permit, ScreenApplication, ViewApplications, may};
use domain::event::Event;
use domain::id::{ApplicationId, Code, PersonId};
use domain::lifecycle::Phase;
use domain::reason::TypedWhy;
use domain::screening::Compared;
use domain::view::desk::screening::{ComparedLine, Duplicates, LikelyPair};
use store::Scoped as _;
use store::applications::{ApplicationRow, MarkRow, Pair};
use store::postings::positions::PositionRow;

use super::{look, positions, posting};
use crate::Service;
use crate::fault::Fault;
use crate::op::{Look, Op};

/// Pairs on a page.
pub const PAIRS: usize = 50;

/// Phases in which a pair may still be marked.
const OPEN: [Phase; 4] = [Phase::Registering, Phase::Screening, Phase::Examining, Phase::Ranked];

/// A page of the likely duplicates of a posting: those that nobody has looked at first.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn duplicates(
    service: &Service,
    caller: &Caller,
    code: Code,
    page: &str,
) -> Result<Duplicates, Fault> {
    service
        .read(caller, "screening.duplicates", async |look| {
            let row = posting(look, code).await?;
            let scope = row.scope();
            let permit = look.permit::<ViewApplications>(scope.clone())?;
            let table = positions(look.snapshot(), &row).await?;
            let mut pairs = store::applications::pairs(look.snapshot(), &permit).await?;
            let marks = store::applications::marks(look.snapshot(), &permit).await?;
            pairs.sort_by_key(|pair| (newest(&marks, pair).is_some(), !(pair.person && pair.phone)));
            let open = pairs.iter().filter(|pair| newest(&marks, pair).is_none()).count();
            let pages = pairs.len().div_ceil(PAIRS).max(1);
            let page = page.parse::<usize>().unwrap_or(1).clamp(1, pages);
            let here: Vec<Pair> = pairs
                .iter()
                .skip(page.saturating_sub(1).saturating_mul(PAIRS))
                .take(PAIRS)
                .copied()
                .collect();
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            Ok(Duplicates {
                posting: look::head(look, &row).await?,
                pairs: lines(service, look, &permit, &table, (&here, &marks)).await?,
                all: number(pairs.len()),
                open: number(open),
                page: number(page),
                pages: number(pages),
                may_mark: OPEN.contains(&row.phase) && may(look.caller(), ActName::ScreenApplication, &scope),
            })
        })
        .await
}

/// How many pairs nobody has compared.
pub(super) async fn open(look: &Look<'_>, permit: &Permit<ViewApplications>) -> Result<u32, Fault> {
    let pairs = store::applications::pairs(look.snapshot(), permit).await?;
    if pairs.is_empty() {
        return Ok(0);
    }
    let marks = store::applications::marks(look.snapshot(), permit).await?;
    let known: HashSet<_> = marks.iter().map(|mark| (mark.first, mark.second)).collect();
    let open = pairs.iter().filter(|pair| !known.contains(&(pair.first, pair.second))).count();
    Ok(u32::try_from(open).unwrap_or(u32::MAX))
}

/// The pairs that one file stands in.
pub(super) async fn of_file(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    table: &[PositionRow],
    row: &ApplicationRow,
) -> Result<Vec<LikelyPair>, Fault> {
    let pairs = store::applications::pairs_of(look.snapshot(), permit, row).await?;
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let marks = store::applications::marks(look.snapshot(), permit).await?;
    lines(service, look, permit, table, (&pairs, &marks)).await
}

fn newest<'a>(marks: &'a [MarkRow], pair: &Pair) -> Option<&'a MarkRow> {
    marks.iter().rev().find(|mark| (mark.first, mark.second) == (pair.first, pair.second))
}

async fn lines(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    table: &[PositionRow],
    (pairs, marks): (&[Pair], &[MarkRow]),
) -> Result<Vec<LikelyPair>, Fault> {
    let ids: Vec<ApplicationId> = pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect();
    let rows = store::applications::these(look.snapshot(), permit, &ids).await?;
    let people: Vec<PersonId> = marks.iter().map(|mark| mark.by).collect();
    let names = store::people::staff_names(look.snapshot(), &people).await?;
    let name = |by| names.iter().find(|known| known.0 == by).map(|known| known.1.clone()).unwrap_or_default();
    let mut shown = Vec::with_capacity(rows.len());
    for row in &rows {
        shown.push((row.id, look::line(service, row, table, &[])?));
    }
    let line = |id| shown.iter().find(|one| one.0 == id).map(|one| one.1.clone());
    let lines = pairs.iter().filter_map(|pair| {
        let of_pair = |mark: &&MarkRow| (mark.first, mark.second) == (pair.first, pair.second);
        Some(LikelyPair {
            first: line(pair.first)?,
            second: line(pair.second)?,
            person: pair.person,
            phone: pair.phone,
            seen: i64::try_from(marks.iter().filter(of_pair).count()).unwrap_or(i64::MAX),
            compared: newest(marks, pair).map(|mark| ComparedLine {
                compared: mark.compared,
                by: name(mark.by),
                at: mark.at,
            }),
        })
    });
    Ok(lines.collect())
}

/// Notes that the caller looked at a pair and what was found. `seen` marks stood on the page: another officer's mark
/// meanwhile is not passed over. Doing it twice does it once.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `compared`; [`domain::reason::PostingsWhy::WrongPhase`] once the list is out;
/// [`Fault::Stale`]; [`Fault::Missing`] for others than the team, for applications of another posting, and for two that
/// are not alike.
pub async fn compare(
    service: &Service,
    caller: &Caller,
    code: Code,
    (first, second): (Code, Code),
    compared: &str,
    seen: i64,
) -> Result<(), Fault> {
    let compared = Compared::from_word(compared).ok_or_else(|| TypedWhy::NotAChoice.at("compared"))?;
    service
        .write(caller, "application.compare", async |op| {
            let (permit, pair, of) = opened(op, code, (first, second)).await?;
            let by = permit.by();
            let marks = store::applications::marks(op.tx(), &permit).await?;
            let of_pair: Vec<&MarkRow> =
                marks.iter().filter(|mark| (mark.first, mark.second) == (pair.first, pair.second)).collect();
            let stood = i64::try_from(of_pair.len()).unwrap_or(i64::MAX);
            let repeated = of_pair.last().is_some_and(|last| last.by == by && last.compared == compared);
            if stood == seen.saturating_add(1) && repeated {
                op.repeat();
                return Ok(());
            }
            if stood != seen {
                return Err(Fault::Stale);
            }
            of.phase.expect(&OPEN)?;
            let mark = MarkRow { first: pair.first, second: pair.second, compared, by, at: op.now() };
            store::applications::mark(op.tx(), &permit, &mark).await?;
            op.record(&permit, &Event::DuplicateCompared { application: first, other: second, compared })
                .await
        })
        .await
}

/// Both applications, the earlier one held so that two officers mark one after the other.
async fn opened(
    op: &mut Op<'_>,
    code: Code,
    (first, second): (Code, Code),
) -> Result<(Permit<ScreenApplication>, Pair, store::postings::PostingRow), Fault> {
    let held = crate::rows::applications::hold(op.tx(), first).await?;
    let permit = op.permit::<ScreenApplication>(held.scope())?;
    let one = held.open(&permit)?;
    let found = crate::rows::applications::find(op.tx(), second).await?;
    let other_permit = op.permit::<ScreenApplication>(found.scope())?;
    let other = found.open(&other_permit)?;
    let posting = store::postings::public::by_id(op.tx(), one.posting).await?.ok_or(Fault::Missing)?;
    let pairs = store::applications::pairs_of(op.tx(), &permit, &one).await?;
    let pair = pairs.into_iter().find(|pair| (pair.first, pair.second) == (one.id, other.id));
    match pair {
        Some(pair) if posting.code == code && other.posting == one.posting => Ok((permit, pair, posting)),
        _ => Err(Fault::Missing),
    }
}
