//! The form by which somebody without an account objects, reports, asks or requests information, its answer with number and code, and the
//! page on which it is followed up. Printed without script; what is secret stands in no address.

use domain::objections::{ObjectionKind, SaidForm};
use domain::reason::Reason;
use domain::view::public::objections::{Followed, Received};
use leptos::prelude::*;
use text::{Lang, dates, objections as t};

use crate::api::ApiError;
use crate::frame::Section;
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, KeyValues, Kind, Mood, Notice, PostForm, RadioGroup, TextArea,
    TextField, UserText, field_errors, kv, sentence_for, switch_to,
};
use crate::shell::{self, Frame};
use crate::{address, forms};

/// What the form shows. Posts `key`, `list`, `kind`, `ticket`, `words`, `contact`.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The posting's public code.
    pub posting: String,
    /// Its title.
    pub title: String,
    /// The list that it is written from; empty where it is none.
    pub list: String,
    /// Whether objections to that list are taken now.
    pub open: bool,
    /// Number that the form was given: sent twice, it is kept once.
    pub key: String,
    /// What was typed.
    pub typed: SaidForm,
    /// Why the last try was refused.
    pub refused: Vec<Reason>,
    /// Why the last try could not be kept, although nothing is wrong with it.
    pub trouble: Option<ApiError>,
}

/// Prints the form.
#[must_use]
pub fn form(view: &Form, lang: Lang) -> String {
    let went_through = view.refused.is_empty() && view.trouble.is_none();
    let prefix = if went_through { "" } else { text::parts::error_prefix(lang) };
    let title = format!("{prefix}{}", t::form_title(lang));
    let list = Some(view.list.as_str()).filter(|list| !list.is_empty());
    let here = address::objection(lang, &view.posting, list);
    shell::print(Frame::public(lang, title, here.clone(), Section::Elsewhere), || {
        body(view, here.clone(), lang)
    })
}

fn body(view: &Form, here: String, lang: Lang) -> impl IntoView {
    let errors = field_errors(&view.refused, lang);
    let field = |name: &str, label: &str| Field::new(name, label).error(sentence_for(&errors, name));
    let taken = |one: &&ObjectionKind| !one.is_of_candidate() && (view.open || !one.is_of_a_period());
    let kinds = ObjectionKind::ALL.iter().filter(taken);
    let kinds: Vec<(String, String)> =
        kinds.map(|one| (one.word().to_owned(), t::kind_word(*one, lang).to_owned())).collect();
    let ticket = field("ticket", t::ticket(lang)).hint(t::ticket_hint(lang)).optional();
    let words = field("words", t::words(lang)).hint(t::words_hint(lang));
    let contact = field("contact", t::contact(lang)).hint(t::contact_hint(lang)).optional();
    let kind = field("kind", t::kind(lang));
    let (typed, about) = (view.typed.clone(), t::about(lang, &view.title));
    let chosen = if typed.kind.is_empty() && view.open { "objection".to_owned() } else { typed.kind };
    let with_ticket = (!view.list.is_empty()).then(|| {
        view! { <TextField lang=lang field=ticket kind=Kind::Short value=typed.ticket/> }
    });
    let closed = (!view.open && !view.list.is_empty()).then(|| view! { <p>{t::closed_here(lang)}</p> });
    let trouble = view.trouble.as_ref().map(|error| {
        let words = forms::words(lang, error).into_iter().map(|word| view! { <p>{word}</p> }).collect_view();
        view! { <Notice mood=Mood::Return title=forms::title(lang, error) live=true>{words}</Notice> }
    });
    let follow = address::follow_objection(lang);
    let list = Some(view.list.as_str()).filter(|list| !list.is_empty());
    let other = address::objection_switched(lang.other(), &view.posting, list);
    view! {
        <h1>{t::form_title(lang)}</h1>
        <p class="lede"><UserText lang=lang text=about/></p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {trouble}
        <p>{t::form_lede(lang)}</p>
        {closed}
        <PostForm action=here key=view.key.clone()>
            <RadioGroup lang=lang field=kind options=kinds selected=chosen/>
            {with_ticket}
            <TextArea lang=lang field=words value=typed.words rows=8/>
            <TextField lang=lang field=contact value=typed.contact/>
            <ButtonRow><Button word=t::send(lang)/></ButtonRow>
            {switch_to(lang, other)}
        </PostForm>
        <p><a href=follow>{t::follow_link(lang)}</a></p>
    }
}

/// Prints number and code: they stand in this answer only.
#[must_use]
pub fn received(view: &Received, here: String, lang: Lang) -> String {
    shell::print(Frame::public(lang, t::received_title(lang).to_owned(), here, Section::Elsewhere), || {
        let due = view
            .due
            .map_or_else(|| t::due_unknown(lang).to_owned(), |day| t::due(lang, &dates::day(lang, day)));
        let pairs = vec![
            kv(t::number(lang), view! { <b class="mono">{view.code.to_string()}</b> }),
            kv(t::secret(lang), view! { <b class="mono">{view.secret.to_string()}</b> }),
        ];
        view! {
            <h1>{t::received_title(lang)}</h1>
            <p class="lede">{t::received_lede(lang)}</p>
            <KeyValues pairs=pairs/>
            <p>{due}</p>
            <p><a href=address::follow_objection(lang)>{t::follow_title(lang)}</a></p>
        }
    })
}

/// What the page shows on which something is followed up. Posts `number` and `code`; the code never comes back.
#[derive(Clone, Debug, Default)]
pub struct Follow {
    /// What was typed as the number.
    pub number: String,
    /// How it stands, once both were right.
    pub found: Option<Followed>,
    /// Why the last try was refused.
    pub refused: Vec<Reason>,
}

/// Prints it.
#[must_use]
pub fn follow(view: &Follow, lang: Lang) -> String {
    let prefix = if view.refused.is_empty() { "" } else { text::parts::error_prefix(lang) };
    let title = format!("{prefix}{}", t::follow_title(lang));
    let here = address::follow_objection(lang);
    shell::print(Frame::public(lang, title, here, Section::Elsewhere), || followed(view, lang))
}

fn followed(view: &Follow, lang: Lang) -> impl IntoView {
    let errors = field_errors(&view.refused, lang);
    let found = view.found.as_ref().map(|found| stands(found, lang));
    let (number, typed) = (Field::new("number", t::number(lang)), view.number.clone());
    let code = Field::new("code", t::secret(lang));
    view! {
        <h1>{t::follow_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        {found}
        <p class="lede">{t::follow_lede(lang)}</p>
        <PostForm action=address::follow_objection(lang)>
            <TextField lang=lang field=number kind=Kind::Short value=typed/>
            <TextField lang=lang field=code kind=Kind::Password/>
            <ButtonRow><Button word=t::follow(lang)/></ButtonRow>
        </PostForm>
    }
}

fn stands(found: &Followed, lang: Lang) -> impl IntoView + use<> {
    let title = found.title.clone();
    let due =
        found.due.map_or_else(|| t::due_unknown(lang).to_owned(), |day| t::due(lang, &dates::day(lang, day)));
    let pairs = vec![
        kv(t::number(lang), view! { <b class="mono">{found.code.to_string()}</b> }),
        kv(text::shell::postings(lang), view! { <UserText lang=lang text=title/> }),
        kv(t::kind(lang), t::kind_word(found.kind, lang)),
        kv(t::received_at(lang), dates::moment(lang, found.received_at.0)),
    ];
    let kind = found.kind;
    let each = found.answers.iter().map(|(effect, words, at)| {
        let words = words.clone();
        view! {
            <section>
                <h3>{t::answered_at(lang, &dates::moment(lang, at.0))}</h3>
                <p>{t::outcome_said((kind, *effect), lang)}</p>
                <p class="notice-text"><UserText lang=lang text=words/></p>
            </section>
        }
    });
    let each = each.collect_view();
    let waits = found.answers.is_empty().then(|| view! { <p>{t::waits(lang)}</p><p>{due}</p> });
    view! {
        <Notice title=t::stands(lang)>
            <KeyValues pairs=pairs/>
            {waits}
            {each}
        </Notice>
    }
}
