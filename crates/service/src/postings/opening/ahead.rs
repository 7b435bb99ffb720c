//! What confirming openings would tell, and to how many, before it is done.

use std::collections::BTreeSet;

use domain::access::{Caller, ConfirmOpening};
use domain::id::{Code, PositionId};
use domain::messages::Kind;
use domain::view::messages::AboutToTell;
use store::applications::ApplicationRow;
use store::postings::openings::OpeningLine;
use text::Lang;

use super::{TOUCHED, news};
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::find;
use crate::tell;

/// What the people of cancelled positions, those of positions with fewer places and those of merged positions would be told by confirming
/// this proposal, in this order.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and for a proposal of another posting; [`Fault::Denied`] for those who may not decide it.
pub async fn opening_ahead(
    service: &Service,
    caller: &Caller,
    (posting, opening): (Code, Code),
    lang: Lang,
) -> Result<Vec<AboutToTell>, Fault> {
    service
        .read(caller, "message.ahead", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ConfirmOpening>(found.scope())?;
            let row = found.open(&permit)?;
            let found = store::postings::openings::by_code(look.snapshot(), &opening).await?;
            let found = found.ok_or(Fault::Missing)?;
            if found.scope().posting != Some(row.id) {
                return Err(Fault::Missing);
            }
            let own = look.permit::<ConfirmOpening>(found.scope())?;
            let opening = found.open(&own)?;
            let lines = store::postings::openings::lines(look.snapshot(), &permit).await?;
            let of_it = |line: &&OpeningLine| line.opening == opening.id;
            let lines: Vec<OpeningLine> = lines.iter().filter(of_it).cloned().collect();
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let from = (&*service.parts, look.snapshot(), look.now());
            let mut all = Vec::new();
            let merges = store::postings::merges::all(look.snapshot(), &permit).await?;
            let into = |of: PositionId| {
                let merge = merges.iter().find(|one| one.opening == opening.id && one.position == of)?;
                positions.iter().find(|one| one.id == merge.target)
            };
            for kind in [Kind::PositionCancelled, Kind::PlanReduced, Kind::PositionMerged] {
                let touched = |line: &&OpeningLine| {
                    line.opened.places < line.opened.plan
                        && news(line.opened, (into(line.position), opening.until)).0 == kind
                };
                let ids: BTreeSet<PositionId> =
                    lines.iter().filter(touched).map(|line| line.position).collect();
                let ids: Vec<PositionId> = ids.into_iter().collect();
                let people: Vec<ApplicationRow> =
                    store::applications::of_positions(look.snapshot(), &permit, &ids, &TOUCHED).await?;
                let mut example = None;
                if let Some(one) = people.first()
                    && let Some(position) = positions.iter().find(|of| of.id == one.position)
                {
                    let line = lines.iter().find(|line| line.position == one.position);
                    let to = (into(one.position), opening.until);
                    let more = line.map(|line| news(line.opened, to).1).unwrap_or_default();
                    let of = (&row, position, one.code);
                    example = tell::example(from, of, (kind, lang), more).await?;
                }
                let people = u32::try_from(people.len()).unwrap_or(u32::MAX);
                all.push(AboutToTell { people, example });
            }
            Ok(all)
        })
        .await
}
