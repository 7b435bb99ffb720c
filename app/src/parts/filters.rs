//! Filters above a table: a GET form, so that the filter stands in the address; a posted one where somebody may type a ticket number or
//! a name, which stand in none.

use leptos::prelude::*;
use text::{Lang, parts as t};

use super::field::id_of;
use super::form::switch_to;

/// The form; `clear` is the address without filters, empty while none are set. `posts` for one that may name somebody; what is
/// typed goes along to the page of the other language at `switches`.
#[component]
pub fn Filters(
    lang: Lang,
    #[prop(into)] action: String,
    #[prop(optional, into)] clear: String,
    #[prop(optional)] posts: bool,
    #[prop(optional, into)] switches: String,
    children: Children,
) -> impl IntoView {
    view! {
        <form class="filters" method=if posts { "post" } else { "get" } action=action role="search">
            {children()}
            <button class="btn quiet" type="submit">{t::find(lang)}</button>
            {(!clear.is_empty()).then(|| view! { <a href=clear>{t::clear(lang)}</a> })}
            {(!switches.is_empty()).then(|| switch_to(lang, switches))}
        </form>
    }
}

/// A text to look for. `digits` brings up the number keys of a phone.
#[component]
pub fn FilterText(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(optional)] digits: bool,
) -> impl IntoView {
    let id = id_of(&name);
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <input id=id name=name type="text" class="w-mid" inputmode=digits.then_some("numeric") autocomplete="off" maxlength="64" value=value/>
        </div>
    }
}

/// A choice; the first option is everything, unless one must be chosen.
#[component]
pub fn FilterChoice(
    lang: Lang,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(into)] selected: String,
    #[prop(optional)] one: bool,
) -> impl IntoView {
    let id = id_of(&name);
    let items = options
        .into_iter()
        .map(|(value, word)| {
            let chosen = value == selected;
            view! { <option value=value selected=chosen>{word}</option> }
        })
        .collect_view();
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <select id=id name=name>{(!one).then(|| view! { <option value="">{t::all(lang)}</option> })}{items}</select>
        </div>
    }
}
