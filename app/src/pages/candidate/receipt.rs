//! `my/applications/CODE/receipt`: that it was submitted, under which number, at which server time, and what was in it.

use domain::view::my::Application;
use leptos::prelude::*;
use leptos_meta::Title;
use text::{Lang, candidate as t, dates};

use super::answers::Answers;
use super::target::{Heading, Side, Way};
use crate::api::applications::application_view;
use crate::hooks::{lang, loaded, param};
use crate::parts::{KeyValues, LinkButton, Mood, Notice, kv};
use crate::{address, shell::full_title};

/// The receipt.
#[component]
pub fn Receipt() -> impl IntoView {
    let lang = lang();
    let code = param("application");
    loaded(move || application_view(code.clone()), move |found| page(lang, found))
}

fn page(lang: Lang, found: Application) -> AnyView {
    let home = address::application(lang, found.code);
    let target = found.target.clone();
    let Some(at) = found.submitted_at else {
        return view! {
            <Title text=full_title(lang, t::not_submitted_title(lang))/>
            <Way lang=lang application=(home.clone(), target)/>
            <h1>{t::not_submitted_title(lang)}</h1>
            <p><LinkButton href=home word=t::back_to_application(lang)/></p>
        }
        .into_any();
    };
    let title = t::receipt_title(lang, found.code.as_str());
    let pairs = vec![
        kv(t::receipt_number(lang), view! { <b class="mono">{found.code.to_string()}</b> }),
        kv(t::received_at(lang), dates::moment(lang, at.0)),
    ];
    view! {
        <Title text=full_title(lang, &title)/>
        <Way lang=lang application=(home.clone(), target.clone())/>
        <div class="cols">
            <div>
                <Notice mood=Mood::Pass title=title live=true>
                    <KeyValues pairs=pairs/>
                    <p>{t::next_submitted(lang)}</p>
                </Notice>
                <h1>{t::what_was_sent(lang)}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                <Answers lang=lang form=found.form/>
                <p class="soft">{t::receipt_keep(lang)}</p>
                <p><LinkButton href=home word=t::back_to_application(lang)/></p>
            </div>
            <Side lang=lang target=target number=found.code.to_string()/>
        </div>
    }
    .into_any()
}
