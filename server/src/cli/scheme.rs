//! `linxuan scheme`: what a scheme file says, whether it can be used, and what such a file may hold.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use domain::scheme::{Scheme, digest_of, json_schema};
use service::offline;
use service::scheme_file::SchemeFile;
use text::{Lang, scheme as words, sheets as t};

use super::Outcome;

/// Check a scheme file, read it out, or print the JSON Schema of such files.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan scheme check S.toml
  linxuan scheme explain S.toml --lang zh
  linxuan scheme schema > scheme.schema.json")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List everything that is wrong with a scheme file, each fault with its line and field.
    ///
    /// Exit code 0: every scheme of the file can be used, and what should be looked at is listed; 2: one cannot, and
    /// everything is listed on standard error.
    #[command(after_help = "\
Examples:
  linxuan scheme check S.toml
  linxuan scheme check S.json --lang zh")]
    Check(File),
    /// Read every scheme of a file out: its digest, its formula and its rules as sentences.
    ///
    /// The sentences are made from the typed rules, so that they cannot differ from what is computed. Exit code 0: read out;
    /// 2: the file cannot be used, and why is listed.
    #[command(after_help = "\
Examples:
  linxuan scheme explain S.toml
  linxuan scheme explain S.toml --lang zh")]
    Explain(File),
    /// Print the JSON Schema (draft 2020-12) of scheme files, for editors that check while one types.
    #[command(after_help = "\
Examples:
  linxuan scheme schema > scheme.schema.json")]
    Schema,
}

/// A scheme file and a language.
#[derive(Debug, clap::Args)]
struct File {
    /// Scheme file (TOML or JSON): [scheme] and any [schemes.NAME]
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Language of the answer: zh or en
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = super::lang)]
    lang: Lang,
}

/// Answers.
pub fn run(args: &Args) -> Outcome {
    match &args.what {
        What::Check(file) => Ok(check(file)),
        What::Explain(file) => Ok(explain(file)),
        What::Schema => {
            let schema: serde_json::Value =
                serde_json::from_str(&json_schema()).context("the schema is no JSON")?;
            println!("{schema:#}");
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn check(File { file, lang }: &File) -> ExitCode {
    let seen = offline::scheme(file);
    let warnings = seen.found.warnings.iter().map(|warning| warning.sentence(*lang));
    let notices = count(seen.found.warnings.len());
    if seen.faults.is_empty() {
        let schemes = all(&seen.found);
        let left: Vec<String> = schemes.iter().filter_map(|one| not_carried_out(one, *lang)).collect();
        let last = t::scheme_usable(*lang, count(schemes.len()), notices.saturating_add(count(left.len())));
        println!("{}", warnings.chain(left).chain([last]).collect::<Vec<_>>().join("\n"));
        return ExitCode::SUCCESS;
    }
    let last = t::scheme_refused(*lang, count(seen.faults.len()), notices);
    let faults = seen.faults.iter().map(|fault| fault.sentence(*lang));
    eprintln!("{}", faults.chain(warnings).chain([last]).collect::<Vec<_>>().join("\n"));
    ExitCode::from(2)
}

/// What a scheme orders and no code carries out yet; `None` where that is nothing.
fn not_carried_out((name, scheme): &(String, &Scheme), lang: Lang) -> Option<String> {
    let parts = scheme.left_to_people();
    (!parts.is_empty()).then(|| t::not_carried_out(lang, name, &parts.join(", ")))
}

/// Every scheme of the file under the name of its table.
fn all(file: &SchemeFile) -> Vec<(String, &Scheme)> {
    let own = file.scheme.iter().map(|own| ("scheme".to_owned(), own));
    own.chain(file.schemes.iter().map(|(name, one)| (format!("schemes.{name}"), one))).collect()
}

fn explain(File { file, lang }: &File) -> ExitCode {
    let seen = offline::scheme(file);
    if !seen.faults.is_empty() {
        let faults: Vec<String> = seen.faults.iter().map(|fault| fault.sentence(*lang)).collect();
        eprintln!("{}", faults.join("\n"));
        return ExitCode::from(2);
    }
    let pages: Vec<String> =
        all(&seen.found).iter().map(|(name, scheme)| read_out(name, scheme, *lang)).collect();
    println!("{}", pages.join("\n\n"));
    if !seen.found.schemes.is_empty() {
        let digest = digest_of(seen.found.scheme.as_ref(), &seen.found.schemes);
        println!("\n{}", t::schemes_digest(*lang, &digest.grouped()));
    }
    for warning in &seen.found.warnings {
        eprintln!("{}", warning.sentence(*lang));
    }
    ExitCode::SUCCESS
}

fn read_out(name: &str, scheme: &Scheme, lang: Lang) -> String {
    let mut lines = vec![format!("[{name}]"), t::scheme_digest(lang, &scheme.digest().grouped())];
    lines.extend(words::formula_of(scheme, lang));
    lines.extend(words::sentences(scheme, lang).into_iter().map(|sentence| format!("  {sentence}")));
    lines.join("\n")
}
