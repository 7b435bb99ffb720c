//! Messages: the pages around them, and what stands in for the names in a template.

pub mod letters;
pub mod words;

use domain::messages::{Channel, DeliveryFault, DeliveryState, Kind, Matter, Value};
use domain::placeholder::Placeholder;

use crate::Lang;
use crate::catalogue::catalogue;
use crate::{dates, scheme, screening};

catalogue! {
    title => "我的消息", "My messages";
    lede => "与您有关的事项都在这里，按时间由新到旧排列。", "Everything that concerns you stands here, newest first.";
    none => "还没有消息。", "There are no messages yet.";
    unread_count(n: u32) => "{n} 条未读消息", "{n} unread message" | "{n} unread messages";
    unread => "未读", "unread";
    when => "时间", "When";
    subject => "标题", "Subject";
    older => "更早的消息", "Older messages";
    back => "返回我的消息", "Back to my messages";
    also => "同时发往", "Also sent to";
    // addresses and choices
    contacts => "消息与通知", "Messages and notices";
    contacts_lede => "每条消息都在“我的消息”里。还可以另外发到您验证过的地址；地址加密保存，只用于发送消息。", "Every message stands under “My messages”. It can also be sent to an address that you have proved; addresses are kept encrypted and used for messages only.";
    address_mail => "电子邮箱", "Mail address";
    address_sms => "手机号码", "Mobile number";
    confirmed_since(when: &str) => "已验证（{when}）", "proved ({when})";
    not_confirmed => "尚未验证，不会发送消息", "not proved yet; nothing is sent to it";
    bounced_since(when: &str) => "{when} 对方退回：没有这个地址。不再发送，直到您重新验证。", "On {when} the other side said that nobody has this address. Nothing more is sent to it until you prove it again.";
    set_address => "保存并发送验证码", "Save and send a code";
    replace_hint => "换用新的地址后需要重新验证。消息用本页的语言发送。", "A new address must be proved again. Messages are sent in the language of this page.";
    send_again => "重新发送验证码", "Send a code again";
    code_label => "验证码", "Code";
    code_hint(when: &str) => "六位数字，{when}前有效，最多试五次。", "Six digits, valid until {when}; five tries.";
    confirm => "验证", "Prove the address";
    remove => "删除这个地址", "Take the address away";
    choices => "另外发送哪些消息", "What is also sent";
    save_choices => "保存选择", "Save the choice";
    choices_saved => "选择已保存。", "The choice is saved.";
    code_sent => "验证码已发往您填写的地址。", "A code is on its way to the address.";
    now_confirmed => "地址已验证。", "The address is proved.";
    removed => "地址已删除。", "The address has been taken away.";
    choice(matter: &str, way: &str) => "{matter}：发往{way}", "{matter}: to the {way}";
    // the posting's page
    of_posting => "消息", "Messages";
    of_posting_lede => "本项目中自动发送的消息、使用的文字，以及是否送达。", "What this posting tells people by itself, in which words, and whether it arrived.";
    texts => "消息文字", "Words of the messages";
    kind => "消息", "Message";
    words_zh => "中文文字", "Chinese words";
    words_en => "英文文字", "English words";
    the_programs => "系统文字", "the program's";
    the_postings(version: i64) => "本项目文字（第 {version} 版）", "the posting's (version {version})";
    told => "已告知", "Who was told";
    told_none => "还没有告知任何人。", "Nobody has been told anything yet.";
    whom => "对象", "Whom";
    in_account => "帐号内", "In the account";
    in_account_from(when: &str) => "{when}起", "from {when}";
    withdrawn => "发出前已被更新的消息取代", "replaced by a newer one before it was told";
    tried(n: u32) => "已试 {n} 次", "tried {n} time" | "tried {n} times";
    edit_title(kind: &str) => "消息文字：{kind}", "Words of a message: {kind}";
    edit_lede => "只影响保存以后发出的消息。花括号里的名称会换成具体内容，标 * 的必须出现。", "Counts for messages told from now on. Names in braces are replaced by their values; those with * must occur.";
    names => "可以使用的名称", "Names that can be used";
    own_words => "本项目文字", "The posting's own words";
    body => "正文", "Text";
    save => "检查并保存", "Check and save";
    drop_own => "改回系统文字", "Back to the program's words";
    preview => "效果", "How it reads";
    preview_lede => "随输入更新；保存以前不影响任何消息。", "Follows what is typed; no message changes before it is saved.";
    preview_now => "看效果", "See how it reads";
    preview_not => "这样写还不能保存", "These words cannot be saved yet";
    preview_of(number: &str) => "以申请 {number} 为例：", "With application {number} as the example:";
    preview_posting => "以本项目为例：", "With this posting as the example:";
    no_record => "本项目还没有可作例子的申请。", "There is no application in this posting yet to show it with.";
    saved => "已保存。", "Saved.";
    many(n: u32) => "发布后，{n} 名考生将收到以下消息，例如：", "Once it is published, {n} candidate gets this message:" | "Once it is published, {n} candidates get this message, here is one:";
    many_then(n: u32) => "生效后，{n} 人将收到以下消息，例如：", "Once it counts, {n} person gets this message:" | "Once it counts, {n} people get this message, here is one:";
    nobody_then => "现在没有人会收到消息。", "Nobody would be told now.";
    language => "文字的语言", "Language of the words";
}

/// The name of a kind.
#[must_use]
pub fn kind_word(kind: Kind, lang: Lang) -> &'static str {
    words::kind(kind, lang)
}

/// The name of a matter.
#[must_use]
pub fn matter_word(matter: Matter, lang: Lang) -> &'static str {
    words::matter(matter, lang)
}

/// What an address of the channel is called.
#[must_use]
pub fn channel_word(channel: Channel, lang: Lang) -> &'static str {
    match channel {
        Channel::Mail => address_mail(lang),
        Channel::Sms => address_sms(lang),
    }
}

/// Where a delivery stands, and why where it did not go through.
#[must_use]
pub fn state_word(state: DeliveryState, fault: Option<DeliveryFault>, lang: Lang) -> String {
    words::state(state, fault, lang)
}

/// What a name in braces stands for.
#[must_use]
pub fn name_word(name: Placeholder, lang: Lang) -> &'static str {
    words::name(name, lang)
}

/// A value as a message says it.
#[must_use]
pub fn value(value: &Value, (lang, origin): (Lang, &str)) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::At(at) => dates::moment(lang, at.0),
        Value::Count(count) => count.to_string(),
        Value::Page(path) => format!("{origin}/{}/{path}", lang.code()),
        Value::Ground(ground) => screening::ground_word(*ground, lang).to_owned(),
        Value::List(stage, name) => scheme::list_word(lang, stage, name.as_deref()),
    }
}
