//! The files of a notice at the desk.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::uploads::NoticeFile;

/// The files of a notice, with what its forms need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeFilesPage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// Version of the posting in its first draft, afterwards that of the draft of a further revision; every form carries it.
    pub version: i64,
    /// The files, in their order.
    pub files: Vec<NoticeFile>,
    /// Whether they are those of the draft of a further revision, rather than those that stand.
    pub is_further: bool,
    /// Whether the caller may add files and take them away.
    pub may_change: bool,
}
