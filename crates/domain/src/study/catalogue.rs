//! The catalogues as data: two files with code, level, official name and parent, read once.
//!
//! Owns: the rows and their order. Refuses: damaged files; a test reads every line, so that none is passed over here.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A national catalogue with its edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catalogue {
    /// 普通高等学校本科专业目录（2026年）.
    Undergraduate,
    /// 研究生教育学科专业目录（2022年）.
    Graduate,
}

impl Catalogue {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Undergraduate, Self::Graduate];

    const fn file(self) -> &'static str {
        match self {
            Self::Undergraduate => include_str!("../../data/study-undergraduate-2026.csv"),
            Self::Graduate => include_str!("../../data/study-graduate-2022.csv"),
        }
    }

    /// What stands before a code in its word: four digits alone would not say of which catalogue they are.
    const fn before(self) -> &'static str {
        match self {
            Self::Undergraduate => "",
            Self::Graduate => "G",
        }
    }
}

/// The level of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 学科门类.
    Discipline,
    /// 专业类 of the undergraduate catalogue.
    Class,
    /// 专业 of the undergraduate catalogue.
    Programme,
    /// 一级学科 of the graduate catalogue.
    FirstLevel,
    /// 专业学位类别 of the graduate catalogue.
    Professional,
}

impl Level {
    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "discipline" => Self::Discipline,
            "class" => Self::Class,
            "programme" => Self::Programme,
            "first_level" => Self::FirstLevel,
            "professional" => Self::Professional,
            _ => return None,
        })
    }
}

/// An entry.
pub(super) struct Row {
    pub(super) catalogue: Catalogue,
    pub(super) word: String,
    pub(super) level: Level,
    pub(super) name: &'static str,
    /// Place of the entry that holds it, from 1.
    pub(super) parent: Option<u16>,
}

/// Every entry; a file lists what holds others before them.
pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = Vec::new();
    for catalogue in Catalogue::ALL {
        for line in catalogue.file().lines().skip(1) {
            let mut cells = line.split(',');
            let mut next = || cells.next().unwrap_or_default();
            let (code, level, name, parent) = (next(), next(), next(), next());
            let Some(level) = Level::read(level) else { continue };
            let before = catalogue.before();
            let parent = format!("{before}{parent}");
            let parent = rows.iter().position(|row| row.catalogue == catalogue && row.word == parent);
            let parent = parent.and_then(|at| u16::try_from(at.saturating_add(1)).ok());
            rows.push(Row { catalogue, word: format!("{before}{code}"), level, name, parent });
        }
    }
    rows
});

static PLACES: LazyLock<HashMap<&'static str, u16>> =
    LazyLock::new(|| ROWS.iter().map(|row| row.word.as_str()).zip(1_u16..).collect());

/// Programmes that the edition of 2026 moved, by the code that they had before, with the code of today.
pub(super) static MOVED: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let file = include_str!("../../data/study-moved-2026.csv");
    file.lines().skip(1).filter_map(|line| line.split_once(',')).collect()
});

/// The place of a word, from 1.
pub(super) fn place(word: &str) -> Option<u16> {
    PLACES.get(word).copied()
}
