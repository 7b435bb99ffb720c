//! Rulings beside the scheme: what is open, what was proposed, and the way to propose and to approve.

mod drafted;
mod notice;
mod one;
mod people;
mod possible;
mod propose;

use domain::rulings::Proposal;
use domain::scheme::PartNames;
use domain::view::desk::rulings::{OpenLine, OpenRatio, OpenTie, RulingEntry, RulingState, RulingsPage};
use leptos::prelude::*;
use text::{Lang, dates, numbers, ranking, rulings as t};

pub use drafted::DraftedNoticePage;
pub use notice::SupplementaryNotice;
pub use one::Ruling;
pub use propose::Propose;

use crate::address;
use crate::api::rulings::rulings_list;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param};
use crate::parts::{
    Cell, Column, Empty, FilterChoice, Filters, LinkButton, Mood, Notice, Row, StateWord, Table, Weight, said,
};

/// `/zh/desk/postings/CODE/rulings`.
#[component]
pub fn Rulings() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || rulings_list(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "rulings")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        {loaded(fetch, move |page| show(lang, &page))}
    }
}

fn show(lang: Lang, page: &RulingsPage) -> impl IntoView + use<> {
    let ranking = address::desk_posting(lang, page.posting.code, "ranking");
    let stale = page.stale.then(|| {
        view! {
            <Notice mood=Mood::Return title=ranking::compute_again(lang)>
                <p>{t::stale(lang)}</p>
                <LinkButton href=ranking.clone() word=t::to_ranking(lang) weight=Weight::Quiet/>
            </Notice>
        }
    });
    view! {
        {stale}
        <h2>{t::open(lang)}</h2>
        {open(lang, page)}
        {page.may_propose.then(|| of_a_list(lang, page))}
        {page.may_notice.then(|| notice::way(lang, page))}
        <h2>{t::recorded(lang)}</h2>
        {recorded(lang, page)}
    }
}

/// Open lines and ties.
fn open(lang: Lang, page: &RulingsPage) -> AnyView {
    if page.lines.is_empty() && page.ties.is_empty() && page.ratios.is_empty() {
        let words = if page.ranked { t::open_none(lang) } else { t::open_before(lang) };
        return view! { <Empty sentence=words/> }.into_any();
    }
    let columns = vec![
        Column::words(t::what(lang)),
        Column::words(ranking::concerned(lang)),
        Column::words(t::state(lang)),
    ];
    let lines = page.lines.iter().map(|line| line_row(lang, page, line));
    let ties = page.ties.iter().map(|tie| tie_row(lang, page, tie));
    let ratios = page.ratios.iter().map(|one| ratio_row(lang, page, one));
    let rows = lines.chain(ties).chain(ratios).collect();
    view! { <Table lang=lang caption=t::open(lang) quiet=true cards=true columns=columns rows=rows/> }
        .into_any()
}

fn line_row(lang: Lang, page: &RulingsPage, line: &OpenLine) -> Row {
    let word = t::line_open(lang, &t::of_word(lang, &line.of, line.label.as_deref()));
    let query = [("of", line.of.as_str())];
    let act = (t::set_line(lang), line.waiting.is_none());
    let cells = vec![
        Cell::new(said(lang, &word, line.label.as_deref())),
        t::line_positions(lang, i64::from(line.positions)).into(),
        way(lang, page, line.waiting, act, &query),
    ];
    Row::Cells("", cells)
}

fn tie_row(lang: Lang, page: &RulingsPage, tie: &OpenTie) -> Row {
    let place = format!("{} {}", tie.position.number, tie.position.words);
    let word = t::tie_of(lang, &place, &t::list_of(lang, &tie.list));
    let count = i64::try_from(tie.question.candidates.len()).unwrap_or(i64::MAX);
    let seats = t::tie_seats(lang, count, i64::from(tie.question.seats));
    let people = numbers::list(lang, &tie.question.candidates);
    let query = [("question", tie.question.id.as_str())];
    let act = (t::rule(lang), tie.waiting.is_none());
    let concerned = view! { {seats}<br/><span class="mono small">{people}</span> };
    let own = [tie.position.words.as_str()].into_iter().chain(page.names.words());
    let word = said(lang, &word, own);
    Row::Cells("", vec![Cell::new(word), Cell::new(concerned), way(lang, page, tie.waiting, act, &query)])
}

fn ratio_row(lang: Lang, page: &RulingsPage, one: &OpenRatio) -> Row {
    let place = format!("{} {}", one.position.number, one.position.words);
    let word = t::ratio_of(lang, &place, &t::list_of(lang, &one.list));
    let counts = t::ratio_counts(lang, i64::from(one.qualified), i64::from(one.seats), i64::from(one.least));
    let question = format!("{}/ratio.{}", one.position.number, one.list.key);
    let query = [("question", question.as_str())];
    let way = if one.is_decidable() {
        way(lang, page, one.waiting, (t::ratio_decide(lang), true), &query)
    } else {
        Cell::from(t::ratio_under(lang)).class("across")
    };
    Row::Cells("", vec![Cell::from(word), Cell::from(counts), way])
}

/// The link to the form, or the word that a proposal waits.
fn way(
    lang: Lang,
    page: &RulingsPage,
    waiting: Option<domain::id::Code>,
    (word, free): (&'static str, bool),
    query: &[(&str, &str)],
) -> Cell {
    let code = page.posting.code;
    match waiting {
        Some(waiting) => {
            let to = address::ruling(lang, code, waiting);
            Cell::new(view! { <a href=to>{t::waits(lang)}</a> }).class("across")
        }
        None if free && page.may_propose => {
            let to = address::ruling(lang, code, "propose") + &address::query(query);
            Cell::new(view! { <a href=to>{word}</a> }).class("across")
        }
        None => Cell::from(t::open(lang)),
    }
}

/// The choice of a list that somebody leaves, or that is changed by decision.
fn of_a_list(lang: Lang, page: &RulingsPage) -> AnyView {
    if page.positions.is_empty() || page.lists.is_empty() || !page.ranked {
        return ().into_any();
    }
    let positions = page
        .positions
        .iter()
        .map(|place| (place.number.clone(), format!("{} {}", place.number, place.words)))
        .collect();
    let lists = page
        .lists
        .iter()
        .map(|list| (list.key.clone(), text::capital(lang, &t::list_of(lang, list))))
        .collect();
    let action = address::ruling(lang, page.posting.code, "propose");
    let what = vec![
        (String::new(), t::replace(lang).to_owned()),
        ("yes".to_owned(), t::overriding(lang).to_owned()),
    ];
    view! {
        <h2>{t::of_a_list(lang)}</h2>
        <p>{t::replace_lede(lang)}</p>
        <p>{t::overriding_lede(lang)}</p>
        <Filters lang=lang action=action>
            <FilterChoice lang=lang name="by_decision" label=t::what(lang) options=what selected="" one=true/>
            <FilterChoice lang=lang name="position" label=t::position(lang) options=positions selected="" one=true/>
            <FilterChoice lang=lang name="list" label=t::list(lang) options=lists selected="" one=true/>
        </Filters>
    }
    .into_any()
}

fn recorded(lang: Lang, page: &RulingsPage) -> AnyView {
    if page.rulings.is_empty() {
        return view! { <Empty sentence=t::recorded_none(lang)/> }.into_any();
    }
    let columns = vec![
        Column::words(t::content(lang)),
        Column::words(t::state(lang)),
        Column::words(t::proposed(lang)),
        Column::words(t::approved(lang)),
    ];
    let rows = page
        .rulings
        .iter()
        .map(|line| {
            let to = address::ruling(lang, page.posting.code, line.code);
            let told = told(lang, &page.names, line);
            let settled = line.settled_at.map(|at| by(lang, &line.settled_by, at.0)).unwrap_or_default();
            let cells = vec![
                Cell::new(view! { <a href=to>{told}</a> }),
                Cell::new(state(lang, line)),
                Cell::new(said(
                    lang,
                    &by(lang, &line.proposed_by, line.proposed_at.0),
                    [line.proposed_by.as_str()],
                )),
                Cell::new(said(lang, &settled, [line.settled_by.as_str()])),
            ];
            Row::Cells(if line.state == RulingState::Waiting { "look" } else { "" }, cells)
        })
        .collect();
    view! { <Table lang=lang caption=t::recorded(lang) quiet=true cards=true columns=columns rows=rows/> }
        .into_any()
}

/// What a ruling says, in one line.
fn told(lang: Lang, names: &PartNames, line: &RulingEntry) -> AnyView {
    let title = match line.takes_back.as_ref().unwrap_or(&line.proposal) {
        Proposal::Notice { title, .. } => title.as_str(),
        _ => "",
    };
    let told = t::tell(lang, names, &line.proposal, line.takes_back.as_ref());
    said(lang, &told, names.words().chain([title]))
}

/// Who, and when.
fn by(lang: Lang, name: &str, at: i64) -> String {
    t::by_at(lang, name, &dates::stamp(lang, at))
}

/// The word for where a ruling stands.
fn state(lang: Lang, line: &RulingEntry) -> impl IntoView + use<> {
    let mood = match line.state {
        RulingState::Waiting => Mood::Now,
        RulingState::Standing if line.unfit => Mood::Refuse,
        RulingState::Standing => Mood::Pass,
        RulingState::Returned => Mood::Return,
        RulingState::Superseded => Mood::Wait,
    };
    let unfit = line.unfit.then(|| view! { <br/><span class="small">{t::unfit(lang)}</span> });
    view! { <StateWord mood=mood word=t::state_word(lang, line.state)/>{unfit} }
}
