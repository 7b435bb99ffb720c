//! A small selection in which everything happens, and one whose positions are below their opening ratio.
//!
//! Owns: nineteen people whose marks make one move by a correction, two tie at the cut, one be put on a list by decision and one
//! move up after two calls. Refuses: going past a use case where one writes, as [`super::run`] does.

use domain::access::Caller;
use domain::calendar::Instant;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::objections::{Effect, ObjectionKind, TermsForm};
use domain::opening::Proposal;
use domain::posting::PositionTerms;
use domain::rulings::{FormKind, RulingForm};
use domain::sample::{Stream, position_conditions, position_title, unit};
use domain::typed::Label;
use store::applications::ApplicationRow;

use super::load::{self, Entered, Loading, Target};
use super::people::Crowd;
use super::plan::{Applicant, Course, DAY, Days, EventfulWords, Interview, PostingPlan, Texts, window};
use super::run::Run;
use super::{Broken, DemoError, conditions, score};
use crate::departures;
use crate::fault::Fault;
use crate::marks::{self, Typed};
use crate::objections::{self, AnswerForm, RaiseForm};
use crate::postings::{self, OpeningForm};
use crate::{applications, lists, ranking, rulings};

const SCHEME: &str = include_str!("../../demo/eventful.scheme.toml");

/// Positions by their number and plan; of each person the written mark and the interview, of who is called to it.
type People = &'static [(i64, Option<i64>)];
const POSITIONS: [(&str, u32, People); 4] = [
    // The last was misread: with 77 in place of 73 the fifth is not called.
    (
        "200001",
        1,
        &[(82, Some(84)), (80, Some(86)), (78, Some(80)), (76, Some(78)), (74, None), (73, Some(90))],
    ),
    // The second is the printed candidate; two wait in reserve behind the list, and a third.
    ("200002", 1, &[(81, Some(85)), (79, Some(87)), (77, Some(80)), (75, Some(82)), (70, Some(78))]),
    // One of two places opens; the last two have the same total at the cut.
    ("200003", 2, &[(80, Some(80)), (76, Some(80)), (74, Some(83))]),
    // The second leaves the last list, the third declines, the fourth moves up.
    ("200004", 1, &[(83, Some(82)), (80, Some(84)), (78, Some(80)), (75, Some(79)), (72, Some(80))]),
];
/// Among all people: whose mark was misread, who is put on the list by decision, who leaves, who declines and who moves up.
const MISREAD: usize = 5;
const PUT_ON: usize = 2;
const LEAVES: usize = 15;
const DECLINES: usize = 16;
const MOVES_UP: usize = 17;
/// What the misread mark should have been.
const RIGHT: &str = "77";
/// Place of the printed candidate among all people.
const KNOWN: usize = 7;

fn terms(stream: &mut Stream, (code, plan): (&str, u32)) -> PositionTerms {
    PositionTerms {
        code: Label::stored(code.to_owned()),
        unit: unit(stream),
        title: position_title(stream),
        plan,
        conditions: position_conditions(stream),
        details: Vec::new(),
        scheme: None,
    }
}

/// The selection in which everything happens.
pub(super) fn plan(seed: u64, first: u64, now: Instant, texts: &Texts) -> Result<PostingPlan, Broken> {
    let registration = window(now, -82, -77);
    let mut stream = Stream::of(seed, "eventful");
    let mut crowd = Crowd::new(Stream::of(seed, "eventful people"), first, registration);
    let (mut positions, mut people) = (Vec::new(), Vec::new());
    for (position, (code, plan, all)) in POSITIONS.iter().enumerate() {
        positions.push(terms(&mut stream, (code, *plan)));
        for (written, interview) in *all {
            let known = people.len() == KNOWN;
            let person = if known { crowd.known(seed, position) } else { crowd.passed(position) };
            people.push(Applicant {
                written: vec![("written", score(written * 100))],
                interview: interview.map(|mark| Interview::Mark(score(mark * 100))),
                ..person
            });
        }
    }
    Ok(PostingPlan {
        terms: texts.eventful.terms(registration),
        conditions: conditions::of(&positions)?,
        positions,
        scheme: SCHEME,
        reaches: Phase::Published,
        course: Course::Eventful,
        days: Days::around(registration),
        count: u64::try_from(people.len()).unwrap_or(0),
        applicants: Box::new(people.into_iter()),
    })
}

/// Positions with more and fewer people than two to a place: what is proposed of them waits for the competent department.
pub(super) fn below(seed: u64, first: u64, now: Instant, texts: &Texts) -> Result<PostingPlan, Broken> {
    let registration = window(now, -12, -5);
    let mut stream = Stream::of(seed, "below");
    let mut crowd = Crowd::new(Stream::of(seed, "below people"), first, registration);
    let (mut positions, mut people) = (Vec::new(), Vec::new());
    // The printed candidate stands alone on the position that is cancelled.
    let all = [("300001", 2, 3), ("300002", 1, 1), ("300003", 1, 4), ("300004", 1, 2)];
    for (position, (code, plan, count)) in all.into_iter().enumerate() {
        positions.push(terms(&mut stream, (code, plan)));
        for _ in 0..count {
            people.push(if count == 1 { crowd.known(seed, position) } else { crowd.passed(position) });
        }
    }
    Ok(PostingPlan {
        terms: texts.below.terms(registration),
        conditions: conditions::of(&positions)?,
        positions,
        scheme: SCHEME,
        reaches: Phase::Screening,
        course: Course::Eventful,
        days: Days::around(registration),
        count: u64::try_from(people.len()).unwrap_or(0),
        applicants: Box::new(people.into_iter()),
    })
}

impl Run<'_> {
    /// The screener proposes what the rule says of positions below their ratio; people of a cancelled one may choose anew for some days.
    pub(super) async fn below(&self, days: Days, posting: Code) -> Result<(), DemoError> {
        let service = self.stage.at(days.screened.plus_seconds(-2 * DAY));
        let screener = self.person(self.cast.screener).await?;
        let page = postings::opening(service, &screener, posting).await?;
        let places = page.below.iter().map(|one| {
            let opened = match one.proposal {
                Proposal::Reached | Proposal::Keep => one.plan,
                Proposal::Reduce(places) => places,
                Proposal::Cancel => 0,
            };
            (one.number.clone(), opened.to_string())
        });
        let places: Vec<(String, String)> = places.collect();
        let moves = page.below.iter().any(|one| one.movable && one.proposal == Proposal::Cancel);
        let until = days.screened.plus_seconds(5 * DAY).form_text();
        let form = OpeningForm {
            places,
            into: Vec::new(),
            until: if moves { until } else { String::new() },
            reason: Texts::read()?.eventful_words.below,
        };
        postings::propose_opening(service, &screener, posting, &form).await?;
        Ok(())
    }

    /// The competent department confirms it.
    pub(super) async fn confirmed(&self, days: Days, posting: Code) -> Result<(), DemoError> {
        let service = self.stage.at(days.screened.plus_seconds(-DAY));
        let approver = self.person(self.cast.approver).await?;
        let page = postings::opening(service, &approver, posting).await?;
        let waiting = page.confirmations.first().ok_or(Fault::Missing)?.code;
        postings::confirm(service, &approver, (posting, waiting)).await?;
        Ok(())
    }

    /// Everything from the first list to the people proposed for one position; those of another one are inspected.
    pub(super) async fn eventful(
        &mut self,
        days: Days,
        posting: Code,
        target: &Target,
        entered: &[Entered],
    ) -> Result<(), DemoError> {
        let words = Texts::read()?;
        let people = self.people(target, entered).await?;
        let Days { invited, ranked, published, .. } = days;
        self.rank(invited, posting).await?;
        self.publish(invited.plus_seconds(3_600), posting, "interview").await?;
        self.reviewed(invited.plus_seconds(DAY), (posting, &people), &words.eventful_words).await?;
        let at = invited.plus_seconds(2 * DAY);
        self.misread(at, (posting, &people), &words.eventful_words).await?;
        self.rank(at.plus_seconds(3_600), posting).await?;
        self.publish(at.plus_seconds(7_200), posting, "interview").await?;
        load::interviews(self.stage.at(ranked), self.cast, target, entered).await?;
        self.rank(ranked.plus_seconds(3_600), posting).await?;
        self.put_on(ranked.plus_seconds(7_200), (posting, &people), &words.eventful_words).await?;
        self.rank(ranked.plus_seconds(10_800), posting).await?;
        self.publish(published, posting, "inspection").await?;
        self.back_filled(published.plus_seconds(DAY), (posting, &people), &words.eventful_words).await?;
        let decided = published.plus_seconds(7 * DAY);
        let decision = self.decided(decided, (posting, 0), &words.decision).await?;
        // Twenty days hold five working days in every year, and are over.
        self.proposed(published.plus_seconds(11 * DAY), (posting, decision), 20, &words.decision).await?;
        self.inspect(published.plus_seconds(12 * DAY), (posting, 3)).await
    }

    /// Everybody's application, in the order of the plan.
    async fn people(&self, target: &Target, entered: &[Entered]) -> Result<Vec<ApplicationRow>, DemoError> {
        let look = self.stage.now().store().snapshot("demonstration.people").await?;
        let found = crate::rows::postings::find(&look, target.posting.code).await?;
        let rows = store::applications::passed(&look, &Loading::ask(found.scope())?).await?;
        look.close().await?;
        let row = |one: &Entered| rows.iter().find(|row| row.id == one.id).cloned();
        Ok(entered.iter().map(row).collect::<Option<_>>().ok_or(Fault::Missing)?)
    }

    async fn owner(&self, row: &ApplicationRow) -> Result<Caller, DemoError> {
        self.person(row.candidate).await
    }

    /// The printed candidate has a mark reviewed, and is answered that it stands.
    async fn reviewed(
        &self,
        at: Instant,
        (posting, people): (Code, &[ApplicationRow]),
        words: &EventfulWords,
    ) -> Result<(), DemoError> {
        let service = self.stage.at(at);
        let screener = self.person(self.cast.screener).await?;
        let form = TermsForm { within: "5".to_owned(), term: "10".to_owned() };
        let kind = ObjectionKind::Review.word();
        objections::set_terms(service, &screener, (posting, kind), &form).await?;
        let row = people.get(KNOWN).ok_or(Fault::Missing)?;
        let owner = self.owner(row).await?;
        let form = RaiseForm { matter: kind, component: "written", words: &words.review };
        objections::raise(service, &owner, row.code, form).await?;
        let raised = objections::raising(service, &owner, row.code).await?.raised;
        let number = raised.first().ok_or(Fault::Missing)?.code;
        let form = AnswerForm {
            effect: Effect::Nothing.word().to_owned(),
            ticket: String::new(),
            words: words.stands.clone(),
        };
        let publisher = self.person(self.cast.publisher).await?;
        objections::answer(self.stage.at(at.plus_seconds(3_600)), &publisher, (posting, number), &form)
            .await?;
        Ok(())
    }

    /// A mark on the first list was misread: the list is under correction, and the clerk enters what stands on the paper.
    async fn misread(
        &self,
        at: Instant,
        (posting, people): (Code, &[ApplicationRow]),
        words: &EventfulWords,
    ) -> Result<(), DemoError> {
        let service = self.stage.at(at);
        let screener = self.person(self.cast.screener).await?;
        lists::correct(service, &screener, posting, ("interview", 1), &words.misread).await?;
        let clerk = self.person(self.cast.clerk).await?;
        let typed = Typed { ticket: ticket(people, MISREAD)?, text: RIGHT.to_owned(), version: 1 };
        marks::enter(service, &clerk, posting, "written", &[typed], text::Lang::Zh).await?;
        Ok(())
    }

    /// One is put on the last list by decision, for a ground, by two people.
    async fn put_on(
        &self,
        at: Instant,
        (posting, people): (Code, &[ApplicationRow]),
        words: &EventfulWords,
    ) -> Result<(), DemoError> {
        let service = self.stage.at(at);
        let screener = self.person(self.cast.screener).await?;
        let form = RulingForm {
            kind: FormKind::Override,
            position: POSITIONS[0].0.to_owned(),
            list: "inspection".to_owned(),
            person: ticket(people, PUT_ON)?,
            ground: "took_part".to_owned(),
            cause: words.cause.clone(),
            ..RulingForm::default()
        };
        let key = service.form_key();
        let ruling = rulings::propose(service, &screener, posting, key, (&form, None)).await?;
        let approver = self.person(self.cast.approver).await?;
        rulings::approve(service, &approver, posting, ruling).await?;
        Ok(())
    }

    /// Somebody leaves the last list, the next declines, the one after moves up, and the list says so with its second version.
    async fn back_filled(
        &mut self,
        at: Instant,
        (posting, people): (Code, &[ApplicationRow]),
        words: &EventfulWords,
    ) -> Result<(), DemoError> {
        let service = self.stage.at(at);
        let screener = self.person(self.cast.screener).await?;
        let leaves = people.get(LEAVES).ok_or(Fault::Missing)?;
        let owner = self.owner(leaves).await?;
        let version = applications::view(service, &owner, leaves.code).await?.version;
        departures::leave(service, &owner, leaves.code, version).await?;
        let of = (POSITIONS[3].0, "inspection");
        for (place, answer) in [(DECLINES, "declined"), (MOVES_UP, "accepted")] {
            let until = at.plus_seconds(2 * DAY).form_text();
            departures::call(service, &screener, posting, of, &until).await?;
            let called = people.get(place).ok_or(Fault::Missing)?;
            let owner = self.owner(called).await?;
            let call = applications::view(service, &owner, called.code).await?.call.ok_or(Fault::Missing)?;
            departures::answer(service, &owner, (called.code, call.code), answer).await?;
        }
        lists::correct(service, &screener, posting, ("inspection", 1), &words.moved_up).await?;
        ranking::compute(service, &screener, posting).await?;
        self.publish(at.plus_seconds(7_200), posting, "inspection").await
    }
}

fn ticket(people: &[ApplicationRow], place: usize) -> Result<String, Fault> {
    people.get(place).and_then(|row| row.ticket.clone()).ok_or(Fault::Missing)
}
