//! The only `<textarea>`. On the server leptos 0.8 does not escape its text (tachys 0.2.19, leptos issue 4730): a stored
//! script would run. Here the server's text is escaped by hand; in the browser it is set as a property.

use leptos::prelude::*;
use text::Lang;

use super::Field;

/// A text of several lines. `limit` counts characters and is said in the hint by the caller.
#[component]
pub fn TextArea(
    lang: Lang,
    field: Field,
    #[prop(into)] value: String,
    #[prop(default = 4)] rows: u32,
    #[prop(optional)] limit: Option<u32>,
) -> impl IntoView {
    let (id, name) = (field.id(), field.name.clone());
    let (described, bad, required) = (field.described(), field.is_bad(), !field.optional);
    let control = view! {
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            maxlength=limit.map(|limit| limit.to_string())
            aria-describedby=described
            aria-invalid=bad.then_some("true")
            required=required
            prop:value=value.clone()
        >
            {shown(&value)}
        </textarea>
    };
    field.around(lang, control)
}

/// The text as the child of the element: escaped on the server, where a leading line break is doubled because the
/// parser eats the first; nothing in the browser, where children of a textarea are not hydrated.
fn shown(value: &str) -> String {
    if cfg!(feature = "ssr") {
        let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
    } else {
        value.to_owned()
    }
}
