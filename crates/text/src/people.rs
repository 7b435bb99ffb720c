//! Persons, accounts, roles and how far they reach.

use domain::access::ReachKind;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    reach => "范围", "Scope";
    reach_pool => "待分派", "Waiting for a posting";
    reach_posting => "一个遴选项目", "One posting";
    reach_authority => "一个遴选机关", "One selecting authority";
    reach_installation => "全部遴选项目", "All postings";
    take => "移出", "Take off";
    take_role => "收回", "Take back";
    own_title => "我的帐号", "My account";
    own_name => "姓名", "Name";
    own_sign_in => "用户名", "User name";
    own_roles => "角色和范围", "Roles and their scope";
    no_roles => "目前没有角色。", "No role at present.";
    change_password => "修改密码", "Change password";
    change_lede => "修改后，其他设备上的登录立即失效。", "Sessions on other devices end at once.";
    old_label => "原密码", "Old password";
    new_label => "新密码", "New password";
    changed => "密码已修改，其他登录已结束。", "The password is changed; other sessions have ended.";
    sessions => "登录状态", "Open sessions";
    session_since => "登录时间", "Signed in";
    session_seen => "最近使用", "Last used";
    session_until => "到期", "Ends";
    session_address => "地址", "Address";
    session_this => "本次登录", "this session";
    session_end => "结束", "End";
    end_others => "结束其他所有登录", "End all other sessions";
    no_sessions => "没有打开的登录。", "No open session.";
    session => "登录期限", "Your session";
    session_lasts(when: &str) => "登录有效至 {when}，继续使用会自动延长。", "Your session lasts until {when} and goes on while you work.";
    extend => "延长登录（在新窗口打开）", "Extend the session (opens a new window)";
    extended(when: &str) => "登录已延长至 {when}。可以关闭这个窗口，回到刚才的页面。", "The session now lasts until {when}. Close this window and go back to your page.";
    stay_title => "您的登录快要到期", "Your session is about to end";
    stay_what => "继续登录可以延长（一次登录最长 8 小时）。页面上已填写的内容保持不变。", "Stay signed in to extend it (one session lasts 8 hours at most). What is typed on the page stays as it is.";
    stay_failed => "没有延长：登录已到期，或连接不上。已填写的内容还在页面上；请在新窗口登录，再回到这里提交。", "It was not extended: the session has ended, or the server was not reached. What you typed is still on the page. Sign in in a new window, then come back here and send it.";
    stay_elsewhere => "在新窗口登录", "Sign in in a new window";
    stay => "继续登录", "Stay signed in";
    stay_close => "关闭提示", "Close";
    code_title => "用一次性代码设定密码", "Set a password with a one-time code";
    code_lede => "当面交给您的代码只能用一次。密码由您自己设定，不要告诉任何人。", "The code works once. Choose the password yourself and tell nobody.";
    code_label => "一次性代码", "One-time code";
    code_hint => "20 个字符，四组，短横线可以不写。", "20 characters in four groups; the dashes may be left out.";
    set_password => "设定密码", "Set password";
    recover_title => "为忘记密码的考生发放一次性代码", "One-time code for a candidate who forgot the password";
    recover_lede => "请先当面核对本人的身份证件，查找后从找到的帐号中选择本人的一个。只找得到在您负责、尚未结束的遴选项目中提交过报名且没有撤回的人；其他人由系统管理员办理，从未提交过的请本人重新注册。发放后，原密码和本人的所有登录立即失效；本人会收到消息，写明时间和办理机关。", "Check the identity document with the person in front of you first, then choose the person's account among those that are found. Only people are found who submitted an application in a selection that is yours and still goes on, and did not withdraw it; others are helped by the administrator, and whoever never submitted one registers again. The password and every session end at once; a message tells the person when, and which authority did it.";
    recover_number => "本人的帐号", "The person's account";
    recover_number_hint => "身份证号由报名人自行填写，可能被他人误填。请本人说出用户名，与下面的首尾两个字符和报名核对；不符的，不要发放。", "Whoever applies types the identity number, so that another person may have typed this one. Let the person say the user name, and hold it against the first and last character and the application below; issue nothing where they differ.";
    recover_found(sign_in: &str, title: &str, sent: &str) => "用户名 {sign_in}，遴选项目“{title}”，{sent}", "User name {sign_in}, selection “{title}”, {sent}";
    recover_sent(when: &str) => "提交于{when}", "sent at {when}";
    recover_changing => "本人收回修改中", "taken back to be changed";
    recover_stands(found: &str, state: &str) => "{found}，报名状态：{state}", "{found}; the application stands at: {state}";
    recover_seek => "查找帐号", "Find the account";
    recover_how => "身份是怎样核对的", "How the identity was checked";
    recover_how_hint => "例如：本人到场，核对了居民身份证原件。不要写证件号码。记入操作记录。", "For example: the person was present, the original identity card was seen. Do not write its number. It goes into the audit trail.";
    recover_issue => "发放一次性代码", "Issue a one-time code";
    recover_again => "为另一人办理", "For another person";
    replaced_more => "查看消息", "Read the message";
    open_title => "开设帐号", "Open an account";
    open_lede => "提交后显示一次性代码，请当面交给本人。本人用它设定密码。", "A one-time code is shown afterwards. Hand it over in person; the person chooses a password with it.";
    authority_hint => "范围为“一个遴选机关”时填写，与公告中的名称一致。", "For the scope of one selecting authority: its name as in its notices.";
    posting_hint => "范围为“一个遴选项目”时填写，即项目网址中的十位编号。", "For the scope of one posting: the ten characters in its address.";
    posting_code => "遴选项目编号", "Code of the posting";
    issued_title => "一次性代码", "One-time code";
    issued_lede(name: &str) => "用户名 {name} 的一次性代码，只显示这一次：", "The one-time code of the user name {name}, shown this once:";
    issued_until(when: &str) => "{when}前有效，只能用一次。请当面交给本人；本人在登录页选择“用一次性代码设定密码”。", "Valid until {when}, once. Hand it over in person; the person chooses “Set a password with the code” on the sign-in page.";
    issued_before => "这份表单已提交过，代码已显示过一次。如果没有记下，请在帐号页重新发放。", "This form was sent before and its code was shown then. If it was not noted, issue a new one on the account's page.";
    member_title(name: &str) => "帐号：{name}", "Account: {name}";
    state_active => "可以登录", "Open";
    state_closed => "已关闭", "Closed";
    state_waiting => "尚未设定密码", "No password chosen yet";
    code_until(when: &str) => "一次性代码 {when}前有效", "One-time code valid until {when}";
    reset => "重新发放一次性代码", "Issue a new one-time code";
    reset_hint => "原密码立即失效，本人的所有登录立即结束。", "The password and every session of the person end at once.";
    close => "关闭帐号", "Close the account";
    reopen => "重新打开帐号", "Open the account again";
    end_all => "结束此人的所有登录", "End all sessions of this person";
    own_person => "这是您自己的帐号；在“我的帐号”页修改密码。其他办理须由另一名管理员进行。", "This is your own account. Change the password on your account page; anything else is for another administrator.";
    give_role => "给予角色", "Give a role";
    role_from => "自", "From";
    role_given_by => "给予人", "Given by";
    role_state => "状态", "State";
    role_stands => "有效", "In force";
    role_taken(when: &str, who: &str) => "{when} 由{who}收回", "Taken back {when} by {who}";
    role_over => "已到期", "Ended";
    by_system => "系统", "the system";
    manage => "办理", "Manage";
}

/// How far an assignment reaches, in words.
#[must_use]
pub fn reach_word(reach: ReachKind, lang: Lang) -> &'static str {
    match reach {
        ReachKind::Pool => reach_pool(lang),
        ReachKind::Posting => reach_posting(lang),
        ReachKind::Authority => reach_authority(lang),
        ReachKind::Installation => reach_installation(lang),
    }
}
