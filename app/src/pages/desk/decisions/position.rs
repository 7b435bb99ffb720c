//! The people of one position: of each somebody says whether they are proposed.

use domain::collective::{Computed, Ground};
use domain::id::Code;
use domain::scheme::{Decision, DecisionMode};
use domain::view::desk::decisions::{Considered, DecisionPosition};
use leptos::prelude::*;
use text::{Lang, decisions as t, departures, inspections as i};

use crate::address;
use crate::api::decisions::decisions_position;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, Crumb, Crumbs, ErrorSummary, Field, FieldError, KeyValues, Mood, Notice, PostForm, RadioGroup,
    SelectField, StateWord, TextArea, UserText, Weight, kv,
};

/// `/zh/desk/postings/CODE/decision/POSITION`.
#[component]
pub fn Position() -> impl IntoView {
    let lang = lang();
    let (code, number, asked) = (param("posting"), param("number"), query("application"));
    let errors = summary(lang, refused("decisions/choose").as_ref());
    let fetch = {
        let (code, number) = (code.clone(), number.clone());
        move || decisions_position(code.clone(), number.clone())
    };
    view! {
        <PageTitle lang=lang text=format!("{} {number}", t::title(lang))/>
        {tabs(lang, &code, "decision")}
        {loaded(fetch, move |page: DecisionPosition| body(lang, &page, &asked, &errors))}
    }
}

fn body(lang: Lang, page: &DecisionPosition, asked: &str, errors: &[FieldError]) -> impl IntoView + use<> {
    let code = page.posting.code;
    let crumbs = vec![Crumb::page(address::desk_posting(lang, code, "decision"), t::title(lang))];
    let (number, unit, title) =
        (page.position.number.clone(), page.position.unit.clone(), page.position.title.clone());
    let lacks = (!page.lacks.is_empty()).then(|| {
        let lines = page.lacks.iter().map(|why| {
            let sentence = text::errors::sentence(why, lang);
            view! { <p>{sentence}</p> }
        });
        let lines = lines.collect_view();
        view! { <Notice mood=Mood::Return title=t::lacks(lang)>{lines}</Notice> }
    });
    let none = page.decision.is_none().then(|| view! { <p>{t::no_draft(lang)}</p> });
    let open = |one: &&Considered| one.place.is_none() && !one.left;
    let asked = page.people.iter().filter(open).find(|one| one.application.as_str() == asked);
    let next = page.people.iter().filter(open).find(|one| one.proposed.is_none());
    let shown = asked.or(next).filter(|_| page.may_edit).map(|one| one.application);
    let people = page.people.iter().map(|one| person(lang, page, (one, shown), errors)).collect_view();
    let link = |number: &Option<String>, word: &'static str| {
        number.as_ref().map(|number| {
            let to = format!("decision/{}", address::segment(number));
            let href = address::desk_posting(lang, code, &to);
            view! { <a href=href>{word}</a>" " }
        })
    };
    let beside = view! {
        <nav class="pager" aria-label=t::positions(lang)>
            {link(&page.beside.0, t::previous_position(lang))}
            {link(&page.beside.1, t::next_position(lang))}
        </nav>
    };
    view! {
        <Crumbs lang=lang crumbs=crumbs/>
        <h1><span class="mono">{number}</span>" "<span class="plain"><UserText lang=lang text=unit/>" "<UserText lang=lang text=title/></span></h1>
        <p class="lede">{lede(lang, page.rule.as_ref())}</p>
        <ErrorSummary lang=lang errors=errors.to_vec()/>
        <p>{t::plan(lang)}" "{page.position.plan}" · "{t::places_left(lang, page.places)}</p>
        {none}
        {lacks}
        {people}
        {beside}
    }
}

fn person(
    lang: Lang,
    page: &DecisionPosition,
    (one, shown): (&Considered, Option<Code>),
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let (name, unit, ticket) = (one.name.clone(), one.unit.clone(), one.ticket.clone());
    let stands = match (one.place, one.proposed) {
        (None, _) if one.left => {
            view! { <StateWord mood=Mood::Refuse word=t::left_selection(lang)/> }.into_any()
        }
        (Some(place), _) => view! { <StateWord mood=Mood::Pass word=t::place_word(place, lang)/> }.into_any(),
        (None, Some(true)) => view! { <StateWord mood=Mood::Pass word=t::yes(lang)/> }.into_any(),
        (None, Some(false)) => view! { <StateWord mood=Mood::Refuse word=t::no(lang)/> }.into_any(),
        (None, None) => view! { <StateWord mood=Mood::Wait word=t::nothing_said(lang)/> }.into_any(),
    };
    let mut pairs = vec![
        kv(t::ticket(lang), view! { <span class="mono">{ticket.clone()}</span> }),
        kv(t::current_unit(lang), view! { <UserText lang=lang text=unit/> }),
        kv(t::rank(lang), one.rank.clone()),
    ];
    let lines = states(lang, one);
    if !lines.is_empty() {
        let to = format!("inspection/{}", one.application);
        let href = address::desk_posting(lang, page.posting.code, &to);
        let lines = lines.join(" · ");
        pairs.push(kv(i::title(lang), view! { <a href=href>{lines}</a> }));
    }
    if let (Some(rule), Some(computed)) = (&page.rule, &one.computed) {
        pairs.push(kv(t::computed(lang), by_rule(lang, rule, computed)));
    }
    if let Some(ground) = one.ground {
        pairs.push(kv(t::ground(lang), t::ground_word(ground, lang)));
    }
    if !one.words.is_empty() {
        let words = one.words.clone();
        pairs.push(kv(t::words(lang), view! { <UserText lang=lang text=words/> }));
    }
    let here = shown == Some(one.application);
    let form = here.then(|| form(lang, page, one, errors));
    let change = (page.may_edit && one.place.is_none() && !one.left && !here).then(|| {
        let number = address::segment(&page.position.number);
        let to = format!("decision/{number}{}", address::query(&[("application", one.application.as_str())]));
        let href = address::desk_posting(lang, page.posting.code, &to);
        view! { <p><a href=href>{t::save_person(lang, &one.ticket)}</a></p> }
    });
    view! {
        <section class="card">
            <h2><UserText lang=lang text=name/>" "{stands}</h2>
            <KeyValues pairs=pairs/>
            {form}
            {change}
        </section>
    }
}

/// What the computed order means, where there is one.
fn lede(lang: Lang, rule: Option<&Decision>) -> &'static str {
    match rule.map(|rule| rule.mode) {
        None | Some(DecisionMode::Collective) => t::rank_never_decides(lang),
        Some(DecisionMode::Weighted) => t::order_weighted(lang),
        Some(DecisionMode::OrderAfterVeto) => t::order_veto(lang),
    }
}

/// The place by the rule, with the steps to it.
fn by_rule(lang: Lang, rule: &Decision, computed: &Computed) -> String {
    let place = computed.place.map(|place| t::computed_place(lang, place));
    let share =
        |weight: Option<domain::number::Weight>| weight.map(|one| one.to_string()).unwrap_or_default();
    let steps = match (rule.mode, computed.exam, computed.inspection, computed.result) {
        (DecisionMode::Weighted, Some(exam), Some(inspection), Some(result)) => Some(t::computed_steps(
            lang,
            &exam.to_string(),
            &share(rule.exam),
            &inspection.to_string(),
            &share(rule.inspection),
            &result.to_string(),
        )),
        (DecisionMode::Weighted, Some(_), None, _) => return t::computed_waits(lang).to_owned(),
        _ => None,
    };
    let place = place.unwrap_or_else(|| t::computed_none(lang).to_owned());
    [steps, Some(place)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How inspection and medical stand, and what would exclude the person.
fn states(lang: Lang, one: &Considered) -> Vec<String> {
    let leaving = one.leaving.filter(|_| one.veto.is_none());
    [
        one.inspection.map(|state| i::state_word(state, lang).to_owned()),
        one.medical.map(|result| i::medical_is(lang, i::result_word(result, lang))),
        one.veto.map(|ground| i::veto_is(lang, i::ground_word(ground, lang))),
        leaving.map(|why| i::waits_departure(lang, departures::kind(why, lang))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn form(
    lang: Lang,
    page: &DecisionPosition,
    one: &Considered,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let decision = page.decision.map(|(code, _)| code.to_string()).unwrap_or_default();
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("decision".to_owned(), decision),
        ("number".to_owned(), page.position.number.clone()),
        ("ticket".to_owned(), one.ticket.clone()),
    ];
    let named = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let choices =
        vec![("yes".to_owned(), t::yes(lang).to_owned()), ("no".to_owned(), t::no(lang).to_owned())];
    let chosen = match one.proposed {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    crate::parts::sends_to("/api/decisions/choose");
    let grounds = Ground::ALL
        .iter()
        .map(|one| (one.word().to_owned(), t::ground_word(*one, lang).to_owned()))
        .collect();
    let ground = named("ground", t::ground(lang)).hint(t::ground_hint(lang)).optional();
    let words = named("words", t::words(lang)).hint(t::words_hint(lang)).optional();
    let selected = one.ground.map(|ground| ground.word().to_owned()).unwrap_or_default();
    let proposed = named("proposed", t::is_proposed(lang));
    let (said, save) = (one.words.clone(), t::save_person(lang, &one.ticket));
    view! {
        <PostForm action="/api/decisions/choose" hidden=hidden switches=true>
            <RadioGroup lang=lang field=proposed options=choices selected=chosen/>
            <SelectField lang=lang field=ground options=grounds selected=selected nothing=t::no_ground(lang)/>
            <TextArea lang=lang field=words value=said rows=2/>
            <Button word=save weight=Weight::Quiet/>
        </PostForm>
    }
}
