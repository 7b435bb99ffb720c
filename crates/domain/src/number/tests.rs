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
