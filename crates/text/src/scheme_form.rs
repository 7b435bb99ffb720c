//! The guided form of a scheme.

use crate::catalogue::catalogue;

catalogue! {
    title => "计分规则", "Scheme";
    reads_as => "规则读出来是", "The rule reads";
    none_yet => "还没有计分规则。从下面的表单开始，或导入规则文件。", "There is no scheme yet. Begin with the form below, or import a scheme file.";
    named(name: &str) => "规则“{name}”（由职位表指定）", "Scheme “{name}” (named by positions)";
    form => "组成与权重", "Components and weights";
    form_hint => "权重之和须为 100%。", "Weights must add up to 100%.";
    papers => "笔试科目", "Papers of the written test";
    papers_hint => "只有一科时全部留空。代码用小写字母，如 xingce。", "Leave blank for one paper. Keys are lower-case letters, such as xingce.";
    paper(n: i64) => "科目 {n}", "Paper {n}";
    key => "代码", "Key";
    name => "名称", "Name";
    weight => "权重 %", "Weight %";
    full => "满分", "Full mark";
    written_weight => "笔试权重 %", "Weight of the written test %";
    interview_weight => "面试权重 %", "Weight of the interview %";
    written_line => "笔试合格线", "Pass line of the written test";
    interview_line => "面试合格线", "Pass line of the interview";
    line_hint => "没有合格线就留空。", "Leave blank where there is none.";
    places => "保留小数位数", "Decimal places";
    mode => "取舍方式", "Rounding";
    half_up => "四舍五入", "half up";
    half_even => "四舍六入五取偶", "half to even";
    cut => "截取", "cut";
    interview_ratio => "面试比例", "Interview ratio";
    inspection_ratio => "差额考察比例", "Inspection ratio";
    ratio_hint => "人数与计划数之比，例如 3:1。", "People to places, for example 3:1.";
    tie => "末位同分", "Tie at the cut";
    tie_all => "一并进入", "all go on";
    tie_none => "均不进入", "none go on";
    tie_ladder => "按次序比较", "the tie ladder decides";
    ladder => "同分比较次序", "Tie ladder";
    ladder_hint => "用逗号分开：unrounded（取舍前总分）、written（笔试）、interview（面试）。", "Separated by commas: unrounded, written, interview.";
    still_tied => "仍然相同", "Still tied";
    still_all => "一并进入", "all go on";
    still_extra => "加试", "an extra test";
    still_lots => "抽签", "lots";
    save => "检查并保存", "Check and save";
    problems(n: i64) => "有 {n} 处问题，没有保存：", "{n} problem; nothing was saved:" | "{n} problems; nothing was saved:";
    warnings => "可以使用，但请留意：", "Usable, but look at:";
    file => "规则文件", "Scheme file";
    file_lede => "本项目全部规则（含职位表指定的）可以整份导入、导出，TOML 或 JSON。", "All schemes of the posting, also those named by positions, can be imported and exported whole, as TOML or JSON.";
    import => "导入规则文件", "Import a scheme file";
    export => "现有规则（TOML）", "The saved schemes (TOML)";
    frozen => "送审之后规则不能再改；批准时冻结。", "Once sent for approval the scheme cannot change; approval freezes it.";
}
