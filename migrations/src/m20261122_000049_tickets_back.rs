//! Ticket numbers that were given back, because screening was opened again and their people no longer pass. Nobody else gets one; whoever
//! passes again gets the own number again.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000049_tickets_back",
    up: UP,
    tables: &["ticket_back"],
    permanent: &["ticket_back"],
};

const UP: &[&str] = &["CREATE TABLE ticket_back (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        application {int} NOT NULL CONSTRAINT ticket_back_application UNIQUE REFERENCES application (id),
        ticket TEXT NOT NULL,
        CONSTRAINT ticket_back_ticket UNIQUE (posting, ticket)
    ) {strict}"];
