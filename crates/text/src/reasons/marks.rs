//! Why computing with the marks is refused: one sentence for each code of [`MarksWhy`].

use domain::reason::MarksWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    missing(count: u32) => "还缺 {count} 个成绩。", "{count} mark is missing." | "{count} marks are missing.";
    faulty(count: u32) => "有 {count} 个成绩与规则或前一环节的名单不符，请先更正。", "{count} mark does not fit the scheme or the list before it. Correct it first." | "{count} marks do not fit the scheme or the list before them. Correct them first.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: MarksWhy, lang: Lang) -> String {
    match why {
        MarksWhy::Missing { count } => missing(lang, count),
        MarksWhy::Faulty { count } => faulty(lang, count),
    }
}
