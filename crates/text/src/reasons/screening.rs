//! Why finishing screening, or taking a verdict back, is refused: one sentence for each code of [`ScreeningWhy`].

use domain::reason::ScreeningWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    undecided(count: u32) => "还有 {count} 份报名没有审查结论。", "{count} application is still undecided." | "{count} applications are still undecided.";
    nobody_passed => "没有人通过资格审查。", "Nobody passed screening.";
    somebody_passed(count: u32) => "有 {count} 人通过资格审查，不能终止。", "{count} person passed screening, so it cannot be ended." | "{count} people passed screening, so it cannot be ended.";
    not_your_verdict => "这份报名的结论不是您作出的。要撤销，请打开这份报名，写明原因。", "The verdict on this application is not your own. To undo it, open the application and give a reason.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: ScreeningWhy, lang: Lang) -> String {
    match why {
        ScreeningWhy::Undecided { count } => undecided(lang, count),
        ScreeningWhy::NobodyPassed => nobody_passed(lang).to_owned(),
        ScreeningWhy::NotYourVerdict => not_your_verdict(lang).to_owned(),
        ScreeningWhy::SomebodyPassed { count } => somebody_passed(lang, count),
    }
}
