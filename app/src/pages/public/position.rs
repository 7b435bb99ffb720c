//! One position: what it asks, how its persons are chosen, the way to register.

use domain::lifecycle::Phase;
use domain::view::public::postings::PositionPage;
use leptos::prelude::*;
use text::{Lang, dates, public as t, scheme, shell as shell_words};

use super::posting::places;
use crate::address;
use crate::frame::Section;
use crate::parts::{
    AskedList, ButtonRow, Crumb, Crumbs, KeyValues, LinkButton, UserText, Weight, detail_pairs, kv, stopped,
};
use crate::shell::{self, Frame};

/// Prints the page.
#[must_use]
pub fn print(view: &PositionPage, lang: Lang) -> String {
    let here = address::position(lang, view.head.code, view.position.code);
    let title = t::position_title(lang, &view.position.number);
    shell::print(Frame::public(lang, title, here, Section::Postings), || body(view, lang))
}

fn body(view: &PositionPage, lang: Lang) -> impl IntoView {
    let (head, position) = (&view.head, &view.position);
    let open = head.phase_at(view.now) == Phase::Registering && position.plan > 0;
    let own = |text: &str| view! { <UserText lang=lang text=text/> };
    let conditions = if position.conditions.is_empty() {
        t::no_conditions(lang).into_any()
    } else {
        view! { <span class="notice-text"><UserText lang=lang text=position.conditions.clone()/></span> }
            .into_any()
    };
    let mut pairs = vec![
        kv(t::unit(lang), own(&position.unit)),
        kv(t::position_name(lang), own(&position.title)),
        kv(
            t::plan(lang),
            match position.planned {
                None => t::persons(lang, position.plan.into()),
                Some(_) => places(lang, position),
            },
        ),
        kv(
            if view.asked.is_some() { text::eligibility::beside_words(lang) } else { t::conditions(lang) },
            conditions,
        ),
    ];
    pairs.extend(detail_pairs(lang, &position.details));
    pairs.push(kv(t::closes(lang), dates::moment(lang, head.registration.closes.0)));
    let rules = view.scheme.as_ref().map(|rules| {
        let said = scheme::printed(rules, lang).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        let formula = scheme::formula_of(rules, lang).map(|line| view! { <p class="formula">{line}</p> });
        view! { <h2>{t::rule_title(lang)}</h2><section class="rule"><ul>{said}</ul>{formula}</section><p class="soft">{t::rule_not_only(lang)}</p> }
    });
    let register = open.then(|| {
        let to = address::apply(lang, position.code);
        view! { <LinkButton href=to word=t::register_here(lang)/> }
    });
    let all = address::posting(lang, head.code);
    // Once registration is over there is nothing left to decide by it.
    let timely = head.is_before_close(view.now);
    let typed = view.asked.as_ref().is_some_and(|asked| asked.typed().next().is_some());
    let check = (typed && timely).then(|| {
        let to = address::self_check(lang, head.code, position.code);
        view! { <LinkButton href=to word=text::self_check::link(lang) weight=Weight::Quiet/> }
    });
    let asked = view.asked.clone().map(|asked| {
        view! { <h2>{text::eligibility::title(lang)}</h2><AskedList lang=lang asked=asked/> }
    });
    view! {
        <Crumbs
            lang=lang
            crumbs=vec![
                Crumb::page(address::home(lang), shell_words::postings(lang)),
                Crumb::own(address::posting(lang, head.code), &head.title),
            ]
        />
        <h1>{t::position_title(lang, &position.number)}" "<span class="plain"><UserText lang=lang text=position.title.clone()/></span></h1>
        {stopped(lang, head.phase, head.stop.as_ref())}
        <KeyValues pairs=pairs/>
        {asked}
        {view.photo.map(|size| view! { <p>{text::uploads::photo_asked(true, size, lang)}</p> })}
        <ButtonRow>
            {register}
            {check}
            <a href=all>{t::all_positions(lang)}</a>
        </ButtonRow>
        {rules}
    }
}
