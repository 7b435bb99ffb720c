//! The page of one node: its form, what hangs below it, its place among its siblings, and the live part beside it.

use std::collections::BTreeMap;

use domain::scheme::draft::{Change, Draft, Found, Node, Spot, branches, leaves, parent, spot};
use domain::view::desk::schemes::SchemePage;
use leptos::prelude::*;
use text::{Lang, scheme::form as t};

use super::below::{below, item};
use super::fields::Form;
use super::{NodeAt, errors, hidden};
use crate::address;
use crate::api::gate::Visit;
use crate::api::schemes::{Brought, scheme_view};
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, param, query};
use crate::islands::scheme::faults::{field_word, form_name, sentence};
use crate::islands::scheme::words::{said, title};
use crate::islands::scheme::{Beside, Side};
use crate::parts::{
    Button, ButtonRow, Crumb, Crumbs, ErrorSummary, FieldError, KeyValue, KeyValues, LinkButton, Mood,
    Notice, PostForm, Weight, kv, sends_to,
};

/// `/zh/desk/postings/CODE/scheme/node?of=…&at=…`.
#[component]
pub fn NodePage() -> impl IntoView {
    let lang = lang();
    let posting = param("posting");
    let fetch = {
        let posting = posting.clone();
        move || scheme_view(posting.clone())
    };
    let (of, at) = (query("of"), query("at"));
    let brought: Option<Brought> = serde_json::from_str(&query("typed")).ok();
    let fresh = !query("fresh").is_empty();
    view! {
        {tabs(lang, &posting, "scheme")}
        {loaded(fetch, move |page| {
            let place = NodeAt { of: &of, at: &at };
            node_page(lang, &posting, page, place, brought.as_ref(), fresh)
        })}
    }
}

fn node_page(
    lang: Lang,
    posting: &str,
    page: SchemePage,
    place: NodeAt<'_>,
    brought: Option<&Brought>,
    fresh: bool,
) -> AnyView {
    let there = match spot(place.at) {
        Some(Spot::Node(_)) => page.draft.get(place.of).is_some() && holder_stands(&page.draft, place),
        Some(Spot::Item(_)) => page.draft.at(place.of, place.at).is_some(),
        Some(Spot::List(_)) | None => false,
    };
    let gone = brought.filter(|brought| !there || naming(&page.draft, place) != brought.was);
    if let Some(brought) = gone {
        return moved(lang, posting, brought).into_any();
    }
    if !there {
        return failure(lang, &crate::api::ApiError::Missing).into_any();
    }
    let name = title(lang, &page.draft, place.of, place.at);
    let mut typed = page.draft.clone();
    let kept = kept_texts(place);
    if let Some(values) = kept.or_else(|| brought.map(|brought| brought.set.clone().into_iter().collect())) {
        // What cannot be written any more is left out; the rest stands as typed.
        let _ = typed.apply(place.of, &Change::Set { at: place.at.to_owned(), values });
    }
    let faults = if fresh { Vec::new() } else { typed.faults() };
    let mine: Vec<FieldError> = own_faults(lang, place, &faults);
    let refused = errors(lang, &["schemes/set", "schemes/move", "schemes/remove", "schemes/add"]);
    let summary: Vec<FieldError> = refused.into_iter().chain(mine.clone()).collect();
    let crumbs = crumbs(lang, posting, &page.draft, place);
    let stale = brought.is_some();
    let form = page.may_draft.then(|| form(lang, posting, &page, &typed, place, (&mine, stale)));
    let holds = match spot(place.at) {
        Some(Spot::Node(fields)) if !branches(fields).is_empty() => {
            let hanging = below(lang, posting, &page, place, &faults);
            Some(view! { <h2>{t::below(lang)}</h2>{hanging} })
        }
        _ => None,
    };
    let place_form = page.may_draft.then(|| its_place(lang, posting, &page, place));
    let filled = (!page.may_draft).then(|| filled(lang, &page.draft, place));
    let side = Side::of_all(lang, posting, &page);
    let side =
        if page.may_draft { side.of_node(place.of, place.at, typed) } else { side.of_scheme(place.of) };
    view! {
        <PageTitle lang=lang text=&name/>
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{name}</h1>
        <ErrorSummary lang=lang errors=summary/>
        {stale.then(|| view! {
            <Notice mood=Mood::Return title=t::stale(lang) live=true><p>{t::stale_kept(lang)}</p></Notice>
        })}
        <div class="split">
            <div class="work">
                {form}
                {filled}
                {holds}
                {place_form}
            </div>
            <Beside side=side/>
        </div>
    }
    .into_any()
}

/// The texts that were typed into this node and are not sent yet: its page was shown in the other language.
fn kept_texts(place: NodeAt<'_>) -> Option<BTreeMap<String, String>> {
    let form =
        use_context::<Visit>()?.typed.filter(|form| form.action == "/api/schemes/set" && !form.lost)?;
    let own = form.get("of").unwrap_or_default() == place.of && form.get("at") == Some(place.at);
    let text = |(name, text): &(String, String)| {
        Some((name.strip_prefix("set[")?.strip_suffix(']')?.to_owned(), text.clone()))
    };
    own.then(|| form.fields.iter().filter_map(text).collect())
}

/// A node may be filled where the item that holds it stands, whether or not it is there itself.
fn holder_stands(draft: &Draft, place: NodeAt<'_>) -> bool {
    let mut at = place.at;
    while !at.is_empty() {
        let (above, _) = parent(at);
        if matches!(spot(above), Some(Spot::List(_))) {
            return draft.node(place.of, at).is_some();
        }
        at = above;
    }
    true
}

/// What names the node or item now.
fn naming(draft: &Draft, place: NodeAt<'_>) -> String {
    match draft.at(place.of, place.at) {
        Some(value) => value.node().map_or_else(|| value.text(), Node::naming).to_owned(),
        None => String::new(),
    }
}

/// The faults of this page's own fields.
fn own_faults(lang: Lang, place: NodeAt<'_>, faults: &[Found]) -> Vec<FieldError> {
    let mine = |found: &&Found| found.place.of == place.of && found.place.at == place.at && !found.warning;
    faults
        .iter()
        .filter(mine)
        .map(|found| {
            let field = found.place.field.as_str();
            let name = (!field.is_empty()).then(|| form_name(field));
            FieldError { name, sentence: sentence(lang, &found.wrong) }
        })
        .collect()
}

fn crumbs(lang: Lang, posting: &str, draft: &Draft, place: NodeAt<'_>) -> Vec<Crumb> {
    let mut crumbs = Vec::new();
    let mut at = place.at;
    while !at.is_empty() {
        let (above, _) = parent(at);
        at = if matches!(spot(above), Some(Spot::List(_))) { parent(above).0 } else { above };
        if !at.is_empty() {
            let href = address::scheme_node(lang, posting, place.of, at, &[]);
            crumbs.push(Crumb::page(href, &title(lang, draft, place.of, at)));
        }
    }
    let editor = address::desk_posting(lang, posting, "scheme");
    crumbs.push(Crumb::page(editor, t::title(lang)));
    crumbs.reverse();
    crumbs
}

fn form(
    lang: Lang,
    posting: &str,
    page: &SchemePage,
    typed: &Draft,
    place: NodeAt<'_>,
    (errors, stale): (&[FieldError], bool),
) -> AnyView {
    let mut pairs = hidden(lang, posting, page, place.of);
    pairs.push(("at".to_owned(), place.at.to_owned()));
    pairs.push(("was".to_owned(), naming(&page.draft, place)));
    let nothing = Node::default();
    sends_to("/api/schemes/set");
    let fields = match spot(place.at) {
        Some(Spot::Node(fields)) => {
            let present = page.draft.node(place.of, place.at).unwrap_or(&nothing);
            let node = typed.node(place.of, place.at).unwrap_or(&nothing);
            let form = Form {
                lang,
                draft: typed,
                of: place.of,
                fields,
                node,
                present: stale.then_some(present),
                errors,
            };
            form.view().into_any()
        }
        _ => {
            let error = crate::parts::sentence_for(errors, &form_name("value"));
            item(lang, typed, place, error)
        }
    };
    let editor = address::desk_posting(lang, posting, "scheme");
    view! {
        <PostForm action="/api/schemes/set" hidden=pairs lenient=true switches=true>
            {fields}
            <ButtonRow>
                <Button word=t::save_node(lang)/>
                <LinkButton href=editor word=t::back(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
    }
    .into_any()
}

/// What stands in the node, for who may only read.
fn filled(lang: Lang, draft: &Draft, place: NodeAt<'_>) -> impl IntoView + use<> {
    let (Some(Spot::Node(fields)), Some(node)) = (spot(place.at), draft.node(place.of, place.at)) else {
        return view! { <p class="soft">{t::not_set(lang)}</p> }.into_any();
    };
    let pairs: Vec<KeyValue> = leaves(fields)
        .iter()
        .map(|leaf| (leaf, node.text(&leaf.name)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(leaf, text)| {
            let term = field_word(lang, place.at, &leaf.name);
            kv(term, said(lang, draft, place.of, leaf.node, leaf.field, text))
        })
        .collect();
    view! { <KeyValues pairs=pairs/> }.into_any()
}

/// Moving among siblings, and taking it away.
fn its_place(lang: Lang, posting: &str, page: &SchemePage, place: NodeAt<'_>) -> AnyView {
    let mut pairs = hidden(lang, posting, page, place.of);
    pairs.push(("at".to_owned(), place.at.to_owned()));
    let (above, index) = parent(place.at);
    let listed = !place.at.is_empty() && matches!(spot(above), Some(Spot::List(_)));
    let last = page.draft.items(place.of, above).len().saturating_sub(1);
    let index: usize = index.parse().unwrap_or(0);
    let shift = |up: bool, word: &'static str| {
        let mut pairs = pairs.clone();
        pairs.push(("up".to_owned(), if up { "yes" } else { "no" }.to_owned()));
        view! { <PostForm action="/api/schemes/move" hidden=pairs lenient=true><Button word=word weight=Weight::Quiet/></PostForm> }
    };
    let up = (listed && index > 0).then(|| shift(true, t::move_up(lang)));
    let down = (listed && index < last).then(|| shift(false, t::move_down(lang)));
    let there = if place.at.is_empty() {
        page.draft.get(place.of).is_some()
    } else {
        page.draft.at(place.of, place.at).is_some()
    };
    let word = match (place.at.is_empty(), listed) {
        (true, _) => t::remove_scheme(lang),
        (false, true) => t::remove(lang),
        (false, false) => t::take_out(lang),
    };
    let remove = there.then(|| {
        view! { <PostForm action="/api/schemes/remove" hidden=pairs.clone() lenient=true><Button word=word weight=Weight::Grave/></PostForm> }
    });
    view! { <div class="row place">{up}{down}{remove}</div> }.into_any()
}

/// What was typed into a node that is not there any more.
fn moved(lang: Lang, posting: &str, brought: &Brought) -> impl IntoView + use<> {
    let mut typed: Vec<(String, String)> =
        brought.set.clone().into_iter().filter(|one| !one.1.is_empty()).collect();
    typed.sort();
    let lines = typed
        .into_iter()
        .map(|(name, text)| view! { <li><span class="mono">{name}</span>" "{text}</li> })
        .collect_view();
    view! {
        <h1>{t::title(lang)}</h1>
        <Notice mood=Mood::Return title=t::stale(lang) live=true><p>{t::stale_moved(lang)}</p><ul>{lines}</ul></Notice>
        <p><a href=address::desk_posting(lang, posting, "scheme")>{t::back(lang)}</a></p>
    }
}
