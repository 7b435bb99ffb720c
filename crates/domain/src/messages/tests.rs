use super::*;
use crate::placeholder::Placeholder;
use crate::reason::{FieldPath, MessagesWhy};

fn template(kind: Kind, subject: &str, body: &str) -> Result<Template, Vec<crate::reason::Reason>> {
    Template::parse(kind, subject, body)
}

#[test]
fn a_template_says_values_in_place_of_names_and_doubled_braces_as_braces() {
    let kind = Kind::Submitted;
    let read = template(kind, "{number} {{ok}}", "{ time }\r\n{link}").expect("sound");
    let said = read.fill(|name| Some(format!("<{}>", name.word()))).expect("every value");
    assert_eq!(said.subject, "<number> {ok}");
    assert_eq!(said.body, "<time>\n<link>");
    let lines = read.fill(|_| Some("a\nBcc: b".to_owned())).expect("every value");
    assert_eq!(lines.subject, "a Bcc: b {ok}", "a value breaks no line of a subject");
    assert_eq!(read.fill(|name| (name != Placeholder::Time).then(String::new)), Err(Placeholder::Time));
}

#[test]
fn every_fault_of_a_template_is_named_with_its_place_at_once() {
    let faults = template(Kind::Refused, "{ground} {words}", "a }\n  {nobody} {closes} {\n{link}")
        .expect_err("faults");
    let body = |why: MessagesWhy| why.at("body");
    for fault in [
        MessagesWhy::LongInSubject { name: Placeholder::Words }.at("subject"),
        body(MessagesWhy::Brace { line: 1, column: 3 }),
        body(MessagesWhy::UnknownName { line: 2, column: 3 }),
        body(MessagesWhy::NotOfKind { name: Placeholder::Closes, line: 2, column: 12 }),
        body(MessagesWhy::Brace { line: 2, column: 21 }),
    ] {
        assert!(faults.contains(&fault), "{fault:?} in {faults:#?}");
    }
    let missing = template(Kind::Refused, "a", "b").expect_err("nothing of what must be said");
    assert_eq!(missing.len(), Kind::Refused.needed().len());
    assert!(template(Kind::Approved, &"长".repeat(101), "{link}").is_err());
}

#[test]
fn what_a_kind_needs_it_knows_and_no_kind_replaces_one_that_tells_others() {
    for kind in Kind::ALL.iter().copied() {
        assert!(kind.needed().iter().all(|name| kind.placeholders().contains(name)), "{kind:?}");
        for older in Kind::ALL.iter().copied().filter(|older| kind.replaces(*older)) {
            let half = |kind: Kind| (kind.is_for_candidates(), kind.is_for_staff());
            assert_eq!(half(kind), half(older), "{kind:?} and {older:?} go to different people");
        }
    }
}

#[test]
fn the_newest_verdict_replaces_every_older_one() {
    let verdicts = [Kind::Passed, Kind::Refused, Kind::Reopened];
    for newer in verdicts {
        for older in verdicts {
            assert!(newer.replaces(older), "{newer:?} {older:?}");
        }
        assert!(Kind::Withdrew.replaces(newer));
        assert!(!newer.replaces(Kind::Submitted), "that it was submitted stays true");
    }
    assert!(!Kind::ListReleased.replaces(Kind::ListReleased), "each list is told");
}

#[test]
fn waits_grow_to_six_hours_and_end_after_about_three_days() {
    let waits: Vec<i64> = (1..TRIES).map(|tried| again_after(tried).expect("another try")).collect();
    assert!(waits.windows(2).all(|two| two[0] <= two[1]));
    assert_eq!((waits[0], waits.last().copied()), (60, Some(6 * 3600)));
    assert_eq!(again_after(TRIES), None);
    let whole: i64 = waits.iter().sum();
    assert!((2 * 86_400..4 * 86_400).contains(&whole), "{whole} s");
}

#[test]
fn an_address_is_read_once_and_shown_to_nobody() {
    let at = FieldPath::new("address");
    let read = |channel, text| Address::parse(channel, text, &at);
    assert_eq!(read(Channel::Mail, " a.b+c@Example.gov.cn ").expect("mail").expose(), "a.b+c@Example.gov.cn");
    assert_eq!(read(Channel::Sms, "138 0000 0000").expect("mobile").expose(), "13800000000");
    for wrong in [
        "a@b",
        "a b@c.cn",
        "a@@c.cn",
        "a@c.cn\nBcc: d@e.cn",
        "a\"@c.cn",
        ".a@c.cn",
        "a@-c.cn",
        "考@c.cn",
        "a@c..cn",
    ] {
        assert_eq!(read(Channel::Mail, wrong), Err(MessagesWhy::MailForm.at("address")), "{wrong:?}");
    }
    assert_eq!(read(Channel::Sms, "0551-62601234"), Err(MessagesWhy::MobileForm.at("address")));
    assert_eq!(format!("{:?}", read(Channel::Mail, "a@b.cn")), "Ok(Address(***))");
}

#[test]
fn a_code_is_six_digits_however_it_is_typed() {
    assert_eq!(proof::spelled(42), "000042");
    assert_eq!(proof::typed(" ０００ 042"), Some("000042".to_owned()));
    assert_eq!(proof::typed("00004"), None);
    assert_eq!(proof::typed("00004a"), None);
}
