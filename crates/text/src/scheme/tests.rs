//! The usual scheme, word for word. `tests/explain.rs` holds the rest.

use super::*;

fn scheme() -> Scheme {
    serde_json::from_value(serde_json::json!({
        "components": [
            { "key": "written", "name": "笔试", "weight": 50, "parts": [
                { "key": "common", "name": "公共科目", "weight": 60 },
                { "key": "special", "name": "专业科目", "weight": 40 } ] },
            { "key": "interview", "name": "面试", "weight": 50, "line": 60,
                "panel": { "size": 7, "drop_high": 1, "drop_low": 1 } }
        ],
        "rank": { "ladder": ["unrounded", "interview"], "still_tied": "all" },
        "shortlists": [
            { "to": "interview", "score": "written", "ratio": "3:1" },
            { "to": "inspection", "score": "total", "ratio": "2:1", "tie": "ladder" }
        ]
    }))
    .expect("a scheme")
}

#[test]
fn the_rules_are_read_out_in_both_languages() {
    let zh = sentences(&scheme(), Lang::Zh).join("\n");
    for part in [
        "笔试由公共科目（60%）和专业科目（40%）组成。",
        "面试由 7 位考官打分，去掉 1 个最高分和 1 个最低分后取平均。",
        "面试的合格分数线为 60 分。",
        "成绩达到或者高于合格分数线的为合格，按取舍之后公布的成绩比较。",
        "综合成绩由笔试（50%）和面试（50%）组成。",
        "综合成绩保留 2 位小数，四舍五入。",
        "面试人选：每个职位按笔试由高到低，以人数与计划数 3∶1 确定，末位同分一并进入。",
        "；末位同分依次比较取舍之前的成绩和面试，仍相同的一并进入。",
        "面试人选：只有名单上的人员参加面试。",
    ] {
        assert!(zh.contains(part), "{part} in\n{zh}");
    }
    let en = sentences(&scheme(), Lang::En).join("\n");
    assert!(en.contains("The composite score is made of written test (50%) and interview (50%)."), "{en}");
    assert!(en.chars().all(|c| !('\u{3000}'..='\u{9fff}').contains(&c)), "{en}");
}

#[test]
fn every_way_of_combining_has_its_formula() {
    let mut scheme = scheme();
    let said = |scheme: &Scheme| formula_of(scheme, Lang::En).expect("a formula");
    assert_eq!(formula_of(&scheme, Lang::Zh).as_deref(), Some("综合成绩 = 笔试 × 50% + 面试 × 50%"));
    scheme.combine = Combine::Ratio;
    assert_eq!(said(&scheme), "composite score = (written test × 50 + interview × 50) ÷ (50 + 50)");
    scheme.combine = Combine::Mean;
    assert_eq!(said(&scheme), "composite score = (written test + interview) ÷ 2");
    scheme.combine = Combine::Sum;
    assert_eq!(said(&scheme), "composite score = written test + interview");
    scheme.components.clear();
    assert_eq!(formula_of(&scheme, Lang::En), None);
}

#[test]
fn a_clause_is_told_by_labels_and_names() {
    let names = PartNames::of([&scheme()]);
    let said = |path| clause(Lang::Zh, &names, path);
    assert_eq!(said("components.written.round.value"), "成绩构成 · 笔试 · 各步保留小数 · 本项成绩");
    assert_eq!(said("shortlists.interview"), "名单 · 面试人选");
    assert_eq!(said("statuses.absent"), "缺考、违纪等如何计分 · 缺考");
    assert_eq!(said("nothing.known"), "nothing · known");
}
