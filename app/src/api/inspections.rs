//! Inspections of the people on the last list, and their medicals.

use domain::id::Code;
use domain::inspection::RecordForm;
use domain::view::desk::inspections::{InspectionFile, InspectionsPage};
use leptos::prelude::*;
use leptos::server;
use service::inspections::MedicalForm;

use super::ApiError;
use super::gate;

/// The inspections of a posting.
#[server(endpoint = "inspections/view", input = server_fn::codec::GetUrl)]
pub async fn inspections_view(
    posting: String,
    #[server(default)] shown: String,
    #[server(default)] page: String,
) -> Result<InspectionsPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| {
        service::inspections::page(service, caller, posting, (&shown, &page)).await
    })
    .await
}

/// The file of one person.
#[server(endpoint = "inspections/file", input = server_fn::codec::GetUrl)]
pub async fn inspections_file(posting: String, application: String) -> Result<InspectionFile, ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::inspections::file(service, caller, posting, application).await
    })
    .await
}

/// Names a member of the team.
#[server(endpoint = "inspections/name")]
pub async fn inspections_name(
    lang: String,
    posting: String,
    #[server(default)] person: String,
) -> Result<(), ApiError> {
    let posting = gate::code(&posting)?;
    gate::act((&lang, posting, "inspection"), async |service, caller| {
        service::inspections::name(service, caller, posting, &person).await
    })
    .await
}

/// Takes a member off the team.
#[server(endpoint = "inspections/take")]
pub async fn inspections_take(lang: String, posting: String, inspector: String) -> Result<(), ApiError> {
    let (posting, inspector) = (gate::code(&posting)?, gate::code(&inspector)?);
    gate::act((&lang, posting, "inspection"), async |service, caller| {
        service::inspections::take(service, caller, posting, inspector).await
    })
    .await
}

fn to_file(lang: &str, posting: Code, application: Code) {
    gate::desk(lang, posting, &format!("inspection/{application}"));
}

/// Declares a relation of the caller to a person.
#[server(endpoint = "inspections/declare")]
pub async fn inspections_declare(
    lang: String,
    posting: String,
    application: String,
    #[server(default)] relation: String,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::inspections::declare(service, caller, (posting, application), &relation).await
    })
    .await?;
    to_file(&lang, posting, application);
    Ok(())
}

/// Enters the record and the findings of a person; lists of one name go together row by row.
#[server(endpoint = "inspections/enter")]
pub async fn inspections_enter(
    lang: String,
    posting: String,
    application: String,
    version: i64,
    #[server(default)] years: Vec<String>,
    #[server(default)] grades: Vec<String>,
    #[server(default)] awards: Vec<String>,
    #[server(default)] award_years: Vec<String>,
    #[server(default)] tasks: String,
    #[server(default)] talks: Vec<String>,
    #[server(default)] talk_days: Vec<String>,
    #[server(default)] talk_people: Vec<String>,
    #[server(default)] archive: String,
    #[server(default)] archive_by: String,
    #[server(default)] findings: String,
    #[server(default)] points: String,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    let form = RecordForm {
        years,
        grades,
        awards,
        award_years,
        tasks,
        talks,
        talk_days,
        talk_people,
        archive,
        archive_by,
        findings,
        points,
    };
    gate::pass(async |service, caller| {
        service::inspections::enter(service, caller, (posting, application, version), &form).await
    })
    .await?;
    to_file(&lang, posting, application);
    Ok(())
}

/// Opens what was found of a person, which is put on record.
#[server(endpoint = "inspections/read")]
pub async fn inspections_read(lang: String, posting: String, application: String) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::inspections::read(service, caller, (posting, application)).await
    })
    .await?;
    to_file(&lang, posting, application);
    Ok(())
}

/// Countersigns the file of a person.
#[server(endpoint = "inspections/countersign")]
pub async fn inspections_countersign(
    lang: String,
    posting: String,
    application: String,
    version: i64,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::inspections::countersign(service, caller, (posting, application, version)).await
    })
    .await?;
    to_file(&lang, posting, application);
    Ok(())
}

/// Sends the file of a person back.
#[server(endpoint = "inspections/return")]
pub async fn inspections_return(
    lang: String,
    posting: String,
    application: String,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    gate::pass(async |service, caller| {
        service::inspections::return_back(service, caller, (posting, application, version), &reason).await
    })
    .await?;
    to_file(&lang, posting, application);
    Ok(())
}

/// Writes the result of a medical down.
#[server(endpoint = "inspections/medical")]
pub async fn inspections_medical(
    lang: String,
    posting: String,
    application: String,
    #[server(default)] result: String,
    #[server(default)] day: String,
    #[server(default)] words: String,
) -> Result<(), ApiError> {
    let (posting, application) = (gate::code(&posting)?, gate::code(&application)?);
    let form = MedicalForm { result, day, words };
    gate::pass(async |service, caller| {
        service::inspections::record_medical(service, caller, (posting, application), &form).await
    })
    .await?;
    to_file(&lang, posting, application);
    Ok(())
}
