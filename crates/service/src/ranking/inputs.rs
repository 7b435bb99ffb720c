//! What goes into a ranking: schemes, positions, sheets and rulings of one posting.
//!
//! Owns: loading and computing. Refuses: to compute half; every fault is counted.

mod whatif;
mod withheld;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::access::aggregate::{Applications, Marks, Postings, Rankings};
use domain::access::{Act, Permit, Reads};
use domain::digest::Digest;
use domain::id::{ApplicationId, Code, PositionId, RulingId};
use domain::index::Indexed;
use domain::marks::{
    Entrant, Entry, ExaminerMark, Fault as SheetFault, Position, PositionAt, Settings, Sheet, Wrong,
    inputs_digest, settle,
};
use domain::number::Score;
use domain::ranking::{Answer, Aside, Asked, Outcome, Ready, Refusal, Rulings, Tracer, every, strays};
use domain::reason::{MarksWhy, RankingWhy, RulingsWhy};
use domain::rulings::{Approved, Classed};
use domain::scheme::{Input, Line, LineRule, Scheme, Status, Walk};
use files::basis::{FORMAT, Given, Head, write};
use store::Snapshot;
use store::applications::ApplicationRow;
use store::departures::DepartureRow;
use store::departures::calls::CallRow;
use store::marks::examiners::ExaminerMarkRow;
use store::marks::{Cell, MarkRow};
use store::postings::positions::PositionRow;
use store::rankings::Digests;
use store::rulings::RulingRow;
use store::schemes::SchemeRow;

use crate::fault::Fault;
use crate::keys::Keys;
use crate::rows::departures::Left;
use crate::rows::rulings::{Deciding, deciding};
use crate::scheme_file::SchemeFile;

use withheld::Withheld;
pub(crate) use withheld::opens;

/// Everything a ranking is computed from.
pub struct Inputs {
    pub scheme: SchemeRow,
    pub file: Arc<SchemeFile>,
    pub positions: Indexed<PositionAt, Vec<PositionRow>>,
    pub people: Vec<ApplicationRow>,
    /// Rulings, those that wait or were sent back included.
    pub rows: Vec<RulingRow>,
    /// The rulings that stand, with who left and who moved up.
    pub rulings: Rulings,
    /// The positions that name the class of their papers.
    pub classed: Vec<Classed>,
    /// Who left and who moved up alone.
    left: Left,
    /// What a computation leaves aside while a list is under correction.
    withheld: Withheld,
    plain: Vec<Position>,
    sheets: Vec<Sheet>,
    /// Digest of positions and sheets.
    pub digest: Digest,
    /// Their number: it grows with every change of anything here.
    pub version: i64,
}

/// Loads the inputs of the permit's posting. While a list is under correction, what comes after it is left aside.
///
/// # Errors
/// [`domain::reason::SchemesWhy::NoScheme`]; the database's.
pub async fn load<A>(keys: &Keys, snapshot: &Snapshot, permit: &Permit<A>) -> Result<Inputs, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Marks> + Reads<Rankings>,
{
    let Deciding { scheme, file, positions, rows, classed, mut rulings } =
        deciding(keys, snapshot, permit).await?;
    let people = store::applications::passed(snapshot, permit).await?;
    let marks = store::marks::all(snapshot, permit).await?;
    let panels = store::marks::examiners::all(snapshot, permit).await?;
    let plain: Vec<Position> = positions.iter().map(position).collect();
    let mut sheets = sheets(&positions, &people, &marks, panels)?;
    let departures = store::departures::all(snapshot, permit).await?;
    let calls = store::departures::calls::all(snapshot, permit).await?;
    let left = left(&positions, &people, (&departures, &calls));
    left.add_to(&mut rulings);
    let withheld = Withheld::of(snapshot, scheme.posting).await?;
    withheld.strip_sheets(&file, &plain, &mut sheets);
    withheld.strip_rulings(&file, &mut rulings);
    let digest = inputs_digest(&plain, &sheets);
    let version = store::inputs::version(snapshot, permit).await?;
    let positions = positions.into();
    Ok(Inputs {
        scheme,
        file,
        positions,
        people,
        rows,
        rulings,
        classed,
        left,
        withheld,
        plain,
        sheets,
        digest,
        version,
    })
}

/// A position as a computation takes it.
fn position(row: &PositionRow) -> Position {
    Position {
        code: row.terms.code.as_str().to_owned(),
        plan: Some(row.places()),
        scheme: row.terms.scheme_name().map(str::to_owned),
    }
}

/// Who left, and who moved up for them, by position and ticket.
fn left(
    positions: &[PositionRow],
    people: &[ApplicationRow],
    (departures, calls): (&[DepartureRow], &[CallRow]),
) -> Left {
    let codes: HashMap<PositionId, &str> =
        positions.iter().map(|one| (one.id, one.terms.code.as_str())).collect();
    let people: HashMap<ApplicationId, (&str, &str)> = people
        .iter()
        .filter_map(|one| Some((one.id, (*codes.get(&one.position)?, one.ticket.as_deref()?))))
        .collect();
    Left::of(departures, calls, |of| people.get(&of).copied())
}

fn sheets(
    positions: &[PositionRow],
    people: &[ApplicationRow],
    marks: &[MarkRow],
    panels: Vec<ExaminerMarkRow>,
) -> Result<Vec<Sheet>, Fault> {
    let codes: HashMap<PositionId, &str> =
        positions.iter().map(|one| (one.id, one.terms.code.as_str())).collect();
    let mut entries: HashMap<_, BTreeMap<String, Entry>> = HashMap::new();
    for mark in marks {
        entries.entry(mark.application).or_default().insert(mark.component.clone(), entry(mark)?);
    }
    let mut examiners: HashMap<_, Vec<ExaminerMark>> = HashMap::new();
    for row in panels {
        examiners.entry(row.key.application).or_default().push(ExaminerMark {
            component: row.key.component,
            panel: row.panel,
            examiner: row.key.examiner,
            element: Some(row.key.element).filter(|element| !element.is_empty()),
            mark: Score::from_millionths(row.value),
        });
    }
    let mut sheets = Vec::with_capacity(people.len());
    // Numbers are out for everybody at once, as screening ends; until then there is nobody to rank.
    let issued = people.iter().any(|person| person.ticket.is_some());
    for person in people.iter().filter(|_| issued) {
        // Left out in silence, the person would be in no list and nobody would know.
        let lacks =
            |what: &str| Fault::internal(format!("the passed application {} has no {what}", person.code));
        let code = codes.get(&person.position).ok_or_else(|| lacks("position of its posting"))?;
        let ticket = person.ticket.as_ref().ok_or_else(|| lacks("ticket number"))?;
        sheets.push(Sheet {
            position: (*code).to_owned(),
            candidate: ticket.clone(),
            entries: entries.remove(&person.id).unwrap_or_default(),
            examiners: examiners.remove(&person.id).unwrap_or_default(),
        });
    }
    Ok(sheets)
}

fn entry(mark: &MarkRow) -> Result<Entry, Fault> {
    match &mark.cell {
        Cell::Value(millionths) => Ok(Entry::Mark(Score::from_millionths(*millionths))),
        Cell::Status(word) => Status::from_word(word)
            .map(Entry::Status)
            .ok_or_else(|| Fault::internal(format!("the stored status {word} is not known"))),
        Cell::Room(room) => Ok(Entry::Room(room.clone())),
    }
}

/// The result of one position.
pub struct Computed {
    /// The position, of [`Inputs::positions`].
    pub at: PositionAt,
    pub outcome: Outcome,
    entrants: Vec<Entrant>,
}

/// What a set of rulings leads to.
pub struct Weighed {
    /// Positions that could be computed.
    pub all: Vec<Computed>,
    /// What stands against it.
    pub refusals: Vec<Refusal>,
}

impl Weighed {
    /// Whether a line waits to be set in one of the positions.
    #[must_use]
    pub fn has_open_line(&self) -> bool {
        let asks = |one: &Computed| {
            one.outcome.questions().iter().any(|question| matches!(question.asked, Asked::Line { .. }))
        };
        self.all.iter().any(asks)
    }
}

/// Whether a scheme leaves a line to be set after marking.
fn leaves_a_line(scheme: &Scheme) -> bool {
    scheme.total.line == Some(Line::Decided)
        || scheme.conditional.iter().any(|one| one.line == LineRule::Decided)
        || scheme.shortlists.iter().any(|list| list.floor == Some(Line::Decided))
        || Walk::of(scheme).nodes.iter().any(|node| node.component.line == Some(Line::Decided))
}

impl Inputs {
    /// The scheme of the position at `at`.
    #[must_use]
    pub fn scheme_of(&self, at: PositionAt) -> Option<&Scheme> {
        self.file.get(self.settings().position(at)?.scheme_name())
    }

    /// The rulings that would stand without one of them and with another, with who left and who moved up. What is left aside while a
    /// list is under correction is left aside here too, but for what is proposed.
    ///
    /// # Errors
    /// [`Fault::Internal`] where a ruling cannot be read.
    pub fn rulings_but(
        &self,
        without: Option<RulingId>,
        with: Option<Approved<'_>>,
    ) -> Result<Rulings, Fault> {
        let mut rulings = crate::rows::rulings::standing_but(&self.rows, &self.classed, without, with)?;
        self.left.add_to(&mut rulings);
        self.withheld.strip_rulings(&self.file, &mut rulings);
        let own = Rulings::of(with, &self.classed);
        put_back(&mut rulings.ties, own.ties);
        put_back(&mut rulings.replacements, own.replacements);
        put_back(&mut rulings.overrides, own.overrides);
        put_back(&mut rulings.ratios, own.ratios);
        Ok(rulings)
    }

    /// The rulings that stand, with these departures and calls in place of those that stand.
    ///
    /// # Errors
    /// [`Fault::Internal`] where a ruling cannot be read.
    pub fn rulings_left(&self, departures: &[DepartureRow], calls: &[CallRow]) -> Result<Rulings, Fault> {
        let mut rulings = crate::rows::rulings::standing(&self.rows, &self.classed)?;
        let positions = self.positions.iter().as_slice();
        left(positions, &self.people, (departures, calls)).add_to(&mut rulings);
        self.withheld.strip_rulings(&self.file, &mut rulings);
        Ok(rulings)
    }

    fn settings(&self) -> Settings<'_> {
        Settings { scheme: self.file.scheme.as_ref(), schemes: &self.file.schemes, positions: &self.plain }
    }

    /// Everything that a computation takes, packed as the file that the ranking of this code can be computed again from.
    ///
    /// # Errors
    /// [`Fault::Internal`] where it cannot be written.
    pub(super) fn basis(&self, ranking: Code, (digests, engine): (&Digests, &str)) -> Result<Vec<u8>, Fault> {
        let head = Head {
            format: FORMAT.to_owned(),
            ranking,
            engine: engine.to_owned(),
            scheme: digests.scheme,
            inputs: digests.inputs,
            rulings: digests.rulings,
            result: digests.result,
        };
        let given = Given {
            head: &head,
            schemes: &self.file,
            rulings: &self.rulings,
            positions: &self.plain,
            sheets: &self.sheets,
        };
        write(&given).map_err(Fault::internal)
    }

    /// Computes every position that has people.
    ///
    /// # Errors
    /// [`MarksWhy::Missing`], [`MarksWhy::Faulty`], [`RulingsWhy::Unfit`], [`RankingWhy::TooFine`].
    pub fn compute(&self) -> Result<Vec<Computed>, Fault> {
        let Weighed { all, refusals } = self.weigh(&self.rulings)?;
        if refusals.is_empty() { Ok(all) } else { Err(refusal_of_rank(&refusals)) }
    }

    /// Computes every position that has people with `rulings` instead of those that stand; positions that are refused
    /// are left out.
    ///
    /// # Errors
    /// [`MarksWhy::Missing`], [`MarksWhy::Faulty`] where the sheets alone cannot be settled.
    pub fn weigh(&self, rulings: &Rulings) -> Result<Weighed, Fault> {
        self.weigh_sheets(&self.sheets, rulings)
    }

    /// Whether a line waits to be set by what stands now, whatever a ranking said that stands or stood. Of marks that cannot be computed
    /// nobody is shown anything.
    #[must_use]
    pub fn has_open_line(&self) -> bool {
        self.file.all().any(leaves_a_line)
            && self.weigh(&self.rulings).is_ok_and(|weighed| weighed.has_open_line())
    }

    /// How many refusals a computation would meet for the rulings that stand. Marks that cannot be settled yet say nothing against a ruling.
    #[must_use]
    pub fn unfit(&self) -> u32 {
        self.weigh(&self.rulings).map_or(0, |weighed| count(against_rulings(&weighed.refusals)))
    }

    /// Computes with this entry of one person instead of the one that stands.
    ///
    /// # Errors
    /// As [`Inputs::weigh`].
    pub fn weigh_with(
        &self,
        (ticket, column): (&str, &str),
        entry: &Entry,
        rulings: &Rulings,
    ) -> Result<Weighed, Fault> {
        let mut sheets = self.sheets.clone();
        for sheet in sheets.iter_mut().filter(|sheet| sheet.candidate == ticket) {
            sheet.entries.insert(column.to_owned(), entry.clone());
        }
        self.weigh_sheets(&sheets, rulings)
    }

    /// The columns that a person's scheme reads, and what stands in them; `None` where nobody has this ticket number.
    #[must_use]
    pub fn marks_of(&self, ticket: &str) -> Option<(Vec<Input>, &BTreeMap<String, Entry>)> {
        let sheet = self.sheets.iter().find(|sheet| sheet.candidate == ticket)?;
        let (at, _) = self.settings().pairs().find(|(_, one)| one.code == sheet.position)?;
        Some((self.scheme_of(at)?.inputs(), &sheet.entries))
    }

    fn weigh_sheets(&self, sheets: &[Sheet], rulings: &Rulings) -> Result<Weighed, Fault> {
        let counted = Aside::of(&self.settings(), rulings).without(sheets);
        let settled = settle(&self.settings(), &counted).map_err(|faults| refusal(&faults))?;
        let mut all = Vec::new();
        let mut refusals = strays(&self.settings(), rulings);
        let threads = crate::effects::threads();
        let each = |ready: Ready<'_>, answer: Answer| {
            let keep = |outcome| Computed { at: ready.at, outcome, entrants: ready.entrants.to_vec() };
            answer.map(keep)
        };
        for answer in every(&self.settings(), &settled, rulings, threads, each) {
            match answer {
                Ok(computed) => all.push(computed),
                Err(more) => refusals.extend(more),
            }
        }
        Ok(Weighed { all, refusals })
    }

    /// Makes the steps of the people of a computed position.
    ///
    /// # Errors
    /// [`RankingWhy::TooFine`].
    pub fn tracer<'a>(&'a self, computed: &'a Computed) -> Result<Tracer<'a>, Fault> {
        let (Some(position), Some(scheme)) =
            (self.settings().position(computed.at), self.scheme_of(computed.at))
        else {
            return Err(Fault::Missing);
        };
        let tracer = Tracer::new(scheme, position, &computed.entrants, &self.rulings, &computed.outcome);
        tracer.map_err(|_| Fault::refused(RankingWhy::TooFine.reason()))
    }
}

/// Puts in what was left out of it.
fn put_back<T: PartialEq>(all: &mut Vec<T>, own: Vec<T>) {
    for one in own {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn refusal(faults: &[SheetFault]) -> Fault {
    let missing = faults.iter().filter(|fault| fault.wrong == Wrong::Missing).count();
    let rest = faults.len().saturating_sub(missing);
    tracing::info!(missing, rest, "marks are not ready for ranking");
    let mut reasons = Vec::new();
    if missing > 0 {
        reasons.push(MarksWhy::Missing { count: count(missing) }.reason());
    }
    if rest > 0 {
        reasons.push(MarksWhy::Faulty { count: count(rest) }.reason());
    }
    reasons.into()
}

/// How many of them name a ruling, and not a mark, a plan or a number that is too fine.
fn against_rulings(refusals: &[Refusal]) -> usize {
    let ruled = |one: &&Refusal| {
        !matches!(one, Refusal::TooFine { .. } | Refusal::Mark { .. } | Refusal::PlanMissing { .. })
    };
    refusals.iter().filter(ruled).count()
}

fn refusal_of_rank(refusals: &[Refusal]) -> Fault {
    let fine = refusals.iter().filter(|one| matches!(one, Refusal::TooFine { .. })).count();
    if fine > 0 {
        return RankingWhy::TooFine.reason().into();
    }
    let count_of = |kind: fn(&Refusal) -> bool| refusals.iter().filter(|one| kind(one)).count();
    let missing = count_of(|one| matches!(one, Refusal::Mark { surplus: false, .. }));
    let misfit =
        count_of(|one| matches!(one, Refusal::Mark { surplus: true, .. } | Refusal::PlanMissing { .. }));
    let unfit = against_rulings(refusals);
    let mut reasons = Vec::new();
    if unfit > 0 {
        reasons.push(RulingsWhy::Unfit { count: count(unfit) }.reason());
    }
    if missing > 0 {
        reasons.push(MarksWhy::Missing { count: count(missing) }.reason());
    }
    if misfit > 0 {
        reasons.push(MarksWhy::Faulty { count: count(misfit) }.reason());
    }
    reasons.into()
}
