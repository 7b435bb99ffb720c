//! The interview's plan in an archive: every version by its number with who laid it down and decided, and what was approved, as the
//! document that supervisors signed and in sentences of both languages. Refuses: what was only drafted or sent back, beyond that it was.

use domain::access::{ArchivePosting, Permit};
use domain::calendar::Instant;
use domain::id::PersonId;
use domain::interview_plan::PlanState;
use domain::supervision::Supervised;
use serde_json::json;
use store::supervisions::SupervisionRow;
use text::{Lang, dates, interview_plan as t};

use super::files::{by, written};
use crate::fault::Fault;
use crate::keys::Keys;
use crate::op::Look;
use crate::rows::interview_plans::{self as rows, Opened};
use crate::rows::officers::{Names, names};

/// Where the index of versions stands.
const INDEX: &str = "interview-plan/versions.json";

/// The files about the plan; none where none was begun.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a version does not open.
pub(super) async fn files(
    (look, keys): (&Look<'_>, &Keys),
    permit: &Permit<ArchivePosting>,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let snapshot = look.snapshot();
    let mut versions = rows::all(keys, snapshot, permit).await?;
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    versions.reverse();
    let signed = store::supervisions::all(snapshot, permit).await?;
    let hands = versions
        .iter()
        .flat_map(|one| one.row.hands().into_iter().chain(one.row.decided.map(|decided| decided.0)));
    let people = hands.chain(signed.iter().map(|one| one.by)).collect();
    let names = names(snapshot, people).await?;
    let index = versions.iter().map(|one| {
        let own = on(&signed, one);
        json!({
            "number": one.row.no,
            "code": one.row.code,
            "state": one.row.state.word(),
            "document": (one.row.state == PlanState::Approved).then(|| document(one)),
            "sha256": one.row.digest,
            "written": by(one.row.written, &names),
            "sent": one.row.sent.map(|sent| by(sent, &names)),
            "decided": one.row.decided.map(|decided| by(decided, &names)),
            "supervisors": own.map(|row| by((row.by, row.at), &names)).collect::<Vec<_>>(),
        })
    });
    let mut files = vec![(INDEX.to_owned(), written(&index.collect::<serde_json::Value>())?)];
    for one in versions.iter().filter(|one| one.row.state == PlanState::Approved) {
        for (end, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
            let name = format!("interview-plan/{:03}.{end}.txt", one.row.no);
            files.push((name, sentences(one, (signed.as_slice(), &names), lang).into_bytes()));
        }
        files.push((document(one), one.body.clone().into_bytes()));
    }
    Ok(files)
}

/// Where a version stands as it was approved: the bytes whose digest supervisors signed.
fn document(one: &Opened) -> String {
    format!("interview-plan/{:03}.json", one.row.no)
}

/// The signatures on a version.
fn on<'a>(signed: &'a [SupervisionRow], one: &Opened) -> impl Iterator<Item = &'a SupervisionRow> + use<'a> {
    let version = (Supervised::InterviewPlan, one.row.code, one.row.digest);
    signed.iter().filter(move |row| row.is_on(version))
}

/// An approved version in words, with its hands.
fn sentences(one: &Opened, (signed, names): (&[SupervisionRow], &Names), lang: Lang) -> String {
    let who = |of: PersonId| names.get(&of).map(String::as_str).unwrap_or_default();
    let hand =
        |what: &str, (of, at): (PersonId, Instant)| t::by_at(lang, what, who(of), &dates::stamp(lang, at.0));
    let mut all = vec![t::title(lang).to_owned(), t::version(lang, one.row.no)];
    for (part, said) in &one.plan.0 {
        all.extend([String::new(), t::part(*part, lang).to_owned(), said.as_str().to_owned()]);
    }
    all.push(String::new());
    all.push(hand(t::written_by(lang), one.row.written));
    all.extend(one.row.sent.map(|sent| hand(t::sent_by(lang), sent)));
    all.extend(one.row.decided.map(|decided| hand(t::decided_by(lang), decided)));
    all.push(t::digest_is(lang, &one.row.digest.to_string()));
    for row in on(signed, one) {
        all.push(t::signed(lang, who(row.by), &dates::stamp(lang, row.at.0)));
    }
    all.push(String::new());
    all.join("\n")
}
