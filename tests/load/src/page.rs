//! The pages that are asked for, taken from the program itself.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use crate::client::request;
use load::process::Running;

/// A page as it travels.
pub struct Page {
    /// What it is.
    pub name: &'static str,
    /// Its address.
    pub path: String,
    /// Its bytes, compressed.
    pub body: Vec<u8>,
}

/// The first page, its first posting, the longest list.
pub fn all(ours: &Running) -> Result<Vec<Page>, String> {
    let home = plain(ours.port, "/zh/")?;
    let lists = plain(ours.port, "/zh/open/lists")?;
    let posting = links(&home).find(|link| link.len() == "/zh/open/1234567890".len());
    let posting = posting.ok_or("the demonstration has no posting")?;
    let mut longest = Page { name: "list", path: String::new(), body: Vec::new() };
    for link in links(&lists).filter(|link| link.starts_with("/zh/open/lists/")) {
        let body = packed(ours.port, &link)?;
        if body.len() > longest.body.len() {
            longest = Page { path: link, body, ..longest };
        }
    }
    Ok(vec![taken(ours, "first page", "/zh/".to_owned())?, taken(ours, "posting", posting)?, longest])
}

fn taken(ours: &Running, name: &'static str, path: String) -> Result<Page, String> {
    Ok(Page { name, body: packed(ours.port, &path)?, path })
}

fn links(page: &str) -> impl Iterator<Item = String> {
    page.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .filter(|link| link.starts_with("/zh/open/"))
}

impl Page {
    /// The name of the file that holds its bytes.
    pub fn file(&self) -> String {
        self.path.replace('/', "_")
    }

    /// Writes its bytes where the references read them.
    pub fn keep(&self, folder: &Path) -> Result<(), String> {
        fs::write(folder.join(self.file()), &self.body).map_err(|error| error.to_string())
    }
}

fn plain(port: u16, path: &str) -> Result<String, String> {
    let asked = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    Ok(String::from_utf8_lossy(&body(port, asked.as_bytes())?).into_owned())
}

fn packed(port: u16, path: &str) -> Result<Vec<u8>, String> {
    let asked = String::from_utf8_lossy(&request(path)).replace("Host:", "Connection: close\r\nHost:");
    body(port, asked.as_bytes())
}

fn body(port: u16, asked: &[u8]) -> Result<Vec<u8>, String> {
    let fault = |error: std::io::Error| error.to_string();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(fault)?;
    stream.write_all(asked).map_err(fault)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(fault)?;
    let start = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or("no answer")? + 4;
    if !answer.starts_with(b"HTTP/1.1 200") {
        return Err(format!("{}: no page", String::from_utf8_lossy(asked)));
    }
    Ok(answer.split_off(start))
}
