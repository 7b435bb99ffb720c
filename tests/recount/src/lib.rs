//! The same cases, computed again: everything that the engine answers about the random cases of the laws, as one digest for
//! each range of seeds. Built for wasm and run by node, it must say what the native build says. Owns no rule and no
//! expectation; refuses to know which target is right.

/// The random cases of the laws: the very generator, so that a seed means the same case everywhere.
#[path = "../../../crates/domain/tests/common/generate/mod.rs"]
pub mod generate;

use std::collections::BTreeMap;
use std::fmt::Write;

use domain::digest::Digest;
use domain::marks::{Position, Settings, Sheet, inputs_digest, settle};
use domain::ranking::{self, Outcome, Rulings, Tracer};
use domain::scheme::Scheme;
use generate::{Dice, Model, Reach};

/// Everything about one case as text: what went in, what came out, every step of everybody.
fn told(scheme: &Scheme, plan: u32, sheets: &[Sheet], rulings: &Rulings) -> (String, Option<Outcome>) {
    let positions = [Position { code: "p".to_owned(), plan: Some(plan), scheme: None }];
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(scheme), schemes: &schemes, positions: &positions };
    let mut text = format!("{} {}\n", scheme.digest(), inputs_digest(&positions, sheets));
    let settled = match settle(&settings, sheets) {
        Ok(settled) => settled,
        Err(faults) => return (format!("{text}refused {}\n", faults.len()), None),
    };
    let Some(entrants) = settled.entrants.get("p") else { return (text, None) };
    let outcome = match ranking::rank(scheme, &positions[0], entrants, rulings) {
        Ok(outcome) => outcome,
        Err(refusals) => return (format!("{text}refused {refusals:?}\n"), None),
    };
    text.push_str(&ranking::digest(&[&outcome]).to_string());
    text.push('\n');
    if let Ok(tracer) = Tracer::new(scheme, &positions[0], entrants, rulings, &outcome) {
        for row in outcome.ranking().rows() {
            let Some(steps) = tracer.steps(&row) else { continue };
            let steps = steps.map(|steps| serde_json::to_string(&steps).unwrap_or_default());
            text.push_str(&steps.unwrap_or_else(|fault| fault.to_string()));
            text.push('\n');
        }
    }
    (text, Some(outcome))
}

fn case(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let model = Model::of(&mut dice, Reach::Everything);
    let (scheme, decided) = (model.scheme(), model.decided());
    let mut people = generate::people(&model, &mut dice);
    let plan = dice.pick(&[1, 1, 2, 3]);
    let sheets = |people: &[generate::Person]| -> Vec<Sheet> {
        people.iter().map(|person| generate::sheet(&model, person)).collect()
    };
    let (mut text, outcome) = told(&scheme, plan, &sheets(&people), &decided);
    if let Some(first) = outcome
        && generate::call(&model, &mut people, &first, &mut dice)
    {
        text.push_str(&told(&scheme, plan, &sheets(&people), &decided).0);
    }
    text
}

/// One line for each hundred seeds from `from` up to, not including, `to`: the first seed and the digest of its hundred.
#[must_use]
pub fn digests(from: u32, to: u32) -> String {
    let mut lines = String::new();
    let mut first = from;
    while first < to {
        let next = first.saturating_add(100).min(to);
        let text: String = (first..next).map(|seed| case(u64::from(seed))).collect();
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "{first} {}", Digest::of(text.as_bytes()));
        first = next;
    }
    lines
}

/// [`digests`] for node.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
#[must_use]
pub fn recount(from: u32, to: u32) -> String {
    digests(from, to)
}
