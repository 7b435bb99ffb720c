//! What became of the proposed people: transferred, in probation, returned; and closing the selection.

use domain::publicity::Place;
use domain::transfer::{Following, ProbationEnd, over};
use domain::view::desk::decisions::{Outcome as Person, OutcomePage};
use leptos::prelude::*;
use text::{Lang, dates, decisions as t};

use crate::address;
use crate::api::decisions::outcome_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, Confirm, Empty, ErrorSummary, Field, FieldError, KeyValue, KeyValues, Kind, Mood, PostForm,
    StateWord, TextArea, TextField, UserText, Weight, kv,
};

/// `/zh/desk/postings/CODE/outcome`.
#[component]
pub fn Outcome() -> impl IntoView {
    let lang = lang();
    let (code, asked) = (param("posting"), query("application"));
    let acts = ["transfer", "probation", "service", "close"];
    let refused = acts.into_iter().find_map(|word| refused(&format!("outcome/{word}")));
    let errors = summary(lang, refused.as_ref());
    let fetch = {
        let code = code.clone();
        move || outcome_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::outcome(lang)/>
        {tabs(lang, &code, "outcome")}
        <h1>{t::outcome(lang)}</h1>
        <p class="lede">{t::outcome_lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |page: OutcomePage| body(lang, &page, &asked, &errors))}
    }
}

fn body(lang: Lang, page: &OutcomePage, asked: &str, errors: &[FieldError]) -> impl IntoView + use<> {
    let none = page.people.is_empty().then(|| view! { <Empty sentence=t::nobody(lang)/> });
    let each = page.people.iter().map(|one| person(lang, page, (one, asked), errors)).collect_view();
    let close = page.may_close.then(|| close(lang, page));
    view! { {none}{each}{close} }
}

fn hidden(lang: Lang, page: &OutcomePage, one: &Person) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("ticket".to_owned(), one.ticket.clone()),
    ]
}

fn person(
    lang: Lang,
    page: &OutcomePage,
    (one, asked): (&Person, &str),
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let mood = if one.place.is_settled() { Mood::Pass } else { Mood::Now };
    let name = one.name.clone();
    let (number, unit, title) = one.position.clone();
    let mut pairs = vec![
        kv(t::ticket(lang), view! { <span class="mono">{one.ticket.clone()}</span> }),
        kv(
            t::position(lang),
            view! { <span class="mono">{number}</span>" "<UserText lang=lang text=unit/>" "<UserText lang=lang text=title/> },
        ),
        kv(t::title(lang), t::numbered(lang, one.no)),
    ];
    if let Some((from, months)) = one.transfer {
        let from = dates::day(lang, from);
        let words = if months == 0 {
            t::transferred(lang, &from)
        } else {
            t::transferred_probation(lang, months, &from)
        };
        pairs.push(kv(t::transfer(lang), words));
    }
    pairs.extend(term(lang, one));
    let asked = one.application.as_str() == asked;
    let transfer = (one.may_transfer && asked).then(|| transfer(lang, page, one, errors));
    let ends = (one.may_end && asked).then(|| ends(lang, page, one, errors));
    let serves = (one.may_end_term && asked).then(|| serves(lang, page, one, errors));
    let way = ((one.may_transfer || one.may_end || one.may_end_term) && !asked).then(|| {
        let to = format!("outcome{}", address::query(&[("application", one.application.as_str())]));
        let href = address::desk_posting(lang, page.posting.code, &to);
        let word = match (one.may_transfer, one.may_end) {
            (true, _) => t::transfer(lang),
            (false, true) => t::place_probation(lang),
            (false, false) => t::end_service(lang),
        };
        view! { <p><a href=href>{word}</a></p> }
    });
    view! {
        <section class="card">
            <h2><UserText lang=lang text=name/>" "<StateWord mood=mood word=t::place_word(one.place, lang)/></h2>
            <KeyValues pairs=pairs/>
            {transfer}
            {ends}
            {serves}
            {way}
        </section>
    }
}

/// What stands beside the transfer; the service term of whoever returned is over.
fn term(lang: Lang, one: &Person) -> Vec<KeyValue> {
    let Some(term) = &one.term else { return Vec::new() };
    let day = |day| dates::day(lang, day);
    let trial = term.trial.map(|(from, until)| {
        let said = t::trial_dates(lang, &day(from), &day(until));
        kv(text::desk::trial(lang), said)
    });
    let stays = term.months > 0 && one.place != Place::Returned;
    let service = one.transfer.filter(|_| stays).map(|(from, _)| {
        let said = match &term.ended {
            Some((ended, _)) => t::service_ended(lang, &day(*ended)),
            None => t::service_until(lang, term.months, &day(over(from, term.months))),
        };
        kv(text::desk::service_term(lang), said)
    });
    let why = term.why.clone().map(|why| kv(t::shorter_why(lang), view! { <UserText lang=lang text=why/> }));
    let ended = term.ended.clone().map(|(_, why)| {
        let why = view! { <UserText lang=lang text=why/> };
        kv(t::service_ended_why(lang), why)
    });
    trial.into_iter().chain(service).chain(why).chain(ended).collect()
}

/// The fields for what the notice sets beside a transfer; none where it sets nothing.
fn beside(lang: Lang, set: Following, errors: &[FieldError]) -> AnyView {
    let field = |name: &str, label: &str, hint: &str| {
        with_error(Field::new(name, label).hint(hint).optional(), name, errors)
    };
    let trial = (set.trial > 0).then(|| {
        let from = field("trial_from", t::trial_from(lang), &t::trial_set(lang, set.trial));
        let until = field("trial_until", t::trial_until(lang), t::trial_before(lang));
        view! {
            <TextField lang=lang field=from value=""/>
            <TextField lang=lang field=until value=""/>
        }
    });
    let service = (set.service > 0).then(|| {
        let months = text::desk::service_months(lang);
        let service = field("service_term", months, &t::service_set(lang, set.service));
        view! { <TextField lang=lang field=service kind=Kind::Number value=""/> }
    });
    let words = (!set.is_empty()).then(|| {
        let words = field("words", t::shorter_why(lang), t::shorter_why_hint(lang));
        view! { <TextArea lang=lang field=words value="" rows=3/> }
    });
    view! { {trial}{service}{words} }.into_any()
}

fn transfer(lang: Lang, page: &OutcomePage, one: &Person, errors: &[FieldError]) -> impl IntoView + use<> {
    crate::parts::sends_to("/api/outcome/transfer");
    let from = Field::new("starts", t::transfer_from(lang)).hint(text::parts::day_hint(lang));
    let probation = Field::new("probation", t::probation(lang)).hint(t::probation_hint(lang)).optional();
    let (from, probation) = (with_error(from, "starts", errors), with_error(probation, "probation", errors));
    let beside = beside(lang, page.following, errors);
    view! {
        <PostForm action="/api/outcome/transfer" hidden=hidden(lang, page, one) switches=true>
            <TextField lang=lang field=from value=""/>
            <TextField lang=lang field=probation kind=Kind::Number value=""/>
            {beside}
            <Button word=t::transfer(lang)/>
        </PostForm>
    }
}

fn ends(lang: Lang, page: &OutcomePage, one: &Person, errors: &[FieldError]) -> impl IntoView + use<> {
    let hidden = |end: ProbationEnd| {
        let mut hidden = hidden(lang, page, one);
        hidden.push(("end".to_owned(), end.word().to_owned()));
        hidden
    };
    let (passed, returned) =
        (t::end_word(ProbationEnd::Passed, lang), t::end_word(ProbationEnd::Returned, lang));
    crate::parts::sends_to("/api/outcome/probation");
    let words = Field::new("words", t::not_passed_why(lang)).hint(t::not_passed_hint(lang));
    let words = with_error(words, "words", errors);
    view! {
        <PostForm action="/api/outcome/probation" hidden=hidden(ProbationEnd::Passed)>
            <Button word=passed/>
        </PostForm>
        <PostForm action="/api/outcome/probation" hidden=hidden(ProbationEnd::Returned) switches=true>
            <TextArea lang=lang field=words value="" rows=3/>
            <Button word=returned weight=Weight::Grave/>
        </PostForm>
    }
}

/// The early end of the service term, with its reason.
fn serves(lang: Lang, page: &OutcomePage, one: &Person, errors: &[FieldError]) -> impl IntoView + use<> {
    crate::parts::sends_to("/api/outcome/service");
    let day = format!("{} {}", t::end_service_hint(lang), text::parts::day_hint(lang));
    let on = with_error(Field::new("ends", t::end_service_on(lang)).hint(day), "ends", errors);
    let words = Field::new("words", t::end_service_why(lang)).hint(t::end_service_why_hint(lang));
    let words = with_error(words, "words", errors);
    view! {
        <h3>{t::end_service(lang)}</h3>
        <PostForm action="/api/outcome/service" hidden=hidden(lang, page, one) switches=true>
            <TextField lang=lang field=on value=""/>
            <TextArea lang=lang field=words value="" rows=3/>
            <Button word=t::end_service(lang) weight=Weight::Grave/>
        </PostForm>
    }
}

fn close(lang: Lang, page: &OutcomePage) -> AnyView {
    if !page.against.is_empty() {
        let lines = page.against.iter().map(|why| {
            let sentence = text::errors::sentence(why, lang);
            view! { <li>{sentence}</li> }
        });
        return view! { <h2>{t::close_against(lang)}</h2><ul>{lines.collect_view()}</ul> }.into_any();
    }
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("version".to_owned(), page.version.to_string()),
    ];
    let back = address::desk_posting(lang, page.posting.code, "");
    view! {
        <h2>{t::close_title(lang)}</h2>
        <Confirm lang=lang consequences=vec![t::close_consequence(lang).to_owned()] back=back>
            <PostForm action="/api/outcome/close" hidden=hidden>
                <Button word=t::close(lang) weight=Weight::Grave/>
            </PostForm>
        </Confirm>
    }
    .into_any()
}
