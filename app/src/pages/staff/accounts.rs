//! The administrator's page of staff accounts.

use domain::access::Role;
use domain::view::desk::StaffLine;
use leptos::prelude::*;
use text::{Lang, accounts as t, desk};

use crate::api::accounts::accounts_view;
use crate::api::postings::form_key;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, refused};
use crate::parts::{
    Button, Cell, Column, ErrorSummary, Field, FieldError, Kind, PostForm, Row, SelectField, Table, TextField,
};

/// `/zh/desk/accounts`.
#[component]
pub fn Accounts() -> impl IntoView {
    let lang = lang();
    let errors = summary(lang, refused("accounts/open_staff").as_ref());
    let shown = errors.clone();
    view! {
        <PageTitle lang=lang text=t::accounts(lang)/>
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
