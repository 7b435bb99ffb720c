//! With the feature `fonts`: takes the two font collections from `LINXUAN_FONTS`, else from where Debian's package
//! `fonts-noto-cjk` puts them, for the program to carry.

use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=LINXUAN_FONTS");
    if std::env::var_os("CARGO_FEATURE_FONTS").is_none() {
        return;
    }
    let usual = || PathBuf::from("/usr/share/fonts/opentype/noto");
    let folder = std::env::var_os("LINXUAN_FONTS").map_or_else(usual, PathBuf::from);
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    for name in ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"] {
        let from = folder.join(name);
        println!("cargo::rerun-if-changed={}", from.display());
        assert!(
            std::fs::copy(&from, out.join(name)).is_ok(),
            "{} cannot be copied; install Debian's package fonts-noto-cjk or name its folder by LINXUAN_FONTS",
            from.display()
        );
    }
}
