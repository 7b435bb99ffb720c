//! A sealed list: by position and page by page, the cut as a red line and in words, find by ticket, position or result, all lines
//! for paper, downloads, digest.

mod gone;
mod head;

use domain::view::public::lists::{List, ListFilter, pages};
use leptos::prelude::*;
use text::numbers::{colon, gap, grouped};
use text::{Lang, dates, parts as p, public as t, states};

pub use gone::print_gone;

use super::pieces;
use crate::address;
use crate::frame::Section;
use crate::parts::{Counts, DigestLine, Empty, FilterChoice, FilterText, Filters, SealedFact, list_table};
use crate::shell::{self, Frame};

/// Prints a page of the list, or of the lines that the filter lets through; all lines at once where they are asked for on paper.
#[must_use]
pub fn print(view: &List, filter: &ListFilter, lang: Lang) -> String {
    shell::print(frame(view, lang, address_of(view, filter, filter.page(), lang)), || {
        view! {
            {head::title(view, &said(view, filter, lang), lang)}
            {filters(view, filter, lang)}
            {found(view, filter, lang)}
            {pieces::decided(lang, &view.decided)}
            {seal(view, lang)}
        }
    })
}

/// The address of a page of the lines that the filter lets through, without the ticket number that is looked for: what names somebody
/// is sent in a form.
#[must_use]
pub fn address_of(view: &List, filter: &ListFilter, page: usize, lang: Lang) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let query = address::query(&[
        ("position", filter.position.trim()),
        ("result", filter.result.as_str()),
        ("page", &page),
        ("all", if filter.is_for_paper() { "yes" } else { "" }),
    ]);
    address::list(lang, view.head.code) + &query
}

/// The filter in words, for paper.
fn said(view: &List, filter: &ListFilter, lang: Lang) -> Vec<String> {
    let result =
        results(view, lang).into_iter().find(|(word, _)| *word == filter.result).map(|(_, name)| name);
    let typed = [
        (t::filter_ticket(lang), filter.ticket.trim().to_owned()),
        (t::filter_position_of_list(lang), filter.position.trim().to_owned()),
        (t::result(lang), result.unwrap_or_default()),
    ];
    let set = typed.into_iter().filter(|(_, value)| !value.is_empty());
    set.map(|(name, value)| format!("{name}{}{value}", colon(lang))).collect()
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
            {head::title(view, &[], lang)}
            <p class="noprint"><a href=whole>{t::back_to_list(lang)}</a></p>
            {list_table(view, &lines, |number| address::list_position(lang, view.head.code, number), lang)}
            {view.proposal.is_none().then(|| explained(view, lang))}
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
    let results = results(view, lang);
    let (ticket, position) = (filter.ticket.trim().to_owned(), filter.position.trim().to_owned());
    let selected = filter.result.clone();
    // The address of the other language knows no ticket number.
    let other = if ticket.is_empty() { String::new() } else { address::list(lang.other(), view.head.code) };
    view! {
        <Filters lang=lang action=plain clear=clear posts=true switches=other>
            <FilterText name="ticket" label=t::filter_ticket(lang) value=ticket digits=true/>
            <FilterText name="position" label=t::filter_position_of_list(lang) value=position/>
            <FilterChoice lang=lang name="result" label=t::result(lang) options=results selected=selected/>
        </Filters>
    }
}

fn results(view: &List, lang: Lang) -> Vec<(String, String)> {
    vec![
        ("in".to_owned(), text::lists::goes_on(lang, &view.head.stage).to_owned()),
        ("reserve".to_owned(), states::reserve_word(lang).to_owned()),
        ("out".to_owned(), states::not_in(lang).to_owned()),
    ]
}

fn downloads(view: &List, lang: Lang) -> impl IntoView + use<> {
    let (xlsx, csv) = (address::list_xlsx(lang, view.head.code), address::list_csv(lang, view.head.code));
    let (pdf, reading) =
        (address::list_pdf(lang, view.head.code), address::list_reading(lang, view.head.code));
    view! {
        {text::parts::download(lang)}<a href=pdf>"PDF"</a>" · "<a href=reading>{text::parts::workbook_to_read(lang)}</a>" · "
        <a href=csv>"CSV"</a>" · "<a href=xlsx>{text::parts::workbook_to_verify(lang)}</a>
    }
}

/// A page of the lines that the filter lets through, or all of them for paper.
fn found(view: &List, filter: &ListFilter, lang: Lang) -> impl IntoView {
    let lines = filter.apply(&view.groups);
    let count = |n: usize| grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let people: usize = lines.iter().map(|(_, rows)| rows.len()).sum();
    let words = if filter.is_open() {
        let (all, chosen) = (grouped(view.head.people.into()), grouped(view.head.chosen.into()));
        t::list_counts(lang, &count(view.groups.len()), &all, &chosen)
    } else {
        t::list_found(lang, &count(people), &grouped(view.head.people.into()))
    };
    let mut pages = if filter.is_for_paper() { vec![lines] } else { pages(lines) };
    let (last, asked) = (pages.len(), filter.page().min(pages.len()));
    let shown = pages.swap_remove(asked.saturating_sub(1));
    let table = if shown.is_empty() {
        view! { <Empty sentence=t::not_on_list(lang)/> }.into_any()
    } else {
        let alone = |number: &str| address::list_position(lang, view.head.code, number);
        list_table(view, &shown, alone, lang).into_any()
    };
    let here = (last > 1).then(|| p::page_of(lang, &count(asked), &count(last)));
    let words = [Some(words), here].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (whole, downloads) = (for_paper(view, filter, last, lang), downloads(view, lang));
    view! {
        <Counts words=words>{whole}{downloads}</Counts>
        {table}
        {ways(view, filter, (asked, last), lang)}
        {view.proposal.is_none().then(|| explained(view, lang))}
    }
}

/// The way to all lines on one page, where they stand on several: on `last` of them.
fn for_paper(view: &List, filter: &ListFilter, last: usize, lang: Lang) -> impl IntoView + use<> {
    let several = view.is_whole() && filter.is_open() && last > 1;
    let all = ListFilter { all: "yes".to_owned(), ..ListFilter::default() };
    let href = address_of(view, &all, 1, lang);
    several.then(|| view! { <a href=href>{t::list_for_paper(lang)}</a>" · " })
}

/// Which page this is, and the ways to the others: nothing where one holds all. They are buttons where a ticket number is looked for,
/// which is sent along and stands in no address.
fn ways(view: &List, filter: &ListFilter, (page, last): (usize, usize), lang: Lang) -> impl IntoView + use<> {
    let sends = !filter.ticket.trim().is_empty();
    let way = |to: usize, word: &str, rel: Option<&'static str>| {
        let word = word.to_owned();
        if sends {
            let to = to.to_string();
            return view! { <button class="linkish" type="submit" name="page" value=to>{word}</button> }
                .into_any();
        }
        let href = address_of(view, filter, to, lang);
        view! { <a href=href rel=rel>{word}</a> }.into_any()
    };
    let first = (page > 2).then(|| way(1, p::first_page(lang), None));
    let previous = (page > 1).then(|| way(page.saturating_sub(1), p::previous(lang), Some("prev")));
    let next = (page < last).then(|| way(page.saturating_add(1), p::next(lang), Some("next")));
    let end = (page.saturating_add(1) < last).then(|| way(last, p::last_page(lang), None));
    let number = |n: usize| grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let here = p::page_of(lang, &number(page), &number(last));
    let ways = view! {
        <nav class="pager" aria-label=p::pages(lang)><span>{here}</span>{first}{previous}{next}{end}</nav>
    };
    let ways = ways.into_any();
    (last > 1).then(|| if sends { sent_along(view, filter, ways, lang) } else { ways })
}

/// A form around the ways to other pages, with what is looked for.
fn sent_along(view: &List, filter: &ListFilter, ways: AnyView, lang: Lang) -> AnyView {
    let action = address::list(lang, view.head.code);
    let (ticket, position) = (filter.ticket.trim().to_owned(), filter.position.trim().to_owned());
    let result = filter.result.clone();
    view! {
        <form method="post" action=action>
            <input type="hidden" name="ticket" value=ticket/>
            <input type="hidden" name="position" value=position/>
            <input type="hidden" name="result" value=result/>
            {ways}
        </form>
    }
    .into_any()
}

fn explained(view: &List, lang: Lang) -> impl IntoView + use<> {
    let gap = gap(lang);
    let decided = t::decided_places(lang, &view.groups).map(|decided| view! { <p>{decided}</p> });
    view! { {decided}<p class="small soft">{t::cut_explained(lang)}{gap}{t::unranked_explained(lang)}</p> }
}

fn seal(view: &List, lang: Lang) -> impl IntoView {
    let digest = |term: &str, digest: Option<domain::digest::Digest>| {
        digest.map(|digest| SealedFact { term: term.to_owned(), value: digest.grouped() })
    };
    let revision = text::revisions::under(lang, view.revision)
        .map(|value| SealedFact { term: text::revisions::title(lang).to_owned(), value });
    let signed = (!domain::collective::is_proposed(&view.head.stage)).then(|| SealedFact {
        term: text::lists::signed_by_two_word(lang).to_owned(),
        value: text::lists::signed_by_two(lang).to_owned(),
    });
    let gap = gap(lang);
    let read: Vec<String> = view
        .supervised
        .iter()
        .map(|at| text::supervision::read_on(lang, &dates::stamp(lang, at.0)))
        .collect();
    let read = (!read.is_empty()).then(|| view! { <p class="small">{read.join(gap)}</p> });
    let facts = [
        signed,
        revision,
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
        {read}
        <details class="small"><summary>{t::verify_by(lang)}</summary><pre><code>{command}</code></pre></details>
    }
}
