//! Marks that were typed and not saved, told through the address of the page that follows.
//!
//! Owns: what of them may stand in an address. Refuses: sentences. Anybody can write an address, so it carries numbers,
//! ticket numbers and status words only; why a mark was not saved is said by the catalogue, what is saved instead is read
//! from the store, and nothing of it is put into a field.

use domain::view::desk::marks::MarkSaved;

/// The most that one address tells; what goes beyond is counted.
const MOST: usize = 50;

/// A mark that was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Ticket number.
    pub ticket: String,
    /// What was typed; empty where it is nothing that an address may carry.
    pub typed: String,
    /// Somebody else saved another mark meanwhile; otherwise the text was no mark.
    pub conflict: bool,
}

impl Unsaved {
    /// From the answer of the use case.
    #[must_use]
    pub fn of(answer: &MarkSaved) -> Self {
        Self {
            ticket: answer.ticket.clone(),
            typed: answer.typed.trim().to_owned(),
            conflict: answer.why.is_empty(),
        }
    }

    /// The first of them for an address.
    #[must_use]
    pub fn write(all: &[Self]) -> String {
        let one = |one: &Self| {
            let typed = if is_plain(&one.typed) { one.typed.as_str() } else { "" };
            format!("{}~{typed}~{}", one.ticket, if one.conflict { "c" } else { "r" })
        };
        all.iter().filter(|one| is_ticket(&one.ticket)).take(MOST).map(one).collect::<Vec<_>>().join("~")
    }

    /// From an address; what is not of our own writing is left out.
    #[must_use]
    pub fn read(text: &str) -> Vec<Self> {
        let pieces: Vec<&str> = text.split('~').take(MOST.saturating_mul(3)).collect();
        let one = |piece: &[&str]| match piece {
            [ticket, typed, kind @ ("c" | "r")]
                if is_ticket(ticket) && (typed.is_empty() || is_plain(typed)) =>
            {
                Some(Self {
                    ticket: (*ticket).to_owned(),
                    typed: (*typed).to_owned(),
                    conflict: *kind == "c",
                })
            }
            _ => None,
        };
        pieces.chunks(3).filter_map(one).collect()
    }
}

fn is_ticket(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A number, mistyped or not, or a status word.
fn is_plain(text: &str) -> bool {
    let number = (1..=12).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit() || b".-".contains(&b))
        && text.bytes().any(|b| b.is_ascii_digit());
    number || text::headers::status(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsaved(ticket: &str, typed: &str, conflict: bool) -> Unsaved {
        Unsaved { ticket: ticket.to_owned(), typed: typed.to_owned(), conflict }
    }

    #[test]
    fn what_was_typed_comes_back() {
        let all = vec![
            unsaved("2026-0001", "178.5", false),
            unsaved("20260002", "exam_void", true),
            unsaved("3", "", false),
        ];
        assert_eq!(Unsaved::read(&Unsaved::write(&all)), all);
        assert!(Unsaved::read("").is_empty());
    }

    #[test]
    fn an_address_cannot_carry_words() {
        let wordy = unsaved("1", "ring 12345", false);
        assert_eq!(Unsaved::read(&Unsaved::write(&[wordy])), [unsaved("1", "", false)]);
        for crafted in ["1~ring 12345~r", "1~78~x", "pay here~78~c", "1~78", "~~~", "1~.~c"] {
            assert!(Unsaved::read(crafted).is_empty(), "{crafted}");
        }
        let many = vec![unsaved("1", "7", true); 80];
        assert_eq!(Unsaved::read(&Unsaved::write(&many)).len(), MOST);
    }
}
