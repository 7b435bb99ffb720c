//! Inspections of a posting: the team, how far everybody is and what is missing; and the file of one person.

mod file;
mod form;

use domain::inspection::Shown;
use domain::view::desk::inspections::{InspectionLine, InspectionsPage, Inspector, PEOPLE_PER_PAGE};
use leptos::prelude::*;
use text::{Lang, dates, departures, inspections as t};

pub use file::File;

use crate::address;
use crate::api::inspections::inspections_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, Cell, Column, Empty, ErrorSummary, Field, FieldError, Mood, Pager, PostForm, Row, SelectField,
    Slice, StateWord, Table, UserText, Weight,
};

/// `/zh/desk/postings/CODE/inspection`.
#[component]
pub fn Inspections() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let error = ["inspections/name", "inspections/take"].into_iter().find_map(refused);
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let (code, shown, page) = (code.clone(), query("shown"), query("page"));
        move || inspections_view(code.clone(), shown.clone(), page.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "inspection")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |page: InspectionsPage| body(lang, &page, &errors))}
    }
}

fn body(lang: Lang, page: &InspectionsPage, errors: &[FieldError]) -> AnyView {
    if !page.has_inspection {
        return view! { <Empty sentence=t::no_inspection(lang)/> }.into_any();
    }
    let people = if page.listed {
        people(lang, page).into_any()
    } else {
        view! { <Empty sentence=t::not_yet(lang)/> }.into_any()
    };
    view! {
        <h2>{t::team(lang)}</h2>
        {members(lang, page)}
        {page.may_name.then(|| name(lang, page, errors))}
        <h2>{t::people(lang)}</h2>
        {people}
    }
    .into_any()
}

/// Since when somebody is in the team, or no longer, or left out.
pub(super) fn membership(lang: Lang, one: &Inspector) -> String {
    match (one.left_out, one.taken) {
        (Some((relation, at)), _) => {
            t::left_out(lang, t::relation_word(relation, lang), &dates::day(lang, at.date()))
        }
        (None, Some(at)) => t::member_out(lang, &dates::day(lang, at.date())),
        (None, None) => t::member_in(lang).to_owned(),
    }
}

/// The team; whoever may name it takes members off here too.
fn members(lang: Lang, page: &InspectionsPage) -> AnyView {
    if page.team.is_empty() {
        return view! { <p class="soft">{t::team_none(lang)}</p> }.into_any();
    }
    let columns = vec![
        Column::words(t::member(lang)),
        Column::words(t::member_since(lang)),
        Column::words(t::member_state(lang)),
    ];
    let rows = page.team.iter().map(|one| {
        let name = one.name.clone();
        let take = (page.may_name && one.taken.is_none()).then(|| {
            let hidden = vec![
                ("lang".to_owned(), lang.code().to_owned()),
                ("posting".to_owned(), page.posting.code.to_string()),
                ("inspector".to_owned(), one.code.to_string()),
            ];
            let word = t::take_member(lang, &one.name);
            view! {
                <PostForm action="/api/inspections/take" hidden=hidden>
                    <Button word=word weight=Weight::Quiet/>
                </PostForm>
            }
        });
        let stands = membership(lang, one);
        let cells = vec![
            Cell::new(view! { <UserText lang=lang text=name/> }),
            dates::day(lang, one.since.date()).into(),
            Cell::new(view! { {stands} {take} }),
        ];
        Row::Cells("", cells)
    });
    let rows = rows.collect();
    view! { <Table lang=lang caption=t::team(lang) quiet=true cards=true columns=columns rows=rows/> }
        .into_any()
}

fn name(lang: Lang, page: &InspectionsPage, errors: &[FieldError]) -> AnyView {
    if page.staff.is_empty() {
        return ().into_any();
    }
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
    ];
    let options = page.staff.iter().map(|(code, name)| (code.to_string(), name.clone())).collect();
    let field = with_error(Field::new("person", t::member(lang)).hint(t::name_hint(lang)), "person", errors);
    view! {
        <PostForm action="/api/inspections/name" hidden=hidden>
            <SelectField lang=lang field=field options=options/>
            <Button word=t::name_member(lang) weight=Weight::Quiet/>
        </PostForm>
    }
    .into_any()
}

/// The address of the page with what it shows.
fn here(lang: Lang, page: &InspectionsPage, shown: Option<Shown>, number: i64) -> String {
    let base = address::desk_posting(lang, page.posting.code, "inspection");
    let number = number.to_string();
    let mut pairs: Vec<(&str, &str)> = shown.map(|shown| ("shown", shown.word())).into_iter().collect();
    if number != "1" {
        pairs.push(("page", &number));
    }
    format!("{base}{}", address::query(&pairs))
}

/// The counts, each a way to its people, and the people.
fn people(lang: Lang, page: &InspectionsPage) -> impl IntoView + use<> {
    let everybody = (None, t::everybody(lang), page.all);
    let choices =
        page.counts.iter().map(|(shown, count)| (Some(*shown), t::shown_word(*shown, lang), *count));
    let choices = std::iter::once(everybody)
        .chain(choices)
        .map(|(shown, word, count)| {
            let current = (shown == page.shown).then_some("page");
            let href = here(lang, page, shown, 1);
            view! { <li><a href=href aria-current=current>{word}" "{count}</a></li> }
        })
        .collect_view();
    let table = if page.people.is_empty() {
        view! { <Empty sentence=t::none(lang)/> }.into_any()
    } else {
        table(lang, page).into_any()
    };
    let slice = Slice {
        page: i64::from(page.page),
        per_page: i64::from(PEOPLE_PER_PAGE),
        all: i64::from(page.matching),
    };
    let of = page.clone();
    let way = Box::new(move |number| here(lang, &of, of.shown, number));
    view! {
        <nav class="tabs" aria-label=t::file(lang)><ul>{choices}</ul></nav>
        {table}
        <Pager lang=lang slice=slice address=way/>
    }
}

fn table(lang: Lang, page: &InspectionsPage) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(t::person(lang)),
        Column::words(t::file(lang)),
        Column::words(t::missing(lang)),
        Column::words(t::further(lang)),
    ];
    let mut rows = Vec::new();
    let mut at = None;
    for line in &page.people {
        if at != Some(&line.position.0) {
            at = Some(&line.position.0);
            let (number, words) =
                (line.position.0.clone(), format!("{} {}", line.position.1, line.position.2));
            let head = view! { <span class="mono">{number}</span>" "<UserText lang=lang text=words/> };
            rows.push(Row::Group(head.into_any()));
        }
        rows.push(Row::Cells("", cells(lang, page, line)));
    }
    view! { <Table lang=lang caption=t::people(lang) quiet=true cards=true columns=columns rows=rows/> }
}

fn cells(lang: Lang, page: &InspectionsPage, line: &InspectionLine) -> Vec<Cell> {
    let to = format!("inspection/{}", line.application);
    let href = address::desk_posting(lang, page.posting.code, &to);
    let (ticket, name) = (line.ticket.clone(), line.name.clone());
    vec![
        Cell::new(
            view! { <a href=href><span class="mono">{ticket}</span>" "<UserText lang=lang text=name/></a> },
        ),
        Cell::new(state(lang, line)),
        Cell::new(missing(lang, line)),
        further(lang, line).join(" · ").into(),
    ]
}

/// How far the file has come.
pub(super) fn state(lang: Lang, line: &InspectionLine) -> AnyView {
    use domain::inspection::InspectionState as S;
    let mood = match line.state {
        _ if line.left => Mood::Refuse,
        S::Open => Mood::Wait,
        S::Entered => Mood::Now,
        S::Countersigned => Mood::Pass,
    };
    let word = if line.left { t::shown_left(lang) } else { t::state_word(line.state, lang) };
    view! { <StateWord mood=mood word=word/> }.into_any()
}

/// What the file lacks.
pub(super) fn missing(lang: Lang, line: &InspectionLine) -> AnyView {
    let lines = line.lacks.iter().map(|why| {
        let sentence = text::errors::sentence(why, lang);
        view! { <li>{sentence}</li> }
    });
    let lines = lines.collect_view();
    (!line.lacks.is_empty()).then(|| view! { <ul class="plain">{lines}</ul> }).into_any()
}

/// Medical, veto, and a departure that waits.
pub(super) fn further(lang: Lang, line: &InspectionLine) -> Vec<String> {
    let leaving = line.leaving.filter(|_| line.veto.is_none());
    [
        line.medical.map(|result| t::medical_is(lang, t::result_word(result, lang))),
        line.veto.map(|ground| t::veto_is(lang, t::ground_word(ground, lang))),
        leaving.map(|why| t::waits_departure(lang, departures::kind(why, lang))),
    ]
    .into_iter()
    .flatten()
    .collect()
}
