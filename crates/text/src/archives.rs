//! The archive of a selection that is over, in words.

use crate::catalogue::catalogue;

catalogue! {
    title => "项目归档", "Archive";
    lede => "遴选结束后，把这个项目留存的内容做成一个文件：各版公告、各版名单（数据和 PDF）、各项决定、操作记录、存证链和导入文件的摘要，附每个文件的 SHA-256。", "Once the selection is over, everything that is kept of it in one file: every version of the notice, every version of each list as data and as PDF, the decisions, the audit trail, the seals and the digests of imported files, with the SHA-256 of each file.";
    masked => "其中个人信息以公布的名单为限；操作记录中的准考证号只留末两位。计算名次的依据以密文存放，只有持有本系统密钥文件才能打开复算。", "Of people it holds what the published lists hold; in the audit trail only the last two characters of a ticket number stand. What rankings were computed from lies in it sealed: only with the key file of this installation can it be opened and computed again.";
    proof => "用 linxuan verify 可以核对整个文件和其中每份名单。", "linxuan verify proves the whole file and every list in it.";
    not_over => "遴选办结或者终止以后才能归档。", "A selection is archived once it is closed or has ended.";
    begin => "制作归档文件", "Make the archive";
    begin_what => "制作需要一些时间；两天后自动删除，可以再做。每次下载都留记录。", "It takes a while; it is deleted after two days and can be made again. Every download is recorded.";
    made => "已制作的", "Archives";
    none => "还没有制作过，或者都已到期删除。", "None was made, or all were deleted after their term.";
    asked(when: &str, who: &str) => "{when}，{who}", "{when}, {who}";
    going => "正在制作", "Being made";
    ended => "没有做成，请再试", "It was not made; ask for another";
    refresh => "刷新", "Look again";
    file(size: &str) => "下载归档文件（{size}）", "Fetch the archive ({size})";
    until(when: &str) => "可下载至 {when}", "To be fetched until {when}";
}
