//! A letter as mail: headers, and the text as UTF-8.

use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use service::messages::{Letter, Refused};

/// Who messages come from: an address, perhaps with a name ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    /// Reads `linxuan@example.gov.cn` or `Name <linxuan@example.gov.cn>`.
    ///
    /// # Errors
    /// What would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        let allowed = || "an address such as linxuan@example.gov.cn, or NAME <ADDRESS>".to_owned();
        text.parse().map(Self).map_err(|_| allowed())
    }

    fn host(&self) -> &str {
        self.0.email.domain()
    }
}

/// Says that no person wrote it (RFC 3834), so that nobody's absence is answered.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Puts a letter into the form of mail. The same letter gives the same `Message-ID` and `Date` at every try.
///
/// # Errors
/// [`Refused::Unfit`] where address or subject do not fit.
pub(super) fn mail(letter: &Letter, sender: &Sender) -> Result<Message, Refused> {
    let to = letter.address.expose().parse().map_err(|_| Refused::Unfit)?;
    let told = u64::try_from(letter.told.0).map_err(|_| Refused::Unfit)?;
    let at = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(told)).ok_or(Refused::Unfit)?;
    Message::builder()
        .from(sender.0.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.as_str())
        .date(at)
        .message_id(Some(format!("<{}@{}>", letter.code, sender.host())))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.clone())
        .map_err(|_| Refused::Unfit)
}
