//! A client without a browser: one request, one connection, plain forms, one cookie.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::house::SignIn;

/// Somebody who asks a server by hand.
#[derive(Clone, Debug)]
pub struct Client {
    port: u16,
    cookie: String,
}

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// The head as it came.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header; empty where it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let line = self
            .head
            .lines()
            .find(|line| line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name)));
        line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where the links of the page lead that begin so, in their order.
    #[must_use]
    pub fn links(&self, begin: &str) -> Vec<String> {
        let text = self.text();
        let of = |rest: &str| {
            let href = rest.split('>').next()?.split("href=\"").nth(1)?.split('"').next()?;
            href.starts_with(begin).then(|| href.replace("&amp;", "&"))
        };
        text.split("<a ").skip(1).filter_map(of).collect()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// Where it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|fault| panic!("{fault}: {}", self.text()))
    }
}

impl Client {
    /// Nobody in particular.
    #[must_use]
    pub const fn nobody(port: u16) -> Self {
        Self { port, cookie: String::new() }
    }

    /// Whoever a browser is signed in as: with its cookies, as a request sends them.
    #[must_use]
    pub const fn with(port: u16, cookies: String) -> Self {
        Self { port, cookie: cookies }
    }

    /// The same person, at a server on another port.
    #[must_use]
    pub fn at(&self, port: u16) -> Self {
        Self { port, cookie: self.cookie.clone() }
    }

    /// Signs in.
    ///
    /// # Panics
    /// Where the server does not let them in.
    #[must_use]
    pub fn sign_in(&self, who: &SignIn) -> Self {
        let form = format!("sign_in_name={}&password={}", who.account, who.password);
        let answer = self.post("/zh/sign-in", &form).expect("an answer");
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        assert!(answer.status == 303 && !cookie.is_empty(), "{}", answer.head);
        Self { port: self.port, cookie }
    }

    /// Chooses the password by a one-time code.
    ///
    /// # Panics
    /// Where the server does not take them.
    pub fn set_password(&self, who: &SignIn, code: &str) {
        let SignIn { account, password } = who;
        let form = format!("sign_in_name={account}&code={code}&password={password}&again={password}");
        let answer = self.post("/zh/sign-in/code", &form).expect("an answer");
        assert_eq!(answer.status, 303, "{}\n{}", answer.head, answer.text());
    }

    /// Reads an address; functions answer with JSON.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub fn get(&self, path: &str) -> std::io::Result<Answer> {
        self.ask("GET", path, "", b"")
    }

    /// Sends a plain form.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub fn post(&self, path: &str, form: &str) -> std::io::Result<Answer> {
        self.ask("POST", path, "application/x-www-form-urlencoded", form.as_bytes())
    }

    /// Sends a form with one file.
    ///
    /// # Errors
    /// Where the connection breaks.
    pub fn upload(&self, path: &str, name: &str, content: &[u8]) -> std::io::Result<Answer> {
        let mark = "a-line-that-no-file-holds";
        let mut body = format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{mark}--\r\n").as_bytes());
        self.ask("POST", path, &format!("multipart/form-data; boundary={mark}"), &body)
    }

    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> std::io::Result<Answer> {
        let mut line = TcpStream::connect(("127.0.0.1", self.port))?;
        let accept = if path.starts_with("/api/") { "application/json" } else { "text/html" };
        let mut head = format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\nAccept: {accept}\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: {}\r\n",
            self.port, self.cookie
        );
        if method == "POST" {
            head.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
        }
        line.write_all(format!("{head}\r\n").as_bytes())?;
        line.write_all(body)?;
        let mut answer = Vec::new();
        line.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.ok_or(std::io::ErrorKind::UnexpectedEof)?.saturating_add(4);
        let body = answer.split_off(end);
        let head = String::from_utf8_lossy(&answer).into_owned();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        Ok(Answer { status: status.ok_or(std::io::ErrorKind::InvalidData)?, head, body })
    }
}
