//! The words drawn from, one a line, in files beside the code.
//!
//! Owns: reading them. Refuses: empty lines and lines that begin with `#`.

use std::sync::LazyLock;

use super::stream::Stream;

/// A file's lines, read once.
pub(super) type List = LazyLock<Vec<&'static str>>;

fn lines(text: &'static str) -> Vec<&'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// One of the lines of `list`; empty where there is none.
pub(super) fn word(list: &List, stream: &mut Stream) -> &'static str {
    stream.pick(list).copied().unwrap_or_default()
}

pub(super) static SURNAMES: List = LazyLock::new(|| lines(include_str!("words/surnames.txt")));
pub(super) static COMPOUND_SURNAMES: List =
    LazyLock::new(|| lines(include_str!("words/compound-surnames.txt")));
pub(super) static GIVEN: List = LazyLock::new(|| lines(include_str!("words/given.txt")));
pub(super) static RARE_GIVEN: List = LazyLock::new(|| lines(include_str!("words/rare-given.txt")));
pub(super) static DOTTED: List = LazyLock::new(|| lines(include_str!("words/dotted-names.txt")));
pub(super) static PLACES: List = LazyLock::new(|| lines(include_str!("words/places.txt")));
pub(super) static ORGANS: List = LazyLock::new(|| lines(include_str!("words/organs.txt")));
pub(super) static POSTS: List = LazyLock::new(|| lines(include_str!("words/posts.txt")));
pub(super) static STUDIES: List = LazyLock::new(|| lines(include_str!("words/studies.txt")));
pub(super) static DIVISIONS: List = LazyLock::new(|| lines(include_str!("words/divisions.txt")));
pub(super) static RANKS: List = LazyLock::new(|| lines(include_str!("words/ranks.txt")));
pub(super) static CONDITIONS: List = LazyLock::new(|| lines(include_str!("words/conditions.txt")));
