//! `linxuan verify`: the proof of a published file, and of the audit chain.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use documents::{Fonts, Papers};
use domain::digest::Digest;
use service::audit::{self, Report, Wrong};
use service::export::verify::{Finding, verify};
use service::open::paper::{self, Proof};
use store::Store;

use super::Outcome;
use crate::config::{Flags, Settings};

/// Largest file that is read: the longest lists are a tenth of it.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Prove that a published list is what was sealed, or that the audit chain is whole.
///
/// FILE is the CSV download (the sealed bytes themselves), the xlsx print or the PDF; the digest is rebuilt from it and compared
/// with the one it shows and with --digest, as printed on the page of the list. A PDF is printed again from the list that is
/// attached to it, and every byte compared: this takes the font of papers and the version that printed it. Without --digest nothing is proved: whoever
/// changes a file can change the digest that it shows. Exit code 0: it fits; 1: it does not; 2: FILE is no list.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan verify list.csv --digest \"9f86 d081 884c 7d65 9a2f eaa0 c55a d015 a3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08\"
  linxuan verify list.xlsx
  linxuan verify list.pdf
  linxuan verify --chain
  linxuan verify --chain --witness 12=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
pub struct Args {
    /// A list as CSV, xlsx or PDF
    #[arg(required_unless_present = "chain", conflicts_with = "chain")]
    file: Option<PathBuf>,
    /// The digest it should have; groups and case do not matter
    #[arg(long, value_name = "SHA256", value_parser = digest, requires = "file")]
    digest: Option<Digest>,
    /// Walk the audit chain of the database instead
    #[arg(long)]
    chain: bool,
    /// A link printed or kept outside, as seal number and link; may be given several times
    #[arg(long, value_name = "NO=LINK", value_parser = witness, requires = "chain")]
    witness: Vec<(i64, Digest)>,
    #[command(flatten)]
    settings: Flags,
}

fn digest(text: &str) -> Result<Digest, String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    plain.parse().map_err(|_| "64 hexadecimal digits, in groups or not".to_owned())
}

fn witness(text: &str) -> Result<(i64, Digest), String> {
    let (number, link) = text.split_once('=').ok_or("a seal number, =, and the link")?;
    let number = number.trim().parse().map_err(|_| "a seal number before =")?;
    Ok((number, digest(link)?))
}

/// Proves.
pub fn run(args: &Args) -> Outcome {
    match &args.file {
        Some(file) => list(file, args),
        None => super::with_runtime(&args.settings, async |settings| {
            let connection = store::connect::Settings::new(&settings.database.url());
            if !crate::boot::pending(&settings).await?.is_empty() {
                bail!(
                    "database {} lacks migrations of this version; apply them with: linxuan migrate",
                    settings.database
                );
            }
            let store = Store::connect(&connection)
                .await
                .with_context(|| format!("database {}", settings.database))?;
            let report =
                audit::verify_chain(&store, &args.witness).await.context("the walk along the chain")?;
            store.close().await?;
            Ok(tell(&report))
        }),
    }
}

fn list(file: &PathBuf, args: &Args) -> Outcome {
    let expected = args.digest;
    let named = || file.display().to_string();
    let length = std::fs::metadata(file).with_context(named)?.len();
    if length > LARGEST {
        bail!("{} holds {length} bytes; a list holds at most {LARGEST}", file.display());
    }
    let bytes = std::fs::read(file).with_context(named)?;
    if !bytes.starts_with(paper::BEGINNING) {
        return Ok(told(file, expected, verify(&bytes, expected)));
    }
    let papers = Papers::new(Fonts::carried_or(Settings::load(&args.settings)?.fonts));
    match paper::prove(&papers, &bytes, expected).with_context(named)? {
        Proof::Found(finding) => Ok(told(file, expected, finding)),
        Proof::Otherwise(list) => {
            let ours = papers.made_by().with_context(named)?;
            eprintln!("sha256 of the attached list: {}", list.digest.grouped());
            eprintln!(
                "linxuan: {} is not what {ours} prints from this list: it was changed, or printed by another version or with other fonts (its keywords name them)",
                file.display()
            );
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Tells what a file turned out to be.
fn told(file: &Path, expected: Option<Digest>, finding: Finding) -> ExitCode {
    match finding {
        Finding::Whole(list) => {
            for (key, value) in &list.head {
                println!("{key}: {value}");
            }
            println!("rows: {}\nsha256: {}", list.rows, list.digest.grouped());
            match expected {
                Some(_) => println!("whole: the file is the list of the digest that was asked for"),
                None => println!(
                    "not compared: the file reads as a list; give the digest of its public page by --digest"
                ),
            }
            ExitCode::SUCCESS
        }
        Finding::Differs { list, wanted } => {
            eprintln!("sha256: {}\nwanted: {}", list.digest.grouped(), wanted.grouped());
            eprintln!("linxuan: {} is not what was sealed", file.display());
            ExitCode::FAILURE
        }
        Finding::NoList => {
            eprintln!(
                "linxuan: {} is neither the sealed bytes of a list nor a print of them",
                file.display()
            );
            ExitCode::from(2)
        }
    }
}

fn tell(report: &Report) -> ExitCode {
    println!("seals: {}\nevents: {}\nwaiting for a seal: {}", report.seals, report.events, report.waiting);
    if let Some(head) = &report.head {
        println!("newest link: {}={}", head.no, head.link);
    }
    match &report.wrong {
        None => {
            println!("whole: every event is what was sealed");
            ExitCode::SUCCESS
        }
        Some(wrong) => {
            eprintln!("linxuan: the chain does not hold: {}", words(wrong));
            ExitCode::FAILURE
        }
    }
}

fn words(wrong: &Wrong) -> String {
    match wrong {
        Wrong::SealMissing(no) => format!("seal {no} is missing"),
        Wrong::Link(no) => format!("seal {no} does not name the link before it"),
        Wrong::Algorithm(no) => format!("seal {no} was made by a scheme that this program does not know"),
        Wrong::Entries(no) => format!("the list of events of seal {no} has a gap or another length"),
        Wrong::EventMissing(no, event) => format!("event {} of seal {no} is gone", event.0),
        Wrong::Events(no) => format!("the events of seal {no} are not those that were sealed"),
        Wrong::Witness(no) => format!("the link of seal {no} is not the one kept outside"),
        Wrong::Stray(event) => format!("event {} is neither sealed nor waiting for a seal", event.0),
    }
}
