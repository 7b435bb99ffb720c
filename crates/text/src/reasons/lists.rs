//! Why publishing a list is refused: one sentence for each code of [`ListsWhy`].

use domain::reason::{ListsWhy, PublicCode, Unfit};

use crate::catalogue::catalogue;
use crate::{Lang, dates};

catalogue! {
    already_published => "这份名单已经发布。", "This list has been published.";
    under_correction => "这份名单已在更正。", "This list is under correction already.";
    not_under_correction => "这份名单没有在更正。", "Nobody is correcting this list.";
    nothing_corrected => "按现有名次，新一版与已发布的一版内容相同，没有可更正的。请维持原名单，结束更正。", "By the ranking that stands, the next version would say what the published one says. End the correction by keeping the list.";
    not_as_ranked => "名单与现有名次不一致，不能维持。请核对并签署新一版。", "The list does not say what the ranking says, so that it cannot be kept. Check and sign the next version.";
    not_signed_first => "名单现有内容还没有第一签署，不能发布。请由审核员核对并先行签署。", "Nobody signed first what the list says now. A screener has to check it and sign first.";
    signed_first => "名单现有内容已由另一人作第一签署。", "Another person signed first what the list says now.";
    no_first_signature => "没有可以撤回的第一签署：已经撤回，或者这一版已经发布。", "You have no first signature to take back: it was taken back already, or this version is public.";
    release_waits => "这份名单已签署，正等待定时发布。要改动，请先撤回签署。", "This list is signed and waits for its instant. To change anything, take the signature back first.";
    release_not_waiting => "这次签署已不在等待：名单已经发布、已撤回，或者签署之后有变动。", "This signature does not wait any more: the list is public, was taken back, or something under it changed.";
    release_over => "发布时间已过。请填写将来的时间，或者立即发布。", "That instant has come already. Give a later one, or release at once.";
    release_far(last: &str) => "发布时间最晚可定在 {last}（三十天内）。", "The release can be set for {last} at the latest, thirty days ahead.";
    unfit_unseen => "换行、首尾空格或者看不见的字符", "a line break, a blank at an end or a character that nobody sees";
    unfit_formula => "会被表格软件当作公式的开头", "an opening that a spreadsheet takes for a formula";
    unfit_identity => "身份证号", "an identity number";
    unfit_phone => "手机号码", "a mobile telephone number";
    unfit_position(position: &str, column: &str, what: &str) => "职位 {position} 的“{column}”含有不能公开的内容：{what}。", "Position {position}, “{column}”, holds what must not be public: {what}.";
    unfit_head(column: &str, what: &str) => "“{column}”含有不能公开的内容：{what}。", "“{column}” holds what must not be public: {what}.";
    column_posting_title => "公告标题", "Title of the posting";
    column_authority => "遴选机关", "Selecting authority";
    column_list_name => "规则、名单、科目或事项的名称", "Name of a scheme, list, paper or fact";
    column_reason => "更正理由", "Reason for the new version";
    column_position => "职位代码", "Position code";
    column_unit => "单位", "Unit";
    column_title => "职位名称", "Title of the position";
    column_ticket => "准考证号", "Ticket number";
    column_name => "姓名", "Name";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: &ListsWhy, lang: Lang) -> String {
    match why {
        ListsWhy::AlreadyPublished => already_published(lang).to_owned(),
        ListsWhy::UnderCorrection => under_correction(lang).to_owned(),
        ListsWhy::NotUnderCorrection => not_under_correction(lang).to_owned(),
        ListsWhy::NothingCorrected => nothing_corrected(lang).to_owned(),
        ListsWhy::NotAsRanked => not_as_ranked(lang).to_owned(),
        ListsWhy::NotSignedFirst => not_signed_first(lang).to_owned(),
        ListsWhy::SignedFirst => signed_first(lang).to_owned(),
        ListsWhy::NoFirstSignature => no_first_signature(lang).to_owned(),
        ListsWhy::ReleaseWaits => release_waits(lang).to_owned(),
        ListsWhy::ReleaseNotWaiting => release_not_waiting(lang).to_owned(),
        ListsWhy::ReleaseOver => release_over(lang).to_owned(),
        ListsWhy::ReleaseFar { last } => release_far(lang, &dates::moment(lang, last.0)),
        ListsWhy::NotForPublic { position, column, why } => {
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
