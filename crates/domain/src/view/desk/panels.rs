//! The panels of examiners of a posting at the desk.

use serde::{Deserialize, Serialize};

use super::postings::PostingHead;
use crate::calendar::Instant;
use crate::panels::{Panel, PanelForm};
use crate::scheme::Examiners;
use crate::timetable::Stage;

/// A panel with the form that changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelLine {
    /// The panel.
    pub panel: Panel,
    /// As it is typed.
    pub form: PanelForm,
    /// Whether it has less than the scheme asks for.
    pub short: bool,
}

/// The panels of a posting, with what their form needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelsPage {
    /// Head of the posting.
    pub posting: PostingHead,
    /// The interviews of its timetable.
    pub interviews: Vec<Stage>,
    /// Those that have no panel.
    pub missing: Vec<Stage>,
    /// The panels.
    pub panels: Vec<PanelLine>,
    /// What the scheme asks of each; none where it asks nothing.
    pub rules: Vec<Examiners>,
    /// Digest of what stands; empty where nothing was recorded. The form carries it, and supervisors sign it.
    pub shown: String,
    /// Who recorded it last, and when.
    pub recorded: Option<(String, Instant)>,
    /// Whether the caller may read who signed it.
    pub supervised: bool,
    /// Whether the caller may record them now.
    pub may_record: bool,
}
