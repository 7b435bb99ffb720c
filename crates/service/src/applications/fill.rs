//! Filling a draft, one section at a time. What was typed is stored as typed, faults and all, so that nothing is lost; then
//! the faults are told.

use domain::access::{Caller, EditApplication};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::{ApplicationsWhy, Reason, TypedWhy};
use domain::registration::{Answers, At, Form, RowAct, Section};
use store::Tx;
use store::applications::ApplicationRow;
use store::postings::PostingRow;

use super::{beyond_the_form, complete_sections};
use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::{self as content, find, hold};
use crate::rows::extensions::expect_open_for;

/// One section as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Which.
    pub section: Section,
    /// Its answers.
    pub answers: Answers,
}

/// A section that was stored without faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The first section that is not complete, if there is one.
    pub next: Option<Section>,
    /// The section was changed and holds an answer to look at again, because it breaks a condition of the position or
    /// contradicts another one: its page shows which.
    pub warning: bool,
}

/// Longest field that is stored as typed, in characters: the longest that could ever be right.
const LONGEST: usize = 4000;

/// Stores a section of a draft. A form from an older page or another tab overwrites only its own section.
///
/// # Errors
/// After storing: every fault of the section, each at its field. Before it: [`TypedWhy::Length`] for a field beyond all
/// bounds, [`ApplicationsWhy::WrongState`] once submitted, the window's refusals, [`Fault::Missing`] for another's
/// application.
pub async fn fill(service: &Service, caller: &Caller, code: Code, filled: Filled) -> Result<Saved, Fault> {
    let mut faults =
        Form::standard().check_section(filled.section, &filled.answers).err().unwrap_or_default();
    faults.extend(beyond_the_form(&filled.answers, filled.section, service.now()));
    let saved = keep(service, caller, code, filled, None).await?;
    if faults.is_empty() { Ok(saved) } else { Err(Fault::Refused(faults)) }
}

/// Stores what was typed in a section as it is, nothing checked yet, after `act` added or took away a row. `version` is that
/// of the page. The act works on the rows that came with it, so that a double click does it once.
///
/// # Errors
/// [`Fault::Stale`] where the draft changed since the page was opened; otherwise as [`fill`] before storing.
pub async fn keep_typed(
    service: &Service,
    caller: &Caller,
    code: Code,
    mut filled: Filled,
    (act, version): (Option<RowAct>, i64),
) -> Result<(), Fault> {
    if let Some(act) = act {
        act.on(&mut filled.answers);
    }
    keep(service, caller, code, filled, Some(version)).await.map(drop)
}

async fn keep(
    service: &Service,
    caller: &Caller,
    code: Code,
    filled: Filled,
    version: Option<i64>,
) -> Result<Saved, Fault> {
    let form = Form::standard();
    service
        .write(caller, "application.edit", async |op| {
            let found = find(op.tx(), code).await?;
            let permit = op.permit::<EditApplication>(found.scope())?;
            // The posting before the application, as everywhere: nobody suspends it before this act has ended.
            let posting = found.open(&permit)?.posting;
            let posting = store::postings::held(op.tx(), posting).await?.ok_or(Fault::Missing)?;
            let row = hold(op.tx(), code).await?.open(&permit)?;
            if row.state != ApplicationState::Draft {
                return Err(ApplicationsWhy::WrongState { state: row.state }.reason().into());
            }
            expect_open_for(op.tx(), &permit, (&posting, &row), op.now()).await?;
            let before = content::open(service, &row)?;
            let mut answers = before.clone();
            form.replace(filled.section, &mut answers, &filled.answers);
            refuse_boundless(form, &answers)?;
            let changed = content::changes(service, &before, &answers);
            let told = (&answers, filled.section);
            let warning = !changed.is_empty() && is_odd(op.tx(), &posting, &row, told).await?;
            if changed.is_empty() {
                op.repeat();
            } else if version.is_some_and(|version| version != row.version) {
                return Err(Fault::Stale);
            } else {
                let content = content::redrafted(service, &row, &answers)?;
                let at = (row.id, row.version);
                store::applications::save_draft(op.tx(), &permit, at, row.position, &content, op.now())
                    .await?;
                op.record(&permit, &Event::ApplicationEdited { application: row.code, personal: changed })
                    .await?;
            }
            let complete = complete_sections(&answers, op.now());
            Ok(Saved { next: form.sections().find(|section| !complete.contains(section)), warning })
        })
        .await
}

/// Whether an answer of that section breaks a condition of the position or contradicts another one. It decides nothing.
async fn is_odd(
    tx: &Tx,
    posting: &PostingRow,
    row: &ApplicationRow,
    (answers, section): (&Answers, Section),
) -> Result<bool, Fault> {
    let form = Form::standard();
    if form.contradictions(answers).iter().any(|found| found.field().section() == section) {
        return Ok(true);
    }
    let found = store::postings::public::position_by_id(tx, row.position).await?;
    let (_, position) = found.ok_or(Fault::Missing)?;
    let asked = crate::rows::conditions::asked_of(tx, posting, &position).await?;
    Ok(asked.is_some_and(|asked| {
        form.broken(answers, &asked).iter().any(|broken| {
            let at = form.at(broken.at, asked.at.year().saturating_sub(1));
            at.and_then(At::section) == Some(section)
        })
    }))
}

fn refuse_boundless(form: &Form, answers: &Answers) -> Result<(), Fault> {
    let long: Vec<Reason> = form
        .all_spots(answers)
        .into_iter()
        .filter_map(|spot| {
            let found = answers.get(spot).chars().count();
            (found > LONGEST).then(|| {
                TypedWhy::Length {
                    min: 0,
                    max: u32::try_from(LONGEST).unwrap_or(u32::MAX),
                    found: u32::try_from(found).unwrap_or(u32::MAX),
                }
                .at(spot.path())
            })
        })
        .collect();
    if long.is_empty() { Ok(()) } else { Err(Fault::Refused(long)) }
}
