//! The audit trail of lists: signed, taken back, published, corrected.

use domain::event::Event;
use domain::scheme::PartNames;

use crate::catalogue::catalogue;
use crate::scheme::list_word;
use crate::{Lang, dates, releases};

catalogue! {
    list_published(posting: &str, list: &str, word: &str, version: u32, digest: &str) => "遴选项目 {posting} 发布{word} {list}（第 {version} 版），摘要 {digest}。", "{word} {list} of posting {posting}, version {version}, was published, digest {digest}.";
    list_correction_begun(posting: &str, list: &str, word: &str) => "遴选项目 {posting} 开始更正{word} {list}。", "The correction of {word} {list} of posting {posting} was begun.";
    list_kept(posting: &str, list: &str, word: &str) => "遴选项目 {posting} 的{word} {list} 经复核维持不变。", "{word} {list} of posting {posting} stands as it was published.";
    files_left(count: u32) => "报名人的 {count} 个文件按保存期限删除了内容。", "The contents of {count} file of applicants were deleted after their term." | "The contents of {count} files of applicants were deleted after their term.";
    list_left(posting: &str, list: &str, word: &str, version: u32) => "遴选项目 {posting} 的{word} {list}（第 {version} 版）公开期满，下网。", "{word} {list} of posting {posting}, version {version}, left the web after its term.";
    list_signed_first(posting: &str, word: &str, version: u32, digest: &str) => "遴选项目 {posting} 的{word}（第 {version} 版）由第一签署人签署，内容摘要 {digest}。", "{word} of posting {posting}, version {version}, was signed first, under the content digest {digest}.";
    list_unsigned_first(posting: &str, word: &str, version: u32, digest: &str) => "遴选项目 {posting} 的{word}（第 {version} 版）的第一签署由签署人撤回，内容摘要 {digest}。", "The first signature of {word} of posting {posting}, version {version}, was taken back by its signer, content digest {digest}.";
    list_signed(posting: &str, word: &str, version: u32, at: &str, digest: &str) => "遴选项目 {posting} 的{word}（第 {version} 版）已签署，定于 {at} 发布，摘要 {digest}。", "{word} of posting {posting}, version {version}, was signed to be released at {at}, digest {digest}.";
    list_taken_back(posting: &str, word: &str, version: u32) => "遴选项目 {posting} 的{word}（第 {version} 版）在发布之前撤回签署。", "The signature of {word} of posting {posting}, version {version}, was taken back before its release.";
    list_signature_ended(posting: &str, word: &str, version: u32, why: &str) => "遴选项目 {posting} 的{word}（第 {version} 版）签署失效：{why}", "The signature of {word} of posting {posting}, version {version}, ended: {why}";
}

/// An event of a list; nothing for others.
pub(super) fn sentence(event: &Event, names: &PartNames, lang: Lang) -> String {
    let inside = |stage: &str| list_word(lang, stage, names.list(stage));
    let word = |stage: &str| crate::capital(lang, &inside(stage));
    match event {
        Event::ListPublished { posting, list, stage, version, digest } => {
            let digest = super::short(digest);
            list_published(lang, posting.as_str(), list.as_str(), &word(stage), *version, &digest)
        }
        Event::ListSignedFirst { posting, stage, version, digest } => {
            let digest = super::short(digest);
            list_signed_first(lang, posting.as_str(), &word(stage), *version, &digest)
        }
        Event::ListUnsignedFirst { posting, stage, version, digest } => {
            let (word, digest) = (list_word(lang, stage, None), super::short(digest));
            list_unsigned_first(lang, posting.as_str(), &word, *version, &digest)
        }
        Event::ListSigned { posting, stage, version, digest, at, .. } => {
            let (at, digest) = (dates::moment(lang, at.0), super::short(digest));
            list_signed(lang, posting.as_str(), &word(stage), *version, &at, &digest)
        }
        Event::FilesLeft { files, .. } => files_left(lang, *files),
        Event::ListLeft { posting, list, stage, version } => {
            list_left(lang, posting.as_str(), list.as_str(), &word(stage), *version)
        }
        Event::ListTakenBack { posting, stage, version, .. } => {
            list_taken_back(lang, posting.as_str(), &inside(stage), *version)
        }
        Event::ListSignatureEnded { posting, stage, version, by, .. } => {
            let why = releases::ended_word(*by, lang);
            list_signature_ended(lang, posting.as_str(), &inside(stage), *version, why)
        }
        Event::ListCorrectionBegun { posting, list, stage, .. } => {
            list_correction_begun(lang, posting.as_str(), list.as_str(), &inside(stage))
        }
        Event::ListKept { posting, list, stage, .. } => {
            list_kept(lang, posting.as_str(), list.as_str(), &word(stage))
        }
        _ => String::new(),
    }
}
