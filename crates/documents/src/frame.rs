//! What frames every paper of an application: its language and title, whose it is, and the foot of its pages.
//!
//! Refuses: what the paper says.

use serde::Serialize;
use text::{Lang, parts};

use crate::engine::Head;
use crate::target::Target;

/// The values that every template of such a paper takes.
#[derive(Serialize)]
pub(crate) struct Frame {
    lang: &'static str,
    title: &'static str,
    author: String,
    subject: String,
    lede: String,
    footer: String,
    page: String,
}

impl Frame {
    /// Of a paper of that title about an application; `footer` stands at the foot of every page, beside its number.
    pub(crate) fn of(lang: Lang, title: &'static str, target: &Target<'_>, footer: String) -> Self {
        Self {
            lang: lang.code(),
            title,
            author: target.authority.to_owned(),
            subject: target.posting.to_owned(),
            lede: target.posting.to_owned(),
            footer,
            page: parts::page_of(lang, "{p}", "{n}"),
        }
    }

    /// What a file of this one paper is as a whole.
    pub(crate) fn head(&self) -> Head<'_> {
        Head { title: self.title, author: &self.author, subject: &self.subject, left_out: None }
    }
}
