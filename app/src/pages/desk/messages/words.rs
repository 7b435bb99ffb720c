//! The words of one kind of message: changed, checked, and read with a real record, saved or as they are typed.

use domain::view::messages::Words;
use leptos::prelude::*;
use text::{Lang, desk, messages as t};

use crate::address;
use crate::api::messages::messages_words;
use crate::api::preview::messages_preview;
use crate::forms::{summary, with_error};
use crate::frame::{IslandScript, PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::islands::reads::{Answer, BY_BUTTON, Of, Reads};
use crate::parts::{
    Button, ButtonRow, Crumb, Crumbs, ErrorSummary, Field, FieldError, KeyValues, LinkButton, Mood, Notice,
    PostForm, TextArea, TextField, Weight, kv, typed_into,
};

const SAVE: &str = "/api/messages/save";

/// `/zh/desk/postings/CODE/messages/KIND?language=zh`.
#[component]
pub fn MessageWords() -> impl IntoView {
    let lang = lang();
    let (code, kind) = (param("posting"), param("kind"));
    let of = Lang::from_code(&query("language")).unwrap_or(lang);
    let failed = refused("messages/save").or_else(|| refused("messages/drop"));
    let errors = summary(lang, failed.as_ref());
    let saved = query("note") == "saved";
    // What was typed and is shown again, not because it was refused: its preview was asked for, or the other language.
    let typed = typed_into(SAVE, "subject").zip(typed_into(SAVE, "body")).filter(|_| failed.is_none());
    let fetch = {
        let code = code.clone();
        move || {
            let (code, kind, typed) = (code.clone(), kind.clone(), typed.clone());
            async move {
                let words = messages_words(code.clone(), kind.clone(), of.code().to_owned()).await?;
                let reads: Answer = match typed {
                    None => Ok(words.preview.clone()),
                    Some((subject, body)) => {
                        let lang = lang.code().to_owned();
                        messages_preview(lang, code, kind, of.code().to_owned(), subject, body).await
                    }
                };
                Ok((words, reads))
            }
        }
    };
    view! {
        {tabs(lang, &code, "messages")}
        {loaded(fetch, move |(words, reads)| page(lang, (&words, reads), (of, saved), &errors))}
    }
}

fn page(
    lang: Lang,
    (words, reads): (&Words, Answer),
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
    let whose =
        Of { posting: posting.clone(), kind: words.kind.word().to_owned(), language: of.code().to_owned() };
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
        <p class="small soft">{t::preview_lede(lang)}</p>
        <IslandScript/>
        <Reads lang=lang of=whose first=reads/>
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
        <PostForm action=SAVE hidden=hidden switches=true>
            <TextField lang=lang field=subject value=said/>
            <TextArea lang=lang field=body value=text rows=10/>
            <ButtonRow>
                <Button word=t::save(lang)/>
                <span id=BY_BUTTON>
                    <Button word=t::preview_now(lang) weight=Weight::Quiet elsewhere=address::keep(lang, SAVE)/>
                </span>
                <LinkButton href=back word=desk::cancel(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
        {dropping}
    }
}
