//! A file on its way in, and out of sight again.

use domain::access::{Caller, EditApplication};
use domain::event::Event;
use domain::id::Code;
use domain::reason::UploadsWhy;
use domain::typed::storable;
use domain::uploads::{Frame, Kind, PER_APPLICATION, PhotoSize, Purpose};
use files::uploads as checked;
use store::applications::{ApplicationRow, NewUpload, UploadRow};

use super::{expect_admitted, one};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::applications::{find, hold};
use crate::rows::conditions::public_of;
use crate::rows::uploads::{Kept, keep, name_place};
use crate::worker::Task;

/// A file as it came.
#[derive(Clone, PartialEq, Eq)]
pub struct Brought {
    /// What it is for: the photo, the stamped form or a certificate.
    pub purpose: Purpose,
    /// The certificate whose place it takes, if any.
    pub replaces: Option<Code>,
    /// Of a photo, which part of the picture.
    pub frame: Frame,
    /// The name that it came with; it is shown and decides nothing.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that is kept and has no row yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ready {
    pub(super) purpose: Purpose,
    pub(super) kind: Kind,
    pub(super) kept: Kept,
}

/// Answers whether the caller may bring a file for this purpose now. It is asked before a byte of the file is read.
///
/// # Errors
/// [`Fault::Missing`] for another's application, and for a purpose that nobody brings; the refusals of state and window.
pub async fn may_bring(
    service: &Service,
    caller: &Caller,
    code: Code,
    purpose: Purpose,
) -> Result<(), Fault> {
    admitted(service, caller, code, purpose).await.map(drop)
}

/// As [`may_bring`]; answers how large a photo the posting asks for.
async fn admitted(
    service: &Service,
    caller: &Caller,
    code: Code,
    purpose: Purpose,
) -> Result<PhotoSize, Fault> {
    service
        .read(caller, "application.may_attach", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<EditApplication>(found.scope())?;
            let row = found.open(&permit)?;
            if purpose == Purpose::PhotoWhole {
                return Err(Fault::Missing);
            }
            expect_admitted(look.snapshot(), &permit, &row, purpose, look.now()).await?;
            Ok(public_of(look.snapshot(), row.posting).await?.photo_size)
        })
        .await
}

/// Checks a file, keeps its contents, and writes it down for the application; answers its code. The same file again for the same purpose
/// is the same file.
///
/// # Errors
/// What stands against the file ([`UploadsWhy`]); then as [`may_bring`]. A file that is refused leaves no row.
pub async fn bring(service: &Service, caller: &Caller, code: Code, brought: Brought) -> Result<Code, Fault> {
    let Brought { purpose, replaces, frame, name, bytes } = brought;
    let size = admitted(service, caller, code, purpose).await?;
    let taken = taken(service, purpose, (frame, size), bytes).await?;
    let mut ready = Vec::with_capacity(taken.len());
    for (purpose, kind, bytes) in taken {
        ready.push(Ready { purpose, kind, kept: keep(service, bytes).await? });
    }
    let name = storable(&name);
    service
        .write(caller, "application.attach", async |op| {
            let found = hold(op.tx(), code).await?;
            let permit = op.permit::<EditApplication>(found.scope())?;
            let row = found.open(&permit)?;
            expect_admitted(op.tx(), &permit, &row, purpose, op.now()).await?;
            let all = store::applications::uploads(op.tx(), &permit, row.id).await?;
            let same = |one: &Ready| {
                let standing =
                    all.iter().filter(|file| file.ended_at.is_none() && file.purpose == one.purpose);
                standing.into_iter().find(|file| file.digest == one.kept.digest).map(|file| file.code)
            };
            let before: Vec<Code> = ready.iter().filter_map(same).collect();
            if before.len() == ready.len()
                && let Some(last) = before.last()
            {
                op.repeat();
                return Ok(*last);
            }
            expect_room(&all, ready.len())?;
            let mut last = None;
            for one in &ready {
                let old = replaced(&all, one.purpose, replaces)?;
                last = Some(put(op, &permit, &row, (*one, &name), old).await?);
            }
            last.ok_or_else(|| Fault::internal("nothing was taken of a file"))
        })
        .await
}

/// What is kept of a file, by what it is for. Only the worker reads what somebody else wrote; the photo is cut here, of what the worker wrote.
async fn taken(
    service: &Service,
    purpose: Purpose,
    (frame, size): (Frame, PhotoSize),
    bytes: Vec<u8>,
) -> Result<Vec<(Purpose, Kind, Vec<u8>)>, Fault> {
    match purpose {
        Purpose::Photo | Purpose::PhotoWhole => {
            let whole = service.reader().check(Task::Photo(size), bytes).await?.bytes;
            let cut = move || checked::photo(&whole, frame, size).map(|cut| (whole, cut));
            let done = tokio::task::spawn_blocking(cut).await.map_err(Fault::internal)?;
            let (whole, cut) = done.map_err(|why| Fault::from(why.at("file")))?;
            Ok(vec![(Purpose::PhotoWhole, Kind::Jpeg, whole), (Purpose::Photo, Kind::Jpeg, cut)])
        }
        Purpose::Form | Purpose::Proof(_) => {
            let taken = service.reader().check(Task::Certificate, bytes).await?;
            Ok(vec![(purpose, taken.kind, taken.bytes)])
        }
    }
}

/// Refuses more files than an application may take in its life.
pub(super) fn expect_room(all: &[UploadRow], more: usize) -> Result<(), Fault> {
    let limit = usize::try_from(PER_APPLICATION).unwrap_or(usize::MAX);
    if all.len().saturating_add(more) > limit {
        return Err(UploadsWhy::TooMany { limit: PER_APPLICATION }.at("file").into());
    }
    Ok(())
}

/// The file whose place a new one takes: the standing one where there is one at a time, the named one of several.
pub(super) fn replaced(
    all: &[UploadRow],
    purpose: Purpose,
    named: Option<Code>,
) -> Result<Option<&UploadRow>, Fault> {
    let mut standing = all.iter().filter(|file| file.ended_at.is_none() && file.purpose == purpose);
    match named {
        _ if purpose.is_single() => Ok(standing.next_back()),
        None => Ok(None),
        Some(named) => match standing.find(|file| file.code == named) {
            Some(found) => Ok(Some(found)),
            None => Err(UploadsWhy::Ended.at("file").into()),
        },
    }
}

/// Writes a file down in the place of `old`, and what was done.
pub(super) async fn put(
    op: &mut Op<'_>,
    permit: &domain::access::Permit<EditApplication>,
    row: &ApplicationRow,
    (ready, name): (Ready, &str),
    old: Option<&UploadRow>,
) -> Result<Code, Fault> {
    let code = op.code();
    let Ready { purpose, kind, kept } = ready;
    let new = NewUpload {
        code,
        purpose,
        kind,
        size: kept.size,
        digest: kept.digest,
        generation: kept.generation,
        name_sealed: op.parts().keys.seal(&name_place(code), name, &op.parts().effects.random),
        at: op.now(),
    };
    let id = store::applications::put_upload(op.tx(), permit, row.id, &new).await?;
    if let Some(old) = old {
        let by = (Some(id), op.now());
        store::applications::end_upload(op.tx(), permit, (row.id, old.id), by).await?;
    }
    let event = Event::FileHandedIn {
        application: row.code,
        file: code,
        purpose,
        kind,
        size: kept.size,
        digest: kept.digest,
        replaces: old.map(|old| old.code),
    };
    op.record(permit, &event).await?;
    Ok(code)
}

/// Takes a file of the application out of its owner's sight; officers still see it among the earlier ones. Doing it twice does it once.
///
/// # Errors
/// [`Fault::Missing`] for another's application or file; the refusals of state and window.
pub async fn take_away(service: &Service, caller: &Caller, code: Code, file: Code) -> Result<(), Fault> {
    service
        .write(caller, "application.detach", async |op| {
            let found = hold(op.tx(), code).await?;
            let permit = op.permit::<EditApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let file = one(op.tx(), &permit, &row, file).await?;
            expect_admitted(op.tx(), &permit, &row, file.purpose, op.now()).await?;
            if file.ended_at.is_some() {
                op.repeat();
                return Ok(());
            }
            let all = store::applications::uploads(op.tx(), &permit, row.id).await?;
            let pair = [Purpose::Photo, Purpose::PhotoWhole];
            let with = |other: &&UploadRow| {
                let is_pair = pair.contains(&file.purpose) && pair.contains(&other.purpose);
                other.ended_at.is_none() && (other.code == file.code || is_pair)
            };
            for gone in all.iter().filter(with) {
                store::applications::end_upload(op.tx(), &permit, (row.id, gone.id), (None, op.now()))
                    .await?;
                let event =
                    Event::FileTakenAway { application: row.code, file: gone.code, purpose: gone.purpose };
                op.record(&permit, &event).await?;
            }
            Ok(())
        })
        .await
}
