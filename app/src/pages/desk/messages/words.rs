//! The words of one kind of message: changed, checked, and read with a real record.

use domain::view::messages::Words;
use leptos::prelude::*;
use text::{Lang, desk, messages as t};

use crate::address;
use crate::api::messages::messages_words;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, ButtonRow, Crumb, Crumbs, ErrorSummary, Field, FieldError, KeyValues, LinkButton, Mood, Notice,
    PostForm, TextArea, TextField, UserText, Weight, kv,
};

/// `/zh/desk/postings/CODE/messages/KIND?language=zh`.
#[component]
pub fn MessageWords() -> impl IntoView {
    let lang = lang();
    let (code, kind) = (param("posting"), param("kind"));
    let of = Lang::from_code(&query("language")).unwrap_or(lang);
    let failed = refused("messages/save").or_else(|| refused("messages/drop"));
    let errors = summary(lang, failed.as_ref());
    let saved = query("note") == "saved";
    let fetch = {
        let code = code.clone();
        move || messages_words(code.clone(), kind.clone(), of.code().to_owned())
    };
    view! {
        {tabs(lang, &code, "messages")}
        {loaded(fetch, move |words| page(lang, &words, (of, saved), &errors))}
    }
}

fn page(
    lang: Lang,
    words: &Words,
    (of, saved): (Lang, bool),
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let posting = words.posting.code.to_string();
    let title = t::edit_title(lang, t::kind_word(words.kind, lang));
    let overview = address::desk_posting(lang, &posting, "messages");
    let crumbs = vec![Crumb::page(overview, t::of_posting(lang))];
    let other = address::message_words(lang, &posting, words.kind.word(), &[("language", of.other().code())]);
    let names = words
        .names
        .iter()
        .map(|(name, needed)| {
            let mark = if *needed { " *" } else { "" };
            kv(format!("{{{}}}{mark}", name.word()), t::name_word(*name, lang))
        })
        .collect();
    let shown = errors.to_vec();
    view! {
        <PageTitle lang=lang text=title.clone()/>
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{title}</h1>
        <p class="lede">{t::edit_lede(lang)}</p>
        <p>{t::language(lang)}" "<b>{of.own_name()}</b>" · "<a href=other>{of.other().own_name()}</a></p>
        <ErrorSummary lang=lang errors=shown/>
        {saved.then(|| view! { <Notice mood=Mood::Pass title=t::saved(lang) live=true/> })}
        {form(lang, words, of, errors)}
        <h2>{t::names(lang)}</h2>
        <KeyValues pairs=names small=true/>
        <h2>{t::preview(lang)}</h2>
        {preview(lang, words)}
    }
}

fn form(lang: Lang, words: &Words, of: Lang, errors: &[FieldError]) -> impl IntoView + use<> {
    let posting = words.posting.code.to_string();
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), posting.clone()),
        ("kind".to_owned(), words.kind.word().to_owned()),
        ("language".to_owned(), of.code().to_owned()),
        ("version".to_owned(), words.version.to_string()),
    ];
    let state = if words.own { t::own_words(lang) } else { t::the_programs(lang) };
    let subject = with_error(Field::new("subject", t::subject(lang)).hint(state), "subject", errors);
    let body = with_error(Field::new("body", t::body(lang)), "body", errors);
    let back = address::desk_posting(lang, &posting, "messages");
    let dropping = words.own.then(|| {
        let hidden = hidden.clone();
        view! {
            <PostForm action="/api/messages/drop" hidden=hidden>
                <Button word=t::drop_own(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    let (said, text) = (words.subject.clone(), words.body.clone());
    view! {
        <PostForm action="/api/messages/save" hidden=hidden switches=true>
            <TextField lang=lang field=subject value=said limit=100/>
            <TextArea lang=lang field=body value=text rows=10 limit=4000/>
            <ButtonRow>
                <Button word=t::save(lang)/>
                <LinkButton href=back word=desk::cancel(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
        {dropping}
    }
}

fn preview(lang: Lang, words: &Words) -> AnyView {
    let Some(preview) = words.preview.clone() else {
        return view! { <p class="soft">{t::no_record(lang)}</p> }.into_any();
    };
    let with = match preview.application {
        Some(code) => t::preview_of(lang, code.as_str()),
        None => t::preview_posting(lang).to_owned(),
    };
    view! {
        <p class="small soft">{with}</p>
        <div class="notice">
            <h3><UserText lang=lang text=preview.subject/></h3>
            <p class="pre"><UserText lang=lang text=preview.body/></p>
        </div>
    }
    .into_any()
}
