//! Schema history, one concern per migration, for `SQLite` and PostgreSQL.
//!
//! Owns every `CREATE TABLE`, index, check, foreign key and trigger. Refuses to know rows or queries (those are
//! `store`'s) and never edits a step that has shipped: a change is a new file.
//!
//! All statements are plain SQL in which `dialect` replaces the few words that differ. Instants are integers
//! (Unix milliseconds), scores are integers (millionths), versions start at 1.

#![expect(
    elided_lifetimes_in_paths,
    reason = "the trait hides a lifetime, and its expansion then admits no named one"
)]

mod dialect;
mod step;

use sea_orm_migration::sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// Names every step of the history once, oldest first: as a module, and as what runs.
macro_rules! history {
    ($($step:ident),+ $(,)?) => {
        $(mod $step;)+

        /// The whole history in order.
        struct History;

        impl MigratorTrait for History {
            fn migrations() -> Vec<Box<dyn MigrationTrait>> {
                vec![$(Box::new($step::STEP)),+]
            }
        }
    };
}

history!(
    m20261122_000001_people,
    m20261122_000002_postings,
    m20261122_000003_applications,
    m20261122_000004_marks,
    m20261122_000005_rankings,
    m20261122_000006_lists,
    m20261122_000007_audit,
    m20261122_000008_jobs,
    m20261122_000009_scheme_drafts,
    m20261122_000010_rulings,
    m20261122_000011_conditions,
    m20261122_000012_duplicates,
    m20261122_000013_submissions,
    m20261122_000014_messages,
    m20261122_000015_revisions,
    m20261122_000016_course,
    m20261122_000017_extensions,
    m20261122_000018_uploads,
    m20261122_000019_corrections,
    m20261122_000020_bonds,
    m20261122_000021_notice_files,
    m20261122_000022_departures,
    m20261122_000023_decisions,
    m20261122_000024_objections,
    m20261122_000025_work_years,
    m20261122_000026_openings,
    m20261122_000027_import_contents,
    m20261122_000028_ranking_rows,
    m20261122_000029_prints,
    m20261122_000030_releases,
    m20261122_000032_inspections,
    m20261122_000033_recalls,
    m20261122_000034_leavings,
    m20261122_000035_raised,
    m20261122_000036_timetables,
    m20261122_000037_telephones,
    m20261122_000038_file_leavings,
    m20261122_000040_supervisions,
    m20261122_000042_ruling_words,
    m20261122_000043_first_signatures,
    m20261122_000049_tickets_back,
    m20261122_000050_cuts,
    m20261122_000051_bases,
    m20261122_000052_service_ends,
    m20261122_000053_panels,
    m20261122_000054_consents,
    m20261122_000056_merges,
    m20261122_000057_followings,
    m20261122_000058_service_terms,
    m20261122_000061_lookups,
    m20261122_000063_information_outcomes,
    m20261122_000065_interview_plans,
    m20261122_000066_adjustments,
);

pub use m20261122_000020_bonds::Bound;

/// Returns the tables whose rows are bound to events, by name.
#[must_use]
pub fn bound() -> Vec<Bound> {
    let mut all = [
        m20261122_000020_bonds::BOUND,
        m20261122_000017_extensions::BOUND,
        m20261122_000021_notice_files::BOUND,
        m20261122_000022_departures::BOUND,
        m20261122_000023_decisions::BOUND,
        m20261122_000024_objections::BOUND,
        m20261122_000025_work_years::BOUND,
        m20261122_000026_openings::BOUND,
        m20261122_000027_import_contents::BOUND,
        m20261122_000030_releases::BOUND,
        m20261122_000032_inspections::BOUND,
        m20261122_000033_recalls::BOUND,
        m20261122_000034_leavings::BOUND,
        m20261122_000035_raised::BOUND,
        m20261122_000036_timetables::BOUND,
        m20261122_000037_telephones::BOUND,
        m20261122_000038_file_leavings::BOUND,
        m20261122_000040_supervisions::BOUND,
        m20261122_000042_ruling_words::BOUND,
        m20261122_000043_first_signatures::BOUND,
        m20261122_000050_cuts::BOUND,
        m20261122_000051_bases::BOUND,
        m20261122_000052_service_ends::BOUND,
        m20261122_000053_panels::BOUND,
        m20261122_000054_consents::BOUND,
        m20261122_000056_merges::BOUND,
        m20261122_000057_followings::BOUND,
        m20261122_000058_service_terms::BOUND,
        m20261122_000065_interview_plans::BOUND,
        m20261122_000066_adjustments::BOUND,
    ]
    .concat();
    all.sort_by_key(|one| one.table);
    all
}

/// Why a migration did not run: the database's own message, for the operator's terminal only.
#[derive(Debug)]
pub struct Failure(String);

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Self(error.to_string())
    }
}

/// Applies what is missing and returns the names of the migrations that ran now, in order.
///
/// `url` is `sqlite://PATH?mode=rwc` or `postgres://…`.
///
/// # Errors
/// The database cannot be reached, or a statement failed; each migration is one transaction, so the schema then
/// stands at the last one that succeeded.
pub async fn up(url: &str) -> Result<Vec<String>, Failure> {
    let db = connect(url).await?;
    let missing = names(&History::get_pending_migrations(&db).await?);
    History::up(&db, None).await?;
    db.close().await?;
    Ok(missing)
}

/// The names of the migrations that have not run, without writing anything: the readiness probe.
///
/// # Errors
/// The database cannot be reached.
pub async fn pending(url: &str) -> Result<Vec<String>, Failure> {
    let db = connect(url).await?;
    let missing = names(&History::get_pending_migrations_read_only(&db).await?);
    db.close().await?;
    Ok(missing)
}

/// Takes back the last `steps` migrations, with all rows in their tables.
///
/// # Errors
/// The database cannot be reached, or a statement failed.
pub async fn down(url: &str, steps: u32) -> Result<(), Failure> {
    let db = connect(url).await?;
    History::down(&db, Some(steps)).await?;
    Ok(db.close().await?)
}

/// Takes everything back and builds it again: an empty database of the newest schema.
///
/// # Errors
/// The database cannot be reached, or a statement failed.
pub async fn rebuild(url: &str) -> Result<(), Failure> {
    let db = connect(url).await?;
    History::down(&db, None).await?;
    History::up(&db, None).await?;
    Ok(db.close().await?)
}

fn names(migrations: &[sea_orm_migration::Migration]) -> Vec<String> {
    migrations.iter().map(|migration| migration.name().to_owned()).collect()
}

async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false).record_stmt_in_spans(false);
    // A wrong address is told within seconds, not after half a minute of trying again.
    options.acquire_timeout(std::time::Duration::from_secs(5));
    Database::connect(options).await
}
