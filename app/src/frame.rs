//! What stands around a page and reads the request: header, foot, the tabs of a posting, the page's data or why it cannot be
//! shown, the one script of a page with islands, and the question before a session of the desk ends. Stands above [`crate::parts`], which take plain values.

mod failure;
mod foot;
mod header;
mod island_script;
mod loaded;
mod privacy;
mod stay;
mod tabs;
mod title;
mod unread;

pub use failure::{failure, failure_at};
pub use foot::Foot;
pub use header::{Header, Section, Visitor};
pub use island_script::IslandScript;
pub use loaded::loaded;
pub use privacy::{PrivacyAsked, privacy_box, privacy_notice};
pub use tabs::tabs;
pub use title::{PageTitle, full_title};
pub use unread::Unread;
