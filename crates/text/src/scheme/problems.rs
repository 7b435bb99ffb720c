//! What is wrong with a scheme, a sheet or a ruling: one sentence each.

use crate::Lang;
use crate::catalogue::catalogue;
use domain::marks::Wrong;
use domain::rulings::Refusal;
use domain::scheme::What;

catalogue! {
    // what a field of a document takes
    expected_table => "此处应为一组字段。", "A table of fields belongs here.";
    expected_list => "此处应为列表。", "A list belongs here.";
    expected_text => "此处应为加引号的文字。", "Text in quotes belongs here.";
    expected_name => "此处应为组成的代号，如 \"written\"。", "The name of a component belongs here, such as \"written\".";
    expected_key => "此处应为代号：小写字母开头，只含小写字母、数字和下划线，最多 32 个字符，且不是保留词。", "A key belongs here: a lower-case letter, then letters, digits and _, 32 at most, and no reserved word.";
    expected_step => "此处应为同分处理的一步，如 \"written\"、\"raw.interview\"、\"fact.veteran\"、\"unrounded\"。", "A step of a tie ladder belongs here, such as \"written\", \"raw.interview\", \"fact.veteran\" or \"unrounded\".";
    expected_score => "此处应为分数，如 60 或 \"59.5\"，最多六位小数。", "A score belongs here, such as 60 or \"59.5\", six decimals at most.";
    expected_line => "此处应为分数线，如 60、\"59.5\"，或 \"decided\"（阅卷后划定）。", "A line belongs here: 60, \"59.5\", or \"decided\" where it is set after marking.";
    expected_weight => "此处应为权重，如 60、\"33.5\"、\"1/3\"，不能为负。", "A weight belongs here, such as 60, \"33.5\" or \"1/3\", not negative.";
    expected_ratio => "此处应为比例，如 \"3:1\" 或 \"1.5:1\"。", "A ratio belongs here, such as \"3:1\" or \"1.5:1\".";
    expected_count => "此处应为不小于零的整数。", "A whole number belongs here, not negative.";
    expected_yes_no => "此处应为 true 或 false。", "Either true or false belongs here.";
    unparsed(said: &str) => "无法解析（{said}）。", "Cannot be parsed ({said}).";
    // checks of a scheme
    no_components => "没有任何组成，无分可计。", "There is no component: nothing to score.";
    duplicate_key(key: &str) => "代号“{key}”重复。", "The key “{key}” stands twice.";
    ambiguous_name(name: &str) => "列名“{name}”有歧义，请改其中一个代号。", "The column “{name}” would be two things. Change one key.";
    unknown_name(name: &str) => "没有“{name}”这一项。", "There is nothing named “{name}”.";
    weights_sum(found: &str) => "权重之和是 {found}，应为 100。", "The weights sum to {found}, not to 100.";
    weight_missing => "此处须有权重。", "A weight must stand here.";
    weight_not_allowed => "这种合成方式不用权重，请删去。", "This way of combining takes no weight. Remove it.";
    weight_zero => "权重为零，等于不计分。", "A weight of nought counts nothing.";
    not_above_zero => "此处须大于零。", "This must be above nought.";
    full_marks_differ(first: &str, this: &str) => "并列各项的满分不同（{first} 与 {this}），请先折算。", "Siblings have different full marks ({first} and {this}). Convert them.";
    full_mark_mismatch(made: &str) => "所写满分与各部分之和 {made} 不符。", "The full mark written is not the {made} that the parts make.";
    too_many_places => "小数位最多六位。", "Six decimals at most.";
    line_unreachable(most: &str) => "最高只能得 {most}，无人能达到这条线。", "At most {most} can be reached: nobody meets this line.";
    cap_never_works => "封顶高于可得的最高分，不起作用。", "The cap is above what can be reached and never works.";
    parts_and_panel => "一个组成不能既有部分又有考官组。", "A component has either parts or a panel.";
    rooms_on_parts => "修正系数只用于直接录入或考官评分的成绩。", "Room correction is for an entered or panel mark, not for one made of parts.";
    panel_too_small(left: u32) => "去掉最高最低后只剩 {left} 个评分，至少应有三个。", "Only {left} mark is left after dropping; three are needed." | "Only {left} marks are left after dropping; three are needed.";
    share_above_whole => "占比须大于零且不超过 1，写成分数，如 1/3。", "A share is above zero and at most 1; write it as a fraction, such as 1/3.";
    least_above_size => "最少人数大于考官组人数。", "The least number is above the panel's size.";
    elements_missing => "按要素去高低须列出测评要素。", "Trimming by element needs elements.";
    bonus_target => "加在组成上的加分须写明组成，加在总分上的不写。", "A bonus on a component names it; one on the total names none.";
    source_missing => "名单须写明依据：总分、某个组成，或自定的合成分，且只写一种。", "A list names exactly one source: a score or a composite of its own.";
    source_too_late => "所依据的成绩要到这份名单之后才有。", "The source is measured only after this list.";
    ratio_missing => "须写比例或分档，且只写一种。", "Exactly one of ratio and bands must stand here.";
    band_missing(plan: u32) => "计划数为 {plan} 时没有对应的档。", "A plan of {plan} has no band.";
    band_covered => "这一档被前面的档完全覆盖。", "This band is covered by one before it.";
    ratio_below_one(plan: u32) => "计划数为 {plan} 时进入人数少于计划数。", "For a plan of {plan} fewer people than places are called.";
    ladder_empty => "写了按次序处理同分，却没有写次序。", "Ties go by the ladder, but there is none.";
    step_decides_nothing(step: &str) => "“{step}”比较的是已经相同的分数，不起作用。", "“{step}” compares what is already equal.";
    ladder_never_decides => "这个同分处理次序在任何情况下都分不出先后。", "No step of this ladder can decide anything.";
    step_too_late(step: &str) => "“{step}”要到这份名单之后才有成绩。", "“{step}” is measured only after this cut.";
    raw_of_parts => "原始分只用于直接录入或考官评分的成绩。", "A raw score is one that is entered or given by a panel.";
    fact_not_yes_no => "名单所要求的事项须是“是或否”。", "A fact that a list requires must be yes or no.";
    exam_void_counts => "取消资格的人没有综合成绩，不能改。", "A void examination has no total; nothing else can be said.";
    decision_shares => "考试与考察的占比之和须为 100；其他方式不写占比。", "The shares of examination and inspection must sum to 100, and stand only where they are used.";
    no_test_city => "本系统没有考试城市可选，这一项不能另行规定，请删去。", "There is no test city to choose here, so that nothing can be said about changing it. Remove this.";
    until_no_stage => "递补截止从名单所通向的环节倒数，名单的代码须是日程里的环节，如 interview、medical、inspection：请改代码，或删去截止。", "The end of replacement is counted back from the stage that the list leads to, so its key has to be the word of a stage, such as interview, medical or inspection: change the key, or remove this.";
    one_choice => "每人只能改报一次：请写 1，或删去这一项。", "A person chooses another position once: write 1, or remove this.";
    moves_together => "每人只在一个职位排名，“只限未进入名单的人”与“调剂后退出原职位递补”须同时规定：请补上另一项，或删去这一项。", "A person is ranked in one position only, so that “Only people on no list” and “Leaves the first position” stand together: set the other one too, or remove this.";
    decision_needs_total => "按成绩确定拟遴选人选的，最后一份名单须以综合成绩为依据。", "Where proposed persons follow from scores, the last list is built on the composite score.";
    approval_not_lower => "经批准的比例须低于原比例。", "The ratio with approval must be lower.";
    ties_invisible => "提醒：名次按未舍入的分数排，公布分数相同的人会有不同名次。", "Notice: ranks follow an unrounded value, so equal printed scores will have different ranks.";
    // sheets
    unknown_position => "职位表里没有这个职位。", "The table of positions does not have this position.";
    unknown_scheme(name: &str) => "没有名为“{name}”的计分规则。", "There is no scheme named “{name}”.";
    duplicate_sheet => "同一职位的同一人出现两次。", "The same person stands twice in one position.";
    unused_column => "该职位的计分规则不用这一列。", "The scheme of this position does not use this column.";
    missing => "此处不能为空。请录入成绩，或写缺考等状态。", "A mark must stand here, or a status such as absent.";
    not_called(list: &str) => "此人不在名单“{list}”上，不应有这项成绩。", "This person is not on the list “{list}” and should have no such mark.";
    wrong_kind => "此处的内容种类不对：分数列写分数或状态，考官评分的列只写状态，考场列写考场，加分列和事项列只写数字。", "The wrong kind of entry: marks take a number or a status, panel columns a status only, room columns a room, bonus and fact columns a number.";
    above_full(full: &str) => "高于满分 {full}。", "Above the full mark {full}.";
    negative => "小于零。", "Below nought.";
    sheet_places(allowed: u8) => "小数超过 {allowed} 位。", "More than {allowed} decimals.";
    not_yes_no => "此处只能写 0 或 1。", "Only 0 or 1 may stand here.";
    marks_and_status(status: &str) => "既有考官评分，又有状态 {status}。请只留一种。", "There are examiners' marks and the status {status}. Keep one of them.";
    two_panels => "同一人的同一项由两个考官组评分。", "Two panels marked the same person.";
    examiner_marks(examiner: &str) => "考官 {examiner} 的评分有重复、缺少要素，或要素不在计分规则中。", "The marks of examiner {examiner} stand twice, lack an element, or name an unknown one.";
    panel_size(found: u32, least: u8, most: u8) => "有 {found} 位考官评分，应为 {least} 至 {most} 位。", "{found} examiner marked; {least} to {most} must." | "{found} examiners marked; {least} to {most} must.";
    room_missing => "成绩要按考场修正，但没有写考场。", "The mark is corrected between rooms, but no room is given.";
    room_mean_zero(room: &str) => "考场 {room} 的平均分为零，无法修正。", "The mean of room {room} is nought and cannot be corrected.";
    sheet_too_fine => "分数过细，无法精确计算。请在计分规则中增加舍入。", "The numbers are too fine to be computed exactly. Let the scheme round earlier.";
    sheet_plan_missing(list: &str) => "没有计划数，无法产生名单“{list}”。", "There is no plan, which the list “{list}” needs.";
    // rulings
    unknown_line(of: &str) => "没有待划定的分数线“{of}”。", "No line “{of}” is open to be decided.";
    line_twice(position: &str, of: &str) => "职位 {position} 的分数线“{of}”写了两次。", "The line “{of}” of position {position} is decided twice.";
    unknown_question(question: &str) => "没有待裁决的事项“{question}”。", "No question “{question}” is open.";
    ruling_twice(question: &str) => "事项“{question}”有两个裁决。", "The question “{question}” has two rulings.";
    wrong_ruling_kind(question: &str) => "事项“{question}”要的是另一种裁决。", "The question “{question}” asks for the other kind of ruling.";
    fewer_qualified(question: &str) => "事项“{question}”裁决之后，合格人数又减少了。", "Fewer qualify now than the ruling on “{question}” was made for.";
    wrong_people(question: &str) => "裁决的人员与事项“{question}”中的不一致。", "The ruling does not name exactly the people of “{question}”.";
    no_witness(question: &str) => "“{question}”的抽签须写见证人。", "The lots of “{question}” need a witness.";
    unknown_list(position: &str, stage: &str) => "职位 {position} 没有名单“{stage}”。", "Position {position} has no list “{stage}”.";
    replacement_not_allowed(position: &str, stage: &str) => "职位 {position} 的名单“{stage}”不允许递补。", "The list “{stage}” of position {position} allows no replacement.";
    replacement_round(round: u8, position: &str, stage: &str) => "职位 {position} 的名单“{stage}”：第 {round} 轮递补超出规定或跳过了一轮。", "List “{stage}” of position {position}: round {round} is beyond what is allowed, or one was left out.";
    not_on_list(candidate: &str, position: &str, stage: &str) => "{candidate} 不在职位 {position} 的名单“{stage}”上。", "{candidate} is not on the list “{stage}” of position {position}.";
    not_overridable(candidate: &str, position: &str, stage: &str) => "{candidate} 在职位 {position} 的名单“{stage}”上没有可以依决定调整的名次位置，或已调整过。", "The place of {candidate} on the list “{stage}” of position {position} cannot be changed by decision, or was changed already.";
    not_next(candidate: &str, position: &str, stage: &str) => "{candidate} 不是职位 {position} 的名单“{stage}”的下一名递补，或漏了与其同分的人。", "{candidate} is not the next reserve on the list “{stage}” of position {position}, or somebody tied is left out.";
    surplus_mark(candidate: &str, position: &str, column: &str) => "职位 {position} 的 {candidate} 未进入该环节，却有“{column}”成绩。", "{candidate} of position {position} was not called, yet has a mark in “{column}”.";
    missing_mark(candidate: &str, position: &str, column: &str) => "职位 {position} 的 {candidate} 缺“{column}”成绩。请补成绩，或写缺考等状态。", "{candidate} of position {position} lacks a mark in “{column}”. Enter it, or a status such as absent.";
    plan_missing(position: &str, stage: &str) => "职位 {position} 没有计划数，无法产生名单“{stage}”。", "Position {position} has no plan, which the list “{stage}” needs.";
    too_fine(position: &str) => "职位 {position} 的分数过细，无法精确计算。请在计分规则中增加舍入。", "The numbers of position {position} are too fine to be computed exactly. Let the scheme round earlier.";
}

/// One problem of a scheme. The nearest known name follows where there is one.
#[must_use]
pub fn problem(lang: Lang, what: &What) -> String {
    match what {
        What::DuplicateKey { key } => duplicate_key(lang, key),
        What::AmbiguousName { name } => ambiguous_name(lang, name),
        What::UnknownName { name, nearest } => {
            with_nearest(lang, unknown_name(lang, name), nearest.as_deref())
        }
        What::WeightsSum { found } => weights_sum(lang, found),
        What::FullMarksDiffer { first, this } => full_marks_differ(lang, first, this),
        What::FullMarkMismatch { made } => full_mark_mismatch(lang, made),
        What::LineUnreachable { most } => line_unreachable(lang, most),
        What::PanelTooSmall { left } => panel_too_small(lang, u32::from(*left)),
        What::BandMissing { plan } => band_missing(lang, *plan),
        What::RatioBelowOne { plan } => ratio_below_one(lang, *plan),
        What::StepDecidesNothing { step } => step_decides_nothing(lang, step),
        What::StepTooLate { step } => step_too_late(lang, step),
        plain => plain_problem(lang, plain).to_owned(),
    }
}

/// Problems without arguments; those with are said by [`problem`].
fn plain_problem(lang: Lang, what: &What) -> &'static str {
    match what {
        What::NoComponents => no_components(lang),
        What::WeightMissing => weight_missing(lang),
        What::WeightNotAllowed => weight_not_allowed(lang),
        What::WeightZero => weight_zero(lang),
        What::NotAboveZero => not_above_zero(lang),
        What::TooManyPlaces => too_many_places(lang),
        What::CapNeverWorks => cap_never_works(lang),
        What::PartsAndPanel => parts_and_panel(lang),
        What::RoomsOnParts => rooms_on_parts(lang),
        What::ShareAboveWhole => share_above_whole(lang),
        What::LeastAboveSize => least_above_size(lang),
        What::ElementsMissing => elements_missing(lang),
        What::BonusTarget => bonus_target(lang),
        What::SourceMissing => source_missing(lang),
        What::SourceTooLate => source_too_late(lang),
        What::RatioMissing => ratio_missing(lang),
        What::BandCovered => band_covered(lang),
        What::LadderEmpty => ladder_empty(lang),
        What::LadderNeverDecides => ladder_never_decides(lang),
        What::RawOfParts => raw_of_parts(lang),
        What::FactNotYesNo => fact_not_yes_no(lang),
        What::ExamVoidCounts => exam_void_counts(lang),
        What::DecisionShares => decision_shares(lang),
        What::NoTestCity => no_test_city(lang),
        What::UntilNoStage => until_no_stage(lang),
        What::OneChoice => one_choice(lang),
        What::MovesTogether => moves_together(lang),
        What::DecisionNeedsTotal => decision_needs_total(lang),
        What::ApprovalNotLower => approval_not_lower(lang),
        What::TiesInvisible => ties_invisible(lang),
        What::DuplicateKey { .. }
        | What::AmbiguousName { .. }
        | What::UnknownName { .. }
        | What::WeightsSum { .. }
        | What::FullMarksDiffer { .. }
        | What::FullMarkMismatch { .. }
        | What::LineUnreachable { .. }
        | What::PanelTooSmall { .. }
        | What::BandMissing { .. }
        | What::RatioBelowOne { .. }
        | What::StepDecidesNothing { .. }
        | What::StepTooLate { .. } => "",
    }
}

/// What is wrong with a sheet.
#[must_use]
pub fn wrong(lang: Lang, wrong: &Wrong) -> String {
    match wrong {
        Wrong::UnknownPosition => unknown_position(lang).to_owned(),
        Wrong::UnknownScheme { name } => unknown_scheme(lang, name),
        Wrong::DuplicateSheet => duplicate_sheet(lang).to_owned(),
        Wrong::UnusedColumn { nearest } => {
            with_nearest(lang, unused_column(lang).to_owned(), nearest.as_deref())
        }
        Wrong::Missing => missing(lang).to_owned(),
        Wrong::NotCalled { list } => not_called(lang, list),
        Wrong::WrongKind => wrong_kind(lang).to_owned(),
        Wrong::AboveFull { full } => above_full(lang, full),
        Wrong::Negative => negative(lang).to_owned(),
        Wrong::TooManyPlaces { allowed } => sheet_places(lang, *allowed),
        Wrong::NotYesNo => not_yes_no(lang).to_owned(),
        Wrong::MarksAndStatus { status } => marks_and_status(lang, status.word()),
        Wrong::TwoPanels => two_panels(lang).to_owned(),
        Wrong::ExaminerMarks { examiner, .. } => examiner_marks(lang, examiner),
        Wrong::PanelSize { found, least, most } => panel_size(lang, *found, *least, *most),
        Wrong::RoomMissing => room_missing(lang).to_owned(),
        Wrong::RoomMeanZero { room } => room_mean_zero(lang, room),
        Wrong::TooFine => sheet_too_fine(lang).to_owned(),
        Wrong::PlanMissing { list } => sheet_plan_missing(lang, list),
    }
}

/// Why a ruling is refused.
#[must_use]
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnknownLine { of, .. } => unknown_line(lang, of),
        Refusal::LineTwice { position, of } => line_twice(lang, position, of),
        Refusal::UnknownQuestion { question } => unknown_question(lang, question),
        Refusal::RulingTwice { question } => ruling_twice(lang, question),
        Refusal::WrongRulingKind { question } => wrong_ruling_kind(lang, question),
        Refusal::WrongPeople { question } => wrong_people(lang, question),
        Refusal::FewerQualified { question } => fewer_qualified(lang, question),
        Refusal::NoWitness { question } => no_witness(lang, question),
        Refusal::UnknownList { position, stage } => unknown_list(lang, position, stage),
        Refusal::NotAllowed { position, stage } => replacement_not_allowed(lang, position, stage),
        Refusal::Round { position, stage, round } => replacement_round(lang, *round, position, stage),
        Refusal::NotOnList { position, stage, candidate } => not_on_list(lang, candidate, position, stage),
        Refusal::NotOverridable { position, stage, candidate } => {
            not_overridable(lang, candidate, position, stage)
        }
        Refusal::NotNext { position, stage, candidate } => not_next(lang, candidate, position, stage),
        Refusal::Mark { position, candidate, column, surplus: true } => {
            surplus_mark(lang, candidate, position, column)
        }
        Refusal::Mark { position, candidate, column, surplus: false } => {
            missing_mark(lang, candidate, position, column)
        }
        Refusal::PlanMissing { position, stage } => plan_missing(lang, position, stage),
        Refusal::TooFine { position } => too_fine(lang, position),
    }
}

/// The sentence, with the nearest known name behind it.
#[must_use]
pub fn with_nearest(lang: Lang, sentence: String, nearest: Option<&str>) -> String {
    match (nearest, lang) {
        (None, _) => sentence,
        (Some(name), Lang::Zh) => format!("{sentence}{}", crate::sheets::nearest(lang, name)),
        (Some(name), Lang::En) => format!("{sentence} {}", crate::sheets::nearest(lang, name)),
    }
}
