//! What somebody looks for, a ticket number or a name, as a code that may stand in an address: histories, logs and referers keep
//! addresses. The code is the words sealed for whoever looks, so that any process can read it, pages of what was found and a second
//! search beside it keep their own, and nothing lies anywhere.
//!
//! Owns: the code and its words. Refuses: telling them to anybody else.

use domain::access::Caller;

use crate::Service;
use crate::keys::Place;

/// Characters that are looked for at most, as many as a field takes.
const LONGEST: usize = 64;

fn place(caller: &Caller) -> Option<Place> {
    caller.person().map(|person| Place::of("search.words", person.account.0))
}

/// The code of these words for whoever asks; empty where nothing is looked for.
#[must_use]
pub fn code(service: &Service, caller: &Caller, words: &str) -> String {
    let words: String = words.trim().chars().take(LONGEST).collect();
    let Some(place) = place(caller).filter(|_| !words.is_empty()) else { return String::new() };
    let sealed = service.keys().seal(&place, &words, &service.effects().random);
    spelled(&sealed)
}

/// The words of a code; empty for what is no code of this person's.
#[must_use]
pub fn words(service: &Service, caller: &Caller, code: &str) -> String {
    let opened = place(caller).zip(bytes(code));
    let opened = opened.and_then(|(place, sealed)| service.keys().open(&place, &sealed).ok());
    opened.map(|words| words.as_str().to_owned()).unwrap_or_default()
}

fn spelled(sealed: &[u8]) -> String {
    sealed.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(code: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    code.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::{bytes, spelled};

    #[test]
    fn a_code_is_read_back_and_what_is_none_is_nothing() {
        assert_eq!(spelled(&[0, 10, 255]), "000aff");
        assert_eq!(bytes("000aff"), Some(vec![0, 10, 255]));
        assert_eq!(bytes(""), Some(Vec::new()));
        for none in ["0x", "zz", "张", "00 a"] {
            assert_eq!(bytes(none), None, "{none}");
        }
    }
}
