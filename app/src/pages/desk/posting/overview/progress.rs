//! How far a posting has come: what waits for whom, its applications by state, its ranking and its public lists. Each number opens
//! exactly what it counts, but for drafts, which are their candidates' own.

use domain::access::ActName;
use domain::calendar::Instant;
use domain::deadline::Deadline;
use domain::lifecycle::ApplicationState;
use domain::view::desk::postings::{DueList, Posting, Waits};
use leptos::prelude::*;
use text::{Lang, dates, desk as t, lists, numbers, ranking, states, timetable};

use super::super::super::waits;
use crate::address;
use crate::hooks::may_in;
use crate::parts::{Cell, Column, KeyValue, KeyValues, Row, Table, kv};

/// Nothing before the posting was sent for approval.
pub(super) fn progress(lang: Lang, posting: &Posting) -> AnyView {
    let pairs = facts(lang, posting);
    let waits = &posting.progress.waits;
    if pairs.is_empty() && waits.is_empty() {
        return ().into_any();
    }
    let waiting = (!waits.is_empty()).then(|| {
        let columns = vec![
            Column::words(t::what_waits(lang)),
            Column::words(t::waits_for(lang)),
            Column::words(t::since(lang)),
        ];
        let rows = waits.iter().map(|one| line(lang, posting, one)).collect();
        view! { <Table lang=lang caption=t::waits_here(lang) quiet=true cards=true columns=columns rows=rows/> }
    });
    let counts = (!pairs.is_empty()).then(|| view! { <KeyValues pairs=pairs/> });
    view! { <h2>{t::waits_here(lang)}</h2>{waiting}{counts} }.into_any()
}

/// What waits, for whom and since when; whoever may settle it gets the way there.
fn line(lang: Lang, posting: &Posting, one: &Waits) -> Row {
    let what = waits::word(lang, (one.what, one.count), one.column.as_ref());
    let href = waits::href(lang, posting.entry.head.code, one.what, one.column.as_ref());
    let what = if one.own { view! { <a href=href>{what}</a> }.into_any() } else { what.into_any() };
    let roles: Vec<String> = one.what.settled_by().iter().map(|role| holders(lang, posting, *role)).collect();
    let since = one.since.map_or_else(String::new, |at| dates::stamp(lang, at.0));
    Row::Cells("", vec![Cell::new(what).class("wide-cell"), numbers::list(lang, &roles).into(), since.into()])
}

/// A role, with those of the posting's team who hold it.
fn holders(lang: Lang, posting: &Posting, role: domain::access::Role) -> String {
    let names: Vec<&str> =
        posting.team.iter().filter(|one| one.role == role).map(|one| one.name.as_str()).collect();
    let word = t::role_word(role, lang);
    if names.is_empty() { word.to_owned() } else { format!("{word} {}", names.join(" ")) }
}

/// Applications by state, the ranking, and the public lists.
fn facts(lang: Lang, posting: &Posting) -> Vec<KeyValue> {
    let code = posting.entry.head.code;
    let here = |further: &str| address::desk_posting(lang, code, further);
    let counts = posting.entry.counts;
    let reads = may_in(ActName::ViewApplications, code);
    let states_of = [
        (ApplicationState::Submitted, counts.submitted),
        (ApplicationState::Passed, counts.passed),
        (ApplicationState::Refused, counts.refused),
        (ApplicationState::Draft, counts.drafts),
        (ApplicationState::Withdrew, counts.withdrew),
        (ApplicationState::Lapsed, counts.lapsed),
    ];
    let mut pairs = Vec::new();
    for (state, count) in states_of.into_iter().filter(|one| one.1 > 0) {
        let number = numbers::grouped(count.into());
        let href = here(&format!("screening?state={}", state.word()));
        let shown = match state {
            // What was not sent is the person's own: it is counted, and no officer reads a row of it.
            ApplicationState::Draft => {
                view! { {number}" "<span class="small soft">{t::drafts_own(lang)}</span> }.into_any()
            }
            _ if reads => view! { <a href=href>{number}</a> }.into_any(),
            _ => number.into_any(),
        };
        pairs.push(kv(states::application(state, lang), shown));
    }
    if let Some((open, stale)) = posting.progress.ranking {
        let href = here(if open > 0 { "rulings" } else { "ranking" });
        let said = if stale {
            t::ranking_stale(lang).to_owned()
        } else if open > 0 {
            t::ranking_open(lang, open.into())
        } else {
            t::ranking_whole(lang).to_owned()
        };
        pairs.push(kv(ranking::ranking(lang), view! { <a href=href>{said}</a> }));
    }
    for (list, stage, version, at) in &posting.progress.lists {
        let href = address::list(lang, *list);
        let said = t::list_public(lang, (*version).into(), &dates::stamp(lang, at.0));
        pairs.push(kv(lists::title(lang, stage, None), view! { <a href=href>{said}</a> }));
    }
    for due in &posting.progress.due {
        pairs.push(kv(
            lists::title(lang, &due.list.key, due.list.name.as_deref()),
            due_word(lang, posting, due),
        ));
    }
    pairs
}

/// By when a list is to be published, and whether it is late.
fn due_word(lang: Lang, posting: &Posting, due: &DueList) -> AnyView {
    let moment = |until: Instant| dates::moment(lang, until.0);
    let said = match due.until {
        Deadline::Before(until) if due.late => t::due_late(lang, &moment(until)),
        Deadline::Before(until) => t::due_by(lang, &moment(until)),
        Deadline::Unknown(year) => t::due_unknown(lang, year.into()),
        Deadline::Open | Deadline::Unset => t::due_open(lang, timetable::kind(due.after, lang)),
        Deadline::Missing => {
            let href = address::desk_posting(lang, posting.entry.head.code, "timetable");
            let said = t::due_missing(lang, timetable::kind(due.after, lang));
            return view! { <a href=href>{said}</a> }.into_any();
        }
    };
    said.into_any()
}
