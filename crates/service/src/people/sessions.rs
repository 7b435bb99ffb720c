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
    let opened = service.keys().open(&place(session.code), &session.address_sealed);
    opened.map(|text| text.as_str().to_owned()).map_err(Fault::internal)
}
