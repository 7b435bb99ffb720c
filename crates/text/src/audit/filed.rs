//! The audit trail of files of applications and of large runs of papers.

use domain::event::Event;

use super::with;
use crate::catalogue::catalogue;
use crate::{Lang, numbers, prints, screening, uploads};

catalogue! {
    identity_revealed(application: &str, purpose: &str) => "查看报名 {application} 的证件号码和电话，用途：{purpose}。", "Identity number and telephone of application {application} were looked at: {purpose}.";
    file_handed_in(application: &str, what: &str, file: &str, size: &str) => "报名 {application} 上传文件 {file}：{what}，{size}。", "File {file} was handed in for application {application}: {what}, {size}.";
    file_replaces(file: &str) => "它替换了文件 {file}。", "It took the place of file {file}.";
    file_taken_away(application: &str, what: &str, file: &str) => "报名 {application} 撤下文件 {file}：{what}。", "File {file} of application {application} was taken away: {what}.";
    file_opened(application: &str, what: &str, file: &str) => "打开报名 {application} 的文件 {file}：{what}。", "File {file} of application {application} was opened: {what}.";
    papers_asked(posting: &str, run: &str, what: &str, count: u32) => "遴选项目 {posting} 开始批量生成 {run}：{what}，报名 {count} 份。", "A run {run} of papers of posting {posting} began: {what}, applications: {count}.";
    papers_printed(run: &str, part: u32, count: u32, failed: u32) => "批量生成 {run} 的第 {part} 部分完成：{count} 份，未能生成 {failed} 份。", "Part {part} of the run {run} was made: papers {count}, not made {failed}.";
    papers_left(run: &str) => "批量生成 {run} 被停止。", "The run {run} of papers was stopped.";
    papers_opened(run: &str, part: u32) => "下载批量生成 {run} 的第 {part} 部分。", "Part {part} of the run {run} of papers was fetched.";
}

/// An event of the files of an application, or of what is masked in it; nothing for others.
pub(super) fn of_file(event: &Event, lang: Lang) -> String {
    match event {
        Event::IdentityRevealed { application, purpose } => {
            identity_revealed(lang, application.as_str(), screening::purpose_word(purpose, lang))
        }
        Event::FileHandedIn { application, file, purpose, size, replaces, .. } => {
            let (what, size) = (uploads::purpose(*purpose, lang), numbers::bytes(*size));
            let said = file_handed_in(lang, application.as_str(), &what, file.as_str(), &size);
            with(lang, said, replaces.map(|old| file_replaces(lang, old.as_str())))
        }
        Event::FileTakenAway { application, file, purpose } => {
            let what = uploads::purpose(*purpose, lang);
            file_taken_away(lang, application.as_str(), &what, file.as_str())
        }
        Event::FileOpened { application, file, purpose } => {
            let what = uploads::purpose(*purpose, lang);
            file_opened(lang, application.as_str(), &what, file.as_str())
        }
        _ => String::new(),
    }
}

/// An event of a large run of papers; nothing for others.
pub(super) fn of_prints(event: &Event, lang: Lang) -> String {
    match event {
        Event::PapersAsked { posting, run, kind, count } => {
            papers_asked(lang, posting.as_str(), run.as_str(), prints::kind(*kind, lang), *count)
        }
        Event::PapersPrinted { run, part, count, failed, .. } => {
            papers_printed(lang, run.as_str(), *part, *count, *failed)
        }
        Event::PapersLeft { run, .. } => papers_left(lang, run.as_str()),
        Event::PapersOpened { run, part, .. } => papers_opened(lang, run.as_str(), *part),
        _ => String::new(),
    }
}
