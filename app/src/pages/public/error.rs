//! Error pages: what happened, what to do, and the status that goes with it.

use axum::http::StatusCode;
use axum::response::Html;
use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, errors as t, reasons};

use crate::address;
use crate::api::ApiError;
use crate::frame::{Section, Visitor};
use crate::parts::{ButtonRow, LinkButton, Weight};
use crate::shell::{self, Frame};

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Not this role's work.
    Forbidden,
    /// Nothing there, or not this person's.
    Missing,
    /// Somebody else was faster.
    Stale,
    /// Refused, with every reason.
    Refused(Vec<Reason>),
    /// A file is refused, every fault at its place.
    Faulty(Vec<String>),
    /// The request cannot be read.
    Transport,
    /// Too much at once.
    Busy,
    /// Nobody knows whether it was kept.
    Unconfirmed,
    /// The disk is nearly full.
    NoRoom,
    /// A published list that is not what was sealed.
    Damaged,
    /// Our fault; the number finds it in the log.
    Internal(String),
}

impl Trouble {
    /// HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Forbidden => 403,
            Self::Missing => 404,
            Self::Stale => 409,
            Self::Refused(_) | Self::Faulty(_) => 422,
            Self::Transport => 400,
            Self::Busy | Self::NoRoom | Self::Unconfirmed | Self::Damaged => 503,
            Self::Internal(_) => 500,
        }
    }

    fn words(&self, lang: Lang) -> [&'static str; 3] {
        match self {
            Self::Forbidden => [t::forbidden_title(lang), t::forbidden_what(lang), t::forbidden_do(lang)],
            Self::Missing => [t::missing_title(lang), t::missing_what(lang), t::missing_do(lang)],
            Self::Stale => [t::stale_title(lang), t::stale_what(lang), t::stale_do(lang)],
            Self::Refused(_) | Self::Faulty(_) => {
                [t::refused_title(lang), t::refused_what(lang), t::refused_do(lang)]
            }
            Self::Transport => [t::transport_title(lang), t::transport_what(lang), t::transport_do(lang)],
            Self::Busy => [t::busy_title(lang), t::busy_what(lang), t::busy_do(lang)],
            Self::Unconfirmed => {
                [t::unconfirmed_title(lang), t::unconfirmed_what(lang), t::unconfirmed_do(lang)]
            }
            Self::NoRoom => [t::no_room_title(lang), t::no_room_what(lang), t::no_room_do(lang)],
            Self::Damaged => [t::damaged_title(lang), t::damaged_what(lang), t::damaged_do(lang)],
            Self::Internal(_) => [t::internal_title(lang), t::internal_what(lang), t::internal_do(lang)],
        }
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ErrorPage {
    /// What went wrong.
    pub trouble: Trouble,
    /// Path and query that were asked for, for the language switch.
    pub here: String,
    /// Page to go back to, if it is one of this site.
    pub back: Option<String>,
    /// Who reads.
    pub visitor: Visitor,
}

/// Prints the page.
#[must_use]
pub fn print(view: &ErrorPage, lang: Lang) -> String {
    let [title, ..] = view.trouble.words(lang);
    let here = if address::is_ours(&view.here) { view.here.clone() } else { address::home(lang) };
    let frame =
        Frame { visitor: view.visitor.clone(), ..Frame::public(lang, title, here, Section::Elsewhere) };
    shell::print(frame, || body(view, lang))
}

/// The page of an error, for who asked for `here` (path and query). It knows nobody: it is the same for everyone.
#[must_use]
pub fn page(error: &ApiError, here: &str, lang: Lang) -> String {
    let trouble = match error {
        ApiError::Refused(reasons) => Trouble::Refused(reasons.clone()),
        ApiError::Denied(_) => Trouble::Forbidden,
        ApiError::Missing => Trouble::Missing,
        ApiError::Stale => Trouble::Stale,
        ApiError::Busy => Trouble::Busy,
        ApiError::NoRoom => Trouble::NoRoom,
        ApiError::Unconfirmed => Trouble::Unconfirmed,
        ApiError::Internal(number) => Trouble::Internal(number.to_string()),
        ApiError::Transport => Trouble::Transport,
    };
    let page = ErrorPage { trouble, here: here.to_owned(), back: None, visitor: Visitor::default() };
    print(&page, lang)
}

/// The page in place of a published list that is not what was sealed, with its status.
pub fn damaged(here: &str, lang: Lang) -> (StatusCode, Html<String>) {
    let trouble = Trouble::Damaged;
    let page = ErrorPage { trouble, here: here.to_owned(), back: None, visitor: Visitor::default() };
    (StatusCode::SERVICE_UNAVAILABLE, Html(print(&page, lang)))
}

/// The page that lists what is wrong with a file, line by line.
pub fn listed(lines: Vec<String>, back: &str, lang: Lang) -> (StatusCode, Html<String>) {
    let page = ErrorPage {
        trouble: Trouble::Faulty(lines),
        here: back.to_owned(),
        back: Some(back.to_owned()),
        visitor: Visitor::default(),
    };
    (StatusCode::UNPROCESSABLE_ENTITY, Html(print(&page, lang)))
}

fn body(view: &ErrorPage, lang: Lang) -> impl IntoView {
    let [title, what, remedy] = view.trouble.words(lang);
    let reasons: Vec<String> = match &view.trouble {
        Trouble::Refused(reasons) => reasons.iter().map(|reason| reasons::sentence(reason, lang)).collect(),
        Trouble::Faulty(lines) => lines.clone(),
        _ => Vec::new(),
    };
    let incident = match &view.trouble {
        Trouble::Internal(number) => Some(number.clone()),
        _ => None,
    };
    let back = view.back.clone().filter(|back| address::is_ours(back));
    view! {
        <h1>{title}</h1>
        <p>{what}</p>
        <p>{remedy}</p>
        {(!reasons.is_empty()).then(|| view! { <ul>{reasons.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> })}
        {incident.map(|number| view! { <p>{t::incident(lang)}" "<b class="mono">{number}</b></p> })}
        <ButtonRow>
            {back.map(|back| view! { <LinkButton href=back word=t::go_back(lang)/> })}
            <LinkButton href=address::home(lang) word=t::go_home(lang) weight=Weight::Quiet/>
        </ButtonRow>
    }
}
