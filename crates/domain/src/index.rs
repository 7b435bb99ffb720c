//! Typed indexes. A node of a scheme's tree, a list of its chain, a person's row, a column of stages, a bonus, a fact and a
//! position stand in different lists, so each has an index type of its own, and an [`Indexed`] list is read with its own type
//! alone. Outside this crate nobody makes an index of a bare number: it comes from the list that it belongs to. An index reads
//! its list:
//!
//! ```
//! fn right(walk: &domain::scheme::Walk<'_>) -> bool {
//!     walk.nodes.pairs().all(|(node, _)| walk.nodes.get(node).is_some())
//! }
//! ```
//!
//! An index of another list does not compile:
//!
//! ```compile_fail,E0308
//! fn wrong(scheme: &domain::scheme::Scheme, walk: &domain::scheme::Walk<'_>) -> bool {
//!     scheme.lists().all(|(list, _)| walk.nodes.get(list).is_some())
//! }
//! ```

use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::slice;

mod sealed {
    /// An index into lists of one kind. The trait cannot be named outside this crate.
    pub trait Index: Copy {
        /// Returns the index of that number.
        fn numbered(number: u32) -> Self;
        /// Returns the place in a list.
        fn place(self) -> usize;

        /// Returns the index of the item at `place`. A place beyond the widest index becomes the widest one. No list is so long:
        /// the engine refuses a position with more people.
        #[inline]
        fn of(place: usize) -> Self {
            Self::numbered(u32::try_from(place).unwrap_or(u32::MAX))
        }
    }
}

pub(crate) use sealed::Index;

/// Defines an index type.
macro_rules! index {
    ($(#[$doc:meta])* $seen:vis $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $seen struct $name(u32);

        impl Index for $name {
            #[inline]
            fn numbered(number: u32) -> Self {
                Self(number)
            }

            #[inline]
            fn place(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }
    };
}

index! {
    /// The place of a component or part among the nodes of a scheme's `Walk`.
    pub NodeAt
}
index! {
    /// The place of a shortlist in the chain of its scheme.
    pub ListAt
}
index! {
    /// The row of a person in a position. Rows stand in the order of the entrants.
    pub(crate) RowAt
}
index! {
    /// The place of a computed column in the table of results.
    pub ColumnAt
}
index! {
    /// The place of a bonus among those of a scheme.
    pub(crate) PointsAt
}
index! {
    /// The place of a fact among those of a scheme.
    pub(crate) FactAt
}
index! {
    /// The place of a position among those of a posting's `Settings`.
    pub PositionAt
}

/// A list that is read with one kind of index alone. `S` holds the items: a vector, a boxed slice, or a borrowed slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indexed<I, S> {
    all: S,
    by: PhantomData<fn(I) -> I>,
}

impl<I: Index, S: Deref<Target = [T]>, T> Indexed<I, S> {
    /// Returns the item at that index, or `None` where the list has none.
    #[inline]
    pub fn get(&self, at: I) -> Option<&T> {
        self.all.get(at.place())
    }

    /// Returns the items in order.
    #[inline]
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.all.iter()
    }

    /// Returns the items in order, each with its index.
    #[inline]
    pub fn pairs<'a>(&'a self) -> impl ExactSizeIterator<Item = (I, &'a T)> + DoubleEndedIterator + Clone
    where
        T: 'a,
    {
        self.indexes().zip(&*self.all)
    }

    /// Returns the indexes of all items, in order.
    #[inline]
    pub fn indexes(&self) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator + Clone + use<I, S, T> {
        (0..u32::try_from(self.all.len()).unwrap_or(u32::MAX)).map(I::numbered)
    }

    /// Returns the index of the first item that passes the test.
    pub fn find(&self, test: impl FnMut(&T) -> bool) -> Option<I> {
        self.all.iter().position(test).map(I::of)
    }

    /// Returns the number of items.
    #[inline]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns true where there is no item.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl<I: Index, S: DerefMut<Target = [T]>, T> Indexed<I, S> {
    /// Returns the item at that index to be changed, or `None` where the list has none.
    #[inline]
    pub(crate) fn get_mut(&mut self, at: I) -> Option<&mut T> {
        self.all.get_mut(at.place())
    }

    /// Returns the items in order, to be changed.
    #[inline]
    pub(crate) fn iter_mut(&mut self) -> slice::IterMut<'_, T> {
        self.all.iter_mut()
    }
}

impl<I: Index, T> Indexed<I, Vec<T>> {
    /// Makes an empty list with room for so many items.
    pub(crate) fn with_capacity(items: usize) -> Self {
        Self::from(Vec::with_capacity(items))
    }

    /// Adds an item at the end and returns its index.
    #[inline]
    pub(crate) fn push(&mut self, item: T) -> I {
        let at = I::of(self.all.len());
        self.all.push(item);
        at
    }
}

impl<I, S> From<S> for Indexed<I, S> {
    fn from(all: S) -> Self {
        Self { all, by: PhantomData }
    }
}

impl<I, S: Default> Default for Indexed<I, S> {
    fn default() -> Self {
        Self::from(S::default())
    }
}

impl<I, S: FromIterator<T>, T> FromIterator<T> for Indexed<I, S> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        Self::from(S::from_iter(items))
    }
}

impl<I, S: IntoIterator> IntoIterator for Indexed<I, S> {
    type Item = S::Item;
    type IntoIter = S::IntoIter;
    fn into_iter(self) -> S::IntoIter {
        self.all.into_iter()
    }
}

impl<'a, I: Index, S: Deref<Target = [T]>, T: 'a> IntoIterator for &'a Indexed<I, S> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;
    fn into_iter(self) -> slice::Iter<'a, T> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Index, Indexed, ListAt};

    #[test]
    fn an_index_reads_the_item_that_it_was_given_for() {
        let mut lists: Indexed<ListAt, Vec<&str>> = ["a", "b"].into_iter().collect();
        let last = lists.push("c");
        assert_eq!(lists.get(last), Some(&"c"));
        assert_eq!(lists.find(|item| *item == "b").and_then(|at| lists.get(at)), Some(&"b"));
        let read: Vec<_> = lists.pairs().map(|(at, item)| lists.get(at) == Some(item)).collect();
        assert_eq!((read, lists.indexes().len()), (vec![true; 3], 3));
    }

    #[test]
    fn an_index_beyond_the_end_reads_nothing() {
        let lists: Indexed<ListAt, &[u8]> = Indexed::from(&[1, 2][..]);
        assert_eq!([2, usize::MAX].map(|place| lists.get(ListAt::of(place))), [None, None]);
    }
}
