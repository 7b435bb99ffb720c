//! Carrying a planned posting through its phases, each step by the person whose step it is, at the time it was taken.
//!
//! Owns: the order of the steps. Refuses: doing a step by itself; the use cases do, and refuse what they refuse to anybody.

use domain::access::{Caller, LoadDemonstration};
use domain::calendar::{Instant, Window};
use domain::digest::Digest;
use domain::eligibility::Conditions;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lifecycle::Phase;
use domain::posting::{PositionTerms, PostingForm};

use super::cast::{Cast, caller};
use super::conditions;
use super::load::{self, Entered, Loading, Target};
use super::plan::{Course, Days, PostingPlan};
use super::stage::Stage;
use super::{Broken, DemoError, Progress};
use crate::fault::Fault;
use crate::{lists, postings, ranking, runner, schemes, screening};

/// A posting on its way.
pub(super) struct Run<'a> {
    pub stage: &'a Stage,
    pub cast: Cast,
    pub progress: &'a mut (dyn FnMut(Progress) + Send),
}

impl Run<'_> {
    /// Carries `plan` as far as it reaches; answers the posting's code.
    pub(super) async fn posting(&mut self, plan: PostingPlan) -> Result<Code, DemoError> {
        let PostingPlan { terms, positions, scheme, conditions, reaches, course, days, applicants, count } =
            plan;
        (self.progress)(Progress::Posting { title: terms.title.as_str().to_owned() });
        let positions = conditions::with_columns(positions)?;
        let window = terms.registration;
        let asked = (scheme, &conditions);
        let posting = self.write_down(days, &PostingForm::of(&terms), &positions, asked).await?;
        if reaches == Phase::Submitted {
            return Ok(posting);
        }
        self.approve(days, posting).await?;
        postings::turn_due(self.stage.at(window.opens)).await?;
        let target = self.target(posting, &conditions, window).await?;
        let people = (applicants, count);
        let entered =
            load::applicants(self.stage.now(), self.cast, &target, people, &mut *self.progress).await?;
        if reaches == Phase::Registering {
            return Ok(posting);
        }
        postings::turn_due(self.stage.at(window.closes)).await?;
        let eventful = course == Course::Eventful;
        if eventful {
            self.below(days, posting).await?;
        }
        if reaches == Phase::Screening {
            return Ok(posting);
        }
        if eventful {
            self.confirmed(days, posting).await?;
        }
        self.examine(days, posting, &target, &entered).await?;
        if eventful {
            // Boxed: so many acts one after the other make a large future.
            Box::pin(self.eventful(days, posting, &target, &entered)).await?;
        } else if matches!(reaches, Phase::Ranked | Phase::Published) {
            self.decide(days, posting, &target, &entered).await?;
        }
        if reaches == Phase::Published && !eventful {
            self.publish(days.published, posting, "inspection").await?;
            self.conclude(days.published, posting).await?;
        }
        Ok(posting)
    }

    /// The draft with its table and scheme, the team, and the way to the competent department.
    async fn write_down(
        &mut self,
        days: Days,
        form: &PostingForm,
        positions: &[PositionTerms],
        (scheme, asked): (&str, &Conditions),
    ) -> Result<Code, DemoError> {
        let service = self.stage.at(days.written);
        let screener = self.person(self.cast.screener).await?;
        let posting = postings::create(service, &screener, service.form_key(), form).await?;
        let screener = self.person(self.cast.screener).await?;
        self.table(posting, positions).await?;
        conditions::set(service, &screener, posting, asked).await?;
        let file = ("demonstration.toml", scheme.as_bytes());
        let saved = schemes::save_file(service, &screener, posting, 0, file).await?;
        saved.map_err(|faults| Broken(format!("{faults:?}")))?;
        for member in postings::assignable(service, &screener, posting).await? {
            postings::assign(service, &screener, posting, member.code, member.role).await?;
        }
        let at = postings::view(service, &screener, posting).await?.version;
        postings::write_timetable(service, &screener, (posting, at), &days.stages(&form.opens)).await?;
        let view = postings::view(service, &screener, posting).await?;
        postings::submit(service, &screener, posting, view.version).await?;
        Ok(posting)
    }

    /// The position table, as the bulk door brings it in.
    async fn table(&self, posting: Code, positions: &[PositionTerms]) -> Result<(), DemoError> {
        let service = self.stage.now();
        let rows: Vec<(Code, PositionTerms)> =
            positions.iter().map(|terms| (service.effects().random.code(), terms.clone())).collect();
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        service
            .write(&load::system(), "demonstration.positions", async |op| {
                let found = crate::rows::postings::find(op.tx(), posting).await?;
                let permit = op.permit::<LoadDemonstration>(found.scope())?;
                let row = found.open(&permit)?;
                store::postings::positions::replace(op.tx(), &permit, row.version, &rows).await?;
                let file = Digest::of(format!("{positions:?}").as_bytes());
                op.record(&permit, &Event::PositionsImported { posting, file, count }).await
            })
            .await?;
        Ok(())
    }

    /// The competent department approves the digest shown.
    async fn approve(&self, days: Days, posting: Code) -> Result<(), DemoError> {
        let service = self.stage.at(days.approved);
        let approver = self.person(self.cast.approver).await?;
        let view = postings::view(service, &approver, posting).await?;
        let digest = view.approval_digest.ok_or(Fault::Missing)?;
        postings::approve(service, &approver, posting, view.version, &digest.to_string()).await?;
        Ok(())
    }

    /// Screening ends, tickets go out and the written marks come in.
    async fn examine(
        &mut self,
        days: Days,
        posting: Code,
        target: &Target,
        entered: &[Entered],
    ) -> Result<(), DemoError> {
        let service = self.stage.at(days.screened);
        let screener = self.person(self.cast.screener).await?;
        let view = postings::view(service, &screener, posting).await?;
        screening::finish_early(service, &screener, posting, view.version).await?;
        (self.progress)(Progress::Screened);
        load::written(self.stage.at(days.marked), self.cast, target, entered).await?;
        Ok(())
    }

    /// The interview list is published, the interview marks come in, and the ranking is computed.
    async fn decide(
        &mut self,
        days: Days,
        posting: Code,
        target: &Target,
        entered: &[Entered],
    ) -> Result<(), DemoError> {
        self.rank(days.invited, posting).await?;
        self.publish(days.invited.plus_seconds(3600), posting, "interview").await?;
        load::interviews(self.stage.at(days.ranked), self.cast, target, entered).await?;
        self.rank(days.ranked.plus_seconds(3600), posting).await
    }

    /// The position table's keys, in the table's order.
    async fn target(
        &self,
        posting: Code,
        conditions: &Conditions,
        window: Window,
    ) -> Result<Target, DemoError> {
        let look = self.stage.now().store().snapshot("demonstration.target").await?;
        let found = crate::rows::postings::find(&look, posting).await?;
        let permit = Loading::ask(found.scope())?;
        let row = found.open(&permit)?;
        let positions = store::postings::positions::all(&look, &permit).await?;
        let revision = store::postings::revisions::in_force(&look, row.id).await?;
        look.close().await?;
        let place = |row: store::postings::positions::PositionRow| {
            let asked = conditions.asked_of(&row.terms, window);
            (row, asked)
        };
        Ok(Target { posting: row, revision, positions: positions.into_iter().map(place).collect() })
    }

    pub(super) async fn person(&self, account: PersonId) -> Result<Caller, DemoError> {
        caller(self.stage.now(), account).await
    }

    /// The screener computes what can be computed by then.
    pub(super) async fn rank(&mut self, at: Instant, posting: Code) -> Result<(), DemoError> {
        let service = self.stage.at(at);
        let screener = self.person(self.cast.screener).await?;
        ranking::compute(service, &screener, posting).await?;
        (self.progress)(Progress::Ranked);
        Ok(())
    }

    /// The screener reads the list and signs first; the publisher reads the proof and signs exactly its digest; what happened until then is sealed before.
    pub(super) async fn publish(&mut self, at: Instant, posting: Code, stage: &str) -> Result<(), DemoError> {
        runner::seal(self.stage.at(at.plus_seconds(-60))).await?;
        let service = self.stage.at(at);
        let screener = self.person(self.cast.screener).await?;
        let said = lists::proof(service, &screener, posting, stage).await?.digest.to_string();
        lists::sign_first(service, &screener, posting, stage, &said).await?;
        let publisher = self.person(self.cast.publisher).await?;
        let proof = lists::proof(service, &publisher, posting, stage).await?;
        let shown = proof.digest.to_string();
        lists::publish(service, &publisher, posting, stage, &shown).await?;
        (self.progress)(Progress::Published { stage: stage.to_owned() });
        Ok(())
    }
}
