//! What candidates raise from their own page: objections to a refusal, and score reviews, each once, in its term, answered as it is.

use domain::access::{Assignment, Caller, Denial, Role, Scope, usual};
use domain::calendar::{Instant, Window};
use domain::course::Waiting;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::messages::Kind;
use domain::objections::{Effect, ObjectionKind, SaidForm, Terms, TermsForm};
use domain::reason::{ObjectionsWhy, Reason, ScreeningWhy, TypedWhy};
use domain::screening::QueueFilter;
use domain::timetable::{Stage as TimetableStage, StageKind, Timetable, When};
use domain::view::my::objections::Raising;
use service::objections::{self, About, AnswerForm, RaiseForm};
use service::screening::{VerdictForm, blockers, file, finish, finish_early, judge, undo};
use service::{Fault, lists, postings};
use store::people::NewAssignment;

use crate::decisions;
use crate::departures::candidate;
use crate::exam::Exam;
use crate::messages::kinds;
use crate::stage::{OPENS, Stage, account, caller, keep, load, reasons};

const DAY: i64 = 86_400_000;

async fn raise(stage: &Stage, by: &Caller, of: Code, what: (&str, &str), words: &str) -> Result<(), Fault> {
    let form = RaiseForm { matter: what.0, component: what.1, words };
    objections::raise(&stage.service, by, of, form).await
}

async fn own(stage: &Stage, by: &Caller, of: Code) -> Raising {
    objections::raising(&stage.service, by, of).await.expect("an own page")
}

async fn answer(
    stage: &Stage,
    by: &Caller,
    (posting, of): (Code, Code),
    effect: Effect,
) -> Result<(), Fault> {
    let form =
        AnswerForm { effect: effect.word().to_owned(), ticket: String::new(), words: "经复核".to_owned() };
    objections::answer(&stage.service, by, (posting, of), &form).await
}

/// The version of a file that waits or was judged.
async fn version(stage: &Stage, of: Code) -> i64 {
    let opened = file(&stage.service, &stage.screeners[0], stage.code, of, &QueueFilter::default()).await;
    opened.expect("a file").file.version
}

async fn refuse(stage: &Stage, of: Code) {
    let form =
        VerdictForm::Refuse { ground: "grassroots_years".to_owned(), words: "年限不足两年".to_owned() };
    let (by, seen) = (&stage.screeners[0], version(stage, of).await);
    judge(&stage.service, by, stage.code, of, seen, &QueueFilter::default(), form).await.expect("refused");
}

async fn pass(stage: &Stage, of: Code) {
    let (by, seen) = (&stage.screeners[0], version(stage, of).await);
    let form = VerdictForm::Pass;
    judge(&stage.service, by, stage.code, of, seen, &QueueFilter::default(), form).await.expect("passed");
}

async fn staff(stage: &Stage, role: Role) -> Caller {
    let tx = stage.store.write("test").await.expect("a turn");
    let id = account(&tx, stage.key(), "deputy", role).await;
    let held = Assignment { role, reach: usual(role) };
    let new = NewAssignment { code: stage.key(), person: id, held: &held, until: None, at: OPENS };
    store::people::give(&tx, &load(Scope::system()), &new).await.expect("assigned");
    keep(tx).await;
    caller(id, role, &[])
}

/// The ends of screening that are in the way.
async fn finished(stage: &Stage) -> Vec<Reason> {
    let at = stage.posting_version().await;
    finish(&stage.service, &stage.screeners[0], stage.code, at)
        .await
        .map_or_else(|fault| reasons(Err::<(), _>(fault)), |()| Vec::new())
}

/// A person asks for a review, and is answered that the mark stands.
pub async fn reviewed(exam: &Exam, ticket: &str) {
    let (who, of, _) = candidate(exam, ticket).await;
    let form = TermsForm { within: "4".to_owned(), term: "6".to_owned() };
    let to = (exam.posting, "review");
    objections::set_terms(&exam.stage.service, &exam.screener, to, &form).await.expect("set");
    raise(&exam.stage, &who, of, ("review", "written"), "请复核").await.expect("raised");
    let number = own(&exam.stage, &who, of).await.raised[0].code;
    answer(&exam.stage, &exam.publisher, (exam.posting, number), Effect::Nothing).await.expect("answered");
}

#[tokio::test]
async fn a_refusal_is_objected_to_once_and_screening_does_not_end_before_the_answer() {
    let mut stage = Stage::set().await;
    let (who, of) = stage.submitted().await;
    let (other, passed) = stage.submitted().await;
    let approver = staff(&stage, Role::Approver).await;
    pass(&stage, passed).await;
    let seen = own(&stage, &who, of).await;
    assert!(seen.refusal.is_none() && seen.papers.is_empty() && seen.raised.is_empty(), "{seen:?}");
    refuse(&stage, of).await;
    assert!(
        own(&stage, &who, of).await.refusal.expect("open").until.is_some(),
        "until a day that is counted"
    );
    let foreign = objections::raising(&stage.service, &other, of).await;
    assert!(matches!(foreign, Err(Fault::Missing)), "{foreign:?}");
    assert!(matches!(raise(&stage, &other, of, ("refusal", ""), "理由").await, Err(Fault::Missing)));
    assert_eq!(reasons(raise(&stage, &who, of, ("refusal", ""), " ").await), [TypedWhy::Missing.at("words")]);
    assert_eq!(
        reasons(raise(&stage, &who, of, ("report", ""), "举报").await),
        [TypedWhy::NotAChoice.at("matter")]
    );
    let review = raise(&stage, &who, of, ("review", "written"), "请复核").await;
    assert_eq!(reasons(review), [ObjectionsWhy::TermOver.at("component")]);
    for _ in 0..2 {
        raise(&stage, &who, of, ("refusal", ""), "基层工作三年，有证明").await.expect("twice is once");
    }
    let again = raise(&stage, &who, of, ("refusal", ""), "另一个理由").await;
    assert_eq!(reasons(again), [ObjectionsWhy::RaisedAlready.reason()]);
    let seen = own(&stage, &who, of).await;
    let [one] = seen.raised.as_slice() else { panic!("one: {seen:?}") };
    assert!(seen.refusal.is_none() && one.kind == ObjectionKind::Refusal && one.due.is_some());
    assert_eq!((one.words.as_str(), one.answers.len()), ("基层工作三年，有证明", 0));
    let number = one.code;

    // The desk reads it beside the refusal, and nobody who gave the verdict answers.
    assert!(kinds(&stage, &approver).await.contains(&Kind::ObjectionWaits));
    let page = objections::objection(&stage.service, &approver, (stage.code, number)).await.expect("a page");
    assert_eq!((page.line.application, page.line.ticket.as_deref()), (Some(of), None));
    let against = page.against.expect("the refusal");
    assert_eq!(against.refused.expect("a refusal").1, "年限不足两年");
    assert!(!against.changed && page.may_answer);
    let same = caller(stage.screeners[0].id().expect("a person"), Role::Approver, &[]);
    let by_same = answer(&stage, &same, (stage.code, number), Effect::Nothing).await;
    assert!(matches!(by_same, Err(Fault::Denied(Denial::SamePerson))), "{by_same:?}");
    let other = answer(&stage, &approver, (stage.code, number), Effect::Suspended).await;
    assert_eq!(reasons(other), [TypedWhy::NotAChoice.at("effect")]);
    let early = answer(&stage, &approver, (stage.code, number), Effect::Granted).await;
    assert_eq!(reasons(early), [ObjectionsWhy::StillStands.at("effect")]);

    // Screening waits for the answer: afterwards nothing could be undone.
    stage.close().await;
    assert_eq!(finished(&stage).await, [ScreeningWhy::ObjectionsWait { count: 1 }.reason()]);
    let seen = version(&stage, of).await;
    undo(&stage.service, &stage.screeners[1], stage.code, of, seen, "证明属实").await.expect("undone");
    let late = answer(&stage, &approver, (stage.code, number), Effect::Nothing).await;
    assert_eq!(reasons(late), [ObjectionsWhy::ChangedSince.at("effect")]);
    for _ in 0..2 {
        answer(&stage, &approver, (stage.code, number), Effect::Granted).await.expect("twice is once");
    }
    let seen = own(&stage, &who, of).await;
    let told: Vec<(Effect, &str)> =
        seen.raised[0].answers.iter().map(|one| (one.0, one.1.as_str())).collect();
    assert_eq!(told, [(Effect::Granted, "经复核")]);
    assert!(kinds(&stage, &who).await.contains(&Kind::ObjectionAnswered));

    // The posting's own terms are only made longer once it is public.
    let (service, by) = (&stage.service, stage.screeners[0].clone());
    let terms = async |within: &str| {
        let form = TermsForm { within: within.to_owned(), term: "5".to_owned() };
        objections::set_terms(service, &by, (stage.code, "refusal"), &form).await
    };
    assert_eq!(reasons(terms("2").await), [ObjectionsWhy::TermShorter.at("within")]);
    for _ in 0..2 {
        terms("9").await.expect("twice is once");
    }
    let queue = objections::objections(service, &by, stage.code).await.expect("a queue");
    assert_eq!(queue.terms[0], (ObjectionKind::Refusal, Terms { within: 9, answer: 5 }));
    assert_eq!(queue.terms[1], (ObjectionKind::Review, Terms { within: 3, answer: 10 }), "the usual ones");

    // Another refusal can be objected to again, and no longer once its term is over.
    stage.effects.clock.advance(1_000);
    refuse(&stage, of).await;
    stage.effects.clock.advance(8 * DAY);
    assert!(own(&stage, &who, of).await.refusal.is_some(), "longer than the usual three");
    stage.effects.clock.advance(22 * DAY);
    assert!(own(&stage, &who, of).await.refusal.is_none());
    let over = raise(&stage, &who, of, ("refusal", ""), "过期").await;
    assert_eq!(reasons(over), [ObjectionsWhy::TermOver.reason()]);
    assert_eq!(finished(&stage).await, []);
    assert_eq!(own(&stage, &who, of).await.raised.len(), 1, "and the answer stays to be read");
}

/// Registration is over, one has passed and one is refused: what the page of the end says of the term.
async fn refused_last(stage: &mut Stage) -> ((Caller, Code), (u32, Instant)) {
    let person = stage.submitted().await;
    let (_, passed) = stage.submitted().await;
    stage.close().await;
    pass(stage, passed).await;
    refuse(stage, person.1).await;
    let page = blockers(&stage.service, &stage.screeners[0], stage.code).await.expect("a page");
    (person, page.terms.expect("a term runs"))
}

#[tokio::test]
async fn who_is_refused_on_the_last_day_has_the_whole_term_before_screening_ends() {
    for mut stage in Stage::on_both().await {
        let ((who, of), (count, until)) = refused_last(&mut stage).await;
        let now = stage.effects.clock.now();
        assert!(count == 1 && until.0 - now.0 > 2 * DAY, "three working days: {now:?} {until:?}");
        assert_eq!(finished(&stage).await, [ScreeningWhy::TermsRun { count, until }.reason()]);
        stage.effects.clock.advance(until.0 - now.0 - 1);
        assert!(own(&stage, &who, of).await.refusal.is_some(), "to the last millisecond");
        assert_eq!(finished(&stage).await, [ScreeningWhy::TermsRun { count, until }.reason()]);
        stage.effects.clock.advance(1);
        assert!(own(&stage, &who, of).await.refusal.is_none());
        assert_eq!(finished(&stage).await, []);
        assert!(!stage.events().await.join("\n").contains("finished_early"));
    }
}

#[tokio::test]
async fn who_finishes_while_a_term_runs_does_so_on_record_and_the_term_runs_on() {
    let mut stage = Stage::set().await;
    let ((who, of), (count, until)) = refused_last(&mut stage).await;
    let at = stage.posting_version().await;
    finish_early(&stage.service, &stage.screeners[0], stage.code, at).await.expect("finished");
    let told = stage.events().await.join("\n");
    assert_eq!(told.matches("\"finished_early\"").count(), 1, "{told}");
    for said in [format!("\"count\":{count}"), format!("\"until\":{}", until.0)] {
        assert!(
            told.lines().any(|line| line.contains("finished_early") && line.contains(&said)),
            "{said}: {told}"
        );
    }
    raise(&stage, &who, of, ("refusal", ""), "基层工作三年，有证明").await.expect("the term runs on");
    let approver = staff(&stage, Role::Approver).await;
    let number = own(&stage, &who, of).await.raised[0].code;
    let stands = answer(&stage, &approver, (stage.code, number), Effect::Granted).await;
    assert_eq!(reasons(stands), [ObjectionsWhy::StillStands.at("effect")], "nothing was set right yet");
    answer(&stage, &approver, (stage.code, number), Effect::Nothing).await.expect("answered");

    // Nobody holds the end up who objected already.
    let mut stage = Stage::set().await;
    let ((who, of), _) = refused_last(&mut stage).await;
    raise(&stage, &who, of, ("refusal", ""), "有证明").await.expect("raised");
    assert_eq!(finished(&stage).await, [ScreeningWhy::ObjectionsWait { count: 1 }.reason()]);
    let approver = staff(&stage, Role::Approver).await;
    let number = own(&stage, &who, of).await.raised[0].code;
    answer(&stage, &approver, (stage.code, number), Effect::Nothing).await.expect("answered");
    assert_eq!(finished(&stage).await, []);
}

/// Puts a stage of that window into the timetable, in place of what stood there.
pub async fn announced(exam: &Exam, kind: StageKind, window: Window) {
    let body = Timetable(vec![TimetableStage { kind, name: None, when: When::Within(window) }]);
    let body = serde_json::to_string(&body).expect("a document");
    let tx = exam.stage.store.write("announced").await.expect("a turn");
    let posting = exam.screener.person().expect("a person").postings[0].1;
    let by = exam.screener.id().expect("a person");
    let permit = load(Scope::posting(posting, &[]));
    let at = exam.stage.effects.clock.now();
    store::postings::timetables::put(&tx, &permit, &body, (by, at)).await.expect("announced");
    keep(tx).await;
}

#[tokio::test]
async fn a_paper_is_reviewed_once_and_the_answer_says_what_became_of_the_mark() {
    let exam = decisions::published().await;
    let stage = &exam.stage;
    let (who, of, _) = candidate(&exam, "3").await;
    let seen = own(stage, &who, of).await;
    let papers: Vec<&str> = seen.papers.iter().map(|paper| paper.0.as_str()).collect();
    assert_eq!(papers, ["written"], "the total is no paper");
    // The window of the timetable counts beside the term: before and after it nothing can be asked for.
    let now = stage.effects.clock.now();
    for (days, papers) in [(1..2, 0), (-2..-1, 0), (-1..1, 1)] {
        let day = |days: i64| now.plus_seconds(days * 86_400);
        let window = Window { opens: day(days.start), closes: day(days.end) };
        announced(&exam, StageKind::Review, window).await;
        let seen = own(stage, &who, of).await.papers;
        assert_eq!(seen.len(), papers, "{days:?}");
        assert!(seen.iter().all(|paper| paper.1.until == Some(window.closes.date())), "{seen:?}");
    }
    let waiting = stage.store.asked_in_acts();
    let unknown = raise(stage, &who, of, ("review", "interview"), "请复核").await;
    assert_eq!(reasons(unknown), [ObjectionsWhy::NoSuchMark.at("component")]);
    assert_eq!(
        stage.store.asked_in_acts(),
        waiting,
        "what is refused is refused before anybody waits for it"
    );
    raise(stage, &who, of, ("review", "written"), "请复核合分").await.expect("raised");
    let seen = own(stage, &who, of).await;
    assert!(seen.papers.is_empty() && seen.raised[0].component.as_deref() == Some("written"));
    let number = seen.raised[0].code;
    let desk = postings::list(&stage.service, &exam.approver).await.expect("a desk");
    assert!(desk.tasks.iter().any(|task| task.what == Waiting::Objection), "{:?}", desk.tasks);
    let clerk = caller(exam.clerk.id().expect("a person"), Role::Approver, &[]);
    let by_clerk = answer(stage, &clerk, (exam.posting, number), Effect::Nothing).await;
    assert!(matches!(by_clerk, Err(Fault::Denied(Denial::SamePerson))), "{by_clerk:?}");
    let early = answer(stage, &exam.publisher, (exam.posting, number), Effect::Granted).await;
    assert_eq!(reasons(early), [ObjectionsWhy::StillStands.at("effect")]);

    // Late is said on the desk, and what somebody without an account wrote stands in the same queue.
    let said =
        SaidForm { kind: "enquiry".to_owned(), words: "何时面试".to_owned(), ..SaidForm::default() };
    let mut stranger = Caller::system("a stranger");
    stranger.who = domain::access::Who::Anonymous;
    let about = About { posting: exam.posting, list: None };
    let asked = objections::receive(&stage.service, &stranger, about, (stage.key(), &said)).await;
    let asked = asked.expect("received").code;
    stage.effects.clock.advance(30 * DAY);
    let queue = objections::objections(&stage.service, &exam.screener, exam.posting).await.expect("a queue");
    let lines: Vec<(ObjectionKind, Option<&str>, bool)> =
        queue.lines.iter().map(|line| (line.kind, line.ticket.as_deref(), line.late)).collect();
    assert_eq!(lines, [(ObjectionKind::Enquiry, None, true), (ObjectionKind::Review, Some("3"), true)]);
    let aimed = answer(stage, &exam.publisher, (exam.posting, asked), Effect::Suspended).await;
    assert_eq!(reasons(aimed), [TypedWhy::NotAChoice.at("effect")], "an answer to a question touches nobody");

    // The mark is corrected by the way that corrects marks, and the answer says so.
    let list = ("inspection", 1);
    lists::correct(&stage.service, &exam.screener, exam.posting, list, "合分有误").await.expect("begun");
    exam.import("again.csv", "candidate,written\n3,75\n").await;
    let late = answer(stage, &exam.publisher, (exam.posting, number), Effect::Nothing).await;
    assert_eq!(reasons(late), [ObjectionsWhy::ChangedSince.at("effect")]);
    answer(stage, &exam.publisher, (exam.posting, number), Effect::Granted).await.expect("answered");
    assert_eq!(own(stage, &who, of).await.raised[0].answers[0].0, Effect::Granted);
    assert!(kinds(stage, &who).await.contains(&Kind::ObjectionAnswered));
    let now = postings::view(&stage.service, &exam.screener, exam.posting).await.expect("a posting");
    assert_eq!(now.entry.head.phase, Phase::Examining);
    let again = raise(stage, &who, of, ("review", "written"), "再次复核").await;
    assert_eq!(reasons(again), [ObjectionsWhy::RaisedAlready.reason()]);
}

#[tokio::test]
async fn what_is_said_by_telephone_is_taken_down_into_the_same_queue_and_followed_up_like_the_form() {
    let exam = decisions::published().await;
    let service = &exam.stage.service;
    let said = |kind: &str, words: &str| SaidForm {
        kind: kind.to_owned(),
        ticket: "2".to_owned(),
        words: words.to_owned(),
        ..SaidForm::default()
    };
    let take = async |by: &Caller, key: Code, form: SaidForm| {
        objections::take_down(service, by, exam.posting, (key, &form)).await
    };
    let key = exam.stage.key();
    let taken = take(&exam.screener, key, said("report", "来电反映有人代考")).await.expect("taken down");
    let again = take(&exam.screener, key, said("report", "来电反映有人代考")).await;
    assert_eq!(again.expect("twice is once"), taken);
    let stolen = take(&exam.screener, key, said("report", "别的内容")).await;
    assert!(matches!(stolen, Err(Fault::Stale)), "{stolen:?}");
    let by_other = take(&exam.publisher, exam.stage.key(), said("report", "来电")).await;
    assert!(
        matches!(by_other, Err(Fault::Denied(Denial::Role))),
        "whoever answers takes nothing down: {by_other:?}"
    );
    let early = take(&exam.screener, exam.stage.key(), said("objection", "来电异议")).await;
    assert_eq!(reasons(early), [ObjectionsWhy::Closed.reason()], "nobody is in a publicity period");
    let own = take(&exam.screener, exam.stage.key(), said("refusal", "来电")).await;
    assert_eq!(reasons(own), [TypedWhy::NotAChoice.at("kind")], "a candidate raises that from the own page");

    let queue = objections::objections(service, &exam.publisher, exam.posting).await.expect("a queue");
    let lines: Vec<_> = queue.lines.iter().map(|one| (one.code, one.kind, one.ticket.as_deref())).collect();
    assert_eq!(lines, [(taken.code, ObjectionKind::Report, Some("2"))]);
    answer(&exam.stage, &exam.approver, (exam.posting, taken.code), Effect::Nothing).await.expect("answered");
    let mut stranger = Caller::system("a stranger");
    stranger.who = domain::access::Who::Anonymous;
    let told = objections::follow(service, &stranger, (taken.code.as_str(), taken.secret.as_str())).await;
    assert_eq!(told.expect("found").answers.len(), 1);
    let events = exam.stage.events().await;
    assert_eq!(events.iter().filter(|event| event.contains("objection_taken_down")).count(), 1);
}

#[tokio::test]
async fn an_answer_to_a_request_for_information_says_what_came_of_it_to_whoever_asked_and_in_the_count() {
    for stage in Stage::on_both().await {
        let exam = Exam::on(stage, decisions::ONE, &[("p", 1)], &[("p", "1")]).await;
        let service = &exam.stage.service;
        let form = SaidForm {
            kind: "information".to_owned(),
            words: "申请公开面试评分办法".to_owned(),
            contact: "李四，本市信箱5号".to_owned(),
            ..SaidForm::default()
        };
        let mut asked = Vec::new();
        for _ in 0..4 {
            let of = (exam.stage.key(), &form);
            asked
                .push(objections::take_down(service, &exam.screener, exam.posting, of).await.expect("taken"));
        }
        let bare = answer(&exam.stage, &exam.publisher, (exam.posting, asked[0].code), Effect::Nothing).await;
        assert_eq!(reasons(bare), [TypedWhy::NotAChoice.at("effect")], "it says whether it is given out");
        let outcomes = ObjectionKind::Information.effects();
        for (one, effect) in asked.iter().zip(outcomes) {
            let of = (exam.posting, one.code);
            answer(&exam.stage, &exam.publisher, of, *effect).await.expect("answered");
            answer(&exam.stage, &exam.publisher, of, *effect).await.expect("twice is once");
        }
        // A later answer takes the place of the one before, for the count too.
        answer(&exam.stage, &exam.publisher, (exam.posting, asked[2].code), Effect::Given)
            .await
            .expect("answered again");
        let page = objections::objections(service, &exam.supervisor(), exam.posting).await.expect("a queue");
        let counted = [(Effect::Given, 2), (Effect::GivenInPart, 1), (Effect::NotHeld, 1)];
        assert_eq!(page.given, counted);
        let mut stranger = Caller::system("a stranger");
        stranger.who = domain::access::Who::Anonymous;
        for (one, said) in asked.iter().zip([1, 1, 2, 1]) {
            let of = (one.code.as_str(), one.secret.as_str());
            let told = objections::follow(service, &stranger, of).await.expect("found");
            assert_eq!(told.answers.len(), said);
            let newest = told.answers.last().map(|last| last.0).expect("an answer");
            assert!(outcomes.contains(&newest) && newest != Effect::NotGiven, "{newest:?}");
            let word = text::objections::outcome_said((told.kind, newest), text::Lang::Zh);
            assert_eq!(word, text::objections::effect_word(newest, text::Lang::Zh));
        }
        let walk =
            service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "the answers are bound to their events");
    }
}
