//! Why working days cannot be counted or entered: one sentence for each code of [`WorkdaysWhy`].

use domain::reason::WorkdaysWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    unknown_year(year: &str) => "工作日历里没有 {year} 年。", "The calendar of working days does not know {year}.";
    unreadable(line: u32) => "第 {line} 行不是“off 日期”“off 起日 止日”或“work 日期”。", "Line {line} is neither “off DATE”, “off FIRST LAST” nor “work DATE”.";
    other_year(line: u32) => "第 {line} 行的日期不在这一年。", "Line {line} names a day of another year.";
    no_weekend(line: u32) => "第 {line} 行：调休上班的只能是周六或周日。", "Line {line}: only a Saturday or a Sunday can be a make-up day.";
    twice(line: u32) => "第 {line} 行的日期前面已经写过。", "Line {line} names a day that another line names.";
    nothing_off => "没有写任何节假日。", "No day off is named.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: &WorkdaysWhy, lang: Lang) -> String {
    match why {
        WorkdaysWhy::UnknownYear { year } => unknown_year(lang, &year.to_string()),
        WorkdaysWhy::Unreadable { line } => unreadable(lang, *line),
        WorkdaysWhy::OtherYear { line } => other_year(lang, *line),
        WorkdaysWhy::NoWeekend { line } => no_weekend(lang, *line),
        WorkdaysWhy::Twice { line } => twice(lang, *line),
        WorkdaysWhy::NothingOff => nothing_off(lang).to_owned(),
    }
}
