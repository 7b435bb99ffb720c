//! Writes every page to `target/look`, for looking at. `cargo test -p app --features ssr -- --ignored preview`.

use std::fs;
use std::path::Path;

use text::Lang;

use super::every_page;

#[test]
#[ignore = "writes pictures' sources for people"]
fn preview_every_page() {
    let out = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/look"));
    let style = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../style"));
    fs::create_dir_all(out.join("assets")).expect("a folder");
    let sheet: String = ["tokens", "base", "parts", "print"]
        .map(|name| fs::read_to_string(style.join(name).with_extension("css")).expect("a style file"))
        .concat();
    fs::write(out.join("assets/linxuan.css"), sheet).expect("written");
    for lang in Lang::ALL {
        for (name, html) in every_page(lang) {
            fs::write(out.join(format!("{}-{name}.html", lang.code())), html).expect("written");
        }
    }
}
