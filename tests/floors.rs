//! The floors of the house (docs/ARCHITECTURE.md): which crate may import which, which outside crate stands only in one
//! place, what reaches wasm, and the rules that say *only* and that no lint can hold.
//! Owns no rule of its own: a change here is a change of the plan and says why in its commit.
//! Lives beside the other tests and is registered in `xtask`, which needs no crate of ours: it builds in seconds.

#[path = "floors/documents.rs"]
mod documents;
#[path = "floors/inside.rs"]
mod inside;
#[path = "floors/unused.rs"]
mod unused;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate and what of ours it may import in its normal build.
const FLOORS: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("text", &["domain"]),
    ("files", &["domain", "text"]),
    ("sheets", &["domain", "text", "files"]),
    ("documents", &["domain", "text"]),
    ("migrations", &[]),
    ("store", &["domain"]),
    ("service", &["domain", "text", "files", "sheets", "documents", "store"]),
    ("app", &["domain", "text", "service"]),
    // Of `sheets` the worker process calls the reader, and nothing else does.
    ("server", &["app", "service", "sheets", "documents", "store", "migrations", "domain", "text"]),
    ("frontend", &["app"]),
    ("tests", &["domain", "text", "migrations", "store", "service", "app", "server"]),
    // Recounts as wasm and beside DuckDB what the engine computes: domain only, so that it builds in seconds.
    ("recount", &["domain"]),
    ("load", &["domain", "server", "service"]),
    ("xtask", &[]),
];

/// An outside crate and the only crates of ours that may name it in their normal build.
const PLACES: [(&str, &[&str]); 39] = [
    // The harness of the tests makes databases on a server.
    ("sea-orm", &["load", "store", "tests"]),
    ("sqlx", &[]),
    ("sea-orm-migration", &["migrations"]),
    ("typst", &["documents"]),
    ("typst-layout", &["documents"]),
    ("typst-pdf", &["documents"]),
    ("argon2", &["service"]),
    ("quick-xml", &["sheets"]),
    // A second reader for tests of `sheets`.
    ("calamine", &[]),
    ("rust_xlsxwriter", &["sheets"]),
    ("zip", &["sheets"]),
    ("encoding_rs", &["sheets"]),
    // Compresses sealed pages and counts what the browser's half weighs, too.
    ("flate2", &["documents", "files", "sheets", "server", "xtask"]),
    // Pictures that people hand in.
    ("image", &["files"]),
    ("aes-gcm-siv", &["service"]),
    ("hkdf", &["service"]),
    ("hmac", &["service"]),
    ("rand", &["service"]),
    // Scheme files, the demonstration's texts, the configuration file.
    ("toml", &["files", "service", "server"]),
    // `leptos_config` brings it into the tree, link-time optimisation throws it out again; a use of ours would keep it.
    ("regex", &[]),
    ("leptos", &["app", "server", "frontend"]),
    ("leptos_meta", &["app"]),
    ("leptos_router", &["app"]),
    ("server_fn", &["app"]),
    ("leptos_axum", &["app", "server"]),
    ("axum", &["app", "load", "server"]),
    ("tower", &["server"]),
    ("tower-http", &["server"]),
    ("hyper", &["server"]),
    ("hyper-util", &["server"]),
    ("strsim", &["server"]),
    ("lettre", &["server"]),
    ("tokio-rustls", &["server"]),
    ("rustls-native-certs", &["server"]),
    ("clap", &["server"]),
    ("rustix", &["server"]),
    ("wasm-bindgen", &["frontend", "recount"]),
    ("console_error_panic_hook", &["frontend"]),
    ("wasm-bindgen-cli-support", &["xtask"]),
];

/// Dependencies that exist only on the server's side of a crate that is built for both.
const OPTIONAL: [(&str, &str); 5] = [
    ("app", "service"),
    ("app", "axum"),
    ("app", "leptos_axum"),
    ("app", "leptos_meta"),
    ("app", "leptos_router"),
];

/// All that `domain` may name.
const DOMAIN: [&str; 4] = ["serde", "sha2", "thiserror", "time"];

/// What must never reach the browser.
const NOT_IN_WASM: [&str; 18] = [
    "tokio",
    "sea-orm",
    "sqlx",
    "axum",
    "hyper",
    "rustls",
    "argon2",
    "calamine",
    "clap",
    "files",
    "sheets",
    "typst",
    "documents",
    "service",
    "store",
    "server",
    // Only islands are shipped: pages, and what leads from one to another, are the server's.
    "leptos_router",
    "leptos_meta",
];

/// Text that stands only in certain places: what it is, the marks that betray it, the path prefixes that may hold it.
struct Only {
    what: &'static str,
    marks: &'static [&'static str],
    places: &'static [&'static str],
}

const ONLY: [Only; 12] = [
    Only {
        what: "only server::config reads the environment",
        marks: &["env::var(", "env::var_os(", "env::vars(", "env::vars_os("],
        places: &["server/src/config"],
    },
    Only {
        what: "only service::effects reads the clock",
        marks: &["SystemTime::now", "OffsetDateTime::now", "UtcDateTime::now", "js_sys::Date"],
        places: &["crates/service/src/effects"],
    },
    Only {
        what: "only service::effects draws at random",
        marks: &["rand::rng(", "thread_rng", "rand::random", "OsRng", "SysRng", "getrandom", "from_os_rng"],
        places: &["crates/service/src/effects"],
    },
    Only {
        what: "only store::tx begins and commits, and only the doors of the service call it",
        marks: &[".begin(", ".begin_with_options(", ".begin_with_config(", ".transaction(", ".commit("],
        // `runner` takes and gives back leases and seals: housekeeping without event; what a job does goes through `op`.
        places: &[
            "crates/store/src/tx",
            "crates/service/src/op",
            "crates/service/src/maintenance",
            "crates/service/src/runner",
        ],
    },
    Only {
        what: "only sheets::cell touches a float",
        marks: &["f64", "f32"],
        // The canonical writer of schemes and the reader of drafts know no floats, and serde asks them to name them.
        places: &[
            "crates/sheets/src/cell",
            "crates/domain/src/scheme/canon",
            "crates/domain/src/scheme/draft/read",
        ],
    },
    Only {
        what: "only app::api::gate turns a fault into a status or an answer",
        marks: &["From<Fault>", "From<&Fault>", "Fault) -> StatusCode", "Fault) -> ApiError"],
        // The demonstration's error is the command line's.
        places: &["app/src/api/gate", "crates/service/src/demo"],
    },
    Only {
        what: "a text area is escaped by one part only",
        marks: &["<textarea"],
        places: &["app/src/parts/text_area"],
    },
    Only {
        what: "a title is escaped by one part only",
        marks: &["<Title", "leptos_meta::Title"],
        places: &["app/src/frame/title"],
    },
    Only { what: "no page writes raw markup", marks: &["inner_html"], places: &["app/src/parts/text_area"] },
    Only {
        what: "only islands go on living in the browser",
        marks: &[
            "#[island]",
            "Effect::new",
            "RwSignal",
            "window_event_listener",
            "on:click",
            "on:input",
            "on:change",
        ],
        places: &["app/src/islands"],
    },
    Only {
        what: "a scope comes from a loaded row",
        marks: &["Scope::posting(", "Scope::inspected(", "Scope { hands", "Scope { owner", "Scope { posting"],
        places: &["crates/domain/src/access", "crates/store/src", "crates/service/src/demo"],
    },
    Only {
        what: "our own IslandScript replaces these",
        marks: &["<HydrationScripts", "<HashedStylesheet", "<AutoReload"],
        places: &[],
    },
];

/// Folders whose sources make the product.
const PRODUCT: [&str; 11] = [
    "crates/domain/src",
    "crates/text/src",
    "crates/files/src",
    "crates/sheets/src",
    "crates/documents/src",
    "crates/store/src",
    "crates/service/src",
    "migrations/src",
    "app/src",
    "server/src",
    "frontend/src",
];

/// Where Chinese may stand: the catalogue, and generators of demonstration data.
const CHINESE: [&str; 2] = ["crates/text/src", "crates/domain/src/sample"];

/// No source file has more lines of code.
const LONGEST: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("xtask lies two folders deep")
        .to_path_buf()
}

fn cargo(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(words).current_dir(root()).output().expect("cargo starts");
    assert!(output.status.success(), "cargo {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo speaks UTF-8")
}

/// One declared dependency.
struct Edge {
    from: String,
    to: String,
    kind: Option<String>,
    optional: bool,
    target: Option<String>,
}

fn edges() -> Vec<Edge> {
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1", "--locked"]))
            .expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let mut edges = Vec::new();
    for package in metadata["packages"].as_array().expect("packages") {
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            edges.push(Edge {
                from: text(&package["name"]).expect("a name"),
                to: text(&dependency["name"]).expect("a name"),
                kind: text(&dependency["kind"]),
                optional: dependency["optional"] == true,
                target: text(&dependency["target"]),
            });
        }
    }
    edges
}

#[test]
fn crates_import_only_downwards() {
    let floors: BTreeMap<&str, &[&str]> = FLOORS.into_iter().collect();
    let mut faults = Vec::new();
    for edge in edges() {
        let Some(allowed) = floors.get(edge.from.as_str()) else {
            faults.push(format!("crate {} stands on no floor", edge.from));
            continue;
        };
        let ours = floors.contains_key(edge.to.as_str());
        let for_tests =
            edge.kind.as_deref() == Some("dev") && (edge.from == "tests" || edge.to == "migrations");
        if ours && !for_tests && !allowed.contains(&edge.to.as_str()) {
            faults.push(format!("{} must not import {}", edge.from, edge.to));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn outside_crates_stand_in_their_places() {
    let places: BTreeMap<&str, &[&str]> = PLACES.into_iter().collect();
    let mut faults = Vec::new();
    for edge in edges().iter().filter(|edge| edge.kind.is_none()) {
        if places.get(edge.to.as_str()).is_some_and(|allowed| !allowed.contains(&edge.from.as_str())) {
            faults.push(format!("{} must not name {}", edge.from, edge.to));
        }
        if edge.from == "domain" && !DOMAIN.contains(&edge.to.as_str()) {
            faults.push(format!("domain must not name {}", edge.to));
        }
        if OPTIONAL.contains(&(edge.from.as_str(), edge.to.as_str())) && !edge.optional {
            faults
                .push(format!("{} may name {} only as an optional dependency of `ssr`", edge.from, edge.to));
        }
        if edge.from == "frontend" && edge.target.as_deref() != Some("cfg(target_arch = \"wasm32\")") {
            faults.push(format!("frontend names {} outside its wasm32 section", edge.to));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nothing_of_the_server_reaches_the_browser() {
    let words = [
        "tree",
        "-p",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal,no-proc-macro",
        "--prefix",
        "none",
    ];
    let tree = cargo(&words);
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for wanted in ["app", "domain", "text", "leptos"] {
        assert!(names.contains(wanted), "the browser's half has no {wanted}");
    }
    let faults: Vec<_> = NOT_IN_WASM.iter().filter(|name| names.contains(**name)).collect();
    assert!(faults.is_empty(), "in the wasm tree: {faults:?}");
}

/// A source file: its path from the root and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The product's part: unit tests at the end of the file and comments left away.
    fn product(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.lines().position(|line| line.trim_start().starts_with("#[cfg(test)]"));
        let lines = self.text.lines().take(tests.unwrap_or(usize::MAX));
        lines.enumerate().map(|(at, line)| (at + 1, code(line)))
    }

    fn is_under(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

/// A line without its comment. `//` inside a string (an address) does not start one.
fn code(line: &str) -> &str {
    line.match_indices("//")
        .map(|(at, _)| at)
        .find(|at| line[..*at].matches('"').count().is_multiple_of(2) && !line[..*at].ends_with(':'))
        .map_or(line, |at| &line[..at])
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = open.pop() {
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()))
        {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("UTF-8");
                let path = path.strip_prefix(root()).expect("under the root").display().to_string();
                found.push(Source { path, text });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Unit tests in a file of their own.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/src/") && path.contains("/tests/")
}

/// Files of the product that are not a sibling `tests.rs`.
fn product() -> Vec<Source> {
    sources(&PRODUCT).into_iter().filter(|source| !is_test(&source.path)).collect()
}

/// Whether the mark stands there as a word of its own: not in the middle of a longer name.
fn names(line: &str, mark: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(mark).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + mark.len()..].chars().next();
        let starts = !mark.starts_with(part_of_name) || !before.is_some_and(part_of_name);
        let ends = !mark.ends_with(part_of_name) || !after.is_some_and(part_of_name);
        starts && ends
    })
}

#[test]
fn what_goes_through_one_door_goes_through_no_other() {
    let mut faults = Vec::new();
    for source in product() {
        for rule in ONLY.iter().filter(|rule| !source.is_under(rule.places)) {
            for (at, line) in source.product() {
                if rule.marks.iter().any(|mark| names(line, mark)) {
                    faults.push(format!("{}:{at}: {}: {}", source.path, rule.what, line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn only_text_holds_chinese() {
    let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    let mut faults = Vec::new();
    for source in product().into_iter().filter(|source| !source.is_under(&CHINESE)) {
        for (at, line) in source.product() {
            if line.contains(chinese) {
                faults.push(format!("{}:{at}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// First folder or file name of a path, without ending: the area that it belongs to.
fn area(path: &str) -> String {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first).to_owned()
}

#[test]
fn a_module_with_parts_lies_beside_its_folder() {
    let found: BTreeSet<String> = sources(&PRODUCT)
        .into_iter()
        .map(|source| source.path)
        .filter(|path| path.ends_with("/mod.rs"))
        .collect();
    assert!(found.is_empty(), "write `x.rs` beside the folder `x`: {found:#?}");
}

#[test]
fn files_are_short_and_say_what_they_own() {
    let mut folders = PRODUCT.to_vec();
    folders.extend(["crates/xtask/src", "tests", "server/tests", "crates/domain/tests"]);
    folders.retain(|folder| root().join(folder).is_dir());
    let mut faults = Vec::new();
    for source in sources(&folders) {
        let lines = source
            .text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("//"))
            .count();
        if lines > LONGEST {
            faults.push(format!("{}: {lines} lines of code, at most {LONGEST}", source.path));
        }
        if !is_test(&source.path) && !source.text.starts_with("//!") {
            faults.push(format!("{}: does not start with `//!`", source.path));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_scanner_sees_what_it_should() {
    assert!(names("let a: f64 = 1.0;", "f64"));
    assert!(!names("let a = shelf64;", "f64"));
    assert!(names("tx.begin().await", ".begin("));
    assert_eq!(code("let a = 1; // f64"), "let a = 1; ");
    assert_eq!(code("\"https://example.org\""), "\"https://example.org\"");
}
