//! Publishing a list: the second signature on exactly what was shown.
//!
//! Owns: the lists of a posting, the proof that the publisher reads, sealing, and what the public handlers load. Refuses:
//! the person who computed the ranking as second signatory; a list with open questions or personal data in it.

mod sealed;
mod sign;

pub use sealed::{Sealed, public_version, sealed};
pub use sign::{lists, proof, publish};
