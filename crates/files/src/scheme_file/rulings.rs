//! The rulings file: lines with approver and date, rulings on ties by question, replacements, departures, overrides, ratios.

use super::parse::parse;
use super::tree::{Node, Tree};
use super::walk::Faults;
use crate::fault::clip;
use crate::{Code, Expected, Fault, nearest};
use domain::rulings::Rulings;
use domain::scheme::fields::{Field, Fields, Shape};
use serde::de::DeserializeOwned;

const fn need(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: true }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: false }
}

static LINE: Fields = Fields {
    name: "lines",
    fields: &[
        may("position", Shape::Text),
        need("of", Shape::Name),
        need("line", Shape::Score),
        need("approver", Shape::Text),
        need("date", Shape::Text),
    ],
};

static MARK: Fields =
    Fields { name: "extra_test", fields: &[need("candidate", Shape::Text), need("mark", Shape::Score)] };

static BY: Fields = Fields {
    name: "by",
    fields: &[may("extra_test", Shape::List(&Shape::Node(&MARK))), may("lots", Shape::List(&Shape::Text))],
};

static TIE: Fields = Fields {
    name: "ties",
    fields: &[
        need("question", Shape::Text),
        need("by", Shape::Node(&BY)),
        may("witnesses", Shape::List(&Shape::Text)),
        need("approver", Shape::Text),
        need("date", Shape::Text),
    ],
};

static REPLACED: Fields = Fields {
    name: "replacements",
    fields: &[
        need("position", Shape::Text),
        need("stage", Shape::Key),
        need("out", Shape::Text),
        may("in", Shape::List(&Shape::Text)),
        need("round", Shape::Count),
        may("reason", Shape::Text),
        need("approver", Shape::Text),
        need("date", Shape::Text),
    ],
};

static DEPARTED: Fields = Fields {
    name: "departures",
    fields: &[
        need("position", Shape::Text),
        need("stage", Shape::Key),
        need("candidate", Shape::Text),
        need("kind", Shape::Text),
        may("approver", Shape::Text),
        need("date", Shape::Text),
    ],
};

static OVERRIDDEN: Fields = Fields {
    name: "overrides",
    fields: &[
        need("position", Shape::Text),
        need("stage", Shape::Key),
        need("candidate", Shape::Text),
        need("ground", Shape::Text),
        need("approver", Shape::Text),
        need("date", Shape::Text),
    ],
};

static RATIO: Fields = Fields {
    name: "ratios",
    fields: &[
        need("position", Shape::Text),
        need("stage", Shape::Key),
        need("qualified", Shape::Count),
        need("approver", Shape::Text),
        need("date", Shape::Text),
    ],
};

/// The lists of a rulings file.
const LISTS: [&str; 6] = ["lines", "ties", "replacements", "departures", "overrides", "ratios"];

/// Reads a rulings file, TOML or JSON by its name.
///
/// # Errors
/// Every fault of form and every unknown field. Whether a ruling answers anything is judged where it is used.
pub fn read_rulings(file: &str, bytes: &[u8]) -> Result<Rulings, Vec<Fault>> {
    let root = parse(file, bytes)?;
    let mut faults = Faults::new(file);
    let mut rulings = Rulings::default();
    for entry in root.table().unwrap_or_default() {
        match entry.key.as_str() {
            "lines" => rulings.lines = list(&entry.node, &LINE, &mut faults),
            "ties" => rulings.ties = list(&entry.node, &TIE, &mut faults),
            "replacements" => rulings.replacements = list(&entry.node, &REPLACED, &mut faults),
            "departures" => rulings.departures = list(&entry.node, &DEPARTED, &mut faults),
            "ratios" => rulings.ratios = list(&entry.node, &RATIO, &mut faults),
            "overrides" => rulings.overrides = list(&entry.node, &OVERRIDDEN, &mut faults),
            other => {
                let nearest = nearest(other, LISTS).map(str::to_owned);
                faults.add(entry.at, Some(&clip(other)), Code::UnknownKey { found: clip(other), nearest });
            }
        }
    }
    faults.or(rulings)
}

/// The elements of one list, each read on its own so that a fault has its line.
fn list<T: DeserializeOwned>(node: &Node, fields: &'static Fields, faults: &mut Faults) -> Vec<T> {
    let Tree::List(nodes) = &node.tree else {
        faults.add(node.at, Some(fields.name), Code::Syntax { expected: Expected::List });
        return Vec::new();
    };
    let mut read = Vec::new();
    for node in nodes {
        let before = faults.len();
        faults.node(node, fields);
        if faults.len() > before {
            continue;
        }
        match serde_json::from_value(node.json()) {
            Ok(element) => read.push(element),
            Err(error) => {
                faults.add(node.at, Some(fields.name), Code::Unparsed { said: clip(&error.to_string()) });
            }
        }
    }
    read
}
