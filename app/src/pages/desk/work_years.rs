//! The calendar of working days: the years that can be counted in, and the form that enters one.

use domain::view::desk::work_years::{WorkYearEntry, WorkYearsPage};
use leptos::prelude::*;
use text::{Lang, dates, work_years as t};

use crate::api::work_years::work_years_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, refused};
use crate::parts::{
    Button, ErrorSummary, Field, FieldError, Kind, PostForm, TextArea, TextField, UserText, sends_to,
};

/// `/zh/desk/working-days`.
#[component]
pub fn WorkYears() -> impl IntoView {
    let lang = lang();
    let errors = summary(lang, refused("work-years/enter").as_ref());
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(work_years_view, move |page: WorkYearsPage| body(lang, &page, &errors))}
    }
}

fn body(lang: Lang, page: &WorkYearsPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let years = page.years.iter().rev().map(|one| year(lang, one)).collect_view();
    let form = page.may_enter.then(|| form(lang, errors));
    view! { {years}{form} }
}

fn year(lang: Lang, one: &WorkYearEntry) -> impl IntoView + use<> {
    let (source, days) = (one.source.clone(), one.days.clone());
    let entered = match &one.entered {
        Some((reason, at)) => {
            let words = format!("{} · {reason}", t::entered(lang, &dates::moment(lang, at.0)));
            view! { <UserText lang=lang text=words/> }.into_any()
        }
        None => t::built_in(lang).into_any(),
    };
    view! {
        <section>
            <h2>{one.year.to_string()}</h2>
            <p><UserText lang=lang text=source/></p>
            <p class="small soft">{entered}</p>
            <details><summary>{t::days(lang)}</summary><pre>{days}</pre></details>
        </section>
    }
}

fn form(lang: Lang, errors: &[FieldError]) -> impl IntoView + use<> {
    sends_to("/api/work-years/enter");
    let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let hidden = vec![("lang".to_owned(), lang.code().to_owned())];
    let source = field("source", t::source(lang)).hint(t::source_hint(lang));
    let (year, reason) = (field("year", t::year(lang)), field("reason", t::reason(lang)));
    let days = field("days", t::days(lang)).hint(t::days_hint(lang));
    view! {
        <h2>{t::enter(lang)}</h2>
        <PostForm action="/api/work-years/enter" hidden=hidden switches=true>
            <TextField lang=lang field=year kind=Kind::Number value=""/>
            <TextField lang=lang field=source value=""/>
            <TextArea lang=lang field=days value="" rows=8/>
            <TextField lang=lang field=reason value=""/>
            <Button word=t::save(lang)/>
        </PostForm>
    }
}
