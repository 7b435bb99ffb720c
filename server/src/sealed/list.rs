//! One sealed list as page, canonical file and workbooks, to verify and to read, each in its compressed forms; as a paper once somebody
//! asks for it.

use std::sync::OnceLock;

use app::address;
use app::pages::public::list;
use axum::body::Bytes;
use documents::{NotPrinted, Papers};
use domain::id::Code;
use domain::view::public::lists::{List, ListFilter};
use service::export::canonical::{NoPrint, print_xlsx};
use service::export::reading;
use service::open::Sealed;
use service::open::paper::print_pdf;
use text::Lang;

use super::print::Both;
use super::{CachedBody, Caching};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PDF: &str = "application/pdf";

/// All lines on one page.
enum Paper {
    /// The first page holds them.
    First,
    /// A page of their own.
    Own(Box<Both>),
    /// There are too many.
    None,
}

/// A sealed list with everything that was printed from it.
pub struct SealedList {
    /// The list, for finding lines in it.
    pub view: List,
    page: Both,
    paper: Paper,
    csv: CachedBody,
    books: [Option<CachedBody>; 2],
    readings: [Option<CachedBody>; 2],
    bytes: Bytes,
    pdfs: [OnceLock<CachedBody>; 2],
    name: String,
}

impl SealedList {
    /// Prints a list. Takes a second for thousands of rows: never on the way of a request.
    pub fn of(sealed: Sealed) -> Self {
        let page = Both::of(Caching::Brief, |lang| list::print(&sealed.view, &ListFilter::default(), lang));
        let paper = if sealed.view.is_short() {
            Paper::First
        } else if sealed.view.is_whole() {
            let all = ListFilter { all: "yes".to_owned(), ..ListFilter::default() };
            let paper = Both::of(Caching::Brief, |lang| list::print(&sealed.view, &all, lang));
            Paper::Own(Box::new(paper))
        } else {
            Paper::None
        };
        let name =
            format!("{}-{}-v{}", sealed.view.head.code, sealed.view.head.stage, sealed.view.head.version);
        let books = Lang::ALL.map(|lang| book(print_xlsx(lang, &sealed.bytes), &format!("{name}.xlsx")));
        let readings = Lang::ALL.map(|lang| {
            book(
                reading::book(lang, (&sealed.list, &sealed.view, &sealed.bytes)),
                &format!("{name}-{}.read.xlsx", lang.code()),
            )
        });
        let bytes = Bytes::from(sealed.bytes);
        let csv = CachedBody::compressed(bytes.clone(), "text/csv; charset=utf-8", Caching::Brief);
        let csv = csv.named(&format!("{name}.csv"));
        let pdfs = <[OnceLock<CachedBody>; 2]>::default();
        Self { page, paper, csv, books, readings, view: sealed.view, bytes, pdfs, name }
    }

    /// Returns the first page.
    pub const fn page(&self, lang: Lang) -> &CachedBody {
        self.page.page(lang)
    }

    /// Returns all lines on one page: the first page where it holds all; `None` where there are too many for one.
    pub fn paper(&self, lang: Lang) -> Option<&CachedBody> {
        match &self.paper {
            Paper::First => Some(self.page.page(lang)),
            Paper::Own(paper) => Some(paper.page(lang)),
            Paper::None => None,
        }
    }

    /// Returns page, canonical file and workbooks in every language with their addresses.
    pub(super) fn files(&self, code: Code) -> impl Iterator<Item = (String, &CachedBody)> {
        Lang::ALL.into_iter().flat_map(move |lang| {
            let address = address::list(lang, code);
            let book = self.book(lang).map(|book| (format!("{address}.xlsx"), book));
            let reading = self.reading(lang).map(|book| (address::list_reading(lang, code), book));
            let csv = (format!("{address}.csv"), &self.csv);
            [(address, self.page(lang)), csv].into_iter().chain(book).chain(reading)
        })
    }

    /// Returns the canonical bytes.
    pub fn csv(&self) -> &CachedBody {
        &self.csv
    }

    /// Returns the same on paper. The first who asks waits for it, up to a second for thousands of rows; then it is kept. Never on a
    /// thread that answers requests.
    ///
    /// # Errors
    /// [`NotPrinted`].
    pub fn pdf(&self, lang: Lang, papers: &Papers) -> Result<&CachedBody, NotPrinted> {
        let [zh, en] = &self.pdfs;
        let kept = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        if let Some(kept) = kept.get() {
            return Ok(kept);
        }
        let paper = print_pdf(papers, lang, &self.bytes)?;
        let paper = CachedBody::whole(paper, PDF, Caching::Brief).named(&format!("{}.pdf", self.name));
        Ok(kept.get_or_init(|| paper))
    }

    /// Returns the same as a workbook, with sheet names in this language.
    pub fn book(&self, lang: Lang) -> Option<&CachedBody> {
        in_language(&self.books, lang)
    }

    /// Returns the workbook for people in this language.
    pub fn reading(&self, lang: Lang) -> Option<&CachedBody> {
        in_language(&self.readings, lang)
    }
}

const fn in_language([zh, en]: &[Option<CachedBody>; 2], lang: Lang) -> Option<&CachedBody> {
    match lang {
        Lang::Zh => zh.as_ref(),
        Lang::En => en.as_ref(),
    }
}

fn book(print: Result<Vec<u8>, NoPrint>, name: &str) -> Option<CachedBody> {
    match print {
        Ok(book) => Some(CachedBody::whole(book, XLSX, Caching::Brief).named(name)),
        Err(error) => {
            tracing::error!(%error, name, "a list has no workbook");
            None
        }
    }
}
