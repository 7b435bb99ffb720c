//! The PDF print of a sealed list and its proof.
//!
//! Owns: that a paper is made of the sealed bytes alone and carries them. Its proof prints it again and compares every byte: what
//! is printed is what is proved, not only what is attached. Refuses: a paper of another version of the program, which it names.

use documents::{NotPrinted, Papers};
use domain::digest::Digest;
use domain::id::Code;
use domain::lists::List;
use text::Lang;

use super::view;
use crate::export::verify::{self, Finding, verify};

/// How a PDF file begins.
pub const BEGINNING: &[u8] = b"%PDF-";

/// Prints the canonical bytes of a list; the same bytes give the same paper.
///
/// # Errors
/// [`NotPrinted`].
pub fn print_pdf(papers: &Papers, lang: Lang, bytes: &[u8]) -> Result<Vec<u8>, NotPrinted> {
    let list = List::parse(bytes)?;
    // The code of the list is not among the sealed bytes, so it is not printed.
    let view = view(Code::from_bits(0), Digest::of(bytes), &list, Vec::new(), Vec::new());
    documents::list(papers, lang, &view, bytes)
}

/// What a paper turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// What its attached list is; if that is whole, so is every printed row.
    Found(Finding),
    /// The attached list is whole, but this program prints it otherwise: the paper was changed, or another version printed it.
    Otherwise(verify::List),
}

/// Proves a paper: reads the attached list, compares its digest with the expected one, prints it again in each language and
/// compares the bytes.
///
/// # Errors
/// [`NotPrinted`] where this program cannot print here, as without fonts.
pub fn prove(papers: &Papers, pdf: &[u8], expected: Option<Digest>) -> Result<Proof, NotPrinted> {
    let Some(bytes) = documents::attached(pdf) else { return Ok(Proof::Found(Finding::NoList)) };
    let list = match verify(&bytes, expected) {
        Finding::Whole(list) => list,
        other => return Ok(Proof::Found(other)),
    };
    for lang in Lang::ALL {
        if print_pdf(papers, lang, &bytes)? == pdf {
            return Ok(Proof::Found(Finding::Whole(list)));
        }
    }
    Ok(Proof::Otherwise(list))
}

#[cfg(test)]
mod tests;
