//! The lines of one position, best first, with the cut, and the choice of a position.

use domain::view::desk::ranking::{RankedLine, RankingPage};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, marks, ranking as t, scheme, steps};

use crate::address;
use crate::parts::{
    Cell, Column, Counts, FilterChoice, Filters, LinkButton, Mood, Row, StateWord, Table, UserText, Weight,
};

/// The choice and the table.
pub fn lines(lang: Lang, page: &RankingPage) -> impl IntoView + use<> {
    let Some(position) = page.positions.iter().find(|one| one.number == page.shown) else {
        return ().into_any();
    };
    let caption = t::ranking_of(lang, &format!("{} {} {}", position.number, position.unit, position.title));
    let first = page.lines.first();
    let mut columns = vec![Column::words(marks::ticket(lang))];
    columns.extend(page.named.then(|| Column::words(text::lists::name(lang))));
    columns.extend(first.iter().flat_map(|line| &line.values).map(|(component, _)| {
        Column::numbers(marks::column_word(lang, component, page.names.part(component)))
    }));
    columns.push(Column::numbers(t::total(lang)));
    columns.push(Column::numbers(t::rank(lang)));
    columns.extend(first.iter().flat_map(|line| &line.seats).map(|(list, _)| {
        Column::words(text::capital(lang, &scheme::list_word(lang, list, page.names.list(list))))
    }));
    let cut = cut(&page.lines);
    let rows = page
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| Row::Cells(if cut == Some(at) { "cut" } else { "" }, cells(lang, page, line)))
        .collect();
    let people = text::parts::rows(lang, &grouped(position.people.into()));
    let plan = text::public::plan_of(lang, position.plan.into());
    view! {
        <h2><bdi>{caption.clone()}</bdi></h2>
        {choice(lang, page)}
        {beside(lang, page)}
        <Counts words=format!("{plan} · {people}")/>
        <Table lang=lang caption=caption quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}

fn choice(lang: Lang, page: &RankingPage) -> impl IntoView + use<> {
    let options = page
        .positions
        .iter()
        .map(|one| (one.number.clone(), format!("{} {} {}", one.number, one.unit, one.title)))
        .collect();
    let action = address::desk_posting(lang, page.posting.code, "ranking");
    let shown = page.shown.clone();
    (page.positions.len() > 1).then(|| {
        view! {
            <Filters lang=lang action=action>
                <FilterChoice lang=lang name="position" label=t::show_position(lang) options=options selected=shown one=true/>
            </Filters>
        }
    })
}

/// The positions before and after the one shown, and the whole ranking as a workbook.
fn beside(lang: Lang, page: &RankingPage) -> impl IntoView + use<> {
    let at = page.positions.iter().position(|one| one.number == page.shown);
    let here = address::desk_posting(lang, page.posting.code, "ranking");
    let link = |at: Option<usize>, word: fn(Lang, &str) -> String| {
        let one = page.positions.get(at?)?;
        let to = format!("{here}?position={}", address::segment(&one.number));
        Some(view! { <LinkButton href=to word=word(lang, &one.number) weight=Weight::Quiet/> })
    };
    let before = link(at.and_then(|at| at.checked_sub(1)), t::position_before);
    let after = link(at.and_then(|at| at.checked_add(1)), t::position_after);
    let book = address::desk_posting(lang, page.posting.code, "ranking/ranking.xlsx");
    view! {
        <p class="row">{before}" "{after}" "<a href=book download="">{t::book(lang)}</a></p>
    }
}

fn cells(lang: Lang, page: &RankingPage, line: &RankedLine) -> Vec<Cell> {
    let to = address::desk_posting(lang, page.posting.code, &format!("ranking/{}", line.application));
    let ticket = line.ticket.clone();
    let mut cells = vec![Cell::new(view! { <a href=to>{ticket}</a> }).class("mono")];
    if page.named {
        let name = line.name.clone();
        cells.push(Cell::new(view! { <UserText lang=lang text=name/> }));
    }
    cells.extend(line.values.iter().map(|(_, value)| Cell::from(marks::value_word(lang, value))));
    let total = line.total.clone();
    cells.push(Cell::new(view! { <b>{total}</b> }));
    let (rank, tied) = (line.rank.clone(), line.tied);
    cells.push(Cell::new(view! {
        {rank}{tied.then(|| view! { " "<span class="small soft">{t::tied(lang)}</span> })}
    }));
    cells.extend(line.seats.iter().map(|(_, seat)| self::seat(lang, seat)));
    cells
}

fn seat(lang: Lang, seat: &str) -> Cell {
    let mood = match seat {
        "in" => Mood::Pass,
        "open" => Mood::Return,
        _ => Mood::Wait,
    };
    let word = steps::seat_word(seat, lang);
    if word.is_empty() {
        return Cell::from("");
    }
    Cell::new(view! { <StateWord mood=mood word=text::capital(lang, &word)/> })
}

/// The last line that is in on the newest list that somebody is in on, where others stand below it.
fn cut(lines: &[RankedLine]) -> Option<usize> {
    let is_in = |line: &RankedLine, list: usize| line.seats.get(list).is_some_and(|seat| seat.1 == "in");
    let lists = lines.first()?.seats.len();
    let newest = (0..lists).rev().find(|list| lines.iter().any(|line| is_in(line, *list)))?;
    let last = lines.iter().rposition(|line| is_in(line, newest))?;
    (last.checked_add(1)? < lines.len()).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_belongs_to_the_newest_list_with_results() {
        let line = |seats: &[&str]| RankedLine {
            application: "7KHSVZVXNG".parse().unwrap(),
            ticket: String::new(),
            name: String::new(),
            values: Vec::new(),
            total: String::new(),
            rank: String::new(),
            tied: false,
            seats: seats.iter().map(|seat| (String::new(), (*seat).to_owned())).collect(),
        };
        let early = [line(&["in", ""]), line(&["in", ""]), line(&["out", ""])];
        assert_eq!(cut(&early), Some(1));
        let late = [line(&["in", "in"]), line(&["in", "out"]), line(&["out", "out"])];
        assert_eq!(cut(&late), Some(0));
        assert_eq!(cut(&[line(&["in"])]), None);
        assert_eq!(cut(&[]), None);
    }
}
