//! `desk/postings/CODE/ranking/spread`: how marks are distributed, and of whom those above each cut consist.

use domain::number::Score;
use domain::spread::{Bin, Group, SMALLEST};
use domain::view::desk::ranking::{Composition, Distribution, Spread as View};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, lists, marks, ranking, registration, spread as t};

use crate::address;
use crate::api::ranking::ranking_spread;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param};
use crate::parts::{Cell, Column, Crumb, Crumbs, Empty, Histogram, Row, Table};

/// `/zh/desk/postings/CODE/ranking/spread`.
#[component]
pub fn Spread() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "ranking"), ranking::ranking(lang))];
    let fetch = {
        let code = code.clone();
        move || ranking_spread(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::spread(lang)/>
        {tabs(lang, &code, "ranking")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{t::spread(lang)}</h1>
        <p class="lede">{t::spread_lede(lang)}</p>
        {loaded(fetch, move |page: View| show(lang, &page))}
    }
}

fn show(lang: Lang, page: &View) -> AnyView {
    if page.components.is_empty() {
        return view! { <Empty sentence=t::nothing(lang)/> }.into_any();
    }
    let components = page.components.iter().map(|one| component(lang, one)).collect_view();
    let compositions = (!page.compositions.is_empty()).then(|| {
        let all = page.compositions.iter().map(|one| composition(lang, page, one)).collect_view();
        view! {
            <h2>{t::composition(lang)}</h2>
            <p>{t::composition_lede(lang, SMALLEST)}</p>
            {all}
        }
    });
    let none = (page.compositions.is_empty() && !page.cuts.is_empty()).then(|| {
        let why = if page.may_compose { t::too_many(lang) } else { t::not_yours(lang) };
        view! { <p class="small soft">{why}</p> }
    });
    view! { {components}{compositions}{none} }.into_any()
}

fn score(score: Score) -> String {
    score.display(score.places())
}

/// Where a line stands between nought and the full mark, in thousandths.
fn part(line: Score, full: Score) -> u64 {
    let part = line.millionths().max(0).saturating_mul(1_000) / full.millionths().max(1);
    u64::try_from(part).unwrap_or(0)
}

fn component(lang: Lang, one: &Distribution) -> impl IntoView + use<> {
    let name = marks::column_word(lang, &one.key, one.name.as_deref());
    let full = one.bins.last().map_or(one.highest, |bin| bin.to);
    let (lowest, highest) = (score(one.lowest), score(one.highest));
    let sentence = match (one.line, one.reached) {
        (Some(line), Some(reached)) => {
            t::sentence_line(lang, &name, one.scored, (&lowest, &highest), &score(line), reached)
        }
        _ => t::sentence(lang, &name, one.scored, (&lowest, &highest)),
    };
    let cut = one.line.map(|line| (part(line, full), t::line_at(lang, &score(line))));
    let people = one.bins.iter().map(|bin| bin.people).collect();
    let row = |bin: &Bin| {
        let steps = format!("{}–{}", score(bin.from), score(bin.to));
        Row::Cells("", vec![Cell::from(steps).class("mono"), Cell::from(grouped(bin.people.into()))])
    };
    let rows = one.bins.iter().map(row).collect();
    let columns = vec![Column::words(t::marks_from_to(lang)), Column::numbers(lists::people(lang))];
    let caption = name.clone();
    view! {
        <h2>{name}</h2>
        <p>{sentence.clone()}</p>
        <Histogram label=sentence people=people low=score(Score::from_millionths(0)) high=score(full) cut=cut/>
        <Table lang=lang caption=caption quiet=true columns=columns rows=rows/>
    }
}

fn composition(lang: Lang, page: &View, one: &Composition) -> impl IntoView + use<> {
    let name = registration::column(one.field, lang).to_owned();
    let mut columns = vec![Column::words(name.clone()), Column::numbers(t::above_none(lang))];
    columns.extend(
        page.cuts.iter().map(|(key, name)| Column::numbers(lists::title(lang, key, name.as_deref()))),
    );
    let row = |group: &Group| {
        let word = match group.word.as_str() {
            "" => t::not_told(lang).to_owned(),
            word => registration::shown(lang, one.field, word),
        };
        let mut cells = vec![Cell::from(word)];
        match &group.classes {
            Some(classes) => cells.extend(classes.iter().map(|n| Cell::from(grouped((*n).into())))),
            None => cells.extend((0..=page.cuts.len()).map(|_| Cell::from(t::left_out(lang)))),
        }
        Row::Cells("", cells)
    };
    let rows = one.groups.iter().map(row).collect();
    view! { <Table lang=lang caption=name quiet=true cards=true columns=columns rows=rows/> }
}
