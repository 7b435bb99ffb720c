//! Who was told what in a posting, whether it arrived, and what an act is about to tell.

use std::collections::BTreeSet;

use domain::access::{ActName, Caller, ViewDeliveries, ViewRanking, may};
use domain::id::{Code, MessageId};
use domain::lists::Body;
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use domain::view::messages::{AboutToTell, OfPosting, Preview, ToldLine, WordsLine};
use store::Scoped as _;
use text::Lang;
use text::messages::letters;

use crate::Service;
use crate::fault::Fault;
use crate::rows::lists::corrected_by;
use crate::rows::postings::{find, head};
use crate::rows::rankings::standing;
use crate::tell;

/// Lines on a page.
const ON_PAGE: u64 = 100;

/// The messages of a posting: which words count, and who was told what; `before` is the key of the last line of the page before.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for roles that do not read applications.
pub async fn of_posting(
    service: &Service,
    caller: &Caller,
    posting: Code,
    before: Option<i64>,
) -> Result<OfPosting, Fault> {
    service
        .read(caller, "message.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewDeliveries>(found.scope())?;
            let row = found.open(&permit)?;
            let own = store::messages::newest(look.snapshot(), &permit).await?;
            let kinds = Kind::ALL.iter().copied().filter(|kind| kind.is_of_posting()).map(|kind| WordsLine {
                kind,
                own: own
                    .iter()
                    .filter(|one| one.kind == kind && one.words.is_some())
                    .map(|one| (one.lang.clone(), one.version))
                    .collect(),
            });
            let page = (before.map(MessageId), ON_PAGE.saturating_add(1));
            let mut told = store::messages::told(look.snapshot(), &permit, page).await?;
            let more = told.len() > usize::try_from(ON_PAGE).unwrap_or(usize::MAX);
            if more {
                told.pop();
            }
            let older = if more { told.last().map(|last| last.id.0) } else { None };
            let persons: Vec<_> = told.iter().map(|one| one.person).collect();
            let names = store::people::staff_names(look.snapshot(), &persons).await?;
            let line = |one: store::messages::Told| ToldLine {
                kind: one.kind,
                at: one.due,
                application: one.application.map(|of| of.1),
                who: names
                    .iter()
                    .find(|name| name.0 == one.person)
                    .map(|name| name.1.clone())
                    .unwrap_or_default(),
                withdrawn: one.withdrawn,
                ways: one.ways.iter().map(|way| (way.channel, way.state, way.fault, way.tries)).collect(),
            };
            Ok(OfPosting {
                posting: head(&row),
                kinds: kinds.collect(),
                may_edit: may(look.caller(), ActName::EditTemplates, &row.scope()),
                told: told.into_iter().map(line).collect(),
                older,
            })
        })
        .await
}

/// What publishing a list would tell, and to how many: read before the act by whoever is about to sign.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and for a stage without result.
pub async fn about_to_tell(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (stage, lang): (&str, Lang),
) -> Result<AboutToTell, Fault> {
    service
        .read(caller, "message.ahead", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let ask = |scope| look.permit::<ViewRanking>(scope);
            let (permit, ranking) = standing(look.snapshot(), row.id, ask).await?.ok_or(Fault::Missing)?;
            let kept = store::rankings::list(look.snapshot(), &permit, ranking.id, stage).await?;
            let kept = kept.filter(|list| list.ready).ok_or(Fault::Missing)?;
            let body = Body::read(&kept.body).map_err(Fault::internal)?;
            let corrected = corrected_by(look.snapshot(), &row, stage, &body).await?;
            let tickets: BTreeSet<&str> = match &corrected {
                Some((moved, _)) => moved.iter().map(|moved| moved.ticket.as_str()).collect(),
                None => body.rows.iter().map(|line| line.ticket.as_str()).collect(),
            };
            let kind = if corrected.is_some() { Kind::ListCorrected } else { Kind::ListReleased };
            let first: Vec<&str> = tickets.iter().copied().take(1).collect();
            let entrants = store::applications::entrants_with(look.snapshot(), &permit, &first).await?;
            let template = tell::template(look.snapshot(), Some(row.id), (kind, lang)).await?;
            let file = crate::rows::schemes::newest(look.snapshot(), &permit).await?;
            let names = file.ok_or(Fault::Missing)?.lists();
            let name = names.into_iter().find(|known| known.0 == stage).and_then(|known| known.1);
            let origin = service.parts.letters.origin.as_str();
            let example = entrants.first().and_then(|one| {
                let mut values = tell::of_list(&row, (stage, name.as_deref()), one.code, look.now());
                if let Some((_, reason)) = &corrected {
                    values.insert(Placeholder::Words, Value::Text(reason.clone()));
                }
                let said = letters::say(&template, &values, (lang, origin))?;
                Some(Preview { application: Some(one.code), subject: said.subject, body: said.body })
            });
            Ok(AboutToTell { people: u32::try_from(tickets.len()).unwrap_or(u32::MAX), example })
        })
        .await
}
