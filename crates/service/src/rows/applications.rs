//! Applications as use cases begin from them: found by code, and opened. Every part is sealed for its row.
//!
//! Owns: which field goes where, and what the audit trail may know of it. Refuses: personal values in events; they appear
//! as keyed digests.

use domain::access::aggregate::Applications;
use domain::digest::Digest;
use domain::eligibility::born;
use domain::event::Personal;
use domain::id::Code;
use domain::reason::FieldPath;
use domain::registration::{Answers, CompleteApplication, Field, Form, Person, Spot};
use domain::typed::{IdentityNumber, storable};
use serde_json::Value;
use store::applications::{ApplicationRow, Content};
use store::{Locked, Snapshot, Tx};

use crate::Service;
use crate::fault::Fault;
use crate::keys::{Keys, Place};

/// The application of a public code, not yet readable.
pub(crate) async fn find(
    snapshot: &Snapshot,
    code: Code,
) -> Result<Locked<ApplicationRow, Applications>, Fault> {
    store::applications::by_code(snapshot, &code).await?.ok_or(Fault::Missing)
}

/// The same for an act that changes it.
pub(crate) async fn hold(tx: &Tx, code: Code) -> Result<Locked<ApplicationRow, Applications>, Fault> {
    store::applications::for_update(tx, &code).await?.ok_or(Fault::Missing)
}

/// The column of an identity number's blind index.
const IDENTITY: &str = "application.identity";
/// The column of a phone number's blind index.
const PHONE: &str = "application.phone";

/// The blind index of name and birthday.
const PERSON: &str = "application.person";

/// Where the parts of an application stand, sealed.
const NAME_AT: &str = "application.name_sealed";
const IDENTITY_AT: &str = "application.identity_sealed";
const PHONE_AT: &str = "application.phone_sealed";
const UNIT_AT: &str = "application.unit_sealed";
const ANSWERS_AT: &str = "application.answers_sealed";

/// One sealed part of the application of `code`, opened; empty where there is none.
fn part(
    keys: &Keys,
    code: Code,
    (column, sealed): (&'static str, Option<&Vec<u8>>),
) -> Result<String, Fault> {
    let Some(sealed) = sealed else { return Ok(String::new()) };
    keys.opened(&Place::of(column, code), sealed)
}

/// Name and unit of an application, as lists of applications show them.
///
/// # Errors
/// [`Fault::Internal`] where one does not open.
pub(crate) fn name_and_unit(
    service: &Service,
    code: Code,
    (name, unit): (Option<&Vec<u8>>, Option<&Vec<u8>>),
) -> Result<(String, String), Fault> {
    opened(service.keys(), code, (name, unit))
}

/// The same by the keys alone.
///
/// # Errors
/// As [`name_and_unit`].
pub(crate) fn opened(
    keys: &Keys,
    code: Code,
    (name, unit): (Option<&Vec<u8>>, Option<&Vec<u8>>),
) -> Result<(String, String), Fault> {
    Ok((part(keys, code, (NAME_AT, name))?, part(keys, code, (UNIT_AT, unit))?))
}

/// The name of an application's person.
///
/// # Errors
/// As [`name_and_unit`].
pub(crate) fn name(service: &Service, row: &ApplicationRow) -> Result<String, Fault> {
    part(service.keys(), row.code, (NAME_AT, row.content.name_sealed.as_ref()))
}

/// Name, unit and post of an application's person, and nothing else of it.
///
/// # Errors
/// [`Fault::Internal`] where one does not open or the document cannot be read.
pub(crate) fn serving(service: &Service, row: &ApplicationRow) -> Result<[String; 3], Fault> {
    let Content { name_sealed, unit_sealed, answers_sealed, .. } = &row.content;
    let (name, unit) = name_and_unit(service, row.code, (name_sealed.as_ref(), unit_sealed.as_ref()))?;
    let answers = answered(service, (row.code, answers_sealed.as_ref()))?;
    Ok([name, unit, answers.told(Field::Post).to_owned()])
}

/// The document of answers, opened.
fn answered(service: &Service, (code, sealed): (Code, Option<&Vec<u8>>)) -> Result<Answers, Fault> {
    let document = part(service.keys(), code, (ANSWERS_AT, sealed))?;
    if document.is_empty() {
        return Ok(Answers::default());
    }
    serde_json::from_str(&document)
        .map_err(|_| Fault::internal(format!("the answers of application {code} cannot be read")))
}

/// What was typed so far, opened.
///
/// # Errors
/// [`Fault::Internal`] where a sealed field does not open or the document cannot be read.
pub(crate) fn open(service: &Service, row: &ApplicationRow) -> Result<Answers, Fault> {
    let Content { name_sealed, identity_sealed, phone_sealed, answers_sealed, .. } = &row.content;
    let part = |column, sealed: &Option<Vec<u8>>| part(service.keys(), row.code, (column, sealed.as_ref()));
    let mut answers = answered(service, (row.code, answers_sealed.as_ref()))?;
    answers.set(Spot::of(Field::Name), part(NAME_AT, name_sealed)?);
    answers.set(Spot::of(Field::Identity), part(IDENTITY_AT, identity_sealed)?);
    answers.set(Spot::of(Field::Phone), part(PHONE_AT, phone_sealed)?);
    Ok(answers)
}

/// A draft as typed, sealed for the row of `code`. It takes no part in the uniqueness of identity numbers: an unfinished
/// form must not keep another person out.
///
/// # Errors
/// [`Fault::Internal`] where the document cannot be written.
pub(crate) fn draft(service: &Service, code: Code, answers: &Answers) -> Result<Content, Fault> {
    let sealed = |column: &'static str, text: &str| {
        let text = &storable(text);
        let place = Place::of(column, code);
        (!text.is_empty()).then(|| service.keys().seal(&place, text, &service.effects().random))
    };
    let unit = answers.told(Field::Unit).to_owned();
    let mut rest = answers.clone();
    let [name, identity, phone] = [Field::Name, Field::Identity, Field::Phone].map(|field| rest.take(field));
    Ok(Content {
        name_sealed: sealed(NAME_AT, &name),
        identity_sealed: sealed(IDENTITY_AT, &identity),
        identity_index: None,
        phone_sealed: sealed(PHONE_AT, &phone),
        phone_index: None,
        person_index: None,
        unit_sealed: sealed(UNIT_AT, &unit),
        answers_sealed: sealed(ANSWERS_AT, &document(&rest)?),
    })
}

/// A draft that takes the place of what `row` holds. While it names the identity number that was sent, taken back or not, its person is
/// found by that number, and nobody else applies with it: only a number that was never sent is the draft's own business.
///
/// # Errors
/// As [`draft`].
pub(crate) fn redrafted(
    service: &Service,
    row: &ApplicationRow,
    answers: &Answers,
) -> Result<Content, Fault> {
    let typed = IdentityNumber::parse(answers.told(Field::Identity), &FieldPath::new("identity")).ok();
    let typed = typed.map(|number| identity_index(service.keys(), &number));
    let sent = row.content.identity_index.clone();
    Ok(Content {
        identity_index: sent.filter(|sent| Some(sent) == typed.as_ref()),
        ..draft(service, row.code, answers)?
    })
}

/// The document of the answers, each without what no database and no page can hold: a draft keeps its faults, these it cannot.
fn document(answers: &Answers) -> Result<String, Fault> {
    let mut document = serde_json::to_value(answers).map_err(Fault::internal)?;
    let mut open = vec![&mut document];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => *text = storable(text),
            Value::Array(values) => open.extend(values),
            Value::Object(values) => open.extend(values.values_mut()),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    serde_json::to_string(&document).map_err(Fault::internal)
}

/// A complete application in its canonical spelling, with the blind index that keeps identity numbers unique.
///
/// # Errors
/// [`Fault::Internal`] where the document cannot be written.
pub(crate) fn complete(service: &Service, code: Code, whole: &CompleteApplication) -> Result<Content, Fault> {
    let index = identity_index(service.keys(), &whole.person().identity);
    let alike = Alike::of(service, whole.person());
    Ok(Content {
        identity_index: Some(index),
        phone_index: Some(alike.phone),
        person_index: Some(alike.person),
        ..draft(service, code, whole.answers())?
    })
}

/// The blind index of an identity number.
pub(crate) fn identity_index(keys: &Keys, identity: &IdentityNumber) -> Vec<u8> {
    keys.blind(IDENTITY, identity.expose()).to_vec()
}

/// What likely duplicates are found by: blind indexes that several people may share.
pub(crate) struct Alike {
    /// Of the phone.
    pub phone: Vec<u8>,
    /// Of name and birthday together.
    pub person: Vec<u8>,
}

impl Alike {
    /// The indexes of one person. Spaces in a name do not tell people apart.
    pub(crate) fn of(service: &Service, person: &Person) -> Self {
        let Person { name, identity, phone } = person;
        let name: String = name.as_str().chars().filter(|ch| !ch.is_whitespace()).collect();
        let born = born(identity).map(|day| day.to_string()).unwrap_or_default();
        let person = service.keys().blind(PERSON, &format!("{name}\n{born}")).to_vec();
        Self { phone: service.keys().blind(PHONE, phone.expose()).to_vec(), person }
    }
}

/// What changed between two forms, as the audit trail may know it: all of it is about one person.
pub(crate) fn changes(service: &Service, before: &Answers, after: &Answers) -> Vec<Personal> {
    let digest = |field: &str, value: &str| {
        (!value.is_empty())
            .then(|| Digest::from_bytes(service.keys().audit_digest(&format!("application.{field}"), value)))
    };
    let personal = |spot: Spot| {
        let field = spot.name();
        let (before, after) = (digest(&field, before.get(spot)), digest(&field, after.get(spot)));
        Personal { field, before, after }
    };
    Form::standard().difference(before, after).into_iter().map(personal).collect()
}
