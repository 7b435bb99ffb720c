//! What several public pages say in the same way: where a posting stands, how a list is called, a position's line.

use domain::calendar::Instant;
use domain::lifecycle::Phase as Stage;
use domain::timetable::{StageKind, Timetable};
use domain::view::public::lists::{Decided, DecidedWhat, ListHead};
use domain::view::public::postings::PostingHead;
use leptos::prelude::*;
use text::numbers::{colon, grouped};
use text::{Lang, dates, parts as part_words, public as t, rulings as d, states};

use crate::address;
use crate::parts::{LinkLine, Mood, Phase, Standing, UserText};

/// What of the timetable a phase is made of: it lasts from the first of these to the last.
const SCREENED: &[StageKind] = &[StageKind::Screening];
const EXAMINED: &[StageKind] = &[StageKind::Written, StageKind::Interview];
const PUBLISHED: &[StageKind] =
    &[StageKind::WrittenResults, StageKind::InterviewResults, StageKind::Publicity];

/// From the first day to the last of the stages of these kinds; nothing where none has a time yet.
fn dated(lang: Lang, timetable: &Timetable, kinds: &[StageKind]) -> String {
    let spans = timetable.0.iter().filter(|one| kinds.contains(&one.kind)).filter_map(|one| one.when.span());
    let (mut first, mut last) = (None::<Instant>, None::<Instant>);
    for span in spans {
        first = Some(first.map_or(span.opens, |known| known.min(span.opens)));
        last = Some(last.map_or(span.closes, |known| known.max(span.closes)));
    }
    // A window ends before its last instant: one until midnight ends the day before.
    let day = |at: Instant| dates::civil(at.0).date();
    first.zip(last).map_or_else(String::new, |(first, last)| {
        dates::span(lang, day(first), day(Instant(last.0.saturating_sub(1))))
    })
}

/// The phases of a posting in public words, with the dates that are known.
pub fn phases(head: &PostingHead, timetable: &Timetable, now: Instant, lang: Lang) -> Vec<Phase> {
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
        (states::screening(lang), dated(lang, timetable, SCREENED)),
        (states::examining(lang), dated(lang, timetable, EXAMINED)),
        (states::publishing(lang), dated(lang, timetable, PUBLISHED)),
    ];
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
        t::persons_listed(lang, head.people),
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

/// Lines and lots on which public lists rest, each with its document, approver and date.
pub fn decided(lang: Lang, all: &[Decided]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let each = all.iter().map(|one| {
        let said = match &one.what {
            DecidedWhat::Line { of, label, line, position, paper } => {
                let place = d::line_places(lang, position.as_deref(), paper.as_deref());
                d::public_line(lang, &d::of_word(lang, of, label.as_deref()), line, &place)
            }
            DecidedWhat::Ratio { position, qualified, reason } => {
                d::public_ratio(lang, position, *qualified, reason)
            }
            DecidedWhat::Lots { position, order } => {
                d::public_lots(lang, position, &order.join(text::numbers::comma(lang)))
            }
        };
        let by = d::public_by(lang, &one.by, &dates::day(lang, one.at.date()));
        let number = (!one.number.is_empty()).then(|| d::public_number(lang, &one.number));
        let tail = [Some(by), number].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! { <li><UserText lang=lang text=said/><br/><span class="small soft"><UserText lang=lang text=tail/></span></li> }
    });
    view! { <h2 id="rulings">{d::public_title(lang)}</h2><ul>{each.collect_view()}</ul> }.into_any()
}
