//! The guided form of a scheme: the common shape of a selection as flat text fields.

use serde::{Deserialize, Serialize};

/// Rows for papers on the form.
pub const PAPERS: usize = 4;

/// One paper of the written test.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperForm {
    /// Key; a blank row is no paper.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Weight in percent of the written test.
    pub weight: String,
    /// Full mark.
    pub full: String,
}

/// Written test and interview, two lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidedForm {
    /// Papers; blank rows do not count.
    pub papers: Vec<PaperForm>,
    /// Weight of the written test in percent.
    pub written_weight: String,
    /// Line of the written test, blank for none.
    pub written_line: String,
    /// Weight of the interview in percent.
    pub interview_weight: String,
    /// Line of the interview, blank for none.
    pub interview_line: String,
    /// Places of every published score.
    pub places: String,
    /// `half_up`, `half_even`, `cut`.
    pub mode: String,
    /// People to places, for example `3:1`.
    pub interview_ratio: String,
    /// People to places, for example `2:1`.
    pub inspection_ratio: String,
    /// `all`, `none`, `ladder`.
    pub tie: String,
    /// Steps separated by commas.
    pub ladder: String,
    /// `all`, `extra_test`, `lots`.
    pub still_tied: String,
}

impl Default for GuidedForm {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            papers: vec![PaperForm::default(); PAPERS],
            written_weight: text("50"),
            written_line: String::new(),
            interview_weight: text("50"),
            interview_line: text("60"),
            places: text("2"),
            mode: text("half_up"),
            interview_ratio: text("3:1"),
            inspection_ratio: text("2:1"),
            tie: text("all"),
            ladder: String::new(),
            still_tied: text("all"),
        }
    }
}

/// The scheme page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemePage {
    /// Revision saved last; 0 for none.
    pub revision: u32,
    /// Whether it can be changed now.
    pub open: bool,
    /// Each scheme with its name (empty for the posting's own), its sentences and formula in the page's language.
    pub told: Vec<Told>,
    /// The form, filled from what is saved where it has the common shape.
    pub form: GuidedForm,
    /// The saved file.
    pub toml: String,
}

/// A scheme in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Name; empty for the posting's own.
    pub name: String,
    /// Sentences in the order of application.
    pub sentences: Vec<String>,
    /// The formula of the composite score.
    pub formula: Option<String>,
    /// Warnings.
    pub warnings: Vec<String>,
}
