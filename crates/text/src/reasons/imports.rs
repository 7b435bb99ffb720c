//! Why writing what a file says is refused: one sentence for each code of [`ImportsWhy`].

use domain::reason::ImportsWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    gone => "这次试导入已经确认或失效，请重新上传文件。", "This dry run was confirmed or has lapsed. Upload the file again.";
    posting_changed => "试读之后，这个遴选项目有了改动，试读结果已不作数，没有写入任何内容。请重新上传文件。", "The posting changed after this dry run, so what it showed no longer holds. Nothing was written. Upload the file again.";
    scheme_changed => "试读之后，计分规则有了改动，试读结果已不作数，没有写入任何内容。请重新上传文件。", "The scoring scheme changed after this dry run, so what it showed no longer holds. Nothing was written. Upload the file again.";
    marks_changed => "试读之后，有人改动了其中的成绩，试读结果已不作数，没有写入任何内容。请重新上传文件。", "Somebody changed marks of this file after the dry run, so what it showed no longer holds. Nothing was written. Upload the file again.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: ImportsWhy, lang: Lang) -> String {
    let said = match why {
        ImportsWhy::Gone => gone(lang),
        ImportsWhy::PostingChanged => posting_changed(lang),
        ImportsWhy::SchemeChanged => scheme_changed(lang),
        ImportsWhy::MarksChanged => marks_changed(lang),
    };
    said.to_owned()
}
