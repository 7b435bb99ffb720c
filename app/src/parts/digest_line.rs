//! Digest line: version, time, the whole digest in groups of four, and a sentence saying what it proves.

use leptos::prelude::*;
use text::{Lang, dates, numbers, parts as t};

use crate::address::{self, StandingPage};

/// A further fact below the digest: a term and a value, e.g. the scheme's digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedFact {
    /// What it is.
    pub term: String,
    /// Digests are given in groups of four by the caller.
    pub value: String,
}

/// `digest` is the hexadecimal SHA-256 of the list's canonical bytes.
#[component]
pub fn DigestLine(
    lang: Lang,
    version: i64,
    published_at: i64,
    #[prop(into)] digest: String,
    #[prop(optional)] facts: Vec<SealedFact>,
) -> impl IntoView {
    let when = dates::stamp(lang, published_at);
    let facts = facts
        .into_iter()
        .map(|fact| view! { <dt>{fact.term}</dt><dd class="mono">{fact.value}</dd> })
        .collect_view();
    view! {
        <section class="sealed" aria-label=t::digest(lang)>
            <p><b>{t::version_sealed(lang, version)}</b>" · "<time datetime=dates::attribute(published_at)>{t::published_on(lang, &when)}</time></p>
            <dl class="kv">
                <dt>{t::digest(lang)}</dt>
                <dd class="mono digest">{numbers::fours(&digest)}</dd>
                {facts}
            </dl>
            <p>{t::digest_proves(lang)}" "<a href=address::standing_page(lang, StandingPage::Verify)>{t::how_to_verify(lang)}</a></p>
        </section>
    }
}
