//! Large runs of papers: how far each came, and where its parts lie.
//!
//! Owns: rows of `print_run` and `print_part`. Refuses: printing; keeping either beyond its term.

use domain::access::aggregate::Prints;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{ApplicationId, Code, PersonId, PostingId};
use domain::prints::PrintKind;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{print_part, print_run};
use crate::error::{Outcome, StoreError};
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};
use print_run::Column as C;

/// A run as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    id: i64,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Which paper.
    pub kind: PrintKind,
    /// Code of the language of the papers.
    pub lang: String,
    /// Applications when it was asked for.
    pub total: u32,
    /// Papers so far.
    pub printed: u32,
    /// Papers that could not be printed.
    pub failed: u32,
    /// Parts so far.
    pub parts: u32,
    /// The last application that it took.
    pub last: ApplicationId,
    /// The last one that it takes.
    pub upto: ApplicationId,
    /// Who asked for it.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: Instant,
    /// When it was done or left.
    pub ended_at: Option<Instant>,
    /// Until when its parts are handed out.
    pub until_at: Instant,
}

impl RunRow {
    /// Whether it goes on at `now`.
    #[must_use]
    pub fn is_going(&self, now: Instant) -> bool {
        self.ended_at.is_none() && now < self.until_at
    }
}

impl Scoped for RunRow {
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[])
    }
}

/// A part as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// Public code.
    pub code: Code,
    /// From 1.
    pub no: u32,
    /// Papers in it.
    pub papers: u32,
    /// Plain bytes.
    pub size: u64,
    /// Where its contents lie.
    pub lies: Digest,
}

fn read(row: print_run::Model) -> Outcome<RunRow> {
    Ok(RunRow {
        id: row.id,
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        kind: row::word(PrintKind::from_word, &row.kind, "print_run.kind")?,
        lang: row.lang,
        total: row::count(row.total, "print_run.total")?,
        printed: row::count(row.printed, "print_run.printed")?,
        failed: row::count(row.failed, "print_run.failed")?,
        parts: row::count(row.parts, "print_run.parts")?,
        last: ApplicationId(row.last),
        upto: ApplicationId(row.upto),
        asked_by: PersonId(row.asked_by),
        asked_at: Instant(row.asked_at),
        ended_at: row::at(row.ended_at),
        until_at: Instant(row.until_at),
    })
}

fn read_part(row: &print_part::Model) -> Outcome<PartRow> {
    Ok(PartRow {
        code: row::code(&row.code)?,
        no: row::count(row.no, "print_part.no")?,
        papers: row::count(row.papers, "print_part.papers")?,
        size: u64::try_from(row.size).map_err(|_| StoreError::Unreadable("print_part.size"))?,
        lies: row::digest(&row.lies)?,
    })
}

/// A run to begin.
#[derive(Clone, Copy, Debug)]
pub struct NewRun<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Which paper.
    pub kind: PrintKind,
    /// Code of the language of the papers.
    pub lang: &'a str,
    /// Applications that it takes.
    pub total: u32,
    /// The last of them.
    pub upto: ApplicationId,
    /// Now.
    pub at: Instant,
    /// Until when its parts are handed out.
    pub until: Instant,
}

/// Begins a run in the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting or nobody.
pub async fn begin<A: Changes<Prints>>(tx: &Tx, permit: &Permit<A>, new: &NewRun<'_>) -> Outcome<()> {
    let row = print_run::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        kind: Set(new.kind.word().to_owned()),
        lang: Set(new.lang.to_owned()),
        total: Set(new.total.into()),
        printed: Set(0),
        failed: Set(0),
        parts: Set(0),
        last: Set(0),
        upto: Set(new.upto.0),
        asked_by: Set(row::actor_of(permit)?.0),
        asked_at: Set(new.at.0),
        ended_at: Set(None),
        until_at: Set(new.until.0),
        ..Default::default()
    };
    print_run::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the runs of the permit's posting, newest first.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Prints>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<RunRow>> {
    let found = print_run::Entity::find()
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .order_by_desc(C::Id)
        .all(look.db())
        .await?;
    found.into_iter().map(read).collect()
}

/// Returns the run of a code.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<RunRow, Prints>>> {
    let found = print_run::Entity::find().filter(C::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Returns the run of a code for an act that changes it: whoever does so at the same instant waits, and then sees what was done.
///
/// # Errors
/// The database's.
pub async fn for_update(tx: &Tx, code: &Code) -> Outcome<Option<Locked<RunRow, Prints>>> {
    let found = print_run::Entity::find().filter(C::Code.eq(code.as_str())).lock_exclusive();
    Ok(found.one(tx.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the parts of a run that the permit's use case has opened, in their order.
///
/// # Errors
/// The database's.
pub async fn parts<A: Reads<Prints>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    run: &RunRow,
) -> Outcome<Vec<PartRow>> {
    let found = print_part::Entity::find()
        .filter(print_part::Column::Run.eq(run.id))
        .order_by_asc(print_part::Column::No)
        .all(look.db())
        .await?;
    found.iter().map(read_part).collect()
}

/// Returns the part of a code with its run, where it is one of the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn part<A: Reads<Prints>>(
    look: &Snapshot,
    permit: &Permit<A>,
    code: &Code,
) -> Outcome<Option<(RunRow, PartRow)>> {
    let found = print_part::Entity::find().filter(print_part::Column::Code.eq(code.as_str()));
    let Some(part) = found.one(look.db()).await? else { return Ok(None) };
    let run = print_run::Entity::find_by_id(part.run)
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .one(look.db())
        .await?;
    run.map(|run| Ok((read(run)?, read_part(&part)?))).transpose()
}

/// A part that was made.
#[derive(Clone, Copy, Debug)]
pub struct NewPart {
    /// Public code, from the random source.
    pub code: Code,
    /// Papers in it.
    pub papers: u32,
    /// Plain bytes.
    pub size: u64,
    /// Where its contents lie.
    pub lies: Digest,
    /// The key generation that sealed them.
    pub generation: u8,
}

/// How far a run came.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The last application that it took.
    pub last: ApplicationId,
    /// Papers that could not be printed of those that it took now.
    pub failed: u32,
    /// When it was done, if it is.
    pub ended_at: Option<Instant>,
}

/// Adds a part, if one was made, and writes down how far the run came.
///
/// # Errors
/// [`StoreError::Stale`] where somebody else took the run further.
pub async fn advance<A: Changes<Prints>>(
    tx: &Tx,
    _permit: &Permit<A>,
    run: &RunRow,
    (part, progress): (Option<&NewPart>, Progress),
) -> Outcome<()> {
    let papers = part.map_or(0, |part| part.papers);
    let done = print_run::Entity::update_many()
        .col_expr(C::Last, Expr::value(progress.last.0))
        .col_expr(C::Printed, Expr::col(C::Printed).add(i64::from(papers)))
        .col_expr(C::Failed, Expr::col(C::Failed).add(i64::from(progress.failed)))
        .col_expr(C::Parts, Expr::col(C::Parts).add(i64::from(u8::from(part.is_some()))))
        .col_expr(C::EndedAt, Expr::value(progress.ended_at.map(|at| at.0)))
        .filter(C::Id.eq(run.id))
        .filter(C::Last.eq(run.last.0))
        .filter(C::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    let Some(part) = part else { return Ok(()) };
    let row = print_part::ActiveModel {
        code: Set(part.code.to_string()),
        run: Set(run.id),
        no: Set(i64::from(run.parts).saturating_add(1)),
        papers: Set(part.papers.into()),
        size: Set(i64::try_from(part.size).map_err(|_| StoreError::Unreadable("print_part.size"))?),
        lies: Set(part.lies.to_string()),
        generation: Set(part.generation.into()),
        ..Default::default()
    };
    print_part::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Deletes runs of papers whose term was over before `now`, with their parts (housekeeping). Contents that nothing names any more go with
/// the sweep of their store. An archive leaves by an act of its own ([`leave`]).
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, now: Instant) -> Outcome<()> {
    let over: Vec<i64> = print_run::Entity::find()
        .select_only()
        .column(C::Id)
        .filter(C::UntilAt.lt(now.0))
        .filter(C::Kind.ne(PrintKind::Archive.word()))
        .into_tuple()
        .all(tx.db())
        .await?;
    take(tx, over).await
}

async fn take(tx: &Tx, runs: Vec<i64>) -> Outcome<()> {
    if runs.is_empty() {
        return Ok(());
    }
    let parts = print_part::Entity::delete_many().filter(print_part::Column::Run.is_in(runs.clone()));
    parts.exec(tx.db()).await?;
    print_run::Entity::delete_many().filter(C::Id.is_in(runs)).exec(tx.db()).await?;
    Ok(())
}

/// Returns the codes of the archives whose term is over at `now`, the oldest first.
///
/// # Errors
/// The database's.
pub async fn archives_over(look: &Snapshot, now: Instant) -> Outcome<Vec<Code>> {
    let found: Vec<String> = print_run::Entity::find()
        .select_only()
        .column(C::Code)
        .filter(C::Kind.eq(PrintKind::Archive.word()))
        .filter(C::UntilAt.lte(now.0))
        .order_by_asc(C::Id)
        .into_tuple()
        .all(look.db())
        .await?;
    found.iter().map(|code| row::code(code)).collect()
}

/// Deletes a run that the permit's use case has opened, with its parts. Contents that nothing names any more go with the sweep of their
/// store.
///
/// # Errors
/// The database's.
pub async fn leave<A: Changes<Prints>>(tx: &Tx, _permit: &Permit<A>, run: &RunRow) -> Outcome<()> {
    take(tx, vec![run.id]).await
}
