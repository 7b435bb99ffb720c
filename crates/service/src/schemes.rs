//! The scheme of a posting: reading what is saved, saving a new revision of a draft.
//!
//! Owns: the way between a stored revision and `domain::scheme`. Refuses: saving what does not compute, and any change once
//! the posting was sent for approval.

pub mod guided;

use std::collections::BTreeSet;

use domain::access::{Caller, EditScheme, Role, ViewPosting};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::Reason;
use domain::scheme::{Scheme, digest_of};
use domain::view::scheme::{GuidedForm, SchemePage, Told};
use store::postings::PositionRow;
use store::schemes::NewScheme;
use text::Lang;

use crate::Service;
use crate::fault::Fault;
use crate::import;
use crate::postings::find;
use crate::scheme_file::{self, SchemeFile};

/// Reads a saved revision.
///
/// # Errors
/// [`Fault::Internal`] where it cannot be read: it was readable when it was saved.
pub(crate) fn saved(body: &str) -> Result<SchemeFile, Fault> {
    scheme_file::read("scheme.toml", body.as_bytes())
        .map_err(|faults| Fault::internal(format!("a saved scheme cannot be read: {faults:?}")))
}

/// Every name that a position uses must be a scheme of the posting.
///
/// # Errors
/// [`Reason::UnknownSchemeName`], [`Reason::NoScheme`] where positions use a scheme of the posting's own that is missing.
pub(crate) fn expect_names(body: &str, positions: &[PositionRow]) -> Result<(), Fault> {
    let file = saved(body)?;
    let named: BTreeSet<&str> = positions
        .iter()
        .filter_map(|one| one.terms.scheme.as_ref())
        .map(domain::text::Label::as_str)
        .collect();
    let unknown = named.iter().filter(|name| file.get(Some(name)).is_none()).count();
    if unknown > 0 {
        return Err(Reason::UnknownSchemeName { count: u32::try_from(unknown).unwrap_or(u32::MAX) }.into());
    }
    if file.scheme.is_none() && positions.iter().any(|one| one.terms.scheme.is_none()) {
        return Err(Reason::NoScheme.into());
    }
    Ok(())
}

/// The saved schemes of a posting, in words and as a form.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn view(
    service: &Service,
    caller: &Caller,
    posting: Code,
    lang: Lang,
) -> Result<SchemePage, Fault> {
    let (phase, revision, body) = load(service, caller, posting).await?;
    let file = if body.is_empty() { SchemeFile::default() } else { saved(&body)? };
    let named = file.schemes.iter().map(|(name, scheme)| (name.clone(), scheme));
    let own = file.scheme.iter().map(|scheme| (String::new(), scheme));
    let tell = |(name, scheme): (String, &Scheme)| Told {
        name,
        sentences: text::scheme::sentences(scheme, lang),
        formula: text::scheme::formula_of(scheme, lang),
        warnings: scheme.check().iter().map(|problem| text::problems::problem(lang, &problem.what)).collect(),
    };
    Ok(SchemePage {
        revision,
        open: phase == Phase::Draft && caller.role() == Some(Role::Screener),
        told: own.chain(named).map(tell).collect(),
        form: guided::write(file.scheme.as_ref()),
        toml: body,
    })
}

async fn load(service: &Service, caller: &Caller, posting: Code) -> Result<(Phase, u32, String), Fault> {
    service
        .read(caller, "scheme.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let scheme = store::schemes::newest(look.snapshot(), &permit).await?;
            let (revision, body) = scheme.map(|one| (one.revision, one.body)).unwrap_or_default();
            Ok((row.phase, revision, body))
        })
        .await
}

/// Saves the posting's own scheme from the guided form; named schemes stay as they are. `after` is the revision that the
/// form was opened with.
///
/// # Errors
/// `Ok(Err(faults))` where the form does not give a usable scheme; [`Reason::WrongPhase`]; [`Fault::Stale`] where somebody
/// saved another revision meanwhile.
pub async fn save(
    service: &Service,
    caller: &Caller,
    posting: Code,
    after: u32,
    form: &GuidedForm,
) -> Result<Result<(), Vec<import::Fault>>, Fault> {
    let scheme = match guided::read(form) {
        Ok(scheme) => scheme,
        Err(faults) => return Ok(Err(faults)),
    };
    let (_, _, body) = load(service, caller, posting).await?;
    let before = if body.is_empty() { SchemeFile::default() } else { saved(&body)? };
    let file = SchemeFile { scheme: Some(scheme), schemes: before.schemes, warnings: Vec::new() };
    write(service, caller, posting, after, &file).await.map(Ok)
}

/// Saves a scheme file (TOML or JSON) whole.
///
/// # Errors
/// `Ok(Err(faults))` where the file is faulty, every fault at its line; otherwise as [`save`].
pub async fn save_file(
    service: &Service,
    caller: &Caller,
    posting: Code,
    after: u32,
    (name, bytes): (&str, &[u8]),
) -> Result<Result<(), Vec<import::Fault>>, Fault> {
    match scheme_file::read(name, bytes) {
        Ok(file) => write(service, caller, posting, after, &file).await.map(Ok),
        Err(faults) => Ok(Err(faults)),
    }
}

async fn write(
    service: &Service,
    caller: &Caller,
    posting: Code,
    after: u32,
    file: &SchemeFile,
) -> Result<(), Fault> {
    let digest = digest_of(file.scheme.as_ref(), &file.schemes);
    let body = scheme_file::file_to_toml(file).ok_or_else(|| Fault::internal("a scheme has no TOML form"))?;
    service
        .write(caller, "scheme.edit", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<EditScheme>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            let by = permit.by().ok_or(Fault::Missing)?;
            let new = NewScheme { after, body: &body, digest, by, at: op.now() };
            store::schemes::insert(op.tx(), &permit, &new).await?;
            store::postings::touch(op.tx(), &permit, row.version).await?;
            let event = Event::SchemeSaved { posting, revision: after.saturating_add(1), digest };
            op.record(&permit, &event).await
        })
        .await
}
