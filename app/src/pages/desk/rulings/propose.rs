//! The form that proposes a ruling: what is asked, of whom, by which clause, and the fields of its kind.

use domain::rulings::{FormKind, NOBODY, OverrideGround};
use domain::view::desk::rulings::{Asks, Concerned, PossibleLines, ProposalPage};
use leptos::prelude::*;
use text::{Lang, numbers, rulings as t};

use super::possible::possible;
use super::{people, told};
use crate::address;
use crate::api::rulings::{About, ruling_form};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, ButtonRow, Crumb, Crumbs, ErrorSummary, Field, FieldError, FilterChoice, Filters, KeyValues,
    Kind, LinkButton, Notice, PostForm, RadioGroup, SelectField, TextArea, TextField, Weight, kv, sends_to,
};

/// `/zh/desk/postings/CODE/rulings/propose`.
#[component]
pub fn Propose() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let about = About {
        question: query("question"),
        of: query("of"),
        position: query("position"),
        paper: query("paper"),
        all: query("all"),
        list: query("list"),
        by_decision: query("by_decision"),
        corrects: query("corrects"),
        withdraw: query("withdraw"),
    };
    let errors = summary(lang, refused("rulings/propose").as_ref());
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "rulings"), t::title(lang))];
    let fetch = {
        let code = code.clone();
        move || ruling_form(code.clone(), about.clone())
    };
    view! {
        {tabs(lang, &code, "rulings")}
        <Crumbs lang=lang crumbs=crumbs/>
        {loaded(fetch, move |page| show(lang, &page, &errors))}
    }
}

fn heading(lang: Lang, page: &ProposalPage) -> &'static str {
    let word: fn(Lang) -> &'static str = match (page.kind, page.corrects.is_some()) {
        (FormKind::Withdrawal, _) => t::propose_withdrawal,
        (_, true) => t::correcting,
        (FormKind::Line, false) => t::propose_line,
        (FormKind::ExtraTest | FormKind::Lots, false) => t::propose_ruling,
        (FormKind::Replacement, false) => t::propose_replacement,
        (FormKind::Override, false) => t::propose_override,
        (FormKind::Ratio, false) => t::propose_ratio,
    };
    word(lang)
}

fn show(lang: Lang, page: &ProposalPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let title = heading(lang, page);
    let corrects = page.corrects.as_ref().map(|line| {
        let to = address::ruling(lang, page.posting.code, line.code);
        let told = told(lang, &page.names, line);
        view! { <Notice title=t::corrects(lang)><p><a href=to>{told}</a></p></Notice> }
    });
    let hidden = hidden(lang, page);
    let back = address::desk_posting(lang, page.posting.code, "rulings");
    sends_to("/api/rulings/propose");
    let reason = page.corrects.is_some().then(|| {
        let field = Field::new("reason", t::reason(lang)).hint(t::reason_hint(lang));
        view! { <TextArea lang=lang field=with_error(field, "reason", errors) value="" rows=3/> }
    });
    let (ground, lines) = (ground(lang, page), counted(lang, page));
    let fields = fields(lang, page, errors);
    view! {
        <PageTitle lang=lang text=title/>
        <h1>{title}</h1>
        <ErrorSummary lang=lang errors=errors.to_vec()/>
        {corrects}
        {ground}
        {lines}
        <PostForm action="/api/rulings/propose" key=page.key.to_string() hidden=hidden switches=true>
            {fields}
            {reason}
            <p class="small soft">{t::propose_note(lang)}</p>
            <ButtonRow>
                <Button word=t::propose(lang)/>
                <LinkButton href=back word=text::parts::cancel(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
    }
}

fn hidden(lang: Lang, page: &ProposalPage) -> Vec<(String, String)> {
    let kind = match page.kind {
        FormKind::Line => "line",
        FormKind::ExtraTest => "extra_test",
        FormKind::Lots => "lots",
        FormKind::Replacement => "replacement",
        FormKind::Override => "override",
        FormKind::Ratio => "ratio",
        FormKind::Withdrawal => "withdrawal",
    };
    let mut hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("kind".to_owned(), kind.to_owned()),
    ];
    let mut add = |name: &str, value: &str| hidden.push((name.to_owned(), value.to_owned()));
    if let Some(line) = &page.corrects {
        add("corrects", line.code.as_str());
    }
    match &page.asks {
        Asks::Tie { question, people, .. } => {
            add("question", &question.id);
            for (at, person) in people.iter().enumerate() {
                add(&format!("tickets[{at}]"), &person.ticket);
            }
        }
        Asks::Line { of, fixed, paper, .. } => {
            add("of", of);
            if let Some(position) = fixed {
                add("position", position);
                add("paper", paper);
            }
        }
        Asks::Replacement { position, list, .. } | Asks::Override { position, list, .. } => {
            add("position", &position.number);
            add("list", &list.key);
        }
        Asks::Ratio { open } => {
            add("position", &open.position.number);
            add("list", &open.list.key);
            add("qualified", &open.qualified.to_string());
        }
        Asks::Withdrawal => {}
    }
    hidden
}

/// What is asked, and of whom.
fn ground(lang: Lang, page: &ProposalPage) -> AnyView {
    match &page.asks {
        Asks::Tie { question, position, list, people } => {
            let pairs = vec![
                kv(t::position(lang), format!("{} {}", position.number, position.words)),
                kv(t::list(lang), text::capital(lang, &t::list_of(lang, list))),
                kv(t::seats(lang), numbers::grouped(question.seats.into())),
                kv(t::clause(lang), text::scheme::clause(lang, &page.names, &question.clause)),
            ];
            let table = people::table(lang, t::tied_people(lang), people, false);
            view! { <KeyValues pairs=pairs/>{table} }.into_any()
        }
        Asks::Line { of, label, .. } => {
            let word = t::of_word(lang, of, label.as_deref());
            view! { <KeyValues pairs=vec![kv(t::what(lang), t::line_open(lang, &word))]/> }.into_any()
        }
        Asks::Replacement { position, list, people, most, allowed, .. } => {
            let pairs = vec![
                kv(t::position(lang), format!("{} {}", position.number, position.words)),
                kv(t::list(lang), text::capital(lang, &t::list_of(lang, list))),
            ];
            let rule = match (allowed, most) {
                (false, _) => Some(t::not_allowed(lang).to_owned()),
                (true, Some(most)) => Some(t::rounds_most(lang, i64::from(*most))),
                (true, None) => None,
            };
            let table = people::table(lang, t::on_list(lang), people, true);
            view! { <KeyValues pairs=pairs/>{rule.map(|rule| view! { <p>{rule}</p> })}{table} }.into_any()
        }
        Asks::Override { position, list, people } => {
            let pairs = vec![
                kv(t::position(lang), format!("{} {}", position.number, position.words)),
                kv(t::list(lang), text::capital(lang, &t::list_of(lang, list))),
            ];
            let table = people::table(lang, t::on_list(lang), people, true);
            view! { <KeyValues pairs=pairs/><p>{t::overriding_lede(lang)}</p>{table} }.into_any()
        }
        Asks::Ratio { open } => {
            let count = |count: u32| numbers::grouped(count.into());
            let pairs = vec![
                kv(t::position(lang), format!("{} {}", open.position.number, open.position.words)),
                kv(t::list(lang), text::capital(lang, &t::list_of(lang, &open.list))),
                kv(t::ratio_qualified(lang), count(open.qualified)),
                kv(t::ratio_seats(lang), count(open.seats)),
                kv(t::ratio_least(lang), count(open.least)),
            ];
            view! { <KeyValues pairs=pairs/> }.into_any()
        }
        Asks::Withdrawal => ().into_any(),
    }
}

/// Of a line: what could be set, and in which position that is counted.
fn counted(lang: Lang, page: &ProposalPage) -> Option<AnyView> {
    let Asks::Line { possible: lines, .. } = &page.asks else { return None };
    Some(view! { {which(lang, page)}{possible(lang, lines.as_ref())} }.into_any())
}

/// In which positions the lines are counted, and whether all of them are listed; nothing where neither is to be chosen.
fn which(lang: Lang, page: &ProposalPage) -> Option<AnyView> {
    let Asks::Line { of, positions, papers, fixed, counted, paper, all, possible: lines, .. } = &page.asks
    else {
        return None;
    };
    let several = fixed.is_none() && positions.len() > 1;
    let is_cut = |lines: &PossibleLines| usize::try_from(lines.all).is_ok_and(|all| all > lines.shown.len());
    let more = *all || lines.as_ref().is_some_and(is_cut);
    if !several && !more {
        return None;
    }
    let place = several.then(|| {
        let mut options = vec![(String::new(), text::capital(lang, t::everywhere(lang)))];
        options.extend(positions.iter().map(|one| (one.number.clone(), format!("{} {}", one.number, one.words))));
        let (label, counted) = (t::line_scope(lang), counted.clone());
        view! { <FilterChoice lang=lang name="position" label=label options=options selected=counted one=true/> }
    });
    let class = (several && !papers.is_empty()).then(|| {
        let (label, options, paper) = (t::line_class(lang), classes(lang, papers), paper.clone());
        view! { <FilterChoice lang=lang name="paper" label=label options=options selected=paper one=true/> }
    });
    let listed = more.then(|| {
        let word = |word: &str| text::capital(lang, word);
        let options = vec![
            (String::new(), word(t::possible_near(lang))),
            ("yes".to_owned(), word(t::possible_all(lang))),
        ];
        let (label, selected) = (t::possible_which(lang), if *all { "yes" } else { "" });
        view! { <FilterChoice lang=lang name="all" label=label options=options selected=selected one=true/> }
    });
    // A correction is named by what it corrects.
    let (name, value) = match &page.corrects {
        Some(before) => ("corrects", before.code.to_string()),
        None => ("of", of.clone()),
    };
    let action = address::ruling(lang, page.posting.code, "propose");
    Some(
        view! {
            <Filters lang=lang action=action>
                <input type="hidden" name=name value=value/>
                {place}
                {class}
                {listed}
            </Filters>
        }
        .into_any(),
    )
}

fn fields(lang: Lang, page: &ProposalPage, errors: &[FieldError]) -> AnyView {
    let named =
        |name: &str, label: &str, hint: &str| with_error(Field::new(name, label).hint(hint), name, errors);
    let number = named("number", t::number(lang), t::number_hint(lang)).optional();
    match &page.asks {
        Asks::Tie { people, .. } => {
            let rows = if page.kind == FormKind::Lots {
                let field = named("places", t::lots(lang), t::lots_hint(lang));
                field.around_group(lang, lots(lang, people)).into_any()
            } else {
                let field = named("marks", t::extra_marks(lang), t::extra_marks_hint(lang));
                field.around_group(lang, marks(lang, people)).into_any()
            };
            let witnesses = named("witnesses", t::witnesses(lang), t::witnesses_hint(lang));
            let witnesses = if page.kind == FormKind::Lots { witnesses } else { witnesses.optional() };
            view! {
                {rows}
                <TextField lang=lang field=witnesses/>
                <TextField lang=lang field=number/>
            }
            .into_any()
        }
        Asks::Line { positions, papers, fixed, counted, paper, .. } => {
            let line = named("line", t::line(lang), t::line_hint(lang));
            let scope_of = fixed.is_none().then(|| {
                let mut options = vec![(String::new(), t::everywhere(lang).to_owned())];
                options.extend(
                    positions
                        .iter()
                        .map(|place| (place.number.clone(), format!("{} {}", place.number, place.words))),
                );
                scope(lang, Field::new("position", t::line_scope(lang)), options, counted)
            });
            let class = (fixed.is_none() && !papers.is_empty()).then(|| {
                let field = named("paper", t::line_class(lang), t::line_class_hint(lang));
                scope(lang, field, classes(lang, papers), paper)
            });
            view! {
                {scope_of}
                {class}
                <TextField lang=lang field=line kind=Kind::Decimal/>
                <TextField lang=lang field=number/>
            }
            .into_any()
        }
        Asks::Replacement { .. } => replacement(lang, &page.asks, errors),
        Asks::Override { people, .. } => overriding(lang, people, errors),
        Asks::Ratio { .. } => {
            let cause = named("cause", t::ratio_cause(lang), t::ratio_cause_hint(lang));
            view! {
                <TextArea lang=lang field=cause value="" rows=2/>
                <TextField lang=lang field=number/>
            }
            .into_any()
        }
        Asks::Withdrawal => ().into_any(),
    }
}

/// All classes of papers, or one of them.
fn classes(lang: Lang, papers: &[String]) -> Vec<(String, String)> {
    let all = (String::new(), text::capital(lang, t::all_classes(lang)));
    std::iter::once(all).chain(papers.iter().map(|paper| (paper.clone(), paper.clone()))).collect()
}

/// For all positions or classes of papers, or one of those that the scheme leaves open. The first choice is no blank: it means all.
fn scope(lang: Lang, field: Field, options: Vec<(String, String)>, counted: &str) -> impl IntoView + use<> {
    let (id, name) = (field.id(), field.name.clone());
    let chosen = field.typed(counted.to_owned());
    let items = options
        .into_iter()
        .map(|(value, word)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{word}</option> }
        })
        .collect_view();
    field.around(lang, view! { <select id=id name=name>{items}</select> })
}

fn marks(lang: Lang, people: &[Concerned]) -> impl IntoView + use<> {
    people
        .iter()
        .enumerate()
        .map(|(at, person)| {
            let field = Field::new(&format!("marks[{at}]"), &t::mark_of(lang, &whose(person)));
            view! { <TextField lang=lang field=field kind=Kind::Decimal/> }
        })
        .collect_view()
}

fn lots(lang: Lang, people: &[Concerned]) -> impl IntoView + use<> {
    let options: Vec<(String, String)> =
        (1..=people.len()).map(|place| (place.to_string(), place.to_string())).collect();
    people
        .iter()
        .enumerate()
        .map(|(at, person)| {
            let field = Field::new(&format!("places[{at}]"), &t::lot_of(lang, &whose(person)));
            view! { <SelectField lang=lang field=field options=options.clone()/> }
        })
        .collect_view()
}

fn whose(person: &Concerned) -> String {
    [person.ticket.as_str(), person.name.as_str()].join(" ").trim().to_owned()
}

fn overriding(lang: Lang, people: &[Concerned], errors: &[FieldError]) -> AnyView {
    let plain = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let options = people.iter().map(|person| (person.ticket.clone(), whose(person))).collect();
    let grounds = OverrideGround::ALL.iter();
    let grounds = grounds.map(|one| (one.word().to_owned(), t::overriding_of(lang, *one))).collect();
    let decision = plain("cause", t::decision(lang)).hint(t::decision_hint(lang));
    view! {
        <SelectField lang=lang field=plain("person", t::person(lang)) options=options/>
        <RadioGroup lang=lang field=plain("ground", t::ground_field(lang)) options=grounds selected=""/>
        <TextArea lang=lang field=decision value="" rows=2/>
    }
    .into_any()
}

fn replacement(lang: Lang, asks: &Asks, errors: &[FieldError]) -> AnyView {
    let Asks::Replacement { people, next, rounds, allowed, .. } = asks else { return ().into_any() };
    let named =
        |name: &str, label: &str, hint: &str| with_error(Field::new(name, label).hint(hint), name, errors);
    let plain = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let on_list = people.iter().filter(|person| person.seat == "in");
    let options = on_list.map(|person| (person.ticket.clone(), whose(person))).collect();
    let mut fills = Vec::new();
    if *allowed && !next.is_empty() {
        let who = numbers::list(lang, next);
        let word = if next.len() > 1 { t::fill_next_tied(lang, &who) } else { t::fill_next(lang, &who) };
        fills.push((next.join(","), word));
    }
    fills.push((NOBODY.to_owned(), t::stays_empty(lang).to_owned()));
    let only = if fills.len() == 1 { NOBODY } else { "" };
    let none =
        (*allowed && next.is_empty()).then(|| view! { <p class="small soft">{t::no_reserve(lang)}</p> });
    let mut calls = Vec::new();
    if *rounds > 0 {
        calls.push((rounds.to_string(), t::round_same(lang, i64::from(*rounds))));
    }
    let following = rounds.saturating_add(1);
    calls.push((following.to_string(), t::round_next(lang, i64::from(following))));
    let round = if calls.len() == 1 { following.to_string() } else { String::new() };
    view! {
        <SelectField lang=lang field=plain("out", t::out(lang)) options=options/>
        <TextArea lang=lang field=named("cause", t::cause(lang), t::cause_hint(lang)) value="" rows=2/>
        {none}
        <RadioGroup lang=lang field=plain("fill", t::fill(lang)) options=fills selected=only/>
        <RadioGroup lang=lang field=plain("round", t::round(lang)) options=calls selected=round/>
    }
    .into_any()
}
