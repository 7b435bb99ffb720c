//! About, privacy, accessibility, how to check a list.

use leptos::prelude::*;
use text::{Lang, shell as shell_words, standing as t};

use crate::address::{self, StandingPage};
use crate::frame::Section;
use crate::shell::{self, Frame};

/// Prints the page. The glossary has a module of its own.
#[must_use]
pub fn print(page: StandingPage, lang: Lang) -> String {
    let (title, lede, body): (_, _, fn(Lang) -> AnyView) = match page {
        StandingPage::About => (shell_words::about(lang), t::about_lede(lang), about),
        StandingPage::Privacy => (shell_words::privacy(lang), t::privacy_lede(lang), privacy),
        StandingPage::Accessibility => {
            (shell_words::accessibility(lang), t::accessibility_lede(lang), accessibility)
        }
        StandingPage::Verify => (shell_words::verify(lang), t::verify_lede(lang), verify),
        StandingPage::Glossary => return super::glossary::print(lang),
    };
    let frame = Frame::public(lang, title, address::standing_page(lang, page), Section::Elsewhere);
    shell::print(frame, || view! { <h1>{title}</h1><p class="lede">{lede}</p>{body(lang)} })
}

fn paragraphs(pairs: &[(&'static str, &'static str)]) -> AnyView {
    pairs.iter().map(|(title, words)| view! { <h2>{*title}</h2><p>{*words}</p> }).collect_view().into_any()
}

fn about(lang: Lang) -> AnyView {
    paragraphs(&[
        (t::about_public_title(lang), t::about_public(lang)),
        (t::about_exact_title(lang), t::about_exact(lang)),
        (t::about_two_title(lang), t::about_two(lang)),
        (t::about_first_title(lang), t::about_first(lang)),
    ])
}

fn privacy(lang: Lang) -> AnyView {
    paragraphs(&t::privacy_parts(lang))
}

fn accessibility(lang: Lang) -> AnyView {
    let done = [
        t::accessibility_keyboard(lang),
        t::accessibility_scripts(lang),
        t::accessibility_colour(lang),
        t::accessibility_small(lang),
        t::accessibility_tables(lang),
    ];
    view! {
        <h2>{t::accessibility_what_title(lang)}</h2>
        <ul>{done.map(|line| view! { <li>{line}</li> }).into_iter().collect_view()}</ul>
        <h2>{t::accessibility_limits_title(lang)}</h2>
        <p>{t::accessibility_limits(lang)}</p>
    }
    .into_any()
}

fn verify(lang: Lang) -> AnyView {
    let command = |words: &'static str, line: &'static str| view! { <p class="flat">{words}</p><pre tabindex="0"><code>{line}</code></pre> };
    view! {
        <h2>{t::verify_same_title(lang)}</h2>
        <p>{t::verify_same(lang)}</p>
        {command(t::verify_windows(lang), "certutil -hashfile list.csv SHA256")}
        {command(t::verify_unix(lang), "sha256sum list.csv")}
        {command(t::verify_tool(lang), "linxuan verify list.xlsx --digest SHA256")}
        <h2>{t::verify_right_title(lang)}</h2>
        <p>{t::verify_right(lang)}</p>
        {command(t::verify_rank(lang), "linxuan rank --scheme S.toml --positions P.csv --marks M.csv --out DIR")}
        <h2>{t::verify_then_title(lang)}</h2>
        <p>{t::verify_then(lang)}</p>
        {command(t::verify_chain(lang), "linxuan verify --chain --witness NUMBER:LINK")}
    }
    .into_any()
}
