//! Fractions of the oracle's own, and what happens to a number on its way.

use std::cmp::Ordering;

use crate::common::generate::Round;

/// A fraction of its own; never negative except for preferred-lower facts.
#[derive(Clone, Copy, Debug)]
pub struct Frac(i128, i128);

impl Frac {
    pub fn of(num: i128, den: i128) -> Self {
        let (mut a, mut b) = (num.abs(), den);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let a = a.max(1);
        Self(num / a, den / a)
    }
    pub fn int(n: i64) -> Self {
        Self(i128::from(n), 1)
    }
    pub fn hundredths(n: i64) -> Self {
        Self::of(i128::from(n), 100)
    }
    pub fn add(self, o: Self) -> Self {
        Self::of(self.0 * o.1 + o.0 * self.1, self.1 * o.1)
    }
    pub fn mul(self, o: Self) -> Self {
        Self::of(self.0 * o.0, self.1 * o.1)
    }
    pub fn div(self, o: Self) -> Self {
        Self::of(self.0 * o.1, self.1 * o.0)
    }
    /// Round half up is the floor of x·10ⁿ + ½; half to even takes one back where that lands on an odd half.
    pub fn round(self, (places, mode): Round) -> Self {
        let ten = 10_i128.pow(u32::from(places));
        let (n, d) = (self.0 * ten * 2, self.1 * 2);
        let rounded = match mode {
            "cut" => n.div_euclid(d),
            "half_up" => (n + self.1).div_euclid(d),
            _ => {
                let up = (n + self.1).div_euclid(d);
                let exact_half = (n + self.1) % d == 0;
                if exact_half && up % 2 != 0 { up - 1 } else { up }
            }
        };
        Self::of(rounded, ten)
    }
    pub fn text(self) -> String {
        format!("{}/{}", self.0, self.1)
    }
}

impl PartialEq for Frac {
    fn eq(&self, o: &Self) -> bool {
        self.cmp(o) == Ordering::Equal
    }
}
impl Eq for Frac {}
impl PartialOrd for Frac {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}
impl Ord for Frac {
    fn cmp(&self, o: &Self) -> Ordering {
        (self.0 * o.1).cmp(&(o.0 * self.1))
    }
}

/// What happens to a number on its way.
#[derive(Clone, Copy)]
pub enum Op {
    Round(Round),
    Times(Frac),
    Plus(Frac),
    AtMost(Frac),
}

fn run(start: Frac, ops: &[Op], skip: Option<usize>) -> Frac {
    ops.iter().enumerate().filter(|(at, _)| Some(*at) != skip).fold(start, |x, (_, op)| match op {
        Op::Round(rule) => x.round(*rule),
        Op::Times(f) => x.mul(*f),
        Op::Plus(f) => x.add(*f),
        Op::AtMost(f) => x.min(*f),
    })
}

/// The value after all operations, and the one without the last rounding.
pub fn both(start: Frac, ops: &[Op]) -> (Frac, Frac) {
    let last = ops.iter().rposition(|op| matches!(op, Op::Round(_)));
    (run(start, ops, None), run(start, ops, last))
}
