//! What a candidate raises from the own page: an objection to a refusal in screening, and the review of an own mark (成绩复核).
//!
//! Owns: what may be raised now and until when, and raising it. Refuses: anything after its term, a second time about the same verdict or
//! mark, and a mark that no public list shows of the person.

use std::collections::BTreeMap;

use domain::access::aggregate::{Applications, Objections, Screenings};
use domain::access::{Act, Caller, Permit, RaiseObjection, Reads, ViewOwnApplication};
use domain::calendar::{Instant, Standing};
use domain::course::Waiting;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Phase};
use domain::messages::Kind;
use domain::objections::{ObjectionKind, Terms, spoken};
use domain::proposed::is_proposed;
use domain::publicity::begin_of;
use domain::reason::{ObjectionsWhy, Reason, TypedWhy};
use domain::timetable::StageKind;
use domain::view::my::objections::{Raised, Raising, Term};
use domain::workdays::Workdays;
use store::applications::ApplicationRow;
use store::objections::{Against, NewObjection, ObjectionRow};
use store::postings::PostingRow;
use store::screenings::Ruled;
use store::{Snapshot, lists::leavings};
use time::Date;

use super::{WORDS_AT, answered, due, follow_code, secret, words};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::rows::applications::{find, hold};
use crate::rows::lists::sealed;
use crate::rows::objections::{all_terms, terms};
use crate::rows::schemes::{part_names, public_newest};
use crate::rows::timetables;
use crate::rows::work_years::workdays;
use crate::tell::{News, of_posting, seconds, tell};

/// The phases in which a refusal can still be undone; in the last one by opening screening again.
const SCREENED: [Phase; 3] = [Phase::Registering, Phase::Screening, Phase::Examining];
/// The phases in which a mark can still be corrected.
const EXAMINED: [Phase; 3] = [Phase::Examining, Phase::Ranked, Phase::Published];
/// The value column that is no mark.
const TOTAL: &str = "total";

/// What a candidate raises, as typed.
#[derive(Clone, Copy, Debug)]
pub struct RaiseForm<'a> {
    /// A word of [`ObjectionKind`].
    pub matter: &'a str,
    /// The component of a review; empty for a refusal.
    pub component: &'a str,
    /// The reasons.
    pub words: &'a str,
}

/// What may be raised now about an application, each until the end of which day.
#[derive(Default)]
struct Chances {
    refusal: Option<(Instant, Option<Date>)>,
    papers: BTreeMap<String, Option<Date>>,
}

impl Chances {
    /// What is raised, where it may be now.
    ///
    /// # Errors
    /// [`ObjectionsWhy::TermOver`], [`ObjectionsWhy::NoSuchMark`].
    fn against(&self, kind: ObjectionKind, component: &str) -> Result<Against, Reason> {
        match kind {
            ObjectionKind::Review if self.papers.contains_key(component) => {
                Ok(Against::Component(component.to_owned()))
            }
            ObjectionKind::Review if self.papers.is_empty() => Err(ObjectionsWhy::TermOver.at("component")),
            ObjectionKind::Review => Err(ObjectionsWhy::NoSuchMark.at("component")),
            _ => {
                let refusal = self.refusal.ok_or_else(|| ObjectionsWhy::TermOver.reason())?;
                Ok(Against::Verdict(refusal.0))
            }
        }
    }
}

/// The end of the term that began on the day of `from`; `None` once it is over. A day that nobody can count keeps nobody out.
fn until(terms: Option<Terms>, from: Instant, known: &Workdays, now: Instant) -> Option<Option<Date>> {
    let last = known.after(from.date(), terms?.within).ok();
    last.is_none_or(|last| last >= now.date()).then_some(last)
}

async fn chances<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, row): (&PostingRow, &ApplicationRow),
    now: Instant,
) -> Result<Chances, Fault>
where
    A: Act + Reads<Applications> + Reads<Screenings> + Reads<Objections>,
{
    let known = workdays(look).await?;
    let mut open = Chances::default();
    if row.state == ApplicationState::Refused && SCREENED.contains(&posting.phase) {
        let history = store::screenings::history(look, permit, row.id).await?;
        let last = history.last().filter(|line| matches!(line.said.ruled, Ruled::Refused(_)));
        let at = last.map(|line| line.at);
        let set = terms(look, posting.id, ObjectionKind::Refusal).await?;
        open.refusal = at.and_then(|at| Some((at, until(set, at, &known, now)?)));
    }
    let Some(ticket) = &row.ticket else { return Ok(open) };
    if row.state != ApplicationState::Passed || !EXAMINED.contains(&posting.phase) {
        return Ok(open);
    }
    // Where the timetable has a window for reviews, they can be asked for in it alone, and each within its term.
    let window = timetables::public_of(look, posting.id).await?.window(StageKind::Review);
    if window.is_some_and(|window| window.standing(now) != Standing::Inside) {
        return Ok(open);
    }
    let closes = window.map(|window| window.closes.date());
    let set = terms(look, posting.id, ObjectionKind::Review).await?;
    let all = store::lists::of_posting(look, posting.id).await?;
    for list in &all {
        let Some(last) = until(set, list.published_at, &known, now) else { continue };
        let last = closes.map_or(last, |closes| Some(last.map_or(closes, |last| last.min(closes))));
        let newer = all.iter().any(|one| one.stage == list.stage && one.version > list.version);
        if newer || is_proposed(&list.stage) || leavings::of(look, list.id).await?.is_some() {
            continue;
        }
        let list = sealed(look, list).await?;
        let Some(own) = list.rows.iter().find(|one| one.ticket == *ticket) else { continue };
        let marks =
            list.columns.iter().zip(&own.values).filter(|(name, value)| *name != TOTAL && !value.is_empty());
        for (name, _) in marks {
            let known = open.papers.entry(name.clone()).or_insert(last);
            // Of two lists the later one, and a day that cannot be counted before any.
            *known = (*known).zip(last).map(|(known, last)| known.max(last));
        }
    }
    Ok(open)
}

/// What may be raised about an own application now, and what was raised.
///
/// # Errors
/// [`Fault::Missing`] for another's application as for one that does not exist.
pub async fn raising(service: &Service, caller: &Caller, code: Code) -> Result<Raising, Fault> {
    service
        .read(caller, "objection.own", async |look| {
            let snapshot = look.snapshot();
            let found = find(snapshot, code).await?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let posting =
                store::postings::public::by_id(snapshot, row.posting).await?.ok_or(Fault::Missing)?;
            let mut open = chances(snapshot, &permit, (&posting, &row), look.now()).await?;
            let known = workdays(snapshot).await?;
            let file = public_newest(snapshot, row.posting).await?;
            let names = file.map(|file| part_names(&file, None)).unwrap_or_default();
            let mut page = Raising { names, ..Raising::default() };
            for (one, against) in store::objections::raised(snapshot, &permit, row.id).await? {
                let component = match &against {
                    Against::Verdict(at) => {
                        open.refusal = open.refusal.filter(|open| open.0 != *at);
                        None
                    }
                    Against::Component(component) => {
                        open.papers.remove(component);
                        Some(component.clone())
                    }
                };
                let answers = store::objections::answers_to(snapshot, &permit, one.id).await?;
                let answers = answers
                    .iter()
                    .map(|answer| Ok((answer.effect, answered(service.keys(), answer)?, answer.answered_at)));
                page.raised.push(Raised {
                    code: one.code,
                    kind: one.kind,
                    component,
                    words: words(service.keys(), &one)?,
                    received_at: one.received_at,
                    due: due(&known, &one),
                    answers: answers.collect::<Result<_, Fault>>()?,
                });
            }
            page.raised.reverse();
            page.refusal = open.refusal.map(|(_, until)| Term { until });
            page.papers = open.papers.into_iter().map(|(key, until)| (key, Term { until })).collect();
            let set = all_terms(snapshot, row.posting).await?;
            page.answered_within = set.into_iter().map(|(kind, terms)| (kind, terms.answer)).collect();
            Ok(page)
        })
        .await
}

/// Refuses on a snapshot what the act would refuse: whole lists are read for it, while nobody waits.
async fn expect_open(
    service: &Service,
    caller: &Caller,
    (code, kind, component): (Code, ObjectionKind, &str),
) -> Result<(), Fault> {
    service
        .read(caller, "objection.raise", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<RaiseObjection>(found.scope())?;
            let row = found.open(&permit)?;
            let before = store::objections::raised(look.snapshot(), &permit, row.id).await?;
            if is_raised(&before, kind, component) {
                return Ok(());
            }
            let posting = store::postings::public::by_id(look.snapshot(), row.posting).await?;
            let posting = posting.ok_or(Fault::Missing)?;
            let chances = chances(look.snapshot(), &permit, (&posting, &row), look.now()).await?;
            chances.against(kind, component)?;
            Ok(())
        })
        .await
}

/// Whether a review of that component was asked for before.
fn is_raised(before: &[(ObjectionRow, Against)], kind: ObjectionKind, component: &str) -> bool {
    let same = |known: &Against| matches!(known, Against::Component(known) if known == component);
    kind == ObjectionKind::Review && before.iter().any(|(_, known)| same(known))
}

/// Raises it. The same words about the same verdict or mark twice are one.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `matter`; as [`spoken`] at `words`; [`ObjectionsWhy::TermOver`], [`ObjectionsWhy::NoSuchMark`],
/// [`ObjectionsWhy::RaisedAlready`]; [`Fault::Missing`] for another's application.
pub async fn raise(service: &Service, caller: &Caller, code: Code, form: RaiseForm<'_>) -> Result<(), Fault> {
    let kind = ObjectionKind::from_word(form.matter).filter(|kind| kind.is_of_candidate());
    let kind = kind.ok_or_else(|| TypedWhy::NotAChoice.at("matter"))?;
    let said = spoken(form.words)?;
    expect_open(service, caller, (code, kind, form.component)).await?;
    service
        .write(caller, "objection.raise", async |op| {
            let found = find(op.tx(), code).await?;
            let permit = op.permit::<RaiseObjection>(found.scope())?;
            // The posting before the application, as everywhere.
            let posting = found.open(&permit)?.posting;
            let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
            let row = hold(op.tx(), code).await?.open(&permit)?;
            let before = store::objections::raised(op.tx(), &permit, row.id).await?;
            let against = if is_raised(&before, kind, form.component) {
                Against::Component(form.component.to_owned())
            } else {
                let chances = chances(op.tx(), &permit, (&posting, &row), op.now()).await?;
                chances.against(kind, form.component)?
            };
            if let Some((one, _)) = before.iter().find(|(_, known)| *known == against) {
                if words(service.keys(), one)? == said.as_str() {
                    op.repeat();
                    return Ok(());
                }
                return Err(ObjectionsWhy::RaisedAlready.reason().into());
            }
            let (number, now) = (op.code(), op.now());
            let days =
                terms(op.tx(), posting.id, kind).await?.map_or_else(|| kind.term(), |terms| terms.answer);
            let due = workdays(op.tx()).await?.after(now.date(), days).ok();
            let seal =
                service.keys().seal(&Place::of(WORDS_AT, number), said.as_str(), &service.effects().random);
            let new = NewObjection {
                code: number,
                posting: posting.id,
                list: None,
                kind,
                application: Some(row.id),
                words: seal,
                contact: None,
                secret: &secret(service, number, follow_code(service, number)),
                at: now,
                due_on: due.map(begin_of),
            };
            store::objections::raise(op.tx(), &permit, new, &against).await?;
            let component = match against {
                Against::Component(component) => Some(component),
                Against::Verdict(_) => None,
            };
            let event = Event::ObjectionRaised {
                posting: posting.code,
                application: code,
                objection: number,
                kind,
                component,
            };
            op.record(&permit, &event).await?;
            let page = format!("{}/{number}", Waiting::Objection.page());
            let to = seconds(op.tx(), &posting, (Waiting::Objection, &[]), now).await?;
            let values = of_posting(&posting, (now, &page));
            let posting = Some(posting.id);
            let news =
                News { kind: Kind::ObjectionWaits, to: &to, posting, application: None, values, once: None };
            tell(op, &permit, news).await
        })
        .await
}
