//! What a file brings, as it is kept on its way in: its name, the report of its dry run, its rows and changes, sealed for their
//! import.
//!
//! Owns: those seals. Refuses: what they mean.

use domain::id::Code;

use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;

/// Where the parts of an import stand, sealed.
const NAME_AT: &str = "import_batch.file_name_sealed";
const REPORT_AT: &str = "import_batch.report_sealed";
const ROWS_AT: &str = "staged_row.body_sealed";
const CHANGES_AT: &str = "import_change.body_sealed";

fn seal(service: &Service, place: &Place, text: &str) -> Vec<u8> {
    service.keys().seal(place, text, &service.effects().random)
}

/// Seals name and report of an import.
pub(crate) fn seal_head(service: &Service, import: Code, (name, report): (&str, &str)) -> (Vec<u8>, Vec<u8>) {
    let sealed = |column, text| seal(service, &Place::of(column, import), text);
    (sealed(NAME_AT, name), sealed(REPORT_AT, report))
}

/// The name of an import's file.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn file_name(service: &Service, import: Code, sealed: &[u8]) -> Result<String, Fault> {
    service.keys().opened(&Place::of(NAME_AT, import), sealed)
}

/// The report of an import's dry run.
///
/// # Errors
/// As [`file_name`].
pub(crate) fn report(service: &Service, import: Code, sealed: &[u8]) -> Result<String, Fault> {
    service.keys().opened(&Place::of(REPORT_AT, import), sealed)
}

/// Lines of an import by their numbers.
type Lines<T> = Vec<(u32, T)>;

fn place(column: &'static str, import: Code, line: u32) -> Place {
    Place::of(column, format_args!("{import}/{line}"))
}

/// Seals rows and changes of an import away from the threads that answer requests.
///
/// # Errors
/// [`Fault::Internal`] where that work broke.
pub(crate) async fn seal_lines(
    service: &Service,
    import: Code,
    (rows, changes): (Lines<String>, Lines<String>),
) -> Result<(Lines<Vec<u8>>, Lines<Vec<u8>>), Fault> {
    let service = service.clone();
    let work = move || {
        let all = |column, lines: Lines<String>| {
            let sealed =
                |(line, text): (u32, String)| (line, seal(&service, &place(column, import, line), &text));
            lines.into_iter().map(sealed).collect()
        };
        (all(ROWS_AT, rows), all(CHANGES_AT, changes))
    };
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)
}

/// The staged rows of an import, opened.
///
/// # Errors
/// As [`file_name`].
pub(crate) fn rows(service: &Service, import: Code, sealed: Lines<Vec<u8>>) -> Result<Lines<String>, Fault> {
    lines(service, (ROWS_AT, import), sealed)
}

/// The changes of an import, opened.
///
/// # Errors
/// As [`file_name`].
pub(crate) fn changes(
    service: &Service,
    import: Code,
    sealed: Lines<Vec<u8>>,
) -> Result<Lines<String>, Fault> {
    lines(service, (CHANGES_AT, import), sealed)
}

fn lines(
    service: &Service,
    (column, import): (&'static str, Code),
    sealed: Lines<Vec<u8>>,
) -> Result<Lines<String>, Fault> {
    sealed
        .into_iter()
        .map(|(line, sealed)| Ok((line, service.keys().opened(&place(column, import, line), &sealed)?)))
        .collect()
}
