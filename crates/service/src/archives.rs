//! The archive of a selection that is over: everything that is kept of it in one file, with a manifest.
//!
//! Owns: who may ask for one and have it, and making it, which is a job that puts the file into the store of files, sealed as every file
//! is, for a term. Cut off in between it is made again; made twice at once it counts once. What it holds of people is what was public: the
//! lists as they were published; what their rankings were computed from lies in it sealed, and opens with the key file alone. Events name applications by their codes, and ticket numbers stand in them masked, for whoever asks: the file
//! leaves the house, and whoever must see more reads it here, where that is on record. After its term the clock lets it leave, on record too.
//! Refuses: a selection that goes on; handing one out without an event.

mod files;
mod interview_plan;
mod panels;

use domain::access::{ActName, ArchivePosting, Caller, Permit, may};
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::lifecycle::Phase;
use domain::prints::PrintKind;
use domain::view::desk::archives::{ArchivePage, Archived};
use store::Scoped as _;
use store::prints::{NewPart, NewRun, Progress, RunRow};
use text::Lang;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::op::Look;
use crate::rows::postings::{find, head, hold};
use crate::rows::uploads::{contents_of, keep};

/// Seconds for which an archive is handed out: two days.
const TERM: i64 = 172_800;

/// The phases in which a selection is over.
const OVER: [Phase; 2] = [Phase::Closed, Phase::Ended];

/// The archives of a selection that have not gone.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn view(service: &Service, caller: &Caller, posting: Code) -> Result<ArchivePage, Fault> {
    service
        .read(caller, "archive.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ArchivePosting>(found.scope())?;
            let row = found.open(&permit)?;
            let mut archives = Vec::new();
            for run in store::prints::all(look.snapshot(), &permit).await? {
                if run.kind == PrintKind::Archive {
                    archives.push(shown(look, &permit, run).await?);
                }
            }
            let may_ask =
                OVER.contains(&row.phase) && may(look.caller(), ActName::ArchivePosting, &row.scope());
            Ok(ArchivePage { posting: head(&row), archives, may_ask })
        })
        .await
}

async fn shown(look: &Look<'_>, permit: &Permit<ArchivePosting>, run: RunRow) -> Result<Archived, Fault> {
    let by = store::people::staff_names(look.snapshot(), &[run.asked_by]).await?.pop();
    let parts = if look.now() < run.until_at {
        store::prints::parts(look.snapshot(), permit, &run).await?
    } else {
        Vec::new()
    };
    Ok(Archived {
        code: run.code,
        going: run.is_going(look.now()),
        by: by.map(|(_, name)| name).unwrap_or_default(),
        at: run.asked_at,
        until: run.until_at,
        file: parts.into_iter().next().map(|part| (part.code, part.size)),
    })
}

/// Asks for the archive of a selection that is over, and answers its code. While one is being made, it is the one that is answered.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles; [`domain::reason::PostingsWhy::WrongPhase`].
pub async fn ask(service: &Service, caller: &Caller, posting: Code, lang: Lang) -> Result<Code, Fault> {
    service
        .write(caller, "posting.archive", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ArchivePosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&OVER)?;
            let runs = store::prints::all(op.tx(), &permit).await?;
            let going = |run: &&RunRow| run.is_going(op.now()) && run.kind == PrintKind::Archive;
            if let Some(going) = runs.iter().find(going) {
                op.repeat();
                return Ok(going.code);
            }
            let run = op.code();
            let until = op.now().plus_seconds(TERM);
            let (kind, upto) = (PrintKind::Archive, ApplicationId(0));
            let new = NewRun { code: run, kind, lang: lang.code(), total: 1, upto, at: op.now(), until };
            store::prints::begin(op.tx(), &permit, &new).await?;
            jobs::enqueue(op, &Job::MakeArchive { run }, op.now(), &format!("archive/{run}")).await?;
            op.record(&permit, &Event::ArchiveAsked { posting, run }).await?;
            Ok(run)
        })
        .await
}

/// Makes an archive that was asked for. One that is made or over is not made again.
///
/// # Errors
/// The database's; those of the store of files; [`domain::reason::PapersWhy::NotDrawn`].
pub(crate) async fn make(service: &Service, run: Code) -> Result<(), Fault> {
    let caller = Caller::system("posting.archive");
    let ground = service
        .read(&caller, "archive.ground", async |look| {
            let Some(locked) = store::prints::by_code(look.snapshot(), &run).await? else { return Ok(None) };
            let permit = look.permit::<ArchivePosting>(locked.scope())?;
            let row = locked.open(&permit)?;
            if row.kind != PrintKind::Archive || !row.is_going(look.now()) {
                return Ok(None);
            }
            let found = store::postings::by_id(look.snapshot(), row.posting).await?.ok_or(Fault::Missing)?;
            let own = look.permit::<ArchivePosting>(found.scope())?;
            let posting = found.open(&own)?;
            let lang = Lang::from_code(&row.lang).unwrap_or(Lang::Zh);
            let kept = files::gather((look, service.keys()), (&own, &posting), (run, lang)).await?;
            Ok(Some((row, posting.code, kept, lang)))
        })
        .await?;
    let Some((row, posting, kept, lang)) = ground else { return Ok(()) };
    let count = kept.count();
    let bytes = files::packed(service, kept, lang).await?;
    let digest = domain::digest::Digest::of(&bytes);
    let put = keep(service, bytes).await?;
    service
        .write(&caller, "posting.archive", async |op| {
            let Some(locked) = store::prints::for_update(op.tx(), &run).await? else {
                op.repeat();
                return Ok(());
            };
            let permit = op.permit::<ArchivePosting>(locked.scope())?;
            let now = locked.open(&permit)?;
            if !now.is_going(op.now()) {
                op.repeat();
                return Ok(());
            }
            let code = op.code();
            let part =
                NewPart { code, papers: 1, size: put.size, lies: put.digest, generation: put.generation };
            let progress = Progress { last: row.last, failed: 0, ended_at: Some(op.now()) };
            store::prints::advance(op.tx(), &permit, &now, (Some(&part), progress)).await?;
            let files = u32::try_from(count).unwrap_or(u32::MAX);
            op.record(&permit, &Event::ArchiveMade { posting, run, files, digest }).await
        })
        .await
}

/// An archive, to be kept: its name and its bytes. Who takes it is on record before it is handed out.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, for one of another posting, and after the term; [`Fault::Denied`] for other roles.
pub async fn take(
    service: &Service,
    caller: &Caller,
    posting: Code,
    file: Code,
) -> Result<(String, Vec<u8>), Fault> {
    let part = service
        .write(caller, "posting.take_archive", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<ArchivePosting>(found.scope())?;
            let (run, part) = store::prints::part(op.tx(), &permit, &file).await?.ok_or(Fault::Missing)?;
            if run.kind != PrintKind::Archive || run.until_at <= op.now() {
                return Err(Fault::Missing);
            }
            op.record(&permit, &Event::ArchiveTaken { posting, run: run.code }).await?;
            Ok(part)
        })
        .await?;
    let bytes = contents_of(service, part.lies).await?;
    Ok((format!("archive-{posting}.zip"), bytes))
}

/// Lets every archive leave whose term is over, each on record: whoever still has it can prove it, and another one can be made. Several
/// processes may do this side by side.
///
/// # Errors
/// The database's; what left before it stays so.
pub async fn leave_due(service: &Service) -> Result<(), Fault> {
    let caller = Caller::system("posting.leave_archive");
    let due = service
        .read(&caller, "archive.over", async |look| {
            Ok(store::prints::archives_over(look.snapshot(), look.now()).await?)
        })
        .await?;
    for run in due {
        leave(service, &caller, run).await?;
    }
    Ok(())
}

async fn leave(service: &Service, caller: &Caller, run: Code) -> Result<(), Fault> {
    service
        .write(caller, "posting.leave_archive", async |op| {
            let Some(locked) = store::prints::for_update(op.tx(), &run).await? else {
                op.repeat();
                return Ok(());
            };
            let permit = op.permit::<ArchivePosting>(locked.scope())?;
            let row = locked.open(&permit)?;
            let found = store::postings::by_id(op.tx(), row.posting).await?.ok_or(Fault::Missing)?;
            let own = op.permit::<ArchivePosting>(found.scope())?;
            let posting = found.open(&own)?.code;
            store::prints::leave(op.tx(), &permit, &row).await?;
            op.record(&own, &Event::ArchiveLeft { posting, run }).await
        })
        .await
}
