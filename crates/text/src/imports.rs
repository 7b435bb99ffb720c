//! The dry run of a file.

use domain::import::ColumnUse;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    dry_run => "试读结果", "Dry run";
    handed_in => "上传", "Handed in";
    before => "现在", "Now";
    after => "改为", "Becomes";
    // columns of a position table
    columns => "每一列读作什么", "What each column is read as";
    columns_lede => "请核对。需要改的，选好后点“按此重新读取”；在确认之前，什么也不写入。", "Please check. Change what is wrong and read the file again so; nothing is written before you confirm.";
    columns_unknown(n: i64) => "有 {n} 列的标题不认识，已保留并公布，由审核员人工核对。", "{n} title is not known: the column is kept and shown, and a person checks it." | "{n} titles are not known: the columns are kept and shown, and a person checks them.";
    column_title => "标题", "Title";
    column_example => "第一个值", "First value";
    column_read_as => "读作", "Read as";
    unknown => "标题不认识", "unknown title";
    read_as_of(title: &str) => "{title}：读作", "{title}: read as";
    read_again => "按此重新读取", "Read again so";
    uncovered(columns: &str) => "这些列的文字变了，不再算作已由设定的条件覆盖，改由人工核对：{columns}。", "The words of these columns change; the conditions set no longer count as covering them, and a person checks them: {columns}.";
    use_kept => "保留并公布，由审核员人工核对", "Kept and shown; a person checks it";
    use_shown => "保留并公布，不是对报名人的要求", "Kept and shown; it asks nothing of applicants";
    use_unread => "不读取", "Not read";
}

/// What a column is read as.
#[must_use]
pub fn column_use(of: ColumnUse, lang: Lang) -> &'static str {
    match of {
        ColumnUse::Kept => use_kept(lang),
        ColumnUse::Shown => use_shown(lang),
        ColumnUse::Unread => use_unread(lang),
        ColumnUse::Code => crate::desk::number(lang),
        ColumnUse::Unit => crate::public::unit(lang),
        ColumnUse::Title => crate::public::position_name(lang),
        ColumnUse::Plan => crate::desk::plan(lang),
        ColumnUse::Conditions => crate::eligibility::beside_words(lang),
        ColumnUse::Scheme => crate::desk::scheme_name(lang),
    }
}
