//! The guard against cells that a spreadsheet program would run. Owns what is risky; changes nothing else.

/// Whether a spreadsheet program might take this text for a formula: it opens with `=`, `+`, `-`, `@`, their full-width
/// twins, a tab or a line break. A plain negative number is none.
#[must_use]
pub fn is_risky(text: &str) -> bool {
    let opens = text
        .starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '\t', '\r', '\n']);
    opens && !is_negative_number(text)
}

fn is_negative_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix('-').is_some_and(|rest| match rest.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(rest),
    })
}

/// The text for a CSV cell of people's words: an apostrophe before what is risky.
#[must_use]
pub fn guarded(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_owned() }
}
