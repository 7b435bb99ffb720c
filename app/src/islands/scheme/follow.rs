//! Takes what is typed into the form beside it into the live draft. The form itself is plain and knows nothing of it.

use domain::scheme::draft::Draft;
use leptos::prelude::*;

use super::Side;

#[cfg(feature = "ssr")]
pub fn follow(draft: RwSignal<Draft>, side: &Side) {
    let _ = (draft, side);
}

/// From now on every change of a field of the node's form, and once what was typed before the page woke or was put back
/// by the browser.
#[cfg(not(feature = "ssr"))]
pub fn follow(draft: RwSignal<Draft>, side: &Side) {
    let (Some(of), Some(at)) = (side.of.clone(), side.at.clone()) else { return };
    let form = browser::Form { of, at, draft };
    Effect::new(move |_| form.listen());
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use std::collections::BTreeMap;

    use domain::scheme::draft::{Change, Draft, Spot, leaves, spot};
    use leptos::ev;
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast;
    use web_sys::{Element, EventTarget, HtmlInputElement, HtmlSelectElement};

    /// The form of one node.
    #[derive(Clone)]
    pub struct Form {
        pub of: String,
        pub at: String,
        pub draft: RwSignal<Draft>,
    }

    impl Form {
        pub fn listen(&self) {
            for name in self.names() {
                let field = document().query_selector(&format!("main form [name='set[{name}]']"));
                if let Ok(Some(field)) = field {
                    self.take(&field);
                }
            }
            let (input, change) = (self.clone(), self.clone());
            // Some helpers of the browser tell only of the change at the end.
            let typed = window_event_listener(ev::input, move |event| input.hear(event.target()));
            let done = window_event_listener(ev::change, move |event| change.hear(event.target()));
            on_cleanup(move || {
                typed.remove();
                done.remove();
            });
        }

        /// The dotted names of its fields.
        fn names(&self) -> Vec<String> {
            match spot(&self.at) {
                Some(Spot::Node(fields)) => leaves(fields).into_iter().map(|leaf| leaf.name).collect(),
                _ => vec!["value".to_owned()],
            }
        }

        fn hear(&self, target: Option<EventTarget>) {
            if let Some(target) = target {
                self.take(&target);
            }
        }

        fn take(&self, target: &EventTarget) {
            let Some((name, value)) = typed_into(target) else { return };
            let change = Change::Set { at: self.at.clone(), values: BTreeMap::from([(name, value)]) };
            let mut next = self.draft.get_untracked();
            // A text that does not fit any more (too long) simply stands as before.
            if next.apply(&self.of, &change).is_ok() && self.draft.with_untracked(|now| *now != next) {
                self.draft.set(next);
            }
        }
    }

    /// The field's dotted name and its text.
    fn typed_into(target: &EventTarget) -> Option<(String, String)> {
        let name = target.dyn_ref::<Element>()?.get_attribute("name")?;
        let name = name.strip_prefix("set[")?.strip_suffix(']')?.to_owned();
        let value = match (target.dyn_ref::<HtmlSelectElement>(), target.dyn_ref::<HtmlInputElement>()) {
            (Some(select), _) => select.value(),
            (None, Some(input)) => input.value(),
            (None, None) => return None,
        };
        Some((name, value))
    }
}
