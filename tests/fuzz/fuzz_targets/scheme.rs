//! Any bytes as a scheme: reading, checking, naming and ranking never panic, and what is read survives writing. A usable
//! scheme also ranks three people who have something in every column.
#![no_main]

use std::collections::BTreeMap;

use domain::number::Score;
use domain::ranking::{self, Rulings};
use domain::scheme::{InputKind, Scheme};
use domain::marks::{Entry, Position, Settings, Sheet, settle};
use libfuzzer_sys::fuzz_target;

fn person(scheme: &Scheme, at: i64) -> Sheet {
    let entry = |kind: &InputKind| match kind {
        InputKind::Mark { full, .. } => {
            Some(Entry::Mark(Score::from_millionths(full.millionths() / (at + 1) / 1_000_000 * 1_000_000)))
        }
        InputKind::Room => Some(Entry::Room(format!("r{}", at % 2))),
        InputKind::Bonus | InputKind::Fact(_) => Some(Entry::Mark(Score::from_millionths(at % 2 * 1_000_000))),
        InputKind::Panel => None,
    };
    let cells = scheme.inputs().into_iter().filter_map(|input| Some((input.name, entry(&input.kind)?)));
    Sheet { position: "p".to_owned(), candidate: format!("c{at}"), entries: cells.collect(), examiners: Vec::new() }
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(scheme) = serde_json::from_slice::<Scheme>(bytes) else { return };
    let written = serde_json::to_string(&scheme).expect("a scheme can be written");
    let again: Scheme = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(again, scheme);
    assert_eq!(again.digest(), scheme.digest());
    if !scheme.is_usable() {
        return;
    }
    let positions = [Position { code: "p".to_owned(), plan: Some(2), scheme: None }];
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
    let sheets: Vec<Sheet> = (0..3).map(|at| person(&scheme, at)).collect();
    let Ok(settled) = settle(&settings, &sheets) else { return };
    let none = Rulings::default();
    let Some(entrants) = settled.entrants.get("p") else { return };
    let Ok(outcome) = ranking::rank(&scheme, &positions[0], entrants, &none) else { return };
    let tracer = ranking::Tracer::new(&scheme, &positions[0], entrants, &none, &outcome).expect("it was ranked");
    for row in outcome.ranking().rows() {
        tracer.steps(&row).expect("everybody has a row").expect("it was ranked");
    }
});
