//! The steps of a computation, in words: what happened, with the numbers, one sentence a step.
//!
//! Owns the exhaustive match from a typed step to its sentence. Refuses arithmetic: numbers come exactly as the engine
//! wrote them.

use domain::number::Mode;
use domain::ranking::{At, Listed, NoRank, Placement};
use domain::marks::trace::{Did, Step, Term};
use domain::scheme::PartNames;

use crate::catalogue::catalogue;
use crate::scheme::words::effect_word;
use crate::{Lang, departures, rulings};
use crate::scheme::{component_word, list_inside, list_word};
use crate::states::status as state_of;

catalogue! {
    mark => "原始分", "Mark";
    unscored => "尚无成绩", "No mark yet";
    panel(marks: &str) => "考官打分 {marks}，去掉的加括号", "examiners gave {marks}; those dropped stand in brackets";
    elements(means: &str) => "各要素平均分相加：{means}", "means of the elements added: {means}";
    room(mean: &str, overall: &str, coefficient: &str) => "考场平均 {mean}，总平均 {overall}，修正系数 {coefficient}", "room mean {mean}, overall mean {overall}, coefficient {coefficient}";
    capped => "超出上限，按上限计", "cut to the cap";
    bonus(points: &str) => "加 {points} 分", "{points} points added";
    converted(full: &str, scale: &str) => "由满分 {full} 折算为 {scale}", "converted from {full} to {scale}";
    weighted(share: &str) => "乘以 {share}", "times {share}";
    half_up(places: i64) => "四舍五入保留 {places} 位小数", "rounded to {places} place, half up" | "rounded to {places} places, half up";
    half_even(places: i64) => "保留 {places} 位小数，恰为一半时取偶", "rounded to {places} place, half to even" | "rounded to {places} places, half to even";
    cut(places: i64) => "截取 {places} 位小数", "cut to {places} place" | "cut to {places} places";
    line_reached(line: &str) => "合格线 {line}，达到", "line {line}, reached";
    line_missed(line: &str) => "合格线 {line}，未达到", "line {line}, not reached";
    ranked(of: i64) => "{of} 人中的名次", "among {of} ranked person" | "among {of} ranked persons";
    ranked_shared(of: i64, sharing: i64) => "{of} 人中的名次，{sharing} 人并列", "among {of} ranked persons, shared by {sharing}";
    not_ranked => "不列名次", "no rank";
    below(of: &str, value: &str, line: &str) => "{of} {value}，低于合格线 {line}", "{of} {value} is below the line {line}";
    line_open(of: &str) => "{of}的合格线尚未公布", "the line of the {of} is not set yet";
    seats(score: &str, seats: i64, qualified: i64) => "成绩 {score}，名额 {seats}，合格 {qualified} 人", "score {score}, {seats} seats, {qualified} qualified";
    all_fit => "合格人数未超过名额，全部进入", "all who qualify fit";
    above_cut => "在名额之内", "above the cut";
    tied_at_cut => "与末位同分，一并进入", "equal at the cut; all of those go on";
    by_ladder(step: &str) => "与末位同分，由“{step}”决定", "equal at the cut; decided by {step}";
    by_ruling => "与末位同分，由裁决决定", "equal at the cut; decided by a ruling";
    none_at_cut => "与末位同分，均不进入", "equal at the cut; none of those go on";
    below_cut => "在名额之外", "below the cut";
    undecided => "与末位同分，等待裁决", "equal at the cut; a ruling is awaited";
    moved_up => "递补进入", "moved up as a back-fill";
    left => "已退出", "left the list";
    put_on(why: &str) => "依决定列入（{why}）", "put on the list by decision: {why}";
    taken_off(why: &str) => "依决定不列入（{why}）", "taken off the list by decision: {why}";
    by_decision => "依决定", "by decision";
    departed(why: &str) => "已退出（{why}）", "left the selection: {why}";
    not_before(list: &str) => "未进入{list}", "was not on the {list}";
    lacks => "不满足名单的条件", "lacks what this list requires";
    exempt => "免试，直接进入，不占名额", "exempt: on the list beside the seats";
    waiting => "等待前面的裁决", "waits for an earlier ruling";
    inside => "进入", "in";
    reserve(number: i64) => "递补第 {number}", "reserve {number}";
    outside => "未进入", "not in";
    open => "待定", "open";
    rank_name => "名次", "Rank";
}

/// A step as three texts: what it is of, how, and what came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is a step of.
    pub of: String,
    /// How, in a sentence.
    pub how: String,
    /// The number or word that came out.
    pub out: String,
}

/// Tells one step, with what the scheme calls its parts.
#[must_use]
pub fn tell(step: &Step, names: &PartNames, lang: Lang) -> Told {
    let (how, out) = said(&step.did, names, lang);
    let of = match step.of.as_str() {
        "rank" => rank_name(lang).to_owned(),
        of if matches!(step.did, Did::Listed { .. }) => list_word(lang, of, names.list(of)),
        of => part(lang, of, names),
    };
    Told { of, how, out }
}

fn part(lang: Lang, key: &str, names: &PartNames) -> String {
    component_word(lang, key, names.part(key))
}

fn said(did: &Did, names: &PartNames, lang: Lang) -> (String, String) {
    match did {
        Did::Mark { value } => (mark(lang).to_owned(), value.clone()),
        Did::Status { status, effect } => (effect_word(*effect, lang), state_of(*status, lang).to_owned()),
        Did::Unscored => (unscored(lang).to_owned(), String::new()),
        Did::Panel { marks, value, .. } => {
            let one = |given: &domain::marks::trace::Given| {
                if given.dropped { format!("({})", given.mark) } else { given.mark.clone() }
            };
            let marks: Vec<String> = marks.iter().map(one).collect();
            (panel(lang, &marks.join(" ")), value.clone())
        }
        Did::Elements { means, value } => (elements(lang, &means.join(" + ")), value.clone()),
        Did::Room { mean, overall, coefficient, to, .. } => (room(lang, mean, overall, coefficient), to.clone()),
        Did::Capped { to, .. } => (capped(lang).to_owned(), to.clone()),
        Did::Bonus { points, to, .. } => (bonus(lang, points), to.clone()),
        Did::Converted { full, scale, to, .. } => (converted(lang, full, scale), to.clone()),
        Did::Weighted { share, to, .. } => (weighted(lang, share), to.clone()),
        Did::Rounded { places, mode, from, to } => {
            let places = i64::from(*places);
            let how = match mode {
                Mode::HalfUp => half_up(lang, places),
                Mode::HalfEven => half_even(lang, places),
                Mode::Cut => cut(lang, places),
            };
            (format!("{from} → {how}"), to.clone())
        }
        Did::Added { terms, value } => {
            (terms.iter().map(|term| added(term, names, lang)).collect::<Vec<_>>().join(" + "), value.clone())
        }
        Did::Line { value, line, reached, .. } => {
            (if *reached { line_reached(lang, line) } else { line_missed(lang, line) }, value.clone())
        }
        Did::Ranked { rank, among, sharing } if *sharing > 1 => {
            (ranked_shared(lang, i64::from(*among), i64::from(*sharing)), rank.clone())
        }
        Did::Ranked { rank, among, .. } => (ranked(lang, i64::from(*among)), rank.clone()),
        Did::NotRanked { why } => (no_rank(why, names, lang), not_ranked(lang).to_owned()),
        Did::Listed { seat, score, seats: places, qualified } => {
            let why = listed(seat, names, lang);
            let how = match places {
                Some(places) => {
                    format!("{} · {why}", seats(lang, score, i64::from(*places), i64::from(*qualified)))
                }
                None => why,
            };
            (how, at(seat.at, lang))
        }
    }
}

fn added(term: &Term, names: &PartNames, lang: Lang) -> String {
    let word = part(lang, &term.of, names);
    match &term.share {
        Some(share) => format!("{word} {} × {share} = {}", term.value, term.brings),
        None => format!("{word} {}", term.value),
    }
}

fn no_rank(why: &NoRank, names: &PartNames, lang: Lang) -> String {
    match why {
        NoRank::Unscored => unscored(lang).to_owned(),
        NoRank::Status { of, status } => {
            format!("{} {}", part(lang, of, names), state_of(*status, lang))
        }
        NoRank::Below(line) => below(lang, &part(lang, &line.of, names), &line.value, &line.line),
        NoRank::LineOpen { of } => line_open(lang, &part(lang, of, names)),
    }
}

fn listed(seat: &Placement, names: &PartNames, lang: Lang) -> String {
    match &seat.why {
        Listed::AllFit => all_fit(lang).to_owned(),
        Listed::AboveCut => above_cut(lang).to_owned(),
        Listed::TiedAtCut => tied_at_cut(lang).to_owned(),
        Listed::Ladder { step } => by_ladder(lang, &part(lang, step, names)),
        Listed::Ruling { .. } => by_ruling(lang).to_owned(),
        Listed::NoneAtCut => none_at_cut(lang).to_owned(),
        Listed::BelowCut => below_cut(lang).to_owned(),
        Listed::Undecided { .. } => undecided(lang).to_owned(),
        Listed::MovedUp { .. } => moved_up(lang).to_owned(),
        Listed::Left { .. } => left(lang).to_owned(),
        Listed::Departed { kind, .. } => departed(lang, departures::kind(*kind, lang)),
        Listed::Overridden { ground } => {
            let why = rulings::ground(*ground, lang);
            if ground.puts_on() { put_on(lang, why) } else { taken_off(lang, why) }
        }
        Listed::NotBefore { list } => not_before(lang, &list_inside(lang, list, names.list(list))),
        Listed::NotQualified(why) => no_rank(why, names, lang),
        Listed::BelowFloor(line) => below(lang, &part(lang, &line.of, names), &line.value, &line.line),
        Listed::Lacks { .. } => lacks(lang).to_owned(),
        Listed::Exempt => exempt(lang).to_owned(),
        Listed::Waiting => waiting(lang).to_owned(),
    }
}

fn at(at: At, lang: Lang) -> String {
    match at {
        At::In => inside(lang).to_owned(),
        At::Reserve(number) => reserve(lang, i64::from(number)),
        At::Out => outside(lang).to_owned(),
        At::Open => open(lang).to_owned(),
    }
}

/// The word for what stands in a shortlist's column: `in`, `reserve 2`, `out`, `open`, or nothing.
#[must_use]
pub fn seat_word(seat: &str, lang: Lang) -> String {
    match seat.split_once(' ') {
        Some(("reserve", number)) => reserve(lang, number.parse().unwrap_or(0)),
        _ => match seat {
            "in" => inside(lang).to_owned(),
            "out" => outside(lang).to_owned(),
            "open" => open(lang).to_owned(),
            other => other.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever reads the steps reads the names that officers gave, not the keys of a scheme.
    #[test]
    fn steps_and_questions_say_what_the_scheme_calls_its_parts() {
        let scheme: domain::scheme::Scheme = serde_json::from_value(serde_json::json!({
            "components": [{"key": "first", "name": "笔试和专业测试", "weight": 100}],
            "shortlists": [{"to": "talk", "name": "面谈人员", "score": "first", "ratio": "3:1"}],
        }))
        .expect("a scheme");
        let names = PartNames::of([&scheme]);
        let step = |did| Step { of: "first".to_owned(), did, clause: String::new() };
        let told = tell(&step(Did::Mark { value: "80".to_owned() }), &names, Lang::Zh);
        assert_eq!(told.of, "笔试和专业测试");
        let term =
            Term { of: "first".to_owned(), value: "80".to_owned(), share: None, brings: String::new() };
        let told = tell(&step(Did::Added { terms: vec![term], value: "80".to_owned() }), &names, Lang::Zh);
        assert_eq!(told.how, "笔试和专业测试 80");
        let word = |id| rulings::question_word(Lang::Zh, &names, id);
        assert_eq!(word("0010002/talk"), "0010002 · 面谈人员");
        assert_eq!(word("0010002/line/first"), "0010002 · 笔试和专业测试");
        // English pages show no Chinese name: the key stands in its place.
        let told = tell(&step(Did::Mark { value: "80".to_owned() }), &names, Lang::En);
        assert_eq!(told.of, "first");
    }
}
