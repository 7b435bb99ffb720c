//! Departures of a posting: who left, which places are vacant, who was called, and the forms for all of it.

mod entries;
mod recalls;

use domain::deadline::Deadline;
use domain::departure::{DepartureKind, VetoGround};
use domain::timetable::StageKind;
use domain::view::desk::departures::{DeparturesPage, Vacancy};
use domain::view::desk::rulings::ListWord;
use leptos::prelude::*;
use text::{Lang, dates, departures as t, inspections, lists, timetable};

use crate::address;
use crate::api::departures::departures_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, Empty, ErrorSummary, Field, FieldError, Kind, LinkButton, Mood, Notice, PostForm, SelectField,
    TextArea, TextField, UserText, Weight, said,
};

/// `/zh/desk/postings/CODE/departures`.
#[component]
pub fn Departures() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let acts = ["enter", "approve", "refuse", "recall", "take_back", "keep", "call", "record"];
    let error = acts.into_iter().find_map(|act| refused(&format!("departures/{act}")));
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let (code, about, of) = (code.clone(), query("application"), query("departure"));
        move || departures_view(code.clone(), about.clone(), of.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "departures")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |page: DeparturesPage| body(lang, &page, &errors))}
    }
}

/// What a list is called.
pub(super) fn word(lang: Lang, list: &ListWord) -> String {
    lists::title(lang, &list.key, list.name.as_deref())
}

fn body(lang: Lang, page: &DeparturesPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let none = page.entries.is_empty().then(|| view! { <Empty sentence=t::none(lang)/> });
    let unknown = page
        .unknown
        .then(|| view! { <Notice mood=Mood::Return title=t::unknown_title(lang)><p>{t::unknown(lang)}</p></Notice> });
    let vacancies = page.vacancies.iter().map(|one| vacancy(lang, page, one, errors)).collect_view();
    let entries = page.entries.iter().map(|one| entries::entry(lang, page, one, errors)).collect_view();
    view! {
        {unknown}
        {vacancies}
        {none}
        {entries}
        {page.may_enter.then(|| enter(lang, page, errors))}
    }
}

/// The end of filling as a moment; empty where there is none.
fn until(lang: Lang, one: &Vacancy) -> String {
    one.until.instant().map(|until| dates::moment(lang, until.0)).unwrap_or_default()
}

/// Until when somebody can be called, where that is still to come.
fn filling(lang: Lang, page: &DeparturesPage, one: &Vacancy) -> Option<AnyView> {
    match one.until {
        Deadline::Before(_) if !one.over => Some(t::filling_until(lang, &until(lang, one)).into_any()),
        Deadline::Open => Some(t::filling_open(lang).into_any()),
        Deadline::Missing => {
            let stage = StageKind::from_word(&one.list.key)?;
            let href = address::desk_posting(lang, page.posting.code, "timetable");
            let said = t::filling_missing(lang, timetable::kind(stage, lang));
            Some(view! { <a href=href>{said}</a> }.into_any())
        }
        Deadline::Before(_) | Deadline::Unset | Deadline::Unknown(_) => None,
    }
}

/// The vacant places of one list, with who is next and the form that calls.
fn vacancy(lang: Lang, page: &DeparturesPage, one: &Vacancy, errors: &[FieldError]) -> impl IntoView + use<> {
    let title = t::vacant(lang, i64::from(one.places), &word(lang, &one.list));
    let place = format!("{} {}", one.position.number, one.position.words);
    let rounds = match one.most {
        Some(most) => t::round_of(lang, u32::from(one.round), u32::from(most)),
        None => t::round(lang, u32::from(one.round)),
    };
    let next: Vec<String> = one.next.iter().map(|(ticket, name)| format!("{ticket} {name}")).collect();
    let who = if !one.allowed {
        t::not_allowed(lang).to_owned()
    } else if one.over {
        t::filling_over(lang, &until(lang, one))
    } else if let Deadline::Unknown(year) = one.until {
        t::filling_unknown(lang, i64::from(year))
    } else if one.withheld {
        t::next_withheld(lang).to_owned()
    } else if next.is_empty() {
        t::nobody(lang).to_owned()
    } else {
        t::next(lang, &text::numbers::list(lang, &next))
    };
    let who = said(lang, &who, one.next.iter().map(|(_, name)| name.as_str()));
    // One form at a time, so that no field stands on the page twice.
    let name = format!("{}.{}", one.position.number, one.list.key);
    let chosen = page.vacancies.len() == 1 || query("vacancy") == name;
    let calls = page.may_call && (one.withheld || !one.next.is_empty());
    let way = (calls && !chosen).then(|| {
        let here = address::desk_posting(lang, page.posting.code, "departures");
        let href = format!("{here}{}", address::query(&[("vacancy", &name)]));
        view! { <p><LinkButton href=href word=t::call(lang) weight=Weight::Quiet/></p> }
    });
    let form = (calls && chosen).then(|| {
        let hidden = vec![
            ("lang".to_owned(), lang.code().to_owned()),
            ("posting".to_owned(), page.posting.code.to_string()),
            ("number".to_owned(), one.position.number.clone()),
            ("list".to_owned(), one.list.key.clone()),
        ];
        let term = Field::new("until", t::until(lang)).hint(t::until_hint(lang));
        let term = with_error(term, "until", errors);
        view! {
            <PostForm action="/api/departures/call" hidden=hidden>
                <TextField lang=lang field=term kind=Kind::Minute value=""/>
                <Button word=t::call(lang)/>
            </PostForm>
        }
    });
    let filled = filling(lang, page, one).map(|said| view! { <p>{said}</p> });
    view! {
        <Notice mood=Mood::Return title=title>
            <p><UserText lang=lang text=place/></p>
            <p>{rounds}" "{who}</p>
            {filled}
            {way}
            {form}
        </Notice>
    }
}

fn enter(lang: Lang, page: &DeparturesPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |name: &'static str, label: &'static str| with_error(Field::new(name, label), name, errors);
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
    ];
    let lists: Vec<(String, String)> =
        page.lists.iter().map(|list| (list.key.clone(), word(lang, list))).collect();
    let grounds: Vec<(String, String)> = VetoGround::ALL
        .iter()
        .map(|one| (one.word().to_owned(), inspections::ground_word(*one, lang).to_owned()))
        .collect();
    let kinds: Vec<(String, String)> = DepartureKind::entered()
        .filter(|kind| page.trial || *kind != DepartureKind::Trial)
        .map(|kind| (kind.word().to_owned(), t::kind(kind, lang).to_owned()))
        .collect();
    let day = field("day", t::day(lang)).hint(t::day_hint(lang));
    let evidence = field("evidence", t::evidence(lang)).hint(t::evidence_hint(lang));
    let list = field("list", t::list(lang)).hint(t::list_hint(lang));
    let ground = field("ground", t::ground(lang)).hint(t::ground_hint(lang)).optional();
    let (ticket, why) = (field("ticket", t::ticket(lang)), field("why", t::why(lang)));
    let (now, about) = (page.list.clone(), page.about.clone());
    view! {
        <h2>{t::enter(lang)}</h2>
        <p>{t::enter_lede(lang)}</p>
        <PostForm action="/api/departures/enter" hidden=hidden switches=true>
            <TextField lang=lang field=ticket kind=Kind::Short value=about/>
            <SelectField lang=lang field=list options=lists selected=now/>
            <SelectField lang=lang field=why options=kinds selected=query("why")/>
            <SelectField lang=lang field=ground options=grounds nothing=t::no_ground(lang)/>
            <TextField lang=lang field=day kind=Kind::Short value=""/>
            <TextArea lang=lang field=evidence value="" rows=3/>
            <Button word=t::send(lang) weight=Weight::Main/>
        </PostForm>
    }
}
