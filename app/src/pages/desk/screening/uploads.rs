//! The photo and the certificates in the file of an application: what stands, and what was replaced or taken away.

use domain::uploads::Purpose;
use domain::view::desk::screening::File;
use domain::view::uploads::Uploaded;
use leptos::prelude::*;
use text::{Lang, dates, numbers, uploads as t};

use crate::address;
use crate::parts::UserText;

/// The photo, for the head of the file.
pub(super) fn photo(lang: Lang, file: &File) -> impl IntoView + use<> {
    let standing = file.files.iter().rev().find(|one| one.stands() && one.purpose == Purpose::Photo);
    let src = standing
        .filter(|one| file.may_open && one.left_at.is_none())
        .map(|one| address::desk_photo(lang, file.code, one.code));
    src.map(|src| view! { <p><img class="photo small" src=src alt=t::photo_alt(lang) width="118"/></p> })
}

/// Everything that was handed in.
pub(super) fn files(lang: Lang, file: &File) -> AnyView {
    let (standing, earlier): (Vec<_>, Vec<_>) = file.files.iter().partition(|one| one.stands());
    if file.files.is_empty() {
        return ().into_any();
    }
    let lines = |of: Vec<&Uploaded>| of.into_iter().map(|one| line(lang, file, one)).collect_view();
    let recorded = file.may_open.then(|| view! { <p class="small soft">{t::desk_recorded(lang)}</p> });
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t::desk_earlier(lang)}</summary>
                <ul class="files small">{lines(earlier)}</ul>
            </details>
        }
    });
    view! {
        <h3>{t::desk_title(lang)}</h3>
        <ul class="files small">{lines(standing)}</ul>
        {earlier}
        {recorded}
    }
    .into_any()
}

fn line(lang: Lang, file: &File, one: &Uploaded) -> impl IntoView + use<> {
    let mut about =
        format!("{} · {}", numbers::bytes(one.size), t::sent_on(lang, &dates::stamp(lang, one.at.0)));
    if let Some(at) = one.left_at {
        about = format!("{about} · {}", t::left_on(lang, &dates::stamp(lang, at.0)));
    }
    if let Some(at) = one.ended_at {
        about = format!("{about} · {}", t::ended_on(lang, &dates::stamp(lang, at.0)));
    }
    let name = view! { <UserText lang=lang text=one.name.clone()/> };
    let name = if file.may_open && one.left_at.is_none() {
        let href = address::desk_file(lang, file.code, one.code);
        view! { <a href=href download="">{name}</a> }.into_any()
    } else {
        name.into_any()
    };
    let what = text::capital(lang, &t::purpose(one.purpose, lang));
    view! { <li>{what}" "{name}" "<span class="soft">{about}</span></li> }
}
