//! After the last list: collective decisions, the people of each position, the list of proposed people, and what became of them.

mod outcome;
mod position;
mod proof;

use domain::collective::DecisionState;
use domain::id::Code;
use domain::view::desk::decisions::{self, Decision, DecisionsPage, PositionLine, Publicity};
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, dates, decisions as t, revisions};

pub use outcome::Outcome;
pub use position::Position;
pub use proof::ProposedList;

use crate::address;
use crate::api::ApiError;
use crate::api::decisions::{decisions_ahead, decisions_view};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{
    Button, Cell, Column, Confirm, Empty, ErrorSummary, Field, FieldError, KeyValue, KeyValues, LinkButton,
    Mood, Notice, Pager, PostForm, Row, Slice, StateWord, Table, TextArea, TextField, UserText, Weight,
    ahead_of_act, kv,
};

/// `/zh/desk/postings/CODE/decision`.
#[component]
pub fn Decisions() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let refused = ["begin", "edit", "send", "confirm", "return", "end"]
        .into_iter()
        .find_map(|word| refused(&format!("decisions/{word}")));
    let errors = summary(lang, refused.as_ref());
    let fetch = {
        let (code, page) = (code.clone(), query("page"));
        move || read(lang, code.clone(), page.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "decision")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |(page, told)| body(lang, (&page, &told), &errors))}
    }
}

/// What ending the publicity period of a decision's people would tell.
type Told = Vec<(Code, Vec<AboutToTell>)>;

/// The page, and what each act on it that tells many would tell.
async fn read(lang: Lang, code: String, page: String) -> Result<(DecisionsPage, Told), ApiError> {
    let page = decisions_view(code.clone(), page).await?;
    let mut told = Vec::new();
    for one in page.decisions.iter().filter(|one| one.acts.end) {
        let (ends, lang) = ("yes".to_owned(), lang.code().to_owned());
        told.push((one.code, decisions_ahead(code.clone(), one.code.to_string(), ends, lang).await?));
    }
    Ok((page, told))
}

fn body(lang: Lang, (page, told): (&DecisionsPage, &Told), errors: &[FieldError]) -> AnyView {
    let Some((list, version)) = page.last else {
        return view! { <Empty sentence=t::not_yet(lang)/> }.into_any();
    };
    let href = address::list(lang, list);
    let begin = page.may_begin.then(|| begin(lang, page, errors));
    let each = page.decisions.iter().map(|one| decision(lang, (page, told), one, errors)).collect_view();
    let outcome = page.decisions.iter().any(|one| one.publicity.is_some()).then(|| {
        let to = address::desk_posting(lang, page.posting.code, "outcome");
        view! { <p><a href=to>{t::outcome(lang)}</a></p> }
    });
    view! {
        <p>{t::rests_on(lang, version)}" · "<a href=href>{text::lists::open_list(lang)}</a></p>
        {outcome}
        {each}
        {begin}
        {positions(lang, page)}
    }
    .into_any()
}

/// The fields of a decision's meeting.
fn fields(lang: Lang, form: &str, known: [&str; 3], errors: &[FieldError]) -> impl IntoView + use<> {
    crate::parts::sends_to(form);
    let field =
        |name: &str, label: &str, hint: &str| with_error(Field::new(name, label).hint(hint), name, errors);
    let [body, minutes, on] = known.map(str::to_owned);
    let day = with_error(Field::new("day", t::on(lang)).hint(text::parts::day_hint(lang)), "day", errors);
    view! {
        <TextField lang=lang field=field("body", t::body(lang), t::body_hint(lang)) value=body/>
        <TextField lang=lang field=field("minutes", t::minutes(lang), t::minutes_hint(lang)) value=minutes/>
        <TextField lang=lang field=day value=on/>
    }
}

fn begin(lang: Lang, page: &DecisionsPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
    ];
    let fields = fields(lang, "/api/decisions/begin", ["", "", ""], errors);
    view! {
        <h2>{t::begin_title(lang)}</h2>
        <PostForm action="/api/decisions/begin" hidden=hidden switches=true>
            {fields}
            <Button word=t::begin(lang)/>
        </PostForm>
    }
}

fn hidden(lang: Lang, page: &DecisionsPage, one: &Decision) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("decision".to_owned(), one.code.to_string()),
        ("version".to_owned(), one.version.to_string()),
    ]
}

fn decision(
    lang: Lang,
    (page, told): (&DecisionsPage, &Told),
    one: &Decision,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let mood = match one.state {
        DecisionState::Draft => Mood::Now,
        DecisionState::Sent => Mood::Wait,
        DecisionState::Confirmed => Mood::Pass,
    };
    let overtaken = one.overtaken.then(|| {
        let said = text::errors::sentence(&domain::reason::DecisionsWhy::Overtaken.reason(), lang);
        view! { <Notice mood=Mood::Return title=t::overtaken(lang)><p>{said}</p></Notice> }
    });
    let lacks = ((one.acts.edit || one.overtaken) && !one.lacks.is_empty()).then(|| {
        let lines = one.lacks.iter().take(20).map(|why| {
            let sentence = text::errors::sentence(why, lang);
            view! { <li>{sentence}</li> }
        });
        view! { <h3>{t::lacks(lang)}</h3><ul>{lines.collect_view()}</ul> }
    });
    let public = one.publicity.as_ref().map(|period| period_of(lang, (page, told), one, period));
    let waits = one.waits.map(|at| {
        let at = text::releases::waits_until(lang, &dates::moment(lang, at.0));
        view! { <Notice mood=Mood::Wait title=text::releases::waits_title(lang)><p>{at}</p></Notice> }
    });
    let publish = one.acts.publish.then(|| {
        let to = address::desk_posting(lang, page.posting.code, &format!("decision/list/{}", one.code));
        view! { <p><LinkButton href=to word=t::check_and_sign(lang)/></p> }
    });
    view! {
        <section>
            <h2>{t::numbered(lang, one.no)}" "<StateWord mood=mood word=t::state(one.state, lang)/></h2>
            {overtaken}
            <KeyValues pairs=facts(lang, one)/>
            {public}
            {lacks}
            {waits}
            {publish}
            {settle(lang, page, one, errors)}
            {(one.acts.edit).then(|| edit(lang, page, one, errors))}
        </section>
    }
}

fn facts(lang: Lang, one: &Decision) -> Vec<KeyValue> {
    let by = |(who, at): &(String, domain::calendar::Instant)| {
        revisions::by_at(lang, who, &dates::moment(lang, at.0))
    };
    let (body, minutes) = (one.body.clone(), one.minutes.clone());
    let mut pairs = vec![
        kv(t::body(lang), view! { <UserText lang=lang text=body/> }),
        kv(t::minutes(lang), view! { <UserText lang=lang text=minutes/> }),
        kv(t::on(lang), dates::day(lang, one.on)),
        kv(t::proposed_count(lang), grouped(one.proposed.into())),
        kv(t::entered(lang), by(&one.entered)),
    ];
    pairs.extend(one.confirmed.as_ref().map(|one| kv(t::confirmed(lang), by(one))));
    if let Some(reason) = one.returned_because.clone().filter(|_| one.confirmed.is_none()) {
        pairs.push(kv(t::returned_for(lang), view! { <UserText lang=lang text=reason/> }));
    }
    pairs
}

/// The publicity period, with the ways to its list, its correction and its end.
fn period_of(
    lang: Lang,
    (page, told): (&DecisionsPage, &Told),
    one: &Decision,
    period: &Publicity,
) -> impl IntoView + use<> {
    let last = period.window.closes.plus_seconds(-1).date();
    let (first, last) = (dates::day(lang, period.window.opens.date()), dates::day(lang, last));
    let list = address::list(lang, period.list);
    let stage = domain::collective::stage(one.no);
    let code = page.posting.code;
    let correction = address::desk_posting(lang, code, &format!("lists/{stage}/correction"));
    let queue = address::desk_posting(lang, code, "objections");
    let waiting = (period.waiting > 0).then(|| {
        view! { <p><a href=queue>{t::waiting(lang, period.waiting)}</a></p> }
    });
    let ended = period.ended_at.map(|at| t::ended_at(lang, &dates::moment(lang, at.0)));
    let ends = one.acts.end.then(|| {
        let back = address::desk_posting(lang, code, "decision");
        let hidden = hidden(lang, page, one);
        let told = told.iter().find(|(of, _)| *of == one.code).map(|(_, told)| told.clone());
        view! {
            <h3>{t::end_title(lang)}</h3>
            {told.map(|told| ahead_of_act(lang, told))}
            <Confirm lang=lang consequences=vec![t::end_consequence(lang).to_owned()] back=back>
                <PostForm action="/api/decisions/end" hidden=hidden>
                    <Button word=t::end_publicity(lang)/>
                </PostForm>
            </Confirm>
        }
    });
    view! {
        <h3>{t::publicity(lang)}</h3>
        <p>{t::period(lang, &first, &last)}</p>
        {ended.map(|words| view! { <p>{words}</p> })}
        <p>
            <a href=list>{t::open_list(lang)}</a>" · "<a href=correction>{t::correct_list(lang)}</a>
        </p>
        {waiting}
        {ends}
    }
}

/// Sending it, confirming it, sending it back: whoever may.
fn settle(lang: Lang, page: &DecisionsPage, one: &Decision, errors: &[FieldError]) -> impl IntoView + use<> {
    let back = || address::desk_posting(lang, page.posting.code, "");
    let send = (one.acts.send && one.lacks.is_empty()).then(|| {
        view! {
            <h3>{t::send_title(lang)}</h3>
            <p>{t::send_consequence(lang)}</p>
            <PostForm action="/api/decisions/send" hidden=hidden(lang, page, one)>
                <Button word=t::send(lang)/>
            </PostForm>
        }
    });
    let confirm = one.acts.confirm.then(|| {
        let confirms = hidden(lang, page, one);
        let title = if one.overtaken { t::confirm_anew(lang) } else { t::confirm_title(lang) };
        view! {
            <h3>{title}</h3>
            <Confirm lang=lang consequences=vec![t::confirm_consequence(lang).to_owned()] back=back()>
                <PostForm action="/api/decisions/confirm" hidden=confirms>
                    <Button word=t::confirm(lang)/>
                </PostForm>
            </Confirm>
        }
    });
    let returns = one.acts.return_back.then(|| {
        let reason = with_error(Field::new("reason", t::return_reason(lang)), "reason", errors);
        let returns = hidden(lang, page, one);
        view! {
            <h3>{t::return_title(lang)}</h3>
            <PostForm action="/api/decisions/return" hidden=returns switches=true>
                <TextArea lang=lang field=reason value="" rows=3/>
                <Button word=t::return_back(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! { {send}{confirm}{returns} }
}

fn edit(lang: Lang, page: &DecisionsPage, one: &Decision, errors: &[FieldError]) -> impl IntoView + use<> {
    let on = domain::workdays::iso(one.on);
    let known = [one.body.as_str(), one.minutes.as_str(), on.as_str()];
    let fields = fields(lang, "/api/decisions/edit", known, errors);
    let hidden = hidden(lang, page, one);
    view! {
        <details>
            <summary>{t::edit_head(lang)}</summary>
            <PostForm action="/api/decisions/edit" hidden=hidden switches=true>
                {fields}
                <Button word=t::save(lang) weight=Weight::Quiet/>
            </PostForm>
        </details>
    }
}

fn positions(lang: Lang, page: &DecisionsPage) -> impl IntoView + use<> {
    let columns = vec![
        Column::words(t::position(lang)),
        Column::words(t::unit(lang)),
        Column::numbers(t::plan(lang)),
        Column::numbers(t::listed(lang)),
        Column::numbers(t::proposed(lang)),
    ];
    let rows = page.positions.iter().map(|line| Row::Cells("", cells(lang, page, line))).collect();
    let per_page = i64::from(decisions::POSITIONS_PER_PAGE);
    let slice = Slice { page: page.page.into(), per_page, all: page.all.into() };
    let code = page.posting.code;
    let turn = Box::new(move |to: i64| {
        let plain = address::desk_posting(lang, code, "decision");
        format!("{plain}{}", address::query(&[("page", &to.to_string())]))
    });
    let none = page.positions.is_empty().then(|| view! { <Empty sentence=t::none_listed(lang)/> });
    view! {
        <h2>{t::positions(lang)}</h2>
        <p class="small soft">{t::rank_never_decides(lang)}</p>
        {none}
        <Table lang=lang caption=t::positions(lang) quiet=true cards=true columns=columns rows=rows/>
        <Pager lang=lang slice=slice address=turn/>
    }
}

fn cells(lang: Lang, page: &DecisionsPage, line: &PositionLine) -> Vec<Cell> {
    let to = format!("decision/{}", address::segment(&line.number));
    let href = address::desk_posting(lang, page.posting.code, &to);
    let (number, unit, title) = (line.number.clone(), line.unit.clone(), line.title.clone());
    let begun = line.begun.then(|| view! { " "<StateWord mood=Mood::Now word=t::begun(lang)/> });
    vec![
        Cell::new(view! { <a class="mono" href=href>{number}</a>{begun} }),
        Cell::new(view! { <UserText lang=lang text=unit/>" "<UserText lang=lang text=title/> })
            .class("wide-cell"),
        Cell::new(grouped(line.plan.into())).class("num"),
        Cell::new(grouped(line.people.into())).class("num"),
        Cell::new(grouped(line.proposed.into())).class("num"),
    ]
}
