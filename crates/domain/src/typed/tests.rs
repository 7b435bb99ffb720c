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
        Err(Reason::IdentityDate { field: at() })
    );
    assert_eq!(IdentityNumber::parse("9900011990022800", &at()), Err(Reason::IdentityForm { field: at() }));
    assert_eq!(IdentityNumber::parse("", &at()), Err(Reason::Missing { field: at() }));
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
                Err(Reason::IdentityCheck { field: at() }),
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
    assert_eq!(name.masked(), "欧****");
    assert_eq!(format!("{name:?}"), "PersonName(***)");
}

#[test]
fn labels_keep_leading_zeros_and_refuse_spaces_inside() {
    assert_eq!(Label::parse("０10022", &at()).expect("label").as_str(), "010022");
    assert_eq!(Label::parse("01 22", &at()), Err(Reason::LabelForm { field: at() }));
}
