//! Choosing another position in place of a cancelled one: the form on the own page.

use domain::lifecycle::ApplicationState;
use domain::view::my::applications::Application as View;
use leptos::prelude::*;
use text::{Lang, dates, opening as t};

use crate::forms::{summary, with_error};
use crate::hooks::refused;
use crate::parts::{Button, ErrorSummary, Field, Mood, Notice, PostForm, SelectField, Weight};

/// The form, while another position may be chosen; nothing otherwise.
pub(super) fn rechoice(lang: Lang, found: &View) -> AnyView {
    let Some(choice) = &found.rechoice else { return ().into_any() };
    let until = dates::moment(lang, choice.until.0);
    let drafted = found.state == ApplicationState::Draft;
    let words = match (drafted, choice.merged) {
        (true, _) => t::rechoose_draft(lang, &until),
        (false, true) => t::rechoose_merged(lang, &until),
        (false, false) => t::rechoose_until(lang, &until),
    };
    let form = if choice.positions.is_empty() {
        view! { <p>{t::rechoose_none(lang)}</p> }.into_any()
    } else {
        let errors = summary(lang, refused("applications/rechoose").as_ref());
        let field = with_error(Field::new("position", t::rechoose_position(lang)), "position", &errors);
        let hidden = vec![
            ("lang".to_owned(), lang.code().to_owned()),
            ("application".to_owned(), found.code.to_string()),
            ("version".to_owned(), found.version.to_string()),
        ];
        let option =
            |(code, number, words): &(_, String, String)| (format!("{code}"), format!("{number} {words}"));
        let options: Vec<(String, String)> = choice.positions.iter().map(option).collect();
        let weight = if drafted { Weight::Quiet } else { Weight::Main };
        view! {
            <ErrorSummary lang=lang errors=errors/>
            <PostForm action="/api/applications/rechoose" hidden=hidden>
                <SelectField lang=lang field=field options=options/>
                <Button word=t::rechoose(lang) weight=weight/>
            </PostForm>
        }
        .into_any()
    };
    if drafted {
        return view! { <h2>{t::rechoose_position(lang)}</h2><p>{words}</p>{form} }.into_any();
    }
    let title = if choice.merged { t::rechoose_title_merged(lang) } else { t::rechoose_title(lang) };
    view! { <Notice mood=Mood::Now title=title><p>{words}</p>{form}</Notice> }.into_any()
}
