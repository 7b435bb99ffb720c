//! The guided form of one node: each field with its label, hint and choices; the usual ones first, the rest folded.

use domain::scheme::draft::{Draft, Leaf, Node};
use domain::scheme::fields::{Fields, Shape};
use leptos::prelude::*;
use text::{Lang, parts, scheme::choices, scheme::form as t};

use crate::islands::scheme::faults::{anchor, form_name, group_word};
use crate::islands::scheme::words::{hint, label, options, usual};
use crate::parts::{Field, FieldError, Kind, SelectField, TextField, sentence_for};

/// What a form is made of.
pub struct Form<'a> {
    /// Language.
    pub lang: Lang,
    /// The whole draft, for what may be chosen.
    pub draft: &'a Draft,
    /// The scheme's name.
    pub of: &'a str,
    /// The node's fields.
    pub fields: &'static Fields,
    /// What is filled, or was typed.
    pub node: &'a Node,
    /// What stands in the draft now, where something else was typed.
    pub present: Option<&'a Node>,
    /// Faults by form name.
    pub errors: &'a [FieldError],
}

impl Form<'_> {
    /// All fields.
    pub fn view(&self) -> impl IntoView + use<> {
        let all = domain::scheme::draft::leaves(self.fields);
        let (first, more): (Vec<Leaf>, Vec<Leaf>) =
            all.into_iter().partition(|leaf| is_usual(self.fields.name, leaf));
        let filled = |leaf: &Leaf| {
            !self.node.text(&leaf.name).is_empty()
                || sentence_for(self.errors, &form_name(&leaf.name)).is_some()
        };
        let open = more.iter().any(filled);
        let folded = (!more.is_empty()).then(|| {
            let fields = self.rows(&more);
            view! { <details open=open><summary>{t::more(self.lang)}</summary>{fields}</details> }
        });
        (self.rows(&first), folded)
    }

    /// Fields in their order; those of one small node stand in a group.
    fn rows(&self, leaves: &[Leaf]) -> Vec<AnyView> {
        let mut rows: Vec<AnyView> = Vec::new();
        let mut rest = leaves;
        while let Some(first) = rest.first() {
            let group = first.name.rsplit_once('.').map(|(group, _)| group);
            let same = |leaf: &&Leaf| leaf.name.rsplit_once('.').map(|(group, _)| group) == group;
            let count = if group.is_some() { rest.iter().take_while(same).count() } else { 1 };
            let (these, after) = rest.split_at(count.max(1));
            rest = after;
            rows.push(match group {
                Some(group) => self.group(group, these),
                None => self.field(first),
            });
        }
        rows
    }

    fn group(&self, group: &str, leaves: &[Leaf]) -> AnyView {
        let legend = group_word(self.lang, self.fields.name, group);
        let note = hint(self.lang, self.fields.name, group);
        let fields = leaves.iter().map(|leaf| self.field(leaf)).collect_view();
        let id = anchor(group);
        view! {
            <fieldset class="paper" id=id>
                <legend>{legend}</legend>
                {(!note.is_empty()).then(|| view! { <p class="hint">{note}</p> })}
                <div class="fields">{fields}</div>
            </fieldset>
        }
        .into_any()
    }

    fn field(&self, leaf: &Leaf) -> AnyView {
        let lang = self.lang;
        let name = form_name(&leaf.name);
        let value = self.node.text(&leaf.name).to_owned();
        let mut field = Field::new(&name, label(lang, leaf.node, leaf.field.name));
        let now = self.present.map(|node| node.text(&leaf.name)).filter(|now| *now != value);
        let now = now.map(|now| t::present(lang, if now.is_empty() { t::leave_empty(lang) } else { now }));
        let note = hint(lang, leaf.node, leaf.field.name);
        let usual = usual(lang, leaf.node, leaf.field.name);
        let chosen = matches!(leaf.field.shape, Shape::Word(_) | Shape::YesNo | Shape::Name);
        let as_usual = usual.as_ref().filter(|_| !chosen).map(|word| t::default_is(lang, word));
        let notes: Vec<String> = [Some(note.to_owned()).filter(|note| !note.is_empty()), as_usual, now]
            .into_iter()
            .flatten()
            .collect();
        if !notes.is_empty() {
            field = field.hint(notes.join(if lang == Lang::Zh { "" } else { " " }));
        }
        if !leaf.field.required {
            field.optional = true;
        }
        let field = field.error(sentence_for(self.errors, &name));
        let nothing = usual.map_or_else(
            || {
                if leaf.field.required {
                    parts::choose(lang).to_owned()
                } else {
                    t::leave_empty(lang).to_owned()
                }
            },
            |word| t::default_is(lang, &word),
        );
        match leaf.field.shape {
            Shape::Word(words) => {
                let words = words.iter().map(|word| {
                    let said = choices::word(lang, leaf.node, leaf.field.name, word).unwrap_or(word);
                    ((*word).to_owned(), said.to_owned())
                });
                select(lang, field, words.collect(), value, nothing)
            }
            Shape::YesNo => {
                let words = [("true", choices::yes(lang)), ("false", choices::no(lang))];
                let words =
                    words.into_iter().map(|(value, word)| (value.to_owned(), word.to_owned())).collect();
                select(lang, field, words, value, nothing)
            }
            Shape::Name => {
                let mut names = options(lang, self.draft, self.of, Shape::Name, leaf.field.name);
                if leaf.node == "shortlist" {
                    names.insert(0, ("total".to_owned(), choices::step_total(lang).to_owned()));
                }
                select(lang, field, names, value, nothing)
            }
            Shape::Text => text(lang, field, Kind::Text, value),
            Shape::Count => text(lang, field, Kind::Number, value),
            Shape::Score | Shape::Weight => text(lang, field, Kind::Decimal, value),
            _ => text(lang, field, Kind::Short, value),
        }
    }
}

fn text(lang: Lang, field: Field, kind: Kind, value: String) -> AnyView {
    view! { <TextField lang=lang field=field kind=kind value=value/> }.into_any()
}

/// A select; a text that is none of its options stands among them all the same.
pub fn select(
    lang: Lang,
    field: Field,
    mut options: Vec<(String, String)>,
    value: String,
    nothing: String,
) -> AnyView {
    if !value.is_empty() && options.iter().all(|one| one.0 != value) {
        options.push((value.clone(), value.clone()));
    }
    view! { <SelectField lang=lang field=field options=options selected=value nothing=nothing/> }.into_any()
}

/// Whether a field is one that nearly every scheme fills.
fn is_usual(node: &str, leaf: &Leaf) -> bool {
    let name = leaf.name.as_str();
    match node {
        "component" => matches!(name, "key" | "name" | "weight" | "full" | "line"),
        "shortlist" => matches!(name, "to" | "name" | "score" | "ratio" | "tie" | "still_tied"),
        "panel" => matches!(name, "size" | "drop_high" | "drop_low" | "trim"),
        "rooms" => {
            matches!(name, "overall" | "group" | "cap")
                || name.starts_with("round_coefficient")
                || name.starts_with("round.")
        }
        "rank" => matches!(name, "by" | "scope" | "still_tied"),
        "statuses" => matches!(name, "absent" | "late" | "withdrew" | "void" | "zero"),
        _ => true,
    }
}
