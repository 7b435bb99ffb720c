//! TOML and JSON to a tree. Owns the two parsers' faults as lines; refuses files that are not UTF-8 or too large.

use super::place;
use super::tree::{Entry, Node, Tree};
use crate::import::fault::clip;
use crate::import::{At, Code, Fault, Format};
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
    if errors.is_empty() {
        return Ok(Node { at: Some(place(text, 0)), tree: table(text, document.get_ref()) });
    }
    let fault = |error: &toml::de::Error| {
        let at = error.span().map(|span| place(text, span.start));
        Fault {
            file: file.to_owned(),
            at,
            column: None,
            code: Code::Unparsed { said: clip(error.message()) },
        }
    };
    Err(errors.iter().map(fault).collect())
}

fn table(text: &str, table: &DeTable<'_>) -> Tree {
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    for (key, value) in table {
        let start = key.span().start;
        let entry = Entry {
            key: key.get_ref().to_string(),
            at: Some(place(text, start)),
            node: value_node(text, value),
        };
        entries.push((start, entry));
    }
    entries.sort_by_key(|(start, _)| *start);
    Tree::Table(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn value_node(text: &str, value: &Spanned<DeValue<'_>>) -> Node {
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
        DeValue::Array(values) => Tree::List(values.iter().map(|value| value_node(text, value)).collect()),
        DeValue::Table(inner) => table(text, inner),
    };
    Node { at: Some(place(text, value.span().start)), tree }
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
