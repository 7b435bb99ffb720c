//! The rows of a ranking are bound once: when it first stands. An index holds them in the order in which they are bound and compared.
//!
//! Until now every change of a ranking's state had its rows read and bound again: while a ranking of a hundred thousand took the place
//! of another, and while a list of it was published. They are noted in `touched` from now on only where the ranking begins or ceases to
//! be prepared, which is what decides whether its rows are bound.

use sea_orm_migration::prelude::*;

use crate::dialect::{both, run};
use crate::m20261122_000020_bonds::{Bound, bind, unbind};

/// This step of the history.
pub(crate) const STEP: RankingRows = RankingRows;

/// The step.
pub(crate) struct RankingRows;

/// The table as the bonds know it.
const RANKING: &[Bound] = &[Bound { table: "ranking", key: "id", with: &["ranking_list", "ranking_row"] }];

/// The change of a row on SQLite.
const SQLITE: &[&str] = &[
    "DROP TRIGGER ranking_touched_update",
    "CREATE TRIGGER ranking_touched_update AFTER UPDATE ON ranking BEGIN
        INSERT INTO touched (act, relation, key, fresh) VALUES (0, 'ranking', OLD.id, 0) ON CONFLICT DO NOTHING;
        INSERT INTO touched (act, relation, key, fresh) VALUES (0, 'ranking', NEW.id, 0) ON CONFLICT DO NOTHING;
        INSERT INTO touched (act, relation, key, fresh)
            SELECT 0, noted.relation, noted.key, 0
            FROM (SELECT 'ranking_list' AS relation, OLD.id AS key UNION SELECT 'ranking_row', OLD.id
                UNION SELECT 'ranking_list', NEW.id UNION SELECT 'ranking_row', NEW.id) noted
            WHERE (OLD.state = 'preparing') <> (NEW.state = 'preparing') OR OLD.id <> NEW.id
            ON CONFLICT DO NOTHING;
    END",
];

/// The changes of a statement on PostgreSQL. A row that came, went or is called otherwise has no other half.
const POSTGRES: &[&str] = &[
    "CREATE OR REPLACE FUNCTION ranking_touched() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO touched (act, relation, key, fresh)
                SELECT txid_current(), 'ranking', id, 1 FROM fresh ON CONFLICT DO NOTHING;
            INSERT INTO touched (act, relation, key, fresh)
                SELECT txid_current(), name, id, 0 FROM fresh, (VALUES ('ranking_list'), ('ranking_row')) noted (name)
                ON CONFLICT DO NOTHING;
        ELSIF TG_OP = 'DELETE' THEN
            INSERT INTO touched (act, relation, key, fresh)
                SELECT txid_current(), name, id, 0
                FROM stale, (VALUES ('ranking'), ('ranking_list'), ('ranking_row')) noted (name)
                ON CONFLICT DO NOTHING;
        ELSE
            INSERT INTO touched (act, relation, key, fresh)
                SELECT txid_current(), 'ranking', id, 0 FROM (SELECT id FROM stale UNION SELECT id FROM fresh) changed
                ON CONFLICT DO NOTHING;
            INSERT INTO touched (act, relation, key, fresh)
                SELECT txid_current(), name, coalesce(stale.id, fresh.id), 0
                FROM stale FULL JOIN fresh ON stale.id = fresh.id, (VALUES ('ranking_list'), ('ranking_row')) noted (name)
                WHERE (stale.state = 'preparing') IS DISTINCT FROM (fresh.state = 'preparing')
                ON CONFLICT DO NOTHING;
        END IF;
        RETURN NULL;
    END $$",
];

impl MigrationName for RankingRows {
    fn name(&self) -> &'static str {
        "m20261122_000028_ranking_rows"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for RankingRows {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["CREATE INDEX ranking_row_bound ON ranking_row (ranking, id)"]).await?;
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        both(manager, &owned(SQLITE), &owned(POSTGRES)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unbind(manager, RANKING).await?;
        bind(manager, RANKING).await?;
        run(manager, &["DROP INDEX ranking_row_bound"]).await
    }
}
