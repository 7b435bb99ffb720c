//! A loaded row that shows nothing but its scope until a permit opens it.
//!
//! Owns: the order *load, ask, read* that the use cases follow, made into a type. Refuses: a permit for another scope
//! than the row's.

use std::marker::PhantomData;

use domain::access::{Permit, Reads, Scope};

use crate::error::{Outcome, StoreError};

/// Rows that know what they are about.
pub trait Scoped {
    /// Returns the scope to ask a permit for.
    fn scope(&self) -> Scope;
}

/// A row of aggregate `T`, loaded by its public code and not yet readable.
pub struct Locked<R, T> {
    row: R,
    aggregate: PhantomData<fn() -> T>,
}

impl<R: Scoped, T> Locked<R, T> {
    pub(crate) const fn new(row: R) -> Self {
        Self { row, aggregate: PhantomData }
    }

    /// Returns what the row is about; a permit is asked for with this scope.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.row.scope()
    }

    /// Returns the row to an act that may read it.
    ///
    /// # Errors
    /// [`StoreError::OutOfScope`] where the permit was given for another scope.
    pub fn open<A: Reads<T>>(self, permit: &Permit<A>) -> Outcome<R> {
        if *permit.scope() == self.row.scope() { Ok(self.row) } else { Err(StoreError::OutOfScope) }
    }

    /// Shows the row to an act that may read it; others that may will ask for it too.
    ///
    /// # Errors
    /// [`StoreError::OutOfScope`] where the permit was given for another scope.
    pub fn show<A: Reads<T>>(&self, permit: &Permit<A>) -> Outcome<&R> {
        if *permit.scope() == self.row.scope() { Ok(&self.row) } else { Err(StoreError::OutOfScope) }
    }
}

impl<R, T> std::fmt::Debug for Locked<R, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Locked(***)")
    }
}
