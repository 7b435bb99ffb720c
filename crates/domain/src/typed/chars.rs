//! Which characters may stand in a stored text, and what is done about the others.
//!
//! Owns: the tidying that every text type does first, and the question whether a spreadsheet takes a text for a formula.
//! Refuses: telling anybody; the text types turn an answer into a [`crate::reason::Reason`].

/// Whether the character steers the direction of the text around it (Unicode's bidirectional controls). One of them makes
/// the rest of a line read backwards, or a name look like another.
#[must_use]
pub const fn is_bidi_control(ch: char) -> bool {
    matches!(ch, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether the character takes no room and says nothing: bidirectional controls, zero-width blanks and joiners, soft hyphens,
/// byte order marks, annotation and tag characters. They come in by copying from other programs.
#[must_use]
pub const fn is_invisible(ch: char) -> bool {
    is_bidi_control(ch)
        || matches!(
            ch,
            '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
                | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

/// Whether no text may hold the character: controls (U+0000 above all, which PostgreSQL cannot keep) and code points that
/// are no characters. Line breaks and tabs are the caller's to allow.
#[must_use]
pub fn is_forbidden(ch: char) -> bool {
    ch.is_control() || matches!(ch, '\u{FDD0}'..='\u{FDEF}') || u32::from(ch) & 0xFFFE == 0xFFFE
}

/// Whether the character may stand in one line that is shown to people: neither forbidden nor invisible nor a line's end.
#[must_use]
pub fn is_shown(ch: char) -> bool {
    !is_forbidden(ch) && !is_invisible(ch) && !is_break(ch)
}

/// Whether the character ends a line.
const fn is_break(ch: char) -> bool {
    matches!(ch, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text in one line: invisible characters dropped, tabs, line breaks and other white space each run one blank, nothing
/// around it.
#[must_use]
pub fn one_line(text: &str) -> String {
    let seen: String = text.chars().filter(|ch| !is_invisible(*ch)).collect();
    seen.split(|ch: char| ch.is_whitespace() || is_break(ch))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text in lines: invisible characters dropped, every line end LF, nothing around it. Tabs and inner blanks stay.
#[must_use]
pub fn in_lines(text: &str) -> String {
    let seen: String = text.chars().filter(|ch| !is_invisible(*ch)).collect();
    let lines = seen.replace("\r\n", "\n").replace(is_break, "\n");
    lines.trim().to_owned()
}

/// Whether a spreadsheet program may take the text for a formula: it opens with `=`, `+`, `-`, `@` or their full-width
/// twins, with a tab or with a line break. A plain negative number is none.
#[must_use]
pub fn opens_formula(text: &str) -> bool {
    let opens = text.starts_with(|ch: char| {
        matches!(ch, '=' | '+' | '-' | '@' | '\u{FF1D}' | '\u{FF0B}' | '\u{FF0D}' | '\u{FF20}' | '\t')
            || is_break(ch)
    });
    opens && !is_negative_number(text)
}

fn is_negative_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix('-').is_some_and(|rest| match rest.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(rest),
    })
}

/// What somebody typed into a form that is kept with its faults: exactly that, without what no database and no page can
/// hold (controls other than tab and line breaks, bidirectional controls).
#[must_use]
pub fn storable(text: &str) -> String {
    text.chars()
        .filter(|ch| !is_bidi_control(*ch) && (!is_forbidden(*ch) || matches!(ch, '\t' | '\n' | '\r')))
        .collect()
}

/// Longest text to look for, in characters.
const LONGEST_SEARCH: usize = 64;

/// Words to look for: one line without controls, at most 64 characters.
#[must_use]
pub fn search_words(text: &str) -> String {
    let kept: String = text.chars().filter(|ch| !is_forbidden(*ch) || ch.is_whitespace()).collect();
    one_line(&kept).chars().take(LONGEST_SEARCH).collect()
}
