//! The whole router over a database of its own, without a socket.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use documents::{Fonts, Papers};
use domain::access::Caller;
use domain::calendar::Instant;
use http::header::{ACCEPT, HOST, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use leptos_axum::AxumRouteListing;
use sea_orm::{ConnectionTrait as _, Database};
use server::assets::Assets;
use server::config::{Flags, Settings};
use server::files::{SlotSizes, Slots};
use server::health::Probe;
use server::layers::cookie::SessionCookie;
use server::layers::headers::Transport;
use server::router::{self, Parts};
use server::sealed::Cache;
use server::workers::Workers;
use service::contents::{Contents, Folder};
use service::effects::{Clock, Effects, Random, Room};
use service::keys::Keys;
use service::password::{Cost, Hasher, PoolSize};
use service::people::{self, RoleForm, StaffForm};
use service::worker::Reader;
use service::{Service, open};
use store::Store;

/// Where these tests think they are.
pub const SITE: &str = "http://127.0.0.1:3000";
/// A password that everybody here has.
pub const PASSWORD: &str = "steady horses run far";

static PAGES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();

/// A house of its own.
pub struct House {
    /// The use cases.
    pub service: Service,
    /// Its database.
    pub store: Store,
    /// Its public pages.
    pub cache: Cache,
    url: String,
    clock: Clock,
    router: Router,
    folder: tempfile::TempDir,
}

/// An answer, read whole.
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as text.
    pub body: String,
    /// Body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header as text; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// `name=value` of the cookie it sets.
    pub fn cookie(&self) -> String {
        let set = self.headers[SET_COOKIE].to_str().unwrap();
        set.split(';').next().unwrap().to_owned()
    }
}

impl House {
    /// Builds it. A second one in the same process shares the list of pages, which may be made only once.
    pub async fn build() -> Self {
        Self::build_in(tempfile::tempdir().unwrap(), Room::unwatched()).await
    }

    /// The keys of every house.
    pub fn keys(&self) -> Keys {
        Keys::from_master(&[7; 32])
    }

    /// Builds it in this folder, watching this room.
    pub async fn build_in(folder: tempfile::TempDir, free: Room) -> Self {
        let url = Self::address(&folder).await;
        Self::at(&url, folder, free).await
    }

    /// The address of a database with the schema and nothing else: on the server of this run, or a file in this folder.
    pub async fn address(folder: &tempfile::TempDir) -> String {
        if crate::postgres::is_meant() {
            let server =
                std::env::var("LINXUAN_TEST_PG").expect("it names the server; type: cargo xtask test");
            return crate::migrated::database(&server).await;
        }
        crate::migrated::file(folder.path(), "linxuan.db").await
    }

    /// Builds it over this database.
    pub async fn at(url: &str, folder: tempfile::TempDir, free: Room) -> Self {
        Self::with(url, folder, Effects { room: free, ..usual() }).await
    }

    /// Builds it over this database, with its files in this folder.
    async fn with(url: &str, folder: tempfile::TempDir, effects: Effects) -> Self {
        let contents = Folder::open(&folder.path().join("files"), &Random::system()).unwrap();
        Self::raised(url, folder, (effects, Arc::new(contents))).await
    }

    /// Builds it with another store of files.
    pub async fn over(contents: Arc<dyn Contents>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::raised(&Self::address(&folder).await, folder, (usual(), contents)).await
    }

    /// Houses on copies of this one's database as it stands now, at its time and without its files. What they draw is the same in all of
    /// them, and is nothing that was drawn here.
    pub async fn copies<const N: usize>(self) -> [Self; N] {
        let now = self.clock.now();
        // A database of a server is copied only while nobody is connected to it.
        self.store.clone().close().await.unwrap();
        let mut copies = Vec::new();
        for number in 0..N {
            let folder = tempfile::tempdir().unwrap();
            let url = copied(&self.url, &folder, number).await;
            copies.push(Self::with(&url, folder, Effects::fixed(now, 8)).await);
        }
        copies.try_into().unwrap_or_else(|_| panic!("{N} copies"))
    }

    /// The addresses of the pages of `my/` and `desk/`, as the router names them.
    pub fn page_paths() -> Vec<&'static str> {
        PAGES.get().expect("a house was built").iter().map(AxumRouteListing::path).collect()
    }

    async fn raised(
        url: &str,
        folder: tempfile::TempDir,
        (effects, contents): (Effects, Arc<dyn Contents>),
    ) -> Self {
        let store = Store::connect(&store::connect::Settings::new(url)).await.unwrap();
        let keys = Arc::new(Keys::from_master(&[7; 32]));
        let hasher = Hasher::new(&keys, Cost::FOR_TESTS, PoolSize { threads: 2, queue: 8 }, &effects.random);
        let (random, clock) = (effects.random.clone(), effects.clock.clone());
        let service = Service::new(service::Parts {
            store: store.clone(),
            effects,
            keys,
            hasher,
            staff_idle: 3600,
            letters: service::Letters::by_mail("https://linxuan.test"),
            terms: service::Terms::default(),
            reader: Reader::in_process(),
            papers: Papers::new(Fonts::usual()),
            contents,
        });
        let transport = Transport { https: false, subdomains: false };
        let assets = assets(folder.path());
        let cache = Cache::new(service.clone(), Some(assets.clone()), transport);
        cache.follow().await.unwrap();
        let settings = Settings::load(&Flags::default()).unwrap();
        let router = router::assemble(&Parts {
            service: service.clone(),
            cache: cache.clone(),
            workers: Workers::default(),
            probe: Probe::default(),
            slots: Slots::new(SlotSizes { uploads: 4, workers: 2 }),
            assets: Some(assets),
            leptos: settings.leptos(),
            url: settings.public_url.clone(),
            cookie: SessionCookie::Secure,
            random,
            trusted: Arc::new([]),
            time: Duration::from_secs(20),
            transport,
            pages: PAGES.get_or_init(router::pages).clone(),
        });
        Self { service, store, cache, url: url.to_owned(), clock, router, folder }
    }

    /// The address of the database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the contents of files lie.
    pub fn files(&self) -> std::path::PathBuf {
        self.folder.path().join("files")
    }

    /// Asks as a browser does that follows a link, after the regular work had its turn.
    pub async fn get(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        // Without a database there is nothing to follow, and what is printed is served.
        let _ = self.cache.follow().await;
        self.ask(Method::GET, path, pairs, "").await
    }

    /// Posts a plain form from a page of this site.
    pub async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.ask(Method::POST, path, &[("sec-fetch-site", "same-origin"), kind, ("cookie", cookie)], form)
            .await
    }

    /// Posts a plain form of the page at `from`.
    pub async fn post_on(&self, from: &str, path: &str, cookie: &str, form: &str) -> Answer {
        let referer = format!("http://127.0.0.1:3000{from}");
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let of = [("sec-fetch-site", "same-origin"), kind, ("referer", referer.as_str()), ("cookie", cookie)];
        self.ask(Method::POST, path, &of, form).await
    }

    /// Asks anything.
    pub async fn ask(&self, method: Method, path: &str, pairs: &[(&str, &str)], body: &str) -> Answer {
        self.send(method, path, pairs, Body::from(body.to_owned())).await
    }

    /// Sends any body.
    pub async fn send(&self, method: Method, path: &str, pairs: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(HOST, "127.0.0.1:3000");
        if !pairs.iter().any(|(name, _)| *name == ACCEPT.as_str()) {
            request = request.header(ACCEPT, "text/html,application/xhtml+xml");
        }
        for (name, value) in pairs {
            request = request.header(*name, *value);
        }
        self.answered(request.body(body).unwrap()).await
    }

    async fn answered(&self, request: Request<Body>) -> Answer {
        let response = tower::ServiceExt::oneshot(self.router.clone(), request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes: Vec<u8> = to_bytes(body, usize::MAX).await.unwrap().into();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body, bytes }
    }

    /// Posts a plain form from a client at this address.
    pub async fn post_from(&self, address: &str, path: &str, form: &str) -> Answer {
        let peer = SocketAddr::new(address.parse().unwrap(), 40_000);
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, "127.0.0.1:3000")
            .header(ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        self.answered(request).await
    }

    /// Opens a staff account and signs in; answers the cookie.
    pub async fn staff(&self, name: &str, role: &str) -> String {
        let form = StaffForm {
            name: "Li Wen".to_owned(),
            sign_in_name: name.to_owned(),
            role: RoleForm { role: role.to_owned(), ..RoleForm::default() },
        };
        people::open_known(&self.service, &Caller::system("test"), &form, PASSWORD).await.unwrap();
        self.sign_in(name).await.cookie()
    }

    /// Signs in.
    pub async fn sign_in(&self, name: &str) -> Answer {
        let form = format!("sign_in_name={name}&password={}", PASSWORD.replace(' ', "+"));
        self.post("/zh/sign-in", "", &form).await
    }

    /// Moves the clock on by `by` milliseconds.
    pub fn advance(&self, by: i64) {
        assert!(self.clock.advance(by));
    }

    /// Ends the database under the running service.
    pub async fn lose_database(&self) {
        self.store.clone().close().await.unwrap();
        assert!(open::marks(&self.service).await.is_err());
    }
}

/// The time of every house, and what it draws.
fn usual() -> Effects {
    Effects::fixed(Instant(1_795_000_000_000), 7)
}

/// The address of a copy of this database: a file in this folder, or another database of the same server.
async fn copied(url: &str, folder: &tempfile::TempDir, number: usize) -> String {
    let done = async |url: &str, statement: &str| {
        let database = Database::connect(url).await.unwrap();
        database.execute_unprepared(statement).await.unwrap();
        database.close().await.unwrap();
    };
    if url.starts_with("sqlite") {
        let file = folder.path().join("linxuan.db");
        done(url, &format!("VACUUM INTO '{}'", file.display())).await;
        return format!("sqlite://{}?mode=rwc", file.display());
    }
    let (server, name) = url.rsplit_once('/').expect("an address with a database");
    let copy = format!("{name}_{number}");
    done(&format!("{server}/postgres"), &format!("CREATE DATABASE {copy} TEMPLATE {name}")).await;
    format!("{server}/{copy}")
}

fn assets(folder: &Path) -> Assets {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("assets")).unwrap();
    for (name, content) in
        [("linxuan-1.css", "body{}"), ("linxuan-1.css.br", "packed"), ("linxuan-2.wasm", "\0asm")]
    {
        std::fs::write(site.join("assets").join(name), content).unwrap();
    }
    let manifest = r#"{"js":"/assets/x.js","wasm":"/assets/linxuan-2.wasm","css":"/assets/linxuan-1.css",
                       "files":["linxuan-1.css","linxuan-2.wasm"]}"#;
    std::fs::write(site.join("manifest.json"), manifest).unwrap();
    Assets::find(&site).unwrap()
}
