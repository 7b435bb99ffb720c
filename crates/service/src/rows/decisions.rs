//! The people of the last list with everything that was decided about them, as use cases begin from them.
//!
//! Owns: where each proposed person stands, derived from decisions, publicity periods, answers to objections and transfers. Refuses:
//! names; the few use cases that print them open them.

mod last;

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::access::aggregate::{Applications, Decisions, Inspections, Objections, Postings, Rankings};
use domain::access::{Act, Reads};
use domain::collective::{Choice, Computed, Considered, DecisionState, Weighed, lacks, order, stage};
use domain::departure::{DepartureKind, VetoGround};
use domain::id::{ApplicationId, Code, CollectiveId, ListId, ObjectionId};
use domain::inspection::{InspectionState, MedicalResult};
use domain::lists::{List, Row};
use domain::number::{Rounding, Score};
use domain::objections::{Effect, effect};
use domain::publicity::{self, Place};
use domain::reason::{DecisionsWhy, PublicCode, Reason};
use domain::scheme::{Decision as DecisionRule, DecisionMode};
use domain::typed::Grounds;
use store::decisions::publicity::PublicityRow;
use store::decisions::service_ends::ServiceEndRow;
use store::decisions::service_terms::ServiceTermRow;
use store::decisions::transfers::TransferRow;
use store::decisions::{ChoiceRow, DecisionRow};
use store::inspections::InspectionRow;
use store::lists::PublishedList;
use store::objections::AnswerRow;

pub(crate) use self::last::{LastList, decided, decided_on, on_last_list};
use crate::fault::Fault;
use crate::keys::{Keys, Place as At};
use crate::{Parts, Service};

/// An act that may read all of it.
pub(crate) trait ReadsAll:
    Act
    + Reads<Inspections>
    + Reads<Decisions>
    + Reads<Objections>
    + Reads<Postings>
    + Reads<Applications>
    + Reads<Rankings>
{
}

impl<A> ReadsAll for A where
    A: Act
        + Reads<Inspections>
        + Reads<Decisions>
        + Reads<Objections>
        + Reads<Postings>
        + Reads<Applications>
        + Reads<Rankings>
{
}

/// A person of the last list.
pub(crate) struct Listed {
    pub application: ApplicationId,
    /// Its public code, by which addresses name it.
    pub code: Code,
    /// The row of the last list.
    pub row: Row,
    /// The composite score that it prints; `None` where it prints none.
    pub total: Option<Score>,
}

/// Everything that was decided about the people of the last list.
pub(crate) struct Decided {
    /// The version of the last list that is in force; none before it is published.
    pub list: Option<PublishedList>,
    /// Who goes on by it, in its order.
    pub people: Vec<Listed>,
    /// The first first.
    pub decisions: Vec<DecisionRow>,
    choices: HashMap<(CollectiveId, ApplicationId), ChoiceRow>,
    pub periods: Vec<PublicityRow>,
    pub transfers: Vec<TransferRow>,
    answers: Vec<AnswerRow>,
    /// Who of them left the selection, by a departure that stands.
    left: HashSet<ApplicationId>,
    /// Whose departure waits for its approval, and why they would leave.
    leaving: HashMap<ApplicationId, DepartureKind>,
    /// Grounds of vetoes that wait or stand.
    vetoes: HashMap<ApplicationId, VetoGround>,
    /// Whether people are inspected before somebody decides.
    pub has_inspection: bool,
    /// The file of each person.
    inspections: HashMap<ApplicationId, InspectionRow>,
    /// The rules of positions whose scheme computes an order after the inspection, by number.
    rules: HashMap<String, (DecisionRule, Rounding)>,
    /// The last result of each person's medical that counts.
    medicals: HashMap<ApplicationId, MedicalResult>,
    /// Confirmed decisions that a further version of the last list overtook.
    overtaken: HashSet<CollectiveId>,
}

/// What answers, the first first, come to for one person: the newest to each objection, the gravest of those that are about the person. An
/// answer that was about somebody else before is so no more.
pub(crate) fn effect_of<'a>(answers: impl Iterator<Item = &'a AnswerRow>, of: ApplicationId) -> Effect {
    let newest: BTreeMap<_, _> = answers.map(|answer| (answer.objection, answer)).collect();
    let own = newest.into_values().filter(|answer| answer.application == Some(of));
    effect(own.map(|answer| answer.effect))
}

/// The people of each position in the order of a list.
fn by_position(people: &[Listed]) -> impl Iterator<Item = (&str, &[Listed])> {
    people.chunk_by(|one, next| one.row.position == next.row.position).filter_map(|people| {
        let first = people.first()?;
        Some((first.row.position.as_str(), people))
    })
}

impl Decided {
    /// Confirmed decisions that rest on another version of the last list than the one in force, where the two differ in the people or
    /// ranks of a position that the decision is about, while somebody whom it proposes still waits for the transfer.
    fn overtaken_by(&self, older: &HashMap<ListId, Vec<Listed>>) -> Result<HashSet<CollectiveId>, Fault> {
        let mut found = HashSet::new();
        let Some(list) = &self.list else { return Ok(found) };
        let before = self.decisions.iter().filter(|one| one.confirmed.is_some() && one.list != list.id);
        for decision in before.filter(|one| self.has_waiting(one.id)) {
            // One that was confirmed since they were read rests on the version in force.
            let people = older.get(&decision.list).ok_or(Fault::Stale)?;
            if self.differs(decision.id, people) {
                found.insert(decision.id);
            }
        }
        Ok(found)
    }

    /// The decision that is not confirmed yet.
    pub(crate) fn open(&self) -> Option<&DecisionRow> {
        self.decisions.iter().find(|one| one.confirmed.is_none())
    }

    /// The person with this ticket number.
    pub(crate) fn person(&self, ticket: &str) -> Option<&Listed> {
        self.people.iter().find(|one| one.row.ticket == ticket)
    }

    /// The person whose application has this code.
    pub(crate) fn of(&self, application: Code) -> Option<&Listed> {
        self.people.iter().find(|one| one.code == application)
    }

    /// What a decision says of somebody.
    pub(crate) fn choice(&self, decision: CollectiveId, of: ApplicationId) -> Option<&ChoiceRow> {
        self.choices.get(&(decision, of))
    }

    /// The confirmed decision that proposes somebody, with where the person stands by it.
    pub(crate) fn place(&self, of: ApplicationId) -> Option<(&DecisionRow, Place)> {
        let confirmed = self.decisions.iter().rev().filter(|one| one.confirmed.is_some());
        let proposes = |one: &&DecisionRow| self.choice(one.id, of).is_some_and(|choice| choice.proposed);
        let decision = confirmed.into_iter().find(proposes)?;
        Some((decision, self.place_by(decision.id, of)))
    }

    fn place_by(&self, decision: CollectiveId, of: ApplicationId) -> Place {
        let transfer = self.transfers.iter().find(|one| one.application == of);
        let period = self.periods.iter().find(|one| one.decision == decision);
        Place::of(&publicity::Decided {
            transfer: transfer.map(|one| (one.probation, one.ended.map(|ended| ended.0))),
            left: self.has_left(of),
            leaving: self.is_leaving(of).is_some(),
            effect: self.effect(of),
            period: period.map(|one| one.ended.is_some()),
        })
    }

    /// What the answers to objections come to for somebody: the newest answer to each objection, the gravest of them.
    pub(crate) fn effect(&self, of: ApplicationId) -> Effect {
        effect_of(self.answers.iter(), of)
    }

    /// The same once this objection has that answer about the person, or none.
    pub(crate) fn effect_with(
        &self,
        of: ApplicationId,
        (objection, said): (ObjectionId, Option<Effect>),
    ) -> Effect {
        let others = effect_of(self.answers.iter().filter(|one| one.objection != objection), of);
        effect(said.into_iter().chain([others]))
    }

    /// Everybody whom a decision proposes, in the order of the last list.
    pub(crate) fn proposed_by(&self, decision: CollectiveId) -> impl Iterator<Item = &Listed> {
        self.people
            .iter()
            .filter(move |one| self.choice(decision, one.application).is_some_and(|choice| choice.proposed))
    }

    /// The people of each position in the order of the list.
    pub(crate) fn by_position(&self) -> impl Iterator<Item = (&str, &[Listed])> {
        by_position(&self.people)
    }

    /// Whether a further version of the last list overtook a confirmed decision.
    pub(crate) fn is_overtaken(&self, decision: CollectiveId) -> bool {
        self.overtaken.contains(&decision)
    }

    /// Refuses what follows from a decision that was overtaken.
    ///
    /// # Errors
    /// [`DecisionsWhy::Overtaken`].
    pub(crate) fn expect_current(&self, decision: CollectiveId) -> Result<(), Reason> {
        if self.is_overtaken(decision) { Err(DecisionsWhy::Overtaken.reason()) } else { Ok(()) }
    }

    /// Whether somebody whom a decision proposes is neither transferred nor out of it.
    fn has_waiting(&self, decision: CollectiveId) -> bool {
        self.proposed_in(decision).any(|of| {
            let place = self.place_by(decision, of);
            matches!(place, Place::Proposed | Place::Public | Place::Suspended | Place::Cleared)
        })
    }

    /// Everybody whom a decision proposes, on the last list or no longer.
    fn proposed_in(&self, decision: CollectiveId) -> impl Iterator<Item = ApplicationId> {
        let choices = self.choices.values();
        let own = choices.filter(move |one| one.decision == decision && one.proposed);
        own.map(|one| one.application)
    }

    /// Of whom a decision says something although they are no longer on the last list.
    pub(crate) fn off_list(&self, decision: CollectiveId) -> Vec<ApplicationId> {
        let said = self.choices.values().filter(|one| one.decision == decision).map(|one| one.application);
        said.filter(|of| !self.people.iter().any(|one| one.application == *of)).collect()
    }

    /// Whether positions that a decision is about had other people or ranks before.
    fn differs(&self, decision: CollectiveId, before: &[Listed]) -> bool {
        let said = |people: &[Listed]| -> Vec<(String, String)> {
            people.iter().map(|one| (one.row.ticket.clone(), one.row.rank.clone())).collect()
        };
        let decided = by_position(before).filter(|(_, people)| self.decides(decision, people));
        decided.into_iter().any(|(number, people)| said(people) != said(self.of_position(number)))
    }

    /// The people of one position.
    pub(crate) fn of_position(&self, number: &str) -> &[Listed] {
        self.by_position().find(|(found, _)| *found == number).map_or(&[], |(_, people)| people)
    }

    /// The places of a position that decisions before this one left.
    pub(crate) fn places(&self, people: &[Listed]) -> u32 {
        let plan = people.first().and_then(|one| one.row.plan.parse().ok()).unwrap_or(0_u32);
        let taken = people.iter().filter(|one| self.holds_a_place(one.application)).count();
        plan.saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX))
    }

    /// The places of a position that other decisions than this one left.
    fn places_for(&self, decision: CollectiveId, people: &[Listed]) -> u32 {
        let own = people.iter().filter(|one| {
            let place = self.place(one.application);
            place.is_some_and(|(by, place)| by.id == decision && self.takes(one.application, place))
        });
        self.places(people).saturating_add(u32::try_from(own.count()).unwrap_or(u32::MAX))
    }

    /// Whether a decision says or said of somebody whether they are proposed: they did not leave, and no other decision proposed them.
    fn is_open_to(&self, decision: CollectiveId, of: ApplicationId) -> bool {
        !self.has_left(of) && self.place(of).is_none_or(|(by, _)| by.id == decision)
    }

    /// Whether an earlier decision proposed somebody and that still stands.
    pub(crate) fn holds_a_place(&self, of: ApplicationId) -> bool {
        self.place(of).is_some_and(|(_, place)| self.takes(of, place))
    }

    /// Whether others have every place of the position for which an earlier decision proposed somebody who holds none any more.
    pub(crate) fn is_given_away(&self, of: ApplicationId) -> bool {
        let Some(person) = self.people.iter().find(|one| one.application == of) else { return false };
        let lost = self.place(of).is_some() && !self.holds_a_place(of);
        lost && self.places(self.of_position(&person.row.position)) == 0
    }

    /// Whether somebody who stands there takes a place: whoever did not pass probation until the departure is approved.
    fn takes(&self, of: ApplicationId, place: Place) -> bool {
        place.takes_a_place() || (place == Place::Returned && self.is_leaving(of).is_some())
    }

    /// Whether somebody can still be proposed: they did not leave, and no earlier decision proposed them, whatever came of it.
    pub(crate) fn is_free(&self, of: ApplicationId) -> bool {
        !self.has_left(of) && self.place(of).is_none()
    }

    /// Whether somebody left the selection.
    pub(crate) fn has_left(&self, of: ApplicationId) -> bool {
        self.left.contains(&of)
    }

    /// How many departures of the posting wait for their approval.
    pub(crate) fn departures_open(&self) -> u32 {
        u32::try_from(self.leaving.len()).unwrap_or(u32::MAX)
    }

    /// Why somebody's departure waits for its approval, where one does.
    pub(crate) fn is_leaving(&self, of: ApplicationId) -> Option<DepartureKind> {
        self.leaving.get(&of).copied()
    }

    /// The ground of a veto that waits or stands.
    pub(crate) fn veto(&self, of: ApplicationId) -> Option<VetoGround> {
        self.vetoes.get(&of).copied()
    }

    /// How far somebody's inspection has come; none where the scheme has no inspection.
    pub(crate) fn inspection(&self, of: ApplicationId) -> Option<InspectionState> {
        let state = || self.inspections.get(&of).map_or(InspectionState::Open, |row| row.state);
        self.has_inspection.then(state)
    }

    /// The last result of somebody's medical that counts.
    pub(crate) fn medical(&self, of: ApplicationId) -> Option<MedicalResult> {
        self.medicals.get(&of).copied()
    }

    /// What keeps those people of a position from being proposed, counted.
    pub(crate) fn hindered(&self, position: &str, of: &[ApplicationId]) -> Vec<Reason> {
        let position = || PublicCode::new(position);
        let count = |hindered: &dyn Fn(ApplicationId) -> bool| {
            u32::try_from(of.iter().filter(|one| hindered(**one)).count()).unwrap_or(u32::MAX)
        };
        let open = |one| self.inspection(one).is_some_and(|state| state != InspectionState::Countersigned);
        let unfit =
            |one| matches!(self.medical(one), Some(MedicalResult::NotQualified | MedicalResult::Reexamine));
        let all = [
            (count(&open), DecisionsWhy::NotInspected { position: position(), count: count(&open) }),
            (count(&unfit), DecisionsWhy::NotFit { position: position(), count: count(&unfit) }),
            (
                count(&|one| self.is_leaving(one).is_some()),
                DecisionsWhy::DepartureWaits {
                    position: position(),
                    count: count(&|one| self.is_leaving(one).is_some()),
                },
            ),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).map(|(_, why)| why.reason()).collect()
    }

    /// Whether a decision says something of a position.
    pub(crate) fn decides(&self, decision: CollectiveId, people: &[Listed]) -> bool {
        people.iter().any(|one| self.choice(decision, one.application).is_some())
    }

    /// The rule by which the order of a position is computed; `None` where a body alone decides.
    pub(crate) fn rule(&self, number: &str) -> Option<&DecisionRule> {
        self.rules.get(number).map(|(rule, _)| rule)
    }

    /// Whether the inspection of this person has a quantified result.
    pub(crate) fn is_quantified(&self, of: ApplicationId) -> bool {
        let person = self.people.iter().find(|one| one.application == of);
        let rule = person.and_then(|one| self.rule(&one.row.position));
        rule.is_some_and(|rule| rule.mode == DecisionMode::Weighted)
    }

    /// What the rule of a position comes to for each of its people, in the order of the last list; `None` where it has no rule.
    ///
    /// # Errors
    /// [`Fault::Internal`] where a record does not open.
    pub(crate) fn computed(
        &self,
        keys: &Keys,
        (number, people): (&str, &[Listed]),
    ) -> Result<Option<Vec<Computed>>, Fault> {
        let Some((rule, round)) = self.rules.get(number) else { return Ok(None) };
        let mut weighed = Vec::with_capacity(people.len());
        for one in people {
            let of = one.application;
            let file = self.inspections.get(&of).filter(|row| row.state == InspectionState::Countersigned);
            let inspection = match file.filter(|_| rule.mode == DecisionMode::Weighted) {
                Some(row) => super::inspections::record_with(keys, row)?.points,
                None => None,
            };
            let unfit = self.medical(of) == Some(MedicalResult::NotQualified);
            let excluded =
                self.has_left(of) || self.veto(of).is_some() || unfit || self.is_leaving(of).is_some();
            weighed.push(Weighed { exam: one.total, inspection, excluded });
        }
        order(rule, *round, &weighed).map(Some).map_err(Fault::internal)
    }

    /// What a decision lacks on a position.
    pub(crate) fn lacks_on(
        &self,
        keys: &Keys,
        decision: &DecisionRow,
        (number, people): (&str, &[Listed]),
    ) -> Result<Vec<Reason>, Fault> {
        let open = |one: &&Listed| self.is_open_to(decision.id, one.application);
        let computed = self.computed(keys, (number, people))?;
        let mut free: Vec<(&Listed, String)> = people
            .iter()
            .enumerate()
            .filter(|(_, one)| open(one))
            .map(|(at, one)| {
                let place = computed.as_ref().map(|all| all.get(at).and_then(|one| one.place));
                let rank = place.map(|place| place.map(|place| place.to_string()).unwrap_or_default());
                (one, rank.unwrap_or_else(|| one.row.rank.clone()))
            })
            .collect();
        if computed.is_some() {
            // Whoever has no place by the rule comes last.
            free.sort_by_key(|(_, rank)| rank.parse().unwrap_or(u32::MAX));
        }
        let said = free.iter().map(|(one, _)| match self.choice(decision.id, one.application) {
            Some(row) => choice(keys, decision, row).map(Some),
            None => Ok(None),
        });
        let said: Vec<Option<Choice>> = said.collect::<Result<_, Fault>>()?;
        let considered: Vec<Considered<'_>> = free
            .iter()
            .zip(&said)
            .map(|((_, rank), choice)| Considered { rank, choice: choice.as_ref() })
            .collect();
        let proposed =
            free.iter().zip(&said).filter(|(_, said)| said.as_ref().is_some_and(Choice::is_proposed));
        let proposed: Vec<ApplicationId> = proposed.map(|((one, _), _)| one.application).collect();
        let mut found = lacks(number, self.places_for(decision.id, people), &considered);
        found.extend(self.uncounted(number, (people, computed.as_deref())));
        found.extend(self.hindered(number, &proposed));
        Ok(found)
    }

    /// People of a position whose quantified inspection is still to come.
    fn uncounted(
        &self,
        number: &str,
        (people, computed): (&[Listed], Option<&[Computed]>),
    ) -> Option<Reason> {
        let rule = self.rule(number).filter(|rule| rule.mode == DecisionMode::Weighted);
        let computed = computed.filter(|_| rule.is_some())?;
        let waits = |(one, computed): &(&Listed, &Computed)| {
            computed.exam.is_some() && computed.inspection.is_none() && !self.has_left(one.application)
        };
        let count = u32::try_from(people.iter().zip(computed).filter(waits).count()).unwrap_or(u32::MAX);
        let why = DecisionsWhy::ResultMissing { position: PublicCode::new(number), count };
        (count > 0).then(|| why.reason())
    }

    /// What a decision lacks before it can be sent or confirmed.
    pub(crate) fn lacks(&self, keys: &Keys, decision: &DecisionRow) -> Result<Vec<Reason>, Fault> {
        // A draft is sent on the version that is in force then; what was sent is decided on the one that it was sent on.
        let current = self.list.as_ref().map(|list| list.id) == Some(decision.list);
        if decision.state == DecisionState::Sent && !current {
            return Ok(vec![DecisionsWhy::WrongState.reason()]);
        }
        let mut found = Vec::new();
        if decision.state == DecisionState::Confirmed {
            let on = |of: &ApplicationId| self.people.iter().any(|one| one.application == *of);
            let off = self.proposed_in(decision.id).filter(|of| !self.has_left(*of) && !on(of)).count();
            let count = u32::try_from(off).unwrap_or(u32::MAX);
            found.extend((count > 0).then(|| DecisionsWhy::OffList { count }.reason()));
        }
        let mut any = false;
        for (number, people) in self.by_position() {
            if self.decides(decision.id, people) {
                any = true;
                found.extend(self.lacks_on(keys, decision, (number, people))?);
            }
        }
        if !any {
            found.push(DecisionsWhy::Empty.reason());
        }
        Ok(found)
    }

    /// Whether a list of proposed people says what was decided, and what objections came to.
    pub(crate) fn agrees(&self, list: &List) -> bool {
        let of = self.decisions.iter().find(|one| stage(one.no) == list.head.stage);
        let Some(decision) = of else { return false };
        let now = self.proposed_by(decision.id).filter_map(|one| {
            let (_, place) = self.place(one.application)?;
            let result = if place == Place::Suspended { "suspended" } else { "in" };
            (place != Place::Cancelled).then_some((one.row.ticket.as_str(), result))
        });
        let said = list.rows.iter().map(|row| (row.ticket.as_str(), row.result.as_str()));
        now.eq(said)
    }
}

const WORDS_AT: &str = "decision_choice.words_sealed";

fn words_at(decision: &DecisionRow, of: ApplicationId) -> At {
    At::of(WORDS_AT, format_args!("{}/{}", decision.code, of.0))
}

/// What a decision says of somebody, opened.
///
/// # Errors
/// [`Fault::Internal`] where the words do not open.
pub(crate) fn choice(keys: &Keys, decision: &DecisionRow, row: &ChoiceRow) -> Result<Choice, Fault> {
    if row.proposed {
        return Ok(Choice::Proposed);
    }
    let words = row.words_sealed.as_ref();
    let words = words.map(|sealed| keys.opened(&words_at(decision, row.application), sealed)).transpose()?;
    Ok(Choice::Not { ground: row.ground, words: words.map(Grounds::stored) })
}

/// The words of a choice, sealed for their row.
pub(crate) fn seal_words(
    service: &Service,
    (decision, of): (&DecisionRow, ApplicationId),
    choice: &Choice,
) -> Option<Vec<u8>> {
    let seal = |words| service.keys().seal(&words_at(decision, of), words, &service.effects().random);
    choice.words().map(seal)
}

const TERM_AT: &str = "service_term.words_sealed";

/// Why something beside a transfer is shorter than the notice sets, sealed for its row.
pub(crate) fn seal_term(parts: &Parts, application: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&At::of(TERM_AT, application), words, &parts.effects.random)
}

/// The same, opened.
///
/// # Errors
/// [`Fault::Internal`] where the words do not open.
pub(crate) fn term_words(
    keys: &Keys,
    application: Code,
    row: &ServiceTermRow,
) -> Result<Option<String>, Fault> {
    let at = At::of(TERM_AT, application);
    row.words_sealed.as_ref().map(|sealed| keys.opened(&at, sealed)).transpose()
}

const END_AT: &str = "service_end.words_sealed";

/// Why a service term ended early, sealed for its row.
pub(crate) fn seal_end(parts: &Parts, application: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&At::of(END_AT, application), words, &parts.effects.random)
}

/// The same, opened.
///
/// # Errors
/// [`Fault::Internal`] where the words do not open.
pub(crate) fn end_words(keys: &Keys, application: Code, row: &ServiceEndRow) -> Result<String, Fault> {
    keys.opened(&At::of(END_AT, application), &row.words_sealed)
}

/// Refuses a decision in another state.
///
/// # Errors
/// [`DecisionsWhy::WrongState`].
pub(crate) fn expect_state(decision: &DecisionRow, state: DecisionState) -> Result<(), Fault> {
    if decision.state == state { Ok(()) } else { Err(DecisionsWhy::WrongState.reason().into()) }
}
