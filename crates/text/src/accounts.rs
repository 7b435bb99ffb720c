//! Staff accounts, as the administrator opens them.

use crate::catalogue::catalogue;

catalogue! {
    accounts => "帐号", "Accounts";
    accounts_lede => "为工作人员开设帐号。管理员不接触任何遴选内容，也看不到密码。", "Accounts of staff. An administrator touches no selection and sees no password.";
    open_account => "开设帐号", "Open an account";
    name => "姓名", "Name";
    sign_in_name => "用户名", "User name";
    first_password => "初始密码", "First password";
    first_password_hint => "13 至 128 个字符，当面交给本人。", "13 to 128 characters; hand it over in person.";
    role => "角色", "Role";
    account_opened => "帐号已开设。", "The account is open.";
}
