//! What can be wrong with the settings. Every text names the setting, its origin and the way out.

use std::fmt;
use std::path::PathBuf;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// The environment.
    Environment,
    /// The settings file.
    File(PathBuf),
    /// Not given at all.
    Default,
}

/// Why the settings are refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value that is not allowed. The value itself is not printed: it may hold a password.
    #[error("setting {setting} ({}) is wrong; allowed: {allowed}", Given { setting, origin })]
    Wrong {
        /// Name of the setting, as in the file.
        setting: &'static str,
        /// Where the value came from.
        origin: Origin,
        /// What would be right.
        allowed: String,
    },
    /// A variable or key that is no setting.
    #[error("there is no setting {name} (in {place}); did you mean {nearest}?")]
    Unknown {
        /// As it stands there.
        name: String,
        /// `the environment` or the file.
        place: String,
        /// The known name nearest to it.
        nearest: String,
    },
    /// The file is missing, unreadable or no TOML.
    #[error("settings file {}: {problem}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

struct Given<'a> {
    setting: &'a str,
    origin: &'a Origin,
}

impl fmt::Display for Given<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.origin {
            Origin::Flag => write!(f, "flag --{}", self.setting.replace('_', "-")),
            Origin::Environment => write!(f, "environment variable {}", variable(self.setting)),
            Origin::File(file) => write!(f, "file {}", file.display()),
            Origin::Default => f.write_str("its default"),
        }
    }
}

/// `public_url` as `LINXUAN_PUBLIC_URL`.
pub(super) fn variable(setting: &str) -> String {
    format!("LINXUAN_{}", setting.to_uppercase())
}
