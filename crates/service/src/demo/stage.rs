//! The past: the same use cases with a clock that stands where the step was taken.
//!
//! Owns: moving that clock. Refuses: moving anybody else's.

use domain::calendar::Instant;

use crate::effects::{Clock, Effects, Random};
use crate::{Parts, Service};

/// The installation with a clock of its own.
pub(super) struct Stage {
    service: Service,
    clock: Clock,
}

impl Stage {
    /// On the parts of `service`, the clock at `at`.
    pub(super) fn set(service: &Service, at: Instant, random: Random) -> Self {
        let clock = Clock::fixed(at);
        let parts = Parts {
            staff_idle: service.staff_idle(),
            terms: service.terms(),
            store: service.parts.store.clone(),
            effects: Effects { clock: clock.clone(), random, room: service.parts.effects.room.clone() },
            keys: service.parts.keys.clone(),
            hasher: service.parts.hasher.clone(),
            letters: service.parts.letters.clone(),
            reader: service.parts.reader.clone(),
            papers: service.parts.papers.clone(),
            contents: service.parts.contents.clone(),
        };
        Self { service: Service::new(parts), clock }
    }

    /// The use cases as of `at`.
    pub(super) fn at(&self, at: Instant) -> &Service {
        self.clock.advance(at.0.saturating_sub(self.clock.now().0));
        &self.service
    }

    /// The use cases as of wherever the clock stands.
    pub(super) const fn now(&self) -> &Service {
        &self.service
    }
}
