//! Acts on a candidate's own applications. After a plain form the browser is sent to the page that shows the result.

use std::collections::BTreeMap;

use domain::id::Code;
use domain::view::my::{Application, Entry, Offer};
use leptos::prelude::*;
use leptos::server;
use {
    super::gate,
    crate::address::application_page,
    domain::registration::{
        FamilyForm, PersonForm, RecordForm, RowAct, ServiceForm, SpellForm, StatementForm,
    },
    service::applications::{Filled, Saved},
};

use super::ApiError;

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
pub async fn application_result(application: String) -> Result<Vec<domain::scoring::trace::Step>, ApiError> {
    let code = gate::code(&application)?;
    gate::pass(async |service, caller| service::ranking::own_steps(service, caller, code).await).await
}

/// A position that the caller may apply for.
#[server(endpoint = "applications/offer", input = server_fn::codec::GetUrl)]
pub async fn application_offer(position: String) -> Result<Offer, ApiError> {
    let position = gate::code(&position)?;
    gate::pass(async |service, caller| service::applications::offer(service, caller, position).await).await
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

/// Stores section 1 as typed; refuses afterwards where it has faults.
#[server(endpoint = "applications/person")]
pub async fn application_person(
    lang: String,
    application: String,
    #[server(default)] from: String,
    #[server(default)] name: String,
    #[server(default)] identity: String,
    #[server(default)] phone: String,
) -> Result<(), ApiError> {
    let filled = Filled::Person(PersonForm { name, identity, phone });
    fill(&lang, &application, &from, filled).await
}

/// Stores section 2 as typed; refuses afterwards where it has faults. With `act` a row comes or goes instead.
#[server(endpoint = "applications/service")]
pub async fn application_service(
    lang: String,
    application: String,
    #[server(default)] from: String,
    #[server(default)] unit: String,
    #[server(default)] unit_level: String,
    #[server(default)] unit_kind: String,
    #[server(default)] level_since: String,
    #[server(default)] joined: String,
    #[server(default)] post: String,
    #[server(default)] rank: String,
    #[server(default)] rank_since: String,
    #[server(default)] leading: String,
    #[server(default)] leading_since: String,
    #[server(default)] rows: BTreeMap<String, String>,
    #[server(default)] act: String,
    #[server(default)] version: i64,
) -> Result<(), ApiError> {
    let filled = Filled::Service(ServiceForm {
        unit,
        unit_level,
        unit_kind,
        level_since,
        joined,
        post,
        rank,
        rank_since,
        leading,
        leading_since,
        grassroots: SpellForm::rows(&rows),
        ..ServiceForm::default()
    });
    rows_or_fill(&lang, &application, &from, filled, (&act, version)).await
}

/// Stores section 3 as typed; refuses afterwards where it has faults.
#[server(endpoint = "applications/record")]
pub async fn application_record(
    lang: String,
    application: String,
    #[server(default)] from: String,
    #[server(default)] education_level: String,
    #[server(default)] degree: String,
    #[server(default)] study: String,
    #[server(default)] education: String,
    #[server(default)] politics: String,
    #[server(default)] appraisal_year: String,
    #[server(default)] appraisal_1: String,
    #[server(default)] appraisal_2: String,
    #[server(default)] appraisal_3: String,
    #[server(default)] appraisal_4: String,
    #[server(default)] appraisal_5: String,
    #[server(default)] excluded: String,
) -> Result<(), ApiError> {
    let filled = Filled::Record(RecordForm {
        education_level,
        degree,
        study,
        education,
        politics,
        appraisal_year,
        appraisal_1,
        appraisal_2,
        appraisal_3,
        appraisal_4,
        appraisal_5,
        excluded,
    });
    fill(&lang, &application, &from, filled).await
}

/// Stores section 4 as typed; refuses afterwards where it has faults. With `act` a row comes or goes instead.
#[server(endpoint = "applications/family")]
pub async fn application_family(
    lang: String,
    application: String,
    #[server(default)] from: String,
    #[server(default)] rows: BTreeMap<String, String>,
    #[server(default)] recusal: String,
    #[server(default)] recusal_words: String,
    #[server(default)] act: String,
    #[server(default)] version: i64,
) -> Result<(), ApiError> {
    let filled = Filled::Family(FamilyForm { members: FamilyForm::rows(&rows), recusal, recusal_words });
    rows_or_fill(&lang, &application, &from, filled, (&act, version)).await
}

/// Stores section 5 as typed; refuses afterwards where it has faults.
#[server(endpoint = "applications/statement")]
pub async fn application_statement(
    lang: String,
    application: String,
    #[server(default)] from: String,
    #[server(default)] recommended: String,
    #[server(default)] truthful: String,
    #[server(default)] remark: String,
) -> Result<(), ApiError> {
    let filled = Filled::Statement(StatementForm { recommended, truthful, remark });
    fill(&lang, &application, &from, filled).await
}

/// Adds or takes away a row and comes back to it; without such an act stores the section.
async fn rows_or_fill(
    lang: &str,
    code: &str,
    from: &str,
    filled: Filled,
    (act, version): (&str, i64),
) -> Result<(), ApiError> {
    let Some(act) = RowAct::from_word(act) else { return fill(lang, code, from, filled).await };
    let (code, section) = (gate::code(code)?, filled.section());
    gate::pass(async |service, caller| {
        service::applications::reshape(service, caller, code, filled, (act, version)).await
    })
    .await?;
    let query = crate::address::query(&[("from", from)]);
    gate::go(&format!("{}{query}#rows", application_page(gate::lang(lang), code, section.word())));
    Ok(())
}

/// Stores what was typed, then goes on: back to the check page, to the next open section, or to the check page. Where an
/// answer breaks a condition of the position, the section is shown again with the hint; saved once more as it is, it goes on.
async fn fill(lang: &str, code: &str, from: &str, filled: Filled) -> Result<(), ApiError> {
    let (code, section) = (gate::code(code)?, filled.section());
    let Saved { next, warning } =
        gate::pass(async |service, caller| service::applications::fill(service, caller, code, filled).await)
            .await?;
    let lang = gate::lang(lang);
    if warning {
        let query = crate::address::query(&[("from", from), ("saved", "yes")]);
        gate::go(&format!("{}{query}", application_page(lang, code, section.word())));
        return Ok(());
    }
    let word = next.filter(|_| from != "check").map_or("check", domain::registration::Section::word);
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
