//! `desk/postings/CODE/screening/finish`: what finishing means, or what still stands in its way, each as a link.

use domain::lifecycle::Phase;
use domain::view::desk::screening::{Finish as View, Moved};
use leptos::prelude::*;
use text::screening::duplicates as d;
use text::{Lang, dates, extensions as e, screening as t};

use super::frame::Way;
use crate::api::screening::screening_blockers;
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, Confirm, ErrorSummary, LinkButton, LinkLine, LinkList, Mood, Notice, PostForm, UserText, Weight,
};
use crate::{address, forms};

/// The end of screening.
#[component]
pub fn Finish() -> impl IntoView {
    let lang = lang();
    let posting = param("posting");
    let errors = forms::summary(lang, refused("screening/finish").as_ref());
    loaded(
        move || screening_blockers(posting.clone()),
        move |view| {
            let errors = errors.clone();
            let title = if view.posting.head.phase == Phase::Ended {
                t::ended_title(lang)
            } else if is_done(view.posting.head.phase) {
                t::done_title(lang)
            } else {
                t::finish_title(lang)
            };
            view! {
                <PageTitle lang=lang text=title/>
                <Way lang=lang posting=view.posting.clone() inside=true/>
                <ErrorSummary lang=lang errors=errors/>
                <h1>{title}</h1>
                {body(lang, view)}
            }
        },
    )
}

/// Whether screening is over.
const fn is_done(phase: Phase) -> bool {
    match phase {
        Phase::Examining | Phase::Ranked | Phase::Published | Phase::Closed => true,
        Phase::Draft
        | Phase::Submitted
        | Phase::Approved
        | Phase::Registering
        | Phase::Screening
        | Phase::Ended
        | Phase::Suspended
        | Phase::Withdrawn => false,
    }
}

fn body(lang: Lang, view: View) -> AnyView {
    let counts = view.posting.counts;
    let back = address::screening(lang, view.posting.head.code, "", &[]);
    if matches!(view.posting.head.phase, Phase::Ended | Phase::Suspended | Phase::Withdrawn) {
        let href = address::desk_posting(lang, view.posting.head.code, "");
        return view! { <p><LinkButton href=href word=text::parts::continue_on(lang)/></p> }.into_any();
    }
    if is_done(view.posting.head.phase) {
        return view! {
            <Notice mood=Mood::Pass title=t::done_title(lang)><p>{t::done_what(lang, counts.passed)}</p></Notice>
            <p><LinkButton href=address::desk_posting(lang, view.posting.head.code, "") word=text::parts::continue_on(lang)/></p>
        }
        .into_any();
    }
    if view.posting.head.phase != Phase::Screening
        || counts.submitted > 0
        || counts.passed == 0
        || !view.extensions.is_none()
        || view.openings != (0, false)
        || view.objections > 0
        || view.twice > 0
    {
        return blocked(lang, view);
    }
    let consequences = vec![
        t::finish_passed(lang, counts.passed),
        t::finish_refused(lang, counts.refused),
        t::finish_phase(lang).to_owned(),
    ];
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), view.posting.head.code.to_string()),
        ("version".to_owned(), view.version.to_string()),
    ];
    let early = view.terms.map(|_| ("early".to_owned(), "yes".to_owned()));
    let hidden: Vec<(String, String)> = hidden.into_iter().chain(early).collect();
    let word = if view.terms.is_some() { t::finish_early(lang) } else { t::finish_yes(lang) };
    let form = view.may_finish.then(|| {
        view! {
            <PostForm action="/api/screening/finish" hidden=hidden>
                <Button word=word weight=Weight::Main/>
            </PostForm>
        }
    });
    let (moved, terms) = (moved(lang, &view), terms(lang, &view));
    let alike = alike(lang, &view);
    view! { {terms}{moved}{alike}<Confirm lang=lang back=back consequences=consequences>{form}</Confirm> }
        .into_any()
}

/// That people who were refused can still object, which holds up the end until somebody moves on all the same.
fn terms(lang: Lang, view: &View) -> Option<AnyView> {
    let (count, until) = view.terms?;
    let href = address::screening(lang, view.posting.head.code, "", &[("state", "refused")]);
    let why = domain::reason::ScreeningWhy::TermsRun { count, until };
    let said = text::errors::sentence(&why.reason(), lang);
    Some(
        view! {
            <Notice mood=Mood::Return title=t::terms_title(lang)>
                <p>{said}" "<a href=href>{t::terms_link(lang)}</a></p>
                <p>{t::terms_what(lang)}</p>
            </Notice>
        }
        .into_any(),
    )
}

/// How many applications look alike that nobody has compared; it holds nothing up.
fn alike(lang: Lang, view: &View) -> Option<AnyView> {
    let href = address::desk_posting(lang, view.posting.head.code, "screening/duplicates");
    (view.alike > 0).then(|| {
        let (title, said) = (d::link(lang), d::left(lang, view.alike));
        view! { <Notice title=title><p>{said}" "<a href=href>{d::see_list(lang)}</a></p></Notice> }.into_any()
    })
}

/// The openings that were confirmed on another number of people than there is now.
fn moved(lang: Lang, view: &View) -> Option<AnyView> {
    if view.moved.is_empty() {
        return None;
    }
    let line = |one: &Moved| view! { <li>{t::moved_line(lang, &one.number, one.then, one.now)}</li> };
    let lines = view.moved.iter().map(line).collect_view();
    let href = address::desk_posting(lang, view.posting.head.code, "opening");
    Some(
        view! {
            <Notice mood=Mood::Return title=t::moved_title(lang)>
                <ul>{lines}</ul>
                <p>{t::moved_what(lang)}" "<a href=href>{text::opening::blocks(lang)}</a></p>
            </Notice>
        }
        .into_any(),
    )
}

fn blocked(lang: Lang, view: View) -> AnyView {
    let (moved, alike) = (moved(lang, &view), alike(lang, &view));
    let View { posting, undecided, extensions, openings, objections, twice, .. } = view;
    let early = posting
        .head
        .registration
        .filter(|_| matches!(posting.head.phase, Phase::Approved | Phase::Registering))
        .map(|window| view! { <p>{t::blocked_open(lang, &dates::moment(lang, window.closes.0))}</p> });
    let number = posting.counts.submitted;
    let some = number > 0;
    let nobody = (!some && posting.counts.passed == 0).then(|| view! { <p>{t::blocked_nobody(lang)}</p> });
    let said = some.then(|| view! { <p>{t::blocked_undecided(lang, number)}</p> });
    let running = extensions.running.map(|(count, until)| {
        view! { <p>{e::blocks_running(lang, count, &dates::moment(lang, until.0))}</p> }
    });
    let waiting = extensions.waiting;
    let waiting = (waiting > 0).then(|| view! { <p>{e::blocks_waiting(lang, waiting)}</p> });
    let extended = (!extensions.is_none()).then(|| {
        let href = address::desk_posting(lang, posting.head.code, "extensions");
        view! { <p><a href=href>{e::link(lang)}</a></p> }
    });
    let objected = (objections > 0).then(|| {
        let href = address::desk_posting(lang, posting.head.code, "objections");
        let why = domain::reason::ScreeningWhy::ObjectionsWait { count: objections };
        let said = text::errors::sentence(&why.reason(), lang);
        view! { <p>{said}" "<a href=href>{text::objections::title(lang)}</a></p> }
    });
    let twice = (twice > 0).then(|| {
        let href = address::desk_posting(lang, posting.head.code, "screening/duplicates");
        let why = domain::reason::ScreeningWhy::PassedTwice { count: twice };
        let said = text::errors::sentence(&why.reason(), lang);
        view! { <p>{said}" "<a href=href>{d::link(lang)}</a></p> }
    });
    let opened = (openings != (0, false)).then(|| {
        let href = address::desk_posting(lang, posting.head.code, "opening");
        let why = if openings.1 {
            domain::reason::ScreeningWhy::OpeningWaits
        } else {
            domain::reason::ScreeningWhy::OpeningOpen { count: openings.0 }
        };
        let said = text::errors::sentence(&why.reason(), lang);
        view! { <p>{said}" "<a href=href>{text::opening::blocks(lang)}</a></p> }
    });
    let lines: Vec<LinkLine> = undecided
        .into_iter()
        .map(|line| LinkLine {
            href: address::screening(lang, posting.head.code, line.code.as_str(), &[]),
            title: view! { <span class="mono">{line.position}</span>" "<UserText lang=lang text=line.name/> }
                .into_any(),
            note: Some(view! { <UserText lang=lang text=line.unit/> }.into_any()),
            state: None,
        })
        .collect();
    let queue = address::screening(lang, posting.head.code, "", &[]);
    view! {
        {moved}
        <Notice mood=Mood::Return title=t::blocked_title(lang)>{early}{said}{running}{waiting}{extended}{opened}{objected}{twice}{nobody}</Notice>
        {alike}
        {some.then(|| view! { <LinkList lines=lines/> })}
        <p>
            <LinkButton
                href=queue
                word=if some { t::blocked_more(lang, number) } else { t::back_to_queue(lang).to_owned() }
            />
        </p>
    }
    .into_any()
}
