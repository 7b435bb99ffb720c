//! How something stands, for whoever knows its number and the code that was given out with it.

use domain::access::Caller;
use domain::id::Code;
use domain::reason::ObjectionsWhy;
use domain::view::public::objections::Followed;

use super::{answered, due, secret};
use crate::Service;
use crate::fault::Fault;
use crate::maintenance::throttle;
use crate::rows::work_years::workdays;

/// How it stands. A wrong number and a wrong code are answered alike.
///
/// # Errors
/// [`ObjectionsWhy::NotFound`]; [`domain::reason::PeopleWhy::TooManyTries`].
pub async fn follow(
    service: &Service,
    caller: &Caller,
    (number, code): (&str, &str),
) -> Result<Followed, Fault> {
    throttle::following(service, &caller.origin).await?;
    let nothing = || ObjectionsWhy::NotFound.reason();
    let read = |text: &str| text.trim().parse::<Code>().map_err(|_| nothing());
    let (number, code) = (read(number)?, read(code)?);
    let secret = secret(service, number, code);
    service
        .read(caller, "objection.follow", async |look| {
            let found = store::objections::followed(look.snapshot(), &number, &secret).await?;
            let (row, answers) = found.ok_or_else(nothing)?;
            let title = store::postings::title_of(look.snapshot(), row.posting).await?;
            let answers = answers.iter().map(|one| {
                let words = answered(service.keys(), one)?;
                Ok((one.effect, words, one.answered_at))
            });
            Ok(Followed {
                code: row.code,
                title,
                kind: row.kind,
                received_at: row.received_at,
                due: due(&workdays(look.snapshot()).await?, &row),
                answers: answers.collect::<Result<_, Fault>>()?,
            })
        })
        .await
}
