//! Every column of the schema stands in exactly one class of `docs/data.md`, and every sealed one is known to a change of keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::Db;

const DOCUMENT: &str = include_str!("../../../../docs/data.md");

const CLASSES: [&str; 10] =
    ["technical", "public", "staff", "office", "selection", "chosen", "sealed", "index", "digest", "secret"];

/// The one sealed column that ends within an hour and is not sealed anew.
const LEFT: &str = "kept_form.fields";

/// `table.column` and its class, as often as the document names it.
fn documented() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for line in DOCUMENT.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, table, columns, class, ..] = cells[..] else { continue };
        if CLASSES.contains(&class) {
            let table = table.trim_matches('`');
            all.extend(columns.split(", ").map(|column| (format!("{table}.{column}"), class.to_owned())));
        }
    }
    all
}

#[tokio::test]
async fn every_column_stands_in_one_class_and_every_sealed_one_is_sealed_anew() {
    let db = Db::sqlite().await;
    let schema: BTreeSet<String> = db.columns().await.into_iter().collect();
    assert!(schema.len() > 250, "{} columns", schema.len());
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (column, class) in documented() {
        known.entry(column).or_default().push(class);
    }
    let missing: Vec<_> = schema.iter().filter(|column| !known.contains_key(*column)).collect();
    assert!(missing.is_empty(), "in no class of docs/data.md: {missing:?}");
    let gone: Vec<_> = known.keys().filter(|column| !schema.contains(*column)).collect();
    assert!(gone.is_empty(), "no such column: {gone:?}");
    let twice: Vec<_> = known.iter().filter(|(_, classes)| classes.len() > 1).collect();
    assert!(twice.is_empty(), "in two classes: {twice:?}");
    let sealed: BTreeSet<&str> =
        known.iter().filter(|(_, class)| class[0] == "sealed").map(|(column, _)| column.as_str()).collect();
    let walked: BTreeSet<&str> =
        store::sealed::COLUMNS.iter().map(|column| column.name).chain([LEFT]).collect();
    assert_eq!(sealed, walked);
    let named: BTreeSet<&str> = schema
        .iter()
        .map(String::as_str)
        .filter(|column| column.ends_with("sealed") || *column == LEFT)
        .collect();
    assert_eq!(named, sealed, "a sealed column is called so");
    db.finish().await;
}
