//! A scheme read out: sentences and a formula for pages, made from the typed rules so that they cannot differ from what is
//! computed. Owns the words of schemes and lists; computes nothing.

use domain::number::{Mode, Rounding};
use domain::scheme::{
    AtCut, Band, BelowLine, By, Combine, Component, Condition, ConditionalLine, Line, LineRule, Panel, Ratio, Scheme, Shortlist,
    Source, Step, StillTied,
};

use crate::Lang;
use crate::catalogue::catalogue;
use crate::numbers::list as joined;

catalogue! {
    // components that schemes usually have, by key
    written => "笔试", "written test";
    interview => "面试", "interview";
    performance => "业绩评价", "performance evaluation";
    fit => "岗位匹配度", "fit for the position";
    professional => "专业测试", "professional test";
    common_paper => "公共科目", "common paper";
    special_paper => "专业科目", "professional paper";
    composite => "综合成绩", "composite score";
    adjusted => "折算成绩", "adjusted score";
    // sentences
    percent_of(name: &str, weight: &str) => "{name}（{weight}%）", "{name} ({weight}%)";
    made_of(what: &str, parts: &str) => "{what}由{parts}组成。", "The {what} is made of {parts}.";
    made_in_ratio(what: &str, parts: &str, ratio: &str) => "{what}由{parts}按 {ratio} 加权组成。", "The {what} is made of {parts}, weighted {ratio}.";
    mean_of(what: &str, parts: &str) => "{what}是{parts}的平均。", "The {what} is the mean of {parts}.";
    sum_of(what: &str, parts: &str) => "{what}是{parts}之和。", "The {what} is the sum of {parts}.";
    panel(what: &str, size: u8, high: u8, low: u8) => "{what}由 {size} 位考官打分，去掉 {high} 个最高分和 {low} 个最低分后取平均。", "{size} examiners mark the {what}; the highest {high} and the lowest {low} are dropped and the rest averaged.";
    panel_plain(what: &str, size: u8) => "{what}由 {size} 位考官打分，取平均。", "{size} examiners mark the {what}; the mean counts.";
    rooms(what: &str) => "{what}在不同考场之间用修正系数平衡。", "The {what} is equalised between rooms by a room correction.";
    converted(what: &str, full: &str, scale: &str) => "{what}满分 {full} 分，折算为 {scale} 分。", "The {what} has a full mark of {full} and is converted to {scale}.";
    line_at(what: &str, line: &str) => "{what}的合格分数线为 {line} 分。", "The pass line of the {what} is {line}.";
    line_decided(what: &str) => "{what}的合格分数线在评分后确定并公布。", "The pass line of the {what} is set and published after marking.";
    below_unranked => "未达合格分数线者只列成绩，不排名次。", "Below a pass line the score is shown without a rank.";
    below_ranked => "未达合格分数线者仍排名次，但不进入名单。", "Below a pass line persons are ranked, but go on no list.";
    bonus(name: &str) => "另计加分：{name}。", "Points are added for {name}.";
    round_half_up(what: &str, places: u8) => "{what}保留 {places} 位小数，四舍五入。", "The {what} is rounded half up to {places} decimal places.";
    round_half_even(what: &str, places: u8) => "{what}保留 {places} 位小数，四舍六入五成双。", "The {what} is rounded half to even, to {places} decimal places.";
    round_cut(what: &str, places: u8) => "{what}保留 {places} 位小数，其后各位舍去。", "The {what} keeps {places} decimal places; the rest is cut off.";
    ranked_rounded => "按公布的成绩由高到低排列名次，成绩相同的名次并列。", "Ranks follow the published score; equal scores share a rank.";
    ranked_unrounded => "按取舍之前的成绩由高到低排列名次。", "Ranks follow the score before its last rounding.";
    list_by(what: &str, score: &str, ratio: &str) => "{what}：每个职位按{score}由高到低，以人数与计划数 {ratio} 确定", "{what}: for each position by {score}, {ratio} to the plan";
    list_bands(what: &str, score: &str, bands: &str) => "{what}：每个职位按{score}由高到低，{bands}", "{what}: for each position by {score}, {bands}";
    own_score => "按单独权重计算的成绩", "a score with weights of its own";
    band_ratio(to: u32, ratio: &str) => "计划 {to} 人以内按 {ratio}", "{ratio} for a plan up to {to}";
    band_count(to: u32, count: u32) => "计划 {to} 人以内取 {count} 人", "{count} persons for a plan up to {to}";
    band_plus(to: u32, plus: u32) => "计划 {to} 人以内取计划数加 {plus} 人", "the plan plus {plus} for a plan up to {to}";
    rest_ratio(ratio: &str) => "其余按 {ratio}", "{ratio} otherwise";
    rest_count(count: u32) => "其余取 {count} 人", "{count} persons otherwise";
    rest_plus(plus: u32) => "其余取计划数加 {plus} 人", "the plan plus {plus} otherwise";
    tie_all => "，末位同分一并进入。", "; all who tie at the cut go on.";
    tie_none => "，末位同分均不进入。", "; none who tie at the cut go on.";
    tie_ladder(steps: &str, then: &str) => "；末位同分依次比较{steps}，仍相同的{then}。", "; ties at the cut are decided by {steps}, and then {then}.";
    then_all => "一并进入", "all go on";
    then_extra => "加试", "by an extra test";
    then_lots => "抽签", "by lots";
    unrounded => "取舍之前的成绩", "the score before rounding";
    raw_of(what: &str) => "{what}原始分", "the raw score of the {what}";
    floor(what: &str, line: &str) => "{what}：不低于 {line} 分。", "{what}: not below {line}.";
    conditional(when: &str, of: &str, line: &str) => "{when}时，{of}须达到{line}。", "{when}, the {of} must reach {line}.";
    when_at_most(ratio: &str) => "实际参加人数与计划数之比不高于 {ratio} ", "Where those who sat are at most {ratio} to the plan";
    when_below(ratio: &str) => "实际参加人数与计划数之比低于 {ratio} ", "Where those who sat are below {ratio} to the plan";
    line_points(line: &str) => " {line} 分", "{line}";
    line_room_mean => "同一考场当日平均分", "the day's mean of the same room";
    line_later => "另行公布的分数线", "a line published later";
    opening(ratio: &str) => "开考比例为 {ratio}，达不到的核减计划或取消职位。", "The opening ratio is {ratio}; below it the plan is reduced or the position cancelled.";
    formula(parts: &str) => "综合成绩 = {parts}", "composite score = {parts}";
    aptitude => "行测", "aptitude test";
    essay => "申论", "essay";
    police => "公安专业", "police paper";
    list_interview => "面试人选", "Interview list";
    list_inspection => "差额考察人选", "Inspection list";
}

/// What a component is called: the scheme's name in Chinese, the known word of its key in English, the key itself where
/// neither is known. `key` may be `part.of` or `total`.
#[must_use]
pub fn component_word(lang: Lang, key: &str, name: Option<&str>) -> String {
    if let (Lang::Zh, Some(name)) = (lang, name) {
        return name.to_owned();
    }
    let own = key.split('.').next().unwrap_or(key);
    let known = match own {
        "written" => written(lang),
        "interview" => interview(lang),
        "performance" => performance(lang),
        "fit" => fit(lang),
        "professional" => professional(lang),
        "xingce" => aptitude(lang),
        "shenlun" => essay(lang),
        "police" => police(lang),
        "common" | "public" => common_paper(lang),
        "special" => special_paper(lang),
        "adjusted" => adjusted(lang),
        "total" => composite(lang),
        _ => return own.replace('_', " "),
    };
    known.to_owned()
}

/// What a list is called, by its key.
#[must_use]
pub fn list_word(lang: Lang, key: &str, name: Option<&str>) -> String {
    match (lang, name, key) {
        (Lang::Zh, Some(name), _) => name.to_owned(),
        (_, _, "interview") => list_interview(lang).to_owned(),
        (_, _, "inspection") => list_inspection(lang).to_owned(),
        _ => key.replace('_', " "),
    }
}

/// The formula of the composite score, where its weights are percents.
#[must_use]
pub fn formula_of(scheme: &Scheme, lang: Lang) -> Option<String> {
    if scheme.combine != Combine::Percent {
        return None;
    }
    let parts: Option<Vec<String>> =
        scheme.components.iter().map(|part| Some(format!("{} × {}%", word(lang, part), part.weight.as_ref()?))).collect();
    parts.map(|parts| formula(lang, &parts.join(" + ")))
}

/// The whole scheme in sentences, in the order in which it is applied.
#[must_use]
pub fn sentences(scheme: &Scheme, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    for component in &scheme.components {
        say_component(&mut said, component, lang);
    }
    said.push(say_combine(lang, composite(lang), scheme.combine, &scheme.components));
    said.extend(scheme.bonus.iter().map(|b| bonus(lang, &component_word(lang, b.key.as_str(), b.name.as_deref()))));
    said.push(say_rounding(lang, composite(lang), scheme.total.round));
    said.extend(scheme.total.line.map(|line| say_line(lang, composite(lang), line)));
    let has_line = scheme.total.line.is_some() || scheme.components.iter().any(|c| c.line.is_some());
    if has_line {
        said.push(match scheme.rank.below_line {
            BelowLine::NoRank => below_unranked(lang).to_owned(),
            BelowLine::Ranked => below_ranked(lang).to_owned(),
        });
    }
    said.push(match scheme.rank.by {
        By::Rounded => ranked_rounded(lang).to_owned(),
        By::Unrounded => ranked_unrounded(lang).to_owned(),
    });
    said.extend(scheme.conditional.iter().map(|line| say_conditional(lang, scheme, line)));
    for shortlist in &scheme.shortlists {
        say_shortlist(&mut said, lang, scheme, shortlist);
    }
    said.extend(scheme.opening.as_ref().map(|o| opening(lang, &ratio(lang, o.ratio))));
    said
}

fn word(lang: Lang, component: &Component) -> String {
    component_word(lang, component.key.as_str(), component.name.as_deref())
}

/// The word of the component that a key or `part.of` names.
fn named(lang: Lang, scheme: &Scheme, key: &str) -> String {
    fn find<'a>(parts: &'a [Component], key: &str) -> Option<&'a Component> {
        parts.iter().find_map(|part| if part.key.as_str() == key { Some(part) } else { find(&part.parts, key) })
    }
    let own = key.split('.').next().unwrap_or(key);
    find(&scheme.components, own).map_or_else(|| component_word(lang, own, None), |part| word(lang, part))
}

fn ratio(lang: Lang, ratio: Ratio) -> String {
    match lang {
        Lang::Zh => ratio.to_string().replace(':', "∶"),
        Lang::En => ratio.to_string(),
    }
}

fn say_component(said: &mut Vec<String>, component: &Component, lang: Lang) {
    let what = word(lang, component);
    for part in &component.parts {
        say_component(said, part, lang);
    }
    if !component.parts.is_empty() {
        said.push(say_combine(lang, &what, component.combine, &component.parts));
    }
    said.extend(component.panel.as_ref().map(|p| say_panel(lang, &what, p)));
    said.extend(component.round.value.map(|r| say_rounding(lang, &what, r)));
    if component.rooms.is_some() {
        said.push(rooms(lang, &what));
    }
    said.extend(component.scale.map(|scale| converted(lang, &what, &component.full_mark().to_string(), &scale.to_string())));
    said.extend(component.line.map(|line| say_line(lang, &what, line)));
}

fn say_combine(lang: Lang, what: &str, combine: Combine, parts: &[Component]) -> String {
    let names: Vec<String> = parts.iter().map(|part| word(lang, part)).collect();
    let weights: Vec<String> =
        parts.iter().map(|part| part.weight.as_ref().map(ToString::to_string).unwrap_or_default()).collect();
    match combine {
        Combine::Percent => {
            let with: Vec<String> = names.iter().zip(&weights).map(|(n, w)| percent_of(lang, n, w)).collect();
            made_of(lang, what, &joined(lang, &with))
        }
        Combine::Ratio => made_in_ratio(lang, what, &joined(lang, &names), &weights.join(if lang == Lang::Zh { "∶" } else { ":" })),
        Combine::Mean => mean_of(lang, what, &joined(lang, &names)),
        Combine::Sum => sum_of(lang, what, &joined(lang, &names)),
    }
}

fn say_panel(lang: Lang, what: &str, rule: &Panel) -> String {
    match (rule.drop_high, rule.drop_low) {
        (0, 0) => panel_plain(lang, what, rule.size),
        (high, low) => panel(lang, what, rule.size, high, low),
    }
}

fn say_rounding(lang: Lang, what: &str, rounding: Rounding) -> String {
    match rounding.mode {
        Mode::HalfUp => round_half_up(lang, what, rounding.places),
        Mode::HalfEven => round_half_even(lang, what, rounding.places),
        Mode::Cut => round_cut(lang, what, rounding.places),
    }
}

fn say_line(lang: Lang, what: &str, line: Line) -> String {
    match line {
        Line::At(score) => line_at(lang, what, &score.to_string()),
        Line::Decided => line_decided(lang, what),
    }
}

fn say_conditional(lang: Lang, scheme: &Scheme, rule: &ConditionalLine) -> String {
    let when = match rule.when {
        Condition::AtMost(r) => when_at_most(lang, &ratio(lang, r)),
        Condition::Below(r) => when_below(lang, &ratio(lang, r)),
    };
    let line = match rule.line {
        LineRule::At(score) => line_points(lang, &score.to_string()),
        LineRule::RoomMean => line_room_mean(lang).to_owned(),
        LineRule::Decided => line_later(lang).to_owned(),
    };
    conditional(lang, &when, &named(lang, scheme, &rule.of), &line)
}

fn say_shortlist(said: &mut Vec<String>, lang: Lang, scheme: &Scheme, shortlist: &Shortlist) {
    let what = list_word(lang, shortlist.to.as_str(), shortlist.name.as_deref());
    let score = match shortlist.source() {
        Some(Source::Total) => composite(lang).to_owned(),
        Some(Source::Component(key)) => named(lang, scheme, key),
        Some(Source::Partial(_)) | None => own_score(lang).to_owned(),
    };
    let head = match shortlist.ratio {
        Some(r) => list_by(lang, &what, &score, &ratio(lang, r)),
        None => {
            let bands: Vec<String> = shortlist.bands.iter().map(|band| say_band(lang, band)).collect();
            list_bands(lang, &what, &score, &bands.join(if lang == Lang::Zh { "，" } else { ", " }))
        }
    };
    let tail = match shortlist.tie {
        AtCut::All => tie_all(lang).to_owned(),
        AtCut::None => tie_none(lang).to_owned(),
        AtCut::Ladder => say_ladder(lang, scheme, shortlist),
    };
    said.push(head + &tail);
    if let Some(Line::At(line)) = shortlist.floor {
        said.push(floor(lang, &what, &line.to_string()));
    }
}

fn say_band(lang: Lang, band: &Band) -> String {
    match (band.up_to, band.ratio, band.count, band.plus) {
        (Some(to), Some(r), _, _) => band_ratio(lang, to, &ratio(lang, r)),
        (Some(to), None, Some(count), _) => band_count(lang, to, count),
        (Some(to), None, None, plus) => band_plus(lang, to, plus.unwrap_or(0)),
        (None, Some(r), _, _) => rest_ratio(lang, &ratio(lang, r)),
        (None, None, Some(count), _) => rest_count(lang, count),
        (None, None, None, plus) => rest_plus(lang, plus.unwrap_or(0)),
    }
}

fn say_ladder(lang: Lang, scheme: &Scheme, shortlist: &Shortlist) -> String {
    let steps = shortlist.ladder.as_ref().unwrap_or(&scheme.rank.ladder);
    let steps: Vec<String> = steps.iter().map(|step| say_step(lang, scheme, step)).collect();
    let then = match shortlist.still_tied.unwrap_or(scheme.rank.still_tied) {
        StillTied::All => then_all(lang),
        StillTied::ExtraTest => then_extra(lang),
        StillTied::Lots => then_lots(lang),
    };
    tie_ladder(lang, &joined(lang, &steps), then)
}

fn say_step(lang: Lang, scheme: &Scheme, step: &Step) -> String {
    match step {
        Step::Total => composite(lang).to_owned(),
        Step::Unrounded => unrounded(lang).to_owned(),
        Step::Component(key) => named(lang, scheme, key),
        Step::Raw(key) => raw_of(lang, &named(lang, scheme, key)),
        Step::Fact(key) => {
            let fact = scheme.facts.iter().find(|fact| fact.key == *key);
            component_word(lang, key.as_str(), fact.and_then(|fact| fact.name.as_deref()))
        }
    }
}

#[cfg(test)]
mod sentence_tests {
    use super::*;

    fn scheme() -> Scheme {
        serde_json::from_value(serde_json::json!({
            "components": [
                { "key": "written", "name": "笔试", "weight": 50, "parts": [
                    { "key": "common", "name": "公共科目", "weight": 60 },
                    { "key": "special", "name": "专业科目", "weight": 40 } ] },
                { "key": "interview", "name": "面试", "weight": 50, "line": 60, "panel": { "size": 7, "drop_high": 1, "drop_low": 1 } }
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
            "综合成绩由笔试（50%）和面试（50%）组成。",
            "综合成绩保留 2 位小数，四舍五入。",
            "面试人选：每个职位按笔试由高到低，以人数与计划数 3∶1 确定，末位同分一并进入。",
            "；末位同分依次比较取舍之前的成绩和面试，仍相同的一并进入。",
        ] {
            assert!(zh.contains(part), "{part} in\n{zh}");
        }
        let en = sentences(&scheme(), Lang::En).join("\n");
        assert!(en.contains("The composite score is made of written test (50%) and interview (50%)."), "{en}");
        assert!(en.chars().all(|c| !('\u{3000}'..='\u{9fff}').contains(&c)), "{en}");
        assert_eq!(formula_of(&scheme(), Lang::Zh).as_deref(), Some("综合成绩 = 笔试 × 50% + 面试 × 50%"));
    }
}
