//! What the opening ratio (开考比例) comes to for each position, as the rule of its scheme counts and proposes it.

use std::collections::{HashMap, HashSet};

use domain::access::{Caller, ViewOpening};
use domain::departure::DepartureState;
use domain::id::{ApplicationId, Code, PositionId};
use domain::opening::{Counted, Proposal, is_settled};
use domain::reason::RankingWhy;
use domain::typed::Label;
use domain::view::desk::opening::{OpeningLine, OpeningPage};

use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::{find, head};

/// The positions below their opening ratio, with what the rule proposes.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles; [`RankingWhy::TooFine`].
pub async fn opening(service: &Service, caller: &Caller, posting: Code) -> Result<OpeningPage, Fault> {
    service
        .read(caller, "opening.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewOpening>(found.scope())?;
            let row = found.open(&permit)?;
            let mut page = OpeningPage { posting: head(&row), ruled: 0, reached: 0, below: Vec::new() };
            let Some(scheme) = store::schemes::newest(look.snapshot(), &permit).await? else {
                return Ok(page);
            };
            let file = crate::rows::schemes::saved(&scheme.body)?;
            let registered = store::applications::on_positions(look.snapshot(), row.id).await?;
            let mut counted: HashMap<PositionId, Counted> = HashMap::new();
            for (position, number) in registered {
                counted.entry(position).or_default().registered = number;
            }
            let departures = store::departures::all(look.snapshot(), &permit).await?;
            let stands = departures.into_iter().filter(|one| one.state == DepartureState::Stands);
            let left: HashSet<ApplicationId> = stands.map(|one| one.application).collect();
            for one in store::applications::entrants(look.snapshot(), &permit).await? {
                let found = counted.entry(one.position).or_default();
                found.passed = found.passed.saturating_add(1);
                found.confirmed = found.confirmed.saturating_add(u32::from(!left.contains(&one.id)));
            }
            let phase = row.beneath();
            for one in store::postings::positions::all(look.snapshot(), &permit).await? {
                let terms = one.terms;
                let of = file.get(terms.scheme.as_ref().map(Label::as_str));
                let Some(rule) = of.and_then(|scheme| scheme.opening.clone()) else { continue };
                page.ruled = page.ruled.saturating_add(1);
                let people = counted.get(&one.id).copied().unwrap_or_default().by(rule.base);
                let too_fine = |_| Fault::refused(RankingWhy::TooFine.reason());
                let proposal = rule.proposal(terms.plan, people).map_err(too_fine)?;
                if proposal == Proposal::Reached {
                    page.reached = page.reached.saturating_add(1);
                    continue;
                }
                page.below.push(OpeningLine {
                    number: terms.code.as_str().to_owned(),
                    words: format!("{} {}", terms.unit.as_str(), terms.title.as_str()),
                    plan: terms.plan,
                    people,
                    settled: is_settled(rule.base, phase),
                    approvable: rule.approvable(terms.plan, people).map_err(too_fine)?,
                    rule,
                    proposal,
                });
            }
            Ok(page)
        })
        .await
}
