//! Precedence: flag, then environment, then file, then default.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::declared::{Flags, NAMES};
use super::error::{ConfigError, Origin, variable};

const PREFIX: &str = "LINXUAN_";
/// Variables of the build and the tests that carry the prefix but are no settings.
const OF_THE_TESTS: [&str; 2] = ["LINXUAN_BIN", "LINXUAN_TEST_"];

/// All given values with their origin.
pub(super) struct Sources(BTreeMap<&'static str, (String, Origin)>);

impl Sources {
    /// Collects what is given. `default_file` is read where no file is named and it exists.
    pub(super) fn gather(
        flags: &Flags,
        environment: impl Iterator<Item = (String, String)>,
        default_file: &Path,
    ) -> Result<Self, ConfigError> {
        let mut given = BTreeMap::new();
        for (name, value) in environment.filter(|(name, _)| name.starts_with(PREFIX)) {
            if let Some(setting) = NAMES.iter().find(|setting| variable(setting) == name) {
                given.insert(*setting, (value, Origin::Environment));
            } else if !OF_THE_TESTS.iter().any(|known| name.starts_with(known)) {
                let nearest = variable(nearest(&name[PREFIX.len()..].to_lowercase()));
                return Err(ConfigError::Unknown { name, place: "the environment".to_owned(), nearest });
            }
        }
        for name in NAMES {
            if let Some(value) = flags.get(name) {
                given.insert(name, (value.to_owned(), Origin::Flag));
            }
        }
        let named = given.get("config").map(|(file, _)| PathBuf::from(file));
        let file = named.or_else(|| default_file.exists().then(|| default_file.to_owned()));
        if let Some(file) = file {
            for (name, value) in read_file(&file)? {
                given.entry(name).or_insert((value, Origin::File(file.clone())));
            }
        }
        Ok(Self(given))
    }

    /// The value of a setting, or of its default. `parse` answers with the allowed values where it fails.
    pub(super) fn read<T>(
        &self,
        setting: &'static str,
        default: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, ConfigError> {
        let text = self.0.get(setting).map_or(default, |(value, _)| value.trim());
        parse(text).map_err(|allowed| self.wrong(setting, &allowed))
    }

    /// The refusal of a setting.
    pub(super) fn wrong(&self, setting: &'static str, allowed: &str) -> ConfigError {
        let origin = self.0.get(setting).map_or(Origin::Default, |(_, origin)| origin.clone());
        ConfigError::Wrong { setting, origin, allowed: allowed.to_owned() }
    }
}

fn read_file(file: &Path) -> Result<Vec<(&'static str, String)>, ConfigError> {
    let wrong = |problem: String| ConfigError::File { file: file.to_owned(), problem };
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(error.to_string()))?;
    table
        .into_iter()
        .map(|(key, value)| {
            let Some(setting) = NAMES.iter().find(|name| **name == key && key != "config") else {
                let nearest = nearest(&key).to_owned();
                return Err(ConfigError::Unknown { name: key, place: file.display().to_string(), nearest });
            };
            let value = plain(&value).ok_or_else(|| {
                wrong(format!("{key} must be a text, a whole number, true or false, or a list of texts"))
            })?;
            Ok((*setting, value))
        })
        .collect()
}

fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(yes) => Some(yes.to_string()),
        toml::Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            items.map(|items| items.join(","))
        }
        toml::Value::Float(_) | toml::Value::Datetime(_) | toml::Value::Table(_) => None,
    }
}

fn nearest(name: &str) -> &'static str {
    NAMES.iter().min_by_key(|known| strsim::levenshtein(name, known)).copied().unwrap_or_default()
}
