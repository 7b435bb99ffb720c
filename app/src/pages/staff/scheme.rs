//! The scheme of a posting: read out, checked, changed by a guided form or a file.

use domain::view::scheme::{GuidedForm, SchemePage, Told};
use leptos::prelude::*;
use leptos_meta::Title;
use text::{Lang, scheme_form as t};

use crate::address;
use crate::api::schemes::{scheme_check, scheme_view};
use crate::forms::summary;
use crate::hooks::{lang, loaded, param, query, refused};
use crate::parts::{
    Button, Empty, ErrorSummary, Field, FileField, Kind, Mood, Notice, PostForm, SelectField, TextField, tabs,
};

/// Largest scheme file, in bytes.
pub const SCHEME_LIMIT: u64 = 256 * 1024;

/// `/zh/desk/postings/CODE/scheme`.
#[component]
pub fn SchemeRoom() -> impl IntoView {
    let lang = lang();
    let posting = param("posting");
    let typed: Option<GuidedForm> = serde_json::from_str(&query("typed")).ok();
    let fetch = {
        let posting = posting.clone();
        move || scheme_view(posting.clone(), lang.code().to_owned())
    };
    let errors = summary(lang, refused("schemes/save").as_ref());
    let check = typed.clone().map(|form| {
        loaded(
            move || scheme_check(form.clone(), lang.code().to_owned()),
            move |problems| problems_of(lang, &problems),
        )
    });
    view! {
        <Title text=crate::shell::full_title(lang, t::title(lang))/>
        {tabs(lang, &posting, "scheme")}
        <h1>{t::title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        {check}
        {loaded(fetch, move |page| room(lang, &posting, page, typed.as_ref()))}
    }
}

fn problems_of(lang: Lang, problems: &[String]) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let title = t::problems(lang, i64::try_from(problems.len()).unwrap_or(i64::MAX));
    let items = problems.iter().map(|problem| view! { <li>{problem.clone()}</li> }).collect_view();
    view! { <Notice mood=Mood::Refuse title=title live=true><ul>{items}</ul></Notice> }.into_any()
}

fn room(lang: Lang, posting: &str, page: SchemePage, typed: Option<&GuidedForm>) -> impl IntoView + use<> {
    let told = if page.told.is_empty() {
        view! { <Empty sentence=t::none_yet(lang)/> }.into_any()
    } else {
        page.told.iter().map(|one| tell(lang, one)).collect_view().into_any()
    };
    let open = page.open;
    let form = typed.cloned().unwrap_or_else(|| page.form.clone());
    let revision = page.revision;
    view! {
        {told}
        {if open { guided(lang, posting, revision, &form).into_any() } else { view! { <p class="soft">{t::frozen(lang)}</p> }.into_any() }}
        {open.then(|| file_form(lang, posting, revision))}
        {(!page.toml.is_empty()).then(|| view! {
            <details><summary>{t::export(lang)}</summary><pre class="mono">{page.toml.clone()}</pre></details>
        })}
    }
}

fn tell(lang: Lang, told: &Told) -> impl IntoView + use<> {
    let title = if told.name.is_empty() { t::reads_as(lang).to_owned() } else { t::named(lang, &told.name) };
    let warnings = told.warnings.clone();
    view! {
        <section class="rule">
            <h2>{title}</h2>
            <p>{told.sentences.join(if lang == Lang::Zh { "" } else { " " })}</p>
            {told.formula.clone().map(|formula| view! { <p class="formula">{formula}</p> })}
            {(!warnings.is_empty()).then(|| view! {
                <p class="small">{t::warnings(lang)}</p>
                <ul class="small">{warnings.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul>
            })}
        </section>
    }
}

fn text_in(
    lang: Lang,
    (name, label, hint): (&str, &str, &str),
    kind: Kind,
    value: &str,
) -> impl IntoView + use<> {
    let field = Field::new(name, label).optional();
    let field = if hint.is_empty() { field } else { field.hint(hint) };
    view! { <TextField lang=lang field=field kind=kind value=value.to_owned() limit=100/> }
}

fn choice(
    lang: Lang,
    name: &str,
    label: &str,
    options: &[(&str, &str)],
    selected: &str,
) -> impl IntoView + use<> {
    let options = options.iter().map(|(value, word)| ((*value).to_owned(), (*word).to_owned())).collect();
    view! { <SelectField lang=lang field=Field::new(name, label) options=options selected=selected.to_owned()/> }
}

fn guided(lang: Lang, posting: &str, after: u32, form: &GuidedForm) -> impl IntoView + use<> {
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), posting.to_owned()),
        ("after".to_owned(), after.to_string()),
    ];
    let papers = form
        .papers
        .iter()
        .enumerate()
        .map(|(row, paper)| {
            let name = |column: &str| format!("paper_{column}[{row}]");
            let number = i64::try_from(row).unwrap_or(0).saturating_add(1);
            let cells = [
                (name("key"), t::key(lang), paper.key.clone()),
                (name("name"), t::name(lang), paper.name.clone()),
                (name("weight"), t::weight(lang), paper.weight.clone()),
                (name("full"), t::full(lang), paper.full.clone()),
            ];
            let inputs = cells
                .into_iter()
                .map(|(name, label, value)| text_in(lang, (&name, label, ""), Kind::Short, &value))
                .collect_view();
            view! { <fieldset class="paper"><legend>{t::paper(lang, number)}</legend><div class="fields">{inputs}</div></fieldset> }
        })
        .collect_view();
    let tie = [("all", t::tie_all(lang)), ("none", t::tie_none(lang)), ("ladder", t::tie_ladder(lang))];
    let mode = [("half_up", t::half_up(lang)), ("half_even", t::half_even(lang)), ("cut", t::cut(lang))];
    let still =
        [("all", t::still_all(lang)), ("extra_test", t::still_extra(lang)), ("lots", t::still_lots(lang))];
    let form = form.clone();
    view! {
        <PostForm action="/api/schemes/save" hidden=hidden>
            <h2>{t::form(lang)}</h2>
            <p class="hint">{t::form_hint(lang)}</p>
            <div class="fields">
                {text_in(lang, ("written_weight", t::written_weight(lang), ""), Kind::Decimal, &form.written_weight)}
                {text_in(lang, ("written_line", t::written_line(lang), t::line_hint(lang)), Kind::Decimal, &form.written_line)}
                {text_in(lang, ("interview_weight", t::interview_weight(lang), ""), Kind::Decimal, &form.interview_weight)}
                {text_in(lang, ("interview_line", t::interview_line(lang), t::line_hint(lang)), Kind::Decimal, &form.interview_line)}
                {text_in(lang, ("places", t::places(lang), ""), Kind::Number, &form.places)}
                {choice(lang, "mode", t::mode(lang), &mode, &form.mode)}
            </div>
            <h3>{t::papers(lang)}</h3>
            <p class="hint">{t::papers_hint(lang)}</p>
            {papers}
            <div class="fields">
                {text_in(lang, ("interview_ratio", t::interview_ratio(lang), t::ratio_hint(lang)), Kind::Short, &form.interview_ratio)}
                {text_in(lang, ("inspection_ratio", t::inspection_ratio(lang), t::ratio_hint(lang)), Kind::Short, &form.inspection_ratio)}
                {choice(lang, "tie", t::tie(lang), &tie, &form.tie)}
                {choice(lang, "still_tied", t::still_tied(lang), &still, &form.still_tied)}
            </div>
            {text_in(lang, ("ladder", t::ladder(lang), t::ladder_hint(lang)), Kind::Text, &form.ladder)}
            <Button word=t::save(lang)/>
        </PostForm>
    }
}

fn file_form(lang: Lang, posting: &str, after: u32) -> impl IntoView + use<> {
    let action = format!("{}?after={after}", address::desk_posting(lang, posting, "scheme/import"));
    let field = Field::new("file", t::import(lang)).hint(t::file_lede(lang));
    view! {
        <h2>{t::file(lang)}</h2>
        <PostForm action=action files=true>
            <FileField lang=lang field=field kinds="TOML, JSON" accept=".toml,.json" limit=SCHEME_LIMIT/>
            <Button word=t::import(lang)/>
        </PostForm>
    }
}
