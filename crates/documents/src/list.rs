//! A published list on paper: the rows of the page in their order, the digest on every page, the sealed bytes attached.
//!
//! Owns: how a list becomes the values of its template. Refuses: anything that does not follow from the sealed bytes, such as
//! whether a newer version exists or what the scheme calls a component: the same bytes give the same paper for ever.

use domain::digest::Digest;
use domain::view::public::lists::{List, ListColumn, ListGroup, ListResult, ListRow};
use serde::Serialize;
use text::numbers::{colon, comma, gap, grouped};
use text::{Lang, dates, decisions, marks, papers as t, parts, public, revisions, states};

use crate::engine::{ATTACHED, Head as FileHead, NotPrinted, Papers, Run, Template};

/// The values of the template.
#[derive(Serialize)]
struct Paper {
    lang: &'static str,
    title: String,
    author: String,
    subject: String,
    lede: String,
    note: Option<String>,
    counts: String,
    heads: Vec<Head>,
    groups: Vec<Group>,
    explained: String,
    facts: Vec<(String, String)>,
    attached: &'static str,
    footer: String,
    page: String,
    wide: bool,
}

/// The head of a column; numbers stand to the right.
#[derive(Serialize)]
struct Head {
    word: String,
    number: bool,
}

/// The lines of a position.
#[derive(Serialize)]
struct Group {
    field: String,
    number: String,
    name: String,
    plan: String,
    lines: Vec<Line>,
}

/// A line; `cut` where it is the last that goes on and others stand below it.
#[derive(Serialize)]
struct Line {
    field: String,
    cells: Vec<String>,
    cut: bool,
}

/// Columns beyond which the paper is turned.
const UPRIGHT: usize = 8;

/// Prints a list, with the bytes that it was read from attached. `view` must be what these bytes say and nothing else.
///
/// # Errors
/// [`NotPrinted`].
pub fn list(papers: &Papers, lang: Lang, view: &List, bytes: &[u8]) -> Result<Vec<u8>, NotPrinted> {
    papers.print(run(&values(lang, view), bytes)?)
}

fn run<'a>(of: &'a Paper, bytes: &[u8]) -> Result<Run<'a>, NotPrinted> {
    Ok(Run {
        template: Template::List,
        head: FileHead { title: &of.title, author: &of.author, subject: &of.subject, left_out: None },
        papers: vec![crate::engine::values(of)?],
        beside: vec![(ATTACHED.to_owned(), bytes.to_vec())],
    })
}

/// Lays a list out without writing it, for tests that read what stands on its pages.
#[cfg(test)]
pub(crate) fn laid_out(papers: &Papers, lang: Lang, view: &List) -> typst_layout::PagedDocument {
    papers.lay_out(run(&values(lang, view), b"x").unwrap()).unwrap().0
}

fn values(lang: Lang, view: &List) -> Paper {
    let head = &view.head;
    let named = view.groups.iter().flat_map(|group| &group.rows).any(|row| row.name.is_some());
    let heads = heads(lang, view, named);
    let title = text::lists::title(lang, &head.stage, head.name.as_deref());
    let published = parts::published_on(lang, &dates::stamp(lang, head.published_at.0));
    let version = public::version_word(lang, head.version.into());
    let count = |n: usize| grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let counts = public::list_counts(
        lang,
        &count(view.groups.len()),
        &grouped(head.people.into()),
        &grouped(head.chosen.into()),
    );
    Paper {
        lang: lang.code(),
        subject: head.posting_title.clone(),
        author: view.authority.clone(),
        lede: [view.authority.as_str(), &version, &published].join(" · "),
        note: note(lang, view),
        counts,
        wide: heads.len() > UPRIGHT,
        heads,
        groups: view.groups.iter().map(|one| group(lang, view, one, named)).collect(),
        explained: explained(lang, view),
        facts: facts(lang, view),
        attached: t::list_made_from(lang),
        footer: format!("{}{}{}", parts::digest(lang), colon(lang), view.digest.grouped()),
        page: parts::page_of(lang, "{p}", "{n}"),
        title,
    }
}

/// What is said above the rows: that a rank does not decide, or what was decided and how long it is public.
fn note(lang: Lang, view: &List) -> Option<String> {
    let Some(proposal) = &view.proposal else {
        return (view.head.stage == "inspection").then(|| public::not_final(lang).to_owned());
    };
    let day = |day| dates::day(lang, day);
    let decided = decisions::decided_by(lang, &proposal.body, &day(proposal.on));
    let period = decisions::period(lang, &day(proposal.period.first), &day(proposal.period.last));
    Some([decided.as_str(), &period, decisions::passed_over(lang)].join(gap(lang)))
}

fn explained(lang: Lang, view: &List) -> String {
    if view.proposal.is_some() {
        return String::new();
    }
    let decided = public::decided_places(lang, &view.groups);
    let words = [public::cut_explained(lang), public::unranked_explained(lang)];
    decided.as_deref().into_iter().chain(words).collect::<Vec<_>>().join(gap(lang))
}

/// Whether a column says where a person serves, and no mark.
fn is_of_person(column: &ListColumn) -> bool {
    domain::collective::COLUMNS.contains(&column.key.as_str())
}

fn heads(lang: Lang, view: &List, named: bool) -> Vec<Head> {
    let word = |word: &str| Head { word: word.to_owned(), number: false };
    let number = |word: String| Head { word, number: true };
    let mut heads = vec![word(public::ticket(lang))];
    if named {
        heads.push(word(public::name(lang)));
    }
    let of = |column: &ListColumn| marks::column_word(lang, &column.key, column.name.as_deref());
    if view.proposal.is_some() {
        heads.extend(view.columns.iter().map(|column| word(&of(column))));
    } else {
        let head = |column| if is_of_person(column) { word(&of(column)) } else { number(of(column)) };
        heads.extend(view.columns.iter().map(head));
        heads.push(number(public::rank(lang).to_owned()));
    }
    heads.push(word(public::result(lang)));
    heads
}

fn group(lang: Lang, view: &List, group: &ListGroup, named: bool) -> Group {
    let last = group.rows.iter().rposition(|row| row.result == ListResult::In);
    let cut = last.filter(|last| last.saturating_add(1) < group.rows.len());
    let lines = group.rows.iter().enumerate();
    Group {
        field: group.number.clone(),
        number: group.number.clone(),
        name: format!("{} · {}", group.unit, group.title),
        plan: public::plan_of(lang, group.plan.into()),
        lines: lines.map(|(at, row)| line(lang, view, row, (named, cut == Some(at)))).collect(),
    }
}

fn line(lang: Lang, view: &List, row: &ListRow, (named, cut): (bool, bool)) -> Line {
    let mut cells = vec![row.ticket.clone()];
    if named {
        cells.push(row.name.clone().unwrap_or_default());
    }
    if view.proposal.is_some() {
        cells.extend(row.values.iter().cloned());
    } else {
        let cell = |(column, value): (&ListColumn, &String)| {
            if is_of_person(column) { value.clone() } else { marks::value_word(lang, value) }
        };
        cells.extend(view.columns.iter().zip(&row.values).map(cell));
        cells.push(row.rank.clone());
    }
    let mut word = public::result_word(lang, &view.head.stage, &row.result, row.unranked.as_ref());
    if let Some(placed) = row.placed {
        word = [word.as_str(), public::placed_word(lang, placed)].join(comma(lang));
    }
    if row.tied {
        word = [word.as_str(), states::tied(lang)].join(comma(lang));
    }
    cells.push(word);
    Line { field: row.ticket.clone(), cells, cut }
}

fn facts(lang: Lang, view: &List) -> Vec<(String, String)> {
    let digest = |term: &str, digest: Option<Digest>| digest.map(|found| (term.to_owned(), found.grouped()));
    [
        digest(parts::digest(lang), Some(view.digest)),
        revisions::under(lang, view.revision).map(|no| (revisions::title(lang).to_owned(), no)),
        digest(public::scheme_digest(lang), view.scheme_digest),
        digest(public::rulings_digest(lang), view.rulings_digest),
        view.audit_seal.map(|seal| (public::audit_seal(lang).to_owned(), seal.to_string())),
        (!view.engine.is_empty()).then(|| (public::engine(lang).to_owned(), view.engine.clone())),
    ]
    .into_iter()
    .flatten()
    .collect()
}
