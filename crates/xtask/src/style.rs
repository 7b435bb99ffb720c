//! The style sheet: files of `style/` joined in the order of their layers. Refuses a file that no layer order names.

use std::path::Path;

use anyhow::{Context, Result, bail};

/// Files in the order of `@layer` at the head of the first.
const ORDER: [&str; 4] = ["tokens.css", "base.css", "parts.css", "print.css"];

/// Joins the sheet, comments and indentation left away.
pub fn sheet(folder: &Path) -> Result<String> {
    for file in std::fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") && !ORDER.contains(&name.as_str()) {
            bail!("style/{name} stands in no layer; add it to ORDER in crates/xtask/src/style.rs");
        }
    }
    let mut sheet = String::new();
    for name in ORDER {
        match std::fs::read_to_string(folder.join(name)) {
            Ok(text) => sheet.push_str(&tight(&text)),
            Err(fault) => bail!("style/{name}: {fault}"),
        }
    }
    Ok(sheet)
}

/// Drops comments, blank lines and indentation; touches nothing inside a line, so no string can be harmed but one that
/// holds a comment mark.
fn tight(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, behind)| behind);
    }
    bare.push_str(rest);
    let mut tight = String::with_capacity(bare.len());
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        tight.push_str(line);
        tight.push('\n');
    }
    tight
}

#[cfg(test)]
mod tests {
    use super::tight;

    #[test]
    fn comments_and_indentation_go_and_rules_stay() {
        let text = "/* head\n of two */\n@layer a, b;\n  p { color: red; } /* why */\n\n  /* last";
        assert_eq!(tight(text), "@layer a, b;\np { color: red; }\n");
    }
}
