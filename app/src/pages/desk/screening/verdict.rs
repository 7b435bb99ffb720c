//! What a screener does with a file: pass, refuse with a ground and words, undo with a reason, look at a masked number
//! for a purpose. Each is a plain form.

use domain::screening::QueueFilter;
use domain::screening::RefusalGround;
use domain::view::desk::screening::File;
use leptos::prelude::*;
use text::{Lang, dates, screening as t};

use super::frame::hidden_filter;
use crate::api::ApiError;
use crate::forms;
use crate::hooks::refused;
use crate::parts::{
    Button, Field, FieldError, PostForm, SelectField, TextArea, Weight, sentence_for, typed_into,
};

/// The refusal that the last form of this page came back with.
#[derive(Clone, Debug, Default)]
pub(super) struct Refusing {
    pub(super) error: Option<ApiError>,
    /// Whether it was the form that refuses an application.
    pub(super) of_refusal: bool,
    /// Whether it was the form that undoes a verdict.
    of_undoing: bool,
    /// Whether it was the form that reveals.
    of_reveal: bool,
}

/// Reads it from the address.
pub(super) fn faults() -> Refusing {
    let of = |name: &str| refused(&format!("screening/{name}"));
    let (refuse, undo, reveal) = (of("refuse"), of("undo"), of("reveal"));
    let (of_refusal, of_undoing, of_reveal) = (refuse.is_some(), undo.is_some(), reveal.is_some());
    let error = refuse.or(undo).or(reveal).or_else(|| of("pass")).or_else(|| of("take_back"));
    Refusing { error, of_refusal, of_undoing, of_reveal }
}

/// The words of a refusal that was not sent, or came too late because somebody else had dealt with the file.
pub(super) fn words_before() -> Option<String> {
    typed_into("/api/screening/refuse", "words")
}

fn hidden(lang: Lang, file: &File) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), file.posting.code.to_string()),
        ("application".to_owned(), file.code.to_string()),
        ("version".to_owned(), file.version.to_string()),
    ]
}

pub(super) fn verdict(lang: Lang, asked: &QueueFilter, file: &File, refusing: &Refusing) -> AnyView {
    let errors = forms::summary(lang, refusing.error.as_ref());
    if file.may_judge {
        view! {
            <div class="verdict">{pass(lang, asked, file)}{refuse(lang, asked, file, refusing, &errors)}</div>
        }
        .into_any()
    } else if file.may_undo {
        view! { <div class="verdict">{undo(lang, file, refusing, &errors)}</div> }.into_any()
    } else {
        ().into_any()
    }
}

fn pass(lang: Lang, asked: &QueueFilter, file: &File) -> impl IntoView + use<> {
    let fields = [hidden(lang, file), hidden_filter(asked)].concat();
    let word = if file.next.is_some() { t::pass_and_next(lang) } else { t::pass_last(lang) };
    view! {
        <PostForm action="/api/screening/pass" hidden=fields>
            <button class="btn" type="submit" data-key="p">{word}</button>
        </PostForm>
    }
}

fn refuse(
    lang: Lang,
    asked: &QueueFilter,
    file: &File,
    refusing: &Refusing,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let fields = [hidden(lang, file), hidden_filter(asked)].concat();
    let own = |name: &str| if refusing.of_refusal { sentence_for(errors, name) } else { None };
    let ground = Field::new("ground", t::ground(lang)).error(own("ground"));
    let words = Field::new("words", t::words(lang)).hint(t::words_hint(lang)).error(own("words"));
    let options = RefusalGround::ALL
        .iter()
        .map(|ground| (ground.word().to_owned(), t::ground_word(*ground, lang).to_owned()))
        .collect();
    view! {
        <details open=refusing.of_refusal || words_before().is_some()>
            <summary data-key="n">{t::refuse_open(lang)}</summary>
            <PostForm action="/api/screening/refuse" hidden=fields switches=true>
                <SelectField lang=lang field=ground options=options/>
                <TextArea lang=lang field=words value=""/>
                <Button word=t::refuse_and_next(lang) weight=Weight::Grave/>
            </PostForm>
        </details>
    }
}

fn undo(lang: Lang, file: &File, refusing: &Refusing, errors: &[FieldError]) -> impl IntoView + use<> {
    let error = if refusing.of_undoing { sentence_for(errors, "reason") } else { None };
    let reason = Field::new("reason", t::undo_reason(lang)).hint(t::undo_reason_hint(lang)).error(error);
    let fields = hidden(lang, file);
    view! {
        <details open=refusing.of_undoing || typed_into("/api/screening/undo", "reason").is_some()>
            <summary>{t::undo_open(lang)}</summary>
            <p>{t::undo_consequence(lang)}</p>
            <PostForm action="/api/screening/undo" hidden=fields switches=true>
                <TextArea lang=lang field=reason value=""/>
                <Button word=t::undo(lang) weight=Weight::Grave/>
            </PostForm>
        </details>
    }
}

/// Identity number and phone in full, for a purpose; until when, where that is on record already.
pub(super) fn reveal(lang: Lang, file: &File, refusing: &Refusing) -> AnyView {
    if let Some(until) = file.revealed_until {
        let said = t::revealed_until(lang, &dates::clock(until.0));
        return view! { <p class="small soft">{said}</p> }.into_any();
    }
    if !file.may_reveal {
        return ().into_any();
    }
    let purposes = [
        ("compare", t::purpose_compare(lang)),
        ("contact", t::purpose_contact(lang)),
        ("duplicate", t::purpose_duplicate(lang)),
    ];
    let options = purposes.iter().map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect();
    let errors = forms::summary(lang, refusing.error.as_ref().filter(|_| refusing.of_reveal));
    let error = sentence_for(&errors, "purpose");
    let field = Field::new("purpose", t::purpose(lang)).hint(t::reveal_hint(lang)).error(error);
    let fields = hidden(lang, file);
    view! {
        <details open=refusing.of_reveal>
            <summary class="small">{t::reveal_open(lang)}</summary>
            <PostForm action="/api/screening/reveal" hidden=fields>
                <SelectField lang=lang field=field options=options/>
                <Button word=t::reveal(lang) weight=Weight::Quiet/>
            </PostForm>
        </details>
    }
    .into_any()
}
