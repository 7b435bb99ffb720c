//! Approving with fewer places or without a position, in words.

use crate::catalogue::catalogue;

catalogue! {
    title => "核减计划或职位", "Approve with fewer places";
    lede => "主管部门可以核减职位的计划数，或者取消职位，逐项写明理由；遴选机关接受后公布，也可以重新起草或撤回。", "The competent department can approve fewer places of a position, or no such position, each with its reason. The selecting authority accepts that, and it is public; or it drafts again, or withdraws.";
    link => "核减计划或职位", "Approve with fewer places, or without a position";
    waits => "已批准核减，等待遴选机关接受或者重新起草。", "It was approved with fewer places and waits for the selecting authority, which accepts or drafts again.";
    nothing_decided => "还没有核减的决定。", "Nothing was decided so.";
    form_lede => "改小计划数即为核减，0 为取消职位；每处核减写明理由。没有改动的职位不必写。", "A smaller number is what you approve, 0 strikes the position; each needs its reason. Leave the others as they are.";
    places_of(number: &str, words: &str, asked: u32) => "{number} {words}：申报 {asked} 名，批准", "{number} {words}: {asked} asked for, approved";
    reason_of(number: &str) => "{number} 核减的理由", "{number}: why fewer";
    asked_because => "遴选机关的申报理由：", "The authority asks for it because:";
    cut_consequence => "遴选机关会收到消息。接受之前什么也不公开；接受后公布的是核减以后的内容，理由由双方留存，不公开。", "The selecting authority is told. Nothing is public before it accepts; then what is left is public. Both sides keep the reasons, and the public does not read them.";
    send => "批准核减，送遴选机关", "Approve so, and send it to the authority";
    decided => "主管部门决定", "Decided by the department";
    position => "职位", "Position";
    asked => "申报", "Asked for";
    approved => "批准", "Approved";
    reason => "理由", "Reason";
    struck => "取消职位", "struck";
    accept => "接受并公布", "Accept and make public";
    accept_consequence => "接受后立即公开，公布的是核减以后的计划和职位。", "It takes effect and is public at once, with the places and positions that were approved.";
    decline => "不接受，重新起草", "Do not accept, draft again";
    decline_consequence => "原申报内容退回草稿，可以修改后再送，也可以撤回。", "What was asked for is a draft again; it can be changed and sent anew, or withdrawn.";
    reasons => "遴选机关的申报理由", "Why the authority asks for positions";
    explain => "申报理由", "Why this position is asked for";
    explain_hint => "供主管部门审批时查看，不公开。", "The competent department reads it; the public does not.";
    explain_save => "保存理由", "Save the reason";
}
