//! The JSON Schema of a scheme file, made from the same tables that readers use.

use std::collections::BTreeMap;

use super::fields::{Fields, SCHEME, Shape};

/// The JSON Schema (draft 2020-12) of a scheme file: `scheme` and any `schemes.NAME`.
#[must_use]
pub fn json_schema() -> String {
    let mut nodes = BTreeMap::new();
    collect(&SCHEME, &mut nodes);
    let nodes: Vec<String> =
        nodes.values().map(|node| format!("{}:{}", quoted(node.name), object(node))).collect();
    let scheme = reference(&SCHEME);
    format!(
        "{{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"scheme file\",\"type\":\"object\",\
         \"properties\":{{\"scheme\":{scheme},\"schemes\":{{\"type\":\"object\",\"additionalProperties\":{scheme}}}}},\
         \"additionalProperties\":false,\"minProperties\":1,\"$defs\":{{{}}}}}",
        nodes.join(",")
    )
}

fn collect(node: &'static Fields, nodes: &mut BTreeMap<&'static str, &'static Fields>) {
    if nodes.insert(node.name, node).is_some() {
        return;
    }
    for field in node.fields {
        let mut shape = field.shape;
        while let Shape::List(inner) = shape {
            shape = *inner;
        }
        if let Shape::Node(inner) = shape {
            collect(inner, nodes);
        }
    }
}

/// Names and words are plain ASCII, so that quotes are all they need.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn reference(node: &Fields) -> String {
    format!("{{\"$ref\":\"#/$defs/{}\"}}", node.name)
}

fn object(node: &Fields) -> String {
    let fields: Vec<String> =
        node.fields.iter().map(|field| format!("{}:{}", quoted(field.name), shape(field.shape))).collect();
    let required: Vec<String> =
        node.fields.iter().filter(|field| field.required).map(|field| quoted(field.name)).collect();
    format!(
        "{{\"type\":\"object\",\"properties\":{{{}}},\"required\":[{}],\"additionalProperties\":false}}",
        fields.join(","),
        required.join(",")
    )
}

/// A number written whole, or as text.
fn number(pattern: &str) -> String {
    format!(
        "{{\"anyOf\":[{{\"type\":\"integer\",\"minimum\":0}},{{\"type\":\"string\",\"pattern\":\"{pattern}\"}}]}}"
    )
}

fn shape(shape: Shape) -> String {
    const SCORE: &str = "^-?[0-9]+([.][0-9]{1,6})?$";
    const KEY: &str = "[a-z][a-z0-9_]{0,31}";
    let text = |pattern: String| format!("{{\"type\":\"string\",\"pattern\":\"{pattern}\"}}");
    match shape {
        Shape::Text => "{\"type\":\"string\"}".to_owned(),
        Shape::Key => text(format!("^{KEY}$")),
        Shape::Name => text(format!("^{KEY}([.]{KEY})?$")),
        Shape::Step => text(format!("^((raw|fact)[.])?{KEY}([.]{KEY})?$")),
        Shape::Score => number(SCORE),
        Shape::Line => number("^(decided|-?[0-9]+([.][0-9]{1,6})?)$"),
        Shape::Weight => number("^[0-9]+([.][0-9]{1,6})?(/[0-9]+([.][0-9]{1,6})?)? *%?$"),
        Shape::Ratio => text("^[0-9./]+:[0-9./]+$".to_owned()),
        Shape::Count => "{\"type\":\"integer\",\"minimum\":0}".to_owned(),
        Shape::YesNo => "{\"type\":\"boolean\"}".to_owned(),
        Shape::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            format!("{{\"enum\":[{}]}}", words.join(","))
        }
        // The line of a condition is a table or one of two words.
        Shape::Node(node) if node.name == "line" => {
            format!("{{\"anyOf\":[{},{{\"enum\":[\"room_mean\",\"decided\"]}}]}}", reference(node))
        }
        Shape::Node(node) => reference(node),
        Shape::List(inner) => format!("{{\"type\":\"array\",\"items\":{}}}", self::shape(*inner)),
    }
}
