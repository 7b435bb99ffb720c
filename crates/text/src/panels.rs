//! The panels of examiners of the interviews, at the desk.

use domain::panels::{Panel, PanelPart};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "考官组", "Panels";
    lede => "按面试场次登记考官组的人数、外单位考官人数和主考官是否已确定。抽签前不登记考官姓名。", "Record for each interview its panels: how many examiners, how many from outside the selecting unit, and whether the chief is named. No name of an examiner is recorded before the draw.";
    rule => "计分规则的要求", "What the scheme asks for";
    no_rule => "计分规则没有规定考官组的组成，登记后不作比对。", "The scheme says nothing about panels; what is recorded is held against nothing.";
    no_interview => "日程安排里没有面试环节。", "The timetable has no interview.";
    none_yet => "还没有登记考官组。", "No panel is recorded yet.";
    interview => "面试", "Interview";
    panel => "考官组", "Panel";
    examiners => "考官人数", "Examiners";
    outside => "其中外单位", "From outside";
    chief => "主考官", "Chief examiner";
    named => "已确定", "named";
    not_named => "未确定", "not named";
    stands => "比对", "By the scheme";
    enough => "符合", "As asked";
    short => "不足", "Too few";
    missing(stage: &str) => "“{stage}”还没有考官组。", "“{stage}” has no panel yet.";
    recorded(who: &str, at: &str) => "{who} 于 {at} 登记。", "Recorded by {who} on {at}.";
    digest => "摘要", "Digest";
    signed_there => "监督人员在“监督签名”页查阅并签名。", "Supervisors read and sign it on the page of their signatures.";
    row(no: usize) => "第 {no} 组", "Panel {no}";
    name => "名称", "Name";
    name_hint => "如“第一考官组”。留空的行不登记，不要填写考官姓名。", "Such as “Panel 1”. A row without a name is not recorded; name no examiner.";
    save => "登记考官组", "Record the panels";
    // in the archive
    in_interview(stage: &str, panel: &str) => "{stage}：{panel}", "{stage}: {panel}";
    counted(panel: &str, examiners: u32, outside: u32, share: &str, chief: &str) => "{panel}，考官 {examiners} 人，其中外单位 {outside} 人（{share}），主考官{chief}", "{panel}: examiners {examiners}, from outside {outside} ({share}), chief examiner {chief}";
    by_scheme(panel: &str, word: &str) => "{panel}；按计分规则：{word}", "{panel}; by the scheme: {word}";
    digest_is(digest: &str) => "登记内容的 SHA-256：{digest}", "SHA-256 of what was recorded: {digest}";
    signed(who: &str, at: &str) => "监督人员 {who} 于 {at} 签名。", "Signed by the supervisor {who} on {at}.";
    signed_before(who: &str, at: &str, digest: &str) => "监督人员 {who} 于 {at} 对此前登记的内容签名，SHA-256：{digest}", "On {at} the supervisor {who} signed what had been recorded before, SHA-256: {digest}";
}

/// A panel in one line: how many sit on it, the share from outside, and whether it is short where the scheme asks for something.
#[must_use]
pub fn in_words(lang: Lang, panel: &Panel, (share, short): (&str, Option<bool>)) -> String {
    let name = panel.name.as_str();
    let name = panel
        .stage
        .as_ref()
        .map_or_else(|| name.to_owned(), |stage| in_interview(lang, stage.as_str(), name));
    let chief = if panel.chief { named(lang) } else { not_named(lang) };
    let said = counted(lang, &name, panel.examiners, panel.outside, share, chief);
    match short {
        Some(short_of) => by_scheme(lang, &said, if short_of { self::short(lang) } else { enough(lang) }),
        None => said,
    }
}

/// The label of a field of the form.
#[must_use]
pub fn part(part: PanelPart, lang: Lang) -> &'static str {
    match part {
        PanelPart::Stage => interview(lang),
        PanelPart::Name => name(lang),
        PanelPart::Examiners => examiners(lang),
        PanelPart::Outside => outside(lang),
        PanelPart::Chief => chief(lang),
    }
}
