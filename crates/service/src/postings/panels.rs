//! The panels of examiners (考官组) of a posting's interviews: recorded by an officer, held against what the scheme asks, read by
//! everybody in the team, and signed by supervisors (`supervision`).
//!
//! Owns: recording them. Refuses: names of examiners. What falls short of the scheme is recorded as it is, and stands at the interview.

use domain::access::{ActName, Caller, RecordPanels, ViewPosting, may};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::panels::{PanelForm, Panels, interviews};
use domain::view::desk::panels::{PanelLine, PanelsPage};

use crate::Service;
use crate::fault::Fault;
use crate::rows::panels as rows;
use crate::rows::postings::{find, head, hold};
use crate::rows::timetables;

/// The phases in which panels are put together.
const OPEN: [Phase; 3] = [Phase::Screening, Phase::Examining, Phase::Ranked];

/// The panels of a posting, and what the scheme asks of each.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn panels(service: &Service, caller: &Caller, posting: Code) -> Result<PanelsPage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let timetable = timetables::of(look.snapshot(), &permit).await?;
            let rules = rows::rules(look.snapshot(), &permit).await?;
            let kept = rows::of(look.snapshot(), &permit).await?;
            let (shown, recorded, panels) = match kept {
                Some((kept, panels)) => {
                    let names = store::people::staff_names(look.snapshot(), &[kept.by]).await?;
                    let who = names.into_iter().next().map(|(_, name)| name).unwrap_or_default();
                    (rows::digest(&kept).to_string(), Some((who, kept.at)), panels)
                }
                None => (String::new(), None, Panels::default()),
            };
            let line = |one: &domain::panels::Panel| PanelLine {
                form: PanelForm::of(one, &timetable),
                short: one.is_short(&rules),
                panel: one.clone(),
            };
            Ok(PanelsPage {
                posting: head(&row),
                interviews: interviews(&timetable).into_iter().cloned().collect(),
                missing: panels.missing(&timetable).into_iter().cloned().collect(),
                panels: panels.0.iter().map(line).collect(),
                rules,
                shown,
                recorded,
                supervised: may(look.caller(), ActName::ViewRanking, &scope),
                may_record: OPEN.contains(&row.phase) && may(look.caller(), ActName::RecordPanels, &scope),
            })
        })
        .await
}

/// Records the panels as a whole, on what the page showed: the digest of what stood, or nothing where none were recorded. The same
/// twice is once.
///
/// # Errors
/// Everything that [`Panels::read`] finds; [`domain::reason::PostingsWhy::WrongPhase`] before screening and after the last list;
/// [`Fault::Stale`] where somebody was faster; [`Fault::Missing`] for those outside the team.
pub async fn record_panels(
    service: &Service,
    caller: &Caller,
    (posting, shown): (Code, &str),
    forms: &[PanelForm],
) -> Result<(), Fault> {
    service
        .write(caller, "panel.record", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<RecordPanels>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&OPEN)?;
            let timetable = timetables::of(op.tx(), &permit).await?;
            let panels = Panels::read(forms, &timetable)?;
            let body = serde_json::to_string(&panels).map_err(Fault::internal)?;
            let digest = Digest::of(body.as_bytes());
            let stood = store::postings::panels::of(op.tx(), &permit).await?;
            let stood = stood.map(|row| rows::digest(&row));
            if stood == Some(digest) {
                op.repeat();
                return Ok(());
            }
            if shown != stood.map(|stood| stood.to_string()).unwrap_or_default() {
                return Err(Fault::Stale);
            }
            let rules = rows::rules(op.tx(), &permit).await?;
            let (missing, short) = panels.lacking(&timetable, &rules);
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let (code, by) = (op.code(), (permit.by(), op.now()));
            store::postings::panels::put(op.tx(), &permit, (code, &body), by).await?;
            let event = Event::PanelsRecorded {
                posting,
                panels: count(panels.0.len()),
                lacking: count(missing.saturating_add(short)),
                digest,
            };
            op.record(&permit, &event).await
        })
        .await
}
