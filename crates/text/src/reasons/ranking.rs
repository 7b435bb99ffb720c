//! Why a ranking is refused: one sentence for each code of [`RankingWhy`].

use domain::reason::RankingWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    stale => "计算之后成绩、规则或裁决有变化，请重新计算。", "Marks, scheme or rulings changed after the computation. Compute again.";
    too_fine => "所需的计算精度超出可以精确保存的范围，请检查权重和满分。", "The computation would need finer numbers than can be kept exactly. Check weights and full marks.";
    basis_lost => "计算这个名次时封存的依据不在了，或者已被改动，不能据此发布。请重新计算。", "What this ranking was computed from is gone from where it is kept, or was altered, so that no list of it can be published. Compute again.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: RankingWhy, lang: Lang) -> String {
    match why {
        RankingWhy::Stale => stale(lang).to_owned(),
        RankingWhy::TooFine => too_fine(lang).to_owned(),
        RankingWhy::BasisLost => basis_lost(lang).to_owned(),
    }
}
