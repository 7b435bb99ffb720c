//! What queue and file share: the filter in the address, the rail of queues, the table.

use domain::eligibility::Finding;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::screening::{QUEUE_PAGE, QueueFilter};
use domain::view::desk::postings::PostingEntry;
use domain::view::desk::screening::{Queue, QueueLine};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, applications as a, dates, eligibility as e, parts, screening as t, states};

use crate::address;
use crate::api::gate::sought;
use crate::api::screening::FIND;
use crate::hooks::query;
use crate::parts::{
    Cell, Column, Counts, Crumb, Crumbs, FilterChoice, FilterText, Filters, FindingWord, Mood, Pager,
    Queue as Link, Row, SideNav, Slice, StateWord, Table, UserText,
};

/// The filter of this page's address.
pub(super) fn asked_here() -> QueueFilter {
    let search = query("search");
    QueueFilter {
        state: query("state"),
        position: query("position"),
        find: sought(&search),
        search,
        found: query("found"),
        page: query("page"),
    }
}

/// The filter as hidden fields, so that a verdict leads on in the same queue.
pub(super) fn hidden_filter(asked: &QueueFilter) -> Vec<(String, String)> {
    asked.pairs().map(|(name, value)| (format!("filter[{name}]"), value.to_owned())).to_vec()
}

fn is_filtered(asked: &QueueFilter) -> bool {
    !(asked.position.is_empty() && asked.find.is_empty() && asked.found.is_empty())
}

/// The way to a page of screening.
#[component]
pub(super) fn Way(lang: Lang, posting: PostingEntry, #[prop(optional)] inside: bool) -> impl IntoView {
    let mut crumbs = vec![
        Crumb::page(address::desk(lang), text::shell::desk(lang)),
        Crumb::own(address::desk_posting(lang, posting.head.code, ""), &posting.head.title),
    ];
    if inside {
        crumbs.push(Crumb::page(address::screening(lang, posting.head.code, "", &[]), t::title(lang)));
    }
    view! { <Crumbs lang=lang crumbs=crumbs/> }
}

/// The word and the number of the queue that is open.
pub(super) fn head(lang: Lang, asked: &QueueFilter, posting: &PostingEntry) -> (&'static str, u32) {
    let counts = posting.counts;
    match asked.state.as_str() {
        "passed" => (t::passed(lang), counts.passed),
        "refused" => (t::refused(lang), counts.refused),
        "withdrew" => (states::withdrew(lang), counts.withdrew),
        "lapsed" => (states::lapsed(lang), counts.lapsed),
        "all" => (t::all_states(lang), judged(posting).saturating_add(counts.submitted)),
        _ => (t::waiting(lang), counts.submitted),
    }
}

fn judged(posting: &PostingEntry) -> u32 {
    posting.counts.passed.saturating_add(posting.counts.refused)
}

/// The queues at the left, each number opening exactly its rows, and how far the work is.
#[component]
pub(super) fn Queues(lang: Lang, asked: QueueFilter, posting: PostingEntry) -> impl IntoView {
    let here = head(lang, &asked, &posting).0;
    let past = [("withdrew", posting.counts.withdrew), ("lapsed", posting.counts.lapsed)];
    let past = past.into_iter().filter(|(_, count)| *count > 0).map(|(state, _)| state);
    let queues = ["", "passed", "refused", "all"]
        .into_iter()
        .chain(past)
        .map(|state| {
            let filter = QueueFilter { state: state.to_owned(), ..QueueFilter::default() };
            let (word, rows) = head(lang, &filter, &posting);
            let href = address::screening(lang, posting.head.code, "", &filter.pairs());
            Link { href, word: word.to_owned(), rows: Some(i64::from(rows)), here: word == here }
        })
        .collect();
    let (done, all) = (judged(&posting), judged(&posting).saturating_add(posting.counts.submitted));
    let said = t::judged(lang, &grouped(i64::from(done)), &grouped(i64::from(all)));
    let finish = address::desk_posting(lang, posting.head.code, "screening/finish");
    let alike = address::desk_posting(lang, posting.head.code, "screening/duplicates");
    view! {
        <div>
            <SideNav label=t::queues(lang) title=t::title(lang) queues=queues/>
            <h2 class="small soft">{t::progress(lang)}</h2>
            <progress max=all.max(1).to_string() value=done.to_string() aria-label=said.clone()></progress>
            <p class="small soft">{said.clone()}</p>
            <p class="small"><a href=alike>{text::screening::duplicates::link(lang)}</a></p>
            <p class="small"><a href=finish>{t::finish_link(lang)}</a></p>
        </div>
    }
}

/// Filters, the rows of this page, and the way to the others. `open` is the file shown beside it.
#[component]
pub(super) fn Rows(
    lang: Lang,
    asked: QueueFilter,
    queue: Queue,
    #[prop(optional)] open: Option<Code>,
) -> impl IntoView {
    let posting = queue.posting.head.code;
    let clear = address::screening(lang, posting, "", &[("state", asked.state.as_str())]);
    let states = ["passed", "refused", "all", "withdrew", "lapsed"].into_iter().map(|word| {
        let filter = QueueFilter { state: word.to_owned(), ..QueueFilter::default() };
        (word.to_owned(), head(lang, &filter, &queue.posting).0.to_owned())
    });
    let states =
        std::iter::once(("submitted".to_owned(), t::waiting(lang).to_owned())).chain(states).collect();
    let state = if asked.state.is_empty() { "submitted".to_owned() } else { asked.state.clone() };
    let findings = Finding::ALL
        .iter()
        .rev()
        .map(|one| (one.word().to_owned(), e::found::word(*one, lang).to_owned()))
        .chain([("against".to_owned(), e::found::against(lang).to_owned())])
        .collect();
    let found = (queue.conditions || !asked.found.is_empty()).then(|| {
        let selected = asked.found.clone();
        view! { <FilterChoice lang=lang name="filter[found]" label=e::found::filter(lang) options=findings selected=selected/> }
    });
    let filters = view! {
        <input type="hidden" name="lang" value=lang.code()/>
        <input type="hidden" name="posting" value=posting.to_string()/>
        <FilterChoice lang=lang name="filter[state]" label=t::column_state(lang) options=states selected=state one=true/>
        <FilterText name="filter[position]" label=text::applications::position_number(lang) value=asked.position.clone() digits=true/>
        {found}
        <FilterText name="filter[find]" label=t::find_label(lang) value=asked.find.clone()/>
    };
    let clear = if is_filtered(&asked) { clear } else { String::new() };
    view! {
        {if clear.is_empty() {
            view! { <Filters lang=lang action=FIND posts=true>{filters}</Filters> }.into_any()
        } else {
            view! { <Filters lang=lang action=FIND clear=clear posts=true>{filters}</Filters> }.into_any()
        }}
        {body(lang, &asked, queue, open)}
    }
}

fn body(lang: Lang, asked: &QueueFilter, queue: Queue, open: Option<Code>) -> AnyView {
    if queue.lines.is_empty() {
        let sentence = if is_filtered(asked) || !asked.state.is_empty() {
            t::empty_other(lang)
        } else {
            t::empty_waiting(lang)
        };
        return view! { <crate::parts::Empty sentence=sentence/> }.into_any();
    }
    let posting = queue.posting.head.code;
    let past = asked.is_past();
    let mut columns = match past {
        true => vec![Column::words(a::number(lang)), Column::words(t::column_position(lang))],
        false => vec![
            Column::words(t::column_name(lang)),
            Column::words(t::column_position(lang)),
            Column::words(t::column_unit(lang)),
        ],
    };
    columns.push(Column::words(t::column_state(lang)));
    if queue.conditions {
        columns.push(Column::words(e::found::column(lang)));
    }
    columns.push(Column::words(t::column_submitted(lang)));
    let conditions = queue.conditions;
    let said =
        text::parts::rows_of(lang, &grouped(i64::from(queue.matching)), &grouped(i64::from(queue.all)));
    let slice =
        Slice { page: i64::from(queue.page), per_page: QUEUE_PAGE.into(), all: i64::from(queue.matching) };
    let rows = queue
        .lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| match past {
            true => past_row(lang, line),
            false => row(lang, asked, (posting, conditions), line, open, at == 0),
        })
        .collect();
    let filter = asked.clone();
    let turn = Box::new(move |page: i64| {
        let filter = QueueFilter { page: page.to_string(), ..filter.clone() };
        address::screening(lang, posting, "", &filter.pairs())
    });
    let lede = past.then(|| view! { <p class="small soft">{t::past_lede(lang)}</p> });
    view! {
        {lede}
        <Counts words=said/>
        <Table lang=lang caption=t::queue_table(lang) quiet=true cards=true dense=true columns=columns rows=rows/>
        <Pager lang=lang slice=slice address=turn/>
    }
    .into_any()
}

/// One that is no longer in the selection: by its number, without a way to a file.
fn past_row(lang: Lang, line: QueueLine) -> Row {
    let sent =
        line.submitted_at.map_or_else(|| t::never_sent(lang).to_owned(), |at| dates::stamp(lang, at.0));
    let cells = vec![
        Cell::new(line.code.to_string()).class("mono"),
        Cell::new(line.position).class("mono"),
        Cell::new(state_word(lang, line.state)),
        Cell::from(sent),
    ];
    Row::Cells("", cells)
}

fn row(
    lang: Lang,
    asked: &QueueFilter,
    (posting, conditions): (Code, bool),
    line: QueueLine,
    open: Option<Code>,
    first: bool,
) -> Row {
    let here = open == Some(line.code);
    let href = address::screening(lang, posting, line.code.as_str(), &asked.pairs());
    // With no file open the key for "next" opens the first row.
    let key = (first && open.is_none()).then_some("j");
    let found = found_word(lang, &line);
    let name = view! {
        <a href=href aria-current=here.then_some("true") data-key=key><UserText lang=lang text=line.name/></a>
    };
    let mut cells = vec![
        Cell::new(name).class("plain"),
        Cell::new(line.position).class("mono"),
        Cell::new(view! { <UserText lang=lang text=line.unit/> }),
        Cell::new(state_word(lang, line.state)),
    ];
    if conditions {
        cells.push(Cell::new(found));
    }
    cells.push(Cell::new(line.submitted_at.map(|at| dates::stamp(lang, at.0)).unwrap_or_default()));
    Row::Cells(if here { "me" } else { "" }, cells)
}

/// What the machine found, and whether that stands against the verdict.
fn found_word(lang: Lang, line: &QueueLine) -> AnyView {
    let against = line.against.then(|| view! { <br/><b class="small">{e::found::contradiction(lang)}</b> });
    match line.finding {
        Some(finding) => view! { <FindingWord lang=lang finding=finding/>{against} }.into_any(),
        None => view! { <span class="soft">{e::found::not_run(lang)}</span> }.into_any(),
    }
}

/// A state as the screener reads it: short.
pub(super) fn state_word(lang: Lang, state: ApplicationState) -> impl IntoView {
    let (mood, word) = match state {
        ApplicationState::Submitted => (Mood::Now, t::waiting(lang)),
        ApplicationState::Passed => (Mood::Pass, t::passed(lang)),
        ApplicationState::Refused => (Mood::Refuse, t::refused(lang)),
        ApplicationState::Draft => (Mood::Wait, states::not_submitted(lang)),
        ApplicationState::Withdrew => (Mood::Wait, states::withdrew(lang)),
        ApplicationState::Lapsed => (Mood::Wait, states::lapsed(lang)),
    };
    view! { <StateWord mood=mood word=word/> }
}

/// `Error: ` before a title where something was refused.
pub(super) fn prefixed(lang: Lang, wrong: bool, title: &str) -> String {
    if wrong { format!("{}{title}", parts::error_prefix(lang)) } else { title.to_owned() }
}
