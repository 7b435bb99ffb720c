//! Generated marks, in hundredths of a point.
//!
//! Owns: marks of the shape that real tables show. Refuses: anything outside 0.00 to 100.00.

use super::stream::Stream;

/// A mark from `low` to `high` hundredths, the middle likelier than the ends (the mean of three draws).
pub fn mark_between(stream: &mut Stream, low: i64, high: i64) -> i64 {
    let sum = (0..3).fold(0_i64, |sum, _| sum.saturating_add(stream.between(low, high)));
    (sum / 3).clamp(0, 10_000)
}

/// An interview mark: 68.00 to 92.00 in hundredths, most of them near 80.
pub fn interview_mark(stream: &mut Stream) -> i64 {
    mark_between(stream, 6800, 9200)
}

/// The mark of a written paper in tenths: 45.0 to 82.0, given in hundredths.
pub fn paper_mark(stream: &mut Stream) -> i64 {
    mark_between(stream, 450, 820).saturating_mul(10)
}

/// Two written papers in tenths (given in hundredths) whose mean lies below `line` hundredths, at most 12 points.
pub fn papers_below(stream: &mut Stream, line: i64) -> (i64, i64) {
    let deficit = stream.between(3, 120);
    let mean = (line / 10).saturating_sub(deficit).clamp(0, 1000);
    let apart = stream.between(0, mean.min(80));
    let first = mean.saturating_sub(apart).saturating_mul(10);
    let second = mean.saturating_add(apart).min(1000).saturating_mul(10);
    (first, second)
}
