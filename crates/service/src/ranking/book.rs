//! The ranking that stands as a workbook for people: every position one after the other, with names for whoever may read applications.
//!
//! Owns: its columns. Computes nothing. Refuses: being taken for a published list: it has no seal, and says so.

use std::collections::BTreeMap;

use domain::access::{ActName, Caller, Permit, ViewApplications, may};
use domain::id::{ApplicationId, Code, PositionId};
use domain::scheme::PartNames;
use sheets::write::{Reading, ReadingColumn, reading};
use store::Scoped as _;
use store::postings::positions::PositionRow;
use text::{Lang, dates, lists, marks, public, ranking as t, scheme, sheets as s, steps};

use super::view::standing;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::applications;
use crate::rows::rankings::Kept;
use crate::rows::schemes::names_of;

/// Applications that are read at once for their names.
const AT_ONCE: usize = 500;

/// A line as it is kept, with its position and ticket number.
struct Line {
    application: ApplicationId,
    position: PositionId,
    ticket: String,
    tied: bool,
    kept: Kept,
}

/// What stands in the workbook.
struct Book {
    title: String,
    notes: [String; 2],
    facts: Vec<(String, String)>,
    positions: BTreeMap<PositionId, PositionRow>,
    people: BTreeMap<ApplicationId, String>,
    names: PartNames,
    lines: Vec<Line>,
}

/// The workbook of the ranking that stands.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and before the first computation; [`Fault::Internal`] where it cannot be written.
pub async fn book(service: &Service, caller: &Caller, posting: Code, lang: Lang) -> Result<Vec<u8>, Fault> {
    let book = service
        .read(caller, "ranking.book", async |look| gathered(service, look, posting, lang).await)
        .await?;
    tokio::task::spawn_blocking(move || book.written(lang)).await.map_err(Fault::internal)?
}

async fn gathered(service: &Service, look: &Look<'_>, posting: Code, lang: Lang) -> Result<Book, Fault> {
    let (row, permit, ranking) = standing(look, posting).await?;
    let mut lines = Vec::new();
    for named in store::rankings::lines(look.snapshot(), &permit, ranking.id, None).await? {
        lines.push(Line {
            application: named.line.application,
            position: named.line.position,
            ticket: named.ticket.unwrap_or_default(),
            tied: named.line.tied,
            kept: serde_json::from_str(&named.line.body).map_err(Fault::internal)?,
        });
    }
    let mut people = BTreeMap::new();
    if may(look.caller(), ActName::ViewApplications, &row.scope()) {
        let permit = look.permit::<ViewApplications>(row.scope())?;
        let of: Vec<ApplicationId> = lines.iter().map(|line| line.application).collect();
        people = names(service, look, &permit, &of).await?;
    }
    let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
    let digests = &ranking.digests;
    Ok(Book {
        title: format!("{} · {}", row.title.as_str(), t::ranking(lang)),
        notes: [
            t::book_note(lang).to_owned(),
            format!("{} {}", t::computed_at(lang), dates::moment(lang, ranking.computed_at.0)),
        ],
        facts: vec![
            ("posting".to_owned(), row.code.to_string()),
            ("computed_at".to_owned(), ranking.computed_at.rfc3339()),
            ("inputs".to_owned(), digests.inputs.grouped()),
            ("result".to_owned(), digests.result.grouped()),
            ("engine".to_owned(), ranking.engine.clone()),
        ],
        names: names_of(look.snapshot(), &permit, None).await?,
        positions: positions.into_iter().map(|one| (one.id, one)).collect(),
        people,
        lines,
    })
}

/// The names of these people.
///
/// # Errors
/// The database's; [`Fault::Internal`] where one does not open.
pub(super) async fn names(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    of: &[ApplicationId],
) -> Result<BTreeMap<ApplicationId, String>, Fault> {
    let mut names = BTreeMap::new();
    for some in of.chunks(AT_ONCE) {
        for row in store::applications::these(look.snapshot(), permit, some).await? {
            names.insert(row.id, applications::name(service, &row)?);
        }
    }
    Ok(names)
}

/// The keys of some pairs, each once, in the order in which they come.
fn keys<'a>(all: impl Iterator<Item = &'a (String, String)>) -> Vec<&'a str> {
    let mut keys: Vec<&str> = Vec::new();
    for (key, _) in all {
        if !keys.contains(&key.as_str()) {
            keys.push(key);
        }
    }
    keys
}

fn value<'a>(pairs: &'a [(String, String)], key: &str) -> &'a str {
    pairs.iter().find(|pair| pair.0 == key).map_or("", |pair| pair.1.as_str())
}

impl Book {
    fn written(&self, lang: Lang) -> Result<Vec<u8>, Fault> {
        let values = keys(self.lines.iter().flat_map(|line| &line.kept.values));
        let seats = keys(self.lines.iter().flat_map(|line| &line.kept.seats));
        let columns = self.columns(lang, (&values, &seats));
        let rows: Vec<Vec<String>> =
            self.lines.iter().map(|line| self.row(lang, line, (&values, &seats))).collect();
        reading(&Reading {
            name: s::results_sheet(lang),
            title: &self.title,
            notes: &self.notes,
            columns: &columns,
            rows: &rows,
            facts: (s::seal_sheet(lang), &self.facts),
        })
        .map_err(|_| Fault::internal("a workbook that could not be written"))
    }

    fn columns(&self, lang: Lang, (values, seats): (&[&str], &[&str])) -> Vec<ReadingColumn> {
        let column = |title: String, width, numbers| ReadingColumn { title, width, numbers };
        let mut columns = vec![
            column(text::applications::position_number(lang).to_owned(), 100, false),
            column(lists::unit(lang).to_owned(), 180, false),
            column(lists::position(lang).to_owned(), 200, false),
            column(lists::plan(lang).to_owned(), 70, true),
            column(public::ticket(lang).to_owned(), 120, false),
        ];
        if !self.people.is_empty() {
            columns.push(column(lists::name(lang).to_owned(), 100, false));
        }
        columns.extend(
            values.iter().map(|key| column(marks::column_word(lang, key, self.names.part(key)), 90, true)),
        );
        columns.push(column(t::total(lang).to_owned(), 90, true));
        columns.push(column(t::rank(lang).to_owned(), 70, true));
        columns.push(column(t::tied(lang).to_owned(), 70, false));
        columns.extend(seats.iter().map(|key| {
            column(text::capital(lang, &scheme::list_word(lang, key, self.names.list(key))), 120, false)
        }));
        columns
    }

    fn row(&self, lang: Lang, line: &Line, (values, seats): (&[&str], &[&str])) -> Vec<String> {
        let position = self.positions.get(&line.position);
        let terms = position.map(|one| &one.terms);
        let mut cells = vec![
            terms.map(|terms| terms.code.as_str().to_owned()).unwrap_or_default(),
            terms.map(|terms| terms.unit.as_str().to_owned()).unwrap_or_default(),
            terms.map(|terms| terms.title.as_str().to_owned()).unwrap_or_default(),
            position.map(|one| one.places().to_string()).unwrap_or_default(),
            line.ticket.clone(),
        ];
        if !self.people.is_empty() {
            cells.push(self.people.get(&line.application).cloned().unwrap_or_default());
        }
        cells.extend(values.iter().map(|key| marks::value_word(lang, value(&line.kept.values, key))));
        cells.extend([line.kept.total.clone(), line.kept.rank.clone()]);
        cells.push(if line.tied { t::tied(lang).to_owned() } else { String::new() });
        cells.extend(seats.iter().map(|key| {
            let word = steps::seat_word(value(&line.kept.seats, key), lang);
            text::capital(lang, &word)
        }));
        cells
    }
}
