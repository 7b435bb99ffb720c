//! The second posting: the Anhui table of 2026, ranked and waiting for the second signature.
//!
//! Owns: 68 positions and 276 people with their printed marks. The table prints no plan: it is taken as a third of those
//! who were interviewed, rounded up, so that everyone on the table was invited. Refuses: other marks than the printed.

use domain::calendar::Instant;
use domain::lifecycle::Phase;
use domain::posting::PositionTerms;
use domain::sample::{Stream, position_conditions, position_title, unit};
use domain::scheme::Status;
use domain::typed::Label;

use super::people::Crowd;
use super::plan::{Applicant, Course, Days, Interview, PostingPlan, Texts, window};
use super::source;
use super::{Broken, conditions};

const SCHEME: &str = include_str!("../../demo/anhui.scheme.toml");

pub(super) fn plan(seed: u64, first: u64, now: Instant, texts: &Texts) -> Result<PostingPlan, Broken> {
    let posts = source::anhui()?;
    let registration = window(now, -48, -41);
    let mut stream = Stream::of(seed, "anhui");
    let mut crowd = Crowd::new(Stream::of(seed, "anhui people"), first, registration);
    let (mut positions, mut people) = (Vec::new(), Vec::new());
    for (position, (code, lines)) in posts.iter().enumerate() {
        positions.push(PositionTerms {
            code: Label::stored(code.clone()),
            unit: unit(&mut stream),
            title: position_title(&mut stream),
            plan: u32::try_from(lines.len().div_ceil(3)).unwrap_or(1),
            conditions: position_conditions(&mut stream),
            details: Vec::new(),
            scheme: None,
        });
        for line in lines {
            let absent = Interview::Status(Status::Absent);
            let interview = line.interview.map_or(absent, Interview::Mark);
            people.push(Applicant {
                written: vec![("written", line.written)],
                interview: Some(interview),
                ..crowd.passed(position)
            });
        }
    }
    let conditions = conditions::of(&positions)?;
    Ok(PostingPlan {
        terms: texts.anhui.terms(registration),
        positions,
        scheme: SCHEME,
        conditions,
        reaches: Phase::Ranked,
        course: Course::Smooth,
        days: Days::around(registration),
        count: u64::try_from(people.len()).unwrap_or(0),
        applicants: Box::new(people.into_iter()),
    })
}
