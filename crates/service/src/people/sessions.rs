//! The address that a session was opened from: sealed for the session, gone with it.

use domain::id::Code;
use store::sessions::OpenSession;

use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;

fn place(session: Code) -> Place {
    Place::of("session.address_sealed", session)
}

/// Seals the address of a session to be.
pub(super) fn seal(service: &Service, session: Code, address: &str) -> Vec<u8> {
    service.keys().seal(&place(session), address, &service.effects().random)
}

/// The address of a session.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(super) fn address(service: &Service, session: &OpenSession) -> Result<String, Fault> {
    service.keys().opened(&place(session.code), &session.address_sealed)
}
