//! The lists of a posting: which can be published, which are, and the page on which one is signed.

mod candidate;
mod correction;
mod first;
mod kept;
mod proof;
pub mod release;
mod whole;

use domain::view::desk::lists::{FirstSignature, Lists as View, Signature, Stage};
use domain::view::desk::rulings::OpenRatio;
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, corrections as c, dates, lists as t, ranking, releases as r, scheme};

pub use candidate::Candidate;
pub use correction::Correction;
pub use kept::Kept;
pub use proof::Sign;

use crate::address;
use crate::api::lists::lists_view;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param};
use crate::parts::{Cell, Column, Empty, LinkButton, Mood, Notice, Row, StateWord, Table, UserText, Weight};

/// `/zh/desk/postings/CODE/lists`.
#[component]
pub fn Lists() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || lists_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::publish(lang)/>
        {tabs(lang, &code, "lists")}
        <h1>{t::publish(lang)}</h1>
        <p class="lede">{t::publish_lede(lang)}</p>
        {loaded(fetch, move |lists| show(lang, &lists))}
    }
}

fn show(lang: Lang, lists: &View) -> AnyView {
    let ranking = address::desk_posting(lang, lists.posting.code, "ranking");
    let stale = lists.stale.then(|| {
        view! { <Notice mood=Mood::Return title=c::stale_title(lang)><p>{c::stale(lang)}</p></Notice> }
    });
    if lists.stages.is_empty() {
        return view! {
            {stale}
            <Empty sentence=t::no_lists(lang)>
                <LinkButton href=ranking word=ranking::ranking(lang) weight=Weight::Quiet/>
            </Empty>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(t::list_name(lang)),
        Column::words(t::list_state(lang)),
        Column::numbers(t::people(lang)),
        Column::numbers(t::people_inside(lang)),
        Column::words(t::list_digest(lang)),
    ];
    let rows = lists.stages.iter().map(|stage| Row::Cells("", cells(lang, lists, stage))).collect();
    let by = (!lists.computed_by.is_empty()).then(|| {
        view! { <p class="small soft">{ranking::computed_by(lang)}" "{lists.computed_by.clone()}</p> }
    });
    let supervision = address::desk_posting(lang, lists.posting.code, "supervision");
    let thin = lists.stages.iter().flat_map(|stage| &stage.thin).map(|one| thin(lang, one)).collect_view();
    let rulings = address::desk_posting(lang, lists.posting.code, "rulings");
    let thin = lists.stages.iter().any(|stage| !stage.thin.is_empty()).then(|| {
        view! {
            <Notice mood=Mood::Return title=t::thin_title(lang)>
                <ul>{thin}</ul>
                <LinkButton href=rulings word=text::rulings::title(lang) weight=Weight::Quiet/>
            </Notice>
        }
    });
    view! {
        {stale}
        {thin}
        {by}
        <p class="small"><a href=supervision>{text::supervision::title(lang)}</a></p>
        <Table lang=lang caption=t::publish(lang) quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}

/// A position that keeps its list from being signed, with its counts.
fn thin(lang: Lang, one: &OpenRatio) -> impl IntoView + use<> {
    let place = format!("{} {}", one.position.number, one.position.words);
    let word = text::rulings::ratio_of(lang, &place, &text::rulings::list_of(lang, &one.list));
    let counts = text::rulings::ratio_counts(
        lang,
        i64::from(one.qualified),
        i64::from(one.seats),
        i64::from(one.least),
    );
    let under = (!one.is_decidable()).then(|| view! { <br/><b>{text::rulings::ratio_under(lang)}</b> });
    view! { <li><UserText lang=lang text=word/><br/><span class="small">{counts}</span>{under}</li> }
}

/// What a list is called: the scheme's own Chinese name, else the catalogue's.
fn name(lang: Lang, stage: &Stage) -> String {
    text::capital(lang, &scheme::list_word(lang, &stage.key, stage.name.as_deref()))
}

fn cells(lang: Lang, lists: &View, stage: &Stage) -> Vec<Cell> {
    let (mood, word) = match (&stage.published, stage.ready) {
        _ if waiting(stage).is_some() => (Mood::Wait, r::state_waits(lang)),
        _ if stage.signature.is_some() => (Mood::Return, r::state_ended(lang)),
        _ if stage.first.as_ref().is_some_and(|one| !one.stands) => (Mood::Return, t::first_other(lang)),
        _ if stage.first.is_some() => (Mood::Now, t::first_stands(lang)),
        (Some(_), _) if stage.correction.is_some() => (Mood::Return, c::state_open(lang)),
        (Some(_), _) if stage.differs => (Mood::Return, c::state_differs(lang)),
        (Some(_), _) => (Mood::Pass, t::stage_published(lang)),
        (None, true) => (Mood::Now, t::stage_unsigned(lang)),
        (None, false) => (Mood::Wait, t::stage_not_ready(lang)),
    };
    let name = name(lang, stage);
    let number = |n: u32| Cell::from(if stage.ready { grouped(n.into()) } else { String::new() });
    vec![
        Cell::new(view! { <UserText lang=lang text=name/> }),
        Cell::new(view! { <StateWord mood=mood word=word/> }),
        number(stage.people),
        number(stage.inside),
        way(lang, lists, stage),
    ]
}

/// Which supervisors signed the public list.
fn supervised(lang: Lang, stage: &Stage) -> Option<String> {
    let each = stage.supervised.iter();
    let signed: Vec<String> =
        each.map(|(who, at)| text::supervision::by_at(lang, who, &dates::stamp(lang, at.0))).collect();
    (!signed.is_empty()).then(|| text::supervision::signed_by(lang, &text::numbers::list(lang, &signed)))
}

/// The signature of a list, while it waits for its instant.
fn waiting(stage: &Stage) -> Option<&Signature> {
    stage.signature.as_ref().filter(|one| one.ended.is_none())
}

/// Who signed first and when, while that version is not public.
fn signed_first(lang: Lang, stage: &Stage) -> impl IntoView + use<> {
    let line = |one: &FirstSignature| t::first_line(lang, &one.by, &dates::stamp(lang, one.at.0));
    stage.first.as_ref().map(line).map(|line| view! { <br/><span class="small">{line}</span> })
}

/// What the reader does on the page of a list that can be signed.
fn word_of(lang: Lang, lists: &View, stage: &Stage) -> &'static str {
    let stands = matches!(&stage.first, Some(one) if one.stands);
    if (lists.may_sign && stands) || (lists.may_sign_first && !stands) {
        t::check_and_sign(lang)
    } else {
        t::preview_as_public(lang)
    }
}

/// When a signed list is released, or why its signature ended, with the way to its page.
fn signed(lang: Lang, lists: &View, (stage, one): (&Stage, &Signature)) -> Cell {
    let to = address::desk_posting(lang, lists.posting.code, &format!("lists/{}", stage.key));
    let public = stage.published.as_ref().map(|head| address::list(lang, head.code));
    let public = public.map(|to| view! { <br/><a href=to>{t::open_list(lang)}</a> });
    let (line, word) = match one.ended {
        None => (r::waits_until(lang, &dates::moment(lang, one.at.0)), Some(r::look(lang))),
        Some(by) => {
            let line = r::ended_line(lang, one.version, &dates::moment(lang, one.at.0));
            let word = word_of(lang, lists, stage);
            (format!("{line} {}", r::ended_word(by, lang)), stage.ready.then_some(word))
        }
    };
    let link = word.map(|word| view! { <br/><a href=to>{word}</a> });
    let first = signed_first(lang, stage);
    Cell::new(view! { <span class="small">{line}</span>{first}{link}{public} }).class("across")
}

/// The public list with its digest, or the way to the page on which it is checked and signed.
fn way(lang: Lang, lists: &View, stage: &Stage) -> Cell {
    if let Some(one) = &stage.signature {
        return signed(lang, lists, (stage, one));
    }
    if let Some(head) = &stage.published {
        let (to, digest, at) = (address::list(lang, head.code), head.digest.grouped(), head.at.0);
        let correction =
            address::desk_posting(lang, lists.posting.code, &format!("lists/{}/correction", stage.key));
        let sealed = address::desk_posting(lang, lists.posting.code, &format!("lists/{}/sealed", stage.key));
        let word = if stage.correction.is_some() { c::follow(lang) } else { c::correct_way(lang) };
        return Cell::new(view! {
            <a href=to>{t::open_list(lang)}</a>
            " "
            <span class="small soft">{text::parts::published_on(lang, &dates::stamp(lang, at))}</span>
            <br/>
            <span class="mono digest small">{digest}</span>
            <br/>
            <a href=sealed>{r::as_sealed(lang)}</a>
            " · "
            <a href=correction>{word}</a>
            {signed_first(lang, stage)}
            {supervised(lang, stage).map(|words| view! { <br/><span class="small">{words}</span> })}
        })
        .class("across");
    }
    if !stage.ready {
        return Cell::from("");
    }
    let to = address::desk_posting(lang, lists.posting.code, &format!("lists/{}", stage.key));
    let word = word_of(lang, lists, stage);
    Cell::new(view! { <a href=to>{word}</a>{signed_first(lang, stage)} }).class("across")
}
