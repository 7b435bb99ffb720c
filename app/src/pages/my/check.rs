//! `my/applications/CODE/check`: every answer with the way to change it, and the button that submits.

use domain::lifecycle::ApplicationState;
use domain::registration::{Form, Section};
use domain::scheme::{EditableUntil, Editing};
use domain::view::my::applications::Application;
use leptos::prelude::*;
use text::{Lang, applications as t, dates, parts, states};

use super::answers::{AnswerList, Changing, labelled};
use super::privacy::privacy;
use super::target::{Heading, Side, Way, mood};
use super::warnings::{counted, warnings};
use crate::api::ApiError;
use crate::api::applications::application_view;
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, refused};
use crate::parts::{Button, ErrorSummary, LinkButton, Mood, Notice, PostForm, Weight, by_person};
use crate::{address, forms};

/// What can be changed once it is sent.
fn lede(lang: Lang, rule: &Editing) -> String {
    match rule.personal {
        EditableUntil::Submitted => t::check_lede_good(lang).to_owned(),
        EditableUntil::ReviewEnds => t::check_lede_rule(lang, &text::scheme::editing(lang, rule).join(" ")),
        EditableUntil::ReviewedOrRefused => t::check_lede(lang).to_owned(),
    }
}

/// What to do before it is sent; afterwards, as the way back still leads here, where it stands.
fn standing(lang: Lang, found: &Application) -> AnyView {
    if found.state == ApplicationState::Draft {
        return view! { <p>{lede(lang, &found.editing)}</p> }.into_any();
    }
    let sent = found.sent.as_ref().map(|sent| {
        let again = (sent.number > 1).then(|| view! { " · "{t::receipt_again(lang, sent.number)} });
        view! { <p>{t::received_at(lang)}" "{dates::moment(lang, sent.at.0)}{again}</p> }
    });
    view! {
        <Notice mood=mood(found.state) title=states::application(found.state, lang)>{sent}</Notice>
    }
    .into_any()
}

/// The answers before they are sent.
#[component]
pub fn Check() -> impl IntoView {
    let lang = lang();
    let code = param("application");
    let error = refused("applications/submit");
    loaded(move || application_view(code.clone()), move |found| page(lang, found, error.as_ref()))
}

fn page(lang: Lang, found: Application, error: Option<&ApiError>) -> impl IntoView + use<> {
    // A fault of a field has no field on this page: the line says which it is, and the change link leads there.
    let faults: Vec<_> = labelled(lang, Some(super::section::newest(&found)), &forms::summary(lang, error))
        .into_iter()
        .map(|fault| crate::parts::FieldError { name: None, ..fault })
        .collect();
    let prefix = if faults.is_empty() { "" } else { parts::error_prefix(lang) };
    let target = found.target.clone();
    let home = address::application(lang, found.code);
    let may_change = found.open && found.state == ApplicationState::Draft;
    let newest = super::section::newest(&found);
    let warnings = if may_change { warnings(lang, Form::standard(), &found, newest) } else { Vec::new() };
    let counted = counted(lang, &warnings);
    let changing = may_change.then(|| Changing { code: found.code.to_string(), warnings });
    view! {
        <PageTitle lang=lang text=format!("{prefix}{}", t::check_title(lang))/>
        <Way lang=lang application=(home, target.clone())/>
        <div class="cols">
            <div>
                <ErrorSummary lang=lang errors=faults/>
                <h1>{t::check_title(lang)}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                {privacy(lang, &found, "check")}
                {standing(lang, &found)}
                {counted}
                {found.asked.as_ref().and_then(|asked| by_person(lang, asked))}
                <AnswerList lang=lang answers=found.answers.clone() changing=changing/>
                {super::files::summary(lang, &found)}
                {send(lang, &found)}
            </div>
            <Side lang=lang target=target/>
        </div>
    }
}

fn send(lang: Lang, found: &Application) -> AnyView {
    let home = address::application(lang, found.code);
    let back = view! { <LinkButton href=home word=t::back_to_application(lang) weight=Weight::Quiet/> };
    let closes = dates::moment(lang, found.target.window().closes.0);
    if found.state != ApplicationState::Draft {
        return view! { <div class="row">{back}</div> }.into_any();
    }
    if !found.open {
        return view! {
            <Notice mood=Mood::Refuse title=t::closed_title(lang)><p>{t::closed_at(lang, &closes)}</p></Notice>
            <div class="row">{back}</div>
        }
        .into_any();
    }
    let open: Vec<_> = Section::ALL.iter().filter(|section| !found.complete.contains(section)).collect();
    if !open.is_empty() {
        let links = open
            .into_iter()
            .map(|section| {
                let href = address::application_page(lang, found.code, section.word());
                view! { <li><a href=href>{t::section(*section, lang)}</a></li> }
            })
            .collect_view();
        return view! {
            <Notice mood=Mood::Return title=t::incomplete_title(lang)>
                <p>{t::incomplete_what(lang)}</p>
                <ul>{links}</ul>
            </Notice>
            <div class="row">{back}</div>
        }
        .into_any();
    }
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("application".to_owned(), found.code.to_string()),
        ("version".to_owned(), found.version.to_string()),
    ];
    view! {
        <p>{t::submit_deadline(lang, &closes)}</p>
        <PostForm action="/api/applications/submit" hidden=hidden>
            <div class="row"><Button word=t::submit(lang)/>{back}</div>
        </PostForm>
    }
    .into_any()
}
