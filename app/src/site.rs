//! Facts of this installation that stand on every page: names of the assets, the responsible office, whether the site
//! runs unencrypted. Set once at start by the server; refuses to change afterwards.

use std::sync::OnceLock;

/// Where the browser gets style and program; paths with content hashes from the build's manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// Stylesheet.
    pub style: String,
    /// Module script that loads the wasm program.
    pub script: String,
    /// The wasm program.
    pub wasm: String,
}

impl Default for Assets {
    fn default() -> Self {
        Self {
            style: "/assets/linxuan.css".to_owned(),
            script: "/assets/linxuan.js".to_owned(),
            wasm: "/assets/linxuan.wasm".to_owned(),
        }
    }
}

/// The installation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// Asset paths.
    pub assets: Assets,
    /// Name of the responsible office as the footer shows it; empty where none is configured.
    pub office: String,
    /// Enquiries: phone and hours as configured; empty where none.
    pub enquiries: String,
    /// Icon for the browser's tab; empty where none is served.
    pub icon: String,
    /// Runs without encryption: every page says so.
    pub insecure: bool,
}

static SITE: OnceLock<Site> = OnceLock::new();

/// Sets the facts, once, before the first page is printed. Answers false where they were set (or read) already.
pub fn set(facts: Site) -> bool {
    SITE.set(facts).is_ok()
}

/// The facts; the defaults where none were set.
pub fn site() -> &'static Site {
    SITE.get_or_init(Site::default)
}
