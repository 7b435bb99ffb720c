//! Lists on the desk: which can be published, and what the publisher signs.

use crate::catalogue::catalogue;
use crate::{Lang, decisions, marks, public, scheme, states, steps};

catalogue! {
    publish => "发布名单", "Publish a list";
    publish_lede => "审核员核对后先行签署，发布人再核对并签署。名单封存为不可更改的一版，网页、PDF、CSV 与 xlsx 同出一份字节，摘要相同。", "A screener checks and signs first; the publisher checks and signs second. The list is sealed as a version that cannot change; page, PDF, CSV and xlsx come from the same bytes with the same digest.";
    stage_unsigned => "待第一签署", "To be signed first";
    stage_published => "已发布", "Published";
    stage_not_ready => "尚无结果", "No result yet";
    thin_title => "人数不足规定比例：决定之后才能签发", "Too few people for the ratio: decided before the list is signed";
    preview_as_public => "按公众所见预览", "Preview as the public will see it";
    list_digest => "名单摘要", "Digest of the list";
    list_digest_proves => "公众下载 CSV 后自行计算 SHA-256，应与此完全一致。", "Anyone who computes the SHA-256 of the CSV must get exactly this.";
    sign => "签署并发布", "Sign and publish";
    sign_title => "签署并发布这份名单？", "Sign and publish this list?";
    sign_consequence_now => "名单立即对所有人公开，之后不能改动，也不能撤回。", "It is public at once; after that it can be neither changed nor taken back.";
    sign_consequence_people(n: i64, inside: i64) => "共 {n} 人，其中 {inside} 人进入。", "{n} person, {inside} going on." | "{n} people, {inside} going on.";
    sign_consequence_two(first: &str) => "{first} 已作第一签署；您是第二位签署人。", "{first} signed first; yours is the second signature.";
    sign_consequence_review => "您的签署同时是公开前的保密与脱敏审查：姓名、单位和各列成绩只公开计分规则规定的内容。", "Your signature is also the review for confidentiality and masking before release: names, units and scores show what the scheme says and no more.";
    scanned => "已逐格查过：没有身份证号、手机号码、公式和看不见的字符；含有其中任何一种的名单不能签署。", "Every cell was looked through: no identity number, mobile number, formula or unseen character stands in it. A list with any of them cannot be signed.";
    // the first signature
    first => "第一签署", "First signature";
    first_none => "现有内容还没有第一签署。由审核员核对全文后先行签署，发布人才能签署发布。", "Nobody signed first what the list says now. A screener checks the whole list and signs first; only then can the publisher sign.";
    first_line(by: &str, at: &str) => "{by} 于 {at} 签署。", "Signed by {by} at {at}.";
    first_stands => "已有第一签署", "Signed first";
    first_other => "第一签署对应的是另一内容", "Signed under another content";
    first_other_line => "签署之后名单内容有变动，这次签署不再算数。", "The list has changed since, so that this signature does not count.";
    content_digest => "内容摘要", "Digest of what the list says";
    content_digest_proves => "两次签署都针对这个摘要。它不含发布时间和封印，因此不因时间而变；名次、裁决、更正或者公告版次变动，它就不同。发布时间是签署发布的时刻，或者选定的时刻；名单公布后，名单摘要包含发布时间。", "Both signatures stand under this digest. It holds neither the instant of publication nor the seal, so that it does not age; another ranking, ruling, correction or revision makes it another. The list says the instant at which it is signed to be published, or the one that was chosen; the digest of the published list holds it.";
    first_consequence => "您签署的是上面摘要所代表的内容。之后由另一人签署发布；在此之前您可以撤回。", "You sign what the digest above stands for. Another person then signs and publishes; until then you can take it back.";
    sign_first => "作第一签署", "Sign first";
    unsign_first => "撤回第一签署", "Take the first signature back";
    signers(first: &str, second: &str) => "第一签署：{first}；第二签署：{second}。", "Signed first by {first}, second by {second}.";
    signed_by_two_word => "签署", "Signatures";
    signed_by_two => "两人先后签署", "two people, one after the other";
    list_name => "名单", "List";
    list_state => "状态", "State";
    people => "人数", "People";
    people_inside => "进入", "Go on";
    check_and_sign => "核对并签署", "Check and sign";
    no_lists => "名次算出之后，可以发布的名单出现在这里。", "Once the ranking is computed, the lists that can be published appear here.";
    rows_as_public => "名单全文", "The whole list";
    rows_first(n: &str) => "名单很长，这里显示前 {n} 行。可按职位查看其余各行；签署的始终是整份名单。", "The list is long; these are its first {n} rows. Look at the others by position; the signature always covers the whole list.";
    sign_not_yours => "发布由工作组里的发布人签署，且不能是拟订或送审这个项目的人、第一签署人、计算名次的人或者提出更正的人。", "The publisher of the team signs to publish; it cannot be whoever wrote or submitted the posting, signed first, computed the ranking or began the correction.";
    note => "说明", "Note";
    result => "结果", "Result";
    name => "姓名", "Name";
    published_at => "发布时间", "Published";
    open_list => "打开公开名单", "Open the public list";
    // the workbook for people
    derived_from(code: &str, version: u32) => "由名单 {code} 第 {version} 版导出，供阅读；以封存的 CSV 文件为准。", "Made for reading from version {version} of list {code}; the sealed CSV file is what counts.";
    derived_digest(digest: &str) => "CSV 文件的 SHA-256：{digest}", "SHA-256 of the CSV file: {digest}";
    unit => "单位", "Unit";
    position => "职位", "Position";
    plan => "计划数", "Places";
    tied => "并列", "Tied";
}

/// What a list is called: by its scheme in Chinese, else by the stage that it leads to.
#[must_use]
pub fn title(lang: Lang, stage: &str, name: Option<&str>) -> String {
    if let Some(title) = decisions::stage_title(lang, stage) {
        return title;
    }
    match (lang, name, stage) {
        (Lang::Zh, Some(name), _) => name.to_owned(),
        (_, _, "interview") => public::interview_list(lang).to_owned(),
        (_, _, "inspection") => public::inspection_list(lang).to_owned(),
        (_, _, stage) => scheme::list_word(lang, stage, None),
    }
}

/// The word for going on to the stage of a list.
#[must_use]
pub fn goes_on(lang: Lang, stage: &str) -> &'static str {
    match stage {
        "interview" => states::in_interview(lang),
        "inspection" => states::in_inspection(lang),
        stage if domain::collective::is_proposed(stage) => decisions::proposed(lang),
        _ => states::goes_on(lang),
    }
}

/// Why somebody has no rank, or how they came to their place, as the sealed rows say it.
#[must_use]
pub fn note_word(lang: Lang, note: &str) -> String {
    match note.split(' ').next().unwrap_or_default() {
        "below_line" => states::below_line(lang).to_owned(),
        "unscored" => steps::unscored(lang).to_owned(),
        "left" => steps::left(lang).to_owned(),
        "moved_up" => steps::moved_up(lang).to_owned(),
        "by_decision" => steps::by_decision(lang).to_owned(),
        "lacks" => steps::lacks(lang).to_owned(),
        _ => marks::value_word(lang, note),
    }
}

/// The result of a line of the sealed rows.
#[must_use]
pub fn result_word(lang: Lang, stage: &str, result: &str) -> String {
    match result {
        "in" => goes_on(lang, stage).to_owned(),
        "out" => states::not_in(lang).to_owned(),
        "open" => states::open_question(lang).to_owned(),
        "suspended" => decisions::suspended_result(lang).to_owned(),
        other => steps::seat_word(other, lang),
    }
}
