//! Saved schemes as use cases begin from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use domain::access::aggregate::Postings;
use domain::access::{Permit, Reads};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{PersonId, PostingId};
use domain::lists::{Misfit, expect_fit, misfit_in_head};
use domain::reason::{PostingsWhy, SchemesWhy};
use domain::scheme::draft::Draft;
use domain::scheme::{Component, PartNames, Scheme, Walk};
use domain::timetable::{StageKind, Timetable};
use domain::view::desk::rulings::ListWord;
use domain::view::public::postings::NamedScheme;
use store::Snapshot;
use store::postings::positions::PositionRow;
use text::scheme::{has_component_word, has_list_word};

use crate::fault::Fault;
use crate::kept::Kept;
use crate::scheme_file::{self, SchemeFile};

/// The schemes that were read last, each under the digest of its text: a view of the desk asks for that of every posting several times.
/// There is one for the process and none in `Service`, because a text reads alike whoever asks and from whichever database it came, and
/// what reads schemes here has rows in hand and no service.
static READ: LazyLock<Kept<Digest, Arc<SchemeFile>>> = LazyLock::new(Kept::default);

/// Reads a saved revision.
///
/// # Errors
/// [`Fault::Internal`] where it cannot be read: it was readable when it was saved.
pub(crate) fn saved(body: &str) -> Result<Arc<SchemeFile>, Fault> {
    let digest = Digest::of(body.as_bytes());
    if let Some(known) = READ.get(&digest) {
        return Ok(known);
    }
    let file = scheme_file::read("scheme.toml", body.as_bytes())
        .map_err(|faults| Fault::internal(format!("a saved scheme cannot be read: {faults:?}")))?;
    let file = Arc::new(file);
    READ.put(digest, Arc::clone(&file));
    Ok(file)
}

/// Every list that a scheme of the posting knows, in the order of the first that names it.
pub(crate) fn lists(file: &SchemeFile) -> Vec<ListWord> {
    file.lists().into_iter().map(|(key, name)| ListWord { key, name }).collect()
}

/// The list of that key, with the name that a scheme gives it.
pub(crate) fn list_word(file: &SchemeFile, key: &str) -> ListWord {
    let found = lists(file).into_iter().find(|list| list.key == key);
    found.unwrap_or_else(|| ListWord { key: key.to_owned(), name: None })
}

/// What the schemes of a posting call their parts: that of `position` first, then its own, then the others.
pub(crate) fn part_names(file: &SchemeFile, position: Option<&PositionRow>) -> PartNames {
    let named = position.and_then(|one| one.terms.scheme_name());
    PartNames::of(file.get(named).into_iter().chain(&file.scheme).chain(file.schemes.values()))
}

/// What the newest scheme of the permit's posting calls its parts.
///
/// # Errors
/// The database's.
pub(crate) async fn names_of<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    position: Option<&PositionRow>,
) -> Result<PartNames, Fault> {
    Ok(newest(look, permit).await?.map(|file| part_names(&file, position)).unwrap_or_default())
}

/// The newest scheme of the permit's posting.
///
/// # Errors
/// The database's; as [`saved`].
pub(crate) async fn newest<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<Option<Arc<SchemeFile>>, Fault> {
    store::schemes::newest(look, permit).await?.map(|scheme| saved(&scheme.body)).transpose()
}

/// The newest scheme of the permit's posting, which must have one.
///
/// # Errors
/// [`SchemesWhy::NoScheme`]; as [`newest`].
pub(crate) async fn needed<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<Arc<SchemeFile>, Fault> {
    Ok(newest(look, permit).await?.ok_or(SchemesWhy::NoScheme.reason())?)
}

/// The newest scheme of a public posting.
///
/// # Errors
/// The database's; as [`saved`].
pub(crate) async fn public_newest(
    look: &Snapshot,
    posting: PostingId,
) -> Result<Option<Arc<SchemeFile>>, Fault> {
    store::schemes::public_newest(look, posting).await?.map(|scheme| saved(&scheme.body)).transpose()
}

/// The schemes of a public posting under which a list of it was computed, which names them by their digest; none where no revision has it.
///
/// # Errors
/// The database's; as [`saved`].
pub(crate) async fn public_of(
    look: &Snapshot,
    posting: PostingId,
    digest: Digest,
) -> Result<Vec<NamedScheme>, Fault> {
    let found = store::schemes::public_of(look, posting, digest).await?;
    Ok(found.map(|one| saved(&one.body)).transpose()?.map(|file| named(&file)).unwrap_or_default())
}

/// Every scheme of a file with the name by which positions refer to it, the posting's own first.
pub(crate) fn named(file: &SchemeFile) -> Vec<NamedScheme> {
    let own = file.scheme.iter().map(|scheme| (None, scheme));
    let others = file.schemes.iter().map(|(name, scheme)| (Some(name.clone()), scheme));
    own.chain(others).map(|(name, scheme)| NamedScheme { name, scheme: scheme.clone() }).collect()
}

/// Every name that a position uses must be a scheme of the posting.
///
/// # Errors
/// [`SchemesWhy::UnknownName`], [`SchemesWhy::NoScheme`] where positions use a scheme of the posting's own that is
/// missing.
pub(crate) fn expect_names<'a>(
    body: &str,
    mut positions: impl Iterator<Item = &'a PositionRow> + Clone,
) -> Result<(), Fault> {
    let file = saved(body)?;
    let named: BTreeSet<&str> = positions.clone().filter_map(|one| one.terms.scheme_name()).collect();
    let unknown = named.iter().filter(|name| file.get(Some(name)).is_none()).count();
    if unknown > 0 {
        return Err(SchemesWhy::UnknownName { count: u32::try_from(unknown).unwrap_or(u32::MAX) }
            .reason()
            .into());
    }
    if file.scheme.is_none() && positions.any(|one| one.terms.scheme.is_none()) {
        return Err(SchemesWhy::NoScheme.reason().into());
    }
    Ok(())
}

/// Refuses components and lists that pages could only call by their keys: nobody named them, and the key is no usual one.
///
/// # Errors
/// [`SchemesWhy::Unnamed`] with how many there are.
pub(crate) fn expect_called(body: &str) -> Result<(), Fault> {
    let file = saved(body)?;
    let nameless = |scheme: &Scheme| {
        let lists = scheme.shortlists.iter();
        let lists = lists.filter(|list| list.name.is_none() && !has_list_word(list.to.as_str())).count();
        unnamed(&scheme.components).saturating_add(lists)
    };
    let count = file.all().map(nameless).fold(0, usize::saturating_add);
    if count == 0 {
        return Ok(());
    }
    Err(SchemesWhy::Unnamed { count: u32::try_from(count).unwrap_or(u32::MAX) }.reason().into())
}

fn unnamed(components: &[Component]) -> usize {
    let nameless = |one: &Component| {
        let own = one.name.is_none() && !has_component_word(one.key.as_str());
        usize::from(own).saturating_add(unnamed(&one.parts))
    };
    components.iter().map(nameless).fold(0, usize::saturating_add)
}

/// Refuses a timetable that does not say when the review ends, where a scheme lets applications be changed until then.
///
/// # Errors
/// [`PostingsWhy::StageNeeded`].
pub(crate) fn expect_review(file: &SchemeFile, timetable: &Timetable) -> Result<(), Fault> {
    let stage = StageKind::Screening;
    let outlasts = file.all().any(|scheme| scheme.editing.outlasts_registration());
    if outlasts && timetable.window(stage).is_none() {
        return Err(PostingsWhy::StageNeeded { stage }.reason().into());
    }
    Ok(())
}

/// What the schemes of a saved revision are called and what they call their components, points, facts and lists: the public reads it, and
/// a list has its own in its head.
///
/// # Errors
/// As [`saved`].
pub(crate) fn public_names(body: &str) -> Result<Vec<String>, Fault> {
    let file = saved(body)?;
    let mut found: Vec<Option<&String>> = file.schemes.keys().map(Some).collect();
    for scheme in file.all() {
        found.push(scheme.name.as_ref());
        for node in &Walk::of(scheme).nodes {
            found.push(node.component.name.as_ref());
            let elements = node.component.panel.iter().flat_map(|panel| &panel.elements);
            found.extend(elements.map(|element| element.name.as_ref()));
        }
        found.extend(scheme.bonus.iter().map(|one| one.name.as_ref()));
        found.extend(scheme.facts.iter().map(|one| one.name.as_ref()));
        found.extend(scheme.shortlists.iter().map(|one| one.name.as_ref()));
    }
    Ok(found.into_iter().flatten().cloned().collect())
}

/// Refuses a scheme that could not be published with its posting: a notice that brings one is asked what the first approval asks.
///
/// # Errors
/// As [`expect_called`], [`expect_review`]; [`domain::reason::ListsWhy::NotForPublic`].
pub(crate) fn expect_public(body: &str, timetable: &Timetable) -> Result<(), Fault> {
    expect_called(body)?;
    expect_review(saved(body)?.as_ref(), timetable)?;
    let names = public_names(body)?;
    let misfits: Vec<Misfit> = names.iter().filter_map(|name| misfit_in_head("name", name)).collect();
    Ok(expect_fit(&misfits)?)
}

/// The schemes of a file by their names, the posting's own under the empty one.
pub(crate) fn by_name(file: &SchemeFile) -> BTreeMap<String, Scheme> {
    let mut all = file.schemes.clone();
    all.extend(file.scheme.clone().map(|own| (String::new(), own)));
    all
}

/// A scheme file as it would have been typed.
pub(crate) fn of_file(file: &SchemeFile) -> Result<Draft, Fault> {
    let all = serde_json::json!({ "scheme": file.scheme, "schemes": file.schemes });
    serde_json::from_value::<Draft>(all).map(Draft::slim).map_err(Fault::internal)
}

/// The draft as a file, where everything in it can be used.
///
/// # Errors
/// [`SchemesWhy::Faulty`] with the number of faults; [`SchemesWhy::NoScheme`] where it is empty.
pub(crate) fn to_file(draft: &Draft) -> Result<SchemeFile, Fault> {
    let faults = draft.faults().iter().filter(|found| !found.warning).count();
    if faults > 0 {
        let count = u32::try_from(faults).unwrap_or(u32::MAX);
        return Err(SchemesWhy::Faulty { count }.at("scheme").into());
    }
    let mut file = SchemeFile::default();
    for name in draft.names() {
        let Some(Ok(scheme)) = draft.read(name) else { continue };
        if name.is_empty() {
            file.scheme = Some(scheme);
        } else {
            file.schemes.insert(name.to_owned(), scheme);
        }
    }
    if file.scheme.is_none() && file.schemes.is_empty() {
        Err(SchemesWhy::NoScheme.reason().into())
    } else {
        Ok(file)
    }
}

/// The draft of the schemes of a posting.
pub(crate) struct Drafted {
    /// Counts every change, from 1.
    pub(crate) version: i64,
    /// The saved revision that it goes out from.
    pub(crate) based_on: u32,
    /// The draft.
    pub(crate) draft: Draft,
    /// Who changed it last, and when.
    pub(crate) changed: (PersonId, Instant),
}

/// The draft of the permit's posting; `None` where there is none, or it was saved or discarded.
///
/// # Errors
/// [`Fault::Internal`] where it cannot be read.
pub(crate) async fn drafted<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<Option<Drafted>, Fault> {
    let Some(row) = store::scheme_drafts::of(look, permit).await? else { return Ok(None) };
    let Some(body) = &row.body else { return Ok(None) };
    let draft = serde_json::from_str(body).map_err(Fault::internal)?;
    let changed = (row.changed_by, row.changed_at);
    Ok(Some(Drafted { version: row.version, based_on: row.based_on, draft, changed }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_what_cannot_be_read_is_no_scheme_the_second_time_either() {
        let body = "[scheme]\nshortlists = [{ to = \"inspection\", ratio = \"2:1\", score = \"total\" }]\n\
                    [[scheme.components]]\nkey = \"written\"\nweight = \"100\"\n";
        let first = saved(body).unwrap();
        assert_eq!(first.lists().len(), 1);
        assert_eq!(saved(body).unwrap(), first);
        let wrong = "[scheme";
        assert!(saved(wrong).is_err() && saved(wrong).is_err());
        // What is known of a text is not looked for in it again.
        READ.put(Digest::of(wrong.as_bytes()), Arc::clone(&first));
        assert_eq!(saved(wrong).unwrap(), first);
    }
}
