//! Filling a draft, one section at a time. What was typed is stored as typed, faults and all, so that nothing is lost; then
//! the faults are told.

use domain::access::{Caller, EditApplication};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::{FieldPath, Reason};
use domain::registration::{
    ApplicationForm, FamilyForm, PersonForm, RecordForm, RowAct, Section, ServiceForm, StatementForm,
    field_at,
};
use store::Tx;
use store::applications::ApplicationRow;
use store::postings::PostingRow;

use super::{complete_sections, expect_open, unborn};
use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::{self as content, hold};

/// One section as typed.
#[derive(Clone, Debug)]
pub enum Filled {
    /// Section 1.
    Person(PersonForm),
    /// Section 2.
    Service(ServiceForm),
    /// Section 3.
    Record(RecordForm),
    /// Section 4.
    Family(FamilyForm),
    /// Section 5.
    Statement(StatementForm),
}

/// A section that was stored without faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The first section that is not complete, if there is one.
    pub next: Option<Section>,
    /// The section was changed and holds an answer that breaks a condition of the position: its page shows which.
    pub warning: bool,
}

/// Longest field that is stored as typed, in characters: the longest that could ever be right.
const LONGEST: usize = 4000;

impl Filled {
    fn faults(&self) -> Vec<Reason> {
        let checked = match self {
            Self::Person(form) => form.check().map(drop),
            Self::Service(form) => form.check().map(drop),
            Self::Record(form) => form.check().map(drop),
            Self::Family(form) => form.check().map(drop),
            Self::Statement(form) => form.check().map(drop),
        };
        checked.err().unwrap_or_default()
    }

    /// Which section it is.
    #[must_use]
    pub const fn section(&self) -> Section {
        match self {
            Self::Person(_) => Section::Person,
            Self::Service(_) => Section::Service,
            Self::Record(_) => Section::Record,
            Self::Family(_) => Section::Family,
            Self::Statement(_) => Section::Statement,
        }
    }

    /// Adds or takes away one of the section's rows; the first and the last section have none.
    fn reshape(&mut self, act: RowAct) {
        match self {
            Self::Service(form) => act.on(&mut form.grassroots),
            Self::Family(form) => act.on(&mut form.members),
            Self::Person(_) | Self::Record(_) | Self::Statement(_) => {}
        }
    }

    fn put(self, form: &mut ApplicationForm) {
        match self {
            Self::Person(part) => form.person = part,
            Self::Service(part) => form.service = part,
            Self::Record(part) => form.record = part,
            Self::Family(part) => form.family = part,
            Self::Statement(part) => form.statement = part,
        }
    }
}

/// Stores a section of a draft. A form from an older page or another tab overwrites only its own section.
///
/// # Errors
/// After storing: every fault of the section, each at its field. Before it: [`Reason::Length`] for a field beyond all
/// bounds, [`Reason::WrongState`] once submitted, the window's refusals, [`Fault::Missing`] for another's application.
pub async fn fill(service: &Service, caller: &Caller, code: Code, filled: Filled) -> Result<Saved, Fault> {
    let mut faults = filled.faults();
    if let Filled::Person(form) = &filled {
        faults.extend(unborn(&form.identity, service.now()));
    }
    let saved = keep(service, caller, code, filled, None).await?;
    if faults.is_empty() { Ok(saved) } else { Err(Fault::Refused(faults)) }
}

/// Adds or takes away a row of a section, and stores what was typed in it as it is: nothing is checked yet. `version` is that
/// of the page. The act works on the rows that came with it, so that a double click does it once.
///
/// # Errors
/// [`Fault::Stale`] where the draft changed since the page was opened; otherwise as [`fill`] before storing.
pub async fn reshape(
    service: &Service,
    caller: &Caller,
    code: Code,
    mut filled: Filled,
    (act, version): (RowAct, i64),
) -> Result<(), Fault> {
    filled.reshape(act);
    keep(service, caller, code, filled, Some(version)).await.map(drop)
}

async fn keep(
    service: &Service,
    caller: &Caller,
    code: Code,
    filled: Filled,
    version: Option<i64>,
) -> Result<Saved, Fault> {
    let section = filled.section();
    service
        .write(caller, "application.edit", async |op| {
            let found = hold(op.tx(), code).await?;
            let permit = op.permit::<EditApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let posting = store::postings::public_by_id(op.tx(), row.posting).await?.ok_or(Fault::Missing)?;
            if row.state != ApplicationState::Draft {
                return Err(Reason::WrongState { state: row.state }.into());
            }
            expect_open(&posting, op.now())?;
            let before = content::open(service, &row)?;
            let mut form = before.clone();
            filled.clone().put(&mut form);
            refuse_boundless(&form)?;
            let changed = content::changes(service, &before, &form);
            let warning = !changed.is_empty() && is_broken(op.tx(), &posting, &row, (&form, section)).await?;
            if changed.is_empty() {
                op.repeat();
            } else if version.is_some_and(|version| version != row.version) {
                return Err(Fault::Stale);
            } else {
                let content = content::draft(service, row.code, &form)?;
                let at = (row.id, row.version);
                store::applications::save_draft(op.tx(), &permit, at, row.position, &content, op.now())
                    .await?;
                op.record(&permit, &Event::ApplicationEdited { application: row.code, personal: changed })
                    .await?;
            }
            let complete = complete_sections(&form, op.now());
            Ok(Saved {
                next: Section::ALL.iter().copied().find(|section| !complete.contains(section)),
                warning,
            })
        })
        .await
}

/// Whether an answer of that section breaks a condition of the position. It decides nothing.
async fn is_broken(
    tx: &Tx,
    posting: &PostingRow,
    row: &ApplicationRow,
    (form, section): (&ApplicationForm, Section),
) -> Result<bool, Fault> {
    let found = store::postings::public_position_by_id(tx, row.position).await?;
    let (_, position) = found.ok_or(Fault::Missing)?;
    let asked = crate::rows::conditions::asked_of(tx, posting, &position).await?;
    Ok(asked.is_some_and(|asked| {
        form.broken(&asked).iter().any(|broken| field_at(broken.at, asked.at.year()).0 == section)
    }))
}

fn refuse_boundless(form: &ApplicationForm) -> Result<(), Fault> {
    let long: Vec<Reason> = form
        .fields()
        .into_iter()
        .filter_map(|(name, value)| {
            let found = value.chars().count();
            (found > LONGEST).then(|| Reason::Length {
                field: FieldPath::new(&name),
                min: 0,
                max: u32::try_from(LONGEST).unwrap_or(u32::MAX),
                found: u32::try_from(found).unwrap_or(u32::MAX),
            })
        })
        .collect();
    if long.is_empty() { Ok(()) } else { Err(Fault::Refused(long)) }
}
