//! What several public pages say in the same way: where a posting stands, how a list is called, a position's line.

use domain::calendar::Instant;
use domain::lifecycle::Phase as Stage;
use domain::view::public::lists::ListHead;
use domain::view::public::postings::PostingHead;
use leptos::prelude::*;
use text::numbers::{colon, grouped};
use text::{Lang, dates, parts as part_words, public as t, states};

use crate::address;
use crate::parts::{LinkLine, Mood, Phase, Standing, UserText};

/// The phases of a posting in public words, with the dates that are known.
pub fn phases(head: &PostingHead, now: Instant, lang: Lang) -> Vec<Phase> {
    let place = |phase: Stage| match phase {
        Stage::Draft | Stage::Submitted | Stage::Withdrawn | Stage::Approved => 0,
        Stage::Registering => 1,
        Stage::Screening => 2,
        Stage::Examining | Stage::Ranked | Stage::Ended | Stage::Suspended => 3,
        Stage::Published | Stage::Closed => 4,
    };
    let window = head.registration;
    let open = dates::span(lang, dates::civil(window.opens.0).date(), dates::civil(window.closes.0).date());
    let mut words = vec![
        (states::notice(lang), String::new()),
        (states::registering(lang), open),
        (states::screening(lang), String::new()),
    ];
    words.extend([states::examining(lang), states::publishing(lang)].map(|word| (word, String::new())));
    let at = match &head.stop {
        // What stopped stands in the place of what it stopped; after an end nothing comes.
        Some(stop) => {
            let at = place(stop.from) + usize::from(head.phase == Stage::Ended);
            if head.phase == Stage::Ended {
                words.truncate(at);
            }
            words.insert(at, (states::phase(head.phase, lang), String::new()));
            at
        }
        None => place(head.phase_at(now)),
    };
    words
        .into_iter()
        .enumerate()
        .map(|(no, (word, dates))| Phase { word: word.to_owned(), dates, standing: standing(no, at) })
        .collect()
}

fn standing(no: usize, at: usize) -> Standing {
    match no.cmp(&at) {
        std::cmp::Ordering::Less => Standing::Done,
        std::cmp::Ordering::Equal => Standing::Now,
        std::cmp::Ordering::Greater => Standing::Next,
    }
}

/// `214 个职位，计划 326 人`.
pub fn size(head: &PostingHead, lang: Lang) -> String {
    t::size(lang, &grouped(head.positions.into()), &grouped(head.plan.into()))
}

/// The title of a list: the stage's word.
pub fn list_title(lang: Lang, head: &ListHead) -> String {
    text::lists::title(lang, &head.stage, head.name.as_deref())
}

/// A list as a line; `with_posting` where lists of several postings stand together.
pub fn list_line(lang: Lang, head: &ListHead, with_posting: bool) -> LinkLine {
    let name = list_title(lang, head);
    let posting = with_posting.then(|| {
        let title = head.posting_title.clone();
        let colon = colon(lang);
        view! { <UserText lang=lang text=title/>{colon} }
    });
    let facts = [
        part_words::published_on(lang, &dates::stamp(lang, head.published_at.0)),
        t::version_word(lang, head.version.into()),
        t::persons_listed(lang, &grouped(head.people.into())),
    ];
    let state = match head.superseded_by {
        Some(_) => (Mood::Wait, states::superseded(lang)),
        None if head.under_correction.is_some() => (Mood::Return, text::corrections::state_open(lang)),
        None => (Mood::Pass, states::in_force(lang)),
    };
    LinkLine {
        href: address::list(lang, head.code),
        title: view! { {posting}{name} }.into_any(),
        note: Some(facts.join(" · ").into_any()),
        state: Some((state.0, state.1.to_owned())),
    }
}
