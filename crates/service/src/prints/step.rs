//! One step of a run: some papers, one file, one act.

use documents::Many;
use domain::access::{Caller, PrintPapers};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{ApplicationId, Code};
use domain::prints::PrintKind;
use domain::timetable::Timetable;
use store::applications::leavings;
use store::prints::{NewPart, Progress, RunRow};
use text::Lang;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::{self, Job};
use crate::rows::sent::{Document, opened};
use crate::rows::timetables;
use crate::rows::uploads::{contents_of, keep};

/// Papers of one step: few enough to be laid out in some 100 MiB and for its job to end within its lease, many enough for fonts and templates
/// to be read once for many.
pub(crate) const AT_ONCE: u64 = 50;

/// An application with the document that was sent, if one was kept.
struct Sent {
    id: ApplicationId,
    code: Code,
    text: Option<String>,
    /// Whether its files left after their term.
    left: bool,
}

/// The key of the job of a step, by the parts that stand before it.
pub(super) fn key(run: Code, last: i64) -> String {
    format!("print/{run}/{last}")
}

/// Prints the next papers of a run, at most so many, and writes down how far it came. A run that was left, is done or is over has no
/// further step; of two that do the same step at once one counts.
///
/// # Errors
/// The database's; those of the store of files.
pub async fn step(service: &Service, run: Code, at_once: u64) -> Result<(), Fault> {
    let caller = Caller::system("application.print");
    let Some(Ground { posting, row, people, timetable }) = ground(service, &caller, run, at_once).await?
    else {
        return Ok(());
    };
    let Some(last) = people.last().map(|one| one.id) else {
        return ended(service, &caller, (posting, run), row.last).await;
    };
    let is_last = last == row.upto || u64::try_from(people.len()).unwrap_or(0) < at_once;
    let made = made(service, &row, people, timetable).await?;
    let (papers, failed) = (made.printed, u32::try_from(made.left_out.len()).unwrap_or(u32::MAX));
    let bytes = made.bytes;
    let kept = keep(service, bytes).await?;
    service
        .write(&caller, "application.print", async |op| {
            let Some(locked) = store::prints::for_update(op.tx(), &run).await? else {
                op.repeat();
                return Ok(());
            };
            let permit = op.permit::<PrintPapers>(locked.scope())?;
            let now = locked.open(&permit)?;
            if !now.is_going(op.now()) || now.last != row.last {
                op.repeat();
                return Ok(());
            }
            let part = NewPart {
                code: op.code(),
                papers,
                size: kept.size,
                lies: kept.digest,
                generation: kept.generation,
            };
            let ended_at = is_last.then(|| op.now());
            let progress = Progress { last, failed, ended_at };
            store::prints::advance(op.tx(), &permit, &now, (Some(&part), progress)).await?;
            if !is_last {
                jobs::enqueue(op, &Job::PrintPapers { run }, op.now(), &key(run, last.0)).await?;
            }
            let no = now.parts.saturating_add(1);
            op.record(&permit, &Event::PapersPrinted { posting, run, part: no, count: papers, failed }).await
        })
        .await
}

/// What a step begins from.
struct Ground {
    posting: Code,
    /// The run as it stands.
    row: RunRow,
    /// Whom the step is about.
    people: Vec<Sent>,
    /// The stages that are announced.
    timetable: Timetable,
}

/// The ground of the next step; none where the run has no further one.
async fn ground(
    service: &Service,
    caller: &Caller,
    run: Code,
    at_once: u64,
) -> Result<Option<Ground>, Fault> {
    service
        .read(caller, "application.printing", async |look| {
            let Some(locked) = store::prints::by_code(look.snapshot(), &run).await? else { return Ok(None) };
            let permit = look.permit::<PrintPapers>(locked.scope())?;
            let row = locked.open(&permit)?;
            if row.kind == PrintKind::Archive || !row.is_going(look.now()) {
                return Ok(None);
            }
            let found = store::postings::by_id(look.snapshot(), row.posting).await?.ok_or(Fault::Missing)?;
            let own = look.permit::<PrintPapers>(found.scope())?;
            let posting = found.open(&own)?.code;
            let of = (row.last, row.upto);
            let mut people = Vec::new();
            let left = leavings::of_posting(look.snapshot(), row.posting).await?.is_some();
            for (id, code) in
                store::applications::next_to_print(look.snapshot(), &permit, of, at_once).await?
            {
                let kept = store::applications::last_sent(look.snapshot(), &permit, id).await?;
                let text = kept.map(|kept| opened(service, code, &kept)).transpose()?;
                people.push(Sent { id, code, text, left });
            }
            let timetable = timetables::public_of(look.snapshot(), row.posting).await?;
            Ok(Some(Ground { posting, row, people, timetable }))
        })
        .await
}

/// A run whose last applications left meanwhile is done without a further part.
async fn ended(
    service: &Service,
    caller: &Caller,
    (posting, run): (Code, Code),
    last: ApplicationId,
) -> Result<(), Fault> {
    service
        .write(caller, "application.print", async |op| {
            let Some(locked) = store::prints::for_update(op.tx(), &run).await? else {
                op.repeat();
                return Ok(());
            };
            let permit = op.permit::<PrintPapers>(locked.scope())?;
            let now = locked.open(&permit)?;
            if !now.is_going(op.now()) || now.last != last {
                op.repeat();
                return Ok(());
            }
            let progress = Progress { last, failed: 0, ended_at: Some(op.now()) };
            store::prints::advance(op.tx(), &permit, &now, (None, progress)).await?;
            op.record(&permit, &Event::PapersPrinted { posting, run, part: now.parts, count: 0, failed: 0 })
                .await
        })
        .await
}

/// The papers of these people in one file. Who has none in it (no document was kept, a character cannot be drawn, a photo cannot be had) is
/// named on its last page.
async fn made(
    service: &Service,
    run: &RunRow,
    people: Vec<Sent>,
    timetable: Timetable,
) -> Result<Many, Fault> {
    let kind = match run.kind {
        PrintKind::Receipt => documents::Kind::Receipt,
        // The archive has a job of its own, and comes to no step.
        PrintKind::Form | PrintKind::Archive => documents::Kind::Form,
    };
    let lang = Lang::from_code(&run.lang).unwrap_or(Lang::Zh);
    let (mut kept, mut absent) = (Vec::with_capacity(people.len()), Vec::new());
    for one in people {
        match one.text {
            None => absent.push(one.code),
            Some(text) => match with_photo(service, (kind, one.left), &text).await {
                Ok((document, photo)) => kept.push((Digest::of(text.as_bytes()), document, photo)),
                Err(why) => {
                    tracing::error!(?why, run = %run.code, "a paper of a run could not be printed");
                    absent.push(one.code);
                }
            },
        }
    }
    crate::papers::print(service, move |papers| {
        let printed: Vec<_> = kept
            .iter()
            .map(|(digest, of, photo)| of.printed(*digest, photo.as_deref(), &timetable))
            .collect();
        documents::many(papers, (kind, lang), &printed, &absent)
    })
    .await
}

/// A document that was kept, with the photo that the form shows, unless it left after its term.
async fn with_photo(
    service: &Service,
    (kind, left): (documents::Kind, bool),
    text: &str,
) -> Result<(Document, Option<Vec<u8>>), Fault> {
    let document = Document::read(text)?;
    let photo = match document.photo().filter(|_| kind == documents::Kind::Form && !left) {
        Some(digest) => Some(contents_of(service, digest).await?),
        None => None,
    };
    Ok((document, photo))
}
