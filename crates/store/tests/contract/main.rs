//! The store's contract, the same on both databases: a temporary SQLite file, and a database of its own per test on
//! the PostgreSQL server that `LINXUAN_TEST_PG` names (`cargo xtask test` sets it).
//!
//! Every test is a function of a [`harness::Db`]; [`contract`] runs it twice.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod harness;
#[path = "../../../../tests/harness/migrated.rs"]
mod migrated;

/// Runs each function on both databases.
macro_rules! contract {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                let db = crate::harness::Db::sqlite().await;
                super::$name(&db).await;
                db.finish().await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                let Some(db) = crate::harness::Db::postgres().await else {
                    eprintln!("skipped: LINXUAN_TEST_PG is not set; cargo xtask test sets it");
                    return;
                };
                super::$name(&db).await;
                db.finish().await;
            })+
        }
    };
}

mod adjustments;
mod applications;
mod audit;
mod bonds;
mod bulk;
mod classes;
mod conditions;
mod consents;
mod course;
mod decisions;
mod departures;
mod examiners;
mod extensions;
mod full;
mod imports;
mod inputs;
mod inspections;
mod interview_plans;
mod jobs;
mod lookups;
mod marks;
mod messages;
mod notice_files;
mod openings;
mod panels;
mod people;
mod postings;
mod releases;
mod results;
mod revisions;
mod rulings;
mod timetables;
mod transactions;
mod uploads;
mod words;
