//! How the words of a message read with a real record, a moment after they are typed; or what is wrong with them.
//!
//! Owns: what follows the typing. Refuses: checking and filling in; the server does both, as it does when the words are saved.

use domain::view::messages::Preview;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use text::{Lang, errors, messages as t};

use crate::api::movers::Unanswered;
use crate::parts::UserText;

/// The id of the button that shows the same without scripts; it is hidden once the page is awake.
pub const BY_BUTTON: &str = "reads-button";

/// What is known of some words.
pub type Answer = Result<Option<Preview>, Unanswered>;

/// Whose words: the posting, the kind, and the language that they are in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Of {
    /// Public code of the posting.
    pub posting: String,
    /// Word of the kind.
    pub kind: String,
    /// Code of the language.
    pub language: String,
}

/// The preview. `first` is about the words that the page came with.
#[island]
pub fn Reads(lang: Lang, of: Of, first: Answer) -> impl IntoView {
    let answer = RwSignal::new(first);
    follow(lang, of, answer);
    view! {
        <div id="reads" aria-live="polite">
            {move || answer.with(|answer| shown(lang, answer))}
        </div>
    }
}

fn shown(lang: Lang, answer: &Answer) -> AnyView {
    match answer {
        Ok(None) => view! { <p class="soft">{t::no_record(lang)}</p> }.into_any(),
        Ok(Some(preview)) => read(lang, preview.clone()).into_any(),
        Err(Unanswered(told)) => {
            let lost =
                || vec![errors::transport_what(lang).to_owned(), errors::transport_do(lang).to_owned()];
            let words = if told.is_empty() { lost() } else { told.clone() };
            let lines = words.into_iter().map(|word| view! { <p>{word}</p> }).collect_view();
            view! { <div class="notice refuse"><h3>{t::preview_not(lang)}</h3>{lines}</div> }.into_any()
        }
    }
}

fn read(lang: Lang, preview: Preview) -> impl IntoView {
    let with = match preview.application {
        Some(code) => t::preview_of(lang, code.as_str()),
        None => t::preview_posting(lang).to_owned(),
    };
    view! {
        <p class="small soft">{with}</p>
        <div class="notice">
            <h3><UserText lang=lang text=preview.subject/></h3>
            <p class="pre"><UserText lang=lang text=preview.body/></p>
        </div>
    }
}

#[cfg(feature = "ssr")]
fn follow(lang: Lang, of: Of, answer: RwSignal<Answer>) {
    let _ = (lang, of, answer);
}

/// Asks a moment after the last key, and once where the browser put back what was typed before; an answer to older words is dropped.
#[cfg(not(feature = "ssr"))]
fn follow(lang: Lang, of: Of, answer: RwSignal<Answer>) {
    Effect::new(move |_| {
        let asking =
            browser::Asking { lang, of: StoredValue::new(of.clone()), answer, asked: StoredValue::new(0) };
        browser::listen(asking);
    });
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use std::time::Duration;

    use leptos::ev;
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast;
    use text::Lang;
    use web_sys::{Element, EventTarget, HtmlInputElement, HtmlTextAreaElement};

    use super::{Answer, BY_BUTTON, Of};
    use crate::api::preview::messages_preview;

    /// After the last key.
    const PAUSE: Duration = Duration::from_millis(400);
    const SUBJECT: &str = "f-subject";
    const BODY: &str = "f-body";

    #[derive(Clone, Copy)]
    pub(super) struct Asking {
        pub lang: Lang,
        pub of: StoredValue<Of>,
        pub answer: RwSignal<Answer>,
        /// Number of the newest question.
        pub asked: StoredValue<u32>,
    }

    pub(super) fn listen(asking: Asking) {
        if let Some(button) = document().get_element_by_id(BY_BUTTON) {
            drop(button.set_attribute("hidden", ""));
        }
        let came = typed();
        let typing = window_event_listener(ev::input, move |event| {
            if is_ours(event.target()) {
                asking.ask();
            }
        });
        // What the browser puts back after the page is awake comes without an event.
        set_timeout(
            move || {
                if typed() != came {
                    asking.ask();
                }
            },
            PAUSE,
        );
        on_cleanup(move || typing.remove());
    }

    fn is_ours(target: Option<EventTarget>) -> bool {
        let element = target.and_then(|target| target.dyn_into::<Element>().ok());
        element.is_some_and(|element| [SUBJECT, BODY].contains(&element.id().as_str()))
    }

    /// What stands in the two fields.
    fn typed() -> Option<(String, String)> {
        let field = |id| document().get_element_by_id(id);
        let subject: HtmlInputElement = field(SUBJECT)?.dyn_into().ok()?;
        let body: HtmlTextAreaElement = field(BODY)?.dyn_into().ok()?;
        Some((subject.value(), body.value()))
    }

    impl Asking {
        fn ask(self) {
            let number = self.asked.get_value().wrapping_add(1);
            self.asked.set_value(number);
            let is_newest = move || self.asked.try_get_value() == Some(number);
            let ask = move || {
                leptos::task::spawn_local(async move {
                    let Some((subject, body)) = typed().filter(|_| is_newest()) else { return };
                    let Of { posting, kind, language } = self.of.get_value();
                    let lang = self.lang.code().to_owned();
                    let found = messages_preview(lang, posting, kind, language, subject, body).await;
                    if is_newest() {
                        self.answer.set(found);
                    }
                });
            };
            set_timeout(ask, PAUSE);
        }
    }
}
