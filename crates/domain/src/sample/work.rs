//! Where generated people work, and what generated positions ask.
//!
//! Owns: units, present posts, years and studies; titles and conditions of positions. Refuses: real places.

use super::stream::Stream;
use super::words::{CONDITIONS, DIVISIONS, ORGANS, PLACES, POSTS, RANKS, STUDIES, word};
use crate::registration::ServicePart;
use crate::text::{Line, Words};

/// Present unit, post, years and studies: section 2 of an application.
pub type Background = ServicePart;

/// A unit of an invented place.
#[must_use]
pub fn unit(stream: &mut Stream) -> Line {
    Line::stored(format!("{}{}", word(&PLACES, stream), word(&ORGANS, stream)))
}

/// The service of somebody who may apply: two years and more, most of them partly at the grass roots.
#[must_use]
pub fn background(stream: &mut Stream) -> Background {
    let service_years = years(stream, 2, 14);
    let grassroots_years = years(stream, 0, 6).min(service_years);
    ServicePart {
        unit: unit(stream),
        post: Line::stored(word(&POSTS, stream).to_owned()),
        service_years,
        grassroots_years,
        education: Line::stored(word(&STUDIES, stream).to_owned()),
    }
}

fn years(stream: &mut Stream, low: i64, high: i64) -> u32 {
    u32::try_from(stream.between(low, high)).unwrap_or(0)
}

/// The title of a position: a division and a rank.
#[must_use]
pub fn position_title(stream: &mut Stream) -> Line {
    Line::stored(format!("{}{}", word(&DIVISIONS, stream), word(&RANKS, stream)))
}

/// What a position asks, in words.
#[must_use]
pub fn position_conditions(stream: &mut Stream) -> Words {
    Words::stored(word(&CONDITIONS, stream).to_owned())
}
