//! Marks that were typed and not saved, kept for their sender as the fields of the grid's own form.
//!
//! Owns: those fields, written and read. Refuses: what was typed for another posting or column.

use std::collections::BTreeMap;

use super::TypedCell;
use crate::api::gate::TypedForm;

/// The fields of the form that hold these cells.
pub(super) fn fields(posting: &str, component: &str, cells: &[&TypedCell]) -> Vec<(String, String)> {
    let mut fields = vec![
        ("posting".to_owned(), posting.to_owned()),
        ("place[component]".to_owned(), component.to_owned()),
    ];
    for (at, cell) in cells.iter().enumerate() {
        let version = cell.version.to_string();
        let parts =
            [("ticket", &cell.ticket), ("text", &cell.text), ("was", &cell.was), ("version", &version)];
        fields.extend(parts.map(|(name, value)| (format!("cells[{at}][{name}]"), value.clone())));
    }
    fields
}

/// The changed cells of a form of the grid for this posting and column.
#[must_use]
pub fn cells_of(form: &TypedForm, posting: &str, component: &str) -> Vec<TypedCell> {
    let is_here = form.action == super::ENTER
        && form.get("posting") == Some(posting)
        && form.get("place[component]") == Some(component);
    if !is_here {
        return Vec::new();
    }
    let mut cells: BTreeMap<u32, TypedCell> = BTreeMap::new();
    for (name, value) in &form.fields {
        let Some((at, part)) = name.strip_prefix("cells[").and_then(|rest| rest.split_once("][")) else {
            continue;
        };
        let Ok(at) = at.parse() else { continue };
        let cell = cells.entry(at).or_default();
        match part {
            "ticket]" => cell.ticket.clone_from(value),
            "text]" => cell.text.clone_from(value),
            "was]" => cell.was.clone_from(value),
            "version]" => cell.version = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    cells.into_values().filter(TypedCell::is_changed).collect()
}
