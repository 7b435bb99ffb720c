//! Screening at the desk: the queue with a file beside it, and the end of screening.
//!
//! Owns: what a screener reads and presses. Refuses: deciding what may be judged; the view says it. Everything works by
//! links and forms; the keys only press them.

mod duplicates;
mod file;
mod finish;
mod frame;
mod just;
mod queue;
mod uploads;
mod verdict;

pub use duplicates::Duplicates;
pub use file::File;
pub use finish::Finish;
pub use queue::Queue;
