//! The dry run of a file.

use crate::catalogue::catalogue;

catalogue! {
    dry_run => "试读结果", "Dry run";
    handed_in => "上传", "Handed in";
    before => "现在", "Now";
    after => "改为", "Becomes";
}
