//! The supervisor's audit trail and the administrator's accounts.

use domain::access::Role;
use domain::view::audit::EventPage;
use domain::view::desk::StaffLine;
use leptos::prelude::*;
use leptos_meta::Title;
use text::{Lang, dates, desk, oversight as t};

use crate::address;
use crate::api::oversight::{accounts_view, audit_view};
use crate::api::postings::form_key;
use crate::forms::{summary, with_error};
use crate::hooks::{lang, loaded, query, refused};
use crate::parts::{
    Button, Cell, Column, Empty, ErrorSummary, Field, FieldError, Kind, PostForm, Row, SelectField, Table,
    TextField,
};

/// `/zh/desk/audit`.
#[component]
pub fn Audit() -> impl IntoView {
    let lang = lang();
    let (object, before) = (query("object"), query("before"));
    view! {
        <Title text=crate::shell::full_title(lang, t::events(lang))/>
        <h1>{t::events(lang)}</h1>
        <p class="lede">{t::events_lede(lang)}</p>
        {loaded(move || audit_view(object.clone(), before.clone()), move |page| trail(lang, page))}
    }
}

fn trail(lang: Lang, page: EventPage) -> AnyView {
    if page.lines.is_empty() {
        return view! { <Empty sentence=t::no_events(lang)/> }.into_any();
    }
    let columns = [t::when(lang), t::who(lang), t::act(lang), t::detail(lang)].map(Column::words).to_vec();
    let rows = page
        .lines
        .into_iter()
        .map(|line| {
            let role = Role::from_word(&line.role)
                .map_or_else(|| line.role.clone(), |role| desk::role_word(role, lang).to_owned());
            let role = if line.role == "system" { t::system(lang).to_owned() } else { role };
            let who = [line.who, role, line.address]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            Row::Cells(
                "",
                vec![
                    Cell::from(dates::stamp(lang, line.at.0)),
                    Cell::from(who),
                    Cell::from(line.act).class("mono"),
                    Cell::from(line.detail).class("mono small wide-cell"),
                ],
            )
        })
        .collect();
    let older = page.older.map(|before| format!("{}?before={before}", address::desk_audit(lang)));
    view! {
        {page.seal.map(|(number, root)| view! { <p class="small soft">{t::seal_head(lang, number)}" "<span class="mono digest">{root.grouped()}</span></p> })}
        <Table lang=lang caption=t::events(lang) quiet=true cards=true dense=true columns=columns rows=rows/>
        {older.map(|href| view! { <p><a href=href rel="next">{t::older(lang)}</a></p> })}
    }
    .into_any()
}

/// `/zh/desk/accounts`.
#[component]
pub fn Accounts() -> impl IntoView {
    let lang = lang();
    let errors = summary(lang, refused("accounts/open_staff").as_ref());
    let shown = errors.clone();
    view! {
        <Title text=crate::shell::full_title(lang, t::accounts(lang))/>
        <h1>{t::accounts(lang)}</h1>
        <p class="lede">{t::accounts_lede(lang)}</p>
        <ErrorSummary lang=lang errors=shown/>
        {loaded(accounts_view, move |staff| table(lang, staff))}
        <h2>{t::open_account(lang)}</h2>
        {loaded(form_key, move |key| open(lang, &key.to_string(), &errors))}
    }
}

fn open(lang: Lang, key: &str, errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let (full_name, user_name) = (field("name", t::name(lang)), field("sign_in_name", t::sign_in_name(lang)));
    let password = field("password", t::first_password(lang)).hint(t::first_password_hint(lang));
    let role = field("role", t::role(lang));
    let roles = Role::ALL.iter().filter(|role| **role != Role::Candidate);
    let options =
        roles.map(|role| (role.word().to_owned(), desk::role_word(*role, lang).to_owned())).collect();
    let hidden = vec![("lang".to_owned(), lang.code().to_owned())];
    view! {
        <PostForm action="/api/accounts/open_staff" key=key.to_owned() hidden=hidden>
            <TextField lang=lang field=full_name kind=Kind::Name limit=200/>
            <TextField lang=lang field=user_name kind=Kind::Login limit=64/>
            <TextField lang=lang field=password kind=Kind::NewPassword limit=128/>
            <SelectField lang=lang field=role options=options/>
            <Button word=t::open_account(lang)/>
        </PostForm>
    }
}

fn table(lang: Lang, staff: Vec<StaffLine>) -> impl IntoView {
    let columns = [t::name(lang), t::sign_in_name(lang), t::role(lang)].map(Column::words).to_vec();
    let rows = staff
        .into_iter()
        .map(|one| {
            Row::Cells(
                "",
                vec![
                    one.name.into(),
                    Cell::from(one.sign_in_name).class("mono"),
                    desk::role_word(one.role, lang).into(),
                ],
            )
        })
        .collect();
    view! { <Table lang=lang caption=t::accounts(lang) quiet=true columns=columns rows=rows/> }
}
