//! The calendar of working days, in words.

use crate::catalogue::catalogue;

catalogue! {
    title => "工作日历", "Working days";
    lede => "公示期、答复期限等按工作日计算。下列年份的节假日和调休按国务院办公厅的通知录入；没有列出的年份不推算，由经办人填写日期。", "Publicity periods and terms are counted in working days. Holidays and make-up days of these years are those of the State Council's notices; a year that is not listed is never guessed, and whoever needs it gives the date.";
    source => "通知", "Notice";
    source_hint => "写明文号，例如：国办发明电〔2025〕7号。", "With its number.";
    year => "年份", "Year";
    days => "节假日和调休", "Days off and make-up days";
    days_hint => "每行一条：off 日期；off 起日 止日；work 日期（调休上班的周六、周日）。", "One a line: off DATE; off FIRST LAST; work DATE for a Saturday or Sunday that is worked.";
    reason => "录入的理由", "Why it is entered";
    enter => "录入一个年份", "Enter a year";
    save => "保存", "Save";
    entered(at: &str) => "{at} 录入", "Entered {at}";
    built_in => "系统自带", "Comes with the program";
}
