//! Who would move by a further revision that gives positions other places, another scheme or another class of papers, once there are marks.
//!
//! Owns: what that is computed from, for whoever proposes it and whoever approves it. Refuses: storing anything of it, and showing it to
//! whoever may still set a line.

use domain::access::{ActName, ViewRanking, may};
use domain::lifecycle::Phase;
use domain::posting::PositionTerms;
use domain::revision::{Change, Contents};
use domain::view::desk::revisions::Weighing;
use store::Scoped as _;
use store::postings::PostingRow;

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::ranking::moves::planned;
use crate::ranking::{Inputs, load};
use crate::rows::rankings::{sees_people, sets_no_line};

/// The phases in which people are ranked and places can still change.
const RANKED: [Phase; 2] = [Phase::Examining, Phase::Ranked];

/// What a further revision is weighed against.
pub(super) struct Ground {
    inputs: Inputs,
    /// The positions as they would be.
    positions: Vec<PositionTerms>,
    /// The lists of which a version is out.
    public: Vec<String>,
    /// Whether the reader sets no line, and sees who stands where while one is open.
    sets_none: bool,
}

impl Ground {
    /// Computes who would move.
    pub(super) fn weigh(&self) -> Weighing {
        if !self.sets_none && self.inputs.has_open_line() {
            return Weighing::Withheld;
        }
        let found = planned(&self.inputs, &self.positions, &self.public);
        found.map_or(Weighing::Unknown, |moves| Weighing::Known(Box::new(moves)))
    }
}

/// What is known without computing, and what to compute on where that is needed.
///
/// # Errors
/// As [`load`].
pub(super) async fn ground(
    service: &Service,
    look: &Look<'_>,
    row: &PostingRow,
    (changes, contents): (&[Change], &Contents),
) -> Result<(Weighing, Option<Ground>), Fault> {
    let reaches = |one: &Change| matches!(one, Change::Plan(..) | Change::Rule(..) | Change::Paper(..));
    let ranks = RANKED.contains(&row.beneath()) && may(look.caller(), ActName::ViewRanking, &row.scope());
    if !ranks || !changes.iter().any(reaches) {
        return Ok((Weighing::Nothing, None));
    }
    if !sees_people(look, row.id).await? {
        return Ok((Weighing::Withheld, None));
    }
    let permit = look.permit::<ViewRanking>(row.scope())?;
    let inputs = load(service.keys(), look.snapshot(), &permit).await?;
    let lists = store::lists::of_posting(look.snapshot(), row.id).await?;
    let public = lists.into_iter().map(|one| one.stage).collect();
    let positions = contents.positions.clone();
    Ok((Weighing::Unknown, Some(Ground { inputs, positions, public, sets_none: sets_no_line(look, row.id) })))
}
