//! What stands and what ever stood in one person's cell, who entered it and from which file.
//!
//! Owns: the page of one mark's history, and the names and files beside marks. Refuses: names of candidates.

use std::collections::{HashMap, HashSet};

use domain::access::aggregate::{Marks, Postings};
use domain::access::{Act, Caller, Permit, Reads, ViewMarks};
use domain::calendar::Instant;
use domain::id::{Code, ImportId, PersonId};
use domain::lifecycle::Phase;
use domain::number::Score;
use domain::view::desk::audit::Beside;
use domain::view::desk::marks::{MarkFile, MarkHistoryPage, MarkOrigin, MarkPast, MarkState};
use store::Snapshot;
use store::imports::Origin;
use store::marks::examiners::ExaminerMarkRow;
use store::marks::history::PastMark;
use store::marks::{MarkRow, Source};

use super::register::Whom;
use super::register::column_kind;
use super::{register, shown};
use crate::Service;
use crate::fault::Fault;
use crate::op::beside;
use crate::rows::postings::{find, head};

/// Names of officers and of files, as far as some marks need them, and which revision of the posting was in force when.
pub(super) struct Origins {
    names: HashMap<PersonId, String>,
    files: HashMap<ImportId, (Origin, String)>,
    revisions: Vec<(u32, Instant)>,
}

impl Origins {
    /// Loads those of these marks.
    pub(super) async fn of<'a, A: Act + Reads<Marks> + Reads<Postings>>(
        service: &Service,
        look: &Snapshot,
        permit: &Permit<A>,
        marks: impl Iterator<Item = &'a MarkRow>,
    ) -> Result<Self, Fault> {
        let (mut people, mut files) = (HashSet::new(), HashSet::new());
        for mark in marks {
            people.insert(mark.by);
            if let Source::Import { batch, .. } = &mark.source {
                files.insert(*batch);
            }
        }
        Self::load(service, look, permit, (people, files)).await
    }

    async fn load<A: Act + Reads<Marks> + Reads<Postings>>(
        service: &Service,
        look: &Snapshot,
        permit: &Permit<A>,
        (people, files): (HashSet<PersonId>, HashSet<ImportId>),
    ) -> Result<Self, Fault> {
        let (people, files): (Vec<_>, Vec<_>) = (people.into_iter().collect(), files.into_iter().collect());
        let names = store::people::staff_names(look, &people).await?;
        let files = store::imports::origins(look, permit, &files).await?;
        let mut named = HashMap::with_capacity(files.len());
        for file in files {
            let name = crate::rows::imports::file_name(service, file.code, &file.file_name_sealed)?;
            named.insert(file.id, (file, name));
        }
        let revisions = store::postings::revisions::numbered(look, permit).await?;
        Ok(Self { names: names.into_iter().collect(), files: named, revisions })
    }

    /// Who entered a mark, and from where.
    pub(super) fn of_mark(&self, mark: &MarkRow) -> MarkOrigin {
        self.entered(&mark.source, (mark.by, mark.at))
    }

    fn entered(&self, source: &Source, done: (PersonId, Instant)) -> MarkOrigin {
        match source {
            Source::Hand => self.origin(done, None),
            Source::Import { batch, place } => self.origin(done, Some((*batch, place))),
        }
    }

    fn origin(&self, (by, at): (PersonId, Instant), file: Option<(ImportId, &str)>) -> MarkOrigin {
        let file = file.and_then(|(batch, place)| {
            let (file, name) = self.files.get(&batch)?;
            let (name, place) = (name.clone(), place.to_owned());
            Some(MarkFile { import: file.code, name, digest: file.file, place })
        });
        let revision = self.revisions.iter().rev().find(|(_, since)| *since <= at).map_or(0, |one| one.0);
        MarkOrigin { by: self.names.get(&by).cloned().unwrap_or_default(), at, revision, file }
    }

    fn examiner(&self, row: &ExaminerMarkRow) -> MarkState {
        MarkState {
            examiner: whose(&row.panel, &row.key.examiner, &row.key.element),
            value: Score::from_millionths(row.value).to_string(),
            entered: self.origin((row.by, row.at), Some((row.batch, &row.place))),
        }
    }

    fn past(&self, past: &PastMark, reason: Beside) -> MarkPast {
        let examiner = past
            .examiner
            .as_ref()
            .map(|(examiner, element)| whose(past.panel.as_deref().unwrap_or_default(), examiner, element));
        MarkPast {
            state: MarkState {
                examiner: examiner.unwrap_or_default(),
                value: shown(&past.cell),
                entered: self.entered(&past.source, (past.by, past.at)),
            },
            ended: past.ended,
            by: self.origin((past.ended_by, past.ended_at), past.ended_batch.map(|batch| (batch, ""))),
            reason,
        }
    }
}

/// Panel, examiner and element in one line.
fn whose(panel: &str, examiner: &str, element: &str) -> String {
    let parts = [panel, examiner, element].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The history of the cell of a person in a column: what is valid now, and what stood there before, newest first.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, applications of another posting, and columns that the person's scheme does not have.
pub async fn history(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (application, component): (Code, &str),
) -> Result<MarkHistoryPage, Fault> {
    service
        .read(caller, "mark.history", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewMarks>(found.scope())?;
            let row = found.open(&permit)?;
            let whom = (row.id, Whom::Application(application));
            let register = register(look.snapshot(), &permit, whom, |scope| look.permit(scope)).await?;
            let (ticket, person) = register.people.first_key_value().ok_or(Fault::Missing)?;
            let input = register.input(person, component).ok_or(Fault::Missing)?;
            let (snapshot, application) = (look.snapshot(), person.application);
            let marks = store::marks::sheet(snapshot, &permit, application).await?;
            let mark = marks.iter().find(|mark| mark.component == component);
            let examiners =
                store::marks::examiners::of_cell(snapshot, &permit, application, component).await?;
            let past = store::marks::history::of_cell(snapshot, &permit, application, component).await?;
            let sources =
                mark.map(|mark| &mark.source).into_iter().chain(past.iter().map(|past| &past.source));
            let from_file = sources.filter_map(|source| match source {
                Source::Import { batch, .. } => Some(*batch),
                Source::Hand => None,
            });
            let files = from_file
                .chain(examiners.iter().map(|row| row.batch))
                .chain(past.iter().filter_map(|past| past.ended_batch))
                .collect();
            let people = mark
                .map(|mark| mark.by)
                .into_iter()
                .chain(examiners.iter().map(|row| row.by))
                .chain(past.iter().flat_map(|past| [past.by, past.ended_by]))
                .collect();
            let origins = Origins::load(service, snapshot, &permit, (people, files)).await?;
            let words = store::marks::history::words(snapshot, &permit, application, component).await?;
            let mut told = Vec::with_capacity(past.len());
            for past in past.iter().rev() {
                let cell = (application, component, past.version);
                let reason = match (past.reason, words.get(&past.version)) {
                    (None, _) => Beside::None,
                    (Some(_), None) => Beside::Removed,
                    (Some(_), Some(sealed)) => {
                        Beside::Kept(beside::mark_words(service.keys(), cell, sealed)?)
                    }
                };
                told.push(origins.past(past, reason));
            }
            let now = mark.map(|mark| MarkState {
                examiner: String::new(),
                value: shown(&mark.cell),
                entered: origins.of_mark(mark),
            });
            Ok(MarkHistoryPage {
                posting: head(&row),
                application: person.code,
                ticket: ticket.clone(),
                position: person.position.clone(),
                component: component.to_owned(),
                label: input.label.clone(),
                kind: column_kind(Some(input.kind)),
                now: now.into_iter().chain(examiners.iter().map(|row| origins.examiner(row))).collect(),
                version: mark.map_or(0, |mark| mark.version),
                past: told,
                open: row.phase == Phase::Examining,
            })
        })
        .await
}
