//! Text field of one line.

use leptos::prelude::*;
use text::Lang;

use super::Field;

/// What is typed: chooses the keyboard of a phone, the width, and what the browser may fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// A short word or code.
    Short,
    /// A person's name.
    Name,
    /// A user name at sign-in.
    Login,
    /// The password at sign-in.
    Password,
    /// A new password.
    NewPassword,
    /// A phone number.
    Phone,
    /// A resident identity number.
    Identity,
    /// A whole number.
    Number,
    /// A mark or weight with decimals; a text field, since number fields eat what they do not like.
    Decimal,
    /// A day and a minute in Beijing time, `2026-11-22T18:00`.
    Minute,
}

struct Shape {
    kind: &'static str,
    mode: Option<&'static str>,
    fill: &'static str,
    class: &'static str,
}

impl Kind {
    const fn shape(self) -> Shape {
        let (kind, mode, fill, class) = match self {
            Self::Text => ("text", None, "off", "w-full"),
            Self::Short => ("text", None, "off", "w-mid"),
            Self::Name => ("text", None, "name", "w-long"),
            Self::Login => ("text", None, "username", "w-long"),
            Self::Password => ("password", None, "current-password", "w-long"),
            Self::NewPassword => ("password", None, "new-password", "w-long"),
            Self::Phone => ("tel", Some("tel"), "tel-national", "w-mid"),
            Self::Identity => ("text", None, "off", "w-long"),
            Self::Number => ("text", Some("numeric"), "off", "w-short n"),
            Self::Decimal => ("text", Some("decimal"), "off", "w-short n"),
            Self::Minute => ("datetime-local", None, "off", "w-mid"),
        };
        Shape { kind, mode, fill, class }
    }

    const fn keeps_letters(self) -> bool {
        matches!(self, Self::Login | Self::Password | Self::NewPassword | Self::Identity)
    }
}

/// A field of one line. Like [`super::TextArea`] it cuts nothing.
#[component]
pub fn TextField(
    lang: Lang,
    field: Field,
    #[prop(optional)] kind: Kind,
    #[prop(optional, into)] value: String,
) -> impl IntoView {
    let shape = kind.shape();
    let (id, name) = (field.id(), field.sent_as());
    let (described, bad, required) = (field.described(), field.is_bad(), field.is_required());
    let letters = kind.keeps_letters();
    let value = field.typed(value);
    let control = view! {
        <input
            id=id
            name=name
            type=shape.kind
            class=shape.class
            inputmode=shape.mode
            autocomplete=shape.fill
            autocapitalize=letters.then_some("none")
            spellcheck=letters.then_some("false")
            value=value
            aria-describedby=described
            aria-invalid=bad.then_some("true")
            required=required
        />
    };
    field.around(lang, control)
}
