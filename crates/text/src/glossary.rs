//! The glossary: one word for one thing, with what it means, in both languages.

use crate::Lang;

/// A term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The Chinese word.
    pub zh: &'static str,
    /// The English word.
    pub en: &'static str,
    /// What it is, in Chinese.
    pub zh_says: &'static str,
    /// What it is, in English.
    pub en_says: &'static str,
}

impl Term {
    /// The word in a language.
    #[must_use]
    pub const fn word(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The meaning in a language.
    #[must_use]
    pub const fn says(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh_says,
            Lang::En => self.en_says,
        }
    }
}

macro_rules! terms {
    ($($zh:literal, $en:literal => $zh_says:literal, $en_says:literal;)+) => {
        &[$(Term { zh: $zh, en: $en, zh_says: $zh_says, en_says: $en_says }),+]
    };
}

/// Every term, in the order in which a selection meets them.
pub const TERMS: &[Term] = terms! {
    "公开遴选", "open selection" => "从下级机关择优选拔公务员到上级机关工作的整个过程。", "The whole procedure by which civil servants of lower authorities are chosen on merit for higher ones.";
    "公告", "notice" => "一次遴选的公开文本：职位、条件、时间和计分规则。", "The public text of a posting: positions, conditions, dates and scheme.";
    "遴选机关", "selecting authority" => "有空缺职位、要选人的机关。", "The body that fills positions.";
    "公务员主管部门", "competent department" => "批准公告、分数线和名单发布的部门。", "The department that approves plans, lines and publication.";
    "职位", "position" => "职位表中的一行。", "One line of the position table.";
    "遴选计划数", "plan" => "一个职位要选几个人。", "How many persons a position takes.";
    "报名", "registration" => "提交报名申请，只能在规定的时间内进行。", "Sending in an application, possible only inside its window.";
    "报名申请", "application" => "一个人对一个职位的报名。", "One person's registration for one position.";
    "资格条件", "condition" => "职位对报名人的要求。", "What a position requires.";
    "资格审查", "screening" => "审核员对照资格条件审查报名申请。", "Screeners judge applications by the conditions.";
    "准考证号", "ticket" => "通过资格审查后发给的号码，名单上用它代表本人。", "The number issued after screening; it stands for the person on lists.";
    "笔试", "written test" => "书面考试，可以由几个科目组成。", "The test on paper; it may have several papers.";
    "面试", "interview" => "考官当面提问并打分。", "Examiners ask and mark in person.";
    "业绩评价", "performance evaluation" => "部分公告对工作业绩的打分。", "A scored judgement of past work, in some postings.";
    "计分规则", "scheme" => "成绩怎样组成、取舍、排名和取人。", "How scores are made, rounded, ranked and cut.";
    "组成", "component" => "综合成绩中的一部分，例如笔试、面试。", "A part of the composite score, such as written test or interview.";
    "权重", "weight" => "一个组成占多大比例。", "The share of a component.";
    "满分", "full mark" => "一个组成最多可得的分数。", "The most that a component can give.";
    "综合成绩", "composite score" => "各组成按权重合成的成绩。", "The components combined by their weights.";
    "合格分数线", "pass line" => "达到才能继续的分数。", "The score that must be reached to go on.";
    "名次", "rank" => "同一职位内由高到低的次序。", "The order within a position, best first.";
    "并列", "tied" => "成绩相同，名次相同。", "Equal scores share a rank.";
    "末位同分", "tie at the cut" => "最后一个名额上有几个人成绩相同。", "Several persons have the same score at the last place.";
    "同分处理次序", "tie ladder" => "成绩相同时依次比较什么。", "What is compared, step by step, when scores are equal.";
    "裁决", "ruling" => "规则没有定下先后时由人作出的、有记录的决定。", "A recorded decision by a person where the scheme leaves an order open.";
    "面试人选", "interview list" => "按笔试成绩和面试比例确定的、参加面试的人。", "Those called to the interview, by the written test and the interview ratio.";
    "差额考察", "differential inspection" => "对多于计划数的人选进行考察，通常是计划数的两倍。", "An inspection of more persons than the plan, usually twice as many.";
    "递补", "back-fill" => "有人退出时由下一名补上。", "The next one moves up when somebody leaves.";
    "缺考", "absent" => "没有参加考试，没有成绩。", "Did not sit the examination; no mark.";
    "违纪", "void" => "因违反纪律，本科目成绩无效。", "The paper does not count because of a breach of discipline.";
    "取消资格", "exam void" => "整个考试成绩无效。", "The whole examination does not count.";
    "名单", "list" => "公布的结果。", "The result that is published.";
    "封存", "sealed" => "发布后不能再改动。", "Cannot be changed after publication.";
    "摘要", "digest" => "由名单内容算出的一串数字，内容改一个字就完全不同。", "A number computed from the list; change one character and it is quite different.";
    "监督员", "supervisor" => "可以查看全部过程的纪检监察人员。", "May read the whole procedure.";
};

#[cfg(test)]
mod tests {
    use super::TERMS;
    use std::collections::BTreeSet;

    #[test]
    fn one_word_stands_for_one_thing_in_both_languages() {
        assert_eq!(TERMS.iter().map(|term| term.zh).collect::<BTreeSet<_>>().len(), TERMS.len());
        assert_eq!(TERMS.iter().map(|term| term.en).collect::<BTreeSet<_>>().len(), TERMS.len());
        for term in TERMS {
            assert!(term.zh_says.ends_with('。') && term.en_says.ends_with('.'), "{}", term.zh);
            assert!(term.en_says.is_ascii() && term.en.is_ascii(), "{}", term.en);
        }
    }
}
