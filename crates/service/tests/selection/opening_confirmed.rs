//! Openings confirmed (开考确认): by two people, public at once, with the people of a cancelled position choosing another one in their
//! window, and lists counting from what opens.

use domain::access::{Caller, Denial, Role};
use domain::calendar::Window;
use domain::course::Waiting;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Phase};
use domain::messages::Kind;
use domain::opening::{Opened, OpeningState, Proposal};
use domain::reason::{ApplicationsWhy, PostingsWhy, ScreeningWhy, TypedWhy};
use domain::screening::QueueFilter;
use domain::timetable::{Stage as TimetableStage, StageKind, Timetable, When};
use domain::view::desk::opening::OpeningPage;
use service::postings::OpeningForm;
use service::screening::VerdictForm;
use service::{Fault, applications, open, postings, screening};
use text::Lang;

use crate::conditions::approver;
use crate::messages::kinds;
use crate::stage::{
    CLOSES, Stage, classed, family_part, identity, load, person, position, reasons, record_part,
    service_part, statement,
};

const DAY: i64 = 86_400;

/// Two to one; whoever loses the position may choose another.
const RULED: &str = r#"
[[scheme.components]]
key = "written"
weight = 100

[[scheme.shortlists]]
to = "interview"
score = "written"
ratio = "1:1"

[scheme.opening]
ratio = "2:1"

[scheme.adjustment]
"#;

/// The same, and whoever loses the position may be merged into another one; there is no other choice.
const MERGED: &str = r#"
[[scheme.components]]
key = "written"
weight = 100

[[scheme.shortlists]]
to = "interview"
score = "written"
ratio = "1:1"

[scheme.opening]
ratio = "2:1"
merge = true
"#;

/// The same, and the scheme lets whoever loses a position choose another one too.
const BOTH: &str = r#"
[[scheme.components]]
key = "written"
weight = 100

[[scheme.shortlists]]
to = "interview"
score = "written"
ratio = "1:1"

[scheme.opening]
ratio = "2:1"
merge = true

[scheme.adjustment]
"#;

/// The stage's posting under the scheme, with these people on its first and second position, and registration closed.
struct Course {
    stage: Stage,
    approver: Caller,
    first: Vec<(Caller, Code)>,
    second: Vec<(Caller, Code)>,
}

async fn apply(stage: &mut Stage, position: Code, no: u64) -> (Caller, Code) {
    let who = stage.candidate().await;
    let code = applications::start(&stage.service, &who, position, stage.key()).await.expect("a draft");
    for part in [person(&identity(no)), service_part(), record_part(), family_part(), statement()] {
        applications::fill(&stage.service, &who, code, part).await.expect("a section");
    }
    let version = stage.version(&who, code).await;
    applications::submit(&stage.service, &who, code, version).await.expect("submitted");
    (who, code)
}

impl Course {
    async fn set(mut stage: Stage, scheme: &str, (first, second): (u64, u64)) -> Self {
        let tx = stage.store.write("stage").await.expect("a turn");
        let found = store::postings::by_code(&tx, &stage.code).await.expect("read").expect("the posting");
        let permit = load(found.scope());
        let by = stage.screeners[0].id().expect("a person");
        let digest = domain::digest::Digest::of(scheme.as_bytes());
        let new = store::schemes::NewScheme { after: 0, body: scheme, digest, by, at: CLOSES };
        store::schemes::insert(&tx, &permit, &new).await.expect("a scheme");
        crate::stage::keep(tx).await;
        let [one, two] = stage.positions;
        let mut all = (Vec::new(), Vec::new());
        for no in 0..first {
            all.0.push(apply(&mut stage, one, 100 + no).await);
        }
        for no in 0..second {
            all.1.push(apply(&mut stage, two, 200 + no).await);
        }
        let approver = approver(&mut stage).await;
        stage.close().await;
        Self { stage, approver, first: all.0, second: all.1 }
    }

    fn liu(&self) -> &Caller {
        &self.stage.screeners[0]
    }

    async fn pass(&self, code: Code) {
        let (stage, filter) = (&self.stage, QueueFilter::default());
        let opened = screening::file(&stage.service, self.liu(), stage.code, code, &filter).await;
        let at = opened.expect("a file").file.version;
        let passed =
            screening::judge(&stage.service, self.liu(), stage.code, code, at, &filter, VerdictForm::Pass);
        passed.await.expect("passed");
    }

    async fn page(&self, who: &Caller) -> OpeningPage {
        postings::opening(&self.stage.service, who, self.stage.code).await.expect("a page")
    }

    async fn propose(&self, form: &OpeningForm) -> Result<(), Fault> {
        postings::propose_opening(&self.stage.service, self.liu(), self.stage.code, form).await
    }

    async fn confirm(&self, who: &Caller, opening: Code) -> Result<(), Fault> {
        postings::confirm(&self.stage.service, who, (self.stage.code, opening)).await
    }

    async fn finish(&self) -> Result<(), Fault> {
        let version = self.stage.posting_version().await;
        screening::finish(&self.stage.service, self.liu(), self.stage.code, version).await
    }

    async fn state(&self, (who, code): &(Caller, Code)) -> ApplicationState {
        applications::view(&self.stage.service, who, *code).await.expect("an own application").state
    }

    /// What waits in the posting as this person sees it.
    async fn waits(&self, who: &Caller) -> Vec<(Waiting, u32, bool)> {
        let posting = postings::view(&self.stage.service, who, self.stage.code).await.expect("a posting");
        posting.progress.waits.iter().map(|one| (one.what, one.count, one.own)).collect()
    }

    /// What is wrong is told where it stands.
    async fn refuses_what_is_wrong(&self, typed: &str) {
        let wrong =
            async |places: &[(&str, &str)], until: &str| reasons(self.propose(&form(places, until)).await);
        assert_eq!(wrong(&[], typed).await, [TypedWhy::Missing.at("places.0.")]);
        assert_eq!(
            wrong(&[("0010001", "2")], "").await,
            [PostingsWhy::MorePlaces { plan: 1 }.at("places.0.")]
        );
        assert_eq!(
            wrong(&[("0010001", "x")], "").await,
            [TypedWhy::OutOfRange { min: 0, max: 1 }.at("places.0.")]
        );
        assert_eq!(wrong(&[("0010001", "0")], "").await, [TypedWhy::Missing.at("until")]);
        assert_eq!(wrong(&[("0010001", "1")], typed).await, [PostingsWhy::NoRechoice.at("until")]);
        let short = ApplicationsWhy::ExtensionTooShort { closes: CLOSES }.at("until");
        assert_eq!(wrong(&[("0010001", "0")], &CLOSES.form_text()).await, [short]);
        let other = [("0010001", "0"), ("0010002", "0")];
        assert_eq!(wrong(&other, typed).await, [PostingsWhy::OpeningOvertaken.reason()]);
    }

    async fn rechoose(&self, (who, code): &(Caller, Code), position: Code) -> Result<(), Fault> {
        let version = self.stage.version(who, *code).await;
        applications::rechoose(&self.stage.service, who, (*code, version), position).await
    }
}

/// Openings of the stage's posting that wait, written past the use case: registration is still open.
pub async fn waiting(stage: &Stage, by: &Caller) {
    let tx = stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &stage.code).await.expect("read").expect("the posting");
    let permit = domain::access::ask::<domain::access::ProposeOpening>(by, found.scope()).expect("may");
    let table = store::postings::positions::all(&tx, &permit).await.expect("positions");
    let lines = [(table[0].id, 1, Opened { plan: 1, places: 0 })];
    let new = store::postings::openings::NewOpening {
        code: stage.effects.random.code(),
        reason: "报名人数未达到开考比例。",
        until: None,
        lines: &lines,
        at: CLOSES,
    };
    let id = store::postings::openings::propose(&tx, &permit, &new).await.expect("proposed");
    let merged = [(table[0].id, table[1].id)];
    store::postings::merges::write(&tx, &permit, id, &merged).await.expect("merged");
    crate::stage::keep(tx).await;
}

fn form(places: &[(&str, &str)], until: &str) -> OpeningForm {
    OpeningForm {
        places: places.iter().map(|(number, places)| ((*number).to_owned(), (*places).to_owned())).collect(),
        into: Vec::new(),
        until: until.to_owned(),
        reason: "报名人数未达到开考比例。".to_owned(),
    }
}

#[tokio::test]
async fn a_cancelled_position_lets_its_people_choose_another_and_keeps_screening_open_until_then() {
    for stage in Stage::on_both().await {
        let course = Course::set(stage, RULED, (1, 2)).await;
        let stage = &course.stage;
        let until = domain::calendar::Instant(CLOSES.0 - CLOSES.0 % 60_000).plus_seconds(2 * DAY);
        let typed = until.form_text();
        let cancel = form(&[("0010001", "0")], &typed);

        // Nobody decides while a verdict is open, and screening does not end while a position waits for its decision.
        assert_eq!(reasons(course.propose(&cancel).await), [PostingsWhy::OpeningUnsettled.reason()]);
        for (_, code) in course.first.iter().chain(&course.second) {
            course.pass(*code).await;
        }
        let open_one = [ScreeningWhy::OpeningOpen { count: 1 }.reason()];
        assert_eq!(reasons(course.finish().await), open_one);
        assert_eq!(course.waits(course.liu()).await, [(Waiting::BelowRatio, 1, true)]);
        let desk = service::postings::list(&stage.service, course.liu()).await.expect("a desk");
        assert!(desk.tasks.iter().any(|task| task.what == Waiting::BelowRatio), "{:?}", desk.tasks);
        let page = course.page(course.liu()).await;
        assert!(page.may_propose && page.below[0].settled && page.below[0].movable);
        assert_eq!((page.below[0].people, page.below[0].proposal), (1, Proposal::Cancel));

        course.refuses_what_is_wrong(&typed).await;

        // Proposed by one, once; nothing is public and nobody is touched.
        course.propose(&cancel).await.expect("proposed");
        course.propose(&cancel).await.expect("a double click does it once");
        let again = form(&[("0010001", "1")], "");
        assert_eq!(reasons(course.propose(&again).await), [PostingsWhy::OpeningWaits.reason()]);
        let others = reasons(course.propose(&form(&[("0010001", "1")], &typed)).await);
        assert_eq!(others, [PostingsWhy::OpeningWaits.reason()], "other places");
        assert_eq!(reasons(course.finish().await), [ScreeningWhy::OpeningWaits.reason()]);
        assert_eq!(course.state(&course.first[0]).await, ApplicationState::Passed);
        assert!(open::posting(&stage.service, stage.code).await.expect("public").openings.is_empty());
        let page = course.page(&course.approver).await;
        let waiting = &page.confirmations[0];
        assert!(waiting.may_decide && waiting.lines[0].touched == 1 && !page.may_propose);
        let own = course.confirm(course.liu(), waiting.code).await;
        assert!(matches!(own, Err(Fault::Denied(Denial::Role))), "{own:?}");
        let mut both = course.liu().clone();
        if let domain::access::Who::Person(person) = &mut both.who {
            person.assignments.iter_mut().for_each(|one| one.role = Role::Approver);
        }
        let own = course.confirm(&both, waiting.code).await;
        assert!(matches!(own, Err(Fault::Denied(Denial::SamePerson))), "{own:?}");

        assert_eq!(course.waits(&course.approver).await, [(Waiting::Opening, 1, true)]);
        assert_eq!(course.waits(course.liu()).await, [(Waiting::Opening, 1, false)]);

        // Whoever confirms reads first how many people are told what.
        let ahead = async |by| {
            postings::opening_ahead(&stage.service, by, (stage.code, waiting.code), Lang::Zh).await
        };
        let told = ahead(&course.approver).await.expect("what is told");
        assert_eq!((told[0].people, told[1].people), (1, 0), "one position is cancelled, none is cut");
        let example = told[0].example.as_ref().expect("a message");
        assert_eq!(example.application, Some(course.first[0].1));
        assert!(matches!(ahead(course.liu()).await, Err(Fault::Denied(_))));
        assert!(matches!(ahead(&course.first[0].0).await, Err(Fault::Missing)));

        // Confirmed by another: public at once, and its people are told and may choose.
        course.confirm(&course.approver, waiting.code).await.expect("confirmed");
        course.confirm(&course.approver, waiting.code).await.expect("a double click does it once");
        assert_eq!(course.state(&course.first[0]).await, ApplicationState::Lapsed);
        assert_eq!(course.state(&course.second[0]).await, ApplicationState::Passed);
        let (lapsed, kept) = (&course.first[0], &course.second[0]);
        assert_eq!(kinds(stage, &lapsed.0).await.first(), Some(&Kind::PositionCancelled));
        assert!(!kinds(stage, &kept.0).await.contains(&Kind::PositionCancelled));
        let public = open::posting(&stage.service, stage.code).await.expect("public");
        assert_eq!(public.openings[0].lines, [("0010001".to_owned(), 1, Opened { plan: 1, places: 0 })]);
        let plans: Vec<_> = public.positions.iter().map(|one| (one.plan, one.planned)).collect();
        assert_eq!(plans, [(0, Some(1)), (1, None)]);
        assert_eq!((public.head.positions, public.head.plan), (1, 1));
        let page = course.page(course.liu()).await;
        assert!(page.below.is_empty() && page.confirmations[0].state == OpeningState::Stands);

        // Screening stays open for them; nobody else may choose, and nothing that is cancelled can be chosen.
        assert_eq!(reasons(course.finish().await), [ScreeningWhy::Extended { count: 1, until }.reason()]);
        let [first, second] = stage.positions;
        assert_eq!(
            reasons(course.rechoose(kept, first).await),
            [ApplicationsWhy::AlreadyClosed { closed: CLOSES }.reason()]
        );
        assert_eq!(
            reasons(course.rechoose(lapsed, first).await),
            [ApplicationsWhy::PositionCancelled.at("position")]
        );
        assert_eq!(
            reasons(course.rechoose(lapsed, stage.key()).await),
            [TypedWhy::NotAChoice.at("position")]
        );
        let theirs = applications::rechoose(&stage.service, &kept.0, (lapsed.1, 1), second).await;
        assert!(matches!(theirs, Err(Fault::Missing)), "{theirs:?}");
        let own = applications::view(&stage.service, &lapsed.0, lapsed.1).await.expect("own");
        let choice = own.rechoice.expect("a choice");
        assert_eq!((choice.until, choice.positions.len(), choice.positions[0].0), (until, 1, second));

        // Chosen, the application is a draft there; sent, it is screened again.
        course.rechoose(lapsed, second).await.expect("chosen");
        course.rechoose(lapsed, second).await.expect("a double click does it once");
        assert_eq!(course.state(lapsed).await, ApplicationState::Draft);
        let version = stage.version(&lapsed.0, lapsed.1).await;
        applications::submit(&stage.service, &lapsed.0, lapsed.1, version).await.expect("sent");
        assert_eq!(reasons(course.finish().await), [ScreeningWhy::Undecided { count: 1 }.reason()]);
        course.pass(lapsed.1).await;
        course.finish().await.expect("finished");
        let events = stage.events().await;
        let times =
            |word: &str| events.iter().filter(|one| one.contains(&format!("\"event\":\"{word}\""))).count();
        assert_eq!(
            (times("opening_proposed"), times("opening_confirmed"), times("position_rechosen")),
            (1, 1, 1)
        );
    }
}

#[tokio::test]
async fn where_the_scheme_says_so_people_choose_only_among_positions_of_their_class_of_papers() {
    let course = Course::set(Stage::set().await, &format!("{RULED}same_paper = true\n"), (1, 2)).await;
    let stage = &course.stage;
    let tx = stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &stage.code).await.expect("read").expect("the posting");
    let (first, second) = (classed("0010001", "A类"), classed("0010002", "B类"));
    let third = stage.key();
    let added = [(third, classed("0010003", "Ａ类"))];
    let revised =
        store::postings::positions::revise(&tx, &load(found.scope()), &[&first, &second], &added).await;
    revised.expect("classes");
    crate::stage::keep(tx).await;
    for (_, code) in course.first.iter().chain(&course.second) {
        course.pass(*code).await;
    }
    let until = domain::calendar::Instant(CLOSES.0 - CLOSES.0 % 60_000).plus_seconds(2 * DAY);
    let places = [("0010001", "0"), ("0010003", "1")];
    course.propose(&form(&places, &until.form_text())).await.expect("proposed");
    let code = course.page(&course.approver).await.confirmations[0].code;
    course.confirm(&course.approver, code).await.expect("confirmed");
    let lapsed = &course.first[0];
    let own = applications::view(&stage.service, &lapsed.0, lapsed.1).await.expect("own");
    let offered: Vec<Code> = own.rechoice.expect("a choice").positions.iter().map(|one| one.0).collect();
    assert_eq!(offered, [third], "class B is not offered");
    let other = course.rechoose(lapsed, stage.positions[1]).await;
    assert_eq!(reasons(other), [ApplicationsWhy::OtherPaper.at("position")]);
    course.rechoose(lapsed, third).await.expect("the same class, written with a wide letter");
}

#[tokio::test]
async fn people_of_a_merged_position_are_asked_once_to_go_to_the_one_that_takes_them_in() {
    let course = Course::set(Stage::set().await, MERGED, (1, 2)).await;
    let stage = &course.stage;
    let tx = stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &stage.code).await.expect("read").expect("the posting");
    let third = stage.key();
    let added = [(third, position("0010003"))];
    store::postings::positions::revise(&tx, &load(found.scope()), &[], &added).await.expect("a third");
    crate::stage::keep(tx).await;
    for (_, code) in course.first.iter().chain(&course.second) {
        course.pass(*code).await;
    }
    let targets = course.page(course.liu()).await.below[0].targets.clone();
    let targets: Vec<&str> = targets.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(targets, ["0010002", "0010003"], "of its own unit and papers");
    let until = domain::calendar::Instant(CLOSES.0 - CLOSES.0 % 60_000).plus_seconds(2 * DAY);
    let merge = |places: &str, into: &str, until: &str| OpeningForm {
        into: vec![("0010001".to_owned(), into.to_owned()), ("0010003".to_owned(), String::new())],
        ..form(&[("0010001", places), ("0010003", "1")], until)
    };
    let typed = until.form_text();
    let wrong = async |form: OpeningForm| reasons(course.propose(&form).await);
    assert_eq!(wrong(merge("0", "0010001", &typed)).await, [TypedWhy::NotAChoice.at("into.0.")]);
    assert_eq!(wrong(merge("1", "0010002", &typed)).await, [PostingsWhy::MergedOpens.at("places.0.")]);
    assert_eq!(wrong(merge("0", "0010002", "")).await, [TypedWhy::Missing.at("until")], "people wait for it");
    assert_eq!(wrong(merge("0", "", &typed)).await, [PostingsWhy::NoRechoice.at("until")], "nobody may move");
    for _ in 0..2 {
        course.propose(&merge("0", "0010002", &typed)).await.expect("a double click does it once");
    }
    let other = wrong(merge("0", "0010003", &typed)).await;
    assert_eq!(other, [PostingsWhy::OpeningWaits.reason()], "into another one is another proposal");
    let waiting = course.page(&course.approver).await.confirmations[0].clone();
    assert_eq!(waiting.lines[0].into.as_deref(), Some("0010002"));
    let of = (stage.code, waiting.code);
    let ahead = postings::opening_ahead(&stage.service, &course.approver, of, Lang::En).await;
    let ahead = ahead.expect("what is told");
    let people: Vec<u32> = ahead.iter().map(|one| one.people).collect();
    assert_eq!(people, [0, 0, 1], "nobody's position is cancelled or cut, one is merged");
    let example = ahead[2].example.clone().expect("a message");
    assert!(example.body.contains("merged into 0010002 "), "{example:?}");
    course.confirm(&course.approver, waiting.code).await.expect("confirmed");
    let public = open::posting(&stage.service, stage.code).await.expect("public");
    assert_eq!(public.openings[0].merged, [("0010001".to_owned(), "0010002".to_owned())]);

    let lapsed = &course.first[0];
    let told = kinds(stage, &lapsed.0).await;
    assert_eq!(told.first(), Some(&Kind::PositionMerged), "and not that it was cancelled");
    assert!(!told.contains(&Kind::PositionCancelled));
    for kind in ["position_merged", "called_up"] {
        let of = (kind, Lang::Zh);
        let words = service::messages::words(&stage.service, course.liu(), stage.code, of).await;
        let shown = words.expect("words").preview.expect("a real application").body;
        assert!(kind == "called_up" || shown.contains("并入职位 001000"), "{shown}");
    }
    let own = applications::view(&stage.service, &lapsed.0, lapsed.1).await.expect("own");
    let into = own.merged_into.expect("the own page says so too");
    assert!(into.starts_with("0010002 "), "{into}");
    let listed = applications::list(&stage.service, &lapsed.0).await.expect("the own list");
    assert!(listed[0].merged, "and the own list");
    let choice = own.rechoice.expect("a choice");
    let offered: Vec<Code> = choice.positions.iter().map(|one| one.0).collect();
    assert_eq!((choice.merged, offered), (true, vec![stage.positions[1]]));
    let elsewhere = course.rechoose(lapsed, third).await;
    assert_eq!(reasons(elsewhere), [ApplicationsWhy::MergedElsewhere.at("position")]);
    course.rechoose(lapsed, stage.positions[1]).await.expect("gone there");
    assert_eq!(course.state(lapsed).await, ApplicationState::Draft);
    let own = applications::view(&stage.service, &lapsed.0, lapsed.1).await.expect("own");
    assert!(own.rechoice.is_none(), "asked once: the scheme lets nobody move on");
    let events = stage.events().await;
    assert_eq!(events.iter().filter(|one| one.contains("\"event\":\"position_merged\"")).count(), 1);
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "what was merged is bound to its event");
}

/// Where the scheme lets people choose, those of a merged position do not: neither from there nor from where they went.
#[tokio::test]
async fn whoever_went_where_the_position_was_merged_goes_nowhere_else_from_there() {
    let course = Course::set(Stage::set().await, BOTH, (1, 2)).await;
    let stage = &course.stage;
    let tx = stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &stage.code).await.expect("read").expect("the posting");
    let third = stage.key();
    let added = [(third, position("0010003"))];
    store::postings::positions::revise(&tx, &load(found.scope()), &[], &added).await.expect("a third");
    crate::stage::keep(tx).await;
    for (_, code) in course.first.iter().chain(&course.second) {
        course.pass(*code).await;
    }
    let until = domain::calendar::Instant(CLOSES.0 - CLOSES.0 % 60_000).plus_seconds(2 * DAY);
    let merge = OpeningForm {
        into: vec![("0010001".to_owned(), "0010002".to_owned()), ("0010003".to_owned(), String::new())],
        ..form(&[("0010001", "0"), ("0010003", "1")], &until.form_text())
    };
    course.propose(&merge).await.expect("proposed");
    let code = course.page(&course.approver).await.confirmations[0].code;
    course.confirm(&course.approver, code).await.expect("confirmed");
    let lapsed = &course.first[0];
    let elsewhere = async || reasons(course.rechoose(lapsed, third).await);
    assert_eq!(elsewhere().await, [ApplicationsWhy::MergedElsewhere.at("position")]);
    course.rechoose(lapsed, stage.positions[1]).await.expect("gone there");
    assert_eq!(elsewhere().await, [ApplicationsWhy::MergedElsewhere.at("position")], "nor from there");
    let own = applications::view(&stage.service, &lapsed.0, lapsed.1).await.expect("own");
    assert!(own.rechoice.is_none(), "and no page offers it");
}

#[tokio::test]
async fn the_window_to_choose_ends_and_whoever_did_not_choose_is_out() {
    let mut course = Course::set(Stage::set().await, RULED, (1, 2)).await;
    for (_, code) in course.first.iter().chain(&course.second) {
        course.pass(*code).await;
    }
    let until = domain::calendar::Instant(CLOSES.0 - CLOSES.0 % 60_000).plus_seconds(2 * DAY);
    course.propose(&form(&[("0010001", "0")], &until.form_text())).await.expect("proposed");
    let code = course.page(&course.approver).await.confirmations[0].code;
    course.confirm(&course.approver, code).await.expect("confirmed");
    let fresh = course.stage.candidate().await;
    let [first, _] = course.stage.positions;
    let begun = applications::start(&course.stage.service, &fresh, first, course.stage.key()).await;
    assert_eq!(reasons(begun), [ApplicationsWhy::PositionCancelled.reason()], "nobody begins there");
    let clock = &course.stage.effects.clock;
    clock.advance(until.0 - clock.now().0);
    let late = course.rechoose(&course.first[0], course.stage.positions[1]).await;
    assert_eq!(reasons(late), [ApplicationsWhy::AlreadyClosed { closed: until }.reason()]);
    let own = applications::view(&course.stage.service, &course.first[0].0, course.first[0].1).await;
    assert!(own.expect("own").rechoice.is_none());
    course.finish().await.expect("finished without them");
    let posting = postings::view(&course.stage.service, course.liu(), course.stage.code).await.expect("one");
    let counts = posting.entry.counts;
    assert_eq!((posting.entry.head.phase, counts.passed, counts.lapsed), (Phase::Examining, 2, 1));
}

#[tokio::test]
async fn what_was_proposed_on_other_counts_is_not_confirmed_and_a_return_says_why() {
    let course = Course::set(Stage::set().await, RULED, (1, 2)).await;
    for (_, code) in course.first.iter().chain(&course.second) {
        course.pass(*code).await;
    }
    course.propose(&form(&[("0010001", "1")], "")).await.expect("proposed to keep it");
    let code = course.page(&course.approver).await.confirmations[0].code;
    // A verdict is undone meanwhile: the second position is below its ratio too.
    let undone = course.second[0].1;
    let filter = QueueFilter::default();
    let (service, posting) = (&course.stage.service, course.stage.code);
    let file = screening::file(service, course.liu(), posting, undone, &filter).await.expect("a file");
    screening::undo(service, course.liu(), posting, undone, file.file.version, "查询有误。")
        .await
        .expect("undone");
    let refused = course.confirm(&course.approver, code).await;
    assert_eq!(reasons(refused), [PostingsWhy::OpeningOvertaken.reason()]);
    postings::return_opening(service, &course.approver, (posting, code), "请按新的人数重报。")
        .await
        .expect("sent back");
    let page = course.page(course.liu()).await;
    let back = &page.confirmations[0];
    assert_eq!(
        (back.state, back.returned_because.as_deref()),
        (OpeningState::Returned, Some("请按新的人数重报。"))
    );
    assert!(matches!(course.confirm(&course.approver, code).await, Err(Fault::Stale)));
}

/// Of three planned places two open: lists count from two.
#[tokio::test]
async fn lists_count_from_the_places_that_open() {
    let course = Course::set(Stage::set().await, RULED, (4, 2)).await;
    course.stage.force("UPDATE position SET plan = 3 WHERE number = '0010001'").await;
    for (_, code) in course.first.iter().chain(&course.second) {
        course.pass(*code).await;
    }
    let page = course.page(course.liu()).await;
    assert_eq!((page.below.len(), page.below[0].proposal), (1, Proposal::Reduce(2)));
    course.propose(&form(&[("0010001", "2")], "")).await.expect("proposed");
    let code = course.page(&course.approver).await.confirmations[0].code;
    course.confirm(&course.approver, code).await.expect("confirmed");
    assert_eq!(kinds(&course.stage, &course.first[0].0).await.first(), Some(&Kind::PlanReduced));
    let own = applications::view(&course.stage.service, &course.first[0].0, course.first[0].1).await;
    assert_eq!(own.expect("own").target.plan, 2);
    course.finish().await.expect("finished");
    let look = course.stage.store.snapshot("stage").await.expect("a snapshot");
    let found = store::postings::by_code(&look, &course.stage.code).await.expect("read").expect("a posting");
    let rows = store::postings::positions::all(&look, &load(found.scope())).await.expect("positions");
    look.close().await.expect("closed");
    let plans: Vec<_> = rows.iter().map(|one| (one.terms.plan, one.places())).collect();
    assert_eq!(plans, [(3, 2), (1, 1)], "what was approved stays, what opens is beside it");
}

/// A stage of the timetable with a window in days after registration.
fn window(kind: StageKind, (opens, closes): (i64, i64)) -> TimetableStage {
    let day = |days: i64| CLOSES.plus_seconds(days * DAY);
    TimetableStage { kind, name: None, when: When::Within(Window { opens: day(opens), closes: day(closes) }) }
}

/// Where the timetable has windows for confirming openings and for choosing anew, the acts keep to the times that everybody reads.
#[tokio::test]
async fn openings_and_new_choices_keep_to_the_windows_of_the_timetable() {
    let course = Course::set(Stage::set().await, RULED, (1, 2)).await;
    let stages = [window(StageKind::Opening, (1, 2)), window(StageKind::Rechoice, (3, 5))];
    let (opening, rechoice) =
        (stages[0].when.span().expect("a span"), stages[1].when.span().expect("a span"));
    let body = serde_json::to_string(&Timetable(stages.to_vec())).expect("a document");
    let tx = course.stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &course.stage.code).await.expect("read").expect("the posting");
    let by = course.liu().id().expect("a person");
    let put = store::postings::timetables::put(&tx, &load(found.scope()), &body, (by, CLOSES)).await;
    put.expect("a timetable");
    crate::stage::keep(tx).await;
    for (_, code) in course.first.iter().chain(&course.second) {
        course.pass(*code).await;
    }
    let clock = &course.stage.effects.clock;
    let to = |at: domain::calendar::Instant| clock.advance(at.0 - clock.now().0);
    let early = course.propose(&form(&[("0010001", "0")], "")).await;
    let stage = StageKind::Opening;
    assert_eq!(reasons(early), [PostingsWhy::StageNotBegun { stage, opens: opening.opens }.reason()]);
    to(opening.opens);
    let stage = StageKind::Rechoice;
    let other = course.propose(&form(&[("0010001", "0")], "2030-01-01T09:00")).await;
    let elsewhere = PostingsWhy::StageElsewhere { stage, closes: rechoice.closes };
    assert_eq!(reasons(other), [elsewhere.at("until")]);
    for _ in 0..2 {
        course.propose(&form(&[("0010001", "0")], "")).await.expect("twice is once");
    }
    let waiting = course.page(&course.approver).await.confirmations[0].clone();
    assert_eq!(waiting.until, Some(rechoice.closes), "the time of the timetable");
    course.confirm(&course.approver, waiting.code).await.expect("confirmed");
    let lapsed = &course.first[0];
    let offered = async || {
        let own = applications::view(&course.stage.service, &lapsed.0, lapsed.1).await.expect("own");
        own.rechoice.map(|choice| choice.until)
    };
    let target = course.stage.positions[1];
    let early = reasons(course.rechoose(lapsed, target).await);
    assert_eq!(early, [PostingsWhy::StageNotBegun { stage, opens: rechoice.opens }.reason()]);
    assert_eq!(offered().await, None);
    to(rechoice.opens);
    assert_eq!(offered().await, Some(rechoice.closes));
    course.rechoose(lapsed, target).await.expect("within the window");
}
