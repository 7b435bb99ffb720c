//! The register of a posting's marks: who sits what under which scheme, and who was called to it. Cells are read beside it, as
//! many as are needed.
//!
//! Owns: people by ticket number and the columns of their schemes. Refuses: names.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::access::aggregate::{Applications, Marks, Postings, Rankings};
use domain::access::{Act, Permit, Reads, Scope};
use domain::id::{ApplicationId, Code, PositionId, PostingId, RankingId};
use domain::scheme::{FactKind, Input, InputKind, Scheme};
use domain::view::desk::marks::{ColumnKind, ComponentHead, MarkColumn};
use sheets::tables::{People, Register};
use store::Snapshot;
use store::marks::MarkRow;
use store::rankings::Line;

use crate::fault::Fault;

/// Marks by person and column.
pub(crate) type MarksByCell = HashMap<(ApplicationId, String), MarkRow>;

/// The marks by person and column.
pub(crate) fn by_cell(rows: Vec<MarkRow>) -> MarksByCell {
    rows.into_iter().map(|mark| ((mark.application, mark.component.clone()), mark)).collect()
}

/// A person as a clerk knows them.
pub(crate) struct Entrant {
    pub application: ApplicationId,
    pub code: Code,
    pub position: String,
    pub scheme: usize,
    seats: BTreeMap<String, String>,
}

/// Who sits what in a posting.
pub(crate) struct MarkRegister {
    pub people: BTreeMap<String, Entrant>,
    /// Revision of the schemes.
    pub revision: u32,
    schemes: Vec<(Scheme, Vec<Input>)>,
    /// Keys of the lists that are public.
    published: HashSet<String>,
}

/// Of whom a register is wanted.
#[derive(Clone, Copy)]
pub(crate) enum Whom<'t> {
    /// Of everybody in the posting.
    Everybody,
    /// Of whoever has one of these ticket numbers: nobody else's row is read.
    Tickets(&'t [&'t str]),
    /// Of whoever's application has this code: nobody else's row is read.
    Application(Code),
}

/// Loads the register of the permit's posting; `permit_for` asks for the same act on the ranking that stands.
pub(crate) async fn register<A>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    (posting, whom): (PostingId, Whom<'_>),
    permit_for: impl FnOnce(Scope) -> Result<Permit<A>, Fault>,
) -> Result<MarkRegister, Fault>
where
    A: Act + Reads<Postings> + Reads<Applications> + Reads<Marks> + Reads<Rankings>,
{
    let published = store::lists::of_posting(snapshot, posting).await?;
    let published: HashSet<String> = published.into_iter().map(|list| list.stage).collect();
    let saved = store::schemes::newest(snapshot, permit)
        .await?
        .ok_or(domain::reason::SchemesWhy::NoScheme.reason())?;
    let file = crate::rows::schemes::saved(&saved.body)?;
    let mut schemes = Vec::new();
    let mut index: HashMap<Option<&str>, usize> = HashMap::new();
    let own = file.scheme.iter().map(|own| (None, own));
    for (name, scheme) in own.chain(file.schemes.iter().map(|(name, one)| (Some(name.as_str()), one))) {
        index.insert(name, schemes.len());
        schemes.push((scheme.clone(), scheme.inputs()));
    }
    let entrants = match whom {
        Whom::Everybody => store::applications::entrants(snapshot, permit).await?,
        Whom::Tickets(tickets) => store::applications::entrants_with(snapshot, permit, tickets).await?,
        Whom::Application(code) => {
            store::applications::entrant(snapshot, permit, code).await?.into_iter().collect()
        }
    };
    let positions = match whom {
        Whom::Everybody => store::postings::positions::all(snapshot, permit).await?,
        Whom::Tickets(_) | Whom::Application(_) => {
            let theirs = entrants.iter().map(|person| person.position).collect();
            store::postings::positions::these(snapshot, permit, &theirs).await?
        }
    };
    let mut seats = HashMap::new();
    // Seats are asked for only where a list that calls is public; a mark typed before need not load a ranking.
    if !published.is_empty()
        && let Some((own, ranking)) = crate::rows::rankings::standing(snapshot, posting, permit_for).await?
    {
        seats = seats_in(snapshot, (&own, ranking.id), whom, &entrants).await?;
    }
    let places: HashMap<PositionId, (&str, usize)> = positions
        .iter()
        .filter_map(|one| {
            let scheme = one.terms.scheme_name();
            Some((one.id, (one.terms.code.as_str(), *index.get(&scheme)?)))
        })
        .collect();
    let mut people = BTreeMap::new();
    for person in entrants {
        let (Some(&(position, scheme)), Some(ticket)) = (places.get(&person.position), person.ticket) else {
            continue;
        };
        let seats = seats.remove(&person.id).unwrap_or_default();
        let (application, code) = (person.id, person.code);
        let entrant = Entrant { application, code, position: position.to_owned(), scheme, seats };
        people.insert(ticket, entrant);
    }
    Ok(MarkRegister { people, revision: saved.revision, schemes, published })
}

/// The seats of these people in a ranking, by list.
async fn seats_in<A: Act + Reads<Rankings>>(
    snapshot: &Snapshot,
    (permit, ranking): (&Permit<A>, RankingId),
    whom: Whom<'_>,
    entrants: &[store::applications::Entrant],
) -> Result<HashMap<ApplicationId, BTreeMap<String, String>>, Fault> {
    let lines = match whom {
        Whom::Everybody => {
            let lines = store::rankings::lines(snapshot, permit, ranking, None).await?;
            lines.into_iter().map(|named| named.line).collect()
        }
        Whom::Tickets(_) | Whom::Application(_) => {
            let ids: Vec<ApplicationId> = entrants.iter().map(|person| person.id).collect();
            store::rankings::lines_of(snapshot, permit, ranking, &ids).await?
        }
    };
    let of = |line: Line| {
        let kept: crate::rows::rankings::Kept = serde_json::from_str(&line.body).map_err(Fault::internal)?;
        Ok((line.application, kept.seats.into_iter().collect()))
    };
    lines.into_iter().map(of).collect()
}

impl MarkRegister {
    pub(super) fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.schemes.iter().flat_map(|scheme| &scheme.1)
    }

    /// The schemes and the people, as a table may name them.
    pub(crate) fn named(&self) -> Register<'_> {
        let people = self
            .people
            .iter()
            .map(|(ticket, person)| (ticket.as_str(), (person.position.as_str(), person.scheme)));
        let people = People::Admitted(people.collect());
        Register { schemes: self.schemes.iter().map(|(scheme, _)| scheme).collect(), people }
    }

    /// Names of the columns, in the order of the schemes: marks with their rooms, points, facts.
    pub(crate) fn columns(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for input in self.inputs() {
            if !names.contains(&input.name) {
                names.push(input.name.clone());
            }
        }
        names
    }

    /// What a scheme calls a column; of a room column the component.
    pub(crate) fn label(&self, name: &str) -> Option<String> {
        self.inputs().find(|input| input.name == name)?.label.clone()
    }

    /// What stands in a column.
    pub(crate) fn kind(&self, name: &str) -> Option<InputKind> {
        self.inputs().find(|input| input.name == name).map(|input| input.kind)
    }

    /// The scheme of a person.
    pub(crate) fn scheme(&self, person: &Entrant) -> Option<&Scheme> {
        self.schemes.get(person.scheme).map(|scheme| &scheme.0)
    }

    /// The input of this person's scheme.
    pub(crate) fn input(&self, person: &Entrant, name: &str) -> Option<&Input> {
        self.schemes.get(person.scheme)?.1.iter().find(|input| input.name == name)
    }

    /// Whether the person was called to what this column measures. Before the list that calls is public nobody is turned away:
    /// whoever types marks learns nothing of a ranking before everybody does.
    pub(crate) fn is_called(&self, person: &Entrant, input: &Input) -> bool {
        let list = input.opened_by.and_then(|at| self.scheme(person)?.list(at));
        match list {
            Some(list) if self.published.contains(list.to.as_str()) => {
                person.seats.get(list.to.as_str()).is_some_and(|seat| seat == "in")
            }
            _ => true,
        }
    }

    /// The columns in which something is missing, each with how many people lack an entry: only those
    /// that nobody has to be called to, or to which the list that calls is public. A room is asked of nobody who has no mark.
    pub(crate) fn missing(&self, filled: &HashSet<(ApplicationId, String)>) -> Vec<(MarkColumn, u32)> {
        let is_due = |person: &Entrant, input: &Input| {
            let list = input.opened_by.and_then(|at| self.scheme(person)?.list(at));
            list.is_none_or(|list| self.published.contains(list.to.as_str())) && self.is_called(person, input)
        };
        let lacks = |name: &str| {
            let people = self.people.values().filter(|person| {
                let due = self.input(person, name).is_some_and(|input| is_due(person, input));
                due && !filled.contains(&(person.application, name.to_owned()))
            });
            u32::try_from(people.count()).unwrap_or(u32::MAX)
        };
        let columns = self.columns().into_iter().filter(|name| self.kind(name) != Some(InputKind::Room));
        let counted = columns.map(|name| {
            let count = lacks(&name);
            (MarkColumn { label: self.label(&name), kind: column_kind(self.kind(&name)), name }, count)
        });
        counted.filter(|one| one.1 > 0).collect()
    }

    /// A column with how many of the people concerned have something in it.
    pub(crate) fn head(&self, name: &str, filled: &HashSet<(ApplicationId, String)>) -> ComponentHead {
        let concerned: Vec<&Entrant> = self
            .people
            .values()
            .filter(|person| self.input(person, name).is_some_and(|input| self.is_called(person, input)))
            .collect();
        let done = concerned.iter().filter(|person| filled.contains(&(person.application, name.to_owned())));
        let kind = self.kind(name);
        let (full, places) = match kind {
            Some(InputKind::Mark { full, places, .. }) => (full.to_string(), places),
            _ => (String::new(), 0),
        };
        ComponentHead {
            name: name.to_owned(),
            label: self.label(name),
            kind: column_kind(kind),
            full,
            places,
            done: u32::try_from(done.count()).unwrap_or(u32::MAX),
            all: u32::try_from(concerned.len()).unwrap_or(u32::MAX),
        }
    }
}

pub(super) const fn column_kind(kind: Option<InputKind>) -> ColumnKind {
    match kind {
        Some(InputKind::Panel) => ColumnKind::Panel,
        Some(InputKind::Room) => ColumnKind::Room,
        Some(InputKind::Bonus) => ColumnKind::Bonus,
        Some(InputKind::Fact(FactKind::YesNo)) => ColumnKind::YesNo,
        Some(InputKind::Fact(FactKind::Number)) => ColumnKind::Number,
        Some(InputKind::Mark { .. }) | None => ColumnKind::Mark,
    }
}
