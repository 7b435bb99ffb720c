//! Marks of people who left (退出), where the scheme keeps them on record and counts them nowhere.
//!
//! Owns: which marks are left aside, before anything is settled from them: a mark that does not count stands in no mean of a room either.
//! Refuses: taking any mark off the record.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::marks::{Settings, Sheet};
use crate::rulings::Rulings;
use crate::scheme::LeftMarks;

/// The columns that do not count, by position and person.
#[derive(Clone, Debug, Default)]
pub struct Aside(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Aside {
    /// Of whoever left from a list on: what that list or a later one opens, under a scheme that keeps such marks.
    #[must_use]
    pub fn of(settings: &Settings<'_>, rulings: &Rulings) -> Self {
        let departed = rulings.departures.iter();
        let departed = departed.map(|one| (&one.position, &one.stage, &one.candidate));
        let replaced = rulings.replacements.iter().map(|one| (&one.position, &one.stage, &one.out));
        let mut all = Self::default();
        for (code, stage, person) in departed.chain(replaced) {
            let position = settings.positions.iter().find(|one| one.code == *code);
            let scheme = position.and_then(|position| settings.scheme_of(position));
            let Some(scheme) = scheme.filter(|scheme| scheme.rank.left_marks == LeftMarks::Kept) else {
                continue;
            };
            let Some((from, _)) = scheme.list_to(stage) else { continue };
            let opened =
                scheme.inputs().into_iter().filter(|input| input.opened_by.is_some_and(|at| at >= from));
            let names = all.0.entry(code.clone()).or_default().entry(person.clone()).or_default();
            names.extend(opened.map(|input| input.name));
        }
        all
    }

    /// Leaves aside what does not count of one sheet. Twice is once.
    pub fn strip(&self, sheet: &mut Sheet) {
        let found = self.0.get(&sheet.position).and_then(|people| people.get(&sheet.candidate));
        let Some(names) = found else { return };
        sheet.entries.retain(|name, _| !names.contains(name));
        sheet.examiners.retain(|mark| !names.contains(&mark.component));
    }

    /// The sheets without what does not count.
    #[must_use]
    pub fn without<'s>(&self, sheets: &'s [Sheet]) -> Cow<'s, [Sheet]> {
        if self.0.is_empty() {
            return Cow::Borrowed(sheets);
        }
        let mut counted = sheets.to_vec();
        counted.iter_mut().for_each(|sheet| self.strip(sheet));
        Cow::Owned(counted)
    }
}
