//! The one font family of all papers, Noto Sans CJK SC, in two weights.
//!
//! Owns: where the two files come from: the folder that a setting names (Debian's package `fonts-noto-cjk` fills the usual one),
//! or the program itself where it was built with the feature `fonts`. Refuses: any other font, so that a paper looks alike and has
//! the same bytes wherever it is printed. The font stands under the SIL Open Font License 1.1, whose text and copyright its files
//! carry in their own name tables.

use std::path::PathBuf;

use thiserror::Error;
use typst::foundations::Bytes;
use typst::text::Font;

/// The family in the collections.
const FAMILY: &str = "Noto Sans CJK SC";

/// The collections that hold it, regular and bold.
const FILES: [&str; 2] = ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"];

#[cfg(feature = "fonts")]
const CARRIED: Option<[&[u8]; 2]> = Some([
    include_bytes!(concat!(env!("OUT_DIR"), "/NotoSansCJK-Regular.ttc")),
    include_bytes!(concat!(env!("OUT_DIR"), "/NotoSansCJK-Bold.ttc")),
]);
#[cfg(not(feature = "fonts"))]
const CARRIED: Option<[&[u8]; 2]> = None;

/// Where the fonts come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fonts {
    /// The two collections lie in this folder.
    Folder(PathBuf),
    /// The program carries them.
    Carried([&'static [u8]; 2]),
}

/// Why papers cannot be printed here.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoFont {
    /// A file is not there or cannot be read.
    #[error(
        "font file {file} cannot be read ({cause}); install Debian's package fonts-noto-cjk, or name the folder that holds it by the setting fonts"
    )]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        cause: String,
    },
    /// The file holds no face of the family.
    #[error(
        "font file {0} does not hold the family Noto Sans CJK SC; install Debian's package fonts-noto-cjk"
    )]
    NotInFile(String),
}

/// Where Debian's package `fonts-noto-cjk` puts them.
pub const FOLDER: &str = "/usr/share/fonts/opentype/noto";

impl Fonts {
    /// The fonts that the program carries, or else those of the usual folder.
    #[must_use]
    pub fn usual() -> Self {
        Self::carried_or(FOLDER)
    }

    /// The fonts that the program carries, or else those of the folder.
    #[must_use]
    pub fn carried_or(folder: impl Into<PathBuf>) -> Self {
        CARRIED.map_or_else(|| Self::Folder(folder.into()), Self::Carried)
    }

    /// Reads the two faces, regular and bold.
    ///
    /// # Errors
    /// [`NoFont`].
    pub(crate) fn read(&self) -> Result<Vec<Font>, NoFont> {
        match self {
            Self::Carried(files) => {
                files.iter().zip(FILES).map(|(bytes, name)| face(Bytes::new(*bytes), name)).collect()
            }
            Self::Folder(folder) => FILES
                .iter()
                .map(|name| {
                    let path = folder.join(name);
                    let file = path.display().to_string();
                    let read = std::fs::read(&path);
                    let bytes = read.map_err(|error| NoFont::Unreadable {
                        file: file.clone(),
                        cause: error.to_string(),
                    })?;
                    face(Bytes::new(bytes), &file)
                })
                .collect(),
        }
    }
}

/// The face of the family in a collection of several languages.
fn face(bytes: Bytes, name: &str) -> Result<Font, NoFont> {
    let mut faces = Font::iter(bytes);
    let found = faces.find(|font| font.info().family == FAMILY);
    found.ok_or_else(|| NoFont::NotInFile(name.to_owned()))
}
