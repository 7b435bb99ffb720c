//! What the papers of an application say of where it goes.

use domain::id::Code;

/// An application and the position that it is for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// Public code of the application.
    pub code: Code,
    /// Title of the posting.
    pub posting: &'a str,
    /// The selecting authority.
    pub authority: &'a str,
    /// Number of the position in the notice.
    pub position: &'a str,
    /// The unit that takes the person.
    pub unit: &'a str,
    /// Title of the position.
    pub title: &'a str,
}
