//! What binds the rows of state to the events that made them: every row that holds a decision, or the ground of one, has its keyed
//! digest in the event of the act that last wrote it.
//!
//! `touched` is a scratch table. Triggers on the bound tables write into it which rows a transaction wrote, so that no function of
//! `store` can forget one; the commit of an act empties it. What stays in it was written past the program. `fresh` is 1 where the
//! transaction began with inserting the row, so that nothing was there before. `event_row` holds the
//! digests (`digest` is null where the row is gone; `amiss` is 1 where the act found the row otherwise than it was bound), and
//! `event_bond` the tag of each event, which covers the event and its rows. Both are permanent.
//!
//! This step sets the triggers on the tables that it found. A step that came later binds its own tables
//! (`crate::step::BoundStep`), so that a database that is there already gets their triggers too.

use sea_orm_migration::prelude::*;

use crate::dialect::{both, drop_tables, forget_permanence, make_permanent, run};

/// A table whose rows are bound.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// Name of the table.
    pub table: &'static str,
    /// The column by which rows are bound: rows that share its value are bound together, by one digest.
    pub key: &'static str,
    /// Tables whose rows of the same key become bound by what is written here.
    pub with: &'static [&'static str],
}

pub(crate) const fn by(table: &'static str, key: &'static str) -> Bound {
    Bound { table, key, with: &[] }
}

impl Bound {
    /// Returns the tables that a row of this table is noted under, each with whether inserting it means that nothing stood under the
    /// key before.
    fn noted(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let own = (self.table, self.key == "id");
        std::iter::once(own).chain(self.with.iter().map(|table| (*table, false)))
    }
}

/// The tables whose rows this step binds to events. A table that neither stands here nor with a later step is named with its reason
/// in `store`, in `bonds/tables.rs`.
pub(crate) const BOUND: &[Bound] = &[
    by("account", "id"),
    by("application", "id"),
    by("assignment", "id"),
    by("condition_set", "id"),
    by("contact", "id"),
    by("duplicate_mark", "id"),
    by("examiner_mark", "id"),
    by("finding", "id"),
    Bound { table: "import_batch", key: "id", with: &["import_change", "import_file"] },
    by("import_change", "batch"),
    by("import_file", "batch"),
    by("inputs", "posting"),
    by("list", "id"),
    by("list_correction", "id"),
    by("mark", "id"),
    by("mark_version", "id"),
    by("message_template", "id"),
    by("person", "id"),
    by("position", "id"),
    by("posting", "id"),
    by("posting_decision", "id"),
    by("posting_draft", "id"),
    by("posting_revision", "id"),
    Bound { table: "ranking", key: "id", with: &["ranking_list", "ranking_row"] },
    by("ranking_list", "ranking"),
    by("ranking_row", "ranking"),
    by("ruling", "id"),
    by("ruling_verdict", "id"),
    by("scheme", "id"),
    by("scheme_draft", "id"),
    by("screening", "id"),
    by("submission", "id"),
    by("upload", "id"),
];

/// Events are written down like bound rows, so that the commit finds those of its act.
const EVENT: Bound = by("event", "id");

/// This step of the history.
pub(crate) const STEP: Bonds = Bonds;

/// The step.
pub(crate) struct Bonds;

const TABLES: [&str; 3] = ["event_bond", "event_row", "touched"];
const PERMANENT: [&str; 2] = ["event_bond", "event_row"];

const UP: &[&str] = &[
    "CREATE TABLE touched (
        act {int} NOT NULL,
        relation TEXT NOT NULL,
        key {int} NOT NULL,
        fresh {int} NOT NULL CHECK (fresh IN (0, 1)),
        PRIMARY KEY (act, relation, key)
    ) {strict}",
    "CREATE TABLE event_row (
        id {id},
        event {int} NOT NULL REFERENCES event (id),
        relation TEXT NOT NULL,
        key {int} NOT NULL,
        digest {blob},
        amiss {int} NOT NULL CHECK (amiss IN (0, 1))
    ) {strict}",
    "CREATE INDEX event_row_newest ON event_row (relation, key, id)",
    "CREATE INDEX event_row_event ON event_row (event, id)",
    "CREATE INDEX event_row_amiss ON event_row (id) WHERE amiss = 1",
    "CREATE TABLE event_bond (
        event {int} NOT NULL PRIMARY KEY REFERENCES event (id),
        entries {int} NOT NULL CHECK (entries >= 0),
        root TEXT NOT NULL,
        tag {blob} NOT NULL
    ) {strict}",
];

/// The triggers of SQLite: row by row. There is one writer, so that `act` is 0 for the transaction under way.
fn sqlite(one: &Bound) -> Vec<String> {
    let Bound { table, key, .. } = one;
    let note = |row: &str, inserted: bool| -> String {
        let tables = one.noted().map(|(name, alone)| {
            let fresh = u8::from(inserted && alone);
            format!(
                "INSERT INTO touched (act, relation, key, fresh) VALUES (0, '{name}', {row}.\"{key}\", {fresh}) \
                 ON CONFLICT DO NOTHING;"
            )
        });
        tables.collect()
    };
    let trigger = |act: &str, body: String| {
        let name = format!("{table}_touched_{}", act.to_lowercase());
        format!("CREATE TRIGGER {name} AFTER {act} ON \"{table}\" BEGIN {body} END")
    };
    vec![
        trigger("INSERT", note("NEW", true)),
        trigger("UPDATE", note("OLD", false) + &note("NEW", false)),
        trigger("DELETE", note("OLD", false)),
    ]
}

/// The triggers of PostgreSQL: once a statement, from the rows that it wrote. `act` is the transaction's number.
fn postgres(one: &Bound) -> Vec<String> {
    let Bound { table, key, .. } = one;
    let note = |rows: &str, inserted: &str| -> String {
        let tables = one.noted().map(|(name, alone)| {
            let fresh = if alone { inserted } else { "0" };
            format!(
                "INSERT INTO touched (act, relation, key, fresh) \
                 SELECT DISTINCT txid_current(), '{name}', \"{key}\", {fresh} FROM {rows} ON CONFLICT DO NOTHING; "
            )
        });
        tables.collect()
    };
    let function = format!(
        "CREATE FUNCTION {table}_touched() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF TG_OP <> 'DELETE' THEN {} END IF; IF TG_OP <> 'INSERT' THEN {} END IF; RETURN NULL; END $$",
        note("fresh", "CASE TG_OP WHEN 'INSERT' THEN 1 ELSE 0 END"),
        note("stale", "0")
    );
    let trigger = |act: &str, rows: &str| {
        let name = format!("{table}_touched_{}", act.to_lowercase());
        format!(
            "CREATE TRIGGER {name} AFTER {act} ON \"{table}\" REFERENCING {rows} FOR EACH STATEMENT \
             EXECUTE FUNCTION {table}_touched()"
        )
    };
    vec![
        function,
        trigger("INSERT", "NEW TABLE AS fresh"),
        trigger("UPDATE", "OLD TABLE AS stale NEW TABLE AS fresh"),
        trigger("DELETE", "OLD TABLE AS stale"),
    ]
}

/// Sets the triggers on these tables.
pub(crate) async fn bind(manager: &SchemaManager<'_>, tables: &[Bound]) -> Result<(), DbErr> {
    let (sqlite, postgres): (Vec<_>, Vec<_>) =
        tables.iter().map(|one| (self::sqlite(one), self::postgres(one))).unzip();
    both(manager, &sqlite.concat(), &postgres.concat()).await
}

/// Takes the triggers of these tables away.
pub(crate) async fn unbind(manager: &SchemaManager<'_>, tables: &[Bound]) -> Result<(), DbErr> {
    let acts = ["insert", "update", "delete"];
    let sqlite = tables.iter().flat_map(|one| acts.map(|act| format!("DROP TRIGGER {}_touched_{act}", one.table)));
    let postgres = tables.iter().map(|one| format!("DROP FUNCTION {}_touched() CASCADE", one.table));
    both(manager, &sqlite.collect::<Vec<_>>(), &postgres.collect::<Vec<_>>()).await
}

impl MigrationName for Bonds {
    fn name(&self) -> &'static str {
        "m20261122_000020_bonds"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Bonds {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        for table in PERMANENT {
            make_permanent(manager, table).await?;
        }
        bind(manager, BOUND).await?;
        bind(manager, &[EVENT]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unbind(manager, &[EVENT]).await?;
        unbind(manager, BOUND).await?;
        drop_tables(manager, &TABLES).await?;
        for table in PERMANENT {
            forget_permanence(manager, table).await?;
        }
        Ok(())
    }
}
