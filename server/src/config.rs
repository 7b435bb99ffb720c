//! Settings: the only place that reads the environment and the settings file.
//!
//! A flag wins over an environment variable, that over the file, that over the default. A setting that is wrong, unknown
//! or contradicts another refuses to start, names itself, says where it came from and which values are allowed.

mod declared;
mod error;
mod source;
mod value;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use leptos::config::{Env, LeptosOptions};
use service::Terms;
use service::password::{Cost, PoolSize};

use crate::bucket::{self, Named};
use crate::carriers::{Gateway, MailWay, Sender, sms, smtp};
use crate::files::SlotSizes;

pub use declared::Flags;
pub use error::ConfigError;
use source::Sources;
pub use value::{Database, LogFormat, PublicUrl};

/// Folder of the settings file when none is named: read if it is there.
const DEFAULT_FILE: &str = "linxuan.toml";
/// Who mail comes from where nobody said so.
const NOBODY: &str = "linxuan@localhost";

/// Everything the process needs to know, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder of key file, embedded database and whatever else is kept.
    pub data: PathBuf,
    /// The key file; in production outside of the data folder.
    pub key_file: PathBuf,
    /// The database; its `Debug` hides the password.
    pub database: Database,
    /// Where the service listens.
    pub listen: SocketAddr,
    /// The address people type.
    pub public_url: PublicUrl,
    /// Whether an unencrypted address other than loopback was asked for; every page says so.
    pub insecure_http: bool,
    /// Folder of the built assets (without the feature `embed`).
    pub site: PathBuf,
    /// Folder of the font of papers (without the feature `embed`).
    pub fonts: PathBuf,
    /// Filter of the log, in `tracing`'s form.
    pub log: String,
    /// Form of the log.
    pub log_format: LogFormat,
    /// What a password hash costs.
    pub hash_cost: Cost,
    /// How many hashes run and wait at once.
    pub hash_pool: PoolSize,
    /// Mebibytes of free space in the embedded database's folder below which acts are refused.
    pub free_mib: u64,
    /// Seconds after which a request is given up.
    pub request_seconds: u64,
    /// Seconds for a request's head and for silence before it.
    pub head_seconds: u64,
    /// Connections at once, in all.
    pub connections: usize,
    /// Connections at once from one address.
    pub connections_per_address: usize,
    /// Files that come in and are read at once.
    pub slots: SlotSizes,
    /// Browsers shall insist on encryption below this host too.
    pub hsts_subdomains: bool,
    /// Name of the responsible office; empty for none.
    pub office: String,
    /// Telephone and hours for enquiries; empty for none.
    pub enquiries: String,
    /// Minutes after which an idle session of staff ends.
    pub staff_idle_minutes: i64,
    /// How long addresses and officers' reasons are kept.
    pub terms: Terms,
    /// Where mail goes.
    pub mail: MailWay,
    /// Who mail comes from.
    pub sender: Sender,
    /// Where short messages go, if anywhere.
    pub sms: Option<Gateway>,
    /// Folder of the contents of files that people hand in.
    pub files: PathBuf,
    /// Where those contents lie instead, if anywhere.
    pub bucket: Option<Named>,
    /// How long one letter to a mail server or a gateway may take.
    pub mail_time: Duration,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Settings {
    /// Reads flags, environment and file.
    ///
    /// # Errors
    /// The first [`ConfigError`] found.
    pub fn load(flags: &Flags) -> Result<Self, ConfigError> {
        let environment = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        });
        Self::from(&Sources::gather(flags, environment, DEFAULT_FILE.as_ref())?)
    }

    fn from(given: &Sources) -> Result<Self, ConfigError> {
        let data = given.read("data", "data", value::path)?;
        let in_data = |name: &str| data.join(name).to_string_lossy().into_owned();
        let listen: SocketAddr = given.read("listen", "127.0.0.1:3000", value::address)?;
        let settings = Self {
            key_file: given.read("key_file", &in_data("master.key"), value::path)?,
            database: given.read(
                "database",
                &format!("sqlite://{}", in_data("linxuan.db")),
                value::database,
            )?,
            public_url: given.read("public_url", &format!("http://{listen}"), value::public_url)?,
            insecure_http: given.read("insecure_http", "false", value::yes_or_no)?,
            site: given.read("site", "target/site", value::path)?,
            fonts: given.read("fonts", documents::FOLDER, value::path)?,
            log: given.read("log", "info", value::log_filter)?,
            log_format: given.read("log_format", "text", value::log_format)?,
            hash_cost: Self::hash_cost(given)?,
            hash_pool: Self::hash_pool(given)?,
            free_mib: given.read("free_mib", "256", value::within(16, 1_048_576))?,
            request_seconds: given.read("request_seconds", "30", value::within(1, 600))?,
            head_seconds: given.read("head_seconds", "20", value::within(1, 600))?,
            connections: given.read("connections", "2000", value::within(16, 100_000))?,
            connections_per_address: given.read(
                "connections_per_address",
                "200",
                value::within(1, 100_000),
            )?,
            slots: SlotSizes {
                uploads: given.read("uploads", "8", value::within(1, 1_000))?,
                workers: given.read("import_workers", "2", value::within(1, 100))?,
            },
            hsts_subdomains: given.read("hsts_subdomains", "false", value::yes_or_no)?,
            office: given.read("office", "", value::line)?,
            enquiries: given.read("enquiries", "", value::line)?,
            staff_idle_minutes: given.read("staff_idle_minutes", "60", value::within(5, 480))?,
            terms: Terms {
                addresses: given.read("keep_addresses_days", "180", value::within(1, 3_650))?,
                words: given.read("keep_words_days", "1095", value::within(30, 36_500))?,
                messages: given.read("keep_messages_days", "1095", value::within(30, 36_500))?,
                lists: given.read("keep_lists_days", "365", value::within(30, 36_500))?,
                files: given.read("keep_files_days", "1095", value::within(30, 36_500))?,
            },
            files: given.read("files", &in_data("files"), value::path)?,
            bucket: Self::bucket(given)?,
            mail: Self::mail(given)?,
            sender: given.read("mail_from", NOBODY, Sender::parse)?,
            sms: Self::sms(given)?,
            mail_time: Duration::from_secs(given.read("mail_seconds", "60", value::within(5, 100))?),
            trusted_proxies: given.read("trusted_proxies", "", value::addresses)?,
            data,
            listen,
        };
        settings.check_transport(given)?;
        settings.check_sender(given)?;
        Ok(settings)
    }

    fn mail(given: &Sources) -> Result<MailWay, ConfigError> {
        let way = given.read("mail", "files", value::mail)?;
        let trusted = given.read("mail_ca", "", smtp::certificates)?;
        Ok(match way {
            MailWay::Server(server) => MailWay::Server(server.trusting(trusted)),
            other => other,
        })
    }

    fn sms(given: &Sources) -> Result<Option<Gateway>, ConfigError> {
        let address = given.read("sms_url", "", sms::address)?;
        let header = given.read("sms_header", "", sms::header)?;
        let body = given.read("sms_body", sms::USUAL_BODY, sms::body)?;
        Ok(address.map(|address| Gateway::new(address, header, body)))
    }

    fn bucket(given: &Sources) -> Result<Option<Named>, ConfigError> {
        let place = given.read("bucket", "", bucket::place)?;
        let key = given.read("bucket_key", "", bucket::key)?;
        let region = given.read("bucket_region", "us-east-1", bucket::region)?;
        match (place, key) {
            (None, _) => Ok(None),
            (Some(place), Some(key)) => Ok(Some(Named::new(place, &key, &region))),
            (Some(_), None) => {
                Err(given.wrong("bucket_key", "ID:SECRET, since contents of files lie in a bucket"))
            }
        }
    }

    fn hash_cost(given: &Sources) -> Result<Cost, ConfigError> {
        let memory = given.read("hash_memory_kib", "19456", value::within(19_456, 4_194_304))?;
        let passes = given.read("hash_passes", "2", value::within(2, 64))?;
        Cost::new(memory, passes).map_err(|error| given.wrong("hash_memory_kib", &error.to_string()))
    }

    fn hash_pool(given: &Sources) -> Result<PoolSize, ConfigError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from).to_string();
        Ok(PoolSize {
            threads: given.read("hash_threads", &cores, value::within(1, 1_024))?,
            queue: given.read("hash_queue", "64", value::within(0, 100_000))?,
        })
    }

    /// Unencrypted sign-ins are for the machine itself; anything else must be asked for by name.
    fn check_transport(&self, given: &Sources) -> Result<(), ConfigError> {
        if self.public_url.is_https() || self.public_url.is_loopback() || self.insecure_http {
            return Ok(());
        }
        Err(given.wrong(
            "public_url",
            "an https:// address, or http:// on 127.0.0.1, [::1] or localhost; to run unencrypted for a trial add --insecure-http",
        ))
    }

    /// A server refuses mail from nobody, and people cannot tell whom it is from.
    fn check_sender(&self, given: &Sources) -> Result<(), ConfigError> {
        let nobody = Sender::parse(NOBODY).is_ok_and(|nobody| nobody == self.sender);
        if matches!(self.mail, MailWay::Server(_)) && nobody {
            return Err(
                given.wrong("mail_from", "the address that mail comes from, since mail goes to a server")
            );
        }
        Ok(())
    }

    /// Where mail goes that is written into files.
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join("outbox").join("mail")
    }

    /// Whether the key file lies where the data lie: a copy of the folder then opens itself.
    pub fn keys_lie_with_data(&self) -> bool {
        let folder = |path: &Path| path.parent().map(Path::to_owned).unwrap_or_default();
        let with_database = match &self.database {
            Database::Sqlite(file) => {
                self.key_file.starts_with(folder(file)) && !folder(file).as_os_str().is_empty()
            }
            Database::Postgres(_) => false,
        };
        with_database || self.key_file.starts_with(&self.data)
    }

    /// Whether cookies may be marked `Secure` (and so carry the `__Host-` prefix).
    pub fn has_secure_cookies(&self) -> bool {
        self.public_url.is_https() || self.public_url.is_loopback()
    }

    /// What Leptos wants to know. Files are found by our own manifest, so it hashes none.
    pub fn leptos(&self) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name("app")
            .site_root(self.site.to_string_lossy().into_owned())
            .site_pkg_dir("assets")
            .site_addr(self.listen)
            .env(Env::PROD)
            .hash_files(false)
            .build()
    }
}

#[cfg(test)]
mod tests;
