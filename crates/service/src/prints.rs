//! Large runs of papers: every recommendation form (报名推荐表) or receipt of a posting, some at a time, in files to be kept.
//!
//! Owns: who may ask for a run, leave it, and have its parts; and its steps, each a job that prints some papers, puts them into the store of
//! files and only then writes down how far the run came. Cut off in between, the step is done again and gives the same bytes; done twice at
//! once, it counts once. Refuses: parts after their term; handing one out without an event.

mod step;

pub(crate) use step::AT_ONCE;
pub use step::step;

use domain::access::{Caller, PrintPapers};
use domain::event::Event;
use domain::id::Code;
use domain::prints::PrintKind;
use domain::reason::{PapersWhy, TypedWhy};
use domain::view::desk::prints::{PrintPart, PrintRun, PrintsPage};
use store::prints::{NewRun, RunRow};
use text::Lang;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::op::Look;
use crate::rows::postings::{find, head, hold};
use crate::rows::uploads::contents_of;

/// Seconds for which the parts of a run are handed out: two days.
const TERM: i64 = 172_800;

/// The runs of a posting that have not gone.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn view(service: &Service, caller: &Caller, posting: Code) -> Result<PrintsPage, Fault> {
    service
        .read(caller, "application.prints", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<PrintPapers>(found.scope())?;
            let row = found.open(&permit)?;
            let (people, _) = store::applications::to_print(look.snapshot(), &permit).await?;
            let mut runs = Vec::new();
            for run in store::prints::all(look.snapshot(), &permit).await? {
                if is_of_papers(&run) {
                    runs.push(shown(look, &permit, run).await?);
                }
            }
            Ok(PrintsPage { posting: head(&row), people, runs })
        })
        .await
}

/// Whether the run is one of papers: the archive has a permit of its own.
fn is_of_papers(run: &RunRow) -> bool {
    PrintKind::PAPERS.contains(&run.kind)
}

async fn shown(
    look: &Look<'_>,
    permit: &domain::access::Permit<PrintPapers>,
    run: RunRow,
) -> Result<PrintRun, Fault> {
    let by = store::people::staff_names(look.snapshot(), &[run.asked_by]).await?.pop();
    let parts = if look.now() < run.until_at {
        store::prints::parts(look.snapshot(), permit, &run).await?
    } else {
        Vec::new()
    };
    let part = |part: store::prints::PartRow| PrintPart {
        code: part.code,
        no: part.no,
        papers: part.papers,
        size: part.size,
    };
    Ok(PrintRun {
        code: run.code,
        kind: run.kind,
        total: run.total,
        printed: run.printed,
        failed: run.failed,
        going: run.is_going(look.now()),
        by: by.map(|(_, name)| name).unwrap_or_default(),
        at: run.asked_at,
        until: run.until_at,
        parts: parts.into_iter().map(part).collect(),
    })
}

/// Asks for a paper of every application of a posting whose papers are in force, and answers the code of the run. While such a run goes on,
/// it is the one that is answered.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles; [`TypedWhy`] for a word that names no paper;
/// [`PapersWhy::NobodySent`].
pub async fn ask(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (kind, lang): (&str, Lang),
) -> Result<Code, Fault> {
    service
        .write(caller, "application.print", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<PrintPapers>(found.scope())?;
            found.open(&permit)?;
            let kind = PrintKind::from_word(kind).filter(|kind| PrintKind::PAPERS.contains(kind));
            let kind = kind.ok_or_else(|| TypedWhy::NotAChoice.at("kind"))?;
            let runs = store::prints::all(op.tx(), &permit).await?;
            let same = |run: &&RunRow| run.is_going(op.now()) && run.kind == kind && run.lang == lang.code();
            if let Some(going) = runs.iter().find(same) {
                op.repeat();
                return Ok(going.code);
            }
            let (total, upto) = store::applications::to_print(op.tx(), &permit).await?;
            let upto = upto.ok_or_else(|| PapersWhy::NobodySent.reason())?;
            let run = op.code();
            let until = op.now().plus_seconds(TERM);
            let new = NewRun { code: run, kind, lang: lang.code(), total, upto, at: op.now(), until };
            store::prints::begin(op.tx(), &permit, &new).await?;
            jobs::enqueue(op, &Job::PrintPapers { run }, op.now(), &step::key(run, 0)).await?;
            op.record(&permit, &Event::PapersAsked { posting, run, kind, count: total }).await?;
            Ok(run)
        })
        .await
}

/// Ends a run before it is done; what was made so far stays until its term. Doing it twice does it once.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and for a run of another posting; [`Fault::Denied`] for other roles.
pub async fn leave(service: &Service, caller: &Caller, posting: Code, run: Code) -> Result<(), Fault> {
    service
        .write(caller, "application.leave_print", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<PrintPapers>(found.scope())?;
            let row = found.open(&permit)?;
            let locked = store::prints::for_update(op.tx(), &run).await?.ok_or(Fault::Missing)?;
            let own = op.permit::<PrintPapers>(locked.scope())?;
            let now = locked.open(&own)?;
            if now.posting != row.id || !is_of_papers(&now) {
                return Err(Fault::Missing);
            }
            if !now.is_going(op.now()) {
                op.repeat();
                return Ok(());
            }
            let ended = store::prints::Progress { last: now.last, failed: 0, ended_at: Some(op.now()) };
            store::prints::advance(op.tx(), &own, &now, (None, ended)).await?;
            op.record(&permit, &Event::PapersLeft { posting, run }).await
        })
        .await
}

/// A part of a run, to be kept: its name and its bytes. That it was fetched is on record before it is handed out.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, for a part of another posting, and after the term; [`Fault::Denied`] for other roles.
pub async fn part(
    service: &Service,
    caller: &Caller,
    posting: Code,
    part: Code,
) -> Result<(String, Vec<u8>), Fault> {
    let (run, part) = service
        .write(caller, "application.open_papers", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<PrintPapers>(found.scope())?;
            let (run, part) = store::prints::part(op.tx(), &permit, &part).await?.ok_or(Fault::Missing)?;
            if run.until_at <= op.now() || !is_of_papers(&run) {
                return Err(Fault::Missing);
            }
            let event = Event::PapersOpened { posting, run: run.code, part: part.no };
            op.record(&permit, &event).await?;
            Ok((run, part))
        })
        .await?;
    let bytes = contents_of(service, part.lies).await?;
    Ok((format!("{}-{}-{}.pdf", run.kind.word(), run.code, part.no), bytes))
}
