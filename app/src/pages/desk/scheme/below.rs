//! What hangs below a node: its lists with their items and the way to add one, and its larger nodes as links.

use domain::scheme::draft::{Draft, Found, Spot, branches, join, spot};
use domain::scheme::fields::{Field as NodeField, Fields, Shape};
use domain::view::desk::schemes::SchemePage;
use leptos::prelude::*;
use text::{Lang, scheme::choices, scheme::form as t};

use super::fields::select;
use super::{NodeAt, hidden};
use crate::address;
use crate::islands::scheme::faults::{anchor, form_name, sentence};
use crate::islands::scheme::words::{hint, label, options, summary, title};
use crate::parts::{Button, Field, LinkLine, LinkList, Mood, PostForm, Weight};

/// Everything below the node at the place; at the scheme itself the usual first, the rest folded.
pub fn below(lang: Lang, posting: &str, page: &SchemePage, place: NodeAt<'_>, faults: &[Found]) -> AnyView {
    let Some(Spot::Node(fields)) = spot(place.at) else { return ().into_any() };
    let all = branches(fields);
    let (first, rest): (Vec<&NodeField>, Vec<&NodeField>) =
        all.into_iter().partition(|field| is_usual(fields.name, field.name));
    let desk = Desk { lang, posting, page, place, fields, faults };
    let rest = (!rest.is_empty()).then(|| {
        let filled = rest.iter().any(|field| page.draft.at(place.of, &join(place.at, field.name)).is_some());
        let open = filled && !place.at.is_empty();
        let shown = desk.branches(&rest);
        view! { <details open=open><summary>{t::more_rules(lang)}</summary>{shown}</details> }
    });
    view! { {desk.branches(&first)}{rest} }.into_any()
}

/// Whether nearly every scheme has something there.
fn is_usual(node: &str, field: &str) -> bool {
    match node {
        "scheme" => matches!(field, "components" | "shortlists" | "rank" | "total"),
        "component" => matches!(field, "parts" | "panel"),
        "rank" => field == "ladder",
        "shortlist" => matches!(field, "ladder" | "bands"),
        _ => true,
    }
}

struct Desk<'a> {
    lang: Lang,
    posting: &'a str,
    page: &'a SchemePage,
    place: NodeAt<'a>,
    fields: &'static Fields,
    faults: &'a [Found],
}

impl Desk<'_> {
    /// Lists one by one; nodes that follow one another as one list of links.
    fn branches(&self, fields: &[&NodeField]) -> Vec<AnyView> {
        let mut shown = Vec::new();
        let mut links = Vec::new();
        for field in fields {
            let at = join(self.place.at, field.name);
            match field.shape {
                Shape::List(inner) => {
                    if !links.is_empty() {
                        shown.push(view! { <LinkList lines=std::mem::take(&mut links)/> }.into_any());
                    }
                    shown.push(self.list(field, &at, *inner));
                }
                _ => links.push(self.node(field, &at)),
            }
        }
        if !links.is_empty() {
            shown.push(view! { <LinkList lines=links/> }.into_any());
        }
        shown
    }

    fn draft(&self) -> &Draft {
        &self.page.draft
    }

    /// What stands wrong at a place or below it.
    fn state(&self, at: &str) -> Option<(Mood, String)> {
        let under = |found: &&Found| {
            let here = found.place.at.as_str();
            let inside = here == at || here.strip_prefix(at).is_some_and(|rest| rest.starts_with('.'));
            found.place.of == self.place.of && inside && !found.warning
        };
        let count = i64::try_from(self.faults.iter().filter(under).count()).unwrap_or(i64::MAX);
        (count > 0).then(|| (Mood::Refuse, t::faulty(self.lang, count)))
    }

    fn node(&self, field: &NodeField, at: &str) -> LinkLine {
        let (lang, of) = (self.lang, self.place.of);
        let there = self.draft().node(of, at).is_some();
        let said = if there { summary(lang, self.draft(), of, at) } else { t::not_set(lang).to_owned() };
        let note = if said.is_empty() { hint(lang, self.fields.name, field.name).to_owned() } else { said };
        LinkLine {
            href: address::scheme_node(lang, self.posting, of, at, &[]),
            title: label(lang, self.fields.name, field.name).into_any(),
            note: Some(note.into_any()),
            state: self.state(at),
        }
    }

    fn list(&self, field: &NodeField, at: &str, inner: Shape) -> AnyView {
        let (lang, of) = (self.lang, self.place.of);
        let items = self.draft().items(of, at);
        let lines: Vec<LinkLine> = (0..items.len())
            .map(|index| {
                let item = join(at, index);
                let said = summary(lang, self.draft(), of, &item);
                LinkLine {
                    href: address::scheme_node(lang, self.posting, of, &item, &[]),
                    title: title(lang, self.draft(), of, &item).into_any(),
                    note: (!said.is_empty()).then(|| said.into_any()),
                    state: self.state(&item),
                }
            })
            .collect();
        let note = hint(lang, self.fields.name, field.name);
        let word = label(lang, self.fields.name, field.name);
        let here = |found: &&Found| {
            found.place.of == of && found.place.at == self.place.at && found.place.field == field.name
        };
        let wrong: Vec<String> =
            self.faults.iter().filter(here).map(|found| sentence(lang, &found.wrong)).collect();
        let bad = !wrong.is_empty();
        view! {
            <section class=if bad { "field bad branch" } else { "branch" } id=anchor(field.name)>
                <h3>{word}</h3>
                {(!note.is_empty()).then(|| view! { <p class="hint">{note}</p> })}
                {wrong.into_iter().map(|sentence| view! { <p class="why">{sentence}</p> }).collect_view()}
                {(!lines.is_empty()).then(|| view! { <LinkList lines=lines/> })}
                {self.page.may_draft.then(|| self.add(field, at, inner))}
            </section>
        }
        .into_any()
    }

    fn add(&self, field: &NodeField, at: &str, inner: Shape) -> AnyView {
        let lang = self.lang;
        let mut fields = hidden(lang, self.posting, self.page, self.place.of);
        fields.push(("list".to_owned(), at.to_owned()));
        let what = label(lang, self.fields.name, field.name);
        let word = t::add_what(lang, what);
        let which = match inner {
            Shape::Node(below) if below.get("of").is_some() => {
                options(lang, self.draft(), self.place.of, Shape::Name, "")
            }
            Shape::Node(_) => choices::presets(at)
                .iter()
                .map(|preset| (preset.key.to_owned(), text::capital(lang, preset.name(lang))))
                .collect(),
            shape => options(lang, self.draft(), self.place.of, shape, field.name),
        };
        let text = !matches!(inner, Shape::Node(_));
        if text && which.is_empty() {
            return ().into_any();
        }
        let nothing = if text { text::parts::choose(lang).to_owned() } else { t::another(lang).to_owned() };
        // Several such forms stand on one page; the id of a select names its list.
        let id = format!("add-{}", at.replace('.', "-"));
        let choice =
            (!which.is_empty()).then(|| view! { <AddField lang=lang id=id options=which nothing=nothing/> });
        view! {
            <PostForm action="/api/schemes/add" hidden=fields lenient=true>
                <div class="row">{choice}<Button word=word weight=Weight::Quiet/></div>
            </PostForm>
        }
        .into_any()
    }
}

/// The choice of what to add, its label for screen readers only.
#[component]
fn AddField(lang: Lang, id: String, options: Vec<(String, String)>, nothing: String) -> impl IntoView {
    let items =
        options.into_iter().map(|(value, word)| view! { <option value=value>{word}</option> }).collect_view();
    view! {
        <label class="sr" for=id.clone()>{t::which(lang)}</label>
        <select id=id name="first"><option value="">{nothing}</option>{items}</select>
    }
}

/// The form of a list's text item: one choice.
pub fn item(lang: Lang, draft: &Draft, place: NodeAt<'_>, error: Option<String>) -> AnyView {
    let Some(Spot::Item(shape)) = spot(place.at) else { return ().into_any() };
    let list = domain::scheme::draft::parent(place.at).0;
    let name = list.rsplit('.').next().unwrap_or(list);
    let value = draft.at(place.of, place.at).map(|value| value.text().to_owned()).unwrap_or_default();
    let word = if *shape == Shape::Step { t::step(lang) } else { t::item(lang) };
    let field = Field::new(&form_name("value"), word).error(error);
    select(
        lang,
        field,
        options(lang, draft, place.of, *shape, name),
        value,
        text::parts::choose(lang).to_owned(),
    )
}
