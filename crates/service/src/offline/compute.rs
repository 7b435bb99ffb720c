//! The way from what was handed in to what comes out. Owns the order of the steps: each one is refused with all its faults before
//! the next begins.

use domain::marks::{Settings, Settled};
use domain::ranking;
use domain::ranking::table::Layout;
use domain::rulings::{Refusal, Rulings};
use sheets::{Fault, Note, Remark};
use text::Lang;

use super::files::Files;
use super::handed::Handed;
use super::output::{self, Form, Made};
use super::people::{self, Entered};
use super::places::Places;
use super::positions;
use super::{Report, Request, Wanted};
use crate::scheme_file::SchemeFile;

/// Reads and computes.
///
/// # Errors
/// Every fault of the first step that has any.
pub(super) fn compute(request: &Request) -> Result<(Files, Report), Vec<Fault>> {
    let handed = Handed::read(request)?;
    let mut notes = Vec::new();
    let mut faults = Vec::new();
    let positions = positions::read(&handed.positions, &handed.schemes, &mut notes, &mut faults);
    if positions.list.is_empty() {
        let own = handed.marks.faults();
        return Err(if own.is_empty() { faults } else { own });
    }
    let register = positions.register(&handed.schemes);
    let settings = Settings {
        scheme: handed.schemes.scheme.as_ref(),
        schemes: &handed.schemes.schemes,
        positions: &positions.list,
    };
    let Entered { settled, repaired } =
        people::enter(&handed, (&register, &settings), &mut notes, &mut faults)?;
    let places = || Places::new(&handed, &positions, &register);
    let settled = match settled {
        Ok(settled) if faults.is_empty() => settled,
        Ok(_) => return Err(faults),
        Err(more) => {
            faults.extend(places().faults(&more, &faults));
            return Err(faults);
        }
    };
    let codes = positions.list.iter().map(|position| &position.code);
    let nobody: Vec<String> = codes.filter(|code| !settled.entrants.contains_key(*code)).cloned().collect();
    if !nobody.is_empty() {
        let remark = Remark::Nobody { positions: nobody };
        notes.push((handed.marks.name.clone(), Note { at: None, column: None, remark }));
    }
    let of = (&settings, &settled, &handed.rulings);
    let (files, report) = ranked(of, (request.lang, request.wanted)).map_err(|refusals| {
        let rulings = request.rulings.as_deref().map(|path| path.display().to_string());
        places().refusals(&refusals, rulings.as_deref())
    })?;
    notes.extend(repaired);
    let report = Report {
        notes,
        warnings: handed.schemes.warnings.clone(),
        splits: settled.splits,
        beside: beside(&handed.schemes),
        ..report
    };
    Ok((files, report))
}

/// From settled people to the files, however they were handed in; of the report only what the engine says.
///
/// # Errors
/// Everything that the engine refuses.
pub(super) fn ranked<'a>(
    (settings, settled, rulings): (&Settings<'a>, &'a Settled, &Rulings),
    (lang, wanted): (Lang, Wanted),
) -> Result<(Files, Report), Vec<Refusal>> {
    let mut refusals = ranking::strays(settings, rulings);
    let ranked = settings.positions.iter().filter(|position| settled.entrants.contains_key(&position.code));
    let layout = Layout::of(ranked.filter_map(|position| settings.scheme_of(position)));
    let form = Form::new(&layout, wanted == Wanted::All);
    let mut all = Vec::new();
    let threads = crate::effects::threads();
    let made = ranking::every(settings, settled, rulings, threads, |ready, answer| {
        answer.map(|outcome| form.made(ready, outcome))
    });
    for answer in made {
        match answer {
            Ok(made) => all.push(made),
            Err(more) => refusals.extend(more),
        }
    }
    all.sort_by(|a: &Made<'_>, b| a.position().cmp(b.position()));
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let report = Report {
        rows: all.iter().map(|made| made.rows).sum(),
        positions: all.len(),
        questions: all.iter().flat_map(|made| made.questions.iter().cloned()).collect(),
        ..Report::default()
    };
    let files = output::files((lang, wanted), rulings, (&form, all), &report.questions)
        .map_err(|position| vec![Refusal::TooFine { position }])?;
    Ok((files, report))
}

/// What each scheme of the file orders beside the ranking.
pub(super) fn beside(schemes: &SchemeFile) -> Vec<(String, Vec<&'static str>)> {
    let own = schemes.scheme.iter().map(|scheme| ("scheme".to_owned(), scheme));
    let named = schemes.schemes.iter().map(|(name, scheme)| (format!("schemes.{name}"), scheme));
    let all = own.chain(named).map(|(name, scheme)| (name, scheme.beside_ranking()));
    all.filter(|(_, parts)| !parts.is_empty()).collect()
}
