//! Publishing a list: the second signature on exactly what was shown.
//!
//! Owns: the lists of a posting, the proof that the publisher reads, and sealing. What everybody reads is `open`. Refuses: the
//! person who computed the ranking as second signatory; a list with open questions or personal data in it.

mod desk;
mod proof;
mod publish;
mod standing;

pub use desk::lists;
pub use proof::proof;
pub use publish::publish;
