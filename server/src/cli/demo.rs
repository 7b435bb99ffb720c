//! `linxuan demo`: fills an empty database with the demonstration and prints a sign-in for every role.

use std::process::ExitCode;

use anyhow::{Context, bail};
use service::demo::{self, DemoError, Holds, Options, Progress, SignIn};
use service::effects::Stopwatch;
use text::Lang;

use super::Outcome;
use crate::config::{Flags, Settings};
use crate::{boot, owned, served};

/// Fill an empty database with the demonstration: selections at every stage, a sign-in for every role.
///
/// Scores come from printed tables; people are generated and nobody can sign in as them. A database that holds anything
/// else is left alone.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan demo
  linxuan demo --if-empty
  linxuan demo --reset
  linxuan demo --size 100000
  linxuan demo --reset --data /var/lib/linxuan-try")]
pub struct Args {
    /// Empty the database first; only one that this command made, that no server serves, and in which nobody else opened an account
    #[arg(long)]
    reset: bool,
    /// Build only where there is nothing yet; print the sign-ins of a demonstration that is there
    #[arg(long, conflicts_with = "reset")]
    if_empty: bool,
    /// One generated posting with this many applications instead, 1 to 1000000
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=demo::LARGEST))]
    size: Option<u64>,
    /// Another seed gives other people and other interview marks
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    #[command(flatten)]
    settings: Flags,
}

/// Builds.
pub fn run(args: &Args) -> Outcome {
    super::with_runtime(&args.settings, async |settings| {
        let _alone = if args.reset {
            owned::prepare(&settings)?;
            Some(served::alone(&settings)?)
        } else {
            None
        };
        boot::migrate(&settings).await?;
        let opened = boot::open(&settings).await?;
        let service = boot::service(&settings, &opened)?;
        match demo::holds(&service).await? {
            Holds::Nothing => {}
            Holds::Demonstration if args.reset => {
                opened.store.close().await?;
                return rebuild(&settings, args).await;
            }
            Holds::Used(accounts) if args.reset => bail!(
                "database {} holds a demonstration in which people opened {accounts} accounts of their own, and is left alone; \
                 choose another with --data or --database, or remove it by hand",
                settings.database
            ),
            Holds::Demonstration | Holds::Used(_) if args.if_empty => {
                print(&demo::sign_ins(&service));
                return Ok(ExitCode::SUCCESS);
            }
            Holds::Other if args.if_empty => return Ok(ExitCode::SUCCESS),
            Holds::Demonstration | Holds::Used(_) => {
                bail!(
                    "database {} holds a demonstration; start over with: linxuan demo --reset",
                    settings.database
                )
            }
            Holds::Other => bail!(
                "database {} holds more than this command made, and is left alone; choose another with --data or \
                 --database",
                settings.database
            ),
        }
        build(&service, args).await
    })
}

/// Empties the database, whose maker is known by now, and builds.
async fn rebuild(settings: &Settings, args: &Args) -> Outcome {
    migrations::rebuild(&settings.database.url())
        .await
        .with_context(|| format!("database {}", settings.database))?;
    let opened = boot::open(settings).await?;
    build(&boot::service(settings, &opened)?, args).await
}

async fn build(service: &service::Service, args: &Args) -> Outcome {
    let watch = Stopwatch::start();
    let options = Options { size: args.size, seed: args.seed };
    let mut tell = |progress| {
        let took = watch.elapsed();
        eprintln!("{:>5}.{} s  {}", took.as_secs(), took.subsec_millis() / 100, words(&progress));
    };
    let built = Box::pin(demo::build(service, &options, &mut tell)).await;
    let sign_ins = built.map_err(|error| match error {
        DemoError::Fault(_) => {
            anyhow::Error::from(error).context("half built; start over with: linxuan demo --reset")
        }
        DemoError::NotEmpty | DemoError::Size | DemoError::Broken(_) => error.into(),
    })?;
    print(&sign_ins);
    Ok(ExitCode::SUCCESS)
}

fn words(progress: &Progress) -> String {
    match progress {
        Progress::SignIns => "sign-ins are open".to_owned(),
        Progress::Posting { title } => format!("posting {title}"),
        Progress::People { done, of } => format!("  {done} of {of} applications"),
        Progress::Screened => "  screening finished".to_owned(),
        Progress::Ranked => "  ranking computed".to_owned(),
        Progress::Published { stage } => format!("  list {stage} signed and published"),
        Progress::Sealed => "events sealed".to_owned(),
    }
}

/// The sign-ins on standard output, one a line.
fn print(sign_ins: &[SignIn]) {
    for SignIn { role, name, password } in sign_ins {
        println!("{:<14} {name:<14} {password}   {}", role.word(), text::desk::role_word(*role, Lang::Zh));
    }
}
