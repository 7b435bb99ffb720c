//! Status word: shape, word and colour together.

use leptos::prelude::*;

/// What a status means for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Good: done, passed, in.
    Pass,
    /// The reader must act.
    Return,
    /// Refused, wrong.
    Refuse,
    /// Nothing yet, or not concerned.
    Wait,
    /// Going on.
    Now,
}

impl Mood {
    /// Class in `style/parts.css`.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Pass => "state pass",
            Self::Return => "state return",
            Self::Refuse => "state refuse",
            Self::Wait => "state wait",
            Self::Now => "state now",
        }
    }
}

/// A status word, e.g. `<StateWord mood=Mood::Pass word=text::states::passed(lang)/>`.
#[component]
pub fn StateWord(mood: Mood, #[prop(into)] word: Oco<'static, str>) -> impl IntoView {
    view! { <span class=mood.class()>{word}</span> }
}
