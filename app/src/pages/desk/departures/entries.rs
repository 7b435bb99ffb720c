//! One departure with its calls, and the forms that decide it or write an answer down.

use domain::calendar::Instant;
use domain::departure::{Answer, DepartureState};
use domain::id::Code;
use domain::view::desk::departures::{CallEntry, DepartureEntry, DeparturesPage};
use leptos::prelude::*;
use text::{Lang, dates, departures as t, inspections, revisions, rulings};

use super::{recalls, word};
use crate::address;
use crate::forms::with_error;
use crate::hooks::query;
use crate::pages::desk::moves::moves;
use crate::parts::{
    Button, Field, FieldError, KeyValue, KeyValues, LinkButton, PostForm, SelectField, TextArea, TextField,
    UserText, Weight, kv,
};

pub(super) fn by(lang: Lang, who: &str, at: Instant) -> String {
    let at = dates::moment(lang, at.0);
    if who.is_empty() { at } else { revisions::by_at(lang, who, &at) }
}

pub(super) fn hidden(lang: Lang, page: &DeparturesPage, further: (&str, String)) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        (further.0.to_owned(), further.1),
    ]
}

/// Who would move by what waits under that code; where it was not asked for, the way to it.
pub(super) fn effect(lang: Lang, page: &DeparturesPage, of: Code, way: bool) -> Option<AnyView> {
    if let Some(found) = page.effect.as_ref().filter(|one| one.of == of) {
        if found.withheld {
            return Some(view! { <p>{rulings::moves_withheld(lang)}</p> }.into_any());
        }
        return Some(moves(lang, rulings::moves(lang), found.moves.as_ref()));
    }
    let here = address::desk_posting(lang, page.posting.code, "departures");
    let href = format!("{here}?departure={of}");
    way.then(|| view! { <p class="small"><a href=href>{rulings::moves(lang)}</a></p> }.into_any())
}

/// One departure.
pub(super) fn entry(
    lang: Lang,
    page: &DeparturesPage,
    one: &DepartureEntry,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let here = address::desk_posting(lang, page.posting.code, "departures");
    let chosen = query("departure") == one.code.as_str();
    let way = (one.may_decide && !chosen).then(|| {
        let href = format!("{here}?departure={}", one.code);
        view! { <p><LinkButton href=href word=t::decide(lang)/></p> }
    });
    let acts = (one.may_decide && chosen).then(|| {
        let field = with_error(Field::new("answer", t::refuse_reason(lang)), "answer", errors);
        let of = || hidden(lang, page, ("departure", one.code.to_string()));
        view! {
            <p>{t::approve_consequence(lang)}</p>
            <PostForm action="/api/departures/approve" hidden=of()>
                <Button word=t::approve(lang) weight=Weight::Grave/>
            </PostForm>
            <PostForm action="/api/departures/refuse" hidden=of() switches=true>
                <TextArea lang=lang field=field value="" rows=2/>
                <Button word=t::refuse(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    let calls = one.calls.iter().map(|call| called(lang, page, call, errors)).collect_view();
    let person = format!("{} {}", one.ticket, one.name);
    view! {
        <section>
            <h2><UserText lang=lang text=person/>" · "{t::kind(one.kind, lang)}" · "{t::state(one.state, lang)}</h2>
            <KeyValues pairs=facts(lang, one)/>
            {effect(lang, page, one.code, one.state == DepartureState::Waits && !one.may_decide)}
            {way}
            {acts}
            {recalls::recalls(lang, page, one, errors)}
            {calls}
        </section>
    }
}

fn facts(lang: Lang, one: &DepartureEntry) -> Vec<KeyValue> {
    let words = |text: &str| {
        let text = text.to_owned();
        view! { <UserText lang=lang text=text/> }
    };
    let mut pairs = vec![
        kv(t::position(lang), view! { <span class="mono">{one.position.clone()}</span> }),
        kv(t::list(lang), words(&word(lang, &one.list))),
        kv(t::day(lang), dates::day(lang, one.day)),
    ];
    pairs.extend(one.ground.map(|ground| kv(t::ground(lang), inspections::ground_word(ground, lang))));
    if !one.evidence.is_empty() {
        pairs.push(kv(t::evidence(lang), words(&one.evidence)));
    }
    pairs.push(kv(t::entered(lang), by(lang, &one.entered_by, one.entered_at)));
    pairs.extend(one.decided.as_ref().map(|(who, at)| kv(t::decided(lang), by(lang, who, *at))));
    let why =
        if one.state == DepartureState::TakenBack { t::recall_reason(lang) } else { t::refuse_reason(lang) };
    pairs.extend(one.refused_because.as_ref().map(|said| kv(why, words(said))));
    pairs
}

/// One call of the chain.
fn called(
    lang: Lang,
    page: &DeparturesPage,
    call: &CallEntry,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let who = format!("{} {}", call.ticket, call.name);
    let until = dates::moment(lang, call.until.0);
    let answer = match &call.answered {
        None => t::call_waits(lang, &until),
        Some((answer, by_whom, at)) => {
            format!("{} · {}", t::answer(*answer, lang), by(lang, by_whom, *at))
        }
    };
    let note = call.note.clone().map(|note| view! { <p class="small"><UserText lang=lang text=note/></p> });
    let here = address::desk_posting(lang, page.posting.code, "departures");
    let chosen = query("call") == call.code.as_str();
    let way = (call.may_record && !chosen).then(|| {
        let href = format!("{here}?call={}", call.code);
        view! { <p class="small"><a href=href>{t::record(lang)}</a></p> }
    });
    let form = (call.may_record && chosen).then(|| {
        let answers: Vec<(String, String)> = [Answer::Accepted, Answer::Declined]
            .into_iter()
            .map(|one| (one.word().to_owned(), t::answer(one, lang).to_owned()))
            .collect();
        let answer = with_error(Field::new("answer", t::answer_label(lang)), "answer", errors);
        let note = with_error(Field::new("note", t::note(lang)).hint(t::note_hint(lang)), "note", errors);
        view! {
            <PostForm action="/api/departures/record" hidden=hidden(lang, page, ("call", call.code.to_string())) switches=true>
                <SelectField lang=lang field=answer options=answers/>
                <TextField lang=lang field=note value=""/>
                <Button word=t::record(lang)/>
            </PostForm>
        }
    });
    view! {
        <p>
            {t::call_round(lang, u32::from(call.round))}" "<b><UserText lang=lang text=who/></b>
            " · "{t::called(lang)}" "{by(lang, &call.called.0, call.called.1)}" · "{answer}
        </p>
        {note}
        {way}
        {form}
    }
}
