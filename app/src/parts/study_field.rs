//! A field of study, typed with the catalogues offered below what is typed. Works without scripts: where a browser offers
//! nothing, the code or the name is typed and the server finds it.

use domain::study::Study;
use leptos::prelude::*;
use text::Lang;
use text::eligibility::study;

use super::Field;

/// The field; `value` is the word of an entry, or what was typed and was none.
#[component]
pub fn StudyField(lang: Lang, field: Field, value: String) -> impl IntoView {
    let (id, name) = (field.id(), field.sent_as());
    let (described, bad, required) = (field.described(), field.is_bad(), field.is_required());
    let offers = format!("{id}-offers");
    let shown = Study::from_word(&value).map_or(value, |found| study::offered(found, lang));
    let value = field.typed(shown);
    let entries = Study::studied()
        .chain([Study::OUTSIDE])
        .map(|one| view! { <option value=study::offered(one, lang)></option> })
        .collect_view();
    let control = view! {
        <input
            id=id
            name=name
            type="text"
            class="w-full"
            list=offers.clone()
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            maxlength="80"
            value=value
            aria-describedby=described
            aria-invalid=bad.then_some("true")
            required=required
        />
        <datalist id=offers>{entries}</datalist>
    };
    field.around(lang, control)
}
