//! The people of the demonstration.
//!
//! Owns: numbering them, so that nobody appears twice. Refuses: anybody who could exist (`domain::sample`).

use domain::calendar::{Instant, Window};
use domain::eligibility::{Day, born};
use domain::sample::{Background, Individual, Stream, background, doubtful_background, individual, phone};
use domain::screening::Verdict;

use super::plan::{Applicant, Standing};

/// Serial of the printed candidate, far from all others.
const KNOWN: u64 = 6_000_000;

/// The person behind the printed candidate's account, who registers on `day`.
pub(super) fn known(seed: u64, day: Day) -> (Individual, Background) {
    let mut stream = Stream::of(seed, "known");
    let person = individual(KNOWN, &mut stream);
    let background = background(&mut stream, birth(&person, day), day);
    (person, background)
}

/// Every generated identity number holds a birthday.
fn birth(person: &Individual, otherwise: Day) -> Day {
    born(&person.identity).unwrap_or(otherwise)
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
        let (person, day) = (individual(serial, &mut self.stream), self.day());
        let background = background(&mut self.stream, birth(&person, day), day);
        Applicant {
            position,
            person,
            background,
            standing: Standing::Judged(Verdict::Passed),
            at: self.moment(),
            written: Vec::new(),
            interview: None,
            known: false,
        }
    }

    /// The next person, about whom screeners will have something to say.
    pub(super) fn doubtful(&mut self, position: usize) -> Applicant {
        let mut found = self.passed(position);
        // Now and then a phone that the person before told too: something for the list of likely duplicates.
        let serial = self.next - 1;
        if serial % 5 == 2 {
            found.person.phone = phone(serial - 1);
        }
        let day = self.day();
        let background = doubtful_background(&mut self.stream, birth(&found.person, day), day);
        Applicant { background, ..found }
    }

    /// The day at which the ages and years of these people are counted.
    fn day(&self) -> Day {
        Day::of(self.registration.opens.date()).unwrap_or(Day::FIRST)
    }

    /// The printed candidate in place of the next person.
    pub(super) fn known(&mut self, seed: u64, position: usize) -> Applicant {
        let (person, background) = known(seed, self.day());
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
