//! Load: connections that ask for one page again and again and check every answer.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::page::Page;

/// What is asked of whom.
pub struct Load<'a> {
    /// Port on the loopback.
    pub port: u16,
    /// The page.
    pub page: &'a Page,
    /// Connections that ask at once.
    pub connections: usize,
    /// How long.
    pub time: Duration,
}

impl Load<'_> {
    /// Asks for the time, and answers how many answers came in how long. An answer that is not the page ends the run.
    pub fn run(&self) -> Result<(f64, Duration), String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.map_err(|error| error.to_string())?.block_on(self.all())
    }

    async fn all(&self) -> Result<(f64, Duration), String> {
        let since = Instant::now();
        let until = since + self.time;
        let mut set = JoinSet::new();
        for _ in 0..self.connections {
            set.spawn(one(self.port, request(&self.page.path), self.page.body.clone(), until));
        }
        let mut answers = 0_u32;
        while let Some(done) = set.join_next().await {
            answers += done.map_err(|error| error.to_string())??;
        }
        Ok((f64::from(answers), since.elapsed()))
    }
}

/// The request of a browser that takes everything, in few words.
pub fn request(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n")
        .into_bytes()
}

async fn one(port: u16, request: Vec<u8>, body: Vec<u8>, until: Instant) -> Result<u32, String> {
    let fault = |error: std::io::Error| format!("port {port}: {error}");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.map_err(fault)?;
    stream.set_nodelay(true).map_err(fault)?;
    let mut buffer = Vec::with_capacity(body.len() + 4096);
    let mut answers = 0;
    while Instant::now() < until {
        stream.write_all(&request).await.map_err(fault)?;
        buffer.clear();
        let start = loop {
            if stream.read_buf(&mut buffer).await.map_err(fault)? == 0 {
                return Err(format!("port {port}: the connection ended"));
            }
            if let Some(at) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
        };
        while buffer.len() < start + body.len() {
            if stream.read_buf(&mut buffer).await.map_err(fault)? == 0 {
                return Err(format!("port {port}: the connection ended"));
            }
        }
        if buffer.get(start..) != Some(body.as_slice()) || !buffer.starts_with(b"HTTP/1.1 200") {
            return Err(format!("port {port}: an answer is not the page"));
        }
        answers += 1;
    }
    Ok(answers)
}
