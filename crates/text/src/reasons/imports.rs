//! Why writing what a file says is refused: one sentence for each code of [`ImportsWhy`].

use domain::reason::ImportsWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    gone => "这次试导入已经确认或失效，请重新上传文件。", "This dry run was confirmed or has lapsed. Upload the file again.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: ImportsWhy, lang: Lang) -> String {
    match why {
        ImportsWhy::Gone => gone(lang).to_owned(),
    }
}
