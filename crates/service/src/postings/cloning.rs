//! A posting started from another one (以已有项目为底稿).
//!
//! Owns: what is taken over: words, conditions and schemes always, positions, team, words of messages and files on request. Refuses: dates, people's
//! applications, and a fixed day at which ages are counted; the draft is begun without them.

use domain::access::{Assignment, Caller, ClonePosting, CreatePosting, OFFICE, Reach, Role, Scope};
use domain::eligibility::{Conditions, Reference};
use domain::event::Event;
use domain::id::Code;
use domain::posting::PositionTerms;
use store::people;
use store::postings::clones::NewClone;

use crate::Service;
use crate::fault::Fault;
use crate::op::once;
use crate::rows::postings::find;

/// What is taken over besides words, conditions and schemes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The position table.
    pub positions: bool,
    /// Screeners, clerks and publishers of its team.
    pub team: bool,
    /// Its own words of messages.
    pub templates: bool,
    /// The files that stand with its notice.
    pub files: bool,
}

/// What the conditions become where no date goes along, and groups of positions only with their positions.
fn undated(conditions: Conditions, positions: bool) -> Conditions {
    let reference = match conditions.reference {
        Reference::On(_) => Reference::default(),
        kept => kept,
    };
    let groups = if positions { conditions.groups } else { Vec::new() };
    let covered = if positions { conditions.covered } else { Vec::new() };
    Conditions { reference, groups, covered, ..conditions }
}

/// Starts a draft from another posting; its author joins the team. The same form twice makes one posting.
///
/// # Errors
/// [`Fault::Missing`] for others than the posting's screeners; [`domain::reason::PeopleWhy::RolesMeet`] where a member of the team
/// got another role meanwhile.
pub async fn clone_from(
    service: &Service,
    caller: &Caller,
    (from, key): (Code, Code),
    taken: Taken,
) -> Result<Code, Fault> {
    let asked = [taken.positions, taken.team, taken.templates, taken.files].map(|one| one.to_string());
    let from_word = from.to_string();
    let words: Vec<&str> = std::iter::once(&from_word).chain(&asked).map(String::as_str).collect();
    service
        .write(caller, "posting.clone", async |op| {
            op.permit::<CreatePosting>(Scope::system())?;
            let found = find(op.tx(), from).await?;
            let permit = op.permit::<ClonePosting>(found.scope())?;
            let row = found.open(&permit)?;
            once(op, "posting.clone", key, &words, async |op, code| {
                let mut positions: Vec<(Code, PositionTerms)> = Vec::new();
                if taken.positions {
                    for one in store::postings::positions::all(op.tx(), &permit).await? {
                        positions.push((op.code(), one.terms));
                    }
                }
                let scheme = store::schemes::newest(op.tx(), &permit).await?;
                let (conditions, version) = crate::rows::conditions::of(op.tx(), &permit).await?;
                let conditions =
                    serde_json::to_string(&undated(conditions, taken.positions)).map_err(Fault::internal)?;
                let mut files = Vec::new();
                if taken.files {
                    for one in crate::rows::notice_files::standing(op.tx(), &permit).await? {
                        files.push((op.code(), one.code));
                    }
                }
                let by = permit.by();
                let new = NewClone {
                    code,
                    from: &row,
                    positions: &positions,
                    schemes: scheme.as_ref().map(|scheme| (scheme.body.as_str(), scheme.digest)),
                    conditions: (version > 0).then_some(conditions.as_str()),
                    files: &files,
                    templates: taken.templates,
                    by,
                    at: op.now(),
                };
                let posting = store::postings::clones::insert(op.tx(), &permit, &new).await?;
                let count = u32::try_from(positions.len()).unwrap_or(u32::MAX);
                op.record(&permit, &Event::PostingCloned { posting: code, from, positions: count }).await?;
                let own = store::people::persons(op.tx(), &[by]).await?;
                let own = (by, own.first().ok_or(Fault::Missing)?.code);
                let mut members = vec![(own, Role::Screener)];
                if taken.team {
                    let team = people::posting_members(op.tx(), row.id, op.now()).await?;
                    let others = team.iter().filter(|one| one.person.id != by && OFFICE.contains(&one.role));
                    members.extend(others.map(|one| ((one.person.id, one.person.code), one.role)));
                }
                for (person, role) in members {
                    let held = Assignment { role, reach: Reach::Posting(posting) };
                    crate::people::put(op, &permit, person, held, Some(code)).await?;
                }
                Ok(())
            })
            .await
        })
        .await
}
