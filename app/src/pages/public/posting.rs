//! A posting: where it stands, what to do, how persons are chosen, the notice, its positions.

use domain::lifecycle::Phase;
use domain::view::public::postings::{Position, PositionFilter, Posting};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{
    Lang, adjustments as a, course as c, dates, notice_files as n, objections as b, opening as o,
    parts as part_words, public as t, revisions as r, rulings as d, shell as shell_words,
};

use super::pieces;
use crate::address;
use crate::frame::Section;
use crate::parts::{
    Cell, Column, Counts, Crumb, Crumbs, Empty, FilterText, Filters, KeyValues, LinkLine, LinkList, Mood,
    Notice, Pager, PhaseLine, Row, Slice, Table, UserText, conditions, detail_line, difference, following,
    kv, notice_file, notice_text, rule_box, said, stages, stopped, telephones,
};
use crate::shell::{self, Frame};

/// Positions on one page.
const PER_PAGE: u32 = 500;

/// Prints the page with the positions that the filter lets through.
#[must_use]
pub fn print(view: &Posting, filter: &PositionFilter, lang: Lang) -> String {
    let page = filter.page.filter(|page| *page > 1).map(|page| page.to_string()).unwrap_or_default();
    let query = address::query(&[("q", filter.q.trim()), ("page", &page)]);
    let here = address::posting(lang, view.head.code) + &query;
    shell::print(Frame::public(lang, view.head.title.clone(), here, Section::Postings), || {
        body(view, filter, lang)
    })
}

fn body(view: &Posting, filter: &PositionFilter, lang: Lang) -> impl IntoView {
    let head = &view.head;
    let rules = view.schemes.iter().map(|rule| rule_box(rule, lang)).collect_view();
    let lists: Vec<LinkLine> = view.lists.iter().map(|list| pieces::list_line(lang, list, false)).collect();
    view! {
        <Crumbs lang=lang crumbs=vec![Crumb::page(address::home(lang), shell_words::postings(lang))]/>
        <h1><UserText lang=lang text=head.title.clone()/></h1>
        <p class="lede"><UserText lang=lang text=head.authority.clone()/>" · "{pieces::size(head, lang)}</p>
        <PhaseLine lang=lang phases=pieces::phases(head, &view.timetable, view.now, lang)/>
        {stopped(lang, head.phase, head.stop.as_ref())}
        {head.stop.is_none().then(|| standing(view, lang))}
        {stages(lang, Some(head.registration), &view.timetable)}
        {(!lists.is_empty()).then(|| view! { <h2>{t::lists_of_posting(lang)}</h2><LinkList lines=lists/> })}
        {pieces::decided(lang, &view.decided)}
        {(!view.schemes.is_empty()).then(|| view! { <h2>{t::rule_title(lang)}</h2>{rules}<p class="soft">{t::rule_not_only(lang)}</p> })}
        {conditions(&view.conditions, view.counted_at, lang)}
        {(!view.notice.is_empty()).then(|| view! {
            <h2>{t::notice_text(lang)}</h2>
            {notice_text(&view.notice)}
        })}
        {(!view.following.is_empty()).then(|| view! { <KeyValues pairs=following(lang, view.following)/> })}
        {(!view.telephones.is_empty()).then(|| view! { <KeyValues pairs=telephones(lang, &view.telephones)/> })}
        {notices(view, lang)}
        {files(view, lang)}
        {revisions(view, lang)}
        {openings(view, lang)}
        {adjustments(view, lang)}
        {decisions(view, lang)}
        <h2 id="positions">{t::positions_title(lang)}</h2>
        {positions(view, filter, lang)}
        {(!view.positions.is_empty()).then(|| view! {
            <p><a href=address::positions_book(lang, head.code) download="">{text::desk::positions_book(lang)}</a></p>
        })}
        {raising(view, lang)}
    }
}

/// What may be raised by whom, in which terms, and the way to it.
fn raising(view: &Posting, lang: Lang) -> impl IntoView + use<> {
    let terms = view.terms.iter().filter_map(|(kind, terms)| b::public_terms(*kind, *terms, lang));
    let terms = terms.map(|said| view! { <li>{said}</li> }).collect_view();
    let form = address::objection(lang, view.head.code, None);
    view! {
        <h2 id="objections">{b::public_title(lang)}</h2>
        <ul>{terms}<li>{b::public_anybody(lang)}" "<a href=form>{text::decisions::object(lang)}</a></li></ul>
    }
}

/// The files of the notice, each with its kind, size and digest before it is taken.
fn files(view: &Posting, lang: Lang) -> AnyView {
    if view.files.is_empty() {
        return ().into_any();
    }
    let each = view
        .files
        .iter()
        .map(|one| {
            let href = address::notice_file(lang, view.head.code, one.file.code);
            view! { <li>{notice_file(lang, &one.file, href)}</li> }
        })
        .collect_view();
    view! { <h2 id="files">{n::public_title(lang)}</h2><ul class="files">{each}</ul> }.into_any()
}

/// Supplementary notices, each with both digests.
fn notices(view: &Posting, lang: Lang) -> AnyView {
    if view.notices.is_empty() {
        return ().into_any();
    }
    let each = view
        .notices
        .iter()
        .map(|notice| {
            let digest = |digest: &domain::digest::Digest| {
                let grouped = digest.grouped();
                view! { <span class="mono digest">{grouped}</span> }
            };
            let at = notice.at.0;
            let pairs = vec![
                kv(
                    text::lists::published_at(lang),
                    view! { <time datetime=dates::attribute(at)>{dates::moment(lang, at)}</time> },
                ),
                kv(d::notice_before(lang), digest(&notice.before)),
                kv(d::notice_scheme(lang), digest(&notice.scheme)),
            ];
            view! {
                <section>
                    <h3><UserText lang=lang text=notice.title.clone()/></h3>
                    <p class="notice-text" lang="zh-CN">{notice.reason.clone()}</p>
                    <KeyValues pairs=pairs/>
                </section>
            }
        })
        .collect_view();
    view! { <h2>{d::notices(lang)}</h2>{each} }.into_any()
}

/// Revisions, newest first: each with its number, date, digest and what it changed.
fn revisions(view: &Posting, lang: Lang) -> AnyView {
    if view.revisions.is_empty() {
        return ().into_any();
    }
    let each = view
        .revisions
        .iter()
        .map(|one| {
            let (title, at) = (r::number(lang, one.no), one.at.0);
            let pairs = vec![
                kv(
                    r::approved(lang),
                    view! { <time datetime=dates::attribute(at)>{dates::moment(lang, at)}</time> },
                ),
                kv(r::digest(lang), view! { <span class="mono digest">{one.digest.grouped()}</span> }),
            ];
            let reason = (!one.reason.is_empty())
                .then(|| view! { <p class="notice-text" lang="zh-CN">{one.reason.clone()}</p> });
            let changes = (!one.changes.is_empty()).then(|| difference(lang, &title, &one.changes));
            view! { <section><h3>{title}</h3>{reason}<KeyValues pairs=pairs/>{changes}</section> }
        })
        .collect_view();
    view! { <h2 id="revisions">{r::title(lang)}</h2>{each} }.into_any()
}

/// Confirmations of openings, newest first: what opens of each position that was below its ratio.
fn openings(view: &Posting, lang: Lang) -> AnyView {
    if view.openings.is_empty() {
        return ().into_any();
    }
    let each = view
        .openings
        .iter()
        .map(|one| {
            let at = one.at.0;
            let line = |(number, people, opened): &(String, u32, _)| {
                let into = one.merged.iter().find(|(from, _)| from == number).map(|(_, to)| to.as_str());
                let opened = o::opened_into(lang, *opened, into);
                view! { <li>{o::public_line(lang, number, *people, &opened)}</li> }
            };
            let until = one.until.map(|until| o::confirm_until(lang, &dates::moment(lang, until.0)));
            view! {
                <section>
                    <p><time datetime=dates::attribute(at)>{dates::moment(lang, at)}</time></p>
                    <p><UserText lang=lang text=one.reason.clone()/></p>
                    <ul>{one.lines.iter().map(line).collect_view()}</ul>
                    {until.map(|said| view! { <p>{said}</p> })}
                </section>
            }
        })
        .collect_view();
    view! { <h2 id="openings">{o::public_title(lang)}</h2>{each} }.into_any()
}

/// Rounds of moves after the marks, newest first: which positions take people, and when they are chosen.
fn adjustments(view: &Posting, lang: Lang) -> AnyView {
    if view.adjustments.is_empty() {
        return ().into_any();
    }
    let each = view
        .adjustments
        .iter()
        .map(|one| {
            let at = one.at.0;
            let moment = |of: domain::calendar::Instant| dates::moment(lang, of.0);
            let within = a::from_until(lang, &moment(one.window.opens), &moment(one.window.closes));
            let taking = |one: &domain::adjusting::Taking| {
                let line = a::takes_one(lang, &one.number, &one.words, one.places);
                view! { <li>{said(lang, &line, [one.words.as_str()])}</li> }
            };
            view! {
                <section>
                    <p><time datetime=dates::attribute(at)>{dates::moment(lang, at)}</time></p>
                    <p><UserText lang=lang text=one.reason.clone()/></p>
                    <p>{a::window(lang)}" "<b>{within}</b></p>
                    <ul>{one.places.iter().map(taking).collect_view()}</ul>
                </section>
            }
        })
        .collect_view();
    view! { <h2 id="adjustments">{a::title(lang)}</h2><p>{a::public_rule(lang)}</p>{each} }.into_any()
}

/// The places of a position: those that open, beside those that were planned where they are fewer.
pub(super) fn places(lang: Lang, position: &Position) -> String {
    let open = match position.plan {
        0 => o::is_cancelled(lang).to_owned(),
        plan => plan.to_string(),
    };
    match position.planned {
        None => open,
        Some(planned) => format!("{open} ({})", o::planned_were(lang, planned.into())),
    }
}

/// What was decided on the course, newest first.
fn decisions(view: &Posting, lang: Lang) -> AnyView {
    if view.decisions.is_empty() {
        return ().into_any();
    }
    let each = view
        .decisions
        .iter()
        .map(|one| {
            let at = one.at.0;
            view! {
                <section>
                    <h3>{c::done(one.kind, lang)}</h3>
                    <p><time datetime=dates::attribute(at)>{dates::moment(lang, at)}</time></p>
                    <p><UserText lang=lang text=one.reason.clone()/></p>
                </section>
            }
        })
        .collect_view();
    view! { <h2>{c::decisions(lang)}</h2>{each} }.into_any()
}

/// What the reader can do now, in one box.
fn standing(view: &Posting, lang: Lang) -> impl IntoView + use<> {
    let window = view.head.registration;
    let between = t::registering_between(
        lang,
        &dates::moment(lang, window.opens.0),
        &dates::moment(lang, window.closes.0),
    );
    // A correction of the last list brings the posting back to the phase of marks; nobody is examined again.
    let corrected = view.lists.iter().any(|list| list.under_correction.is_some());
    let (mood, title, words) = match view.head.phase_at(view.now) {
        Phase::Draft
        | Phase::Submitted
        | Phase::Approved
        | Phase::Ended
        | Phase::Suspended
        | Phase::Withdrawn => (None, t::registering_later(lang), between),
        Phase::Registering => (Some(Mood::Now), t::registering_now(lang), between),
        Phase::Screening => (None, t::registering_over(lang), t::screening_now(lang).to_owned()),
        Phase::Examining | Phase::Ranked if corrected => {
            (None, t::registering_over(lang), t::correcting_now(lang).to_owned())
        }
        Phase::Examining => (None, t::registering_over(lang), t::examining_now(lang).to_owned()),
        Phase::Ranked => (None, t::registering_over(lang), t::ranked_now(lang).to_owned()),
        Phase::Published => (Some(Mood::Pass), t::published_now(lang), String::new()),
        Phase::Closed => (Some(Mood::Pass), text::decisions::closed_what(lang), String::new()),
    };
    let open = mood == Some(Mood::Now);
    let left =
        dates::left(lang, view.now.0, window.closes.0).filter(|_| open).map(|left| t::still(lang, &left));
    view! {
        <Notice mood=mood.unwrap_or(Mood::Wait) title=title>
            {(!words.is_empty()).then(|| view! { <p>{words}{left.map(|left| view! { " "<b>{left}</b> })}</p> })}
            {open.then(|| view! { <p class="small soft">{t::deadline_note(lang)}</p><p><a href="#positions">{t::see_and_register(lang)}</a></p> })}
        </Notice>
    }
}

fn positions(view: &Posting, filter: &PositionFilter, lang: Lang) -> impl IntoView {
    let open = view.head.phase_at(view.now) == Phase::Registering;
    let found: Vec<&Position> = view.positions.iter().filter(|position| filter.takes(position)).collect();
    let all = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let slice = Slice { page: filter.page.unwrap_or(1).max(1).into(), per_page: PER_PAGE.into(), all };
    let skip = usize::try_from(slice.first().max(1) - 1).unwrap_or(usize::MAX);
    let take = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let rows: Vec<Row> =
        found.iter().skip(skip).take(take).map(|position| row(view, position, open, lang)).collect();
    let action = address::posting(lang, view.head.code) + "#positions";
    let plain = address::posting(lang, view.head.code);
    let clear = (!filter.is_open()).then(|| plain.clone() + "#positions");
    let words = if filter.is_open() {
        pieces::size(&view.head, lang)
    } else {
        t::positions_found(lang, all, &grouped(view.head.positions.into()))
    };
    let q = filter.q.trim().to_owned();
    let pages = Box::new(move |page: i64| {
        format!("{plain}{}#positions", address::query(&[("q", q.as_str()), ("page", &page.to_string())]))
    });
    let mut columns = vec![
        Column::words(t::column_code(lang)),
        Column::words(t::column_position(lang)),
        Column::numbers(t::column_plan(lang)),
    ];
    if open {
        columns.push(Column::words(t::column_register(lang)));
    }
    let table = if rows.is_empty() {
        view! { <Empty sentence=part_words::nothing_found(lang)/> }.into_any()
    } else {
        view! { <Table lang=lang caption=t::positions_title(lang) quiet=true cards=true columns=columns rows=rows/> }.into_any()
    };
    let typed = filter.q.trim().to_owned();
    view! {
        <Filters lang=lang action=action clear=clear.unwrap_or_default()>
            <FilterText name="q" label=t::filter_position(lang) value=typed/>
        </Filters>
        <Counts words=words/>
        {table}
        <Pager lang=lang slice=slice address=pages/>
    }
}

fn row(view: &Posting, position: &Position, open: bool, lang: Lang) -> Row {
    let to = address::position(lang, view.head.code, position.code);
    let conditions = (!position.conditions.is_empty()).then(
        || view! { <br/><span class="small soft"><UserText lang=lang text=position.conditions.clone()/></span> },
    );
    let timely = view.head.is_before_close(view.now);
    let check = (timely && view.conditions.ask_of(&position.number)).then(|| {
        let to = address::self_check(lang, view.head.code, position.code);
        let label = text::self_check::link_of(lang, &position.number);
        view! { <br/><a class="small" href=to aria-label=label>{text::self_check::link(lang)}</a> }
    });
    let words = view! {
        <UserText lang=lang text=format!("{} {}", position.unit, position.title)/>
        {conditions}
        {detail_line(lang, &position.details)}
        {check}
    };
    let mut cells = vec![
        Cell::new(view! { <a class="mono" href=to>{position.number.clone()}</a> }),
        Cell::new(words).class("across"),
        Cell::from(places(lang, position)),
    ];
    if open && position.plan > 0 {
        let label = format!("{} {}", t::register_here(lang), position.number);
        cells.push(Cell::new(view! { <a href=address::apply(lang, position.code) aria-label=label>{t::register_here(lang)}</a> }).class("res"));
    }
    Row::Cells("", cells)
}
