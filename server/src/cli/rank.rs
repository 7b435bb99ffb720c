//! `linxuan rank`: step 5 offline, without a database, by the same code.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use domain::id::Code;
use service::export::archive::{NoBasis, basis_of};
use service::keys::{self, Keys};
use service::offline::{self, Kept, Outcome as Answer, Request, Wanted};
use text::Lang;

use super::Outcome;
use super::verify::{LARGEST, told_again};
use crate::config::{Flags, Settings};

/// Compute ranking, shortlists and every step of them from files.
///
/// Writes ranking.csv, ranking.xlsx, trace.jsonl and, where something is open, questions.json; what an earlier run left there and
/// this one does not write is taken away. Any order of rows gives the
/// same bytes. What a scheme orders beside the ranking (opening ratio, decision, publicity period …) is named on standard
/// error. With --basis a ranking is computed again from what was kept of it, and every digest compared with the one that it had: the
/// file is the archive of a selection, which opens with the installation's key file. Exit code 0: done; 3: all files written, some
/// positions wait for a ruling; 2: nothing written, every fault listed; 1: a digest is another than it was.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan rank --scheme S.toml --positions P.csv --marks M.csv --out result
  linxuan rank --scheme S.toml --positions P.xlsx --marks M.xlsx --examiners E.csv --rulings R.toml --out result --lang zh
  linxuan rank --scheme S.toml --positions P.csv --marks M.csv --out result --only-table
  linxuan rank --basis archive.zip --out result")]
pub struct Args {
    /// Scheme file (TOML or JSON): [scheme] and any [schemes.NAME]
    #[arg(long, value_name = "FILE", required_unless_present = "basis")]
    scheme: Option<PathBuf>,
    /// Positions (CSV or xlsx): position,plan[,scheme]
    #[arg(long, value_name = "FILE", required_unless_present = "basis")]
    positions: Option<PathBuf>,
    /// Marks (CSV or xlsx): position,candidate and one column per key
    #[arg(long, value_name = "FILE", required_unless_present = "basis")]
    marks: Option<PathBuf>,
    /// Examiners' marks (CSV or xlsx): position,candidate,component,panel,examiner,element,mark
    #[arg(long, value_name = "FILE")]
    examiners: Option<PathBuf>,
    /// Rulings (TOML or JSON): lines, rulings on ties, replacements
    #[arg(long, value_name = "FILE")]
    rulings: Option<PathBuf>,
    /// The archive of a selection, or the opened basis of a ranking, in place of all these tables
    #[arg(long, value_name = "FILE", conflicts_with_all = ["scheme", "positions", "marks", "examiners", "rulings"])]
    basis: Option<PathBuf>,
    /// Which ranking of the archive, where it holds several
    #[arg(long, value_name = "CODE", requires = "basis", value_parser = code)]
    ranking: Option<Code>,
    /// Folder for the results; made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write ranking.csv alone, without workbook and steps; questions.json too, where something is open
    #[arg(long)]
    only_table: bool,
    /// Language of the messages: zh or en
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = super::lang)]
    lang: Lang,
    #[command(flatten)]
    settings: Flags,
}

fn code(text: &str) -> Result<Code, String> {
    text.trim().parse().map_err(|_| "the code of a ranking, as the archive names it".to_owned())
}

impl Args {
    const fn wanted(&self) -> Wanted {
        if self.only_table { Wanted::Table } else { Wanted::All }
    }
}

/// Computes, writes and tells.
pub fn run(args: &Args) -> Outcome {
    match (&args.basis, &args.scheme, &args.positions, &args.marks) {
        (Some(basis), ..) => again(args, basis),
        (None, Some(scheme), Some(positions), Some(marks)) => {
            let answer = offline::run(&Request {
                scheme: scheme.clone(),
                positions: positions.clone(),
                marks: marks.clone(),
                examiners: args.examiners.clone(),
                rulings: args.rulings.clone(),
                out: args.out.clone(),
                wanted: args.wanted(),
                lang: args.lang,
            });
            Ok(ExitCode::from(told(args, &answer)))
        }
        _ => bail!("give --scheme, --positions and --marks, or --basis"),
    }
}

/// Computes a ranking again from what was kept of it.
fn again(args: &Args, file: &Path) -> Outcome {
    let name = file.display().to_string();
    let length = std::fs::metadata(file).with_context(|| name.clone())?.len();
    if length > LARGEST {
        bail!("{name} holds {length} bytes; at most {LARGEST} are read");
    }
    let bytes = std::fs::read(file).with_context(|| name.clone())?;
    let (head, bytes) = if bytes.starts_with(b"PK") {
        let settings = Settings::load(&args.settings)?;
        let keys = Keys::of(&keys::load(&settings.key_file)?);
        match basis_of(&keys, &bytes, args.ranking) {
            Ok((head, plain)) => (Some(head), plain),
            Err(none) => {
                eprintln!("linxuan: {name}: {}", lacks(&none));
                return Ok(ExitCode::from(2));
            }
        }
    } else if args.ranking.is_some() {
        bail!("--ranking names a ranking of an archive, and {name} is none");
    } else {
        (None, bytes)
    };
    let (out, wanted, lang) = (args.out.clone(), args.wanted(), args.lang);
    let Some(done) = offline::run_again(&Kept { name: name.clone(), bytes, head, out, wanted, lang }) else {
        eprintln!("linxuan: {name} is neither the archive of a selection nor the basis of a ranking");
        return Ok(ExitCode::from(2));
    };
    println!("ranking {}: sha256 {}", done.head.ranking, done.head.result.grouped());
    let same = told_again(done.head.ranking, &done.again);
    let code = told(args, &done.outcome);
    Ok(if same { ExitCode::from(code) } else { ExitCode::FAILURE })
}

/// Why no basis comes out of an archive.
fn lacks(none: &NoBasis) -> String {
    match none {
        NoBasis::NoArchive => "it is no archive of a selection".to_owned(),
        NoBasis::Choose(all) if all.is_empty() => {
            "it holds no ranking with what it was computed from".to_owned()
        }
        NoBasis::Choose(all) => {
            let all: Vec<String> = all.iter().map(Code::to_string).collect();
            format!("give one of its rankings by --ranking: {}", all.join(", "))
        }
        NoBasis::Lost(code) => {
            format!("what ranking {code} was computed from is not there, or does not open with this key file")
        }
    }
}

/// Tells what came of it, and answers the exit code.
fn told(args: &Args, answer: &Answer) -> u8 {
    for notice in answer.notices(args.lang) {
        eprintln!("{notice}");
    }
    let lines = answer.lines(args.lang).join("\n");
    match answer {
        Answer::Ranked(_) | Answer::Open(_) => println!("{lines}"),
        Answer::Faulty(_) | Answer::Unwritable(_) => eprintln!("{lines}"),
    }
    answer.exit_code()
}
