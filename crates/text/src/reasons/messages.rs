//! Why a template, an address or a code is refused: one sentence for each code of [`MessagesWhy`].

use domain::reason::MessagesWhy;

use crate::Lang;
use crate::catalogue::catalogue;
use crate::messages::name_word;

catalogue! {
    brace(line: u32, column: u32) => "第 {line} 行第 {column} 个字：花括号没有配对。要写花括号本身，请连写两个。", "Line {line}, character {column}: the brace has no other half. For a brace itself write two.";
    unknown_name(line: u32, column: u32) => "第 {line} 行第 {column} 个字：花括号里不是可以使用的名称。可以使用的名称列在下面。", "Line {line}, character {column}: what stands in the braces is no name. The names that can be used are listed below.";
    not_of_kind(name: &str, line: u32, column: u32) => "第 {line} 行第 {column} 个字：这种消息没有“{name}”。", "Line {line}, character {column}: messages of this kind have no “{name}”.";
    long_in_subject(name: &str) => "“{name}”可能有好几行，不能放在标题里。", "“{name}” may run over several lines and cannot stand in the subject.";
    needed(word: &str, name: &str) => "必须写上“{name}”，名称是 {word}，放在花括号里。", "“{name}” must occur: the name {word}, in braces.";
    mail_form => "请写完整的电子邮箱地址，例如 name@example.gov.cn。", "Write a whole mail address, for example name@example.gov.cn.";
    mobile_form => "请写 11 位手机号码。", "Write a mobile number of 11 digits.";
    not_offered => "本站没有开通这种发送方式。", "This site sends nothing on that way.";
    wrong_code(left: u32) => "验证码不正确，还可以试 {left} 次。", "The code is wrong. You have {left} try left." | "The code is wrong. You have {left} tries left.";
    no_code => "验证码已用过、已过期或试错太多次。请重新发送一个。", "The code was used, is over, or was tried too often. Have a new one sent.";
    too_many_codes => "今天发送的验证码太多，请明天再试。", "Too many codes were sent today. Try again tomorrow.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: MessagesWhy, lang: Lang) -> String {
    match why {
        MessagesWhy::Brace { line, column } => brace(lang, line, column),
        MessagesWhy::UnknownName { line, column } => unknown_name(lang, line, column),
        MessagesWhy::NotOfKind { name, line, column } => {
            not_of_kind(lang, name_word(name, lang), line, column)
        }
        MessagesWhy::LongInSubject { name } => long_in_subject(lang, name_word(name, lang)),
        MessagesWhy::Needed { name } => needed(lang, name.word(), name_word(name, lang)),
        MessagesWhy::MailForm => mail_form(lang).to_owned(),
        MessagesWhy::MobileForm => mobile_form(lang).to_owned(),
        MessagesWhy::NotOffered => not_offered(lang).to_owned(),
        MessagesWhy::WrongCode { left } => wrong_code(lang, left),
        MessagesWhy::NoCode => no_code(lang).to_owned(),
        MessagesWhy::TooManyCodes => too_many_codes(lang).to_owned(),
    }
}
