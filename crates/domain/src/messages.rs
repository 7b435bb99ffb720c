//! Messages (消息): what the course tells a person, by which template, on which way, and how often it is tried.
//!
//! Owns: the closed list of kinds with what each tells and which older one it replaces ([`Kind`]), templates ([`Template`]), the
//! ways and their states ([`Channel`], [`DeliveryState`]), the times of further tries ([`again_after`]), addresses ([`Address`]) and
//! the code that proves one ([`proof`]). Refuses: sending, the clock, and text.

mod address;
mod kind;
pub mod proof;
mod retry;
mod template;
#[cfg(test)]
mod tests;
mod value;

pub use address::Address;
pub use kind::{Kind, Matter};
pub use retry::{TRIES, again_after};
pub use template::{Filled, LONGEST_BODY, LONGEST_SUBJECT, Template};
pub use value::{Value, Values};

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// A way besides the account, in which every message stands.
    Channel {
        /// Electronic mail.
        Mail = "mail",
        /// A short message to a mobile telephone.
        Sms = "sms",
    }
}

words! {
    /// Where the delivery of a message on one way stands.
    DeliveryState {
        /// It waits for its time, or for a further try.
        Waiting = "waiting",
        /// A process has it in hand.
        Sending = "sending",
        /// The other side took it.
        Sent = "sent",
        /// It was tried as often as it may be, or the other side refused it for good.
        Failed = "failed",
        /// The other side says that nobody has this address.
        Bounced = "bounced",
        /// Something newer was to be told before it was sent, or there was no address any more.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Why a delivery did not go through, as far as it may be told without a word of the other side.
    DeliveryFault {
        /// The other side could not be reached, or did not answer in time.
        Unreachable = "unreachable",
        /// The other side asked to come again later.
        Later = "later",
        /// The other side refused the message.
        Refused = "refused",
        /// The other side knows no such address.
        NoSuchAddress = "no_such_address",
        /// The message could not be put into the form that the way asks for.
        Unfit = "unfit",
    }
}
