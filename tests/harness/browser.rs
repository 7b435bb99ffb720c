//! A visit: one person's browser on one server. Says what a person does (`fill`, `press`, `see`) and what a picture does
//! not show: the console, sideways scrolling, axe-core's findings. Never waits by sleeping a fixed time.

mod checks;
mod forms;
mod keys;

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::task::Poll;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use crate::given;
use crate::house::SignIn;

/// Why a walk ended early: what was tried and what the browser said.
#[derive(Debug)]
pub struct Stumble(pub String);

/// One thing a person does.
pub type Step<T = ()> = Result<T, Stumble>;

impl From<WebDriverError> for Stumble {
    fn from(error: WebDriverError) -> Self {
        Self(error.to_string())
    }
}

/// Whether the person's browser runs scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As most do.
    On,
    /// As public and candidate pages must allow.
    Off,
}

/// Phones at the narrowest, and an office screen.
pub const NARROW: u32 = 320;
/// See [`NARROW`].
pub const WIDE: u32 = 1440;

/// How long a person would wait for what a press brings.
const PATIENCE: Duration = Duration::from_secs(15);

/// An open browser.
pub struct Visit {
    driver: WebDriver,
    address: String,
    _profile: TempDir,
}

/// Opens a browser on a server, walks, and closes it also when the walk fails.
///
/// # Panics
/// With the walk's own failure.
pub async fn walk<F>(address: &str, scripts: Scripts, body: F)
where
    F: AsyncFnOnce(&Visit) -> Step,
{
    let visit = Visit::open(address, scripts).await.expect("the browser opens");
    let outcome = {
        let mut going = Box::pin(body(&visit));
        poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| going.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(outcome)) => Poll::Ready(Ok(outcome)),
            Err(panic) => Poll::Ready(Err(panic)),
        })
        .await
    };
    let place = visit.place().await.unwrap_or_default();
    let page = visit.text().await.unwrap_or_default();
    let _ = visit.driver.quit().await;
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(Stumble(why))) => panic!("{why}\nat {place}, which says:\n{page}"),
        Err(panic) => {
            eprintln!("at {place}, which says:\n{page}");
            resume_unwind(panic)
        }
    }
}

impl Visit {
    async fn open(address: &str, scripts: Scripts) -> Step<Self> {
        let profile = TempDir::new().map_err(|error| Stumble(error.to_string()))?;
        let mut wish = DesiredCapabilities::chrome();
        wish.set_binary(&given("LINXUAN_TEST_CHROMIUM"))?;
        for flag in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=zh-CN",
            &format!("--user-data-dir={}", profile.path().display()),
        ] {
            wish.add_arg(flag)?;
        }
        wish.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        if scripts == Scripts::Off {
            let blocked = serde_json::json!({ "profile.managed_default_content_settings.javascript": 2 });
            wish.add_experimental_option("prefs", blocked)?;
        }
        let driver = WebDriver::new(given("LINXUAN_TEST_CHROMEDRIVER"), wish).await?;
        let visit = Self { driver, address: address.to_owned(), _profile: profile };
        visit.width(WIDE).await?;
        Ok(visit)
    }

    /// Makes the window so wide; high enough for a phone or a screen.
    pub async fn width(&self, pixels: u32) -> Step {
        let height = if pixels < 700 { 700 } else { 900 };
        let size =
            serde_json::json!({ "width": pixels, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }

    /// Opens an address of this server, such as `/zh/open/`.
    pub async fn goto(&self, path: &str) -> Step {
        self.driver.goto(format!("{}{path}", self.address)).await?;
        Ok(())
    }

    /// Path and query of where the person stands.
    pub async fn place(&self) -> Step<String> {
        let url = self.driver.current_url().await?;
        Ok(url.as_str().strip_prefix(&self.address).unwrap_or(url.as_str()).to_owned())
    }

    /// What the page says.
    pub async fn text(&self) -> Step<String> {
        Ok(self.driver.find(By::Tag("body")).await?.text().await?)
    }

    /// Waits until the page says so.
    pub async fn see(&self, words: &str) -> Step {
        self.until(&format!("the page says {words:?}"), async || Ok(self.text().await?.contains(words))).await
    }

    /// Waits until the person stands at an address that begins so.
    pub async fn arrive(&self, path: &str) -> Step {
        self.until(&format!("the address is {path}…"), async || Ok(self.place().await?.starts_with(path)))
            .await
    }

    /// Waits for something, a page in between loading notwithstanding.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> Step<bool>) -> Step {
        let end = Instant::now() + PATIENCE;
        loop {
            let last = holds().await;
            if matches!(last, Ok(true)) {
                return Ok(());
            }
            if Instant::now() > end {
                let why = last.err().map(|Stumble(why)| format!(" ({why})")).unwrap_or_default();
                return Err(Stumble(format!("waited {} s in vain until {what}{why}", PATIENCE.as_secs())));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The control that a label names, its hint and marks aside.
    async fn control(&self, label: &str) -> Step<WebElement> {
        let name = quoted(label);
        let path = format!("//label[starts-with(normalize-space(.), {name})]");
        let missing = |error: WebDriverError| Stumble(format!("no field {label:?}: {error}"));
        let found = self.driver.find(By::XPath(path)).await.map_err(missing)?;
        match found.attr("for").await? {
            Some(id) => self.driver.find(By::Id(id)).await.map_err(missing),
            None => found.find(By::Css("input, select, textarea")).await.map_err(missing),
        }
    }

    /// Types into the field of that label, in place of what stood there.
    pub async fn fill(&self, label: &str, words: &str) -> Step {
        let control = self.control(label).await?;
        control.clear().await?;
        control.send_keys(words).await?;
        Ok(())
    }

    /// Hands a file to the field of that label.
    pub async fn attach(&self, label: &str, file: &std::path::Path) -> Step {
        self.control(label).await?.send_keys(file.display().to_string()).await?;
        Ok(())
    }

    /// Ticks the box, or picks the choice, of that label.
    pub async fn tick(&self, label: &str) -> Step {
        let control = self.control(label).await?;
        if !control.is_selected().await? {
            control.click().await?;
        }
        Ok(())
    }

    /// Picks an option of the list of that label.
    pub async fn choose(&self, label: &str, option: &str) -> Step {
        let control = self.control(label).await?;
        let path = format!(".//option[contains(normalize-space(.), {})]", quoted(option));
        control.find(By::XPath(path)).await?.click().await?;
        Ok(())
    }

    /// Presses the button that says so.
    pub async fn press(&self, words: &str) -> Step {
        let path = format!("//button[contains(normalize-space(.), {})]", quoted(words));
        self.click(By::XPath(path), words).await
    }

    /// Follows the link that says so.
    pub async fn follow(&self, words: &str) -> Step {
        let path = format!("//a[contains(normalize-space(.), {})]", quoted(words));
        self.click(By::XPath(path), words).await
    }

    async fn click(&self, by: By, words: &str) -> Step {
        let found = self
            .driver
            .find(by)
            .await
            .map_err(|error| Stumble(format!("nothing says {words:?}: {error}")))?;
        found.scroll_into_view().await?;
        found.click().await?;
        Ok(())
    }

    /// Signs in on the page where the person stands: the first plain field, the password field, Enter.
    pub async fn sign_in(&self, who: &SignIn) -> Step {
        let before = self.driver.current_url().await?;
        let account = By::Css("main form input:not([type=hidden]):not([type=password])");
        self.driver.find(account).await?.send_keys(who.account.as_str()).await?;
        let password = self.driver.find(By::Css("main form input[type=password]")).await?;
        password.send_keys(who.password.as_str()).await?;
        password.send_keys(Key::Enter).await?;
        self.until("the sign-in is answered", async || {
            let now = self.driver.current_url().await?;
            Ok(now != before || self.driver.find(By::Css("main [role=alert]")).await.is_ok())
        })
        .await
    }
}

/// A string of XPath 1.0, which has no escapes: only one of the two quotes may occur.
fn quoted(words: &str) -> String {
    if words.contains('"') { format!("'{words}'") } else { format!("\"{words}\"") }
}
