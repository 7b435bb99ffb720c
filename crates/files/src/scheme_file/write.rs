//! A scheme as a file that [`super::read`] reads back to the same scheme. Fields without a value are left out.

use domain::scheme::Scheme;
use serde_json::{Map, Value};

/// `[scheme]` in TOML; `None` only if a value had no TOML form, which no scheme has.
#[must_use]
pub fn to_toml(scheme: &Scheme) -> Option<String> {
    toml::to_string(&wrapped(scheme)?).ok()
}

/// `{"scheme": …}` in JSON, indented.
#[must_use]
pub fn to_json(scheme: &Scheme) -> Option<String> {
    let mut text = serde_json::to_string_pretty(&wrapped(scheme)?).ok()?;
    text.push('\n');
    Some(text)
}

fn wrapped(scheme: &Scheme) -> Option<Value> {
    let body = bare(serde_json::to_value(scheme).ok()?);
    Some(Value::Object(Map::from_iter([("scheme".to_owned(), body)])))
}

/// Without nulls and empty lists and tables.
fn bare(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields
                .into_iter()
                .map(|(key, value)| (key, bare(value)))
                .filter(|(_, value)| !is_empty(value));
            Value::Object(kept.collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(bare).collect()),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// A whole scheme file in TOML: `[scheme]` and every `[schemes.NAME]`; reads back to the same schemes.
#[must_use]
pub fn file_to_toml(file: &super::SchemeFile) -> Option<String> {
    toml::to_string(&whole(file)?).ok()
}

/// The same in JSON, indented.
#[must_use]
pub fn file_to_json(file: &super::SchemeFile) -> Option<String> {
    let mut text = serde_json::to_string_pretty(&whole(file)?).ok()?;
    text.push('\n');
    Some(text)
}

fn whole(file: &super::SchemeFile) -> Option<Value> {
    let mut all = Map::new();
    if let Some(own) = &file.scheme {
        all.insert("scheme".to_owned(), bare(serde_json::to_value(own).ok()?));
    }
    let mut named = Map::new();
    for (name, scheme) in &file.schemes {
        named.insert(name.clone(), bare(serde_json::to_value(scheme).ok()?));
    }
    if !named.is_empty() {
        all.insert("schemes".to_owned(), Value::Object(named));
    }
    Some(Value::Object(all))
}
