//! Candidates whose drafts are ready to be submitted, each with a session.

use std::net::Ipv4Addr;
use std::path::Path;

use domain::access::{Caller, Origin, Who};
use domain::id::Code;
use domain::registration::{Answers, Section};
use domain::typed::identity_check;
use sea_orm::{ConnectionTrait as _, Database, Statement};
use server::boot;
use server::config::{Flags, Settings};
use service::Service;
use service::applications::{self, Filled};
use service::people::{self, AccountForm};

use crate::Fallible;

const PASSWORD: &str = "a long password of the bench";

/// One who is about to submit.
pub struct Ready {
    /// The session, as the cookie's value.
    pub session: String,
    /// The application.
    pub application: String,
    /// Its version.
    pub version: i64,
}

/// Opens accounts, fills drafts for a position that is open, and signs in: so many of them.
pub async fn prepare(data: &Path, database: Option<&str>, count: usize) -> Fallible<Vec<Ready>> {
    let flags = Flags {
        data: Some(data.to_string_lossy().into_owned()),
        database: database.map(str::to_owned),
        ..Flags::default()
    };
    let settings = Settings::load(&flags)?;
    let opened = boot::open(&settings).await?;
    let service = boot::service(&settings, &opened)?;
    let position = open_position(&settings.database.url()).await?;
    let mut ready = Vec::with_capacity(count);
    for number in 0..u32::try_from(count)? {
        let one = candidate(&service, position, number).await;
        ready.push(one.map_err(|fault| format!("candidate {number}: {fault:?}"))?);
    }
    opened.store.close().await?;
    Ok(ready)
}

async fn open_position(url: &str) -> Fallible<Code> {
    let database = Database::connect(url).await?;
    let sql = "SELECT p.code FROM \"position\" p JOIN posting ON posting.id = p.posting WHERE posting.phase = 'registering' \
               ORDER BY p.id LIMIT 1";
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(statement).await?.ok_or("no posting of the demonstration is open")?;
    let code: String = row.try_get_by_index(0)?;
    database.close().await?;
    Ok(code.parse().map_err(|_| "the code of a position")?)
}

async fn candidate(service: &Service, position: Code, number: u32) -> Result<Ready, service::fault::Fault> {
    // Each from a network of its own: what holds back a flood from one is no part of what is measured.
    let address = Ipv4Addr::from_bits(0x0a00_0000 | (number << 8) | 1).to_string();
    let origin = Origin { address, ..Origin::default() };
    let stranger = Caller { who: Who::Anonymous, origin: origin.clone() };
    let form = AccountForm {
        key: service.form_key().to_string(),
        sign_in_name: format!("bench{number}"),
        password: PASSWORD.to_owned(),
        again: PASSWORD.to_owned(),
        agreed: "yes".to_owned(),
        ..AccountForm::default()
    };
    people::open(service, &stranger, &form).await?;
    let opened = people::sign_in(service, &stranger, None, &form.sign_in_name, PASSWORD).await?;
    let session = opened.token.reveal();
    let caller = people::caller(service, Some(&session), origin).await?;
    let application = applications::start(service, &caller, position, service.form_key()).await?;
    for (section, answers) in sections(number) {
        let answers = Answers::default().with(answers.iter().map(|(name, told)| (*name, told.as_str())));
        applications::fill(service, &caller, application, Filled { section, answers }).await?;
    }
    let version = applications::view(service, &caller, application).await?.version;
    Ok(Ready { session, application: application.to_string(), version })
}

/// The answers of a whole application, by section.
fn sections(number: u32) -> [(Section, Vec<(&'static str, String)>); 5] {
    let body = format!("990001{}0101{:03}", 1970 + number / 1000, number % 1000);
    let identity = format!("{body}{}", identity_check(&body).unwrap_or('X'));
    let person = [("name", "欧阳晓彤"), ("identity", &identity), ("phone", "13812345678")];
    let service = [
        ("unit", "某县财政局国库股"),
        ("unit_level", "county"),
        ("unit_kind", "organ"),
        ("level_since", "2018-07-01"),
        ("joined", "2018-07-01"),
        ("post", "四级主任科员"),
        ("rank", "fourth_principal"),
        ("rank_since", "2022-07-01"),
        ("leading", "no_post"),
        ("grassroots_1_from", "2018-07-01"),
        ("grassroots_1_to", "2020-06-30"),
    ];
    let record = [
        ("education_level", "postgraduate"),
        ("degree", "master"),
        ("study", "0301"),
        ("education", "某大学，环境法学"),
        ("politics", "party_member"),
        ("appraisal_year", "2025"),
        ("appraisal_1", "excellent"),
        ("appraisal_2", "competent"),
        ("appraisal_3", "competent"),
        ("excluded", "no"),
    ];
    let statement = [("recommended", "yes"), ("truthful", "yes"), ("remark", "曾借调省厅一年")];
    let owned =
        |told: &[(&'static str, &str)]| told.iter().map(|(name, it)| (*name, (*it).to_owned())).collect();
    [
        (Section::Person, owned(&person)),
        (Section::Service, owned(&service)),
        (Section::Record, owned(&record)),
        (Section::Family, owned(&[("recusal", "no")])),
        (Section::Statement, owned(&statement)),
    ]
}
