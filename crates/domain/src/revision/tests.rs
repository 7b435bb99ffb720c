//! Laws of the canonical text and of the difference, over made-up contents.

#![expect(clippy::arithmetic_side_effects, reason = "made-up numbers are small")]

use std::collections::BTreeMap;

use super::*;
use crate::eligibility::{Conditions, Reference};
use crate::id::Code;

/// A stream of numbers that a seed begins (SplitMix64).
struct Stream(u64);

impl Stream {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)).checked_rem(below).unwrap_or(0)
    }

    /// Words with what a boundary could be taken for.
    fn words(&mut self) -> String {
        const PIECES: [&str; 8] = ["", "5:terms", "局", "0:", "12:linxuan", "\n", "8:position0:", "a"];
        let count = self.next(4);
        (0..count).map(|_| PIECES[usize::try_from(self.next(8)).unwrap()]).collect()
    }
}

fn terms(stream: &mut Stream) -> PostingTerms {
    PostingTerms {
        title: Line::stored(stream.words()),
        authority: Line::stored(stream.words()),
        notice: NoticeText::stored(stream.words()),
        telephones: Telephones::stored(&stream.words(), &stream.words()),
        following: Following {
            trial: u32::try_from(stream.next(3)).unwrap(),
            service: u32::try_from(stream.next(3)).unwrap(),
        },
        registration: Window {
            opens: Instant(i64::try_from(stream.next(1_000)).unwrap()),
            closes: Instant(i64::try_from(stream.next(1_000)).unwrap() + 1_000),
        },
    }
}

fn position(stream: &mut Stream, number: u64) -> PositionTerms {
    let details = (0..stream.next(3)).map(|_| Detail {
        title: Line::stored(stream.words()),
        text: Words::stored(stream.words()),
        about: About::ALL[usize::try_from(stream.next(3)).unwrap()],
    });
    PositionTerms {
        code: Label::stored(format!("{number:03}")),
        details: details.collect(),
        unit: Line::stored(stream.words()),
        title: Line::stored(stream.words()),
        plan: u32::try_from(stream.next(9)).unwrap() + 1,
        conditions: Words::stored(stream.words()),
        scheme: (stream.next(2) == 0).then(|| Label::stored("police".to_owned())),
    }
}

fn file(stream: &mut Stream) -> NoticeFile {
    NoticeFile {
        code: Code::from_bits(stream.next(u64::MAX)),
        title: Line::stored(stream.words()),
        kind: Kind::ALL[usize::try_from(stream.next(3)).unwrap()],
        size: stream.next(1_000) + 1,
        digest: Digest::of(&[0]),
    }
}

fn stage(stream: &mut Stream) -> Stage {
    let at = i64::try_from(stream.next(1_000)).unwrap();
    let when = match stream.next(3) {
        0 => When::Open,
        1 => When::On(Day::from_parts(2026, 12, 1 + u8::try_from(stream.next(28)).unwrap()).unwrap()),
        _ => When::Within(Window { opens: Instant(at), closes: Instant(at + 5) }),
    };
    let kind = StageKind::ALL[usize::try_from(stream.next(17)).unwrap()];
    let name = Some(stream.words()).filter(|name| !name.is_empty()).map(Line::stored);
    Stage { kind, name, when }
}

fn contents(stream: &mut Stream) -> Contents {
    let (count, files, stages) = (stream.next(4), stream.next(3), stream.next(3));
    Contents {
        terms: terms(stream),
        timetable: Timetable((0..stages).map(|_| stage(stream)).collect()),
        positions: (0..count).map(|number| position(stream, number)).collect(),
        files: (0..files).map(|_| file(stream)).collect(),
        conditions: stream.words(),
        schemes: stream.words(),
    }
}

#[test]
fn the_canonical_text_reads_back_and_the_digest_is_that_of_the_contents() {
    for seed in 0..2_000 {
        let mut stream = Stream(seed);
        let one = contents(&mut stream);
        let text = one.canonical();
        assert_eq!(Contents::parse(&text), Ok(one.clone()), "{text}");
        let mut turned = one.clone();
        turned.positions.reverse();
        assert_eq!(turned.digest(), one.digest(), "the order of positions does not matter");
        let other = contents(&mut stream);
        assert_eq!(other == one, other.digest() == one.digest(), "{text}");
    }
}

#[test]
fn the_digest_of_a_plain_revision_never_changes() {
    let plain = Contents {
        terms: PostingTerms {
            title: Line::stored("公开遴选".to_owned()),
            authority: Line::stored("省委组织部".to_owned()),
            notice: NoticeText::stored(String::new()),
            telephones: Telephones::default(),
            following: Following::default(),
            registration: Window { opens: Instant(1), closes: Instant(2) },
        },
        timetable: Timetable::default(),
        positions: Vec::new(),
        files: Vec::new(),
        conditions: String::new(),
        schemes: "s".to_owned(),
    };
    let text = "26:linxuan posting revision 15:terms41:12:公开遴选15:省委组织部0:1:11:27:schemes3:1:s";
    assert_eq!(plain.canonical(), text);
}

#[test]
fn nothing_but_the_canonical_text_is_read() {
    for seed in 0..300 {
        let mut stream = Stream(seed);
        let text = contents(&mut stream).canonical();
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let head = text.get(..end).unwrap();
            // A text that was cut between two sections lacks the schemes, which always stand.
            assert_eq!(Contents::parse(head), Err(NotARevision), "{head}");
        }
        assert_eq!(Contents::parse(&format!("{text}0:")), Err(NotARevision));
        assert_eq!(Contents::parse(&format!("{text}9:timetable0:")), Err(NotARevision));
    }
}

fn stand(stream: &mut Stream) -> Stand {
    let made = contents(stream);
    Stand {
        terms: made.terms,
        timetable: made.timetable,
        positions: made.positions,
        files: made.files,
        conditions: Conditions::default(),
        schemes: BTreeMap::new(),
    }
}

/// Changes some fields of the whole posting; answers how many.
fn change_terms(stream: &mut Stream, one: &mut Stand) -> usize {
    let mut changed = 0_usize;
    let mut now = |stream: &mut Stream| {
        let yes = stream.next(3) == 0;
        changed += usize::from(yes);
        yes
    };
    if now(stream) {
        one.terms.title = Line::stored(format!("{}x", one.terms.title.as_str()));
    }
    if now(stream) {
        one.terms.authority = Line::stored(format!("{}x", one.terms.authority.as_str()));
    }
    if now(stream) {
        one.terms.notice = NoticeText::stored(format!("{}x", one.terms.notice.as_str()));
    }
    if now(stream) {
        let telephones = &one.terms.telephones;
        one.terms.telephones =
            Telephones::stored(&format!("{}x", telephones.enquiry()), telephones.supervision());
    }
    if now(stream) {
        let telephones = &one.terms.telephones;
        one.terms.telephones =
            Telephones::stored(telephones.enquiry(), &format!("{}x", telephones.supervision()));
    }
    if now(stream) {
        one.terms.following.trial += 1;
    }
    if now(stream) {
        one.terms.following.service += 12;
    }
    if now(stream) {
        one.terms.registration.opens.0 -= 1;
    }
    if now(stream) {
        one.timetable.0.push(stage(stream));
    }
    if now(stream) {
        one.terms.registration.closes.0 += 1;
    }
    if now(stream) {
        one.conditions.reference = Reference::Closes;
    }
    changed
}

/// Changes some fields of one position; answers how many.
fn change_position(stream: &mut Stream, one: &mut PositionTerms) -> usize {
    let mut changed = 0_usize;
    let mut now = |stream: &mut Stream| {
        let yes = stream.next(3) == 0;
        changed += usize::from(yes);
        yes
    };
    if now(stream) {
        one.unit = Line::stored(format!("{}x", one.unit.as_str()));
    }
    if now(stream) {
        one.title = Line::stored(format!("{}x", one.title.as_str()));
    }
    if now(stream) {
        one.plan += 1;
    }
    if now(stream) {
        one.conditions = Words::stored(format!("{}x", one.conditions.as_str()));
    }
    if now(stream) {
        one.scheme = Some(Label::stored("other".to_owned()));
    }
    for about in [About::Nothing, About::Paper] {
        if now(stream) {
            one.details.push(Detail {
                title: Line::stored("t".to_owned()),
                text: Words::stored("w".to_owned()),
                about,
            });
        }
    }
    changed
}

#[test]
fn cells_that_change_places_are_no_other_class_of_papers() {
    let mut stream = Stream(1);
    let cell = |title: &str, about| Detail {
        title: Line::stored(title.to_owned()),
        text: Words::stored("w".to_owned()),
        about,
    };
    let mut before = stand(&mut stream);
    let details = vec![cell("a", About::Words), cell("b", About::Paper)];
    before.positions = vec![PositionTerms { details, ..position(&mut stream, 1) }];
    let mut after = before.clone();
    after.positions[0].details.reverse();
    assert!(matches!(&difference(&before, &after)[..], [Change::Details(_, pair)] if pair.after.len() == 2));
    after.positions[0].details[0].text = Words::stored("x".to_owned());
    assert!(matches!(&difference(&before, &after)[..], [Change::Paper(_, pair)] if pair.after.len() == 1));
}

#[test]
fn nothing_changed_gives_no_difference_and_each_changed_field_appears_once() {
    for seed in 0..2_000 {
        let mut stream = Stream(seed);
        let before = stand(&mut stream);
        assert_eq!(difference(&before, &before), []);
        let mut after = before.clone();
        let mut expected = change_terms(&mut stream, &mut after);
        let counts: Vec<usize> =
            after.positions.iter_mut().map(|one| change_position(&mut stream, one)).collect();
        expected += counts.iter().sum::<usize>();
        if stream.next(2) == 0 {
            after.positions.push(position(&mut stream, 900));
            expected += 1;
        }
        if stream.next(2) == 0 {
            after.files.push(file(&mut stream));
            expected += 1;
        }
        if stream.next(2) == 0 && !before.files.is_empty() {
            after.files.remove(0);
            expected += 1;
        }
        if let Some(first) = counts.first()
            && stream.next(2) == 0
        {
            // A position that is gone is one change, whatever else of it had changed.
            after.positions.remove(0);
            expected = expected - first + 1;
        }
        let found = difference(&before, &after);
        assert_eq!(found.len(), expected, "{found:?}");
        let back = difference(&after, &before);
        assert_eq!(back.len(), expected, "the way back differs in as many fields");
    }
}

#[test]
fn lines_that_changed_stand_once_and_a_turned_order_is_shown_whole() {
    let lines = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines_apart(&lines("a b c"), &lines("a x c")), (lines("b"), lines("x")));
    assert_eq!(lines_apart(&lines("a a"), &lines("a")), (lines("a"), Vec::new()));
    assert_eq!(lines_apart(&lines("a b"), &lines("b a")), (lines("a b"), lines("b a")));
    assert_eq!(lines_apart(&lines("a"), &lines("a")), (Vec::new(), Vec::new()));
}
