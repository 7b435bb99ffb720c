//! Clients without scripts: each keeps one connection and submits one application after the other.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::Fallible;
use crate::candidates::Ready;

/// Submits everybody's application over so many connections; answers how long that took.
pub async fn all(port: u16, people: Vec<Ready>, clients: usize) -> Fallible<Duration> {
    let mut hands: Vec<Vec<Ready>> = (0..clients).map(|_| Vec::new()).collect();
    for (at, one) in people.into_iter().enumerate() {
        if let Some(hand) = hands.get_mut(at % clients.max(1)) {
            hand.push(one);
        }
    }
    let since = Instant::now();
    let mut set = JoinSet::new();
    for hand in hands {
        set.spawn(async move { client(port, hand).await.map_err(|error| error.to_string()) });
    }
    while let Some(done) = set.join_next().await {
        done??;
    }
    Ok(since.elapsed())
}

async fn client(port: u16, people: Vec<Ready>) -> Fallible<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    for one in people {
        stream.write_all(request(port, &one).as_bytes()).await?;
        let head = answer(&mut stream).await?;
        let status = head.lines().next().unwrap_or_default();
        let leads = head
            .lines()
            .any(|line| line.to_ascii_lowercase().starts_with("location:") && line.contains("/receipt"));
        if !leads {
            return Err(format!("application {} was not submitted: {status}\n{head}", one.application).into());
        }
    }
    Ok(())
}

fn request(port: u16, of: &Ready) -> String {
    let body = format!("lang=zh&application={}&version={}", of.application, of.version);
    format!(
        "POST /api/applications/submit HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: __Host-session={}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        of.session,
        body.len()
    )
}

/// Reads one answer whole and returns its head.
async fn answer(stream: &mut TcpStream) -> Fallible<String> {
    let mut bytes = Vec::with_capacity(4096);
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        more(stream, &mut bytes).await?;
    };
    let head = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned();
    let value = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        lines
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
            .next()
    };
    if value("transfer-encoding").is_some() {
        while !bytes.ends_with(b"0\r\n\r\n") {
            more(stream, &mut bytes).await?;
        }
        return Ok(head);
    }
    let length: usize = value("content-length").map_or(Ok(0), |length| length.parse())?;
    while bytes.len() < end + length {
        more(stream, &mut bytes).await?;
    }
    Ok(head)
}

async fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Fallible<()> {
    if stream.read_buf(bytes).await? == 0 {
        return Err("the server closed the connection".into());
    }
    Ok(())
}
