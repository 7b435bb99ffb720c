//! Faults on the wire.
//!
//! Owns: [`ApiError`], which carries codes only. Refuses: free text; without scripts the error travels in the page's
//! address, and anybody can write an address.

use domain::access::Denial;
use domain::id::Code;
use domain::reason::{FieldPath, Reason};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a server function answers instead of its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", content = "with", rename_all = "snake_case", deny_unknown_fields)]
pub enum ApiError {
    /// The law refuses, for these reasons.
    #[error("refused")]
    Refused(Vec<Reason>),
    /// The policy refuses this caller.
    #[error("denied")]
    Denied(Denial),
    /// No such thing, or none that this caller may know of.
    #[error("missing")]
    Missing,
    /// Somebody changed it meanwhile.
    #[error("stale")]
    Stale,
    /// Too much at once.
    #[error("busy")]
    Busy,
    /// The disk is nearly full; nothing was saved.
    #[error("no room")]
    NoRoom,
    /// The database was lost on the way: the act may be kept or not.
    #[error("unconfirmed")]
    Unconfirmed,
    /// A defect; the log holds it under this number.
    #[error("internal")]
    Internal(Code),
    /// The request did not arrive whole, or the answer did not.
    #[error("transport")]
    Transport,
}

impl ApiError {
    /// The refusals that belong to `field`.
    #[must_use]
    pub fn at(&self, field: &str) -> Vec<Reason> {
        match self {
            Self::Refused(reasons) => reasons
                .iter()
                .filter(|reason| reason.field().map(FieldPath::as_str) == Some(field))
                .cloned()
                .collect(),
            Self::Denied(_)
            | Self::Missing
            | Self::Stale
            | Self::Busy
            | Self::NoRoom
            | Self::Unconfirmed
            | Self::Internal(_)
            | Self::Transport => Vec::new(),
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Transport
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::reason::TypedWhy;

    #[test]
    fn a_crafted_error_cannot_carry_words() {
        let crafted = r#"{"error":"internal","with":"Ring 12345 and pay"}"#;
        assert!(serde_json::from_str::<ApiError>(crafted).is_err());
        let crafted = |at: &str, more: &str| {
            format!(r#"{{"error":"refused","with":[{{"at":"{at}","why":{{"typed":"missing"}}{more}}}]}}"#)
        };
        assert!(serde_json::from_str::<ApiError>(&crafted("name", "")).is_ok());
        assert!(serde_json::from_str::<ApiError>(&crafted("Pay here", "")).is_err());
        assert!(serde_json::from_str::<ApiError>(&crafted("name", r#","say":"Pay here""#)).is_err());
        let real = ApiError::Refused(vec![TypedWhy::Missing.at("name")]);
        let wire = serde_json::to_string(&real).expect("plain data");
        assert_eq!(serde_json::from_str::<ApiError>(&wire).expect("reads back"), real);
    }
}
