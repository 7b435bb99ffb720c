use super::*;

fn at() -> FieldPath {
    FieldPath::new("identity")
}

fn number(seventeen: &str) -> String {
    format!("{seventeen}{}", identity_check(seventeen).expect("17 digits"))
}

#[test]
fn an_identity_number_needs_form_date_and_check_digit() {
    let good = number("99000119900228001");
    assert!(IdentityNumber::parse(&good, &at()).is_ok());
    let wide: String = good.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).expect("wide")).collect();
    assert!(IdentityNumber::parse(&wide, &at()).is_ok());
    assert_eq!(
        IdentityNumber::parse(&number("99000119900230001"), &at()),
        Err(TypedWhy::IdentityDate.at(at()))
    );
    assert_eq!(IdentityNumber::parse("9900011990022800", &at()), Err(TypedWhy::IdentityForm.at(at())));
    assert_eq!(IdentityNumber::parse("", &at()), Err(TypedWhy::Missing.at(at())));
}

#[test]
fn every_single_wrong_digit_is_caught() {
    let good = number("99000119900228001");
    for position in (0..6).chain(14..17) {
        for digit in '0'..='9' {
            let mut bytes: Vec<char> = good.chars().collect();
            if bytes[position] == digit {
                continue;
            }
            bytes[position] = digit;
            let wrong: String = bytes.into_iter().collect();
            assert_eq!(
                IdentityNumber::parse(&wrong, &at()),
                Err(TypedWhy::IdentityCheck.at(at())),
                "{wrong}"
            );
        }
    }
}

#[test]
fn the_check_character_x_is_read_in_either_case() {
    let body = (0..1000).map(|n| format!("99000119900228{n:03}")).find(|b| identity_check(b) == Some('X'));
    let body = body.expect("one in eleven ends in X");
    assert!(IdentityNumber::parse(&format!("{body}x"), &at()).is_ok());
    assert!(IdentityNumber::parse(&format!("{body}Ｘ"), &at()).is_ok());
}

#[test]
fn personal_values_hide_themselves() {
    let id = IdentityNumber::parse(&number("99000119900228001"), &at()).expect("good");
    assert_eq!(format!("{id:?}"), "IdentityNumber(***)");
    assert!(id.masked().starts_with("990*") && id.masked().len() == 18);
    let name = PersonName::parse("欧阳·阿依", &at()).expect("a name");
    assert_eq!((name.masked(1), name.masked(2)), ("欧*·**".to_owned(), "欧阳·**".to_owned()));
    assert_eq!(format!("{name:?}"), "PersonName(***)");
}

#[test]
fn labels_keep_leading_zeros_and_refuse_spaces_inside() {
    assert_eq!(Label::parse("０10022", &at()).expect("label").as_str(), "010022");
    assert_eq!(Label::parse("01 22", &at()), Err(TypedWhy::LabelForm.at(at())));
}

fn name(text: &str) -> Result<String, Reason> {
    PersonName::parse(text, &at()).map(|name| name.as_str().to_owned())
}

#[test]
fn a_name_holds_letters_of_all_planes_dots_and_blanks_and_nothing_else() {
    for right in [
        "王芳",
        "㼆䶮",
        "𠮷野",
        "𬱖",
        "〇",
        "欧阳 修",
        "Anne-Marie O'Brien",
        "Müller",
        "e\u{301}va",
        "葛\u{E0100}城",
    ] {
        assert_eq!(name(right), Ok(right.to_owned()));
    }
    for wrong in [
        "李<b>燕红</b>１２３",
        "王3",
        "王３",
        "</title><x>",
        "王&芳",
        "王;",
        "王\"",
        "=王",
        "·王",
        "王·",
        "王··芳",
        "-王",
        "王\u{E000}",
        "😀",
        "王_芳",
        "王/芳",
        "A.B",
        "\u{301}王",
        "ا",
    ] {
        assert_eq!(name(wrong), Err(TypedWhy::NameForm.at(at())), "{wrong:?}");
    }
    assert_eq!(name("王\0芳"), Err(TypedWhy::ControlCharacter.at(at())));
    assert_eq!(name(" \u{200b}\u{3000}"), Err(TypedWhy::Missing.at(at())));
}

#[test]
fn blanks_make_no_other_name() {
    let read = |text: &str| PersonName::parse(text, &at()).unwrap();
    assert!(read("王　芳").is_same(&read("王芳")) && read("买买提 • 吐尔逊").is_same(&read("买买提·吐尔逊")));
    assert!(!read("王芳").is_same(&read("王方")));
}

#[test]
fn a_name_is_tidied_to_one_spelling() {
    for dot in ["·", "•", "・", "．", "‧", "･", "∙", "⋅", " · ", "."] {
        assert_eq!(name(&format!("买买提{dot}吐尔逊")), Ok("买买提·吐尔逊".to_owned()), "{dot:?}");
    }
    assert_eq!(name("\u{202e}王\u{200d}芳\u{feff}"), Ok("王芳".to_owned()));
    assert_eq!(name("Ｌｉ　\tＷｅｎ\n"), Ok("Li Wen".to_owned()));
}

#[test]
fn a_telephone_number_is_a_mobile_number_or_an_area_code_and_a_number() {
    let phone = |text: &str| Phone::parse(text, &at()).map(|phone| phone.expose().to_owned());
    for (typed, kept) in [
        ("13800138000", "13800138000"),
        ("138 0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("\u{202d}13800138000\u{202c}", "13800138000"),
        ("0551-62601234", "0551-62601234"),
        ("（０５５１）６２６０１２３４", "0551-62601234"),
        ("01065120000", "010-65120000"),
        ("0086-551-62601234", "0551-62601234"),
        ("0913-2312345", "0913-2312345"),
        ("010-65120000-8001", "010-65120000-8001"),
    ] {
        assert_eq!(phone(typed), Ok(kept.to_owned()), "{typed}");
        assert_eq!(phone(kept), Ok(kept.to_owned()), "what is kept reads back");
    }
    for wrong in [
        "1380000",
        "62601234",
        "23800138000",
        "138001380001",
        "0551",
        "110",
        "1380013800a",
        "00551-62601234",
        "+1 5551234567",
        "1380013800\0",
    ] {
        assert_eq!(phone(wrong), Err(TypedWhy::PhoneForm.at(at())), "{wrong:?}");
    }
    assert_eq!(phone(" - "), Err(TypedWhy::Missing.at(at())));
}

#[test]
fn an_identity_number_is_read_however_its_x_and_its_groups_are_written() {
    let body =
        (0..999).map(|n| format!("99000119900307{n:03}")).find(|body| identity_check(body) == Some('X'));
    let body = body.expect("one in eleven");
    for x in ["X", "x", "Ｘ", "ｘ", "×", "Х", "χ"] {
        let read = IdentityNumber::parse(&format!("{body}{x}"), &at()).expect(x);
        assert_eq!(read.expose(), format!("{body}X"));
    }
    let groups = format!("\u{202d}{} {}-{}X", &body[..6], &body[6..14], &body[14..]);
    assert!(IdentityNumber::parse(&groups, &at()).is_ok());
}

#[test]
fn residence_permits_of_hong_kong_macao_and_taiwan_are_identity_numbers() {
    for region in ["810000", "820000", "830000"] {
        assert!(IdentityNumber::parse(&number(&format!("{region}19900307123")), &at()).is_ok(), "{region}");
    }
}

#[test]
fn nobody_is_born_before_1900_or_after_today() {
    let today = crate::calendar::parse_date("2026-11-28").expect("a date");
    let wrong = Err(TypedWhy::IdentityDate.at(at()));
    assert_eq!(IdentityNumber::parse(&number("99000118991231001"), &at()).map(drop), wrong);
    let unborn = IdentityNumber::parse(&number("99000120990101001"), &at()).expect("a real date");
    assert_eq!(unborn.born_by(today, &at()), wrong);
    let tomorrow = IdentityNumber::parse(&number("99000120261129001"), &at()).expect("a real date");
    assert_eq!(tomorrow.born_by(today, &at()), wrong);
    let baby = IdentityNumber::parse(&number("99000120261128001"), &at()).expect("a real date");
    assert_eq!(baby.born_by(today, &at()), Ok(()));
}

#[test]
fn a_line_is_one_line_that_no_spreadsheet_runs() {
    let line = |text: &str| Line::parse(text, &at()).map(|line| line.as_str().to_owned());
    for (typed, kept) in [
        ("省财政厅\n预算处", "省财政厅 预算处"),
        ("省财政厅\r\n\t预算处 ", "省财政厅 预算处"),
        ("\u{202e}局\u{2066}\u{200b}", "局"),
        ("局\u{2028}处", "局 处"),
        ("</title><x>", "</title><x>"),
        ("一=二", "一=二"),
    ] {
        assert_eq!(line(typed), Ok(kept.to_owned()), "{typed:?}");
    }
    for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠", " \t=", "\u{200b}="] {
        assert_eq!(line(&format!("{sign}cmd")), Err(TypedWhy::FormulaSign.at(at())), "{sign:?}");
    }
    for wrong in ["局\0", "局\u{1b}", "局\u{ffff}"] {
        assert_eq!(line(wrong), Err(TypedWhy::ControlCharacter.at(at())), "{wrong:?}");
    }
}

#[test]
fn words_keep_their_lines_and_lose_what_nobody_sees() {
    let words = |text: &str| Words::parse(text, &at()).map(|words| words.as_str().to_owned());
    assert_eq!(words(" 一\r\n二\r三\u{202e}\n- 四 "), Ok("一\n二\n三\n- 四".to_owned()));
    assert_eq!(words("一\0"), Err(TypedWhy::ControlCharacter.at(at())));
}

#[test]
fn what_is_looked_for_or_kept_with_its_faults_holds_no_nought() {
    assert_eq!(search_words(" 王\0芳\u{202e}\t甲 "), "王芳 甲");
    assert_eq!(search_words(&"长".repeat(70)).chars().count(), 64);
    assert_eq!(storable("<b>\0王\u{202e}\r\n\t甲</b>\u{1b}"), "<b>王\r\n\t甲</b>");
}

#[test]
fn grounds_are_never_empty_and_those_of_screening_say_something() {
    assert_eq!(Grounds::parse(" \u{200b}\r\n", &at()), Err(TypedWhy::Missing.at(at())));
    assert_eq!(
        Grounds::parse("no\r\nway", &at()).map(|read| read.as_str().to_owned()),
        Ok("no\nway".to_owned())
    );
    let long = |length: u32| TypedWhy::Length { min: 1, max: 4000, found: length }.at(at());
    assert_eq!(Grounds::parse(&"x".repeat(4001), &at()), Err(long(4001)));
    assert_eq!(Grounds::of_screening("", &at()), Err(TypedWhy::Missing.at(at())));
    let short = TypedWhy::Length { min: 4, max: 1000, found: 2 }.at(at());
    assert_eq!(Grounds::of_screening("no", &at()), Err(short));
}
