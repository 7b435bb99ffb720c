//! The tags of finished papers, read back from their bytes: the language, and the tree that a screen reader goes by.

use std::collections::BTreeMap;

use super::*;

/// The objects of a paper as tokens, by their numbers; what is packed in streams is left out.
fn objects(pdf: &[u8]) -> BTreeMap<u32, Vec<String>> {
    let text = String::from_utf8_lossy(pdf);
    let mut all = BTreeMap::new();
    for (at, _) in text.match_indices(" 0 obj") {
        let number = text[..at].rsplit(|ch: char| !ch.is_ascii_digit()).next().unwrap_or_default();
        let body = &text[at + " 0 obj".len()..];
        let body = &body[..body.find("endobj").unwrap_or(body.len())];
        let body = &body[..body.find("stream\n").unwrap_or(body.len())];
        if let Ok(number) = number.parse() {
            all.insert(number, tokens(body));
        }
    }
    all
}

fn tokens(body: &str) -> Vec<String> {
    let (mut all, mut rest) = (Vec::new(), body.trim_start());
    while let Some(first) = rest.chars().next() {
        let ends = |ch: char| ch.is_whitespace() || "/[]<>()".contains(ch);
        let end = match first {
            '<' | '>' if rest[1..].starts_with(first) => 2,
            '(' => rest.replace("\\)", "__").find(')').map_or(rest.len(), |at| at + 1),
            '<' => rest.find('>').map_or(rest.len(), |at| at + 1),
            '[' | ']' | '>' | ')' => 1,
            _ => rest[first.len_utf8()..].find(ends).map_or(rest.len(), |at| at + first.len_utf8()),
        };
        all.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    all
}

/// What stands behind a key.
fn behind<'a>(tokens: &'a [String], key: &str) -> &'a [String] {
    tokens.iter().position(|token| token == key).map_or(&[], |at| &tokens[at + 1..])
}

/// The objects that an object names as its children; marked contents of a page are none.
fn children(tokens: &[String]) -> Vec<u32> {
    let kids = behind(tokens, "/K");
    let end = match kids.first().map(String::as_str) {
        Some("[") => kids.iter().position(|token| token == "]").unwrap_or(kids.len()),
        _ => kids.len().min(3),
    };
    let (mut found, mut depth) = (Vec::new(), 0);
    for (at, token) in kids[..end].iter().enumerate() {
        match token.as_str() {
            "<<" => depth += 1,
            ">>" => depth -= 1,
            "R" if depth == 0 => found.extend(kids[at - 2].parse::<u32>().ok()),
            _ => {}
        }
    }
    found
}

/// The tree of a paper: each element with its parent, in the order of reading, and words that stand for what is no text.
fn tree(pdf: &[u8], lang: Lang) -> Vec<(String, String, bool)> {
    let all = objects(pdf);
    let catalog =
        all.values().find(|one| behind(one, "/Type").first().is_some_and(|kind| kind == "/Catalog"));
    let catalog = catalog.expect("a catalog");
    assert!(behind(catalog, "/Lang")[0].contains(lang.code()), "{catalog:?}");
    assert_eq!(behind(catalog, "/Marked")[0], "true");
    let root: u32 = behind(catalog, "/StructTreeRoot")[0].parse().expect("a tree");
    let mut found = Vec::new();
    walk(&all, (root, "/StructTreeRoot"), &mut found);
    found
}

fn walk(all: &BTreeMap<u32, Vec<String>>, (at, name): (u32, &str), found: &mut Vec<(String, String, bool)>) {
    for child in children(&all[&at]) {
        let of = &all[&child];
        if let Some(own) = behind(of, "/S").first() {
            let alt = behind(of, "/Alt").first().is_some_and(|words| words.len() > 2);
            found.push((own.clone(), name.to_owned(), alt));
            walk(all, (child, own), found);
        }
    }
}

fn count(tree: &[(String, String, bool)], name: &str) -> usize {
    tree.iter().filter(|one| one.0 == name).count()
}

#[test]
fn every_paper_says_its_language_and_is_tagged_for_who_hears_it() {
    let (answers, photo) = (answers(), photo());
    for lang in Lang::ALL {
        let view = list(30, 10, "赵一");
        let shown = tree(&crate::list(&PAPERS, lang, &view, b"posting: x\n").unwrap(), lang);
        assert!(count(&shown, "/H1") >= 1, "{shown:?}");
        // Every row is a row of a table, under its heads.
        assert!(count(&shown, "/TR") > 30 && count(&shown, "/TD") >= 30 * 5, "{}", count(&shown, "/TR"));
        assert!(
            count(&shown, "/TH") >= 5 && count(&shown, "/Table") >= 1,
            "{} {}",
            count(&shown, "/TH"),
            count(&shown, "/Table")
        );
        for (name, parent, _) in &shown {
            let fits = match name.as_str() {
                "/TR" => ["/Table", "/THead", "/TBody"].contains(&parent.as_str()),
                "/TH" | "/TD" => parent == "/TR",
                _ => true,
            };
            assert!(fits, "{name} in {parent}");
        }
        let with = Printed { photo: Some(&photo), ..printed(&answers) };
        let form = tree(&crate::form(&PAPERS, lang, &with).unwrap(), lang);
        let pictured: Vec<_> = form.iter().filter(|one| one.0 == "/Figure").collect();
        assert!(pictured.len() == 1 && pictured[0].2, "the photo has words: {pictured:?}");
        let receipt = tree(&crate::receipt(&PAPERS, lang, &with).unwrap(), lang);
        assert!(count(&form, "/H1") >= 1 && count(&receipt, "/H1") >= 1);
        let target = target();
        let judged = Judged {
            target,
            name: "李㼆",
            at: Instant(1_795_000_000_000),
            refused: None,
            timetable: &STAGES,
        };
        assert!(count(&tree(&crate::verdict(&PAPERS, lang, &judged).unwrap(), lang), "/H1") >= 1);
        assert!(count(&form, "/TD") + count(&form, "/TH") > 30 && count(&receipt, "/Figure") == 0);
    }
}
