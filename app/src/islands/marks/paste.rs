//! What was pasted into the grid, before it is filled in: how many cells fit, and first of all what does not.

use domain::entering::{Fitted, Pasted, Target, Unfit};
use leptos::prelude::*;
use text::{Lang, marks as t};

/// The id of the preview's heading, which gets the caret.
pub(super) const PREVIEW: &str = "pasted";
/// Lines of the preview that are listed one by one.
const LISTED: usize = 100;

/// What a paste would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Preview {
    /// What fits and what does not.
    pub fitted: Fitted,
    /// The ticket numbers of the grid's rows.
    tickets: Vec<String>,
    /// More columns than two; how many.
    wide: Option<usize>,
}

#[cfg_attr(feature = "ssr", expect(dead_code, reason = "nothing is pasted on the server"))]
impl Preview {
    /// Of what was pasted into the row `at`.
    pub(super) fn of(pasted: &Pasted, at: usize, rows: Vec<Target>) -> Self {
        let wide = if let Pasted::TooWide(wide) = pasted { Some(*wide) } else { None };
        let fitted = pasted.fit(at, &rows, t::is_status);
        Self { fitted, tickets: rows.into_iter().map(|row| row.ticket).collect(), wide }
    }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The preview with its two buttons.
pub(super) fn shown(
    lang: Lang,
    found: Preview,
    preview: RwSignal<Option<Preview>>,
    fill: impl Fn(&Preview) + 'static,
) -> impl IntoView {
    let fits = number(found.fitted.fits.len());
    let title = match found.wide {
        Some(wide) => t::paste_too_wide(lang, number(wide)),
        None => t::paste_fits(lang, fits),
    };
    let unfit = list(lang, found.fitted.unfit.iter().map(|one| unfit(lang, one)).collect());
    let unfit =
        unfit.map(|lines| view! { <p>{t::paste_unfit(lang, number(found.fitted.unfit.len()))}</p>{lines} });
    let ticket = |at: usize| found.tickets.get(at).cloned().unwrap_or_default();
    let lines =
        list(lang, found.fitted.fits.iter().map(|(at, text)| format!("{}  {text}", ticket(*at))).collect());
    let filling = (fits > 0).then(|| {
        let found = found.clone();
        view! {
            <button type="button" class="btn" on:click=move |_| fill(&found)>{t::paste_fill(lang, fits)}</button>
        }
    });
    view! {
        <section class="notice pasted" aria-labelledby=PREVIEW>
            <h2 id=PREVIEW tabindex="-1">{title}</h2>
            <p>{t::paste_nothing_yet(lang)}</p>
            {unfit}
            {lines}
            <p class="row">
                {filling}
                <button type="button" class="btn quiet" on:click=move |_| preview.set(None)>{text::desk::cancel(lang)}</button>
            </p>
        </section>
    }
}

/// The first lines, and how many there are more.
fn list(lang: Lang, lines: Vec<String>) -> Option<AnyView> {
    let (any, more) = (!lines.is_empty(), lines.len().saturating_sub(LISTED));
    let shown =
        lines.into_iter().take(LISTED).map(|line| view! { <li class="mono">{line}</li> }).collect_view();
    let more = (more > 0).then(|| view! { <li>{t::paste_more(lang, number(more))}</li> });
    any.then(|| view! { <ul class="plain">{shown}{more}</ul> }.into_any())
}

fn unfit(lang: Lang, one: &Unfit) -> String {
    let (ticket, text, why) = match one {
        Unfit::NoRow { ticket, text } => (ticket, text, t::paste_no_row(lang).to_owned()),
        Unfit::Twice { ticket, text } => (ticket, text, t::paste_twice(lang).to_owned()),
        Unfit::Wrong { ticket, text, fault, rule } => (ticket, text, t::typed_fault(lang, *fault, *rule)),
    };
    format!("{ticket}  {text}  {why}").trim_start().to_owned()
}
