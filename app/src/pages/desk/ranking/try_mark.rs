//! Another mark of one person, tried before anything is corrected: who would move, and which lists it would reach.

use domain::view::desk::ranking::{TriedMark, TryMark as Tried, TryMarkPage};
use leptos::prelude::*;
use text::{Lang, marks, ranking as t};

use crate::address;
use crate::api::ranking::{TRY, ranking_try_mark};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{asked, lang, param};
use crate::pages::desk::moves::moves;
use crate::parts::{Button, Crumb, Crumbs, Empty, Field, PostForm, SelectField, TextField, Weight};

/// `/zh/desk/postings/CODE/ranking/APPLICATION/try`.
#[component]
pub fn TryMark() -> impl IntoView {
    let lang = lang();
    let (code, application) = (param("posting"), param("application"));
    let (component, mark) = typed(&code, &application);
    let fetch = {
        let code = code.clone();
        move || {
            let of = (code.clone(), application.clone(), component.clone(), mark.clone());
            ranking_try_mark(of.0, of.1, of.2, of.3, lang.code().to_owned())
        }
    };
    view! {
        {tabs(lang, &code, "ranking")}
        {loaded(fetch, move |page: TryMarkPage| show(lang, &page))}
    }
}

/// What was typed for this person: kept for whoever typed it.
fn typed(posting: &str, application: &str) -> (String, String) {
    let typed = asked(TRY, &[("posting", posting), ("application", application)]);
    let field = |name| typed.as_ref().and_then(|typed| typed.get(name)).unwrap_or_default().to_owned();
    (field("component"), field("mark"))
}

fn show(lang: Lang, page: &TryMarkPage) -> impl IntoView + use<> {
    let title = t::try_mark_of(lang, &page.ticket);
    let steps = address::desk_posting(lang, page.posting.code, &format!("ranking/{}", page.application));
    let crumbs = vec![
        Crumb::page(address::desk_posting(lang, page.posting.code, "ranking"), t::ranking(lang)),
        Crumb::page(steps, &t::steps_of(lang, &page.ticket)),
    ];
    let counted = page.tried.as_ref().filter(|tried| tried.wrong.is_none());
    let counted = counted.map(|tried| {
        let unfit = tried.unfit.then(|| view! { <p>{t::try_unfit(lang)}</p> });
        view! { {moves(lang, t::try_moves(lang), tried.moves.as_ref())}{unfit} }
    });
    view! {
        <PageTitle lang=lang text=&title/>
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{title.clone()}</h1>
        <p class="lede">{t::try_mark_lede(lang)}</p>
        {form(lang, page)}
        {counted}
    }
}

/// A form that changes nothing.
fn form(lang: Lang, page: &TryMarkPage) -> AnyView {
    if page.marks.is_empty() {
        return view! { <Empty sentence=t::try_none(lang)/> }.into_any();
    }
    let hidden = [
        ("lang", lang.code().to_owned()),
        ("posting", page.posting.code.to_string()),
        ("application", page.application.to_string()),
    ];
    let hidden = hidden.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let options = page.marks.iter().map(|mark| (mark.component.clone(), word(lang, mark))).collect();
    let tried = |of: fn(&Tried) -> &String| page.tried.as_ref().map(|tried| of(tried).clone());
    let first = page.marks.first().map(|mark| mark.component.clone());
    let chosen = tried(|tried| &tried.component).or(first).unwrap_or_default();
    let typed = tried(|tried| &tried.mark).unwrap_or_default();
    let wrong = page.tried.as_ref().and_then(|tried| tried.wrong.clone());
    let mark = Field::new("mark", t::try_value(lang)).hint(t::try_value_hint(lang)).error(wrong);
    view! {
        <PostForm action=TRY hidden=hidden switches=true>
            <SelectField lang=lang field=Field::new("component", t::try_component(lang)) options=options selected=chosen/>
            <TextField lang=lang field=mark value=typed/>
            <Button word=t::try_go(lang) weight=Weight::Quiet/>
        </PostForm>
    }
    .into_any()
}

/// What the mark is of, with the one that stands.
fn word(lang: Lang, mark: &TriedMark) -> String {
    let name = marks::column_word(lang, &mark.component, mark.label.as_deref());
    if mark.now.is_empty() {
        return name;
    }
    format!("{name} · {}", t::now_is(lang, &marks::value_word(lang, &mark.now)))
}
