//! A node as a page shows it. Its texts have dotted names and include those of small nodes (rounding, deadline); lists and
//! larger nodes have pages of their own. This module also knows the words that hold where nothing is chosen.

use super::address::is_asked;
use crate::scheme::fields::{Field, Fields, Shape};

/// One text field of a node's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Dotted name below the node: `weight`, `round.value.places`.
    pub name: String,
    /// The node that the field belongs to, for its words.
    pub node: &'static str,
    /// The field.
    pub field: &'static Field,
}

/// Returns whether a node is shown among the fields of the one that holds it.
#[must_use]
pub fn is_inline(fields: &Fields) -> bool {
    matches!(fields.name, "round" | "rounding" | "until" | "when" | "replacement" | "within")
}

/// Returns the text fields of a node, in the order of writing.
#[must_use]
pub fn leaves(fields: &'static Fields) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(fields, "", &mut found);
    found
}

fn collect(fields: &'static Fields, before: &str, found: &mut Vec<Leaf>) {
    for field in fields.fields {
        let name = super::join(before, field.name);
        match field.shape {
            Shape::Node(inner) if is_inline(inner) => collect(inner, &name, found),
            Shape::Node(inner) if is_asked(inner) => found.push(Leaf { name, node: fields.name, field }),
            Shape::Node(_) | Shape::List(_) => {}
            _ => found.push(Leaf { name, node: fields.name, field }),
        }
    }
}

/// Returns the lists and nodes below a node that have pages of their own, in the order of writing.
#[must_use]
pub fn branches(fields: &'static Fields) -> Vec<&'static Field> {
    let own = |field: &&Field| match field.shape {
        Shape::List(_) => true,
        Shape::Node(inner) => !is_inline(inner) && !is_asked(inner),
        _ => false,
    };
    fields.fields.iter().filter(own).collect()
}

/// Returns what holds where a field is left empty, as it would be written. Returns `None` where leaving it empty means "none",
/// or where it must be filled. A test compares the words with what the types say.
#[must_use]
pub fn default_word(node: &str, field: &str) -> Option<&'static str> {
    let word = match (node, field) {
        ("scheme" | "component", "combine") => "percent",
        ("partial", "combine") => "ratio",
        ("component" | "panel", "places") | ("entries", "independent") => "2",
        ("rounding", "mode") => "half_up",
        ("panel", "drop_high" | "drop_low") | ("rooms", "trim_room" | "trim_pool") => "0",
        ("panel", "trim") | ("bonus", "at") => "total",
        ("rooms", "group") => "position",
        ("fact", "kind") => "yes_no",
        ("fact", "prefer") => "higher",
        ("statuses", "absent" | "late" | "withdrew") => "adds_nothing",
        ("statuses", "void" | "exam_void" | "identical" | "withheld") => "no_total",
        ("statuses", "zero") => "zero",
        ("statuses", "exempt") => "left_out",
        ("rank", "by") => "rounded",
        ("rank", "method") => "competition",
        ("rank", "scope") => "cut",
        ("rank", "still_tied") | ("shortlist", "tie") => "all",
        ("rank", "below_line") => "no_rank",
        ("rank", "left_marks") => "counted",
        ("shortlist", "ratio_rounding") => "up",
        ("replacement", "allowed")
        | ("scheme", "interview_plan")
        | ("opening", "merge")
        | ("adjustment", "same_kind" | "same_paper" | "unlisted_only" | "leaves_first") => "false",
        ("adjustment", "choices") => "1",
        ("opening", "base") => "passed",
        ("opening", "below") => "reduce",
        ("decision", "mode") => "collective",
        ("publicity", "working_days") => "5",
        ("editing", "personal" | "position" | "city") => "reviewed_or_refused",
        _ => return None,
    };
    Some(word)
}
