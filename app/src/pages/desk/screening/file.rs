//! `desk/postings/CODE/screening/CODE`: one file beside the queue it was opened from.

use domain::eligibility::Judgement;
use domain::lifecycle::ApplicationState;
use domain::registration::{Form, Spot};
use domain::screening::QueueFilter;
use domain::view::desk::screening::{File as Dossier, Just, Opened, Recorded};
use leptos::prelude::*;
use text::eligibility::found;
use text::numbers::grouped;
use text::{
    Lang, dates, eligibility as e, extensions as extended, papers, registration, revisions, screening as t,
};

use super::duplicates::notice;
use super::frame::{Queues, Rows, Way, asked_here, head, prefixed, state_word};
use super::just;
use super::uploads::{files, photo};
use super::verdict::{Refusing, faults, reveal, verdict, words_before};
use crate::api::ApiError;
use crate::api::screening::screening_file;
use crate::frame::{IslandScript, PageTitle, loaded};
use crate::hooks::{lang, param, query};
use crate::islands::screening::Keys;
use crate::parts::{
    ErrorSummary, FindingWord, KeyValues, Mood, Notice, Timeline, TimelineItem, UserText, detail_pairs,
    findings, kv, said,
};
use crate::{address, forms};

/// One file.
#[component]
pub fn File() -> impl IntoView {
    let lang = lang();
    let (posting, application) = (param("posting"), param("application"));
    let asked = asked_here();
    let refusing = faults();
    let filter = asked.clone();
    loaded(
        move || {
            let (posting, application) = (posting.clone(), application.clone());
            screening_file(posting, application, filter.clone(), query("judged"))
        },
        move |(opened, just)| page_of(lang, asked.clone(), opened, just, &refusing),
    )
}

fn page_of(
    lang: Lang,
    asked: QueueFilter,
    opened: Opened,
    just: Option<Just>,
    refusing: &Refusing,
) -> impl IntoView + use<> {
    let Opened { queue, file } = opened;
    let posting = queue.posting.clone();
    let (word, rows) = head(lang, &asked, &posting);
    let people = t::people(lang, &grouped(i64::from(rows)));
    let title = prefixed(lang, refusing.error.is_some(), &format!("{} · {}", file.name, t::title(lang)));
    let code = file.code;
    let just = just::line(lang, &asked, posting.head.code, just);
    let pane = pane(lang, &asked, file, refusing);
    view! {
        <PageTitle lang=lang text=&title/>
        <Way lang=lang posting=posting.clone() inside=true/>
        {just}
        <div class="desk-grid">
            <Queues lang=lang asked=asked.clone() posting=posting/>
            <div>
                <div class="row apart">
                    <h1 class="flat">{word}" "<span class="soft plain">{people}</span></h1>
                    <IslandScript/>
                    <Keys lang=lang/>
                </div>
                <div class="split opened">
                    <div><Rows lang=lang asked=asked queue=queue open=code/></div>
                    <section class="pane" aria-label=t::file(lang)>{pane}</section>
                </div>
            </div>
        </div>
    }
}

fn pane(lang: Lang, asked: &QueueFilter, file: Dossier, refusing: &Refusing) -> AnyView {
    let position = format!("{} {}", file.position.unit, file.position.title);
    let alike = notice(lang, file.posting.code, file.code, file.alike.clone());
    let past = history(lang, &file);
    let submitted = file.submitted_at.map(|at| t::submitted_at(lang, &dates::stamp(lang, at.0)));
    let conditions = match file.position.conditions.as_str() {
        "" => text::applications::no_conditions(lang).into_any(),
        words => view! { <UserText lang=lang text=words.to_owned()/> }.into_any(),
    };
    view! {
        {troubles(lang, &file, refusing)}
        {alike}
        <div class="row apart">
            <h2 class="flat"><UserText lang=lang text=file.name.clone()/>" "{state_word(lang, file.state)}</h2>
            <span class="small soft">{submitted}</span>
        </div>
        {photo(lang, &file)}
        <p class="small">{t::applied_for(lang)}" "<b><span class="mono">{file.position.number.clone()}</span>" "<UserText lang=lang text=position/></b></p>
        <h3>{t::asked(lang)}</h3>
        <p class="notice-text small">{conditions}</p>
        <KeyValues pairs=detail_pairs(lang, &file.position.details) small=true/>
        {checked(lang, &file)}
        <h3>{t::told(lang)}</h3>
        {told(lang, &file)}
        {form_codes(lang, &file)}
        {files(lang, &file)}
        {reveal(lang, &file, refusing)}
        {past}
        {verdict(lang, asked, &file, refusing)}
        {steps(lang, asked, &file)}
    }
    .into_any()
}

/// Every condition with what the machine found and from what; it decides nothing.
fn checked(lang: Lang, file: &Dossier) -> AnyView {
    let Some(checked) = &file.checked else { return ().into_any() };
    let against = checked.against.then(|| {
        let words = match file.state {
            ApplicationState::Refused => found::contradicts_refused(lang),
            _ => found::contradicts_passed(lang),
        };
        view! { <Notice mood=Mood::Return title=found::contradiction(lang)><p>{words}</p></Notice> }
    });
    let list = match &checked.judgement {
        Judgement::All(of) => findings(lang, &checked.asked, of),
        one => findings(lang, &checked.asked, std::slice::from_ref(one)),
    };
    let last = checked.stored_at.map(|at| found::last_run(lang, &dates::stamp(lang, at.0)));
    let came_to = checked.judgement.finding();
    let revision = vec![kv(
        found::position_digest(lang),
        view! { <span class="mono digest">{checked.asked.digest.grouped()}</span> },
    )];
    view! {
        <h3>{found::title(lang)}</h3>
        {against}
        <p><FindingWord lang=lang finding=came_to/>" "{found::overall(came_to, lang)}</p>
        {list}
        <p class="small soft">{e::counted_at(lang, &e::day(checked.asked.at, lang))}" "{found::machine_note(lang)}" "{last}</p>
        <KeyValues pairs=revision small=true/>
    }
    .into_any()
}

fn troubles(lang: Lang, file: &Dossier, refusing: &Refusing) -> AnyView {
    let last = file.verdicts.iter().max_by_key(|line| line.at.0);
    let last = last.map(|line| {
        let sentence = t::stale_by(lang, &line.by, &dates::stamp(lang, line.at.0));
        said(lang, &sentence, [line.by.as_str()])
    });
    let words = words_before().filter(|words| !words.is_empty()).map(|words| {
        view! { <p class="notice-text">{t::stale_words(lang)}<UserText lang=lang text=words/></p> }
    });
    match refusing.error.as_ref() {
        Some(ApiError::Stale) => view! {
            <Notice mood=Mood::Refuse title=t::stale_title(lang) live=true><p>{last}" "{t::stale_what(lang)}</p>{words}</Notice>
        }
        .into_any(),
        error => view! { <ErrorSummary lang=lang errors=forms::summary(lang, error)/> }.into_any(),
    }
}

fn told(lang: Lang, file: &Dossier) -> impl IntoView + use<> {
    let own = |words: &str| {
        let words = words.to_owned();
        view! { <span class="notice-text"><UserText lang=lang text=words/></span> }
    };
    let (form, answers) = (Form::standard(), &file.answers);
    let newest = answers.appraisal_year();
    let mut pairs = Vec::new();
    let followed = form.fields().filter(|field| field.spec().follows.is_some()).map(Spot::of);
    for spot in followed.chain(form.all_spots(answers)) {
        let value = answers.get(spot);
        if value.is_empty() || spot.field.spec().kind.is_hidden() {
            continue;
        }
        let words = registration::shown(lang, spot.field, value);
        let value = if words == value { own(&words).into_any() } else { words.into_any() };
        pairs.push(kv(registration::label(lang, spot, newest), value));
    }
    pairs.push(kv(t::identity(lang), view! { <span class="mono">{file.identity.clone()}</span> }));
    pairs.push(kv(t::phone(lang), view! { <span class="mono">{file.phone.clone()}</span> }));
    pairs.push(kv(t::number(lang), view! { <span class="mono">{file.code.to_string()}</span> }));
    let under = file.forms.under.and_then(|no| revisions::under(lang, no));
    pairs.extend(under.map(|no| kv(revisions::title(lang), no)));
    view! { <KeyValues pairs=pairs small=true/> }
}

/// Which printed recommendation forms are in force and which are void.
fn form_codes(lang: Lang, file: &Dossier) -> impl IntoView + use<> {
    let code = |code: &str| view! { <span class="mono">{code.to_owned()}</span> };
    let mut pairs: Vec<_> =
        file.forms.current.iter().map(|one| kv(papers::code_in_force(lang), code(one))).collect();
    pairs.extend(file.forms.void.iter().map(|one| kv(papers::code_void(lang), code(one))));
    let words = (!pairs.is_empty()).then(|| view! { <p class="small soft">{papers::compare_code(lang)}</p> });
    view! { <KeyValues pairs=pairs small=true/>{words} }
}

/// To the files before and after this one in the same queue.
fn steps(lang: Lang, asked: &QueueFilter, file: &Dossier) -> impl IntoView + use<> {
    let posting = file.posting.code;
    let link = |code: Option<domain::id::Code>, key: &'static str, word: &'static str| {
        code.map(|code| {
            let href = address::screening(lang, posting, code.as_str(), &asked.pairs());
            view! { <a href=href data-key=key>{word}</a> }
        })
    };
    let back = address::screening(lang, posting, "", &asked.pairs());
    view! {
        <nav class="row small" aria-label=t::neighbours(lang)>
            {link(file.previous, "k", t::previous_file(lang))}
            {link(file.next, "j", t::next_file(lang))}
            <a href=back>{t::back_to_queue(lang)}</a>
        </nav>
    }
}

/// The extensions of the application, as lines of its history.
fn extensions(lang: Lang, file: &Dossier) -> impl Iterator<Item = TimelineItem> {
    file.extensions.iter().map(move |line| {
        let until = dates::moment(lang, line.until.0);
        let (what, reason) = match (&line.decided, &line.refused_because) {
            (None, _) => (extended::line_waits(lang, &until), &line.reason),
            (Some(_), Some(why)) => (extended::line_refused(lang, &until), why),
            (Some(_), None) => (extended::line_granted(lang, &until), &line.reason),
        };
        let (who, at) = line.decided.as_ref().unwrap_or(&line.proposed);
        let who = if line.decided.is_some() { format!("{} · {who}", line.proposed.0) } else { who.clone() };
        TimelineItem { at: at.0, what: text::reasons::labelled(lang, &what, reason), who: Some(who) }
    })
}

fn history(lang: Lang, file: &Dossier) -> impl IntoView + use<> {
    let events: Vec<TimelineItem> = file
        .verdicts
        .iter()
        .map(|line| {
            let what = match line.recorded {
                Recorded::Passed => t::was_passed(lang).to_owned(),
                Recorded::Refused(ground) => t::was_refused(lang, t::ground_word(ground, lang)),
                Recorded::Undone => t::was_undone(lang).to_owned(),
            };
            let what =
                if line.words.is_empty() { what } else { text::reasons::labelled(lang, &what, &line.words) };
            let who = match revisions::under(lang, line.revision) {
                Some(no) => [line.by.as_str(), &no].join(" · "),
                None => line.by.clone(),
            };
            TimelineItem { at: line.at.0, what, who: Some(who) }
        })
        .collect();
    let events = events.into_iter().chain(extensions(lang, file)).collect::<Vec<_>>();
    (!events.is_empty()).then(|| view! { <h3>{t::history(lang)}</h3><Timeline lang=lang events=events/> })
}
