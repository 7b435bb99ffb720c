//! Chromium and its driver for the browser tests: found or installed, the driver started and stopped here.

use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{debian, npm, postgres, shell};

/// The accessibility checker that the walks run inside each page.
const AXE: &str = "4.14.1";

/// Programs that the walks need.
pub struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
    /// axe-core's script.
    pub axe: PathBuf,
}

/// Finds the Chinese font of pages and papers, or else installs it.
pub fn font() -> Result<()> {
    let found = ["Regular", "Bold"].iter().all(|weight| {
        let file = format!("/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc");
        std::path::Path::new(&file).is_file()
    });
    if found { Ok(()) } else { debian::install(&["fonts-noto-cjk"], "the Chinese font of papers") }
}

impl Browser {
    /// Finds, or else installs.
    pub fn ensure() -> Result<Self> {
        font()?;
        if chromium().is_none() || driver().is_none() {
            debian::install(&["chromium", "chromium-driver"], "the browser for the tests")?;
        }
        let wanted = "type: apt-get install chromium chromium-driver";
        let axe = npm::tool("axe-core", AXE, "axe.min.js")?;
        Ok(Self {
            chromium: chromium().context(wanted)?,
            driver: driver().context(wanted)?,
            axe: axe.context("the accessibility check needs node; type: apt-get install nodejs npm")?,
        })
    }

    /// Path of the browser.
    pub fn program(&self) -> &std::path::Path {
        &self.chromium
    }

    /// Starts the driver on a free port.
    pub fn drive(&self) -> Result<Driver> {
        let port = postgres::free_port()?;
        let mut command = shell::command(&self.driver);
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().context("chromedriver did not start")?;
        let until = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if child.try_wait()?.is_some() || Instant::now() > until {
                let _ = child.kill();
                bail!(
                    "chromedriver did not listen; to see why, type: {} --port={port}",
                    self.driver.display()
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(Driver { child, port })
    }
}

/// A running chromedriver; dropping it ends it.
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn chromium() -> Option<PathBuf> {
    shell::find(&["chromium", "chromium-browser", "google-chrome"])
}

fn driver() -> Option<PathBuf> {
    shell::find(&["chromedriver"])
}
