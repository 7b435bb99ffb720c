use std::fmt::Write as _;

use super::*;
use crate::access::{ActName, Origin, Role};
use crate::id::{AccountId, PostingId};

const ME: AccountId = AccountId(1);
const HERE: PostingId = PostingId(10);

fn me(role: Role, postings: &[PostingId]) -> Who {
    Who::Person(Person { account: ME, name: String::new(), role, postings: postings.to_vec() })
}

/// `yes` in any case, `own` only for one's own, `team` only when assigned, `2nd` assigned or not but never with a hand in
/// it, `team2` both, `-` never.
fn cell(act: ActName, who: impl Fn(&[PostingId]) -> Who) -> &'static str {
    let own = Scope::own(ME, Some(HERE));
    let other = Scope { owner: Some(AccountId(2)), ..Scope::posting(HERE, &[]) };
    let by_me = Scope { owner: Some(AccountId(2)), ..Scope::posting(HERE, &[ME]) };
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

#[test]
fn the_matrix_is_the_one_that_was_reviewed() {
    let mut table = String::from(
        "act                       anon   syst   cand   scre   cler   appr   publ   supe   admi\n",
    );
    for &act in ActName::ALL {
        write!(table, "{:<25}", act.word()).expect("string");
        write!(table, " {:<6}", cell(act, |_| Who::Anonymous)).expect("string");
        write!(table, " {:<6}", cell(act, |_| Who::System)).expect("string");
        for &role in Role::ALL {
            write!(table, " {:<6}", cell(act, |postings| me(role, postings))).expect("string");
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }
    assert!(!table.contains('?'), "a cell that the legend does not explain:\n{table}");
    insta::assert_snapshot!(table);
}

#[test]
fn the_administrator_touches_no_selection() {
    for &act in ActName::ALL {
        let inside = act.word().starts_with("account")
            || matches!(act, ActName::SignIn | ActName::SignOut | ActName::RunJobs);
        let scope = Scope::posting(HERE, &[]);
        assert!(inside || decide(act, &me(Role::Administrator, &[HERE]), &scope).is_err(), "{}", act.word());
    }
}

#[test]
fn the_supervisor_reads_and_never_writes() {
    for &act in ActName::ALL {
        let allowed = decide(act, &me(Role::Supervisor, &[HERE]), &Scope::posting(HERE, &[])).is_ok();
        let reads = act.word().ends_with(".view") || act == ActName::SignIn;
        assert!(!allowed || reads, "{}", act.word());
    }
}

#[test]
fn a_permit_carries_the_scope_it_was_asked_for() {
    let caller = Caller { who: me(Role::Publisher, &[HERE]), origin: Origin::default() };
    let asked =
        crate::access::ask::<crate::access::PublishList>(&caller, Scope::posting(HERE, &[AccountId(7)]));
    assert_eq!(asked.expect("a publisher of this posting").posting(), Some(HERE));
    let own_work = crate::access::ask::<crate::access::PublishList>(&caller, Scope::posting(HERE, &[ME]));
    assert_eq!(own_work.expect_err("own work"), Denial::SamePerson);
}
