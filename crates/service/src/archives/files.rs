//! What stands in an archive: its files, from the rows that hold them.
//!
//! Refuses: a word about a person that was not public, and a ticket number whole, but for what each ranking was computed from, which stays sealed by
//! the keys of the installation.

use std::fmt::Write as _;

use domain::access::{ArchivePosting, Permit};
use domain::adjusting::ChoiceState;
use domain::calendar::Instant;
use domain::digest::SealLink;
use domain::event::Event;
use domain::id::{Code, EventId, PersonId};
use serde_json::{Value, json};
use store::audit::{EventRow, Filter};
use store::postings::PostingRow;
use store::rankings::{BasisRow, RankingRow};
use text::{Lang, dates};

use crate::Service;
use crate::export::archive::{LISTS, ListEntry, RANKINGS, RankingEntry};
use crate::fault::Fault;
use crate::keys::Keys;
use crate::op::Look;
use crate::rows::officers::{Names, names};
use crate::rows::rankings::named;
use crate::rows::schemes::names_of;
use crate::rows::uploads::sealed_of;

/// Events and seals that are read at a time.
const PAGE: u64 = 2_000;

/// What was read, before anything is printed.
pub(super) struct Kept {
    files: Vec<(String, Vec<u8>)>,
    lists: Vec<(ListEntry, Vec<u8>)>,
    rankings: Vec<RankingEntry>,
}

impl Kept {
    /// How many files the archive will hold, the manifest aside.
    pub(super) fn count(&self) -> usize {
        let rankings = self.rankings.iter().filter(|one| one.file.is_some()).count();
        let rankings = rankings.saturating_add(usize::from(!self.rankings.is_empty()));
        let lists = self.lists.len().saturating_mul(2).saturating_add(1);
        self.files.len().saturating_add(lists).saturating_add(rankings)
    }
}

fn at(instant: Instant) -> String {
    dates::moment(Lang::Zh, instant.0)
}

pub(super) fn written(value: &Value) -> Result<Vec<u8>, Fault> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(Fault::internal)?;
    bytes.push(b'\n');
    Ok(bytes)
}

pub(super) fn by((who, when): (PersonId, Instant), names: &Names) -> Value {
    json!({ "by": names.get(&who), "at": at(when) })
}

/// Reads everything that the archive holds, in one snapshot.
///
/// # Errors
/// The database's.
pub(super) async fn gather(
    (look, keys): (&Look<'_>, &Keys),
    (permit, posting): (&Permit<ArchivePosting>, &PostingRow),
    (run, lang): (Code, Lang),
) -> Result<Kept, Fault> {
    let about = json!({
        "format": "linxuan archive 1",
        "posting": posting.code,
        "title": posting.title.as_str(),
        "authority": posting.authority.as_str(),
        "phase": posting.phase.word(),
        "archive": run,
        "made": at(look.now()),
        "program": format!("linxuan {}", env!("CARGO_PKG_VERSION")),
        "prints": lang.code(),
        "masked": "ticket numbers in events",
    });
    let mut files = vec![("about.json".to_owned(), written(&about)?)];
    files.extend(revisions(look, permit).await?);
    files.push(("decisions.json".to_owned(), written(&decisions(look, permit).await?)?));
    files.extend(super::panels::files(look, permit).await?);
    files.extend(super::interview_plan::files((look, keys), permit).await?);
    files.extend(events(look, permit).await?);
    files.push(("seals.csv".to_owned(), seals(look).await?));
    files.push(("imports.json".to_owned(), written(&imports(look, permit).await?)?));
    let lists = lists(look, posting).await?;
    let rankings = rankings(look, permit).await?;
    Ok(Kept { files, lists, rankings })
}

/// Every version that was put forward, as its canonical text, and their index.
async fn revisions(
    look: &Look<'_>,
    permit: &Permit<ArchivePosting>,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let all = store::postings::revisions::all(look.snapshot(), permit).await?;
    let by_whom = names(
        look.snapshot(),
        all.iter().flat_map(|one| [Some(one.proposed_by), one.settled_by]).flatten().collect(),
    );
    let by_whom = by_whom.await?;
    let (mut files, mut index) = (Vec::new(), Vec::new());
    for (place, one) in (1_u32..).zip(&all) {
        let name = format!("revisions/{place:03}-{}.txt", one.code);
        index.push(json!({
            "file": name,
            "code": one.code,
            "number": one.no,
            "state": one.state.word(),
            "follows": one.follows,
            "sha256": one.digest,
            "reason": one.reason,
            "proposed": by((one.proposed_by, one.proposed_at), &by_whom),
            "settled": one.settled_by.zip(one.settled_at).map(|one| by(one, &by_whom)),
            "returned_because": one.returned_reason,
            "fewer_places": store::postings::cuts::of(look.snapshot(), permit, one.id).await?,
        }));
        files.push((name, one.contents.canonical().into_bytes()));
    }
    files.push(("revisions/revisions.json".to_owned(), written(&Value::Array(index))?));
    Ok(files)
}

/// Rounds of moves after the marks: what was decided, how many people chose, and who was taken, by the end of the ticket number.
async fn adjustments(look: &Look<'_>, permit: &Permit<ArchivePosting>) -> Result<Vec<Value>, Fault> {
    let snapshot = look.snapshot();
    let rounds = store::postings::adjustments::all(snapshot, permit).await?;
    if rounds.is_empty() {
        return Ok(Vec::new());
    }
    let places = store::postings::adjustments::places(snapshot, permit).await?;
    let choices = store::applications::choices::all(snapshot, permit).await?;
    let positions = store::postings::positions::all(snapshot, permit).await?;
    let number = |id| positions.iter().find(|row| row.id == id).map(|row| row.terms.code.as_str());
    let by_whom = rounds.iter().flat_map(|one| [Some(one.proposed.0), one.decided.map(|one| one.0)]);
    let by_whom = by_whom.chain(choices.iter().map(|one| one.0.ruled.map(|one| one.0)));
    let names = names(snapshot, by_whom.flatten().collect()).await?;
    let round = |one: &store::postings::adjustments::RoundRow| {
        let taking = places.iter().filter(|place| place.adjustment == one.id);
        let taking = taking.map(|place| json!({"position": number(place.position), "places": place.places}));
        let id = one.id;
        let own = || choices.iter().filter(move |(choice, _, _)| choice.adjustment == id);
        // Who chose and was not taken stands nowhere in public.
        let taken = own().filter(|(choice, _, _)| choice.state == ChoiceState::Taken);
        let taken = taken.map(|(choice, _, ticket)| {
            json!({
                "ticket": ticket.as_deref().map(masked),
                "from": number(choice.position),
                "to": number(choice.target),
                "ruled": choice.ruled.map(|one| by(one, &names)),
            })
        });
        json!({
            "code": one.code,
            "state": one.state.word(),
            "reason": one.reason,
            "opens": at(one.window.opens),
            "closes": at(one.window.closes),
            "proposed": by(one.proposed, &names),
            "decided": one.decided.map(|one| by(one, &names)),
            "returned_because": one.returned_reason,
            "positions": taking.collect::<Vec<_>>(),
            "choices": own().count(),
            "taken": taken.collect::<Vec<_>>(),
        })
    };
    Ok(rounds.iter().map(round).collect())
}

/// What was decided: on the course, on openings, by the body that proposes people; lines, rulings and supplementary notices.
async fn decisions(look: &Look<'_>, permit: &Permit<ArchivePosting>) -> Result<Value, Fault> {
    let snapshot = look.snapshot();
    let course = store::postings::decisions::all(snapshot, permit).await?;
    let openings = store::postings::openings::all(snapshot, permit).await?;
    let lines = store::postings::openings::lines(snapshot, permit).await?;
    let merges = store::postings::merges::all(snapshot, permit).await?;
    let positions = store::postings::positions::all(snapshot, permit).await?;
    let collective = store::decisions::all(snapshot, permit).await?;
    let rulings = store::rulings::all(snapshot, permit).await?;
    let people = course
        .iter()
        .flat_map(|one| [one.proposed.map(|one| one.0), one.decided.map(|one| one.0)])
        .chain(openings.iter().flat_map(|one| [Some(one.proposed.0), one.decided.map(|one| one.0)]))
        .chain(collective.iter().flat_map(|one| [Some(one.entered_by), one.confirmed.map(|one| one.0)]))
        .chain(
            rulings.iter().flat_map(|one| [Some(one.proposed_by), one.verdict.as_ref().map(|one| one.by)]),
        );
    let names = names(snapshot, people.flatten().collect()).await?;
    let of_course = course.iter().map(|one| {
        json!({
            "code": one.code,
            "kind": one.kind.word(),
            "reason": one.reason,
            "proposed": one.proposed.map(|one| by(one, &names)),
            "decided": one.decided.map(|one| by(one, &names)),
            "returned_because": one.returned_reason,
        })
    });
    let of_openings = openings.iter().map(|one| {
        let own = lines.iter().filter(|line| line.opening == one.id).map(|line| {
            let number = |id| positions.iter().find(|row| row.id == id).map(|row| row.terms.code.as_str());
            let merge =
                merges.iter().find(|one| one.opening == line.opening && one.position == line.position);
            json!({
                "position": number(line.position),
                "into": merge.and_then(|merge| number(merge.target)),
                "people": line.people,
                "plan": line.opened.plan,
                "places": line.opened.places,
            })
        });
        json!({
            "code": one.code,
            "state": one.state.word(),
            "reason": one.reason,
            "proposed": by(one.proposed, &names),
            "decided": one.decided.map(|one| by(one, &names)),
            "returned_because": one.returned_reason,
            "positions": own.collect::<Vec<_>>(),
        })
    });
    let of_people = collective.iter().map(|one| {
        json!({
            "code": one.code,
            "number": one.no,
            "state": one.state.word(),
            "body": one.body,
            "minutes": one.minutes,
            "decided_on": one.decided_on.date().to_string(),
            "entered": by((one.entered_by, one.entered_at), &names),
            "confirmed": one.confirmed.map(|one| by(one, &names)),
        })
    });
    let of_rulings = rulings.iter().map(|one| {
        // What is said of people lies sealed beside its row; only supplementary notices, which became public, stand in clear.
        let public = one.said_sealed.is_none().then_some(&one.body);
        json!({
            "code": one.code,
            "about": one.subject.split('/').next(),
            "sha256": one.digest,
            "body": public,
            "reason": public.and(one.reason.as_ref()),
            "proposed": by((one.proposed_by, one.proposed_at), &names),
            "approved": one.verdict.as_ref().map(|one| one.approved),
            "decided": one.verdict.as_ref().map(|one| by((one.by, one.at), &names)),
        })
    });
    Ok(json!({
        "course": of_course.collect::<Vec<_>>(),
        "openings": of_openings.collect::<Vec<_>>(),
        "adjustments": adjustments(look, permit).await?,
        "collective": of_people.collect::<Vec<_>>(),
        "rulings": of_rulings.collect::<Vec<_>>(),
    }))
}

/// A ticket number of which only the last two characters are told.
fn masked(ticket: &str) -> String {
    let length = ticket.chars().count();
    let hidden = length.saturating_sub(2).max(1).min(length);
    let end: String = ticket.chars().skip(hidden).collect();
    format!("{}{end}", "*".repeat(hidden))
}

/// The event without what names a person: its ticket number is masked.
fn without_ticket(event: &Event) -> Result<Event, Fault> {
    let mut value = serde_json::to_value(event).map_err(Fault::internal)?;
    if let Some(ticket) = value.get_mut("ticket")
        && let Some(text) = ticket.as_str().map(masked)
    {
        *ticket = Value::String(text);
    }
    // What a ruling is about ends in whom it is about, where it is about one.
    if let Some(subject) = value.get_mut("subject")
        && let Some((head, ticket)) = subject.as_str().and_then(|text| text.rsplit_once('/'))
        && ["replacement/", "override/"].iter().any(|kind| head.starts_with(kind))
    {
        *subject = Value::String(format!("{head}/{}", masked(ticket)));
    }
    serde_json::from_value(value).map_err(Fault::internal)
}

/// The events of the posting, oldest first, as data and in sentences of both languages.
async fn events(look: &Look<'_>, permit: &Permit<ArchivePosting>) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let mut all: Vec<EventRow> = Vec::new();
    let mut before: Option<EventId> = None;
    loop {
        let filter = Filter { before, ..Filter::default() };
        let some = store::audit::events(look.snapshot(), permit, &filter, PAGE).await?;
        let Some(last) = some.last().map(|row| row.id) else { break };
        before = Some(last);
        all.extend(some);
    }
    let names = names_of(look.snapshot(), permit, None).await?;
    let (mut data, mut zh, mut en) = (String::new(), String::new(), String::new());
    for row in all.iter().rev() {
        let event = without_ticket(&row.event)?;
        let line = json!({
            "event": row.id.0, "at": at(row.at), "who": row.who, "role": row.role, "act": row.act, "what": event,
        });
        let who = if row.who.is_empty() { &row.role } else { &row.who };
        // A text always takes another line.
        let _ = writeln!(data, "{line}");
        for (text, lang) in [(&mut zh, Lang::Zh), (&mut en, Lang::En)] {
            let _ = writeln!(
                text,
                "{}\t{who}\t{}",
                dates::stamp(lang, row.at.0),
                text::audit::sentence(&event, &names, lang)
            );
        }
    }
    Ok(vec![
        ("events/events.jsonl".to_owned(), data.into_bytes()),
        ("events/events.zh.txt".to_owned(), zh.into_bytes()),
        ("events/events.en.txt".to_owned(), en.into_bytes()),
    ])
}

/// Every seal of the audit chain with its link, so that the events of the archive are tied to what was printed of the chain elsewhere.
async fn seals(look: &Look<'_>) -> Result<Vec<u8>, Fault> {
    let (mut out, mut from) = (String::from("number,entries,at,seal\n"), 1_i64);
    loop {
        let some = store::audit::seals(look.snapshot(), from, PAGE).await?;
        let Some(last) = some.last().map(|one| one.no) else { break };
        for one in &some {
            let seal = SealLink { no: one.no, link: one.link() };
            let _ = writeln!(out, "{},{},{},{seal}", one.no, one.entries, one.at.0);
        }
        from = last.saturating_add(1);
    }
    Ok(out.into_bytes())
}

/// The files that were imported, by their digests. Their names may name people, and stay out.
async fn imports(look: &Look<'_>, permit: &Permit<ArchivePosting>) -> Result<Value, Fault> {
    let all = store::imports::of_posting(look.snapshot(), permit).await?;
    let names = names(look.snapshot(), all.iter().map(|one| one.by).collect()).await?;
    let each = all.iter().map(|one| {
        json!({
            "code": one.code,
            "kind": one.kind.word(),
            "state": one.state.word(),
            "sha256": one.file,
            "bytes": one.size,
            "brought": by((one.by, one.at), &names),
        })
    });
    Ok(Value::Array(each.collect()))
}

/// Every version of every list with its bytes.
async fn lists(look: &Look<'_>, posting: &PostingRow) -> Result<Vec<(ListEntry, Vec<u8>)>, Fault> {
    let mut all = Vec::new();
    for list in store::lists::of_posting(look.snapshot(), posting.id).await?.into_iter().rev() {
        let bytes = store::lists::bytes(look.snapshot(), list.id).await?;
        let bytes = bytes.ok_or_else(|| Fault::internal("a published list without its bytes"))?;
        let name =
            |ending: &str| format!("lists/{}-{}-{}.{ending}", plain(&list.stage), list.version, list.code);
        let entry = ListEntry {
            code: list.code.to_string(),
            version: list.version,
            digest: list.digest,
            published: at(list.published_at),
            reason: list.reason.clone(),
            csv: name("csv"),
            pdf: name("pdf"),
            stage: list.stage,
        };
        all.push((entry, bytes));
    }
    Ok(all)
}

/// Every ranking of which a list was published and whose basis is kept, oldest first.
async fn rankings(look: &Look<'_>, permit: &Permit<ArchivePosting>) -> Result<Vec<RankingEntry>, Fault> {
    let all = store::rankings::stood(look.snapshot(), permit).await?;
    let published = all.into_iter().rev().filter(|(row, _)| row.published);
    let entry = |(row, basis): (RankingRow, Option<BasisRow>)| {
        let head = named(&row);
        let file = format!("rankings/{}.sealed", row.code);
        Some(RankingEntry { head, computed: at(row.computed_at), lies: basis?.lies, file: Some(file) })
    };
    Ok(published.filter_map(entry).collect())
}

/// The bases of the rankings as they lie in the store, sealed, and their index.
async fn bases(service: &Service, mut rankings: Vec<RankingEntry>) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let mut files = Vec::new();
    for one in &mut rankings {
        match sealed_of(service, one.lies).await? {
            Some(sealed) => files.extend(one.file.clone().map(|name| (name, sealed))),
            None => one.file = None,
        }
    }
    if !rankings.is_empty() {
        let index = serde_json::to_value(&rankings).map_err(Fault::internal)?;
        files.push((RANKINGS.to_owned(), written(&index)?));
    }
    Ok(files)
}

/// A stage as a part of a name.
fn plain(stage: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    stage.chars().map(letter).collect()
}

/// Prints every list and packs all files with their manifest.
///
/// # Errors
/// [`domain::reason::PapersWhy::NotDrawn`]; [`Fault::Internal`].
pub(super) async fn packed(service: &Service, kept: Kept, lang: Lang) -> Result<Vec<u8>, Fault> {
    let Kept { mut files, lists, rankings } = kept;
    files.extend(bases(service, rankings).await?);
    let index: Vec<ListEntry> = lists.iter().map(|one| one.0.clone()).collect();
    let printed = crate::papers::print(service, move |papers| {
        let mut printed = Vec::with_capacity(lists.len());
        for (entry, bytes) in lists {
            let pdf = crate::open::paper::print_pdf(papers, lang, &bytes)?;
            printed.push(((entry.csv, bytes), (entry.pdf, pdf)));
        }
        Ok(printed)
    })
    .await?;
    files.push((LISTS.to_owned(), written(&serde_json::to_value(&index).map_err(Fault::internal)?)?));
    files.extend(printed.into_iter().flat_map(|(csv, pdf)| [csv, pdf]));
    let pack = move || sheets::archive::pack(&files);
    tokio::task::spawn_blocking(pack).await.map_err(Fault::internal)?.map_err(Fault::internal)
}

#[cfg(test)]
mod tests {
    use domain::digest::Digest;
    use domain::event::Event;
    use domain::id::Code;

    use super::{masked, without_ticket};

    #[test]
    fn a_ticket_number_is_told_by_its_end_and_never_whole() {
        assert_eq!(masked("123456789"), "*******89");
        assert_eq!((masked("12"), masked("1"), masked("")), ("*2".to_owned(), "*".to_owned(), String::new()));
        let event = Event::MarkEntered {
            posting: Code::from_bits(1),
            ticket: "123456789".to_owned(),
            component: "written".to_owned(),
            before: None,
            after: Some("80".to_owned()),
        };
        let told = serde_json::to_string(&without_ticket(&event).expect("an event")).expect("text");
        assert!(!told.contains("1234567") && told.contains("*******89"), "{told}");
        let about = |subject: &str| {
            let event = Event::RulingApproved {
                posting: Code::from_bits(1),
                ruling: Code::from_bits(2),
                subject: subject.to_owned(),
                rulings: Digest::of(b""),
            };
            match without_ticket(&event).expect("an event") {
                Event::RulingApproved { subject, .. } => subject,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(about("override/p/interview/123456789"), "override/p/interview/*******89");
        assert_eq!(about("tie/p/interview"), "tie/p/interview");
    }
}
