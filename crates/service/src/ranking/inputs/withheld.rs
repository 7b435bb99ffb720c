//! What a computation leaves aside while a list is under correction: the marks of the components that the list opens, and what was
//! decided on later lists.
//!
//! Who is called to the interview is what the correction asks again. Marks of those who were called before would be refused as marks
//! of people who are not called, or be missing for those who are now; so the list is computed as it was the first time, and the marks,
//! which stay where they are, count again once the correction has ended.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::PostingId;
use domain::marks::{Position, Sheet};
use domain::ranking::Rulings;
use domain::scheme::{ListAt, Scheme};
use store::Snapshot;

use crate::fault::Fault;
use crate::scheme_file::SchemeFile;

/// Keys of the lists that are under correction.
pub(super) struct Withheld(BTreeSet<String>);

impl Withheld {
    pub(super) async fn of(snapshot: &Snapshot, posting: PostingId) -> Result<Self, Fault> {
        let corrections = store::lists::corrections::of_posting(snapshot, posting).await?;
        let open: Vec<_> =
            corrections.iter().filter(|one| one.ended_at.is_none()).map(|one| one.list).collect();
        if open.is_empty() {
            return Ok(Self(BTreeSet::new()));
        }
        let lists = store::lists::of_posting(snapshot, posting).await?;
        let stages = lists.into_iter().filter(|list| open.contains(&list.id)).map(|list| list.stage);
        Ok(Self(stages.collect()))
    }

    /// The first list of the scheme that is under correction.
    fn first(&self, scheme: &Scheme) -> Option<ListAt> {
        scheme.lists().find(|(_, list)| self.0.contains(list.to.as_str())).map(|(at, _)| at)
    }

    /// Leaves the marks aside.
    pub(super) fn strip_sheets(&self, file: &SchemeFile, positions: &[Position], sheets: &mut [Sheet]) {
        if self.0.is_empty() {
            return;
        }
        let closed = |one: &Position| {
            let scheme = file.get(one.scheme_name())?;
            let first = self.first(scheme)?;
            let inputs = scheme.inputs().into_iter();
            let names = inputs.filter(|input| input.opened_by.is_some_and(|at| at >= first));
            Some((one.code.clone(), names.map(|input| input.name).collect::<BTreeSet<String>>()))
        };
        let closed: BTreeMap<String, BTreeSet<String>> = positions.iter().filter_map(closed).collect();
        for sheet in sheets {
            let Some(names) = closed.get(&sheet.position) else { continue };
            sheet.entries.retain(|name, _| !names.contains(name));
            sheet.examiners.retain(|mark| !names.contains(&mark.component));
        }
    }

    /// Leaves aside what was decided on lists after the first one under correction.
    pub(super) fn strip_rulings(&self, file: &SchemeFile, rulings: &mut Rulings) {
        let later: BTreeSet<&str> = file
            .all()
            .filter_map(|scheme| Some((scheme, self.first(scheme)?)))
            .flat_map(|(scheme, first)| scheme.lists().filter(move |(at, _)| *at > first))
            .map(|(_, list)| list.to.as_str())
            .collect();
        // A further question about the same cut is `POSITION/STAGE.2`.
        let stays = |question: &str| {
            let stage = question.rsplit('/').next().unwrap_or_default();
            !later.contains(stage.split('.').next().unwrap_or(stage))
        };
        rulings.ties.retain(|one| stays(&one.question));
        rulings.replacements.retain(|one| !later.contains(one.stage.as_str()));
        rulings.departures.retain(|one| !later.contains(one.stage.as_str()));
        rulings.overrides.retain(|one| !later.contains(one.stage.as_str()));
        rulings.ratios.retain(|one| !later.contains(one.stage.as_str()));
    }
}

/// Whether marks of a posting's people wait for the list of `stage`: it opens a component.
pub(crate) fn opens(file: &SchemeFile, stage: &str) -> bool {
    file.all().any(|scheme| {
        let list = scheme.list_to(stage).map(|(at, _)| at);
        list.is_some_and(|list| {
            scheme.inputs().iter().any(|input| input.opened_by.is_some_and(|at| at >= list))
        })
    })
}
