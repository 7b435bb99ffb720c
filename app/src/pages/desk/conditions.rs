//! `desk/postings/CODE/conditions`: the conditions of a posting as sentences, with the way to change each; and the pages
//! of one condition or group.
//!
//! Owns: layout. Refuses: rules; what cannot be saved comes back with its reason.

mod columns;
mod fields;
mod one;
mod photo;

use domain::eligibility::{Conditions as Set, Group, Reference, Rule};
use domain::view::desk::conditions::ConditionsPage;
use leptos::prelude::*;
use text::eligibility::form as t;
use text::{Lang, eligibility as e};

use crate::address;
use crate::api::conditions::conditions_view;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, Empty, ErrorSummary, Field, FieldError, KeyValues, Kind, LinkButton, Mood, Notice,
    PostForm, RadioGroup, TextField, UserText, Weight, kv, sentence_for, typed_into,
};

pub use one::ConditionPage;

fn errors(lang: Lang, endpoints: &[&str]) -> Vec<FieldError> {
    endpoints.iter().flat_map(|endpoint| summary(lang, refused(endpoint).as_ref())).collect()
}

fn hidden(lang: Lang, page: &ConditionsPage) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("version".to_owned(), page.version.to_string()),
    ]
}

/// `/zh/desk/postings/CODE/conditions`.
#[component]
pub fn Conditions() -> impl IntoView {
    let lang = lang();
    let posting = param("posting");
    let faults =
        errors(lang, &["conditions/remove", "conditions/count", "conditions/cover", "conditions/photo"]);
    let fetch = {
        let posting = posting.clone();
        move || conditions_view(posting.clone())
    };
    view! {
        <PageTitle lang=lang text=e::title(lang)/>
        {tabs(lang, &posting, "conditions")}
        <ErrorSummary lang=lang errors=faults.clone()/>
        <h1>{e::title(lang)}</h1>
        {loaded(fetch, move |page| whole(lang, page, &faults))}
    }
}

fn whole(lang: Lang, page: ConditionsPage, faults: &[FieldError]) -> impl IntoView + use<> {
    let lede = match (page.may_edit, page.drafts) {
        (true, true) => t::drafts(lang),
        (true, false) => t::lede(lang),
        (false, _) => t::frozen(lang),
    };
    let drafted = (page.may_edit && page.drafts).then(|| {
        let revision = address::desk_posting(lang, page.posting.code, "revision");
        view! { <ButtonRow><LinkButton href=revision word=t::to_revision(lang) weight=Weight::Quiet/></ButtonRow> }
    });
    let may = page.may_edit;
    let counted = page.at.map(|day| view! { <p>{e::counted_at(lang, &e::day(day, lang))}</p> });
    let groups = page
        .conditions
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| group_of(lang, &page, at, group))
        .collect_view();
    let digest = page.digest.map(|digest| {
        let grouped = view! { <span class="mono digest">{digest.grouped()}</span> };
        view! { <KeyValues pairs=vec![kv(e::found::all_digest(lang), grouped)]/> }
    });
    let new_group = address::conditions(lang, page.posting.code, "group", &[]);
    view! {
        <p class="lede">{lede}</p>
        {drafted}
        {mend(lang, &page)}
        {counted}
        {may.then(|| count_form(lang, &page, faults))}
        <h2>{t::general(lang)}</h2>
        {rules(lang, &page, "general", &page.conditions.general)}
        <h2>{t::groups(lang)}</h2>
        <p class="soft">{t::groups_lede(lang)}</p>
        {groups}
        {may.then(|| view! { <ButtonRow><LinkButton href=new_group word=t::group_add(lang) weight=Weight::Quiet/></ButtonRow> })}
        {photo::section(lang, &page, faults)}
        {columns::section(lang, &page)}
        {digest}
    }
}

/// What must be mended before the posting can be sent.
fn mend(lang: Lang, page: &ConditionsPage) -> Option<impl IntoView + use<>> {
    let name = |at: usize| {
        page.conditions.groups.get(at).map(|group| group.name.as_str().to_owned()).unwrap_or_default()
    };
    let lines: Vec<_> = page
        .faults
        .iter()
        .map(|fault| {
            let line = t::fault(fault, lang, name);
            view! { <li>{line}</li> }
        })
        .collect();
    (!lines.is_empty())
        .then(|| view! { <Notice mood=Mood::Return title=t::faults_title(lang)><ul>{lines}</ul></Notice> })
}

fn count_form(lang: Lang, page: &ConditionsPage, faults: &[FieldError]) -> impl IntoView + use<> {
    let (word, day) = match page.conditions.reference {
        Reference::Opens => ("opens", String::new()),
        Reference::Closes => ("closes", String::new()),
        Reference::On(day) => ("on", day.to_string()),
    };
    let options = [
        ("opens", t::reference_opens(lang)),
        ("closes", t::reference_closes(lang)),
        ("on", t::reference_on(lang)),
    ];
    let options = options.iter().map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect();
    let own = |name: &str| sentence_for(faults, name);
    let open = own("day").is_some()
        || own("reference").is_some()
        || typed_into("/api/conditions/count", "day").is_some();
    let reference = Field::new("reference", t::reference(lang)).hint(t::reference_hint(lang));
    let reference = reference.error(own("reference"));
    let other =
        Field::new("day", t::reference_day(lang)).hint(t::day_hint(lang)).optional().error(own("day"));
    let hidden = hidden(lang, page);
    view! {
        <details open=open>
            <summary>{t::reference(lang)}</summary>
            <PostForm action="/api/conditions/count" hidden=hidden lenient=true switches=true>
                <RadioGroup lang=lang field=reference options=options selected=word/>
                <TextField lang=lang field=other kind=Kind::Short value=day/>
                <Button word=t::save(lang) weight=Weight::Quiet/>
            </PostForm>
        </details>
    }
}

fn group_of(lang: Lang, page: &ConditionsPage, at: usize, group: &Group) -> impl IntoView + use<> {
    let place = at.to_string();
    let change = address::conditions(lang, page.posting.code, "group", &[("at", place.as_str())]);
    let name = group.name.as_str().to_owned();
    let how = if group.instead { e::group_instead(lang) } else { e::group_also(lang) };
    let nothing = group.instead && group.rules.is_empty();
    let acts = page.may_edit.then(|| {
        let label = text::reasons::labelled(lang, t::group_change(lang), &name);
        view! {
            <div class="row">
                <a href=change aria-label=label>{t::group_change(lang)}</a>
                {remove(lang, page, &format!("groups.{at}"), &name)}
            </div>
        }
    });
    let list = rules(lang, page, &format!("groups.{at}.rules"), &group.rules);
    view! {
        <section class="group">
            <h3><UserText lang=lang text=name/></h3>
            <p>{e::group(lang, &group.positions)}</p>
            <p class="soft">{if nothing { e::group_nothing(lang) } else { how }}</p>
            {list}
            {acts}
        </section>
    }
}

/// The rules of a list, each with its ways to change, and the way to add one.
fn rules(lang: Lang, page: &ConditionsPage, list: &str, all: &[Rule]) -> AnyView {
    let lines = all
        .iter()
        .enumerate()
        .map(|(at, rule)| line(lang, page, &format!("{list}.{at}"), rule))
        .collect_view();
    let add = page.may_edit.then(|| {
        let href = address::conditions(lang, page.posting.code, "add", &[("list", list)]);
        view! { <p><a href=href>{t::add(lang)}</a></p> }
    });
    let empty = all.is_empty() && !page.may_edit;
    view! {
        {empty.then(|| view! { <Empty sentence=e::nothing_asked(lang)/> })}
        {(!all.is_empty()).then(|| view! { <ul class="conditions">{lines}</ul> })}
        {add}
    }
    .into_any()
}

fn line(lang: Lang, page: &ConditionsPage, at: &str, rule: &Rule) -> AnyView {
    let (words, below) = match rule {
        Rule::One(condition) => (e::condition(condition, page.at, lang), None),
        Rule::All(of) => (e::found::all_of(lang).to_owned(), Some(of)),
        Rule::Any(of) => (e::found::any_of(lang).to_owned(), Some(of)),
    };
    let acts = page.may_edit.then(|| {
        let href = address::conditions(lang, page.posting.code, "change", &[("at", at)]);
        let label = t::change_what(lang, &words);
        let change = below.is_none().then(|| view! { <a href=href aria-label=label>{t::change(lang)}</a> });
        view! { <div class="row small">{change}{remove(lang, page, at, &words)}</div> }
    });
    let inner = below.map(|of| rules(lang, page, at, of));
    let said = if matches!(rule, Rule::One(_)) && rule.has_words() {
        view! { <UserText lang=lang text=words/> }.into_any()
    } else {
        words.into_any()
    };
    view! { <li>{said}{acts}{inner}</li> }.into_any()
}

fn remove(lang: Lang, page: &ConditionsPage, at: &str, what: &str) -> impl IntoView + use<> {
    let hidden = [hidden(lang, page), vec![("at".to_owned(), at.to_owned())]].concat();
    let label = t::remove_what(lang, what);
    view! {
        <PostForm action="/api/conditions/remove" hidden=hidden>
            <button class="btn quiet" type="submit" aria-label=label>{t::remove(lang)}</button>
        </PostForm>
    }
}

/// The rule at an address that a page asks for.
fn asked<'a>(conditions: &'a Set, at: &str) -> Option<&'a Rule> {
    conditions.node(at)
}
