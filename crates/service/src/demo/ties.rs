//! Interview marks of one position: no tie at the inspection cut, or one.
//!
//! Owns: choosing seeded marks so that exactly the positions meant to show a tie at the cut show one. Refuses: deciding
//! who is on a list; that is computed later, from these marks, like everything else. All numbers are hundredths.

use domain::sample::{Stream, interview_mark};

/// Highest and lowest mark a tie may need.
const RANGE: std::ops::RangeInclusive<i64> = 6500..=9500;

/// Marks for people with these written totals such that the last place inside `seats` is not tied with the first outside,
/// the total being half written, half interview, rounded half up to hundredths.
pub(super) fn plain(written: &[i64], seats: usize, stream: &mut Stream) -> Vec<i64> {
    loop {
        let marks: Vec<i64> = written.iter().map(|_| interview_mark(stream)).collect();
        if !is_tied(written, &marks, seats) {
            return marks;
        }
    }
}

/// Marks for three people such that the first is alone in front and the other two have the same total; `None` where
/// their written totals lie too far apart.
pub(super) fn tied(written: &[i64; 3], stream: &mut Stream) -> Option<[i64; 3]> {
    let [first, second, third] = *written;
    let mark = interview_mark(stream).min(8600);
    let other = mark + second - third;
    let top = (mark + second - first + 300).max(interview_mark(stream));
    [mark, other, top].iter().all(|mark| RANGE.contains(mark)).then_some([top, mark, other])
}

fn is_tied(written: &[i64], marks: &[i64], seats: usize) -> bool {
    let mut totals: Vec<i64> =
        written.iter().zip(marks).map(|(written, mark)| (written + mark + 1).div_euclid(2)).collect();
    totals.sort_unstable_by(|a, b| b.cmp(a));
    seats > 0
        && matches!((totals.get(seats - 1), totals.get(seats)), (Some(last), Some(next)) if last == next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_position_has_no_tie_at_its_cut_and_a_tied_one_has() {
        let mut stream = Stream::new(4);
        for _ in 0..300 {
            let marks = plain(&[7010, 7010, 7010, 6990, 6000], 2, &mut stream);
            assert!(!is_tied(&[7010, 7010, 7010, 6990, 6000], &marks, 2));
            let marks = tied(&[7150, 7000, 6920], &mut stream).expect("near enough");
            assert!(is_tied(&[7150, 7000, 6920], &marks, 2) && !is_tied(&[7150, 7000, 6920], &marks, 1));
        }
        assert_eq!(tied(&[9000, 9000, 100], &mut stream), None);
    }
}
