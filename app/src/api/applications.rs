//! Acts on a candidate's own applications. After a plain form the browser is sent to the page that shows the result.

use std::collections::BTreeMap;

use domain::id::Code;
use domain::view::my::applications::{Application, Entry, Offer};
use leptos::prelude::*;
use leptos::server;
use {
    super::gate,
    crate::address::application_page,
    domain::registration::{Form, RowAct, Section},
    domain::uploads::{Cut, Drawn, Frame, Part, Side},
    service::applications::{Filled, Saved},
};

use super::ApiError;

/// The act of the button that keeps what was typed and shows the page in the other language.
const OTHER_LANGUAGE: &str = "other_language";

/// The caller's own applications.
#[server(endpoint = "applications/list", input = server_fn::codec::GetUrl)]
pub async fn applications_list() -> Result<Vec<Entry>, ApiError> {
    gate::pass(async |service, caller| service::applications::list(service, caller).await).await
}

/// One of the caller's own applications.
#[server(endpoint = "applications/view", input = server_fn::codec::GetUrl)]
pub async fn application_view(application: String) -> Result<Application, ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::applications::view(service, caller, code).await).await
}

/// Every step of the caller's own result, once the lists are public.
#[server(endpoint = "applications/result", input = server_fn::codec::GetUrl)]
pub async fn application_result(
    application: String,
) -> Result<domain::view::desk::ranking::Explained, ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::ranking::own_steps(service, caller, code).await).await
}

/// A position that the caller may apply for.
#[server(endpoint = "applications/offer", input = server_fn::codec::GetUrl)]
pub async fn application_offer(position: String) -> Result<Offer, ApiError> {
    let position = gate::code(&position)?;
    gate::pass(async |service, caller| service::applications::offer(service, caller, position).await).await
}

/// Chooses another position in place of a cancelled one.
#[server(endpoint = "applications/rechoose")]
pub async fn application_rechoose(
    lang: String,
    application: String,
    version: i64,
    #[server(default)] position: String,
) -> Result<(), ApiError> {
    let (code, position) = (gate::code(&application)?, gate::code(&position)?);
    gate::pass(async |service, caller| {
        service::applications::rechoose(service, caller, (code, version), position).await
    })
    .await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(())
}

/// Starts an application, or leads to the live one.
#[server(endpoint = "applications/start")]
pub async fn application_start(lang: String, position: String, key: String) -> Result<Code, ApiError> {
    let (position, key) = (gate::code(&position)?, gate::code(&key)?);
    let code = gate::pass(async |service, caller| {
        service::applications::start(service, caller, position, key).await
    })
    .await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(code)
}

/// Stores a section as typed; refuses afterwards where it has faults. `form` holds its fields by their names. With `act` what
/// was typed is only kept: a row comes or goes, or the page is shown in the other language. `agree` is the edition of the privacy page where
/// its box was ticked.
#[server(endpoint = "applications/section")]
pub async fn application_section(
    lang: String,
    application: String,
    section: String,
    #[server(default)] from: String,
    #[server(default)] form: BTreeMap<String, String>,
    #[server(default)] act: String,
    #[server(default)] version: i64,
    #[server(default)] agree: String,
) -> Result<(), ApiError> {
    agreed(&lang, &agree).await?;
    let section = Section::from_word(&section).ok_or(ApiError::Missing)?;
    let filled = Filled { section, answers: Form::standard().read(section, &form) };
    let rows = RowAct::from_word(&act);
    if rows.is_none() && act != OTHER_LANGUAGE {
        return fill(&lang, &application, &from, filled).await;
    }
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| {
        service::applications::keep_typed(service, caller, code, filled, (rows, version)).await
    })
    .await?;
    let lang = gate::lang(&lang);
    let (lang, anchor) = match rows {
        Some(rows) => (lang, format!("#rows-{}", rows.block().word())),
        None => (lang.other(), String::new()),
    };
    let query = crate::address::query(&[("from", &from)]);
    gate::go(&format!("{}{query}{anchor}", application_page(lang, code, section.word())));
    Ok(())
}

/// Agrees to the privacy page where its box was ticked. Where the page says something else by now than what was shown it is asked again, and
/// what was typed is stored all the same.
async fn agreed(lang: &str, shown: &str) -> Result<(), ApiError> {
    if shown.is_empty() {
        return Ok(());
    }
    let read = gate::lang(lang);
    match gate::pass(async |service, caller| service::people::agree(service, caller, shown, read).await).await
    {
        Err(ApiError::Refused(_)) => Ok(()),
        answer => answer,
    }
}

/// Stores what was typed, then goes on: back to the check page, to the next open section, or to the check page. Where an
/// answer breaks a condition of the position, the section is shown again with the hint; saved once more as it is, it goes on.
async fn fill(lang: &str, code: &str, from: &str, filled: Filled) -> Result<(), ApiError> {
    let (code, section) = (gate::code(code)?, filled.section);
    let Saved { next, warning } =
        gate::pass(async |service, caller| service::applications::fill(service, caller, code, filled).await)
            .await?;
    let lang = gate::lang(lang);
    if warning {
        let query = crate::address::query(&[("from", from), ("saved", "yes")]);
        gate::go(&format!("{}{query}", application_page(lang, code, section.word())));
        return Ok(());
    }
    let word = next.filter(|_| from != "check").map_or("check", Section::word);
    gate::go(&application_page(lang, code, word));
    Ok(())
}

/// Submits a draft.
#[server(endpoint = "applications/submit")]
pub async fn application_submit(lang: String, application: String, version: i64) -> Result<(), ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::applications::submit(service, caller, code, version).await)
        .await?;
    gate::go(&application_page(gate::lang(&lang), code, "receipt"));
    Ok(())
}

/// Takes a submitted application back to change it.
#[server(endpoint = "applications/recall")]
pub async fn application_recall(lang: String, application: String, version: i64) -> Result<(), ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::applications::recall(service, caller, code, version).await)
        .await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(())
}

/// Withdraws an application for good.
#[server(endpoint = "applications/withdraw")]
pub async fn application_withdraw(lang: String, application: String, version: i64) -> Result<(), ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::applications::withdraw(service, caller, code, version).await)
        .await?;
    gate::go(&crate::address::application(gate::lang(&lang), code));
    Ok(())
}

/// Cuts the photo of a draft anew out of the same picture: by a choice of side and part, or where `picture` names the picture, by a frame that
/// was laid over it by hand.
#[server(endpoint = "applications/frame")]
pub async fn application_frame(
    lang: String,
    application: String,
    side: String,
    part: String,
    #[server(default)] picture: String,
    #[server(default)] x: String,
    #[server(default)] y: String,
    #[server(default)] width: String,
) -> Result<(), ApiError> {
    let code = gate::code(&application)?;
    let cut = if picture.is_empty() {
        let side = Side::from_word(&side).ok_or(ApiError::Missing)?;
        let part = Part::from_word(&part).ok_or(ApiError::Missing)?;
        (Cut::Chosen(Frame { side, part }), None)
    } else {
        // What is no number lies in no picture: the use case says so to whoever may ask.
        let pixels = |text: &str| text.parse().unwrap_or(u32::MAX);
        let drawn = Drawn { x: pixels(&x), y: pixels(&y), width: pixels(&width) };
        (Cut::Drawn(drawn), Some(gate::code(&picture)?))
    };
    gate::pass(async |service, caller| service::uploads::frame(service, caller, code, cut).await).await?;
    gate::go(&format!("{}#photo", application_page(gate::lang(&lang), code, "files")));
    Ok(())
}

/// Takes a file of an application away.
#[server(endpoint = "applications/take_away")]
pub async fn application_take_away(lang: String, application: String, file: String) -> Result<(), ApiError> {
    let (code, file) = (gate::code(&application)?, gate::code(&file)?);
    gate::pass(async |service, caller| service::uploads::take_away(service, caller, code, file).await)
        .await?;
    gate::go(&application_page(gate::lang(&lang), code, "files"));
    Ok(())
}
