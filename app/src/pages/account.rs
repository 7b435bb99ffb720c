//! The own account, whoever one is: name, roles, password, sessions; and the page that prolongs a session by being opened.

use domain::view::desk::people::{ConsentLine, OwnAccount, ReplacedLine, RoleLine, SessionLine};
use leptos::prelude::*;
use text::{Lang, account as words, dates, desk, messages, people as t, shell, standing};

use crate::address::{self, StandingPage};
use crate::api::accounts::account_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, PrivacyAsked, loaded};
use crate::hooks::{lang, person, query, refused};
use crate::parts::{
    Button, Cell, Column, ErrorSummary, Field, FieldError, KeyValues, Kind, Mood, Notice, PostForm, Row,
    Table, TextField, UserText, Weight, kv,
};

/// `/zh/account`.
#[component]
pub fn Own() -> impl IntoView {
    let lang = lang();
    let errors = summary(lang, refused("account/password").as_ref());
    let shown = errors.clone();
    let changed = query("note") == "changed";
    view! {
        <PageTitle lang=lang text=t::own_title(lang)/>
        <h1>{t::own_title(lang)}</h1>
        <ErrorSummary lang=lang errors=shown/>
        {changed.then(|| view! { <Notice mood=Mood::Pass title=t::changed(lang)/> })}
        <PrivacyAsked lang=lang/>
        {loaded(move || account_view(lang.code().to_owned()), move |own| page(lang, own, &errors))}
    }
}

fn page(lang: Lang, own: OwnAccount, errors: &[FieldError]) -> impl IntoView + use<> {
    let name = (!own.name.is_empty())
        .then(|| kv(t::own_name(lang), view! { <UserText lang=lang text=own.name.clone()/> }));
    let roles = if own.candidate {
        desk::role_candidate(lang).into_any()
    } else if own.roles.is_empty() {
        t::no_roles(lang).into_any()
    } else {
        let lines = own.roles.iter().map(|one| view! { <li>{role_words(lang, one)}</li> }).collect_view();
        view! { <ul class="flat">{lines}</ul> }.into_any()
    };
    let sign_in = kv(t::own_sign_in(lang), own.sign_in_name.clone());
    let pairs = name.into_iter().chain([sign_in, kv(t::own_roles(lang), roles)]).collect();
    let others = own.sessions.iter().any(|one| !one.own);
    let agreed = own.candidate.then(|| agreed(lang, &own.consents));
    let replaced = own.replaced.as_ref().map(|one| replaced(lang, one));
    view! {
        {replaced}
        <KeyValues pairs=pairs/>
        <p><a href=address::messages(lang)>{messages::title(lang)}</a>" · "<a href=address::contacts(lang)>{messages::contacts(lang)}</a></p>
        {agreed}
        <h2>{t::change_password(lang)}</h2>
        <p>{t::change_lede(lang)}</p>
        {change(lang, own.sign_in_name.clone(), errors)}
        <h2>{t::sessions(lang)}</h2>
        {sessions(lang, own.sessions)}
        {others.then(|| view! {
            <PostForm action="/api/account/end_others" hidden=lang_pair(lang)>
                <Button word=t::end_others(lang) weight=Weight::Quiet/>
            </PostForm>
        })}
    }
}

/// That somebody else replaced the password: by whom says the subject of the message.
fn replaced(lang: Lang, one: &ReplacedLine) -> impl IntoView + use<> {
    let (at, href) = (dates::moment(lang, one.at.0), address::message(lang, one.message));
    let subject = one.subject.clone();
    view! {
        <Notice title=at>
            <p><UserText lang=lang text=subject/>" "<a href=href>{t::replaced_more(lang)}</a></p>
        </Notice>
    }
}

/// The editions of the privacy page that a candidate agreed to, the newest first.
fn agreed(lang: Lang, all: &[ConsentLine]) -> impl IntoView + use<> {
    let line = |one: &ConsentLine| {
        let language = standing::read_in(&one.lang, lang);
        let at = dates::stamp(lang, one.at.0);
        let words = standing::privacy_agreed_on(lang, &at, &one.edition.version_code(), language);
        view! { <li>{words}</li> }
    };
    let lines = all.iter().map(line).collect_view();
    let none = all.is_empty().then(|| view! { <p class="soft">{standing::privacy_none(lang)}</p> });
    let page = address::standing_page(lang, StandingPage::Privacy);
    view! {
        <h2>{standing::privacy_agreed_title(lang)}</h2>
        {none}
        <ul class="flat">{lines}</ul>
        <p><a href=page>{shell::privacy(lang)}</a></p>
    }
}

/// A role with its scope in words.
fn role_words(lang: Lang, one: &RoleLine) -> AnyView {
    let reach = t::reach_word(one.reach, lang);
    let scope = one.scope.clone();
    let named = (!scope.is_empty()).then(|| view! { " " <UserText lang=lang text=scope/> });
    view! { {desk::role_word(one.role, lang)} " · " {reach} {named} }.into_any()
}

fn lang_pair(lang: Lang) -> Vec<(String, String)> {
    vec![("lang".to_owned(), lang.code().to_owned())]
}

fn change(lang: Lang, name: String, errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let old = field("old", t::old_label(lang));
    let new = field("password", t::new_label(lang)).hint(words::password_hint(lang));
    let again = field("again", words::password_again(lang));
    view! {
        <PostForm action="/api/account/password" hidden=lang_pair(lang)>
            // Not sent: it tells a password manager whose password this is.
            <input hidden=true autocomplete="username" value=name/>
            <TextField lang=lang field=old kind=Kind::Password/>
            <TextField lang=lang field=new kind=Kind::NewPassword/>
            <TextField lang=lang field=again kind=Kind::NewPassword/>
            <Button word=t::change_password(lang)/>
        </PostForm>
    }
}

fn sessions(lang: Lang, all: Vec<SessionLine>) -> impl IntoView {
    let heads = [
        t::session_since(lang),
        t::session_seen(lang),
        t::session_until(lang),
        t::session_address(lang),
        t::session_end(lang),
    ];
    let rows = all
        .into_iter()
        .map(|one| {
            let end = if one.own {
                t::session_this(lang).into_any()
            } else {
                let mut hidden = lang_pair(lang);
                hidden.push(("session".to_owned(), one.code.to_string()));
                view! {
                    <PostForm action="/api/account/end" hidden=hidden>
                        <Button word=t::session_end(lang) weight=Weight::Quiet/>
                    </PostForm>
                }
                .into_any()
            };
            Row::Cells(
                "",
                vec![
                    dates::stamp(lang, one.since.0).into(),
                    dates::stamp(lang, one.seen.0).into(),
                    dates::stamp(lang, one.until.0).into(),
                    one.address.into(),
                    Cell::new(end),
                ],
            )
        })
        .collect();
    view! { <Table lang=lang caption=t::sessions(lang) quiet=true cards=true columns=heads.map(Column::words).to_vec() rows=rows/> }
}

/// `/zh/account/extend`: opened beside a page in work, so that nothing typed there is lost.
#[component]
pub fn Extend() -> impl IntoView {
    let lang = lang();
    let until = person().and_then(|person| person.session).map(|one| dates::moment(lang, one.idle_until.0));
    view! {
        <PageTitle lang=lang text=t::own_title(lang)/>
        <h1>{t::own_title(lang)}</h1>
        <Notice mood=Mood::Pass title=t::extended(lang, &until.unwrap_or_default())/>
    }
}
