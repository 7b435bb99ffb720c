//! One finished document in its three forms.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderValue,
    VARY,
};
use http::{HeaderMap, StatusCode};
use sha2::{Digest, Sha256};

use super::negotiate::{Coding, best, has_it};

/// How long others may keep a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// For ever: the name changes with the content.
    Immutable,
    /// Half a minute, then asked again by tag: a list may be superseded.
    Brief,
    /// Asked again by tag each time: what can be done now is said there.
    Asked,
}

impl Caching {
    const fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Brief => "public, max-age=30, must-revalidate",
            Self::Asked => "no-cache",
        }
    }
}

/// A finished document in the forms in which it can travel, each with its headers made ready.
#[derive(Clone, Debug)]
pub struct CachedBody {
    plain: Form,
    gzip: Option<Form>,
    brotli: Option<Form>,
}

/// One form: what goes out to somebody who has not got it, and to somebody who has.
#[derive(Clone, Debug)]
struct Form {
    body: Bytes,
    tag: String,
    whole: HeaderMap,
    known: HeaderMap,
}

impl Form {
    fn of(body: Bytes, coding: Coding, mark: &str, (kind, caching): (&'static str, Caching)) -> Self {
        let tag = match coding.name() {
            Some(name) => format!("\"{mark}-{name}\""),
            None => format!("\"{mark}\""),
        };
        let mut known = HeaderMap::with_capacity(16);
        known.insert(VARY, HeaderValue::from_static("accept-encoding"));
        known.insert(CACHE_CONTROL, HeaderValue::from_static(caching.header()));
        known.extend(HeaderValue::from_str(&tag).ok().map(|tag| (ETAG, tag)));
        let mut whole = known.clone();
        whole.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        whole.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        whole.extend(coding.name().map(|name| (CONTENT_ENCODING, HeaderValue::from_static(name))));
        Self { body, tag, whole, known }
    }

    fn answer(&self, request: &HeaderMap) -> Response {
        if has_it(request, &self.tag) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = self.known.clone();
            return response;
        }
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.headers_mut() = self.whole.clone();
        response
    }
}

impl CachedBody {
    /// Compresses a text-like document. Takes a second for a megabyte: never on the way of a request.
    pub fn compressed(content: impl Into<Bytes>, kind: &'static str, caching: Caching) -> Self {
        let plain = content.into();
        let (gzip, brotli) = (gzip(&plain), brotli(&plain));
        Self::of_parts(plain, gzip, brotli, kind, caching)
    }

    /// A document that is compressed already or would not get smaller.
    pub fn whole(content: impl Into<Bytes>, kind: &'static str, caching: Caching) -> Self {
        Self::of_parts(content.into(), None, None, kind, caching)
    }

    /// A document whose compressed forms were made by the build.
    pub fn of_parts(
        plain: Bytes,
        gzip: Option<Bytes>,
        brotli: Option<Bytes>,
        kind: &'static str,
        caching: Caching,
    ) -> Self {
        let mark: String = Sha256::digest(&plain).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let form = |body, coding| Form::of(body, coding, &mark, (kind, caching));
        Self {
            gzip: gzip.map(|body| form(body, Coding::Gzip)),
            brotli: brotli.map(|body| form(body, Coding::Brotli)),
            plain: form(plain, Coding::Plain),
        }
    }

    /// Makes it a download under this name (ASCII; no quotes, no control characters).
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        let name: String =
            name.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | ';')).collect();
        let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).ok();
        for form in self.forms() {
            form.whole.extend(disposition.clone().map(|value| (CONTENT_DISPOSITION, value)));
        }
        self
    }

    /// The same with these headers on every answer.
    #[must_use]
    pub fn with(mut self, more: &HeaderMap) -> Self {
        for form in self.forms() {
            form.whole.extend(more.clone());
            form.known.extend(more.clone());
        }
        self
    }

    fn forms(&mut self) -> impl Iterator<Item = &mut Form> {
        std::iter::once(&mut self.plain).chain(&mut self.gzip).chain(&mut self.brotli)
    }

    /// Size of the form that goes out for a coding.
    pub const fn len(&self, coding: Coding) -> usize {
        self.form(coding).body.len()
    }

    /// Answers a request: 304 where it has the document, else the smallest form that it takes.
    pub fn answer(&self, request: &HeaderMap) -> Response {
        self.form(best(request)).answer(request)
    }

    const fn form(&self, wanted: Coding) -> &Form {
        match (wanted, &self.brotli, &self.gzip) {
            (Coding::Brotli, Some(brotli), _) => brotli,
            (Coding::Brotli | Coding::Gzip, _, Some(gzip)) => gzip,
            _ => &self.plain,
        }
    }
}

/// Smaller than the original, or nothing.
fn worthwhile(original: &[u8], packed: Vec<u8>) -> Option<Bytes> {
    (packed.len() < original.len()).then(|| Bytes::from(packed))
}

fn gzip(content: &[u8]) -> Option<Bytes> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
    packer.write_all(content).ok()?;
    worthwhile(content, packer.finish().ok()?)
}

/// How hard brotli tries, of 11. Its code is made in this crate, and a build for development does not optimise it: each start of the
/// demonstration would spend seconds on a few bytes less.
const EFFORT: u32 = if cfg!(debug_assertions) { 1 } else { 9 };

fn brotli(content: &[u8]) -> Option<Bytes> {
    let mut packed = Vec::new();
    {
        let mut packer = brotli::CompressorWriter::new(&mut packed, 1 << 16, EFFORT, 22);
        packer.write_all(content).ok()?;
        packer.flush().ok()?;
    }
    worthwhile(content, packed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::body::to_bytes;
    use http::header::{
        ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, ETAG, HeaderValue,
        IF_NONE_MATCH, VARY,
    };
    use http::{HeaderMap, HeaderName, StatusCode};

    use super::{CachedBody, Caching, Coding};

    fn asked(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect()
    }

    fn page() -> CachedBody {
        CachedBody::compressed("<p>row</p>".repeat(500), "text/html; charset=utf-8", Caching::Brief)
    }

    #[tokio::test]
    async fn each_form_unpacks_to_the_same_document_and_has_its_own_tag() {
        let page = page();
        let mut tags = Vec::new();
        for (accept, coding) in [("br", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
            let response = page.answer(&asked(&[(ACCEPT_ENCODING, accept)]));
            assert_eq!(response.headers().get(CONTENT_ENCODING).map(|v| v.to_str().unwrap()), coding);
            assert_eq!(response.headers()[VARY], "accept-encoding");
            tags.push(response.headers()[ETAG].clone());
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let mut text = String::new();
            match coding {
                Some("br") => brotli::Decompressor::new(&*body, 4096).read_to_string(&mut text).unwrap(),
                Some(_) => flate2::read::GzDecoder::new(&*body).read_to_string(&mut text).unwrap(),
                None => (&*body).read_to_string(&mut text).unwrap(),
            };
            assert_eq!(text, "<p>row</p>".repeat(500));
        }
        tags.dedup();
        assert_eq!(tags.len(), 3);
        assert!(
            page.len(Coding::Brotli) < page.len(Coding::Gzip)
                && page.len(Coding::Gzip) < page.len(Coding::Plain)
        );
    }

    #[tokio::test]
    async fn who_has_it_gets_304_without_a_body() {
        let page = page();
        let tag = page.answer(&asked(&[(ACCEPT_ENCODING, "br")])).headers()[ETAG].clone();
        let again = page.answer(&asked(&[(ACCEPT_ENCODING, "br"), (IF_NONE_MATCH, tag.to_str().unwrap())]));
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[ETAG], tag);
        assert!(to_bytes(again.into_body(), 1).await.unwrap().is_empty());
        let other_form =
            page.answer(&asked(&[(ACCEPT_ENCODING, "gzip"), (IF_NONE_MATCH, tag.to_str().unwrap())]));
        assert_eq!(other_form.status(), StatusCode::OK);
    }

    #[test]
    fn what_does_not_get_smaller_goes_out_whole_and_a_download_is_named() {
        let short = CachedBody::compressed("x", "text/csv", Caching::Immutable).named("list\"1;.csv");
        let response = short.answer(&asked(&[(ACCEPT_ENCODING, "br, gzip")]));
        assert!(!response.headers().contains_key(CONTENT_ENCODING));
        assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(response.headers()[CONTENT_DISPOSITION], "attachment; filename=\"list1.csv\"");
    }
}
