//! Generated people.
//!
//! Owns: names in the mixture that a real list shows (two and three characters, compound surnames, rare characters outside
//! the basic plane, names with a middle dot). Refuses: copying anybody.

use super::numbers::{identity_number, phone};
use super::stream::Stream;
use super::words::{COMPOUND_SURNAMES, DOTTED, GIVEN, List, RARE_GIVEN, SURNAMES, word};
use crate::registration::Person;
use crate::typed::PersonName;

/// Name, identity number and phone of a generated person: section 1 of an application.
pub type Individual = Person;

/// The `serial`-th generated person; serials below 6,575,000 have different identity numbers.
#[must_use]
pub fn individual(serial: u64, stream: &mut Stream) -> Individual {
    Person { name: person_name(stream), identity: identity_number(serial), phone: phone(serial) }
}

/// A name. Of a hundred, about two have a middle dot, two a compound surname and three a rare character.
#[must_use]
pub fn person_name(stream: &mut Stream) -> PersonName {
    let name = match stream.below(100) {
        0..=1 => format!("{}\u{00B7}{}", word(&DOTTED, stream), word(&DOTTED, stream)),
        2..=3 => format!("{}{}", word(&COMPOUND_SURNAMES, stream), given(stream, &GIVEN)),
        4..=6 => format!("{}{}", word(&SURNAMES, stream), given(stream, &RARE_GIVEN)),
        _ => format!("{}{}", word(&SURNAMES, stream), given(stream, &GIVEN)),
    };
    PersonName::stored(name)
}

fn given(stream: &mut Stream, first: &List) -> String {
    let head = word(first, stream);
    if stream.chance(75) { format!("{head}{}", word(&GIVEN, stream)) } else { head.to_owned() }
}
