//! `my/applications/CODE/recall` and `…/withdraw`: what taking back and withdrawing mean, before they happen.

use domain::deadline::Deadline;
use domain::lifecycle::ApplicationState;
use domain::reason::ApplicationsWhy;
use domain::scheme::EditableUntil;
use domain::view::my::applications::Application;
use leptos::prelude::*;
use text::{Lang, applications as t, dates, departures as d, errors, parts, reasons};

use super::target::{Heading, Way};
use crate::api::ApiError;
use crate::api::applications::application_view;
use crate::api::departures::departures_leaving;
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, refused};
use crate::parts::{Button, Confirm, ErrorSummary, LinkButton, Notice, PostForm, Weight};
use crate::{address, forms};

#[derive(Clone, Copy)]
enum Leaving {
    Recall,
    Withdraw,
}

/// Taking a submitted application back to change it.
#[component]
pub fn Recall() -> impl IntoView {
    leave(Leaving::Recall, "applications/recall")
}

/// Withdrawing an application for good.
#[component]
pub fn Withdraw() -> impl IntoView {
    leave(Leaving::Withdraw, "applications/withdraw")
}

/// Leaving the selection after screening.
#[component]
pub fn Leave() -> impl IntoView {
    let lang = lang();
    let code = param("application");
    let error = refused("departures/leave");
    let fetch = move || {
        let code = code.clone();
        async move { Ok((application_view(code.clone()).await?, departures_leaving(code).await?)) }
    };
    loaded(fetch, move |(found, place): (Application, (Deadline, bool))| {
        departing(lang, (&found, place), error.as_ref())
    })
}

/// What becomes of the place: who may move up, and until when.
fn place_left(lang: Lang, (until, over): (Deadline, bool)) -> Vec<String> {
    let moment = until.instant().map(|until| dates::moment(lang, until.0));
    match moment {
        None => vec![d::leave_next(lang).to_owned()],
        Some(moment) if over => vec![d::leave_unfilled(lang, &moment), d::leave_final(lang).to_owned()],
        Some(moment) => vec![d::leave_filled(lang, &moment), d::leave_final(lang).to_owned()],
    }
}

fn departing(
    lang: Lang,
    (found, place): (&Application, (Deadline, bool)),
    error: Option<&ApiError>,
) -> impl IntoView + use<> {
    let home = address::application(lang, found.code);
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("application".to_owned(), found.code.to_string()),
        ("version".to_owned(), found.version.to_string()),
    ];
    let mut consequences = vec![d::leave_lists(lang).to_owned(), d::leave_marks(lang).to_owned()];
    consequences.extend(place_left(lang, place));
    let body = if found.may_leave {
        view! {
            <Confirm lang=lang back=home.clone() consequences=consequences>
                <PostForm action="/api/departures/leave" hidden=hidden>
                    <Button word=d::leave_yes(lang) weight=Weight::Grave/>
                </PostForm>
            </Confirm>
        }
        .into_any()
    } else {
        let back = home.clone();
        view! {
            <Notice title=errors::refused_title(lang)>
                <p>{d::leave_not(lang)}</p>
                <p><LinkButton href=back word=t::back_to_application(lang)/></p>
            </Notice>
        }
        .into_any()
    };
    view! {
        <PageTitle lang=lang text=d::leave_title(lang)/>
        <Way lang=lang application=(home, found.target.clone())/>
        <ErrorSummary lang=lang errors=forms::summary(lang, error)/>
        <h1>{d::leave_title(lang)}</h1>
        <p><b><Heading lang=lang target=found.target.clone()/></b></p>
        {body}
    }
}

fn leave(way: Leaving, endpoint: &'static str) -> impl IntoView {
    let lang = lang();
    let code = param("application");
    let error = refused(endpoint);
    loaded(move || application_view(code.clone()), move |found| page(lang, way, found, error.as_ref()))
}

fn page(lang: Lang, way: Leaving, found: Application, error: Option<&ApiError>) -> impl IntoView + use<> {
    let title = match way {
        Leaving::Recall => t::recall_title(lang),
        Leaving::Withdraw if found.sent.is_none() => t::discard_title(lang),
        Leaving::Withdraw => t::withdraw_title(lang),
    };
    let home = address::application(lang, found.code);
    view! {
        <PageTitle lang=lang text=title/>
        <Way lang=lang application=(home, found.target.clone())/>
        <ErrorSummary lang=lang errors=forms::summary(lang, error)/>
        <h1>{title}</h1>
        <p><b><Heading lang=lang target=found.target.clone()/></b></p>
        {body(lang, way, &found)}
    }
}

fn body(lang: Lang, way: Leaving, found: &Application) -> AnyView {
    let home = address::application(lang, found.code);
    let window = found.target.window();
    let possible = match way {
        Leaving::Recall => found.may_recall,
        Leaving::Withdraw => matches!(found.state, ApplicationState::Draft | ApplicationState::Submitted),
    };
    if !possible || !found.open {
        let personal = found.editing.personal;
        let good = matches!(way, Leaving::Recall) && personal == EditableUntil::Submitted;
        let why = if good && found.state == ApplicationState::Submitted {
            ApplicationsWhy::SentForGood.reason()
        } else if possible || (found.state == ApplicationState::Submitted && !found.open) {
            ApplicationsWhy::AlreadyClosed { closed: window.closes }.reason()
        } else {
            ApplicationsWhy::WrongState { state: found.state }.reason()
        };
        return view! {
            <Notice title=errors::refused_title(lang)>
                <p>{reasons::sentence(&why, lang)}</p>
                <p><LinkButton href=home word=t::back_to_application(lang)/></p>
            </Notice>
        }
        .into_any();
    }
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("application".to_owned(), found.code.to_string()),
        ("version".to_owned(), found.version.to_string()),
    ];
    let closes = dates::moment(lang, window.closes.0);
    match way {
        Leaving::Withdraw => {
            let (gone, yes) = match found.sent {
                None => (t::discard_gone(lang), t::discard_yes(lang)),
                Some(_) => (t::withdraw_gone(lang), t::withdraw_yes(lang)),
            };
            view! {
                <Confirm lang=lang back=home consequences=vec![gone.to_owned(), t::withdraw_again(lang, &closes)]>
                    <PostForm action="/api/applications/withdraw" hidden=hidden>
                        <Button word=yes weight=Weight::Grave/>
                    </PostForm>
                </Confirm>
            }
            .into_any()
        }
        Leaving::Recall => view! {
            <div class="confirm">
                <h2>{parts::consequences(lang)}</h2>
                <ul>
                    <li>{t::recall_draft(lang)}</li>
                    <li>{t::recall_receipt(lang)}</li>
                    <li><b>{t::recall_again(lang, &closes)}</b></li>
                </ul>
                <PostForm action="/api/applications/recall" hidden=hidden>
                    <Button word=t::recall_yes(lang)/>
                </PostForm>
                <p class="flat"><a href=home>{parts::cancel(lang)}</a></p>
            </div>
        }
        .into_any(),
    }
}
