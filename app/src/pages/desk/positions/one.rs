//! The form of one position: of a draft, and the same fields for the draft of a further revision.

use domain::access::ActName;
use domain::lifecycle::Phase;
use domain::posting::titles;
use domain::view::desk::postings::Posting;
use domain::view::desk::revisions::PositionForm;
use leptos::prelude::*;
use text::{Lang, cut, desk as d, headers, revisions as t};

use crate::address;
use crate::api::ApiError;
use crate::api::postings::{posting_reasons, posting_view};
use crate::api::revisions::detail_name;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, may_in, param, query, refused};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, FieldError, LinkButton, PostForm, TextArea, TextField, Weight,
    sends_to,
};

/// `/zh/desk/postings/CODE/positions/one?of=CODE`; without `of` a further position.
#[component]
pub fn DraftedPosition() -> impl IntoView {
    let lang = lang();
    let (code, of) = (param("posting"), query("of"));
    let fetch = {
        let code = code.clone();
        move || read(code.clone())
    };
    let title = if of.is_empty() { t::add_position(lang).to_owned() } else { t::change_position(lang, &of) };
    view! {
        <PageTitle lang=lang text=&title/>
        {tabs(lang, &code, "positions")}
        <h1>{title.clone()}</h1>
        {loaded(fetch, move |(posting, reason)| page(lang, (&posting, &reason), &of))}
    }
}

/// The posting, and why the authority asks for its positions.
async fn read(code: String) -> Result<(Posting, Vec<(String, String)>), ApiError> {
    Ok((posting_view(code.clone()).await?, posting_reasons(code).await?))
}

fn page(lang: Lang, (posting, reasons): (&Posting, &[(String, String)]), of: &str) -> AnyView {
    let head = &posting.entry.head;
    if head.phase != Phase::Draft || !may_in(ActName::EditPosting, head.code) {
        return view! { <p>{t::only_read(lang)}</p> }.into_any();
    }
    let mut columns = titles(posting.positions.iter().map(|one| one.details.as_slice()));
    let further = headers::further_column(&columns);
    let kept = columns.len();
    columns.extend(&further);
    let mut labels: Vec<&str> = columns.iter().map(|title| title.as_str()).collect();
    if let Some(label) = labels.get_mut(kept) {
        *label = d::paper_class(lang);
    }
    let found = posting.positions.iter().find(|one| one.number == of);
    let form = match (of, found) {
        ("", _) => PositionForm::default(),
        (_, Some(position)) => PositionForm::of(position, &columns),
        (_, None) => return failure(lang, &ApiError::Missing).into_any(),
    };
    let taking = refused("postings/take_position");
    let errors = summary(lang, refused("postings/position").as_ref().or(taking.as_ref()));
    let hidden = vec![
        ("posting".to_owned(), head.code.to_string()),
        ("version".to_owned(), posting.version.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
        ("of".to_owned(), of.to_owned()),
    ];
    let back = address::desk_posting(lang, head.code, "positions");
    let reason = reasons.iter().find(|one| one.0 == of).map(|one| one.1.clone()).unwrap_or_default();
    let explain = (!of.is_empty()).then(|| explain(lang, hidden.clone(), reason));
    let remove = (!of.is_empty()).then(|| remove(lang, hidden.clone()));
    let (coded, sent) = (of.is_empty(), "/api/postings/position");
    sends_to(sent);
    let (fields, others) =
        (fields(lang, &form, coded, &errors), others(lang, &labels, &form.details, &errors));
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <PostForm action=sent hidden=hidden switches=true>
            {fields}
            {others}
            <ButtonRow>
                <Button word=t::save(lang)/>
                <LinkButton href=back word=t::back(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
        {explain}
        {remove}
    }
    .into_any()
}

/// Why the authority asks for the position, which only the department reads.
fn explain(lang: Lang, hidden: Vec<(String, String)>, value: String) -> impl IntoView {
    let errors = summary(lang, refused("postings/explain").as_ref());
    let field = Field::new("reason", cut::explain(lang)).hint(cut::explain_hint(lang)).optional();
    let field = with_error(field, "reason", &errors);
    view! {
        <h2>{cut::explain(lang)}</h2>
        <ErrorSummary lang=lang errors=errors/>
        <PostForm action="/api/postings/explain" hidden=hidden switches=true>
            <TextArea lang=lang field=field value=value rows=3/>
            <Button word=cut::explain_save(lang) weight=Weight::Quiet/>
        </PostForm>
    }
}

fn remove(lang: Lang, hidden: Vec<(String, String)>) -> impl IntoView {
    view! {
        <h2>{d::position_remove(lang)}</h2>
        <p class="soft">{d::position_remove_what(lang)}</p>
        <PostForm action="/api/postings/take_position" hidden=hidden>
            <Button word=d::position_remove(lang) weight=Weight::Grave/>
        </PostForm>
    }
}

/// What every position says; `coded` asks for the code, too. Whoever draws them before their form says first where it sends to.
pub fn fields(lang: Lang, form: &PositionForm, coded: bool, errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |name: &str, label: &str| with_error(Field::new(name, label).within("typed"), name, errors);
    let code = coded.then(|| {
        let (field, value) = (field("code", d::number(lang)), form.code.clone());
        view! { <TextField lang=lang field=field value=value/> }
    });
    let [unit, title, plan] =
        [("unit", d::unit(lang)), ("title", d::position_title(lang)), ("plan", d::plan(lang))]
            .map(|(name, label)| field(name, label));
    let conditions = field("conditions", d::conditions(lang)).optional();
    let scheme = field("scheme", d::scheme_name(lang)).hint(t::scheme_hint(lang)).optional();
    let form = form.clone();
    view! {
        {code}
        <TextField lang=lang field=unit value=form.unit/>
        <TextField lang=lang field=title value=form.title/>
        <TextField lang=lang field=plan value=form.plan/>
        <TextArea lang=lang field=conditions value=form.conditions rows=5/>
        <TextField lang=lang field=scheme value=form.scheme/>
    }
}

/// The table's other columns, each under its title.
pub fn others(
    lang: Lang,
    titles: &[&str],
    values: &[String],
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let each = |(at, title): (usize, &&str)| {
        let name = detail_name(at);
        let field = with_error(Field::new(&name, title).within("typed[details]").optional(), &name, errors);
        let value = values.get(at).cloned().unwrap_or_default();
        view! { <TextArea lang=lang field=field value=value rows=2/> }
    };
    titles.iter().enumerate().map(each).collect_view()
}
