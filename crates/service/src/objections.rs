//! Objections (异议), reports (举报), enquiries (咨询) and requests for information (依申请公开): taken in without an account, followed up by a number
//! and a secret code, answered by an officer.
//!
//! Owns: the way in, the queue, the answer and what it does to a proposed person. Refuses: an objection outside of the publicity period; telling
//! a wrong number from a wrong code; an answer by whoever entered or confirmed the decision that it is about.

mod answer;
mod follow;
mod queue;
mod receive;

pub use answer::{AnswerForm, answer};
pub use follow::follow;
pub use queue::{objection, objections};
pub use receive::{About, receive};

use domain::digest::Digest;
use domain::id::Code;
use store::objections::{AnswerRow, ObjectionRow};

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
