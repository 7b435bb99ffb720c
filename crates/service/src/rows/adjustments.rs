//! Rounds of moves after the marks (调剂) as use cases begin from them: which positions take people, what the lists that are out say of a
//! person, and what keeps that person from a position.
//!
//! Owns: the one answer for the page, for the choice and for the ruling alike. Refuses: reading a list before it is out, and deciding.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::access::aggregate::{Applications, Postings, Rankings};
use domain::access::{Act, Permit, Reads, ViewOwnApplication};
use domain::adjusting::{ChoiceState, RoundState, Told, hindrances, why};
use domain::calendar::{Instant, Standing};
use domain::departure::{Answer, DepartureState};
use domain::id::{AdjustmentId, ApplicationId, Code, PositionId, PostingId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::marks::Position;
use domain::proposed::is_proposed;
use domain::ranking::{Rulings, first_lines};
use domain::reason::{ApplicationsWhy, DecisionsWhy, Reason, RulingsWhy};
use domain::scheme::{Adjustment, Hindrance, Kin, Scheme};
use domain::view::my::applications::{Adjusting, Chosen};
use store::Snapshot;
use store::applications::ApplicationRow;
use store::applications::choices::ChoiceRow;
use store::postings::PostingRow;
use store::postings::adjustments::{PlaceRow, RoundRow};
use store::postings::positions::PositionRow;

use super::rankings::Kept;
use super::rulings::{Deciding, deciding};
use crate::Parts;
use crate::fault::Fault;
use crate::keys::{Keys, Place};
use crate::scheme_file::SchemeFile;

/// The phases in which people move: tickets are out, and nothing is closed.
pub(crate) const PHASES: [Phase; 3] = [Phase::Examining, Phase::Ranked, Phase::Published];

const REFUSED: &str = "adjustment_choice.refused_sealed";

/// Why a choice is refused, sealed for its row.
pub(crate) fn seal_refusal(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(REFUSED, code), words, &parts.effects.random)
}

/// What the schemes let people do after the marks.
fn moves(of: &Scheme) -> bool {
    of.adjustment.as_ref().is_some_and(Adjustment::moves_after_marks)
}

fn scheme<'f>(file: &'f SchemeFile, of: &PositionRow) -> Option<&'f Scheme> {
    file.get(of.terms.scheme_name())
}

/// Whether people may move into a position: its scheme lets them, and it is not cancelled.
pub(crate) fn takes(file: &SchemeFile, of: &PositionRow) -> bool {
    !of.is_cancelled() && scheme(file, of).is_some_and(moves)
}

/// What keeps somebody from every move, whatever is chosen.
///
/// # Errors
/// The database's.
pub(crate) async fn barred<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    row: &ApplicationRow,
) -> Result<Option<Reason>, Fault>
where
    A: Act + Reads<Rankings>,
{
    if row.state != ApplicationState::Passed || row.ticket.is_none() {
        return Ok(Some(ApplicationsWhy::WrongState { state: row.state }.reason()));
    }
    if store::departures::of(look, permit, row.id).await?.is_some() {
        return Ok(Some(RulingsWhy::LeftAlready.reason()));
    }
    let calls = store::departures::calls::of(look, permit, row.id).await?;
    let up = calls.iter().any(|call| call.answered.is_none_or(|(answer, _, _)| answer == Answer::Accepted));
    Ok(up.then(|| ApplicationsWhy::CalledUp.reason()))
}

/// What is left to be done in rounds before a selection is closed: nobody could decide it afterwards, and people would wait for good.
///
/// # Errors
/// The database's.
pub(crate) async fn undone<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, now): (PostingId, Instant),
) -> Result<Vec<Reason>, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Rankings>,
{
    let rounds = store::postings::adjustments::all(look, permit).await?;
    if rounds.is_empty() {
        return Ok(Vec::new());
    }
    let runs = |one: &RoundRow| match one.state {
        RoundState::Waits => true,
        RoundState::Stands => now < one.window.closes,
        RoundState::Returned => false,
    };
    let mut found = Vec::new();
    if rounds.iter().any(runs) {
        found.push(DecisionsWhy::RoundOpen.reason());
    }
    let choices = store::applications::choices::all(look, permit).await?;
    let open = choices.iter().filter(|one| one.0.state == ChoiceState::Chosen).count();
    if open > 0 {
        let count = u32::try_from(open).unwrap_or(u32::MAX);
        found.push(DecisionsWhy::ChoicesOpen { count }.reason());
    }
    let count = unlisted(look, permit, posting).await?;
    if count > 0 {
        found.push(DecisionsWhy::MovedUnlisted { count }.reason());
    }
    Ok(found)
}

/// How many people were taken into a position in which no list that is out has them yet. Whoever left since waits for none.
///
/// # Errors
/// The database's.
pub(crate) async fn unlisted<A>(look: &Snapshot, permit: &Permit<A>, posting: PostingId) -> Result<u32, Fault>
where
    A: Act + Reads<Rankings> + Reads<Applications>,
{
    let choices = store::applications::choices::all(look, permit).await?;
    let taken = choices.iter().map(|one| &one.0).filter(|one| one.state == ChoiceState::Taken);
    let mut taken: Vec<(ApplicationId, PositionId)> =
        taken.map(|one| (one.application, one.target)).collect();
    let people: Vec<ApplicationId> = taken.iter().map(|one| one.0).collect();
    if people.is_empty() {
        return Ok(0);
    }
    let departures = store::departures::beside(look, permit, &people).await?;
    let left = |of: ApplicationId| {
        departures.iter().any(|one| one.application == of && one.state == DepartureState::Stands)
    };
    taken.retain(|one| !left(one.0));
    let mut seen = BTreeSet::new();
    for list in store::lists::of_posting(look, posting).await? {
        if is_proposed(&list.stage) || !seen.insert(list.stage.clone()) {
            continue;
        }
        let lines = store::rankings::lines_of(look, permit, list.ranking, &people).await?;
        taken.retain(|one| !lines.iter().any(|line| (line.application, line.position) == *one));
    }
    Ok(u32::try_from(taken.len()).unwrap_or(u32::MAX))
}

/// What the lists that are out say of a person; `None` where none has the person's score.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a line cannot be read.
pub(crate) async fn told<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, of): (PostingId, ApplicationId),
    round: AdjustmentId,
) -> Result<Option<Told>, Fault>
where
    A: Act + Reads<Rankings> + Reads<Applications>,
{
    let mut seen = BTreeSet::new();
    let mut told: Option<Told> = None;
    // Newest first: of each list the version in force.
    for list in store::lists::of_posting(look, posting).await? {
        if is_proposed(&list.stage) || !seen.insert(list.stage.clone()) {
            continue;
        }
        let lines = store::rankings::lines_of(look, permit, list.ranking, &[of]).await?;
        let Some(line) = lines.first() else { continue };
        let kept: Kept = serde_json::from_str(&line.body).map_err(Fault::internal)?;
        let listed = kept.seats.iter().any(|(stage, seat)| *stage == list.stage && seat == "in");
        match &mut told {
            Some(told) => told.listed |= listed,
            None => {
                told = Some(Told { listed, chosen: 0, values: kept.values, total: kept.total });
            }
        }
    }
    let Some(mut told) = told else { return Ok(None) };
    let choices = store::applications::choices::of(look, permit, of).await?;
    let others = choices.iter().filter(|one| one.adjustment != round && one.state != ChoiceState::TakenBack);
    told.chosen = u8::try_from(others.count()).unwrap_or(u8::MAX);
    Ok(Some(told))
}

/// What keeps the person of that ticket from every move by a ruling: they left the list by it, move up by it, or are put on.
fn ruled(rulings: &Rulings, ticket: &str) -> Option<Reason> {
    if rulings.replacements.iter().any(|one| one.out == ticket) {
        return Some(RulingsWhy::LeftAlready.reason());
    }
    if rulings.replacements.iter().flat_map(|one| &one.r#in).any(|one| one == ticket) {
        return Some(ApplicationsWhy::CalledUp.reason());
    }
    let on = rulings.overrides.iter().any(|one| one.candidate == ticket && one.ground.puts_on());
    on.then(|| ApplicationsWhy::OnList.reason())
}

/// The positions of a posting with the rules and the lines that hold for them, and what stands of a person beside the lists.
pub(crate) struct Ground {
    file: Arc<SchemeFile>,
    pub(crate) positions: Vec<PositionRow>,
    rulings: Rulings,
    /// Where the person was refused in screening, under whichever account.
    refused: Vec<PositionId>,
    /// What a ruling that stands says of the person, though perhaps no list says so yet, where that keeps the person from every move.
    pub(crate) ruled: Option<Reason>,
}

impl Ground {
    /// Reads it.
    ///
    /// # Errors
    /// [`domain::reason::SchemesWhy::NoScheme`]; the database's.
    pub(crate) async fn of<A>(
        keys: &Keys,
        look: &Snapshot,
        permit: &Permit<A>,
        row: &ApplicationRow,
    ) -> Result<Self, Fault>
    where
        A: Act + Reads<Postings> + Reads<Rankings> + Reads<Applications>,
    {
        let Deciding { file, positions, rulings, .. } = deciding(keys, look, permit).await?;
        let refused = match &row.content.identity_index {
            Some(index) => store::applications::refused_in(look, permit, index).await?,
            None => Vec::new(),
        };
        let ruled = row.ticket.as_deref().and_then(|ticket| ruled(&rulings, ticket));
        Ok(Self { file, positions, rulings, refused, ruled })
    }

    /// The position of that key.
    pub(crate) fn position(&self, id: PositionId) -> Option<&PositionRow> {
        self.positions.iter().find(|one| one.id == id)
    }

    /// What keeps the person of one position from another, where anything does.
    pub(crate) fn against(&self, told: &Told, from: PositionId, to: &PositionRow) -> Option<ApplicationsWhy> {
        let hindrance = self.hindrances(told, from, to).first().copied().map(why);
        hindrance.or_else(|| self.refused.contains(&to.id).then_some(ApplicationsWhy::RefusedHere))
    }

    /// Everything by which the rule keeps them from it.
    fn hindrances(&self, told: &Told, from: PositionId, to: &PositionRow) -> Vec<Hindrance> {
        let Some(from) = self.position(from) else { return vec![Hindrance::OtherKind] };
        let (Some(own), Some(target)) = (scheme(&self.file, from), scheme(&self.file, to)) else {
            return vec![Hindrance::OtherKind];
        };
        let [from, taking] =
            [from, to].map(|of| Kin { scheme: of.terms.scheme_name(), paper: of.terms.paper() });
        let at = Position {
            code: to.terms.code.as_str().to_owned(),
            plan: Some(to.places()),
            scheme: to.terms.scheme_name().map(str::to_owned),
        };
        let lines = first_lines(target, &at, &self.rulings);
        hindrances((&from, own), (&taking, target), (told, &lines))
    }
}

/// What the owner of an application reads: the newest round with its window and what may be chosen, and of an own choice how it stands,
/// also where a further round came since, or nobody moves any more.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a line or a refusal cannot be read.
pub(crate) async fn own(
    (keys, look): (&Keys, &Snapshot),
    permit: &Permit<ViewOwnApplication>,
    (posting, row): (&PostingRow, &ApplicationRow),
    now: Instant,
) -> Result<Option<Adjusting>, Fault> {
    if row.state != ApplicationState::Passed || row.ticket.is_none() {
        return Ok(None);
    }
    let rounds = store::postings::adjustments::of_public(look, posting.id).await?;
    let Some((newest, places)) = rounds.first() else { return Ok(None) };
    let runs = PHASES.contains(&posting.phase);
    let all = store::applications::choices::of(look, permit, row.id).await?;
    let here = all.iter().find(|one| one.adjustment == newest.id);
    // Whoever chose in an earlier round has no choice left in this one.
    let own = here.or_else(|| all.iter().find(|one| one.state != ChoiceState::TakenBack));
    let own = own.filter(|one| runs || one.ruled.is_some());
    let of = own.and_then(|own| rounds.iter().find(|(round, _)| round.id == own.adjustment));
    let round = of.map_or(newest, |(round, _)| round);
    let standing = round.window.standing(now);
    if own.is_none() && (!runs || standing == Standing::After) {
        return Ok(None);
    }
    let settled = own.is_some_and(|one| one.ruled.is_some());
    let (positions, why) = match standing {
        Standing::Inside if runs && !settled && round.id == newest.id => {
            offered((keys, look), permit, row, (newest, places)).await?
        }
        _ => {
            let spent = runs && round.id != newest.id && newest.window.standing(now) != Standing::After;
            (Vec::new(), spent.then(|| ApplicationsWhy::NoChoiceLeft.reason()))
        }
    };
    let choice = match own {
        Some(own) => Some(chosen((keys, look), own).await?),
        None => None,
    };
    Ok(Some(Adjusting { window: round.window, standing, positions, why, choice }))
}

/// Code, number, and unit with title of each position that the person may choose; where there is none, why.
type Offered = (Vec<(Code, String, String)>, Option<Reason>);

async fn offered(
    (keys, look): (&Keys, &Snapshot),
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
    (round, places): (&RoundRow, &[PlaceRow]),
) -> Result<Offered, Fault> {
    if let Some(why) = barred(look, permit, row).await? {
        return Ok((Vec::new(), Some(why)));
    }
    let Some(told) = told(look, permit, (row.posting, row.id), round.id).await? else {
        return Ok((Vec::new(), Some(ApplicationsWhy::NotOnAnyList.reason())));
    };
    let ground = Ground::of(keys, look, permit, row).await?;
    if ground.ruled.is_some() {
        return Ok((Vec::new(), ground.ruled));
    }
    let (mut positions, mut first) = (Vec::new(), None);
    for to in places.iter().filter_map(|place| ground.position(place.position)) {
        if to.id == row.position || to.is_cancelled() {
            continue;
        }
        match ground.against(&told, row.position, to) {
            None => positions.push((to.code, to.terms.code.as_str().to_owned(), words(to))),
            Some(why) => first = first.or(Some(why)),
        }
    }
    let why = first.unwrap_or(ApplicationsWhy::NoAdjustment);
    let reason = positions.is_empty().then(|| why.reason());
    Ok((positions, reason))
}

/// Unit and title of a position.
pub(crate) fn words(of: &PositionRow) -> String {
    format!("{} {}", of.terms.unit.as_str(), of.terms.title.as_str())
}

async fn chosen((keys, look): (&Keys, &Snapshot), own: &ChoiceRow) -> Result<Chosen, Fault> {
    let found = store::postings::public::position_by_id(look, own.target).await?;
    let (_, target) = found.ok_or(Fault::Missing)?;
    let refused = own.refused_sealed.as_ref();
    let refused = refused.map(|sealed| keys.opened(&Place::of(REFUSED, own.code), sealed)).transpose()?;
    Ok(Chosen {
        position: target.code,
        number: target.terms.code.as_str().to_owned(),
        words: words(&target),
        state: own.state,
        at: own.ruled.map_or(own.chosen, |(_, at)| at),
        refused,
    })
}
