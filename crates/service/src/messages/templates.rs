//! A posting's own words for what its people are told.
//!
//! Refuses: words that leave out what must be said or name what the kind does not know; changing what was told already.

use domain::access::{Caller, EditTemplates, Permit};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PostingId};
use domain::lifecycle::ApplicationState;
use domain::messages::{Kind, Template, Value, Values};
use domain::placeholder::Placeholder;
use domain::screening::{RefusalGround, Verdict};
use domain::stage::StageKind;
use domain::view::messages::{Preview, Words};
use store::Snapshot;
use store::applications::ApplicationRow;
use store::messages::{NewTemplate, TemplateRow};
use store::postings::PostingRow;
use text::Lang;
use text::messages::letters;

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::postings::{find, head, hold};
use crate::rows::screenings::{self, Ruled};
use crate::tell;

/// The words of a kind in a language, the posting's own or the program's, and how they read about a real record.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and for a kind that no posting words.
pub async fn words(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (kind, lang): (&str, Lang),
) -> Result<Words, Fault> {
    service
        .read(caller, "template.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<EditTemplates>(found.scope())?;
            let row = found.open(&permit)?;
            let kind = named(kind)?;
            let own = own_in(look.snapshot(), (row.id, kind, lang)).await?;
            let version = own.as_ref().map_or(0, |own| own.version);
            let own = own.and_then(|own| own.words);
            let (subject, body) = own.clone().unwrap_or_else(|| {
                let (subject, body) = letters::own(kind, lang);
                (subject.to_owned(), body.to_owned())
            });
            let template = tell::template(look.snapshot(), Some(row.id), (kind, lang)).await?;
            let preview = read(service, look, &permit, &row, (kind, lang, &template)).await?;
            let names = kind.placeholders().iter().map(|name| (*name, kind.needed().contains(name)));
            Ok(Words {
                posting: head(&row),
                kind,
                version,
                own: own.is_some(),
                subject,
                body,
                names: names.collect(),
                preview,
            })
        })
        .await
}

/// How words that are not saved read about a real record; none where there is no record yet.
///
/// # Errors
/// As [`words`], then as [`Template::parse`].
pub async fn preview(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (kind, lang): (&str, Lang),
    (subject, body): (&str, &str),
) -> Result<Option<Preview>, Fault> {
    service
        .read(caller, "template.preview", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<EditTemplates>(found.scope())?;
            let row = found.open(&permit)?;
            let kind = named(kind)?;
            let template = Template::parse(kind, subject, body)?;
            read(service, look, &permit, &row, (kind, lang, &template)).await
        })
        .await
}

/// What a template says about a real record.
async fn read(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<EditTemplates>,
    posting: &PostingRow,
    (kind, lang, template): (Kind, Lang, &Template),
) -> Result<Option<Preview>, Fault> {
    let values = values(service, look.snapshot(), permit, (posting, kind), look.now()).await?;
    let origin = service.parts.letters.origin.as_str();
    Ok(values.and_then(|(application, values)| {
        let said = letters::say(template, &values, (lang, origin))?;
        Some(Preview { application, subject: said.subject, body: said.body })
    }))
}

/// The posting's own words in one language, or what is left of them.
async fn own_in(
    look: &Snapshot,
    (posting, kind, lang): (PostingId, Kind, Lang),
) -> Result<Option<TemplateRow>, Fault> {
    let own = store::messages::templates(look, (posting, kind)).await?;
    Ok(own.into_iter().find(|own| own.lang == lang.code()))
}

/// A kind that a posting may say in words of its own.
fn named(word: &str) -> Result<Kind, Fault> {
    Kind::from_word(word).filter(|kind| kind.is_of_posting()).ok_or(Fault::Missing)
}

/// Values of a real record: for what candidates are told the first application of the queue, else the posting itself. `None` where
/// there is no application yet.
async fn values(
    service: &Service,
    look: &Snapshot,
    permit: &Permit<EditTemplates>,
    (posting, kind): (&PostingRow, Kind),
    now: Instant,
) -> Result<Option<(Option<Code>, Values)>, Fault> {
    if !kind.is_for_candidates() {
        let mut values = tell::of_posting(posting, (now, ""));
        let timetable = crate::rows::timetables::of(look, permit).await?;
        let screening = timetable.window(StageKind::Screening).filter(|_| kind == Kind::VerdictsDue);
        let closes = screening.or(posting.registration).map_or(now, |window| window.closes);
        values.insert(Placeholder::Closes, Value::At(closes));
        let count = store::applications::counts(look, permit).await?.submitted;
        values.insert(Placeholder::Count, Value::Count(count));
        let newest = store::postings::revisions::newest(look, permit).await?;
        let words = newest.and_then(|row| row.returned_reason).unwrap_or_else(|| "…".to_owned());
        values.insert(Placeholder::Words, Value::Text(words));
        return Ok(Some((None, values)));
    }
    let wanted = (kind == Kind::Refused).then_some(ApplicationState::Refused);
    let Some(row) = first(look, permit, wanted).await? else { return Ok(None) };
    if matches!(kind, Kind::ListReleased | Kind::ListCorrected) {
        let mut values = tell::of_list(posting, ("interview", None), row.code, now);
        if kind == Kind::ListCorrected {
            values.insert(Placeholder::Words, Value::Text("…".to_owned()));
        }
        return Ok(Some((Some(row.code), values)));
    }
    let found = store::postings::public::position_by_id(look, row.position).await?;
    let Some((_, position)) = found else { return Ok(None) };
    let at = row.submitted_at.unwrap_or(now);
    let mut values = tell::of_application((posting, &position), row.code, (at, ""));
    let closes = posting.registration.map_or(now, |window| window.closes);
    values.insert(Placeholder::Closes, Value::At(closes));
    values.insert(Placeholder::List, Value::List("interview".to_owned(), None));
    // Where a position would go into is another one of the table, where there is one.
    let table = store::postings::public::positions(look, posting.id).await?;
    let other = table.iter().find(|one| one.id != position.id);
    values.extend(tell::of_merge(other.unwrap_or(&position), closes));
    let (ground, words) = refusal(service, look, permit, &row).await?;
    values.insert(Placeholder::Ground, Value::Ground(ground));
    values.insert(Placeholder::Words, Value::Text(words));
    Ok(Some((Some(row.code), values)))
}

/// The first application of the queue in this state, or the first of all where none is.
async fn first(
    look: &Snapshot,
    permit: &Permit<EditTemplates>,
    wanted: Option<ApplicationState>,
) -> Result<Option<ApplicationRow>, Fault> {
    for state in [wanted, None] {
        let filter = store::applications::Filter { state, ..store::applications::Filter::default() };
        let (rows, _) = store::applications::queue(look, permit, &filter, (0, 1)).await?;
        if let Some(row) = rows.into_iter().next() {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// What an officer wrote about a refused application; of another the first ground and a dash of words.
async fn refusal(
    service: &Service,
    look: &Snapshot,
    permit: &Permit<EditTemplates>,
    row: &ApplicationRow,
) -> Result<(RefusalGround, String), Fault> {
    let history = store::screenings::history(look, permit, row.id).await?;
    for line in history.iter().rev() {
        if let Ruled::Verdict(Verdict::Refused { ground, words }) = screenings::open(service, row.code, line)?
        {
            return Ok((ground, words.as_str().to_owned()));
        }
    }
    let ground =
        RefusalGround::ALL.first().copied().ok_or_else(|| Fault::internal("no ground of refusal"))?;
    Ok((ground, "…".to_owned()))
}

/// Saves words of the posting's own; they count for what is told from now on.
///
/// # Errors
/// As [`Template::parse`]; [`Fault::Stale`] where somebody saved other words since the page was opened.
pub async fn save(
    service: &Service,
    caller: &Caller,
    posting: Code,
    of: (&str, Lang, i64),
    (subject, body): (&str, &str),
) -> Result<(), Fault> {
    put(service, caller, posting, of, Some((subject, body))).await
}

/// Goes back to the program's words.
///
/// # Errors
/// As [`save`], but for the words.
pub async fn drop_words(
    service: &Service,
    caller: &Caller,
    posting: Code,
    of: (&str, Lang, i64),
) -> Result<(), Fault> {
    put(service, caller, posting, of, None).await
}

async fn put(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (kind, lang, from): (&str, Lang, i64),
    words: Option<(&str, &str)>,
) -> Result<(), Fault> {
    service
        .write(caller, "template.edit", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditTemplates>(found.scope())?;
            let row = found.open(&permit)?;
            let kind = named(kind)?;
            if let Some((subject, body)) = words {
                Template::parse(kind, subject, body)?;
            }
            let before = own_in(op.tx(), (row.id, kind, lang)).await?;
            if before.map_or(0, |before| before.version) != from {
                return Err(Fault::Stale);
            }
            let new = NewTemplate { kind, lang: lang.code(), from, words, at: op.now() };
            store::messages::save(op.tx(), &permit, &new).await?;
            let digest = words.map(|(subject, body)| Digest::of(format!("{subject}\n{body}").as_bytes()));
            let version = from.saturating_add(1);
            let lang = lang.code().to_owned();
            op.record(&permit, &Event::TemplateSaved { posting, kind, lang, version, digest }).await
        })
        .await
}
