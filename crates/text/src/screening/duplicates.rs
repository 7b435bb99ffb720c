//! Likely duplicates: pairs of applications that may be one person's.

use domain::screening::Compared;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "疑似重复报名", "Likely duplicates";
    lede => "同一次遴选中姓名和出生日期相同、或者电话相同的报名。系统只列出，不作处理；请打开两份档案核对，再记下结果。记录不改变审查结论。", "Applications of this selection with the same name and birthday, or the same telephone. They are only listed: open both files, compare them and note what you found. A note changes no verdict.";
    link => "疑似重复报名", "Likely duplicates";
    none => "没有疑似重复的报名。", "No applications look alike.";
    counted(all: u32, open: &str) => "共 {all} 对，其中 {open} 对尚未核对", "{all} pair, {open} not looked at yet" | "{all} pairs, {open} not looked at yet";
    left(open: u32) => "还有 {open} 对相似的报名没有人核对，结束审查之后仍可核对。", "{open} pair that looks alike was not looked at; it can be compared after screening is finished too." | "{open} pairs that look alike were not looked at; they can be compared after screening is finished too.";
    column_first => "一份", "One";
    column_second => "另一份", "The other";
    column_why => "相同之处", "Alike in";
    column_found => "核对结果", "What was found";
    both => "姓名、出生日期和电话都相同", "Name, birthday and telephone";
    same_person => "姓名和出生日期相同", "Name and birthday";
    same_phone => "电话相同", "Telephone";
    not_looked => "尚未核对", "Not looked at";
    same => "是同一人", "The same person";
    different => "不是同一人", "Not the same person";
    by(name: &str, when: &str) => "{name}，{when}", "{name}, {when}";
    of(first: &str, second: &str) => "{first}、{second}", "{first}, {second}";
    file_title => "与其他报名相似", "It looks like another application";
    see_list => "看全部疑似重复报名", "See all likely duplicates";
}

/// What was found about a pair.
#[must_use]
pub fn compared(compared: Compared, lang: Lang) -> &'static str {
    match compared {
        Compared::SamePerson => same(lang),
        Compared::Different => different(lang),
    }
}
