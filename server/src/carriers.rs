//! Carriers of messages: what the outbox hands letters to.
//!
//! Owns: which way goes where, by the settings. Refuses: trying again, which is the outbox's, and logging whom a letter goes to or what
//! it says.

mod files;
mod letter;
pub mod sms;
pub mod smtp;

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

use domain::messages::Channel;
use service::messages::{Carrier, Letter, Refused};

pub use letter::Sender;
pub use sms::Gateway;
pub use smtp::Server;

use files::Folder;
use sms::Sms;
use smtp::Smtp;

/// Where mail goes.
#[derive(Clone, PartialEq, Eq)]
pub enum MailWay {
    /// Nowhere: messages stand in the account alone.
    None,
    /// Into files of a folder, one a message.
    Files,
    /// To a server.
    Server(Server),
}

impl std::fmt::Debug for MailWay {
    /// Leaves the server's name and password out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Files => "files",
            Self::Server(_) => "a server",
        })
    }
}

/// The carriers of this process.
pub struct Carriers {
    mail: Option<Mail>,
    sms: Option<Sms>,
}

enum Mail {
    Files(Folder),
    Server(Smtp),
}

impl Carriers {
    /// Carriers by the settings: mail with its sender, and short messages where there is a gateway. `folder` is where files go, `whole` how
    /// long a letter to the other side may take.
    #[must_use]
    pub fn new(
        (mail, sender): (&MailWay, &Sender),
        sms: Option<&Gateway>,
        (folder, whole): (PathBuf, Duration),
    ) -> Self {
        let mail = match mail {
            MailWay::None => None,
            MailWay::Files => Some(Mail::Files(Folder::new(folder, sender.clone()))),
            MailWay::Server(server) => Some(Mail::Server(Smtp::new(server, sender.clone(), whole))),
        };
        Self { mail, sms: sms.map(|gateway| Sms::new(gateway, whole)) }
    }

    async fn mail(&self, letter: &Letter) -> Result<(), Refused> {
        match &self.mail {
            Some(Mail::Files(folder)) => folder.carry(letter).await,
            Some(Mail::Server(server)) => server.carry(letter).await,
            // The way was there when the message was told, and is not any more.
            None => Err(Refused::Down),
        }
    }
}

impl Carrier for Carriers {
    fn carry<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), Refused>> + Send + 'a>> {
        Box::pin(async move {
            match letter.channel {
                Channel::Mail => self.mail(letter).await,
                Channel::Sms => match &self.sms {
                    Some(sms) => sms.carry(letter).await,
                    None => Err(Refused::Down),
                },
            }
        })
    }
}
