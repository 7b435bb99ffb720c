use std::fmt::Write as _;

use super::*;
use crate::access::{ActName, Assignment, Origin, Reach, Role, compatible};
use crate::id::{AccountId, PersonId, PostingId};

const ME: PersonId = PersonId(1);
const HERE: PostingId = PostingId(10);

fn person(account: i64, assignments: Vec<Assignment>) -> Who {
    let (account, name) = (AccountId(account), String::new());
    Who::Person(Person { id: ME, account, name, assignments, postings: Vec::new(), session: None })
}

/// What a role reaches at most that is on no posting: an administrator serves the whole installation.
fn me(role: Role, postings: &[PostingId]) -> Who {
    let mut held: Vec<Assignment> =
        postings.iter().map(|posting| Assignment { role, reach: Reach::Posting(*posting) }).collect();
    let reach = if role == Role::Administrator { Reach::Installation } else { Reach::Pool };
    held.push(Assignment { role, reach });
    person(100, held)
}

/// `yes` in any case, `own` only for one's own, `team` only when assigned, `2nd` assigned or not but never with a hand in
/// it, `team2` both, `-` never.
fn cell(act: ActName, who: impl Fn(&[PostingId]) -> Who) -> &'static str {
    let own = Scope::own(ME, Some(HERE));
    let team = || vec![ME];
    let other = Scope { owner: Some(PersonId(2)), ..Scope::inspected(HERE, team(), &[]) };
    let by_me = Scope { owner: Some(PersonId(2)), ..Scope::inspected(HERE, team(), &[ME]) };
    let ok = |who: Who, scope: &Scope| decide(act, &who, scope).is_ok();
    match (ok(who(&[]), &other), ok(who(&[HERE]), &other), ok(who(&[HERE]), &by_me), ok(who(&[]), &own)) {
        (true, true, true, true) => "yes",
        (true, true, false, true) => "2nd",
        (false, true, true, false) => "team",
        (false, true, false, false) => "team2",
        (false, false, false, true) => "own",
        (false, false, false, false) => "-",
        _ => "?",
    }
}

/// The matrix of docs/access.md.
fn matrix() -> String {
    let mut head = vec!["act".to_owned(), "nobody".to_owned(), "system".to_owned()];
    head.extend(Role::ALL.iter().map(|role| role.word().to_owned()));
    let mut table = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for &act in ActName::ALL {
        let mut row = vec![format!("`{}`", act.word())];
        row.push(cell(act, |_| Who::Anonymous).to_owned());
        row.push(cell(act, |_| Who::System).to_owned());
        row.extend(Role::ALL.iter().map(|&role| cell(act, |postings| me(role, postings)).to_owned()));
        writeln!(table, "| {} |", row.join(" | ")).expect("string");
    }
    table
}

#[test]
fn the_matrix_is_the_one_that_was_reviewed_and_is_printed_in_the_docs() {
    let table = matrix();
    assert!(!table.contains('?'), "a cell that the legend does not explain:\n{table}");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
    let printed = std::fs::read_to_string(path).expect("docs/access.md");
    assert!(printed.contains(&table), "docs/access.md must hold:\n{table}");
}

#[test]
fn the_administrator_touches_no_selection() {
    for &act in ActName::ALL {
        let inside = act.word().starts_with("account")
            || act.word().starts_with("assignment")
            || act.word().starts_with("session")
            || act == ActName::EnterWorkYear
            || act == ActName::SettleJob
            || act == ActName::RunJobs;
        let scope = Scope::posting(HERE, &[]);
        assert!(inside || decide(act, &me(Role::Administrator, &[HERE]), &scope).is_err(), "{}", act.word());
    }
}

#[test]
fn the_supervisor_reads_and_signs_what_was_read_and_writes_nothing_else() {
    for &act in ActName::ALL {
        let allowed = decide(act, &me(Role::Supervisor, &[HERE]), &Scope::posting(HERE, &[])).is_ok();
        let reads =
            act.word().ends_with(".view") || [ActName::SignIn, ActName::SignSupervision].contains(&act);
        assert!(!allowed || reads, "{}", act.word());
    }
}

#[test]
fn whoever_may_set_a_line_sees_nobody_of_the_ranking_before_it_stands() {
    let open = Scope::ranking(HERE, &[], true);
    let stands = Scope::ranking(HERE, &[], false);
    let act = ActName::ViewRankedPeople;
    for role in [Role::Screener, Role::Approver] {
        assert_eq!(decide(act, &me(role, &[HERE]), &open), Err(Denial::LineOpen), "{}", role.word());
        assert!(decide(act, &me(role, &[HERE]), &stands).is_ok(), "{}", role.word());
        assert!(decide(ActName::ViewRanking, &me(role, &[HERE]), &open).is_ok(), "counts alone");
    }
    for role in [Role::Publisher, Role::Supervisor] {
        assert!(decide(act, &me(role, &[HERE]), &open).is_ok(), "{}", role.word());
    }
    // A second role hides nothing of what the first may set.
    let both = [Role::Screener, Role::Publisher].map(|role| Assignment { role, reach: Reach::Posting(HERE) });
    assert_eq!(decide(act, &person(100, both.to_vec()), &open), Err(Denial::LineOpen));
}

#[test]
fn a_permit_carries_the_scope_it_was_asked_for() {
    let caller = Caller { who: me(Role::Publisher, &[HERE]), origin: Origin::default() };
    let asked =
        crate::access::ask::<crate::access::PublishList>(&caller, Scope::posting(HERE, &[PersonId(7)]));
    assert_eq!(asked.expect("a publisher of this posting").posting(), Some(HERE));
    let own_work = crate::access::ask::<crate::access::PublishList>(&caller, Scope::posting(HERE, &[ME]));
    assert_eq!(own_work.expect_err("own work"), Denial::SamePerson);
}

#[test]
fn a_second_account_of_the_same_person_gets_round_nothing() {
    let approver = vec![Assignment { role: Role::Approver, reach: Reach::Installation }];
    let publisher = vec![Assignment { role: Role::Publisher, reach: Reach::Posting(HERE) }];
    let written_by_me = Scope::posting(HERE, &[ME]);
    for account in [100, 200] {
        for act in [ActName::ApprovePosting, ActName::ReturnPosting, ActName::ApproveRuling] {
            let answer = decide(act, &person(account, approver.clone()), &written_by_me);
            assert_eq!(answer, Err(Denial::SamePerson), "{} by account {account}", act.word());
        }
        let signing = decide(ActName::PublishList, &person(account, publisher.clone()), &written_by_me);
        assert_eq!(signing, Err(Denial::SamePerson), "account {account}");
    }
}

#[test]
fn a_new_posting_gives_nobody_access_by_itself() {
    let reaches = [
        (Reach::Pool, false),
        (Reach::Posting(PostingId(11)), false),
        (Reach::Authority { name: "Other".to_owned(), postings: vec![PostingId(11)] }, false),
        (Reach::Authority { name: "Office".to_owned(), postings: vec![HERE] }, true),
        (Reach::Posting(HERE), true),
        (Reach::Installation, true),
    ];
    for role in [Role::Screener, Role::Clerk, Role::Publisher, Role::Approver, Role::Supervisor] {
        for (reach, may_read) in &reaches {
            let who = person(100, vec![Assignment { role, reach: reach.clone() }]);
            let answer = decide(ActName::ViewPosting, &who, &Scope::posting(HERE, &[]));
            assert_eq!(answer.is_ok(), *may_read, "{} {reach:?}", role.word());
        }
    }
    assert_eq!(
        decide(ActName::ViewPosting, &person(100, Vec::new()), &Scope::posting(HERE, &[])),
        Err(Denial::Role)
    );
}

#[test]
fn an_act_is_allowed_by_the_role_that_reaches_it() {
    let held = vec![
        Assignment { role: Role::Clerk, reach: Reach::Posting(PostingId(11)) },
        Assignment { role: Role::Screener, reach: Reach::Posting(HERE) },
    ];
    let who = person(100, held);
    assert_eq!(decide(ActName::ViewPosting, &who, &Scope::posting(HERE, &[])), Ok(Some(Role::Screener)));
    assert_eq!(
        decide(ActName::ViewPosting, &who, &Scope::posting(PostingId(11), &[])),
        Ok(Some(Role::Clerk))
    );
    assert_eq!(decide(ActName::EnterMark, &who, &Scope::posting(HERE, &[])), Err(Denial::NotAssigned));
}

#[test]
fn roles_that_check_each_other_never_meet_in_one_posting() {
    let one = |role, reach| Assignment { role, reach };
    let authority = || Reach::Authority { name: "Office".to_owned(), postings: vec![HERE] };
    let screener = [one(Role::Screener, Reach::Posting(HERE))];
    assert!(!compatible(&screener, &one(Role::Approver, Reach::Installation)));
    assert!(!compatible(&screener, &one(Role::Publisher, authority())));
    assert!(!compatible(&screener, &one(Role::Clerk, Reach::Posting(HERE))));
    assert!(compatible(&screener, &one(Role::Clerk, Reach::Posting(PostingId(11)))));
    assert!(compatible(&screener, &one(Role::Clerk, Reach::Pool)));
    assert!(compatible(&screener, &one(Role::Screener, authority())));
    for alone in [Role::Administrator, Role::Supervisor] {
        assert!(!compatible(&screener, &one(alone, Reach::Installation)), "{}", alone.word());
        assert!(!compatible(&[one(alone, Reach::Installation)], &one(Role::Clerk, Reach::Pool)));
    }
}

#[test]
fn nobody_inspects_who_is_not_in_the_team_or_was_left_out() {
    let others = Scope::inspected(HERE, vec![PersonId(2), PersonId(3)], &[]);
    for act in [
        ActName::EnterInspection,
        ActName::CountersignInspection,
        ActName::ReturnInspection,
        ActName::DeclareRelation,
        ActName::ReadFindings,
    ] {
        let mine = Scope::inspected(HERE, vec![ME, PersonId(2)], &[]);
        for role in crate::access::INSPECTORS {
            assert_eq!(decide(act, &me(role, &[HERE]), &mine), Ok(Some(role)), "{}", act.word());
            assert!(decide(act, &me(role, &[HERE]), &others).is_err(), "{} by {}", act.word(), role.word());
        }
        assert!(decide(act, &me(Role::Publisher, &[HERE]), &mine).is_err(), "{}", act.word());
    }
    assert!(decide(ActName::ReadFindings, &me(Role::Approver, &[HERE]), &others).is_ok());
}

#[test]
fn an_administrator_gives_no_role_to_the_own_person() {
    let who = me(Role::Administrator, &[]);
    let own = Scope { hands: vec![ME], ..Scope::system() };
    for act in [ActName::GiveRole, ActName::CloseAccount, ActName::ResetPassword] {
        assert_eq!(decide(act, &who, &own), Err(Denial::SamePerson), "{}", act.word());
    }
    assert!(decide(ActName::GiveRole, &Who::System, &own).is_ok());
}
