//! Publishing a list: the second signature on exactly what was shown.
//!
//! Owns: the lists of a posting, the proof that the publisher reads, sealing, and the correction of what is published by a further
//! version. What everybody reads is `open`. Refuses: the
//! person who computed the ranking as second signatory; a list with open questions or personal data in it.

mod correct;
mod correction;
mod desk;
mod proof;
mod publish;
mod published;
mod standing;

pub use correct::{correct, keep};
pub use correction::correction;
pub use desk::lists;
pub use proof::proof;
pub use publish::publish;
