//! Acts on schemes.

use domain::view::scheme::{GuidedForm, SchemePage};
#[cfg(feature = "ssr")]
use domain::view::scheme::{PAPERS, PaperForm};
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::gate;

/// The saved schemes of a posting.
#[server(endpoint = "schemes/view", input = server_fn::codec::GetUrl)]
pub async fn scheme_view(posting: String, lang: String) -> Result<SchemePage, ApiError> {
    let (posting, lang) = (gate::code(&posting)?, gate::lang(&lang));
    gate::pass(async |service, caller| service::schemes::view(service, caller, posting, lang).await).await
}

/// What a faulty form would need, in sentences; empty where it would be saved. Stores nothing.
#[server(endpoint = "schemes/check", input = server_fn::codec::Json)]
pub async fn scheme_check(form: GuidedForm, lang: String) -> Result<Vec<String>, ApiError> {
    let faults = service::schemes::guided::read(&form).err().unwrap_or_default();
    Ok(faults.iter().map(|fault| fault.code.sentence(gate::lang(&lang))).collect())
}

/// Saves the guided form. A faulty form comes back with what was typed and is checked again by its page.
#[server(endpoint = "schemes/save")]
pub async fn scheme_save(
    lang: String,
    posting: String,
    after: u32,
    #[server(default)] paper_key: Vec<String>,
    #[server(default)] paper_name: Vec<String>,
    #[server(default)] paper_weight: Vec<String>,
    #[server(default)] paper_full: Vec<String>,
    #[server(default)] written_weight: String,
    #[server(default)] written_line: String,
    #[server(default)] interview_weight: String,
    #[server(default)] interview_line: String,
    #[server(default)] places: String,
    #[server(default)] mode: String,
    #[server(default)] interview_ratio: String,
    #[server(default)] inspection_ratio: String,
    #[server(default)] tie: String,
    #[server(default)] ladder: String,
    #[server(default)] still_tied: String,
) -> Result<(), ApiError> {
    let at = |all: &[String], row: usize| all.get(row).cloned().unwrap_or_default();
    let paper = |row: usize| PaperForm {
        key: at(&paper_key, row),
        name: at(&paper_name, row),
        weight: at(&paper_weight, row),
        full: at(&paper_full, row),
    };
    let form = GuidedForm {
        papers: (0..PAPERS).map(paper).collect(),
        written_weight,
        written_line,
        interview_weight,
        interview_line,
        places,
        mode,
        interview_ratio,
        inspection_ratio,
        tie,
        ladder,
        still_tied,
    };
    let (posting, lang) = (gate::code(&posting)?, gate::lang(&lang));
    let saved = gate::pass(async |service, caller| {
        service::schemes::save(service, caller, posting, after, &form).await
    })
    .await?;
    let page = crate::address::desk_posting(lang, posting, "scheme");
    let further = if saved.is_ok() { String::new() } else { typed(&form) };
    gate::go(&format!("{page}{further}"));
    Ok(())
}

/// The form in the page's address, so that nothing typed is lost; its page checks it again and shows every fault.
#[cfg(feature = "ssr")]
fn typed(form: &GuidedForm) -> String {
    let text = serde_json::to_string(form).unwrap_or_default();
    format!("?typed={}", crate::address::segment(&text))
}
