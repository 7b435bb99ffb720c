//! The desk: postings, positions, team, approval. Words of staff who prepare and approve a selection.

use domain::access::Role;
use domain::course::Waiting;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    // home
    title => "工作台", "Desk";
    lede => "您参与的遴选项目。每个数字点开就是它所数的那些行。", "The selections you work on. Every number opens exactly the rows it counts.";
    waits_for_you => "待我办理", "Waits for you";
    nothing_waits => "现在没有等您办理的事项。", "Nothing waits for you now.";
    group_notice => "公告", "Notice";
    group_people => "报名", "Applications";
    group_scores => "成绩", "Scores";
    group_outcome => "结果", "Outcome";
    waits_here => "办理情况", "Where it stands";
    waits_for => "等谁", "Waits for";
    ranking_stale => "计算之后有变动，需要重新计算", "Something changed since it was computed; compute it again";
    ranking_open(n: i64) => "还有 {n} 个问题待裁决", "{n} question waits for a ruling" | "{n} questions wait for rulings";
    ranking_whole => "已计算，没有待裁决的问题", "Computed, with no question left open";
    list_public(version: i64, at: &str) => "第 {version} 版，{at} 公布", "Version {version}, published {at}";
    what_waits => "事项", "What";
    since => "等待自", "Since";
    waits_posting => "待审批的公告", "The notice waits for approval";
    waits_revision(count: &str) => "待审批的修订 {count} 件", "Revisions to approve: {count}";
    waits_cut => "主管部门批准核减，待接受", "Approved with fewer places: to accept";
    waits_reopening => "待决定的重新进行资格审查的提请", "A proposal to open screening again, to decide";
    waits_cancel => "待决定的终止遴选提请", "A proposed cancellation to decide";
    waits_extension(count: &str) => "待审批的个别延期 {count} 件", "Individual extensions to decide: {count}";
    waits_returned => "被退回、待修改的公告", "The notice was sent back and is to be changed";
    waits_marks(column: &str, count: &str) => "待录入的成绩：{column}，缺 {count} 人", "Marks to enter: {column}, {count} missing";
    waits_marks_of => "成绩", "marks";
    waits_ranking => "待计算的名次", "The ranking is to be computed";
    waits_question(count: &str) => "待提出裁决的问题 {count} 个", "Open questions to propose a ruling on: {count}";
    waits_panels(count: &str) => "缺少或不足的面试考官组 {count} 处", "Interviews without a panel, and panels with too few: {count}";
    drafts_own => "未提交的属于本人，不列出", "Not sent: the person’s own, and not listed";
    waits_interview_plan => "面试工作方案还没有获批准", "The interview plan is not approved yet";
    waits_sent_interview_plan => "待审批的面试工作方案", "The interview plan waits for approval";
    waits_vacancy(count: &str) => "待递补的空缺 {count} 个", "Vacant places for which the next can be called: {count}";
    waits_unlisted(count: &str) => "递补或调剂后还没有列入已公布名单的 {count} 人：待更正名单", "People who moved up, or were taken into another position, and are on no public list there: {count}; correct the list";
    waits_correcting(count: &str) => "待办理的名单更正 {count} 份：改正成绩后重新计算", "Corrections of lists to work off: {count}; correct the marks, then compute again";
    waits_returned_decision => "被退回的集体研究决定", "A collective decision was sent back";
    until => "期限", "Due";
    late(until: &str) => "已逾期（{until}）", "Late ({until})";
    waits_below(count: &str) => "未达到开考比例、尚未提出确认的职位 {count} 个", "Positions below their opening ratio with nothing proposed: {count}";
    waits_opening => "待确认的开考人数", "Openings to confirm";
    waits_files(count: &str) => "待审查的报名申请 {count} 份", "Applications to judge: {count}";
    waits_unfit(count: &str) => "与现在的成绩或规则不符、须更正或撤销的裁决 {count} 件", "Rulings that no longer fit, to correct or take back before computing: {count}";
    waits_ruling(count: &str) => "待审批的裁决 {count} 件", "Rulings to approve: {count}";
    waits_choice(count: &str) => "待办理的调剂申请 {count} 件", "Choices in an adjustment round to rule on: {count}";
    waits_adjustment => "待确认的调剂", "An adjustment round to confirm";
    waits_recall(count: &str) => "待审批的退出撤销 {count} 件", "Departures to take back: {count}";
    waits_departure(count: &str) => "待审批的退出 {count} 件", "Departures to approve: {count}";
    waits_correction(count: &str) => "更正中、待签发的名单 {count} 份", "Lists under correction, to be signed: {count}";
    waits_inspection(count: &str) => "待第二人签字的考察情况 {count} 份", "Inspection files to countersign: {count}";
    waits_publication(count: &str) => "应在期限内公布的名单 {count} 份", "Lists to be published in time: {count}";
    due_by(until: &str) => "应于 {until} 前公布", "To be published before {until}";
    due_late(until: &str) => "应于 {until} 前公布，已逾期", "It was to be published before {until}; late since then";
    due_open(stage: &str) => "{stage}的日期待定，定下后计算公布期限", "The date of the stage is to be announced: {stage}; then it can be told";
    due_missing(stage: &str) => "日程中没有“{stage}”环节，公布期限无从计算；请在日程中加上", "The timetable has no such stage: {stage}. Until it is entered there, nobody can tell by when";
    due_unknown(year: i64) => "算不出公布期限：{year} 年的工作日安排尚未录入", "Nobody can tell by when: the working days of {year} are not entered";
    waits_returned_revision => "补充公告被退回：看理由，重新拟定", "A supplementary notice was sent back: read why, and draft it anew";
    waits_first_signature(count: &str) => "待第一签署的名单 {count} 份", "Lists to sign first: {count}";
    waits_lists(count: &str) => "待签署发布的名单 {count} 份", "Lists to publish: {count}";
    waits_decision => "待确认的集体研究决定", "A collective decision to confirm";
    waits_objection(count: &str) => "待答复的异议、举报、咨询 {count} 件", "Objections, reports and enquiries to answer: {count}";
    no_postings => "还没有分派给您的遴选项目。", "No selection is assigned to you yet.";
    no_postings_screener => "新建一个遴选项目，就从这里开始。", "Start by creating a selection.";
    no_postings_other => "有人把您加入某个项目，或给您相应范围的角色后，项目会出现在这里。", "It appears here once you are put on a posting, or given a role that reaches one.";
    no_postings_administrator => "管理员不参与遴选项目；帐号与角色在“帐号”页办理。", "An administrator takes part in no selection; accounts and roles are on the page of accounts.";
    create => "新建遴选项目", "New selection";
    posting => "遴选项目", "Selection";
    authority => "遴选机关", "Selecting authority";
    phase => "阶段", "Phase";
    positions => "职位", "Positions";
    plan => "计划数", "Plan";
    applications => "报名申请", "Applications";
    to_screen => "待审查", "To screen";
    registration => "报名时间", "Registration";
    // forms
    create_lede => "先写清公告与报名时间，职位表和计分规则随后添加。送审之前都可以修改。", "Begin with the notice and the registration dates; positions and scheme come next. Everything can be changed until it is sent for approval.";
    posting_title => "公告标题", "Title of the notice";
    posting_title_hint => "例如：2026年度省直机关公开遴选公务员", "For example: 2026 open selection of civil servants by provincial authorities";
    authority_hint => "组织这次遴选的机关", "The body that runs this selection";
    notice => "公告正文", "Text of the notice";
    notice_hint => "遴选范围、条件、程序和纪律，至多 40,000 字。以“一、”“（一）”开头的短行或以 # 开头的行作为标题，其余原样显示。", "Scope, conditions, procedure and discipline, at most 40,000 characters. A short line that begins with a Chinese numeral as headings have it, or one that begins with #, is a heading; the rest is shown as written.";
    enquiry => "咨询电话", "Telephones for enquiry";
    enquiry_hint => "例如：0551-12345678（工作日）。显示在公告、考生本人的页面和每份名单上。", "For example: 0551-12345678 (working days). They stand on the notice, on each candidate’s own page and on every list.";
    supervision => "监督电话", "Telephones for supervision";
    supervision_hint => "监督这次遴选的机关的电话，显示在公告和每份名单上。", "Those of the body that supervises this selection; they stand on the notice and on every list.";
    trial => "跟班（借调）", "Trial work or secondment";
    trial_days => "跟班（借调）天数", "Trial work or secondment (days)";
    trial_hint => "转任之前跟班或者借调的天数，没有的不填。写在公告上。", "How many days before a transfer; empty for none. It stands on the notice.";
    trial_lasts(days: u32) => "转任之前 {days} 天", "{days} day before the transfer" | "{days} days before the transfer";
    service_term => "服务期", "Service term";
    service_months => "服务期（月）", "Service term (months)";
    service_hint => "转任之后须在本单位工作的月数，没有的不填。写在公告上。", "For how many months a transferred person stays; empty for none. It stands on the notice.";
    service_lasts(months: u32) => "自转任之日起 {months} 个月", "{months} month from the transfer on" | "{months} months from the transfer on";
    opens => "报名开始", "Registration opens";
    closes => "报名截止", "Registration closes";
    minute_hint => "北京时间，精确到分钟。截止时间到达后系统即不再受理。", "Beijing time, to the minute. Nothing is accepted once the closing time has come.";
    save => "保存", "Save";
    saved => "已保存", "Saved";
    change => "修改", "Change";
    // overview
    next_step => "下一步", "What to do next";
    next_dates => "填写报名起止时间。", "Set when registration opens and closes.";
    next_positions => "导入职位表，或逐个增加职位。", "Import the position table, or add positions one by one.";
    next_scheme => "设定计分规则。", "Set the scheme.";
    next_team => "把录入员和发布人加入工作组。", "Add a clerk and a publisher to the team.";
    next_submit => "内容齐全，可以送主管部门审批。", "Everything is there: send it to the competent department.";
    next_wait_approval => "等待公务员主管部门审批。", "Waiting for the competent department.";
    next_approve => "请核对下面的内容和摘要，然后批准或退回。", "Check the contents and the digest below, then approve or return.";
    next_wait_open => "到报名开始时间自动开放报名。", "Registration opens by itself at its time.";
    next_registering => "报名进行中，可以同时审查已提交的申请。", "Registration is open; submitted applications can be screened already.";
    next_screening => "报名已截止。审完全部申请后，结束资格审查并编排准考证号。", "Registration has closed. Judge every application, then finish screening; tickets are issued.";
    next_examining => "导入或录入成绩，成绩齐全后计算名次。", "Bring the marks in; compute the ranking once they are complete.";
    next_ranked => "名次已计算。待裁决的事项由审批人裁决，之后由审核员先行签署，发布人签署发布名单。", "The ranking stands. What is open is decided by the approver; then a screener signs the list first and the publisher second.";
    next_published => "名单已封存并公布。", "The list is sealed and public.";
    returned => "主管部门退回", "Returned by the competent department";
    terms => "公告与时间", "Notice and dates";
    team => "工作组", "Team";
    scheme => "计分规则", "Scheme";
    no_scheme => "尚未设定", "Not set";
    scheme_revision(n: i64) => "第 {n} 次保存", "Saved {n} time" | "Saved {n} times";
    no_positions => "尚未导入", "None yet";
    positions_count(n: i64, plan: i64) => "{n} 个，计划 {plan} 人", "{n} position, {plan} places" | "{n} positions, {plan} places";
    // team
    team_lede => "录入成绩、签署发布的人须与制定规则的人分开。每人一个角色。", "Whoever enters marks or signs a list is another person than whoever made the rules. One role each.";
    member => "人员", "Person";
    role => "角色", "Role";
    assign => "加入工作组", "Add to the team";
    assign_who => "选择人员", "Choose a person";
    nobody_to_assign => "没有可以加入的人员；请管理员开设帐号。", "There is nobody to add; ask an administrator to open accounts.";
    role_candidate => "考生", "Candidate";
    role_screener => "审核员", "Screener";
    role_clerk => "录入员", "Clerk";
    role_approver => "审批人", "Approver";
    role_publisher => "发布人", "Publisher";
    role_supervisor => "监督员", "Supervisor";
    role_administrator => "管理员", "Administrator";
    // positions import
    positions_lede => "从职位表导入，先预览，确认后整表替换。有一行不合格就一行也不写入。", "Import the position table: preview first, then the whole table is replaced. One faulty row and nothing is written.";
    import => "导入", "Import";
    import_file => "选择文件", "Choose a file";
    positions_sheet => "下载空白职位表", "Download an empty position table";
    positions_book => "下载职位表（xlsx）", "Download the position table (xlsx)";
    positions_one_by_one => "也可以逐个增加、修改和删除。下载的职位表改好后可以原样导入。", "Positions can also be added, changed and removed one by one. The downloaded table can be changed and imported again.";
    position_remove => "删除这个职位", "Remove this position";
    position_remove_what => "删除后，引用它的资格条件分组会提示改正。", "A group of conditions that names it will ask to be mended.";
    import_columns => "需要的列：职位代码、单位、职位名称、计划数；可有：资格条件、计分规则。其他列（学历、专业、备注等）保留并公布；标题不认识的，上传后可以逐列指定。", "Columns needed: position code, unit, title, plan; allowed: conditions, scheme. Other columns are kept and shown; after the upload you can say for each what it is.";
    preview => "预览", "Preview";
    preview_title => "导入预览", "Import preview";
    preview_counts(added: i64, changed: i64, same: i64, removed: i64) => "新增 {added}，改动 {changed}，相同 {same}，移除 {removed}", "{added} new, {changed} changed, {same} the same, {removed} removed";
    preview_nothing => "文件内容与现有的完全相同，无需导入。", "The file says exactly what is there already; nothing to do.";
    preview_faults(n: i64) => "{n} 处有误，没有写入任何内容。改好文件后重新选择。", "{n} fault; nothing was written. Mend the file and choose it again." | "{n} faults; nothing was written. Mend the file and choose it again.";
    preview_repairs(n: i64) => "读取时做了 {n} 处换算，请核对：", "{n} value was read with a repair; please check:" | "{n} values were read with a repair; please check:";
    confirm_import(n: i64) => "确认导入 {n} 行", "Import {n} row" | "Import {n} rows";
    file_digest => "文件摘要", "Digest of the file";
    cell => "位置", "Cell";
    fault => "问题", "Fault";
    number => "职位代码", "Position code";
    unit => "单位", "Unit";
    position_title => "职位名称", "Title";
    conditions => "资格条件", "Conditions";
    scheme_name => "规则", "Scheme";
    own_scheme => "本项目规则", "The posting's own";
    paper_class => "试卷类别", "Paper class";
    // approval
    submit => "送主管部门审批", "Send for approval";
    submit_title => "送主管部门审批？", "Send for approval?";
    submit_consequence => "送审后不能再修改，除非被退回。", "It cannot be changed any more unless it is returned.";
    approve => "批准并公布", "Approve and make public";
    not_now => "现在没有要办的", "There is nothing to do here now";
    not_now_because(phase: &str) => "这一步已经办过，或者还没有轮到：遴选现在处于“{phase}”。", "This step is done, or its turn has not come: the selection is at “{phase}”.";
    to_posting => "看看这个遴选项目", "Go to the selection";
    approve_title => "批准这个遴选项目？", "Approve this selection?";
    approve_consequence_public => "批准后立即公开，任何人都可以看到公告和职位表。", "It becomes public at once; anyone can read the notice and the position table.";
    approve_consequence_frozen => "计分规则此后只能通过补充公告修改。上面的摘要在公告页上公布。", "From then on the scheme changes only by a supplementary notice. The digest above stands on the page of the notice.";
    approve_consequence_digest => "您批准的是上面摘要所代表的内容；内容若有变动，批准不会成立。", "You approve what the digest above stands for; if anything changed, the approval does not stand.";
    approve_digest => "待批准内容的摘要", "Digest of what is to be approved";
    approved_digest => "批准内容的摘要", "Digest of what was approved";
    approve_digest_proves => "公告、时间、职位表、资格条件和计分规则改动一个字，摘要就不同。", "If one character of notice, dates, positions, conditions or scheme changes, so does the digest.";
    end => "终止遴选", "End the selection";
    end_title => "终止这个遴选项目？", "End this selection?";
    end_reason => "终止原因", "Reason";
    end_reason_hint => "会在公告页公开。", "It will stand on the public page.";
    end_consequence_public => "只有没有人通过资格审查、也没有人等待审查时，才能终止。终止后公告页立即写明遴选已终止和原因。", "It can be ended only where nobody passed screening and nobody waits for a verdict. The public page then says at once that it has ended, and why.";
    end_consequence_last => "终止后不能恢复，报名结论不再改动。", "It cannot be taken back; no verdict changes any more.";
    next_nobody => "没有人通过资格审查。审批人可以终止遴选并公布原因；结论有误的，审核员可以先改正。", "Nobody passed screening. The approver can end the selection and say why in public; a screener can first undo a verdict that is wrong.";
    next_ended => "遴选已终止。", "The selection has ended.";
    next_suspended => "遴选暂停中。主管部门恢复之后再继续。", "The selection is suspended; it goes on once the competent department resumes it.";
    next_withdrawn => "这个项目已在批准之前撤回。", "This plan was withdrawn before it was approved.";
    return_back => "退回", "Return";
    return_reason => "退回理由", "Reason";
    return_reason_hint => "审核员会看到这段话。", "The screener reads this.";
    cancel => "返回", "Back";
    public_page => "公开页面", "Public page";
}

/// What waits, and how many of it.
#[must_use]
pub fn waiting(what: Waiting, count: &str, lang: Lang) -> String {
    match what {
        Waiting::Posting => waits_posting(lang).to_owned(),
        Waiting::Returned => waits_returned(lang).to_owned(),
        Waiting::Marks => waits_marks(lang, waits_marks_of(lang), count),
        Waiting::Ranking => waits_ranking(lang).to_owned(),
        Waiting::Question => waits_question(lang, count),
        Waiting::Unfit => waits_unfit(lang, count),
        Waiting::Panels => waits_panels(lang, count),
        Waiting::InterviewPlan => waits_interview_plan(lang).to_owned(),
        Waiting::SentInterviewPlan => waits_sent_interview_plan(lang).to_owned(),
        Waiting::Vacancy => waits_vacancy(lang, count),
        Waiting::Unlisted => waits_unlisted(lang, count),
        Waiting::Correcting => waits_correcting(lang, count),
        Waiting::ReturnedDecision => waits_returned_decision(lang).to_owned(),
        Waiting::Revision => waits_revision(lang, count),
        Waiting::ReturnedRevision => waits_returned_revision(lang).to_owned(),
        Waiting::Cancel => waits_cancel(lang).to_owned(),
        Waiting::Cut => waits_cut(lang).to_owned(),
        Waiting::Reopening => waits_reopening(lang).to_owned(),
        Waiting::Extension => waits_extension(lang, count),
        Waiting::BelowRatio => waits_below(lang, count),
        Waiting::Opening => waits_opening(lang).to_owned(),
        Waiting::Choice => waits_choice(lang, count),
        Waiting::Adjustment => waits_adjustment(lang).to_owned(),
        Waiting::Files => waits_files(lang, count),
        Waiting::Ruling => waits_ruling(lang, count),
        Waiting::Departure => waits_departure(lang, count),
        Waiting::Recall => waits_recall(lang, count),
        Waiting::Correction => waits_correction(lang, count),
        Waiting::Inspection => waits_inspection(lang, count),
        Waiting::Publication => waits_publication(lang, count),
        Waiting::FirstSignature => waits_first_signature(lang, count),
        Waiting::Lists => waits_lists(lang, count),
        Waiting::Decision => waits_decision(lang).to_owned(),
        Waiting::Objection => waits_objection(lang, count),
    }
}

/// The word for a role.
#[must_use]
pub fn role_word(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Candidate => role_candidate(lang),
        Role::Screener => role_screener(lang),
        Role::Clerk => role_clerk(lang),
        Role::Approver => role_approver(lang),
        Role::Publisher => role_publisher(lang),
        Role::Supervisor => role_supervisor(lang),
        Role::Administrator => role_administrator(lang),
    }
}
