//! The basis of a ranking as a file: everything that the engine took to compute it, so that it can be computed again when marks,
//! rulings and positions have long become others.
//!
//! Lines of JSON, packed by gzip: a head with the digests that name the ranking, the schemes, the rulings with departures and drawn lots, then
//! each position, then each person's sheet. The order of positions and people is that of their codes, so that the same basis has the
//! same bytes. Owns writing and reading it. Refuses: computing; a file that says a thing twice or lacks one; more than [`LARGEST`] bytes
//! unpacked.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write as _};

use domain::digest::Digest;
use domain::id::Code;
use domain::marks::{Position, Settings, Sheet};
use domain::rulings::Rulings;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::scheme_file::{self, SchemeFile};

/// What the head says the file is.
pub const FORMAT: &str = "linxuan basis 1";
/// Bytes that a basis may unpack to: four times what a hundred thousand people with the marks of five examiners each take.
pub const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes that are handed to the packer at a time.
const BLOCK: usize = 65_536;

/// What names a ranking: the digests of what went in and came out, and the version of the program that computed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// Public code of the ranking.
    pub ranking: Code,
    /// The version of the program.
    pub engine: String,
    /// Digest of the schemes.
    pub scheme: Digest,
    /// Digest of positions and sheets.
    pub inputs: Digest,
    /// Digest of the rulings.
    pub rulings: Digest,
    /// Digest of the outcome.
    pub result: Digest,
}

/// A basis to write.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The head.
    pub head: &'a Head,
    /// The schemes.
    pub schemes: &'a SchemeFile,
    /// The rulings, with departures and lots.
    pub rulings: &'a Rulings,
    /// The positions with their places.
    pub positions: &'a [Position],
    /// What was entered for each person.
    pub sheets: &'a [Sheet],
}

/// A basis that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The head.
    pub head: Head,
    /// The schemes.
    pub schemes: SchemeFile,
    /// The rulings.
    pub rulings: Rulings,
    /// The positions.
    pub positions: Vec<Position>,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

impl Basis {
    /// Schemes and positions, as the engine takes them.
    #[must_use]
    pub fn settings(&self) -> Settings<'_> {
        Settings {
            scheme: self.schemes.scheme.as_ref(),
            schemes: &self.schemes.schemes,
            positions: &self.positions,
        }
    }
}

/// A line as it is written.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Said<'a> {
    Head(&'a Head),
    Schemes(&'a Value),
    Rulings(&'a Rulings),
    Position(&'a Position),
    Sheet(&'a Sheet),
}

/// A line as it is read.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Head(Head),
    Schemes(Value),
    Rulings(Rulings),
    Position(Position),
    Sheet(Sheet),
}

/// Writes a basis. Each line goes into the packer as soon as it is written; the whole never stands unpacked in memory.
///
/// # Errors
/// A scheme that has no form as a file, which no scheme is.
pub fn write(given: &Given<'_>) -> io::Result<Vec<u8>> {
    let mut to = BufWriter::with_capacity(BLOCK, GzEncoder::new(Vec::new(), Compression::fast()));
    let mut say = |said: Said<'_>| -> io::Result<()> {
        serde_json::to_writer(&mut to, &said)?;
        to.write_all(b"\n")
    };
    say(Said::Head(given.head))?;
    let schemes = scheme_file::file_to_json(given.schemes);
    let schemes: Value =
        serde_json::from_str(&schemes.ok_or_else(|| io::Error::other("a scheme without a form"))?)?;
    say(Said::Schemes(&schemes))?;
    say(Said::Rulings(given.rulings))?;
    let mut positions: Vec<&Position> = given.positions.iter().collect();
    positions.sort_by(|a, b| a.code.cmp(&b.code));
    for one in positions {
        say(Said::Position(one))?;
    }
    let mut sheets: Vec<&Sheet> = given.sheets.iter().collect();
    sheets.sort_by(|a, b| (&a.position, &a.candidate).cmp(&(&b.position, &b.candidate)));
    for one in sheets {
        say(Said::Sheet(&ordered(one)))?;
    }
    to.into_inner().map_err(io::IntoInnerError::into_error)?.finish()
}

/// The sheet with its examiners' marks in their order, which only some have otherwise.
fn ordered(sheet: &Sheet) -> Cow<'_, Sheet> {
    if sheet.examiners.is_sorted() {
        return Cow::Borrowed(sheet);
    }
    let mut sheet = sheet.clone();
    sheet.examiners.sort();
    Cow::Owned(sheet)
}

fn unpacked(bytes: &[u8]) -> impl BufRead {
    BufReader::with_capacity(BLOCK, GzDecoder::new(bytes).take(LARGEST))
}

/// Reads the head alone, which names the ranking that a basis was packed for; `None` for anything that does not begin with one. Nothing
/// after it is read: whether it is whole is known of what opened under the name that it was sealed for.
#[must_use]
pub fn head(bytes: &[u8]) -> Option<Head> {
    let mut line = Vec::new();
    unpacked(bytes).read_until(b'\n', &mut line).ok()?;
    match serde_json::from_slice(&line).ok()? {
        Line::Head(head) => Some(head).filter(|head| head.format == FORMAT),
        _ => None,
    }
}

/// Reads a basis; `None` for anything that is none, or not whole.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Basis> {
    let mut lines = unpacked(bytes);
    let (mut head, mut schemes, mut rulings) = (None, None, None);
    let (mut positions, mut sheets) = (Vec::new(), Vec::new());
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).ok()? == 0 {
            break;
        }
        match serde_json::from_slice(&line).ok()? {
            Line::Head(one) => put(&mut head, one)?,
            Line::Schemes(one) => put(&mut schemes, one)?,
            Line::Rulings(one) => put(&mut rulings, one)?,
            Line::Position(one) => positions.push(one),
            Line::Sheet(one) => sheets.push(one),
        }
    }
    let head = head.filter(|head: &Head| head.format == FORMAT)?;
    let schemes = serde_json::to_vec(&schemes?).ok()?;
    let schemes = scheme_file::read("schemes.json", &schemes).ok()?;
    Some(Basis { head, schemes, rulings: rulings?, positions, sheets })
}

/// Puts in what must not stand there yet.
fn put<T>(place: &mut Option<T>, one: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(one);
    Some(())
}

#[cfg(test)]
mod tests {
    use domain::calendar::parse_date;
    use domain::marks::{Entry, ExaminerMark, inputs_digest};
    use domain::rulings::{TieOrder, TieRuling};
    use domain::scheme::{Status, digest_of};

    use super::*;

    const SCHEMES: &str = r#"{"scheme":{"components":[{"key":"written","weight":"60"},{"key":"interview","weight":"40"}],
        "shortlists":[{"to":"inspection","ratio":"2:1","score":"total"}]},
        "schemes":{"other":{"components":[{"key":"written","weight":"100"}],
        "shortlists":[{"to":"inspection","ratio":"3:1","score":"total"}]}}}"#;

    fn examiner(name: &str, mark: &str) -> ExaminerMark {
        ExaminerMark {
            component: "interview".to_owned(),
            panel: "A".to_owned(),
            examiner: name.to_owned(),
            element: None,
            mark: mark.parse().unwrap(),
        }
    }

    fn sheet(position: &str, candidate: &str, mark: &str) -> Sheet {
        let entries = [
            ("written".to_owned(), Entry::Mark(mark.parse().unwrap())),
            ("interview".to_owned(), Entry::Status(Status::Absent)),
            ("room.interview".to_owned(), Entry::Room("1".to_owned())),
        ];
        let examiners = vec![examiner("2", "80.25"), examiner("1", "79")];
        Sheet {
            position: position.to_owned(),
            candidate: candidate.to_owned(),
            entries: entries.into(),
            examiners,
        }
    }

    fn position(code: &str, scheme: Option<&str>) -> Position {
        Position { code: code.to_owned(), plan: Some(2), scheme: scheme.map(str::to_owned) }
    }

    /// What a test writes, owned.
    fn basis() -> Basis {
        let schemes = scheme_file::read("s.json", SCHEMES.as_bytes()).unwrap();
        let rulings = Rulings {
            ties: vec![TieRuling {
                question: "q/inspection".to_owned(),
                by: TieOrder::Lots(vec!["2".to_owned(), "1".to_owned()]),
                witnesses: vec!["w".to_owned()],
                approver: "a".to_owned(),
                date: parse_date("2026-05-01").unwrap(),
            }],
            ..Rulings::default()
        };
        let positions = vec![position("q", Some("other")), position("p", None)];
        let sheets = vec![sheet("q", "2", "71.5"), sheet("p", "3", "60"), sheet("p", "1", "90.125")];
        let head = Head {
            format: FORMAT.to_owned(),
            ranking: "0123456789".parse().unwrap(),
            engine: "1.0.0".to_owned(),
            scheme: digest_of(schemes.scheme.as_ref(), &schemes.schemes),
            inputs: inputs_digest(&positions, &sheets),
            rulings: rulings.digest(),
            result: Digest::of(b"result"),
        };
        Basis { head, schemes, rulings, positions, sheets }
    }

    fn written(basis: &Basis) -> Vec<u8> {
        let Basis { head, schemes, rulings, positions, sheets } = basis;
        write(&Given { head, schemes, rulings, positions, sheets }).unwrap()
    }

    #[test]
    fn a_basis_reads_back_to_what_has_the_same_digests_in_any_order_of_its_people() {
        let one = basis();
        let bytes = written(&one);
        let back = read(&bytes).unwrap();
        assert_eq!((head(&bytes).as_ref(), &back.head), (Some(&one.head), &one.head));
        assert_eq!(digest_of(back.schemes.scheme.as_ref(), &back.schemes.schemes), one.head.scheme);
        assert_eq!(inputs_digest(&back.positions, &back.sheets), one.head.inputs);
        assert_eq!((back.rulings.digest(), &back.rulings), (one.head.rulings, &one.rulings));
        let mut other = one;
        other.positions.reverse();
        other.sheets.reverse();
        other.sheets.iter_mut().for_each(|sheet| sheet.examiners.reverse());
        assert_eq!(written(&other), bytes);
    }

    #[test]
    fn what_says_a_thing_twice_or_lacks_one_is_no_basis() {
        let mut text = String::new();
        GzDecoder::new(written(&basis()).as_slice()).read_to_string(&mut text).unwrap();
        let packed = |text: &str| {
            let mut to = GzEncoder::new(Vec::new(), Compression::fast());
            to.write_all(text.as_bytes()).unwrap();
            to.finish().unwrap()
        };
        assert!(read(&packed(&text)).is_some());
        let lines: Vec<&str> = text.lines().collect();
        for part in &lines[..3] {
            assert_eq!(read(&packed(&format!("{text}{part}\n"))), None, "twice: {part}");
            assert_eq!(read(&packed(&text.replace(&format!("{part}\n"), ""))), None, "without: {part}");
        }
        let other = packed(&text.replace(FORMAT, "linxuan basis 9"));
        assert_eq!((read(&other), head(&other)), (None, None));
        assert_eq!(head(&packed(&text.replace(&format!("{}\n", lines[0]), ""))), None, "it begins otherwise");
        assert_eq!(read(&packed(&text.replace("\"candidate\"", "\"name\""))), None);
        assert_eq!((read(text.as_bytes()), head(text.as_bytes())), (None, None), "not packed");
        let bytes = packed(&text);
        assert_eq!(read(&bytes[..bytes.len() - 9]), None, "cut off");
    }
}
