//! `cargo xtask bench ranking`: how long the ranking takes, as ratios to references of the same run. Owns the measurement
//! and its honesty: references and ours take turns, medians of the pairs are told with their spread, and nothing is told
//! before the results were compared. Refuses numbers that belong to one machine only: times stand beside, not for, ratios.

mod duck;
mod field;

use std::num::NonZero;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use duck::Duck;
use field::Field;

/// Rounds in which everybody takes a turn.
const ROUNDS: usize = 7;
const ONE: NonZero<usize> = NonZero::<usize>::MIN;
/// People of a position.
const EACH: u32 = 100;

/// Goals of issue and architecture: at most so many times the reference.
const SORT: f64 = 8.0;
const GROWTH: f64 = 5.0;
const DUCKDB: f64 = 0.6;

fn timed<T>(body: impl FnOnce() -> T) -> (Duration, T) {
    let since = Instant::now();
    let made = body();
    (since.elapsed(), made)
}

/// Median, least and most of some numbers.
fn spread(mut of: Vec<f64>) -> (f64, f64, f64) {
    of.sort_by(f64::total_cmp);
    let at = |place: usize| of.get(place).copied().unwrap_or(f64::NAN);
    (at(of.len() / 2), at(0), at(of.len().saturating_sub(1)))
}

fn ratio(what: &str, pairs: &[(Duration, Duration)], goal: f64) -> bool {
    let (median, least, most) =
        spread(pairs.iter().map(|(ours, other)| ours.as_secs_f64() / other.as_secs_f64()).collect());
    let (ours, ..) = spread(pairs.iter().map(|(ours, _)| ours.as_secs_f64() * 1000.0).collect());
    let (other, ..) = spread(pairs.iter().map(|(_, other)| other.as_secs_f64() * 1000.0).collect());
    let met = median <= goal;
    let verdict = if met { "met" } else { "MISSED" };
    println!(
        "{what}: {median:.2} ({least:.2} to {most:.2}), goal {goal}: {verdict}; {ours:.0} ms and {other:.0} ms"
    );
    met
}

fn main() -> ExitCode {
    let positions: u32 = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(10_000);
    let before = field::resident();
    let field = Field::of(positions, EACH);
    let people = u64::from(positions) * u64::from(EACH);
    let threads = std::thread::available_parallelism().unwrap_or(ONE);
    println!("{people} applications over {positions} positions; ranking from settled entrants");
    println!("entrants: {} bytes each", (field::resident().saturating_sub(before)) / people);
    let held = field::resident();
    let outcomes = field.outcomes();
    println!(
        "outcomes: {} bytes each, without steps; steps are made on demand",
        field::resident().saturating_sub(held) / people
    );
    if let Err(wrong) = field.is_right(&outcomes) {
        eprintln!("the ranking is wrong, so its time says nothing: {wrong}");
        return ExitCode::FAILURE;
    }
    let (took, steps) = timed(|| field.steps_of_one(&outcomes));
    println!(
        "steps of one person on demand: {steps} in {} µs, the whole position computed again",
        took.as_micros()
    );
    drop(outcomes);
    let mut duck = match Duck::start(&field) {
        Ok(duck) => Some(duck),
        Err(why) => {
            println!("DuckDB: skipped, {why}");
            None
        }
    };
    let (mut sorting, mut alone, mut together) = (Vec::new(), Vec::new(), Vec::new());
    let warm = field.rank(ONE);
    for _ in 0..ROUNDS {
        let mut keys = field.keys.clone();
        let (reference, ()) = timed(|| keys.sort_unstable());
        assert!(keys.is_sorted(), "the reference sorts");
        let (ours, checksum) = timed(|| field.rank(ONE));
        assert_eq!(checksum, warm, "the same every time");
        sorting.push((ours, reference));
        for (threads, pairs) in [(ONE, &mut alone), (threads, &mut together)] {
            let Some(duck) = &mut duck else { continue };
            let theirs = duck.rank(threads).map(|(took, sum)| {
                assert_eq!(sum, warm, "DuckDB gives the same ranks");
                took
            });
            let (ours, checksum) = timed(|| field.rank(threads));
            assert_eq!(checksum, warm, "the same on any number of threads");
            match theirs {
                Ok(theirs) => pairs.push((ours, theirs)),
                Err(why) => {
                    eprintln!("DuckDB: {why}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    drop(duck);
    let mut met = ratio("ranking ÷ sorting as many bare u64, one thread", &sorting, SORT);
    if !together.is_empty() {
        let what = format!("ranking ÷ DuckDB RANK() on exact decimals, each on {threads} threads");
        met &= ratio(&what, &together, DUCKDB);
        ratio("the same, each on one thread", &alone, DUCKDB);
    }
    let whole = Field::of(positions.saturating_mul(4), EACH);
    let growth: Vec<_> =
        (0..ROUNDS).map(|_| (timed(|| whole.rank(ONE)).0, timed(|| field.rank(ONE)).0)).collect();
    met &= ratio("four times as many ÷ as many", &growth, GROWTH);
    println!(
        "{}",
        if met { "all goals met" } else { "a goal was missed; the numbers above are what was reached" }
    );
    ExitCode::SUCCESS
}
