//! Why the schemes is refused: one sentence for each code of [`SchemesWhy`].

use domain::reason::SchemesWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    faulty(count: u32) => "计分规则有 {count} 处问题，已在旁边列出。", "The scheme has {count} problem, listed beside it." | "The scheme has {count} problems, listed beside it.";
    no_scheme => "公告还没有计分规则。", "The posting has no scheme.";
    unnamed(count: u32) => "计分规则中有 {count} 个组成部分或者名单没有名称，网页和文件上只能显示代号。请填写名称。", "{count} component or list of the scheme has no name, and pages and files could only show its key. Give it one." | "{count} components or lists of the scheme have no name, and pages and files could only show their keys. Give each one.";
    unknown_name(count: u32) => "有 {count} 个职位写了公告中没有的计分规则名称。", "{count} position names a scheme that the posting does not have." | "{count} positions name a scheme that the posting does not have.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: SchemesWhy, lang: Lang) -> String {
    match why {
        SchemesWhy::Faulty { count } => faulty(lang, count),
        SchemesWhy::NoScheme => no_scheme(lang).to_owned(),
        SchemesWhy::UnknownName { count } => unknown_name(lang, count),
        SchemesWhy::Unnamed { count } => unnamed(lang, count),
    }
}
