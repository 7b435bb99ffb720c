//! The binary `linxuan`.
fn main() {}
