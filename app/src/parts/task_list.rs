//! Task list of a form, and the plain list of links with a status word.

use leptos::prelude::*;

use super::{Mood, StateWord};

/// One task of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What to do.
    pub title: String,
    /// Where; `None` while it cannot be begun.
    pub href: Option<String>,
    /// What is filled in or missing, in words.
    pub note: Option<String>,
    /// How it stands.
    pub mood: Mood,
    /// The word for that.
    pub word: String,
}

/// The tasks in their order.
#[component]
pub fn TaskList(tasks: Vec<Task>) -> impl IntoView {
    let items = tasks
        .into_iter()
        .map(|task| {
            let title = match task.href {
                Some(href) => view! { <a href=href>{task.title}</a> }.into_any(),
                None => view! { <span>{task.title}</span> }.into_any(),
            };
            view! { <li>{title}{task.note.map(|note| view! { <small>{note}</small> })}<StateWord mood=task.mood word=task.word/></li> }
        })
        .collect_view();
    view! { <ol class="tasks">{items}</ol> }
}

/// One line of a list of links.
pub struct LinkLine {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub title: AnyView,
    /// A second line.
    pub note: Option<AnyView>,
    /// Status at the right.
    pub state: Option<(Mood, String)>,
}

/// Links with a second line and a status each.
#[component]
pub fn LinkList(lines: Vec<LinkLine>) -> impl IntoView {
    let items = lines
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <a href=line.href>{line.title}</a>
                    {line.state.map(|(mood, word)| view! { <StateWord mood=mood word=word/> })}
                    {line.note.map(|note| view! { <small>{note}</small> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plainlist">{items}</ul> }
}
