//! The session cookie: its name, its attributes, how it is read.

use http::HeaderMap;
use http::header::{COOKIE, HeaderValue};
use service::effects::Token;

/// Which of the two cookies this installation uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionCookie {
    /// `__Host-session; Secure`: https, or this machine alone.
    Secure,
    /// `session`, for a trial over plain http that was asked for by name; a browser would not keep the other.
    Plain,
}

impl SessionCookie {
    const fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-session",
            Self::Plain => "session",
        }
    }

    const fn attributes(self) -> &'static str {
        match self {
            Self::Secure => "Path=/; Secure; HttpOnly; SameSite=Lax",
            Self::Plain => "Path=/; HttpOnly; SameSite=Lax",
        }
    }

    /// The session's secret in a request. Two cookies of the name are none: one of them was planted.
    pub fn read(self, headers: &HeaderMap) -> Option<Token> {
        let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut found = lines
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.name())
            .map(|(_, value)| Token::parse(value));
        let only = found.next()?;
        if found.next().is_some() { None } else { only }
    }

    /// `Set-Cookie` for a new session. It ends with the browser; the server ends it earlier.
    pub fn set(self, token: &Token) -> Option<HeaderValue> {
        let mut value =
            HeaderValue::from_str(&format!("{}={}; {}", self.name(), token.reveal(), self.attributes()))
                .ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// `Set-Cookie` that removes it.
    pub fn clear(self) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("{}=; {}; Max-Age=0", self.name(), self.attributes())).ok()
    }
}

#[cfg(test)]
mod tests {
    use http::header::{COOKIE, HeaderValue};
    use http::{HeaderMap, header};
    use service::effects::Random;

    use super::SessionCookie;

    fn sent(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn the_secure_cookie_is_bound_to_host_path_and_encryption() {
        let token = Random::seeded(1).token();
        let set = SessionCookie::Secure.set(&token).unwrap();
        let text = set.to_str().unwrap();
        assert_eq!(
            text,
            format!("__Host-session={}; Path=/; Secure; HttpOnly; SameSite=Lax", token.reveal())
        );
        assert!(set.is_sensitive());
        assert!(!SessionCookie::Plain.set(&token).unwrap().to_str().unwrap().contains("Secure"));
        assert!(SessionCookie::Secure.clear().unwrap().to_str().unwrap().ends_with("Max-Age=0"));
        assert_eq!(header::SET_COOKIE, "set-cookie");
    }

    #[test]
    fn it_is_read_among_others_but_not_twice_and_not_under_another_name() {
        let token = Random::seeded(1).token();
        let text = token.reveal();
        let read = |line: &str| SessionCookie::Secure.read(&sent(line));
        assert_eq!(read(&format!("a=b; __Host-session={text}; c=d")), Some(token));
        assert_eq!(read(&format!("session={text}")), None);
        assert_eq!(read(&format!("__Host-session={text}; __Host-session={text}")), None);
        assert_eq!(read("__Host-session=short"), None);
        assert_eq!(read(""), None);
    }
}
