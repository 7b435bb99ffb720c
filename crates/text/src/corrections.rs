//! Corrections (更正) of published lists: begun, followed and ended on the desk, and read by the public.

use domain::lists::Change;
use domain::scheme::{Names, PartNames};

use crate::catalogue::catalogue;
use crate::{Lang, capital, lists, marks, ranking};

catalogue! {
    correction => "名单更正", "Correction of a list";
    lede => "更正由一人提出，另一人复核：发布新一版，或者维持原名单。提出后，公众在名单上看到更正的起始时间和理由；原来的一版在公开期内仍可查看。", "One person begins a correction, another ends it: with the next version, or by keeping the list. From its beginning the public reads on the list since when and why it is corrected; the earlier version stays readable until its term ends.";
    correct_way => "更正…", "Correct…";
    follow => "查看更正", "Follow the correction";
    state_open => "正在更正", "Under correction";
    state_differs => "与现有名次不一致", "The ranking says otherwise";
    in_force(version: u32) => "现行第 {version} 版", "Version {version} is in force";
    stale_title => "名次需要重新计算", "The ranking has to be computed again";
    stale => "成绩、裁决或方案在计算之后有变动，或者还没有计算。这里只列出已发布的名单。", "Marks, rulings or the scheme changed after the ranking was computed, or none is computed. Only published lists stand here.";
    begin => "开始更正", "Begin the correction";
    reason => "更正理由（公开）", "Reason of the correction (public)";
    reason_hint => "一行，写明哪里有误、依据什么。会写入名单的下一版，不得含姓名、身份证号、手机号码。", "One line: what is wrong and on what ground. It stands in the next version; no names, identity numbers or telephone numbers.";
    begin_consequence => "公众立即看到这份名单正在更正。名单全部发布之后开始更正的，成绩可以重新修改，个人结果暂不显示，直到更正结束。", "The public sees at once that this list is under correction. Where every list was out, marks can be changed again, and results of persons are not shown until the correction ends.";
    open_since(since: &str, by: &str) => "{by} 于 {since} 开始更正。", "{by} began the correction at {since}.";
    next_steps => "更正成绩或裁决后重新计算名次，再由另一人核对差别。", "Correct marks or rulings and compute the ranking again; then another person checks the difference.";
    signed_next(version: u32, at: &str) => "第 {version} 版已签署，将于 {at} 发布；在此之前这项更正无须再办理。要改，先撤回签署。", "Version {version} is signed and becomes public at {at}; until then nobody has anything to do for this correction. To change it, take the signature back first.";
    against_title => "按现有名次，与已发布的一版相比", "What the ranking says against the published version";
    against_decided_title => "按现有决定和异议答复，与已发布的一版相比", "What was decided and answered says against the published version";
    decided_otherwise => "有改动。这项决定的页面列出下一版的内容。", "It differs. The page of the decision shows the next version.";
    against_nothing => "还没有可比较的名次：成绩有变动，须重新计算。", "There is no ranking to compare with: marks changed, and it has to be computed again.";
    against_not_ready => "按现有名次，这份名单还没有结果。", "By the ranking that stands, this list has no result yet.";
    against_same => "完全相同。", "The same.";
    against_shown => "名次和结果相同；下一版对人员的显示与已发布的一版不同。可以发布新一版，也可以维持原名单。", "Ranks and results are the same; the next version shows its people otherwise than the published one. It can be published, or the list kept.";
    names_from_to(before: &str, after: &str) => "姓名：{before} → {after}。", "Names: {before} → {after}.";
    names_none => "不显示", "not shown";
    names_masked => "隐去名字", "masked";
    names_full => "显示全名", "in full";
    columns_added(columns: &str) => "增加的列：{columns}。", "Columns that come: {columns}.";
    columns_gone(columns: &str) => "去掉的列：{columns}。", "Columns that go: {columns}.";
    columns_turned => "列的次序不同。", "The columns stand in another order.";
    counts(came: u32, left: u32, changed: u32) => "新增 {came} 人，移出 {left} 人，内容有变 {changed} 人。", "Came: {came}; left: {left}; changed: {changed}.";
    first_of(n: &str) => "人数较多，这里只列前 {n} 人；两版名单可下载核对。", "Only the first {n} people stand here; both versions can be downloaded and compared.";
    check_next => "核对并签署新一版", "Check and sign the next version";
    keep => "维持原名单", "Keep the list";
    keep_reason => "维持的理由（公开）", "Why the list stands (public)";
    keep_hint => "一行，写明复核了什么、为什么不改。", "One line: what was checked, and why nothing changes.";
    keep_not_yours => "由工作组里的发布人结束更正，且不能是开始更正的人。", "The publisher of the team ends a correction; it cannot be the person who began it.";
    earlier => "以前的更正", "Earlier corrections";
    kept_line(at: &str, reason: &str) => "{at} 复核后维持：{reason}", "Kept at {at}: {reason}";
    corrected_line(at: &str) => "{at} 发布了新一版", "The next version was published at {at}";
    begun_line(version: u32, since: &str, reason: &str) => "第 {version} 版，{since} 开始：{reason}", "Version {version}, begun at {since}: {reason}";
    // the public
    public_open_title => "这份名单正在更正", "This list is under correction";
    public_open(since: &str) => "自 {since} 起更正。结果公布前，以本版为准。理由：", "It is under correction since {since}; until the result is published, this version counts. Reason: ";
    public_kept(since: &str, at: &str) => "曾于 {since} 开始更正，{at} 复核后维持不变。", "A correction was begun at {since}; at {at} the list was found to stand.";
    difference_title(previous: u32) => "与第 {previous} 版的差别", "What differs from version {previous}";
    person => "准考证号", "Ticket number";
    position => "职位", "Position";
    change => "变化", "Change";
    cells => "内容", "What changed";
    came => "新增", "came";
    left => "移出", "left";
    changed => "有变", "changed";
    cell(column: &str, before: &str, after: &str) => "{column}：{before} → {after}", "{column}: {before} → {after}";
    nothing => "无", "none";
}

/// How two versions name their people, in a sentence.
#[must_use]
pub fn names_otherwise(lang: Lang, before: Names, after: Names) -> String {
    let word = |names: Names| match names {
        Names::None => names_none(lang),
        Names::Masked => names_masked(lang),
        Names::Full => names_full(lang),
    };
    names_from_to(lang, word(before), word(after))
}

/// What became of a person.
#[must_use]
pub fn change_word(lang: Lang, change: Change) -> &'static str {
    match change {
        Change::Came => came(lang),
        Change::Left => left(lang),
        Change::Changed => changed(lang),
    }
}

/// A cell that changed, in words: its column as the scheme calls it, what stood there and what stands there.
#[must_use]
pub fn cell_words(
    lang: Lang,
    (stage, names): (&str, &PartNames),
    column: &str,
    (before, after): (&str, &str),
) -> String {
    let name = match column {
        "rank" => ranking::rank(lang).to_owned(),
        "note" => lists::note(lang).to_owned(),
        "result" => lists::result(lang).to_owned(),
        "name" => lists::name(lang).to_owned(),
        "unit" => lists::unit(lang).to_owned(),
        "position" | "title" => lists::position(lang).to_owned(),
        "plan" => lists::plan(lang).to_owned(),
        "tied" => lists::tied(lang).to_owned(),
        component => marks::column_word(lang, component, names.part(component)),
    };
    let value = |text: &str| match (column, text) {
        (_, "") => nothing(lang).to_owned(),
        ("result", text) => lists::result_word(lang, stage, text),
        ("note", text) => lists::note_word(lang, text),
        ("rank" | "name" | "unit" | "position" | "title" | "plan" | "tied", text) => text.to_owned(),
        (_, text) => marks::value_word(lang, text),
    };
    let (before, after) = (value(before), value(after));
    cell(lang, &capital(lang, &name), &before, &after)
}
