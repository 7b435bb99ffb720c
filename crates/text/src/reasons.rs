//! Why an act was refused, one sentence for each reason of the law, and the words for the policy's denials.
//!
//! Owns the way from a [`Reason`] to its sentence; each area has a file with its sentences and an exhaustive `match`. Refuses
//! to quote what a person typed: a reason carries codes and numbers only.

use domain::access::Denial;
use domain::reason::{Reason, Why};

use crate::Lang;
use crate::catalogue::catalogue;

pub(crate) mod acts;
pub(crate) mod applications;
pub(crate) mod conditions;
pub(crate) mod decisions;
pub(crate) mod imports;
pub(crate) mod inspections;
pub(crate) mod lists;
pub(crate) mod marks;
pub(crate) mod messages;
pub(crate) mod objections;
pub(crate) mod papers;
pub(crate) mod people;
pub(crate) mod postings;
pub(crate) mod ranking;
pub(crate) mod rulings;
pub(crate) mod schemes;
pub(crate) mod screening;
pub(crate) mod typed;
pub(crate) mod uploads;
pub(crate) mod work_years;

catalogue! {
    denied_sign_in => "请先登录。", "Sign in first.";
    denied_role => "这项工作由其他角色办理。", "This work belongs to another role.";
    denied_not_assigned => "您没有被分派到这次遴选。", "You are not assigned to this selection.";
    denied_line_open => "有分数线尚待划定。可以提出或审批划线的人，划定并重新计算之后才能看到各人的成绩和名次。", "A pass line is still to be set. Whoever may propose or approve it sees scores and ranks of people only once it is set and the ranking computed again.";
    denied_same_person => "这一步须由另一人办理。", "Another person must do this step.";
    labelled(label: &str, sentence: &str) => "{label}：{sentence}", "{label}: {sentence}";
}

/// What happened and what to do, for one refusal.
#[must_use]
pub fn sentence(reason: &Reason, lang: Lang) -> String {
    match &reason.why {
        Why::Typed(why) => typed::sentence(*why, lang),
        Why::Acts(why) => acts::sentence(*why, lang),
        Why::People(why) => people::sentence(*why, lang),
        Why::Postings(why) => postings::sentence(*why, lang),
        Why::Conditions(why) => conditions::sentence(*why, lang),
        Why::Schemes(why) => schemes::sentence(*why, lang),
        Why::Applications(why) => applications::sentence(*why, lang),
        Why::Screening(why) => screening::sentence(*why, lang),
        Why::Marks(why) => marks::sentence(*why, lang),
        Why::Ranking(why) => ranking::sentence(*why, lang),
        Why::Rulings(why) => rulings::sentence(*why, lang),
        Why::Lists(why) => lists::sentence(why, lang),
        Why::Imports(why) => imports::sentence(*why, lang),
        Why::Messages(why) => messages::sentence(*why, lang),
        Why::Papers(why) => papers::sentence(*why, reason.at.as_ref(), lang),
        Why::Uploads(why) => uploads::sentence(*why, lang),
        Why::Inspections(why) => inspections::sentence(*why, lang),
        Why::Decisions(why) => decisions::sentence(why, lang),
        Why::Objections(why) => objections::sentence(why, lang),
        Why::Workdays(why) => work_years::sentence(why, lang),
    }
}

/// Why the policy said no.
#[must_use]
pub fn denied(denial: Denial, lang: Lang) -> &'static str {
    match denial {
        Denial::NotSignedIn => denied_sign_in(lang),
        Denial::Role | Denial::NotYours => denied_role(lang),
        Denial::NotAssigned => denied_not_assigned(lang),
        Denial::SamePerson => denied_same_person(lang),
        Denial::LineOpen => denied_line_open(lang),
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::Instant;
    use domain::lifecycle::{ApplicationState, Phase};
    use domain::reason::{ApplicationsWhy, FieldPath, ListsWhy, PostingsWhy, PublicCode, TypedWhy, Unfit};

    use super::*;

    #[test]
    fn a_refusal_says_its_numbers_and_dates_in_both_languages() {
        let closed = ApplicationsWhy::AlreadyClosed { closed: Instant(1_795_341_600_000) }.reason();
        assert_eq!(sentence(&closed, Lang::Zh), "报名已于2026年11月22日 星期日 18:00（北京时间）截止。");
        let phase = PostingsWhy::WrongPhase { phase: Phase::Screening }.reason();
        assert!(sentence(&phase, Lang::En).contains("Screening"));
        let state = ApplicationsWhy::WrongState { state: ApplicationState::Passed }.reason();
        assert!(sentence(&state, Lang::Zh).contains("资格审查通过"));
        let long = TypedWhy::Length { min: 4, max: 1000, found: 1001 }.at("reason");
        assert!(sentence(&long, Lang::En).contains("1001"));
        let unfit = ListsWhy::NotForPublic {
            position: Some(PublicCode::new("0010001")),
            column: FieldPath::new("unit"),
            why: Unfit::Formula,
        };
        let told = sentence(&unfit.reason(), Lang::Zh);
        assert_eq!(told, "职位 0010001 的“单位”含有不能公开的内容：会被表格软件当作公式的开头。");
    }
}
