//! Why finishing screening, opening it again, or taking a verdict back, is refused: one sentence for each code of [`ScreeningWhy`].

use domain::reason::ScreeningWhy;

use crate::catalogue::catalogue;
use crate::{Lang, dates};

catalogue! {
    undecided(count: u32) => "还有 {count} 份报名没有审查结论。", "{count} application is still undecided." | "{count} applications are still undecided.";
    extended(count: u32, until: &str) => "还有 {count} 份报名在延期内可以提交，最晚到 {until}。", "{count} application may still be sent under an extension, until {until}." | "{count} applications may still be sent under extensions, the last until {until}.";
    still_editing(count: u32, until: &str) => "还有 {count} 份报名已取回修改，按计分规则在 {until} 前可以重新提交。", "{count} application was taken back to be changed; by the scheme it may be sent again until {until}." | "{count} applications were taken back to be changed; by the scheme they may be sent again until {until}.";
    extensions_wait(count: u32) => "还有 {count} 项延期等待批准。", "{count} extension waits for approval." | "{count} extensions wait for approval.";
    passed_twice(count: u32) => "有 {count} 对报名核对为同一人，两份都通过了。请先撤销其中一份的结论，或者重新核对。", "{count} pair of applications was found to be one person's, and both passed. Undo one of the verdicts, or compare them again." | "{count} pairs of applications were found to be one person's each, and both passed. Undo one verdict of each, or compare them again.";
    opening_open(count: u32) => "还有 {count} 个职位未达到开考比例，没有决定是否开考。", "{count} position is below its opening ratio and not decided on." | "{count} positions are below their opening ratio and not decided on.";
    opening_waits => "有一份开考确认在等主管部门决定。", "A confirmation of openings waits for the competent department.";
    objections_wait(count: u32) => "还有 {count} 件对审查结论的异议没有答复。", "{count} objection to a refusal waits for an answer." | "{count} objections to refusals wait for an answer.";
    terms_run(count: u32, until: &str) => "还有 {count} 名审查不通过的人在异议期内，最晚到 {until}。", "{count} person who was refused can still object, until {until}." | "{count} people who were refused can still object, the last until {until}.";
    nobody_passed => "没有人通过资格审查。", "Nobody passed screening.";
    somebody_passed(count: u32) => "有 {count} 人通过资格审查，不能终止。", "{count} person passed screening, so it cannot be ended." | "{count} people passed screening, so it cannot be ended.";
    list_out => "已有名单公布，不能重新进行资格审查；有误的，更正名单或登记退出。", "A list is public, so screening cannot be opened again; correct the list, or enter a departure.";
    list_signed => "有一份名单已签发，等待公布。先撤回签发，再重新进行资格审查。", "A list is signed and waits for its instant. Take the signature back first.";
    not_your_verdict => "这份报名的结论不是您作出的。要撤销，请打开这份报名，写明原因。", "The verdict on this application is not your own. To undo it, open the application and give a reason.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: ScreeningWhy, lang: Lang) -> String {
    match why {
        ScreeningWhy::Undecided { count } => undecided(lang, count),
        ScreeningWhy::Extended { count, until } => extended(lang, count, &dates::moment(lang, until.0)),
        ScreeningWhy::ExtensionsWait { count } => extensions_wait(lang, count),
        ScreeningWhy::PassedTwice { count } => passed_twice(lang, count),
        ScreeningWhy::OpeningOpen { count } => opening_open(lang, count),
        ScreeningWhy::OpeningWaits => opening_waits(lang).to_owned(),
        ScreeningWhy::ObjectionsWait { count } => objections_wait(lang, count),
        ScreeningWhy::TermsRun { count, until } => terms_run(lang, count, &dates::moment(lang, until.0)),
        ScreeningWhy::NobodyPassed => nobody_passed(lang).to_owned(),
        ScreeningWhy::ListOut => list_out(lang).to_owned(),
        ScreeningWhy::ListSigned => list_signed(lang).to_owned(),
        ScreeningWhy::StillEditing { count, until } => {
            still_editing(lang, count, &dates::moment(lang, until.0))
        }
        ScreeningWhy::NotYourVerdict => not_your_verdict(lang).to_owned(),
        ScreeningWhy::SomebodyPassed { count } => somebody_passed(lang, count),
    }
}
