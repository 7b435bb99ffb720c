//! The form that proposes a ruling: who is tied, how many seats, by which clause, who would move up.
//!
//! Owns: computing what is asked now, without the ruling that would be corrected. Refuses: a question that is not open.

use std::collections::BTreeSet;

use domain::access::{Caller, Denial, Permit, ProposeRuling};
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::marks::PositionAt;
use domain::number::Score;
use domain::ranking::{Asked, At, Listed, Rulings, table};
use domain::reason::RulingsWhy;
use domain::rulings::{FormKind, Proposal, TieOrder};
use domain::scheme::{Line, LineRule, ListAt, Scheme, Shortlist, Walk};
use domain::view::desk::rulings::{Asks, Concerned, OpenRatio, ProposalPage};

use store::Snapshot;
use store::postings::positions::PositionRow;

use super::possible::Scope;
use super::propose::corrected;
use super::view::few;
use super::{possible, told};
use crate::Service;
use crate::fault::Fault;
use crate::ranking::{Computed, Inputs, Weighed, load};
use crate::rows::postings::{find, head};
use crate::rows::rankings::{expect_people_seen, sets_no_line};
use crate::rows::rulings::proposal as proposal_of;
use crate::rows::schemes::part_names;

/// What the form is about, as the address says it; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// A question's id.
    pub question: String,
    /// What a line is of.
    pub of: String,
    /// A position, for a replacement or an override; for a line the one that the possible lines are counted in.
    pub position: String,
    /// For a line the class of papers that the possible lines are counted in.
    pub paper: String,
    /// For a line: every possible line is listed, not only those near the cut.
    pub all: bool,
    /// A list, for a replacement or an override.
    pub list: String,
    /// It is to be an override, not a replacement.
    pub by_decision: bool,
    /// A ruling to correct.
    pub corrects: Option<Code>,
    /// It is to be taken back.
    pub withdraw: bool,
}

/// The form for what `about` names.
///
/// # Errors
/// [`RulingsWhy::QuestionClosed`], [`RulingsWhy::Settled`], [`domain::reason::PostingsWhy::WrongPhase`], marks that
/// cannot be computed; [`Fault::Missing`] for those outside the team.
pub async fn form(
    service: &Service,
    caller: &Caller,
    posting: Code,
    about: Subject,
) -> Result<ProposalPage, Fault> {
    let key = service.form_key();
    let (posting, inputs, corrects, unseen) = service
        .read(caller, "ruling.form", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ProposeRuling>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            // A replacement or an override shows everybody of a list, as it is computed now.
            let mut unseen = false;
            if about.question.is_empty() && about.of.is_empty() && !about.withdraw {
                let corrects_line = match about.corrects {
                    Some(code) => is_line(look.snapshot(), &permit, code, service).await?,
                    None => false,
                };
                if !corrects_line {
                    expect_people_seen(look, &row).await?;
                    unseen = !sets_no_line(look, row.id);
                }
            }
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            let corrects = match corrected(&inputs.rows, about.corrects)? {
                None => None,
                Some(before) => {
                    let names = told::names(look.snapshot(), &inputs.rows).await?;
                    let line = told::line(before, &inputs.rows, &names, &Default::default())?;
                    Some((before.id, line))
                }
            };
            Ok((head(&row), inputs, corrects, unseen))
        })
        .await?;
    let before = corrects.as_ref().map(|(id, _)| *id);
    let names = part_names(&inputs.file, None);
    let (asked, of) = (about.clone(), service.clone());
    let (kind, asks) = tokio::task::spawn_blocking(move || {
        if unseen && inputs.has_open_line() {
            return Err(Fault::Denied(Denial::LineOpen));
        }
        let base = inputs.rulings_but(before, None)?;
        let proposed = match before.and_then(|id| inputs.rows.iter().find(|row| row.id == id)) {
            Some(row) => Some(proposal_of(row)?),
            None => None,
        };
        asks((&of, &inputs), &base, &asked, proposed.as_ref())
    })
    .await
    .map_err(Fault::internal)??;
    Ok(ProposalPage { posting, key, kind, asks, corrects: corrects.map(|(_, line)| line), names })
}

/// Whether the ruling of that code sets a line.
async fn is_line(
    snapshot: &Snapshot,
    permit: &Permit<ProposeRuling>,
    code: Code,
    service: &Service,
) -> Result<bool, Fault> {
    let rows = crate::rows::rulings::all(service.keys(), snapshot, permit).await?;
    let found = rows.iter().find(|row| row.code == code).map(proposal_of).transpose()?;
    Ok(matches!(found, Some(Proposal::Line { .. })))
}

fn asks(
    (service, inputs): (&Service, &Inputs),
    base: &Rulings,
    about: &Subject,
    corrects: Option<&Proposal>,
) -> Result<(FormKind, Asks), Fault> {
    if about.withdraw && corrects.is_some() {
        return Ok((FormKind::Withdrawal, Asks::Withdrawal));
    }
    match corrects {
        Some(Proposal::Line { position, paper, of, line: set, .. }) => {
            let place = position.clone().unwrap_or_default();
            let class = paper.as_deref().unwrap_or_default();
            line((inputs, base), of, (Some(place.clone()), &place, class), (Some(*set), about.all))
        }
        Some(Proposal::Tie { question, by, .. }) => {
            let kind = match by {
                TieOrder::ExtraTest(_) => FormKind::ExtraTest,
                TieOrder::Lots(_) => FormKind::Lots,
            };
            let (asked, asks) = tie((service, inputs), base, question)?;
            if asked == kind { Ok((kind, asks)) } else { Err(RulingsWhy::QuestionClosed.reason().into()) }
        }
        Some(Proposal::Replacement { position, stage, .. }) => {
            replacement((service, inputs), base, position, stage)
        }
        Some(Proposal::Override { position, stage, .. }) => {
            overriding((service, inputs), base, position, stage)
        }
        Some(Proposal::Ratio { position, stage, .. }) => {
            tie((service, inputs), base, &format!("{position}/ratio.{stage}"))
        }
        Some(Proposal::Notice { .. } | Proposal::Withdrawal) => Err(RulingsWhy::Settled.reason().into()),
        None if !about.question.is_empty() => tie((service, inputs), base, &about.question),
        None if !about.of.is_empty() => {
            line((inputs, base), &about.of, (None, &about.position, &about.paper), (None, about.all))
        }
        None if about.by_decision => overriding((service, inputs), base, &about.position, &about.list),
        None => replacement((service, inputs), base, &about.position, &about.list),
    }
}

fn tie((service, inputs): (&Service, &Inputs), base: &Rulings, id: &str) -> Result<(FormKind, Asks), Fault> {
    let all = inputs.weigh(base)?.all;
    for one in &all {
        let Some(question) = one.outcome.questions().iter().find(|question| question.id == id) else {
            continue;
        };
        let kind = match question.asked {
            Asked::ExtraTest => FormKind::ExtraTest,
            Asked::Lots => FormKind::Lots,
            Asked::Line { .. } => break,
            Asked::Ratio { .. } => {
                let Some(position) = inputs.positions.get(one.at) else { break };
                let key = question.stage.as_deref().unwrap_or_default();
                let words = (told::place(position), told::list_word(&inputs.file, key));
                let Some(open) = few(question, words, None).filter(OpenRatio::is_decidable) else {
                    return Err(RulingsWhy::UnderLeast.reason().into());
                };
                return Ok((FormKind::Ratio, Asks::Ratio { open }));
            }
        };
        let (Some(position), Some(scheme)) = (inputs.positions.get(one.at), inputs.scheme_of(one.at)) else {
            break;
        };
        let list = told::list_word(&inputs.file, question.stage.as_deref().unwrap_or_default());
        let people = question
            .candidates
            .iter()
            .map(|ticket| person((service, inputs), one, scheme, &list.key, ticket));
        return Ok((
            kind,
            Asks::Tie {
                position: told::place(position),
                people: people.collect::<Result<_, _>>()?,
                list,
                question: question.clone(),
            },
        ));
    }
    Err(RulingsWhy::QuestionClosed.reason().into())
}

fn person(
    (service, inputs): (&Service, &Inputs),
    one: &Computed,
    scheme: &Scheme,
    list: &str,
    ticket: &str,
) -> Result<Concerned, Fault> {
    let row = one.outcome.ranking().rows().find(|row| row.candidate == ticket);
    let total = row.map(|row| table::total(scheme, &row)).unwrap_or_default();
    let seat = row.map(|row| table::seat(scheme, &row, list)).unwrap_or_default();
    told::concerned(service, inputs, ticket, (total, seat))
}

/// Whether a scheme leaves this line to be decided.
pub(super) fn leaves_open(scheme: &Scheme, of: &str) -> bool {
    let conditional = scheme.conditional.iter().filter(|one| one.line == LineRule::Decided);
    let floors = scheme.shortlists.iter().filter(|list| list.floor == Some(Line::Decided));
    (of == "total" && scheme.total.line == Some(Line::Decided))
        || conditional.into_iter().any(|one| of == format!("conditional.{}", one.of))
        || floors.into_iter().any(|list| of == format!("floor.{}", list.to))
        || Walk::of(scheme)
            .nodes
            .iter()
            .any(|node| node.name == of && node.component.line == Some(Line::Decided))
}

fn line(
    (inputs, base): (&Inputs, &Rulings),
    of: &str,
    (fixed, place, class): (Option<String>, &str, &str),
    (set, all): (Option<Score>, bool),
) -> Result<(FormKind, Asks), Fault> {
    let with: BTreeSet<_> = inputs.people.iter().map(|person| person.position).collect();
    let open = |at: PositionAt| inputs.scheme_of(at).is_some_and(|scheme| leaves_open(scheme, of));
    let asked: Vec<&PositionRow> = inputs
        .positions
        .pairs()
        .filter(|(at, position)| with.contains(&position.id) && open(*at))
        .map(|(_, position)| position)
        .collect();
    let positions: Vec<_> = asked.iter().map(|position| told::place(position)).collect();
    let papers: BTreeSet<String> = asked.iter().filter_map(|position| position.terms.paper()).collect();
    if positions.is_empty() {
        return Err(RulingsWhy::QuestionClosed.reason().into());
    }
    let label = told::label(&inputs.file, of);
    // What the address names and the table does not is all of them.
    let counted = positions.iter().map(|one| one.number.as_str()).find(|number| *number == place);
    // Of one position, the class says nothing more.
    let paper = papers.iter().map(String::as_str).find(|paper| *paper == class && counted.is_none());
    if fixed.is_some() && !class.is_empty() && paper.is_none() {
        return Err(RulingsWhy::QuestionClosed.reason().into());
    }
    let possible = possible::lines(inputs, base, Scope { of, position: counted, paper, all }, set);
    let (counted, paper) = (counted.unwrap_or_default().to_owned(), paper.unwrap_or_default().to_owned());
    let papers = papers.into_iter().collect();
    let of = of.to_owned();
    Ok((FormKind::Line, Asks::Line { of, label, positions, papers, fixed, counted, paper, all, possible }))
}

/// One list of one position, as an address names it.
struct Listing<'a> {
    at: PositionAt,
    position: &'a PositionRow,
    scheme: &'a Scheme,
    place: ListAt,
    list: &'a Shortlist,
}

impl<'a> Listing<'a> {
    fn of(inputs: &'a Inputs, number: &str, key: &str) -> Result<Self, Fault> {
        let at = inputs.positions.find(|one| one.terms.code.as_str() == number).ok_or(Fault::Missing)?;
        let (Some(position), Some(scheme)) = (inputs.positions.get(at), inputs.scheme_of(at)) else {
            return Err(Fault::Missing);
        };
        let (place, list) = scheme.list_to(key).ok_or(Fault::Missing)?;
        Ok(Self { at, position, scheme, place, list })
    }

    fn computed<'b>(&self, weighed: &'b Weighed) -> Result<&'b Computed, Fault> {
        let found = weighed.all.iter().find(|one| one.at == self.at);
        Ok(found.ok_or(RulingsWhy::Unfit { count: 1 }.reason())?)
    }
}

/// Everybody whose place on the list can be changed by decision: who was on the list before and did not leave.
fn overriding(
    (service, inputs): (&Service, &Inputs),
    base: &Rulings,
    number: &str,
    key: &str,
) -> Result<(FormKind, Asks), Fault> {
    let of = Listing::of(inputs, number, key)?;
    let weighed = inputs.weigh(base)?;
    let one = of.computed(&weighed)?;
    let fixed = |why: &Listed| {
        matches!(
            why,
            Listed::NotBefore { .. }
                | Listed::Waiting
                | Listed::Left { .. }
                | Listed::Departed { .. }
                | Listed::Overridden { .. }
        )
    };
    let ranking = one.outcome.ranking();
    let seated = ranking.ordered().chain(ranking.rows().filter(|row| row.rank.is_none()));
    let people = seated
        .filter(|row| row.seat(of.place).is_some_and(|seat| seat.at != At::Open && !fixed(&seat.why)))
        .map(|row| person((service, inputs), one, of.scheme, key, row.candidate));
    Ok((
        FormKind::Override,
        Asks::Override {
            position: told::place(of.position),
            list: told::list_word(&inputs.file, key),
            people: people.collect::<Result<_, _>>()?,
        },
    ))
}

fn replacement(
    (service, inputs): (&Service, &Inputs),
    base: &Rulings,
    number: &str,
    key: &str,
) -> Result<(FormKind, Asks), Fault> {
    let of = Listing::of(inputs, number, key)?;
    let Listing { position, scheme, place, list, .. } = of;
    let weighed = inputs.weigh(base)?;
    let one = of.computed(&weighed)?;
    let mut seated: Vec<(At, &str)> = Vec::new();
    for row in one.outcome.ranking().ordered() {
        if let Some(seat) = row.seat(place)
            && seat.at != At::Out
        {
            seated.push((seat.at, row.candidate));
        }
    }
    let number_of = |at: At| match at {
        At::In | At::Open => 0,
        At::Reserve(number) => number,
        At::Out => u32::MAX,
    };
    // Those inside stay in the order of their ranks.
    seated.sort_by_key(|(at, _)| number_of(*at));
    let first = seated.iter().map(|(at, _)| number_of(*at)).find(|number| *number > 0);
    let next = seated.iter().filter(|(at, _)| Some(number_of(*at)) == first);
    let calls =
        base.replacements.iter().filter(|one| one.position == number && list.to == *one.stage.as_str());
    let people = seated.iter().map(|(_, ticket)| person((service, inputs), one, scheme, key, ticket));
    Ok((
        FormKind::Replacement,
        Asks::Replacement {
            position: told::place(position),
            list: told::list_word(&inputs.file, key),
            people: people.collect::<Result<_, _>>()?,
            next: next.map(|(_, ticket)| (*ticket).to_owned()).collect(),
            rounds: calls.map(|one| one.round).max().unwrap_or(0),
            most: list.replacement.rounds,
            allowed: list.replacement.allowed,
        },
    ))
}
