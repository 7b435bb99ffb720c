//! The only `<textarea>`. On the server leptos 0.8 does not escape its text (tachys 0.2.19, leptos issue 4730): a stored
//! script would run. Here the text goes in as escaped markup on both sides; children are never given to the element.

use leptos::prelude::*;
use text::Lang;

use super::{Field, escaped};

/// A text of several lines. It has no length of its own: a browser would cut what is pasted without a word, while whoever reads the form
/// refuses what is too long and the page keeps it.
#[component]
pub fn TextArea(
    lang: Lang,
    field: Field,
    #[prop(into)] value: String,
    #[prop(default = 4)] rows: u32,
) -> impl IntoView {
    let (id, name) = (field.id(), field.sent_as());
    let (described, bad, required) = (field.described(), field.is_bad(), field.is_required());
    let value = field.typed(value);
    let control = view! {
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            aria-describedby=described
            aria-invalid=bad.then_some("true")
            required=required
            inner_html=inside(&value)
        ></textarea>
    };
    field.around(lang, control)
}

/// The text as markup. The parser eats the first line break after the opening tag, so on the server one stands ahead of
/// a text that begins with one.
fn inside(value: &str) -> String {
    let escaped = escaped(value);
    if cfg!(feature = "ssr") && escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
}
