//! Lists said: what they are built on, how many they take, ties at the cut, what they ask, replacement.

use domain::scheme::{
    AtCut, Band, Line, Names, RatioRounding, Replacement, Scheme, Shortlist, Source, StillTied,
};

use super::order::{fact_word, steps};
use super::words::composite;
use super::{known, list_word, made, ratio, rounded, terms};
use crate::Lang;
use crate::catalogue::catalogue;
use crate::numbers::{comma, list as joined};

catalogue! {
    by_ratio(what: &str, score: &str, ratio: &str) => "{what}：每个职位按{score}由高到低，以人数与计划数 {ratio} 确定", "{what}: for each position by {score}, {ratio} to the plan";
    by_bands(what: &str, score: &str, bands: &str) => "{what}：每个职位按{score}由高到低，{bands}", "{what}: for each position by {score}, {bands}";
    own_score => "本名单的成绩", "the score of this list";
    own_score_of(list: &str) => "“{list}”的成绩", "score of the list “{list}”";
    band_ratio(to: u32, ratio: &str) => "计划 {to} 人以内按 {ratio}", "{ratio} for a plan up to {to}";
    band_count(to: u32, count: u32) => "计划 {to} 人以内取 {count} 人", "{count} persons for a plan up to {to}";
    band_plus(to: u32, plus: u32) => "计划 {to} 人以内取计划数加 {plus} 人", "the plan plus {plus} for a plan up to {to}";
    rest_ratio(ratio: &str) => "其余按 {ratio}", "{ratio} otherwise";
    rest_count(count: u32) => "其余取 {count} 人", "{count} persons otherwise";
    rest_plus(plus: u32) => "其余取计划数加 {plus} 人", "the plan plus {plus} otherwise";
    rounded_up => "，人数不是整数的向上取整", ", a part of a person counting as one";
    rounded_down => "，人数不是整数的向下取整", ", a part of a person not counting";
    rounded_nearest => "，人数不是整数的四舍五入", ", a part of a person rounded to the nearest";
    tie_all => "，末位同分一并进入。", "; all who tie at the cut go on.";
    tie_none => "，末位同分均不进入。", "; none who tie at the cut go on.";
    tie_ladder(steps: &str, then: &str) => "；末位同分依次比较{steps}，仍相同的{then}。", "; ties at the cut are decided by {steps}, and then {then}.";
    then_all => "一并进入", "all go on";
    then_extra => "加试", "by an extra test";
    then_lots => "抽签", "by lots";
    floor(what: &str, line: &str) => "{what}：不低于 {line} 分。", "{what}: not below {line}.";
    floor_decided(what: &str) => "{what}：不低于评分后确定并公布的分数线。", "{what}: not below a line that is set and published after marking.";
    only_they(what: &str, parts: &str) => "{what}：只有名单上的人员参加{parts}。", "{what}: only those on it take the {parts}.";
    must_have(what: &str, facts: &str) => "{what}：须符合{facts}。", "{what}: everyone on it must have {facts}.";
    replaced(what: &str) => "{what}：有人退出的，按成绩依次递补。", "{what}: who leaves is replaced by the next in order.";
    names_none(what: &str) => "{what}：公布时不列姓名。", "{what}: published without names.";
    names_masked(what: &str) => "{what}：公布时列出姓氏，名字以“*”代替。", "{what}: published with family names, and a mark for each further letter of a name.";
    names_full(what: &str) => "{what}：公布时列出姓名。", "{what}: published with names.";
    unit_shown(what: &str) => "{what}：公布时列出现工作单位。", "{what}: published with where a person serves today.";
    unit_left_out(what: &str) => "{what}：公布时不列现工作单位。", "{what}: published without where a person serves today.";
    columns(what: &str, parts: &str) => "{what}：公布时除综合成绩外列出{parts}。", "{what}: published with {parts} beside the composite score.";
    rounds(what: &str, rounds: u8) => "{what}：递补最多 {rounds} 轮。", "{what}: rounds of replacement, at most {rounds}.";
    least(what: &str, ratio: &str) => "{what}：合格人数达不到比例的，经批准可以继续，但不低于 {ratio}；低于的不能继续。", "{what}: where fewer qualify than the ratio takes it may go on with approval, not below {ratio}, and not otherwise.";
    within(what: &str, stage: &str, days: u8) => "{what}：在{stage}结束后 {days} 个工作日内公布。", "{what}: to be published after the end of the stage ({stage}), within working days: {days}.";
    until(what: &str, days: u8) => "{what}：递补在该环节开始前 {days} 个工作日截止，此后退出的不递补。", "{what}: replacement ends {days} working days before the stage begins; who leaves after that is not replaced.";
}

/// One list.
pub(super) fn say(said: &mut Vec<String>, lang: Lang, scheme: &Scheme, list: &Shortlist) {
    let what = list_word(lang, list.to.as_str(), list.name.as_deref());
    let score = match list.source() {
        Some(Source::Total) => composite(lang).to_owned(),
        Some(Source::Component(key)) => known(lang, scheme, key),
        Some(Source::Partial(_)) | None => own_score(lang).to_owned(),
    };
    if let Some(partial) = &list.partial {
        let own = own_score_of(lang, &what);
        said.push(made(lang, &own, partial.combine, &terms(lang, scheme, &partial.terms)));
        said.extend(partial.round.map(|rule| rounded(lang, &own, rule)));
    }
    let mut head = match list.ratio {
        Some(r) => by_ratio(lang, &what, &score, &ratio(lang, r)),
        None => {
            let bands: Vec<String> = list.bands.iter().map(|band| say_band(lang, band)).collect();
            by_bands(lang, &what, &score, &bands.join(comma(lang)))
        }
    };
    head.push_str(say_part(lang, list));
    head.push_str(&match list.tie {
        AtCut::All => tie_all(lang).to_owned(),
        AtCut::None => tie_none(lang).to_owned(),
        AtCut::Ladder => say_ladder(lang, scheme, list),
    });
    said.push(head);
    said.extend(list.least.map(|lowest| least(lang, &what, &ratio(lang, lowest))));
    said.extend(list.floor.map(|line| match line {
        Line::At(line) => floor(lang, &what, &line.to_string()),
        Line::Decided => floor_decided(lang, &what),
    }));
    if !list.require.is_empty() {
        let facts: Vec<String> =
            list.require.iter().map(|key| fact_word(lang, scheme, key.as_str())).collect();
        said.push(must_have(lang, &what, &joined(lang, &facts)));
    }
    opened(said, lang, scheme, list, &what);
    replacement(said, lang, &what, &list.replacement);
    said.extend(list.within.map(|rule| {
        within(lang, &what, crate::timetable::kind(rule.after, lang), rule.working_days)
    }));
    shown(said, lang, scheme, list, &what);
}

/// What the list shows, where it says otherwise than publicity.
fn shown(said: &mut Vec<String>, lang: Lang, scheme: &Scheme, list: &Shortlist, what: &str) {
    said.extend(list.names.map(|names| match names {
        Names::None => names_none(lang, what),
        Names::Masked => names_masked(lang, what),
        Names::Full => names_full(lang, what),
    }));
    said.extend(list.unit.map(|unit| if unit { unit_shown(lang, what) } else { unit_left_out(lang, what) }));
    if !list.columns.is_empty() {
        let parts: Vec<String> = list.columns.iter().map(|key| known(lang, scheme, key.as_str())).collect();
        said.push(columns(lang, what, &joined(lang, &parts)));
    }
}

/// What only those on the list sit: the component of the same key, and those that the list opens.
fn opened(said: &mut Vec<String>, lang: Lang, scheme: &Scheme, list: &Shortlist, what: &str) {
    let own = scheme.components.iter().map(|part| part.key.as_str()).find(|key| list.to == **key);
    let named = list.opens.iter().map(String::as_str).filter(|name| Some(*name) != own);
    let parts: Vec<String> = own.into_iter().chain(named).map(|name| known(lang, scheme, name)).collect();
    if !parts.is_empty() {
        said.push(only_they(lang, what, &joined(lang, &parts)));
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

/// What a part of a person becomes; unsaid where it is as usual and no ratio makes parts.
fn say_part(lang: Lang, list: &Shortlist) -> &'static str {
    let mut ratios = list.ratio.iter().chain(list.bands.iter().filter_map(|band| band.ratio.as_ref()));
    let whole = !ratios.any(|ratio| ratio.exact().denominator() != 1);
    match list.ratio_rounding {
        RatioRounding::Up if whole => "",
        RatioRounding::Up => rounded_up(lang),
        RatioRounding::Down => rounded_down(lang),
        RatioRounding::Nearest => rounded_nearest(lang),
    }
}

fn say_ladder(lang: Lang, scheme: &Scheme, list: &Shortlist) -> String {
    let ladder = list.ladder.as_ref().unwrap_or(&scheme.rank.ladder);
    let then = match list.still_tied.unwrap_or(scheme.rank.still_tied) {
        StillTied::All => then_all(lang),
        StillTied::ExtraTest => then_extra(lang),
        StillTied::Lots => then_lots(lang),
    };
    tie_ladder(lang, &steps(lang, scheme, ladder), then)
}

fn replacement(said: &mut Vec<String>, lang: Lang, what: &str, rule: &Replacement) {
    if !rule.allowed {
        return;
    }
    said.push(replaced(lang, what));
    said.extend(rule.rounds.map(|most| rounds(lang, what, most)));
    said.extend(rule.until.map(|end| until(lang, what, end.working_days_before)));
}
