//! The text of a notice as it is written in Chinese offices: which lines of it are headings.
//!
//! Owns: the forms of headings. Refuses: any other markup; the rest is shown as written.

/// A part of the text, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// A heading of the first or second rank.
    Heading(u8, &'a str),
    /// Lines without a blank one between them.
    Lines(&'a str),
}

/// Longest heading in characters: `（一）` also begins paragraphs.
const HEADING: usize = 40;

/// Numerals of headings.
const NUMERALS: &str = "一二三四五六七八九十百零〇";

/// Returns the headings and paragraphs of a text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut all = Vec::new();
    // Where the lines of the paragraph begin and end that is being read.
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0_usize;
    for line in text.split_inclusive('\n') {
        let (from, trimmed) = (at, line.trim());
        at = at.saturating_add(line.len());
        let heading = heading(trimmed);
        if heading.is_none() && !trimmed.is_empty() {
            let to = from.saturating_add(line.trim_end().len());
            open = Some((open.map_or(from, |(first, _)| first), to));
            continue;
        }
        all.extend(open.take().and_then(|(first, last)| text.get(first..last)).map(Block::Lines));
        all.extend(heading);
    }
    all.extend(open.and_then(|(first, last)| text.get(first..last)).map(Block::Lines));
    all
}

fn heading(line: &str) -> Option<Block<'_>> {
    if line.starts_with('#') {
        let words = line.trim_start_matches('#').trim();
        let rank = if line.starts_with("##") { 2 } else { 1 };
        return (!words.is_empty()).then_some(Block::Heading(rank, words));
    }
    let rank = numbered(line)?;
    let is_short = line.chars().count() <= HEADING;
    (is_short && !line.ends_with(['。', '；', '：', ';', ':'])).then_some(Block::Heading(rank, line))
}

/// The rank of a line that begins with `一、` or `（一）`.
fn numbered(line: &str) -> Option<u8> {
    let (open, rest) = match line.strip_prefix(['（', '(']) {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let after = rest.trim_start_matches(|one| NUMERALS.contains(one));
    let closes: &[char] = if open { &['）', ')'] } else { &['、'] };
    (after.len() < rest.len() && after.starts_with(closes)).then_some(if open { 2 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::Block::{Heading, Lines};
    use super::blocks;

    #[test]
    fn the_usual_numbers_and_a_hash_make_headings_and_everything_else_stays_as_it_was_written() {
        let long = format!("（二）{}", "字".repeat(40));
        let text = format!(
            "各位公务员：\n现公告如下。\n\n一、遴选职位\n  共 12 个。\n（一）报名\n{long}\n（三）下列人员不得报名：\n十二、纪律\n\
             # 附则\n## 解释\n#\n一个月内\n<script>"
        );
        assert_eq!(
            blocks(&text),
            [
                Lines("各位公务员：\n现公告如下。"),
                Heading(1, "一、遴选职位"),
                Lines("  共 12 个。"),
                Heading(2, "（一）报名"),
                Lines(&format!("{long}\n（三）下列人员不得报名：")),
                Heading(1, "十二、纪律"),
                Heading(1, "附则"),
                Heading(2, "解释"),
                Lines("#\n一个月内\n<script>"),
            ]
        );
        assert_eq!(blocks(""), []);
    }
}
