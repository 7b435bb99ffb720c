//! Publishing a list: the second signature on exactly what was shown.
//!
//! Owns: the lists of a posting, the proof that the publisher reads, and sealing. What everybody reads is `public`. Refuses: the
//! person who computed the ranking as second signatory; a list with open questions or personal data in it.

mod proof;

pub use proof::{lists, proof, publish};
