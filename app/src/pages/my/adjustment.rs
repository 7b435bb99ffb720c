//! Choosing another position in a round of moves after the marks: the form on the own page, and what came of it.

use domain::adjusting::ChoiceState;
use domain::calendar::Standing;
use domain::view::my::applications::{Adjusting, Application as View, Chosen};
use leptos::prelude::*;
use text::{Lang, adjustments as t, dates, reasons};

use crate::forms::{summary, with_error};
use crate::hooks::refused;
use crate::parts::{
    Button, ErrorSummary, Field, Mood, Notice, PostForm, SelectField, UserText, Weight, said,
};

/// Where the person stands in the round, and the form while its window is open; nothing where none concerns the person.
pub(super) fn adjustment(lang: Lang, found: &View) -> AnyView {
    let Some(round) = &found.adjusting else { return ().into_any() };
    let stands = round.choice.as_ref().map(|chosen| came_of(lang, chosen));
    match (round.standing, &round.choice) {
        (Standing::Before, _) => {
            let opens = t::own_opens(lang, &dates::moment(lang, round.window.opens.0));
            view! { <Notice mood=Mood::Wait title=t::title(lang)><p>{opens}</p></Notice> }.into_any()
        }
        (Standing::Inside, choice) if choice.as_ref().is_none_or(|one| one.refused.is_none()) => {
            inside(lang, (found, round), stands.into_any())
        }
        (_, choice) => {
            let waits = choice.as_ref().is_some_and(|one| one.state == ChoiceState::Chosen);
            let waits = waits.then(|| view! { <p>{t::own_waits(lang)}</p> });
            let mood = match choice.as_ref().map(|one| one.state) {
                Some(ChoiceState::Taken) => Mood::Pass,
                Some(ChoiceState::Refused) => Mood::Refuse,
                _ => Mood::Wait,
            };
            view! { <Notice mood=mood title=t::title(lang)>{stands}{waits}</Notice> }.into_any()
        }
    }
}

/// What the person chose, and what came of it.
fn came_of(lang: Lang, chosen: &Chosen) -> impl IntoView + use<> {
    let (number, words) = (&chosen.number, &chosen.words);
    let sentence = match chosen.state {
        ChoiceState::Chosen => t::own_chosen(lang, number, words),
        ChoiceState::TakenBack => t::own_back(lang, number, words),
        ChoiceState::Taken => t::own_taken(lang, number, words),
        ChoiceState::Refused => t::own_refused(lang, number, words),
    };
    let why = chosen.refused.clone().map(|why| view! { <p><UserText lang=lang text=why/></p> });
    view! { <p>{said(lang, &sentence, [words.as_str()])}</p>{why} }
}

fn inside(lang: Lang, (found, round): (&View, &Adjusting), stands: AnyView) -> AnyView {
    let hidden = || {
        vec![("lang".to_owned(), lang.code().to_owned()), ("application".to_owned(), found.code.to_string())]
    };
    let errors =
        summary(lang, refused("adjustments/choose").or_else(|| refused("adjustments/take_back")).as_ref());
    let current = round.choice.as_ref().filter(|one| one.state == ChoiceState::Chosen);
    let back = current.map(|_| {
        view! {
            <PostForm action="/api/adjustments/take_back" hidden=hidden()>
                <Button word=t::own_take_back(lang) weight=Weight::Grave/>
            </PostForm>
        }
    });
    if round.positions.is_empty() {
        let why = round.why.as_ref().map(|why| view! { <p>{reasons::sentence(why, lang)}</p> });
        return view! {
            <ErrorSummary lang=lang errors=errors/>
            <Notice mood=Mood::Wait title=t::own_none(lang)>{stands}{why}{back}</Notice>
        }
        .into_any();
    }
    let field = with_error(Field::new("position", t::own_position(lang)), "position", &errors);
    let option =
        |(code, number, words): &(_, String, String)| (format!("{code}"), format!("{number} {words}"));
    let options: Vec<(String, String)> = round.positions.iter().map(option).collect();
    let selected = current.map(|one| one.position.to_string()).unwrap_or_default();
    let sent = hidden();
    let until = t::own_until(lang, &dates::moment(lang, round.window.closes.0));
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <Notice mood=Mood::Now title=t::own_title(lang)>
            {stands}
            <p>{until}</p>
            <PostForm action="/api/adjustments/choose" hidden=sent>
                <SelectField lang=lang field=field options=options selected=selected/>
                <Button word=t::own_choose(lang) weight=Weight::Main/>
            </PostForm>
            {back}
        </Notice>
    }
    .into_any()
}
