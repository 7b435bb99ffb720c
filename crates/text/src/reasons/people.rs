//! Why an act on persons, accounts and roles is refused: one sentence for each code of [`PeopleWhy`].

use domain::reason::PeopleWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    roles_meet => "此人已有与之相互制约的角色，不能兼任。", "The person has a role that checks this one; one person cannot have both.";
    last_screener => "这是最后一名审核员，不能移出。", "This is the last screener and cannot be taken off.";
    role_reach => "这个角色不能用于这个范围。", "This role cannot have this scope.";
    no_posting => "没有这个编号的遴选项目。", "No posting has this code.";
    old_password => "原密码不正确。", "The old password is wrong.";
    same_password => "新密码与原密码相同，请换一个。", "The new password is the old one. Choose another.";
    one_time_code => "一次性代码不正确、已用过或已过期。请向发放的人要一个新的。", "The one-time code is wrong, used or expired. Ask whoever handed it to you for a new one.";
    password_bounds(min: u32, max: u32) => "密码须为 {min} 至 {max} 个字符。", "A password has {min} to {max} characters.";
    password_common => "这个密码太常见，请换一个。可以用几个不相干的词连成一句。", "This password is too common. Several unrelated words make a good one.";
    password_names => "密码中不要包含姓名或用户名。", "Leave your name and user name out of the password.";
    passwords_differ => "两次输入的密码不同，请重新输入。", "The two passwords differ. Type both again.";
    sign_in_name_taken => "这个用户名已被使用，请换一个。", "This user name is taken. Choose another.";
    sign_in_failed => "用户名或密码不正确。", "User name or password is wrong.";
    nobody_found => "在您负责、尚未结束的遴选项目中，没有找到用这个身份证号提交过报名（已撤回的除外）、可以办理的帐号。请核对号码；也可以请系统管理员办理。", "In the selections that are yours and still go on, no account was found that submitted an application with this identity number and did not withdraw it. Check the number, or send the person to the administrator.";
    too_many_tries(seconds: u32) => "尝试次数过多，请 {seconds} 秒后再试。", "Too many tries. Try again in {seconds} second." | "Too many tries. Try again in {seconds} seconds.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: PeopleWhy, lang: Lang) -> String {
    match why {
        PeopleWhy::RolesMeet => roles_meet(lang).to_owned(),
        PeopleWhy::LastScreener => last_screener(lang).to_owned(),
        PeopleWhy::RoleReach => role_reach(lang).to_owned(),
        PeopleWhy::NoPosting => no_posting(lang).to_owned(),
        PeopleWhy::OldPassword => old_password(lang).to_owned(),
        PeopleWhy::SamePassword => same_password(lang).to_owned(),
        PeopleWhy::OneTimeCode => one_time_code(lang).to_owned(),
        PeopleWhy::PasswordLength { min, max } => password_bounds(lang, min, max),
        PeopleWhy::PasswordCommon => password_common(lang).to_owned(),
        PeopleWhy::PasswordNames => password_names(lang).to_owned(),
        PeopleWhy::PasswordsDiffer => passwords_differ(lang).to_owned(),
        PeopleWhy::SignInNameTaken => sign_in_name_taken(lang).to_owned(),
        PeopleWhy::SignInFailed => sign_in_failed(lang).to_owned(),
        PeopleWhy::NobodyFound => nobody_found(lang).to_owned(),
        PeopleWhy::TooManyTries { seconds } => too_many_tries(lang, seconds),
    }
}
