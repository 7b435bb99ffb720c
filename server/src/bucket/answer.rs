//! The list of a bucket, as the store answers it in XML: keys, moments, and how to ask for more.

use std::io;

use domain::calendar::Instant;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// Keys with the moments at which they were put there.
    pub entries: Vec<(String, Instant)>,
    /// What asks for the next page, if there is one.
    pub more: Option<String>,
}

/// Reads a page.
///
/// # Errors
/// Where it is no such list: it would look like an empty store.
pub(super) fn listed(body: &[u8]) -> io::Result<Listed> {
    let wrong = || io::Error::other("the store answered no list");
    let text = std::str::from_utf8(body).map_err(|_| wrong())?;
    if !text.contains("<ListBucketResult") {
        return Err(wrong());
    }
    let mut entries = Vec::new();
    let mut rest = text;
    while let Some((inside, after)) = element(rest, "Contents") {
        let key = element(inside, "Key").ok_or_else(wrong)?.0;
        let at = element(inside, "LastModified").ok_or_else(wrong)?.0;
        let at = OffsetDateTime::parse(at.trim(), &Rfc3339).map_err(|_| wrong())?;
        let millis = at.unix_timestamp_nanos().div_euclid(1_000_000);
        entries.push((plain(key), Instant(i64::try_from(millis).map_err(|_| wrong())?)));
        rest = after;
    }
    let is_cut = element(text, "IsTruncated").is_some_and(|said| said.0.trim() == "true");
    let next = element(text, "NextContinuationToken").map(|said| plain(said.0));
    match (is_cut, next) {
        (false, _) => Ok(Listed { entries, more: None }),
        (true, Some(next)) if !next.is_empty() => Ok(Listed { entries, more: Some(next) }),
        (true, _) => Err(wrong()),
    }
}

/// What stands in the first element of this name, and what follows it.
fn element<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let (_, from) = text.split_once(&format!("<{name}>"))?;
    from.split_once(&format!("</{name}>"))
}

/// A text without the five escapes of XML.
fn plain(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (escape, sign)| text.replace(escape, sign))
}

#[cfg(test)]
mod tests {
    use domain::calendar::Instant;

    use super::{Listed, listed};

    #[test]
    fn a_page_is_read_and_nothing_else_is_taken_for_an_empty_store() {
        let page = br#"<?xml version="1.0"?><ListBucketResult xmlns="x"><Name>b</Name><IsTruncated>true</IsTruncated>
            <Contents><Key>a/ab/c&amp;d</Key><LastModified>2026-11-22T08:00:00.500Z</LastModified><ETag>&quot;e&quot;</ETag></Contents>
            <Contents><Key>a/ab/e</Key><LastModified>1970-01-01T00:00:01Z</LastModified></Contents>
            <NextContinuationToken>1&lt;2==</NextContinuationToken></ListBucketResult>"#;
        let entries =
            vec![("a/ab/c&d".to_owned(), Instant(1_795_334_400_500)), ("a/ab/e".to_owned(), Instant(1_000))];
        assert_eq!(listed(page).unwrap(), Listed { entries, more: Some("1<2==".to_owned()) });
        let empty = b"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
        assert_eq!(listed(empty).unwrap(), Listed { entries: vec![], more: None });
        let cut = b"<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>";
        let untold = b"<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>";
        for wrong in [&b""[..], b"<html>sign in</html>", b"\xff", cut, untold] {
            assert!(listed(wrong).is_err());
        }
    }
}
