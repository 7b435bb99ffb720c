//! Choosing: select, radio group, check box.

use leptos::prelude::*;
use text::{Lang, parts as t};

use super::{Field, field::id_of};

/// A select. `options` are value and word; an empty choice stands first unless one is selected, `nothing` says what it
/// means.
#[component]
pub fn SelectField(
    lang: Lang,
    field: Field,
    options: Vec<(String, String)>,
    #[prop(optional, into)] selected: String,
    #[prop(optional, into)] nothing: Option<String>,
) -> impl IntoView {
    let (id, name) = (field.id(), field.sent_as());
    let (described, bad, required) = (field.described(), field.is_bad(), field.is_required());
    let blank = (selected.is_empty() || field.optional)
        .then(|| view! { <option value="">{nothing.unwrap_or_else(|| t::choose(lang).to_owned())}</option> });
    let selected = field.typed(selected);
    let items = options
        .into_iter()
        .map(|(value, word)| {
            let chosen = value == selected;
            view! { <option value=value selected=chosen>{word}</option> }
        })
        .collect_view();
    let control = view! {
        <select id=id name=name aria-describedby=described aria-invalid=bad.then_some("true") required=required>{blank}{items}</select>
    };
    field.around(lang, control)
}

/// Radio buttons. The error summary's link leads to the group.
#[component]
pub fn RadioGroup(
    lang: Lang,
    field: Field,
    options: Vec<(String, String)>,
    #[prop(optional, into)] selected: String,
) -> impl IntoView {
    let (name, sent) = (field.name.clone(), field.sent_as());
    let required = field.is_required();
    let selected = field.typed(selected);
    let items = options
        .into_iter()
        .enumerate()
        .map(|(at, (value, word))| {
            let id = format!("{}-{at}", id_of(&name));
            let chosen = value == selected;
            view! {
                <div class="check">
                    <input type="radio" id=id.clone() name=sent.clone() value=value checked=chosen required=required/>
                    <label for=id>{word}</label>
                </div>
            }
        })
        .collect_view();
    field.around_group(lang, items)
}

/// One check box with its words; sends `yes`.
#[component]
pub fn CheckBox(field: Field, #[prop(optional)] checked: bool) -> impl IntoView {
    let id = field.id();
    let class = if field.is_bad() { "field bad" } else { "field" };
    let checked = field.typed_before().map_or(checked, |typed| typed == "yes");
    view! {
        <div class=class>
            {field.error.clone().map(|why| view! { <p class="why" id=format!("{}-why", field.id())>{why}</p> })}
            <div class="check">
                <input type="checkbox" id=id.clone() name=field.sent_as() value="yes" checked=checked required=field.is_required() aria-describedby=field.described() aria-invalid=field.is_bad().then_some("true")/>
                <label for=id>{field.label.clone()}</label>
            </div>
            {field.hint.clone().map(|hint| view! { <p class="hint" id=format!("{}-hint", field.id())>{hint}</p> })}
        </div>
    }
}
