//! The canonical form of rows, and the keyed digests of what a table holds under its keys.
//!
//! Owns: which bytes stand for a row. Refuses: leaving out a column, and holding more rows than one page.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IdenStatic, Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter,
    QueryOrder, QuerySelect, Value,
};

use super::{Binder, Mac};
use crate::error::{Outcome, StoreError};
use crate::tx::Snapshot;

/// How a table is bound.
pub(super) struct Spec<E: EntityTrait> {
    /// Name of the table.
    pub relation: &'static str,
    /// The column by which rows are bound together.
    pub key: E::Column,
    /// Rows read at a time: few where a row may be large.
    pub page: u64,
    /// Rows that are bound; all where `None`.
    pub when: Option<Condition>,
}

/// Which keys are read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which<'a> {
    /// These.
    Keys(&'a [i64]),
    /// Those above the first number, up to the second.
    Range(i64, i64),
    /// This one, also where its rows are not bound yet.
    Ahead(i64),
}

/// Takes a key with the digest of its rows.
pub(super) type Each<'a> = &'a mut (dyn FnMut(i64, Mac) + Send);

/// Writes the canonical form of a row.
pub(super) fn form<E: EntityTrait>(relation: &str, model: &E::Model, out: &mut Vec<u8>)
where
    E::Model: ModelTrait<Entity = E>,
{
    part(out, relation.as_bytes());
    for column in E::Column::iter() {
        part(out, column.as_str().as_bytes());
        match model.get(column) {
            Value::BigInt(Some(number)) => part(out, number.to_string().as_bytes()),
            Value::String(Some(text)) => part(out, text.as_bytes()),
            Value::Bytes(Some(bytes)) => part(out, &bytes),
            // Columns are of these three kinds, as a test of the entities says.
            _ => out.push(b'-'),
        }
    }
}

fn part(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(format!("{}:", bytes.len()).as_bytes());
    out.extend_from_slice(bytes);
}

fn number<E: EntityTrait>(model: &E::Model, column: E::Column) -> Outcome<i64>
where
    E::Model: ModelTrait<Entity = E>,
{
    match model.get(column) {
        Value::BigInt(Some(number)) => Ok(number),
        _ => Err(StoreError::Unreadable("a key")),
    }
}

fn primary<E: EntityTrait>() -> Outcome<E::Column>
where
    E::PrimaryKey: PrimaryKeyToColumn<Column = E::Column>,
{
    E::PrimaryKey::iter().next().map(PrimaryKeyToColumn::into_column).ok_or(StoreError::Unreadable("a key"))
}

/// The primary key of a row.
pub(super) fn key_of<E>(model: &E::Model) -> Outcome<i64>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    E::PrimaryKey: PrimaryKeyToColumn<Column = E::Column>,
{
    number::<E>(model, primary::<E>()?)
}

/// The digest of the rows under a key, after one more of them.
pub(super) fn grown<E: EntityTrait>(binder: &Binder, relation: &str, before: &Mac, model: &E::Model) -> Mac
where
    E::Model: ModelTrait<Entity = E>,
{
    let mut bytes = b"row ".to_vec();
    bytes.extend_from_slice(before);
    form::<E>(relation, model, &mut bytes);
    binder.mac(&bytes)
}

/// Reads what the table holds under these keys, in the order of keys, page by page.
pub(super) async fn digests<E>(
    look: &Snapshot,
    binder: &Binder,
    spec: &Spec<E>,
    which: Which<'_>,
    each: Each<'_>,
) -> Outcome<()>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    E::PrimaryKey: PrimaryKeyToColumn<Column = E::Column>,
{
    let (key, id) = (spec.key, primary::<E>()?);
    let wanted = match which {
        Which::Keys(keys) => Condition::all().add(key.is_in(keys.iter().copied())),
        Which::Range(after, upto) => Condition::all().add(key.gt(after)).add(key.lte(upto)),
        Which::Ahead(only) => Condition::all().add(key.eq(only)),
    };
    let when = spec.when.iter().filter(|_| !matches!(which, Which::Ahead(_)));
    let wanted = when.cloned().fold(wanted, Condition::add);
    let mut under: Option<(i64, Mac)> = None;
    let mut last: Option<(i64, i64)> = None;
    loop {
        let mut rows = E::find().filter(wanted.clone()).order_by_asc(key).order_by_asc(id).limit(spec.page);
        if let Some((at, row)) = last {
            let later =
                Condition::any().add(key.gt(at)).add(Condition::all().add(key.eq(at)).add(id.gt(row)));
            rows = rows.filter(key.gte(at)).filter(later);
        }
        let rows = rows.all(look.db()).await?;
        for model in &rows {
            let (at, row) = (number::<E>(model, key)?, number::<E>(model, id)?);
            let before = match under.take() {
                Some((same, digest)) if same == at => digest,
                Some((other, digest)) => {
                    each(other, digest);
                    [0; 33]
                }
                None => [0; 33],
            };
            let digest = grown::<E>(binder, spec.relation, &before, model);
            (under, last) = (Some((at, digest)), Some((at, row)));
        }
        if u64::try_from(rows.len()).is_ok_and(|found| found < spec.page) {
            break;
        }
    }
    if let Some((at, digest)) = under {
        each(at, digest);
    }
    Ok(())
}

/// Returns the public code of the row of this primary key, in a table whose rows have one.
pub(super) async fn code<E>(look: &Snapshot, key: i64) -> Outcome<Option<String>>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    E::PrimaryKey: PrimaryKeyToColumn<Column = E::Column>,
{
    let Some(column) = E::Column::iter().find(|column| column.as_str() == "code") else { return Ok(None) };
    let found = E::find().filter(primary::<E>()?.eq(key)).one(look.db()).await?;
    Ok(found.and_then(|model| match model.get(column) {
        Value::String(code) => code,
        _ => None,
    }))
}

#[cfg(test)]
mod tests {
    use super::form;
    use crate::entity::person;

    fn formed(name: &str, code: &str) -> Vec<u8> {
        let mut out = Vec::new();
        let model = person::Model { id: 1, code: code.to_owned(), name: name.to_owned(), created_at: 5 };
        form::<person::Entity>("person", &model, &mut out);
        out
    }

    #[test]
    fn a_form_names_table_and_columns_and_keeps_values_apart() {
        let whole = String::from_utf8(formed("b", "a")).unwrap();
        assert_eq!(whole, "6:person2:id1:14:code1:a4:name1:b10:created_at1:5");
        assert_ne!(formed("ab", "c"), formed("a", "bc"));
        assert_ne!(formed("", "a"), formed("a", ""));
    }
}
