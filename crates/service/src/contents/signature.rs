//! The signature of a request to an S3-compatible store (AWS Signature Version 4), as that standard writes it down.
//!
//! Owns: which headers a request gets, from its parts, the key and the moment. Refuses: sending anything; the process that owns sockets does.

use std::fmt::Write as _;

use domain::calendar::Instant;
use domain::digest::Digest;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use time::OffsetDateTime;
use zeroize::Zeroizing;

/// Who asks, and where.
#[derive(Clone, PartialEq, Eq)]
pub struct Signer {
    id: String,
    secret: Zeroizing<String>,
    region: String,
}

impl std::fmt::Debug for Signer {
    /// Leaves the key out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.region)
    }
}

/// A request before it is signed.
#[derive(Clone, Copy, Debug)]
pub struct Unsigned<'a> {
    /// Its method.
    pub method: &'a str,
    /// Host and port, as they are sent.
    pub host: &'a str,
    /// The path; it holds nothing that would have to be escaped.
    pub path: &'a str,
    /// Names and values of the query, in clear, in the order of their names.
    pub query: &'a [(&'a str, &'a str)],
    /// Further headers, small letters, in any order.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a [u8],
}

impl Unsigned<'_> {
    /// The query as it is sent, without its question mark.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs: Vec<String> =
            self.query.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
        pairs.join("&")
    }
}

impl Signer {
    /// A key of two halves, `id` and `secret`, in a region.
    #[must_use]
    pub fn new(id: &str, secret: &str, region: &str) -> Self {
        Self { id: id.to_owned(), secret: Zeroizing::new(secret.to_owned()), region: region.to_owned() }
    }

    /// The headers that a request needs beside its own.
    #[must_use]
    pub fn headers(&self, of: &Unsigned<'_>, at: Instant) -> [(&'static str, String); 3] {
        let (day, moment) = stamp(at);
        let content = Digest::of(of.body).to_string();
        let mut headers: Vec<(&str, &str)> = of.headers.to_vec();
        headers.extend([("host", of.host), ("x-amz-content-sha256", &content), ("x-amz-date", &moment)]);
        headers.sort_unstable();
        let names: Vec<&str> = headers.iter().map(|header| header.0).collect();
        let names = names.join(";");
        let mut canonical = format!("{}\n{}\n{}\n", of.method, of.path, of.query());
        for (name, value) in &headers {
            // Writing into a text does not fail.
            let _ = writeln!(canonical, "{name}:{}", value.trim());
        }
        let _ = write!(canonical, "\n{names}\n{content}");
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let text = format!("AWS4-HMAC-SHA256\n{moment}\n{scope}\n{}", Digest::of(canonical.as_bytes()));
        let signature = Digest::from_bytes(mac(&self.key(&day), text.as_bytes()));
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope},SignedHeaders={names},Signature={signature}",
            self.id
        );
        [("x-amz-date", moment), ("x-amz-content-sha256", content), ("authorization", authorization)]
    }

    /// The key of a day.
    fn key(&self, day: &str) -> [u8; 32] {
        let first = Zeroizing::new(format!("AWS4{}", self.secret.as_str()));
        let steps = [day, &self.region, "s3"];
        let start = mac(first.as_bytes(), steps[0].as_bytes());
        let key = steps.iter().skip(1).fold(start, |key, step| mac(&key, step.as_bytes()));
        mac(&key, b"aws4_request")
    }
}

#[expect(
    clippy::expect_used,
    reason = "HMAC hashes a key that is longer than a block, and pads a shorter one"
)]
fn mac(key: &[u8], value: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(value);
    mac.finalize().into_bytes().into()
}

/// Day and moment in UTC as the standard writes them.
fn stamp(at: Instant) -> (String, String) {
    let at =
        OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1_000)).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let day = format!("{:04}{:02}{:02}", at.year(), u8::from(at.month()), at.day());
    let moment = format!("{day}T{:02}{:02}{:02}Z", at.hour(), at.minute(), at.second());
    (day, moment)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use domain::calendar::Instant;

    use super::{Signer, Unsigned};

    /// 2013-05-24T00:00:00Z, the moment of the examples in the standard's documentation.
    const AT: Instant = Instant(1_369_353_600_000);
    const HOST: &str = "examplebucket.s3.amazonaws.com";

    fn signature(of: Unsigned<'_>) -> String {
        let signer =
            Signer::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");
        let [.., (_, authorization)] = signer.headers(&of, AT);
        authorization
    }

    #[test]
    fn requests_are_signed_as_in_the_published_examples() {
        let usual =
            Unsigned { method: "GET", host: HOST, path: "/test.txt", query: &[], headers: &[], body: b"" };
        let range = signature(Unsigned { headers: &[("range", "bytes=0-9")], ..usual });
        assert_eq!(
            range,
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
             SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,\
             Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        );
        let put = signature(Unsigned {
            method: "PUT",
            path: "/test%24file.text",
            headers: &[
                ("date", "Fri, 24 May 2013 00:00:00 GMT"),
                ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ],
            body: b"Welcome to Amazon S3.",
            ..usual
        });
        assert!(put.ends_with("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"), "{put}");
        let list = signature(Unsigned { path: "/", query: &[("max-keys", "2"), ("prefix", "J")], ..usual });
        assert!(list.ends_with("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"), "{list}");
    }

    #[test]
    fn a_query_is_escaped_and_no_key_is_shown() {
        let of = Unsigned {
            method: "GET",
            host: HOST,
            path: "/",
            query: &[("prefix", "files/ab/"), ("start", "中 +&=")],
            headers: &[],
            body: b"",
        };
        assert_eq!(of.query(), "prefix=files%2Fab%2F&start=%E4%B8%AD%20%2B%26%3D");
        let shown = format!("{:?}", Signer::new("id", "secret", "cn-north-1"));
        assert_eq!(shown, "Signer(cn-north-1)");
    }
}
