//! Every variant can be written through the editor: its draft is rebuilt from nothing by the small changes that the pages
//! post, and reads as the very scheme of the file.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod common;

use std::collections::BTreeMap;

use common::case;
use domain::ranking::preview::{Sample, sample};
use domain::scheme::Scheme;
use domain::scheme::draft::{Change, Draft, Node, Spot, Value, join, leaves, spot};
use domain::scheme::fields::{Field, Shape};

fn add(draft: &mut Draft, of: &str, list: &str, first: &str) -> String {
    let change = Change::Add { list: list.to_owned(), first: first.to_owned(), name: String::new() };
    draft.apply(of, &change).unwrap()
}

/// Posts one node's form, then goes on to what has pages of its own.
fn write(draft: &mut Draft, of: &str, at: &str, node: &Node) {
    let Some(Spot::Node(fields)) = spot(at) else { panic!("{at}") };
    let filled = leaves(fields).into_iter().map(|leaf| (leaf.name.clone(), node.text(&leaf.name).to_owned()));
    let values: BTreeMap<String, String> = filled.filter(|(_, text)| !text.is_empty()).collect();
    draft.apply(of, &Change::Set { at: at.to_owned(), values }).unwrap();
    for field in domain::scheme::draft::branches(fields) {
        branch(draft, of, &join(at, field.name), field, node.get(field.name));
    }
}

fn branch(draft: &mut Draft, of: &str, at: &str, field: &Field, value: Option<&Value>) {
    match (value, field.shape) {
        (None, _) => {}
        (Some(Value::Node(node)), Shape::Node(_)) => write(draft, of, at, node),
        (Some(Value::List(items)), Shape::List(_)) => {
            for item in items {
                let first = item.node().map_or_else(|| item.text(), |node| node.naming());
                let place = add(draft, of, at, first);
                if let Some(node) = item.node() {
                    write(draft, of, &place, node);
                }
            }
        }
        other => panic!("{at}: {other:?}"),
    }
}

#[test]
fn all_sixteen_variants_are_written_by_small_changes() {
    for number in 1..=16 {
        let text = case(&format!("variants/{number:02}.scheme.json"));
        let wanted: Draft = serde_json::from_str(&text).unwrap();
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut built = Draft::default();
        for of in wanted.names() {
            built.apply(of, &Change::Begin { with: Node::default() }).unwrap();
            write(&mut built, of, "", wanted.get(of).unwrap());
            let read = built.read(of).unwrap().unwrap();
            let given = if of.is_empty() { &file["scheme"] } else { &file["schemes"][of] };
            let scheme: Scheme = serde_json::from_value(given.clone()).unwrap();
            assert_eq!(read, scheme, "{number} {of}");
            assert_eq!(read.digest(), scheme.digest(), "{number} {of}");
            let full = serde_json::json!({ "scheme": scheme });
            let slim = serde_json::from_value::<Draft>(full).unwrap().slim();
            assert_eq!(slim.read("").unwrap().unwrap(), scheme, "{number} {of}: nothing is lost by slimming");
            let statuses = slim.node("", "statuses").is_some();
            assert!(
                !statuses || wanted.node(of, "statuses").is_some(),
                "{number} {of}: the usual is left out"
            );
            let people = sample(Some(&scheme), &read, Sample::USUAL);
            assert!(
                people.is_some_and(|all| all.iter().all(|one| !one.moves())),
                "{number} {of}: the preview"
            );
        }
        assert!(built.is_usable(), "{number}: {:?}", built.faults());
        assert_eq!(built.names(), wanted.names());
    }
}
