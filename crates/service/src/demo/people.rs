//! The people of the demonstration.
//!
//! Owns: numbering them, so that nobody appears twice. Refuses: anybody who could exist (`domain::sample`).

use domain::calendar::{Instant, Window};
use domain::sample::{Background, Individual, Stream, background, individual};
use domain::screening::Verdict;

use super::plan::{Applicant, Standing};

/// Serial of the printed candidate, far from all others.
const KNOWN: u64 = 6_000_000;

/// The person behind the printed candidate's account.
pub(super) fn known(seed: u64) -> (Individual, Background) {
    let mut stream = Stream::of(seed, "known");
    (individual(KNOWN, &mut stream), background(&mut stream))
}

/// Draws people one after the other.
pub(super) struct Crowd {
    stream: Stream,
    next: u64,
    registration: Window,
}

impl Crowd {
    /// People who registered in `registration`; `first` numbers the first of them.
    pub(super) fn new(stream: Stream, first: u64, registration: Window) -> Self {
        Self { stream, next: first, registration }
    }

    /// The next person, who applied for the position at `position` and passed.
    pub(super) fn passed(&mut self, position: usize) -> Applicant {
        let serial = self.next;
        self.next += 1;
        Applicant {
            position,
            person: individual(serial, &mut self.stream),
            background: background(&mut self.stream),
            standing: Standing::Judged(Verdict::Passed),
            at: self.moment(),
            written: Vec::new(),
            interview: None,
            known: false,
        }
    }

    /// The printed candidate in place of the next person.
    pub(super) fn known(&mut self, seed: u64, position: usize) -> Applicant {
        let (person, background) = known(seed);
        Applicant { person, background, known: true, ..self.passed(position) }
    }

    /// The stream, for what else is drawn about these people.
    pub(super) fn stream(&mut self) -> &mut Stream {
        &mut self.stream
    }

    fn moment(&mut self) -> Instant {
        let Window { opens, closes } = self.registration;
        Instant(self.stream.between(opens.0, closes.0 - 1))
    }
}
