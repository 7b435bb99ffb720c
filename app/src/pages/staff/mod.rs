//! Officers' pages under `desk/`.
