//! The sheets that clerks fill in and hand back: everybody with a column for each that a scheme reads, or one row for each
//! examiner and element.
//!
//! Owns: what stands in them. Refuses: names, and marks that are there already; what comes back is read by `imports`.

use domain::access::{Caller, ViewMarks};
use domain::id::Code;
use domain::scheme::{InputKind, Walk};
use text::Lang;

use super::register::{Whom, register};
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::find;
use sheets::tables::marks::titles;
use sheets::write::{ExaminerLine, Person, examiners_template, marks_template};

/// Which sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// One row a person.
    Marks,
    /// One row an examiner and element.
    Examiners,
}

/// The workbook to fill in: people in the order of position and ticket number; where a list calls people to all that is
/// open, the sheet of examiners holds those alone.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and, of the examiners' sheet, where no scheme has a panel.
pub async fn template(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (sheet, lang): (Sheet, Lang),
) -> Result<Vec<u8>, Fault> {
    let register = service
        .read(caller, "mark.template", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewMarks>(found.scope())?;
            let row = found.open(&permit)?;
            register(look.snapshot(), &permit, (row.id, Whom::Everybody), |scope| look.permit(scope)).await
        })
        .await?;
    let mut people: Vec<_> = register.people.iter().collect();
    people.sort_by(|a, b| (&a.1.position, a.0).cmp(&(&b.1.position, b.0)));
    let written = match sheet {
        Sheet::Marks => {
            let people: Vec<Person> = people
                .into_iter()
                .map(|(ticket, person)| Person {
                    position: person.position.clone(),
                    candidate: ticket.clone(),
                })
                .collect();
            marks_template(lang, &people, &titles(register.inputs(), lang))
        }
        Sheet::Examiners => {
            let mut lines = Vec::new();
            for (ticket, person) in people {
                let Some(scheme) = register.scheme(person) else { continue };
                for input in scheme.inputs().iter().filter(|input| input.kind == InputKind::Panel) {
                    if !register.is_called(person, input) {
                        continue;
                    }
                    let walk = Walk::of(scheme);
                    let panel = walk.nodes.iter().find(|node| node.name == input.name);
                    let Some(panel) = panel.and_then(|node| node.component.panel.as_ref()) else { continue };
                    let elements: Vec<String> = match panel.elements.as_slice() {
                        [] => vec![String::new()],
                        some => some.iter().map(|element| element.key.to_string()).collect(),
                    };
                    for examiner in 1..=panel.size {
                        lines.extend(elements.iter().map(|element| ExaminerLine {
                            position: person.position.clone(),
                            candidate: ticket.clone(),
                            component: input.name.clone(),
                            examiner: examiner.to_string(),
                            element: element.clone(),
                        }));
                    }
                }
            }
            if lines.is_empty() {
                return Err(Fault::Missing);
            }
            examiners_template(lang, &lines)
        }
    };
    written.map_err(Fault::internal)
}
