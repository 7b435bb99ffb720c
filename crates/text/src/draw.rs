//! The minutes of a draw of lots (抽签记录): a text of one page, to be printed and signed.

use domain::calendar::Instant;
use domain::digest::Digest;

use crate::catalogue::catalogue;
use crate::{Lang, dates};

catalogue! {
    title => "抽签记录", "Minutes of a draw of lots";
    fetch => "下载抽签记录", "Fetch the minutes of the draw";
    selection => "遴选项目", "Selection";
    question => "抽签事项", "What was drawn for";
    order => "抽签次序（准考证号）", "Order drawn, by ticket number";
    witnesses => "见证人", "Witnesses";
    number => "纪要文号", "Number of the minutes";
    proposed => "提出", "Proposed";
    approved => "批准", "Approved";
    supervised => "监督签名", "Signed by supervisors";
    nobody => "（无）", "(nobody)";
    digest => "内容摘要（SHA-256）", "Digest of the contents (SHA-256)";
    stands => "现行有效。", "It stands.";
    superseded => "已被更正或者撤销，不再有效。", "It was corrected or taken back, and does not stand any more.";
    signatures => "签字：", "Signatures:";
}

/// What the minutes tell.
#[derive(Clone, Copy, Debug)]
pub struct Minutes<'a> {
    /// Title of the selection.
    pub selection: &'a str,
    /// The question that the draw answers.
    pub question: &'a str,
    /// The tickets in the order drawn.
    pub order: &'a [String],
    /// Who witnessed it.
    pub witnesses: &'a [String],
    /// Number of the minutes; empty where they have none.
    pub number: &'a str,
    /// Who proposed it and when.
    pub proposed: (&'a str, Instant),
    /// Who approved it and when.
    pub approved: (&'a str, Instant),
    /// Supervisors who signed it under this digest.
    pub supervisors: &'a [String],
    /// Digest of what was proposed.
    pub digest: Digest,
    /// Whether it decides still.
    pub stands: bool,
}

/// The minutes as text, line by line.
#[must_use]
pub fn minutes(of: &Minutes<'_>, lang: Lang) -> String {
    let mut lines = vec![title(lang).to_owned(), String::new()];
    let mut put = |label: &str, value: &str| {
        lines.push(match lang {
            Lang::Zh => format!("{label}：{value}"),
            Lang::En => format!("{label}: {value}"),
        });
    };
    let people = |all: &[String]| match (all, lang) {
        ([], _) => nobody(lang).to_owned(),
        (all, Lang::Zh) => all.join("、"),
        (all, Lang::En) => all.join(", "),
    };
    let by = |(who, at): (&str, Instant)| match lang {
        Lang::Zh => format!("{who}，{}", dates::moment(lang, at.0)),
        Lang::En => format!("{who}, {}", dates::moment(lang, at.0)),
    };
    put(selection(lang), of.selection);
    put(question(lang), of.question);
    put(order(lang), "");
    for (place, ticket) in (1_u32..).zip(of.order) {
        put(&format!("  {place}"), ticket);
    }
    put(witnesses(lang), &people(of.witnesses));
    if !of.number.is_empty() {
        put(number(lang), of.number);
    }
    put(proposed(lang), &by(of.proposed));
    put(approved(lang), &by(of.approved));
    put(supervised(lang), &people(of.supervisors));
    put(digest(lang), &of.digest.grouped());
    lines.push(if of.stands { stands(lang) } else { superseded(lang) }.to_owned());
    lines.extend([String::new(), signatures(lang).to_owned(), String::new()]);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_tell_the_order_who_saw_it_and_whether_it_stands() {
        let of = Minutes {
            selection: "公开遴选",
            question: "p/inspection",
            order: &["2".to_owned(), "1".to_owned()],
            witnesses: &["Sun".to_owned(), "Qian".to_owned()],
            number: "",
            proposed: ("li", Instant(0)),
            approved: ("chen", Instant(0)),
            supervisors: &[],
            digest: Digest::of(b""),
            stands: false,
        };
        let said = minutes(&of, Lang::En);
        assert!(said.contains("  1: 2\n  2: 1\n"), "{said}");
        assert!(said.contains("Witnesses: Sun, Qian\n") && said.contains("(nobody)"), "{said}");
        assert!(said.contains(superseded(Lang::En)) && !said.contains(number(Lang::En)), "{said}");
        assert!(minutes(&of, Lang::Zh).contains("见证人：Sun、Qian"));
    }
}
