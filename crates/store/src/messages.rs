//! What people are told: messages, the outbox of their deliveries, addresses, choices and a posting's own words.
//!
//! Owns: rows of `message`, `message_delivery`, `contact`, `contact_proof`, `message_choice` and `message_template`. Refuses: opening sealed bytes
//! (only the use cases hold the key), sending, and deciding who is told what.

mod contacts;
mod inbox;
mod outbox;
mod queue;
mod templates;
mod told;

pub use contacts::{
    ContactRow, NewContact, ProofRow, choices, choose, confirm, contact, contacts_of, proof, proofs_since,
    put_contact, put_proof, take_contact, try_proof,
};
pub use inbox::{MessageRow, by_code, mark_read, own, sweep, unread};
pub use outbox::{Parcel, Settled, claim, failed_since, release, settle, withdraw_to};
pub use queue::{About, NewMessage, Replaced, Way, queue, queue_each, ways, withdraw};
pub use templates::{NewTemplate, TemplateRow, newest, save, templates};
pub use told::{Told, ToldWay, told};
