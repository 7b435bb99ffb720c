//! Build, set-up, checks.
fn main() {}
