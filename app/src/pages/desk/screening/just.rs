//! The line about the verdict that the reader has just given, on the page that came next: whom, what, and how to take it back.

use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::screening::QueueFilter;
use domain::view::desk::screening::Just;
use leptos::prelude::*;
use text::{Lang, screening as t};

use super::frame::{hidden_filter, state_word};
use crate::parts::{PostForm, UserText};

/// The line; nothing where nothing was decided just now.
pub(super) fn line(lang: Lang, asked: &QueueFilter, posting: Code, just: Option<Just>) -> Option<AnyView> {
    let just =
        just.filter(|just| matches!(just.state, ApplicationState::Passed | ApplicationState::Refused))?;
    let label = t::take_back_whom(lang, &just.name);
    let own = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), posting.to_string()),
        ("application".to_owned(), just.code.to_string()),
        ("version".to_owned(), just.version.to_string()),
    ];
    let hidden = [own, hidden_filter(asked)].concat();
    let undo = just.may_take_back.then(|| {
        view! {
            <PostForm action="/api/screening/take_back" hidden=hidden>
                <button class="linkish" type="submit" data-key="u" aria-label=label>{t::take_back(lang)}</button>
            </PostForm>
        }
    });
    let line = view! {
        <div class="just" role="group" aria-label=t::just(lang)>
            <p>
                {state_word(lang, just.state)}" "<b><UserText lang=lang text=just.name/></b>
                " "<span class="soft">{t::number(lang)}" "<span class="mono">{just.code.to_string()}</span></span>
            </p>
            {undo}
        </div>
    };
    Some(line.into_any())
}
