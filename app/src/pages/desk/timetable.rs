//! `desk/postings/CODE/timetable`: the stages after registration as one form, so that all dates are moved together; in the first draft, and
//! afterwards in the draft of a further revision.

use domain::timetable::{MAX_STAGES, Part, StageForm, StageKind};
use domain::view::desk::timetable::TimetablePage;
use leptos::prelude::*;
use text::{Lang, revisions, timetable as t};

use crate::address;
use crate::api::timetable::timetable_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, FieldError, Kind, LinkButton, PostForm, SelectField, TextField,
    Weight, sends_to, stages_table,
};

/// Rows beside those that are filled.
const SPARE: usize = 3;

/// `/zh/desk/postings/CODE/timetable`.
#[component]
pub fn TimetableForm() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || timetable_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::title(lang)}</h1>
        {loaded(fetch, move |page: TimetablePage| body(lang, &page))}
    }
}

fn body(lang: Lang, page: &TimetablePage) -> AnyView {
    let none = page.timetable.is_empty().then(|| view! { <p class="soft">{t::none_yet(lang)}</p> });
    if !page.may_change {
        let table = stages_table(lang, page.posting.registration, &page.timetable);
        return view! { <p class="soft">{t::only_read(lang)}</p>{none}{table} }.into_any();
    }
    let further = page.is_further.then(|| {
        let href = address::desk_posting(lang, page.posting.code, "revision");
        view! { <p>{t::lede_further(lang)}" "<a href=href>{revisions::further(lang)}</a></p> }
    });
    let usual = page.timetable.is_empty().then(|| view! { <p>{t::lede_usual(lang)}</p> });
    view! { <p class="lede">{t::lede(lang)}</p>{further}{none}{usual}{form(lang, page)} }.into_any()
}

/// What the rows hold: the stages there are, the usual ones where there are none, and room for more.
fn rows(page: &TimetablePage) -> Vec<StageForm> {
    let mut rows = page.timetable.forms();
    if rows.is_empty() {
        let usual = |kind: &StageKind| StageForm { kind: kind.word().to_owned(), ..StageForm::default() };
        rows = StageKind::USUAL.iter().map(usual).collect();
    }
    let all = rows.len().saturating_add(SPARE).min(MAX_STAGES);
    rows.resize(all.max(rows.len()), StageForm::default());
    for (at, row) in rows.iter_mut().enumerate() {
        row.place = at.saturating_add(1).to_string();
    }
    rows
}

fn form(lang: Lang, page: &TimetablePage) -> impl IntoView + use<> {
    sends_to("/api/timetable/write");
    let errors = summary(lang, refused("timetable/write").as_ref());
    let hidden = vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("version".to_owned(), page.version.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ];
    let rows = rows(page);
    let rows = rows.into_iter().enumerate().map(|row| stage(lang, row, &errors)).collect_view();
    let back = address::desk_posting(lang, page.posting.code, "");
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <PostForm action="/api/timetable/write" hidden=hidden switches=true>
            <p class="soft">{t::how(lang)}</p>
            {rows}
            <ButtonRow>
                <Button word=t::save(lang)/>
                <LinkButton href=back word=revisions::back(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
    }
}

/// The fields of one stage.
fn stage(lang: Lang, (row, form): (usize, StageForm), errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |part: Part| {
        let name = format!("stage_{}[{row}]", part.word());
        with_error(Field::new(&name, t::part(part, lang)), &part.field(row), errors).conditional()
    };
    let kinds = StageKind::ALL.iter().map(|one| (one.word().to_owned(), t::kind(*one, lang).to_owned()));
    let (kinds, what) = (kinds.collect(), Field { optional: true, ..field(Part::Kind) });
    let [place, name, day, opens, closes] =
        [Part::Place, Part::Name, Part::Day, Part::Opens, Part::Closes].map(field);
    view! {
        <fieldset class="paper">
            <legend>{t::row(lang, row.saturating_add(1))}</legend>
            <div class="fields">
                <TextField lang=lang field=place kind=Kind::Number value=form.place/>
                <SelectField lang=lang field=what options=kinds selected=form.kind nothing=t::no_stage(lang).to_owned()/>
                <TextField lang=lang field=name value=form.name/>
            </div>
            <div class="fields">
                <TextField lang=lang field=day kind=Kind::Short value=form.day/>
                <TextField lang=lang field=opens kind=Kind::Minute value=form.opens/>
                <TextField lang=lang field=closes kind=Kind::Minute value=form.closes/>
            </div>
        </fieldset>
    }
}
