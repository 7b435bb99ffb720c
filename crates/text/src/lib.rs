//! What pages, files and messages say, in zh-CN and English. The only crate that holds Chinese (tests and data aside).
//! Owns the catalogue, the two languages, dates and number words; refuses free text of users and any arithmetic.
//!
//! One file per area, so that several people can add sentences at once: `text::public::positions(lang, 214)`.

mod catalogue;
pub mod dates;
pub mod glossary;
pub mod headers;
mod lang;
pub mod names;
pub mod notice;
pub mod numbers;

pub use catalogue::Count;
pub use lang::Lang;

/// English words at the beginning of a line or a column take a capital.
#[must_use]
pub fn capital(lang: Lang, word: &str) -> String {
    let mut letters = word.chars();
    match (lang, letters.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

/// Declares the catalogue's areas, one file each, and hands all their sentences to the tests; behind the semicolon stand
/// the parts of an area that has several.
macro_rules! areas {
    ($($(#[$doc:meta])* $area:ident),+ $(,)?; $($floor:ident::$part:ident),+ $(,)?) => {
        $($(#[$doc])* pub mod $area;)+

        #[cfg(test)]
        pub(crate) const AREAS: &[(&str, &[(&str, &str, &[&str])])] = &[
            $((stringify!($area), $area::SENTENCES)),+,
            $((concat!(stringify!($floor), "::", stringify!($part)), $floor::$part::SENTENCES)),+
        ];
    };
}

areas! {
    shell,
    parts,
    people,
    states,
    public,
    account,
    desk,
    marks,
    notice_files,
    ranking,
    jobs,
    lists,
    corrections,
    releases,
    spread,
    imports,
    audit,
    accounts,
    errors,
    reasons,
    scheme,
    standing,
    applications,
    screening,
    sheets,
    steps,
    rulings,
    revisions,
    supervision,
    panels,
    interview_plan,
    timetable,
    course,
    cut,
    draw,
    archives,
    inspections,
    decisions,
    objections,
    work_years,
    extensions,
    departures,
    opening,
    adjustments,
    prints,
    self_check,
    registration,
    messages,
    papers,
    uploads,
    eligibility;
    eligibility::form,
    eligibility::found,
    eligibility::lists,
    eligibility::study,
    audit::decided,
    audit::filed,
    audit::inspected,
    audit::listed,
    audit::moves,
    reasons::acts,
    reasons::applications,
    reasons::conditions,
    reasons::decisions,
    reasons::imports,
    reasons::inspections,
    reasons::lists,
    reasons::marks,
    reasons::messages,
    reasons::objections,
    reasons::papers,
    reasons::people,
    reasons::postings,
    reasons::ranking,
    reasons::rulings,
    reasons::schemes,
    reasons::screening,
    reasons::typed,
    reasons::uploads,
    reasons::work_years,
    screening::duplicates,
    messages::letters,
    messages::words,
    scheme::choices,
    scheme::form,
    scheme::problems,
    scheme::words,
    scheme::components,
    scheme::order,
    scheme::lists,
    scheme::procedure,
}

#[cfg(test)]
mod tests;
