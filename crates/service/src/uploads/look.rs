//! Files handed out: to their owner, and to officers who screen, which is on record.

use domain::access::aggregate::Applications;
use domain::access::{Act, Caller, Permit, Reads, RevealIdentity, ScreenApplication, ViewOwnApplication};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::uploads::{Kind, Purpose};
use store::Snapshot;
use store::applications::{ApplicationRow, UploadRow};

use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::find;
use crate::rows::uploads::{contents_of, expect_kept, shown};

/// A file on its way out.
#[derive(Clone, PartialEq, Eq)]
pub struct Handed {
    /// What it is for.
    pub purpose: Purpose,
    /// What it is.
    pub kind: Kind,
    /// The name that it came with, with the ending of what it is.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Handed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Handed({}, {} bytes)", self.purpose.word(), self.bytes.len())
    }
}

/// A file of the caller's own application, those that ended included.
///
/// # Errors
/// [`Fault::Missing`] for another's application or file.
pub async fn own(service: &Service, caller: &Caller, code: Code, file: Code) -> Result<Handed, Fault> {
    let row = service
        .read(caller, "application.file", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            one(look.snapshot(), &permit, &row, file).await
        })
        .await?;
    handed(service, &row).await
}

/// A file of an application for an officer who screens it. It shows what is masked on the page, so that looking at it is on record.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, for a draft and for a file of another application; [`Fault::Denied`] for other roles.
pub async fn opened(service: &Service, caller: &Caller, code: Code, file: Code) -> Result<Handed, Fault> {
    let row = service
        .write(caller, "application.open_file", async |op| {
            let found = find(op.tx(), code).await?;
            let permit = op.permit::<RevealIdentity>(found.scope())?;
            let row = found.open(&permit)?;
            let file = one(op.tx(), &permit, &sent(row)?, file).await?;
            let event = Event::FileOpened { application: code, file: file.code, purpose: file.purpose };
            op.record(&permit, &event).await?;
            Ok(file)
        })
        .await?;
    handed(service, &row).await
}

/// The photo of an application beside its name, for an officer who screens it; it stands on the page of the file and is not recorded by
/// itself.
///
/// # Errors
/// As [`opened`]; [`Fault::Missing`] for a file that is no photo.
pub async fn photo_of(service: &Service, caller: &Caller, code: Code, file: Code) -> Result<Handed, Fault> {
    let row = service
        .read(caller, "application.photo", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<ScreenApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let file = one(look.snapshot(), &permit, &sent(row)?, file).await?;
            if file.purpose == Purpose::Photo { Ok(file) } else { Err(Fault::Missing) }
        })
        .await?;
    handed(service, &row).await
}

/// An application that was sent: a draft is nobody's but its owner's.
fn sent(row: ApplicationRow) -> Result<ApplicationRow, Fault> {
    match row.state {
        ApplicationState::Draft => Err(Fault::Missing),
        _ => Ok(row),
    }
}

/// A file of the application whose contents are kept.
async fn one<A: Act + Reads<Applications>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &ApplicationRow,
    file: Code,
) -> Result<UploadRow, Fault> {
    let all = store::applications::uploads(snapshot, permit, row.id).await?;
    let found = all.into_iter().find(|one| one.code == file).ok_or(Fault::Missing)?;
    expect_kept(snapshot, row.id).await?;
    Ok(found)
}

async fn handed(service: &Service, row: &UploadRow) -> Result<Handed, Fault> {
    let bytes = contents_of(service, row.digest).await?;
    let name = shown(service, row)?.name;
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let stem = if stem.is_empty() { row.purpose.word() } else { stem };
    let name = format!("{stem}.{}", row.kind.ending());
    Ok(Handed { purpose: row.purpose, kind: row.kind, name, bytes })
}
