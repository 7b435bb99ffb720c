//! The written names of every node of a scheme, for readers that refuse an unknown field with the nearest known one,
//! for the JSON Schema and for the tables of `docs/scheme.md`. A test compares them with what serde writes.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Free text.
    Text,
    /// A key.
    Key,
    /// The name of a component: its key, or `part.of`.
    Name,
    /// A score: a whole number, or a decimal in quotes.
    Score,
    /// A line: a score or `"decided"`.
    Line,
    /// A weight: a whole number, or a decimal or fraction in quotes.
    Weight,
    /// A ratio such as `"3:1"`.
    Ratio,
    /// A whole number.
    Count,
    /// True or false.
    YesNo,
    /// A tie step.
    Step,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A table of its own.
    Node(&'static Fields),
    /// A list of these.
    List(&'static Shape),
}

/// One field of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// As written.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// True where it must be there.
    pub required: bool,
}

/// A node: its own name in the documents and its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields {
    /// Its name in the documents.
    pub name: &'static str,
    /// Its fields, in the order of writing.
    pub fields: &'static [Field],
}

impl Fields {
    /// The field of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The known name that is most like `name`, if any is near.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&'static str> {
        nearest(name, self.fields.iter().map(|field| field.name))
    }
}

/// The one of `known` that is most like `name`: fewest letters to change, at most half of them.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.map(|other| (distance(name, other), other)).min_by_key(|(distance, _)| *distance)?;
    let longest = name.chars().count().max(near.1.chars().count());
    (near.0.saturating_mul(2) <= longest).then_some(near.1)
}

/// Letters to change, add or remove to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut before = i;
        let mut left = i.saturating_add(1);
        let mut next = vec![left];
        for (to, up) in b.iter().zip(row.iter().skip(1)) {
            let change = before.saturating_add(usize::from(from != *to));
            left = change.min(up.saturating_add(1)).min(left.saturating_add(1));
            next.push(left);
            before = *up;
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

const fn need(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: true }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: false }
}

const EFFECT: Shape = Shape::Word(&["zero", "adds_nothing", "no_total", "left_out"]);
const COMBINE: Shape = Shape::Word(&["percent", "ratio", "mean", "sum"]);
const STILL_TIED: Shape = Shape::Word(&["all", "extra_test", "lots"]);

/// The scheme itself.
pub static SCHEME: Fields = Fields {
    name: "scheme",
    fields: &[
        may("name", Shape::Text),
        may("combine", COMBINE),
        need("components", Shape::List(&Shape::Node(&COMPONENT))),
        may("bonus", Shape::List(&Shape::Node(&BONUS))),
        may("facts", Shape::List(&Shape::Node(&FACT))),
        may("total", Shape::Node(&TOTAL)),
        may("statuses", Shape::Node(&STATUSES)),
        may("rank", Shape::Node(&RANK)),
        may("conditional", Shape::List(&Shape::Node(&CONDITIONAL))),
        may("shortlists", Shape::List(&Shape::Node(&SHORTLIST))),
        may("opening", Shape::Node(&OPENING)),
        may("decision", Shape::Node(&DECISION)),
        may("publicity", Shape::Node(&PUBLICITY)),
        may("adjustment", Shape::Node(&ADJUSTMENT)),
        may("editing", Shape::Node(&EDITING)),
        may("entries", Shape::Node(&ENTRIES)),
        may("examiners", Shape::Node(&EXAMINERS)),
        may("interview_plan", Shape::YesNo),
    ],
};

/// A component or part.
pub static COMPONENT: Fields = Fields {
    name: "component",
    fields: &[
        need("key", Shape::Key),
        may("name", Shape::Text),
        may("weight", Shape::Weight),
        may("full", Shape::Score),
        may("scale", Shape::Score),
        may("places", Shape::Count),
        may("cap", Shape::Score),
        may("combine", COMBINE),
        may("parts", Shape::List(&Shape::Node(&COMPONENT))),
        may("round", Shape::Node(&ROUNDS)),
        may("line", Shape::Line),
        may("panel", Shape::Node(&PANEL)),
        may("rooms", Shape::Node(&ROOMS)),
    ],
};

/// Rounding of a component's stages.
pub static ROUNDS: Fields = Fields {
    name: "round",
    fields: &[
        may("value", Shape::Node(&ROUNDING)),
        may("converted", Shape::Node(&ROUNDING)),
        may("weighted", Shape::Node(&ROUNDING)),
    ],
};

/// A rounding.
pub static ROUNDING: Fields = Fields {
    name: "rounding",
    fields: &[need("places", Shape::Count), may("mode", Shape::Word(&["half_up", "half_even", "cut"]))],
};

/// A panel.
pub static PANEL: Fields = Fields {
    name: "panel",
    fields: &[
        need("size", Shape::Count),
        may("least", Shape::Count),
        may("drop_high", Shape::Count),
        may("drop_low", Shape::Count),
        may("trim", Shape::Word(&["total", "element"])),
        may("round_element", Shape::Node(&ROUNDING)),
        may("elements", Shape::List(&Shape::Node(&ELEMENT))),
        may("places", Shape::Count),
    ],
};

/// An element of a panel.
pub static ELEMENT: Fields = Fields {
    name: "element",
    fields: &[need("key", Shape::Key), may("name", Shape::Text), need("full", Shape::Score)],
};

/// Correction between rooms.
pub static ROOMS: Fields = Fields {
    name: "rooms",
    fields: &[
        need("overall", Shape::Word(&["mean_of_room_means", "pooled"])),
        may("group", Shape::Word(&["position", "posting"])),
        may("round_room", Shape::Node(&ROUNDING)),
        may("round_overall", Shape::Node(&ROUNDING)),
        may("round_coefficient", Shape::Node(&ROUNDING)),
        may("round", Shape::Node(&ROUNDING)),
        may("trim_room", Shape::Count),
        may("trim_pool", Shape::Count),
        may("ignore_above", Shape::Score),
        may("ignore_below", Shape::Score),
        may("cap", Shape::Score),
    ],
};

/// A bonus.
pub static BONUS: Fields = Fields {
    name: "bonus",
    fields: &[
        need("key", Shape::Key),
        may("name", Shape::Text),
        may("at", Shape::Word(&["before_conversion", "after_conversion", "total"])),
        may("to", Shape::Name),
        may("cap", Shape::Score),
    ],
};

/// A fact.
pub static FACT: Fields = Fields {
    name: "fact",
    fields: &[
        need("key", Shape::Key),
        may("name", Shape::Text),
        may("kind", Shape::Word(&["yes_no", "number"])),
        may("prefer", Shape::Word(&["higher", "lower"])),
    ],
};

/// The composite score.
pub static TOTAL: Fields = Fields {
    name: "total",
    fields: &[may("round", Shape::Node(&ROUNDING)), may("line", Shape::Line), may("cap", Shape::Score)],
};

/// The effect of each status.
pub static STATUSES: Fields = Fields {
    name: "statuses",
    fields: &[
        may("absent", EFFECT),
        may("late", EFFECT),
        may("withdrew", EFFECT),
        may("void", EFFECT),
        may("exam_void", EFFECT),
        may("identical", EFFECT),
        may("zero", EFFECT),
        may("exempt", EFFECT),
        may("withheld", EFFECT),
    ],
};

/// Order, ranks, ties.
pub static RANK: Fields = Fields {
    name: "rank",
    fields: &[
        may("by", Shape::Word(&["rounded", "unrounded"])),
        may("method", Shape::Word(&["competition", "dense", "average"])),
        may("ladder", Shape::List(&Shape::Step)),
        may("scope", Shape::Word(&["cut", "list"])),
        may("still_tied", STILL_TIED),
        may("after_test", Shape::List(&Shape::Step)),
        may("below_line", Shape::Word(&["no_rank", "ranked"])),
        may("left_marks", Shape::Word(&["counted", "kept"])),
    ],
};

/// A conditional line.
pub static CONDITIONAL: Fields = Fields {
    name: "conditional",
    fields: &[need("of", Shape::Name), need("when", Shape::Node(&WHEN)), need("line", Shape::Node(&ASKED))],
};

/// When a conditional line holds: one of these.
pub static WHEN: Fields =
    Fields { name: "when", fields: &[may("at_most", Shape::Ratio), may("below", Shape::Ratio)] };

/// What a conditional line asks: `{ at = 80 }`, `"room_mean"` or `"decided"`.
pub static ASKED: Fields = Fields { name: "line", fields: &[may("at", Shape::Score)] };

/// A shortlist.
pub static SHORTLIST: Fields = Fields {
    name: "shortlist",
    fields: &[
        need("to", Shape::Key),
        may("name", Shape::Text),
        may("score", Shape::Name),
        may("partial", Shape::Node(&PARTIAL)),
        may("opens", Shape::List(&Shape::Name)),
        may("ratio", Shape::Ratio),
        may("bands", Shape::List(&Shape::Node(&BAND))),
        may("least", Shape::Ratio),
        may("ratio_rounding", Shape::Word(&["up", "down", "nearest"])),
        may("tie", Shape::Word(&["all", "none", "ladder"])),
        may("ladder", Shape::List(&Shape::Step)),
        may("still_tied", STILL_TIED),
        may("floor", Shape::Line),
        may("require", Shape::List(&Shape::Key)),
        may("replacement", Shape::Node(&REPLACEMENT)),
        may("within", Shape::Node(&WITHIN)),
        may("names", NAMES),
        may("unit", Shape::YesNo),
        may("columns", Shape::List(&Shape::Key)),
    ],
};

/// When a list is to be published.
pub static WITHIN: Fields = Fields {
    name: "within",
    fields: &[need("working_days", Shape::Count), need("after", Shape::Word(STAGES))],
};

/// The stages of a timetable.
const STAGES: &[&str] = &[
    "recommendation",
    "screening",
    "opening",
    "rechoice",
    "tickets",
    "written",
    "written_results",
    "review",
    "recheck",
    "interview",
    "interview_results",
    "medical",
    "inspection",
    "decision",
    "publicity",
    "transfer",
    "probation",
];

/// How a list names its people.
const NAMES: Shape = Shape::Word(&["none", "masked", "full"]);

/// A composite of a shortlist's own.
pub static PARTIAL: Fields = Fields {
    name: "partial",
    fields: &[
        may("combine", COMBINE),
        need("terms", Shape::List(&Shape::Node(&TERM))),
        may("round", Shape::Node(&ROUNDING)),
    ],
};

/// A term of it.
pub static TERM: Fields =
    Fields { name: "term", fields: &[need("of", Shape::Name), may("weight", Shape::Weight)] };

/// A band of plan sizes.
pub static BAND: Fields = Fields {
    name: "band",
    fields: &[
        may("up_to", Shape::Count),
        may("ratio", Shape::Ratio),
        may("count", Shape::Count),
        may("plus", Shape::Count),
    ],
};

/// Replacement.
pub static REPLACEMENT: Fields = Fields {
    name: "replacement",
    fields: &[may("allowed", Shape::YesNo), may("rounds", Shape::Count), may("until", Shape::Node(&UNTIL))],
};

/// Until when.
pub static UNTIL: Fields = Fields { name: "until", fields: &[need("working_days_before", Shape::Count)] };

/// Opening ratio.
pub static OPENING: Fields = Fields {
    name: "opening",
    fields: &[
        need("ratio", Shape::Ratio),
        may("base", Shape::Word(&["registered", "passed", "confirmed"])),
        may("below", Shape::Word(&["reduce", "cancel", "open"])),
        may("with_approval", Shape::Ratio),
        may("merge", Shape::YesNo),
    ],
};

/// Decision after the inspection.
pub static DECISION: Fields = Fields {
    name: "decision",
    fields: &[
        may("mode", Shape::Word(&["collective", "weighted", "order_after_veto"])),
        may("exam", Shape::Weight),
        may("inspection", Shape::Weight),
    ],
};

/// Publicity.
pub static PUBLICITY: Fields = Fields {
    name: "publicity",
    fields: &[
        may("working_days", Shape::Count),
        may("columns", Shape::List(&Shape::Key)),
        may("names", NAMES),
        may("unit", Shape::YesNo),
    ],
};

/// Adjustment between positions.
pub static ADJUSTMENT: Fields = Fields {
    name: "adjustment",
    fields: &[
        may("same_kind", Shape::YesNo),
        may("same_paper", Shape::YesNo),
        may("unlisted_only", Shape::YesNo),
        may("choices", Shape::Count),
        may("leaves_first", Shape::YesNo),
    ],
};

const EDITABLE: Shape = Shape::Word(&["reviewed_or_refused", "review_ends", "submitted"]);

/// What may be edited in a submitted application.
pub static EDITING: Fields = Fields {
    name: "editing",
    fields: &[may("personal", EDITABLE), may("position", EDITABLE), may("city", EDITABLE)],
};

/// What every panel of an interview must have.
pub static EXAMINERS: Fields =
    Fields { name: "examiners", fields: &[need("least", Shape::Count), may("outside", Shape::Weight)] };

/// Independent entries.
pub static ENTRIES: Fields = Fields { name: "entries", fields: &[may("independent", Shape::Count)] };
