//! The panels of examiners in an archive: the document that supervisors signed, what it says beside what the scheme asks, and who signed it,
//! as data and in sentences of both languages. Refuses: names of examiners, which are recorded nowhere.

use domain::access::{ArchivePosting, Permit};
use domain::id::PersonId;
use domain::panels::{Panel, Panels};
use domain::scheme::Examiners;
use domain::supervision::Supervised;
use domain::timetable::Timetable;
use domain::typed::Line;
use serde_json::json;
use store::postings::panels::PanelsRow;
use store::supervisions::SupervisionRow;
use text::{Lang, dates, panels as t};

use super::files::{by, written};
use crate::export::archive::{PANELS, RECORDED};
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::officers::{Names, names};
use crate::rows::{panels as rows, timetables};

/// What is told of the panels.
struct Told {
    row: PanelsRow,
    panels: Panels,
    timetable: Timetable,
    rules: Vec<Examiners>,
    signed: Vec<SupervisionRow>,
    names: Names,
}

/// The files about panels; none where none were recorded.
///
/// # Errors
/// The database's.
pub(super) async fn files(
    look: &Look<'_>,
    permit: &Permit<ArchivePosting>,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let snapshot = look.snapshot();
    let Some((row, panels)) = rows::of(snapshot, permit).await? else { return Ok(Vec::new()) };
    let mut signed = store::supervisions::all(snapshot, permit).await?;
    signed.retain(|one| one.what == Supervised::Panels && one.of == row.code);
    let people = signed.iter().map(|one| one.by).chain([row.by]).collect();
    let told = Told {
        timetable: timetables::of(snapshot, permit).await?,
        rules: rows::rules(snapshot, permit).await?,
        names: names(snapshot, people).await?,
        row,
        panels,
        signed,
    };
    let index = told.index()?;
    let mut files = vec![(PANELS.to_owned(), index)];
    for (name, lang) in [("panels/panels.zh.txt", Lang::Zh), ("panels/panels.en.txt", Lang::En)] {
        files.push((name.to_owned(), told.sentences(lang).into_bytes()));
    }
    files.push((RECORDED.to_owned(), told.row.body.into_bytes()));
    Ok(files)
}

/// How many of a panel come from outside, as a fraction of it.
fn share(one: &Panel) -> String {
    format!("{}/{}", one.outside, one.examiners)
}

impl Told {
    fn index(&self) -> Result<Vec<u8>, Fault> {
        let digest = rows::digest(&self.row);
        let panels = self.panels.0.iter().map(|one| {
            json!({
                "interview": one.stage.as_ref().map(Line::as_str),
                "name": one.name.as_str(),
                "examiners": one.examiners,
                "outside": one.outside,
                "share_from_outside": share(one),
                "chief_named": one.chief,
                "short": one.is_short(&self.rules),
            })
        });
        let missing = self.panels.missing(&self.timetable).into_iter();
        let signed = self.signed.iter().map(|one| {
            json!({
                "signed": by((one.by, one.at), &self.names),
                "sha256": one.digest,
                "stands": one.digest == digest,
            })
        });
        written(&json!({
            "document": RECORDED,
            "sha256": digest,
            "recorded": by((self.row.by, self.row.at), &self.names),
            "asked": self.rules,
            "panels": panels.collect::<Vec<_>>(),
            "interviews_without_panel": missing.map(|one| at_interview(one.name.as_ref())).collect::<Vec<_>>(),
            "supervisors": signed.collect::<Vec<_>>(),
        }))
    }

    fn sentences(&self, lang: Lang) -> String {
        let digest = rows::digest(&self.row);
        let who = |of: PersonId| self.names.get(&of).map(String::as_str).unwrap_or_default();
        let recorded = t::recorded(lang, who(self.row.by), &dates::stamp(lang, self.row.at.0));
        let mut all = vec![t::title(lang).to_owned(), recorded];
        if self.rules.is_empty() {
            all.push(t::no_rule(lang).to_owned());
        }
        all.extend(self.rules.iter().flat_map(|rule| text::scheme::examined(lang, rule)));
        all.extend(self.panels.0.iter().map(|one| {
            let short = (!self.rules.is_empty()).then(|| one.is_short(&self.rules));
            t::in_words(lang, one, (share(one).as_str(), short))
        }));
        let missing = self.panels.missing(&self.timetable).into_iter();
        all.extend(missing.map(|one| t::missing(lang, &text::timetable::called(one, lang))));
        all.push(t::digest_is(lang, &digest.to_string()));
        for one in &self.signed {
            let at = dates::stamp(lang, one.at.0);
            all.push(if one.digest == digest {
                t::signed(lang, who(one.by), &at)
            } else {
                t::signed_before(lang, who(one.by), &at, &one.digest.to_string())
            });
        }
        all.push(String::new());
        all.join("\n")
    }
}

/// An interview by its name, the only one of a timetable by its kind.
fn at_interview(name: Option<&Line>) -> &str {
    name.map_or("interview", Line::as_str)
}
