//! The inspection team of a posting: who is in it, and who is left out for a person (回避).

use domain::access::{Caller, DeclareRelation, INSPECTORS, NameInspectors, ViewInspections};
use domain::event::Event;
use domain::id::Code;
use domain::inspection::{InspectionState, Relation};
use domain::lifecycle::Phase;
use domain::reason::TypedWhy;
use store::inspections::Change;
use store::inspections::team::{self, RecusalRow};
use store::people;
use text::Lang;

use super::held;
use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::on_last_list;
use crate::rows::inspections as said;
use crate::rows::postings::hold;

/// The phases in which a team may be named: from the end of screening on.
const PHASES: [Phase; 3] = [Phase::Examining, Phase::Ranked, Phase::Published];

/// Names a member of the posting's staff into the inspection team. Doing it twice does it once.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `person` for anybody but a screener or a clerk of the posting; [`domain::reason::PostingsWhy::WrongPhase`].
pub async fn name(service: &Service, caller: &Caller, posting: Code, person: &str) -> Result<(), Fault> {
    let person: Code = person.parse().map_err(|_| TypedWhy::NotAChoice.at("person"))?;
    service
        .write(caller, "inspection.team", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<NameInspectors>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&PHASES)?;
            let staff = people::posting_members(op.tx(), row.id, op.now()).await?;
            let chosen = staff.iter().find(|one| one.person.code == person && INSPECTORS.contains(&one.role));
            let chosen = chosen.ok_or_else(|| TypedWhy::NotAChoice.at("person"))?;
            let members = team::members(op.tx(), &permit).await?;
            if members.iter().any(|one| one.person == chosen.person.id && one.taken.is_none()) {
                op.repeat();
                return Ok(());
            }
            let member = op.code();
            team::name(op.tx(), &permit, (member, chosen.person.id), op.now()).await?;
            op.record(&permit, &Event::InspectorNamed { posting, inspector: person, member }).await
        })
        .await
}

/// Takes a member off the team; what the person entered stays. Doing it twice does it once.
///
/// # Errors
/// [`Fault::Missing`] for a member of another posting; [`domain::reason::PostingsWhy::WrongPhase`].
pub async fn take(service: &Service, caller: &Caller, posting: Code, member: Code) -> Result<(), Fault> {
    service
        .write(caller, "inspection.team", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<NameInspectors>(found.scope())?;
            found.open(&permit)?.phase.expect(&PHASES)?;
            let members = team::members(op.tx(), &permit).await?;
            let row = members.iter().find(|one| one.code == member).ok_or(Fault::Missing)?;
            if row.taken.is_some() {
                op.repeat();
                return Ok(());
            }
            team::take(op.tx(), &permit, row.id, op.now()).await?;
            op.record(&permit, &Event::InspectorTaken { posting, member }).await
        })
        .await
}

/// Declares a relation of the caller to a person: from then on the caller is left out for that person, and a file that the caller had a
/// hand in is open again. Doing it twice does it once; it is not taken back.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `relation`; [`Fault::Missing`] for somebody who is not on the last list; a denial for whoever is not in the team.
pub async fn declare(
    service: &Service,
    caller: &Caller,
    (posting, application): (Code, Code),
    relation: &str,
) -> Result<(), Fault> {
    let relation = Relation::from_word(relation).ok_or_else(|| TypedWhy::NotAChoice.at("relation"))?;
    on_last_list::<ViewInspections, _, _>(
        service,
        caller,
        ("inspection.recuse", posting),
        async |op, last| {
            let held = held(op, posting, last).await?;
            let person = held.all.of(application).ok_or(Fault::Missing)?.application;
            let members = team::members(op.tx(), &held.view).await?;
            let own = members.iter().find(|one| one.person == held.view.by() && one.taken.is_none());
            let before = team::recusals(op.tx(), &held.view).await?;
            let declared =
                |one: &RecusalRow| one.application == person && Some(one.member) == own.map(|own| own.id);
            if before.iter().any(declared) {
                op.repeat();
                return Ok(());
            }
            let (file, permit) = held.file::<DeclareRelation>(op, application).await?;
            let own = own.ok_or(Fault::Missing)?;
            let row = RecusalRow { application: person, member: own.id, relation, at: op.now() };
            team::recuse(op.tx(), &permit, row).await?;
            let member = own.code;
            op.record(&permit, &Event::RelationDeclared { application, member, relation }).await?;
            let Some(row) = file.inspection.filter(|row| {
                let signed = row.countersigned.is_some_and(|by| by.0 == permit.by());
                row.state != InspectionState::Open && (row.entered.0 == permit.by() || signed)
            }) else {
                return Ok(());
            };
            let words = text::inspections::relation_word(relation, Lang::Zh);
            let sealed = said::seal_returned(op.parts(), row.code, words);
            let at = (row.id, row.version, &[row.state][..]);
            store::inspections::change(op.tx(), &permit, at, Change::Returned(sealed), op.now()).await?;
            let version = row.version.saturating_add(1);
            let event = |reason| Event::InspectionReturned { application, version, reason };
            op.record_because(&permit, words, event).await
        },
    )
    .await
}
