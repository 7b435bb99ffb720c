//! Telling people what a collective decision, once it is public, came to for them.
//!
//! Owns: who is told. Each is a job of the act, and tells once however often it runs. Refuses: saying in a message what it came to: that
//! stands on the person's own page.

use domain::access::{Caller, SendMessages};
use domain::id::{ApplicationId, Code};
use domain::messages::Kind;
use domain::publicity::Place;
use store::Scoped as _;
use store::applications::ApplicationRow;

use super::due::ground;
use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::decided;
use crate::tell::{self, News};

/// People who are told in one transaction.
const AT_ONCE: usize = 200;

/// Whom a decision concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Those whom it considered and did not propose, once its list is public.
    PassedOver,
    /// Those whom it proposed and who are cleared, once its publicity period was ended.
    Cleared,
}

impl Whom {
    /// Stands in the key by which a message is told once, so that it never changes.
    const fn word(self) -> &'static str {
        match self {
            Self::PassedOver => "passed_over",
            Self::Cleared => "cleared",
        }
    }
}

/// Tells each of them that where they stand changed.
///
/// # Errors
/// The database's; [`Fault::Missing`] where there is no such decision.
pub(crate) async fn tell_decided(service: &Service, code: Code, whom: Whom) -> Result<(), Fault> {
    let (posting, people) = service
        .read(&Caller::system("message.send"), "message.decided", async |look| {
            let found = store::decisions::by_code(look.snapshot(), &code).await?.ok_or(Fault::Missing)?;
            let permit = look.permit::<SendMessages>(found.scope())?;
            let decision = found.open(&permit)?;
            let posting = store::postings::public::by_id(look.snapshot(), decision.posting).await?;
            let posting = posting.ok_or(Fault::Missing)?;
            let all = decided(look.snapshot(), &permit, &posting).await?;
            let concerns = |one: ApplicationId| match (whom, all.choice(decision.id, one)) {
                (_, None) => false,
                (Whom::PassedOver, Some(choice)) => !choice.proposed,
                (Whom::Cleared, Some(choice)) => {
                    choice.proposed && all.place(one).is_some_and(|(_, place)| place == Place::Cleared)
                }
            };
            let ids: Vec<ApplicationId> =
                all.people.iter().map(|one| one.application).filter(|one| concerns(*one)).collect();
            let mut people = Vec::with_capacity(ids.len());
            for some in ids.chunks(AT_ONCE) {
                people.extend(store::applications::these(look.snapshot(), &permit, some).await?);
            }
            Ok((posting, people))
        })
        .await?;
    let Some(ground) = ground(service, posting.code).await? else { return Ok(()) };
    for some in people.chunks(AT_ONCE) {
        let news = |one| -> Result<News<'_>, Fault> {
            let one: &ApplicationRow = one;
            let of = (&ground.posting, ground.of(one.position)?);
            let values = tell::of_application(of, one.code, (service.now(), ""));
            let once = Some(format!("decided/{code}/{}/{}", whom.word(), one.code));
            Ok(News { once, ..tell::to_candidate(one, (Kind::PlaceChanged, values)) })
        };
        let all = some.iter().map(news).collect::<Result<Vec<_>, Fault>>()?;
        service.tell_due(ground.posting.scope(), all).await?;
    }
    Ok(())
}
