//! A person's own messages. Opening one notes that it was read.

use domain::access::{Caller, Denial, Person, ReadMessages, Scope};
use domain::id::Code;
use domain::messages::Kind;
use domain::view::messages::{Inbox, Line, Message};
use text::Lang;

use crate::Service;
use crate::fault::Fault;
use crate::tell::Said;

/// Messages on a page.
const ON_PAGE: u64 = 50;

pub(super) fn signed_in(caller: &Caller) -> Result<&Person, Fault> {
    caller.person().ok_or(Fault::Denied(Denial::NotSignedIn))
}

/// The kinds that the person's account shows: a candidate's account acts as candidate only, whatever else the person does.
pub(super) fn kinds(person: &Person) -> Vec<Kind> {
    let candidate = person.is_candidate();
    let shown = |kind: &Kind| {
        kind.matter().is_some() && !(if candidate { kind.is_for_staff() } else { kind.is_for_candidates() })
    };
    Kind::ALL.iter().copied().filter(shown).collect()
}

/// Lists the own messages, newest first; `before` is the last one of the page before.
///
/// # Errors
/// [`Fault::Denied`] for whoever is not signed in; [`Fault::Missing`] where `before` is no own message.
pub async fn inbox(
    service: &Service,
    caller: &Caller,
    lang: Lang,
    before: Option<Code>,
) -> Result<Inbox, Fault> {
    let person = signed_in(caller)?;
    service
        .read(caller, "message.view_own", async |look| {
            let permit = look.permit::<ReadMessages>(Scope::own(person.id, None))?;
            let after = match before {
                Some(code) => {
                    let found =
                        store::messages::by_code(look.snapshot(), &code).await?.ok_or(Fault::Missing)?;
                    let permit = look.permit::<ReadMessages>(found.scope())?;
                    Some(found.open(&permit)?.id)
                }
                None => None,
            };
            let (kinds, limit) = (kinds(person), ON_PAGE.saturating_add(1));
            let of = (person.id, kinds.as_slice());
            let mut rows =
                store::messages::own(look.snapshot(), &permit, of, look.now(), (after, limit)).await?;
            let more = rows.len() > usize::try_from(ON_PAGE).unwrap_or(usize::MAX);
            if more {
                rows.pop();
            }
            let older = if more { rows.last().map(|row| row.code) } else { None };
            let mut lines = Vec::with_capacity(rows.len());
            for row in rows {
                let said = Said::open(service.keys(), row.code, &row.sealed)?.in_lang(lang)?;
                let (kind, at, read) = (row.kind, row.due, row.read.is_some());
                lines.push(Line { code: row.code, kind, at, read, subject: said.subject });
            }
            Ok(Inbox { lines, older })
        })
        .await
}

/// How many own messages were not opened.
///
/// # Errors
/// [`Fault::Denied`] for whoever is not signed in.
pub async fn unread(service: &Service, caller: &Caller) -> Result<u32, Fault> {
    let person = signed_in(caller)?;
    service
        .read(caller, "message.unread", async |look| {
            let permit = look.permit::<ReadMessages>(Scope::own(person.id, None))?;
            let kinds = kinds(person);
            let of = (person.id, kinds.as_slice());
            let found = store::messages::unread(look.snapshot(), &permit, of, look.now()).await?;
            Ok(u32::try_from(found).unwrap_or(u32::MAX))
        })
        .await
}

/// One own message; it counts as read from now on.
///
/// # Errors
/// [`Fault::Missing`] for another's, and for one that is not told (yet).
pub async fn message(
    service: &Service,
    caller: &Caller,
    lang: Lang,
    code: Option<Code>,
) -> Result<Message, Fault> {
    let person = signed_in(caller)?;
    let (id, found) = service
        .read(caller, "message.open", async |look| {
            let code = code.ok_or(Fault::Missing)?;
            let found = store::messages::by_code(look.snapshot(), &code).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<ReadMessages>(found.scope())?;
            let row = found.open(&permit)?;
            if row.withdrawn || row.due > look.now() || !kinds(person).contains(&row.kind) {
                return Err(Fault::Missing);
            }
            let said = Said::open(service.keys(), row.code, &row.sealed)?.in_lang(lang)?;
            let message = Message {
                kind: row.kind,
                at: row.due,
                subject: said.subject,
                body: said.body,
                ways: row.ways,
            };
            Ok((row.read.is_none().then_some(row.id), message))
        })
        .await?;
    if let Some(id) = id
        && let Err(fault) = service.note_read(id).await
    {
        // Whoever reads must not be kept from it because reading could not be noted.
        tracing::warn!(?fault, "a message could not be marked as read");
    }
    Ok(found)
}
