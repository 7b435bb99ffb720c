//! `desk/postings/CODE/screening/duplicates`: pairs of applications that may be one person's, why, and what officers found.

use domain::id::Code;
use domain::screening::Compared;
use domain::view::desk::screening::{Duplicates as View, LikelyPair, QueueLine};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, dates, screening::duplicates as t};

use super::frame::{Way, state_word};
use crate::api::screening::screening_duplicates;
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Cell, Column, Counts, Empty, ErrorSummary, Mood, Notice, Pager, PostForm, Row, Slice, StateWord, Table,
    UserText,
};
use crate::{address, forms};

/// Rows on a page.
const PER_PAGE: i64 = 50;

/// The list of a posting.
#[component]
pub fn Duplicates() -> impl IntoView {
    let lang = lang();
    let (posting, page) = (param("posting"), query("page"));
    let errors = forms::summary(lang, refused("screening/compare").as_ref());
    loaded(
        move || screening_duplicates(posting.clone(), page.clone()),
        move |view| {
            view! {
                <PageTitle lang=lang text=t::title(lang)/>
                <Way lang=lang posting=view.posting.clone() inside=true/>
                <ErrorSummary lang=lang errors=errors.clone()/>
                <h1>{t::title(lang)}</h1>
                <p>{t::lede(lang)}</p>
                {body(lang, view)}
            }
        },
    )
}

fn body(lang: Lang, view: View) -> AnyView {
    if view.pairs.is_empty() {
        return view! { <Empty sentence=t::none(lang)/> }.into_any();
    }
    let posting = view.posting.head.code;
    let said = t::counted(lang, view.all, &grouped(i64::from(view.open)));
    let slice = Slice { page: i64::from(view.page), per_page: PER_PAGE, all: i64::from(view.all) };
    let columns = vec![
        Column::words(t::column_first(lang)),
        Column::words(t::column_second(lang)),
        Column::words(t::column_why(lang)),
        Column::words(t::column_found(lang)),
    ];
    let may = view.may_mark;
    let rows = view.pairs.into_iter().map(|pair| row(lang, posting, pair, may)).collect();
    let turn = Box::new(move |page: i64| {
        let plain = address::desk_posting(lang, posting, "screening/duplicates");
        format!("{plain}{}", address::query(&[("page", &page.to_string())]))
    });
    view! {
        <Counts words=said/>
        <Table lang=lang caption=t::title(lang) quiet=true cards=true dense=true columns=columns rows=rows/>
        <Pager lang=lang slice=slice address=turn/>
    }
    .into_any()
}

fn row(lang: Lang, posting: Code, pair: LikelyPair, may: bool) -> Row {
    let why = why(lang, &pair);
    let found = found(lang, posting, &pair, may);
    Row::Cells(
        "",
        vec![
            Cell::new(side(lang, posting, pair.first)).class("plain"),
            Cell::new(side(lang, posting, pair.second)),
            Cell::new(why),
            Cell::new(found),
        ],
    )
}

/// One of the two: its file as a link, position, unit and state; no number of the person.
fn side(lang: Lang, posting: Code, line: QueueLine) -> impl IntoView {
    let href = address::screening(lang, posting, line.code.as_str(), &[("state", "all")]);
    view! {
        <a href=href><UserText lang=lang text=line.name/></a>" "{state_word(lang, line.state)}
        <br/><span class="small"><span class="mono">{line.position}</span>" "<UserText lang=lang text=line.unit/></span>
        <br/><span class="small soft mono">{line.code.to_string()}</span>
    }
}

/// In which the two are alike.
pub(super) fn why(lang: Lang, pair: &LikelyPair) -> String {
    match (pair.person, pair.phone) {
        (true, true) => t::both(lang),
        (true, false) => t::same_person(lang),
        (false, _) => t::same_phone(lang),
    }
    .to_owned()
}

fn found(lang: Lang, posting: Code, pair: &LikelyPair, may: bool) -> impl IntoView + use<> {
    let said = pair.compared.clone().map(|line| {
        let when = t::by(lang, &line.by, &dates::stamp(lang, line.at.0));
        view! { {word(lang, line.compared)}<br/><span class="small soft">{when}</span> }
    });
    let said = match said {
        Some(said) => said.into_any(),
        None => view! { <StateWord mood=Mood::Wait word=t::not_looked(lang)/> }.into_any(),
    };
    let names = t::of(lang, &pair.first.name, &pair.second.name);
    let forms = may.then(|| {
        Compared::ALL
            .iter()
            .filter(|one| pair.compared.as_ref().is_none_or(|line| line.compared != **one))
            .map(|one| form(lang, posting, pair, *one, &names))
            .collect_view()
    });
    view! { {said}<div class="row">{forms}</div> }
}

fn form(
    lang: Lang,
    posting: Code,
    pair: &LikelyPair,
    compared: Compared,
    names: &str,
) -> impl IntoView + use<> {
    let hidden = [
        ("lang", lang.code().to_owned()),
        ("posting", posting.to_string()),
        ("application", pair.first.code.to_string()),
        ("other", pair.second.code.to_string()),
        ("compared", compared.word().to_owned()),
        ("seen", pair.seen.to_string()),
        ("page", query("page")),
    ];
    let hidden = hidden.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let said = t::compared(compared, lang);
    let label = text::reasons::labelled(lang, said, names);
    view! {
        <PostForm action="/api/screening/compare" hidden=hidden>
            <button class="btn quiet small" type="submit" aria-label=label>{said}</button>
        </PostForm>
    }
}

fn word(lang: Lang, compared: Compared) -> impl IntoView {
    let mood = match compared {
        Compared::SamePerson => Mood::Return,
        Compared::Different => Mood::Pass,
    };
    view! { <StateWord mood=mood word=t::compared(compared, lang)/> }
}

/// In a file: the others that it resembles, each with the way to it.
pub(super) fn notice(lang: Lang, posting: Code, here: Code, pairs: Vec<LikelyPair>) -> Option<AnyView> {
    if pairs.is_empty() {
        return None;
    }
    let list = address::desk_posting(lang, posting, "screening/duplicates");
    let lines = pairs
        .into_iter()
        .map(|pair| {
            let (why, compared) = (why(lang, &pair), pair.compared.clone());
            let other = if pair.first.code == here { pair.second } else { pair.first };
            let href = address::screening(lang, posting, other.code.as_str(), &[("state", "all")]);
            let said = compared.map(|line| view! { " "{word(lang, line.compared)} });
            view! { <li><a href=href><UserText lang=lang text=other.name/></a>" "{why}{said}</li> }
        })
        .collect_view();
    let notice = view! {
        <Notice mood=Mood::Return title=t::file_title(lang)>
            <ul>{lines}</ul>
            <p class="small"><a href=list>{t::see_list(lang)}</a></p>
        </Notice>
    };
    Some(notice.into_any())
}
