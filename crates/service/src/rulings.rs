//! Rulings (裁决) beside the scheme: lines set after marking, rulings on open ties, replacements; and supplementary
//! notices, which change the scheme of a public posting. One person proposes, another approves; only then they decide.
//!
//! Owns: proposing, approving and sending back, each checked by computing the posting with and without it, and what pages
//! show of it. Refuses: a ruling that answers nothing, a second one about the same thing, and silent replacement: a
//! correction names what it supersedes and why. An approval does not compute: it makes the ranking stale, so that whoever
//! computes it again is its first signatory, and the approver, who decided, is not.

mod check;
mod form;
mod minutes;
mod moves;
mod notice;
mod possible;
mod propose;
mod public;
mod settle;
mod told;
mod view;

pub use form::{Subject, form};
pub use minutes::minutes;
pub(crate) use notice::public as public_notices;
pub use notice::{
    NoticeForm, drafted_page, may_propose as may_propose_notice, propose as propose_notice, propose_drafted,
};
pub use propose::propose;
pub(crate) use public::behind;
pub use settle::{approve, return_back};
pub(crate) use view::Weighings;
pub use view::{page, view};
