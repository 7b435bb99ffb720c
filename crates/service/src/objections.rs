//! Objections (异议), reports (举报), enquiries (咨询) and requests for information (依申请公开): taken in without an account, or taken down by an
//! officer from a call, followed up by a number and a secret code, answered by an officer. Objections to a refusal in screening and score reviews (成绩复核): raised from the own page, and
//! answered in the same queue.
//!
//! Owns: the ways in, the queue, the answer and what it does. Refuses: an objection outside of the publicity period; telling
//! a wrong number from a wrong code; an answer by whoever entered or confirmed the decision that it is about.

mod answer;
mod follow;
mod own;
mod queue;
mod receive;
mod subject;
mod take_down;
mod terms;

pub use answer::{AnswerForm, answer};
pub use follow::follow;
pub use own::{RaiseForm, raise, raising};
pub use queue::{objection, objections};
pub use receive::{About, receive};
pub use take_down::take_down;
pub use terms::set_terms;

use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;
use domain::workdays::Workdays;
use store::objections::{AnswerRow, ObjectionRow};
use time::Date;

use crate::Service;
use crate::fault::Fault;
use crate::keys::{Keys, Place};

const WORDS_AT: &str = "objection.words_sealed";
const CONTACT_AT: &str = "objection.contact_sealed";
const ANSWER_AT: &str = "objection_answer.words_sealed";

/// The keyed digest of the code by which something is followed up.
fn secret(service: &Service, number: Code, secret: Code) -> String {
    let value = format!("{number}/{secret}");
    Digest::from_bytes(service.keys().blind("objection.secret", &value)).to_string()
}

/// The code by which something is followed up: made of its number by this installation's key, so that the same form sent twice is answered
/// alike.
fn follow_code(service: &Service, number: Code) -> Code {
    let keyed = service.keys().blind("objection.follow", number.as_str());
    let bits = keyed.iter().take(8).fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
    Code::from_bits(bits)
}

/// What was written, opened.
fn words(keys: &Keys, row: &ObjectionRow) -> Result<String, Fault> {
    keys.opened(&Place::of(WORDS_AT, row.code), &row.words_sealed)
}

/// What was answered, opened.
fn answered(keys: &Keys, row: &AnswerRow) -> Result<String, Fault> {
    keys.opened(&Place::of(ANSWER_AT, row.code), &row.words_sealed)
}

/// By when it is answered: the day that was counted when it came in, or, where its year was not announced then, as it counts by now.
fn due(known: &Workdays, row: &ObjectionRow) -> Option<Date> {
    row.due_on.map(Instant::date).or_else(|| row.kind.due(known, row.received_at.date()).ok())
}
