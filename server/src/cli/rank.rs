//! `linxuan rank`: step 5 offline, without a database, by the same code.

use std::path::PathBuf;
use std::process::ExitCode;

use service::offline::{self, Outcome as Answer, Request, Wanted};
use text::Lang;

use super::Outcome;

/// Compute ranking, shortlists and every step of them from files.
///
/// Writes ranking.csv, ranking.xlsx, trace.jsonl and, where something is open, questions.json; what an earlier run left there and
/// this one does not write is taken away. Any order of rows gives the
/// same bytes. What a scheme orders beside the ranking (opening ratio, decision, publicity period …) is named on standard
/// error. Exit code 0: done; 3: all files written, some positions wait for a ruling; 2: nothing written, every fault
/// listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan rank --scheme S.toml --positions P.csv --marks M.csv --out result
  linxuan rank --scheme S.toml --positions P.xlsx --marks M.xlsx --examiners E.csv --rulings R.toml --out result --lang zh
  linxuan rank --scheme S.toml --positions P.csv --marks M.csv --out result --only-table")]
pub struct Args {
    /// Scheme file (TOML or JSON): [scheme] and any [schemes.NAME]
    #[arg(long, value_name = "FILE")]
    scheme: PathBuf,
    /// Positions (CSV or xlsx): position,plan[,scheme]
    #[arg(long, value_name = "FILE")]
    positions: PathBuf,
    /// Marks (CSV or xlsx): position,candidate and one column per key
    #[arg(long, value_name = "FILE")]
    marks: PathBuf,
    /// Examiners' marks (CSV or xlsx): position,candidate,component,panel,examiner,element,mark
    #[arg(long, value_name = "FILE")]
    examiners: Option<PathBuf>,
    /// Rulings (TOML or JSON): lines, rulings on ties, replacements
    #[arg(long, value_name = "FILE")]
    rulings: Option<PathBuf>,
    /// Folder for the results; made where it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write ranking.csv alone, without workbook and steps; questions.json too, where something is open
    #[arg(long)]
    only_table: bool,
    /// Language of the messages: zh or en
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = super::lang)]
    lang: Lang,
}

/// Computes, writes and tells.
pub fn run(args: &Args) -> Outcome {
    let answer = offline::run(&Request {
        scheme: args.scheme.clone(),
        positions: args.positions.clone(),
        marks: args.marks.clone(),
        examiners: args.examiners.clone(),
        rulings: args.rulings.clone(),
        out: args.out.clone(),
        wanted: if args.only_table { Wanted::Table } else { Wanted::All },
        lang: args.lang,
    });
    for notice in answer.notices(args.lang) {
        eprintln!("{notice}");
    }
    let lines = answer.lines(args.lang).join("\n");
    match answer {
        Answer::Ranked(_) | Answer::Open(_) => println!("{lines}"),
        Answer::Faulty(_) | Answer::Unwritable(_) => eprintln!("{lines}"),
    }
    Ok(ExitCode::from(answer.exit_code()))
}
