//! The frame of every page: masthead, navigation, footer.

use crate::catalogue::catalogue;

catalogue! {
    brand => "遴选", "Linxuan";
    site_title => "公务员公开遴选", "Open selection of civil servants";
    skip => "跳到正文", "Skip to content";
    navigation => "主导航", "Main navigation";
    breadcrumbs => "当前位置", "Where you are";
    language => "语言", "Language";
    postings => "公告与职位", "Notices and positions";
    lists => "名单与公示", "Published lists";
    my_applications => "我的报名", "My applications";
    desk => "工作台", "Desk";
    sign_in => "登录", "Sign in";
    register => "注册", "Create an account";
    sign_out => "退出", "Sign out";
    about => "关于本站", "About";
    accessibility => "无障碍声明", "Accessibility";
    privacy => "个人信息保护", "Privacy";
    glossary => "术语表", "Glossary";
    verify => "核验本站名单", "Check a list yourself";
    footer => "页脚", "Footer";
    insecure => "本站未加密运行，仅供试用，请勿填写真实个人信息。", "This site runs without encryption, for trial only. Enter no real personal data.";
    times_are_beijing => "本站时间均为北京时间。", "All times are Beijing time.";
}
