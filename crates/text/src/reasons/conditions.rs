//! Why the conditions is refused: one sentence for each code of [`ConditionsWhy`].

use domain::reason::ConditionsWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    faulty(count: u32) => "资格条件有 {count} 处需要改正，详见资格条件页。", "The conditions have {count} fault, listed on their page." | "The conditions have {count} faults, listed on their page.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: ConditionsWhy, lang: Lang) -> String {
    match why {
        ConditionsWhy::Faulty { count } => faulty(lang, count),
    }
}
