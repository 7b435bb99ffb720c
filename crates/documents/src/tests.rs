//! What stands on the papers, read from their pages; that the same input gives the same bytes; what cannot be drawn.

mod tagged;

use std::sync::LazyLock;

use domain::calendar::Instant;
use domain::digest::Digest;
use domain::eligibility::Day;
use domain::id::Code;
use domain::reason::FieldPath;
use domain::registration::{Answers, Form, Spot};
use domain::screening::RefusalGround;
use domain::timetable::{Stage, StageKind, Timetable, When};
use domain::typed::Line;
use domain::uploads::Purpose;
use domain::view::public::lists::{List, ListColumn, ListGroup, ListHead, ListResult, ListRow};
use domain::view::uploads::SentFile;
use text::Lang;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::{Fonts, Judged, NotPrinted, Papers, Printed, Summoned, Summons, Target, Undrawable};

/// A paper with a name, and an interview that is to be announced.
static STAGES: LazyLock<Timetable> = LazyLock::new(|| {
    let named = |text: &str| Line::parse(text, &FieldPath::new("stage_name")).ok();
    let written = When::On(Day::from_parts(2026, 12, 20).unwrap());
    Timetable(vec![
        Stage { kind: StageKind::Written, name: named("综合素质 #eval(\"1\")"), when: written },
        Stage { kind: StageKind::Interview, name: None, when: When::Open },
    ])
});

static PAPERS: LazyLock<Papers> = LazyLock::new(|| Papers::new(Fonts::usual()));

/// Every run of text on the pages, in the order of drawing.
fn drawn(document: &PagedDocument) -> Vec<String> {
    let mut runs = Vec::new();
    for page in document.pages() {
        gather(&page.frame, &mut runs);
    }
    runs
}

fn gather(frame: &Frame, runs: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(text) => runs.push(text.text.to_string()),
            FrameItem::Group(group) => gather(&group.frame, runs),
            _ => {}
        }
    }
}

/// The same without spaces, which line breaks take away.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn on_paper(document: &PagedDocument) -> String {
    packed(&drawn(document).concat())
}

fn row(at: usize, name: &str) -> ListRow {
    ListRow {
        ticket: format!("2026{at:08}"),
        name: Some(name.to_owned()),
        values: vec![format!("{}.25", 60 + at % 40), format!("7{}.5", at % 10)],
        rank: (at + 1).to_string(),
        tied: at == 1,
        unranked: None,
        placed: None,
        result: match at {
            0 | 1 => ListResult::In,
            2 => ListResult::Reserve(1),
            _ => ListResult::Out,
        },
    }
}

fn list(people: usize, per: usize, name: &str) -> List {
    let groups = (0..people.div_ceil(per)).map(|group| ListGroup {
        number: format!("{:07}", group + 1),
        unit: "某某市财政局".to_owned(),
        title: "综合处一级主任科员".to_owned(),
        plan: 1,
        rows: (0..per.min(people - group * per)).map(|at| row(at, name)).collect(),
    });
    let column = |key: &str| ListColumn { key: key.to_owned(), name: None };
    List {
        head: ListHead {
            code: Code::from_bits(0),
            posting: Code::from_bits(9),
            posting_title: "某某市市直机关2026年度公开遴选公务员".to_owned(),
            stage: "interview".to_owned(),
            name: None,
            version: 1,
            published_at: Instant(1_795_000_000_000),
            people: u32::try_from(people).unwrap(),
            chosen: 2,
            superseded_by: None,
            under_correction: None,
        },
        authority: "某某市委组织部".to_owned(),
        columns: vec![column("written"), column("total")],
        groups: groups.collect(),
        digest: Digest::of(b"list"),
        revision: 2,
        scheme_digest: Some(Digest::of(b"scheme")),
        rulings_digest: Some(Digest::of(b"rulings")),
        proposal: None,
        engine: "0.1.0".to_owned(),
        audit_seal: None,
        decided: Vec::new(),
        supervised: Vec::new(),
        telephones: domain::posting::Telephones::default(),
        stop: None,
        versions: Vec::new(),
        difference: None,
        schemes: Vec::new(),
    }
}

/// A whole form as made-up people fill it in.
fn answers() -> Answers {
    let digits = "99000119950701002";
    let identity = format!("{digits}{}", domain::typed::identity_check(digits).unwrap());
    Answers::default().with([
        ("name", "李㼆𠮷"),
        ("identity", identity.as_str()),
        ("phone", "13800000000"),
        ("unit", "某某县人民政府办公室"),
        ("unit_level", "county"),
        ("unit_kind", "organ"),
        ("joined", "2018-07-01"),
        ("post", "办公室四级主任科员"),
        ("rank", "fourth_principal"),
        ("rank_since", "2022-01-01"),
        ("leading", "no_post"),
        ("grassroots_1_from", "2018-07-01"),
        ("grassroots_1_to", "2021-06-30"),
        ("education_level", "undergraduate"),
        ("degree", "bachelor"),
        ("study", "0301"),
        ("education", "某某大学，经济法学"),
        ("politics", "party_member"),
        ("appraisal_year", "2025"),
        ("appraisal_1", "excellent"),
        ("appraisal_2", "competent"),
        ("appraisal_3", "competent"),
        ("excluded", "no"),
        ("family_1_relation", "father"),
        ("family_1_name", "李大"),
        ("family_1_work", "退休"),
        ("family_2_relation", "mother"),
        ("family_2_name", "王二"),
        ("family_2_work", "某某县第一中学教师"),
        ("recusal", "no"),
        ("recommended", "yes"),
        ("truthful", "yes"),
        ("remark", "*无* #eval(\"1+1\") $x$ <a> @b `c` _d_ = e"),
    ])
}

fn target() -> Target<'static> {
    Target {
        code: Code::from_bits(77),
        posting: "某某市市直机关2026年度公开遴选公务员",
        authority: "某某市委组织部",
        position: "0010001",
        unit: "某某市财政局",
        title: "综合处一级主任科员",
    }
}

fn printed(answers: &Answers) -> Printed<'_> {
    Printed {
        target: target(),
        number: 2,
        revision: 3,
        received_at: Instant(1_795_000_000_000),
        answers,
        digest: Digest::of(b"document"),
        photo: None,
        files: &[],
        timetable: &STAGES,
    }
}

#[test]
fn a_list_shows_every_row_in_order_with_the_digest_on_every_page() {
    let view = list(300, 5, "张*");
    for lang in Lang::ALL {
        let document = crate::list::laid_out(&PAPERS, lang, &view);
        let paper = on_paper(&document);
        let mut rest = paper.as_str();
        for group in &view.groups {
            rest = after(rest, &group.number);
            for row in &group.rows {
                let cells =
                    [&row.ticket, row.name.as_ref().unwrap(), &row.values[0], &row.values[1], &row.rank];
                rest = after(rest, &cells.map(String::as_str).concat());
            }
        }
        assert!(document.pages().len() > 3);
        assert_eq!(
            paper.matches(&view.digest.to_string()).count(),
            document.pages().len() + 1,
            "and at the end"
        );
    }
}

fn after<'a>(text: &'a str, what: &str) -> &'a str {
    text.split_once(what).unwrap_or_else(|| panic!("{what} does not follow")).1
}

#[test]
fn the_same_list_gives_the_same_bytes_and_its_attachment_comes_back() {
    let (view, bytes) = (list(12, 5, "张*"), "posting: x\n\na,b\n".repeat(40).into_bytes());
    let print = || crate::list(&PAPERS, Lang::Zh, &view, &bytes).unwrap();
    let (one, other) = (print(), print());
    assert!(one == other, "two prints differ");
    assert_eq!(crate::attached(&one).as_deref(), Some(bytes.as_slice()));
    let again = Papers::new(Fonts::usual());
    assert!(crate::list(&again, Lang::Zh, &view, &bytes).unwrap() == one, "another process prints otherwise");
    assert!(crate::list(&PAPERS, Lang::En, &view, &bytes).unwrap() != one);
    for no_list in
        [&b""[..], b"%PDF-1.7", b"PK", b"%PDF-1.7 1 0 obj <</Type /EmbeddedFile /Length 99>> stream\nx"]
    {
        assert_eq!(crate::attached(no_list), None);
    }
}

#[test]
fn a_receipt_and_a_form_show_every_answer_and_take_none_for_markup() {
    let answers = answers();
    let of = printed(&answers);
    for lang in Lang::ALL {
        for is_form in [false, true] {
            let paper = on_paper(&crate::application::laid_out(&PAPERS, lang, &of, is_form).unwrap());
            for spot in Form::standard().all_spots(&answers) {
                let value = answers.get(spot);
                let shown = text::registration::shown(lang, spot.field, value);
                let told = !value.is_empty() && !spot.field.spec().kind.is_hidden();
                assert!(!told || paper.contains(&packed(&shown)), "{} {shown}: {paper}", spot.name());
            }
            let birth = domain::registration::derived(domain::registration::Field::Birth, &answers);
            let birth = text::registration::shown(lang, domain::registration::Field::Birth, &birth);
            assert!(!birth.is_empty() && paper.contains(&packed(&birth)));
            assert!(paper.contains("#eval(\"1+1\")") && paper.contains("*无*"));
            let under = text::revisions::under(lang, of.revision).unwrap();
            assert!(is_form || paper.contains(&packed(&under)), "the receipt names the revision");
            for line in text::timetable::lines(&STAGES, lang) {
                let (called, when) = line.split_once(text::numbers::colon(lang)).unwrap();
                let row = packed(&[called, when].concat());
                assert_eq!(paper.contains(&row), !is_form, "{row}: {paper}");
            }
            for known in [
                of.target.position,
                of.target.unit,
                of.target.title,
                of.target.authority,
                of.target.code.as_str(),
            ] {
                assert!(paper.contains(&packed(known)), "{known}");
            }
            assert!(paper.contains(&of.digest.to_string()));
            assert_eq!(paper.contains(&of.digest.version_code()), is_form);
        }
    }
}

#[test]
fn rare_characters_are_drawn_and_what_cannot_be_drawn_is_named_before_printing() {
    let name = Spot::named("name").unwrap();
    let named = |text: &str| {
        let mut answers = answers();
        answers.set(name, text);
        answers
    };
    for rare in ["㼆", "䶮", "𠮷", "〇", "阿依古丽·买买提"] {
        let answers = named(rare);
        let paper =
            on_paper(&crate::application::laid_out(&PAPERS, Lang::Zh, &printed(&answers), true).unwrap());
        assert!(paper.contains(rare), "{rare}");
    }
    let answers = named("李\u{2A6D6}\u{31350}");
    let refused = crate::form(&PAPERS, Lang::Zh, &printed(&answers)).unwrap_err();
    let at = |character| Undrawable { field: "name".to_owned(), character };
    assert_eq!(refused, NotPrinted::Undrawable(vec![at('\u{2A6D6}'), at('\u{31350}')]));
    assert!(refused.to_string().contains("U+2A6D6") && refused.to_string().contains("in name"));
}

#[test]
fn without_fonts_it_says_which_file_is_missing_and_how_to_mend_it() {
    let none = Papers::new(Fonts::Folder("nowhere".into()));
    let words = crate::list(&none, Lang::Zh, &list(1, 1, ""), b"x").unwrap_err().to_string();
    assert!(words.contains("NotoSansCJK-Regular.ttc") && words.contains("fonts-noto-cjk"), "{words}");
}

#[test]
fn a_version_code_changes_with_what_was_sent() {
    let code = Digest::of(b"one").version_code();
    assert_eq!(code.len(), 14);
    assert_ne!(code, Digest::of(b"two").version_code());
}

#[test]
fn a_notice_of_a_verdict_says_to_whom_about_what_and_why_and_takes_nothing_for_markup() {
    let words = "任职年限差三个月 #eval(\"1\") *无*";
    let judged = |refused| Judged {
        target: target(),
        name: "李㼆",
        at: Instant(1_795_000_000_000),
        refused,
        timetable: &STAGES,
    };
    for lang in Lang::ALL {
        let on = |of: &Judged<'_>| on_paper(&crate::verdict::laid_out(&PAPERS, lang, of));
        let (passed, refused) = (judged(None), judged(Some((RefusalGround::Age, words))));
        for paper in [on(&passed), on(&refused)] {
            for known in [
                passed.name,
                passed.target.posting,
                passed.target.authority,
                passed.target.position,
                passed.target.unit,
                passed.target.title,
                passed.target.code.as_str(),
            ] {
                assert!(paper.contains(&packed(known)), "{known}: {paper}");
            }
        }
        let ground = text::screening::ground_word(RefusalGround::Age, lang);
        assert!(on(&refused).contains(&packed(words)) && on(&refused).contains(&packed(ground)));
        assert!(!on(&passed).contains(&packed(ground)));
        let interview = text::timetable::kind(StageKind::Interview, lang);
        let interview = packed(&[interview, text::timetable::to_be_announced(lang)].concat());
        assert!(on(&passed).contains(&interview) && !on(&refused).contains(&interview), "{interview}");
        assert_ne!(
            crate::verdict(&PAPERS, lang, &passed).unwrap(),
            crate::verdict(&PAPERS, lang, &refused).unwrap()
        );
    }
}

/// A photo as the program makes it.
fn photo() -> Vec<u8> {
    use image::ImageEncoder as _;
    let grey = vec![200; 295 * 413 * 3];
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    encoder.write_image(&grey, 295, 413, image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

#[test]
fn a_ticket_and_the_notice_of_an_interview_say_who_where_and_when_and_the_ticket_shows_the_photo() {
    let photo = photo();
    let of = |what| Summoned {
        what,
        target: target(),
        name: "李㼆",
        ticket: "123456789",
        photo: Some(&photo),
        timetable: &STAGES,
    };
    let holds = |pdf: &[u8]| pdf.windows(10).any(|window| window == b"/DCTDecode");
    for lang in Lang::ALL {
        for what in [Summons::Ticket, Summons::Interview] {
            let of = of(what);
            let paper = on_paper(&crate::summons::laid_out(&PAPERS, lang, &of));
            let when = text::timetable::to_be_announced(lang);
            let interview = [text::timetable::kind(StageKind::Interview, lang), when].concat();
            for known in
                [of.name, of.ticket, of.target.position, of.target.unit, of.target.title, interview.as_str()]
            {
                assert!(paper.contains(&packed(known)), "{known}: {paper}");
            }
            let printed = crate::summons(&PAPERS, lang, &of).unwrap();
            assert_eq!(holds(&printed), what == Summons::Ticket);
            assert_eq!(printed, crate::summons(&PAPERS, lang, &of).unwrap(), "the same bytes each time");
        }
    }
}

#[test]
fn the_form_shows_the_photo_that_was_sent_and_the_receipt_does_not() {
    let (answers, photo) = (answers(), photo());
    let file = SentFile {
        code: Code::from_bits(78),
        purpose: Purpose::Photo,
        name: "🀄.jpg".to_owned(),
        size: 11_000,
        digest: Digest::of(b"photo"),
    };
    let files = [file];
    let with = Printed { photo: Some(&photo), files: &files, ..printed(&answers) };
    let without = printed(&answers);
    let holds = |pdf: &[u8]| pdf.windows(10).any(|window| window == b"/DCTDecode");
    for lang in Lang::ALL {
        let shown = crate::form(&PAPERS, lang, &with).unwrap();
        assert!(holds(&shown) && !holds(&crate::form(&PAPERS, lang, &without).unwrap()));
        assert_eq!(shown, crate::form(&PAPERS, lang, &with).unwrap(), "the same bytes each time");
        assert!(!holds(&crate::receipt(&PAPERS, lang, &with).unwrap()));
        let receipt = crate::application::laid_out(&PAPERS, lang, &with, false).unwrap();
        assert!(on_paper(&receipt).contains(files[0].code.as_str()), "it names what was sent");
        let pages = |of| crate::application::laid_out(&PAPERS, lang, of, true).unwrap().pages().len();
        assert_eq!(pages(&with), pages(&without), "it stands in the place that was left for it");
    }
}

#[test]
fn many_stand_in_one_file_each_from_a_page_one_and_who_is_missing_is_named() {
    let (answers, photo) = (answers(), photo());
    let mut strange = answers.clone();
    strange.set(Spot::named("name").unwrap(), "李\u{2A6D6}");
    let coded = |bits| Target { code: Code::from_bits(bits), ..target() };
    let good = Printed { photo: Some(&photo), ..printed(&answers) };
    let torn = Printed { target: coded(901), photo: Some(b"no picture"), ..printed(&answers) };
    let undrawn = Printed { target: coded(902), ..printed(&strange) };
    let absent = Code::from_bits(903);
    let kind = (crate::Kind::Form, Lang::Zh);
    let many = crate::many(&PAPERS, kind, &[good, torn, undrawn, good], &[absent]).unwrap();
    assert_eq!(many.printed, 2);
    let mut missing = many.left_out.clone();
    missing.sort();
    let mut wanted = vec![Code::from_bits(901), Code::from_bits(902), absent];
    wanted.sort();
    assert_eq!(missing, wanted);
    let one = crate::many(&PAPERS, kind, &[good], &[]).unwrap();
    assert_eq!(one.bytes, crate::form(&PAPERS, Lang::Zh, &good).unwrap(), "one alone is the paper itself");

    let single = crate::application::laid_out(&PAPERS, Lang::Zh, &good, true).unwrap();
    let both = crate::application::laid_out_many(&PAPERS, kind, &[good, good], &[absent]).unwrap();
    let (alone, pages) = (drawn(&single), single.pages().len());
    assert_eq!(both.pages().len(), 2 * pages + 1);
    let runs = drawn(&both);
    assert_eq!(runs[..alone.len()], alone, "the words and page numbers of one");
    assert_eq!(runs[alone.len()..2 * alone.len()], alone, "and of the next");
    assert!(packed(&runs[2 * alone.len()..].concat()).contains(absent.as_str()));
}
