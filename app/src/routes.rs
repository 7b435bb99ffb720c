//! The router of `my/` and `desk/`.
