//! `account/contacts`: addresses besides the account, the codes that prove them, and what is also sent there.

use domain::messages::Channel;
use domain::view::messages::{Contact, Contacts};
use leptos::prelude::*;
use text::{Lang, dates, messages as t};

use crate::api::messages::contacts_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, query, refused};
use crate::parts::{
    Button, ErrorSummary, Field, FieldError, Kind, Mood, Notice, PostForm, StateWord, TextField, Weight,
};

/// `/zh/account/contacts`.
#[component]
pub fn Addresses() -> impl IntoView {
    let lang = lang();
    let failed =
        ["set", "send", "confirm", "remove", "choose"].map(|act| refused(&format!("contacts/{act}")));
    let errors = summary(lang, failed.iter().flatten().next());
    let shown = errors.clone();
    let done = match query("note").as_str() {
        "sent" => Some(t::code_sent(lang)),
        "confirmed" => Some(t::now_confirmed(lang)),
        "removed" => Some(t::removed(lang)),
        "chosen" => Some(t::choices_saved(lang)),
        _ => None,
    };
    view! {
        <PageTitle lang=lang text=t::contacts(lang)/>
        <h1>{t::contacts(lang)}</h1>
        <p class="lede">{t::contacts_lede(lang)}</p>
        <p><a href=crate::address::messages(lang)>{t::title(lang)}</a></p>
        <ErrorSummary lang=lang errors=shown/>
        {done.map(|done| view! { <Notice mood=Mood::Pass title=done live=true/> })}
        {loaded(contacts_view, move |found| page(lang, &found, &errors))}
    }
}

fn page(lang: Lang, found: &Contacts, errors: &[FieldError]) -> impl IntoView + use<> {
    let each = found
        .offered
        .iter()
        .map(|channel| {
            let held = found.held.iter().find(|one| one.channel == *channel);
            one(lang, (*channel, held), errors)
        })
        .collect_view();
    let any = found.held.iter().any(|one| one.confirmed.is_some());
    view! {
        {each}
        {any.then(|| choices(lang, found))}
    }
}

fn hidden(lang: Lang, channel: Channel) -> Vec<(String, String)> {
    vec![("lang".to_owned(), lang.code().to_owned()), ("channel".to_owned(), channel.word().to_owned())]
}

fn one(
    lang: Lang,
    (channel, held): (Channel, Option<&Contact>),
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let kind = if channel == Channel::Sms { Kind::Phone } else { Kind::Text };
    let word = t::channel_word(channel, lang);
    let field = with_error(Field::new("address", word).hint(t::replace_hint(lang)), "address", errors);
    let value = held.map(|one| one.address.clone()).unwrap_or_default();
    let state = held.map(|one| state(lang, one));
    let prove = held.and_then(|one| prove(lang, one, errors));
    let again = held.filter(|one| one.confirmed.is_none() || one.bounced.is_some()).map(|_| {
        view! {
            <PostForm action="/api/contacts/send" hidden=hidden(lang, channel)>
                <Button word=t::send_again(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    let remove = held.map(|_| {
        view! {
            <PostForm action="/api/contacts/remove" hidden=hidden(lang, channel)>
                <Button word=t::remove(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! {
        <h2>{word}</h2>
        {state}
        {prove}
        <PostForm action="/api/contacts/set" hidden=hidden(lang, channel)>
            <TextField lang=lang field=field kind=kind value=value/>
            <Button word=t::set_address(lang)/>
        </PostForm>
        {again}
        {remove}
    }
}

fn state(lang: Lang, one: &Contact) -> impl IntoView + use<> {
    let (mood, word) = match (one.bounced, one.confirmed) {
        (Some(at), _) => (Mood::Refuse, t::bounced_since(lang, &dates::stamp(lang, at.0))),
        (None, Some(at)) => (Mood::Pass, t::confirmed_since(lang, &dates::stamp(lang, at.0))),
        (None, None) => (Mood::Wait, t::not_confirmed(lang).to_owned()),
    };
    let address = one.address.clone();
    view! { <p><b class="mono">{address}</b>" "<StateWord mood=mood word=word/></p> }
}

fn prove(lang: Lang, one: &Contact, errors: &[FieldError]) -> Option<impl IntoView + use<>> {
    let until = one.code_until?;
    let hint = t::code_hint(lang, &dates::moment(lang, until.0));
    let field = with_error(Field::new("code", t::code_label(lang)).hint(hint), "code", errors);
    let hidden = hidden(lang, one.channel);
    Some(view! {
        <PostForm action="/api/contacts/confirm" hidden=hidden>
            <TextField lang=lang field=field kind=Kind::Number/>
            <Button word=t::confirm(lang)/>
        </PostForm>
    })
}

/// Every matter and channel that has an address, each with a box.
fn choices(lang: Lang, found: &Contacts) -> impl IntoView + use<> {
    let channels: Vec<Channel> = found.held.iter().map(|one| one.channel).collect();
    let all = found.matters.iter().flat_map(|matter| channels.iter().map(move |channel| (*matter, *channel)));
    let boxes = all
        .enumerate()
        .map(|(at, (matter, channel))| {
            let id = format!("on-{at}");
            let words = t::choice(lang, t::matter_word(matter, lang), t::channel_word(channel, lang));
            let value = format!("{}.{}", matter.word(), channel.word());
            let checked = !found.off.contains(&(matter, channel));
            view! {
                <div class="check">
                    <input type="checkbox" id=id.clone() name=format!("on[{at}]") value=value checked=checked/>
                    <label for=id>{words}</label>
                </div>
            }
        })
        .collect_view();
    let hidden = vec![("lang".to_owned(), lang.code().to_owned())];
    view! {
        <h2>{t::choices(lang)}</h2>
        <PostForm action="/api/contacts/choose" hidden=hidden>
            {boxes}
            <Button word=t::save_choices(lang)/>
        </PostForm>
    }
}
