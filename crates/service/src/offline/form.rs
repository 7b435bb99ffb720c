//! The columns of the table of marks: those that the used schemes name, and no others.

use super::positions::Positions;
use crate::scheme_file::SchemeFile;
use domain::scheme::{Input, InputKind};
use sheets::columns::Wanted;
use std::collections::{BTreeMap, BTreeSet};

/// The column that numbers rows.
pub(super) const SERIAL: &str = "serial";

/// Columns of the table of marks, by scheme and all together.
pub(super) struct Form {
    /// What each scheme reads, by its name.
    by_scheme: BTreeMap<Option<String>, BTreeMap<String, InputKind>>,
    /// Every column, after `position` and `candidate`.
    pub wanted: Vec<Wanted>,
}

impl Form {
    /// From the schemes that positions name.
    pub(super) fn of(schemes: &SchemeFile, positions: &Positions) -> Self {
        let used: BTreeSet<Option<String>> =
            positions.list.iter().map(|position| position.scheme.clone()).collect();
        let mut by_scheme = BTreeMap::new();
        let mut wanted = vec![Wanted::required("position"), Wanted::required("candidate")];
        for name in used {
            let Some(scheme) = schemes.get(name.as_deref()) else { continue };
            let inputs = scheme.inputs();
            for input in &inputs {
                add(&mut wanted, input);
            }
            by_scheme.insert(name, inputs.into_iter().map(|input| (input.name, input.kind)).collect());
        }
        // A sheet for people numbers its rows; the number says nothing.
        if wanted.iter().all(|column| column.key != SERIAL) {
            wanted.push(Wanted::optional(SERIAL));
        }
        Self { by_scheme, wanted }
    }

    /// What each column holds under a scheme.
    pub(super) fn kinds(&self, scheme: Option<&str>) -> Option<&BTreeMap<String, InputKind>> {
        self.by_scheme.get(&scheme.map(str::to_owned))
    }
}

/// A column that everybody has must be in the file; its name in the scheme is a title for it as long as no other has it.
fn add(wanted: &mut Vec<Wanted>, input: &Input) {
    let everybody = input.opened_by.is_none() && input.kind != InputKind::Panel;
    if let Some(known) = wanted.iter_mut().find(|column| column.key == input.name) {
        known.required |= everybody;
        return;
    }
    let label = input.label.clone().filter(|_| !matches!(input.kind, InputKind::Room));
    let taken =
        |label: &String| wanted.iter().any(|column| column.key == *label || column.also.contains(label));
    let also = label.filter(|label| !taken(label)).into_iter().collect();
    wanted.push(Wanted { key: input.name.clone(), also, required: everybody });
}
