//! Addresses beside the account, as people type them.

use std::fmt;

use super::Channel;
use crate::reason::{FieldPath, MessagesWhy, Reason, TypedWhy};
use crate::typed::{Phone, fold};

/// Longest address of mail, in characters (RFC 5321, 4.5.3.1).
const LONGEST: usize = 254;
/// Longest part before the sign, in characters.
const LONGEST_LOCAL: usize = 64;

/// A mail address or a mobile telephone number. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(***)")
    }
}

impl Address {
    /// Reads an address of the channel. Mail: letters, digits and the usual signs of ASCII before the `@`, a name of several labels
    /// behind it. Telephone: a mobile number of the mainland, in its eleven digits.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`], [`MessagesWhy::MailForm`], [`MessagesWhy::MobileForm`] at `field`.
    pub fn parse(channel: Channel, text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let folded = fold(text);
        if folded.is_empty() {
            return Err(TypedWhy::Missing.at(field));
        }
        match channel {
            Channel::Mail if is_mail(&folded) => Ok(Self(folded)),
            Channel::Mail => Err(MessagesWhy::MailForm.at(field)),
            Channel::Sms => match Phone::parse(&folded, field) {
                Ok(phone) if phone.expose().len() == 11 && phone.expose().starts_with('1') => {
                    Ok(Self(phone.expose().to_owned()))
                }
                _ => Err(MessagesWhy::MobileForm.at(field)),
            },
        }
    }

    /// An address that was read before it was stored.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The address in clear: for sealing, for its owner and for the one who carries the message.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

fn is_mail(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let sign = |ch: char| ch.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(ch);
    let dots = |part: &str| !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    let label = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-')
    };
    text.len() <= LONGEST
        && !local.is_empty()
        && local.len() <= LONGEST_LOCAL
        && local.chars().all(sign)
        && dots(local)
        && host.contains('.')
        && host.split('.').all(label)
}
