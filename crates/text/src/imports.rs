//! The dry run of a file.

use crate::catalogue::catalogue;

catalogue! {
    dry_run => "试读结果", "Dry run";
    dry_run_counts(added: i64, changed: i64, same: i64) => "新增 {added}，改动 {changed}，相同 {same}", "{added} new, {changed} changed, {same} the same";
    before => "现在", "Now";
    after => "改为", "Becomes";
}
