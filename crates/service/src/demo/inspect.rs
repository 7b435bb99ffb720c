//! The inspections of the demonstration: everybody of a position is inspected before the body decides on it.
//!
//! Owns: what the demonstration's team finds. Refuses: going past a use case, as [`super::run`] does.

use domain::calendar::Instant;
use domain::id::Code;
use domain::inspection::RecordForm;
use domain::workdays::iso;

use super::DemoError;
use super::plan::{DAY, Texts};
use super::run::Run;
use crate::fault::Fault;
use crate::{decisions, inspections};

impl Run<'_> {
    /// Screener and clerk inspect the people of the position at that place of the table, and countersign each other's files.
    pub(super) async fn inspect(
        &self,
        at: Instant,
        (posting, place): (Code, usize),
    ) -> Result<(), DemoError> {
        let words = Texts::read()?.decision;
        let service = self.stage.at(at);
        let screener = self.person(self.cast.screener).await?;
        let clerk = self.person(self.cast.clerk).await?;
        let page = inspections::page(service, &screener, posting, ("", "")).await?;
        if !page.has_inspection {
            return Ok(());
        }
        for (person, _) in &page.staff {
            inspections::name(service, &screener, posting, &person.to_string()).await?;
        }
        let lines = decisions::decisions(service, &screener, posting, "").await?.positions;
        let number = &lines.get(place).ok_or(Fault::Missing)?.number;
        let people = decisions::position(service, &screener, posting, number).await?.people;
        let year = at.date().year().saturating_sub(1);
        let form = RecordForm {
            years: (0..3).map(|back| year.saturating_sub(back).to_string()).collect(),
            grades: ["excellent", "competent", "competent"].map(str::to_owned).to_vec(),
            talks: vec!["talk".to_owned()],
            talk_days: vec![iso(at.plus_seconds(-2 * DAY).date())],
            talk_people: vec!["12".to_owned()],
            archive: "sound".to_owned(),
            points: String::new(),
            archive_by: screener.person().map(|person| person.name.clone()).unwrap_or_default(),
            tasks: words.task.clone(),
            findings: words.findings.clone(),
            ..RecordForm::default()
        };
        for (no, one) in people.iter().enumerate() {
            let (first, second) = if no % 2 == 0 { (&screener, &clerk) } else { (&clerk, &screener) };
            let of = (posting, one.application);
            inspections::enter(service, first, (of.0, of.1, 0), &form).await?;
            inspections::read(service, second, of).await?;
            inspections::countersign(service, second, (of.0, of.1, 1)).await?;
        }
        Ok(())
    }
}
