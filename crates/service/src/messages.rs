//! Messages (消息): a person's own, the addresses that they also go to, a posting's own words, who was told what, and sending.
//!
//! Owns: the use cases around messages, and the work of the clock: reminders, a published list told to its candidates, the outbox.
//! Refuses: what single acts tell, which each act says itself by [`crate::tell`]; and the wire, which is a [`Carrier`]'s.

mod carry;
mod contacts;
mod course;
mod due;
mod inbox;
mod place;
mod templates;
mod told;

pub use carry::{Carrier, Letter, Refused, round};
pub use contacts::{choose, confirm, contacts, remove, send_code, set};
pub(crate) use course::tell_course;
pub(crate) use due::{remind_of_drafts, remind_of_files, remind_of_verdicts, tell_list};
pub use inbox::{inbox, message, unread};
pub(crate) use place::{Whom, tell_decided};
pub use templates::{drop_words, preview, save, words};
pub use told::{about_to_tell, of_posting};
