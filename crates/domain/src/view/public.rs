//! What everybody may see: postings from their approval on, positions, sealed lists.
//!
//! Owns: plain data for printed pages. Refuses: anything that would tell one unpublished person from another; a list row
//! holds what the sealed list prints and nothing else.

pub mod lists;
pub mod objections;
pub mod postings;
