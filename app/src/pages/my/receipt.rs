//! `my/applications/CODE/receipt`: that it was submitted, under which number, at which server time, and what was in it.

use domain::digest::Digest;
use domain::lifecycle::ApplicationState;
use domain::view::my::applications::Application;
use domain::view::uploads::SentFile;
use leptos::prelude::*;
use text::{Lang, applications as t, dates, numbers, papers, revisions, uploads};

use super::answers::AnswerList;
use super::target::{Heading, Side, Way};
use crate::address;
use crate::api::applications::application_view;
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param};
use crate::parts::{KeyValues, LinkButton, Mood, Notice, UserText, kv, stopped};

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
    let Some(sent) = found.sent else {
        return view! {
            <PageTitle lang=lang text=t::not_submitted_title(lang)/>
            <Way lang=lang application=(home.clone(), target)/>
            <h1>{t::not_submitted_title(lang)}</h1>
            <p><LinkButton href=home word=t::back_to_application(lang)/></p>
        }
        .into_any();
    };
    let mut pairs = vec![
        kv(t::receipt_number(lang), view! { <b class="mono">{found.code.to_string()}</b> }),
        kv(t::received_at(lang), dates::moment(lang, sent.at.0)),
    ];
    if sent.number > 1 {
        pairs.push(kv(t::receipt_round(lang), t::receipt_again(lang, sent.number)));
    }
    pairs.extend(revisions::under(lang, sent.revision).map(|no| kv(revisions::title(lang), no)));
    let code = found.code.as_str();
    let submitted = || t::receipt_title(lang, code);
    let (mood, title, next) = match found.state {
        ApplicationState::Draft => {
            (Mood::Wait, t::receipt_title_back(lang, code), t::receipt_taken_back(lang))
        }
        ApplicationState::Submitted => (Mood::Pass, submitted(), t::next_submitted(lang)),
        ApplicationState::Passed => (Mood::Pass, submitted(), t::receipt_passed(lang)),
        ApplicationState::Refused => (Mood::Refuse, submitted(), t::receipt_refused(lang)),
        ApplicationState::Withdrew => {
            (Mood::Wait, t::receipt_title_withdrew(lang, code), t::receipt_withdrew(lang))
        }
        ApplicationState::Lapsed if found.merged_into.is_some() => {
            (Mood::Wait, t::receipt_title_merged(lang, code), t::receipt_merged(lang))
        }
        ApplicationState::Lapsed => {
            (Mood::Wait, t::receipt_title_lapsed(lang, code), t::receipt_lapsed(lang))
        }
    };
    // What a screener will do is said while the selection runs.
    let next = (found.state != ApplicationState::Submitted || target.stop.is_none()).then_some(next);
    let form = sent.digest.map(|digest| form(lang, &found.code.to_string(), (found.state, digest)));
    let proof = sent.digest.map(|digest| proof(lang, &found.code.to_string(), &digest));
    view! {
        <PageTitle lang=lang text=&title/>
        <Way lang=lang application=(home.clone(), target.clone())/>
        <div class="cols">
            <div>
                <Notice mood=mood title=title live=true>
                    <KeyValues pairs=pairs/>
                    {next.map(|next| view! { <p>{next}</p> })}
                </Notice>
                {stopped(lang, target.phase, target.stop.as_ref())}
                <h1>{t::what_was_sent(lang)}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                <AnswerList lang=lang answers=sent.answers/>
                {files(lang, &sent.files)}
                {proof}
                {form}
                <p class="soft">{t::receipt_keep(lang)}</p>
                <p><LinkButton href=home word=t::back_to_application(lang)/></p>
            </div>
            <Side lang=lang target=target number=found.code.to_string()/>
        </div>
    }
    .into_any()
}

/// The photo and the certificates that went with it.
fn files(lang: Lang, files: &[SentFile]) -> impl IntoView + use<> {
    let pairs: Vec<_> = files
        .iter()
        .map(|file| {
            let about = format!("{} · {}", file.code, numbers::bytes(file.size));
            let what = text::capital(lang, &uploads::purpose(file.purpose, lang));
            let name = file.name.clone();
            kv(what, view! { <UserText lang=lang text=name/>" "<span class="soft">{about}</span> })
        })
        .collect();
    (!pairs.is_empty()).then(|| view! { <h2>{uploads::title(lang)}</h2><KeyValues pairs=pairs/> })
}

/// The digest of what was kept and the way to the very bytes.
fn proof(lang: Lang, code: &str, digest: &Digest) -> impl IntoView + use<> {
    let file = address::application_page(lang, code, "receipt.json");
    let paper = address::application_page(lang, code, "receipt.pdf");
    let pairs =
        vec![kv(t::receipt_digest(lang), view! { <span class="mono digest">{digest.grouped()}</span> })];
    view! {
        <KeyValues pairs=pairs small=true/>
        <p class="small soft">{t::receipt_digest_proves(lang)}</p>
        <p><a href=paper download="">{papers::get_receipt(lang)}</a>" · "<a href=file download="">{t::receipt_download(lang)}</a></p>
    }
}

/// The way to the recommendation form, with the version code that is in force; that none is while the application is taken back.
fn form(lang: Lang, code: &str, (state, digest): (ApplicationState, Digest)) -> AnyView {
    if state == ApplicationState::Draft {
        return view! { <p class="small soft">{papers::form_waits(lang)}</p> }.into_any();
    }
    let file = address::application_page(lang, code, "form.pdf");
    let words = papers::form_current(lang, &digest.version_code());
    let shown = view! { <p><a href=file download="">{papers::get_form(lang)}</a></p><p class="small soft">{words}</p> };
    state.has_form().then_some(shown).into_any()
}
