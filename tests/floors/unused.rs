//! What is there and used by nobody: sentences of the catalogue, dependencies of a crate and of the workspace.

use std::collections::{BTreeMap, BTreeSet};

use super::{cargo, root, sources};

/// Every word of a text that could name something.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The sentences that a file of `text` declares: `name => "…"` or `name(arg: kind) => "…"`.
fn declared(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "catalogue! {" => inside = true,
            "}" => inside = false,
            _ if inside && line.contains(" => \"") => found.extend(words(line).next()),
            _ => {}
        }
    }
    found
}

#[test]
fn every_sentence_is_said_somewhere() {
    let all = sources(&["crates", "app/src", "server/src", "frontend/src"]);
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let lines = all.iter().flat_map(|source| source.text.lines());
    for word in lines.filter(|line| !line.trim_start().starts_with("//")).flat_map(words) {
        *seen.entry(word).or_default() += 1;
    }
    let mut declarations: BTreeMap<&str, u32> = BTreeMap::new();
    let catalogue: Vec<_> = all.iter().filter(|source| source.path.starts_with("crates/text/src")).collect();
    for name in catalogue.iter().flat_map(|source| declared(&source.text)) {
        *declarations.entry(name).or_default() += 1;
    }
    assert!(declarations.len() > 500, "the scanner sees sentences");
    let faults: Vec<_> =
        declarations.iter().filter(|(name, own)| seen.get(*name).is_none_or(|all| all <= own)).collect();
    assert!(faults.is_empty(), "nobody says: {faults:#?}");
}

/// A package of the workspace: its name, its folder and the names by which its sources call its dependencies.
struct Package {
    name: String,
    folder: String,
    called: BTreeSet<(String, String)>,
}

fn packages() -> Vec<Package> {
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1", "--locked"]))
            .expect("JSON");
    let root = root().display().to_string();
    let read = |package: &serde_json::Value| {
        let manifest = package["manifest_path"].as_str().expect("a path");
        let folder = manifest.trim_start_matches(&root).trim_matches('/').trim_end_matches("Cargo.toml");
        let called = package["dependencies"].as_array().expect("dependencies").iter().map(|one| {
            let name = one["name"].as_str().expect("a name");
            (name.to_owned(), one["rename"].as_str().unwrap_or(name).replace('-', "_"))
        });
        Package {
            name: package["name"].as_str().expect("a name").to_owned(),
            folder: folder.trim_end_matches('/').to_owned(),
            called: called.collect(),
        }
    };
    metadata["packages"].as_array().expect("packages").iter().map(read).collect()
}

/// All sources of a package, with those that its test targets take by a path from elsewhere.
fn texts(package: &Package) -> String {
    let elsewhere: &[&str] = match package.name.as_str() {
        "xtask" => &["tests"],
        "recount" => &["crates/domain/tests"],
        "server" => &["tests/harness"],
        _ => &[],
    };
    let folders: Vec<&str> = [package.folder.as_str()].into_iter().chain(elsewhere.iter().copied()).collect();
    sources(&folders).into_iter().map(|source| source.text).collect()
}

#[test]
fn every_dependency_is_named() {
    let mut faults = Vec::new();
    for package in packages() {
        let text = texts(&package);
        let seen: BTreeSet<&str> = words(&text).collect();
        for (dependency, word) in &package.called {
            if !seen.contains(word.as_str()) {
                faults.push(format!("{} depends on {dependency} and does not name it", package.name));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_workspace_declares_no_dependency_that_no_crate_takes() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let table = manifest.split("[workspace.dependencies]").nth(1).expect("dependencies of the workspace");
    let table = table.split("\n[").next().unwrap_or(table);
    let taken: BTreeSet<String> =
        packages().into_iter().flat_map(|package| package.called).map(|(name, _)| name).collect();
    let declared = table.lines().filter_map(|line| line.split_once('=').map(|(name, _)| name.trim()));
    let faults: Vec<&str> = declared
        .filter(|name| !name.starts_with('#') && !name.is_empty() && !taken.contains(*name))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}
