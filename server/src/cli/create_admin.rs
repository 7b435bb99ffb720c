//! `linxuan create-admin`: the first account, which opens those of staff.

use std::process::ExitCode;

use anyhow::bail;
use domain::access::{Caller, Role};
use service::Fault;
use service::people::{self, RoleForm, StaffForm};
use text::{Lang, reasons};

use super::Outcome;
use crate::boot;
use crate::config::Flags;

/// Open an account for an administrator, who opens those of staff and touches no selection.
///
/// Prints a one-time code, which is stored nowhere and ends after 72 hours: with it the administrator chooses a password on
/// the page of the site named /en/sign-in/code.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan create-admin --name \"Li Wen\" --sign-in li.wen")]
pub struct Args {
    /// Name that stands in the audit trail
    #[arg(long)]
    name: String,
    /// Sign-in name
    #[arg(long, value_name = "NAME")]
    sign_in: String,
    #[command(flatten)]
    settings: Flags,
}

/// Opens the account.
pub fn run(args: &Args) -> Outcome {
    super::with_runtime(&args.settings, async |settings| {
        let opened = boot::open(&settings).await?;
        let service = boot::service(&settings, &opened)?;
        let role = RoleForm { role: Role::Administrator.word().to_owned(), ..RoleForm::default() };
        let form = StaffForm { name: args.name.clone(), sign_in_name: args.sign_in.clone(), role };
        let key = service.form_key();
        let done = people::open_staff(&service, &Caller::system("create-admin"), key, &form).await;
        drop(service);
        opened.store.close().await?;
        match done {
            Ok(issued) => {
                println!("sign-in name: {}", issued.sign_in_name);
                println!("one-time code: {}", issued.code.unwrap_or_default());
                println!("valid until: {}", text::dates::moment(Lang::En, issued.until.0));
                println!("choose a password at: {}/en/sign-in/code", settings.public_url.origin());
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
