//! The names of the schemes that a draft may begin with; their contents are files of `service::schemes`.

use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// What to begin with.
    Template {
        /// Written test and interview 50/50, 5:1 and 2:1 (central authorities).
        Central = "central",
        /// Two papers and interview 50/50, 3:1 and 2:1, with a tie ladder (provincial authorities).
        Provincial = "provincial",
        /// Written test 30, performance evaluation 20, interview 50.
        ThreePart = "three_part",
        /// Ratios by the size of the plan.
        Banded = "banded",
        /// Nothing.
        Empty = "empty",
    }
}
