//! Staff accounts, as the administrator opens them.

use crate::catalogue::catalogue;

catalogue! {
    accounts => "帐号", "Accounts";
    accounts_lede => "为工作人员开设帐号、给予和收回角色。密码由本人设定，管理员不知道；管理员只转交一次性代码。", "Accounts and roles of staff. The person chooses the password, which no administrator knows; an administrator hands over a one-time code.";
    open_account => "开设帐号", "Open an account";
    name => "姓名", "Name";
    sign_in_name => "用户名", "User name";
    role => "角色", "Role";
}
