//! The first posting: the Zhengzhou table of 2024, carried to the published inspection list.
//!
//! Owns: 392 positions and 2,137 people with their printed papers, seeded interview marks, people below the line in twenty
//! positions, and three ties at the inspection cut. Refuses: inventing papers for those who are on the table.

use std::collections::BTreeMap;

use domain::calendar::Instant;
use domain::lifecycle::Phase;
use domain::number::Score;
use domain::posting::PositionTerms;
use domain::sample::{Stream, papers_below, position_conditions, position_title, unit};
use domain::scheme::Status;
use domain::typed::Label;

use super::conditions;
use super::people::Crowd;
use super::plan::{Applicant, Course, Days, Interview, PostingPlan, Texts, window};
use super::source::{self, Zhengzhou};
use super::{Broken, hundredths, score, ties};

const SCHEME: &str = include_str!("../../demo/zhengzhou.scheme.toml");
/// The line of the written test, as the scheme says, in hundredths.
const LINE: i64 = 4500;
/// Positions with people below the line.
const BELOW: usize = 20;
/// Positions with a tie at the inspection cut.
const TIED: usize = 3;
/// Of a hundred people invited to a longer list, this many do not come.
const ABSENT: u64 = 1;

pub(super) fn plan(seed: u64, first: u64, now: Instant, texts: &Texts) -> Result<PostingPlan, Broken> {
    let posts = source::zhengzhou()?;
    let registration = window(now, -75, -68);
    let mut stream = Stream::of(seed, "zhengzhou");
    let positions = positions(&posts, &mut stream);
    let mut crowd = Crowd::new(Stream::of(seed, "zhengzhou people"), first, registration);
    let people = people(seed, &posts, &mut crowd)?;
    let conditions = conditions::of(&positions)?;
    Ok(PostingPlan {
        terms: texts.zhengzhou.terms(registration),
        positions,
        scheme: SCHEME,
        conditions,
        reaches: Phase::Published,
        course: Course::Smooth,
        days: Days::around(registration),
        count: u64::try_from(people.len()).unwrap_or(0),
        applicants: Box::new(people.into_iter()),
    })
}

/// The first five digits of a code name its unit.
fn positions(posts: &BTreeMap<String, Vec<Zhengzhou>>, stream: &mut Stream) -> Vec<PositionTerms> {
    let mut units = BTreeMap::new();
    posts
        .iter()
        .map(|(code, people)| PositionTerms {
            code: Label::stored(code.clone()),
            unit: units.entry(code.get(..5).unwrap_or(code)).or_insert_with(|| unit(stream)).clone(),
            title: position_title(stream),
            plan: people.first().map_or(1, |line| line.plan),
            conditions: position_conditions(stream),
            details: Vec::new(),
            scheme: people
                .iter()
                .any(|line| line.police.is_some())
                .then(|| Label::stored("police".to_owned())),
        })
        .collect()
}

fn people(
    seed: u64,
    posts: &BTreeMap<String, Vec<Zhengzhou>>,
    crowd: &mut Crowd,
) -> Result<Vec<Applicant>, Broken> {
    let (mut all, mut tied, mut below) = (Vec::new(), 0, 0);
    for (position, lines) in posts.values().enumerate() {
        // Spread over the table rather than at its head.
        let marks = if position % 23 == 7 && tied < TIED { tie(lines, crowd.stream()) } else { None };
        let is_tie = marks.is_some();
        let interviews = marks.unwrap_or_else(|| interviews(lines, crowd.stream()));
        for (place, (line, interview)) in lines.iter().zip(interviews).enumerate() {
            // The printed candidate stands in the first tie, so that there is something to read.
            let known = is_tie && tied == 0 && place == 1;
            let person = if known { crowd.known(seed, position) } else { crowd.passed(position) };
            all.push(Applicant { written: papers(line), interview: Some(interview), ..person });
        }
        tied += usize::from(is_tie);
        let plain_papers = lines.iter().all(|line| line.police.is_none());
        if position % 17 == 3 && plain_papers && below < BELOW {
            below += 1;
            for _ in 0..crowd.stream().between(1, 3) {
                let (xingce, shenlun) = papers_below(crowd.stream(), LINE);
                let written = vec![("xingce", score(xingce)), ("shenlun", score(shenlun))];
                all.push(Applicant { written, ..crowd.passed(position) });
            }
        }
    }
    if (tied, below) == (TIED, BELOW) {
        Ok(all)
    } else {
        Err(Broken(format!("{tied} ties and {below} positions with people below the line")))
    }
}

/// Marks without a tie at the cut; a few of a longer list do not come.
fn interviews(lines: &[Zhengzhou], stream: &mut Stream) -> Vec<Interview> {
    let comes: Vec<bool> =
        lines.iter().map(|_| lines.len() <= 3 || stream.below(1000) >= ABSENT * 10).collect();
    let written: Vec<i64> = lines
        .iter()
        .zip(&comes)
        .filter(|(_, comes)| **comes)
        .map(|(line, _)| hundredths(line.written_total))
        .collect();
    let seats = lines.first().map_or(0, |line| usize::try_from(line.plan).unwrap_or(0) * 2);
    let mut marks = ties::plain(&written, seats, stream).into_iter();
    comes
        .into_iter()
        .map(|comes| if comes { marks.next() } else { None })
        .map(|mark| mark.map_or(Interview::Status(Status::Absent), |mark| Interview::Mark(score(mark))))
        .collect()
}

/// Marks with a tie at the cut, where the position takes one of three.
fn tie(lines: &[Zhengzhou], stream: &mut Stream) -> Option<Vec<Interview>> {
    let written: Vec<i64> = lines.iter().map(|line| hundredths(line.written_total)).collect();
    let marks = ties::tied(written.as_slice().try_into().ok()?, stream)?;
    (lines.first()?.plan == 1).then(|| marks.map(|mark| Interview::Mark(score(mark))).to_vec())
}

fn papers(line: &Zhengzhou) -> Vec<(&'static str, Score)> {
    let mut papers = vec![("xingce", line.xingce), ("shenlun", line.shenlun)];
    papers.extend(line.police.map(|mark| ("police", mark)));
    papers
}
