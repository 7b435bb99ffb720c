//! `linxuan keys`: generations of the key that seals what people told.

use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Subcommand;
use service::Fault;
use service::keys::{self, KeyFile};
use service::rotation::{self, Progress, Refused};
use text::Lang;

use super::Outcome;
use crate::boot;
use crate::config::{Flags, Settings};

/// Tell, add and retire generations of the key that seals personal data.
///
/// The key file holds all of them: the newest seals, every one opens. After "rotate" the running program seals everything
/// anew beside its other work; "status" shows how far it is. Back the key file up after each change, apart from the database.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan keys status
  linxuan keys rotate --key-file /etc/linxuan/master.key
  linxuan keys reseal
  linxuan keys retire 1")]
pub struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Tell the generations, what each has sealed, and how far sealing anew is
    Status {
        #[command(flatten)]
        settings: Flags,
    },
    /// Add a generation, which seals from now on
    Rotate {
        #[command(flatten)]
        settings: Flags,
    },
    /// Seal everything anew now: for an installation whose program does not run
    Reseal {
        #[command(flatten)]
        settings: Flags,
    },
    /// Take a generation out of the key file, once nothing is sealed with it
    Retire {
        /// Its number
        generation: u8,
        #[command(flatten)]
        settings: Flags,
    },
}

/// Runs.
pub fn run(args: &Args) -> Outcome {
    match &args.act {
        Act::Status { settings } => {
            with_service(settings, async |settings, service| status(settings, service).await)
        }
        Act::Rotate { settings } => with_service(settings, async |settings, service| {
            let added = rotation::rotate(service).await.map_err(told)?;
            println!("generation {added} seals from now on; back up {}", settings.key_file.display());
            println!("the running program seals everything anew; without one type: linxuan keys reseal");
            Ok(ExitCode::SUCCESS)
        }),
        Act::Reseal { settings } => with_service(settings, async |settings, service| {
            while !rotation::round(service).await.map_err(|fault| told(Refused::Database(fault)))? {
                print_progress(service).await?;
            }
            status(settings, service).await
        }),
        Act::Retire { generation, settings } => with_service(settings, async |settings, service| {
            rotation::retire(service, *generation).await.map_err(told)?;
            println!("generation {generation} is out of use; back up {}", settings.key_file.display());
            Ok(ExitCode::SUCCESS)
        }),
    }
}

fn with_service(flags: &Flags, work: impl AsyncFnOnce(&Settings, &service::Service) -> Outcome) -> Outcome {
    super::with_runtime(flags, async |settings| {
        let opened = boot::open(&settings).await?;
        let service = boot::service(&settings, &opened)?;
        let outcome = work(&settings, &service).await;
        drop(service);
        opened.store.close().await?;
        outcome
    })
}

fn told(refused: Refused) -> anyhow::Error {
    match refused {
        Refused::Database(Fault::Busy) => anyhow!("the database is busy; nothing was lost, try again"),
        refused => refused.into(),
    }
}

async fn print_progress(service: &service::Service) -> anyhow::Result<()> {
    let progress = rotation::progress(service).await.map_err(|fault| told(Refused::Database(fault)))?;
    match progress {
        Progress::Done => println!("sealing anew: done"),
        Progress::At { columns, of, column } => {
            println!("sealing anew: {columns} of {of} columns, now {column}");
        }
    }
    Ok(())
}

async fn status(settings: &Settings, service: &service::Service) -> Outcome {
    let file: KeyFile = keys::load(&settings.key_file).context("the key file")?;
    let counts = rotation::counts(service).await.map_err(|fault| told(Refused::Database(fault)))?;
    let newest = file.newest().0;
    for (generation, at) in file.generations() {
        let of = counts.iter().filter(|count| count.generation == generation.number());
        let values: u64 = of.map(|count| count.values).sum();
        let seals = if generation == newest { ", seals" } else { "" };
        println!(
            "generation {generation}, added {}: {values} values{seals}",
            text::dates::moment(Lang::En, at.0)
        );
    }
    for count in counts.iter().filter(|count| count.generation != newest.number()) {
        println!("  {}: {} values of generation {}", count.column, count.values, count.generation);
    }
    print_progress(service).await?;
    Ok(ExitCode::SUCCESS)
}
