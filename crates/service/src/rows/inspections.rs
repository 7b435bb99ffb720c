//! Inspections and medicals as use cases begin from them: what was found of a person, sealed and opened.
//!
//! Refuses: saying who may open it; each use case asks for its permit and records who read.

use domain::digest::Digest;
use domain::id::Code;
use domain::inspection::Record;
use store::inspections::medicals::MedicalRow;
use store::inspections::{Entered, InspectionRow};

use crate::Parts;
use crate::fault::Fault;
use crate::keys::{Keys, Place};

const RECORD: &str = "inspection.record_sealed";
const FINDINGS: &str = "inspection.findings_sealed";
const RETURNED: &str = "inspection.returned_sealed";
const MEDICAL: &str = "medical.words_sealed";

/// Record and findings, sealed for their row, with the keyed digest of both.
///
/// # Errors
/// [`Fault::Internal`] where the record cannot be written.
pub(crate) fn seal(
    parts: &Parts,
    code: Code,
    (record, findings): (&Record, &str),
) -> Result<(Entered, Digest), Fault> {
    let text = serde_json::to_string(record).map_err(Fault::internal)?;
    let digest =
        Digest::from_bytes(parts.keys.audit_digest("inspection.content", &format!("{text}\n{findings}")));
    let sealed =
        |column, words: &str| parts.keys.seal(&Place::of(column, code), words, &parts.effects.random);
    let entered =
        Entered { record_sealed: sealed(RECORD, &text), findings_sealed: sealed(FINDINGS, findings) };
    Ok((entered, digest))
}

/// The record of a file, opened.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn record(parts: &Parts, row: &InspectionRow) -> Result<Record, Fault> {
    record_with(&parts.keys, row)
}

/// The same, for whoever has the keys alone.
///
/// # Errors
/// As [`record`].
pub(crate) fn record_with(keys: &Keys, row: &InspectionRow) -> Result<Record, Fault> {
    let text = keys.opened(&Place::of(RECORD, row.code), &row.record_sealed)?;
    serde_json::from_str(&text).map_err(Fault::internal)
}

/// What the team found, opened.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn findings(parts: &Parts, row: &InspectionRow) -> Result<String, Fault> {
    parts.keys.opened(&Place::of(FINDINGS, row.code), &row.findings_sealed)
}

/// Why a file is sent back, sealed for its row.
pub(crate) fn seal_returned(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(RETURNED, code), words, &parts.effects.random)
}

/// Why a file was sent back last, opened.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn returned(parts: &Parts, row: &InspectionRow) -> Result<Option<String>, Fault> {
    let opened = |sealed: &Vec<u8>| parts.keys.opened(&Place::of(RETURNED, row.code), sealed);
    row.returned_sealed.as_ref().map(opened).transpose()
}

/// What the result of a medical rests on, sealed for its row.
pub(crate) fn seal_medical(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(MEDICAL, code), words, &parts.effects.random)
}

/// What the result of a medical rests on, opened.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn medical(parts: &Parts, row: &MedicalRow) -> Result<String, Fault> {
    parts.keys.opened(&Place::of(MEDICAL, row.code), &row.words_sealed)
}
