//! Sign-in and opening an account.

use crate::catalogue::catalogue;

catalogue! {
    sign_in_title => "登录", "Sign in";
    register_title => "注册帐号", "Create an account";
    login_name => "用户名", "User name";
    login_hint => "3 至 64 个字符，可用文字、数字、点、横线、下划线和 @", "3 to 64 characters: letters, digits, dots, hyphens, underscores and @";
    password => "密码", "Password";
    password_hint => "13 至 128 个字符。可以用几个不相干的词连成一句。", "13 to 128 characters. Several unrelated words make a good one.";
    password_again => "再输入一次密码", "Password again";
    name => "姓名", "Name";
    name_hint => "与身份证一致", "As on the identity card";
    identity_number => "身份证号", "Resident identity number";
    identity_hint => "18 位，末位可以是 X。只用于核对身份，加密保存，不会公开。", "18 characters, the last may be X. Used only to identify you, kept encrypted, never published.";
    phone => "手机号码", "Mobile number";
    phone_hint => "11 位", "11 digits";
    no_account => "还没有帐号？", "No account yet?";
    have_account => "已有帐号？", "Already have an account?";
    agree => "我已阅读个人信息保护说明", "I have read the privacy page";
    create => "创建帐号", "Create account";
    after_register => "创建后即可登录，填写报名申请。", "You can then sign in and fill in an application.";
    signed_out => "您已退出。", "You have signed out.";
    account_made => "帐号已创建，请登录。", "The account has been created. Please sign in.";
    session_over => "登录已过期，请重新登录。登录后回到刚才的页面。", "Your session has ended. Sign in again to return to the page.";
    restored => "登录曾过期。下面是您刚才填写的内容，还没有保存，请检查后再提交一次。", "Your session had ended. What you typed is below and is not saved yet. Check it and send it again.";
    not_kept => "这里填写过的内容没有留住：没有提交成功的表格，每人只保留最近的 20 份。请重新填写。", "What you typed here is gone: of the forms that did not go through, only your newest 20 are kept. Please fill it in again.";
    please_sign_in => "请先登录。登录后回到刚才的页面。", "Please sign in first; you will return to the page.";
    use_code => "第一次登录，或领到了一次性代码？", "Signing in for the first time, or holding a one-time code?";
    use_code_link => "用一次性代码设定密码", "Set a password with the code";
    password_set => "密码已设定，请登录。", "The password is set. Please sign in.";
    forgot => "忘记密码？请持身份证件到所报考的遴选机关办理，或找系统管理员；核对身份后当面领取一次性代码。从未提交过报名的，草稿只有本人看得到，请重新注册。", "Forgot your password? Show an identity document at the selecting authority you applied to, or to the administrator, who checks it and hands you a one-time code. A draft that was never submitted is seen by nobody else: register again.";
    staff_note => "工作人员用管理员发给的用户名登录。", "Staff sign in with the user name given by the administrator.";
}
