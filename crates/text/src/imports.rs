//! The dry run of a file.

use crate::catalogue::catalogue;

catalogue! {
    dry_run => "试读结果", "Dry run";
    before => "现在", "Now";
    after => "改为", "Becomes";
}
