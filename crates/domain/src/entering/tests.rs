//! What may stand in a cell, and where copied cells go.

use super::*;

fn rule() -> MarkRule {
    MarkRule { kind: ColumnKind::Mark, full: Some(Score::from_millionths(100_000_000)), places: 2 }
}

fn is_status(word: &str) -> bool {
    word == "absent"
}

fn rows(tickets: &[&str]) -> Vec<Target> {
    tickets.iter().map(|ticket| Target { ticket: (*ticket).to_owned(), rule: rule() }).collect()
}

#[test]
fn a_mark_stands_between_nought_and_the_full_mark_with_the_places_of_the_scheme() {
    let full = Score::from_millionths(100_000_000);
    for (text, found) in [
        ("", Ok(())),
        (" 100 ", Ok(())),
        ("８５．５", Ok(())),
        ("absent", Ok(())),
        ("100.01", Err(MarkFault::AboveFull { full })),
        ("-1", Err(MarkFault::Negative)),
        ("85.005", Err(MarkFault::TooFine { places: 2 })),
        ("85,5", Err(MarkFault::DecimalComma)),
        ("abc", Err(MarkFault::NotANumber)),
        ("?", Err(MarkFault::NotAMark)),
    ] {
        assert_eq!(rule().check(text, is_status), found, "{text}");
    }
    let kind = |kind| MarkRule { kind, full: None, places: 6 };
    assert_eq!(kind(ColumnKind::Panel).check("80", is_status), Err(MarkFault::StatusOnly));
    assert_eq!(kind(ColumnKind::YesNo).check("2", is_status), Err(MarkFault::NotYesNo));
    assert_eq!(kind(ColumnKind::Bonus).check("absent", is_status), Err(MarkFault::NotANumber));
    assert_eq!(kind(ColumnKind::Room).check("B 12", is_status), Ok(()));
}

#[test]
fn the_rule_comes_back_from_the_attributes_of_a_field() {
    for one in [rule(), MarkRule { full: None, ..rule() }, MarkRule { kind: ColumnKind::Room, ..rule() }] {
        let words = one.words();
        assert_eq!(MarkRule::from_words([&words[0], &words[1], &words[2]]), Some(one));
    }
    assert_eq!(MarkRule::from_words(["nothing", "", "2"]), None);
}

#[test]
fn one_cell_is_no_block_and_a_column_fills_downwards() {
    assert_eq!(Pasted::read("63"), None);
    assert_eq!(Pasted::read("63\r\n"), None);
    let pasted = Pasted::read("63\r\n\r\n101\r\n65\r\n66\r\n").expect("a column");
    let fitted = pasted.fit(1, &rows(&["a", "b", "c", "d", "e"]), is_status);
    assert_eq!(fitted.fits, [(1, "63".to_owned()), (4, "65".to_owned())]);
    let full = Score::from_millionths(100_000_000);
    let fault = MarkFault::AboveFull { full };
    let wrong = Unfit::Wrong { ticket: "d".to_owned(), text: "101".to_owned(), fault, rule: rule() };
    let beyond = Unfit::NoRow { ticket: String::new(), text: "66".to_owned() };
    assert_eq!(fitted.unfit, [wrong, beyond]);
}

#[test]
fn two_columns_are_matched_by_ticket_in_any_order() {
    let pasted = Pasted::read("ticket\tmark\nc\t70\na\t80.5\nx\t1\nc\t71\nb\t\n").expect("two columns");
    let fitted = pasted.fit(2, &rows(&["a", "b", "c"]), is_status);
    assert_eq!(fitted.fits, [(2, "70".to_owned()), (0, "80.5".to_owned())]);
    let no_row = |ticket: &str, text: &str| Unfit::NoRow { ticket: ticket.to_owned(), text: text.to_owned() };
    let twice = Unfit::Twice { ticket: "c".to_owned(), text: "71".to_owned() };
    assert_eq!(fitted.unfit, [no_row("ticket", "mark"), no_row("x", "1"), twice]);
    let wide = Pasted::read("a\tb\tc").expect("a block");
    assert_eq!((wide.fit(0, &rows(&["a"]), is_status), wide), (Fitted::default(), Pasted::TooWide(3)));
}
