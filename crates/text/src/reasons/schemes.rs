//! Why the schemes is refused: one sentence for each code of [`SchemesWhy`].

use domain::reason::SchemesWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    faulty(count: u32) => "计分规则有 {count} 处问题，已在旁边列出。", "The scheme has {count} problem, listed beside it." | "The scheme has {count} problems, listed beside it.";
    no_scheme => "公告还没有计分规则。", "The posting has no scheme.";
    unknown_name(count: u32) => "有 {count} 个职位写了公告中没有的计分规则名称。", "{count} position names a scheme that the posting does not have." | "{count} positions name a scheme that the posting does not have.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: SchemesWhy, lang: Lang) -> String {
    match why {
        SchemesWhy::Faulty { count } => faulty(lang, count),
        SchemesWhy::NoScheme => no_scheme(lang).to_owned(),
        SchemesWhy::UnknownName { count } => unknown_name(lang, count),
    }
}
