//! What an act asks of the database while it holds its turn, and what an own result asks: of one person no more in a large posting than in a
//! small one. Counted in statements and rows, which no clock changes.

use domain::departure::DepartureKind;
use service::departures::{self, DepartureForm};
use service::marks::{self, Typed};
use service::{Fault, applications, ranking};
use store::connect::Asked;
use text::Lang;

use crate::decisions::ONE;
use crate::exam::Exam;

/// Five people for two places, and beside them so many on another position.
struct World {
    exam: Exam,
    others: Vec<String>,
}

impl World {
    async fn of(others: u32) -> Self {
        let others: Vec<String> = (101..=100 + others).map(|ticket| ticket.to_string()).collect();
        let own = ["1", "2", "3", "4", "5"].map(|ticket| ("p", ticket));
        let people = own.into_iter().chain(others.iter().map(|ticket| ("q", ticket.as_str())));
        let people: Vec<(&str, &str)> = people.collect();
        // Half of those on the other position go on, a quarter leaves.
        let plan = u32::try_from(others.len() / 4).expect("a plan");
        let exam = Exam::set(ONE, &[("p", 2), ("q", plan)], &people).await;
        Self { exam, others }
    }

    /// The marks of the five are imported, and one of each other person.
    async fn marked(&self, own: &str) {
        let others = self.others.iter().zip(10_u32..);
        let others: Vec<String> = others.map(|(ticket, mark)| format!("{ticket},{mark}\n")).collect();
        let text = format!("candidate,written\n{own}{}", others.concat());
        self.exam.import("written.csv", &text).await;
    }

    /// A quarter of the other people leave: the last ones.
    async fn left(&self) {
        for ticket in self.others.iter().take(self.others.len() / 4) {
            crate::departures::leave(&self.exam, ticket).await;
        }
    }

    /// What acts asked while this one was done.
    async fn asked<T>(&self, act: impl Future<Output = Result<T, Fault>>) -> Asked {
        let before = self.exam.stage.store.asked_in_acts();
        act.await.map(drop).expect("done");
        let after = self.exam.stage.store.asked_in_acts();
        Asked { statements: after.statements - before.statements, rows: after.rows - before.rows }
    }
}

fn leaves(ticket: &str, why: DepartureKind) -> DepartureForm {
    DepartureForm {
        ticket: ticket.to_owned(),
        list: "inspection".to_owned(),
        why: why.word().to_owned(),
        day: "2026-01-01".to_owned(),
        ground: String::new(),
        evidence: "书面材料第7号。".to_owned(),
    }
}

/// A mark is typed, and a departure is entered, approved, to be taken back, and taken back.
async fn before_the_lists(others: u32) -> Vec<(&'static str, Asked)> {
    let world = World::of(others).await;
    let World { exam, .. } = &world;
    let (service, posting) = (&exam.stage.service, exam.posting);
    let typed = [Typed { ticket: "1".to_owned(), text: "90".to_owned(), version: 0 }];
    let mark = marks::enter(service, &exam.clerk, posting, "written", &typed, Lang::En);
    let mark = world.asked(mark).await;
    world.marked("2,80\n3,70\n4,60\n5,50\n").await;
    world.left().await;
    let form = leaves("5", DepartureKind::Disqualified);
    let enter = world.asked(departures::enter(service, &exam.screener, posting, &form)).await;
    let page = async || {
        let page = departures::page(service, &exam.approver, posting, (None, "")).await.expect("a page");
        page.entries.into_iter().find(|one| one.ticket == "5").expect("the departure")
    };
    let of = (posting, page().await.code);
    let approve = world.asked(departures::approve(service, &exam.approver, of)).await;
    let propose = departures::propose_recall(service, &exam.screener, of, "登记有误");
    let propose = world.asked(propose).await;
    let recall = (posting, page().await.recalls[0].code);
    let back = world.asked(departures::take_back(service, &exam.approver, recall)).await;
    vec![("mark", mark), ("enter", enter), ("approve", approve), ("propose", propose), ("back", back)]
}

/// A medical is recorded, a decision is begun, and says something of somebody.
async fn after_the_last_list(others: u32) -> Vec<(&'static str, Asked)> {
    let world = World::of(others).await;
    let World { exam, .. } = &world;
    world.marked("1,90\n2,80\n3,70\n4,60\n5,50\n").await;
    world.left().await;
    exam.compute().await;
    crate::altered::publish(exam, "inspection").await;
    let medical = world.asked(crate::inspections::medical(exam, "2", "qualified")).await;
    let mut decision = None;
    let begin = async {
        decision = Some(crate::decisions::begun(exam).await);
        Ok(())
    };
    let begin = world.asked(begin).await;
    let decision = decision.expect("begun");
    let choose = world.asked(crate::decisions::say(exam, decision, "1", "no", "inspection")).await;
    vec![("medical", medical), ("begin", begin), ("choose", choose)]
}

#[tokio::test]
async fn an_act_on_one_person_asks_for_no_more_where_there_are_more_people() {
    let (few, many) = (before_the_lists(4).await, before_the_lists(40).await);
    assert_eq!(few, many);
}

#[tokio::test]
async fn nor_where_more_people_are_on_the_last_list() {
    let (few, many) = (after_the_last_list(4).await, after_the_last_list(40).await);
    assert_eq!(few, many);
}

/// The own page of somebody on the last list, and the steps of the own result.
async fn read_by_the_own_person(others: u32) -> Vec<(&'static str, Asked)> {
    let world = World::of(others).await;
    let World { exam, .. } = &world;
    world.marked("1,90\n2,80\n3,70\n4,60\n5,50\n").await;
    exam.compute().await;
    crate::altered::publish(exam, "inspection").await;
    let (who, code, _) = crate::departures::candidate(exam, "2").await;
    let (service, store) = (&exam.stage.service, &exam.stage.store);
    let since = |before: Asked| {
        let after = store.asked();
        Asked { statements: after.statements - before.statements, rows: after.rows - before.rows }
    };
    let before = store.asked();
    let page = applications::view(service, &who, code).await.expect("the own page");
    let view = since(before);
    assert!(page.result.is_some(), "the list is out");
    let before = store.asked();
    let told = ranking::own_steps(service, &who, code).await.expect("the own steps");
    assert_eq!(told.ticket, "2");
    vec![("page", view), ("steps", since(before))]
}

#[tokio::test]
async fn an_own_result_is_read_and_never_computed_however_many_there_are() {
    let (few, many) = (read_by_the_own_person(4).await, read_by_the_own_person(40).await);
    assert_eq!(few, many);
}
