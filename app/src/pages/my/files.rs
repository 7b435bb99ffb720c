//! `my/applications/CODE/files`: the photo with its frame, the certificates beside the sections that they prove, and the stamped form. Every
//! limit stands before the choice.

use domain::lifecycle::ApplicationState;
use domain::registration::Section;
use domain::uploads::{Kind, LONGEST, Part, Purpose, Side as FrameSide};
use domain::view::my::applications::Application;
use domain::view::uploads::Uploaded;
use leptos::prelude::*;
use text::{Lang, applications, dates, numbers, parts, uploads as t};

use super::privacy::privacy;
use super::target::{Heading, Side, Way};
use crate::api::ApiError;
use crate::api::applications::application_view;
use crate::frame::{IslandScript, PageTitle, loaded};
use crate::hooks::{lang, param, refused};
use crate::islands::framing::{CHOICE, Framing};
use crate::parts::{
    Button, ErrorSummary, Field, FileField, LinkButton, Mood, Notice, PostForm, SelectField, UserText, Weight,
};
use crate::{address, forms};

/// Photo and certificates.
#[component]
pub fn Files() -> impl IntoView {
    let lang = lang();
    let code = param("application");
    let error = ["applications/frame", "applications/take_away"].iter().find_map(|name| refused(name));
    loaded(move || application_view(code.clone()), move |found| page(lang, &found, error.as_ref()))
}

fn page(lang: Lang, found: &Application, error: Option<&ApiError>) -> impl IntoView + use<> {
    let home = address::application(lang, found.code);
    let target = found.target.clone();
    let proofs = Section::ALL.iter().map(|section| proofs(lang, found, *section)).collect_view();
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        <Way lang=lang application=(home.clone(), target.clone())/>
        <div class="cols">
            <div>
                <ErrorSummary lang=lang errors=forms::summary(lang, error)/>
                <h1>{t::title(lang)}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                {privacy(lang, found, "files")}
                <p class="lede">{t::lede(lang)}</p>
                {photo(lang, found)}
                <p>{t::limits(lang)}</p>
                {proofs}
                {stamped(lang, found)}
                <p><LinkButton href=home word=applications::back_to_application(lang) weight=Weight::Quiet/></p>
            </div>
            <Side lang=lang target=target/>
        </div>
    }
}

/// Whether files for this purpose may be brought now, as the use case decides it.
fn may(found: &Application, purpose: Purpose) -> bool {
    found.open && purpose.is_open_in(found.state)
}

fn of(found: &Application, purpose: Purpose) -> impl Iterator<Item = &Uploaded> {
    found.files.iter().filter(move |file| file.purpose == purpose)
}

fn photo(lang: Lang, found: &Application) -> impl IntoView + use<> {
    let standing = of(found, Purpose::Photo).last();
    let may = may(found, Purpose::Photo);
    let shown = match standing {
        Some(photo) if photo.left_at.is_some() => list(lang, found, Purpose::Photo),
        Some(photo) => {
            let src = address::application_page(lang, found.code, &format!("files/{}", photo.code));
            let (width, height) = (found.photo_size.width, found.photo_size.height);
            view! { <p><img class="photo" src=src alt=t::photo_alt(lang) width=width height=height/></p> }
                .into_any()
        }
        None => view! { <p class="soft">{t::photo_none(lang)}</p> }.into_any(),
    };
    let framed = standing.filter(|_| may).map(|photo| {
        view! { {frame(lang, found)}{take_away(lang, found, photo)} }
    });
    let size = found.photo_size;
    let word = if standing.is_some() { t::photo_replace(lang) } else { t::photo_send(lang) };
    let field = Field::new("file-photo", t::photo_file(lang)).hint(t::photo_limits(
        lang,
        size.width.into(),
        size.height.into(),
    ));
    view! {
        <section id="photo">
            <h2>{t::photo_title(lang)}</h2>
            <p>{t::photo_becomes(size, lang)}</p>
            {found.photo_asked.then(|| view! { <p><b>{t::photo_required(lang)}</b></p> })}
            {shown}
            {framed}
            {may.then(|| send(lang, found, (Purpose::Photo, None), (field, word)))}
        </section>
    }
}

/// Which part of the picture is taken: applied by the server, seen on the page that comes next. Where scripts run, a frame over the picture
/// takes the place of the choice.
fn frame(lang: Lang, found: &Application) -> impl IntoView + use<> {
    let sides = FrameSide::ALL.iter().map(|side| (side.word().to_owned(), t::side(*side, lang).to_owned()));
    let sizes = Part::ALL.iter().map(|part| (part.word().to_owned(), t::part(*part, lang).to_owned()));
    let (sides, sizes) = (sides.collect(), sizes.collect());
    let by_hand = of(found, Purpose::PhotoWhole).last().map(|whole| {
        let src = address::application_page(lang, found.code, &format!("files/{}", whole.code));
        view! { <IslandScript/><Framing lang=lang src=src picture=whole.code.to_string() photo=found.photo_size/> }
    });
    view! {
        <h3>{t::frame_title(lang)}</h3>
        <PostForm action="/api/applications/frame" hidden=hidden(lang, found)>
            {by_hand}
            <div id=CHOICE>
                <SelectField lang=lang field=Field::new("side", t::frame_side(lang)) options=sides selected="middle"/>
                <SelectField lang=lang field=Field::new("part", t::frame_part(lang)) options=sizes selected="whole"/>
            </div>
            <Button word=t::frame_apply(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}

fn hidden(lang: Lang, found: &Application) -> Vec<(String, String)> {
    vec![("lang".to_owned(), lang.code().to_owned()), ("application".to_owned(), found.code.to_string())]
}

/// The certificates of a section, with the form that adds one.
fn proofs(lang: Lang, found: &Application, section: Section) -> impl IntoView + use<> {
    let purpose = Purpose::Proof(section);
    let title = t::proofs_of(lang, applications::section(section, lang));
    let field = Field::new(&format!("file-{}", section.word()), t::file(lang));
    let add = may(found, purpose).then(|| {
        view! {
            <details>
                <summary>{t::add(lang)}</summary>
                {send(lang, found, (purpose, None), (field, t::add(lang)))}
            </details>
        }
    });
    view! {
        <section id=section.word()>
            <h2>{title}</h2>
            {list(lang, found, purpose)}
            {add}
        </section>
    }
}

fn stamped(lang: Lang, found: &Application) -> impl IntoView + use<> {
    let field = Field::new("file-form", t::file(lang));
    let may = may(found, Purpose::Form);
    let is_draft = found.state == ApplicationState::Draft;
    let later = is_draft.then(|| view! { <p class="soft">{t::form_later(lang)}</p> });
    let sent = !is_draft || of(found, Purpose::Form).next().is_some();
    view! {
        <section id="form">
            <h2>{t::form_title(lang)}</h2>
            <p>{t::form_lede(lang)}</p>
            {later}
            {sent.then(|| list(lang, found, Purpose::Form))}
            {may.then(|| send(lang, found, (Purpose::Form, None), (field, t::add(lang))))}
        </section>
    }
}

fn list(lang: Lang, found: &Application, purpose: Purpose) -> AnyView {
    let may = may(found, purpose);
    let lines: Vec<_> = of(found, purpose).map(|file| line(lang, found, file, may)).collect();
    if lines.is_empty() {
        return view! { <p class="soft">{t::none(lang)}</p> }.into_any();
    }
    view! { <ul class="files">{lines}</ul> }.into_any()
}

fn line(lang: Lang, found: &Application, file: &Uploaded, may: bool) -> impl IntoView + use<> {
    let href = address::application_page(lang, found.code, &format!("files/{}", file.code));
    let mut about =
        format!("{} · {}", numbers::bytes(file.size), t::sent_on(lang, &dates::stamp(lang, file.at.0)));
    if let Some(at) = file.left_at {
        about = format!("{about} · {}", t::left_on(lang, &dates::stamp(lang, at.0)));
    }
    // A picture was written here; a PDF is somebody else's and is not opened in the page.
    let kept = file.left_at.is_none();
    let seen = (kept && file.kind != Kind::Pdf).then(|| {
        view! { <img class="photo proof" src=href.clone() alt=t::proof_alt(lang, &file.name) loading="lazy"/> }
    });
    let name = view! { <UserText lang=lang text=file.name.clone()/> };
    let named = match kept {
        true => view! { <a href=href download="">{name}</a> }.into_any(),
        false => name.into_any(),
    };
    let field = Field::new(&format!("file-{}", file.code), t::file(lang));
    let replace = (may && !file.purpose.is_single()).then(|| {
        view! {
            <details>
                <summary>{t::replace(lang)}</summary>
                {send(lang, found, (file.purpose, Some(file)), (field, t::replace(lang)))}
            </details>
        }
    });
    view! {
        <li>
            {named}
            " "<span class="small soft">{about}</span>
            {seen}
            {replace}
            {may.then(|| take_away(lang, found, file))}
        </li>
    }
}

fn take_away(lang: Lang, found: &Application, file: &Uploaded) -> impl IntoView + use<> {
    let mut hidden = hidden(lang, found);
    hidden.push(("file".to_owned(), file.code.to_string()));
    let word = t::take_away(lang, &file.name);
    view! {
        <PostForm action="/api/applications/take_away" hidden=hidden>
            <Button word=word weight=Weight::Grave/>
        </PostForm>
    }
}

/// The form that brings a file: multipart, to an address of its own.
fn send(
    lang: Lang,
    found: &Application,
    (purpose, replaces): (Purpose, Option<&Uploaded>),
    (field, word): (Field, &'static str),
) -> impl IntoView + use<> {
    let replaces = replaces.map(|file| file.code.to_string()).unwrap_or_default();
    let query = address::query(&[("purpose", purpose.word()), ("replaces", &replaces)]);
    let action = address::application_page(lang, found.code, "files/add") + &query;
    let (kinds, accept) = match purpose {
        Purpose::Photo | Purpose::PhotoWhole => ("JPEG, PNG", "image/jpeg,image/png"),
        Purpose::Form | Purpose::Proof(_) => ("PDF, JPEG, PNG", "application/pdf,image/jpeg,image/png"),
    };
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    view! {
        <PostForm action=action files=true>
            <FileField lang=lang field=field kinds=kinds accept=accept limit=limit/>
            <Button word=word weight=Weight::Quiet/>
        </PostForm>
    }
}

/// The way to this page from a section of the form, at its certificates.
pub(super) fn from_section(lang: Lang, found: &Application, section: Section) -> impl IntoView + use<> {
    let to = address::application_page(lang, found.code, "files");
    let to = format!("{to}#{}", section.word());
    let count = of(found, Purpose::Proof(section)).count();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let words = (count > 0).then(|| view! { " "<span class="small soft">{t::count(lang, count)}</span> });
    view! { <p><a href=to>{t::link(lang)}</a>{words}</p> }
}

/// What goes with the application, in a line, for the page before sending.
pub(super) fn summary(lang: Lang, found: &Application) -> impl IntoView + use<> {
    let to = address::application_page(lang, found.code, "files");
    let photo =
        if of(found, Purpose::Photo).next().is_some() { parts::done(lang) } else { t::photo_none(lang) };
    let proofs = found.files.iter().filter(|file| matches!(file.purpose, Purpose::Proof(_))).count();
    let proofs = t::count(lang, i64::try_from(proofs).unwrap_or(i64::MAX));
    let words = text::reasons::labelled(lang, t::photo_title(lang), photo);
    let there = to.clone();
    let missing = (found.photo_asked && of(found, Purpose::Photo).next().is_none()).then(|| {
        view! { <Notice mood=Mood::Return title=t::photo_missing(lang)><p><a href=there>{t::title(lang)}</a></p></Notice> }
    });
    view! { {missing}<p>{words}" "{proofs}" "<a href=to>{t::title(lang)}</a></p> }
}
