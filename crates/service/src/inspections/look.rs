//! Inspections as the desk reads them: how far everybody is, and one file.
//!
//! Refuses: showing what was found before its reader opened it, which is an event.

use std::collections::HashMap;

use domain::access::{ActName, Caller, INSPECTORS, Permit, ReadFindings, Scope, ViewInspections, may};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, MemberId, PersonId};
use domain::inspection::{InspectionState, MedicalResult, Shown};
use domain::lifecycle::Phase;
use domain::reason::{InspectionsWhy, Reason};
use domain::view::desk::inspections::{
    FileActs, InspectionFile, InspectionLine, InspectionsPage, Inspector, Medical, PEOPLE_PER_PAGE,
};
use store::Snapshot;
use store::inspections::team::{self, MemberRow, RecusalRow};
use store::inspections::{InspectionRow, medicals};

use super::{READ_SECONDS, last_read};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::decisions::{Decided, Listed, decided};
use crate::rows::inspections as said;
use crate::rows::officers::{Names, names};
use crate::rows::postings::{find, head};

/// Everything of a posting's inspections but what was found.
struct Rows {
    all: Decided,
    files: HashMap<ApplicationId, InspectionRow>,
    members: Vec<MemberRow>,
    recusals: Vec<RecusalRow>,
    names: Names,
}

impl Rows {
    async fn of(
        snapshot: &Snapshot,
        permit: &Permit<ViewInspections>,
        row: &store::postings::PostingRow,
    ) -> Result<Self, Fault> {
        let all = decided(snapshot, permit, row).await?;
        let files = store::inspections::all(snapshot, permit).await?;
        let members = team::members(snapshot, permit).await?;
        let by =
            files.iter().flat_map(|one| [Some(one.entered.0), one.countersigned.map(|by| by.0)]).flatten();
        let by = members.iter().map(|one| one.person).chain(by).collect();
        Ok(Self {
            all,
            files: files.into_iter().map(|one| (one.application, one)).collect(),
            recusals: team::recusals(snapshot, permit).await?,
            names: names(snapshot, by).await?,
            members,
        })
    }

    fn name(&self, of: PersonId) -> String {
        self.names.get(&of).cloned().unwrap_or_default()
    }

    /// The team as it stands, whoever was taken off last; for a person's file with who is left out.
    fn team(&self, of: Option<ApplicationId>) -> Vec<Inspector> {
        let left_out = |member: MemberId| {
            let declared =
                self.recusals.iter().find(|one| Some(one.application) == of && one.member == member);
            declared.map(|one| (one.relation, one.at))
        };
        let mut team: Vec<Inspector> = self
            .members
            .iter()
            .map(|one| Inspector {
                code: one.code,
                name: self.name(one.person),
                since: one.named_at,
                taken: one.taken,
                left_out: left_out(one.id),
            })
            .collect();
        team.sort_by_key(|one| one.taken.is_some());
        team
    }

    /// Whether somebody belongs to what is shown.
    fn is(&self, of: ApplicationId, shown: Shown) -> bool {
        let in_state = |state| !self.all.has_left(of) && self.all.inspection(of) == Some(state);
        match shown {
            Shown::Open => in_state(InspectionState::Open),
            Shown::Entered => in_state(InspectionState::Entered),
            Shown::Countersigned => in_state(InspectionState::Countersigned),
            Shown::Unfit => {
                matches!(self.all.medical(of), Some(MedicalResult::NotQualified | MedicalResult::Reexamine))
            }
            Shown::Veto => self.all.veto(of).is_some(),
            Shown::Left => self.all.has_left(of),
        }
    }

    /// How many of the team may inspect a person.
    fn inspecting(&self, of: ApplicationId) -> usize {
        let out = |one: &&MemberRow| {
            let declared = |said: &&RecusalRow| said.application == of;
            let same = |said: &RecusalRow| {
                self.members.iter().any(|other| other.id == said.member && other.person == one.person)
            };
            one.taken.is_none() && !self.recusals.iter().filter(declared).any(same)
        };
        self.members.iter().filter(out).count()
    }

    fn line(&self, service: &Service, one: &Listed, name: String) -> Result<InspectionLine, Fault> {
        let of = one.application;
        let file = self.files.get(&of);
        let mut lacks: Vec<InspectionsWhy> = match file {
            Some(row) => said::record(&service.parts, row)?.lacks(self.all.is_quantified(of)),
            // That nothing was entered is its state; a list of all that such a file lacks would say it three times.
            None => Vec::new(),
        };
        if self.inspecting(of) < domain::inspection::TEAM {
            lacks.push(InspectionsWhy::TeamSmall);
        }
        let state = file.map_or(InspectionState::Open, |row| row.state);
        let done = state == InspectionState::Countersigned || self.all.has_left(of);
        Ok(InspectionLine {
            application: one.code,
            ticket: one.row.ticket.clone(),
            name,
            position: (one.row.position.clone(), one.row.unit.clone(), one.row.title.clone()),
            state,
            lacks: lacks.into_iter().filter(|_| !done).map(Reason::from).collect(),
            medical: self.all.medical(of),
            veto: self.all.veto(of),
            leaving: self.all.is_leaving(of),
            left: self.all.has_left(of),
        })
    }
}

/// Name and unit of people, opened.
async fn told(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<ViewInspections>,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, (String, String)>, Fault> {
    let rows = store::applications::these(snapshot, permit, ids).await?;
    let told = |row: &store::applications::ApplicationRow| {
        let [name, unit, _] = crate::rows::applications::serving(service, row)?;
        Ok((row.id, (name, unit)))
    };
    rows.iter().map(told).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The inspections of a posting: the team, and one page of the people of the last list; a word of [`Shown`] narrows them down.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team of the posting.
pub async fn page(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (shown, page): (&str, &str),
) -> Result<InspectionsPage, Fault> {
    service
        .read(caller, "inspection.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewInspections>(scope.clone())?;
            let row = found.open(&permit)?;
            let rows = Rows::of(look.snapshot(), &permit, &row).await?;
            let shown = Shown::from_word(shown);
            let people: Vec<&Listed> = if rows.all.has_inspection {
                let fits = |one: &&Listed| shown.is_none_or(|shown| rows.is(one.application, shown));
                rows.all.people.iter().filter(fits).collect()
            } else {
                Vec::new()
            };
            let matching = count(people.len());
            let page = page.parse().unwrap_or(1).clamp(1, matching.div_ceil(PEOPLE_PER_PAGE).max(1));
            let take = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
            let before = page.saturating_sub(1).saturating_mul(PEOPLE_PER_PAGE);
            let here: Vec<&Listed> =
                people.into_iter().skip(take(before)).take(take(PEOPLE_PER_PAGE)).collect();
            let ids: Vec<ApplicationId> = here.iter().map(|one| one.application).collect();
            let told = told(service, look.snapshot(), &permit, &ids).await?;
            let name = |one: &Listed| told.get(&one.application).cloned().unwrap_or_default().0;
            let people = here.into_iter().map(|one| rows.line(service, one, name(one)));
            let counts = Shown::ALL.iter().map(|shown| {
                let found = rows.all.people.iter().filter(|one| rows.is(one.application, *shown));
                (*shown, count(found.count()))
            });
            let may_name = may(look.caller(), ActName::NameInspectors, &scope) && going(row.phase);
            let in_team =
                |of: PersonId| rows.members.iter().any(|one| one.person == of && one.taken.is_none());
            let mut staff = Vec::new();
            if may_name {
                let all = store::people::posting_members(look.snapshot(), row.id, look.now()).await?;
                let free =
                    all.into_iter().filter(|one| INSPECTORS.contains(&one.role) && !in_team(one.person.id));
                staff = free.map(|one| (one.person.code, one.person.name)).collect();
            }
            Ok(InspectionsPage {
                posting: head(&row),
                has_inspection: rows.all.has_inspection,
                listed: rows.all.list.is_some(),
                team: rows.team(None),
                staff,
                counts: counts.collect(),
                all: count(rows.all.people.len()),
                shown,
                page,
                matching,
                people: people.collect::<Result<_, Fault>>()?,
                may_name,
            })
        })
        .await
}

const fn going(phase: Phase) -> bool {
    matches!(phase, Phase::Examining | Phase::Ranked | Phase::Published)
}

/// The file of one person; what was found is shown for a while after its reader opened it.
///
/// # Errors
/// [`Fault::Missing`] for somebody who is not on the last list, and for those outside the team of the posting.
pub async fn file(
    service: &Service,
    caller: &Caller,
    posting: Code,
    application: Code,
) -> Result<InspectionFile, Fault> {
    service
        .read(caller, "inspection.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewInspections>(scope.clone())?;
            let row = found.open(&permit)?;
            let rows = Rows::of(look.snapshot(), &permit, &row).await?;
            let person =
                rows.all.of(application).filter(|_| rows.all.has_inspection).ok_or(Fault::Missing)?;
            let of = person.application;
            let told = told(service, look.snapshot(), &permit, &[of]).await?;
            let (name, unit) = told.get(&of).cloned().unwrap_or_default();
            let locked = store::inspections::file(look.snapshot(), (row.id, of)).await?;
            let inspected = locked.scope();
            let line = rows.line(service, person, name)?;
            let stored = rows.files.get(&of);
            let until = read_until(look, (application, inspected.clone())).await?;
            let opened = match stored.zip(until) {
                Some((row, until)) => {
                    let findings = said::findings(&service.parts, row)?;
                    Some((said::record(&service.parts, row)?, findings, until))
                }
                None => None,
            };
            let going = row.phase == Phase::Published;
            let acts = acts(look, going, (&scope, &inspected), (&line, opened.is_some(), stored.is_some()));
            let inside = may(look.caller(), ActName::ReadFindings, &inspected);
            let medicals = medicals::all(look.snapshot(), &permit).await?;
            let own = medicals.iter().filter(|one| one.application == of);
            let by = own.clone().map(|one| one.recorded.0).collect();
            let by = names(look.snapshot(), by).await?;
            let medical = |one: &medicals::MedicalRow| {
                let words =
                    (acts.medical || inside).then(|| said::medical(&service.parts, one)).transpose()?;
                Ok(Medical {
                    result: one.result,
                    day: one.day,
                    words,
                    recorded: (by.get(&one.recorded.0).cloned().unwrap_or_default(), one.recorded.1),
                    counts: one.counts,
                })
            };
            let returned = stored.filter(|row| inside && row.state == InspectionState::Open);
            let returned = returned.map(|row| said::returned(&service.parts, row)).transpose()?.flatten();
            Ok(InspectionFile {
                posting: head(&row),
                unit,
                version: stored.map_or(0, |row| row.version),
                entered: stored.map(|row| (rows.name(row.entered.0), row.entered.1)),
                countersigned: stored.and_then(|row| row.countersigned).map(|(by, at)| (rows.name(by), at)),
                returned_because: returned,
                opened,
                team: rows.team(Some(of)),
                medicals: own.map(medical).collect::<Result<_, Fault>>()?,
                list: rows.all.list.as_ref().map(|list| list.stage.clone()).unwrap_or_default(),
                today: look.now().date(),
                quantified: rows.all.is_quantified(of),
                line,
                acts,
            })
        })
        .await
}

/// Until when this reader sees what was found: ten minutes from the last reading that is on record.
async fn read_until(look: &Look<'_>, (of, scope): (Code, Scope)) -> Result<Option<Instant>, Fault> {
    if !may(look.caller(), ActName::ReadFindings, &scope) {
        return Ok(None);
    }
    let permit = look.permit::<ReadFindings>(scope)?;
    let last = last_read(look.snapshot(), &permit, of).await?;
    Ok(last.map(|at| at.plus_seconds(READ_SECONDS)).filter(|until| look.now() < *until))
}

fn acts(
    look: &Look<'_>,
    going: bool,
    (posting, inspected): (&Scope, &Scope),
    (line, opened, stored): (&InspectionLine, bool, bool),
) -> FileActs {
    let can = |act: ActName, scope: &Scope| going && may(look.caller(), act, scope);
    let state = line.state;
    FileActs {
        read: stored && !opened && can(ActName::ReadFindings, inspected),
        // Whoever enters it anew has what stands in it before the eyes.
        enter: state != InspectionState::Countersigned
            && !line.left
            && (opened || !stored)
            && can(ActName::EnterInspection, inspected),
        countersign: state == InspectionState::Entered
            && opened
            && can(ActName::CountersignInspection, inspected),
        return_back: state != InspectionState::Open && opened && can(ActName::ReturnInspection, inspected),
        declare: can(ActName::DeclareRelation, inspected),
        medical: !line.left && can(ActName::RecordMedical, posting),
        veto: !line.left && line.leaving.is_none() && can(ActName::EnterDeparture, posting),
    }
}
