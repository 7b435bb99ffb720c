//! What the candidates on a list are told, made ready before the act that makes it public, so that both leave in one transaction.
//!
//! Of a list with very many people the rest is told by the job that the same transaction queues: nobody waits for one long write. What the
//! act told, the job tells nobody again.

use std::collections::BTreeSet;

use domain::access::aggregate::Applications;
use domain::access::{Act, Permit, Reads};
use domain::id::{Code, PersonId};
use domain::lists::{List, difference};
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use store::Snapshot;
use store::applications::Holder;
use store::postings::PostingRow;

use crate::Parts;
use crate::fault::Fault;
use crate::tell::{self, Mailing, News, Ready};

/// Most people who are told in the act itself.
const AT_ONCE: usize = 2_000;

/// Whom a list concerns, by ticket: everybody on it, or of a further version whoever it says something else of.
fn concerned(list: &List, earlier: Option<&List>) -> BTreeSet<String> {
    match earlier {
        Some(earlier) => difference(earlier, list).into_iter().map(|moved| moved.ticket).collect(),
        None => list.rows.iter().map(|row| row.ticket.clone()).collect(),
    }
}

/// Makes ready what the candidates on the list of that code are told.
///
/// # Errors
/// The database's.
pub(super) async fn ready<A: Act + Reads<Applications>>(
    parts: &Parts,
    (look, permit): (&Snapshot, &Permit<A>),
    (row, code): (&PostingRow, Code),
    (list, earlier): (&List, Option<&List>),
) -> Result<Vec<Ready>, Fault> {
    let tickets = concerned(list, earlier);
    let first: Vec<&str> = tickets.iter().map(String::as_str).take(AT_ONCE).collect();
    let holders = store::applications::holders_with(look, permit, &first).await?;
    let kind = if earlier.is_some() { Kind::ListCorrected } else { Kind::ListReleased };
    let head = &list.head;
    let news = |one: &'_ Holder| {
        let named = (head.stage.as_str(), head.name.as_deref());
        let mut values = tell::of_list(row, named, one.code, head.published_at);
        if let Some(reason) = &head.reason {
            values.insert(Placeholder::Words, Value::Text(reason.clone()));
        }
        let once = Some(tell::once_of_list(code, one.code));
        (values, once)
    };
    let people: Vec<PersonId> = holders.iter().map(|one| one.candidate).collect();
    let mailing = Mailing::of(parts, look, (Some(row.id), kind), &people).await?;
    let told = |one: &Holder| {
        let (values, once) = news(one);
        let news = News {
            kind,
            to: std::slice::from_ref(&one.candidate),
            posting: Some(row.id),
            application: Some(one.id),
            values,
            once,
        };
        mailing.ready(parts, news)
    };
    holders.iter().map(told).collect()
}
