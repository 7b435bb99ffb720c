//! The ranking that stands, and the lists that it laid down.
//!
//! Refuses: a ranking whose inputs changed, and a list that something stands against. Computes nothing.

use std::collections::HashMap;
use std::sync::Arc;

use domain::access::aggregate::{Applications, Postings, Rankings};
use domain::access::{Act, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::{Digest, SealLink};
use domain::id::PostingId;
use domain::lists::{Body, Head, List, Row, expect_fit, misfits};
use domain::reason::{RankingWhy, Reason, RulingsWhy};
use domain::rulings::{Asked, Question};
use domain::scheme::{Names, PartNames};
use domain::typed::PersonName;
use store::Snapshot;
use store::lists::firsts::FirstRow;
use store::postings::PostingRow;
use store::rankings::{RankingList, RankingRow};

use crate::fault::Fault;
use crate::keys::Keys;
use crate::rows::applications::opened;
use crate::rows::lists::{Corrected, seal_before};
use crate::rows::rankings;
use crate::rows::schemes::{needed, part_names};
use crate::scheme_file::SchemeFile;

/// The standing ranking with its lists, none of them with its rows.
pub(crate) struct Standing {
    pub ranking: RankingRow,
    /// Each list with what the scheme calls it.
    pub lists: Vec<(RankingList, Option<String>)>,
    /// What the schemes call their parts.
    pub names: PartNames,
    /// Its schemes.
    pub file: Arc<SchemeFile>,
    /// Number of the posting's revision in force.
    pub revision: u32,
}

/// The ranking that stands in a posting with its lists, and the permit that `ask` gives for it; `None` before the first computation.
///
/// # Errors
/// [`RankingWhy::Stale`]; what `ask` answers.
pub(crate) async fn standing<A>(
    snapshot: &Snapshot,
    posting: PostingId,
    ask: impl FnOnce(Scope) -> Result<Permit<A>, Fault>,
) -> Result<Option<(Permit<A>, Standing)>, Fault>
where
    A: Act + Reads<Postings> + Reads<Rankings>,
{
    let Some((permit, ranking)) = rankings::standing(snapshot, posting, ask).await? else { return Ok(None) };
    let standing = with_lists(snapshot, &permit, ranking).await?;
    Ok(Some((permit, standing)))
}

/// Reads the lists of a ranking.
///
/// # Errors
/// [`RankingWhy::Stale`].
pub(crate) async fn with_lists<A>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    ranking: RankingRow,
) -> Result<Standing, Fault>
where
    A: Act + Reads<Postings> + Reads<Rankings>,
{
    if store::inputs::version(snapshot, permit).await? != ranking.inputs {
        return Err(RankingWhy::Stale.reason().into());
    }
    let file = needed(snapshot, permit).await?;
    let names = part_names(&file, None);
    let named = |list: RankingList| {
        let name = names.list(&list.stage).map(str::to_owned);
        (list, name)
    };
    let lists = store::rankings::lists(snapshot, permit, ranking.id).await?;
    let revision = store::postings::revisions::in_force(snapshot, ranking.posting).await?;
    Ok(Standing { lists: lists.into_iter().map(named).collect(), names, file, revision, ranking })
}

impl Standing {
    /// The questions that the ranking leaves open about positions with too few people for this list.
    pub(crate) fn few(&self, stage: &str) -> Result<Vec<Question>, Fault> {
        let mut all: Vec<Question> = serde_json::from_str(&self.ranking.body).map_err(Fault::internal)?;
        all.retain(|one| one.stage.as_deref() == Some(stage) && matches!(one.asked, Asked::Ratio { .. }));
        Ok(all)
    }

    /// The head of a list as it would be published at `at`.
    fn head(
        &self,
        posting: &PostingRow,
        (stage, corrected): (&str, Option<&Corrected>),
        (at, seal): (Instant, Option<SealLink>),
    ) -> Head {
        let name = self.lists.iter().find(|(list, _)| list.stage == stage).and_then(|(_, name)| name.clone());
        Head {
            posting: posting.code.to_string(),
            title: posting.title.as_str().to_owned(),
            authority: posting.authority.as_str().to_owned(),
            stage: stage.to_owned(),
            name,
            version: corrected.map_or(1, |one| one.list.version.saturating_add(1)),
            reason: corrected.map(|one| one.correction.reason.clone()),
            supersedes: corrected.map(|one| one.list.digest),
            revision: self.revision,
            scheme: self.ranking.digests.scheme,
            rulings: self.ranking.digests.rulings,
            proposal: None,
            engine: self.ranking.engine.clone(),
            audit_seal: seal,
            published_at: at,
        }
    }
}

/// Refuses a list while somebody who is called to move up on an earlier one may still answer.
async fn expect_answered<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (standing, stage): (&Standing, &str),
) -> Result<(), Fault> {
    let calls = store::departures::calls::all(snapshot, permit).await?;
    let places: Vec<_> =
        calls.iter().filter(|call| call.answered.is_none()).map(|call| call.departure).collect();
    if places.is_empty() {
        return Ok(());
    }
    let stages = standing.lists.iter().map(|(list, _)| list.stage.as_str());
    let earlier: Vec<&str> = stages.take_while(|one| *one != stage).collect();
    let departures = store::departures::all(snapshot, permit).await?;
    let of_earlier = |row: &&store::departures::DepartureRow| {
        places.contains(&row.id) && earlier.contains(&row.stage.as_str())
    };
    let count = departures.iter().filter(of_earlier).count();
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if count > 0 { Err(RulingsWhy::CallsWait { count }.reason().into()) } else { Ok(()) }
}

/// The list as it is signed at `at` to be published at `release`, or at once; the version after the one that is corrected.
///
/// # Errors
/// [`Fault::Missing`] for a stage without result; [`RulingsWhy::Needed`]; [`RulingsWhy::FewQualified`]; [`RulingsWhy::CallsWait`]; [`domain::reason::ListsWhy::NotForPublic`] for each cell
/// that must not be public.
pub(crate) async fn checked<A>(
    (keys, snapshot): (&Keys, &Snapshot),
    permit: &Permit<A>,
    standing: &Standing,
    (row, corrected): (&PostingRow, Option<&Corrected>),
    (stage, at, release): (&str, Instant, Option<Instant>),
) -> Result<List, Fault>
where
    A: Act + Reads<Rankings> + Reads<Postings> + Reads<Applications>,
{
    let kept = store::rankings::list(snapshot, permit, standing.ranking.id, stage).await?;
    let kept = kept.filter(|list| list.ready).ok_or(Fault::Missing)?;
    let few = u32::try_from(standing.few(stage)?.len()).unwrap_or(u32::MAX);
    let others = kept.open_questions.saturating_sub(few);
    let open = [
        (others > 0).then(|| RulingsWhy::Needed { count: others }.reason()),
        (few > 0).then(|| RulingsWhy::FewQualified { count: few }.reason()),
    ];
    let open: Vec<Reason> = open.into_iter().flatten().collect();
    if !open.is_empty() {
        return Err(open.into());
    }
    expect_answered(snapshot, permit, (standing, stage)).await?;
    let seal = seal_before(snapshot, at).await?;
    let body = Body::read(&kept.body).map_err(Fault::internal)?;
    let body = naming((keys, snapshot), permit, standing, (stage, body)).await?;
    let list = body.under(standing.head(row, (stage, corrected), (release.unwrap_or(at), seal)));
    expect_fit(&misfits(&list))?;
    Ok(list)
}

/// Digest of what the list says by the ranking that stands, as a first signature stands under it; `None` while it has no result that can
/// be signed.
pub(crate) async fn content<A>(
    (keys, snapshot): (&Keys, &Snapshot),
    permit: &Permit<A>,
    standing: &Standing,
    (row, corrected): (&PostingRow, Option<&Corrected>),
    stage: &str,
) -> Result<Option<Digest>, Fault>
where
    A: Act + Reads<Rankings> + Reads<Postings> + Reads<Applications>,
{
    let kept = store::rankings::list(snapshot, permit, standing.ranking.id, stage).await?;
    let Some(kept) = kept.filter(|list| list.ready && list.open_questions == 0) else { return Ok(None) };
    let body = Body::read(&kept.body).map_err(Fault::internal)?;
    let body = naming((keys, snapshot), permit, standing, (stage, body)).await?;
    // What it says names neither the instant nor the seal.
    let list = body.under(standing.head(row, (stage, corrected), (row.created_at, None)));
    Ok(Some(list.content_digest().map_err(Fault::internal)?))
}

/// The last first signature on that version of a list, unless its signer took it back. It counts only while the list says what it did
/// then.
pub(crate) fn signed_first<'a>(
    firsts: &'a [FirstRow],
    (stage, version): (&str, u32),
) -> Option<&'a FirstRow> {
    let last = firsts.iter().find(|one| one.stage == stage && one.version == version);
    last.filter(|one| one.taken_back_at.is_none())
}

/// How many people are looked up at once.
const AT_ONCE: usize = 1_000;

/// Puts in what a list shows of its people besides their ticket numbers: each by the scheme of its position. Names and units are opened
/// here and lie nowhere else before the list is public.
///
/// # Errors
/// [`Fault::Internal`] where a sealed value does not open; [`Fault::Stale`] where somebody on it has no application that passed.
pub(crate) async fn naming<A>(
    (keys, snapshot): (&Keys, &Snapshot),
    permit: &Permit<A>,
    standing: &Standing,
    (stage, body): (&str, Body),
) -> Result<Body, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications>,
{
    let file = &standing.file;
    let shows = |one: &domain::scheme::Scheme| one.people_on(stage) != (Names::None, false);
    if !file.all().any(shows) {
        return Ok(body);
    }
    let positions = store::postings::positions::all(snapshot, permit).await?;
    let mut shown: HashMap<String, (Names, bool)> = HashMap::new();
    for one in &positions {
        let name = one.terms.scheme_name();
        let of = file.get(name).map_or((Names::None, false), |scheme| scheme.people_on(stage));
        shown.insert(one.terms.code.as_str().to_owned(), of);
    }
    let of = |row: &Row| shown.get(&row.position).copied().unwrap_or((Names::None, false));
    let tickets: Vec<&str> = body
        .rows
        .iter()
        .filter(|row| of(row) != (Names::None, false))
        .map(|row| row.ticket.as_str())
        .collect();
    let mut people: HashMap<String, (String, String)> = HashMap::new();
    for some in tickets.chunks(AT_ONCE) {
        for one in store::applications::named_with(snapshot, permit, some).await? {
            let both = (one.name_sealed.as_ref(), one.unit_sealed.as_ref());
            people.insert(one.ticket, opened(keys, one.code, both)?);
        }
    }
    if tickets.iter().any(|ticket| !people.contains_key(*ticket)) {
        return Err(Fault::Stale);
    }
    let unit = body.rows.iter().any(|row| of(row).1);
    Ok(body.naming(unit, |row| {
        let (names, serves) = of(row);
        let Some((name, unit)) = people.get(&row.ticket) else { return (String::new(), String::new()) };
        let name = match names {
            Names::None => String::new(),
            Names::Masked => text::names::masked(&PersonName::stored(name.clone())),
            Names::Full => name.clone(),
        };
        (name, if serves { unit.clone() } else { String::new() })
    }))
}
