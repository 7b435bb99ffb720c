//! The people of the bench, made from numbers, settled once; and what makes sure that their ranking is right.

use std::collections::BTreeMap;
use std::num::NonZero;

use domain::marks::{Entry, Position, Settings, Settled, Sheet, settle};
use domain::number::Score;
use domain::ranking::{Answer, Outcome, Rulings, Tracer, every};
use domain::scheme::Scheme;

/// Two papers at 60/40, a line, two places, the inspection list 2:1 with a ladder.
const SCHEME: &str = r#"{"components": [{"key": "written", "weight": 60}, {"key": "interview", "weight": 40, "line": 30}],
    "rank": {"ladder": ["written"]},
    "shortlists": [{"to": "inspection", "score": "total", "ratio": "2:1", "tie": "ladder"}]}"#;

/// Positions settled together.
const CHUNK: usize = 500;

/// Everything that is ranked.
pub struct Field {
    scheme: Scheme,
    positions: Vec<Position>,
    schemes: BTreeMap<String, Scheme>,
    settled: Settled,
    /// As many bare keys as there are people.
    pub keys: Vec<u64>,
    /// Marks in hundredths, by position.
    pub marks: Vec<Vec<(i64, i64)>>,
}

/// Bytes of this process that are in memory.
pub fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 40.00 to 99.99, in hundredths.
    fn mark(&mut self) -> i64 {
        i64::try_from(4_000 + self.next() % 6_000).unwrap_or(0)
    }
}

impl Field {
    /// So many positions with so many people each.
    pub fn of(positions: u32, each: u32) -> Self {
        let scheme: Scheme = serde_json::from_str(SCHEME).unwrap_or_else(|why| panic!("{why}"));
        assert!(scheme.is_usable(), "the bench's scheme");
        let mut numbers = Numbers(7);
        let code = |at: u32| format!("{at:06}");
        let list: Vec<Position> =
            (0..positions).map(|at| Position { code: code(at), plan: Some(3), scheme: None }).collect();
        let schemes = BTreeMap::new();
        let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &list };
        let mut all = Settled { entrants: BTreeMap::new(), splits: Vec::new() };
        let mut marks = Vec::new();
        for chunk in list.chunks(CHUNK) {
            let mut sheets = Vec::new();
            for position in chunk {
                let given: Vec<(i64, i64)> = (0..each).map(|_| (numbers.mark(), numbers.mark())).collect();
                for (at, (written, interview)) in given.iter().enumerate() {
                    let entry = |hundredths: &i64| Entry::Mark(Score::from_millionths(hundredths * 10_000));
                    let entries = [("written", entry(written)), ("interview", entry(interview))];
                    sheets.push(Sheet {
                        position: position.code.clone(),
                        candidate: format!("{at:04}"),
                        entries: entries.map(|(key, entry)| (key.to_owned(), entry)).into(),
                        examiners: Vec::new(),
                    });
                }
                marks.push(given);
            }
            let settled =
                settle(&settings, &sheets).unwrap_or_else(|faults| panic!("{} faults", faults.len()));
            all.entrants.extend(settled.entrants);
        }
        let keys = (0..u64::from(positions) * u64::from(each)).map(|_| numbers.next()).collect();
        Self { scheme, positions: list, schemes, settled: all, keys, marks }
    }

    fn each<T: Send>(&self, threads: NonZero<usize>, keep: impl Fn(Answer) -> T + Sync) -> Vec<T> {
        let settings =
            Settings { scheme: Some(&self.scheme), schemes: &self.schemes, positions: &self.positions };
        every(&settings, &self.settled, &Rulings::default(), threads, |_, answer| keep(answer))
    }

    /// All of them, kept.
    pub fn outcomes(&self) -> Vec<Outcome> {
        self.each(NonZero::<usize>::MIN, Result::ok).into_iter().flatten().collect()
    }

    /// All of them, not kept; the sum of the ranks.
    pub fn rank(&self, threads: NonZero<usize>) -> u64 {
        let ranks = |outcome: Outcome| {
            outcome.ranking().ranks().flatten().map(|rank| u64::from(rank.halves / 2)).sum::<u64>()
        };
        self.each(threads, |answer| answer.map_or(0, ranks)).into_iter().sum()
    }

    /// Every rank against plain counting over whole numbers, in every hundredth position.
    pub fn is_right(&self, outcomes: &[Outcome]) -> Result<(), String> {
        if outcomes.len() != self.positions.len() {
            return Err(format!("{} of {} positions", outcomes.len(), self.positions.len()));
        }
        // 60 % and 40 % of hundredths are thousandths when divided by ten; two places, half up.
        let total = |(written, interview): &(i64, i64)| (written * 6 + interview * 4 + 5) / 10;
        for (outcome, marks) in outcomes.iter().zip(&self.marks).step_by(100) {
            let totals: Vec<i64> = marks.iter().map(total).collect();
            for (row, mine) in outcome.ranking().rows().zip(&totals) {
                let better = totals.iter().filter(|other| *other > mine).count();
                let rank = row.rank.map(|rank| rank.to_string());
                if rank != Some((better + 1).to_string()) {
                    return Err(format!("{} {}", outcome.ranking().position, row.candidate));
                }
            }
        }
        Ok(())
    }

    /// How many steps one person has, made on demand.
    pub fn steps_of_one(&self, outcomes: &[Outcome]) -> usize {
        let none = Rulings::default();
        let made = || {
            let (position, entrants, outcome) =
                (self.positions.first()?, self.settled.entrants.values().next()?, outcomes.first()?);
            let tracer = Tracer::new(&self.scheme, position, entrants, &none, outcome).ok()?;
            tracer.steps(&outcome.ranking().rows().next()?)?.ok()
        };
        made().map_or(0, |steps| steps.len())
    }
}
