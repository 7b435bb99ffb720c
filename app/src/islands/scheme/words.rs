//! Words for the nodes of a draft: what each is called, what it says in short, what may be chosen in it.

use domain::scheme::draft::{Draft, Node, Spot, Value, branches, default_word, join, leaves, parent, spot};
use domain::scheme::fields::{Fields, Shape};
use text::{Lang, numbers, scheme, scheme::choices, scheme::fields, scheme::form as t};

/// Label of a field.
pub fn label(lang: Lang, node: &str, field: &str) -> &'static str {
    fields::words(node, field).map_or("", |words| words.label(lang))
}

/// Hint of a field.
pub fn hint(lang: Lang, node: &str, field: &str) -> &'static str {
    fields::words(node, field).map_or("", |words| words.hint(lang))
}

/// What the scheme of that name is called.
pub fn scheme_title(lang: Lang, of: &str) -> String {
    if of.is_empty() { t::own(lang).to_owned() } else { t::named(lang, of) }
}

/// What the node or item at an address is called.
pub fn title(lang: Lang, draft: &Draft, of: &str, at: &str) -> String {
    if at.is_empty() {
        return scheme_title(lang, of);
    }
    let (above, last) = parent(at);
    match (spot(above), spot(at)) {
        (Some(Spot::List(_)), Some(Spot::Node(fields))) => draft
            .node(of, at)
            .map_or_else(String::new, |node| item_title(lang, draft, (of, last), fields, node)),
        (Some(Spot::List(shape)), _) => {
            text_word(lang, draft, of, *shape, draft.at(of, at).map_or("", Value::text))
        }
        (Some(Spot::Node(fields)), _) => label(lang, fields.name, last).to_owned(),
        _ => String::new(),
    }
}

fn item_title(lang: Lang, draft: &Draft, (of, index): (&str, &str), fields: &Fields, node: &Node) -> String {
    let (key, name) = (node.naming(), Some(node.text("name")).filter(|name| !name.is_empty()));
    let number = index.parse::<u32>().unwrap_or(0).saturating_add(1).to_string();
    match fields.name {
        "shortlist" if !key.is_empty() || name.is_some() => {
            text::capital(lang, &scheme::list_word(lang, key, name))
        }
        "term" | "conditional" if !key.is_empty() => component(lang, draft, of, key),
        "band" => match node.text("up_to") {
            "" => t::of(lang, &number, label(lang, "band", "up_to")),
            most => format!("{} {most}", label(lang, "band", "up_to")),
        },
        _ if key.is_empty() && name.is_none() => t::unnamed(lang).to_owned(),
        _ => text::capital(lang, &scheme::component_word(lang, key, name)),
    }
}

/// A component by its name, in words.
fn component(lang: Lang, draft: &Draft, of: &str, name: &str) -> String {
    if name == "total" {
        return choices::step_total(lang).to_owned();
    }
    let found = components(lang, draft, of).into_iter().find(|one| one.0 == name);
    found.map_or_else(|| name.to_owned(), |one| one.1)
}

/// A text of a list, in words.
pub fn text_word(lang: Lang, draft: &Draft, of: &str, shape: Shape, text: &str) -> String {
    let options = options(lang, draft, of, shape, "");
    options.into_iter().find(|one| one.0 == text).map_or_else(|| text.to_owned(), |one| one.1)
}

/// Every component and part: its name in sources and ladders, and its words.
pub fn components(lang: Lang, draft: &Draft, of: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    collect(lang, draft.items(of, "components"), "", &mut found);
    let clash = |key: &str| found.iter().filter(|one| one.0 == key).count() > 1;
    let name = |key: &str, above: &str| {
        if clash(key) && !above.is_empty() { format!("{key}.{above}") } else { key.to_owned() }
    };
    found
        .iter()
        .filter(|one| !one.0.is_empty())
        .map(|(key, above, word)| (name(key, above), word.clone()))
        .collect()
}

fn collect(lang: Lang, items: &[Value], above: &str, found: &mut Vec<(String, String, String)>) {
    for node in items.iter().filter_map(Value::node) {
        let (key, name) = (node.naming(), Some(node.text("name")).filter(|name| !name.is_empty()));
        found.push((
            key.to_owned(),
            above.to_owned(),
            text::capital(lang, &scheme::component_word(lang, key, name)),
        ));
        if let Some(Value::List(parts)) = node.get("parts") {
            collect(lang, parts, key, found);
        }
    }
}

/// What may be chosen where a field or list names something of the scheme; `list` is the list's own name.
pub fn options(lang: Lang, draft: &Draft, of: &str, shape: Shape, list: &str) -> Vec<(String, String)> {
    let components = components(lang, draft, of);
    let facts = || {
        let nodes = draft.items(of, "facts").iter().filter_map(Value::node);
        nodes
            .map(|node| {
                let name = Some(node.text("name")).filter(|name| !name.is_empty());
                (
                    node.naming().to_owned(),
                    text::capital(lang, &scheme::component_word(lang, node.naming(), name)),
                )
            })
            .collect::<Vec<_>>()
    };
    match (shape, list) {
        (Shape::Key, "columns") | (Shape::Name, _) => components,
        (Shape::Key, "") => components.into_iter().chain(facts()).collect(),
        (Shape::Key, _) => facts(),
        (Shape::Step, _) => {
            let mut steps = vec![
                ("unrounded".to_owned(), choices::step_unrounded(lang).to_owned()),
                ("total".to_owned(), choices::step_total(lang).to_owned()),
            ];
            let raw =
                components.iter().map(|(name, word)| (format!("raw.{name}"), choices::step_raw(lang, word)));
            let raw: Vec<_> = raw.collect();
            steps.extend(components);
            steps.extend(raw);
            steps.extend(
                facts()
                    .into_iter()
                    .map(|(key, word)| (format!("fact.{key}"), choices::step_fact(lang, &word))),
            );
            steps
        }
        _ => Vec::new(),
    }
}

/// A filled text as it is read: a word's meaning, a component's name, or the text itself.
pub fn said(
    lang: Lang,
    draft: &Draft,
    of: &str,
    node: &str,
    field: &domain::scheme::fields::Field,
    text: &str,
) -> String {
    match field.shape {
        Shape::Word(_) | Shape::YesNo | Shape::Line | Shape::Node(_) => {
            choices::word(lang, node, field.name, text).map_or_else(|| text.to_owned(), str::to_owned)
        }
        Shape::Name => component(lang, draft, of, text),
        _ => text.to_owned(),
    }
}

/// What a node says in short: its first filled texts, and how many items its lists have.
pub fn summary(lang: Lang, draft: &Draft, of: &str, at: &str) -> String {
    let (Some(Spot::Node(fields)), Some(node)) = (spot(at), draft.node(of, at)) else { return String::new() };
    let mut parts: Vec<String> = leaves(fields)
        .iter()
        .filter(|leaf| !matches!(leaf.name.as_str(), "key" | "name" | "to"))
        .filter_map(|leaf| {
            let text = Some(node.text(&leaf.name)).filter(|text| !text.is_empty())?;
            Some(format!(
                "{} {}",
                label(lang, leaf.node, leaf.field.name),
                said(lang, draft, of, leaf.node, leaf.field, text)
            ))
        })
        .take(4)
        .collect();
    for branch in branches(fields) {
        let below = join(at, branch.name);
        match branch.shape {
            Shape::List(inner) => {
                let items = draft.items(of, &below);
                if let (Shape::Step, false) = (*inner, items.is_empty()) {
                    let steps: Vec<String> =
                        items.iter().map(|item| text_word(lang, draft, of, *inner, item.text())).collect();
                    parts.push(t::of(
                        lang,
                        label(lang, fields.name, branch.name),
                        &numbers::list(lang, &steps),
                    ));
                } else if !items.is_empty() {
                    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
                    parts.push(t::of(lang, label(lang, fields.name, branch.name), &t::items(lang, count)));
                }
            }
            _ if draft.node(of, &below).is_some() => {
                parts.push(label(lang, fields.name, branch.name).to_owned());
            }
            _ => {}
        }
    }
    parts.join(" · ")
}

/// What holds where a choice is left empty, in words.
pub fn usual(lang: Lang, node: &str, field: &str) -> Option<String> {
    let word = default_word(node, field)?;
    Some(choices::word(lang, node, field, word).map_or_else(|| word.to_owned(), str::to_owned))
}
