//! What waits in a posting for somebody, found by looking: nobody put it forward.
//!
//! Owns: counting it, each kind only for whom it concerns. Refuses: computing anything but what stands against a computation that is due; a
//! vacant place is told from the rankings that stand.

mod unfit;
mod vacancies;

use std::collections::{BTreeSet, HashSet};

use domain::access::aggregate::{Applications, Marks, Postings, Rankings};
use domain::access::{
    Act, ActName, ComputeRanking, Permit, Reads, ViewAdjustment, ViewDecisions, ViewDepartures, ViewMarks,
    ViewOpening, ViewPosting, ViewRanking, may,
};
use domain::adjusting::ChoiceState;
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::deadline::Deadline;
use domain::id::{AdjustmentId, ApplicationId, PersonId, PostingId, RankingId};
use domain::lifecycle::Phase;
use domain::panels::interviews;
use domain::rulings::{Asked, Question, line_of_class};
use domain::scheme::Within;
use domain::timetable::StageKind;
use domain::view::desk::marks::MarkColumn;
use domain::view::desk::rulings::ListWord;
use store::Scoped as _;
use store::decisions::DecisionRow;
use store::postings::PostingRow;
use store::rankings::RankingRow;
use store::waiting::Waits;

pub(crate) use self::unfit::Unfits;
use self::unfit::unfit;
use self::vacancies::vacancies;
use crate::Service;
use crate::fault::Fault;
use crate::kept;
use crate::marks::{Whom, register};
use crate::op::Look;
use crate::rows::adjustments::PHASES as MOVING;
use crate::rows::deadlines::Calendar;
use crate::rows::decisions::decided;
use crate::rows::lists::{Last, in_correction, newest, only_wait};
use crate::rows::openings::open_of;
use crate::rows::rankings::Ranked;
use crate::rows::standing::{content, signed_first, with_lists};
use crate::rows::{adjustments, departures};

/// How many people lack a mark, by column.
type Missing = Vec<(MarkColumn, u32)>;

/// The newest counts, each under posting, its version, the number of its inputs, its public lists and the ranking that stands.
pub(crate) type Missings = kept::Kept<(PostingId, i64, i64, usize, Option<RankingId>), Missing>;

/// Something that waits in a posting.
pub(super) struct Found {
    /// What.
    pub(super) what: Waiting,
    /// How many of them.
    pub(super) count: u32,
    /// Since when the oldest waits, where that is known.
    pub(super) since: Option<Instant>,
    /// The column of marks that it is about.
    pub(super) column: Option<MarkColumn>,
    /// Until when it is to be settled, where that is counted otherwise than by the timetable alone.
    pub(super) until: Option<Instant>,
}

impl Found {
    fn new(what: Waiting, count: u32, since: Option<Instant>) -> Self {
        Self { what, count, since, column: None, until: None }
    }

    /// What a count of rows found. A decision that was sent back keeps the moment of its entry, not of its return.
    fn of((_, what, count, since): Waits) -> Self {
        Self::new(what, count, (what != Waiting::ReturnedDecision).then_some(since))
    }
}

/// What a count of rows found in a posting, without what `person` put forward. A list under correction whose next version is signed for
/// an instant waits for nobody any more.
pub(super) async fn counted(
    look: &Look<'_>,
    row: &PostingRow,
    (waits, person): (Vec<Waits>, Option<PersonId>),
) -> Result<Vec<Found>, Fault> {
    let is_correction = |one: &Found| matches!(one.what, Waiting::Correction | Waiting::Correcting);
    let mut all: Vec<Found> = waits.into_iter().map(Found::of).collect();
    if !all.iter().any(is_correction) {
        return Ok(all);
    }
    let signed = only_wait(look.snapshot(), row).await?;
    if signed.is_empty() {
        return Ok(all);
    }
    all.retain(|one| !is_correction(one));
    let mut open = store::lists::corrections::of_posting(look.snapshot(), row.id).await?;
    open.retain(|one| one.ended_at.is_none() && signed.iter().all(|next| next.corrects != Some(one.id)));
    for (what, but) in [(Waiting::Correction, person), (Waiting::Correcting, None)] {
        let begun: Vec<Instant> =
            open.iter().filter(|one| but != Some(one.begun_by)).map(|one| one.begun_at).collect();
        let count = u32::try_from(begun.len()).unwrap_or(u32::MAX);
        all.extend((count > 0).then(|| Found::new(what, count, begun.into_iter().min())));
    }
    Ok(all)
}

/// Whether what waits can be settled in the phase of its posting: files are countersigned once the last list is public, and what a list
/// under correction rests on is corrected while marks can come in.
pub(super) fn still(row: &PostingRow, what: Waiting) -> bool {
    match what {
        Waiting::Inspection => row.phase == Phase::Published,
        Waiting::Correcting => row.phase == Phase::Examining,
        Waiting::InterviewPlan | Waiting::SentInterviewPlan => {
            matches!(row.phase, Phase::Screening | Phase::Examining | Phase::Ranked)
        }
        Waiting::Adjustment => MOVING.contains(&row.phase),
        Waiting::Returned => row.phase == Phase::Draft,
        // What a selection that is over never comes to any more.
        Waiting::Departure
        | Waiting::Recall
        | Waiting::Ruling
        | Waiting::Decision
        | Waiting::ReturnedDecision
        | Waiting::ReturnedRevision => !matches!(row.phase, Phase::Closed | Phase::Ended | Phase::Withdrawn),
        // A posting that was withdrawn or ended has nobody to answer for it.
        Waiting::Cut => row.phase == Phase::Submitted || row.phase.runs(),
        _ => true,
    }
}

/// Finds what waits; only of the kinds that are wanted.
pub(super) async fn of(
    (service, look): (&Service, &Look<'_>),
    (row, ranked, submitted): (&PostingRow, &Ranked<'_>, u32),
    wanted: &impl Fn(Waiting) -> bool,
) -> Result<Vec<Found>, Fault> {
    let closed = row.registration.map_or(row.created_at, |window| window.closes);
    let mut all = Vec::new();
    match row.phase {
        Phase::Submitted if !store::postings::revisions::is_cut(look.snapshot(), row.id).await? => {
            all.push(Found::new(Waiting::Posting, 1, row.submitted_at.or(Some(row.created_at))));
        }
        Phase::Screening => {
            if submitted > 0 {
                all.push(Found::new(Waiting::Files, submitted, Some(closed)));
            }
            if wanted(Waiting::BelowRatio) {
                all.extend(below_ratio(look, row, closed).await?);
            }
        }
        Phase::Examining | Phase::Ranked => {
            all.extend(examined((service, look), (row, ranked), wanted).await?);
            if wanted(Waiting::Panels) {
                all.extend(panels_lack(look, row).await?);
            }
            if wanted(Waiting::InterviewPlan) {
                all.extend(plan_lacks(look, row).await?);
            }
            due_lists(look, row, &mut all).await?;
        }
        Phase::Published if wanted(Waiting::Decision) => all.extend(overtaken(look, row).await?),
        _ => {}
    }
    let fills = matches!(row.phase, Phase::Examining | Phase::Ranked | Phase::Published);
    if fills && wanted(Waiting::Vacancy) {
        all.extend(vacancies(look, (row, ranked)).await?);
    }
    if fills && wanted(Waiting::Unlisted) {
        all.extend(unlisted(look, row).await?);
    }
    if MOVING.contains(&row.phase) && wanted(Waiting::Choice) {
        all.extend(choices(look, row).await?);
    }
    all.retain(|one| wanted(one.what));
    Ok(all)
}

/// People who moved up, or were taken into another position, and whom no list that is out has there, while none is under correction.
async fn unlisted(look: &Look<'_>, row: &PostingRow) -> Result<Option<Found>, Fault> {
    let snapshot = look.snapshot();
    let corrections = store::lists::corrections::of_posting(snapshot, row.id).await?;
    if corrections.iter().any(|one| one.ended_at.is_none()) {
        return Ok(None);
    }
    let permit = look.permit::<ViewDepartures>(row.scope())?;
    let up = departures::unlisted(snapshot, &permit, row.id).await?;
    let taken = adjustments::unlisted(snapshot, &permit, row.id).await?;
    let count = up.saturating_add(taken);
    Ok((count > 0).then(|| Found::new(Waiting::Unlisted, count, None)))
}

/// What people chose in rounds whose window is over, while nobody ruled on it.
async fn choices(look: &Look<'_>, row: &PostingRow) -> Result<Option<Found>, Fault> {
    let snapshot = look.snapshot();
    let permit = look.permit::<ViewAdjustment>(row.scope())?;
    let mut over = store::postings::adjustments::all(snapshot, &permit).await?;
    over.retain(|round| round.window.closes <= look.now());
    if over.is_empty() {
        return Ok(None);
    }
    let closed = |of: AdjustmentId| over.iter().find(|round| round.id == of).map(|round| round.window.closes);
    let all = store::applications::choices::all(snapshot, &permit).await?;
    let open = all.iter().filter(|(choice, _, _)| choice.state == ChoiceState::Chosen);
    let since: Vec<Instant> = open.filter_map(|(choice, _, _)| closed(choice.adjustment)).collect();
    let count = u32::try_from(since.len()).unwrap_or(u32::MAX);
    Ok((count > 0).then(|| Found::new(Waiting::Choice, count, since.into_iter().min())))
}

/// Interviews without a panel of examiners, and panels that have less than the scheme asks for.
async fn panels_lack(look: &Look<'_>, row: &PostingRow) -> Result<Option<Found>, Fault> {
    let snapshot = look.snapshot();
    let permit = look.permit::<ViewPosting>(row.scope())?;
    let rules = crate::rows::panels::rules(snapshot, &permit).await?;
    if rules.is_empty() {
        return Ok(None);
    }
    let timetable = crate::rows::timetables::of(snapshot, &permit).await?;
    let panels = crate::rows::panels::of(snapshot, &permit).await?.map(|(_, panels)| panels);
    let (missing, short) = panels.unwrap_or_default().lacking(&timetable, &rules);
    let count = u32::try_from(missing.saturating_add(short)).unwrap_or(u32::MAX);
    Ok((count > 0).then(|| Found::new(Waiting::Panels, count, None)))
}

/// The plan of interviews that are to be held, where the scheme asks for one and nobody began it: what was begun is counted by its rows.
async fn plan_lacks(look: &Look<'_>, row: &PostingRow) -> Result<Option<Found>, Fault> {
    let snapshot = look.snapshot();
    let permit = look.permit::<ViewPosting>(row.scope())?;
    if !crate::rows::interview_plans::needed(snapshot, &permit).await?
        || interviews(&crate::rows::timetables::of(snapshot, &permit).await?).is_empty()
    {
        return Ok(None);
    }
    let begun = !store::postings::interview_plans::all(snapshot, &permit).await?.is_empty();
    Ok((!begun).then(|| Found::new(Waiting::InterviewPlan, 1, None)))
}

/// Lists that are to be published within working days that run, or ran out; those to be signed are due with them.
async fn due_lists(look: &Look<'_>, row: &PostingRow, all: &mut Vec<Found>) -> Result<(), Fault> {
    let due = due_of(look, row).await?;
    let running = due.iter().filter_map(|(_, _, until, over)| Some((until.instant()?, (*over)?)));
    let running: Vec<(Instant, Instant)> = running.collect();
    let Some(first) = running.iter().map(|(until, _)| *until).min() else { return Ok(()) };
    let signed = |one: &&mut Found| matches!(one.what, Waiting::FirstSignature | Waiting::Lists);
    for one in all.iter_mut().filter(signed) {
        one.until = Some(first);
    }
    let since = running.iter().map(|(_, over)| *over).min();
    let count = u32::try_from(running.len()).unwrap_or(u32::MAX);
    all.push(Found { until: Some(first), ..Found::new(Waiting::Publication, count, since) });
    Ok(())
}

/// The lists that are not public and are to be within working days: the list, the stage after which they are counted, by when, and since
/// when that stage is over.
pub(super) async fn due_of(
    look: &Look<'_>,
    row: &PostingRow,
) -> Result<Vec<(ListWord, StageKind, Deadline, Option<Instant>)>, Fault> {
    let snapshot = look.snapshot();
    let permit = look.permit::<ViewPosting>(row.scope())?;
    let Some(file) = crate::rows::schemes::newest(snapshot, &permit).await? else { return Ok(Vec::new()) };
    if file.all().all(|one| one.shortlists.iter().all(|list| list.within.is_none())) {
        return Ok(Vec::new());
    }
    let calendar = Calendar::of(snapshot, &permit).await?;
    let public = store::lists::of_posting(snapshot, row.id).await?;
    let mut due = calendar.publications(&file);
    due.retain(|(list, ..)| public.iter().all(|one| one.stage != list.key));
    let shown = |(list, rule, until): (ListWord, Within, Deadline)| {
        (list, rule.after, until, calendar.over(rule, look.now()))
    };
    Ok(due.into_iter().map(shown).collect())
}

/// Positions below their opening ratio, once their people can be counted and while nothing is proposed on them.
async fn below_ratio(look: &Look<'_>, row: &PostingRow, closed: Instant) -> Result<Option<Found>, Fault> {
    let permit = look.permit::<ViewOpening>(row.scope())?;
    let (below, waits) = open_of(look.snapshot(), &permit, row).await?;
    Ok((below > 0 && !waits).then(|| Found::new(Waiting::BelowRatio, below, Some(closed))))
}

/// What waits between the tickets and the last list: marks, the ranking, its questions, its lists.
async fn examined(
    (service, look): (&Service, &Look<'_>),
    (row, ranked): (&PostingRow, &Ranked<'_>),
    wanted: &impl Fn(Waiting) -> bool,
) -> Result<Vec<Found>, Fault> {
    let mut all = Vec::new();
    let missing =
        if row.phase == Phase::Examining && [Waiting::Marks, Waiting::Ranking].into_iter().any(wanted) {
            missing((service, look), (row, ranked)).await?
        } else {
            None
        };
    let complete = missing.as_ref().is_some_and(Vec::is_empty);
    all.extend(
        missing
            .into_iter()
            .flatten()
            .map(|(column, count)| Found { column: Some(column), ..Found::new(Waiting::Marks, count, None) }),
    );
    if !may(look.caller(), ActName::ViewRanking, &row.scope()) {
        return Ok(all);
    }
    let Some((permit, ranking)) = ranked.open(|scope| look.permit::<ViewRanking>(scope)).await? else {
        all.extend(complete.then(|| Found::new(Waiting::Ranking, 1, None)));
        if complete && wanted(Waiting::Unfit) {
            all.extend(Box::pin(unfit((service, look), row)).await?);
        }
        return Ok(all);
    };
    if store::inputs::version(look.snapshot(), &permit).await? != ranking.inputs {
        // While marks come in every ranking of before is old.
        let due = row.phase == Phase::Ranked || complete;
        all.extend(due.then(|| Found::new(Waiting::Ranking, 1, Some(ranking.computed_at))));
        if due && wanted(Waiting::Unfit) {
            all.extend(Box::pin(unfit((service, look), row)).await?);
        }
        return Ok(all);
    }
    if wanted(Waiting::Question) {
        let open = questions(look, &permit, ranking).await?;
        all.extend((open > 0).then(|| Found::new(Waiting::Question, open, Some(ranking.computed_at))));
    }
    if [Waiting::FirstSignature, Waiting::Lists].into_iter().any(wanted) {
        all.extend(lists_wait(look, (row, ranking.clone()), &permit).await?);
    }
    Ok(all)
}

/// The columns in which marks are missing, once their examination has begun; `None` before, and for whoever may know nothing of marks.
async fn missing(
    (service, look): (&Service, &Look<'_>),
    (row, ranked): (&PostingRow, &Ranked<'_>),
) -> Result<Option<Missing>, Fault> {
    let scope = row.scope();
    if may(look.caller(), ActName::ViewMarks, &scope) {
        return missing_by((service, look), &look.permit::<ViewMarks>(scope)?, (row, ranked)).await;
    }
    if may(look.caller(), ActName::ComputeRanking, &scope) {
        return missing_by((service, look), &look.permit::<ComputeRanking>(scope)?, (row, ranked)).await;
    }
    Ok(None)
}

async fn missing_by<A>(
    (service, look): (&Service, &Look<'_>),
    permit: &Permit<A>,
    (row, ranked): (&PostingRow, &Ranked<'_>),
) -> Result<Option<Missing>, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Marks> + Reads<Rankings>,
{
    let snapshot = look.snapshot();
    if store::schemes::newest(snapshot, permit).await?.is_none() {
        return Ok(None);
    }
    let lists = store::lists::of_posting(snapshot, row.id).await?.len();
    let stage = if lists > 0 { StageKind::Interview } else { StageKind::Written };
    let timetable = crate::rows::timetables::of(snapshot, permit).await?;
    if timetable.expect_begun(stage, look.now()).is_err() {
        return Ok(None);
    }
    let standing = ranked.open(|scope| look.permit::<A>(scope)).await?.map(|(_, ranking)| ranking.id);
    let ground = (row.id, row.version, store::inputs::version(snapshot, permit).await?, lists, standing);
    if let Some(known) = service.missings().get(&ground) {
        return Ok(Some(known));
    }
    let register = register(snapshot, permit, (row.id, Whom::Everybody), |scope| look.permit(scope)).await?;
    let mut filled: HashSet<(ApplicationId, String)> =
        store::marks::filled(snapshot, permit).await?.into_iter().collect();
    filled.extend(store::marks::examiners::filled(snapshot, permit).await?);
    let missing = register.missing(&filled);
    service.missings().put(ground, missing.clone());
    Ok(Some(missing))
}

/// How many questions the ranking leaves open on which no ruling stands or waits; the one on a line of several positions is one.
async fn questions(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    ranking: &RankingRow,
) -> Result<u32, Fault> {
    if ranking.open_questions == 0 {
        return Ok(0);
    }
    let rows = store::rulings::all(look.snapshot(), permit).await?;
    let stands = store::rulings::standing(&rows);
    let settled = |subject: &str| {
        let waits = rows.iter().any(|row| row.waits() && row.subject == subject);
        waits || stands.iter().any(|row| row.subject == subject)
    };
    let positions = store::postings::positions::all(look.snapshot(), permit).await?;
    let of_class = |code: &str, of: &str| {
        let place = positions.iter().find(|one| one.terms.code.as_str() == code);
        let class = place.and_then(|one| one.terms.paper());
        class.is_some_and(|class| settled(&line_of_class(&class, of)))
    };
    let all: Vec<Question> = serde_json::from_str(&ranking.body).map_err(Fault::internal)?;
    let open: BTreeSet<String> = all
        .iter()
        .filter_map(|one| match &one.asked {
            Asked::Line { of } => {
                let own = format!("line/{}/{of}", one.position);
                let both = format!("line//{of}");
                (!settled(&own) && !settled(&both) && !of_class(&one.position, of)).then_some(both)
            }
            Asked::Ratio { qualified, least } => {
                let subject = format!("ratio/{}/{}", one.position, one.stage.as_deref().unwrap_or_default());
                // Below the least nothing can be proposed here.
                (least <= qualified && !settled(&subject)).then_some(subject)
            }
            Asked::ExtraTest | Asked::Lots => {
                let subject = format!("tie/{}", one.id);
                (!settled(&subject)).then_some(subject)
            }
        })
        .collect();
    Ok(u32::try_from(open.len()).unwrap_or(u32::MAX))
}

/// The lists of the ranking that stands that wait for a first signature, and those that stand under one and wait for the publisher.
async fn lists_wait(
    look: &Look<'_>,
    (row, ranking): (&PostingRow, RankingRow),
    permit: &Permit<ViewRanking>,
) -> Result<Vec<Found>, Fault> {
    let snapshot = look.snapshot();
    let standing = with_lists(snapshot, permit, ranking).await?;
    let scheduled = only_wait(snapshot, row).await?;
    let firsts = store::lists::firsts::of_posting(snapshot, row.id).await?;
    let is_scheduled = |stage: &str| scheduled.iter().any(|one| one.stage == stage);
    let (mut unsigned, mut signed, mut since) = (0_u32, 0_u32, None);
    for (list, _) in &standing.lists {
        if !list.ready || list.open_questions > 0 || is_scheduled(&list.stage) {
            continue;
        }
        let stage = list.stage.as_str();
        let before = in_correction(snapshot, row, stage).await?;
        let version = match (&before, newest(snapshot, row, stage).await?) {
            (None, Some(_)) => continue,
            (Some(before), _) => before.list.version.saturating_add(1),
            (None, None) => 1,
        };
        if before.is_some() && says_the_same(look, permit, (row, standing.ranking.id), stage).await? {
            continue;
        }
        let said = content((look.keys(), snapshot), permit, &standing, (row, before.as_ref()), stage).await?;
        match signed_first(&firsts, (stage, version)).filter(|one| Some(one.digest) == said) {
            // Whoever signed first waits for another person.
            Some(first) if look.caller().id() == Some(first.by) => {}
            Some(first) => {
                signed = signed.saturating_add(1);
                since = since.into_iter().chain([first.at]).min();
            }
            None => unsigned = unsigned.saturating_add(1),
        }
    }
    let ranked = Some(standing.ranking.computed_at);
    let all = [(Waiting::FirstSignature, unsigned, ranked), (Waiting::Lists, signed, since)];
    Ok(all.into_iter().filter(|one| one.1 > 0).map(|(what, count, at)| Found::new(what, count, at)).collect())
}

/// Whether a list is public as the ranking has it.
async fn says_the_same(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    (row, ranking): (&PostingRow, RankingId),
    stage: &str,
) -> Result<bool, Fault> {
    let kept = store::rankings::list(look.snapshot(), permit, ranking, stage).await?;
    let out = Last::of(look.snapshot(), row, stage.to_owned()).await?;
    Ok(kept.is_some_and(|kept| out.says(&kept.body)))
}

/// Confirmed decisions that a further version of the last list overtook, for whoever did not enter them.
async fn overtaken(look: &Look<'_>, row: &PostingRow) -> Result<Option<Found>, Fault> {
    if !may(look.caller(), ActName::ViewDecisions, &row.scope()) {
        return Ok(None);
    }
    let snapshot = look.snapshot();
    let permit = look.permit::<ViewDecisions>(row.scope())?;
    let rows = store::decisions::all(snapshot, &permit).await?;
    let lists = store::lists::of_posting(snapshot, row.id).await?;
    let is_old = |one: &DecisionRow| {
        let own = lists.iter().find(|list| list.id == one.list);
        own.is_some_and(|own| lists.iter().any(|list| list.stage == own.stage && list.version > own.version))
    };
    // Only where the last list has a further version is everything read that was decided.
    if !rows.iter().any(|one| one.confirmed.is_some() && is_old(one)) {
        return Ok(None);
    }
    let all = decided(snapshot, &permit, row).await?;
    let own = |one: &&DecisionRow| all.is_overtaken(one.id) && look.caller().id() != Some(one.entered_by);
    let count = u32::try_from(all.decisions.iter().filter(own).count()).unwrap_or(u32::MAX);
    Ok((count > 0).then(|| Found::new(Waiting::Decision, count, None)))
}
