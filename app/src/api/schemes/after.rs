//! Where an officer goes after a change of a draft: to the page it was made on while something on it is wrong, one page up
//! otherwise; and, where somebody else was faster, back with everything typed.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// What a stale form brings back to its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The texts as typed.
    pub set: HashMap<String, String>,
    /// What named the node when the form was opened.
    pub was: String,
}

/// The texts and the node's name as a value of the page's address.
#[must_use]
pub fn typed(set: &HashMap<String, String>, was: &str) -> String {
    serde_json::to_string(&Brought { set: set.clone(), was: was.to_owned() }).unwrap_or_default()
}

pub use acts::{Act, Form};

mod acts {
    use domain::access::Caller;
    use domain::id::Code;
    use domain::scheme::draft::{Change, Spot, parent, spot};
    use service::schemes::draft::{self, Seen};
    use service::{Fault, Service};
    use text::Lang;

    use crate::address;
    use crate::api::{ApiError, gate};

    /// What every form of the editor sends.
    pub struct Form {
        lang: Lang,
        posting: Code,
        seen: Seen,
        of: String,
    }

    /// Which form it was.
    pub enum Act<'a> {
        /// A node's own.
        Set { at: &'a str, typed: &'a str },
        /// Of a list.
        Add { list: &'a str },
        /// Moving or removing.
        Move { at: &'a str },
        /// Beginning anew.
        Begin,
    }

    impl Form {
        /// Reads what every form sends.
        ///
        /// # Errors
        /// [`ApiError::Missing`] for what is no posting's code.
        pub fn read(
            lang: &str,
            posting: &str,
            (version, based_on): (i64, u32),
            of: String,
        ) -> Result<Self, ApiError> {
            let seen = Seen { version, based_on };
            Ok(Self { lang: gate::lang(lang), posting: gate::code(posting)?, seen, of })
        }

        fn node(&self, at: &str, further: &[(&str, &str)]) -> String {
            address::scheme_node(self.lang, self.posting, &self.of, at, further)
        }

        fn editor(&self, further: &[(&str, &str)]) -> String {
            format!("{}{}", address::desk_posting(self.lang, self.posting, "scheme"), address::query(further))
        }

        /// Makes the change and sends the officer on.
        ///
        /// # Errors
        /// All but a stale draft, which its page tells.
        pub async fn change(self, change: &Change, act: Act<'_>) -> Result<(), ApiError> {
            let done = gate::pass(async |service, caller| {
                draft::change(service, caller, self.posting, self.seen, (&self.of, change)).await
            })
            .await;
            let to = match (done, act) {
                (Ok(done), Act::Set { at, .. }) if done.faulty => self.node(at, &[]),
                (Ok(_), Act::Set { at, .. }) => self.above(at),
                (Ok(done), Act::Add { .. }) if matches!(spot(&done.place), Some(Spot::Node(_))) => {
                    self.node(&done.place, &[("fresh", "1")])
                }
                (Ok(_), Act::Add { list }) => self.page(parent(list).0),
                (Ok(_), Act::Move { at }) => self.above(at),
                (Ok(_), Act::Begin) => self.editor(&[]),
                (Err(ApiError::Stale), Act::Set { at, typed }) => {
                    self.node(at, &[("stale", "1"), ("typed", typed)])
                }
                (Err(ApiError::Stale), _) => self.editor(&[("stale", "1")]),
                (Err(other), _) => return Err(other),
            };
            gate::go(&to);
            Ok(())
        }

        /// The page one step up from a node or item.
        fn above(&self, at: &str) -> String {
            let (up, _) = parent(at);
            match spot(up) {
                Some(Spot::List(_)) => self.page(parent(up).0),
                _ => self.page(up),
            }
        }

        fn page(&self, at: &str) -> String {
            if at.is_empty() { self.editor(&[]) } else { self.node(at, &[]) }
        }

        /// Does something with the whole draft and shows the editor.
        ///
        /// # Errors
        /// All but a stale draft, which the editor tells.
        pub async fn whole<F>(self, act: F) -> Result<(), ApiError>
        where
            F: AsyncFnOnce(&Service, &Caller, Code, Seen) -> Result<(), Fault>,
        {
            let (posting, seen) = (self.posting, self.seen);
            match gate::pass(async move |service, caller| act(service, caller, posting, seen).await).await {
                Ok(()) => gate::go(&self.editor(&[])),
                Err(ApiError::Stale) => gate::go(&self.editor(&[("stale", "1")])),
                Err(other) => return Err(other),
            }
            Ok(())
        }
    }
}
