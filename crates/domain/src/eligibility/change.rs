//! Small changes of a posting's conditions, each at one address.
//!
//! Owns: addresses (`general`, `general.0`, `groups.2.rules.0.1`) and [`Change`]. Refuses: a place that is not there, and
//! more than can be read by people.

use super::{ConditionForm, Conditions, Group, Kind, Reference, Rule};
use crate::columns::{Column, MAX_DETAILS};
use crate::photo::PhotoForm;
use crate::reason::{FieldPath, Reason, TypedWhy};
use crate::typed::{Label, Line};

/// Nodes in all.
pub const MAX_RULES: usize = 400;
/// Groups.
pub const MAX_GROUPS: usize = 200;
/// Branches inside one another.
pub const MAX_DEPTH: usize = 3;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A condition or a branch at the end of a list.
    Add {
        /// Address of the list.
        list: String,
        /// What.
        form: ConditionForm,
    },
    /// Another condition at the place of one.
    Set {
        /// Its address.
        at: String,
        /// What.
        form: ConditionForm,
    },
    /// A condition, a branch or a group goes.
    Remove {
        /// Its address.
        at: String,
    },
    /// The day at which ages and years are counted.
    Count {
        /// `opens`, `closes` or `on`.
        reference: String,
        /// The day of `on`.
        day: String,
    },
    /// A group, new or in place of one.
    Group {
        /// Its place; none for a new one.
        at: Option<usize>,
        /// Its name.
        name: String,
        /// Codes of its positions, separated by anything.
        positions: String,
        /// Whether its conditions take the place of those of all positions.
        instead: bool,
    },
    /// An officer says whether the typed conditions carry out a column of the position table.
    Cover {
        /// The column.
        column: Column,
        /// Whether they do.
        covered: bool,
    },
    /// Whether every application must bring a photo, and how large it is.
    Photo {
        /// Whether it must.
        asked: bool,
        /// Its size as typed.
        size: PhotoForm,
    },
}

/// Why a change was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is nothing at that address.
    Place,
    /// What was typed is refused.
    Refused(Vec<Reason>),
}

impl From<Vec<Reason>> for Unfit {
    fn from(reasons: Vec<Reason>) -> Self {
        Self::Refused(reasons)
    }
}

impl From<Reason> for Unfit {
    fn from(reason: Reason) -> Self {
        Self::Refused(vec![reason])
    }
}

impl Conditions {
    /// Makes a change and answers the address of what it was about.
    ///
    /// # Errors
    /// [`Unfit`]; nothing has changed then.
    pub fn apply(&mut self, change: &Change) -> Result<String, Unfit> {
        let mut next = self.clone();
        let at = next.make(change)?;
        next.refuse_too_much()?;
        *self = next;
        Ok(at)
    }

    /// The changes that lead from nothing to these conditions, one after the other.
    #[must_use]
    pub fn steps(&self) -> Vec<Change> {
        let mut all = Vec::new();
        let counted = match self.reference {
            Reference::Opens => None,
            Reference::Closes => Some(("closes", String::new())),
            Reference::On(day) => Some(("on", day.to_string())),
        };
        if let Some((reference, day)) = counted {
            all.push(Change::Count { reference: reference.to_owned(), day });
        }
        add_all("general", &self.general, &mut all);
        for (at, group) in self.groups.iter().enumerate() {
            let codes: Vec<&str> = group.positions.iter().map(Label::as_str).collect();
            all.push(Change::Group {
                at: None,
                name: group.name.as_str().to_owned(),
                positions: codes.join(" "),
                instead: group.instead,
            });
            add_all(&format!("groups.{at}.rules"), &group.rules, &mut all);
        }
        let cover = |column: &Column| Change::Cover { column: column.clone(), covered: true };
        all.extend(self.covered.iter().map(cover));
        let says = self.photo || !self.photo_size.is_usual();
        let size = PhotoForm::of(self.photo_size);
        all.extend(says.then_some(Change::Photo { asked: self.photo, size }));
        all
    }

    fn make(&mut self, change: &Change) -> Result<String, Unfit> {
        match change {
            Change::Add { list, form } => {
                let rule = read(form)?;
                let into = self.list_mut(list).ok_or(Unfit::Place)?;
                into.push(rule);
                Ok(format!("{list}.{}", into.len().saturating_sub(1)))
            }
            Change::Set { at, form } => {
                let condition = form.check()?;
                match self.node_mut(at) {
                    Some(rule @ Rule::One(_)) => *rule = Rule::One(condition),
                    _ => return Err(Unfit::Place),
                }
                Ok(at.clone())
            }
            Change::Remove { at } => self.remove(at),
            Change::Count { reference, day } => {
                self.reference = match reference.as_str() {
                    "opens" => Reference::Opens,
                    "closes" => Reference::Closes,
                    "on" => Reference::On(super::Day::parse(day, &FieldPath::new("day"))?),
                    _ => return Err(TypedWhy::NotAChoice.at("reference").into()),
                };
                Ok(String::new())
            }
            Change::Group { at, name, positions, instead } => self.group(*at, name, positions, *instead),
            Change::Cover { column, covered } => {
                self.covered.retain(|one| one != column);
                if *covered {
                    self.covered.push(column.clone());
                }
                Ok("covered".to_owned())
            }
            Change::Photo { asked, size } => {
                self.photo_size = size.check()?;
                self.photo = *asked;
                Ok("photo".to_owned())
            }
        }
    }

    fn group(&mut self, at: Option<usize>, name: &str, codes: &str, instead: bool) -> Result<String, Unfit> {
        let name = Line::parse(name, &FieldPath::new("name"));
        let codes = labels(codes);
        let (name, positions) = match (name, codes) {
            (Ok(name), Ok(positions)) => (name, positions),
            (name, positions) => {
                let all: Vec<Reason> = name.err().into_iter().chain(positions.err()).collect();
                return Err(all.into());
            }
        };
        let at = match at {
            None => {
                self.groups.push(Group { name, positions, instead, rules: Vec::new() });
                self.groups.len().saturating_sub(1)
            }
            Some(at) => {
                let group = self.groups.get_mut(at).ok_or(Unfit::Place)?;
                (group.name, group.positions, group.instead) = (name, positions, instead);
                at
            }
        };
        Ok(format!("groups.{at}"))
    }

    fn remove(&mut self, at: &str) -> Result<String, Unfit> {
        let (list, index) = parent(at).ok_or(Unfit::Place)?;
        if list == "groups" {
            if index >= self.groups.len() {
                return Err(Unfit::Place);
            }
            self.groups.remove(index);
            return Ok(String::new());
        }
        let from = self.list_mut(list).ok_or(Unfit::Place)?;
        if index >= from.len() {
            return Err(Unfit::Place);
        }
        from.remove(index);
        Ok(list.to_owned())
    }

    /// The rule at an address.
    #[must_use]
    pub fn node(&self, at: &str) -> Option<&Rule> {
        let (list, index) = parent(at)?;
        self.list(list)?.get(index)
    }

    /// The list at an address: `general`, `groups.N.rules`, or a branch.
    #[must_use]
    pub fn list(&self, at: &str) -> Option<&Vec<Rule>> {
        if at == "general" {
            return Some(&self.general);
        }
        if let Some(group) = at.strip_prefix("groups.").and_then(|rest| rest.strip_suffix(".rules")) {
            return self.groups.get(place(group)?).map(|group| &group.rules);
        }
        match self.node(at)? {
            Rule::All(of) | Rule::Any(of) => Some(of),
            Rule::One(_) => None,
        }
    }

    fn node_mut(&mut self, at: &str) -> Option<&mut Rule> {
        let (list, index) = parent(at)?;
        self.list_mut(list)?.get_mut(index)
    }

    fn list_mut(&mut self, at: &str) -> Option<&mut Vec<Rule>> {
        if at == "general" {
            return Some(&mut self.general);
        }
        if let Some(group) = at.strip_prefix("groups.").and_then(|rest| rest.strip_suffix(".rules")) {
            return self.groups.get_mut(place(group)?).map(|group| &mut group.rules);
        }
        match self.node_mut(at)? {
            Rule::All(of) | Rule::Any(of) => Some(of),
            Rule::One(_) => None,
        }
    }

    fn refuse_too_much(&self) -> Result<(), Unfit> {
        let lists = || std::iter::once(&self.general).chain(self.groups.iter().map(|group| &group.rules));
        let size = lists().flatten().map(Rule::size).fold(0_usize, usize::saturating_add);
        let depth = lists().flatten().map(|rule| depth(rule, 0)).max().unwrap_or(0);
        let over = |field: &str, max: usize, found: usize| {
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            TypedWhy::Length { min: 0, max: count(max), found: count(found) }.at(field)
        };
        if size > MAX_RULES {
            return Err(over("kind", MAX_RULES, size).into());
        }
        if depth > MAX_DEPTH {
            return Err(over("kind", MAX_DEPTH, depth).into());
        }
        // The conditions in words and every kept column.
        if self.covered.len() > MAX_DETAILS.saturating_add(1) {
            return Err(over("column", MAX_DETAILS, self.covered.len()).into());
        }
        if self.groups.len() > MAX_GROUPS {
            return Err(over("name", MAX_GROUPS, self.groups.len()).into());
        }
        Ok(())
    }
}

fn add_all(list: &str, rules: &[Rule], all: &mut Vec<Change>) {
    for (at, rule) in rules.iter().enumerate() {
        let branch = |kind: Kind| ConditionForm { kind: kind.word().to_owned(), ..ConditionForm::default() };
        let (form, below) = match rule {
            Rule::One(condition) => (ConditionForm::of(condition), None),
            Rule::All(of) => (branch(Kind::All), Some(of)),
            Rule::Any(of) => (branch(Kind::Any), Some(of)),
        };
        all.push(Change::Add { list: list.to_owned(), form });
        if let Some(of) = below {
            add_all(&format!("{list}.{at}"), of, all);
        }
    }
}

fn depth(rule: &Rule, above: usize) -> usize {
    match rule {
        Rule::One(_) => above,
        Rule::All(of) | Rule::Any(of) => {
            let here = above.saturating_add(1);
            of.iter().map(|rule| depth(rule, here)).max().unwrap_or(here)
        }
    }
}

fn read(form: &ConditionForm) -> Result<Rule, Unfit> {
    Ok(match form.kind() {
        Some(Kind::All) => Rule::All(Vec::new()),
        Some(Kind::Any) => Rule::Any(Vec::new()),
        _ => Rule::One(form.check()?),
    })
}

fn labels(text: &str) -> Result<Vec<Label>, Reason> {
    let field = FieldPath::new("positions");
    let folded = crate::typed::fold(text);
    let mut all = Vec::new();
    for word in folded.split(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '-')) {
        if !word.is_empty() {
            all.push(Label::parse(word, &field)?);
        }
    }
    all.sort();
    all.dedup();
    if all.is_empty() { Err(TypedWhy::Missing.at(field)) } else { Ok(all) }
}

fn place(text: &str) -> Option<usize> {
    (text.len() <= 4 && text.chars().all(|ch| ch.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// The longest address that a tree of [`MAX_DEPTH`] can have, and some.
const MAX_ADDRESS: usize = 60;

fn parent(at: &str) -> Option<(&str, usize)> {
    if at.len() > MAX_ADDRESS {
        return None;
    }
    let (list, index) = at.rsplit_once('.')?;
    Some((list, place(index)?))
}
