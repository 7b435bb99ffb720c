//! Individual extensions in words, on the desk.

use crate::catalogue::catalogue;

catalogue! {
    title => "个别延期", "Extensions for one application";
    lede => "有正当理由不能按时办理的，可以为这一份报名延期。审核员提出，审批人批准；只对这一份报名有效，不影响其他人，也不能用于已暂停、已终止或审查已结束的项目。", "Whoever could not be in time for good reason can get more time for one application. A screener proposes, an approver grants. It holds for that application alone, changes nobody else's deadline, and opens no posting that is suspended, over, or past its screening.";
    link => "个别延期", "Extensions for one application";
    none => "还没有提出过延期。", "No extension was proposed yet.";
    propose => "提出延期", "Propose an extension";
    application => "申请编号", "Number of the application";
    application_hint => "考生在自己的报名页面上看得到，十位；没有提交的报名也有编号。", "The candidate reads it on the page of the application; ten characters. A draft has one too.";
    until => "延期至", "Until";
    until_hint => "北京时间。要晚于现在和报名截止时间。", "Beijing time. Later than now and than registration closes.";
    reason => "理由", "Reason";
    evidence => "依据", "What it rests on";
    evidence_hint => "例如：医院证明、系统故障记录及编号。", "Such as a hospital's certificate, or the record of a failure with its number.";
    send => "送审批人批准", "Send for approval";
    decide => "办理", "Decide";
    grant => "批准延期", "Grant";
    grant_consequence(until: &str) => "批准后，考生在 {until} 之前可以填写、修改、撤回和提交这份报名，并会收到消息。", "The candidate can then fill, change, take back and submit this application until {until}, and is told.";
    refuse => "不批准", "Refuse";
    refuse_reason => "不批准的理由", "Why it is refused";
    state => "报名状态", "Where the application stands";
    position => "职位", "Position";
    proposed => "提出", "Proposed";
    decided => "决定", "Decided";
    waits => "等待批准", "Waits for approval";
    granted => "已批准", "Granted";
    over => "已批准，时间已过", "Granted, its time is over";
    refused => "未批准", "Refused";
    line_waits(until: &str) => "提请延期至 {until}", "Proposed to extend until {until}";
    line_granted(until: &str) => "延期至 {until}", "Extended until {until}";
    line_refused(until: &str) => "延期至 {until}，未批准", "An extension until {until} was refused";
    blocks_running(count: u32, until: &str) => "还有 {count} 份报名在延期内可以提交，最晚到 {until}。", "{count} draft can still be sent under an extension, until {until}." | "{count} drafts can still be sent under extensions, the last until {until}.";
    blocks_waiting(count: u32) => "还有 {count} 项延期等待批准。", "{count} extension waits for approval." | "{count} extensions wait for approval.";
}
