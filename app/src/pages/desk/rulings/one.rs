//! One ruling: what it says, where it stands, and the approver's two answers.

use domain::rulings::{Proposal, TieOrder};
use domain::view::desk::rulings::{RulingPage, RulingState};
use leptos::prelude::*;
use text::{Lang, draw, numbers, rulings as t};

use super::possible::possible;
use super::{by, state, told};
use crate::address;
use crate::api::rulings::ruling_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::pages::desk::moves::moves;
use crate::parts::{
    Button, ButtonRow, Confirm, Crumb, Crumbs, ErrorSummary, Field, FieldError, KeyValue, KeyValues,
    LinkButton, PostForm, TextArea, UserText, Weight, difference, kv, said,
};

/// `/zh/desk/postings/CODE/rulings/CODE`.
#[component]
pub fn Ruling() -> impl IntoView {
    let lang = lang();
    let (code, ruling) = (param("posting"), param("ruling"));
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "rulings"), t::title(lang))];
    let error = refused("rulings/approve").or_else(|| refused("rulings/return"));
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let code = code.clone();
        move || ruling_view(code.clone(), ruling.clone())
    };
    view! {
        {tabs(lang, &code, "rulings")}
        <Crumbs lang=lang crumbs=crumbs/>
        {loaded(fetch, move |page| show(lang, &page, &errors))}
    }
}

fn show(lang: Lang, page: &RulingPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let title = t::ruling_of(lang, page.ruling.code.as_str());
    let is_line = matches!(page.ruling.proposal, Proposal::Line { .. });
    let waiting = page.ruling.state == RulingState::Waiting;
    view! {
        <PageTitle lang=lang text=&title/>
        <h1>{title}</h1>
        <ErrorSummary lang=lang errors=errors.to_vec()/>
        <KeyValues pairs=facts(lang, page)/>
        {(!page.changes.is_empty()).then(|| view! {
            <h2>{t::notice_changes(lang)}</h2>
            {difference(lang, t::notice_changes(lang), &page.changes)}
        })}
        {(waiting && !page.withheld).then(|| moves(lang, t::moves(lang), page.moves.as_ref()))}
        {(waiting && page.withheld).then(|| view! { <p>{t::moves_withheld(lang)}</p> })}
        {(is_line && waiting).then(|| possible(lang, page.possible.as_ref()))}
        {minutes(lang, page)}
        {page.may_settle.then(|| settle(lang, page, errors))}
        {page.may_correct.then(|| correct(lang, page))}
    }
}

/// The minutes of a draw that was approved, to be printed and signed.
fn minutes(lang: Lang, page: &RulingPage) -> Option<impl IntoView + use<>> {
    let is_draw = matches!(page.ruling.proposal, Proposal::Tie { by: TieOrder::Lots(_), .. });
    let is_settled = !matches!(page.ruling.state, RulingState::Waiting | RulingState::Returned);
    (is_draw && is_settled).then(|| {
        let href = address::ruling(lang, page.posting.code, format!("{}/minutes.txt", page.ruling.code));
        view! { <p><a href=href download="">{draw::fetch(lang)}</a></p> }
    })
}

fn facts(lang: Lang, page: &RulingPage) -> Vec<KeyValue> {
    let line = &page.ruling;
    let mut pairs = vec![kv(t::state(lang), state(lang, line))];
    if let Proposal::Withdrawal = line.proposal {
        pairs.push(kv(t::what(lang), told(lang, &page.names, line)));
    }
    pairs.extend(content(lang, page, line.takes_back.as_ref().unwrap_or(&line.proposal)));
    let mut words = |term: &'static str, value: Option<&String>| {
        pairs.extend(value.map(|value| {
            kv(term, view! { <span class="pre"><UserText lang=lang text=value.clone()/></span> })
        }));
    };
    words(t::reason(lang), line.reason.as_ref());
    words(t::returned_because(lang), line.returned_because.as_ref());
    pairs.push(kv(t::proposed(lang), by_whom(lang, &line.proposed_by, line.proposed_at.0)));
    if let Some(at) = line.settled_at {
        pairs.push(kv(t::approved(lang), by_whom(lang, &line.settled_by, at.0)));
    }
    for (term, code) in [(t::corrects(lang), line.supersedes), (t::superseded_by(lang), line.superseded_by)] {
        pairs.extend(code.map(|code| {
            let to = address::ruling(lang, page.posting.code, code);
            kv(term, view! { <a class="mono" href=to>{code.to_string()}</a> })
        }));
    }
    pairs.push(kv(t::digest(lang), view! { <span class="mono digest">{line.digest.grouped()}</span> }));
    pairs
}

fn content(lang: Lang, page: &RulingPage, proposal: &Proposal) -> Vec<KeyValue> {
    let place = page.position.as_ref().map(|place| {
        let (number, words) = (place.number.clone(), place.words.clone());
        view! { {number}" "<UserText lang=lang text=words/> }.into_any()
    });
    let list = page.list.as_ref();
    let list =
        list.map(|list| said(lang, &text::capital(lang, &t::list_of(lang, list)), list.name.as_deref()));
    let document = |number: &String| {
        let text = number.clone();
        (!number.is_empty()).then(|| kv(t::number(lang), view! { <UserText lang=lang text=text/> }))
    };
    let words = |reason: &String| {
        let text = reason.clone();
        view! { <span class="pre"><UserText lang=lang text=text/></span> }
    };
    let mut pairs = Vec::new();
    match proposal {
        Proposal::Line { position, paper, of, line, number } => {
            let word = t::of_word(lang, of, page.label.as_deref());
            pairs.push(kv(t::what(lang), said(lang, &t::line_open(lang, &word), page.label.as_deref())));
            pairs.push(kv(t::line(lang), line.to_string()));
            let places = t::line_places(lang, position.as_deref(), paper.as_deref());
            let place = place.unwrap_or_else(|| view! { <UserText lang=lang text=places/> }.into_any());
            pairs.push(kv(t::line_scope(lang), place));
            pairs.extend(document(number));
        }
        Proposal::Tie { question, by, witnesses, number } => {
            pairs.push(kv(
                t::what(lang),
                said(
                    lang,
                    &t::ruling_told(lang, &t::question_word(lang, &page.names, question)),
                    page.names.words(),
                ),
            ));
            pairs.extend(place.map(|place| kv(t::position(lang), place)));
            pairs.extend(list.map(|list| kv(t::list(lang), list)));
            pairs.push(match by {
                TieOrder::ExtraTest(marks) => {
                    let each = marks.iter().map(|mark| format!("{} {}", mark.candidate, mark.mark));
                    kv(t::extra_marks(lang), rows(each.collect()))
                }
                TieOrder::Lots(order) => {
                    let each = (1..).zip(order).map(|(place, ticket): (u32, _)| format!("{place}. {ticket}"));
                    kv(t::lots(lang), rows(each.collect()))
                }
            });
            if !witnesses.is_empty() {
                let each = said(lang, &numbers::list(lang, witnesses), witnesses.iter().map(String::as_str));
                pairs.push(kv(t::witnesses(lang), each));
            }
            pairs.extend(document(number));
        }
        Proposal::Replacement { out, r#in, round, reason, .. } => {
            pairs.extend(place.map(|place| kv(t::position(lang), place)));
            pairs.extend(list.map(|list| kv(t::list(lang), list)));
            pairs.push(kv(t::out(lang), view! { <span class="mono">{out.clone()}</span> }));
            pairs.push(kv(t::cause(lang), words(reason)));
            let fill =
                if r#in.is_empty() { t::stays_empty(lang).to_owned() } else { numbers::list(lang, r#in) };
            pairs.push(kv(t::fill(lang), fill));
            pairs.push(kv(t::round(lang), round.to_string()));
        }
        Proposal::Override { candidate, ground, reason, .. } => {
            pairs.extend(place.map(|place| kv(t::position(lang), place)));
            pairs.extend(list.map(|list| kv(t::list(lang), list)));
            pairs.push(kv(t::person(lang), view! { <span class="mono">{candidate.clone()}</span> }));
            pairs.push(kv(t::ground_field(lang), t::overriding_of(lang, *ground)));
            pairs.push(kv(t::decision(lang), words(reason)));
        }
        Proposal::Ratio { qualified, reason, number, .. } => {
            pairs.extend(place.map(|place| kv(t::position(lang), place)));
            pairs.extend(list.map(|list| kv(t::list(lang), list)));
            pairs.push(kv(t::ratio_qualified(lang), numbers::grouped((*qualified).into())));
            pairs.push(kv(t::ratio_cause(lang), words(reason)));
            pairs.extend(document(number));
        }
        Proposal::Notice { .. } => pairs.extend(notice(lang, proposal)),
        Proposal::Withdrawal => {}
    }
    pairs
}

/// What a supplementary notice says; nothing of another proposal.
fn notice(lang: Lang, proposal: &Proposal) -> Vec<KeyValue> {
    let Proposal::Notice { title, reason, body, scheme, before, .. } = proposal else { return Vec::new() };
    let digest = |digest: &domain::digest::Digest| {
        let grouped = digest.grouped();
        view! { <span class="mono digest">{grouped}</span> }
    };
    let body = body.clone();
    vec![
        kv(t::notice_name(lang), view! { <UserText lang=lang text=title.clone()/> }),
        kv(
            t::notice_reason(lang),
            view! { <span class="pre"><UserText lang=lang text=reason.clone()/></span> },
        ),
        kv(t::notice_before(lang), digest(before)),
        kv(t::notice_scheme(lang), digest(scheme)),
        kv(
            t::notice_body(lang),
            view! { <details><summary>{t::notice_body(lang)}</summary><pre class="mono">{body}</pre></details> },
        ),
    ]
}

fn by_whom(lang: Lang, name: &str, at: i64) -> AnyView {
    said(lang, &by(lang, name, at), [name])
}

fn rows(each: Vec<String>) -> impl IntoView {
    each.into_iter().map(|one| view! { <span class="mono">{one}</span><br/> }).collect_view()
}

fn hidden(lang: Lang, page: &RulingPage) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("ruling".to_owned(), page.ruling.code.to_string()),
    ]
}

fn settle(lang: Lang, page: &RulingPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let follows = match page.ruling.proposal {
        Proposal::Notice { .. } => t::notice_consequence(lang),
        _ => t::approve_consequence_again(lang),
    };
    let consequences = vec![t::approve_consequence_binds(lang).to_owned(), follows.to_owned()];
    let back = address::desk_posting(lang, page.posting.code, "rulings");
    let reason = Field::new("reason", t::send_back_reason(lang)).hint(t::send_back_hint(lang));
    let reason = with_error(reason, "reason", errors);
    let (approving, returning) = (hidden(lang, page), hidden(lang, page));
    view! {
        <h2>{t::approve(lang)}</h2>
        <Confirm lang=lang consequences=consequences back=back>
            <PostForm action="/api/rulings/approve" hidden=approving><Button word=t::approve(lang)/></PostForm>
        </Confirm>
        <h2>{t::send_back(lang)}</h2>
        <PostForm action="/api/rulings/return" hidden=returning switches=true>
            <TextArea lang=lang field=reason value="" rows=3/>
            <Button word=t::send_back(lang) weight=Weight::Grave/>
        </PostForm>
    }
}

fn correct(lang: Lang, page: &RulingPage) -> impl IntoView + use<> {
    let code = page.ruling.code.to_string();
    let form = address::ruling(lang, page.posting.code, "propose");
    let correct = format!("{form}{}", address::query(&[("corrects", &code)]));
    let back = format!("{form}{}", address::query(&[("corrects", &code), ("withdraw", "yes")]));
    view! {
        <ButtonRow>
            <LinkButton href=correct word=t::correct(lang) weight=Weight::Quiet/>
            <LinkButton href=back word=t::take_back(lang) weight=Weight::Quiet/>
        </ButtonRow>
    }
}
