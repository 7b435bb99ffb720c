//! The audit trail and its seals, as the supervisor reads them.

use crate::catalogue::catalogue;

catalogue! {
    events => "操作记录", "Audit trail";
    events_lede => "每个操作一条记录，与操作同时写入，不能修改或删除。个人信息只留加密摘要。", "One record for every act, written together with it; it cannot be changed or deleted. Of personal data only keyed digests are kept.";
    when => "时间", "When";
    who => "操作人", "Who";
    act => "操作", "Act";
    object => "对象", "Object";
    detail => "内容", "Detail";
    address => "来源", "From";
    system => "系统", "System";
    older => "更早的记录", "Older records";
    newer => "更新的记录", "Newer records";
    no_events => "没有符合条件的记录。", "No record matches.";
    seal(no: i64, entries: i64) => "第 {no} 号封印，含 {entries} 条记录", "Seal {no}, {entries} records";
    seal_head(no: i64) => "最新封印第 {no} 号", "Newest seal: {no}";
}
