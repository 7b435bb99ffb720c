//! The scheme of a posting: read out, drafted node by node, checked, previewed, saved; by file beside it.

mod below;
mod fields;
mod node;

use domain::scheme::draft::{Found, Template};
use domain::view::desk::schemes::SchemePage;
use leptos::prelude::*;
use text::{Lang, dates, rulings, scheme::form as t};

pub use node::NodePage;

use crate::address;
use crate::api::schemes::scheme_view;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::islands::scheme::{Beside, Side, words};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, FieldError, FileField, Kind, LinkLine, LinkList, Mood, Notice,
    PostForm, SelectField, TextField, Weight, typed_into,
};

/// Largest scheme file, in bytes.
pub const SCHEME_LIMIT: u64 = 256 * 1024;

/// A scheme by its name and a node of it.
#[derive(Clone, Copy)]
pub struct NodeAt<'a> {
    /// The scheme's name; empty for the posting's own.
    pub of: &'a str,
    /// The node; empty for the scheme itself.
    pub at: &'a str,
}

/// What every form of the editor sends beside its own.
fn hidden(lang: Lang, posting: &str, page: &SchemePage, of: &str) -> Vec<(String, String)> {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut pairs = vec![
        pair("lang", lang.code().to_owned()),
        pair("posting", posting.to_owned()),
        pair("version", page.version.to_string()),
        pair("based_on", page.based_on.to_string()),
    ];
    if !of.is_empty() {
        pairs.push(pair("of", of.to_owned()));
    }
    pairs
}

/// The refusals that one of these forms came back with.
fn errors(lang: Lang, endpoints: &[&str]) -> Vec<FieldError> {
    endpoints.iter().flat_map(|endpoint| summary(lang, refused(endpoint).as_ref())).collect()
}

/// `/zh/desk/postings/CODE/scheme`.
#[component]
pub fn EditorPage() -> impl IntoView {
    let lang = lang();
    let posting = param("posting");
    let fetch = {
        let posting = posting.clone();
        move || scheme_view(posting.clone())
    };
    let refused = errors(
        lang,
        &[
            "schemes/save",
            "schemes/discard",
            "schemes/rebase",
            "schemes/begin",
            "schemes/add",
            "schemes/remove",
        ],
    );
    let stale = !query("stale").is_empty();
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &posting, "scheme")}
        <h1>{t::title(lang)}</h1>
        <ErrorSummary lang=lang errors=refused/>
        {stale.then(|| view! {
            <Notice mood=Mood::Return title=t::stale(lang) live=true><p>{t::stale_act(lang)}</p></Notice>
        })}
        {loaded(fetch, move |page| editor(lang, &posting, page))}
    }
}

fn editor(lang: Lang, posting: &str, page: SchemePage) -> AnyView {
    let faults = page.draft.faults();
    let some = !page.draft.names().is_empty();
    let work = view! {
        {head(lang, &page)}
        {notes(lang, posting, &page)}
        {some.then(|| schemes(lang, posting, &page, &faults))}
        {page.may_draft.then(|| ending(lang, posting, &page))}
        {page.may_notice.then(|| notice(lang, posting))}
        {page.may_draft.then(|| beginnings(lang, posting, &page, some))}
        {files(lang, posting, &page)}
    };
    let side = some.then(|| Side::of_all(lang, posting, &page));
    view! {
        <div class="split">
            <div class="work">{work}</div>
            {side.map(|side| view! { <Beside side=side/> })}
        </div>
    }
    .into_any()
}

/// Which revision is saved, and whose draft this is.
fn head(lang: Lang, page: &SchemePage) -> impl IntoView + use<> {
    let revision =
        if page.revision == 0 { t::never_saved(lang).to_owned() } else { t::revision(lang, page.revision) };
    let draft = match &page.drafted {
        Some((who, at)) => t::drafted(lang, who, &dates::moment(lang, at.0)),
        None => t::as_saved(lang).to_owned(),
    };
    let draft = (page.revision > 0 || page.drafted.is_some()).then_some(draft);
    view! { <p class="lede">{revision}{draft.map(|draft| format!(" · {draft}"))}</p> }
}

fn notes(lang: Lang, posting: &str, page: &SchemePage) -> impl IntoView + use<> {
    let behind = page.drafted.is_some() && page.based_on != page.revision;
    let pairs = hidden(lang, posting, page, "");
    let rebase = page.may_draft.then(|| {
        view! { <PostForm action="/api/schemes/rebase" hidden=pairs><Button word=t::rebase(lang) weight=Weight::Quiet/></PostForm> }
    });
    let standing = match (page.may_draft, page.may_save) {
        (true, true) => None,
        (true, false) => Some(t::frozen(lang)),
        (false, _) => Some(t::read_only(lang)),
    };
    let empty = page.draft.names().is_empty().then(|| view! { <p>{t::nothing_yet(lang)}</p> });
    view! {
        {behind.then(|| view! {
            <Notice mood=Mood::Return title=t::behind(lang, page.revision)><p>{t::behind_todo(lang)}</p>{rebase}</Notice>
        })}
        {standing.map(|standing| view! { <p class="soft">{standing}</p> })}
        {empty}
    }
}

/// Every scheme of the draft: its own page, and what it says.
fn schemes(lang: Lang, posting: &str, page: &SchemePage, faults: &[Found]) -> impl IntoView + use<> {
    let names: Vec<String> = page.draft.names().into_iter().map(str::to_owned).collect();
    names
        .into_iter()
        .map(|of| {
            let place = NodeAt { of: &of, at: "" };
            let name = page.draft.get(&of).map(|node| node.text("name").to_owned()).unwrap_or_default();
            let said = words::summary(lang, &page.draft, &of, "");
            let own = LinkLine {
                href: address::scheme_node(lang, posting, &of, "", &[]),
                title: words::label(lang, "scheme", "name").into_any(),
                note: Some(if name.is_empty() { said } else { name }.into_any()),
                state: None,
            };
            view! {
                <section>
                    <h2>{words::scheme_title(lang, &of)}</h2>
                    <p class="hint">{t::outline_lede(lang)}</p>
                    <LinkList lines=vec![own]/>
                    {below::below(lang, posting, page, place, faults)}
                </section>
            }
        })
        .collect_view()
}

/// Saving and discarding.
fn ending(lang: Lang, posting: &str, page: &SchemePage) -> impl IntoView + use<> {
    let drafted = page.drafted.is_some();
    let pairs = hidden(lang, posting, page, "");
    let save = (drafted && page.may_save && page.based_on == page.revision).then(|| {
        let pairs = pairs.clone();
        view! { <PostForm action="/api/schemes/save" hidden=pairs><Button word=t::save(lang)/></PostForm> }
    });
    let discard = drafted.then(|| {
        view! { <PostForm action="/api/schemes/discard" hidden=pairs><Button word=t::discard(lang) weight=Weight::Grave/></PostForm> }
    });
    drafted.then(|| {
        view! {
            <section class="ending">
                <p class="hint">{t::save_lede(lang)}</p>
                <ButtonRow>{save}{discard}</ButtonRow>
            </section>
        }
    })
}

/// The way on which a draft comes in force once the posting is approved.
fn notice(lang: Lang, posting: &str) -> impl IntoView + use<> {
    let href = address::desk_posting(lang, posting, "scheme/notice");
    view! { <p><a href=href>{rulings::drafted_go(lang)}</a></p> }
}

/// Templates for the posting's own scheme, and a further scheme by name.
fn beginnings(lang: Lang, posting: &str, page: &SchemePage, some: bool) -> impl IntoView + use<> {
    let pairs = hidden(lang, posting, page, "");
    let options: Vec<(String, String)> = Template::ALL
        .iter()
        .map(|one| (one.word().to_owned(), template_word(lang, *one).to_owned()))
        .collect();
    let template = SelectIn { id: "template-named", lang, options: options.clone() };
    let own = {
        let field = Field::new("template", t::template(lang)).hint(t::templates_lede(lang));
        view! {
            <PostForm action="/api/schemes/begin" hidden=pairs.clone()>
                <SelectField lang=lang field=field options=options selected=Template::Central.word()/>
                <Button word=t::begin(lang) weight=if some { Weight::Quiet } else { Weight::Main }/>
            </PostForm>
        }
    };
    let known = page.names.iter().find(|name| page.draft.get(name).is_none()).cloned().unwrap_or_default();
    let name = Field::new("of", t::scheme_name(lang));
    let wanted = !known.is_empty() || typed_into("/api/schemes/begin", "of").is_some();
    view! {
        <details open=!some><summary>{t::templates(lang)}</summary>{own}</details>
        <details open=wanted>
            <summary>{t::begin_named(lang)}</summary>
            <p class="hint">{t::named_lede(lang)}</p>
            <PostForm action="/api/schemes/begin" hidden=pairs switches=true>
                <TextField lang=lang field=name kind=Kind::Short value=known/>
                {template.view()}
                <Button word=t::begin_named(lang) weight=Weight::Quiet/>
            </PostForm>
        </details>
    }
}

/// A second choice of template on the page, with an id of its own.
struct SelectIn {
    id: &'static str,
    lang: Lang,
    options: Vec<(String, String)>,
}

impl SelectIn {
    fn view(self) -> impl IntoView {
        let chosen = Field::new("template", "").typed(String::new());
        let items = self
            .options
            .into_iter()
            .map(|(value, word)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{word}</option> }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for=self.id>{t::template(self.lang)}</label>
                <select id=self.id name="template">{items}</select>
            </div>
        }
    }
}

fn template_word(lang: Lang, template: Template) -> &'static str {
    match template {
        Template::Central => t::template_central(lang),
        Template::Provincial => t::template_provincial(lang),
        Template::ThreePart => t::template_three(lang),
        Template::Banded => t::template_banded(lang),
        Template::Empty => t::template_empty(lang),
    }
}

fn files(lang: Lang, posting: &str, page: &SchemePage) -> impl IntoView + use<> {
    let action = format!("{}?after={}", address::desk_posting(lang, posting, "scheme/import"), page.revision);
    let field = Field::new("file", t::import(lang)).hint(t::file_lede(lang));
    let import = page.may_save.then(|| {
        view! {
            <PostForm action=action files=true>
                <FileField lang=lang field=field kinds="TOML, JSON" accept=".toml,.json" limit=SCHEME_LIMIT/>
                <Button word=t::import(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    let export = (!page.toml.is_empty()).then(|| {
        let to = |kind: &str| address::desk_posting(lang, posting, &format!("scheme/export.{kind}"));
        view! { <p>{t::export(lang)}" "<a href=to("toml") download="">"TOML"</a>" · "<a href=to("json") download="">"JSON"</a></p> }
    });
    let toml = page.toml.clone();
    let shown = (!toml.is_empty()).then(|| view! { <pre class="mono" tabindex="0">{toml}</pre> });
    view! { <details><summary>{t::file(lang)}</summary>{import}{export}{shown}</details> }
}
