//! `linxuan create-admin`: the first account, which opens those of staff.

use std::io::{BufRead, stdin};
use std::process::ExitCode;

use anyhow::{Context, bail};
use domain::access::{Caller, Role};
use service::Fault;
use service::accounts::{self, StaffForm};
use service::effects::Random;
use text::{Lang, reasons};

use super::Outcome;
use crate::boot;
use crate::config::Flags;

/// Open an account for an administrator, who opens those of staff and touches no selection.
///
/// Without --password-stdin a password is made and printed once; it is stored nowhere.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan create-admin --name \"Li Wen\" --sign-in li.wen
  printf '%s' \"$PASSWORD\" | linxuan create-admin --name \"Li Wen\" --sign-in li.wen --password-stdin")]
pub struct Args {
    /// Name that stands in the audit trail
    #[arg(long)]
    name: String,
    /// Sign-in name
    #[arg(long, value_name = "NAME")]
    sign_in: String,
    /// Read the password (13 to 128 characters) from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    settings: Flags,
}

/// Opens the account.
pub fn run(args: &Args) -> Outcome {
    let typed = if args.password_stdin { Some(first_line()?) } else { None };
    super::with_runtime(&args.settings, async |settings| {
        let opened = boot::open(&settings).await?;
        let service = boot::service(&settings, &opened)?;
        let made = typed.is_none().then(|| make(&Random::system()));
        let form = StaffForm {
            name: args.name.clone(),
            sign_in_name: args.sign_in.clone(),
            password: typed.or_else(|| made.clone()).unwrap_or_default(),
            role: Role::Administrator.word().to_owned(),
        };
        let done =
            accounts::open_staff(&service, &Caller::system("create-admin"), service.form_key(), &form).await;
        drop(service);
        opened.store.close().await?;
        match done {
            Ok(_) => {
                println!("sign-in name: {}", args.sign_in);
                if let Some(password) = made {
                    println!("password: {password}");
                }
                Ok(ExitCode::SUCCESS)
            }
            Err(Fault::Refused(refused)) => {
                let said: Vec<String> =
                    refused.iter().map(|reason| reasons::sentence(reason, Lang::En)).collect();
                bail!("the account was not opened: {}", said.join(" "))
            }
            Err(fault) => bail!("the account was not opened: {fault:?}"),
        }
    })
}

fn first_line() -> anyhow::Result<String> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line).context("no password on standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// 100 random bits in groups that can be read out.
fn make(random: &Random) -> String {
    let codes = [random.code().to_string(), random.code().to_string()];
    let halves = codes.iter().flat_map(|code| [&code[..5], &code[5..]]);
    halves.collect::<Vec<_>>().join("-")
}
