//! The minutes of a draw of lots (抽签记录), as a text file to be printed and signed.
//!
//! Owns: what stands in them: the order drawn, the day, the witnesses, who proposed and approved it, who supervised, and the digest.
//! Refuses: minutes of what is no draw, or was not approved.

use domain::access::{Caller, ViewRanking};
use domain::id::Code;
use domain::rulings::{Proposal, TieOrder};
use domain::supervision::Supervised;
use store::rulings::RulingRow;
use text::Lang;
use text::draw::{Minutes, minutes as said};

use super::told;
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::find;
use crate::rows::rulings::{all, proposal};

/// The minutes of a draw: the name of the file and its text.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and for what is no draw that was approved.
pub async fn minutes(
    service: &Service,
    caller: &Caller,
    (posting, ruling): (Code, Code),
    lang: Lang,
) -> Result<(String, String), Fault> {
    service
        .read(caller, "ruling.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let rows = all(service.keys(), look.snapshot(), &permit).await?;
            let own = rows.iter().find(|one| one.code == ruling).ok_or(Fault::Missing)?;
            let Proposal::Tie { question, by: TieOrder::Lots(order), witnesses, number } = proposal(own)?
            else {
                return Err(Fault::Missing);
            };
            let verdict = own.verdict.as_ref().filter(|one| one.approved).ok_or(Fault::Missing)?;
            let names = told::names(look.snapshot(), std::slice::from_ref(own)).await?;
            let named = |id| names.get(&id).cloned().unwrap_or_default();
            let signed = store::supervisions::all(look.snapshot(), &permit).await?;
            let of_draw = signed.iter().filter(|one| one.is_on((Supervised::Draw, ruling, own.digest)));
            let by: Vec<_> = of_draw.map(|one| one.by).collect();
            let supervisors = store::people::staff_names(look.snapshot(), &by).await?;
            let supervisors: Vec<String> = supervisors.into_iter().map(|one| one.1).collect();
            let text = said(
                &Minutes {
                    selection: row.title.as_str(),
                    question: &question,
                    order: &order,
                    witnesses: &witnesses,
                    number: &number,
                    proposed: (&named(own.proposed_by), own.proposed_at),
                    approved: (&verdict.name, verdict.at),
                    supervisors: &supervisors,
                    digest: own.digest,
                    stands: stands(&rows, own),
                },
                lang,
            );
            Ok((format!("draw-{ruling}.txt"), text))
        })
        .await
}

/// Whether it decides still.
fn stands(rows: &[RulingRow], own: &RulingRow) -> bool {
    store::rulings::standing(rows).iter().any(|one| one.id == own.id)
}
