//! The administrator's pages: the accounts of staff, and one of them with its roles and sessions.

use std::collections::BTreeMap;

use domain::access::{ReachKind, Role};
use domain::view::desk::people::{RoleLine, SessionLine, StaffLine, StaffMember};
use leptos::prelude::*;
use text::{Lang, accounts as t, dates, desk, people};

use crate::address;
use crate::api::accounts::{account_of_staff, accounts_view};
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, Cell, Column, Empty, ErrorSummary, Field, FieldError, KeyValues, Kind, LinkButton,
    Notice, PostForm, Row, SelectField, Table, TextField, Weight, kv,
};

/// `/zh/desk/accounts`.
#[component]
pub fn Accounts() -> impl IntoView {
    let lang = lang();
    view! {
        <PageTitle lang=lang text=t::accounts(lang)/>
        <div class="row apart">
            <h1 class="flat">{t::accounts(lang)}</h1>
            <LinkButton href=address::desk_account_new(lang) word=t::open_account(lang)/>
        </div>
        <p class="lede">{t::accounts_lede(lang)}</p>
        {loaded(accounts_view, move |staff| table(lang, staff))}
    }
}

fn table(lang: Lang, staff: Vec<StaffLine>) -> impl IntoView {
    let heads =
        [t::name(lang), t::sign_in_name(lang), t::role(lang), people::role_state(lang), people::manage(lang)];
    let rows = staff
        .into_iter()
        .map(|one| {
            let mut counted: BTreeMap<String, usize> = BTreeMap::new();
            for (role, reach) in &one.roles {
                let count = counted.entry(role_words(lang, *role, *reach)).or_default();
                *count = count.saturating_add(1);
            }
            let roles: Vec<String> = counted
                .into_iter()
                .map(|(words, count)| if count > 1 { format!("{words} ×{count}") } else { words })
                .collect();
            let href = address::desk_account(lang, one.code);
            Row::Cells(
                "",
                vec![
                    one.name.into(),
                    Cell::from(one.sign_in_name).class("mono"),
                    text::numbers::list(lang, &roles).into(),
                    state(lang, one.active, one.waiting).into(),
                    Cell::new(view! { <a href=href>{people::manage(lang)}</a> }),
                ],
            )
        })
        .collect();
    view! { <Table lang=lang caption=t::accounts(lang) quiet=true cards=true columns=heads.map(Column::words).to_vec() rows=rows/> }
}

fn role_words(lang: Lang, role: Role, reach: ReachKind) -> String {
    format!("{} · {}", desk::role_word(role, lang), people::reach_word(reach, lang))
}

fn state(lang: Lang, active: bool, waiting: bool) -> &'static str {
    match (active, waiting) {
        (false, _) => people::state_closed(lang),
        (true, true) => people::state_waiting(lang),
        (true, false) => people::state_active(lang),
    }
}

/// `/zh/desk/accounts/CODE`.
#[component]
pub fn Account() -> impl IntoView {
    let lang = lang();
    let code = param("account");
    let acts = [
        "accounts/close",
        "accounts/reopen",
        "accounts/end_sessions",
        "assignments/give",
        "assignments/take",
    ];
    let errors: Vec<FieldError> = acts.iter().flat_map(|act| summary(lang, refused(act).as_ref())).collect();
    let shown = errors.clone();
    view! {
        <ErrorSummary lang=lang errors=shown/>
        {loaded(move || account_of_staff(code.clone()), move |member| page(lang, member, &errors))}
    }
}

fn page(lang: Lang, member: StaffMember, errors: &[FieldError]) -> impl IntoView + use<> {
    let code = member.code.to_string();
    let mut pairs = vec![
        kv(t::sign_in_name(lang), member.sign_in_name.clone()),
        kv(people::role_state(lang), state(lang, member.active, member.waiting)),
    ];
    if let Some(until) = member.code_until {
        let words = people::code_until(lang, &dates::moment(lang, until.0));
        pairs.push(kv(people::issued_title(lang), words));
    }
    let acts = if member.own {
        view! { <Notice title=people::own_person(lang)/> }.into_any()
    } else {
        acts(lang, &member, &code, errors)
    };
    let title = people::member_title(lang, &member.name);
    view! {
        <PageTitle lang=lang text=title.clone()/>
        <h1>{title}</h1>
        <KeyValues pairs=pairs/>
        <h2>{people::own_roles(lang)}</h2>
        {roles(lang, member.roles, (!member.own).then_some(code))}
        <h2>{people::sessions(lang)}</h2>
        {sessions(lang, member.sessions)}
        {acts}
    }
}

fn hidden(lang: Lang, account: &str) -> Vec<(String, String)> {
    vec![("lang".to_owned(), lang.code().to_owned()), ("account".to_owned(), account.to_owned())]
}

fn acts(lang: Lang, member: &StaffMember, code: &str, errors: &[FieldError]) -> AnyView {
    let (turn, word) = if member.active {
        ("/api/accounts/close", people::close(lang))
    } else {
        ("/api/accounts/reopen", people::reopen(lang))
    };
    let reset = member.active.then(|| {
        view! {
            <p>{people::reset_hint(lang)}</p>
            <PostForm action=address::desk_account_code(lang, code)>
                <Button word=people::reset(lang) weight=Weight::Grave/>
            </PostForm>
        }
    });
    let (ending, turning) = (hidden(lang, code), hidden(lang, code));
    let give = give(lang, member, code, errors);
    view! {
        <ButtonRow>
            <PostForm action="/api/accounts/end_sessions" hidden=ending>
                <Button word=people::end_all(lang) weight=Weight::Quiet/>
            </PostForm>
            <PostForm action=turn hidden=turning>
                <Button word=word weight=Weight::Grave/>
            </PostForm>
        </ButtonRow>
        {reset}
        <h2>{people::give_role(lang)}</h2>
        {give}
    }
    .into_any()
}

fn give(lang: Lang, member: &StaffMember, code: &str, errors: &[FieldError]) -> impl IntoView + use<> {
    let field = |name: &str, label: &str| with_error(Field::new(name, label), name, errors);
    let roles =
        Role::staff().map(|role| (role.word().to_owned(), desk::role_word(role, lang).to_owned())).collect();
    let reaches = ReachKind::ALL
        .iter()
        .map(|reach| (reach.word().to_owned(), people::reach_word(*reach, lang).to_owned()))
        .collect();
    let (role, reach) = (field("role", t::role(lang)), field("reach", people::reach(lang)));
    let authority = field("authority", desk::authority(lang)).hint(people::authority_hint(lang)).optional();
    let posting = field("posting", people::posting_code(lang)).hint(people::posting_hint(lang)).optional();
    let mut pairs = hidden(lang, code);
    pairs.push(("person".to_owned(), member.person.to_string()));
    view! {
        <PostForm action="/api/assignments/give" hidden=pairs>
            <SelectField lang=lang field=role options=roles/>
            <SelectField lang=lang field=reach options=reaches/>
            <TextField lang=lang field=authority/>
            <TextField lang=lang field=posting kind=Kind::Login/>
            <Button word=people::give_role(lang)/>
        </PostForm>
    }
}

fn roles(lang: Lang, all: Vec<RoleLine>, account: Option<String>) -> AnyView {
    if all.is_empty() {
        return view! { <Empty sentence=people::no_roles(lang)/> }.into_any();
    }
    let heads = [
        t::role(lang),
        people::reach(lang),
        people::role_from(lang),
        people::role_given_by(lang),
        people::role_state(lang),
    ];
    let rows = all
        .into_iter()
        .map(|one| {
            let given = if one.given_by.is_empty() {
                people::by_system(lang).to_owned()
            } else {
                one.given_by.clone()
            };
            let reach = [people::reach_word(one.reach, lang), one.scope.as_str()];
            let reach: Vec<&str> = reach.into_iter().filter(|part| !part.is_empty()).collect();
            Row::Cells(
                "",
                vec![
                    desk::role_word(one.role, lang).into(),
                    reach.join(" ").into(),
                    dates::stamp(lang, one.from.0).into(),
                    given.into(),
                    Cell::new(role_state(lang, &one, account.as_deref())),
                ],
            )
        })
        .collect();
    view! { <Table lang=lang caption=people::own_roles(lang) quiet=true cards=true columns=heads.map(Column::words).to_vec() rows=rows/> }
        .into_any()
}

fn role_state(lang: Lang, one: &RoleLine, account: Option<&str>) -> AnyView {
    if let Some(at) = one.taken_at {
        let who = if one.taken_by.is_empty() { people::by_system(lang) } else { one.taken_by.as_str() };
        return people::role_taken(lang, &dates::stamp(lang, at.0), who).into_any();
    }
    if !one.stands {
        return people::role_over(lang).into_any();
    }
    let Some(account) = account else { return people::role_stands(lang).into_any() };
    let mut pairs = hidden(lang, account);
    pairs.push(("assignment".to_owned(), one.code.to_string()));
    view! {
        <PostForm action="/api/assignments/take" hidden=pairs>
            <Button word=people::take_role(lang) weight=Weight::Quiet/>
        </PostForm>
    }
    .into_any()
}

fn sessions(lang: Lang, all: Vec<SessionLine>) -> AnyView {
    if all.is_empty() {
        return view! { <Empty sentence=people::no_sessions(lang)/> }.into_any();
    }
    let heads = [people::session_since(lang), people::session_seen(lang), people::session_address(lang)];
    let rows = all
        .into_iter()
        .map(|one| {
            let cells = vec![
                dates::stamp(lang, one.since.0).into(),
                dates::stamp(lang, one.seen.0).into(),
                one.address.into(),
            ];
            Row::Cells("", cells)
        })
        .collect();
    view! { <Table lang=lang caption=people::sessions(lang) quiet=true columns=heads.map(Column::words).to_vec() rows=rows/> }
        .into_any()
}
