//! Large runs of papers: every recommendation form or receipt of a posting.

use domain::prints::PrintKind;

use crate::catalogue::catalogue;
use crate::{Lang, papers};

catalogue! {
    title => "批量生成", "Papers of all";
    lede => "一次生成本项目全部有效报名的推荐表或者回执。每 50 份合成一个 PDF，各份页码从 1 起，边生成边可以下载；两天后自动删除。文件中有身份证号和电话，每次下载都留记录。", "The recommendation form or the receipt of every application in force, 50 in one PDF, each numbered from its page 1, to be fetched as soon as it is made. They are deleted after two days. They hold identity numbers and telephones, and every download is recorded.";
    kind_label => "生成什么", "Which paper";
    people(count: i64) => "现在有效的报名：{count} 份。", "Applications in force now: {count}.";
    nobody => "现在没有已提交或者通过资格审查的报名。", "No application is submitted or passed now.";
    begin => "开始生成", "Begin";
    runs => "已开始的", "Runs";
    none => "还没有开始过，或者都已到期删除。", "None was begun, or all were deleted after their term.";
    asked(when: &str, who: &str) => "{when}，{who}", "{when}, {who}";
    progress(printed: i64, total: i64) => "已生成 {printed} / {total} 份", "{printed} of {total} made";
    failed(count: i64) => "{count} 份没能生成，报名编号列在各 PDF 的最后一页", "{count} could not be made; the last page of each PDF names them";
    going => "正在生成", "Going on";
    ended => "已结束", "Ended";
    until(when: &str) => "可下载至 {when}", "To be fetched until {when}";
    part(no: u32, papers: i64, size: &str) => "第 {no} 部分（{papers} 份，{size}）", "Part {no} ({papers} papers, {size})";
    refresh => "刷新进度", "Look again";
    leave => "停止生成", "Stop";
}

/// Returns the word of a kind of paper.
#[must_use]
pub fn kind(kind: PrintKind, lang: Lang) -> &'static str {
    match kind {
        PrintKind::Form => papers::form_title(lang),
        PrintKind::Receipt => papers::receipt_title(lang),
        PrintKind::Archive => crate::archives::title(lang),
    }
}
