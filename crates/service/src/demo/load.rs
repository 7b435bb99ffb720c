//! People by the thousand, through the bulk door.
//!
//! Owns: making rows of planned people, in chunks of one transaction and one event each. Refuses: verifiers for them.

use domain::access::{Caller, LoadDemonstration, Permit, Scope, ask};
use domain::calendar::Instant;
use domain::eligibility::Asked;
use domain::event::Event;
use domain::id::{AccountId, ApplicationId, Code, PersonId};
use domain::lifecycle::ApplicationState;
use domain::number::Score;
use domain::registration::{CompleteApplication, Field, Form, Spot};
use domain::screening::Verdict;
use domain::typed::SignInName;
use store::applications::{Content, FindingRow, SubmissionRow};
use store::bulk;
use store::marks::{Cell, NewMark, Source};
use store::postings::PostingRow;
use store::postings::positions::PositionRow;
use store::screenings::Said;

use super::cast::Cast;
use super::plan::{Applicant, Applicants, Interview, Standing};
use super::{DemoError, Progress};
use crate::Service;
use crate::fault::Fault;
use crate::rows::screenings::{self, Ruled};
use crate::rows::{applications, conditions, sent};

/// Rows of one transaction.
const CHUNK: usize = 1000;

/// The permit of the bulk door, which the policy gives to the system alone.
pub(super) struct Loading;

impl Loading {
    pub(super) fn ask(scope: Scope) -> Result<Permit<LoadDemonstration>, Fault> {
        ask::<LoadDemonstration>(&system(), scope).map_err(Fault::Denied)
    }
}

pub(super) fn system() -> Caller {
    Caller::system("demonstration")
}

/// The posting that people are loaded into.
pub(super) struct Target {
    pub posting: PostingRow,
    /// Number of its revision in force.
    pub revision: u32,
    pub positions: Vec<(PositionRow, Option<Asked>)>,
}

/// An application that is in, and the marks that it will get.
pub(super) struct Entered {
    pub id: ApplicationId,
    written: Vec<(&'static str, Score)>,
    interview: Option<Interview>,
}

/// Rows of one chunk.
#[derive(Default)]
struct Chunk {
    candidates: Vec<bulk::Candidate>,
    applications: Vec<bulk::Application>,
    screenings: Vec<(ApplicationId, Said, PersonId, Instant)>,
    findings: Vec<FindingRow>,
    sent: Vec<(ApplicationId, SubmissionRow)>,
    entered: Vec<Entered>,
}

/// Brings all people in and answers those who passed, with their coming marks.
pub(super) async fn applicants(
    service: &Service,
    cast: Cast,
    target: &Target,
    (mut people, count): (Applicants, u64),
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Vec<Entered>, DemoError> {
    let mut free = first_free(service).await?;
    let (mut all, mut done) = (Vec::new(), 0);
    loop {
        let mut chunk = Chunk::default();
        for applicant in people.by_ref().take(CHUNK) {
            chunk.add(service, cast, target, &mut free, applicant)?;
        }
        let size = chunk.applications.len();
        if size == 0 {
            finish(service, target).await?;
            return Ok(all);
        }
        all.append(&mut chunk.entered);
        chunk.write(service, target).await?;
        done += u64::try_from(size).unwrap_or(0);
        progress(Progress::People { done, of: count });
    }
}

async fn first_free(service: &Service) -> Result<bulk::FirstFree, DemoError> {
    let permit = Loading::ask(Scope::system())?;
    let look = service.store().snapshot("demonstration.keys").await?;
    let free = bulk::first_free(&look, &permit).await?;
    look.close().await?;
    Ok(free)
}

/// The last write of a posting's people: the database's counters go past the keys given here.
async fn finish(service: &Service, target: &Target) -> Result<(), Fault> {
    service
        .write(&system(), "demonstration.finish", async |op| {
            let permit = op.permit::<LoadDemonstration>(Scope::posting(target.posting.id, &[]))?;
            bulk::finish(op.tx(), &permit).await?;
            op.record(&permit, &Event::DemonstrationLoaded { posting: target.posting.code, applications: 0 })
                .await
        })
        .await
}

impl Chunk {
    fn add(
        &mut self,
        service: &Service,
        cast: Cast,
        target: &Target,
        free: &mut bulk::FirstFree,
        applicant: Applicant,
    ) -> Result<(), DemoError> {
        let random = &service.effects().random;
        let id = free.application;
        free.application = ApplicationId(id.0 + 1);
        let candidate = if applicant.known { cast.candidate } else { free.person };
        if !applicant.known {
            self.candidates.push(bulk::Candidate {
                person: candidate,
                account: free.account,
                code: random.code(),
                sign_in: SignInName::stored(format!("demo-{:07}", candidate.0)),
                at: applicant.at.plus_seconds(-1800),
            });
            free.person = PersonId(candidate.0 + 1);
            free.account = AccountId(free.account.0 + 1);
        }
        let code = random.code();
        let (position, asked) = target.positions.get(applicant.position).ok_or(Fault::Missing)?;
        self.applications.push(bulk::Application {
            id,
            code,
            posting: target.posting.id,
            position: position.id,
            candidate,
            state: state(&applicant.standing),
            content: content(service, code, &applicant)?,
            ticket: None,
            at: applicant.at,
        });
        if applicant.standing != Standing::Draft {
            let whole = complete(&applicant)?;
            if let Some(asked) = asked {
                self.findings.push(conditions::found(id, whole.answers(), asked, applicant.at));
            }
            let of = (&target.posting, position);
            let kept = sent::sealed(
                service,
                code,
                of,
                (1, target.revision, applicant.at),
                (whole.answers().clone(), Vec::new()),
            )?;
            self.sent.push((id, kept));
        }
        if let Standing::Judged(verdict) = applicant.standing {
            if verdict == Verdict::Passed {
                let Applicant { written, interview, .. } = applicant;
                self.entered.push(Entered { id, written, interview });
            }
            let at = applicant.at.plus_seconds(7200);
            let said = screenings::seal(service, (code, at), &Ruled::Verdict(verdict));
            self.screenings.push((id, said, cast.screener, at));
        }
        Ok(())
    }

    async fn write(self, service: &Service, target: &Target) -> Result<(), Fault> {
        let applications = u32::try_from(self.applications.len()).unwrap_or(u32::MAX);
        service
            .write(&system(), "demonstration.people", async |op| {
                let permit = op.permit::<LoadDemonstration>(Scope::posting(target.posting.id, &[]))?;
                bulk::candidates(op.tx(), &permit, &self.candidates).await?;
                bulk::applications(op.tx(), &permit, self.applications).await?;
                bulk::screenings(op.tx(), &permit, &self.screenings, target.revision).await?;
                store::applications::put_findings(op.tx(), &permit, &self.findings).await?;
                bulk::sent(op.tx(), &permit, self.sent).await?;
                op.record(&permit, &Event::DemonstrationLoaded { posting: target.posting.code, applications })
                    .await
            })
            .await
    }
}

fn state(standing: &Standing) -> ApplicationState {
    match standing {
        Standing::Draft => ApplicationState::Draft,
        Standing::Submitted => ApplicationState::Submitted,
        Standing::Judged(Verdict::Passed) => ApplicationState::Passed,
        Standing::Judged(Verdict::Refused { .. }) => ApplicationState::Refused,
        Standing::Withdrew => ApplicationState::Withdrew,
    }
}

/// What a draft of the demonstration still lacks.
const PROMISES: [Field; 2] = [Field::Recommended, Field::Truthful];

/// What the person told, sealed as every application is; a draft still lacks the promises of the last section.
fn content(service: &Service, code: Code, applicant: &Applicant) -> Result<Content, Fault> {
    let whole = complete(applicant)?;
    if applicant.standing == Standing::Draft {
        let mut started = whole.answers().clone();
        for field in PROMISES {
            started.take(field);
        }
        return applications::draft(service, code, &started);
    }
    applications::complete(service, code, &whole)
}

fn complete(applicant: &Applicant) -> Result<CompleteApplication, Fault> {
    let Applicant { person, background, .. } = applicant;
    let mut answers = background.clone();
    answers.set(Spot::of(Field::Name), person.name.as_str());
    answers.set(Spot::of(Field::Identity), person.identity.expose());
    answers.set(Spot::of(Field::Phone), person.phone.expose());
    for field in PROMISES {
        answers.set(Spot::of(field), "yes");
    }
    Form::standard().check(&answers).map_err(Fault::Refused)
}

/// Brings the marks of the written test in.
pub(super) async fn written(
    service: &Service,
    cast: Cast,
    target: &Target,
    entered: &[Entered],
) -> Result<(), Fault> {
    let marks =
        entered.iter().flat_map(|it| it.written.iter().map(|(key, mark)| (it.id, *key, value(*mark))));
    marks_in(service, cast, target, marks).await
}

/// Brings the interview marks in.
pub(super) async fn interviews(
    service: &Service,
    cast: Cast,
    target: &Target,
    entered: &[Entered],
) -> Result<(), Fault> {
    let marks = entered.iter().filter_map(|it| {
        let cell = match it.interview? {
            Interview::Mark(mark) => value(mark),
            Interview::Status(status) => Cell::Status(status.word().to_owned()),
        };
        Some((it.id, "interview", cell))
    });
    marks_in(service, cast, target, marks).await
}

const fn value(mark: Score) -> Cell {
    Cell::Value(mark.millionths())
}

async fn marks_in(
    service: &Service,
    cast: Cast,
    target: &Target,
    marks: impl Iterator<Item = (ApplicationId, &'static str, Cell)>,
) -> Result<(), Fault> {
    let mut marks = marks
        .map(|(application, key, cell)| NewMark {
            application,
            component: key.to_owned(),
            cell,
            source: Source::Hand,
        })
        .peekable();
    while marks.peek().is_some() {
        let chunk: Vec<NewMark> = marks.by_ref().take(4 * CHUNK).collect();
        service
            .write(&system(), "demonstration.marks", async |op| {
                let permit = op.permit::<LoadDemonstration>(Scope::posting(target.posting.id, &[]))?;
                bulk::marks(op.tx(), &permit, &chunk, cast.clerk, op.now()).await?;
                op.record(
                    &permit,
                    &Event::DemonstrationLoaded { posting: target.posting.code, applications: 0 },
                )
                .await
            })
            .await?;
    }
    Ok(())
}
