//! From settings to a running service, a story from top to bottom.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use app::site::{Assets as SiteAssets, Site};
use documents::{Fonts, Papers};
use domain::messages::Channel;
use service::contents::{Contents, Folder};
use service::effects::{self, Effects, Random};
use service::password::Hasher;
use service::worker::Reader;
use service::{Letters, Parts, Service, installation, keys};
use store::Store;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::assets::Assets;
use crate::bucket::Bucket;
use crate::carriers::{Carriers, MailWay};
use crate::config::{Database, Settings};
use crate::files::Slots;
use crate::health::Probe;
use crate::layers::cookie::SessionCookie;
use crate::layers::headers::Transport;
use crate::net::{self, ConnectionLimits};
use crate::sealed::Cache;
use crate::workers::Workers;
use crate::{lifecycle, owned, router, served};

/// For one request to a bucket with all its tries.
const BUCKET_TIME: Duration = Duration::from_secs(30);

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
    owned::prepare(settings)?;
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

/// Refuses a database that lacks migrations of this version.
async fn expect_schema(settings: &Settings) -> anyhow::Result<()> {
    let missing = pending(settings).await?;
    if !missing.is_empty() {
        anyhow::bail!(
            "database {} lacks {} migrations of this version; apply them with: linxuan migrate",
            settings.database,
            missing.len()
        );
    }
    Ok(())
}

/// Opens a database whose schema is up to date, and the keys that belong to it.
pub async fn open(settings: &Settings) -> anyhow::Result<Opened> {
    expect_schema(settings).await?;
    owned::narrow(settings)?;
    let connection = store::connect::Settings::new(&settings.database.url());
    let store =
        Store::connect(&connection).await.with_context(|| format!("database {}", settings.database))?;
    let holds_people =
        installation::holds_people(&store).await.context("the first look into the database")?;
    let effects = Effects::system();
    let keys = keys::open(&settings.key_file, holds_people, (&effects.random, effects.clock.now()))?;
    installation::expect_keys(&store, &keys, &settings.key_file).await?;
    Ok(Opened { store, keys: Arc::new(keys) })
}

/// The use cases over an opened database.
pub fn service(settings: &Settings, opened: &Opened) -> anyhow::Result<Service> {
    let effects = Effects { room: room(settings), ..Effects::system() };
    let contents = contents(settings, &effects)?;
    let hasher = Hasher::new(&opened.keys, settings.hash_cost, settings.hash_pool, &effects.random);
    // Workbooks are read by a process of their own: this program, called by another word.
    let program = std::env::current_exe().context("the program does not find itself")?;
    let reader = Reader::with_program(program);
    Ok(Service::new(Parts {
        store: opened.store.clone(),
        effects,
        keys: opened.keys.clone(),
        hasher,
        terms: settings.terms,
        staff_idle: settings.staff_idle_minutes.saturating_mul(60),
        letters: letters(settings),
        reader,
        papers: Papers::new(Fonts::carried_or(&settings.fonts)),
        contents,
    }))
}

/// Where contents of files lie: in a folder, or in a bucket, which is reached when something is asked of it.
fn contents(settings: &Settings, effects: &Effects) -> anyhow::Result<Arc<dyn Contents>> {
    if let Some(named) = &settings.bucket {
        return Ok(Arc::new(Bucket::new(named.clone(), effects.clock.clone(), BUCKET_TIME)));
    }
    let folder = Folder::open(&settings.files, &effects.random)
        .with_context(|| format!("setting files: the folder {} cannot be used", settings.files.display()))?;
    Ok(Arc::new(folder))
}

/// Where messages lead, and which ways they have.
fn letters(settings: &Settings) -> Letters {
    let mail = (settings.mail != MailWay::None).then_some(Channel::Mail);
    let sms = settings.sms.as_ref().map(|_| Channel::Sms);
    Letters { origin: settings.public_url.origin(), channels: mail.into_iter().chain(sms).collect() }
}

/// Watches the free space of the folder that holds an embedded database; a database server watches its own.
fn room(settings: &Settings) -> effects::Room {
    let Database::Sqlite(file) = &settings.database else { return effects::Room::unwatched() };
    let folder =
        file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    effects::Room::watched(settings.free_mib.saturating_mul(1 << 20), move || {
        let disk = rustix::fs::statvfs(&folder).ok()?;
        Some(disk.f_bavail.saturating_mul(disk.f_frsize))
    })
}

/// Serves until the process is told to stop.
pub async fn serve(settings: &Settings) -> anyhow::Result<()> {
    let assets = Assets::find(&settings.site)?;
    // Without a database there is no folder for the lock, and what is missing is said first.
    expect_schema(settings).await?;
    let _served = served::begin(settings)?;
    let opened = open(settings).await?;
    let service = service(settings, &opened)?;
    describe(settings, &assets);
    if settings.keys_lie_with_data() && !settings.public_url.is_loopback() {
        tracing::warn!(
            key_file = %settings.key_file.display(),
            "the key file lies in the data folder: whoever copies the folder can read everything in it; move the file elsewhere and name it with --key-file"
        );
    }

    if settings.mail == MailWay::Files && !settings.public_url.is_loopback() {
        tracing::warn!(
            folder = %settings.mail_folder().display(),
            "mail goes into files that hold messages and addresses in clear and reach nobody; name a server with --mail, or none"
        );
    }

    // Public pages are printed before the first request can ask for one.
    let transport = Transport { https: settings.public_url.is_https(), subdomains: settings.hsts_subdomains };
    let cache = Cache::new(service.clone(), Some(assets.clone()), transport);
    cache.follow().await.map_err(|fault| anyhow::anyhow!("public pages could not be printed: {fault:?}"))?;

    let workers = Workers::default();
    let router = router::assemble(&router::Parts {
        service: service.clone(),
        cache: cache.clone(),
        workers: workers.clone(),
        probe: Probe::default(),
        slots: Slots::new(settings.slots),
        assets: Some(assets),
        leptos: settings.leptos(),
        url: settings.public_url.clone(),
        cookie: if settings.has_secure_cookies() { SessionCookie::Secure } else { SessionCookie::Plain },
        random: Random::system(),
        trusted: settings.trusted_proxies.clone().into(),
        time: Duration::from_secs(settings.request_seconds),
        transport,
        pages: router::pages(),
    });
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("setting listen: {} cannot be listened on", settings.listen))?;
    tracing::info!(listen = %settings.listen, url = settings.public_url.origin(), "serving");

    let carriers = Carriers::new(
        (&settings.mail, &settings.sender),
        settings.sms.as_ref(),
        (settings.mail_folder(), settings.mail_time),
    );
    let work = lifecycle::start(&workers, &service, &cache, carriers);
    let ended = lifecycle::serve(listener, (router, cache), connections(settings)).await;
    drop(work);
    if let Err(fault) = service.note_sessions().await {
        tracing::warn!(?fault, "the last requests on sessions were not written down");
    }
    opened.store.close().await.context("closing the database")?;
    tracing::info!("stopped");
    ended
}

fn connections(settings: &Settings) -> ConnectionLimits {
    let head = Duration::from_secs(settings.head_seconds);
    ConnectionLimits {
        total: net::fitting(settings.connections),
        per_address: settings.connections_per_address,
        head,
        write: Duration::from_secs(settings.request_seconds),
        trusted: settings.trusted_proxies.clone().into(),
    }
}

/// Facts that stand on every page.
fn describe(settings: &Settings, assets: &Assets) {
    let manifest = assets.manifest();
    let insecure = !settings.has_secure_cookies();
    let assets =
        SiteAssets { style: manifest.css.clone(), script: manifest.js.clone(), wasm: manifest.wasm.clone() };
    let icon = manifest.plain.get("icon.svg").cloned().unwrap_or_default();
    if !app::site::set(Site {
        assets,
        icon,
        insecure,
        office: settings.office.clone(),
        enquiries: settings.enquiries.clone(),
    }) {
        tracing::debug!("the site was described before");
    }
}
