//! TOML and JSON to a tree. Owns the two parsers' faults as lines; refuses files that are not UTF-8 or too large.

use super::places::Places;
use super::tree::{Entry, Node, Tree};
use super::walk::Faults;
use crate::fault::clip;
use crate::{At, Code, Fault, Format};
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Largest document.
const LIMIT: usize = 4 << 20;

pub(super) fn parse(file: &str, bytes: &[u8]) -> Result<Node, Vec<Fault>> {
    if bytes.len() > LIMIT {
        return Err(vec![Code::FileTooLarge { limit: 4 }.of_file(file)]);
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(body).map_err(|_| vec![Code::Encoding.of_file(file)])?;
    if text.trim().is_empty() {
        return Err(vec![Code::Empty.of_file(file)]);
    }
    if file.to_ascii_lowercase().ends_with(".json") { json(file, text) } else { toml(file, text) }
}

fn toml(file: &str, text: &str) -> Result<Node, Vec<Fault>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let places = Places::new(text);
    if errors.is_empty() {
        return Ok(Node { at: Some(places.at(0)), tree: table(&places, document.get_ref()) });
    }
    let mut faults = Faults::new(file);
    for error in &errors {
        let at = error.span().map(|span| places.at(span.start));
        faults.add(at, None, Code::Unparsed { said: clip(error.message()) });
    }
    Err(faults.all())
}

fn table(places: &Places<'_>, table: &DeTable<'_>) -> Tree {
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    for (key, value) in table {
        let start = key.span().start;
        let entry = Entry {
            key: key.get_ref().to_string(),
            at: Some(places.at(start)),
            node: value_node(places, value),
        };
        entries.push((start, entry));
    }
    entries.sort_by_key(|(start, _)| *start);
    Tree::Table(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn value_node(places: &Places<'_>, value: &Spanned<DeValue<'_>>) -> Node {
    let tree = match value.get_ref() {
        DeValue::String(content) => Tree::Text(content.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => match number.as_str().parse() {
            Ok(whole) => Tree::Whole(whole),
            Err(_) => Tree::Decimal(number.as_str().to_owned()),
        },
        DeValue::Integer(number) => Tree::Decimal(number.to_string()),
        DeValue::Float(number) => Tree::Decimal(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Tree::YesNo(*yes),
        DeValue::Datetime(date) => Tree::Date(date.to_string()),
        DeValue::Array(values) => Tree::List(values.iter().map(|value| value_node(places, value)).collect()),
        DeValue::Table(inner) => table(places, inner),
    };
    Node { at: Some(places.at(value.span().start)), tree }
}

fn json(file: &str, text: &str) -> Result<Node, Vec<Fault>> {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => Ok(json_node(&value)),
        Err(error) => {
            let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let at = At { format: Format::Text, row: short(error.line()), column: short(error.column()) };
            Err(vec![Code::Unparsed { said: clip(&error.to_string()) }.at(file, at, None)])
        }
    }
}

fn json_node(value: &Value) -> Node {
    let tree = match value {
        Value::Null => Tree::Nothing,
        Value::Bool(yes) => Tree::YesNo(*yes),
        Value::Number(number) => number.as_i64().map_or(Tree::Inexact, Tree::Whole),
        Value::String(content) => Tree::Text(content.clone()),
        Value::Array(values) => Tree::List(values.iter().map(json_node).collect()),
        Value::Object(fields) => {
            let entry = |(key, value): (&String, &Value)| Entry {
                key: key.clone(),
                at: None,
                node: json_node(value),
            };
            Tree::Table(fields.iter().map(entry).collect())
        }
    };
    Node { at: None, tree }
}
