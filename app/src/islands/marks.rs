//! The marks grid as it is typed: keys that go up and down the column, a wrong value told as its cell is left, changed cells marked
//! and counted, a question before unsaved ones are left behind, and cells copied from a spreadsheet.
//!
//! Owns: what follows the hand, by one listener for each kind of event however many rows there are. Refuses: saving; the cells are
//! plain fields of a plain form. What may stand in a cell says `domain::entering`, to the server too.

mod paste;

use leptos::prelude::*;
use text::{Lang, marks as t};

use paste::Preview;

/// Counts the cells that are not saved and shows what was pasted before it is filled in.
#[island]
pub fn GridKeys(lang: Lang) -> impl IntoView {
    let unsaved = RwSignal::new(0_i64);
    let preview = RwSignal::new(None::<Preview>);
    #[cfg(not(feature = "ssr"))]
    Effect::new(move |_| browser::listen(browser::Grid { lang, unsaved, preview }));
    let fill = move |found: &Preview| {
        #[cfg(not(feature = "ssr"))]
        browser::fill(browser::Grid { lang, unsaved, preview }, found);
        #[cfg(feature = "ssr")]
        let _ = found;
    };
    view! {
        <p class="unsaved" role="status">
            {move || (unsaved.get() > 0).then(|| t::cells_unsaved(lang, unsaved.get()))}
        </p>
        {move || preview.get().map(|found| paste::shown(lang, found, preview, fill))}
    }
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use domain::entering::{MarkRule, Pasted, Target, bare};
    use leptos::ev::{self, KeyboardEvent};
    use leptos::prelude::*;
    use leptos::wasm_bindgen::{JsCast, JsValue};
    use text::{Lang, marks as t};
    use web_sys::js_sys::{Function, Reflect};
    use web_sys::{Element, EventTarget, HtmlInputElement};

    use super::paste::{PREVIEW, Preview};
    use crate::parts::{CHANGED, mark_at, mark_id, why_id};

    /// What the listeners share.
    #[derive(Clone, Copy)]
    pub(super) struct Grid {
        pub lang: Lang,
        pub unsaved: RwSignal<i64>,
        pub preview: RwSignal<Option<Preview>>,
    }

    pub(super) fn listen(grid: Grid) {
        // What the server brought back as it was typed, and what the browser kept over a reload.
        for (_, field) in fields() {
            mark(grid, &field);
        }
        let sending = StoredValue::new(false);
        let handles = [
            window_event_listener(ev::keydown, move |event| press(grid, &event)),
            window_event_listener(ev::input, move |event| {
                if let Some((_, field)) = cell(event.target()) {
                    mark(grid, &field);
                    // A fault that was told goes as soon as it is mended; a new one waits until the cell is left.
                    if fault(grid.lang, &field).is_none() {
                        tell(&field, None);
                    }
                }
            }),
            window_event_listener(ev::focusout, move |event| {
                if let Some((_, field)) = cell(event.target()) {
                    mark(grid, &field);
                    tell(&field, fault(grid.lang, &field));
                }
            }),
            window_event_listener(ev::paste, move |event| {
                let Some((at, _)) = cell(event.target()) else { return };
                let Some(pasted) = clipboard(&event).as_deref().and_then(Pasted::read) else { return };
                event.prevent_default();
                let rows: Vec<Target> = fields().filter_map(|(_, field)| target(&field)).collect();
                grid.preview.set(Some(Preview::of(&pasted, at, rows)));
                request_animation_frame(|| focus(PREVIEW));
            }),
            // Only the form of the cells takes them along: a search, an import and signing out leave them behind.
            window_event_listener(ev::submit, move |event| {
                if sends_cells(event.target()) {
                    sending.set_value(true);
                }
            }),
            window_event_listener(ev::beforeunload, move |event| {
                if grid.unsaved.get_untracked() > 0 && !sending.get_value() {
                    event.prevent_default();
                }
            }),
        ];
        on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    }

    /// Fills in what fits and shows the first cell of it.
    pub(super) fn fill(grid: Grid, found: &Preview) {
        grid.preview.set(None);
        for (at, text) in &found.fitted.fits {
            if let Some(field) = field(*at) {
                field.set_value(text);
                mark(grid, &field);
                tell(&field, fault(grid.lang, &field));
            }
        }
        if let Some((at, _)) = found.fitted.fits.first() {
            focus(&mark_id(*at));
        }
    }

    fn field(at: usize) -> Option<HtmlInputElement> {
        document().get_element_by_id(&mark_id(at))?.dyn_into().ok()
    }

    fn fields() -> impl Iterator<Item = (usize, HtmlInputElement)> {
        (0..).map_while(|at| Some((at, field(at)?)))
    }

    /// The cell of the grid that an event is about.
    fn cell(target: Option<EventTarget>) -> Option<(usize, HtmlInputElement)> {
        let field: HtmlInputElement = target?.dyn_into().ok()?;
        Some((mark_at(&field.id())?, field))
    }

    /// Whether the form that is being sent holds the cells.
    fn sends_cells(target: Option<EventTarget>) -> bool {
        let form = target.and_then(|target| target.dyn_into::<Element>().ok());
        form.is_some_and(|form| matches!(form.query_selector("[data-ticket]"), Ok(Some(_))))
    }

    fn data(field: &HtmlInputElement, name: &str) -> String {
        field.get_attribute(name).unwrap_or_default()
    }

    fn rule(field: &HtmlInputElement) -> Option<MarkRule> {
        let [kind, full, places] = ["data-kind", "data-full", "data-places"].map(|name| data(field, name));
        MarkRule::from_words([&kind, &full, &places])
    }

    fn target(field: &HtmlInputElement) -> Option<Target> {
        Some(Target { ticket: data(field, "data-ticket"), rule: rule(field)? })
    }

    /// Marks a cell that holds something else than what is saved, and counts it.
    fn mark(grid: Grid, field: &HtmlInputElement) {
        let is_changed = field.value().trim() != data(field, "data-was");
        let was_changed = field.has_attribute("data-counted");
        let done = field.class_list().toggle_with_force(CHANGED, is_changed);
        let counted = if is_changed {
            field.set_attribute("data-counted", "")
        } else {
            field.remove_attribute("data-counted")
        };
        if done.is_ok() && counted.is_ok() && is_changed != was_changed {
            grid.unsaved.update(|n| *n = n.saturating_add(if is_changed { 1 } else { -1 }));
        }
    }

    /// Why what stands in the cell cannot be saved.
    fn fault(lang: Lang, field: &HtmlInputElement) -> Option<String> {
        let (text, rule) = (field.value(), rule(field)?);
        if bare(&text).is_empty() && !data(field, "data-was").is_empty() {
            return Some(t::emptying_asks(lang).to_owned());
        }
        rule.check(&text, t::is_status).err().map(|fault| t::typed_fault(lang, fault, rule))
    }

    /// Says it beside the cell.
    fn tell(field: &HtmlInputElement, why: Option<String>) {
        let Some(at) = mark_at(&field.id()) else { return };
        let done = match &why {
            Some(_) => field.set_attribute("aria-invalid", "true"),
            None => field.remove_attribute("aria-invalid"),
        };
        if done.is_ok()
            && let Some(sentence) = document().get_element_by_id(&why_id(at))
        {
            sentence.set_text_content(why.as_deref());
        }
    }

    /// The plain text of what is being pasted.
    fn clipboard(event: &JsValue) -> Option<String> {
        let data = Reflect::get(event, &"clipboardData".into()).ok()?;
        let get: Function = Reflect::get(&data, &"getData".into()).ok()?.dyn_into().ok()?;
        get.call1(&data, &"text/plain".into()).ok()?.as_string()
    }

    fn focus(id: &str) {
        let found = document().get_element_by_id(id);
        if let Some(Ok(found)) = found.map(JsCast::dyn_into::<web_sys::HtmlElement>) {
            drop(found.focus());
        }
    }

    fn press(grid: Grid, event: &KeyboardEvent) {
        let Some((at, field)) = cell(event.target()) else { return };
        if event.is_composing() {
            return;
        }
        let to = match event.key().as_str() {
            "Enter" | "ArrowDown" => at.checked_add(1),
            "ArrowUp" => at.checked_sub(1),
            "Escape" => {
                field.set_value(&data(&field, "data-was"));
                mark(grid, &field);
                tell(&field, None);
                None
            }
            _ => None,
        };
        if let Some(next) = to.and_then(super::browser::field) {
            event.prevent_default();
            if next.focus().is_ok() {
                next.select();
            }
        }
    }
}
