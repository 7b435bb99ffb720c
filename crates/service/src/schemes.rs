//! The scheme of a posting: reading what is saved, drafting, saving the draft or a file as the next revision.
//!
//! Owns: the way between a stored revision, its draft and `domain::scheme`. Refuses: saving what does not compute, and any
//! new revision once the posting was sent for approval.

pub mod draft;
pub mod templates;

use domain::access::{Caller, EditScheme, ViewPosting};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::SchemesWhy;
use domain::scheme::digest_of;
use store::schemes::NewScheme;

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::postings::{expect_may, find};
use crate::rows::schemes::saved;
use crate::scheme_file::{self, SchemeFile};

/// Refuses whoever may not save a scheme of this posting, before the file is read.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Denied`]; [`domain::reason::PostingsWhy::WrongPhase`] after the draft.
pub async fn may_save(service: &Service, caller: &Caller, posting: Code) -> Result<(), Fault> {
    expect_may::<EditScheme>(service, caller, posting, ("scheme.edit", &[Phase::Draft])).await
}

/// Saves a scheme file (TOML or JSON) whole. `after` is the revision that the form was opened with.
///
/// # Errors
/// `Ok(Err(faults))` where the file is faulty, every fault at its line; [`domain::reason::PostingsWhy::WrongPhase`];
/// [`Fault::Stale`] where somebody saved another revision meanwhile.
pub async fn save_file(
    service: &Service,
    caller: &Caller,
    posting: Code,
    after: u32,
    (name, bytes): (&str, &[u8]),
) -> Result<Result<(), Vec<files::Fault>>, Fault> {
    let file = match scheme_file::read(name, bytes) {
        Ok(file) => file,
        Err(faults) => return Ok(Err(faults)),
    };
    service.write(caller, "scheme.edit", async |op| write(op, posting, after, &file).await).await.map(Ok)
}

/// The saved schemes of a posting as a file, JSON where `json` says so, else TOML.
///
/// # Errors
/// [`SchemesWhy::NoScheme`] where nothing was saved; [`Fault::Missing`] for those outside the team.
pub async fn export(service: &Service, caller: &Caller, posting: Code, json: bool) -> Result<String, Fault> {
    let body = service
        .read(caller, "scheme.export", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            let newest = store::schemes::newest(look.snapshot(), &permit).await?;
            Ok(newest.ok_or(SchemesWhy::NoScheme.reason())?.body)
        })
        .await?;
    if !json {
        return Ok(body);
    }
    scheme_file::file_to_json(saved(&body)?.as_ref())
        .ok_or_else(|| Fault::internal("a scheme has no JSON form"))
}

/// Writes the next revision with its event; the posting is still a draft.
pub(crate) async fn write(
    op: &mut Op<'_>,
    posting: Code,
    after: u32,
    file: &SchemeFile,
) -> Result<(), Fault> {
    let digest = digest_of(file.scheme.as_ref(), &file.schemes);
    let body = scheme_file::file_to_toml(file).ok_or_else(|| Fault::internal("a scheme has no TOML form"))?;
    let found = find(op.tx(), posting).await?;
    let permit = op.permit::<EditScheme>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(&[Phase::Draft])?;
    let by = permit.by();
    let new = NewScheme { after, body: &body, digest, by, at: op.now() };
    store::schemes::insert(op.tx(), &permit, &new).await?;
    store::postings::touch(op.tx(), &permit, row.version).await?;
    let event = Event::SchemeSaved { posting, revision: after.saturating_add(1), digest };
    op.record(&permit, &event).await
}
