//! Components said: full mark, conversion, parts, panel, rooms, rounding of each stage, line, cap; and bonus.

use domain::scheme::{BonusAt, Bonus, Component, Group, Overall, Panel, Rooms, Scheme, Trim};

use super::{component_word, known, line, made, rounded, weighed, word};
use crate::Lang;
use crate::catalogue::catalogue;
use crate::numbers::list as joined;

catalogue! {
    full_mark(what: &str, full: &str) => "{what}满分 {full} 分。", "The full mark of the {what} is {full}.";
    converted(what: &str, full: &str, scale: &str) => "{what}满分 {full} 分，折算为 {scale} 分。", "The {what} has a full mark of {full} and is converted to {scale}.";
    entered_places(what: &str, places: u8) => "{what}录入时最多 {places} 位小数。", "A mark of the {what} is entered with {places} decimal places at most.";
    capped(what: &str, cap: &str) => "{what}最高计 {cap} 分，超出的不计。", "The {what} counts {cap} at most.";
    after_conversion(what: &str) => "折算后的{what}", "{what} after conversion";
    after_weighting(what: &str) => "加权后的{what}", "{what} after weighting";
    panel(what: &str, size: u8, high: u8, low: u8) => "{what}由 {size} 位考官打分，去掉 {high} 个最高分和 {low} 个最低分后取平均。", "{size} examiners mark the {what}; the highest {high} and the lowest {low} are dropped and the rest averaged.";
    panel_plain(what: &str, size: u8) => "{what}由 {size} 位考官打分，取平均。", "{size} examiners mark the {what}; the mean counts.";
    panel_by_element(what: &str, size: u8, high: u8, low: u8) => "{what}由 {size} 位考官打分，每个测评要素去掉 {high} 个最高分和 {low} 个最低分后取平均，再相加。", "{size} examiners mark the {what}; in each element the highest {high} and the lowest {low} are dropped, the rest averaged, and the means added.";
    least(what: &str, least: u8) => "{what}的打分考官少于 {least} 位的，不产生成绩。", "Fewer than {least} examiners make no mark of the {what}.";
    examiner_places(what: &str, places: u8) => "{what}每位考官的打分最多 {places} 位小数。", "An examiner's mark of the {what} has {places} decimal places at most.";
    elements(what: &str, parts: &str) => "{what}的测评要素：{parts}。", "Elements of the {what}: {parts}.";
    element(name: &str, full: &str) => "{name}（{full} 分）", "{name} ({full})";
    element_mean(what: &str) => "{what}每个测评要素的平均分", "mean of each element of the {what}";
    rooms(what: &str, overall: &str, group: &str) => "{what}在{group}的不同考场之间用修正系数平衡：修正后成绩 = 成绩 × {overall} ÷ 本考场平均分。", "The {what} is corrected between the rooms of {group}: mark × {overall} ÷ mean of the room.";
    one_position => "同一职位", "one position";
    whole_posting => "整个公告", "the whole posting";
    mean_of_means => "各考场平均分的平均", "mean of the room means";
    pooled => "全体平均分", "mean of all who sat";
    room_mean(what: &str) => "{what}的考场平均分", "room mean of the {what}";
    overall_mean(what: &str) => "{what}的总平均分", "overall mean of the {what}";
    coefficient(what: &str) => "{what}的修正系数", "coefficient of the {what}";
    corrected(what: &str) => "修正后的{what}", "corrected {what}";
    room_trim(what: &str, count: u8) => "计算{what}的考场平均分时，去掉 {count} 个最高分和 {count} 个最低分。", "A room mean of the {what} leaves out the highest {count} and the lowest {count}.";
    pool_trim(what: &str, count: u8) => "计算{what}的全体平均分时，去掉 {count} 个最高分和 {count} 个最低分。", "The mean of all who sat the {what} leaves out the highest {count} and the lowest {count}.";
    ignored_above(what: &str, score: &str) => "{what}高于 {score} 分的成绩不计入平均分。", "Marks of the {what} above {score} stay out of every mean.";
    ignored_below(what: &str, score: &str) => "{what}低于 {score} 分的成绩不计入平均分。", "Marks of the {what} below {score} stay out of every mean.";
    bonus_total(name: &str) => "加分：{name}加到综合成绩上。", "Points for {name} are added to the composite score.";
    bonus_before(name: &str, what: &str) => "加分：{name}在折算前加到{what}上。", "Points for {name} are added to the {what} before conversion.";
    bonus_after(name: &str, what: &str) => "加分：{name}在折算后加到{what}上。", "Points for {name} are added to the {what} after conversion.";
    bonus_cap(name: &str, cap: &str) => "{name}最多加 {cap} 分。", "Points for {name}: {cap} at most.";
}

/// One component, its parts before it.
pub(super) fn say(said: &mut Vec<String>, component: &Component, lang: Lang) {
    let what = word(lang, component);
    for part in &component.parts {
        say(said, part, lang);
    }
    if !component.parts.is_empty() {
        let parts: Vec<_> = component.parts.iter().map(|part| weighed(lang, part)).collect();
        said.push(made(lang, &what, component.combine, &parts));
    }
    if component.scale.is_none() {
        said.extend(component.full.map(|full| full_mark(lang, &what, &full.to_string())));
    }
    if component.places != 2 {
        said.push(entered_places(lang, &what, component.places));
    }
    if let Some(panel) = &component.panel {
        say_panel(said, lang, &what, panel);
    }
    said.extend(component.round.value.map(|rule| rounded(lang, &what, rule)));
    if let Some(rooms) = &component.rooms {
        say_rooms(said, lang, &what, rooms);
    }
    said.extend(component.cap.map(|cap| capped(lang, &what, &cap.to_string())));
    let full = component.full_mark().to_string();
    said.extend(component.scale.map(|scale| converted(lang, &what, &full, &scale.to_string())));
    said.extend(component.round.converted.map(|rule| rounded(lang, &after_conversion(lang, &what), rule)));
    said.extend(component.round.weighted.map(|rule| rounded(lang, &after_weighting(lang, &what), rule)));
    said.extend(component.line.map(|at| line(lang, &what, at)));
}

fn say_panel(said: &mut Vec<String>, lang: Lang, what: &str, rule: &Panel) {
    said.push(match (rule.trim, rule.drop_high, rule.drop_low) {
        (Trim::Total, 0, 0) => panel_plain(lang, what, rule.size),
        (Trim::Total, high, low) => panel(lang, what, rule.size, high, low),
        (Trim::Element, high, low) => panel_by_element(lang, what, rule.size, high, low),
    });
    if !rule.elements.is_empty() {
        let parts: Vec<String> = rule
            .elements
            .iter()
            .map(|e| element(lang, &component_word(lang, e.key.as_str(), e.name.as_deref()), &e.full.to_string()))
            .collect();
        said.push(elements(lang, what, &joined(lang, &parts)));
    }
    said.extend(rule.least.map(|fewest| least(lang, what, fewest)));
    if rule.places != 2 {
        said.push(examiner_places(lang, what, rule.places));
    }
    said.extend(rule.round_element.map(|round| rounded(lang, &element_mean(lang, what), round)));
}

fn say_rooms(said: &mut Vec<String>, lang: Lang, what: &str, rule: &Rooms) {
    let overall = match rule.overall {
        Overall::MeanOfRoomMeans => mean_of_means(lang),
        Overall::Pooled => pooled(lang),
    };
    let group = match rule.group {
        Group::Position => one_position(lang),
        Group::Posting => whole_posting(lang),
    };
    said.push(rooms(lang, what, overall, group));
    said.extend(rule.ignore_above.map(|score| ignored_above(lang, what, &score.to_string())));
    said.extend(rule.ignore_below.map(|score| ignored_below(lang, what, &score.to_string())));
    if rule.trim_room > 0 {
        said.push(room_trim(lang, what, rule.trim_room));
    }
    if rule.trim_pool > 0 {
        said.push(pool_trim(lang, what, rule.trim_pool));
    }
    let rounds = [
        (rule.round_room, room_mean(lang, what)),
        (rule.round_overall, overall_mean(lang, what)),
        (rule.round_coefficient, coefficient(lang, what)),
        (rule.round, corrected(lang, what)),
    ];
    said.extend(rounds.into_iter().filter_map(|(rule, of)| rule.map(|rule| rounded(lang, &of, rule))));
    said.extend(rule.cap.map(|cap| capped(lang, &corrected(lang, what), &cap.to_string())));
}

/// One bonus.
pub(super) fn say_bonus(said: &mut Vec<String>, lang: Lang, scheme: &Scheme, bonus: &Bonus) {
    let name = component_word(lang, bonus.key.as_str(), bonus.name.as_deref());
    let to = bonus.to.as_deref().map(|to| known(lang, scheme, to)).unwrap_or_default();
    said.push(match bonus.at {
        BonusAt::Total => bonus_total(lang, &name),
        BonusAt::BeforeConversion => bonus_before(lang, &name, &to),
        BonusAt::AfterConversion => bonus_after(lang, &name, &to),
    });
    said.extend(bonus.cap.map(|cap| bonus_cap(lang, &name, &cap.to_string())));
}
