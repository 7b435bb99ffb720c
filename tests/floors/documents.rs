//! The documents name files that are there: every path in backquotes, and every link between the lines.

use std::collections::BTreeSet;

use super::root;

/// The documents that lead a reader through the tree.
const DOCUMENTS: [&str; 4] = ["docs/ARCHITECTURE.md", "docs/data.md", "docs/recipes.md", "docs/walks.md"];

/// The endings of files that a document may name.
const ENDINGS: [&str; 7] = ["rs", "md", "toml", "css", "txt", "json", "csv"];

/// The folders by which a path from the root begins: those that are there, and `target`, which a build makes.
fn tops() -> BTreeSet<String> {
    let all = std::fs::read_dir(root()).expect("the root").map(|entry| entry.expect("an entry").path());
    let folders = all.filter(|path| path.is_dir()).filter_map(|path| path.file_name().map(ToOwned::to_owned));
    folders.map(|name| name.to_string_lossy().into_owned()).filter(|name| name != "target").collect()
}

/// What a document says in backquotes, with the line; indented code is left away.
fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let prose = text.lines().enumerate().filter(|(_, line)| !line.starts_with("    "));
    prose.flat_map(|(at, line)| line.split('`').skip(1).step_by(2).map(move |word| (at + 1, word)))
}

/// `a/{b,c}.rs` as `a/b.rs` and `a/c.rs`.
fn expanded(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![path.to_owned()] };
    choices.split(',').flat_map(|one| expanded(&format!("{before}{one}{after}"))).collect()
}

/// Whether a part of a path stands for others: `AREA`, `mDATE_NAME`, `*`.
fn is_placeholder(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part);
    let capitals = stem.chars().filter(char::is_ascii_uppercase).count();
    part.contains(['*', '…']) || capitals > 1 && !["ARCHITECTURE", "README", "CONTRIBUTING"].contains(&stem)
}

/// The part of a path that must be there: up to the first placeholder; `None` where the word looks like no path at all.
/// A path counts that begins with a folder of the root, or a file's name with one of the endings.
fn certain(word: &str, tops: &BTreeSet<String>) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-*…".contains(c);
    if !word.chars().all(plain) || word.starts_with('/') || word.starts_with("target/") {
        return None;
    }
    let (first, further) = word.split_once('/').map_or((word, false), |(first, _)| (first, true));
    let is_file =
        word.rsplit_once('.').is_some_and(|(stem, ending)| ENDINGS.contains(&ending) && !stem.is_empty());
    if !(is_file || further && tops.contains(first)) {
        return None;
    }
    let parts: Vec<&str> = word.split('/').take_while(|part| !is_placeholder(part)).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Every file of the tree from the root on, without what builds and git make.
fn tree() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![root()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if ["target", ".git", "node_modules"].contains(&name.as_str()) {
                continue;
            }
            found.insert(path.strip_prefix(root()).expect("under the root").display().to_string());
            if path.is_dir() {
                open.push(path);
            }
        }
    }
    found
}

/// Whether the tree has the path: from the root on, or as the end of a path where a document has named its folder before.
fn is_there(path: &str, tree: &BTreeSet<String>) -> bool {
    let path = path.trim_end_matches('/');
    let end = format!("/{path}");
    tree.contains(path) || tree.iter().any(|one| one.ends_with(&end))
}

#[test]
fn documents_name_files_that_are_there() {
    let (tops, tree) = (tops(), tree());
    let (mut faults, mut seen) = (Vec::new(), 0);
    for document in DOCUMENTS {
        let text = std::fs::read_to_string(root().join(document)).expect("a document");
        for (at, word) in quoted(&text) {
            for path in expanded(word).iter().filter_map(|one| certain(one, &tops)) {
                seen += 1;
                // From the root a path is whole: only a short one may lean on a folder that was named before.
                let whole = path.split_once('/').is_some_and(|(first, _)| tops.contains(first));
                let there =
                    if whole { tree.contains(path.trim_end_matches('/')) } else { is_there(&path, &tree) };
                if !there {
                    faults.push(format!("{document}:{at}: {path}"));
                }
            }
        }
    }
    assert!(seen > 100, "the scanner sees paths: {seen}");
    assert!(faults.is_empty(), "no such file: {faults:#?}");
}

#[test]
fn the_scanner_sees_paths() {
    let tops = BTreeSet::from(["crates".to_owned()]);
    assert_eq!(expanded("a/{b,c}.rs"), ["a/b.rs", "a/c.rs"]);
    assert_eq!(certain("crates/store/src/AREA.rs", &tops).as_deref(), Some("crates/store/src"));
    assert_eq!(certain("findings.rs", &tops).as_deref(), Some("findings.rs"));
    for word in
        ["rows", "/zh/my", "Form::check", "NAME.rs", "Service::write(caller, name, body)", "text::lists"]
    {
        assert_eq!(certain(word, &tops), None, "{word}");
    }
    assert_eq!(quoted("Open `a.rs` and `b.rs`.").map(|one| one.1).collect::<Vec<_>>(), ["a.rs", "b.rs"]);
}
