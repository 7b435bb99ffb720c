//! Parts of a package by their names and relationships. Owns the finding of the main part, whatever it is called, and of
//! names that were packed unusually (other slashes, a leading slash, other case); refuses packages that are no workbook.

use super::xml::{Markup, Piece};
use crate::{Code, Kind};
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};
use zip::ZipArchive;
use zip::read::ZipFile;

/// A package that has been weighed.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    by_name: BTreeMap<String, usize>,
}

/// A part that flows.
pub(super) type Part<'p, 'b> = Markup<BufReader<ZipFile<'p, Cursor<&'b [u8]>>>>;

/// What a part points to.
pub(super) struct Relation {
    pub id: String,
    /// Last word of the relationship's type: `officeDocument`, `worksheet`, `styles`.
    pub kind: String,
    /// The part's name; empty where it lies outside the package.
    pub part: String,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Code> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Code::Damaged)?;
        let names = archive.file_names().enumerate();
        let by_name = names.filter_map(|(at, name)| Some((plain_name(&name.ok()?), at))).collect();
        Ok(Self { archive, by_name })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    pub(super) fn part<'p>(&'p mut self, name: &str) -> Result<Part<'p, 'b>, Code> {
        let at = *self.by_name.get(name).ok_or(Code::Damaged)?;
        let part = self.archive.by_index(at).map_err(|_| Code::Damaged)?;
        Ok(Markup::new(BufReader::new(part)))
    }

    /// What a part points to; nothing where it has no list of relationships. The package as a whole is the part "".
    pub(super) fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Code> {
        let (folder, file) = of.rsplit_once('/').map_or(("", of), |(folder, file)| (folder, file));
        let list = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        if !self.has(&list) {
            return Ok(Vec::new());
        }
        let folder = folder.to_owned();
        let mut markup = self.part(&list)?;
        let mut relations = Vec::new();
        loop {
            match markup.next_piece()? {
                Piece::Open(tag) if tag.is("Relationship") => {
                    let outside = tag
                        .attribute("TargetMode")?
                        .is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                    let target = tag.attribute("Target")?.unwrap_or_default();
                    let kind = tag.attribute("Type")?.unwrap_or_default();
                    relations.push(Relation {
                        id: tag.attribute("Id")?.unwrap_or_default(),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        part: if outside { String::new() } else { resolved(&folder, &target) },
                    });
                }
                Piece::End => return Ok(relations),
                Piece::Open(_) | Piece::Close(_) | Piece::Text(_) | Piece::Nothing => {}
            }
        }
    }

    /// The main part: the one that the package points to; by its usual name where the package points to nothing.
    pub(super) fn main(&mut self) -> Result<String, Code> {
        let pointed = self.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument");
        let main = pointed.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.part);
        if self.has(&main) && !main.ends_with(".bin") {
            Ok(main)
        } else {
            Err(Code::NotATable { seen: Kind::Archive })
        }
    }
}

/// A name as the package's own parts say it: plain slashes, none in front, case folded.
pub(crate) fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// A target seen from a folder; one that begins with a slash is seen from the package.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{plain_name, resolved};

    #[test]
    fn targets_are_found_however_they_are_written() {
        for (folder, target) in [
            ("xl", "worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/Sheet1.xml"),
            ("xl", "../xl/./worksheets\\sheet1.xml"),
            ("", "xl/worksheets/sheet1.xml"),
        ] {
            assert_eq!(resolved(folder, target), "xl/worksheets/sheet1.xml");
        }
        assert_eq!(plain_name("\\XL\\Workbook.xml"), "xl/workbook.xml");
    }
}
