use super::*;

fn exact(text: &str) -> Exact {
    Exact::from(text.parse::<Score>().unwrap())
}

#[test]
fn scores_are_read_and_shown() {
    for (text, shown) in
        [("85.5", "85.5"), ("085.50", "85.5"), ("0", "0"), ("-1.25", "-1.25"), ("100", "100"), (" 7 ", "7")]
    {
        assert_eq!(text.parse::<Score>().unwrap().to_string(), shown);
    }
    assert_eq!("85.5".parse::<Score>().unwrap().display(2), "85.50");
    assert_eq!("85.505".parse::<Score>().unwrap().display(2), "85.505", "a digit is never dropped");
}

#[test]
fn what_is_not_a_score_is_refused() {
    assert_eq!(Score::parse("85.005", 2), Err(ScoreFault::TooManyPlaces { found: 3, allowed: 2 }));
    assert_eq!(Score::parse("85.500", 2), Ok(Score::from_millionths(85_500_000)));
    assert_eq!(Score::parse("", 2), Err(ScoreFault::Empty));
    for text in ["8,5", ".5", "5.", "1e2", "８５", "+3", "--1", "NaN", "1.2.3", "- 1"] {
        assert_eq!(Score::parse(text, 6), Err(ScoreFault::NotANumber), "{text}");
    }
    for text in ["1000000000", "99999999999999999999999"] {
        assert_eq!(Score::parse(text, 6), Err(ScoreFault::TooLarge), "{text}");
    }
    assert_eq!(Score::parse("00000000000000000000000001", 6), Ok(Score::from_millionths(1_000_000)));
}

#[test]
fn exact_halves_domain_2_16() {
    let round = |text: &str, mode| exact(text).round(Rounding { places: 2, mode }).unwrap().display(2);
    assert_eq!(round("66.125", Mode::HalfUp), "66.13");
    assert_eq!(round("66.125", Mode::HalfEven), "66.12");
    assert_eq!(round("66.135", Mode::HalfEven), "66.14");
    assert_eq!(round("2.675", Mode::HalfUp), "2.68");
    assert_eq!(round("84.256", Mode::HalfUp), "84.26");
    assert_eq!(round("84.256", Mode::Cut), "84.25");
    assert_eq!(round("-2.675", Mode::HalfUp), "-2.68");
}

#[test]
fn fractions_stay_exact_or_are_refused() {
    let third = Exact::ONE.over(Exact::whole(3)).unwrap();
    assert_eq!(third.display(2), "1/3");
    assert_eq!(third.times(Exact::whole(3)).unwrap(), Exact::ONE);
    assert_eq!(Exact::ONE.over(Exact::ZERO), Err(TooFine));
    let big = Exact::new(i128::MAX, 1).unwrap();
    assert_eq!(big.plus(Exact::ONE), Err(TooFine));
    assert!(Exact::new(1, i128::MAX).unwrap().plus(Exact::new(1, i128::MAX - 2).unwrap()).is_err());
}

#[test]
fn huge_fractions_still_compare() {
    let a = Exact::new(i128::MAX, i128::MAX - 1).unwrap();
    let b = Exact::new(i128::MAX - 1, i128::MAX - 2).unwrap();
    assert!(a < b);
    assert!(b > a);
    assert_eq!(a.cmp(&a), core::cmp::Ordering::Equal);
    assert!(Exact::new(-i128::MAX, 3).unwrap() < a);
}

#[test]
fn weights_are_read_as_written() {
    for (text, shown) in [("60", "60"), ("60%", "60"), ("33.5", "33.5"), ("1/3", "1/3"), ("100/3", "100/3")] {
        assert_eq!(text.parse::<Weight>().unwrap().to_string(), shown);
    }
    for text in ["-1", "1/0", "x", "", "1/-2"] {
        assert_eq!(text.parse::<Weight>(), Err(WeightFault), "{text}");
    }
}

/// Values with none to six places, both signs, and the largest.
const GRID: [i64; 12] = [
    0,
    1,
    -1,
    2,
    3,
    500_000,
    1_000_000,
    85_550_000,
    -2_675_000,
    66_666_667,
    123_456_789,
    999_999_999_999_999,
];

#[test]
fn the_quick_way_gives_exactly_what_fractions_give_or_nothing() {
    let six_places = |exact: Result<Exact, TooFine>| exact.and_then(Decimal::of);
    for a in GRID.map(Score::from_millionths) {
        for b in GRID.map(Score::from_millionths) {
            let (quick, other) = (Decimal::mark(a), Decimal::mark(b));
            let (exact, by) = (Exact::from(a), Exact::from(b));
            assert_eq!(quick.plus(other), six_places(exact.plus(by)), "{a} + {b}");
            assert_eq!(quick.minus(other), six_places(exact.minus(by)), "{a} - {b}");
            assert_eq!(quick.over(other), six_places(exact.over(by)), "{a} / {b}");
            assert_eq!(quick.cmp(&other), exact.cmp(&by), "{a} ? {b}");
            // A product that does not fit in between is refused even where it would be a decimal again.
            if a.millionths().checked_mul(b.millionths()).is_some() {
                assert_eq!(quick.times(other), six_places(exact.times(by)), "{a} × {b}");
            }
        }
        for places in 0..=6 {
            for mode in [Mode::HalfUp, Mode::HalfEven, Mode::Cut] {
                let rule = Rounding { places, mode };
                assert_eq!(
                    Decimal::mark(a).round(rule),
                    six_places(Exact::from(a).round(rule)),
                    "{a} to {places}"
                );
            }
        }
        assert_eq!(Decimal::mark(a).exact(), Exact::from(a));
        assert_eq!(Decimal::mark(a).to_string(), a.to_string());
    }
    assert_eq!(Decimal::of(Exact::ONE.over(Exact::whole(3)).unwrap()), Err(TooFine));
    assert_eq!(
        Decimal::mark("0.000001".parse().unwrap()).times(Decimal::mark("0.5".parse().unwrap())),
        Err(TooFine)
    );
}

#[test]
fn a_decimal_form_is_the_only_one_of_its_value() {
    for (num, den) in [(1, 2), (2, 4), (500_000, 1_000_000), (-3, -6)] {
        assert_eq!(Exact::new(num, den).unwrap(), exact("0.5"), "{num}/{den}");
    }
    let half = exact("0.5");
    assert_eq!((half.numerator(), half.denominator()), (1, 2));
    let large = Exact::new(i128::from(i64::MAX), 1).unwrap();
    assert_eq!((large.numerator(), large.denominator()), (i128::from(i64::MAX), 1));
    assert_eq!(large.score(), None, "it is a whole number, but no count of millionths");
    assert_eq!(large.minus(large).unwrap(), Exact::ZERO);
}

/// Half of the sixth place is no decimal of six places: such values are rounded as fractions.
#[test]
fn fractions_are_rounded_as_decimals_are() {
    let millionths = |num: i128, mode| {
        Exact::new(num, 2_000_000)
            .unwrap()
            .round(Rounding { places: 6, mode })
            .unwrap()
            .score()
            .unwrap()
            .millionths()
    };
    for (halves, up, even, cut) in
        [(1, 1, 0, 0), (3, 2, 2, 1), (5, 3, 2, 2), (-1, -1, 0, 0), (-3, -2, -2, -1)]
    {
        let all = [Mode::HalfUp, Mode::HalfEven, Mode::Cut].map(|mode| millionths(halves, mode));
        assert_eq!(all, [up, even, cut], "{halves} halves of a millionth");
    }
    let third = |num| Exact::new(num, 3).unwrap().round(Rounding { places: 2, mode: Mode::HalfUp }).unwrap();
    assert_eq!([1, 2, -2].map(third), ["0.33", "0.67", "-0.67"].map(exact));
}

#[test]
fn every_place_is_rounded_to() {
    let round = |text: &str, places, mode| exact(text).round(Rounding { places, mode }).unwrap().to_string();
    for (places, down, up) in [
        (0, "66", "67"),
        (1, "66.5", "66.6"),
        (2, "66.55", "66.56"),
        (3, "66.555", "66.556"),
        (4, "66.5555", "66.5556"),
        (5, "66.55555", "66.55556"),
    ] {
        assert_eq!(round("66.555555", places, Mode::Cut), down);
        assert_eq!(round("66.555555", places, Mode::HalfUp), up);
    }
    assert_eq!(round("66.555555", 6, Mode::HalfUp), "66.555555");
    assert_eq!(round("0.000025", 5, Mode::HalfEven), "0.00002");
    assert_eq!(round("0.000035", 5, Mode::HalfEven), "0.00004");
}

#[test]
fn the_largest_score_is_one() {
    assert_eq!(Score::parse("999999999.999999", 6), Ok(Score::from_millionths(999_999_999_999_999)));
    assert_eq!(Score::parse("-999999999", 6), Ok(Score::from_millionths(-999_999_999_000_000)));
}

#[test]
fn a_score_needs_the_places_up_to_its_last_digit() {
    for (text, places) in [("0", 0), ("100", 0), ("1234567", 0), ("0.5", 1), ("10.05", 2), ("-3.000001", 6)] {
        assert_eq!(text.parse::<Score>().unwrap().places(), places, "{text}");
    }
}

/// Numbers come from files: whole ones may stand bare, and what is none says what may stand there.
#[test]
fn numbers_of_a_file_are_read_or_told_what_they_may_be() {
    let score = |json: &str| serde_json::from_str::<Score>(json).map_err(|why| why.to_string());
    assert_eq!(score("-5"), Ok(Score::from_millionths(-5_000_000)));
    assert_eq!(score("5"), score("\"5.0\""));
    assert!(score("true").unwrap_err().contains("a decimal in quotes"));
    let weight = |json: &str| serde_json::from_str::<Weight>(json).map_err(|why| why.to_string());
    assert_eq!(weight("5"), weight("\"5\""));
    assert!(weight("-5").unwrap_err().contains("-5"));
    assert!(weight("true").unwrap_err().contains("fraction"));
}

#[test]
fn exact_numbers_and_weights_are_debugged_as_written() {
    let third = Exact::new(1, 3).unwrap();
    assert_eq!(format!("{third:?} {:?}", "33.5".parse::<Weight>().unwrap()), "1/3 33.5");
}

/// A million people have several numbers each, and most of the room of a ranking is theirs.
#[test]
fn no_decimal_takes_no_room_of_its_own_and_the_order_is_that_of_the_numbers() {
    assert_eq!(size_of::<Option<Decimal>>(), size_of::<i64>());
    let mark = |millionths| Decimal::mark(Score::from_millionths(millionths));
    let all = [i64::MIN + 1, -1_000_000, -1, 0, 1, 999_999_999_999_999, i64::MAX].map(mark);
    assert!(all.is_sorted_by(|one, next| one < next), "{all:?}");
    assert_eq!(all.map(|one| one.exact().millionths()).last(), Some(&Some(i64::MAX)));
    assert_eq!(mark(0), Decimal::ZERO);
    assert_eq!(mark(i64::MIN + 1).minus(mark(1)), Err(TooFine), "the one count that is left out is refused");
    assert_eq!(mark(i64::MAX).plus(mark(1)), Err(TooFine));
}
