//! The audit trail and its seals, as the supervisor reads them: one sentence for each event.

pub(crate) mod decided;
pub(crate) mod filed;
pub(crate) mod inspected;
pub(crate) mod listed;
mod marked;
pub(crate) mod moves;

use domain::access::AccountKind;
use domain::digest::Digest;
use domain::event::{Event, Personal};
use domain::id::Code;
use domain::import::ImportKind;
use domain::scheme::PartNames;
use domain::view::desk::audit::Beside;

use crate::catalogue::catalogue;
use crate::{Lang, dates, desk, jobs, messages, numbers, people, reasons, screening, standing, states};

catalogue! {
    events => "操作记录", "Audit trail";
    events_lede => "每个操作一条记录，与操作同时写入，不能修改或删除。个人信息只留加密摘要；地址和理由另行加密保存，期满删除。", "One record for every act, written together with it; it cannot be changed or deleted. Of personal data only keyed digests are kept; addresses and reasons are kept apart, encrypted, and removed after their term.";
    when => "时间", "When";
    who => "操作人", "Who";
    what => "内容", "What";
    stored => "原始记录", "As stored";
    system => "系统", "System";
    anonymous => "登录之前", "Before sign-in";
    older => "更早的记录", "Older records";
    no_events => "没有符合条件的记录。", "No record matches.";
    seal_head => "最新封印（编号和链值）", "Newest seal (number:link)";
    // persons and accounts
    account_opened_candidate(account: &str) => "考生帐号 {account} 开通。", "Candidate's account {account} was opened.";
    account_opened_staff(account: &str) => "工作人员帐号 {account} 开通。", "Account {account} of staff was opened.";
    account_closed(account: &str) => "帐号 {account} 关闭。", "Account {account} was closed.";
    account_reopened(account: &str) => "帐号 {account} 重新开放。", "Account {account} was opened again.";
    code_issued(account: &str, until: &str) => "为帐号 {account} 发放一次性代码，有效至 {until}。", "A one-time code was issued for account {account}, valid until {until}.";
    account_recovered(account: &str, posting: &str, until: &str) => "核对身份证件后，为考生帐号 {account} 发放一次性代码（遴选项目 {posting}），有效至 {until}。", "After an identity document was checked, a one-time code was issued for the candidate's account {account} (posting {posting}), valid until {until}.";
    password_set(account: &str) => "帐号 {account} 用一次性代码设定了密码。", "The password of account {account} was set by a one-time code.";
    password_changed(account: &str) => "帐号 {account} 修改了密码。", "The password of account {account} was changed.";
    sessions_ended(account: &str, count: u32) => "帐号 {account} 的 {count} 个登录被结束。", "Sessions of account {account} ended: {count}.";
    role_given(role: &str, person: &str, reach: &str) => "授予人员 {person} “{role}”，范围：{reach}。", "Person {person} was given the role “{role}”: {reach}.";
    role_taken(role: &str, person: &str) => "收回人员 {person} 的“{role}”。", "The role “{role}” was taken from person {person}.";
    signed_in(account: &str) => "帐号 {account} 登录。", "Account {account} signed in.";
    signed_out(account: &str) => "帐号 {account} 退出。", "Account {account} signed out.";
    contact_changed(account: &str, way: &str) => "帐号 {account} 设置、更换或删除了{way}。", "The {way} of account {account} was set, replaced or taken away.";
    contact_confirmed(account: &str, way: &str) => "帐号 {account} 验证了{way}。", "The {way} of account {account} was proved.";
    channels_chosen(account: &str, off: &str) => "帐号 {account} 选择了另外发送哪些消息；不发送：{off}。", "Account {account} chose what is also sent; not sent: {off}.";
    channels_all(account: &str) => "帐号 {account} 选择另外发送全部消息。", "Account {account} chose to have everything sent too.";
    template_saved(posting: &str, kind: &str, language: &str, version: i64) => "遴选项目 {posting} 改写消息“{kind}”的{language}文字，第 {version} 版。", "Posting {posting} says the message “{kind}” in words of its own, {language}, version {version}.";
    template_dropped(posting: &str, kind: &str, language: &str) => "遴选项目 {posting} 的消息“{kind}”改回系统的{language}文字。", "Posting {posting} says the message “{kind}” in the program's words again, {language}.";
    // postings
    posting_created(posting: &str) => "起草遴选项目 {posting}。", "Posting {posting} was started.";
    privacy_agreed(account: &str, edition: &str, language: &str) => "帐号 {account} 确认个人信息保护说明，版本 {edition}，{language}。", "Account {account} agreed to the privacy page, edition {edition}, {language}.";
    posting_edited(posting: &str) => "修改遴选项目 {posting} 的公告或时间。", "Notice or dates of posting {posting} changed.";
    positions_imported(posting: &str, count: u32, file: &str) => "遴选项目 {posting} 导入职位表，{count} 个职位，文件摘要 {file}。", "Positions imported into posting {posting}: {count}; digest of the file {file}.";
    position_written(posting: &str, position: &str) => "遴选项目 {posting} 的草稿写入职位 {position}。", "Position {position} was written into the draft of posting {posting}.";
    position_taken(posting: &str, position: &str) => "遴选项目 {posting} 的草稿删除职位 {position}。", "Position {position} was taken out of the draft of posting {posting}.";
    scheme_saved(posting: &str, revision: u32, digest: &str) => "遴选项目 {posting} 的计分规则存为第 {revision} 版，摘要 {digest}。", "The scheme of posting {posting} was saved as revision {revision}, digest {digest}.";
    scheme_draft_changed(posting: &str, at: &str) => "遴选项目 {posting} 的规则草稿在“{at}”处改动。", "The draft scheme of posting {posting} changed at “{at}”.";
    scheme_draft_whole(posting: &str) => "遴选项目 {posting} 的规则草稿被新建、替换或丢弃。", "The draft scheme of posting {posting} was begun, replaced or discarded.";
    timetable_written(posting: &str, stages: u32) => "遴选项目 {posting} 的日程安排已填写，共 {stages} 个环节。", "The timetable of posting {posting} was written; it has {stages} stages.";
    conditions_changed(posting: &str, at: &str) => "遴选项目 {posting} 的资格条件在“{at}”处改动。", "The conditions of posting {posting} changed at “{at}”.";
    posting_cloned(posting: &str, from: &str, positions: u32) => "以遴选项目 {from} 为底稿新建 {posting}，带入职位 {positions} 个。", "Posting {posting} was started from {from}, with positions: {positions}.";
    cancel_proposed(posting: &str) => "提请终止遴选项目 {posting}。", "It was proposed to end posting {posting}.";
    cancel_returned(posting: &str) => "终止遴选项目 {posting} 的提请被退回。", "The proposal to end posting {posting} was sent back.";
    reopening_proposed(posting: &str) => "提请重新进行遴选项目 {posting} 的资格审查。", "It was proposed to open the screening of posting {posting} again.";
    reopening_returned(posting: &str) => "重新进行遴选项目 {posting} 资格审查的提请被退回。", "The proposal to open the screening of posting {posting} again was sent back.";
    plan_cut(posting: &str, reduced: u32, struck: u32) => "批准遴选项目 {posting}，核减计划的职位 {reduced} 个，取消的职位 {struck} 个，等待遴选机关接受。", "Posting {posting} was approved with fewer places in positions: {reduced}, and without positions: {struck}; it waits for the authority.";
    cut_declined(posting: &str) => "遴选机关没有接受遴选项目 {posting} 的核减，重新起草。", "The authority did not accept the cuts of posting {posting}, and drafts again.";
    position_explained(posting: &str, position: &str) => "写明遴选项目 {posting} 职位 {position} 的申报理由。", "Why position {position} of posting {posting} is asked for was written down.";
    revision_drafted(posting: &str) => "遴选项目 {posting} 的公告修改稿有改动。", "The draft of a further revision of posting {posting} changed.";
    revision_proposed(posting: &str, digest: &str) => "遴选项目 {posting} 的公告修改送主管部门审批，摘要 {digest}。", "A further revision of posting {posting} was proposed, digest {digest}.";
    revision_returned(posting: &str) => "遴选项目 {posting} 的公告修改被退回。", "A further revision of posting {posting} was sent back.";
    revision_approved(posting: &str, no: u32, digest: &str) => "遴选项目 {posting} 的公告第 {no} 版生效，摘要 {digest}。", "Revision {no} of posting {posting} came in force, digest {digest}.";
    notice_file_added(posting: &str, file: &str, size: &str, digest: &str) => "遴选项目 {posting} 的公告稿加入附件 {file}，{size}，摘要 {digest}。", "File {file} was added to the draft notice of posting {posting}: {size}, digest {digest}.";
    notice_file_taken(posting: &str, file: &str) => "遴选项目 {posting} 的公告稿去掉附件 {file}。", "File {file} was taken from the draft notice of posting {posting}.";
    import_positions_opened(posting: &str, import: &str) => "打开遴选项目 {posting} 导入的职位表原件 {import}。", "The imported position table {import} of posting {posting} was opened as it was handed in.";
    import_marks_opened(posting: &str, import: &str) => "打开遴选项目 {posting} 导入的成绩原件 {import}。", "The imported marks {import} of posting {posting} were opened as they were handed in.";
    phase_turned(posting: &str, from: &str, to: &str) => "遴选项目 {posting}：“{from}”转为“{to}”。", "Posting {posting} went from “{from}” to “{to}”.";
    // applications
    application_started(application: &str, position: &str) => "报名 {application} 开始填写，职位 {position}。", "Application {application} for position {position} was started.";
    application_edited(application: &str) => "报名 {application} 填写了内容。", "Application {application} was filled further.";
    application_turned(application: &str, from: &str, to: &str) => "报名 {application}：“{from}”转为“{to}”。", "Application {application} went from “{from}” to “{to}”.";
    applications_indexed(count: i64) => "为 {count} 份早先的报名申请补建查重索引。", "{count} earlier applications got what likely duplicates are found by.";
    conditions_checked(posting: &str, met: u32, not_met: u32, cannot_tell: u32) => "遴选项目 {posting} 的报名按资格条件核对：符合 {met}，不符合 {not_met}，待人工核对 {cannot_tell}。", "Applications of posting {posting} were checked against the conditions: met {met}, not met {not_met}, to be told by a person {cannot_tell}.";
    duplicate_compared(application: &str, other: &str, compared: &str) => "比对报名 {application} 与 {other}：{compared}。", "Applications {application} and {other} were compared: {compared}.";
    position_rechosen(application: &str, from: &str, to: &str) => "报名 {application} 改报：职位 {from} → {to}。", "Application {application} chose another position: {from} → {to}.";
    archive_asked(posting: &str) => "要求制作遴选项目 {posting} 的归档文件。", "The archive of posting {posting} was asked for.";
    archive_made(posting: &str, files: u32, digest: &str) => "遴选项目 {posting} 的归档文件制作完成，共 {files} 个文件，摘要 {digest}。", "The archive of posting {posting} was made, files: {files}, digest {digest}.";
    archive_left(posting: &str) => "遴选项目 {posting} 的归档文件保存期满，已经移除。", "The term of the archive of posting {posting} is over; it was removed.";
    archive_taken(posting: &str) => "下载遴选项目 {posting} 的归档文件。", "The archive of posting {posting} was taken.";
    tickets_given_back(posting: &str, count: u32) => "遴选项目 {posting} 收回准考证号 {count} 个。", "Ticket numbers given back in posting {posting}: {count}.";
    tickets_issued(posting: &str, count: u32) => "遴选项目 {posting} 编排准考证号 {count} 个。", "Tickets issued in posting {posting}: {count}.";
    // marks, rankings, lists
    mark_typed(ticket: &str, component: &str, after: &str) => "录入 {ticket} 的{component}：{after}。", "{component} of {ticket} was entered: {after}.";
    mark_retyped(ticket: &str, component: &str, before: &str, after: &str) => "更正 {ticket} 的{component}：{before} 改为 {after}。", "{component} of {ticket} was changed from {before} to {after}.";
    mark_emptied(ticket: &str, component: &str, before: &str) => "清空 {ticket} 的{component}，原为 {before}。", "{component} of {ticket} was emptied; {before} stood there.";
    marks_imported(posting: &str, added: u32, changed: u32, file: &str) => "遴选项目 {posting} 导入成绩：新增 {added}，改动 {changed}，文件摘要 {file}。", "Marks imported into posting {posting}: {added} new, {changed} changed; digest of the file {file}.";
    ranking_computed_unseen(posting: &str, open: u32) => "计算遴选项目 {posting} 的名次，待裁决 {open} 项。", "The ranking of posting {posting} was computed, open questions: {open}.";
    ranking_computed(posting: &str, result: &str, open: u32) => "计算遴选项目 {posting} 的名次，结果摘要 {result}，待裁决 {open} 项。", "The ranking of posting {posting} was computed, digest {result}, open questions: {open}.";
    ruling_proposed(posting: &str, ruling: &str, subject: &str) => "遴选项目 {posting} 提出裁决 {ruling}，事项 {subject}。", "Ruling {ruling} on {subject} was proposed in posting {posting}.";
    ruling_approved(posting: &str, ruling: &str, subject: &str) => "遴选项目 {posting} 的裁决 {ruling} 获批准，事项 {subject}。", "Ruling {ruling} on {subject} was approved in posting {posting}.";
    ruling_returned(posting: &str, ruling: &str, subject: &str) => "遴选项目 {posting} 的裁决 {ruling} 被退回，事项 {subject}。", "Ruling {ruling} on {subject} was sent back in posting {posting}.";
    marks_reopened(posting: &str) => "遴选项目 {posting} 退回更正成绩。", "Marks of posting {posting} were reopened.";
    // others
    denied(act: &str, why: &str) => "被拒绝的操作 {act}：{why}", "Denied act {act}: {why}";
    demonstration_loaded(posting: &str, count: u32) => "载入演示数据：遴选项目 {posting}，报名 {count} 份。", "Demonstration loaded: posting {posting}, applications: {count}.";
    keys_rotated(generation: u32) => "启用第 {generation} 代密钥。", "Key generation {generation} was added.";
    keys_resealed(column: &str, count: u32, generation: u32) => "{column} 的 {count} 个值改用第 {generation} 代密钥加密，内容不变。", "Values of {column} sealed anew by key generation {generation}: {count}. What they say did not change.";
    keys_retired(generation: u32) => "停用第 {generation} 代密钥。", "Key generation {generation} was retired.";
    reason_removed => "理由：保存期满，已删除。", "Reason: removed after the term.";
    address_removed => "地址保存期满，已删除", "address removed after the term";
    because(reason: &str) => "理由：{reason}", "Reason: {reason}";
    ground(ground: &str) => "不通过的理由：{ground}。", "Ground: {ground}.";
    fields_changed(fields: &str) => "改动的个人信息项（只留摘要）：{fields}。", "Personal fields that changed (digests only): {fields}.";
}

/// Says why, in the officer's words, as long as they are kept; `None` where the event has no reason.
#[must_use]
pub fn reason(words: &Beside, lang: Lang) -> Option<String> {
    match words {
        Beside::None => None,
        Beside::Kept(words) => Some(because(lang, words)),
        Beside::Removed => Some(reason_removed(lang).to_owned()),
    }
}

/// Says from where, as long as that is kept.
#[must_use]
pub fn address(address: &Beside, lang: Lang) -> String {
    match address {
        Beside::None => String::new(),
        Beside::Kept(address) => address.clone(),
        Beside::Removed => address_removed(lang).to_owned(),
    }
}

/// Says what happened, in the reader's language; people and things are named by their public codes, components and lists as `names`
/// calls them.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line an event, in one total match that is read as a whole")]
pub fn sentence(event: &Event, names: &PartNames, lang: Lang) -> String {
    let code = Code::as_str;
    match event {
        Event::AccountOpened { .. }
        | Event::AccountClosed { .. }
        | Event::AccountReopened { .. }
        | Event::CodeIssued { .. }
        | Event::AccountRecovered { .. }
        | Event::PasswordSet { .. }
        | Event::PasswordChanged { .. }
        | Event::SessionsEnded { .. }
        | Event::PrivacyAgreed { .. }
        | Event::RoleGiven { .. }
        | Event::RoleTaken { .. } => of_account(event, lang),
        Event::ContactChanged { .. }
        | Event::ContactConfirmed { .. }
        | Event::ChannelsChosen { .. }
        | Event::TemplateSaved { .. }
        | Event::RulingProposed { .. }
        | Event::RulingApproved { .. }
        | Event::RulingReturned { .. }
        | Event::KeysRotated { .. }
        | Event::KeysResealed { .. }
        | Event::KeysRetired { .. } => of_others(event, lang).unwrap_or_default(),
        Event::SignedIn { account } => signed_in(lang, code(account)),
        Event::SignedOut { account } => signed_out(lang, code(account)),
        Event::PostingCreated { posting } => posting_created(lang, code(posting)),
        Event::PostingEdited { posting, .. } => posting_edited(lang, code(posting)),
        Event::PositionsImported { .. }
        | Event::PositionWritten { .. }
        | Event::PositionTaken { .. }
        | Event::SchemeSaved { .. }
        | Event::PostingCloned { .. }
        | Event::SchemeDraftChanged { .. }
        | Event::ConditionsChanged { .. }
        | Event::TimetableWritten { .. }
        | Event::CancelProposed { .. }
        | Event::CancelReturned { .. }
        | Event::ReopeningProposed { .. }
        | Event::PlanCut { .. }
        | Event::CutDeclined { .. }
        | Event::PositionExplained { .. }
        | Event::ReopeningReturned { .. }
        | Event::RevisionDrafted { .. }
        | Event::RevisionProposed { .. }
        | Event::RevisionReturned { .. }
        | Event::RevisionApproved { .. }
        | Event::NoticeFileAdded { .. }
        | Event::NoticeFileTaken { .. }
        | Event::PhaseTurned { .. }
        | Event::ImportFileOpened { .. } => of_posting(event, lang),
        Event::ApplicationStarted { .. }
        | Event::ApplicationEdited { .. }
        | Event::PositionRechosen { .. }
        | Event::DuplicateCompared { .. }
        | Event::ApplicationTurned { .. } => of_application(event, lang),
        Event::OpeningProposed { .. }
        | Event::OpeningConfirmed { .. }
        | Event::PositionMerged { .. }
        | Event::OpeningReturned { .. } => moves::of_opening(event, lang),
        Event::AdjustmentProposed { .. }
        | Event::AdjustmentConfirmed { .. }
        | Event::AdjustmentReturned { .. }
        | Event::AdjustmentChosen { .. }
        | Event::AdjustmentTakenBack { .. }
        | Event::AdjustmentTaken { .. }
        | Event::AdjustmentRefused { .. } => moves::of_adjustment(event, lang),
        Event::FinishedEarly { .. } | Event::PanelsRecorded { .. } => moves::of_stages(event, lang),
        Event::InterviewPlanWritten { .. }
        | Event::InterviewPlanSent { .. }
        | Event::InterviewPlanApproved { .. }
        | Event::InterviewPlanReturned { .. } => moves::of_plan(event, lang),
        Event::ApplicationsIndexed { count } => applications_indexed(lang, i64::from(*count)),
        Event::ConditionsChecked { posting, met, not_met, cannot_tell, .. } => {
            conditions_checked(lang, code(posting), *met, *not_met, *cannot_tell)
        }
        Event::ExtensionProposed { .. } | Event::ExtensionGranted { .. } | Event::ExtensionRefused { .. } => {
            moves::of_extension(event, lang)
        }
        Event::IdentityRevealed { .. }
        | Event::FileHandedIn { .. }
        | Event::FileTakenAway { .. }
        | Event::FileOpened { .. } => filed::of_file(event, lang),
        Event::PapersAsked { .. }
        | Event::PapersPrinted { .. }
        | Event::PapersLeft { .. }
        | Event::PapersOpened { .. } => filed::of_prints(event, lang),
        Event::ArchiveAsked { posting, .. } => archive_asked(lang, code(posting)),
        Event::ArchiveMade { posting, files, digest, .. } => {
            archive_made(lang, code(posting), *files, &short(digest))
        }
        Event::ArchiveTaken { posting, .. } => archive_taken(lang, code(posting)),
        Event::ArchiveLeft { posting, .. } => archive_left(lang, code(posting)),
        Event::TicketsGivenBack { posting, count } => tickets_given_back(lang, code(posting), *count),
        Event::TicketsIssued { posting, count } => tickets_issued(lang, code(posting), *count),
        Event::MarkEntered { .. }
        | Event::MarkEmptied { .. }
        | Event::MarksImported { .. }
        | Event::RankingComputed { .. }
        | Event::MarksReopened { .. } => marked::sentence(event, names, lang),
        Event::DepartureEntered { .. }
        | Event::Departed { .. }
        | Event::DepartureRefused { .. }
        | Event::RecallProposed { .. }
        | Event::DepartureTakenBack { .. }
        | Event::RecallRefused { .. }
        | Event::CalledUp { .. }
        | Event::CallAnswered { .. } => moves::of_departure(event, lang),
        Event::InspectorNamed { .. }
        | Event::InspectorTaken { .. }
        | Event::RelationDeclared { .. }
        | Event::InspectionEntered { .. }
        | Event::FindingsRead { .. }
        | Event::InspectionCountersigned { .. }
        | Event::InspectionReturned { .. }
        | Event::MedicalRecorded { .. } => inspected::sentence(event, lang),
        Event::DecisionBegun { .. }
        | Event::DecisionEdited { .. }
        | Event::ChoiceMade { .. }
        | Event::DecisionSent { .. }
        | Event::DecisionReturned { .. }
        | Event::DecisionConfirmed { .. }
        | Event::PublicityBegun { .. }
        | Event::PublicityEnded { .. }
        | Event::TransferApproved { .. }
        | Event::ServiceTermSet { .. }
        | Event::ServiceTermEnded { .. }
        | Event::ProbationEnded { .. }
        | Event::ObjectionTermsSet { .. }
        | Event::ObjectionTakenDown { .. }
        | Event::ObjectionRaised { .. }
        | Event::ObjectionAnswered { .. }
        | Event::SupervisorSigned { .. }
        | Event::WorkYearEntered { .. } => decided::sentence(event, names, lang),
        Event::JobTriedAgain { job, kind, .. } => jobs::tried_again(lang, job, jobs::kind_word(*kind, lang)),
        Event::JobGivenUp { job, kind, .. } => jobs::given_up(lang, job, jobs::kind_word(*kind, lang)),
        Event::ListPublished { .. }
        | Event::ListSignedFirst { .. }
        | Event::ListUnsignedFirst { .. }
        | Event::ListSigned { .. }
        | Event::ListTakenBack { .. }
        | Event::ListLeft { .. }
        | Event::FilesLeft { .. }
        | Event::ListSignatureEnded { .. }
        | Event::ListCorrectionBegun { .. }
        | Event::ListKept { .. } => listed::sentence(event, names, lang),
        Event::Denied { act, denial } => denied(lang, act.word(), reasons::denied(*denial, lang)),
        Event::DemonstrationLoaded { posting, applications } => {
            demonstration_loaded(lang, code(posting), *applications)
        }
    }
}

/// What happens to an application by its candidate and its screeners.
fn of_application(event: &Event, lang: Lang) -> String {
    let code = Code::as_str;
    match event {
        Event::ApplicationStarted { application, position } => {
            application_started(lang, code(application), position)
        }
        Event::PositionRechosen { application, from, to } => {
            position_rechosen(lang, code(application), from, to)
        }
        Event::ApplicationEdited { application, personal } => {
            with(lang, application_edited(lang, code(application)), fields(personal, lang))
        }
        Event::ApplicationTurned { application, from, to, ground: refused, .. } => {
            let (from, to) = (states::application(*from, lang), states::application(*to, lang));
            let refused = refused.map(|one| ground(lang, screening::ground_word(one, lang)));
            with(lang, application_turned(lang, code(application), from, to), refused)
        }
        Event::DuplicateCompared { application, other, compared } => {
            let found = screening::duplicates::compared(*compared, lang);
            duplicate_compared(lang, code(application), code(other), found)
        }
        _ => String::new(),
    }
}

/// An event of an account or of a person's roles; nothing for others.
fn of_account(event: &Event, lang: Lang) -> String {
    let code = Code::as_str;
    match event {
        Event::AccountOpened { account, kind: AccountKind::Candidate, personal, .. } => {
            with(lang, account_opened_candidate(lang, code(account)), fields(personal, lang))
        }
        Event::AccountOpened { account, kind: AccountKind::Staff, personal, .. } => {
            with(lang, account_opened_staff(lang, code(account)), fields(personal, lang))
        }
        Event::AccountClosed { account } => account_closed(lang, code(account)),
        Event::AccountReopened { account } => account_reopened(lang, code(account)),
        Event::CodeIssued { account, until } => {
            code_issued(lang, code(account), &dates::stamp(lang, until.0))
        }
        Event::AccountRecovered { account, posting, until, .. } => {
            account_recovered(lang, code(account), code(posting), &dates::stamp(lang, until.0))
        }
        Event::PrivacyAgreed { account, edition, lang: read } => {
            privacy_agreed(lang, code(account), &short(edition), standing::read_in(read, lang))
        }
        Event::PasswordSet { account } => password_set(lang, code(account)),
        Event::PasswordChanged { account } => password_changed(lang, code(account)),
        Event::SessionsEnded { account, count } => sessions_ended(lang, code(account), *count),
        Event::RoleGiven { person, role, reach, posting, authority, .. } => {
            let scope = posting.as_ref().map(code).or(authority.as_deref()).unwrap_or_default();
            let reach = format!("{} {scope}", people::reach_word(*reach, lang));
            role_given(lang, desk::role_word(*role, lang), code(person), reach.trim_end())
        }
        Event::RoleTaken { person, role, .. } => role_taken(lang, desk::role_word(*role, lang), code(person)),
        _ => String::new(),
    }
}

/// An event of what a posting says and of its course; nothing for others.
fn of_posting(event: &Event, lang: Lang) -> String {
    let code = Code::as_str;
    match event {
        Event::PositionsImported { posting, file, count } => {
            positions_imported(lang, code(posting), *count, &short(file))
        }
        Event::PositionWritten { posting, position } => position_written(lang, code(posting), code(position)),
        Event::PositionTaken { posting, position } => position_taken(lang, code(posting), code(position)),
        Event::SchemeSaved { posting, revision, digest } => {
            scheme_saved(lang, code(posting), *revision, &short(digest))
        }
        Event::RevisionDrafted { posting, .. } => revision_drafted(lang, code(posting)),
        Event::RevisionProposed { posting, digest, .. } => {
            revision_proposed(lang, code(posting), &short(digest))
        }
        Event::RevisionReturned { posting, .. } => revision_returned(lang, code(posting)),
        Event::RevisionApproved { posting, no, digest, .. } => {
            revision_approved(lang, code(posting), *no, &short(digest))
        }
        Event::PostingCloned { posting, from, positions } => {
            posting_cloned(lang, code(posting), code(from), *positions)
        }
        Event::CancelProposed { posting, .. } => cancel_proposed(lang, code(posting)),
        Event::CancelReturned { posting, .. } => cancel_returned(lang, code(posting)),
        Event::PlanCut { posting, reduced, struck, .. } => plan_cut(lang, code(posting), *reduced, *struck),
        Event::CutDeclined { posting, .. } => cut_declined(lang, code(posting)),
        Event::PositionExplained { posting, position } => {
            position_explained(lang, code(posting), code(position))
        }
        Event::ReopeningProposed { posting, .. } => reopening_proposed(lang, code(posting)),
        Event::ReopeningReturned { posting, .. } => reopening_returned(lang, code(posting)),
        Event::NoticeFileAdded { posting, file, size, digest, .. } => {
            notice_file_added(lang, code(posting), code(file), &numbers::bytes(*size), &short(digest))
        }
        Event::NoticeFileTaken { posting, file } => notice_file_taken(lang, code(posting), code(file)),
        Event::ImportFileOpened { posting, import, kind: ImportKind::Positions } => {
            import_positions_opened(lang, code(posting), code(import))
        }
        Event::ImportFileOpened { posting, import, kind: ImportKind::Marks } => {
            import_marks_opened(lang, code(posting), code(import))
        }
        Event::SchemeDraftChanged { posting, at, .. } if at.is_empty() => {
            scheme_draft_whole(lang, code(posting))
        }
        Event::SchemeDraftChanged { posting, at, .. } => scheme_draft_changed(lang, code(posting), at),
        Event::TimetableWritten { posting, stages, .. } => timetable_written(lang, code(posting), *stages),
        Event::ConditionsChanged { posting, at, .. } => conditions_changed(lang, code(posting), at),
        Event::PhaseTurned { posting, from, to, .. } => {
            let (from, to) = (states::phase(*from, lang), states::phase(*to, lang));
            phase_turned(lang, code(posting), from, to)
        }
        _ => String::new(),
    }
}

/// What happened to addresses and words of messages, to rulings and to keys; `None` for every other event.
fn of_others(event: &Event, lang: Lang) -> Option<String> {
    Some(match event {
        Event::ContactChanged { account, channel, personal } => {
            let way = messages::channel_word(*channel, lang);
            with(lang, contact_changed(lang, account.as_str(), way), fields(personal, lang))
        }
        Event::ContactConfirmed { account, channel } => {
            contact_confirmed(lang, account.as_str(), messages::channel_word(*channel, lang))
        }
        Event::ChannelsChosen { account, off } if off.is_empty() => channels_all(lang, account.as_str()),
        Event::ChannelsChosen { account, off } => {
            channels_chosen(lang, account.as_str(), &numbers::list(lang, off))
        }
        Event::TemplateSaved { posting, kind, lang: of, version, digest } => {
            let kind = messages::kind_word(*kind, lang);
            let of = Lang::from_code(of).unwrap_or_default().own_name();
            match digest {
                Some(_) => template_saved(lang, posting.as_str(), kind, of, *version),
                None => template_dropped(lang, posting.as_str(), kind, of),
            }
        }
        Event::RulingProposed { posting, ruling, subject, .. } => {
            ruling_proposed(lang, posting.as_str(), ruling.as_str(), subject)
        }
        Event::RulingApproved { posting, ruling, subject, .. } => {
            ruling_approved(lang, posting.as_str(), ruling.as_str(), subject)
        }
        Event::RulingReturned { posting, ruling, subject, .. } => {
            ruling_returned(lang, posting.as_str(), ruling.as_str(), subject)
        }
        Event::KeysRotated { generation } => keys_rotated(lang, u32::from(*generation)),
        Event::KeysResealed { generation, column, count } => {
            keys_resealed(lang, column, *count, u32::from(*generation))
        }
        Event::KeysRetired { generation } => keys_retired(lang, u32::from(*generation)),
        _ => return None,
    })
}

/// A sentence and what may follow it.
fn with(lang: Lang, said: String, further: Option<String>) -> String {
    match further {
        Some(further) => format!("{said}{}{further}", numbers::gap(lang)),
        None => said,
    }
}

/// The names of the personal fields that changed; `None` where there are none.
fn fields(personal: &[Personal], lang: Lang) -> Option<String> {
    let name = |field: &str| match field {
        "sign_in_name" => people::own_sign_in(lang).to_owned(),
        "mail" | "sms" => {
            let channel = domain::messages::Channel::from_word(field);
            channel.map_or(field, |channel| messages::channel_word(channel, lang)).to_owned()
        }
        field => crate::registration::label_of(lang, field, None),
    };
    let names: Vec<String> = personal.iter().map(|one| name(&one.field)).collect();
    (!names.is_empty()).then(|| fields_changed(lang, &numbers::list(lang, &names)))
}

/// The first groups of a digest: enough to find it again, and the whole stands in the record.
fn short(digest: &Digest) -> String {
    digest.grouped().chars().take(14).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_reads_as_a_sentence_with_words_for_codes() {
        let posting = Code::from_bits(7);
        let typed = Event::MarkEntered {
            posting,
            ticket: "0007".to_owned(),
            component: "interview".to_owned(),
            before: Some("80".to_owned()),
            after: Some("absent".to_owned()),
        };
        let unnamed = PartNames::default();
        assert_eq!(sentence(&typed, &unnamed, Lang::Zh), "更正 0007 的面试：80 改为 缺考。");
        assert_eq!(sentence(&typed, &unnamed, Lang::En), "interview of 0007 was changed from 80 to Absent.");
        let name = "结构化面谈".to_owned();
        let named = PartNames::of_columns([("interview", Some(&name))]);
        assert_eq!(sentence(&typed, &named, Lang::Zh), "更正 0007 的结构化面谈：80 改为 缺考。");
        let digest = Some(Digest::of(b"result"));
        let computed = Event::RankingComputed { posting, inputs: digest, result: digest, open_questions: 2 };
        let told = sentence(&computed, &unnamed, Lang::En);
        assert!(told.contains(&short(&Digest::of(b"result"))), "{told}");
        let told = sentence(&computed.unseen(), &unnamed, Lang::En);
        assert_eq!(told, format!("The ranking of posting {posting} was computed, open questions: 2."));
        let reopened = Event::MarksReopened { posting, reason: Digest::of(b"why") };
        assert!(sentence(&reopened, &unnamed, Lang::Zh).contains("退回更正成绩"));
        let why = Beside::Kept("装订错误".to_owned());
        assert_eq!(reason(&why, Lang::Zh).as_deref(), Some("理由：装订错误"));
        assert_eq!(reason(&Beside::Removed, Lang::En).as_deref(), Some("Reason: removed after the term."));
        assert_eq!(reason(&Beside::None, Lang::En), None);
    }
}
