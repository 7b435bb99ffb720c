//! Files of a notice (公告附件): added to a draft or to the draft of a further revision, taken from it, and handed out at the desk.
//!
//! Owns: the way of a file from its bytes to the notice. A file is checked, its contents are sealed and durable, and only then an act writes
//! its row. Refuses: changing the files of a notice past its draft, so that what is public is what was approved; more files than a notice may
//! have; a file or a title with a private number.

use domain::access::aggregate::Postings;
use domain::access::{Act, ActName, Caller, Changes, DraftRevision, EditPosting, Permit, ViewPosting, may};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::public_title;
use domain::reason::{FieldPath, UploadsWhy};
use domain::revision::Contents;
use domain::revision::allowed::OPEN;
use domain::uploads::{Kind, NoticeFile, PER_NOTICE};
use domain::view::desk::notice_files::NoticeFilesPage;
use store::locked::Scoped;
use store::postings::PostingRow;
use store::postings::notice_files::{NewNoticeFile, NoticeFileRow};

use super::further::{beside, draft, expect_none_waits, one_waits};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::notice_files::standing;
use crate::rows::postings::{find, head, hold};
use crate::rows::uploads::{Kept, keep};
use crate::worker::Task;

/// A file on its way out.
#[derive(Clone, PartialEq, Eq)]
pub struct NoticeFileBytes {
    /// What it is.
    pub file: NoticeFile,
    /// Its bytes, which have the digest that stands in `file`.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for NoticeFileBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NoticeFileBytes({}, {} bytes)", self.file.code, self.bytes.len())
    }
}

/// A file that is kept and has no row yet.
#[derive(Clone, Copy)]
struct Ready {
    kind: Kind,
    kept: Kept,
}

/// The files of a notice as the desk shows them: those of the draft under way, otherwise those that stand.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn notice_files(
    service: &Service,
    caller: &Caller,
    posting: Code,
) -> Result<NoticeFilesPage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let page = |version, files, is_further, may_change| NoticeFilesPage {
                posting: head(&row),
                version,
                files,
                is_further,
                may_change,
            };
            if OPEN.contains(&row.beneath()) {
                let beside = beside(look.snapshot(), &permit, &row).await?;
                let waits = one_waits(look.snapshot(), &permit).await?;
                let may = !waits && may(look.caller(), ActName::DraftRevision, &scope);
                let is_further = beside.draft.is_some();
                let files = beside.draft.unwrap_or(beside.now).files;
                return Ok(page(beside.version, files, is_further, may));
            }
            let may = row.phase == Phase::Draft && may(look.caller(), ActName::EditPosting, &scope);
            let files = standing(look.snapshot(), &permit).await?;
            Ok(page(row.version, files, false, may))
        })
        .await
}

/// Answers whether the caller may add a file to the notice now. It is asked before a byte of the file is read.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, [`Fault::Denied`]; the refusals of the phase; a further revision that waits.
pub async fn may_attach(service: &Service, caller: &Caller, posting: Code) -> Result<(), Fault> {
    service
        .read(caller, "posting.may_attach", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<EditPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            if row.phase == Phase::Draft {
                return Ok(());
            }
            let permit = look.permit::<DraftRevision>(scope)?;
            row.beneath().expect(&OPEN)?;
            expect_none_waits(look.snapshot(), &permit).await
        })
        .await
}

/// Checks a file, keeps its contents, and adds it to the draft of the notice, or of a further revision; answers its code.
///
/// # Errors
/// What stands against the title, at `title`, and against the file ([`UploadsWhy`]), at `file`; then as [`may_attach`]; [`Fault::Stale`] where
/// somebody changed the draft first.
pub async fn attach(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    (title, bytes): (&str, Vec<u8>),
) -> Result<Code, Fault> {
    let title = public_title(title, &FieldPath::new("title"))?;
    let taken = service.reader().check(Task::Notice, bytes).await?;
    let digest = Digest::of(&taken.bytes);
    let ready = Ready { kind: taken.kind, kept: keep(service, taken.bytes).await? };
    let code = service.form_key();
    let file = NoticeFile { code, title, kind: ready.kind, size: ready.kept.size, digest };
    if is_draft(service, caller, posting).await? {
        to_draft(service, caller, (posting, version), (&file, ready)).await?;
    } else {
        let step = async |op: &mut Op<'_>, row: &PostingRow, mut draft: Contents| {
            let permit = op.permit::<DraftRevision>(row.scope())?;
            expect_room(&draft.files)?;
            put(op, &permit, (posting, &file), (ready, false)).await?;
            draft.files.push(file.clone());
            Ok(Some(draft))
        };
        draft(service, caller, (posting, version), step).await?;
    }
    Ok(code)
}

/// Whether the posting is in its first draft, so that its own files change rather than those of a further revision.
async fn is_draft(service: &Service, caller: &Caller, posting: Code) -> Result<bool, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            Ok(found.open(&permit)?.phase == Phase::Draft)
        })
        .await
}

async fn to_draft(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    (file, ready): (&NoticeFile, Ready),
) -> Result<(), Fault> {
    service
        .write(caller, "posting.attach", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            expect_room(&standing(op.tx(), &permit).await?)?;
            store::postings::touch(op.tx(), &permit, version).await?;
            put(op, &permit, (posting, file), (ready, true)).await
        })
        .await
}

/// Writes a file down and records it.
async fn put<A: Act + Changes<Postings>>(
    op: &mut Op<'_>,
    permit: &Permit<A>,
    (posting, file): (Code, &NoticeFile),
    (ready, stands): (Ready, bool),
) -> Result<(), Fault> {
    let Kept { digest: lies, generation, .. } = ready.kept;
    let new = NewNoticeFile { file, lies, generation, stands, at: op.now() };
    store::postings::notice_files::put(op.tx(), permit, &new).await?;
    let event = Event::NoticeFileAdded {
        posting,
        file: file.code,
        kind: file.kind,
        size: file.size,
        digest: file.digest,
    };
    op.record(permit, &event).await
}

fn expect_room(files: &[NoticeFile]) -> Result<(), Fault> {
    if files.len() >= usize::try_from(PER_NOTICE).unwrap_or(usize::MAX) {
        return Err(UploadsWhy::NoticeFull { limit: PER_NOTICE }.at("file").into());
    }
    Ok(())
}

/// Takes a file from the draft of the notice, or of a further revision.
///
/// # Errors
/// [`Fault::Missing`] for a file that the draft does not have; then as [`may_attach`]; [`Fault::Stale`].
pub async fn detach(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    file: Code,
) -> Result<(), Fault> {
    let event = Event::NoticeFileTaken { posting, file };
    if !is_draft(service, caller, posting).await? {
        let step = async |op: &mut Op<'_>, row: &PostingRow, mut draft: Contents| {
            let permit = op.permit::<DraftRevision>(row.scope())?;
            let before = draft.files.len();
            draft.files.retain(|one| one.code != file);
            if draft.files.len() == before {
                return Err(Fault::Missing);
            }
            op.record(&permit, &event).await?;
            Ok(Some(draft))
        };
        return draft(service, caller, (posting, version), step).await;
    }
    service
        .write(caller, "posting.detach", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            if !standing(op.tx(), &permit).await?.iter().any(|one| one.code == file) {
                return Err(Fault::Missing);
            }
            store::postings::touch(op.tx(), &permit, version).await?;
            store::postings::notice_files::turn(op.tx(), &permit, file, false).await?;
            op.record(&permit, &event).await
        })
        .await
}

/// A file of a notice for whoever may read the posting at the desk, those of drafts and of earlier versions included.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and for a file of another posting; [`Fault::Internal`] where other bytes
/// lie there.
pub async fn notice_file(
    service: &Service,
    caller: &Caller,
    (posting, file): (Code, Code),
) -> Result<NoticeFileBytes, Fault> {
    let row = service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            found.open(&permit)?;
            let all = store::postings::notice_files::all(look.snapshot(), &permit).await?;
            all.into_iter().find(|one| one.file.code == file).ok_or(Fault::Missing)
        })
        .await?;
    let NoticeFileRow { file, lies, .. } = row;
    let bytes = crate::rows::notice_files::opened(service, &file, lies).await?;
    Ok(NoticeFileBytes { file, bytes })
}
