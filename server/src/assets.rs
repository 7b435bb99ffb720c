//! Style, script and program as the build left them: read once at start, served under `/assets/` for ever.
//!
//! Their names carry a hash of their content, so a browser never asks twice. With the feature `embed` they stand in the
//! binary; without it they are read from the site folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as UrlPath, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::sealed::{CachedBody, Caching};

#[cfg(feature = "embed")]
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// Why there is nothing to serve.
#[derive(Debug, thiserror::Error)]
pub enum AssetError {
    /// A file of the build is missing or unreadable.
    #[error("{}: {problem}; the browser's half is built by: cargo xtask run", .file.display())]
    Missing {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A file whose kind is not known, so that no browser would be told what it is.
    #[error("asset {0} has an ending that is not served")]
    Kind(String),
}

/// The build's list of what it made: `manifest.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// Address of the module script.
    pub js: String,
    /// Address of the program.
    pub wasm: String,
    /// Address of the style sheet.
    pub css: String,
    /// Addresses of icons and the like, by their plain name.
    #[serde(default)]
    pub plain: HashMap<String, String>,
    /// Names of all files below `/assets/`.
    files: Vec<String>,
}

/// All files with their manifest; clones share them.
#[derive(Clone, Debug)]
pub struct Assets {
    manifest: Manifest,
    files: Arc<HashMap<String, CachedBody>>,
}

impl Assets {
    /// Those built into the program.
    ///
    /// # Errors
    /// [`AssetError`] when the build left something out.
    #[cfg(feature = "embed")]
    pub fn find(_: &Path) -> Result<Self, AssetError> {
        Self::gather(|name| {
            let found = embedded::FILES.iter().find(|(known, _)| *known == name);
            found.map(|(_, content)| Bytes::from_static(content)).ok_or_else(|| "is not embedded".to_owned())
        })
    }

    /// Those of the site folder.
    ///
    /// # Errors
    /// [`AssetError`] when something is not there.
    #[cfg(not(feature = "embed"))]
    pub fn find(site: &Path) -> Result<Self, AssetError> {
        Self::gather(|name| {
            std::fs::read(site.join(name)).map(Bytes::from).map_err(|error| error.to_string())
        })
        .map_err(|error| match error {
            AssetError::Missing { file, problem } => AssetError::Missing { file: site.join(file), problem },
            AssetError::Kind(name) => AssetError::Kind(name),
        })
    }

    fn gather(read: impl Fn(&str) -> Result<Bytes, String>) -> Result<Self, AssetError> {
        let wrong = |file: &str, problem: String| AssetError::Missing { file: PathBuf::from(file), problem };
        let manifest = read("manifest.json").map_err(|problem| wrong("manifest.json", problem))?;
        let manifest: Manifest =
            serde_json::from_slice(&manifest).map_err(|error| wrong("manifest.json", error.to_string()))?;
        let mut files = HashMap::new();
        for name in &manifest.files {
            let path = format!("assets/{name}");
            let plain = read(&path).map_err(|problem| wrong(&path, problem))?;
            let kind = kind(name).ok_or_else(|| AssetError::Kind(name.clone()))?;
            let packed = |ending: &str| read(&format!("{path}.{ending}")).ok();
            let print = CachedBody::of_parts(plain, packed("gz"), packed("br"), kind, Caching::Immutable);
            files.insert(name.clone(), print);
        }
        Ok(Self { manifest, files: Arc::new(files) })
    }

    /// The build's list.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Every file with its address.
    pub fn pages(&self) -> impl Iterator<Item = (String, &CachedBody)> {
        self.files.iter().map(|(name, print)| (format!("/assets/{name}"), print))
    }

    /// `/assets/…`.
    pub fn router(&self) -> Router {
        Router::new().route("/assets/{*name}", get(serve)).with_state(self.clone())
    }
}

async fn serve(State(assets): State<Assets>, UrlPath(name): UrlPath<String>, headers: HeaderMap) -> Response {
    match assets.files.get(&name) {
        Some(print) => print.answer(&headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kind(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}
