//! Published lists: the canonical bytes, stored once, permanent.
//!
//! Two persons sign; a correction is a new version that names the one it supersedes and says why.

use crate::dialect::{drop_tables, forget_permanence, make_permanent, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE publication (
        id {id},
        code TEXT NOT NULL CONSTRAINT publication_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        stage TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        ranking {int} NOT NULL REFERENCES ranking (id),
        bytes {blob} NOT NULL,
        digest TEXT NOT NULL,
        first_signer {int} NOT NULL REFERENCES person (id),
        second_signer {int} NOT NULL REFERENCES person (id),
        published_at {int} NOT NULL,
        supersedes {int} CONSTRAINT publication_superseded_once UNIQUE REFERENCES publication (id),
        reason TEXT,
        CONSTRAINT publication_version UNIQUE (posting, stage, version),
        CONSTRAINT publication_two_signers CHECK (first_signer <> second_signer),
        CONSTRAINT publication_correction CHECK ((version = 1 AND supersedes IS NULL)
            OR (version > 1 AND supersedes IS NOT NULL AND reason IS NOT NULL))
    ) {strict}",
    "CREATE INDEX publication_ranking ON publication (ranking)",
    "CREATE INDEX publication_first_signer ON publication (first_signer)",
    "CREATE INDEX publication_second_signer ON publication (second_signer)",
];

/// Dependants first.
const TABLES: &[&str] = &["publication"];

const PERMANENT: &[&str] = &["publication"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        for table in PERMANENT {
            make_permanent(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await?;
        for table in PERMANENT {
            forget_permanence(manager, table).await?;
        }
        Ok(())
    }
}
