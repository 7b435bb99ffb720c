//! The real tables that the demonstration stands on.
//!
//! Owns: reading them. They were printed by the authorities; people's names were dropped before they came here. Refuses:
//! quoted cells and anything else that these files do not hold; they are part of the program, so a fault in them is a fault
//! of the program.

use std::collections::BTreeMap;

use domain::number::Score;

use super::Broken;

const ZHENGZHOU: &str = include_str!("../../../domain/tests/cases/zhengzhou-2024.csv");
const ANHUI: &str = include_str!("../../../domain/tests/cases/anhui-2026.csv");

/// One line of the Zhengzhou table.
#[derive(Debug)]
pub(super) struct Zhengzhou {
    pub plan: u32,
    pub xingce: Score,
    pub shenlun: Score,
    pub police: Option<Score>,
    pub written_total: Score,
}

/// One line of the Anhui table; who was absent has no interview mark.
#[derive(Debug)]
pub(super) struct Anhui {
    pub written: Score,
    pub interview: Option<Score>,
}

/// The Zhengzhou table by post, in the order of the codes.
pub(super) fn zhengzhou() -> Result<BTreeMap<String, Vec<Zhengzhou>>, Broken> {
    by_post(ZHENGZHOU, |line| {
        Ok(Zhengzhou {
            plan: line.text("plan")?.parse().map_err(|_| line.broken("plan"))?,
            xingce: line.score("xingce")?,
            shenlun: line.score("shenlun")?,
            police: line.blank_or_score("police")?,
            written_total: line.score("written_total")?,
        })
    })
}

/// The Anhui table by post.
pub(super) fn anhui() -> Result<BTreeMap<String, Vec<Anhui>>, Broken> {
    by_post(ANHUI, |line| {
        let came = line.text("interview_absent")? == "0";
        let interview = line.blank_or_score("interview")?.filter(|_| came);
        Ok(Anhui { written: line.score("written")?, interview })
    })
}

fn by_post<T>(
    table: &str,
    read: impl Fn(&Line<'_>) -> Result<T, Broken>,
) -> Result<BTreeMap<String, Vec<T>>, Broken> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let mut posts: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for cells in lines {
        let line = Line { header: &header, cells: cells.split(',').collect() };
        posts.entry(line.text("post_code")?.to_owned()).or_default().push(read(&line)?);
    }
    Ok(posts)
}

/// A line under its header.
struct Line<'a> {
    header: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl Line<'_> {
    fn text(&self, column: &str) -> Result<&str, Broken> {
        let at = self.header.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).copied().ok_or_else(|| self.broken(column))
    }

    fn score(&self, column: &str) -> Result<Score, Broken> {
        self.text(column)?.parse().map_err(|_| self.broken(column))
    }

    fn blank_or_score(&self, column: &str) -> Result<Option<Score>, Broken> {
        if self.text(column)?.is_empty() { Ok(None) } else { self.score(column).map(Some) }
    }

    fn broken(&self, column: &str) -> Broken {
        Broken(format!("column {column} of {:?}", self.cells))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tables_are_whole() {
        let zhengzhou = super::zhengzhou().expect("reads");
        assert_eq!((zhengzhou.len(), zhengzhou.values().map(Vec::len).sum::<usize>()), (392, 2137));
        let anhui = super::anhui().expect("reads");
        assert_eq!((anhui.len(), anhui.values().map(Vec::len).sum::<usize>()), (68, 276));
        assert!(anhui.values().flatten().any(|line| line.interview.is_none()));
    }
}
