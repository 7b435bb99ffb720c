//! Why a typed text is refused: one sentence for each code of [`TypedWhy`].

use domain::reason::TypedWhy;

use crate::Lang;
use crate::catalogue::catalogue;
use crate::eligibility::study::offered;

catalogue! {
    missing => "请填写此项。", "Fill this in.";
    length(min: u32, max: u32, found: u32) => "请写 {min} 至 {max} 个字，现在是 {found} 个字。", "Write {min} to {max} characters; there are {found} now.";
    control_character => "含有看不见的控制字符，请重新输入。", "There is an invisible control character in it. Type it again.";
    formula_sign => "开头不能是 = + - @，表格软件会把它当作公式。请删去开头的符号。", "It must not begin with = + - or @: a spreadsheet would take it for a formula. Take the sign away.";
    name_form => "姓名只能用汉字、字母、间隔号（·）和空格。", "A name may hold Chinese characters, letters, the middle dot (·) and blanks only.";
    private_number => "这里会公开，不能含有身份证号或者手机号码。", "This will be public: it must not hold an identity number or a mobile telephone number.";
    not_a_time => "请写日期和时间，例如 2026-11-22 18:00。", "Write a date and a time, for example 2026-11-22 18:00.";
    not_a_day => "请写真实的年月日，例如 2018-07-01。", "Write a real day, for example 2018-07-01.";
    window_backwards => "结束时间应当晚于开始时间。", "The end must be later than the beginning.";
    identity_form => "身份证号是 18 位：前 17 位为数字，末位为数字或 X。", "A resident identity number has 18 characters: 17 digits, then a digit or X.";
    identity_date => "身份证号第 7 至 14 位不是可能的出生日期，请核对。", "Characters 7 to 14 of the identity number are no possible date of birth. Check them.";
    identity_check => "身份证号末位与前面的数字不符，请逐位核对。", "The last character of the identity number does not fit the others. Check each one.";
    phone_form => "请写 11 位手机号码，或者带区号的固定电话，例如 0551-62601234。", "Write a mobile number of 11 digits, or a fixed line with its area code, for example 0551-62601234.";
    sign_in_name_form => "用户名只能用字母、数字和 . _ - @。", "A user name may hold letters, digits and . _ - @ only.";
    label_form => "只能用字母、数字和短横线。", "Letters, digits and hyphens only.";
    not_a_number => "请写数字。", "Write a number.";
    too_many_places(places: u8) => "小数最多 {places} 位。", "At most {places} decimal places.";
    out_of_range(min: i64, max: i64) => "请写 {min} 至 {max} 之间的整数。", "Write a whole number from {min} to {max}.";
    not_a_choice => "请从列出的选项中选择。", "Choose one of the options.";
    not_in_catalogue => "专业目录里没有这个代码或者名称。请从列出的专业中选择；毕业证书上是旧目录或者学校自设的专业的，填 0000，并在下一项写明证书上的专业名称。", "Neither catalogue has this code or name. Choose one of those offered; where the diploma names a field of an earlier catalogue or of the school alone, write 0000 and give the name on the diploma in the next field.";
    several_in_catalogue(first: &str, second: &str) => "不止一个专业叫这个名称，请连同代码填写，例如“{first}”或者“{second}”。", "More than one field has this name. Write it with its code, for example “{first}” or “{second}”.";
    line_not_in_catalogue(line: u32) => "第 {line} 行：专业目录里没有这个代码或者名称，或者代码与名称不符。", "Line {line}: neither catalogue has this code or name, or the code is that of another field.";
    line_several_in_catalogue(line: u32, first: &str, second: &str) => "第 {line} 行：不止一个专业叫这个名称，请连同代码填写，例如“{first}”或者“{second}”。", "Line {line}: more than one field has this name. Write it with its code, for example “{first}” or “{second}”.";
    too_many_studies(max: u32) => "一个条件至多列 {max} 个专业。可以选门类或者专业类，代替其中的单个专业。", "One condition names at most {max} fields of study. Choose a discipline or a class in place of its single programmes.";
    not_agreed => "请勾选此项才能继续。", "Tick this to go on.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: TypedWhy, lang: Lang) -> String {
    match why {
        TypedWhy::Missing => missing(lang).to_owned(),
        TypedWhy::Length { min, max, found } => length(lang, min, max, found),
        TypedWhy::ControlCharacter => control_character(lang).to_owned(),
        TypedWhy::FormulaSign => formula_sign(lang).to_owned(),
        TypedWhy::NameForm => name_form(lang).to_owned(),
        TypedWhy::PrivateNumber => private_number(lang).to_owned(),
        TypedWhy::NotATime => not_a_time(lang).to_owned(),
        TypedWhy::NotADay => not_a_day(lang).to_owned(),
        TypedWhy::WindowBackwards => window_backwards(lang).to_owned(),
        TypedWhy::IdentityForm => identity_form(lang).to_owned(),
        TypedWhy::IdentityDate => identity_date(lang).to_owned(),
        TypedWhy::IdentityCheck => identity_check(lang).to_owned(),
        TypedWhy::PhoneForm => phone_form(lang).to_owned(),
        TypedWhy::SignInNameForm => sign_in_name_form(lang).to_owned(),
        TypedWhy::LabelForm => label_form(lang).to_owned(),
        TypedWhy::NotANumber => not_a_number(lang).to_owned(),
        TypedWhy::TooManyPlaces { places } => too_many_places(lang, places),
        TypedWhy::OutOfRange { min, max } => out_of_range(lang, min, max),
        TypedWhy::NotAChoice => not_a_choice(lang).to_owned(),
        TypedWhy::NotInCatalogue => not_in_catalogue(lang).to_owned(),
        TypedWhy::SeveralInCatalogue { first, second } => {
            several_in_catalogue(lang, &offered(first, lang), &offered(second, lang))
        }
        TypedWhy::LineNotInCatalogue { line } => line_not_in_catalogue(lang, line),
        TypedWhy::LineSeveralInCatalogue { line, first, second } => {
            line_several_in_catalogue(lang, line, &offered(first, lang), &offered(second, lang))
        }
        TypedWhy::TooManyStudies { max } => too_many_studies(lang, max),
        TypedWhy::NotAgreed => not_agreed(lang).to_owned(),
    }
}
