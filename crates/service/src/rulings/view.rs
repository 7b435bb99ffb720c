//! The rulings of a posting, and one of them.
//!
//! Owns: read models. Refuses: computing where nothing changed: open questions are those of the ranking that stands.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{ActName, ApproveRuling, Caller, ViewRanking, may};
use domain::id::{Code, RulingId};
use domain::lifecycle::Phase;
use domain::ranking::{Asked, Question};
use domain::revision::schemes_apart;
use domain::rulings::{Proposal, line_of_class};
use domain::scheme::PartNames;
use domain::view::desk::rulings::{
    ListWord, Moves, OpenLine, OpenRatio, OpenTie, PositionWord, PossibleLines, RulingPage, RulingState,
    RulingsPage,
};
use store::applications::Entrant;
use store::postings::positions::PositionRow;
use store::rulings::RulingRow;

use super::check::unfit;
use super::possible::Scope;
use super::{moves, possible, told};
use crate::Service;
use crate::fault::Fault;
use crate::kept::Kept;
use crate::ranking::{Inputs, load};
use crate::rows::postings::{find, head};
use crate::rows::rankings::{sees_people, sets_no_line, standing};
use crate::rows::schemes::{by_name, part_names};
use crate::scheme_file::SchemeFile;

const OPEN: [Phase; 2] = [Phase::Examining, Phase::Ranked];

/// The rulings of a posting: open questions, proposals, what stands and what stood.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn page(service: &Service, caller: &Caller, posting: Code) -> Result<RulingsPage, Fault> {
    let (mut page, read) = service
        .read(caller, "ruling.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewRanking>(scope.clone())?;
            let row = found.open(&permit)?;
            let open = OPEN.contains(&row.phase);
            let mut page = RulingsPage {
                posting: head(&row),
                names: PartNames::default(),
                may_propose: open && may(look.caller(), ActName::ProposeRuling, &scope),
                may_notice: super::notice::PHASES.contains(&row.phase)
                    && may(look.caller(), ActName::ProposeRuling, &scope),
                may_approve: open && may(look.caller(), ActName::ApproveRuling, &scope),
                ranked: false,
                stale: false,
                lines: Vec::new(),
                ties: Vec::new(),
                ratios: Vec::new(),
                positions: Vec::new(),
                lists: Vec::new(),
                rulings: Vec::new(),
            };
            let Some(scheme) = store::schemes::newest(look.snapshot(), &permit).await? else {
                return Ok((page, None));
            };
            let file = crate::rows::schemes::saved(&scheme.body)?;
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let people = store::applications::entrants(look.snapshot(), &permit).await?;
            let rows = crate::rows::rulings::all(service.keys(), look.snapshot(), &permit).await?;
            page.lists = told::lists(&file);
            page.names = part_names(&file, None);
            page.positions = peopled(&positions, &people);
            let ask = |scope| look.permit::<ViewRanking>(scope);
            if let Some((permit, ranking)) = standing(look.snapshot(), row.id, ask).await? {
                page.ranked = true;
                page.stale = store::inputs::version(look.snapshot(), &permit).await? != ranking.inputs;
                let questions: Vec<Question> =
                    serde_json::from_str(&ranking.body).map_err(Fault::internal)?;
                page.ratios = open_ratios((&file, &positions, &rows), &questions);
                (page.lines, page.ties) = open_questions((&file, &positions, &rows), questions);
            }
            // Only where the ranking may say nothing of a ruling is the posting computed for this page.
            let look_closer = page.stale || !page.ranked;
            let inputs =
                if look_closer { Some(load(service.keys(), look.snapshot(), &permit).await?) } else { None };
            let names = told::names(look.snapshot(), &rows).await?;
            Ok((page, Some((inputs, rows, names))))
        })
        .await?;
    let Some((inputs, rows, names)) = read else { return Ok(page) };
    let unfit = match inputs {
        // Marks that cannot be settled yet say nothing against a ruling.
        Some(inputs) => tokio::task::spawn_blocking(move || unfit(&inputs).unwrap_or_default())
            .await
            .map_err(Fault::internal)?,
        None => BTreeSet::new(),
    };
    page.rulings =
        rows.iter().rev().map(|row| told::line(row, &rows, &names, &unfit)).collect::<Result<_, _>>()?;
    Ok(page)
}

/// Positions that have people, in the order of the table.
fn peopled(positions: &[PositionRow], people: &[Entrant]) -> Vec<PositionWord> {
    let with: BTreeSet<_> = people.iter().map(|person| person.position).collect();
    positions.iter().filter(|one| with.contains(&one.id)).map(told::place).collect()
}

/// Positions with too few people on which nobody has decided since.
fn open_ratios(
    (file, positions, rows): (&SchemeFile, &[PositionRow], &[RulingRow]),
    questions: &[Question],
) -> Vec<OpenRatio> {
    let standing = store::rulings::standing(rows);
    let open = |question: &Question| {
        let key = question.stage.as_deref().unwrap_or_default();
        let subject = format!("ratio/{}/{key}", question.position);
        if standing.iter().any(|row| row.subject == subject) {
            return None;
        }
        let waiting = rows.iter().find(|row| row.waits() && row.subject == subject).map(|row| row.code);
        let position = positions.iter().find(|one| one.terms.code.as_str() == question.position)?;
        few(question, (told::place(position), told::list_word(file, key)), waiting)
    };
    questions.iter().filter_map(open).collect()
}

/// The counts of a question about a ratio; `None` for other questions.
pub(super) fn few(
    question: &Question,
    (position, list): (PositionWord, ListWord),
    waiting: Option<Code>,
) -> Option<OpenRatio> {
    let Asked::Ratio { qualified, least } = question.asked else { return None };
    Some(OpenRatio { position, list, qualified, seats: question.seats, least, waiting })
}

/// What the ranking left open and nobody has decided since, lines by what they are of.
fn open_questions(
    (file, positions, rows): (&SchemeFile, &[PositionRow], &[RulingRow]),
    questions: Vec<Question>,
) -> (Vec<OpenLine>, Vec<OpenTie>) {
    let stands = |subject: &str| store::rulings::standing(rows).iter().any(|row| row.subject == subject);
    let waiting = |subject: &dyn Fn(&str) -> bool| {
        rows.iter().find(|row: &&RulingRow| row.waits() && subject(&row.subject)).map(|row| row.code)
    };
    let mut lines: BTreeMap<String, u32> = BTreeMap::new();
    let mut ties = Vec::new();
    for question in questions {
        match &question.asked {
            Asked::Line { of } => {
                let own = format!("line/{}/{of}", question.position);
                let place = positions.iter().find(|one| one.terms.code.as_str() == question.position);
                let class = place.and_then(|one| one.terms.paper());
                let of_class = class.is_some_and(|class| stands(&line_of_class(&class, of)));
                if !stands(&own) && !stands(&format!("line//{of}")) && !of_class {
                    let count = lines.entry(of.clone()).or_default();
                    *count = count.saturating_add(1);
                }
            }
            // Told apart: nobody is tied, and nothing is drawn.
            Asked::Ratio { .. } => {}
            Asked::ExtraTest | Asked::Lots => {
                let subject = format!("tie/{}", question.id);
                let position = positions.iter().find(|one| one.terms.code.as_str() == question.position);
                let (Some(position), false) = (position, stands(&subject)) else { continue };
                ties.push(OpenTie {
                    position: told::place(position),
                    list: told::list_word(file, question.stage.as_deref().unwrap_or_default()),
                    waiting: waiting(&|own| own == subject),
                    question,
                });
            }
        }
    }
    let line = |(of, positions): (String, u32)| OpenLine {
        label: told::label(file, &of),
        positions,
        waiting: waiting(&|own| own.starts_with("line/") && own.ends_with(&format!("/{of}"))),
        of,
    };
    (lines.into_iter().map(line).collect(), ties)
}

/// One ruling.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and for a ruling of another posting.
pub async fn view(
    service: &Service,
    caller: &Caller,
    posting: Code,
    ruling: Code,
) -> Result<RulingPage, Fault> {
    let (mut page, ground, sets_none) = service
        .read(caller, "ruling.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewRanking>(scope.clone())?;
            let row = found.open(&permit)?;
            let rows = crate::rows::rulings::all(service.keys(), look.snapshot(), &permit).await?;
            let own = rows.iter().find(|one| one.code == ruling).ok_or(Fault::Missing)?;
            let names = told::names(look.snapshot(), &rows).await?;
            let line = told::line(own, &rows, &names, &BTreeSet::<RulingId>::new())?;
            let scheme = store::schemes::newest(look.snapshot(), &permit).await?.ok_or(Fault::Missing)?;
            let file = crate::rows::schemes::saved(&scheme.body)?;
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let about = about(line.takes_back.as_ref().unwrap_or(&line.proposal));
            let open = match line.proposal {
                Proposal::Notice { .. } => super::notice::PHASES.contains(&row.phase),
                _ => OPEN.contains(&row.phase),
            };
            let hands = store::locked::Scoped::scope(own);
            // What a waiting ruling is weighed against is counted for whoever proposed it and whoever approves it.
            let weighed = if line.state == RulingState::Waiting && OPEN.contains(&row.phase) {
                let lists = store::lists::of_posting(look.snapshot(), row.id).await?;
                let public: Vec<String> = lists.into_iter().map(|one| one.stage).collect();
                let inputs = store::inputs::version(look.snapshot(), &permit).await?;
                let from = WeighedFrom { ruling: own.id, inputs, public: public.len() };
                Some(match service.weighed().get(&from) {
                    Some(known) => Weighed::Known(known),
                    None => {
                        let inputs = load(service.keys(), look.snapshot(), &permit).await?;
                        Weighed::Now(from, Box::new(Ground { inputs, waiting: own.clone(), public }))
                    }
                })
            } else {
                None
            };
            let changes = match &line.proposal {
                Proposal::Notice { body, before, .. } if *before == scheme.digest => {
                    let after = crate::rows::schemes::saved(body)?;
                    schemes_apart(&by_name(&file), &by_name(&after))
                }
                _ => Vec::new(),
            };
            let page = RulingPage {
                changes,
                posting: head(&row),
                names: part_names(&file, None),
                position: positions
                    .iter()
                    .find(|one| Some(one.terms.code.as_str()) == about.position)
                    .map(told::place),
                list: about.list.map(|key| told::list_word(&file, key)),
                label: about.line.and_then(|of| told::label(&file, of)),
                may_settle: open
                    && line.state == RulingState::Waiting
                    && look.permit::<ApproveRuling>(hands).is_ok(),
                may_correct: open
                    && line.state == RulingState::Standing
                    && !matches!(line.proposal, Proposal::Withdrawal | Proposal::Notice { .. })
                    && may(look.caller(), ActName::ProposeRuling, &scope),
                possible: None,
                moves: None,
                withheld: !sees_people(look, row.id).await?,
                ruling: line,
            };
            Ok((page, weighed, sets_no_line(look, row.id)))
        })
        .await?;
    let (possible, moves, open) = match ground {
        None => (None, None, false),
        Some(Weighed::Known(known)) => known,
        Some(Weighed::Now(from, ground)) => {
            let found =
                tokio::task::spawn_blocking(move || ground.weigh()).await.map_err(Fault::internal)??;
            service.weighed().put(from, found.clone());
            found
        }
    };
    page.withheld |= open && !sets_none;
    page.moves = moves.filter(|_| !page.withheld);
    page.possible = possible;
    Ok(page)
}

/// What could be set in place of a line, who would move by the ruling, and whether a line is open without it.
type Found = (Option<PossibleLines>, Option<Moves>, bool);

/// The newest weighings of waiting rulings.
pub(crate) type Weighings = Kept<WeighedFrom, Found>;

/// What a weighing rests on: a ruling is never written anew, inputs have a number that grows with every change of them, and lists are
/// only added.
#[derive(PartialEq)]
pub(crate) struct WeighedFrom {
    ruling: RulingId,
    inputs: i64,
    public: usize,
}

enum Weighed {
    Known(Found),
    Now(WeighedFrom, Box<Ground>),
}

/// What a ruling that waits is weighed against.
struct Ground {
    inputs: Inputs,
    waiting: RulingRow,
    /// The lists of which a version is out.
    public: Vec<String>,
}

impl Ground {
    fn weigh(&self) -> Result<Found, Fault> {
        let possible = match crate::rows::rulings::proposal(&self.waiting)? {
            Proposal::Line { position, paper, of, line, .. } => {
                let base = self.inputs.rulings_but(self.waiting.supersedes, None)?;
                let (position, paper) = (position.as_deref(), paper.as_deref());
                let scope = Scope { of: &of, position, paper, all: false };
                possible::lines(&self.inputs, &base, scope, Some(line))
            }
            _ => None,
        };
        let moves = moves::moves(&self.inputs, &self.waiting, &self.public)?;
        Ok((possible, moves, self.inputs.has_open_line()))
    }
}

#[derive(Default)]
pub(super) struct About<'a> {
    pub position: Option<&'a str>,
    pub list: Option<&'a str>,
    pub line: Option<&'a str>,
}

/// What a proposal speaks of. A question's id is `POSITION/STAGE`, further ones about the same cut `POSITION/STAGE.2`.
pub(super) fn about(proposal: &Proposal) -> About<'_> {
    match proposal {
        Proposal::Line { position, of, .. } => {
            About { position: position.as_deref(), line: Some(of), list: of.strip_prefix("floor.") }
        }
        Proposal::Tie { question, .. } => {
            question.rsplit_once('/').map_or(About::default(), |(code, list)| {
                let list = list.split('.').next().unwrap_or(list);
                About { position: Some(code), list: Some(list), line: None }
            })
        }
        Proposal::Replacement { position, stage, .. }
        | Proposal::Override { position, stage, .. }
        | Proposal::Ratio { position, stage, .. } => {
            About { position: Some(position), list: Some(stage), line: None }
        }
        Proposal::Notice { .. } | Proposal::Withdrawal => About::default(),
    }
}
