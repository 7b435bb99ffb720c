//! Why an act was refused, one sentence for each reason of the law, and the words for the policy's denials.
//!
//! Owns the exhaustive `match` from [`Reason`] to a sentence. Refuses to quote what a person typed: a reason carries
//! codes and numbers only.

use domain::access::Denial;
use domain::calendar::Instant;
use domain::reason::{PublicCode, Reason, Unfit};

use crate::catalogue::catalogue;
use crate::{Lang, dates, states};

catalogue! {
    missing => "请填写此项。", "Fill this in.";
    length(min: u32, max: u32, found: u32) => "请写 {min} 至 {max} 个字，现在是 {found} 个字。", "Write {min} to {max} characters; there are {found} now.";
    control_character => "含有看不见的控制字符，请重新输入。", "There is an invisible control character in it. Type it again.";
    formula_sign => "开头不能是 = + - @，表格软件会把它当作公式。请删去开头的符号。", "It must not begin with = + - or @: a spreadsheet would take it for a formula. Take the sign away.";
    name_form => "姓名只能用汉字、字母、间隔号（·）和空格。", "A name may hold Chinese characters, letters, the middle dot (·) and blanks only.";
    private_number => "这里会公开，不能含有身份证号或者手机号码。", "This will be public: it must not hold an identity number or a mobile telephone number.";
    not_a_time => "请写日期和时间，例如 2026-11-22 18:00。", "Write a date and a time, for example 2026-11-22 18:00.";
    not_a_day => "请写真实的年月日，例如 2018-07-01。", "Write a real day, for example 2018-07-01.";
    spell_backwards => "结束日期早于开始日期。", "It ends before it begins.";
    conditions_faulty(count: u32) => "资格条件有 {count} 处需要改正，详见资格条件页。", "The conditions have {count} fault, listed on their page." | "The conditions have {count} faults, listed on their page.";
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
    above_full_mark(full: &str) => "高于满分 {full} 分。", "Above the full mark of {full}.";
    not_a_choice => "请从列出的选项中选择。", "Choose one of the options.";
    not_agreed => "请勾选此项才能继续。", "Tick this to go on.";
    password_bounds(min: u32, max: u32) => "密码须为 {min} 至 {max} 个字符。", "A password has {min} to {max} characters.";
    password_common => "这个密码太常见，请换一个。可以用几个不相干的词连成一句。", "This password is too common. Several unrelated words make a good one.";
    password_names => "密码中不要包含姓名或用户名。", "Leave your name and user name out of the password.";
    passwords_differ => "两次输入的密码不同，请重新输入。", "The two passwords differ. Type both again.";
    sign_in_name_taken => "这个用户名已被使用，请换一个。", "This user name is taken. Choose another.";
    position_taken => "本公告中已有这个职位代码。", "The posting has this position code already.";
    scheme_faulty(count: u32) => "计分规则有 {count} 处问题，已在旁边列出。", "The scheme has {count} problem, listed beside it." | "The scheme has {count} problems, listed beside it.";
    identity_taken => "这个身份证号在本次遴选中已经报名。如果不是您本人所报，请与遴选机关联系。", "There is an application with this identity number in this selection already. If it is not yours, contact the selecting authority.";
    sign_in_failed => "用户名或密码不正确。", "User name or password is wrong.";
    too_many_tries(seconds: u32) => "尝试次数过多，请 {seconds} 秒后再试。", "Too many tries. Try again in {seconds} second." | "Too many tries. Try again in {seconds} seconds.";
    wrong_phase(phase: &str) => "现在处于“{phase}”环节，不能办理这项操作。", "The selection is at “{phase}” now; this cannot be done.";
    wrong_state(state: &str) => "这份报名现在是“{state}”，不能办理这项操作。", "The application is “{state}” now; this cannot be done.";
    not_yet_open(when: &str) => "报名尚未开始，{when}开始。", "Registration has not opened. It opens {when}.";
    already_closed(when: &str) => "报名已于{when}截止。", "Registration closed {when}.";
    already_applied => "您在本次遴选中已有一份报名。每人报一个职位；如需改报，请先撤回原报名。", "You have an application in this selection already. One position per person; to choose another, withdraw the first.";
    closes_in_the_past => "报名截止时间应当晚于现在。", "Registration must close in the future.";
    no_positions => "公告还没有职位。请先导入职位表。", "The posting has no positions. Import the position table first.";
    no_scheme => "公告还没有计分规则。", "The posting has no scheme.";
    unknown_scheme_name(count: u32) => "有 {count} 个职位写了公告中没有的计分规则名称。", "{count} position names a scheme that the posting does not have." | "{count} positions name a scheme that the posting does not have.";
    undecided(count: u32) => "还有 {count} 份报名没有审查结论。", "{count} application is still undecided." | "{count} applications are still undecided.";
    nobody_passed => "没有人通过资格审查。", "Nobody passed screening.";
    marks_missing(count: u32) => "还缺 {count} 个成绩。", "{count} mark is missing." | "{count} marks are missing.";
    marks_faulty(count: u32) => "有 {count} 个成绩与规则或前一环节的名单不符，请先更正。", "{count} mark does not fit the scheme or the list before it. Correct it first." | "{count} marks do not fit the scheme or the list before them. Correct them first.";
    digest_changed => "内容在您核对之后有变化，摘要已经不同。请重新核对。", "The content changed after you checked it and its digest differs. Check it again.";
    ranking_stale => "计算之后成绩、规则或裁决有变化，请重新计算。", "Marks, scheme or rulings changed after the computation. Compute again.";
    ruling_needed(count: u32) => "有 {count} 处同分需要裁决，之后才能发布。", "{count} tie needs a ruling before publication." | "{count} ties need a ruling before publication.";
    ruling_people => "裁决须正好列出同分的每一个人。", "A ruling must order exactly the people who are tied.";
    place_twice => "两人不能抽到同一个次序。", "Two people cannot have drawn the same place.";
    not_on_list => "这个人现在不在名单上。", "This person is not on the list now.";
    not_next => "应由下一名递补；同分的一并递补。", "The next reserve moves up, and with them everyone tied with them.";
    replacement_round => "递补轮次超出计分规则的规定，或跳过了一轮。", "The scheme allows no such round of back-filling, or one was left out.";
    question_closed => "这个事项现在不待裁决，请回到名次页核对。", "This is not open to be decided now. Look at the ranking again.";
    decided_already => "这个事项已有裁决。如需更正，请从那份裁决发起更正。", "It has been decided. To change it, correct that ruling.";
    proposal_waits => "同一事项已有一份裁决等待审批。", "A proposal about the same thing is waiting for the approver.";
    ruling_settled => "这份裁决已经审批或退回，或已不再有效。", "This has been approved or sent back, or no longer stands.";
    replacement_not_allowed => "按计分规则，这份名单不递补。", "The scheme allows no back-filling on this list.";
    ruling_against_marks(count: u32) => "照此裁决，有 {count} 人的成绩与名单不符（未进入却有成绩，或进入却缺成绩），请先核对。", "With this ruling the marks of {count} person no longer fit the list. Check first." | "With this ruling the marks of {count} people no longer fit the lists. Check first.";
    rulings_unfit(count: u32) => "有 {count} 项已有的裁决与现在的成绩或规则不符，请更正或撤销后再计算。", "{count} recorded ruling no longer fits marks or scheme. Correct it or take it back, then compute." | "{count} recorded rulings no longer fit marks or scheme. Correct them or take them back, then compute.";
    already_published => "这份名单已经发布。", "This list has been published.";
    import_faulty(count: u32) => "文件有 {count} 处错误，已逐条列出，没有写入任何内容。", "The file has {count} fault, listed below. Nothing was written." | "The file has {count} faults, listed below. Nothing was written.";
    import_gone => "这次试导入已经确认或失效，请重新上传文件。", "This dry run was confirmed or has lapsed. Upload the file again.";
    nothing_to_do => "文件内容与现有内容一致，无需导入。", "The file says what is already there: nothing to do.";
    same_person => "这一步须由另一人办理。", "Another person must do this step.";
    mark_changed => "这个成绩刚被他人改过，请核对两个数值。", "Somebody else has just changed this mark. Compare both values.";
    form_reused => "同一张表单提交了两次，但内容不同。请重新打开页面。", "The same form was sent twice with different contents. Open the page again.";
    too_fine => "所需的计算精度超出可以精确保存的范围，请检查权重和满分。", "The computation would need finer numbers than can be kept exactly. Check weights and full marks.";
    unfit_unseen => "换行、首尾空格或者看不见的字符", "a line break, a blank at an end or a character that nobody sees";
    unfit_formula => "会被表格软件当作公式的开头", "an opening that a spreadsheet takes for a formula";
    unfit_identity => "身份证号", "an identity number";
    unfit_phone => "手机号码", "a mobile telephone number";
    unfit_position(position: &str, column: &str, what: &str) => "职位 {position} 的“{column}”含有不能公开的内容：{what}。", "Position {position}, “{column}”, holds what must not be public: {what}.";
    unfit_head(column: &str, what: &str) => "“{column}”含有不能公开的内容：{what}。", "“{column}” holds what must not be public: {what}.";
    column_posting_title => "公告标题", "Title of the posting";
    column_authority => "遴选机关", "Selecting authority";
    column_list_name => "名单名称", "Name of the list";
    column_reason => "更正理由", "Reason for the new version";
    column_position => "职位代码", "Position code";
    column_unit => "单位", "Unit";
    column_title => "职位名称", "Title of the position";
    column_ticket => "准考证号", "Ticket number";
    column_name => "姓名", "Name";
    denied_sign_in => "请先登录。", "Sign in first.";
    denied_role => "这项工作由其他角色办理。", "This work belongs to another role.";
    denied_not_assigned => "您没有被分派到这次遴选。", "You are not assigned to this selection.";
    denied_same_person => "这一步须由另一人办理。", "Another person must do this step.";
    labelled(label: &str, sentence: &str) => "{label}：{sentence}", "{label}: {sentence}";
}

/// What happened and what to do, for one refusal.
#[must_use]
pub fn sentence(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::Missing { .. } => missing(lang).to_owned(),
        Reason::Length { min, max, found, .. } => length(lang, *min, *max, *found),
        Reason::ControlCharacter { .. } => control_character(lang).to_owned(),
        Reason::FormulaSign { .. } => formula_sign(lang).to_owned(),
        Reason::NameForm { .. } => name_form(lang).to_owned(),
        Reason::PrivateNumber { .. } => private_number(lang).to_owned(),
        Reason::NotATime { .. } => not_a_time(lang).to_owned(),
        Reason::NotADay { .. } => not_a_day(lang).to_owned(),
        Reason::SpellBackwards { .. } => spell_backwards(lang).to_owned(),
        Reason::ConditionsFaulty { count } => conditions_faulty(lang, *count),
        Reason::WindowBackwards { .. } => window_backwards(lang).to_owned(),
        Reason::IdentityForm { .. } => identity_form(lang).to_owned(),
        Reason::IdentityDate { .. } => identity_date(lang).to_owned(),
        Reason::IdentityCheck { .. } => identity_check(lang).to_owned(),
        Reason::PhoneForm { .. } => phone_form(lang).to_owned(),
        Reason::SignInNameForm { .. } => sign_in_name_form(lang).to_owned(),
        Reason::LabelForm { .. } => label_form(lang).to_owned(),
        Reason::NotANumber { .. } => not_a_number(lang).to_owned(),
        Reason::TooManyPlaces { places, .. } => too_many_places(lang, *places),
        Reason::OutOfRange { min, max, .. } => out_of_range(lang, *min, *max),
        Reason::AboveFullMark { full_millionths, .. } => above_full_mark(lang, &marks(*full_millionths)),
        Reason::NotAChoice { .. } => not_a_choice(lang).to_owned(),
        Reason::NotAgreed { .. } => not_agreed(lang).to_owned(),
        Reason::PasswordLength { min, max, .. } => password_bounds(lang, *min, *max),
        Reason::PasswordCommon { .. } => password_common(lang).to_owned(),
        Reason::PasswordNames { .. } => password_names(lang).to_owned(),
        Reason::PasswordsDiffer { .. } => passwords_differ(lang).to_owned(),
        Reason::SignInNameTaken { .. } => sign_in_name_taken(lang).to_owned(),
        Reason::PositionTaken { .. } => position_taken(lang).to_owned(),
        Reason::SchemeFaulty { count, .. } => scheme_faulty(lang, *count),
        Reason::RulingPeople { .. } => ruling_people(lang).to_owned(),
        Reason::PlaceTwice { .. } => place_twice(lang).to_owned(),
        Reason::NotOnList { .. } => not_on_list(lang).to_owned(),
        Reason::NotNext { .. } => not_next(lang).to_owned(),
        Reason::ReplacementRound { .. } => replacement_round(lang).to_owned(),
        Reason::QuestionClosed => question_closed(lang).to_owned(),
        Reason::DecidedAlready => decided_already(lang).to_owned(),
        Reason::ProposalWaits => proposal_waits(lang).to_owned(),
        Reason::RulingSettled => ruling_settled(lang).to_owned(),
        Reason::ReplacementNotAllowed => replacement_not_allowed(lang).to_owned(),
        Reason::RulingAgainstMarks { count } => ruling_against_marks(lang, *count),
        Reason::RulingsUnfit { count } => rulings_unfit(lang, *count),
        Reason::ClosesInThePast { .. } => closes_in_the_past(lang).to_owned(),
        Reason::MarkChanged { .. } => mark_changed(lang).to_owned(),
        Reason::IdentityTaken => identity_taken(lang).to_owned(),
        Reason::SignInFailed => sign_in_failed(lang).to_owned(),
        Reason::People { why, .. } => crate::people::why(*why, lang).to_owned(),
        Reason::TooManyTries { seconds } => too_many_tries(lang, *seconds),
        Reason::WrongPhase { phase } => wrong_phase(lang, states::phase(*phase, lang)),
        Reason::WrongState { state } => wrong_state(lang, states::application(*state, lang)),
        Reason::NotYetOpen { opens } => not_yet_open(lang, &when(lang, *opens)),
        Reason::AlreadyClosed { closed } => already_closed(lang, &when(lang, *closed)),
        Reason::AlreadyApplied => already_applied(lang).to_owned(),
        Reason::NoPositions => no_positions(lang).to_owned(),
        Reason::NoScheme => no_scheme(lang).to_owned(),
        Reason::UnknownSchemeName { count } => unknown_scheme_name(lang, *count),
        Reason::Undecided { count } => undecided(lang, *count),
        Reason::NobodyPassed => nobody_passed(lang).to_owned(),
        Reason::MarksMissing { count } => marks_missing(lang, *count),
        Reason::MarksFaulty { count } => marks_faulty(lang, *count),
        Reason::DigestChanged => digest_changed(lang).to_owned(),
        Reason::RankingStale => ranking_stale(lang).to_owned(),
        Reason::RulingNeeded { count } => ruling_needed(lang, *count),
        Reason::AlreadyPublished => already_published(lang).to_owned(),
        Reason::ImportFaulty { count } => import_faulty(lang, *count),
        Reason::ImportGone => import_gone(lang).to_owned(),
        Reason::NothingToDo => nothing_to_do(lang).to_owned(),
        Reason::SamePerson => same_person(lang).to_owned(),
        Reason::FormReused => form_reused(lang).to_owned(),
        Reason::TooFine => too_fine(lang).to_owned(),
        Reason::NotForPublic { position, column, why } => {
            not_for_public(lang, position.as_ref().map(PublicCode::as_str), column.as_str(), *why)
        }
    }
}

/// Which text of a list must not be public: by position and column, or by the line of the head, and why.
fn not_for_public(lang: Lang, position: Option<&str>, column: &str, why: Unfit) -> String {
    let what = match why {
        Unfit::Unseen => unfit_unseen(lang),
        Unfit::Formula => unfit_formula(lang),
        Unfit::IdentityNumber => unfit_identity(lang),
        Unfit::Phone => unfit_phone(lang),
    };
    let word = match (column, position) {
        ("title", None) => column_posting_title(lang),
        ("authority", _) => column_authority(lang),
        ("name", None) => column_list_name(lang),
        ("reason", _) => column_reason(lang),
        ("position", _) => column_position(lang),
        ("unit", _) => column_unit(lang),
        ("title", Some(_)) => column_title(lang),
        ("ticket", _) => column_ticket(lang),
        ("name", Some(_)) => column_name(lang),
        // The column of a component, by its key.
        (key, _) => key,
    };
    match position {
        Some(position) => unfit_position(lang, position, word, what),
        None => unfit_head(lang, word, what),
    }
}

/// Why the policy said no.
#[must_use]
pub fn denied(denial: Denial, lang: Lang) -> &'static str {
    match denial {
        Denial::NotSignedIn => denied_sign_in(lang),
        Denial::Role | Denial::NotYours => denied_role(lang),
        Denial::NotAssigned => denied_not_assigned(lang),
        Denial::SamePerson => denied_same_person(lang),
    }
}

fn when(lang: Lang, at: Instant) -> String {
    dates::moment(lang, at.0)
}

/// Millionths as a decimal without trailing zeros: `85.5`.
fn marks(millionths: i64) -> String {
    let (whole, part) = (millionths / 1_000_000, (millionths % 1_000_000).unsigned_abs());
    let part = format!("{part:06}");
    let part = part.trim_end_matches('0');
    if part.is_empty() { whole.to_string() } else { format!("{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lifecycle::{ApplicationState, Phase};
    use domain::reason::FieldPath;

    #[test]
    fn a_refusal_says_its_numbers_and_dates_in_both_languages() {
        let closed = Reason::AlreadyClosed { closed: Instant(1_795_341_600_000) };
        assert_eq!(sentence(&closed, Lang::Zh), "报名已于2026年11月22日 星期日 18:00（北京时间）截止。");
        let phase = Reason::WrongPhase { phase: Phase::Screening };
        assert!(sentence(&phase, Lang::En).contains("Screening"));
        let state = Reason::WrongState { state: ApplicationState::Passed };
        assert!(sentence(&state, Lang::Zh).contains("资格审查通过"));
        let full = Reason::AboveFullMark { field: FieldPath::new("mark"), full_millionths: 100_500_000 };
        assert!(sentence(&full, Lang::En).contains("100.5"));
        let unfit = Reason::NotForPublic {
            position: Some(PublicCode::new("0010001")),
            column: FieldPath::new("unit"),
            why: Unfit::Formula,
        };
        assert_eq!(sentence(&unfit, Lang::Zh), "职位 0010001 的“单位”含有不能公开的内容：会被表格软件当作公式的开头。");
    }
}
