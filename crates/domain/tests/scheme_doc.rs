//! `docs/scheme.md` is generated from the engine's own tables: every field, its values, what it means and a worked number.
//! `LINXUAN_WRITE_DOCS=1 cargo test -p domain --test scheme_doc` writes it; otherwise the test compares.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use domain::scheme::fields::{self, Fields, Shape};

/// `node.field`, meaning, worked number (paragraph of the field notes in brackets).
const MEANINGS: &str = include_str!("cases/scheme-fields.tsv");
const HEAD: &str = include_str!("cases/scheme-head.md");

fn meaning(node: &str, field: &str) -> (&'static str, &'static str) {
    let name = format!("{node}.{field}");
    let line = MEANINGS.lines().find(|line| line.split('\t').next() == Some(name.as_str()));
    let mut cells =
        line.unwrap_or_else(|| panic!("scheme-fields.tsv does not explain {name}")).split('\t').skip(1);
    (cells.next().unwrap_or_default(), cells.next().unwrap_or_default())
}

fn shape(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Key => "key".into(),
        Shape::Name => "component".into(),
        Shape::Score => "score".into(),
        Shape::Line => "score or `\"decided\"`".into(),
        Shape::Weight => "weight".into(),
        Shape::Ratio => "ratio".into(),
        Shape::Count => "whole number".into(),
        Shape::YesNo => "`true` or `false`".into(),
        Shape::Step => "tie step".into(),
        Shape::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Node(node) => format!("[{0}](#{0})", node.name),
        Shape::List(inner) => format!("list of {}", self::shape(*inner)),
    }
}

fn node(fields: &'static Fields, seen: &mut BTreeSet<&'static str>, out: &mut String) {
    if !seen.insert(fields.name) {
        return;
    }
    writeln!(out, "\n## {}\n\n| field | holds | means | worked |\n|---|---|---|---|", fields.name)
        .expect("text");
    for field in fields.fields {
        let (means, worked) = meaning(fields.name, field.name);
        let name = if field.required { format!("**`{}`**", field.name) } else { format!("`{}`", field.name) };
        writeln!(out, "| {name} | {} | {means} | {worked} |", shape(field.shape)).expect("text");
    }
    for field in fields.fields {
        match field.shape {
            Shape::Node(inner) => node(inner, seen, out),
            Shape::List(Shape::Node(inner)) => node(inner, seen, out),
            _ => {}
        }
    }
}

fn docs(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "docs", name].iter().collect()
}

/// Writes or compares one generated file of `docs/`.
fn agrees(name: &str, text: &str) {
    let path = docs(name);
    if std::env::var_os("LINXUAN_WRITE_DOCS").is_some() {
        std::fs::write(&path, text).expect("docs can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "docs/{name} is not what the engine reads; LINXUAN_WRITE_DOCS=1 writes it");
}

#[test]
fn the_json_schema_is_published() {
    let schema = domain::scheme::json_schema();
    let read: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    assert_eq!(read["$defs"]["scheme"]["required"], serde_json::json!(["components"]));
    assert_eq!(
        read["$defs"]["rank"]["properties"]["method"]["enum"],
        serde_json::json!(["competition", "dense", "average"])
    );
    assert_eq!(read["$defs"]["component"]["additionalProperties"], serde_json::json!(false));
    // As values: another crate of the workspace may ask serde_json to keep the order of keys, and then the print differs.
    let found = std::fs::read_to_string(docs("scheme.schema.json")).unwrap_or_default();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap_or_default();
    if found != read {
        agrees("scheme.schema.json", &format!("{}\n", serde_json::to_string_pretty(&read).expect("JSON")));
    }
}

#[test]
fn docs_scheme_md_says_what_the_engine_reads() {
    let mut text = HEAD.to_owned();
    let mut seen = BTreeSet::new();
    node(&fields::SCHEME, &mut seen, &mut text);
    agrees("scheme.md", &text);
}

#[test]
fn nothing_is_explained_that_does_not_exist() {
    let mut all = BTreeSet::new();
    fn names(node: &'static Fields, all: &mut BTreeSet<String>) {
        for field in node.fields {
            if all.insert(format!("{}.{}", node.name, field.name)) {
                match field.shape {
                    Shape::Node(inner) => names(inner, all),
                    Shape::List(Shape::Node(inner)) => names(inner, all),
                    _ => {}
                }
            }
        }
    }
    names(&fields::SCHEME, &mut all);
    for line in MEANINGS.lines() {
        let name = line.split('\t').next().unwrap_or_default();
        assert!(all.contains(name), "{name} is explained and does not exist");
    }
}
