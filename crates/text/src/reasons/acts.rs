//! Why an act of any area is refused: one sentence for each code of [`ActsWhy`].

use domain::reason::ActsWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    digest_changed => "内容在您核对之后有变化，摘要已经不同。请重新核对。", "The content changed after you checked it and its digest differs. Check it again.";
    nothing_to_do => "文件内容与现有内容一致，无需导入。", "The file says what is already there: nothing to do.";
    same_person => "这一步须由另一人办理。", "Another person must do this step.";
    form_reused => "同一张表单提交了两次，但内容不同。请重新打开页面。", "The same form was sent twice with different contents. Open the page again.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: ActsWhy, lang: Lang) -> String {
    match why {
        ActsWhy::DigestChanged => digest_changed(lang).to_owned(),
        ActsWhy::NothingToDo => nothing_to_do(lang).to_owned(),
        ActsWhy::SamePerson => same_person(lang).to_owned(),
        ActsWhy::FormReused => form_reused(lang).to_owned(),
    }
}
