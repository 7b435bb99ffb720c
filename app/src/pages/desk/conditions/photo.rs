//! Whether every application must bring a photo and how large it is, and the form that says so.

use domain::uploads::{PhotoForm, PhotoKind};
use domain::view::desk::conditions::ConditionsPage;
use leptos::prelude::*;
use text::{Lang, uploads as t};

use super::hidden;
use crate::parts::{
    Button, CheckBox, Field, FieldError, Kind, PostForm, SelectField, TextField, Weight, sentence_for,
};

/// What holds, and while the posting is a draft the form that changes it.
pub(super) fn section(lang: Lang, page: &ConditionsPage, faults: &[FieldError]) -> impl IntoView + use<> {
    let (asked, size) = (page.conditions.photo, page.conditions.photo_size);
    let form = page.may_edit.then(|| form(lang, page, faults));
    view! {
        <h2>{t::photo_title(lang)}</h2>
        <p>{t::photo_asked(asked, size, lang)}</p>
        {form}
    }
}

fn form(lang: Lang, page: &ConditionsPage, faults: &[FieldError]) -> impl IntoView + use<> {
    let stands = PhotoForm::of(page.conditions.photo_size);
    let options: Vec<_> = PhotoKind::ALL
        .iter()
        .map(|kind| (kind.word().to_owned(), t::photo_kind_word(*kind, lang).to_owned()))
        .collect();
    let own = |name: &str| sentence_for(faults, name);
    let (hidden, ticked) = (hidden(lang, page), page.conditions.photo);
    let asked = Field::new("asked", t::photo_ask(lang)).optional();
    let kind = Field::new("kind", t::photo_kind(lang)).hint(t::photo_kind_hint(lang)).error(own("kind"));
    let width = Field::new("width", t::photo_width(lang)).hint(t::photo_own_hint(lang));
    let width = width.conditional().error(own("width"));
    let height = Field::new("height", t::photo_height(lang)).hint(t::photo_own_hint(lang));
    let height = height.conditional().error(own("height"));
    let most = Field::new("kilobytes", t::photo_kilobytes(lang)).hint(t::photo_kilobytes_hint(lang));
    let most = most.error(own("kilobytes"));
    view! {
        <PostForm action="/api/conditions/photo" hidden=hidden switches=true>
            <CheckBox field=asked checked=ticked/>
            <SelectField lang=lang field=kind options=options selected=stands.kind/>
            <TextField lang=lang field=width kind=Kind::Number value=stands.width/>
            <TextField lang=lang field=height kind=Kind::Number value=stands.height/>
            <TextField lang=lang field=most kind=Kind::Number value=stands.kilobytes/>
            <Button word=t::photo_save(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}
