//! What follows the last list of the demonstration: two collective decisions, a publicity period, and what strangers say.
//!
//! Owns: what the body of the demonstration decided. Refuses: going past a use case, as [`super::run`] does.

use domain::access::{Caller, Origin, Who};
use domain::calendar::Instant;
use domain::collective::{ChoiceForm, Ground, TermsForm};
use domain::id::Code;
use domain::objections::{ObjectionKind, SaidForm};
use domain::publicity::{PeriodForm, begin_of};
use domain::view::desk::decisions::{DecisionsPage, ProposedProof};
use domain::workdays::iso;

use super::plan::{DAY, DecisionWords, Texts};
use super::run::Run;
use super::{DemoError, Progress};
use crate::fault::Fault;
use crate::objections::About;
use crate::{decisions, objections, runner};

impl Run<'_> {
    /// What follows the last list: the people of a first position are public and somebody objects; a second decision waits for its list.
    pub(super) async fn conclude(&mut self, published: Instant, posting: Code) -> Result<(), DemoError> {
        // Forty days hold five working days in every year, also in one that nobody announced yet.
        let at = published.plus_seconds(20 * DAY);
        let words = Texts::read()?.decision;
        let first = self.decided(published.plus_seconds(10 * DAY), (posting, 0), &words).await?;
        self.proposed(at, (posting, first), 40, &words).await?;
        self.decided(published.plus_seconds(31 * DAY + 7_200), (posting, 1), &words).await?;
        Ok(())
    }

    /// The people of a decision are public for so many days, and strangers write.
    pub(super) async fn proposed(
        &mut self,
        at: Instant,
        (posting, decision): (Code, Code),
        days: i64,
        words: &DecisionWords,
    ) -> Result<(), DemoError> {
        runner::seal(self.stage.at(at.plus_seconds(-60))).await?;
        let service = self.stage.at(at);
        let publisher = self.person(self.cast.publisher).await?;
        let last = iso(at.plus_seconds(days * DAY).date());
        let form = PeriodForm { first: String::new(), last };
        let proof = decisions::proof(service, &publisher, (posting, decision), &form, "").await?;
        let (shown, ticket) = (proof.digest.to_string(), cell(&proof, "ticket"));
        let list = decisions::publish(service, &publisher, (posting, decision), &shown, &form).await?;
        (self.progress)(Progress::Published { stage: domain::collective::PROPOSED.to_owned() });
        let said = |kind: ObjectionKind, ticket: &str, words: &str| SaidForm {
            kind: kind.word().to_owned(),
            ticket: ticket.to_owned(),
            words: words.to_owned(),
            contact: String::new(),
        };
        let stranger = Caller { who: Who::Anonymous, origin: Origin::default() };
        let about = About { posting, list: Some(list) };
        // The period begins on a working day, and no holiday is longer than nine days.
        let service = self.stage.at(begin_of(proof.period.first).plus_seconds(10 * 3_600));
        for form in [
            said(ObjectionKind::Objection, &ticket, &words.objection),
            said(ObjectionKind::Enquiry, "", &words.enquiry),
        ] {
            objections::receive(service, &stranger, about, (service.form_key(), &form)).await?;
        }
        Ok(())
    }

    /// A decision on the position at that place of the table: the first is passed over for a ground where somebody else can be proposed.
    pub(super) async fn decided(
        &self,
        at: Instant,
        (posting, place): (Code, usize),
        words: &DecisionWords,
    ) -> Result<Code, DemoError> {
        let screener = self.person(self.cast.screener).await?;
        self.inspect(at.plus_seconds(-3_600), (posting, place)).await?;
        let service = self.stage.at(at);
        let terms =
            TermsForm { body: words.body.clone(), minutes: words.minutes.clone(), day: iso(at.date()) };
        let decision = decisions::begin(service, &screener, posting, &terms).await?;
        let page = decisions::decisions(service, &screener, posting, "").await?;
        let line = page.positions.get(place).ok_or(Fault::Missing)?;
        let seen = decisions::position(service, &screener, posting, &line.number).await?;
        let all = seen.people.len();
        let places = usize::try_from(seen.places).unwrap_or(0);
        let skipped = usize::from(all > places);
        for (rank, person) in seen.people.iter().enumerate() {
            let proposed = rank >= skipped && rank < skipped.saturating_add(places);
            let ground = if proposed { "" } else { Ground::Inspection.word() };
            let form = ChoiceForm {
                proposed: if proposed { "yes" } else { "no" }.to_owned(),
                ground: ground.to_owned(),
                words: String::new(),
            };
            decisions::choose(service, &screener, (posting, decision), &person.ticket, &form).await?;
        }
        let version = |page: &DecisionsPage| page.decisions.first().map_or(0, |one| one.version);
        let page = decisions::decisions(service, &screener, posting, "").await?;
        decisions::send(service, &screener, (posting, decision, version(&page))).await?;
        let publisher = self.person(self.cast.publisher).await?;
        let page = decisions::decisions(service, &publisher, posting, "").await?;
        decisions::confirm(service, &publisher, (posting, decision, version(&page))).await?;
        Ok(decision)
    }
}

/// A cell of the first row of a proof, by its column.
fn cell(proof: &ProposedProof, column: &str) -> String {
    let at = proof.header.iter().position(|name| name == column);
    let row = proof.rows.first();
    at.zip(row).and_then(|(at, row)| row.get(at)).cloned().unwrap_or_default()
}
