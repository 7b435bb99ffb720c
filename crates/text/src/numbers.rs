//! Numbers, ratios and enumerations as each language writes them. Owns no arithmetic: what comes in is final.

use crate::Lang;

/// Thousands apart: `2,137`.
#[must_use]
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `2∶1` · `2:1`.
#[must_use]
pub fn ratio(lang: Lang, of: i64, to: i64) -> String {
    match lang {
        Lang::Zh => format!("{of}∶{to}"),
        Lang::En => format!("{of}:{to}"),
    }
}

/// `第 2 名` · `2nd`.
#[must_use]
pub fn place(lang: Lang, rank: i64) -> String {
    match lang {
        Lang::Zh => format!("第 {rank} 名"),
        Lang::En => format!("{rank}{}", ending(rank)),
    }
}

const fn ending(rank: i64) -> &'static str {
    match (rank % 10, rank % 100) {
        (1, n) if n != 11 => "st",
        (2, n) if n != 12 => "nd",
        (3, n) if n != 13 => "rd",
        _ => "th",
    }
}

/// The comma between two clauses: `，` · `, `.
#[must_use]
pub const fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }
}

/// The colon before what a title names: `：` · `: `.
#[must_use]
pub const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

/// What stands between two sentences: nothing in Chinese, a space in English.
#[must_use]
pub const fn gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// `甲、乙和丙` · `A, B and C`.
#[must_use]
pub fn list<T: AsRef<str>>(lang: Lang, items: &[T]) -> String {
    let (comma, and) = match lang {
        Lang::Zh => ("、", "和"),
        Lang::En => (", ", " and "),
    };
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{}{and}{}", first.join(comma), last.as_ref())
        }
    }
}

/// Bytes as people say them: `412 kB`, `10 MB`; decimal units, never rounded down to nothing.
#[must_use]
pub fn bytes(n: u64) -> String {
    match n {
        0..1000 => format!("{n} B"),
        1000..1_000_000 => format!("{} kB", n.div_ceil(1000)),
        _ => format!("{} MB", n.div_ceil(1_000_000)),
    }
}

/// Exact millionths as a decimal number without needless zeros: `78_850_000` is `78.85`.
#[must_use]
pub fn millionths(n: i64) -> String {
    let (whole, part) = (n.unsigned_abs() / 1_000_000, n.unsigned_abs() % 1_000_000);
    let sign = if n < 0 { "−" } else { "" };
    let part = format!("{part:06}");
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

/// A digest in groups of four, for eyes and ears. Works on any hexadecimal text.
#[must_use]
pub fn fours(hex: &str) -> String {
    let mut out = String::with_capacity(hex.len() + hex.len() / 4);
    for (at, digit) in hex.chars().enumerate() {
        if at > 0 && at.is_multiple_of(4) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        assert_eq!(grouped(2137), "2,137");
        assert_eq!(grouped(-1_000_000), "−1,000,000");
        assert_eq!(grouped(999), "999");
        assert_eq!(ratio(Lang::Zh, 2, 1), "2∶1");
        for (rank, word) in
            [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")]
        {
            assert_eq!(place(Lang::En, rank), word);
        }
        assert_eq!(list(Lang::Zh, &["笔试", "面试", "业绩评价"]), "笔试、面试和业绩评价");
        assert_eq!(list(Lang::En, &["test", "interview"]), "test and interview");
        assert_eq!(millionths(78_850_000), "78.85");
        assert_eq!(millionths(-1), "−0.000001");
        assert_eq!(bytes(1_200), "2 kB");
        assert_eq!(fours("7f3a91c40b"), "7f3a 91c4 0b");
    }
}
