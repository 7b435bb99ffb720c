//! What people said about a selection: the queue, and one of them with its answers.

use domain::access::ActName;
use domain::id::Code;
use domain::objections::ObjectionKind;
use domain::view::desk::objections::{Answer, ObjectionLine, ObjectionPage, ObjectionsPage};
use leptos::prelude::*;
use text::{Lang, dates, objections as t, screening};

use crate::address;
use crate::api::objections::{TAKE_DOWN, objections_one, objections_view};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{asked, lang, may_in, param, refused};
use crate::parts::{
    Button, Cell, Column, Crumb, Crumbs, Empty, ErrorSummary, Field, FieldError, KeyValues, Kind, Mood,
    Notice, PostForm, RadioGroup, Row, SelectField, StateWord, Table, TextArea, TextField, UserText, Weight,
    kv,
};

/// `/zh/desk/postings/CODE/objections`.
#[component]
pub fn Objections() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || objections_view(code.clone())
    };
    let refused = refused("objections/terms").or_else(|| crate::hooks::refused("objections/take_down"));
    let errors = summary(lang, refused.as_ref());
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "objections")}
        <ErrorSummary lang=lang errors=errors.clone()/>
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        {loaded(fetch, move |page: ObjectionsPage| view! {
            {queue(lang, &page)}
            {given(lang, &page)}
            {take_down(lang, &page, &errors)}
            {terms(lang, &page, &errors)}
        })}
    }
}

/// Taking down what somebody said by telephone, in person or by letter.
fn take_down(lang: Lang, page: &ObjectionsPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let may = page.posting.phase.is_public() && may_in(ActName::TakeDown, page.posting.code);
    may.then(|| {
        let hidden = vec![
            ("lang".to_owned(), lang.code().to_owned()),
            ("posting".to_owned(), page.posting.code.to_string()),
        ];
        let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
        let kinds = ObjectionKind::ALL.iter().filter(|kind| !kind.is_of_candidate());
        let kinds = kinds.map(|kind| (kind.word().to_owned(), t::kind_word(*kind, lang).to_owned()));
        let kinds = kinds.collect::<Vec<_>>();
        let kind = field("kind", t::kind(lang));
        let ticket = field("ticket", t::ticket(lang)).hint(t::taken_ticket_hint(lang)).optional();
        let words = field("words", t::taken_words(lang)).hint(t::words_hint(lang));
        let contact = field("contact", t::contact(lang)).hint(t::contact_hint(lang)).optional();
        view! {
            <h2>{t::taken_title(lang)}</h2>
            <p>{t::taken_lede(lang)}</p>
            <PostForm action=TAKE_DOWN key=page.key.to_string() hidden=hidden switches=true>
                <RadioGroup lang=lang field=kind options=kinds selected=""/>
                <TextField lang=lang field=ticket kind=Kind::Short value=""/>
                <TextArea lang=lang field=words value="" rows=5/>
                <TextField lang=lang field=contact value=""/>
                <Button word=t::taken_send(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    })
}

/// Number and code for whoever said it, shown to the officer who took it down right now.
fn taken(lang: Lang, page: &ObjectionPage) -> impl IntoView + use<> {
    let number = page.line.code.to_string();
    let kept = asked(TAKE_DOWN, &[("objection", number.as_str())]);
    let code = kept.and_then(|kept| kept.get("follow").map(str::to_owned));
    code.map(|code| {
        let pairs = vec![
            kv(t::number(lang), view! { <b class="mono">{number}</b> }),
            kv(t::secret(lang), view! { <b class="mono">{code}</b> }),
        ];
        view! { <Notice mood=Mood::Pass title=t::taken_done(lang)><p>{t::taken_tell(lang)}</p><KeyValues pairs=pairs/></Notice> }
    })
}

/// In which terms candidates raise something and are answered, and setting them.
fn terms(lang: Lang, page: &ObjectionsPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let said = page.terms.iter().map(|(kind, terms)| {
        let words = t::terms_said(lang, t::kind_word(*kind, lang), terms.within, terms.answer);
        view! { <li>{words}</li> }
    });
    let said = said.collect_view();
    let form = may_in(ActName::SetTerms, page.posting.code).then(|| {
        let hidden = vec![
            ("lang".to_owned(), lang.code().to_owned()),
            ("posting".to_owned(), page.posting.code.to_string()),
        ];
        let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
        let kind =
            |(kind, _): &(ObjectionKind, _)| (kind.word().to_owned(), t::kind_word(*kind, lang).to_owned());
        let kinds = page.terms.iter().map(kind).collect::<Vec<_>>();
        let matter = field("matter", t::kind(lang));
        let within = field("within", t::terms_within(lang));
        let term = field("term", t::terms_answer(lang));
        view! {
            <p>{t::terms_longer(lang)}</p>
            <PostForm action="/api/objections/terms" hidden=hidden>
                <SelectField lang=lang field=matter options=kinds/>
                <TextField lang=lang field=within kind=Kind::Short value=""/>
                <TextField lang=lang field=term kind=Kind::Short value=""/>
                <Button word=t::terms_set(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! {
        <h2>{t::terms_title(lang)}</h2>
        <ul>{said}</ul>
        {form}
    }
}

fn queue(lang: Lang, page: &ObjectionsPage) -> AnyView {
    if page.lines.is_empty() {
        return view! { <Empty sentence=t::none(lang)/> }.into_any();
    }
    let columns = vec![
        Column::words(t::number(lang)),
        Column::words(t::kind(lang)),
        Column::words(t::received_at(lang)),
        Column::words(t::due_by(lang)),
        Column::words(t::state(lang)),
    ];
    let rows = page.lines.iter().map(|line| Row::Cells("", cells(lang, page, line))).collect();
    view! { <Table lang=lang caption=t::title(lang) quiet=true cards=true columns=columns rows=rows/> }
        .into_any()
}

/// How many requests for information came to what; nothing where none was answered so.
fn given(lang: Lang, page: &ObjectionsPage) -> impl IntoView + use<> {
    let pairs = page
        .given
        .iter()
        .map(|(effect, count)| kv(t::effect_word(*effect, lang), t::given_count(lang, *count)));
    let pairs: Vec<_> = pairs.collect();
    (!pairs.is_empty()).then(|| view! { <h2>{t::given_title(lang)}</h2><KeyValues pairs=pairs/> })
}

fn cells(lang: Lang, page: &ObjectionsPage, line: &ObjectionLine) -> Vec<Cell> {
    let href = address::desk_posting(lang, page.posting.code, &format!("objections/{}", line.code));
    vec![
        Cell::new(view! { <a class="mono" href=href>{line.code.to_string()}</a> }),
        Cell::from(t::about_what(line.kind, line.component.as_deref(), &page.names, lang)),
        Cell::new(dates::stamp(lang, line.received_at.0)),
        Cell::new(line.due.map_or_else(String::new, |day| dates::day(lang, day))),
        Cell::new(state(lang, line)),
    ]
}

fn state(lang: Lang, line: &ObjectionLine) -> AnyView {
    match (line.answered, line.late) {
        (Some(effect), _) => {
            let says = line.kind.effects().len() > 1 && line.kind.effects().contains(&effect);
            let word = says.then(|| t::outcome_word((line.kind, effect), lang));
            let word = word.map(|word| view! { " "<small class="soft">{word}</small> });
            view! { <StateWord mood=Mood::Pass word=t::answered(lang)/>{word} }.into_any()
        }
        (None, true) => view! { <StateWord mood=Mood::Refuse word=t::late(lang)/> }.into_any(),
        (None, false) => view! { <StateWord mood=Mood::Now word=t::waiting(lang)/> }.into_any(),
    }
}

/// `/zh/desk/postings/CODE/objections/OBJECTION`.
#[component]
pub fn Objection() -> impl IntoView {
    let lang = lang();
    let (code, one) = (param("posting"), param("objection"));
    let errors = summary(lang, refused("objections/answer").as_ref());
    let fetch = {
        let code = code.clone();
        move || objections_one(code.clone(), one.clone())
    };
    view! {
        {tabs(lang, &code, "objections")}
        {loaded(fetch, move |page: ObjectionPage| show(lang, &page, &errors))}
    }
}

fn show(lang: Lang, page: &ObjectionPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let back = address::desk_posting(lang, page.posting.code, "objections");
    let kind = page.line.kind;
    let title = format!(
        "{} {}",
        t::about_what(kind, page.line.component.as_deref(), &page.names, lang),
        page.line.code
    );
    let (words, contact) = (page.words.clone(), page.contact.clone());
    let ticket = page.line.ticket.clone().unwrap_or_else(|| t::nobody(lang).to_owned());
    let contact = if contact.is_empty() {
        t::anonymous(lang).into_any()
    } else {
        view! { <UserText lang=lang text=contact/> }.into_any()
    };
    let whom = match page.line.application {
        Some(code) => kv(t::application(lang), file(lang, page, code)),
        None => kv(t::ticket(lang), ticket),
    };
    let mut pairs = vec![
        whom,
        kv(t::received_at(lang), dates::moment(lang, page.line.received_at.0)),
        kv(t::due_by(lang), page.line.due.map_or_else(String::new, |day| dates::day(lang, day))),
        kv(t::state(lang), state(lang, &page.line)),
    ];
    if page.against.is_none() {
        pairs.push(kv(t::contact(lang), contact));
    }
    if let Some((ground, words)) = page.against.as_ref().and_then(|one| one.refused.clone()) {
        pairs.push(kv(t::refused_for(lang), screening::ground_word(ground, lang)));
        pairs.push(kv(t::refused_words(lang), view! { <UserText lang=lang text=words/> }));
    }
    let answers = page.answers.iter().map(|one| answer(lang, (kind, one))).collect_view();
    let title_of = (!page.answers.is_empty()).then(|| view! { <h2>{t::answers(lang)}</h2> });
    let form = page.may_answer.then(|| form(lang, page, errors));
    view! {
        <PageTitle lang=lang text=title.clone()/>
        <Crumbs lang=lang crumbs=vec![Crumb::page(back, t::title(lang))]/>
        <h1>{title}</h1>
        <ErrorSummary lang=lang errors=errors.to_vec()/>
        {taken(lang, page)}
        <KeyValues pairs=pairs/>
        <h2>{t::words(lang)}</h2>
        <p class="notice-text"><UserText lang=lang text=words/></p>
        {title_of}
        {answers}
        {form}
    }
}

/// The application of the candidate who raised it, with the way to its file for whoever may read it.
fn file(lang: Lang, page: &ObjectionPage, code: Code) -> AnyView {
    let number = code.to_string();
    if !may_in(ActName::ViewApplications, page.posting.code) {
        return view! { <span class="mono">{number}</span> }.into_any();
    }
    let href = address::screening(lang, page.posting.code, &number, &[]);
    view! { <a class="mono" href=href>{number}</a> }.into_any()
}

fn answer(lang: Lang, (kind, one): (ObjectionKind, &Answer)) -> impl IntoView + use<> {
    let outcome = t::outcome_word((kind, one.effect), lang);
    let head = format!("{} · {} · {outcome}", dates::moment(lang, one.at.0), one.by);
    let words = one.words.clone();
    view! {
        <section>
            <h3 class="plain"><UserText lang=lang text=head/></h3>
            <p class="notice-text"><UserText lang=lang text=words/></p>
        </section>
    }
}

fn form(lang: Lang, page: &ObjectionPage, errors: &[FieldError]) -> AnyView {
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
        ("objection".to_owned(), page.line.code.to_string()),
    ];
    let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let kind = page.line.kind;
    let effects = kind.effects().iter();
    let effects = effects.map(|one| (one.word().to_owned(), t::outcome_word((kind, *one), lang).to_owned()));
    let effects = effects.collect::<Vec<_>>();
    if let Some(against) = &page.against {
        let stands = if against.changed { t::set_right(lang) } else { t::not_set_right(lang) };
        let words = field("words", t::answer_words(lang)).hint(t::answer_to_candidate(lang));
        let effect = field("effect", t::outcome(lang));
        return view! {
            <h2>{t::answer_title(lang)}</h2>
            <p>{stands}</p>
            <PostForm action="/api/objections/answer" hidden=hidden switches=true>
                <RadioGroup lang=lang field=effect options=effects selected=""/>
                <TextArea lang=lang field=words value="" rows=5/>
                <Button word=t::answer(lang)/>
            </PostForm>
        }
        .into_any();
    }
    if kind.effects().len() == 1 {
        let words = field("words", t::answer_words(lang)).hint(t::answer_to_question(lang));
        let effect = kind.effects().iter().map(|one| ("effect".to_owned(), one.word().to_owned()));
        let hidden = hidden.into_iter().chain(effect).collect::<Vec<_>>();
        return view! {
            <h2>{t::answer_title(lang)}</h2>
            <PostForm action="/api/objections/answer" hidden=hidden>
                <TextArea lang=lang field=words value="" rows=5/>
                <Button word=t::answer(lang)/>
            </PostForm>
        }
        .into_any();
    }
    if !kind.holds_up() {
        let words = field("words", t::answer_words(lang)).hint(t::answer_to_request(lang));
        let effect = field("effect", t::outcome(lang));
        return view! {
            <h2>{t::answer_title(lang)}</h2>
            <PostForm action="/api/objections/answer" hidden=hidden switches=true>
                <RadioGroup lang=lang field=effect options=effects selected=""/>
                <TextArea lang=lang field=words value="" rows=5/>
                <Button word=t::answer(lang)/>
            </PostForm>
        }
        .into_any();
    }
    let ticket = field("ticket", t::answer_ticket(lang)).hint(t::answer_ticket_hint(lang)).optional();
    let words = field("words", t::answer_words(lang)).hint(t::answer_hint(lang));
    let effect = field("effect", t::effect(lang));
    view! {
        <h2>{t::answer_title(lang)}</h2>
        <p>{t::answer_consequence(lang)}</p>
        <PostForm action="/api/objections/answer" hidden=hidden switches=true>
            <RadioGroup lang=lang field=effect options=effects selected=""/>
            <TextField lang=lang field=ticket kind=Kind::Short value=""/>
            <TextArea lang=lang field=words value="" rows=5/>
            <Button word=t::answer(lang)/>
        </PostForm>
    }
    .into_any()
}
