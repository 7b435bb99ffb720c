//! No contents without a row, and no row without contents: the sweep that proves it.
//!
//! Contents are put into the store before the row that names them is committed. An act that was refused, or a process that was killed in
//! between, leaves contents that nobody names: they go after a day. A row whose contents are missing is told and never taken away.

use std::collections::BTreeSet;

use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::Code;

use crate::Service;
use crate::contents;
use crate::fault::Fault;
use crate::maintenance::Maintenance;

/// Seconds for which contents without a row are left alone: no act takes so long.
const TERM: i64 = 86_400;
/// Files without contents that the log names.
const NAMED: usize = 5;

/// What a sweep found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Contents that no row named, and leftovers of writes that were cut off: taken away.
    pub removed: u64,
    /// Files whose contents are missing.
    pub missing: Vec<Code>,
}

/// Compares the whole store with the rows, one of its 256 shelves after the other.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the store is out of reach.
pub async fn sweep(service: &Service) -> Result<Swept, Fault> {
    let before = service.now().plus_seconds(-TERM);
    let mut swept = Swept::default();
    for first in u8::MIN..=u8::MAX {
        shelf(service, (first, before), &mut swept).await?;
    }
    if swept.removed > 0 {
        tracing::info!(removed = swept.removed, "contents of files that nobody names were taken away");
    }
    if !swept.missing.is_empty() {
        let some: Vec<String> = swept.missing.iter().take(NAMED).map(ToString::to_string).collect();
        let some = some.join(" ");
        tracing::error!(missing = swept.missing.len(), some, "contents of files are missing from the store");
    }
    service.maintain(Maintenance::FilesCompared { missing: swept.missing.len() }).await?;
    Ok(swept)
}

async fn shelf(service: &Service, (first, before): (u8, Instant), swept: &mut Swept) -> Result<(), Fault> {
    let lying =
        contents::on(service.contents(), move |store| store.list(first)).await.map_err(Fault::internal)?;
    // The rows are read after the list: what an act named meanwhile is found here.
    let look = service.store().snapshot("uploads.sweep").await?;
    let named = store::contents::digests(&look, first).await;
    look.close().await?;
    let named = named?;
    let names: BTreeSet<Digest> = named.iter().map(|one| one.0).collect();
    let forgotten: Vec<Digest> = lying
        .iter()
        .filter(|one| one.at < before && !names.contains(&one.name))
        .map(|one| one.name)
        .collect();
    let there: BTreeSet<Digest> = lying.into_iter().map(|one| one.name).collect();
    let without: Vec<(Digest, Code)> = named.into_iter().filter(|one| !there.contains(&one.0)).collect();
    let work = move |store: &dyn contents::Contents| {
        let mut removed = u64::from(store.tidy(first, before)?);
        for name in forgotten {
            // Refused where an act put the same contents there again since.
            removed = removed.saturating_add(u64::from(store.remove(name, before)?));
        }
        let there: BTreeSet<Digest> = if without.is_empty() {
            BTreeSet::new()
        } else {
            store.list(first)?.into_iter().map(|one| one.name).collect()
        };
        let missing: Vec<Code> =
            without.into_iter().filter(|one| !there.contains(&one.0)).map(|one| one.1).collect();
        Ok((removed, missing))
    };
    let (removed, missing) = contents::on(service.contents(), work).await.map_err(Fault::internal)?;
    swept.removed = swept.removed.saturating_add(removed);
    swept.missing.extend(missing);
    Ok(())
}
