//! Which form of a print a request can take, and whether it has it already.

use http::HeaderMap;
use http::header::{ACCEPT_ENCODING, IF_NONE_MATCH};

/// A form in which a body travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    Plain,
    /// gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

impl Coding {
    /// As `Content-Encoding` names it.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// The smallest form that `Accept-Encoding` allows.
pub fn best(headers: &HeaderMap) -> Coding {
    let offers = || {
        let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        lines.flat_map(|line| line.split(',')).map(offer)
    };
    let accepts = |name: &str| {
        let named = offers().find(|(offered, _)| offered.eq_ignore_ascii_case(name));
        named.or_else(|| offers().find(|(offered, _)| *offered == "*")).is_some_and(|(_, wanted)| wanted)
    };
    if accepts("br") {
        Coding::Brotli
    } else if accepts("gzip") {
        Coding::Gzip
    } else {
        Coding::Plain
    }
}

/// `gzip;q=0` is an offer that is not wanted.
fn offer(text: &str) -> (&str, bool) {
    let (name, rest) = text.split_once(';').unwrap_or((text, ""));
    let quality = rest.trim().strip_prefix("q=").unwrap_or("1");
    (name.trim(), quality.chars().any(|digit| ('1'..='9').contains(&digit)))
}

/// Whether `If-None-Match` names this tag, in either strength.
pub(crate) fn has_it(headers: &HeaderMap, tag: &str) -> bool {
    let lines = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

#[cfg(test)]
mod tests {
    use http::header::{ACCEPT_ENCODING, HeaderValue, IF_NONE_MATCH};
    use http::{HeaderMap, HeaderName};

    use super::{Coding, best, has_it};

    fn with(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn the_smallest_form_that_is_wanted() {
        for (accept, coding) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip, deflate", Coding::Gzip),
            ("br;q=0, gzip;q=0.5", Coding::Gzip),
            ("*", Coding::Brotli),
            ("*;q=0", Coding::Plain),
            ("identity", Coding::Plain),
            ("BR", Coding::Brotli),
        ] {
            assert_eq!(best(&with(ACCEPT_ENCODING, accept)), coding, "{accept}");
        }
        assert_eq!(best(&HeaderMap::new()), Coding::Plain);
    }

    #[test]
    fn a_tag_is_known_in_a_list_and_weakened() {
        assert!(has_it(&with(IF_NONE_MATCH, "\"a\", W/\"b\""), "\"b\""));
        assert!(has_it(&with(IF_NONE_MATCH, "*"), "\"b\""));
        assert!(!has_it(&with(IF_NONE_MATCH, "\"bb\""), "\"b\""));
    }
}
