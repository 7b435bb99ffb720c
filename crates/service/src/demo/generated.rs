//! Postings that are generated whole: one open for registration, one before the approver, one of any size.
//!
//! Owns: their positions and people. Refuses: results.

use domain::calendar::Instant;
use domain::lifecycle::Phase;
use domain::posting::PositionTerms;
use domain::sample::{Stream, paper_mark, position_conditions, position_title, unit};
use domain::screening::Verdict;
use domain::typed::Label;

use super::conditions;
use super::people::Crowd;
use super::plan::{Applicant, Course, Days, PostingPlan, Standing, Texts, window};
use super::{Broken, score};

const SCHEME: &str = include_str!("../../demo/plain.scheme.toml");
/// Applications left unscreened in the open posting.
pub(super) const UNSCREENED: usize = 200;

/// A posting whose registration is open at `now`.
pub(super) fn open(seed: u64, first: u64, now: Instant, texts: &Texts) -> Result<PostingPlan, Broken> {
    let registration = window(now, -3, 5);
    let so_far = domain::calendar::Window { closes: now, ..registration };
    let mut crowd = Crowd::new(Stream::of(seed, "open people"), first, so_far);
    let refusals = texts.verdicts()?;
    let mut standings = vec![Standing::Submitted; UNSCREENED];
    standings.extend(vec![Standing::Judged(Verdict::Passed); 70]);
    standings.extend(refusals.iter().cycle().take(25).cloned().map(Standing::Judged));
    standings.extend(vec![Standing::Draft; 18]);
    standings.extend(vec![Standing::Withdrew; 7]);
    crowd.stream().shuffle(&mut standings);
    let positions = positions(40, &mut Stream::of(seed, "open"));
    let mut people: Vec<Applicant> = standings
        .into_iter()
        .map(|standing| {
            let position = place(crowd.stream(), positions.len());
            // Whom nobody has judged yet: of a hundred, twelve with something to look at.
            let doubtful = standing == Standing::Submitted && crowd.stream().chance(12);
            let person = if doubtful { crowd.doubtful(position) } else { crowd.passed(position) };
            Applicant { standing, ..person }
        })
        .collect();
    people.push(Applicant { standing: Standing::Draft, ..crowd.known(seed, 0) });
    let conditions = conditions::of(&positions)?;
    Ok(PostingPlan {
        terms: texts.open.terms(registration),
        positions,
        scheme: SCHEME,
        conditions,
        reaches: Phase::Registering,
        course: Course::Smooth,
        days: Days::around(registration),
        count: u64::try_from(people.len()).unwrap_or(0),
        applicants: Box::new(people.into_iter()),
    })
}

/// A posting that waits for the competent department.
pub(super) fn awaiting(seed: u64, now: Instant, texts: &Texts) -> Result<PostingPlan, Broken> {
    let registration = window(now, 7, 14);
    let days = Days { written: now.plus_seconds(-20 * 3600), ..Days::around(registration) };
    let positions = positions(12, &mut Stream::of(seed, "awaiting"));
    let conditions = conditions::of(&positions)?;
    Ok(PostingPlan {
        terms: texts.awaiting.terms(registration),
        positions,
        scheme: SCHEME,
        conditions,
        reaches: Phase::Submitted,
        course: Course::Smooth,
        days,
        count: 0,
        applicants: Box::new(std::iter::empty()),
    })
}

/// A posting of `size` applications, screened, with the written marks in: twenty-five to a position.
pub(super) fn sized(seed: u64, size: u64, now: Instant, texts: &Texts) -> Result<PostingPlan, Broken> {
    let registration = window(now, -40, -33);
    let positions = positions(size.div_ceil(25).max(1), &mut Stream::of(seed, "size"));
    let refusals = texts.verdicts()?;
    let mut crowd = Crowd::new(Stream::of(seed, "size people"), 0, registration);
    let places = positions.len();
    let people = (0..size).map(move |_| {
        let position = place(crowd.stream(), places);
        let standing = match crowd.stream().below(100) {
            0..=4 => crowd.stream().pick(&refusals).cloned().map(Standing::Judged),
            5..=7 => Some(Standing::Withdrew),
            _ => Some(Standing::Judged(Verdict::Passed)),
        };
        let standing = standing.unwrap_or(Standing::Withdrew);
        let written = if standing == Standing::Judged(Verdict::Passed) {
            vec![
                ("xingce", score(paper_mark(crowd.stream()))),
                ("shenlun", score(paper_mark(crowd.stream()))),
            ]
        } else {
            Vec::new()
        };
        Applicant { standing, written, ..crowd.passed(position) }
    });
    let conditions = conditions::of(&positions)?;
    Ok(PostingPlan {
        terms: texts.size.terms(registration),
        positions,
        scheme: SCHEME,
        conditions,
        reaches: Phase::Examining,
        course: Course::Smooth,
        days: Days::around(registration),
        count: size,
        applicants: Box::new(people),
    })
}

fn positions(count: u64, stream: &mut Stream) -> Vec<PositionTerms> {
    let mut current = unit(stream);
    (0..count)
        .map(|no| {
            if stream.chance(40) {
                current = unit(stream);
            }
            PositionTerms {
                code: Label::stored(format!("{:06}", 10_001 + no)),
                unit: current.clone(),
                title: position_title(stream),
                plan: u32::try_from(stream.between(1, 3)).unwrap_or(1),
                conditions: position_conditions(stream),
                details: Vec::new(),
                scheme: None,
            }
        })
        .collect()
}

fn place(stream: &mut Stream, places: usize) -> usize {
    usize::try_from(stream.below(u64::try_from(places).unwrap_or(0))).unwrap_or(0)
}
