//! Files of a notice, at the desk and on its public page.

use domain::uploads::{Kind, NoticeFile};

use crate::catalogue::catalogue;
use crate::{Lang, numbers};

catalogue! {
    title => "公告附件", "Files of the notice";
    public_title => "附件", "Files";
    lede_draft => "附件与公告正文一起送审，批准后公开。", "Files go before the department with the notice and are public once it is approved.";
    lede_public => "已公开的附件。增减附件须经主管部门再次批准：改动先存入公告修改稿。", "These files are public. Adding one or taking one away needs another approval: the change goes into a draft first.";
    lede_further => "这里是公告修改稿中的附件，批准之后才公开。", "These are the files of the draft; the public sees them once it is approved.";
    none => "没有附件。", "There is no file.";
    add => "添加附件", "Add a file";
    file_title => "附件名称", "Title of the file";
    file_title_hint => "公开显示，例如“职位表”“推荐表样式”。", "The public reads it, for example “Table of positions”.";
    file => "选择文件", "Choose the file";
    limits => "PDF 不超过 500 页，最多 20 个附件。不能用 Word、Excel 文件，请另存为 PDF。", "A PDF has at most 500 pages, a notice at most 20 files. Word and Excel files are not taken: save them as PDF.";
    what_is_read => "PDF 中的文字会检查有没有身份证号和手机号，有就不收。图片和扫描件里的字查不出来，上传之前请自己看一遍。", "The text of a PDF is looked through for identity numbers and mobile telephone numbers; a file with one is not taken. What stands in pictures and scans cannot be read: look at it yourself first.";
    take_away(title: &str) => "去掉“{title}”", "Take away {title}";
    attached => "新增附件", "File added";
    detached => "去掉附件", "File taken away";
    kind_and_size(kind: &str, size: &str) => "{kind}，{size}", "{kind}, {size}";
}

/// Returns what a file is and how large.
#[must_use]
pub fn about(lang: Lang, file: &NoticeFile) -> String {
    let kind = match file.kind {
        Kind::Jpeg => "JPEG",
        Kind::Png => "PNG",
        Kind::Pdf => "PDF",
    };
    kind_and_size(lang, kind, &numbers::bytes(file.size))
}

/// Returns a file in lines, as a difference shows it.
#[must_use]
pub(crate) fn lines(lang: Lang, file: &NoticeFile) -> Vec<String> {
    vec![file.title.as_str().to_owned(), about(lang, file), format!("SHA-256 {}", file.digest.grouped())]
}
