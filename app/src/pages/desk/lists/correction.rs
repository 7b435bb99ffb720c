//! The page on which the correction of a published list is begun, followed and ended.

use domain::lists::Shows;
use domain::view::desk::lists::{Against, Correction as View, EndedCorrection, OpenCorrection};
use leptos::prelude::*;
use text::{Lang, corrections as t, dates, lists, marks, rulings};

use crate::address;
use crate::api::lists::lists_correction;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, Crumb, Crumbs, ErrorSummary, Field, FieldError, LinkButton, Mood, Notice, PostForm, TextField,
    UserText, Weight, moved,
};

/// `/zh/desk/postings/CODE/lists/STAGE/correction`.
#[component]
pub fn Correction() -> impl IntoView {
    let lang = lang();
    let (code, stage) = (param("posting"), param("stage"));
    let refused = refused("lists/correct").or_else(|| refused("lists/keep"));
    let errors = summary(lang, refused.as_ref());
    let fetch = {
        let code = code.clone();
        move || lists_correction(code.clone(), stage.clone())
    };
    view! {
        <PageTitle lang=lang text=t::correction(lang)/>
        {tabs(lang, &code, "lists")}
        {loaded(fetch, move |page| show(lang, &page, errors.clone()))}
    }
}

fn show(lang: Lang, page: &View, errors: Vec<FieldError>) -> AnyView {
    let lists_page = address::desk_posting(lang, page.posting.code, "lists");
    let crumbs = vec![Crumb::page(lists_page, lists::publish(lang))];
    let list = lists::title(lang, &page.stage, page.name.as_deref());
    let public = address::list(lang, page.published.code);
    let posting = page.posting.title.clone();
    let body = match &page.open {
        Some(open) => opened(lang, page, open, &errors).into_any(),
        None => begin(lang, page, &errors).into_any(),
    };
    view! {
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{t::correction(lang)}</h1>
        <p class="lede"><UserText lang=lang text=posting/>" · "<UserText lang=lang text=list/></p>
        <p>{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors/>
        <p>{t::in_force(lang, page.published.version)}" · "<a href=public>{lists::open_list(lang)}</a></p>
        {body}
        {earlier(lang, &page.ended)}
    }
    .into_any()
}

fn hidden(lang: Lang, page: &View) -> Vec<(String, String)> {
    vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("stage".to_owned(), page.stage.clone()),
        ("version".to_owned(), page.published.version.to_string()),
    ]
}

fn begin(lang: Lang, page: &View, errors: &[FieldError]) -> impl IntoView + use<> {
    let reason = Field::new("reason", t::reason(lang)).hint(t::reason_hint(lang));
    let reason = with_error(reason, "reason", errors);
    let form = page.may_begin.then(|| {
        view! {
            <h2>{t::begin(lang)}</h2>
            <p>{t::begin_consequence(lang)}</p>
            <PostForm action="/api/lists/correct" hidden=hidden(lang, page) switches=true>
                <TextField lang=lang field=reason value=""/>
                <Button word=t::begin(lang) weight=Weight::Grave/>
            </PostForm>
        }
    });
    view! { {against(lang, page)}{form} }
}

fn opened(lang: Lang, page: &View, open: &OpenCorrection, errors: &[FieldError]) -> impl IntoView + use<> {
    let since = t::open_since(lang, &dates::stamp(lang, open.since.0), &open.by);
    let reason = open.reason.clone();
    let next = match page.signed {
        Some((version, at)) => t::signed_next(lang, version, &dates::moment(lang, at.0)),
        None => t::next_steps(lang).to_owned(),
    };
    let ends = if page.signed.is_some() {
        let (to, word) = (next_version(lang, page), text::releases::look(lang));
        view! { <p><LinkButton href=to word=word weight=Weight::Quiet/></p> }.into_any()
    } else {
        ends(lang, page, errors)
    };
    view! {
        <Notice mood=Mood::Return title=t::state_open(lang)>
            <p>{since}</p>
            <p><UserText lang=lang text=reason/></p>
            <p>{next}</p>
        </Notice>
        {against(lang, page)}
        {ends}
    }
}

/// The page of the next version: that of the decision for proposed people.
fn next_version(lang: Lang, page: &View) -> String {
    let is_proposed = domain::collective::is_proposed(&page.stage);
    let to = if is_proposed { "decision".to_owned() } else { format!("lists/{}", page.stage) };
    address::desk_posting(lang, page.posting.code, &to)
}

/// The two ways to end a correction: the page of the next version, and keeping the list for whoever may.
fn ends(lang: Lang, page: &View, errors: &[FieldError]) -> AnyView {
    let differs = matches!(
        page.against,
        Against::Differs(..) | Against::ShownOtherwise(..) | Against::DecidedOtherwise
    );
    let sign = differs.then(|| {
        let to = next_version(lang, page);
        view! { <p><LinkButton href=to word=t::check_next(lang)/></p> }
    });
    if !page.may_keep {
        return view! { {sign}<p>{t::keep_not_yours(lang)}</p> }.into_any();
    }
    // Ranks and results stand as they were published: whether people are to be shown as the scheme says now is for a person to say.
    let same = matches!(page.against, Against::Same | Against::ShownOtherwise(..));
    let reason = Field::new("reason", t::keep_reason(lang)).hint(t::keep_hint(lang));
    let reason = with_error(reason, "reason", errors);
    let keep = same.then(|| {
        view! {
            <h2>{t::keep(lang)}</h2>
            <PostForm action="/api/lists/keep" hidden=hidden(lang, page) switches=true>
                <TextField lang=lang field=reason value=""/>
                <Button word=t::keep(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! { {sign}{keep} }.into_any()
}

fn against(lang: Lang, page: &View) -> impl IntoView + use<> {
    let what = match &page.against {
        Against::Nothing => view! { <p>{t::against_nothing(lang)}</p> }.into_any(),
        Against::NotReady => view! { <p>{t::against_not_ready(lang)}</p> }.into_any(),
        Against::Withheld => view! { <p>{rulings::moves_withheld(lang)}</p> }.into_any(),
        Against::Same => view! { <p>{t::against_same(lang)}</p> }.into_any(),
        Against::Differs(shows, difference) => {
            let people = moved(lang, (&page.stage, &page.names), difference);
            view! { {shown(lang, page, shows)}{people} }.into_any()
        }
        Against::ShownOtherwise(shows, difference) => {
            let people = moved(lang, (&page.stage, &page.names), difference);
            view! { <p>{t::against_shown(lang)}</p>{shown(lang, page, shows)}{people} }.into_any()
        }
        Against::DecidedOtherwise => view! { <p>{t::decided_otherwise(lang)}</p> }.into_any(),
    };
    let proposed = domain::collective::is_proposed(&page.stage);
    let title = if proposed { t::against_decided_title(lang) } else { t::against_title(lang) };
    view! { <h2>{title}</h2>{what} }
}

/// How the next version shows its people otherwise, whoever they are.
fn shown(lang: Lang, page: &View, shows: &Shows) -> impl IntoView + use<> {
    let columns = |keys: &[String]| {
        let word = |key: &String| marks::column_word(lang, key, page.names.part(key));
        let words: Vec<String> = keys.iter().map(word).collect();
        text::numbers::list(lang, &words)
    };
    let lines = [
        shows.names.map(|(before, after)| t::names_otherwise(lang, before, after)),
        (!shows.added.is_empty()).then(|| t::columns_added(lang, &columns(&shows.added))),
        (!shows.gone.is_empty()).then(|| t::columns_gone(lang, &columns(&shows.gone))),
        shows.turned.then(|| t::columns_turned(lang).to_owned()),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <li><UserText lang=lang text=line/></li> });
        view! { <ul>{lines.collect_view()}</ul> }
    })
}

fn earlier(lang: Lang, ended: &[EndedCorrection]) -> impl IntoView + use<> {
    let line = |one: &EndedCorrection| {
        let begun = t::begun_line(lang, one.version, &dates::stamp(lang, one.since.0), &one.reason);
        let at = dates::stamp(lang, one.at.0);
        let ended = match &one.kept {
            Some(reason) => t::kept_line(lang, &at, reason),
            None => t::corrected_line(lang, &at),
        };
        view! { <li><UserText lang=lang text=begun/><br/><UserText lang=lang text=ended/></li> }
    };
    let lines = ended.iter().map(line).collect_view();
    (!ended.is_empty()).then(|| view! { <h2>{t::earlier(lang)}</h2><ul>{lines}</ul> })
}
