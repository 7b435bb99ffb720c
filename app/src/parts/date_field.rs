//! Date field: typed year, month and day. A picker would be an extra; typing always works.

use leptos::prelude::*;
use text::{Lang, parts as t};

use super::Field;

/// What was typed, kept as text so that wrong input comes back unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDate {
    /// Year, four digits.
    pub year: String,
    /// Month, 1 to 12.
    pub month: String,
    /// Day, 1 to 31.
    pub day: String,
    /// Time of day, `HH:MM`; only where the field asks for it.
    pub clock: String,
}

/// Three short fields named `NAME.year`, `NAME.month`, `NAME.day`, and `NAME.clock` where `clock` is set.
#[component]
pub fn DateField(
    lang: Lang,
    field: Field,
    value: TypedDate,
    #[prop(optional)] clock: Option<&'static str>,
) -> impl IntoView {
    let name = field.name.clone();
    let (bad, required) = (field.is_bad(), field.is_required());
    let part = |suffix: &str,
                word: &'static str,
                class: &'static str,
                length: &'static str,
                value: String| {
        let name = format!("{name}.{suffix}");
        let id = super::field::id_of(&name);
        let mode = if suffix == "clock" { None } else { Some("numeric") };
        view! {
            <div>
                <label for=id.clone()>{word}</label>
                <input id=id name=name type="text" class=class inputmode=mode autocomplete="off" maxlength=length value=value required=required aria-invalid=bad.then_some("true")/>
            </div>
        }
    };
    let parts = view! {
        <div class="date">
            {part("year", t::year(lang), "w-short", "4", value.year)}
            {part("month", t::month(lang), "w-tiny", "2", value.month)}
            {part("day", t::day(lang), "w-tiny", "2", value.day)}
            {clock.map(|word| part("clock", word, "w-short", "5", value.clock))}
        </div>
    };
    field.around_group(lang, parts)
}
