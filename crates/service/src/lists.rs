//! Publishing a list: a first signature on what it says, then the second on exactly what was shown, at once or for an instant at which it
//! becomes public.
//!
//! Owns: the lists of a posting, the proof that the publisher reads, sealing, and the correction of what is published by a further
//! version. What everybody reads is `open`. Refuses: as
//! second signatory whoever signed first, computed the ranking or began the correction; a list with open questions or personal data in it.

mod candidate;
mod correct;
mod correction;
mod desk;
mod first;
mod kept;
mod leave;
mod proof;
mod proposed;
mod publish;
mod published;
mod release;
mod take_back;
mod told;

pub use candidate::as_candidate;
pub use correct::{correct, keep};
pub use correction::correction;
pub use desk::lists;
pub use first::{sign_first, unsign_first};
pub use kept::kept;
pub use leave::leave_due;
pub use proof::{proof, proof_for};
pub use publish::{publish, schedule};
pub use release::release_due;
pub use take_back::take_back;

pub(crate) use proof::chosen;
pub(crate) use proposed::{begin, signature, waits};
pub(crate) use release::{Going, Signing, end, keep_until, make_public};
