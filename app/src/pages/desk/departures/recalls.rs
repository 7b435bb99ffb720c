//! Taking a departure back that was entered in error: what was proposed, and the forms that propose and decide it.

use domain::view::desk::departures::{DepartureEntry, DeparturesPage, RecallEntry};
use leptos::prelude::*;
use text::{Lang, departures as t};

use super::entries::{by, effect, hidden};
use crate::address;
use crate::forms::with_error;
use crate::hooks::query;
use crate::parts::{Button, Field, FieldError, KeyValues, PostForm, TextArea, UserText, Weight, kv};

/// The proposals of a departure, and the way to a further one.
pub(super) fn recalls(
    lang: Lang,
    page: &DeparturesPage,
    one: &DepartureEntry,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let all = one.recalls.iter().map(|recall| entry(lang, page, recall, errors)).collect_view();
    let here = address::desk_posting(lang, page.posting.code, "departures");
    let chosen = query("recall") == one.code.as_str();
    let way = (one.may_recall && !chosen).then(|| {
        let href = format!("{here}?recall={}", one.code);
        view! { <p class="small"><a href=href>{t::recall(lang)}</a></p> }
    });
    let form = (one.may_recall && chosen).then(|| {
        let field = Field::new("reason", t::recall_reason(lang)).hint(t::recall_hint(lang));
        let field = with_error(field, "reason", errors);
        let hidden = hidden(lang, page, ("departure", one.code.to_string()));
        view! {
            <PostForm action="/api/departures/recall" hidden=hidden switches=true>
                <TextArea lang=lang field=field value="" rows=2/>
                <Button word=t::recall(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! { {all} {way} {form} }
}

fn entry(
    lang: Lang,
    page: &DeparturesPage,
    recall: &RecallEntry,
    errors: &[FieldError],
) -> impl IntoView + use<> {
    let words = |text: &str| {
        let text = text.to_owned();
        view! { <UserText lang=lang text=text/> }
    };
    let mut pairs = vec![
        kv(t::recall_reason(lang), words(&recall.reason)),
        kv(t::recall_proposed(lang), by(lang, &recall.proposed.0, recall.proposed.1)),
    ];
    pairs.extend(recall.decided.as_ref().map(|(who, at)| kv(t::decided(lang), by(lang, who, *at))));
    pairs.extend(recall.kept_because.as_ref().map(|why| kv(t::keep_reason(lang), words(why))));
    let acts = recall.may_decide.then(|| {
        let field = with_error(Field::new("answer", t::keep_reason(lang)), "answer", errors);
        let of = || hidden(lang, page, ("recall", recall.code.to_string()));
        view! {
            <p>{t::take_back_consequence(lang)}</p>
            <PostForm action="/api/departures/take_back" hidden=of()>
                <Button word=t::take_back(lang) weight=Weight::Grave/>
            </PostForm>
            <PostForm action="/api/departures/keep" hidden=of() switches=true>
                <TextArea lang=lang field=field value="" rows=2/>
                <Button word=t::keep(lang) weight=Weight::Quiet/>
            </PostForm>
        }
    });
    view! {
        <h3>{t::recall_title(lang)}</h3>
        <KeyValues pairs=pairs/>
        {effect(lang, page, recall.code, recall.decided.is_none())}
        {acts}
    }
}
