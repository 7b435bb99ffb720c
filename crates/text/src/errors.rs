//! Error pages: what happened, what to do.

use crate::catalogue::catalogue;
pub use crate::reasons::{denied, sentence};

catalogue! {
    forbidden_title => "您没有权限打开此页", "You may not open this page";
    forbidden_what => "这项工作由其他角色办理。", "This work belongs to another role.";
    forbidden_do => "如果您认为应当有权限，请联系管理员。", "If you should have access, ask the administrator.";
    missing_title => "没有找到这一页", "Page not found";
    missing_what => "地址有误，或内容不存在。", "The address is wrong, or there is nothing here.";
    missing_do => "请检查地址，或从首页重新查找。", "Check the address, or start again from the home page.";
    stale_title => "内容已被他人更改", "Someone changed this meanwhile";
    stale_what => "您打开页面之后，另一人作了更改。您的更改没有保存。", "After you opened the page another person changed it. Your change was not saved.";
    stale_do => "请返回并重新打开页面，核对后再次提交。", "Go back, reload the page, check it and submit again.";
    refused_title => "未能完成", "Not done";
    refused_what => "提交的内容不符合要求，没有保存任何更改。", "What was submitted does not meet the requirements. Nothing was saved.";
    refused_do => "请按下列说明更正后再次提交。", "Correct the points below and submit again.";
    transport_title => "请求无法读取", "The request could not be read";
    transport_what => "提交的内容不完整或格式有误，没有保存任何更改。", "What was submitted is incomplete or malformed. Nothing was saved.";
    transport_do => "请返回并重新打开页面后再试。", "Go back, reload the page and try again.";
    busy_title => "系统正忙", "The system is busy";
    busy_what => "现在使用的人很多，没有保存任何更改。", "Many people are using it right now. Nothing was saved.";
    busy_do => "请稍等一分钟再试。", "Please try again in a minute.";
    unconfirmed_title => "不能确认是否已保存", "It is not certain whether this was saved";
    unconfirmed_what => "保存时与数据库的连接中断，或者用时过长，本次操作可能已经生效，也可能没有。", "Saving broke off: the connection to the database was lost, or it took too long. What you did may have taken effect or not.";
    unconfirmed_do => "请先返回页面查看结果，确认没有生效再重新操作。", "Go back and look at the result first; do it again only if it did not take effect.";
    no_room_title => "暂时不能保存", "Nothing can be saved at the moment";
    no_room_what => "服务器磁盘空间不足，没有保存任何更改。查询和已公布的名单不受影响。", "The server's disk is nearly full. Nothing was saved. Reading and published lists go on.";
    no_room_do => "请保留您填写的内容，稍后再试；管理员腾出空间后即可继续，不必重新登录。", "Keep what you typed and try again later. Once the administrator has made room you can go on, without signing in again.";
    internal_title => "系统出错", "Something went wrong";
    internal_what => "这是系统的错误，不是您的错误。没有保存任何更改。", "This is our fault, not yours. Nothing was saved.";
    internal_do => "请稍后再试。若仍出错，请把下面的编号告诉管理员。", "Try again later. If it happens again, tell the administrator the number below.";
    damaged_title => "这份名单暂停提供", "This list is withheld";
    damaged_what => "数据库中的这份名单与发布时封存的不一致，因此不再提供。其他名单不受影响。", "In the database this list is not what was sealed at its publication, so it is not shown. Other lists are not affected.";
    damaged_do => "请向遴选机关查询。部署单位可用 linxuan verify --chain 查明。", "Please ask the selecting authority. Whoever runs the site finds out more by linxuan verify --chain.";
    incident => "编号", "Incident";
    go_home => "返回首页", "Home";
    go_back => "返回刚才的页面", "Back to the page";
}
