//! `linxuan verify`: the proof of a published file, and of the audit chain.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use documents::{Fonts, Papers};
use domain::digest::{Digest, SealLink};
use domain::id::Code;
use domain::view::desk::ranking::Again;
use service::audit::{self, Amiss, How, Report, Wrong};
use service::export::archive;
use service::export::verify::{Finding, verify};
use service::installation;
use service::keys::{self, Keys};
use service::open::paper::{self, Proof};
use sheets::archive::Amiss as Part;
use store::Store;
use text::Lang;
use text::ranking::again_said;

use super::Outcome;
use crate::config::{Flags, Settings};

/// Largest file that is read: the longest lists are a tenth of it.
pub(super) const LARGEST: u64 = 512 * 1024 * 1024;

/// Prove that a published list is what was sealed, or that the audit chain is whole.
///
/// FILE is the CSV download (the sealed bytes themselves), the xlsx print or the PDF; the digest is rebuilt from it and compared
/// with the one it shows and with --digest, as printed on the page of the list. A PDF is printed again from the list that is
/// attached to it, and every byte compared: this takes the font of papers and the version that printed it. Without --digest nothing
/// is proved: whoever changes a file can change the digest that it shows. Of the archive of a selection every file is compared with its
/// manifest, and every list with the digest under which it was published; with the installation's key file its rankings are computed again
/// from what they were computed from, which lies sealed in it, and their digests compared. The audit chain is checked with the installation's key
/// file: every event, every seal, and every row of marks, verdicts, lists, roles and so on against the act that wrote it last. Exit
/// code 0: it fits; 1: it does not; 2: FILE is no list.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan verify list.csv --digest \"9f86 d081 884c 7d65 9a2f eaa0 c55a d015 a3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08\"
  linxuan verify list.xlsx
  linxuan verify list.pdf
  linxuan verify archive.zip
  linxuan verify --chain
  linxuan verify --chain --witness 12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
pub struct Args {
    /// A list as CSV, xlsx or PDF, or the archive of a selection
    #[arg(required_unless_present = "chain", conflicts_with = "chain")]
    file: Option<PathBuf>,
    /// The digest it should have; groups and case do not matter
    #[arg(long, value_name = "SHA256", value_parser = digest, requires = "file")]
    digest: Option<Digest>,
    /// Walk the audit chain of the database and every row that is bound to it instead
    #[arg(long)]
    chain: bool,
    /// Number and link of a seal as a list prints them; may be given several times
    #[arg(long, value_name = "NUMBER:LINK", value_parser = witness, requires = "chain")]
    witness: Vec<(i64, Digest)>,
    #[command(flatten)]
    settings: Flags,
}

fn digest(text: &str) -> Result<Digest, String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    plain.parse().map_err(|_| "64 hexadecimal digits, in groups or not".to_owned())
}

fn witness(text: &str) -> Result<(i64, Digest), String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let seal: SealLink =
        plain.parse().map_err(|_| "as a list prints it: a number, a colon, 64 hexadecimal digits")?;
    Ok((seal.no, seal.link))
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
            let keys = Keys::of(&keys::load(&settings.key_file)?);
            installation::expect_root(&store, &keys, &settings.key_file).await?;
            let report = audit::verify_chain(&store, &keys, &args.witness)
                .await
                .context("the walk along the chain")?;
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
    if let Some(report) = archive::prove(&bytes) {
        let same = report.rankings.is_empty() || computed_again(args, &report);
        let told = told_of_archive(file, expected.map(|wanted| (wanted, Digest::of(&bytes))), &report);
        return Ok(if same { told } else { ExitCode::FAILURE });
    }
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

/// Computes the rankings of an archive again where the key file is at hand, tells what came of each, and answers whether every one has its
/// digest. What cannot be opened without the keys is told and is no fault of the archive.
fn computed_again(args: &Args, report: &archive::Report) -> bool {
    let settings = Settings::load(&args.settings).ok();
    let Some(held) = settings.and_then(|settings| keys::load(&settings.key_file).ok()) else {
        println!(
            "rankings: not computed again, since what they were computed from opens with the key file alone"
        );
        return true;
    };
    let mut same = true;
    for (code, outcome) in archive::computed_again(&Keys::of(&held), report) {
        same &= told_again(code, &outcome);
    }
    same
}

/// Tells what came of a ranking that was computed again, and answers whether every digest is the one that it had.
pub(super) fn told_again(code: Code, outcome: &Again) -> bool {
    if *outcome == Again::Same {
        println!("ranking {code}: computed again, same digest");
    } else {
        eprintln!("linxuan: ranking {code}: {}", again_said(outcome, Lang::En));
    }
    *outcome == Again::Same
}

/// Tells what an archive turned out to be; `digests` are the one that was asked for and its own.
fn told_of_archive(file: &Path, digests: Option<(Digest, Digest)>, report: &archive::Report) -> ExitCode {
    for (name, digest) in &report.lists {
        println!("{name}: {}", digest.grouped());
    }
    if let Some(panels) = report.panels {
        println!("{}: {}", archive::RECORDED, panels.grouped());
    }
    println!("files: {}\nlists: {}", report.files, report.lists.len());
    let name = file.display();
    for amiss in &report.amiss {
        match amiss {
            Part::Manifest => eprintln!("linxuan: the manifest of {name} cannot be read"),
            Part::Altered(part) => eprintln!("linxuan: {part} is not what the manifest says"),
            Part::Missing(part) => eprintln!("linxuan: {part} is missing"),
            Part::Stranger(part) => eprintln!("linxuan: {part} does not stand in the manifest"),
        }
    }
    for part in &report.wrong {
        if part == archive::RECORDED {
            eprintln!("linxuan: {part} is not what the index of the panels names");
            continue;
        }
        eprintln!(
            "linxuan: {part} is not the list of the digest that the index names, or its print carries another"
        );
    }
    let other = digests.filter(|(wanted, own)| wanted != own);
    if let Some((wanted, own)) = other {
        eprintln!("sha256: {}\nwanted: {}", own.grouped(), wanted.grouped());
    }
    if other.is_some() || !report.is_whole() {
        eprintln!("linxuan: {name} is not what was made");
        return ExitCode::FAILURE;
    }
    match digests {
        Some(_) => println!("whole: the file is the archive of the digest that was asked for"),
        None => println!(
            "not compared: every file is what its manifest says, and every list what its index says, which whoever changes an archive can write anew; give the digest that the audit trail names by --digest"
        ),
    }
    ExitCode::SUCCESS
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
    println!(
        "seals: {}\nevents: {}\nwaiting for a seal: {}\nbound rows: {}",
        report.seals, report.events, report.waiting, report.rows
    );
    if let Some(head) = &report.head {
        println!("newest seal: {}", SealLink { no: head.no, link: head.link });
    }
    if report.wrong.is_empty() {
        println!("whole: every event is what was sealed, and every bound row is as its last act left it");
        return ExitCode::SUCCESS;
    }
    for wrong in &report.wrong.kept {
        eprintln!("linxuan: {}", words(wrong));
    }
    if report.wrong.more > 0 {
        eprintln!("linxuan: and {} more", report.wrong.more);
    }
    let all = u64::try_from(report.wrong.kept.len()).unwrap_or(u64::MAX).saturating_add(report.wrong.more);
    eprintln!("linxuan: the database is not what was recorded: {all} findings");
    ExitCode::FAILURE
}

fn words(wrong: &Wrong) -> String {
    match wrong {
        Wrong::SealMissing(no) => format!("seal {no} is missing"),
        Wrong::Link(no) => format!("seal {no} does not name the link before it"),
        Wrong::Algorithm(no) => format!("seal {no} was made by a scheme that this program does not know"),
        Wrong::SealTag(no) => format!("seal {no} does not carry the tag of this installation"),
        Wrong::Entries(no) => format!("the list of events of seal {no} has a gap or another length"),
        Wrong::EventMissing(no, event) => format!("event {} of seal {no} is gone", event.0),
        Wrong::Events(no) => format!("the events of seal {no} are not those that were sealed"),
        Wrong::Witness(no) => format!("the link of seal {no} is not the one kept outside"),
        Wrong::Stray(event) => format!("event {} is neither sealed nor waiting for a seal", event.0),
        Wrong::Forged(event) => format!("event {} does not carry the tag of this installation", event.0),
        Wrong::Rows(event) => format!("the rows of event {} are not those that its act wrote", event.0),
        Wrong::Row(amiss) => row(amiss),
    }
}

fn row(amiss: &Amiss) -> String {
    let Amiss { table, key: (by, key), code, how } = amiss;
    let code = code.as_ref().map(|code| format!(" (code {code})")).unwrap_or_default();
    let what = match how {
        How::Altered => "is not as its last act left it".to_owned(),
        How::Missing => "is gone, and no act deleted it".to_owned(),
        How::Stray => "was written by no act".to_owned(),
        How::Before(event) => format!("had been altered before the act of event {event} wrote it"),
        How::Outside => "was written past the program".to_owned(),
    };
    format!("table {table}, {by} {key}{code}: {what}")
}
