//! Faults of a draft on its pages: one sentence each, with the field's name and the way to it.

use domain::scheme::draft::{Draft, Found, Wrong};
use text::{Lang, scheme::choices, scheme::form as t, scheme::problems};

use super::words::{label, title};
use crate::address;

/// What is wrong, in a sentence.
pub fn sentence(lang: Lang, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Slip(wants) => choices::wants(lang, *wants).to_owned(),
        Wrong::Problem(what) => problems::problem(lang, what),
    }
}

/// The same with what it is about: the node, and the field where it is one of it.
pub fn told(lang: Lang, draft: &Draft, found: &Found) -> String {
    let (of, at) = (found.place.of.as_str(), found.place.at.as_str());
    let node = if at.is_empty() { String::new() } else { title(lang, draft, of, at) };
    let field = field_word(lang, at, &found.place.field);
    let about = match (node.is_empty(), field.is_empty()) {
        (true, _) => field,
        (false, true) => node,
        (false, false) => format!("{node} · {field}"),
    };
    let sentence = sentence(lang, &found.wrong);
    if about.is_empty() { sentence } else { t::fault_at(lang, &about, &sentence) }
}

/// The words of a field by its dotted name below a node.
pub fn field_word(lang: Lang, at: &str, field: &str) -> String {
    use domain::scheme::draft::{Spot, leaves, spot};
    let Some(Spot::Node(fields)) = spot(at) else { return String::new() };
    if let Some(leaf) = leaves(fields).into_iter().find(|leaf| leaf.name == field) {
        let own = label(lang, leaf.node, leaf.field.name);
        // A rounding's places are named by what is rounded.
        let group = field.rsplit_once('.').map(|(group, _)| group);
        return match group.map(|group| group_word(lang, fields.name, group)) {
            Some(group) if !group.is_empty() => format!("{group} · {own}"),
            _ => own.to_owned(),
        };
    }
    label(lang, fields.name, field.split('.').next().unwrap_or(field)).to_owned()
}

/// What a small node among a page's fields is called, by its dotted name.
pub fn group_word(lang: Lang, node: &str, group: &str) -> &'static str {
    match group.split_once('.') {
        Some(("round", stage)) => label(lang, "round", stage),
        Some(("replacement", _)) => label(lang, "replacement", "until"),
        _ => label(lang, node, group),
    }
}

/// The page that can mend it.
pub fn way(lang: Lang, posting: &str, found: &Found) -> String {
    let place = &found.place;
    let page = address::scheme_node(lang, posting, &place.of, &place.at, &[]);
    let field = if place.field.is_empty() { String::new() } else { format!("#{}", anchor(&place.field)) };
    format!("{page}{field}")
}

/// The id of a field or list on its node's page.
pub fn anchor(field: &str) -> String {
    format!("f-set-{}-", field.replace('.', "-"))
}

/// The form name of a field.
pub fn form_name(field: &str) -> String {
    format!("set[{field}]")
}
