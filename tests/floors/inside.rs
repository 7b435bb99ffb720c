//! The floors inside a crate: which modules of `domain`, `store` and `service` may import which, and that no use case calls
//! another one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, area, names, product};

/// The modules of `domain`, lowest first: each imports only modules above it in this list.
const DOMAIN: [&str; 55] = [
    "word",
    "index",
    "id",
    "number",
    "digest",
    "calendar",
    "import",
    "prints",
    "work",
    "supervision",
    "states",
    "proposed",
    "stage",
    "departure",
    "study",
    "placeholder",
    "reason",
    "lifecycle",
    "access",
    "typed",
    "workdays",
    "objections",
    "transfer",
    "publicity",
    "release",
    "columns",
    "photo",
    "eligibility",
    "inspection",
    "screening",
    "registration",
    "messages",
    "uploads",
    "event",
    "scheme",
    "entering",
    "rulings",
    "shortlist",
    "marks",
    "ranking",
    "lists",
    "posting",
    "timetable",
    "panels",
    "interview_plan",
    "deadline",
    "collective",
    "revision",
    "spread",
    "sample",
    "course",
    "opening",
    "adjusting",
    "view",
    "lib",
];

/// Modules of `store` that every aggregate stands on.
const STORE_BASE: [&str; 9] =
    ["bonds", "connect", "entity", "error", "inputs", "locked", "meta", "row", "tx"];

/// Modules of `store` that stand above the aggregates and may call any.
const STORE_ABOVE: [&str; 2] = ["bulk", "lib"];

/// The aggregates that may import another one. Sealing a list fixes the ranking behind it, or neither happens; what a posting
/// publishes is read once the posting is public; a session is read together with its person.
const STORE_EDGES: [(&str, &str); 4] =
    [("conditions", "postings"), ("lists", "rankings"), ("schemes", "postings"), ("sessions", "people")];

/// The floors inside `service`, lowest first: what every use case stands on, the rows that use cases begin from, housekeeping,
/// then the areas, and above them what reaches all of them. A module named nowhere here is an area.
const SERVICE: [&[&str]; 3] = [
    &[
        "contents", "effects", "export", "fault", "jobs", "kept", "keys", "op", "papers", "password",
        "sought", "tell", "together", "worker",
    ],
    &["rows"],
    &["maintenance"],
];
const SERVICE_ABOVE: [&str; 2] = ["runner", "demo"];

/// The areas of `service` that may import another one, and no more: each stands on what the other computes or loads.
const SERVICE_EDGES: [(&str, &str); 13] = [
    ("archives", "open"),
    ("conditions", "postings"),
    ("decisions", "lists"),
    ("departures", "ranking"),
    ("imports", "marks"),
    ("lists", "ranking"),
    ("open", "rulings"),
    ("postings", "marks"),
    ("postings", "people"),
    ("postings", "ranking"),
    ("ranking", "marks"),
    ("rulings", "ranking"),
    ("schemes", "ranking"),
];

/// The modules of its crate that a line names, `crate::{a, b}` included.
fn imported(line: &str) -> impl Iterator<Item = &str> {
    let word = |rest: &str| rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    line.match_indices("crate::").flat_map(move |(at, door)| {
        let rest = &line[at + door.len()..];
        let list = rest
            .strip_prefix('{')
            .map_or_else(|| &rest[..word(rest)], |list| list.split('}').next().unwrap_or(list));
        list.split(',').map(move |one| &one.trim()[..word(one.trim())])
    })
}

/// Each import between two modules of the crate whose sources lie in `folder`: where it stands, from which to which.
fn imports(folder: &str) -> (BTreeSet<String>, Vec<(String, String, String)>) {
    let sources = product();
    let of = |source: &Source| source.path.strip_prefix(folder).map(area);
    let modules: BTreeSet<String> = sources.iter().filter_map(of).collect();
    let mut found = Vec::new();
    for source in &sources {
        let Some(own) = of(source) else { continue };
        for (at, line) in source.product() {
            for other in imported(line).filter(|other| *other != own && modules.contains(*other)) {
                found.push((format!("{}:{at}", source.path), own.clone(), other.to_owned()));
            }
        }
    }
    (modules, found)
}

/// Faults of imports that `allowed` refuses and that no edge allows, and edges that nothing uses.
fn judged(
    found: Vec<(String, String, String)>,
    edges: &[(&str, &str)],
    allowed: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let mut used: BTreeSet<&(&str, &str)> = BTreeSet::new();
    let mut faults = Vec::new();
    for (at, own, other) in found {
        let edge = edges.iter().find(|edge| **edge == (own.as_str(), other.as_str()));
        used.extend(edge);
        if edge.is_none() && !allowed(&own, &other) {
            faults.push(format!("{at}: {own} must not import {other}"));
        }
    }
    let unused = edges.iter().filter(|edge| !used.contains(*edge));
    faults.extend(unused.map(|(one, other)| format!("{one} no longer imports {other}")));
    faults
}

/// Names in a list of a floor that are no module.
fn strangers<'a>(named: impl IntoIterator<Item = &'a &'a str>, modules: &BTreeSet<String>) -> Vec<String> {
    let missing = named.into_iter().filter(|name| !modules.contains(**name));
    missing.map(|name| format!("{name} is no module")).collect()
}

#[test]
fn modules_of_the_domain_import_upwards_only() {
    let (modules, found) = imports("crates/domain/src/");
    let place: BTreeMap<&str, usize> = DOMAIN.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let mut faults = strangers(&DOMAIN, &modules);
    let unplaced = modules.iter().filter(|name| !place.contains_key(name.as_str()));
    faults.extend(unplaced.map(|name| format!("{name} has no place in the order")));
    faults.extend(judged(found, &[], |own, other| place.get(other) < place.get(own)));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn aggregates_of_the_store_do_not_import_each_other() {
    let (modules, found) = imports("crates/store/src/");
    let is_base = |name: &str| STORE_BASE.contains(&name);
    let mut faults = strangers(STORE_BASE.iter().chain(&STORE_ABOVE), &modules);
    faults.extend(judged(found, &STORE_EDGES, |own, other| is_base(other) || STORE_ABOVE.contains(&own)));
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The floor of a module of `service`.
fn floor_of(module: &str) -> usize {
    let below = SERVICE.iter().position(|floor| floor.contains(&module));
    let above = SERVICE_ABOVE.iter().position(|one| *one == module).map(|at| SERVICE.len() + 1 + at);
    below.or(above).unwrap_or(SERVICE.len())
}

#[test]
fn areas_of_the_service_import_downwards() {
    let (modules, found) = imports("crates/service/src/");
    let named = SERVICE.iter().flat_map(|floor| floor.iter()).chain(&SERVICE_ABOVE);
    let mut faults = strangers(named, &modules);
    let found = found.into_iter().filter(|(_, own, _)| own != "lib").collect();
    faults.extend(judged(found, &SERVICE_EDGES, |own, other| {
        floor_of(other) < floor_of(own) || floor_of(own) == 0 && floor_of(other) == 0
    }));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn pages_do_not_import_pages() {
    let mut faults = Vec::new();
    let pages: Vec<Source> =
        product().into_iter().filter(|source| source.path.starts_with("app/src/pages/")).collect();
    let of = |source: &Source| source.path.strip_prefix("app/src/pages/").map(area).unwrap_or_default();
    let audiences: BTreeSet<String> = pages.iter().map(of).collect();
    for source in &pages {
        for (at, line) in source.product() {
            for other in audiences.iter().filter(|other| **other != of(source)) {
                if names(line, &format!("crate::pages::{other}")) {
                    faults.push(format!("{}:{at}: {}", source.path, line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Whether a line names one role: `Role::Clerk`, and neither `Role::ALL` nor `Role::staff`.
fn names_a_role(line: &str) -> bool {
    let variant = |rest: &str| {
        let mut letters = rest.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    names(line, "Role::") && line.split("Role::").skip(1).any(variant)
}

#[test]
fn a_page_asks_what_may_be_done_and_never_for_a_role() {
    // The command line opens an administrator's account.
    let halves = |source: &&Source| {
        source.is_under(&["app/src", "server/src", "frontend/src"]) && !source.is_under(&["server/src/cli"])
    };
    let mut faults = Vec::new();
    for source in product().iter().filter(halves) {
        let found = source.product().filter(|(_, line)| names_a_role(line));
        faults.extend(found.map(|(at, line)| format!("{}:{at}: {}", source.path, line.trim())));
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(names_a_role("held.role == Role::Clerk") && !names_a_role("Role::ALL.len() + Role::staff()"));
}

/// The use cases that a source declares: public functions that take the service and the caller.
fn use_cases(source: &Source) -> Vec<String> {
    let head = "pub async fn ";
    let text: String = source.product().map(|(_, line)| format!("{line}\n")).collect();
    let found = text.match_indices(head).filter_map(|(at, _)| {
        let rest = &text[at + head.len()..];
        let name = &rest[..rest.find(['(', '<'])?];
        let inputs = &rest[..rest.find(") ->").unwrap_or(rest.len())];
        (inputs.contains("service: &Service") && inputs.contains("caller: &Caller")).then(|| name.to_owned())
    });
    found.collect()
}

#[test]
fn no_use_case_calls_a_use_case() {
    let folder = "crates/service/src/";
    let areas: Vec<Source> = product()
        .into_iter()
        .filter(|source| {
            source.path.strip_prefix(folder).is_some_and(|path| floor_of(&area(path)) == SERVICE.len())
        })
        .collect();
    let all: BTreeSet<String> = areas.iter().flat_map(use_cases).collect();
    assert!(all.len() > 50, "the scanner sees use cases: {all:?}");
    let mut faults = Vec::new();
    for source in &areas {
        for (at, line) in source.product().filter(|(_, line)| !line.contains("fn ")) {
            let own = |name: &str| source.text.contains(&format!("\nasync fn {name}("));
            let called =
                all.iter().find(|name| names(line, &format!("{name}(service, caller")) && !own(name));
            faults.extend(called.map(|name| format!("{}:{at}: calls {name}", source.path)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_scanner_sees_imports_and_use_cases() {
    assert_eq!(imported("use crate::{jobs, rows::postings};").collect::<Vec<_>>(), ["jobs", "rows"]);
    assert_eq!(imported("let found = crate::rows::postings::find(tx);").collect::<Vec<_>>(), ["rows"]);
    let text = "pub async fn view(\n    service: &Service,\n    caller: &Caller,\n) -> Result<Page, Fault> {"
        .to_owned();
    let source = Source { path: String::new(), text };
    assert_eq!(use_cases(&source), ["view"]);
}
