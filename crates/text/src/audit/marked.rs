//! The audit trail of marks: typed, emptied, imported, computed.

use domain::event::Event;
use domain::id::Code;
use domain::scheme::PartNames;

use super::{
    mark_emptied, mark_retyped, mark_typed, marks_imported, marks_reopened, ranking_computed,
    ranking_computed_unseen, short,
};
use crate::scheme::component_word;
use crate::{Lang, marks};

/// An event of marks or of what is computed from them; nothing for others.
pub(super) fn sentence(event: &Event, names: &PartNames, lang: Lang) -> String {
    let code = Code::as_str;
    match event {
        Event::MarkEntered { ticket, component, before, after, .. } => {
            mark_entered(lang, names, (ticket, component), before.as_deref(), after.as_deref())
        }
        Event::MarkEmptied { ticket, component, before, .. } => {
            let component = component_word(lang, component, names.part(component));
            mark_emptied(lang, ticket, &component, &marks::value_word(lang, before))
        }
        Event::MarksImported { posting, file, added, changed, .. } => {
            marks_imported(lang, code(posting), *added, *changed, &short(file))
        }
        Event::RankingComputed { posting, result: Some(result), open_questions, .. } => {
            ranking_computed(lang, code(posting), &short(result), *open_questions)
        }
        Event::RankingComputed { posting, result: None, open_questions, .. } => {
            ranking_computed_unseen(lang, code(posting), *open_questions)
        }
        Event::MarksReopened { posting, .. } => marks_reopened(lang, code(posting)),
        _ => String::new(),
    }
}

/// One mark as typed: its paper by name, a status as a word, an emptied cell as a dash.
fn mark_entered(
    lang: Lang,
    names: &PartNames,
    (ticket, component): (&str, &str),
    before: Option<&str>,
    after: Option<&str>,
) -> String {
    let component = component_word(lang, component, names.part(component));
    let shown =
        |value: Option<&str>| value.map_or_else(|| "—".to_owned(), |value| marks::value_word(lang, value));
    match before {
        Some(before) => mark_retyped(lang, ticket, &component, &shown(Some(before)), &shown(after)),
        None => mark_typed(lang, ticket, &component, &shown(after)),
    }
}
