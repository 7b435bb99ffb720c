//! Why an act on a posting is refused: one sentence for each code of [`PostingsWhy`].

use domain::reason::PostingsWhy;

use crate::catalogue::catalogue;
use crate::{Lang, states};

catalogue! {
    position_taken => "本公告中已有这个职位代码。", "The posting has this position code already.";
    closes_in_the_past => "报名截止时间应当晚于现在。", "Registration must close in the future.";
    wrong_phase(phase: &str) => "现在处于“{phase}”环节，不能办理这项操作。", "The selection is at “{phase}” now; this cannot be done.";
    revision_waits => "已有一份修改在等主管部门审批。请等它批准或退回后再提出。", "A change waits for the competent department already. Propose this one once that is approved or returned.";
    no_positions => "公告还没有职位。请先导入职位表。", "The posting has no positions. Import the position table first.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: PostingsWhy, lang: Lang) -> String {
    match why {
        PostingsWhy::PositionTaken => position_taken(lang).to_owned(),
        PostingsWhy::ClosesInThePast => closes_in_the_past(lang).to_owned(),
        PostingsWhy::WrongPhase { phase } => wrong_phase(lang, states::phase(phase, lang)),
        PostingsWhy::RevisionWaits => revision_waits(lang).to_owned(),
        PostingsWhy::NoPositions => no_positions(lang).to_owned(),
    }
}
