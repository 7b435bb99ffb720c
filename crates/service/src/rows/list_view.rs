//! A list as pages show it, from its canonical rows: what is out, and what is about to be signed, by the same words.
//!
//! Owns: the way from cells to words that pages know. Refuses: the database.

use domain::digest::Digest;
use domain::id::Code;
use domain::lists::{BY_DECISION, LACKS, LEFT, List as SealedList, MOVED_UP, Row};
use domain::posting::Telephones;
use domain::scheme::{Component, Status};
use domain::view::public::lists::{
    List, ListColumn, ListGroup, ListHead, ListResult, ListRow, Placed, Unranked, VersionLine,
};
use domain::view::public::postings::NamedScheme;

/// The list as pages show it. `versions` are all of the same list, newest first; of the `schemes` under which it was computed, the
/// posting's own first, it keeps those that know it.
#[must_use]
pub fn view(
    code: Code,
    digest: Digest,
    list: &SealedList,
    versions: Vec<VersionLine>,
    mut schemes: Vec<NamedScheme>,
) -> List {
    let head = &list.head;
    // Who is proposed was decided and not computed: the rule would say something else.
    let knows = |one: &NamedScheme| one.scheme.shortlists.iter().any(|known| known.to.as_str() == head.stage);
    schemes.retain(|one| head.proposal.is_none() && knows(one));
    let columns = list.columns.iter().map(|key| column(key, &schemes)).collect();
    List {
        head: ListHead {
            code,
            posting: head.posting.parse().unwrap_or(Code::from_bits(0)),
            posting_title: head.title.clone(),
            stage: head.stage.clone(),
            name: head.name.clone(),
            version: head.version,
            published_at: head.published_at,
            people: count(list.rows.len()),
            chosen: count(list.rows.iter().filter(|row| row.result == "in").count()),
            superseded_by: None,
            under_correction: None,
        },
        authority: head.authority.clone(),
        columns,
        groups: groups(&list.rows),
        proposal: head.proposal.clone(),
        digest,
        revision: head.revision,
        scheme_digest: Some(head.scheme),
        rulings_digest: Some(head.rulings),
        engine: head.engine.clone(),
        audit_seal: head.audit_seal,
        versions,
        schemes,
        difference: None,
        stop: None,
        decided: Vec::new(),
        supervised: Vec::new(),
        telephones: Telephones::default(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The name of a value column, as the first scheme has it that has one for it.
fn column(key: &str, schemes: &[NamedScheme]) -> ListColumn {
    let name = schemes.iter().find_map(|one| named(&one.scheme.components, key));
    ListColumn { key: key.to_owned(), name }
}

fn named(components: &[Component], key: &str) -> Option<String> {
    components
        .iter()
        .find_map(|one| if one.key.as_str() == key { one.name.clone() } else { named(&one.parts, key) })
}

/// Rows of one position stand together in a sealed list.
fn groups(rows: &[Row]) -> Vec<ListGroup> {
    rows.chunk_by(|one, next| one.position == next.position)
        .filter_map(|rows| {
            let first = rows.first()?;
            Some(ListGroup {
                number: first.position.clone(),
                unit: first.unit.clone(),
                title: first.title.clone(),
                plan: first.plan.parse().unwrap_or(0),
                rows: rows.iter().map(row).collect(),
            })
        })
        .collect()
}

fn row(row: &Row) -> ListRow {
    ListRow {
        ticket: row.ticket.clone(),
        name: Some(row.name.clone()).filter(|name| !name.is_empty()),
        values: row.values.clone(),
        rank: row.rank.clone(),
        tied: row.tied == "yes",
        unranked: match row.note.as_str() {
            "" | MOVED_UP | BY_DECISION => None,
            "below_line" => Some(Unranked::BelowLine),
            LEFT => Some(Unranked::Left),
            word if word.starts_with(LACKS) => Some(Unranked::Lacks),
            word => Some(Status::from_word(word).map_or(Unranked::Unscored, Unranked::Status)),
        },
        placed: match row.note.as_str() {
            MOVED_UP => Some(Placed::MovedUp),
            BY_DECISION => Some(Placed::ByDecision),
            _ => None,
        },
        result: match row.result.as_str() {
            "in" => ListResult::In,
            "out" => ListResult::Out,
            "suspended" => ListResult::Suspended,
            other => match other.strip_prefix("reserve ").and_then(|number| number.parse().ok()) {
                Some(number) => ListResult::Reserve(number),
                None => ListResult::Open,
            },
        },
    }
}
