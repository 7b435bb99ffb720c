//! Any bytes as a case: the first eight choose a scheme and people as the laws do, the rest become marks. Nothing panics,
//! input order does not matter, and nobody off a list stands above somebody on it.
#![no_main]

use std::collections::BTreeMap;

use domain::ranking::{self, At, Outcome};
use domain::scheme::Scheme;
use domain::marks::{Position, Settings, Sheet, settle};
use libfuzzer_sys::fuzz_target;
use recount::generate::{self, Cell, Dice, Model, Person, Reach};

fn rank(scheme: &Scheme, model: &Model, people: &[Person]) -> Option<Outcome> {
    let positions = [Position { code: "p".to_owned(), plan: Some(2), scheme: None }];
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(scheme), schemes: &schemes, positions: &positions };
    let sheets: Vec<Sheet> = people.iter().map(|person| generate::sheet(model, person)).collect();
    let settled = settle(&settings, &sheets).ok()?;
    ranking::rank(scheme, &positions[0], settled.entrants.get("p")?, &model.decided()).ok()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((seed, mut rest)) = bytes.split_first_chunk::<8>() else { return };
    let mut dice = Dice::new(u64::from_le_bytes(*seed));
    let model = Model::of(&mut dice, Reach::Everything);
    let scheme = model.scheme();
    let mut people = generate::people(&model, &mut dice);
    let fulls: BTreeMap<String, i64> = model.leaves().into_iter().map(|(c, _)| (c.key.clone(), c.full * 100)).collect();
    for person in &mut people {
        for (key, cell) in &mut person.cells {
            if let (Cell::Mark(mark), Some((two, left))) = (cell, rest.split_first_chunk::<2>()) {
                *mark = i64::from(u16::from_le_bytes(*two)) % (fulls[key] + 1);
                rest = left;
            }
        }
    }
    let Some(outcome) = rank(&scheme, &model, &people) else { return };
    people.reverse();
    assert_eq!(rank(&scheme, &model, &people).as_ref(), Some(&outcome), "input order never matters");
    for (stage, _) in scheme.lists() {
        let seats = || outcome.ranking().rows().filter_map(|row| row.seat(stage));
        let lowest = seats().filter(|seat| seat.at == At::In).filter_map(|seat| seat.rank).max();
        let off = seats().filter(|seat| matches!(seat.at, At::Reserve(_))).filter_map(|seat| seat.rank).min();
        assert!(lowest.zip(off).is_none_or(|(lowest, off)| lowest <= off), "{lowest:?} on the list, {off:?} off it");
    }
});
