//! Marks typed by hand, by ticket number.
//!
//! Owns: the book of a posting's marks under its schemes, the page of one component, entering. Refuses: names, and
//! overwriting what somebody else typed meanwhile: both values are shown.

use std::collections::{BTreeMap, HashMap};

use domain::access::aggregate::{Applications, Postings, Rankings, Scores};
use domain::access::{Act, Caller, EnterMark, ImportMarks, Permit, Reads, ViewMarks};
use domain::event::Event;
use domain::id::{ApplicationId, Code, PostingId};
use domain::lifecycle::Phase;
use domain::scheme::{Input, InputKind};
use domain::scoring::Entry;
use domain::view::desk::{ComponentHead, MarkLine, MarkSaved, MarksPage};
use store::Look as Snapshot;
use store::scores::{Cell, NewMark, Source};

use crate::Service;
use crate::fault::Fault;
use crate::import::Value;
use crate::import::entry::{entry, within};
use crate::imports::{Marks, is_mark, shown};
use crate::postings::{entry as posting_entry, find};

/// Rows on a page of marks.
const PER_PAGE: usize = 100;

/// A person as a clerk knows them.
pub(crate) struct Sitter {
    pub application: ApplicationId,
    pub position: String,
    scheme: usize,
    seats: BTreeMap<String, String>,
}

/// Everything about the marks of a posting.
pub(crate) struct Book {
    pub people: BTreeMap<String, Sitter>,
    pub marks: Marks,
    schemes: Vec<(domain::scheme::Scheme, Vec<Input>)>,
    ranked: bool,
}

/// Loads the book of the permit's posting.
pub(crate) async fn book<A>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    posting: PostingId,
) -> Result<Book, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Scores> + Reads<Rankings>,
{
    let saved = store::schemes::newest(snapshot, permit).await?.ok_or(domain::reason::Reason::NoScheme)?;
    let file = crate::schemes::saved(&saved.body)?;
    let mut schemes = Vec::new();
    let mut index: HashMap<Option<String>, usize> = HashMap::new();
    for (name, scheme) in file
        .scheme
        .iter()
        .map(|own| (None, own))
        .chain(file.schemes.iter().map(|(name, one)| (Some(name.clone()), one)))
    {
        index.insert(name, schemes.len());
        schemes.push((scheme.clone(), scheme.inputs()));
    }
    let positions = store::postings::positions(snapshot, permit).await?;
    let marks = store::scores::all(snapshot, permit).await?;
    let seats = seats(snapshot, permit, posting).await?;
    let mut people = BTreeMap::new();
    for person in store::applications::passed(snapshot, permit).await? {
        let Some(position) = positions.iter().find(|one| one.id == person.position) else { continue };
        let name = position.terms.scheme.as_ref().map(|name| name.as_str().to_owned());
        let (Some(&scheme), Some(ticket)) = (index.get(&name), person.ticket) else { continue };
        let sitter = Sitter {
            application: person.id,
            position: position.terms.code.as_str().to_owned(),
            scheme,
            seats: seats.get(&person.id).cloned().unwrap_or_default(),
        };
        people.insert(ticket, sitter);
    }
    let marks = marks.into_iter().map(|mark| ((mark.application, mark.component.clone()), mark)).collect();
    Ok(Book { people, marks, schemes, ranked: !seats.is_empty() })
}

/// Who stands where on the lists of the standing ranking.
async fn seats<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    _permit: &Permit<A>,
    posting: PostingId,
) -> Result<HashMap<ApplicationId, BTreeMap<String, String>>, Fault> {
    let reader = Caller::system("mark.seats");
    let Some(locked) = store::rankings::standing(snapshot, posting).await? else { return Ok(HashMap::new()) };
    let permit =
        domain::access::ask::<domain::access::TraceResult>(&reader, locked.scope()).map_err(Fault::Denied)?;
    let ranking = locked.open(&permit)?;
    let mut all = HashMap::new();
    for line in store::rankings::lines(snapshot, &permit, ranking.id, None).await? {
        let kept: crate::ranking::Kept = serde_json::from_str(&line.line.body).map_err(Fault::internal)?;
        all.insert(line.line.application, kept.seats.into_iter().collect());
    }
    Ok(all)
}

impl Book {
    /// Names of the columns that hold marks, in the order of the schemes.
    pub(crate) fn component_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for input in self.schemes.iter().flat_map(|scheme| &scheme.1).filter(|input| is_mark(input.kind)) {
            if !names.contains(&input.name) {
                names.push(input.name.clone());
            }
        }
        names
    }

    /// What a scheme calls a column.
    pub(crate) fn label(&self, name: &str) -> Option<String> {
        self.schemes.iter().flat_map(|scheme| &scheme.1).find(|input| input.name == name)?.label.clone()
    }

    /// The input of this person's scheme.
    pub(crate) fn input(&self, person: &Sitter, name: &str) -> Option<&Input> {
        self.schemes.get(person.scheme)?.1.iter().find(|input| input.name == name)
    }

    /// Whether the person was called to what this column measures. Before the first ranking nobody is turned away.
    pub(crate) fn is_called(&self, person: &Sitter, input: &Input) -> bool {
        let list = input.opened_by.and_then(|at| self.schemes.get(person.scheme)?.0.shortlists.get(at));
        match list {
            Some(list) if self.ranked => person.seats.get(list.to.as_str()).is_some_and(|seat| seat == "in"),
            _ => true,
        }
    }

    fn head(&self, name: &str) -> ComponentHead {
        let concerned: Vec<&Sitter> = self
            .people
            .values()
            .filter(|person| self.input(person, name).is_some_and(|input| self.is_called(person, input)))
            .collect();
        let done =
            concerned.iter().filter(|person| self.marks.contains_key(&(person.application, name.to_owned())));
        let kind = self.schemes.iter().flat_map(|scheme| &scheme.1).find(|input| input.name == name);
        let (full, places) = match kind.map(|input| input.kind) {
            Some(InputKind::Mark { full, places, .. }) => (full.to_string(), places),
            _ => (String::new(), 0),
        };
        ComponentHead {
            name: name.to_owned(),
            label: self.label(name),
            full,
            places,
            done: u32::try_from(done.count()).unwrap_or(u32::MAX),
            all: u32::try_from(concerned.len()).unwrap_or(u32::MAX),
        }
    }
}

/// One page of marks of a component: `component` empty for the first; `missing` for those without a mark only; `page` from
/// 1; `words` part of a ticket number or a position code.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn view(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (component, words, missing, page): (&str, &str, bool, u32),
) -> Result<MarksPage, Fault> {
    service
        .read(caller, "mark.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewMarks>(found.scope())?;
            let row = found.open(&permit)?;
            let book = book(look.snapshot(), &permit, row.id).await?;
            let names = book.component_names();
            let chosen =
                names.iter().find(|name| *name == component).or(names.first()).cloned().unwrap_or_default();
            let mut lines = Vec::new();
            for (ticket, person) in &book.people {
                let Some(input) = book.input(person, &chosen) else { continue };
                let mark = book.marks.get(&(person.application, chosen.clone()));
                let fits = words.is_empty() || ticket.contains(words) || person.position.contains(words);
                if !book.is_called(person, input) || !fits || (missing && mark.is_some()) {
                    continue;
                }
                lines.push(MarkLine {
                    ticket: ticket.clone(),
                    position: person.position.clone(),
                    value: mark.map(|mark| shown(&mark.cell)).unwrap_or_default(),
                    version: mark.map_or(0, |mark| mark.version),
                });
            }
            let matching = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            let start = usize::try_from(page.max(1).saturating_sub(1)).unwrap_or(0).saturating_mul(PER_PAGE);
            Ok(MarksPage {
                posting: posting_entry(
                    &row,
                    store::postings::Size::default(),
                    store::applications::Counts::default(),
                ),
                components: names.iter().map(|name| book.head(name)).collect(),
                chosen,
                lines: lines.into_iter().skip(start).take(PER_PAGE).collect(),
                matching,
                page: page.max(1),
                per_page: u32::try_from(PER_PAGE).unwrap_or(100),
                open: row.phase == Phase::Examining,
            })
        })
        .await
}

/// One mark as typed: ticket number, text, and the version it was typed over (0 for an empty cell).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Ticket number.
    pub ticket: String,
    /// What was typed; empty cells are left alone.
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
/// [`domain::reason::Reason::WrongPhase`] outside the examination; [`Fault::Missing`] for those outside the team.
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
            let reading = op.permit::<ImportMarks>(permit.scope().clone())?;
            let book = book(op.tx(), &reading, row.id).await?;
            let by = permit.by().ok_or(Fault::Missing)?;
            let mut answers = Vec::new();
            let mut any = false;
            for one in typed.iter().filter(|one| !one.text.trim().is_empty()) {
                let answer = match judge(&book, component, one, lang) {
                    Judged::Same => continue,
                    Judged::Refused(answer) => answer,
                    Judged::Write(application, cell, before) => {
                        match before {
                            Some((id, version)) => {
                                let (target, what) = ((id, version), (&cell, Source::Hand));
                                store::scores::update(op.tx(), &permit, target, what, (by, op.now())).await?;
                            }
                            None => {
                                let component = component.to_owned();
                                let new = NewMark {
                                    application,
                                    component,
                                    cell: cell.clone(),
                                    source: Source::Hand,
                                };
                                store::scores::insert(op.tx(), &permit, &[new], (by, op.now())).await?;
                            }
                        }
                        let event = Event::MarkEntered {
                            posting,
                            ticket: one.ticket.clone(),
                            component: component.to_owned(),
                            before: book
                                .marks
                                .get(&(application, component.to_owned()))
                                .map(|mark| shown(&mark.cell)),
                            after: Some(shown(&cell)),
                        };
                        op.record(&permit, &event).await?;
                        any = true;
                        MarkSaved {
                            ticket: one.ticket.clone(),
                            typed: shown(&cell),
                            saved: true,
                            ..MarkSaved::default()
                        }
                    }
                };
                answers.push(answer);
            }
            if !any {
                op.repeat();
            }
            Ok(answers)
        })
        .await
}

enum Judged {
    Same,
    Refused(MarkSaved),
    Write(ApplicationId, Cell, Option<(domain::id::MarkId, i64)>),
}

fn judge(book: &Book, component: &str, one: &Typed, lang: text::Lang) -> Judged {
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
    let Some(person) = book.people.get(&one.ticket) else { return unknown() };
    let Some(input) = book.input(person, component).filter(|input| book.is_called(person, input)) else {
        return unknown();
    };
    let cell = match entry(&Value::Text(one.text.clone()), Some(input.kind)) {
        Ok(Some(reading)) => match reading.value.0 {
            Entry::Mark(mark) => match within(mark, input.kind) {
                Ok(()) => Cell::Value(mark.millionths()),
                Err(cause) => return refuse(cause.sentence(lang), String::new()),
            },
            Entry::Status(status) => Cell::Status(status.word().to_owned()),
            Entry::Room(_) => return unknown(),
        },
        Ok(None) => return Judged::Same,
        Err(cause) => return refuse(cause.sentence(lang), String::new()),
    };
    match book.marks.get(&(person.application, component.to_owned())) {
        Some(mark) if mark.cell == cell => Judged::Same,
        Some(mark) if mark.version != one.version => refuse(String::new(), shown(&mark.cell)),
        Some(mark) => Judged::Write(person.application, cell, Some((mark.id, mark.version))),
        None => Judged::Write(person.application, cell, None),
    }
}
