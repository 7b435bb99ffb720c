//! Stopped: that a selection is suspended or has ended, since when, why, and what that means for people.

use domain::course::Stop;
use domain::lifecycle::Phase;
use leptos::prelude::*;
use text::{Lang, course as t, dates, states};

use super::{Mood, Notice, UserText};

/// The box on top of every page of a posting that stopped; nothing for one that goes on.
pub fn stopped(lang: Lang, phase: Phase, stop: Option<&Stop>) -> AnyView {
    let (Some(stop), Some(what)) = (stop, t::what(phase, lang)) else { return ().into_any() };
    let at = stop.at.0;
    let since = t::since(lang, &dates::moment(lang, at));
    let reason = stop.reason.clone();
    view! {
        <Notice mood=Mood::Return title=states::phase(phase, lang)>
            <p><UserText lang=lang text=reason/></p>
            <p class="small soft"><time datetime=dates::attribute(at)>{since}</time></p>
            <p>{what}</p>
        </Notice>
    }
    .into_any()
}
