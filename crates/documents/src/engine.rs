//! The engine: fonts and library loaded once in a process, templates from the program, one file at a time or several.
//!
//! Owns: [`Papers`], and the closed world that a template sees: its own sources, the values of its papers, the list that is
//! attached or the photos that are shown, nothing else. Refuses: the date, packages, and every other file.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use domain::digest::Digest;
use domain::lists::ListFault;
use serde::Serialize;
use serde_json::Value;
use thiserror::Error;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::drawn::{Drawable, Undrawable, undrawable};
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
    /// A ticket, or the notice of an interview.
    Summons,
}

impl Template {
    const fn name(self) -> &'static str {
        match self {
            Self::List => "list.typ",
            Self::Receipt => "receipt.typ",
            Self::Form => "form.typ",
            Self::Verdict => "verdict.typ",
            Self::Summons => "summons.typ",
        }
    }
}

/// Every template with its source; what they share stands in the first.
const SOURCES: [(&str, &str); 6] = [
    ("paper.typ", include_str!("../templates/paper.typ")),
    ("list.typ", include_str!("../templates/list.typ")),
    ("receipt.typ", include_str!("../templates/receipt.typ")),
    ("form.typ", include_str!("../templates/form.typ")),
    ("verdict.typ", include_str!("../templates/verdict.typ")),
    ("summons.typ", include_str!("../templates/summons.typ")),
];

/// The values of a paper.
const DATA: &str = "data.json";
/// What is attached to it.
pub(crate) const ATTACHED: &str = "list.csv";

/// The name of the picture that the paper at this place of a file shows. Places are few, so are the names.
pub(crate) fn photo_at(at: usize) -> String {
    format!("photo-{at}.jpg")
}

/// For how many files something is remembered that none of them asked for.
const REMEMBERED: usize = 2;

/// What lies beside the values of a file: names as above, and bytes.
pub(crate) type Beside = Vec<(String, Vec<u8>)>;

/// What is printed: papers of one template, one after the other.
pub(crate) struct Run<'a> {
    pub(crate) template: Template,
    pub(crate) head: Head<'a>,
    /// The values of each.
    pub(crate) papers: Vec<Value>,
    pub(crate) beside: Beside,
}

/// What a file is as a whole.
#[derive(Serialize)]
pub(crate) struct Head<'a> {
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    pub(crate) subject: &'a str,
    /// What should be in it and is not; nothing is said where all are.
    pub(crate) left_out: Option<LeftOut<'a>>,
}

/// The last page of a file in which something is missing.
#[derive(Serialize)]
pub(crate) struct LeftOut<'a> {
    pub(crate) lang: &'a str,
    pub(crate) title: &'a str,
    pub(crate) words: &'a str,
    pub(crate) codes: Vec<String>,
    pub(crate) footer: &'a str,
    pub(crate) page: &'a str,
}

/// The values of a template.
#[derive(Serialize)]
struct Values<'a> {
    made_by: &'a str,
    #[serde(flatten)]
    head: Head<'a>,
    papers: Vec<Value>,
}

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
    /// Lists and files of many papers come out one at a time and alone: what a long one needs in memory is needed once. Single papers come
    /// out side by side.
    turn: RwLock<()>,
}

/// What all papers share.
struct Ready {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    drawable: Drawable,
    sources: Vec<(FileId, Source)>,
    data: FileId,
    form: String,
}

impl Papers {
    /// Makes the engine with these fonts.
    #[must_use]
    pub fn new(fonts: Fonts) -> Self {
        Self(Arc::new(Inner { fonts, ready: OnceLock::new(), turn: RwLock::new(()) }))
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

    /// Prints a file. It takes seconds for thousands of rows: never on a thread that
    /// answers requests.
    ///
    /// # Errors
    /// [`NotPrinted`]; characters that cannot be drawn are named before anything is laid out.
    pub(crate) fn print(&self, run: Run<'_>) -> Result<Vec<u8>, NotPrinted> {
        let (document, ident) = self.lay_out(run)?;
        let options = PdfOptions {
            ident: Smart::Custom(ident),
            creator: Smart::Custom(Some("Linxuan".to_owned())),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))
    }

    /// Whether every character of a paper can be drawn.
    ///
    /// # Errors
    /// [`NoFont`].
    pub(crate) fn draws(&self, paper: &Value) -> Result<bool, NoFont> {
        Ok(undrawable(paper, &self.ready()?.drawable).is_empty())
    }

    /// Lays papers out; answers their pages and what identifies the file.
    pub(crate) fn lay_out(&self, run: Run<'_>) -> Result<(PagedDocument, String), NotPrinted> {
        let Run { template, head, papers, beside } = run;
        let is_long = template == Template::List || papers.len() > 1;
        let ready = self.ready()?;
        let missing: Vec<_> = papers.iter().flat_map(|one| undrawable(one, &ready.drawable)).collect();
        if !missing.is_empty() {
            return Err(NotPrinted::Undrawable(missing));
        }
        let values = serde_json::to_vec(&Values { made_by: &ready.form, head, papers })
            .map_err(|error| broken(&error))?;
        let ident = format!("{} {}", template.name(), Digest::of(&values));
        let sheet = Sheet {
            ready,
            main: file(template.name()),
            values: Bytes::new(values),
            beside: beside.into_iter().map(|(name, bytes)| (file(&name), Bytes::new(bytes))).collect(),
        };
        let laid_out = if is_long {
            let _turn = self.0.turn.write().unwrap_or_else(PoisonError::into_inner);
            let laid_out = typst::compile::<PagedDocument>(&sheet);
            // What was remembered of a long file helps no other, and is much.
            typst::comemo::evict(0);
            laid_out
        } else {
            let _turn = self.0.turn.read().unwrap_or_else(PoisonError::into_inner);
            let laid_out = typst::compile::<PagedDocument>(&sheet);
            // What the templates need is asked for by every paper; what none of the last ones asked for is forgotten.
            typst::comemo::evict(REMEMBERED);
            laid_out
        };
        Ok((laid_out.output.map_err(|errors| failed(&errors))?, ident))
    }
}

/// The values of one paper.
///
/// # Errors
/// [`NotPrinted::Template`], a defect.
pub(crate) fn values<T: Serialize>(of: &T) -> Result<Value, NotPrinted> {
    serde_json::to_value(of).map_err(|error| broken(&error))
}

fn broken(error: &serde_json::Error) -> NotPrinted {
    NotPrinted::Template(error.to_string())
}

fn failed(errors: &[typst::diag::SourceDiagnostic]) -> NotPrinted {
    let words: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    NotPrinted::Template(words.join("; "))
}

/// The identity of a file in the closed world. The names are the program's own, so they are sound and few.
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
            drawable: Drawable::of(&fonts),
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
    beside: Vec<(FileId, Bytes)>,
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
        if id == self.ready.data {
            return Ok(self.values.clone());
        }
        let found = self.beside.iter().find(|(known, _)| *known == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.ready.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
