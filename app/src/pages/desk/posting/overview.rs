//! Where a posting stands, and the one thing to do next.

mod progress;

use domain::access::ActName;
use domain::lifecycle::Phase;
use domain::posting::{Following, Telephones};
use domain::view::desk::postings::Posting;
use leptos::prelude::*;
use text::{
    Lang, archives, course, dates, desk as t, extensions, lists, marks, notice_files, numbers, ranking,
    revisions, states, timetable,
};

use crate::address;
use crate::api::postings::posting_view;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, may_in, param};
use crate::parts::{
    ButtonRow, KeyValues, LinkButton, Mood, Notice, Phase as Stop, PhaseLine, Standing, UserText, Weight,
    following, kv, notice_text, stopped, telephones,
};

/// `/zh/desk/postings/CODE`.
#[component]
pub fn Overview() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || posting_view(code.clone())
    };
    view! {
        {tabs(lang, &code, "")}
        {loaded(fetch, move |posting| page(lang, posting))}
    }
}

fn page(lang: Lang, posting: Posting) -> impl IntoView {
    let entry = posting.entry.clone();
    view! {
        <PageTitle lang=lang text=&entry.head.title/>
        <h1><UserText lang=lang text=entry.head.title.clone()/></h1>
        <PhaseLine lang=lang phases=stops(lang, &posting)/>
        {posting.returned_because.clone().map(|reason| view! {
            <Notice mood=Mood::Return title=t::returned(lang)><p><UserText lang=lang text=reason/></p></Notice>
        })}
        {stopped(lang, entry.head.phase, posting.stop.as_ref())}
        {next(lang, &posting)}
        {progress::progress(lang, &posting)}
        <h2>{t::terms(lang)}</h2>
        {facts_of(lang, &posting)}
    }
}

/// The phases of a posting that nothing stops.
const COURSE: [Phase; 9] = [
    Phase::Draft,
    Phase::Submitted,
    Phase::Approved,
    Phase::Registering,
    Phase::Screening,
    Phase::Examining,
    Phase::Ranked,
    Phase::Published,
    Phase::Closed,
];

/// The phases that a posting goes through, and which of them it is in.
fn course(phase: Phase, stop: Option<&domain::course::Stop>) -> (Vec<Phase>, usize) {
    let mut line: Vec<Phase> = COURSE.to_vec();
    let place = |phase: Phase| COURSE.iter().position(|one| *one == phase).unwrap_or(0);
    let now = match stop {
        // What stopped stands in the place of what it stopped; after an end nothing comes.
        Some(stop) => {
            let over = phase != Phase::Suspended;
            let at = place(stop.from) + usize::from(over);
            if over {
                line.truncate(at);
            }
            line.insert(at, phase);
            at
        }
        None => place(phase),
    };
    (line, now)
}

fn stops(lang: Lang, posting: &Posting) -> Vec<Stop> {
    let (line, now) = course(posting.entry.head.phase, posting.stop.as_ref());
    line.into_iter()
        .enumerate()
        .map(|(no, phase)| Stop {
            word: states::phase(phase, lang).to_owned(),
            dates: match (phase, posting.entry.head.registration) {
                (Phase::Registering, Some(window)) => {
                    let day = |at: i64| dates::tiny_day(lang, dates::civil(at).date());
                    format!("{} – {}", day(window.opens.0), day(window.closes.0))
                }
                _ => String::new(),
            },
            standing: match no.cmp(&now) {
                std::cmp::Ordering::Less => Standing::Done,
                std::cmp::Ordering::Equal => Standing::Now,
                std::cmp::Ordering::Greater => Standing::Next,
            },
        })
        .collect()
}

/// What to do next, and where; only whoever may do it gets the button.
fn next(lang: Lang, posting: &Posting) -> AnyView {
    let code = posting.entry.head.code;
    let here = move |further: &str| address::desk_posting(lang, code, further);
    let edits = may_in(ActName::EditPosting, code);
    let (words, act, link) = match posting.entry.head.phase {
        Phase::Draft => {
            let (words, further, word) = draft_step(lang, posting);
            (words, ActName::EditPosting, Some((further, word)))
        }
        Phase::Submitted if may_in(ActName::ApprovePosting, code) => {
            (t::next_approve(lang), ActName::ApprovePosting, Some(("approval/approve", t::approve(lang))))
        }
        Phase::Submitted => (t::next_wait_approval(lang), ActName::ViewPosting, None),
        Phase::Approved => (t::next_wait_open(lang), ActName::ViewPosting, None),
        Phase::Registering => {
            let link = Some(("screening", states::screening(lang)));
            (t::next_registering(lang), ActName::ScreenApplication, link)
        }
        Phase::Screening if posting.entry.nobody_passed() => {
            (t::next_nobody(lang), ActName::EndPosting, Some(("approval/end", t::end(lang))))
        }
        Phase::Screening => {
            let link = Some(("screening", states::screening(lang)));
            (t::next_screening(lang), ActName::ScreenApplication, link)
        }
        Phase::Examining => {
            (t::next_examining(lang), ActName::EnterMark, Some(("marks", marks::marks(lang))))
        }
        Phase::Ranked => (t::next_ranked(lang), ActName::PublishList, Some(("lists", lists::publish(lang)))),
        Phase::Published => (
            t::next_published(lang),
            ActName::ViewDecisions,
            Some(("decision", text::decisions::title(lang))),
        ),
        Phase::Closed => (text::decisions::closed_what(lang), ActName::ViewPosting, None),
        Phase::Ended => (t::next_ended(lang), ActName::ViewPosting, None),
        Phase::Suspended => {
            (t::next_suspended(lang), ActName::ResumePosting, Some(("course", course::title(lang))))
        }
        Phase::Withdrawn => (t::next_withdrawn(lang), ActName::ViewPosting, None),
    };
    let link = link.filter(|_| may_in(act, code)).map(|(further, word)| (here(further), word));
    let also_submit = posting.entry.head.phase == Phase::Draft
        && edits
        && posting.approval_digest.is_some()
        && posting.team.len() < 3;
    let also_rank = posting.entry.head.phase == Phase::Examining && may_in(ActName::ComputeRanking, code);
    view! {
        <Notice title=t::next_step(lang)>
            <p>{words}</p>
            <ButtonRow>
                {link.map(|(href, word)| view! { <LinkButton href=href word=word/> })}
                {also_submit.then(|| view! { <LinkButton href=here("approval/submit") word=t::submit(lang) weight=Weight::Quiet/> })}
                {also_rank.then(|| view! { <LinkButton href=here("ranking") word=ranking::ranking(lang)/> })}
            </ButtonRow>
        </Notice>
    }
    .into_any()
}

/// What a draft lacks first: why, the page, and its name.
fn draft_step(lang: Lang, posting: &Posting) -> (&'static str, &'static str, &'static str) {
    if posting.entry.head.registration.is_none() {
        (t::next_dates(lang), "terms", t::terms(lang))
    } else if posting.positions.is_empty() {
        (t::next_positions(lang), "positions", t::import(lang))
    } else if posting.scheme.is_none() {
        (t::next_scheme(lang), "scheme", t::scheme(lang))
    } else if posting.team.len() < 3 {
        (t::next_team(lang), "team", t::team(lang))
    } else {
        (t::next_submit(lang), "approval/submit", t::submit(lang))
    }
}

fn facts_of(lang: Lang, posting: &Posting) -> impl IntoView + use<> {
    let entry = &posting.entry;
    let here = |further: &str| address::desk_posting(lang, entry.head.code, further);
    let draft = entry.head.phase == Phase::Draft && may_in(ActName::EditPosting, entry.head.code);
    let change = |further: &str| draft.then(|| view! { " " <a href=here(further)>{t::change(lang)}</a> });
    let window = entry.head.registration.map_or_else(String::new, |window| {
        format!("{} – {}", dates::moment(lang, window.opens.0), dates::moment(lang, window.closes.0))
    });
    let positions = if posting.positions.is_empty() {
        t::no_positions(lang).to_owned()
    } else {
        t::positions_count(lang, i64::from(entry.counts.positions), i64::from(entry.counts.plan))
    };
    let scheme = posting.scheme.as_ref().map_or_else(
        || t::no_scheme(lang).to_owned(),
        |head| t::scheme_revision(lang, i64::from(head.revision)),
    );
    let team: Vec<String> =
        posting.team.iter().map(|one| format!("{} {}", one.name, t::role_word(one.role, lang))).collect();
    let mut pairs = vec![
        kv(t::authority(lang), entry.head.authority.clone()),
        kv(t::registration(lang), view! { {window} {change("terms")} }),
        kv(timetable::title(lang), view! { <a href=here("timetable")>{stages_word(lang, posting)}</a> }),
        kv(t::positions(lang), view! { <a href=here("positions")>{positions}</a> }),
        kv(t::scheme(lang), view! { <a href=here("scheme")>{scheme}</a> }),
        kv(t::team(lang), view! { {numbers::list(lang, &team)} {change("team")} }),
    ];
    let files: Vec<String> = posting.files.iter().map(|file| file.title.as_str().to_owned()).collect();
    let files =
        if files.is_empty() { notice_files::none(lang).to_owned() } else { numbers::list(lang, &files) };
    pairs.push(kv(notice_files::title(lang), view! { <a href=here("files")>{files}</a> }));
    pairs.push(kv(text::uploads::kept_title(lang), text::uploads::kept(posting.kept, lang)));
    if let Some(digest) = posting.approval_digest {
        let word =
            if entry.head.phase.is_public() { t::approved_digest(lang) } else { t::approve_digest(lang) };
        pairs.push(kv(word, view! { <span class="mono digest">{digest.grouped()}</span> }));
    }
    if entry.head.phase != Phase::Draft || posting.returned_because.is_some() {
        let words = match posting.revision {
            0 => revisions::title(lang).to_owned(),
            no => revisions::in_force(lang, no),
        };
        let href = here("revisions");
        let further = (posting.revision > 0).then(|| {
            let href = here("revision");
            view! { " " <a href=href>{revisions::further(lang)}</a> }
        });
        pairs.push(kv(revisions::title(lang), view! { <a href=href>{words}</a>{further} }));
    }
    pairs.push(kv(course::title(lang), view! { <a href=here("course")>{course_word(lang, posting)}</a> }));
    if entry.head.phase.is_public() && may_in(ActName::ViewExtensions, entry.head.code) {
        let href = here("extensions");
        pairs.push(kv(extensions::title(lang), view! { <a href=href>{extensions::link(lang)}</a> }));
    }
    if entry.head.phase.is_public() {
        pairs.push(kv(
            t::public_page(lang),
            view! { <a href=address::posting(lang, entry.head.code)>{t::public_page(lang)}</a> },
        ));
    }
    let is_over = matches!(entry.head.phase, Phase::Closed | Phase::Ended);
    if is_over && may_in(ActName::ArchivePosting, entry.head.code) {
        let href = here("archive");
        pairs.push(kv(archives::title(lang), view! { <a href=href>{archives::begin(lang)}</a> }));
    }
    if may_in(ActName::ClonePosting, entry.head.code) {
        let href = here("clone");
        pairs.push(kv(course::another(lang), view! { <a href=href>{course::clone(lang)}</a> }));
    }
    let notice = posting.form.notice.clone();
    let set = Following::read(&posting.form.trial_days, &posting.form.service_term);
    let said = Telephones::stored(&posting.form.enquiry, &posting.form.supervision);
    pairs.extend(telephones(lang, &said));
    pairs.extend(set.map(|set| following(lang, set)).unwrap_or_default());
    view! {
        <KeyValues pairs=pairs/>
        {(!notice.is_empty()).then(|| view! { <h2>{t::notice(lang)}</h2>{notice_text(&notice)} })}
    }
}

/// What the timetable says, as the link to its page says it.
fn stages_word(lang: Lang, posting: &Posting) -> String {
    if posting.timetable.is_empty() {
        return timetable::change(lang).to_owned();
    }
    let called: Vec<String> = posting.timetable.0.iter().map(|one| timetable::called(one, lang)).collect();
    numbers::list(lang, &called)
}

/// Where the course stands, as the link to its page says it.
fn course_word(lang: Lang, posting: &Posting) -> &'static str {
    let phase = posting.entry.head.phase;
    if posting.stop.is_some() { states::phase(phase, lang) } else { course::runs(lang) }
}

#[cfg(test)]
mod tests {
    use domain::calendar::Instant;
    use domain::course::Stop;
    use domain::lifecycle::Phase;

    use super::course;

    #[test]
    fn the_line_of_phases_stands_where_the_posting_is() {
        for &phase in Phase::ALL {
            let over = matches!(phase, Phase::Ended | Phase::Suspended | Phase::Withdrawn);
            let stop = Stop { from: Phase::Draft, reason: String::new(), at: Instant(0) };
            let (line, now) = course(phase, over.then_some(&stop));
            assert_eq!(line.get(now), Some(&phase), "{phase:?}");
        }
    }
}
