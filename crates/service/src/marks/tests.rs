//! The browser's rule of a cell and the server's reading of it say the same.

use domain::entering::MarkRule;
use domain::number::Score;
use domain::scheme::{FactKind, InputKind};
use sheets::Value;
use sheets::entry::entry;

use super::allowed;

#[test]
fn the_rule_that_the_browser_tells_is_the_one_that_the_server_saves_by() {
    let full = Score::from_millionths(100_000_000);
    let kinds = [
        InputKind::Mark { full, places: 2, capped: false },
        InputKind::Mark { full, places: 0, capped: true },
        InputKind::Panel,
        InputKind::Room,
        InputKind::Bonus,
        InputKind::Fact(FactKind::YesNo),
        InputKind::Fact(FactKind::Number),
    ];
    let mut texts: Vec<String> = [
        "0",
        "1",
        "2",
        "-0",
        "-1",
        "100",
        "100.01",
        "101",
        "85.5",
        "85.50",
        "85.005",
        "85.0000000",
        "8,5",
        "1,000",
        "1e2",
        "+5",
        "５０",
        "－３",
        "'70",
        "\u{200B}70",
        "7 0",
        "abc",
        "absent",
        "ABSENT",
        "缺考",
        "缺席",
        "违纪",
        "?",
        "??",
        "\u{FFFD}",
        "a\u{7}b",
        "B 12",
        ".5",
        "5.",
        "--1",
        "999999999999999999999",
        "0.0000001",
        "\u{2018}80",
        "八十",
    ]
    .map(str::to_owned)
    .to_vec();
    // And numbers of every shape around the bounds.
    texts.extend((0..400).map(|n| format!("{}.{:02}", n / 4 + 1, n % 4 * 25)));
    for kind in kinds {
        for text in &texts {
            let server = match entry(&Value::Text(text.clone()), Some(kind)) {
                Ok(Some(reading)) => allowed(&reading.value, kind).is_ok(),
                Ok(None) => true,
                Err(_) => false,
            };
            let browser = MarkRule::of(kind).check(text, |word| text::headers::status(word).is_some());
            assert_eq!(browser.is_ok(), server, "{kind:?} {text:?}: {browser:?}");
        }
    }
}
