//! What the schemes of a posting call their parts, for pages that hold keys alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Component, Scheme};

/// Prefixes of the columns that are no component: `bonus.grassroots`, `fact.service`, `room.interview`.
const PREFIXED: [&str; 3] = ["bonus", "fact", "room"];

/// The names that officers gave to components, elements, bonuses, facts and lists, by key. Where two schemes name the same key
/// differently, the first of them counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartNames {
    parts: BTreeMap<String, String>,
    lists: BTreeMap<String, String>,
}

impl PartNames {
    /// Collects the names of these schemes.
    #[must_use]
    pub fn of<'a>(schemes: impl IntoIterator<Item = &'a Scheme>) -> Self {
        let mut names = Self::default();
        for scheme in schemes {
            names.components(&scheme.components);
            for bonus in &scheme.bonus {
                keep(&mut names.parts, bonus.key.as_str(), bonus.name.as_ref());
            }
            for fact in &scheme.facts {
                keep(&mut names.parts, fact.key.as_str(), fact.name.as_ref());
            }
            for list in &scheme.shortlists {
                keep(&mut names.lists, list.to.as_str(), list.name.as_ref());
            }
        }
        names
    }

    /// Collects the names of value columns that are known by themselves.
    #[must_use]
    pub fn of_columns<'a>(columns: impl IntoIterator<Item = (&'a str, Option<&'a String>)>) -> Self {
        let mut names = Self::default();
        for (key, name) in columns {
            keep(&mut names.parts, key, name);
        }
        names
    }

    fn components(&mut self, components: &[Component]) {
        for one in components {
            keep(&mut self.parts, one.key.as_str(), one.name.as_ref());
            for element in one.panel.iter().flat_map(|panel| &panel.elements) {
                keep(&mut self.parts, element.key.as_str(), element.name.as_ref());
            }
            self.components(&one.parts);
        }
    }

    /// What the part of this key is called: a key, `part.of`, or a column such as `bonus.KEY`.
    #[must_use]
    pub fn part(&self, key: &str) -> Option<&str> {
        let own = match key.split_once('.') {
            Some((prefix, of)) if PREFIXED.contains(&prefix) => of,
            Some((part, _)) => part,
            None => key,
        };
        self.parts.get(key).or_else(|| self.parts.get(own)).map(String::as_str)
    }

    /// Returns every name that an officer gave.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.values().chain(self.lists.values()).map(String::as_str)
    }

    /// What the list of this key is called.
    #[must_use]
    pub fn list(&self, key: &str) -> Option<&str> {
        self.lists.get(key).map(String::as_str)
    }
}

fn keep(names: &mut BTreeMap<String, String>, key: &str, name: Option<&String>) {
    if let Some(name) = name {
        names.entry(key.to_owned()).or_insert_with(|| name.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_found_by_its_key_and_the_first_scheme_counts() {
        let scheme = |name: &str| -> Scheme {
            let json = r#"{
                "components": [
                    {"key": "first", "name": "NAME", "weight": 60, "parts": [{"key": "essay", "name": "策论"}]},
                    {"key": "second", "weight": 40}
                ],
                "bonus": [{"key": "grassroots", "name": "基层加分"}],
                "shortlists": [{"to": "second", "name": "面谈人员", "score": "first", "ratio": "3:1"}]
            }"#;
            serde_json::from_str(&json.replace("NAME", name)).expect("a scheme")
        };
        let names = PartNames::of([&scheme("笔试和专业测试"), &scheme("别的")]);
        assert_eq!(names.part("first"), Some("笔试和专业测试"));
        assert_eq!(names.part("essay.first"), Some("策论"));
        assert_eq!(names.part("bonus.grassroots"), Some("基层加分"));
        assert_eq!(names.part("second"), None);
        assert_eq!((names.list("second"), names.list("first")), (Some("面谈人员"), None));
    }
}
