//! Why an inspection or a medical is refused: one sentence for each code of [`InspectionsWhy`].

use domain::reason::InspectionsWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    none => "按计分规则，这次遴选没有考察。", "The scheme of this selection has no inspection.";
    team_small => "可以考察此人的考察组成员不足两人。", "Fewer than two members of the team may inspect this person.";
    member_already => "此人已在考察组。", "The person is in the team already.";
    wrong_state => "考察情况的状态已变，不能这样办理。", "The file stands elsewhere by now; this cannot be done with it.";
    no_appraisals => "没有年度考核结果。", "No annual appraisal is recorded.";
    no_talks => "没有谈话、走访或测评记录。", "No talk, visit or ballot is recorded.";
    archive_open => "档案审核没有完成，或者还有疑问。", "The check of the archive is not done, or left something open.";
    no_points => "计分规则要求考察量化成绩，还没有填写。", "The scheme asks for a quantified result, and none is entered.";
    not_quantified => "计分规则不要求考察量化成绩，请不要填写。", "The scheme asks for no quantified result; leave it empty.";
    not_a_year => "请填写四位年份，不晚于今年。", "Give a year of four digits, not after this one.";
    year_twice => "同一年度只填一个结果。", "Give one result for a year.";
    later => "日期不能晚于今天。", "The day cannot lie after today.";
    no_people => "请填写人数，至少 1 人。", "Say how many people, one at least.";
    medical_final => "体检已有最终结果。", "The medical has its final result.";
    reexamined_once => "复检只能进行一次。", "There is one re-examination only.";
    left => "此人已退出遴选。", "This person left the selection.";
    unread => "请先查看考察情况，再签字；重新录入后须再看一次。", "Open what was found before you countersign it; once it was entered anew, open it again.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: InspectionsWhy, lang: Lang) -> String {
    use InspectionsWhy as W;
    let said = match why {
        W::None => none(lang),
        W::TeamSmall => team_small(lang),
        W::MemberAlready => member_already(lang),
        W::WrongState => wrong_state(lang),
        W::NoAppraisals => no_appraisals(lang),
        W::NoTalks => no_talks(lang),
        W::ArchiveOpen => archive_open(lang),
        W::NoPoints => no_points(lang),
        W::NotQuantified => not_quantified(lang),
        W::NotAYear => not_a_year(lang),
        W::YearTwice => year_twice(lang),
        W::Later => later(lang),
        W::NoPeople => no_people(lang),
        W::MedicalFinal => medical_final(lang),
        W::ReexaminedOnce => reexamined_once(lang),
        W::Left => left(lang),
        W::Unread => unread(lang),
    };
    said.to_owned()
}
