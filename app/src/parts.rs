//! Parts: what pages are made of, each in one small file. A part takes plain values and gives markup with classes of
//! `style/parts.css`; it works printed, rendered by the router and drawn by an island. Refuses resources, server functions,
//! inline styles and any text that is not an argument or from `text`.

#[cfg(feature = "ssr")]
mod ahead;
#[cfg(feature = "ssr")]
mod answer;
mod buttons;
mod chart;
mod checked;
mod choice;
mod confirm;
#[cfg(feature = "ssr")]
mod contents;
mod crumbs;
mod date_field;
#[cfg(feature = "ssr")]
mod derived;
#[cfg(feature = "ssr")]
mod difference;
mod digest_line;
mod empty;
mod error_summary;
mod field;
mod file_field;
mod filters;
mod form;
mod histogram;
mod key_values;
mod list_table;
mod mark_cell;
mod markup;
mod moved;
mod movers;
mod notice;
mod notice_file;
mod notice_text;
mod pager;
mod phase_line;
mod progress;
mod scored;
mod side_nav;
mod stages;
mod state;
mod stopped;
#[cfg(feature = "ssr")]
mod study_field;
mod table;
mod task_list;
mod text_area;
mod text_field;
mod timeline;
mod trail;
mod trail_of;
mod user_text;

#[cfg(feature = "ssr")]
pub use ahead::{ahead, ahead_of_act};
#[cfg(feature = "ssr")]
pub use answer::answer_control;
pub use buttons::{Button, ButtonRow, LinkButton, Weight};
pub use chart::{Dot, DotChart};
pub use checked::{AskedList, FindingWord, asked_lines, by_person, findings};
pub use choice::{CheckBox, RadioGroup, SelectField};
pub use confirm::Confirm;
#[cfg(feature = "ssr")]
pub use contents::{conditions, rule_box};
pub use crumbs::{Crumb, Crumbs};
pub use date_field::{DateField, TypedDate};
#[cfg(feature = "ssr")]
pub use derived::derived_from;
#[cfg(feature = "ssr")]
pub use difference::difference;
pub use digest_line::{DigestLine, SealedFact};
pub use empty::Empty;
pub use error_summary::{ErrorSummary, FieldError, field_errors, sentence_for};
pub use field::Field;
pub use file_field::FileField;
pub use filters::{FilterChoice, FilterText, Filters};
pub use form::{PostForm, sends_to, switch_to, typed_into};
pub use histogram::Histogram;
pub use key_values::{KeyValue, KeyValues, detail_line, detail_pairs, kv};
pub use list_table::list_table;
pub use mark_cell::{CHANGED, MarkCell, mark_at, mark_id, why_id};
pub(crate) use markup::escaped;
pub use moved::moved;
pub use movers::{mover_seats, movers_table};
pub use notice::Notice;
pub use notice_file::notice_file;
pub use notice_text::{following, notice_text, telephones};
pub use pager::{Counts, Pager, Slice};
pub use phase_line::{Phase, PhaseLine, Standing};
pub use progress::JobProgress;
pub use scored::{on_list, scored};
pub use side_nav::{Queue, SideNav};
pub use stages::{stage_word, stages, stages_table};
pub use state::{Mood, StateWord};
pub use stopped::stopped;
#[cfg(feature = "ssr")]
pub use study_field::StudyField;
pub use table::{Cell, Column, Row, Sort, Table};
pub use task_list::{LinkLine, LinkList, Task, TaskList};
pub use text_area::TextArea;
pub use text_field::{Kind, TextField};
pub use timeline::{Timeline, TimelineItem};
pub use trail::{Step, Trail};
pub use trail_of::TrailOf;
pub use user_text::{UserText, said};

#[cfg(all(test, feature = "ssr"))]
mod tests;
