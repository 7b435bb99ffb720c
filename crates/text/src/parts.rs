//! What the parts say on every page where they stand: buttons, tables, forms, error summary.

use crate::catalogue::catalogue;

catalogue! {
    day_hint => "例如 2026-11-30", "For example 2026-11-30";
    // forms
    errors_title => "有内容需要更正", "There is a problem";
    error_prefix => "有误：", "Error: ";
    optional => "（可不填）", " (optional)";
    year => "年", "Year";
    month => "月", "Month";
    day => "日", "Day";
    choose => "请选择", "Choose";
    nothing => "不限", "None";
    save => "保存", "Save";
    save_and_continue => "保存并继续", "Save and continue";
    continue_on => "继续", "Continue";
    back => "返回", "Back";
    cancel => "取消", "Cancel";
    change => "修改", "Change";
    yes => "是", "Yes";
    no => "否", "No";
    file_limits(kinds: &str, limit: &str) => "{kinds}，不超过 {limit}", "{kinds}, {limit} at most";
    // tables and lists
    find => "查找", "Find";
    clear => "清除条件", "Clear";
    all => "全部", "All";
    rows(n: &str) => "共 {n} 行", "{n} rows in all";
    rows_of(shown: &str, all: &str) => "{all} 行中的 {shown} 行", "{shown} of {all} rows";
    range_of(from: &str, to: &str, all: &str) => "第 {from} 至 {to} 行，共 {all} 行", "Rows {from} to {to} of {all}";
    previous => "上一页", "Previous";
    next => "下一页", "Next";
    pages => "分页", "Pages";
    page_of(page: &str, last: &str) => "第 {page} 页，共 {last} 页", "Page {page} of {last}";
    first_page => "第一页", "First";
    last_page => "最后一页", "Last";
    sort_by(column: &str) => "按{column}排序", "Sort by {column}";
    nothing_found => "没有符合条件的内容", "Nothing matches";
    switch_language => "切换到英文，保留已填内容", "Go on in Chinese, keep what is typed";
    workbook_to_read => "xlsx（阅读用）", "xlsx to read";
    workbook_to_verify => "xlsx（核验用）", "xlsx to verify";
    download => "下载：", "Download: ";
    // steps
    progress => "进度", "Progress";
    done => "已完成", "Done";
    now => "进行中", "Now";
    not_yet => "未开始", "Not started";
    missing => "需补充", "Incomplete";
    step_done => "已结束", "over";
    step_now => "当前环节", "current step";
    step_next => "未开始", "to come";
    // sealed
    digest => "摘要（SHA-256）", "Digest (SHA-256)";
    digest_proves => "这串数字由名单内容算出。名单改动一个字，它就完全不同。网页、PDF、CSV 和 xlsx 上的摘要相同，说明它们是同一份名单。", "This number is computed from the list itself; change one character and it is quite different. The same digest on the page, the PDF, the CSV and the xlsx file shows that they are the same list.";
    how_to_verify => "怎样自己核验", "How to check it yourself";
    version_sealed(version: i64) => "第 {version} 版，已封存", "Version {version}, sealed";
    published_on(when: &str) => "{when} 发布", "Published {when}";
    // confirm
    consequences => "确认之后", "What happens then";
    cannot_undo => "此操作不能撤销。", "This cannot be undone.";
    second_person(name: &str) => "第二人：{name}", "Second person: {name}";
    // job
    working(percent: i64) => "正在处理，已完成 {percent}%", "Working, {percent}% done";
    may_leave => "您可以离开本页，处理完成后会有消息。", "You may leave this page; a message comes at the end.";
    copy => "复制", "Copy";
    copied => "已复制", "Copied";
    needs_scripts => "本页需要浏览器脚本。请在浏览器设置中启用后重新打开。", "This page needs scripts. Turn them on in the browser and open the page again.";
}
