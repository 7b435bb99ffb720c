//! What everybody may read: postings from their approval on, positions, sealed lists.
//!
//! Owns: the read models of printed pages. Refuses: a caller; nobody asked here sees more than anybody else, so these pages
//! can be kept and shared.

mod sealed;

use domain::access::{Caller, Origin, Who};
use domain::calendar::{Instant, Window};
use domain::eligibility::{Wanted, judge_all};
use domain::id::Code;
use domain::registration::{Form, SelfCheck};
use domain::view::public::lists::Lists;
use domain::view::public::postings::{Home, NamedScheme, PositionPage, Posting, PostingHead, SelfCheckPage};
use store::Snapshot;
use store::postings::PostingRow;
use store::postings::positions::Size;

use crate::Service;
use crate::fault::Fault;
use crate::scheme_file::{self, SchemeFile};

pub use sealed::{AllSealed, Damaged, Sealed, sealed, view};

/// Newest lists on the first page.
const NEWEST: usize = 12;

fn anybody() -> Caller {
    Caller { who: Who::Anonymous, origin: Origin::default() }
}

/// A number that grows whenever something public changes: what the press polls.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn version(service: &Service) -> Result<i64, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.version", async |look| Ok(store::lists::public_version(look.snapshot()).await?))
        .await
}

/// The first page: all public postings and the newest lists.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn home(service: &Service) -> Result<Home, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.home", async |look| {
            let rows = store::postings::public::all(look.snapshot()).await?;
            let postings = heads(look.snapshot(), &rows).await?;
            let mut lists = sealed::heads(look.snapshot(), None).await?;
            lists.truncate(NEWEST);
            Ok(Home { now: look.now(), postings, lists })
        })
        .await
}

/// Every published list, newest first.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn lists(service: &Service) -> Result<Lists, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.lists", async |look| {
            Ok(Lists { lists: sealed::heads(look.snapshot(), None).await? })
        })
        .await
}

/// A posting with its positions, schemes and lists.
///
/// # Errors
/// [`Fault::Missing`] for what is not public.
pub async fn posting(service: &Service, code: Code) -> Result<Posting, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.posting", async |look| {
            let snapshot = look.snapshot();
            let row = store::postings::public::by_code(snapshot, &code).await?.ok_or(Fault::Missing)?;
            let head = head(snapshot, &row).await?;
            let positions = store::postings::public::positions(snapshot, row.id).await?;
            let conditions = crate::rows::conditions::public_of(snapshot, row.id).await?;
            Ok(Posting {
                now: look.now(),
                head,
                notice: row.notice.as_str().to_owned(),
                schemes: named(schemes(snapshot, &row).await?),
                counted_at: row.registration.and_then(|window| conditions.reference.day(window)),
                conditions,
                positions: positions.iter().map(crate::rows::postings::position).collect(),
                lists: sealed::heads(snapshot, Some(row.id)).await?,
                notices: crate::rulings::public_notices(snapshot, row.id).await?,
            })
        })
        .await
}

/// One position of a posting.
///
/// # Errors
/// [`Fault::Missing`] for what is not public or stands in another posting.
pub async fn position(service: &Service, posting: Code, code: Code) -> Result<PositionPage, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.position", async |look| {
            let snapshot = look.snapshot();
            let found = store::postings::public::position(snapshot, &code).await?;
            let (row, position) = found.filter(|(row, _)| row.code == posting).ok_or(Fault::Missing)?;
            let head = head(snapshot, &row).await?;
            let asked = crate::rows::conditions::asked_of(snapshot, &row, &position).await?;
            let position = crate::rows::postings::position(&position);
            let scheme = schemes(snapshot, &row).await?.get(position.scheme.as_deref()).cloned();
            Ok(PositionPage { now: look.now(), head, position, scheme, asked })
        })
        .await
}

/// The self-check of a position, with `sent` what its answers come to, unless some cannot be read or only another row is asked
/// for. It reads the position and nothing else, and stores nothing.
///
/// # Errors
/// [`Fault::Missing`] for what is not public, stands in another posting or asks nothing typed.
pub async fn self_check(
    service: &Service,
    posting: Code,
    code: Code,
    sent: Option<&[(String, String)]>,
) -> Result<SelfCheckPage, Fault> {
    let page = position(service, posting, code).await?;
    let typed = page.asked.clone().filter(|asked| asked.typed().next().is_some());
    let asked = typed.ok_or(Fault::Missing)?;
    let more = sent.is_some_and(|pairs| pairs.iter().any(|(name, _)| name == "more"));
    let answers = sent.map(|pairs| SelfCheck::read(pairs, more)).unwrap_or_default();
    let (form, wanted) = (Form::standard(), Wanted::of(&asked.rules));
    let refused = if more { Vec::new() } else { answers.faults(form, &wanted) };
    let judged = (sent.is_some() && !more && refused.is_empty())
        .then(|| judge_all(&asked.rules, &answers.facts(form, &wanted, asked.at), asked.at));
    Ok(SelfCheckPage { page, asked, answers, judged, refused })
}

async fn head(snapshot: &Snapshot, row: &PostingRow) -> Result<PostingHead, Fault> {
    heads(snapshot, std::slice::from_ref(row)).await?.pop().ok_or(Fault::Missing)
}

async fn heads(snapshot: &Snapshot, rows: &[PostingRow]) -> Result<Vec<PostingHead>, Fault> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let sizes = store::postings::positions::sizes(snapshot, &ids).await?;
    let head = |row: &PostingRow| {
        let size = sizes.iter().find(|(id, _)| *id == row.id).map(|(_, size)| *size).unwrap_or_default();
        head_of(row, size)
    };
    Ok(rows.iter().map(head).collect())
}

fn head_of(row: &PostingRow, size: Size) -> PostingHead {
    PostingHead {
        code: row.code,
        title: row.title.as_str().to_owned(),
        authority: row.authority.as_str().to_owned(),
        phase: row.phase,
        // Nothing becomes public without its window; the schema says so too.
        registration: row.registration.unwrap_or(Window { opens: Instant(0), closes: Instant(0) }),
        positions: size.positions,
        plan: size.plan,
    }
}

async fn schemes(snapshot: &Snapshot, row: &PostingRow) -> Result<SchemeFile, Fault> {
    let Some(saved) = store::schemes::public_newest(snapshot, row.id).await? else {
        return Ok(SchemeFile::default());
    };
    scheme_file::read("scheme.toml", saved.body.as_bytes())
        .map_err(|faults| Fault::internal(format!("a saved scheme cannot be read: {faults:?}")))
}

fn named(file: SchemeFile) -> Vec<NamedScheme> {
    let own = file.scheme.map(|scheme| NamedScheme { name: None, scheme });
    let others = file.schemes.into_iter().map(|(name, scheme)| NamedScheme { name: Some(name), scheme });
    own.into_iter().chain(others).collect()
}
