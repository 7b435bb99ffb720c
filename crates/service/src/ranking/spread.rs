//! How the marks of a posting are distributed, and of whom those above each cut consist, for whoever may read its ranking.
//!
//! Owns: reading it off the ranking that stands. Computes no ranking. Refuses: answers of the registration form to whoever may not read
//! applications, and telling of few people what they answered: [`composition`] leaves those rows out.

use std::collections::BTreeMap;

use domain::access::{ActName, Caller, Permit, ViewApplications, ViewRanking, may};
use domain::id::{ApplicationId, Code};
use domain::number::Score;
use domain::registration::{Field, Spot};
use domain::scheme::{Component, Line};
use domain::spread::{composition, histogram};
use domain::view::desk::ranking::{Composition, Distribution, Spread};
use store::Scoped as _;

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::applications;
use crate::rows::postings::{find, head};
use crate::rows::rankings::{Kept, standing};

/// What people told that is asked for with a closed list, and is looked at here.
const FIELDS: [Field; 4] = [Field::EducationLevel, Field::UnitLevel, Field::Rank, Field::Politics];
/// Most people of whom a page says what they consist of: of more their forms would be opened for too long.
const MOST: usize = 5_000;
/// Forms that are read at once.
const AT_ONCE: usize = 500;
/// Places of a score as it is shown.
const PLACES: u8 = 6;

/// The distribution of the ranking that stands; empty before the first. Of whom they consist only for whoever may read applications.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn spread(service: &Service, caller: &Caller, posting: Code) -> Result<Spread, Fault> {
    service
        .read(caller, "ranking.spread", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let mut page = Spread {
                posting: head(&row),
                people: 0,
                components: Vec::new(),
                cuts: Vec::new(),
                compositions: Vec::new(),
                may_compose: may(look.caller(), ActName::ViewApplications, &row.scope()),
            };
            let ask = |scope| look.permit::<ViewRanking>(scope);
            let Some((permit, ranking)) = standing(look.snapshot(), row.id, ask).await? else {
                return Ok(page);
            };
            let ranking = ranking.id;
            let lines = store::rankings::lines(look.snapshot(), &permit, ranking, None).await?;
            let mut people: Vec<(ApplicationId, Kept)> = Vec::with_capacity(lines.len());
            for line in &lines {
                let kept = serde_json::from_str(&line.line.body).map_err(Fault::internal)?;
                people.push((line.line.application, kept));
            }
            page.people = count(people.len());
            let file = crate::rows::schemes::newest(look.snapshot(), &permit).await?;
            let Some(file) = file else { return Ok(page) };
            let components = file.all().flat_map(|one| &one.components);
            let mut known: Vec<Measure> = Vec::new();
            for one in components {
                match known.iter_mut().find(|other| other.key == one.key.as_str()) {
                    Some(other) => other.also(one),
                    None => known.push(Measure::of(one)),
                }
            }
            page.components = known.into_iter().filter_map(|one| distribution(one, &people)).collect();
            let ready = store::rankings::lists(look.snapshot(), &permit, ranking).await?;
            let ready: Vec<String> =
                ready.into_iter().filter(|list| list.ready).map(|list| list.stage).collect();
            page.cuts = file.lists().into_iter().filter(|list| ready.contains(&list.0)).collect();
            if page.cuts.is_empty() || people.len() > MOST || !page.may_compose {
                return Ok(page);
            }
            let permit = look.permit::<ViewApplications>(row.scope())?;
            let told = told(service, look, &permit, &people).await?;
            page.compositions = compositions(&people, &page.cuts, &told);
            Ok(page)
        })
        .await
}

/// What each of them answered in [`FIELDS`].
async fn told(
    service: &Service,
    look: &Look<'_>,
    permit: &Permit<ViewApplications>,
    people: &[(ApplicationId, Kept)],
) -> Result<BTreeMap<ApplicationId, [String; 4]>, Fault> {
    let mut told = BTreeMap::new();
    let ids: Vec<ApplicationId> = people.iter().map(|one| one.0).collect();
    for some in ids.chunks(AT_ONCE) {
        for row in store::applications::these(look.snapshot(), permit, some).await? {
            let answers = applications::open(service, &row)?;
            told.insert(row.id, FIELDS.map(|field| answers.get(Spot::of(field)).to_owned()));
        }
    }
    Ok(told)
}

/// By what the marks of a component are measured, in all schemes of the posting.
struct Measure {
    key: String,
    name: Option<String>,
    full: Score,
    line: Option<Score>,
}

impl Measure {
    fn of(one: &Component) -> Self {
        let line = match one.line {
            Some(Line::At(line)) => Some(line),
            Some(Line::Decided) | None => None,
        };
        Self { key: one.key.to_string(), name: one.name.clone(), full: one.published_full(), line }
    }

    /// Another scheme has a component of this key: the drawing reaches up to the higher full mark, and a line is drawn only where all
    /// schemes have the same.
    fn also(&mut self, one: &Component) {
        let other = Self::of(one);
        self.full = self.full.max(other.full);
        self.line = self.line.filter(|line| other.line == Some(*line));
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The distribution of one component; `None` where nobody has a mark in it.
fn distribution(of: Measure, people: &[(ApplicationId, Kept)]) -> Option<Distribution> {
    let value = |kept: &Kept| {
        let shown = kept.values.iter().find(|(key, _)| *key == of.key)?;
        Score::parse(&shown.1, PLACES).ok()
    };
    let scores: Vec<Score> = people.iter().filter_map(|(_, kept)| value(kept)).collect();
    let (lowest, highest) = (*scores.iter().min()?, *scores.iter().max()?);
    let reached = of.line.map(|line| count(scores.iter().filter(|score| **score >= line).count()));
    Some(Distribution {
        scored: count(scores.len()),
        bins: histogram(&scores, of.full),
        key: of.key,
        name: of.name,
        lowest,
        highest,
        line: of.line,
        reached,
    })
}

/// Of each field its groups, each by how far its people got: as many classes as cuts, and before them whoever is above none.
fn compositions(
    people: &[(ApplicationId, Kept)],
    cuts: &[(String, Option<String>)],
    told: &BTreeMap<ApplicationId, [String; 4]>,
) -> Vec<Composition> {
    let reached = |kept: &Kept| {
        let inside = |list: &str| kept.seats.iter().any(|(key, seat)| key == list && seat == "in");
        cuts.iter().take_while(|(list, _)| inside(list)).count()
    };
    let of_field = |(at, field): (usize, &Field)| {
        let mut groups: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (id, kept) in people {
            let word = told.get(id).and_then(|told| told.get(at)).map_or("", String::as_str);
            let classes = groups.entry(word).or_insert_with(|| vec![0; cuts.len().saturating_add(1)]);
            if let Some(class) = classes.get_mut(reached(kept)) {
                *class = class.saturating_add(1);
            }
        }
        let rows = groups.into_iter().map(|(word, classes)| (word.to_owned(), classes)).collect();
        Composition { field: *field, groups: composition(rows) }
    };
    FIELDS.iter().enumerate().map(of_field).collect()
}
