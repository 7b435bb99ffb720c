//! Officers' pages under `desk/`.

pub mod approval;
pub mod home;
pub mod positions;
pub mod posting;
pub mod screening;
pub mod team;
