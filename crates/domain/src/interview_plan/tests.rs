use super::*;

fn form(texts: [&str; 6]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

#[test]
fn a_plan_is_read_under_its_headings_and_every_fault_stands_at_its_own() {
    let typed = form(["5月6日", "外单位五人", "抽签", "", "专人保管\r\n双锁", " "]);
    let plan = InterviewPlan::read(&typed).expect("read");
    let said: Vec<PlanPart> = plan.0.keys().copied().collect();
    assert_eq!(
        said,
        [PlanPart::Days, PlanPart::Examiners, PlanPart::Order, PlanPart::Question],
        "what says nothing is left out"
    );
    assert_eq!(plan.form(), form(["5月6日", "外单位五人", "抽签", "", "专人保管\n双锁", ""]));
    let body = serde_json::to_string(&plan).expect("JSON");
    assert!(
        body.starts_with(r#"{"days":"5月6日","examiners":"#),
        "the headings stand in their order: {body}"
    );
    assert_eq!(serde_json::from_str::<InterviewPlan>(&body).expect("read back"), plan);

    assert_eq!(plan.expect_whole().expect_err("open"), [TypedWhy::Missing.at("heading.3.")]);
    let whole = InterviewPlan::read(&form(["a", "b", "c", "d", "e", ""])).expect("read");
    assert_eq!(whole.expect_whole(), Ok(()), "nothing further need be said");
}

#[test]
fn nothing_at_all_and_hostile_text_are_refused() {
    let nothing = InterviewPlan::read(&form([" ", "\u{200b}", "", "", "", ""])).expect_err("refused");
    assert_eq!(nothing, [TypedWhy::Missing.at("heading.0.")]);
    let hostile = InterviewPlan::read(&form(["a", "b\u{7}", "c", "d", "e\u{0}", ""])).expect_err("refused");
    let at = |place: &str| TypedWhy::ControlCharacter.at(place);
    assert_eq!(hostile, [at("heading.1."), at("heading.4.")]);
    let long = InterviewPlan::read(&form([&"长".repeat(4001), "", "", "", "", ""])).expect_err("refused");
    let length = TypedWhy::Length { min: 0, max: 4000, found: 4001 };
    assert_eq!(long, [length.at("heading.0.")]);
}
