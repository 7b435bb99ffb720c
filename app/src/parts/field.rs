//! What surrounds every field: label, hint, error, and how they are tied to the control.

use leptos::prelude::*;
use text::{Lang, parts as t};

/// A field of a form. `name` is the form name and the id: letters, digits and `-_.` only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Form name; also the `FieldPath` that a `Reason` names.
    pub name: String,
    /// Label.
    pub label: String,
    /// What to know before typing.
    pub hint: Option<String>,
    /// What is wrong and what to do.
    pub error: Option<String>,
    /// A hint that the answer may not be what is asked; it blocks nothing.
    pub warning: Option<String>,
    /// May be left empty; the label says so.
    pub optional: bool,
    /// Asked only after another answer: its hint says when, and no browser insists on it.
    pub conditional: bool,
    /// Sent as `PARENT[NAME]`, where a function takes several fields as one argument of that name.
    pub parent: Option<&'static str>,
}

impl Field {
    /// A field that must be filled.
    #[must_use]
    pub fn new(name: &str, label: &str) -> Self {
        Self { name: name.to_owned(), label: label.to_owned(), ..Self::default() }
    }

    /// With a hint above the control.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// With an error, where there is one.
    #[must_use]
    pub fn error(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    /// With a hint about the answer, where there is one.
    #[must_use]
    pub fn warning(self, warning: Option<String>) -> Self {
        Self { warning, ..self }
    }

    /// May be left empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Asked only after another answer, as its hint says.
    #[must_use]
    pub fn conditional(self) -> Self {
        Self { conditional: true, ..self }
    }

    /// Whether the browser should ask for an answer.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        !self.optional && !self.conditional
    }

    /// One of the fields that a function takes as its argument `parent`.
    #[must_use]
    pub fn within(self, parent: &'static str) -> Self {
        Self { parent: Some(parent), ..self }
    }

    /// The name that the form sends.
    #[must_use]
    pub fn sent_as(&self) -> String {
        self.parent.map_or_else(|| self.name.clone(), |parent| format!("{parent}[{}]", self.name))
    }

    /// Id of the control; the error summary links to it.
    #[must_use]
    pub fn id(&self) -> String {
        id_of(&self.name)
    }

    /// Whether the field carries an error.
    #[must_use]
    pub const fn is_bad(&self) -> bool {
        self.error.is_some()
    }

    /// Ids for `aria-describedby`.
    #[must_use]
    pub fn described(&self) -> Option<String> {
        let id = self.id();
        let parts = [
            self.hint.as_ref().map(|_| format!("{id}-hint")),
            self.error.as_ref().map(|_| format!("{id}-why")),
            self.warning.as_ref().map(|_| format!("{id}-warning")),
        ];
        let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!joined.is_empty()).then_some(joined)
    }

    /// What was typed here into this form before it was refused; else `value`. The server alone knows: the browser takes
    /// over what stands on the page.
    #[must_use]
    pub fn typed(&self, value: String) -> String {
        self.typed_before().unwrap_or(value)
    }

    #[cfg(feature = "ssr")]
    pub(crate) fn typed_before(&self) -> Option<String> {
        let typed = use_context::<crate::api::gate::Visit>()?.typed?;
        let sent = use_context::<super::form::Sent>()?;
        (typed.action == sent.0 && !typed.lost)
            .then(|| typed.get(&self.sent_as()).unwrap_or_default().to_owned())
    }

    #[cfg(not(feature = "ssr"))]
    pub(crate) const fn typed_before(&self) -> Option<String> {
        None
    }

    /// Puts label, hint and error around a control.
    pub fn around(self, lang: Lang, control: impl IntoView) -> impl IntoView {
        let class = if self.is_bad() { "field bad" } else { "field" };
        let id = self.id();
        view! {
            <div class=class>
                <label for=id.clone()>{self.label.clone()}{self.optional.then(|| optional(lang))}</label>
                {self.notes(&id)}
                {control}
            </div>
        }
    }

    /// Puts a fieldset with legend, hint and error around several controls.
    pub fn around_group(self, lang: Lang, controls: impl IntoView) -> impl IntoView {
        let class = if self.is_bad() { "field bad" } else { "field" };
        let id = self.id();
        view! {
            <fieldset class=class id=id.clone() aria-describedby=self.described()>
                <legend>{self.label.clone()}{self.optional.then(|| optional(lang))}</legend>
                {self.notes(&id)}
                {controls}
            </fieldset>
        }
    }

    fn notes(&self, id: &str) -> impl IntoView + use<> {
        let hint = self.hint.clone().map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
        let why = self.error.clone().map(|why| view! { <p class="why" id=format!("{id}-why")>{why}</p> });
        let warning = self
            .warning
            .clone()
            .map(|warning| view! { <p class="warning" id=format!("{id}-warning")>{warning}</p> });
        (hint, why, warning)
    }
}

/// The id of a control by its form name.
#[must_use]
pub fn id_of(name: &str) -> String {
    format!("f-{}", name.replace(['.', '[', ']'], "-"))
}

fn optional(lang: Lang) -> impl IntoView {
    view! { <span class="plain soft">{t::optional(lang)}</span> }
}
