//! Schemes and rulings as files: TOML and JSON. Owns the reading with every fault at once, each with its line and, for
//! a mistyped name, the nearest known one, and the writing. Refuses unknown fields; computes nothing.
//!
//! A scheme file holds `[scheme]` and any number of `[schemes.NAME]`, at least one of them. Decimals may stand bare or
//! in quotes in TOML, where their digits are kept as written; in JSON they need quotes.

mod parse;
mod places;
mod rulings;
mod tree;
mod walk;
mod write;

pub use rulings::read_rulings;
pub use write::{file_to_json, file_to_toml, to_json, to_toml};

use crate::fault::clip;
use crate::{Code, Expected, Fault, nearest};
use domain::scheme::{Scheme, fields};
use std::collections::BTreeMap;
use tree::{Entry, Node};

/// What a scheme file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemeFile {
    /// `[scheme]`: for every position that names none.
    pub scheme: Option<Scheme>,
    /// `[schemes.NAME]`.
    pub schemes: BTreeMap<String, Scheme>,
    /// What computes, but should be looked at.
    pub warnings: Vec<Fault>,
}

impl SchemeFile {
    /// The scheme of a position: the named one, or `[scheme]`.
    #[must_use]
    pub fn get(&self, name: Option<&str>) -> Option<&Scheme> {
        match name {
            None => self.scheme.as_ref(),
            Some(name) => self.schemes.get(name),
        }
    }

    /// Every scheme of the file, `[scheme]` first.
    pub fn all(&self) -> impl Iterator<Item = &Scheme> {
        self.scheme.iter().chain(self.schemes.values())
    }

    /// Returns the key and the name of every list that a scheme of the file knows, in the order of the first that names it.
    #[must_use]
    pub fn lists(&self) -> Vec<(String, Option<String>)> {
        let mut lists: Vec<(String, Option<String>)> = Vec::new();
        for list in self.all().flat_map(|scheme| &scheme.shortlists) {
            let key = list.to.to_string();
            if !lists.iter().any(|known| known.0 == key) {
                lists.push((key, list.name.clone()));
            }
        }
        lists
    }

    /// The working days of the publicity period (公示): the most that one of the schemes asks for, since one list shows all positions.
    pub fn working_days(&self) -> u8 {
        let days = self.all().map(|scheme| scheme.publicity.working_days);
        days.max().unwrap_or_default()
    }
}

/// Reads a scheme file; a name that ends in `.json` is JSON, everything else TOML.
///
/// # Errors
/// Every fault of form, every unknown field, and every problem that makes a scheme unusable.
pub fn read(file: &str, bytes: &[u8]) -> Result<SchemeFile, Vec<Fault>> {
    let seen = inspect(file, bytes);
    if seen.faults.is_empty() { Ok(seen.found) } else { Err(seen.faults) }
}

/// What stands in a scheme file, usable or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// The schemes that can be used, and what should be looked at.
    pub found: SchemeFile,
    /// Why the others cannot.
    pub faults: Vec<Fault>,
}

/// Reads a scheme file as [`read`] does and keeps both what is wrong and what only should be looked at.
#[must_use]
pub fn inspect(file: &str, bytes: &[u8]) -> Inspection {
    let faulty = |faults| Inspection { found: SchemeFile::default(), faults };
    let root = match parse::parse(file, bytes) {
        Ok(root) => root,
        Err(faults) => return faulty(faults),
    };
    let mut faults = walk::Faults::new(file);
    let mut found = SchemeFile::default();
    let Some(entries) = root.table() else {
        return faulty(vec![Code::MissingKey { name: "scheme".to_owned() }.of_file(file)]);
    };
    for entry in entries {
        match entry.key.as_str() {
            "scheme" => found.scheme = scheme(&entry.node, &mut faults, &mut found.warnings),
            "schemes" => found.schemes = named(entry, &mut faults, &mut found.warnings),
            other => {
                let nearest = nearest(other, ["scheme", "schemes"]).map(str::to_owned);
                faults.add(entry.at, Some(&clip(other)), Code::UnknownKey { found: clip(other), nearest });
            }
        }
    }
    if found.scheme.is_none() && found.schemes.is_empty() && faults.is_empty() {
        faults.add(None, None, Code::MissingKey { name: "scheme".to_owned() });
    }
    Inspection { found, faults: faults.all() }
}

/// Reads a file that holds one scheme, `[scheme]`: what the editor takes in.
///
/// # Errors
/// As [`read`]; a file without `[scheme]`.
pub fn read_one(file: &str, bytes: &[u8]) -> Result<Scheme, Vec<Fault>> {
    let found = read(file, bytes)?;
    found.scheme.ok_or_else(|| vec![Code::MissingKey { name: "scheme".to_owned() }.of_file(file)])
}

fn named(entry: &Entry, faults: &mut walk::Faults, warnings: &mut Vec<Fault>) -> BTreeMap<String, Scheme> {
    let Some(entries) = entry.node.table() else {
        faults.add(entry.at, Some(&entry.key), Code::Syntax { expected: Expected::Table });
        return BTreeMap::new();
    };
    let read =
        |entry: &Entry| scheme(&entry.node, faults, warnings).map(|scheme| (entry.key.clone(), scheme));
    entries.iter().filter_map(read).collect()
}

/// One scheme: its form, then its checks.
fn scheme(node: &Node, faults: &mut walk::Faults, warnings: &mut Vec<Fault>) -> Option<Scheme> {
    let before = faults.len();
    faults.node(node, &fields::SCHEME);
    if faults.len() > before {
        return None;
    }
    let scheme: Scheme = match serde_json::from_value(node.json()) {
        Ok(scheme) => scheme,
        Err(error) => {
            faults.add(node.at, None, Code::Unparsed { said: clip(&error.to_string()) });
            return None;
        }
    };
    for problem in scheme.check() {
        let at = node.find(&problem.at);
        if problem.is_warning() {
            warnings.push(Fault {
                file: faults.file().to_owned(),
                at,
                column: Some(problem.at),
                code: Code::Scheme { what: problem.what },
            });
        } else {
            faults.add(at, Some(&problem.at), Code::Scheme { what: problem.what });
        }
    }
    (faults.len() == before).then_some(scheme)
}

#[cfg(test)]
mod tests;
