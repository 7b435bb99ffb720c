//! The scheme's pages: the editor, the pages of its nodes, the live preview beside them.

use crate::catalogue::catalogue;

catalogue! {
    title => "计分规则", "Scheme";
    revision(n: u32) => "第 {n} 版", "revision {n}";
    never_saved => "还没有保存过", "never saved";
    drafted(who: &str, when: &str) => "草稿，{who} 最后改于{when}。", "Draft, last changed by {who} {when}.";
    as_saved => "与保存的版本相同。", "As it was saved.";
    reads_as => "规则读出来是", "The rule reads";
    named(name: &str) => "规则“{name}”（由职位表指定）", "Scheme “{name}” (named by positions)";
    own => "本项目的规则", "The posting's own scheme";
    nothing_yet => "还没有计分规则。从模板开始最快，也可以导入规则文件，或从空白写起。", "There is no scheme yet. Begin with a template, import a file, or begin with an empty one.";
    outline_lede => "点开一项修改。每次保存都写入草稿，最后一起保存为新版。", "Open an item to change it. Each change goes into the draft; the whole is saved as the next revision at the end.";
    more_rules => "其他规定", "Further rules";
    not_set => "未设置，按默认", "not set: as usual";
    none => "无", "none";
    items(n: i64) => "{n} 项", "{n} item" | "{n} items";
    unnamed => "（未命名）", "(no name yet)";
    add => "增加", "Add";
    add_what(what: &str) => "增加：{what}", "Add: {what}";
    which => "增加哪一项", "Which one to add";
    another => "其他（自己起代号）", "Another (with a key of your own)";
    save_node => "写入草稿", "Write into the draft";
    back => "返回规则", "Back to the scheme";
    more => "更多设置", "More";
    below => "包含的内容", "What it holds";
    place => "位置", "Its place";
    move_up => "上移", "Move up";
    move_down => "下移", "Move down";
    remove => "删除此项", "Remove this";
    take_out => "不要此项", "Leave this out";
    remove_scheme => "删除这套规则", "Remove this scheme";
    default_is(word: &str) => "默认：{word}", "as usual: {word}";
    leave_empty => "（不填）", "(empty)";
    step => "比较什么", "What is compared";
    item => "内容", "Which";
    of(what: &str, name: &str) => "{what}：{name}", "{what}: {name}";
    // saving
    save => "保存为新版", "Save as the next revision";
    save_lede => "检查通过后保存。保存的规则随公告一起送审。", "It is saved once the checks pass, and goes to approval with the posting.";
    discard => "放弃草稿", "Discard the draft";
    frozen => "公告已经送审，规则不能再保存新版。草稿仍可写，用来看改动会影响谁；批准公告以后，草稿可以作为补充公告提出，经批准生效。", "The posting was sent for approval: no further revision can be saved. A draft may still be written to see who would move; once the posting is approved it can be proposed as a supplementary notice and comes in force with its approval.";
    read_only => "您可以查看规则，不能修改。", "You may read the scheme, not change it.";
    behind(n: u32) => "有人在此期间保存了第 {n} 版。您的草稿还在。", "Revision {n} was saved meanwhile. Your draft is kept.";
    behind_todo => "请对照新版。要以新版为基础继续用您的草稿，按下面的按钮；保存时草稿将取代它。", "Compare it with the new revision. To go on with your draft on top of it, press the button; saving then replaces it.";
    rebase => "以新版为基础继续", "Go on from the new revision";
    stale => "别人刚改过草稿，您的这一次没有写入。", "Somebody changed the draft meanwhile; this change was not written.";
    stale_kept => "您填的内容都在下面。现在草稿里的值写在各项旁边；再按一次写入，就以您的为准。", "What you typed stands below, with the draft's present value beside each field. Write again to let yours stand.";
    stale_moved => "这一项已被移动或删除。您填的内容列在下面，请在规则中找到它再填。", "This item was moved or removed. What you typed is listed below; find the item in the scheme and fill it there.";
    stale_act => "请看看现在的草稿，再做一次。", "Look at the draft as it is now and do it again.";
    present(value: &str) => "草稿中现在是：{value}", "In the draft now: {value}";
    // checks
    checks => "检查", "Checks";
    usable => "可以使用", "Usable";
    faulty(n: i64) => "{n} 处须改", "{n} to mend" | "{n} to mend";
    warning => "留意", "Notice";
    sound => "没有发现问题。", "Nothing is wrong.";
    unread => "有内容还读不出来，改正后才能读出整条规则。", "Some entries do not read yet; the rule can be told once they are mended.";
    fault_at(field: &str, sentence: &str) => "{field}：{sentence}", "{field}: {sentence}";
    // the live part
    live => "改动立刻反映在下面。", "Changes show below at once.";
    needs_scripts => "边填边看需要浏览器脚本；没有脚本时，写入草稿后这里更新。", "Seeing changes while typing needs scripts; without them this is renewed with each change written.";
    moves => "谁会变动", "Who would move";
    sample_lede => "虚拟的 12 人、计划 2 人。", "Twelve made-up people for two places.";
    sample_against(n: u32) => "与第 {n} 版相比。", "Compared with revision {n}.";
    sample_none => "还没有保存的版本，只列新规则下的结果。", "There is no saved revision yet; only the new result is shown.";
    sample_fails => "规则可以使用之后，这里列出结果。", "The result stands here once the rule is usable.";
    person => "考生", "Person";
    total_before => "原总分", "Total before";
    total_after => "新总分", "New total";
    rank_before => "原名次", "Rank before";
    rank_after => "新名次", "New rank";
    change => "变化", "Change";
    rises(n: i64) => "升 {n}", "up {n}";
    falls(n: i64) => "降 {n}", "down {n}";
    goes_on(list: &str) => "进入{list}", "on: {list}";
    leaves(list: &str) => "移出{list}", "off: {list}";
    on_lists => "进入的名单", "On the lists";
    other_change => "有变化", "changes";
    sample_sum(n: i64, crossing: i64) => "{n} 人有变动，其中 {crossing} 人进出名单。", "{n} would change, {crossing} of them on or off a list.";
    sample_blank(n: i64) => "另有 {n} 人没有总分，没有列出。", "{n} more has no total and is not listed." | "{n} more have no total and are not listed.";
    own_data => "在本项目的成绩上", "On the posting's own scores";
    own_lede => "用已录入的成绩，按草稿和保存的规则各算一遍，什么都不存。", "The marks entered so far, under the draft and under the saved rule. Nothing is stored.";
    own_wait => "正在计算……", "Computing…";
    own_sum(people: i64, moved: i64, crossing: i64) => "共 {people} 人：{moved} 人有变动，{crossing} 人进出名单。", "{people} people: {moved} would change, {crossing} on or off a list.";
    own_first(n: i64) => "列出前 {n} 人。", "The first {n} are listed.";
    // templates
    templates => "从模板开始", "Begin with a template";
    templates_lede => "模板会取代草稿中现有的内容；保存之前，已保存的规则不变。", "A template replaces what is in the draft; what was saved stays until you save.";
    template => "模板", "Template";
    template_central => "中央机关：笔试、面试各半，面试 5:1，考察 2:1", "Central: written and interview 50/50, 5:1 to the interview, 2:1 to the inspection";
    template_provincial => "省级：笔试两科、面试各半，面试 3:1，考察 2:1，同分有次序", "Provincial: two papers and interview 50/50, 3:1, 2:1, with a tie ladder";
    template_three => "三段：笔试 30、业绩评价 20、面试 50", "Three parts: written 30, performance 20, interview 50";
    template_banded => "分档比例：计划 2 人以内面试 3:1，更多 2:1", "Banded ratio: 3:1 for a plan up to 2, 2:1 above";
    template_empty => "空白", "Empty";
    begin => "用这个模板", "Use this template";
    begin_named => "新增一套规则", "Add a scheme";
    named_lede => "职位表的“规则”一列写了名称的职位用这里的规则，其余职位用本项目的规则。", "Positions whose table names a scheme use it; all others use the posting's own.";
    scheme_name => "规则的名称（与职位表一致）", "Name of the scheme, as in the position table";
    // files
    file => "规则文件", "Scheme file";
    file_lede => "本项目全部规则（含职位表指定的）可以整份导入、导出，TOML 或 JSON。导入即保存为新版。", "All schemes of the posting, also those named by positions, can be imported and exported whole, as TOML or JSON. An import is saved as the next revision.";
    import => "导入规则文件", "Import a scheme file";
    export => "导出已保存的规则", "Export the saved schemes";
}
