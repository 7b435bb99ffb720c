//! The engine: fonts and library loaded once in a process, templates from the program, one paper at a time.
//!
//! Owns: [`Papers`], and the closed world that a template sees: its own sources, the values of one paper, the list that is
//! attached to it or the photo that it shows, nothing else. Refuses: the date, packages, and every other file.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::digest::Digest;
use domain::lists::ListFault;
use serde::Serialize;
use thiserror::Error;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::drawn::{Undrawable, undrawable};
use crate::fonts::{Fonts, NoFont};

/// A template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Template {
    /// A published list.
    List,
    /// A receipt.
    Receipt,
    /// The recommendation form.
    Form,
    /// The notice of a verdict.
    Verdict,
}

impl Template {
    const fn name(self) -> &'static str {
        match self {
            Self::List => "list.typ",
            Self::Receipt => "receipt.typ",
            Self::Form => "form.typ",
            Self::Verdict => "verdict.typ",
        }
    }
}

/// Every template with its source; what they share stands in the first.
const SOURCES: [(&str, &str); 5] = [
    ("paper.typ", include_str!("../templates/paper.typ")),
    ("list.typ", include_str!("../templates/list.typ")),
    ("receipt.typ", include_str!("../templates/receipt.typ")),
    ("form.typ", include_str!("../templates/form.typ")),
    ("verdict.typ", include_str!("../templates/verdict.typ")),
];

/// The values of a paper.
const DATA: &str = "data.json";
/// What is attached to it.
pub(crate) const ATTACHED: &str = "list.csv";
/// A picture that a paper shows.
pub(crate) const PHOTO: &str = "photo.jpg";

/// Bytes beside the values of a paper: under which of the names above, and which.
pub(crate) type Beside = Option<(&'static str, Vec<u8>)>;

/// Why there is no paper.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotPrinted {
    /// The fonts are not there.
    #[error(transparent)]
    NoFont(#[from] NoFont),
    /// Characters that no font of ours draws; nothing was printed.
    #[error("characters cannot be drawn: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Undrawable(Vec<Undrawable>),
    /// The bytes are not those of a list.
    #[error(transparent)]
    NoList(#[from] ListFault),
    /// A template failed: a defect.
    #[error("the template failed: {0}")]
    Template(String),
}

/// The engine; clones share it. Nothing is read before the first paper.
#[derive(Clone)]
pub struct Papers(Arc<Inner>);

struct Inner {
    fonts: Fonts,
    ready: OnceLock<Result<Ready, NoFont>>,
    /// One paper at a time: what a long list needs in memory is needed once.
    turn: Mutex<()>,
}

/// What all papers share.
struct Ready {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<(FileId, Source)>,
    data: FileId,
    form: String,
}

impl Papers {
    /// Makes the engine with these fonts.
    #[must_use]
    pub fn new(fonts: Fonts) -> Self {
        Self(Arc::new(Inner { fonts, ready: OnceLock::new(), turn: Mutex::new(()) }))
    }

    fn ready(&self) -> Result<&Ready, NoFont> {
        self.0.ready.get_or_init(|| Ready::load(&self.0.fonts)).as_ref().map_err(Clone::clone)
    }

    /// Returns what says by which program, templates and fonts a paper was printed: only the same gives the same bytes. It stands in
    /// the paper as its keyword.
    ///
    /// # Errors
    /// [`NoFont`].
    pub fn made_by(&self) -> Result<&str, NoFont> {
        Ok(&self.ready()?.form)
    }

    /// Prints a paper. It takes seconds for thousands of rows: never on a thread that answers requests.
    ///
    /// # Errors
    /// [`NotPrinted`]; characters that cannot be drawn are named before anything is laid out.
    pub(crate) fn print<T: Serialize>(
        &self,
        template: Template,
        values: &T,
        beside: Beside,
    ) -> Result<Vec<u8>, NotPrinted> {
        let (document, ident) = self.lay_out(template, values, beside)?;
        let options = PdfOptions {
            ident: Smart::Custom(ident),
            creator: Smart::Custom(Some("Linxuan".to_owned())),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))
    }

    /// Lays a paper out; answers its pages and what identifies it.
    pub(crate) fn lay_out<T: Serialize>(
        &self,
        template: Template,
        values: &T,
        beside: Beside,
    ) -> Result<(PagedDocument, String), NotPrinted> {
        let ready = self.ready()?;
        let broken = |error: serde_json::Error| NotPrinted::Template(error.to_string());
        let mut values = serde_json::to_value(values).map_err(broken)?;
        let missing = undrawable(&values, &ready.fonts);
        if !missing.is_empty() {
            return Err(NotPrinted::Undrawable(missing));
        }
        if let Some(values) = values.as_object_mut() {
            values.insert("made_by".to_owned(), ready.form.clone().into());
        }
        let values = serde_json::to_vec(&values).map_err(broken)?;
        let ident = format!("{} {}", template.name(), Digest::of(&values));
        let sheet = Sheet {
            ready,
            main: file(template.name()),
            values: Bytes::new(values),
            beside: beside.map(|(name, bytes)| (file(name), Bytes::new(bytes))),
        };
        let _turn = self.0.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let laid_out = typst::compile::<PagedDocument>(&sheet);
        // What was remembered of this paper helps no other.
        typst::comemo::evict(0);
        Ok((laid_out.output.map_err(|errors| failed(&errors))?, ident))
    }
}

fn failed(errors: &[typst::diag::SourceDiagnostic]) -> NotPrinted {
    let words: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    NotPrinted::Template(words.join("; "))
}

/// The identity of a file in the closed world. The names are constants, so they are sound and few.
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("a constant name"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl Ready {
    fn load(fonts: &Fonts) -> Result<Self, NoFont> {
        let fonts = fonts.read()?;
        let sources: Vec<(FileId, Source)> = SOURCES
            .iter()
            .map(|(name, text)| (file(name), Source::new(file(name), (*text).to_owned())))
            .collect();
        let mut made: Vec<u8> = Vec::new();
        for (_, text) in SOURCES {
            made.extend_from_slice(text.as_bytes());
        }
        for font in &fonts {
            made.extend_from_slice(Digest::of(font.data()).as_bytes());
        }
        let digest: String = Digest::of(&made).to_string().chars().take(12).collect();
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_infos(fonts.iter().map(|font| font.info().clone()))),
            fonts,
            sources,
            data: file(DATA),
            form: format!("linxuan {} {digest}", env!("CARGO_PKG_VERSION")),
        })
    }
}

/// The world of one paper.
struct Sheet<'a> {
    ready: &'a Ready,
    main: FileId,
    values: Bytes,
    beside: Option<(FileId, Bytes)>,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.ready.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.ready.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.ready.sources.iter().find(|(known, _)| *known == id);
        found.map(|(_, source)| source.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match &self.beside {
            _ if id == self.ready.data => Ok(self.values.clone()),
            Some((known, bytes)) if id == *known => Ok(bytes.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.ready.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
