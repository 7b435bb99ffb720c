//! Bare axum: one route for each file, nothing else.

use std::fs;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Bytes;
use axum::routing::get;

/// Serves the files of a folder whose names are addresses, until the process is ended.
pub fn serve(port: &str, folder: &str) -> Result<bool, String> {
    let fault = |error: std::io::Error| error.to_string();
    let mut router = Router::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('_') {
            continue;
        }
        let bytes = Bytes::from(fs::read(entry.path()).map_err(fault)?);
        let headers = [("content-type", "text/html; charset=utf-8"), ("content-encoding", "br")];
        router = router.route(&name.replace('_', "/"), get(async move || (headers, bytes)));
    }
    let port: u16 = port.parse().map_err(|_| "no port".to_owned())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(fault)?;
    runtime
        .block_on(async {
            let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await?;
            axum::serve(listener, router).await
        })
        .map_err(fault)?;
    Ok(true)
}
