//! Individual extensions of a posting: what was proposed, what waits for whom, and the form that proposes one.

use domain::view::desk::extensions::{ExtensionEntry, ExtensionsPage};
use leptos::prelude::*;
use text::{Lang, dates, extensions as t, revisions, states};

use crate::address;
use crate::api::extensions::extensions_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, Empty, ErrorSummary, Field, FieldError, KeyValue, KeyValues, Kind, LinkButton, PostForm,
    TextArea, TextField, UserText, Weight, kv,
};

/// `/zh/desk/postings/CODE/extensions`.
#[component]
pub fn Extensions() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let error = ["extensions/propose", "extensions/grant", "extensions/refuse"].into_iter().find_map(refused);
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let code = code.clone();
        move || extensions_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |page: ExtensionsPage| body(lang, &page, &errors))}
    }
}

fn body(lang: Lang, page: &ExtensionsPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let none = page.entries.is_empty().then(|| view! { <Empty sentence=t::none(lang)/> });
    let each = page.entries.iter().map(|one| entry(lang, page, one, errors)).collect_view();
    let back = address::desk_posting(lang, page.posting.code, "");
    view! {
        {none}
        {each}
        {page.may_propose.then(|| propose(lang, page, errors))}
        <p><LinkButton href=back word=revisions::back(lang) weight=Weight::Quiet/></p>
    }
}

fn hidden(lang: Lang, page: &ExtensionsPage, one: &ExtensionEntry) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("extension".to_owned(), one.code.to_string()),
    ]
}

fn entry(
    lang: Lang,
    page: &ExtensionsPage,
    one: &ExtensionEntry,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let until = dates::moment(lang, one.until.0);
    let stands = match (&one.decided, &one.refused_because) {
        (None, _) => t::waits(lang),
        (Some(_), Some(_)) => t::refused(lang),
        (Some(_), None) if one.over => t::over(lang),
        (Some(_), None) => t::granted(lang),
    };
    let here = address::desk_posting(lang, page.posting.code, "extensions");
    let chosen = query("extension") == one.code.as_str();
    let way = (one.may_decide && !chosen).then(|| {
        let href = format!("{here}?extension={}", one.code);
        view! { <p><LinkButton href=href word=t::decide(lang)/></p> }
    });
    let acts = (one.may_decide && chosen).then(|| {
        let field = with_error(Field::new("answer", t::refuse_reason(lang)), "answer", errors);
        view! {
            <p>{t::grant_consequence(lang, &until)}</p>
            <PostForm action="/api/extensions/grant" hidden=hidden(lang, page, one)>
                <Button word=t::grant(lang) weight=Weight::Main/>
            </PostForm>
            <PostForm action="/api/extensions/refuse" hidden=hidden(lang, page, one) switches=true>
                <TextArea lang=lang field=field value="" rows=2/>
                <Button word=t::refuse(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! {
        <section>
            <h2><span class="mono">{one.application.to_string()}</span>" · "{stands}</h2>
            <KeyValues pairs=facts(lang, one)/>
            {way}
            {acts}
        </section>
    }
}

fn facts(lang: Lang, one: &ExtensionEntry) -> Vec<KeyValue> {
    let by = |(who, at): &(String, domain::calendar::Instant)| {
        revisions::by_at(lang, who, &dates::moment(lang, at.0))
    };
    let words = |text: &str| {
        let text = text.to_owned();
        view! { <UserText lang=lang text=text/> }
    };
    let mut pairs = vec![
        kv(t::until(lang), dates::moment(lang, one.until.0)),
        kv(t::position(lang), view! { <span class="mono">{one.position.clone()}</span> }),
        kv(t::state(lang), states::application(one.state, lang)),
        kv(t::reason(lang), words(&one.reason)),
        kv(t::evidence(lang), words(&one.evidence)),
        kv(t::proposed(lang), by(&one.proposed)),
    ];
    pairs.extend(one.decided.as_ref().map(|one| kv(t::decided(lang), by(one))));
    pairs.extend(one.refused_because.as_ref().map(|reason| kv(t::refuse_reason(lang), words(reason))));
    pairs
}

fn propose(lang: Lang, page: &ExtensionsPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |name: &'static str, label: &'static str| with_error(Field::new(name, label), name, errors);
    let application = field("application", t::application(lang)).hint(t::application_hint(lang));
    let until = field("until", t::until(lang)).hint(t::until_hint(lang));
    let reason = field("reason", t::reason(lang));
    let evidence = field("evidence", t::evidence(lang)).hint(t::evidence_hint(lang));
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
    ];
    view! {
        <h2>{t::propose(lang)}</h2>
        <PostForm action="/api/extensions/propose" hidden=hidden switches=true>
            <TextField lang=lang field=application kind=Kind::Short value=""/>
            <TextField lang=lang field=until kind=Kind::Minute value=""/>
            <TextArea lang=lang field=reason value="" rows=3/>
            <TextArea lang=lang field=evidence value="" rows=3/>
            <Button word=t::send(lang)/>
        </PostForm>
    }
}
