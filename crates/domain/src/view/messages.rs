//! Messages as pages show them: a person's own, the addresses that they also go to, a posting's words, and who was told what.

use serde::{Deserialize, Serialize};

use super::desk::postings::PostingHead;
use crate::calendar::Instant;
use crate::id::Code;
use crate::messages::{Channel, DeliveryFault, DeliveryState, Kind, Matter};
use crate::placeholder::Placeholder;

/// A message in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Public code.
    pub code: Code,
    /// What kind.
    pub kind: Kind,
    /// When it was told.
    pub at: Instant,
    /// Whether it was opened.
    pub read: bool,
    /// Its subject in the page's language.
    pub subject: String,
}

/// The own messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// Newest first.
    pub lines: Vec<Line>,
    /// The last of them, where there are older ones.
    pub older: Option<Code>,
}

/// One own message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What kind.
    pub kind: Kind,
    /// When it was told.
    pub at: Instant,
    /// One line.
    pub subject: String,
    /// Lines.
    pub body: String,
    /// Where it went besides the account.
    pub ways: Vec<(Channel, DeliveryState)>,
}

/// An own address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Channel.
    pub channel: Channel,
    /// The address. The owner reads it in clear.
    pub address: String,
    /// When it was proved.
    pub confirmed: Option<Instant>,
    /// When the other side said that nobody has it.
    pub bounced: Option<Instant>,
    /// Until when the code that was sent to it can be used.
    pub code_until: Option<Instant>,
}

/// The own addresses, and what is also sent to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// The ways that this installation has.
    pub offered: Vec<Channel>,
    /// The addresses set so far.
    pub held: Vec<Contact>,
    /// What the person is told of.
    pub matters: Vec<Matter>,
    /// What is not sent, and on which channel.
    pub off: Vec<(Matter, Channel)>,
}

/// A message that somebody was told in a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldLine {
    /// What kind.
    pub kind: Kind,
    /// From when on.
    pub at: Instant,
    /// The application, where it concerns one.
    pub application: Option<Code>,
    /// The name of staff; empty for candidates.
    pub who: String,
    /// Whether it was replaced before anybody saw it.
    pub withdrawn: bool,
    /// Where it went besides the account: state, why the last try did not go through, number of tries.
    pub ways: Vec<(Channel, DeliveryState, Option<DeliveryFault>, u32)>,
}

/// Which words count for a kind, by language: version of the posting's own, or none where the program's stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsLine {
    /// Kind.
    pub kind: Kind,
    /// Language and version of each that are the posting's own.
    pub own: Vec<(String, i64)>,
}

/// The messages of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfPosting {
    /// The posting.
    pub posting: PostingHead,
    /// Every kind that the posting may say in words of its own.
    pub kinds: Vec<WordsLine>,
    /// Whether the reader may change words.
    pub may_edit: bool,
    /// What was told, newest first.
    pub told: Vec<ToldLine>,
    /// Where the next page begins.
    pub older: Option<i64>,
}

/// The words of one kind in one language, to be read and changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The posting.
    pub posting: PostingHead,
    /// Kind.
    pub kind: Kind,
    /// The version that a change is made from; 0 where there was none.
    pub version: i64,
    /// Whether these are the posting's own.
    pub own: bool,
    /// Subject with names in braces.
    pub subject: String,
    /// Body with names in braces.
    pub body: String,
    /// Names that can be used, and whether each must occur.
    pub names: Vec<(Placeholder, bool)>,
    /// What it says about a real record; none where the posting has none yet.
    pub preview: Option<Preview>,
}

/// What a message says about a real record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The application that it is shown with, where it concerns one.
    pub application: Option<Code>,
    /// One line.
    pub subject: String,
    /// Lines.
    pub body: String,
}

/// What an act will tell to many, before it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutToTell {
    /// How many people.
    pub people: u32,
    /// What one of them reads; none where nobody is told.
    pub example: Option<Preview>,
}
