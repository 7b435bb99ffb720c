//! A file of a notice in a list: its title as the link, what it is, how large, and its digest.

use domain::uploads::NoticeFile;
use leptos::prelude::*;
use text::{Lang, notice_files as t};

use super::UserText;

/// The link to a file at `href`, with everything that is said of it before it is taken.
pub fn notice_file(lang: Lang, file: &NoticeFile, href: String) -> impl IntoView + use<> {
    let (title, about, digest) =
        (file.title.as_str().to_owned(), t::about(lang, file), file.digest.grouped());
    view! {
        <a href=href download=""><UserText lang=lang text=title/></a>
        " "<span class="small soft">{about}</span>
        <p class="small soft">"SHA-256 "<span class="mono digest">{digest}</span></p>
    }
}
