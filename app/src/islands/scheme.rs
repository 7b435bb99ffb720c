//! Beside the form of the scheme's editor: the rule read out, the checks, and who would move. The same code draws it on the
//! server and follows every key in the browser.
//!
//! Owns: the words of faults and nodes that the editor's pages share with it. Refuses: the form itself; it hears what is
//! typed there and sends nothing but the question about the posting's own people.

pub mod faults;
mod follow;
mod moves;
mod people;
mod side;
pub mod words;

use domain::scheme::draft::Draft;
use domain::view::desk::schemes::SchemePage;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use text::{Lang, scheme::form as t};

use people::OwnPeople;

/// All that the browser is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Side {
    lang: Lang,
    posting: String,
    /// The scheme that is shown; all of them where there is none.
    of: Option<String>,
    /// The node whose form stands beside it.
    at: Option<String>,
    /// As drafted, or as typed before the page came back.
    draft: Draft,
    /// As saved, where that differs.
    saved: Option<Draft>,
    revision: u32,
    has_marks: bool,
}

impl Side {
    /// Beside the editor's first page: every scheme.
    #[must_use]
    pub fn of_all(lang: Lang, posting: &str, page: &SchemePage) -> Self {
        let differs = page.saved != page.draft;
        Self {
            lang,
            posting: posting.to_owned(),
            of: None,
            at: None,
            draft: page.draft.clone(),
            saved: differs.then(|| page.saved.clone()),
            revision: page.revision,
            has_marks: page.has_marks,
        }
    }

    /// Beside a page of the scheme `of` on which nothing is typed.
    #[must_use]
    pub fn of_scheme(self, of: &str) -> Self {
        Self { of: Some(of.to_owned()), ..self }
    }

    /// Beside the node `at` of the scheme `of`, whose form holds what `typed` says.
    #[must_use]
    pub fn of_node(self, of: &str, at: &str, typed: Draft) -> Self {
        let saved = self.saved().clone();
        Self {
            of: Some(of.to_owned()),
            at: Some(at.to_owned()),
            saved: (saved != typed).then_some(saved),
            draft: typed,
            ..self
        }
    }

    /// Whether anything changes after the page has come: somebody types beside it, or the posting's own people are asked
    /// about a draft.
    #[cfg(feature = "ssr")]
    fn lives(&self) -> bool {
        self.at.is_some() || self.has_marks && self.saved.is_some()
    }

    fn saved(&self) -> &Draft {
        self.saved.as_ref().unwrap_or(&self.draft)
    }
}

/// All of it: an island where anything changes, plain where nothing does.
#[cfg(feature = "ssr")]
#[component]
pub fn Beside(side: Side) -> impl IntoView {
    if side.lives() {
        view! { <crate::frame::IslandScript/><Live side=side/> }.into_any()
    } else {
        view! { <div class="live" id="live">{side::told_of(&side, &side.draft)}</div> }.into_any()
    }
}

/// The island.
#[island]
fn Live(side: Side) -> impl IntoView {
    let lang = side.lang;
    let draft = RwSignal::new(side.draft.clone());
    follow::follow(draft, &side);
    let posting = side.posting.clone();
    let own = side.has_marks.then(|| view! { <OwnPeople lang=lang posting=posting draft=draft/> });
    let typing = side.at.is_some();
    let side = StoredValue::new(side);
    view! {
        <div class="live" id="live">
            {typing.then(|| view! { <p class="small soft">{t::live(lang)}" "{t::needs_scripts(lang)}</p> })}
            {move || draft.with(|draft| side.with_value(|side| side::told_of(side, draft)))}
            {own}
        </div>
    }
}
