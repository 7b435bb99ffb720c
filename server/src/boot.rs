//! From settings to a running service, a story from top to bottom.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use service::effects::Random;
use service::{installation, keys};
use store::Store;
use tokio::runtime::{Builder, Runtime};

use crate::config::{Database, Settings};

/// A runtime of at least four threads: with fewer, pages that wait for a resource were seen to hang (leptos-rs/leptos
/// issue 4647).
pub fn runtime() -> anyhow::Result<Runtime> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let built = Builder::new_multi_thread().worker_threads(cores.max(4)).enable_all().build();
    built.context("the threads of the service could not be started")
}

/// Names of the migrations that are missing.
pub async fn pending(settings: &Settings) -> anyhow::Result<Vec<String>> {
    if let Database::Sqlite(file) = &settings.database
        && !file.exists()
    {
        anyhow::bail!("there is no database {}; make it with: linxuan migrate", file.display());
    }
    let reached = || format!("database {}", settings.database);
    migrations::pending(&settings.database.url()).await.with_context(reached)
}

/// Applies the missing migrations and answers their names.
pub async fn migrate(settings: &Settings) -> anyhow::Result<Vec<String>> {
    if let Database::Sqlite(file) = &settings.database {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).with_context(|| format!("data folder {}", folder.display()))?;
    }
    let reached = || format!("database {}", settings.database);
    migrations::up(&settings.database.url()).await.with_context(reached)
}

/// The opened database and its keys.
pub struct Opened {
    /// The database, at this program's schema.
    pub store: Store,
    /// The keys; made now where the database is still empty.
    pub keys: Arc<keys::Keys>,
}

/// Opens a database whose schema is up to date, and the keys that belong to it.
pub async fn open(settings: &Settings) -> anyhow::Result<Opened> {
    let missing = pending(settings).await?;
    if !missing.is_empty() {
        anyhow::bail!(
            "database {} lacks {} migrations of this version; apply them with: linxuan migrate",
            settings.database,
            missing.len()
        );
    }
    let connection = store::connect::Settings::new(&settings.database.url());
    let store =
        Store::connect(&connection).await.with_context(|| format!("database {}", settings.database))?;
    let holds_people =
        installation::holds_people(&store).await.context("the first look into the database")?;
    let keys = keys::open(&settings.key_file, holds_people, &Random::system())?;
    Ok(Opened { store, keys: Arc::new(keys) })
}
