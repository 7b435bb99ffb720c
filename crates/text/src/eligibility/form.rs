//! The guided form in which officers set conditions.

use domain::eligibility::{Fault, Kind, Listed};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    lede => "在这里逐条设定条件，系统据此核对报名。职位表里用文字写的条件照常公布，由审核员人工核对，除非您在下面标明已由设定的条件覆盖。", "Set conditions one by one; applications are checked by them. What the position table says in words is published beside them and checked by a person, unless you say below that the conditions set here cover it.";
    columns => "职位表里的文字", "Words of the position table";
    columns_lede => "每一栏的文字：由审核员人工核对，或者由上面设定的条件覆盖。没有同类条件的职位，标明覆盖后仍由人工核对。职位表里这一栏的文字改了，标记随之取消。", "For each column: a person checks its words, or the conditions set above cover them. At a position without a condition about the same thing a person checks them all the same. When its words change in the position table, the mark goes.";
    column_name => "栏目", "Column";
    column_words => "文字举例", "Words, for example";
    column_who => "谁核对", "Who checks";
    column_by_person(n: i64, of: i64) => "{of} 个职位中有 {n} 个由人工核对", "a person at {n} of {of} positions";
    column_covered(n: i64) => "{n} 个职位由设定的条件覆盖", "the conditions set, at {n} position" | "the conditions set, at {n} positions";
    cover => "标为已覆盖", "Mark as covered";
    cover_what(column: &str) => "标为已覆盖：{column}", "Mark as covered: {column}";
    uncover => "改为人工核对", "Let a person check it";
    uncover_what(column: &str) => "改为人工核对：{column}", "Let a person check it: {column}";
    frozen => "公告已送审，或者资格审查已经结束，条件不能再改。", "The posting waits for approval, or its screening is over: conditions can no longer be changed.";
    drafts => "公告已经批准。这里的改动写入补充公告稿，经审批人批准后才生效并公开；已作出的审查结论不会因此改变。", "The posting is approved. What is changed here goes into the draft of a further revision and holds, in public, once the approver approved it; no verdict changes by itself.";
    to_revision => "到补充公告稿", "To the draft of the revision";
    add => "添加条件", "Add a condition";
    add_here => "添加", "Add";
    change => "修改", "Change";
    remove => "删除", "Remove";
    remove_what(what: &str) => "删除：{what}", "Remove: {what}";
    change_what(what: &str) => "修改：{what}", "Change: {what}";
    save => "保存", "Save";
    kind_label => "条件的种类", "Kind of condition";
    next => "下一步", "Next";
    back => "返回资格条件", "Back to the conditions";
    general => "全部职位的条件", "Conditions of all positions";
    groups => "个别职位的条件", "Conditions of some positions";
    groups_lede => "把有相同特殊条件的职位放在一组。一个职位只能在一组里。", "Put positions with the same special conditions into one group. A position stands in one group only.";
    group_add => "添加一组职位", "Add a group of positions";
    group_change => "修改这一组", "Change the group";
    group_name => "组名", "Name of the group";
    group_name_hint => "例如：文字综合类职位", "For example: writing positions";
    group_positions => "职位代码", "Position codes";
    group_positions_hint => "用顿号、逗号、空格或者换行分开", "Separated by commas, spaces or line breaks";
    group_instead => "只适用本组条件，不适用全部职位的条件", "Only these conditions hold, not those of all positions";
    group_saved => "保存这一组", "Save the group";
    reference => "计算截止日期", "Day up to which is counted";
    reference_hint => "年龄和各项年限计算到这一天", "Ages and years are counted up to this day";
    reference_opens => "报名开始当日", "First day of registration";
    reference_closes => "报名截止当日", "Last day of registration";
    reference_on => "另定日期", "Another day";
    reference_day => "另定的日期", "The other day";
    years => "年数", "Years";
    age => "周岁", "Age in completed years";
    years_held => "任职满几年", "Years held";
    years_held_hint => "没有要求的不填", "Leave empty where nothing is asked";
    years_back => "近几年", "The last years";
    years_back_hint => "1 至 5，不含计算截止日期所在的年份", "1 to 5, not counting the year of the reference day";
    times => "优秀次数", "Times excellent";
    rank_from => "最低职级", "Lowest rank";
    rank_to => "最高职级", "Highest rank";
    age_rank => "放宽年龄的最低职级", "Another age from this rank on";
    age_rank_years => "放宽到多少周岁", "The age from that rank on";
    level => "最低要求", "At least";
    only => "限", "Only";
    choices => "符合其一即可", "One of these is enough";
    choices_study => "选门类等于选它下面的全部，选专业类等于选它下面的全部专业", "A discipline takes all that is below it, a class all of its programmes";
    whole_discipline(name: &str) => "全部{name}", "All of {name}";
    programmes => "单个专业", "Single fields";
    programmes_hint => "每行一个，写代码或者名称，例如“120203K 会计学”；研究生学科的代码前加 G，例如 G0351。", "One a line, by code or name, for example 120203K; a graduate discipline with a G before its code, for example G0351.";
    words => "条件的文字", "The condition in words";
    words_hint => "1 至 400 字。系统不判断，由审核员判断。", "1 to 400 characters. No machine judges it; a screener does.";
    faults_title => "送审前请改正", "To be mended before it is sent for approval";
    day_hint => "例如 2026-09-01", "For example 2026-09-01";
    // kinds
    kind_age_at_most => "年龄上限", "Age at most";
    kind_age_at_least => "年龄下限", "Age at least";
    kind_education => "学历", "Education";
    kind_degree => "学位", "Degree";
    kind_study => "专业", "Field of study";
    kind_service_years => "公务员工作年限", "Years as a civil servant";
    kind_grassroots_years => "基层工作年限", "Years of grass-roots work";
    kind_level_years => "本级机关工作年限", "Years in authorities of the present level";
    kind_rank => "职级", "Rank";
    kind_leading => "领导职务", "Leading post";
    kind_appraisal_each => "年度考核：均为称职以上", "Appraisals: each competent or better";
    kind_appraisal_none => "年度考核：没有基本称职以下", "Appraisals: none below competent";
    kind_appraisal_excellent => "年度考核：优秀次数", "Appraisals: times excellent";
    kind_unit_level => "单位层级", "Level of the unit";
    kind_unit_kind => "单位性质", "Kind of the unit";
    kind_politics => "政治面貌", "Political status";
    kind_sex => "性别", "Sex";
    kind_no_exclusion => "没有不得参加的情形", "No circumstance that excludes";
    kind_in_words => "用文字写明的条件", "A condition in words";
    kind_all => "并且：下列都须符合", "All of several";
    kind_any => "或者：下列符合一项即可", "Any of several";
    // faults
    fault_branch(of: &str) => "{of}：有一处“并且”或者“或者”下面没有条件。", "{of}: there is nothing below an “all of” or “any of”.";
    fault_no_positions(of: &str) => "{of}：没有职位。", "{of}: it has no positions.";
    fault_nothing(of: &str) => "{of}：没有条件。", "{of}: it has no conditions.";
    fault_unknown(of: &str, position: &str) => "{of}：职位表里没有职位 {position}。", "{of}: the position table has no position {position}.";
    fault_twice(of: &str, position: &str) => "{of}：职位 {position} 已在另一组。", "{of}: position {position} stands in another group already.";
}

/// The word for a kind.
#[must_use]
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::AgeAtMost => kind_age_at_most(lang),
        Kind::AgeAtLeast => kind_age_at_least(lang),
        Kind::Listed(Listed::Education) => kind_education(lang),
        Kind::Listed(Listed::Degree) => kind_degree(lang),
        Kind::Study => kind_study(lang),
        Kind::ServiceYears => kind_service_years(lang),
        Kind::GrassrootsYears => kind_grassroots_years(lang),
        Kind::LevelYears => kind_level_years(lang),
        Kind::Rank => kind_rank(lang),
        Kind::Leading => kind_leading(lang),
        Kind::AppraisalEach => kind_appraisal_each(lang),
        Kind::AppraisalNone => kind_appraisal_none(lang),
        Kind::AppraisalExcellent => kind_appraisal_excellent(lang),
        Kind::Listed(Listed::UnitLevel) => kind_unit_level(lang),
        Kind::Listed(Listed::UnitKind) => kind_unit_kind(lang),
        Kind::Listed(Listed::Politics) => kind_politics(lang),
        Kind::Sex => kind_sex(lang),
        Kind::NoExclusion => kind_no_exclusion(lang),
        Kind::InWords => kind_in_words(lang),
        Kind::All => kind_all(lang),
        Kind::Any => kind_any(lang),
    }
}

/// What keeps conditions from being sent; `name` gives the name of a group by its place.
#[must_use]
pub fn fault(fault: &Fault, lang: Lang, name: impl Fn(usize) -> String) -> String {
    match fault {
        Fault::EmptyBranch { group } => {
            fault_branch(lang, &group.map_or_else(|| general(lang).to_owned(), name))
        }
        Fault::NoPositions { group } => fault_no_positions(lang, &name(*group)),
        Fault::NothingAsked { group } => fault_nothing(lang, &name(*group)),
        Fault::UnknownPosition { group, position } => fault_unknown(lang, &name(*group), position.as_str()),
        Fault::PositionTwice { group, position } => fault_twice(lang, &name(*group), position.as_str()),
    }
}
