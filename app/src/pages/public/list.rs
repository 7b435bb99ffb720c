//! A sealed list: by position, the cut as a red line and in words, find by ticket, position or result, downloads, digest.

mod head;
mod rows;

use domain::view::public::lists::{List, ListFilter, ListGroup, WHOLE_LIST};
use leptos::prelude::*;
use text::numbers::{gap, grouped};
use text::{Lang, public as t, states};

use super::pieces;
use crate::address;
use crate::frame::Section;
use crate::parts::{
    Cell, Column, Counts, DigestLine, Empty, FilterChoice, FilterText, Filters, Row, SealedFact, Table,
    UserText,
};
use crate::shell::{self, Frame};

/// Prints the list, or the lines that the filter lets through. A list of more than [`WHOLE_LIST`] people without a filter
/// becomes an index of its positions.
#[must_use]
pub fn print(view: &List, filter: &ListFilter, lang: Lang) -> String {
    let query = address::query(&[
        ("ticket", filter.ticket.trim()),
        ("position", filter.position.trim()),
        ("result", filter.result.as_str()),
    ]);
    let here = address::list(lang, view.head.code) + &query;
    shell::print(frame(view, lang, here), || {
        view! {
            {head::title(view, lang)}
            {filters(view, filter, lang)}
            {if view.is_whole() || !filter.is_open() { found(view, filter, lang).into_any() } else { index(view, lang).into_any() }}
            {seal(view, lang)}
        }
    })
}

/// Prints one position of the list, `None` where the list has no such position.
#[must_use]
pub fn print_position(view: &List, number: &str, lang: Lang) -> Option<String> {
    let group = view.groups.iter().find(|group| group.number == number)?;
    let here = address::list_position(lang, view.head.code, number);
    let whole = address::list(lang, view.head.code);
    Some(shell::print(frame(view, lang, here), || {
        let lines = vec![(group, group.rows.iter().collect())];
        view! {
            {head::title(view, lang)}
            <p><a href=whole>{t::back_to_list(lang)}</a></p>
            {rows::table(view, &lines, lang)}
            {explained(lang)}
            {seal(view, lang)}
        }
    }))
}

fn frame(view: &List, lang: Lang, here: String) -> Frame {
    let title = format!("{} · {}", pieces::list_title(lang, &view.head), view.head.posting_title);
    Frame::public(lang, title, here, Section::Lists)
}

fn filters(view: &List, filter: &ListFilter, lang: Lang) -> impl IntoView {
    let plain = address::list(lang, view.head.code);
    let clear = if filter.is_open() { String::new() } else { plain.clone() };
    let results = vec![
        ("in".to_owned(), pieces::goes_on(lang, &view.head.stage).to_owned()),
        ("reserve".to_owned(), states::reserve_word(lang).to_owned()),
        ("out".to_owned(), states::not_in(lang).to_owned()),
    ];
    let (ticket, position) = (filter.ticket.trim().to_owned(), filter.position.trim().to_owned());
    let selected = filter.result.clone();
    view! {
        <Filters lang=lang action=plain clear=clear>
            <FilterText name="ticket" label=t::filter_ticket(lang) value=ticket digits=true/>
            <FilterText name="position" label=t::filter_position_of_list(lang) value=position/>
            <FilterChoice lang=lang name="result" label=t::result(lang) options=results selected=selected/>
        </Filters>
    }
}

fn downloads(view: &List, lang: Lang) -> impl IntoView + use<> {
    let (xlsx, csv) = (address::list_xlsx(lang, view.head.code), address::list_csv(lang, view.head.code));
    view! { {text::parts::download(lang)}<a href=xlsx>"xlsx"</a>" · "<a href=csv>"CSV"</a> }
}

/// The lines that the filter lets through, at most as many as stand on one page.
fn found(view: &List, filter: &ListFilter, lang: Lang) -> impl IntoView {
    let mut groups = filter.apply(&view.groups);
    let people: usize = groups.iter().map(|(_, rows)| rows.len()).sum();
    let limit = usize::try_from(WHOLE_LIST).unwrap_or(usize::MAX);
    let mut left = limit;
    for (_, rows) in &mut groups {
        rows.truncate(left);
        left = left.saturating_sub(rows.len());
    }
    groups.retain(|(_, rows)| !rows.is_empty());
    let count = |n: usize| grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let words = if filter.is_open() {
        t::list_counts(
            lang,
            &count(view.groups.len()),
            &grouped(view.head.people.into()),
            &grouped(view.head.chosen.into()),
        )
    } else {
        t::list_found(lang, &count(people), &grouped(view.head.people.into()))
    };
    let table = if groups.is_empty() {
        view! { <Empty sentence=t::not_on_list(lang)/> }.into_any()
    } else {
        rows::table(view, &groups, lang).into_any()
    };
    let downloads = downloads(view, lang);
    view! {
        <Counts words=words>{downloads}</Counts>
        {(people > limit).then(|| view! { <p>{t::too_many_found(lang, &count(limit))}</p> })}
        {table}
        {explained(lang)}
    }
}

fn explained(lang: Lang) -> impl IntoView {
    let gap = gap(lang);
    view! { <p class="small soft">{t::cut_explained(lang)}{gap}{t::unranked_explained(lang)}</p> }
}

/// The index of a long list.
fn index(view: &List, lang: Lang) -> impl IntoView {
    let lede = t::index_lede(
        lang,
        &grouped(i64::try_from(view.groups.len()).unwrap_or(i64::MAX)),
        &grouped(view.head.people.into()),
    );
    let columns = vec![
        Column::words(t::column_code(lang)),
        Column::words(t::position_name(lang)),
        Column::numbers(t::column_plan(lang)),
        Column::numbers(t::people_column(lang)),
        Column::numbers(t::chosen_column(lang)),
    ];
    let rows = view.groups.iter().map(|group| index_row(view, group, lang)).collect();
    let downloads = downloads(view, lang);
    view! {
        <Counts words=lede>{downloads}</Counts>
        <Table lang=lang caption=t::positions_title(lang) quiet=true cards=true columns=columns rows=rows/>
    }
}

fn index_row(view: &List, group: &ListGroup, lang: Lang) -> Row {
    let chosen =
        group.rows.iter().filter(|row| row.result == domain::view::public::lists::ListResult::In).count();
    let to = address::list_position(lang, view.head.code, &group.number);
    Row::Cells(
        "",
        vec![
            Cell::new(view! { <a class="mono" href=to>{group.number.clone()}</a> }),
            Cell::new(view! { <UserText lang=lang text=format!("{} {}", group.unit, group.title)/> })
                .class("across"),
            Cell::from(group.plan.to_string()),
            Cell::from(group.rows.len().to_string()),
            Cell::from(chosen.to_string()),
        ],
    )
}

fn seal(view: &List, lang: Lang) -> impl IntoView {
    let digest = |term: &str, digest: Option<domain::digest::Digest>| {
        digest.map(|digest| SealedFact { term: term.to_owned(), value: digest.grouped() })
    };
    let facts = [
        digest(t::scheme_digest(lang), view.scheme_digest),
        digest(t::rulings_digest(lang), view.rulings_digest),
        view.audit_seal
            .map(|seal| SealedFact { term: t::audit_seal(lang).to_owned(), value: seal.to_string() }),
        (!view.engine.is_empty())
            .then(|| SealedFact { term: t::engine(lang).to_owned(), value: view.engine.clone() }),
    ];
    let facts: Vec<SealedFact> = facts.into_iter().flatten().collect();
    let command = format!("linxuan verify {}.csv --digest {}", view.head.code, view.digest);
    view! {
        <DigestLine
            lang=lang
            version=view.head.version.into()
            published_at=view.head.published_at.0
            digest=view.digest.to_string()
            facts=facts
        />
        <details class="small"><summary>{t::verify_by(lang)}</summary><pre><code>{command}</code></pre></details>
    }
}
