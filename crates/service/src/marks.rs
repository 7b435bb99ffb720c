//! Marks typed by hand, by ticket number: papers and components, rooms, points and facts. Examiners' marks come by file.
//!
//! Owns: the register of a posting's marks under its schemes, the page of one column, entering, emptying, the history of a cell,
//! the sheet to fill in. Refuses: names of candidates, overwriting what somebody else typed meanwhile (both values are shown),
//! and emptying a cell without a reason.

mod emptying;
mod history;
mod register;
mod template;

use std::collections::HashSet;

use domain::access::{Caller, EnterMark, ViewMarks};
use domain::entering::{MarkRule, bare};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::Phase;
use domain::marks::{Entry, Wrong};
use domain::number::Score;
use domain::scheme::{FactKind, InputKind};
use domain::view::desk::marks::{MarkLine, MarkSaved, MarksPage};
use store::marks::{Cell, MarkRow, NewMark, Source};

pub use emptying::empty;
pub use history::history;
pub(crate) use register::{Entrant, MarkRegister, MarksByCell, Whom, by_cell, register};
pub use template::{Sheet, template};

use history::Origins;

use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::{find, head};
use sheets::entry::{entry, within};
use sheets::{Code as Cause, Value};

/// Rows that a page of marks may have; the first where none of them is asked for.
const PER_PAGE: [u32; 3] = [100, 500, 1_000];

/// A cell as people write it.
#[must_use]
pub(crate) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Value(value) => Score::from_millionths(*value).to_string(),
        Cell::Status(word) | Cell::Room(word) => word.clone(),
    }
}

/// What a reading stores.
#[must_use]
pub(crate) fn cell(entry: &Entry) -> Cell {
    match entry {
        Entry::Mark(mark) => Cell::Value(mark.millionths()),
        Entry::Status(status) => Cell::Status(status.word().to_owned()),
        Entry::Room(room) => Cell::Room(room.clone()),
    }
}

/// One page of a column: `component` empty for the first; `missing` for those without an entry only; `page` from 1
/// with its rows (100, 500 or 1,000); `words` part of a ticket number or a position code.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn view(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (component, words, missing, (page, rows)): (&str, &str, bool, (u32, u32)),
) -> Result<MarksPage, Fault> {
    service
        .read(caller, "mark.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewMarks>(found.scope())?;
            let row = found.open(&permit)?;
            let register =
                register(look.snapshot(), &permit, (row.id, Whom::Everybody), |scope| look.permit(scope))
                    .await?;
            let mut filled: HashSet<(ApplicationId, String)> =
                store::marks::filled(look.snapshot(), &permit).await?.into_iter().collect();
            filled.extend(store::marks::examiners::filled(look.snapshot(), &permit).await?);
            let names = register.columns();
            let chosen =
                names.iter().find(|name| *name == component).or(names.first()).cloned().unwrap_or_default();
            let fits = |(ticket, person): &(&String, &Entrant)| {
                let called =
                    register.input(person, &chosen).is_some_and(|input| register.is_called(person, input));
                let asked = words.is_empty() || ticket.contains(words) || person.position.contains(words);
                called && asked && !(missing && filled.contains(&(person.application, chosen.clone())))
            };
            let fitting: Vec<(&String, &Entrant)> = register.people.iter().filter(fits).collect();
            let per_page = PER_PAGE.into_iter().find(|one| *one == rows).unwrap_or(PER_PAGE[0]);
            let length = usize::try_from(per_page).map_err(Fault::internal)?;
            let start = usize::try_from(page.max(1).saturating_sub(1)).unwrap_or(0).saturating_mul(length);
            let here: Vec<_> = fitting.iter().skip(start).take(length).collect();
            let ids: Vec<ApplicationId> = here.iter().map(|(_, person)| person.application).collect();
            let marks = by_cell(store::marks::sheets(look.snapshot(), &permit, &ids).await?);
            let past = store::marks::history::known(look.snapshot(), &permit, &ids, &chosen).await?;
            let past: HashSet<ApplicationId> = past.into_iter().collect();
            let origins = Origins::of(service, look.snapshot(), &permit, marks.values()).await?;
            let rule =
                |person: &Entrant| register.input(person, &chosen).map(|input| MarkRule::of(input.kind));
            let line = |(ticket, person): &&(&String, &Entrant)| {
                let mark = marks.get(&(person.application, chosen.clone()));
                Some(MarkLine {
                    application: person.code,
                    ticket: (*ticket).clone(),
                    position: person.position.clone(),
                    value: mark.map(|mark| shown(&mark.cell)).unwrap_or_default(),
                    version: mark.map_or(0, |mark| mark.version),
                    rule: rule(person)?,
                    entered: mark.map(|mark| origins.of_mark(mark)),
                    past: past.contains(&person.application),
                })
            };
            Ok(MarksPage {
                posting: head(&row),
                components: names.iter().map(|name| register.head(name, &filled)).collect(),
                lines: here.iter().filter_map(line).collect(),
                chosen,
                matching: u32::try_from(fitting.len()).unwrap_or(u32::MAX),
                page: page.max(1),
                per_page,
                open: row.phase == Phase::Examining,
            })
        })
        .await
}

/// The code under which an address keeps what is looked for on the page of marks.
///
/// # Errors
/// As [`view`].
pub async fn seek(service: &Service, caller: &Caller, posting: Code, words: &str) -> Result<String, Fault> {
    service
        .read(caller, "mark.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            look.permit::<ViewMarks>(found.scope())?;
            Ok(())
        })
        .await?;
    Ok(crate::sought::code(service, caller, words))
}

/// One mark as typed: ticket number, text, and the version it was typed over (0 for an empty cell).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Ticket number.
    pub ticket: String,
    /// What was typed; a blank text over a mark is refused.
    pub text: String,
    /// Version seen.
    pub version: i64,
}

/// How often a page is tried again where another officer saved the same cell in the same instant: the second time both
/// values are there to be told.
const TRIES: u8 = 3;

/// Saves a page of marks. Each cell is saved or told on its own line: what is no mark says why, and where somebody else
/// saved meanwhile both values are told and nothing is overwritten.
///
/// # Errors
/// [`domain::reason::PostingsWhy::WrongPhase`] outside the examination; [`Fault::Missing`] for those outside the team.
pub async fn enter(
    service: &Service,
    caller: &Caller,
    posting: Code,
    component: &str,
    typed: &[Typed],
    lang: text::Lang,
) -> Result<Vec<MarkSaved>, Fault> {
    for _ in 1..TRIES {
        match enter_once(service, caller, posting, component, typed, lang).await {
            Err(Fault::Stale) => {}
            other => return other,
        }
    }
    enter_once(service, caller, posting, component, typed, lang).await
}

async fn enter_once(
    service: &Service,
    caller: &Caller,
    posting: Code,
    component: &str,
    typed: &[Typed],
    lang: text::Lang,
) -> Result<Vec<MarkSaved>, Fault> {
    service
        .write(caller, "mark.enter", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<EnterMark>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining])?;
            let tickets: Vec<&str> = typed.iter().map(|one| one.ticket.as_str()).collect();
            let whom = (row.id, Whom::Tickets(&tickets));
            let register = register(op.tx(), &permit, whom, |scope| op.permit(scope)).await?;
            let ids: Vec<ApplicationId> =
                typed.iter().filter_map(|one| Some(register.people.get(&one.ticket)?.application)).collect();
            let marks = by_cell(store::marks::sheets(op.tx(), &permit, &ids).await?);
            let mut answers = Vec::new();
            let (mut added, mut any) = (Vec::new(), false);
            for one in typed {
                let (application, cell, before) = match judge(&register, &marks, component, one, lang) {
                    Judged::Same => continue,
                    Judged::Refused(answer) => {
                        answers.push(answer);
                        continue;
                    }
                    Judged::Write(application, cell, before) => (application, cell, before),
                };
                let after = shown(&cell);
                match before {
                    Some(mark) => {
                        let (target, what) = ((mark.id, mark.version), (&cell, &Source::Hand));
                        store::marks::update(op.tx(), &permit, target, what, (permit.by(), op.now())).await?;
                    }
                    None => {
                        let component = component.to_owned();
                        added.push(NewMark { application, component, cell, source: Source::Hand });
                    }
                }
                let event = Event::MarkEntered {
                    posting,
                    ticket: one.ticket.clone(),
                    component: component.to_owned(),
                    before: before.map(|mark| shown(&mark.cell)),
                    after: Some(after.clone()),
                };
                op.record(&permit, &event).await?;
                any = true;
                let ticket = one.ticket.clone();
                answers.push(MarkSaved { ticket, typed: after, saved: true, ..MarkSaved::default() });
            }
            store::marks::insert(op.tx(), &permit, &added, (permit.by(), op.now())).await?;
            if !any {
                op.repeat();
            }
            Ok(answers)
        })
        .await
}

enum Judged<'a> {
    Same,
    Refused(MarkSaved),
    Write(ApplicationId, Cell, Option<&'a MarkRow>),
}

fn judge<'a>(
    register: &MarkRegister,
    marks: &'a MarksByCell,
    component: &str,
    one: &Typed,
    lang: text::Lang,
) -> Judged<'a> {
    let refuse = |why: String, theirs: String| {
        Judged::Refused(MarkSaved {
            ticket: one.ticket.clone(),
            typed: one.text.clone(),
            why,
            theirs,
            saved: false,
        })
    };
    let unknown = || refuse(text::errors::missing_what(lang).to_owned(), String::new());
    let Some(person) = register.people.get(&one.ticket) else { return unknown() };
    let Some(input) = register.input(person, component).filter(|input| register.is_called(person, input))
    else {
        return unknown();
    };
    let before = marks.get(&(person.application, component.to_owned()));
    if bare(&one.text).is_empty() {
        // A page that was opened before somebody else typed the mark does not want it gone.
        return match before {
            Some(mark) if mark.version == one.version => {
                refuse(text::marks::emptying_asks(lang).to_owned(), String::new())
            }
            _ => Judged::Same,
        };
    }
    let cell = match entry(&Value::Text(one.text.clone()), Some(input.kind)) {
        Ok(Some(reading)) => match allowed(&reading.value, input.kind) {
            Ok(()) => cell(&reading.value),
            Err(cause) => return refuse(cause.sentence(lang), String::new()),
        },
        Ok(None) => return Judged::Same,
        Err(cause) => return refuse(cause.sentence(lang), String::new()),
    };
    match before {
        Some(mark) if mark.cell == cell => Judged::Same,
        Some(mark) if mark.version != one.version => refuse(String::new(), shown(&mark.cell)),
        // Somebody emptied the cell meanwhile, for a reason that stands in its history.
        None if one.version != 0 => refuse(String::new(), String::new()),
        _ => Judged::Write(person.application, cell, before),
    }
}

/// What may stand in the column beyond being read: nothing above the full mark or below nought, no panel's score that no
/// examiner gave, yes or no as 1 or 0.
///
/// # Errors
/// The cause against it.
pub(crate) fn allowed(entry: &Entry, kind: InputKind) -> Result<(), Cause> {
    let Entry::Mark(mark) = entry else { return Ok(()) };
    let yes_no = [Score::ZERO, Score::from_millionths(1_000_000)];
    match kind {
        InputKind::Panel => Err(Cause::Sheet { wrong: Wrong::WrongKind }),
        InputKind::Fact(FactKind::YesNo) if !yes_no.contains(mark) => {
            Err(Cause::Sheet { wrong: Wrong::NotYesNo })
        }
        InputKind::Bonus if *mark < Score::ZERO => Err(Cause::Negative { found: mark.to_string() }),
        _ => within(*mark, kind),
    }
}

#[cfg(test)]
mod tests;
