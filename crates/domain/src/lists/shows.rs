//! How two versions of one list show their people otherwise, whoever they are: names, masking, columns.
//!
//! Owns: the comparison. Refuses: what they say of anybody, which is [`super::difference()`].

use serde::{Deserialize, Serialize};

use super::List;
use crate::scheme::Names;

/// The mark that stands for a character of a masked name.
const MARK: char = '*';

/// What the later of two versions shows otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shows {
    /// How the earlier version names people, and how the later one does; `None` where both do it alike or one has nobody.
    pub names: Option<(Names, Names)>,
    /// Columns that the later version alone has.
    pub added: Vec<String>,
    /// Columns that the earlier version alone has.
    pub gone: Vec<String>,
    /// Whether the same columns stand in another order.
    pub turned: bool,
}

impl Shows {
    /// Compares two versions.
    #[must_use]
    pub fn of(before: &List, after: &List) -> Self {
        let beyond = |one: &List, other: &List| -> Vec<String> {
            one.columns.iter().filter(|column| !other.columns.contains(column)).cloned().collect()
        };
        let (added, gone) = (beyond(after, before), beyond(before, after));
        let names = (naming(before), naming(after));
        let somebody = !before.rows.is_empty() && !after.rows.is_empty();
        Self {
            names: (somebody && names.0 != names.1).then_some(names),
            turned: added.is_empty() && gone.is_empty() && before.columns != after.columns,
            added,
            gone,
        }
    }
}

/// How a list names its people: masked where it masks anybody.
fn naming(list: &List) -> Names {
    let mut names = list.rows.iter().map(|row| row.name.as_str()).filter(|name| !name.is_empty()).peekable();
    if names.peek().is_none() {
        Names::None
    } else if names.any(|name| name.contains(MARK)) {
        Names::Masked
    } else {
        Names::Full
    }
}
