//! What the black-box suite stands on: a server of the test's own and a person's browser.
//! Refuses to run without the program: `cargo xtask test` builds it, starts what the suite needs and names it in
//! `LINXUAN_BIN`, `LINXUAN_TEST_SITE`, `LINXUAN_TEST_CHROMEDRIVER`, `LINXUAN_TEST_CHROMIUM` and `LINXUAN_TEST_AXE`.

pub mod browser;
pub mod client;
pub mod house;
pub mod postgres;

/// What `cargo xtask test` hands over.
///
/// # Panics
/// Saying what to type, where it was not handed over.
pub fn given(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set; type: cargo xtask test"))
}
