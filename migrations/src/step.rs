//! One step of the history as data: what it creates, and what it drops again.

use sea_orm_migration::prelude::*;

use crate::dialect::{drop_tables, forget_permanence, make_permanent, run};
use crate::m20261122_000020_bonds::{Bound, bind, unbind};

/// A step that creates tables and that drops them again.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// The name under which the history remembers it: that of its file.
    pub name: &'static str,
    /// The statements, in the words of [`crate::dialect`].
    pub up: &'static [&'static str],
    /// Its tables, dependants first.
    pub tables: &'static [&'static str],
    /// Those of them whose rows nobody may change or delete.
    pub permanent: &'static [&'static str],
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, self.up).await?;
        for table in self.permanent {
            make_permanent(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, self.tables).await?;
        for table in self.permanent {
            forget_permanence(manager, table).await?;
        }
        Ok(())
    }
}

/// A step that came after the bonds: it binds its own tables, so that a database that is there already gets their triggers too.
#[derive(Clone, Copy)]
pub(crate) struct BoundStep {
    /// What it creates.
    pub step: Step,
    /// Its tables whose rows are bound.
    pub bound: &'static [Bound],
}

impl MigrationName for BoundStep {
    fn name(&self) -> &str {
        self.step.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for BoundStep {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.step.up(manager).await?;
        bind(manager, self.bound).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unbind(manager, self.bound).await?;
        self.step.down(manager).await
    }
}
