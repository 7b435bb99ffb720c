//! Files that go in and out beside the pages: sheets, schemes, supplementary notices, receipts, files of applications and notices.
//!
//! Owns: their addresses, the one way in which a file is taken out of a form, and how many come in at once. Refuses:
//! reading a form before the caller is known to be allowed what it asks for; what stands in the files is the use cases'.

mod archives;
mod attachments;
mod minutes;
mod notices;
mod prints;
mod receipts;
mod request;
mod schemes;
mod sheets;
mod slots;
mod upload;
mod uploads;

use axum::Router;
use service::Service;

use crate::layers::limits::Limits;
pub use slots::{SlotSizes, Slots};
pub use uploads::NOTHING;

/// What the handlers of files need.
#[derive(Clone)]
pub struct Files {
    /// The use cases.
    pub service: Service,
    /// How many files come in and are read at once.
    pub slots: Slots,
}

/// All addresses of files, each with its own limits; `usual` are those of what brings no file.
pub fn router(files: &Files, usual: Limits, scheme: Limits) -> Router {
    let downloads = sheets::downloads(files)
        .merge(schemes::downloads(files))
        .merge(receipts::downloads(files))
        .merge(uploads::downloads(files))
        .merge(attachments::downloads(files))
        .merge(archives::downloads(files))
        .merge(minutes::downloads(files))
        .merge(prints::downloads(files));
    usual.hold(downloads).merge(scheme.hold(schemes::uploads(files).merge(notices::uploads(files)))).merge(
        Limits::sheet()
            .hold(sheets::uploads(files).merge(uploads::uploads(files)).merge(attachments::uploads(files))),
    )
}
