//! The two languages and how an address names them. Refuses to guess: a code it does not know is no language.

use serde::{Deserialize, Serialize};

/// A language of the pages. The path carries it (`/zh/…`, `/en/…`), never a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese, zh-CN.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order of the language switch.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// First segment of the address: `zh` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// BCP 47 tag for the `lang` attribute.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Its own name, as the switch shows it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Reads `zh` or `en`; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language of an address: its first segment, Chinese where it names none.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        path.split('/').nth(1).and_then(Self::from_code).unwrap_or_default()
    }

    /// The address of the same page in this language. A path without a language gets one.
    ///
    /// `/zh/open/7H2KQ` in English is `/en/open/7H2KQ`; the query stays.
    #[must_use]
    pub fn same_page(self, path_and_query: &str) -> String {
        let rest = path_and_query.trim_start_matches('/');
        let (head, tail) = match rest.find(['/', '?']) {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        if Self::from_code(head).is_some() {
            format!("/{}{tail}", self.code())
        } else if rest.is_empty() {
            format!("/{}/", self.code())
        } else {
            format!("/{}/{rest}", self.code())
        }
    }

    /// What `Accept-Language` prefers. Quality values are compared as written thousandths; ties go to the first.
    /// Chinese where neither is named.
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        let mut best: Option<(u32, Self)> = None;
        for part in header.split(',') {
            let mut fields = part.split(';');
            let tag = fields.next().unwrap_or_default().trim().to_ascii_lowercase();
            let primary = tag.split('-').next().unwrap_or_default();
            let Some(lang) = Self::from_code(primary) else { continue };
            let weight = fields.find_map(|field| field.trim().strip_prefix("q=")).map_or(1000, thousandths);
            if weight > 0 && best.is_none_or(|(so_far, _)| weight > so_far) {
                best = Some((weight, lang));
            }
        }
        best.map_or(Self::default(), |(_, lang)| lang)
    }
}

/// `0.8` as 800; anything unreadable as 0.
fn thousandths(quality: &str) -> u32 {
    let (whole, part) = quality.split_once('.').unwrap_or((quality, ""));
    let padded: String = part.chars().chain("000".chars()).take(3).collect();
    match (whole.trim().parse::<u32>(), padded.parse::<u32>()) {
        (Ok(whole), Ok(part)) => whole.saturating_mul(1000).saturating_add(part).min(1000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_same_page_keeps_path_and_query() {
        for (from, to) in [
            ("/zh/open/7H2KQ?q=1", "/en/open/7H2KQ?q=1"),
            ("/zh", "/en"),
            ("/zh/", "/en/"),
            ("/zh?x=1", "/en?x=1"),
            ("/", "/en/"),
            ("/zhou/x", "/en/zhou/x"),
        ] {
            assert_eq!(Lang::En.same_page(from), to, "{from}");
        }
    }

    #[test]
    fn the_browser_is_heard() {
        assert_eq!(Lang::accepted("en-GB,en;q=0.9,zh;q=0.8"), Lang::En);
        assert_eq!(Lang::accepted("fr, zh;q=0.3, en;q=0.7"), Lang::En);
        assert_eq!(Lang::accepted("zh-TW,en;q=0.5"), Lang::Zh);
        assert_eq!(Lang::accepted("en;q=0"), Lang::Zh);
        assert_eq!(Lang::accepted(""), Lang::Zh);
    }

    #[test]
    fn an_address_names_its_language() {
        assert_eq!(Lang::of_path("/en/my/"), Lang::En);
        assert_eq!(Lang::of_path("/english/"), Lang::Zh);
    }
}
