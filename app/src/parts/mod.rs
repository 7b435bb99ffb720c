//! Parts: what pages are made of, each in one small file. A part takes plain values and gives markup with classes of
//! `style/parts.css`; it works printed, rendered by the router and hydrated. Refuses resources, server functions,
//! inline styles and any text that is not an argument or from `text`.

mod buttons;
mod chart;
mod choice;
mod confirm;
mod crumbs;
mod date_field;
mod digest_line;
mod empty;
mod error_summary;
mod failure;
mod field;
mod file_field;
mod filters;
mod foot;
mod form;
mod hydration;
mod key_values;
mod lang_span;
mod mark_cell;
mod mast;
mod notice;
mod pager;
mod phase_line;
mod progress;
mod rail;
mod state;
mod table;
mod tabs;
mod task_list;
mod text_area;
mod text_field;
mod timeline;
mod trail;
mod trail_of;

pub use buttons::{Button, ButtonRow, LinkButton, Weight};
pub use chart::{Dot, DotChart};
pub use choice::{CheckBox, RadioGroup, SelectField};
pub use confirm::Confirm;
pub use crumbs::{Crumb, Crumbs};
pub use date_field::{DateField, TypedDate};
pub use digest_line::{DigestLine, SealedFact};
pub use empty::Empty;
pub use error_summary::{ErrorSummary, FieldError, field_errors, sentence_for};
pub use failure::{failure, failure_at};
pub use field::Field;
pub use file_field::FileField;
pub use filters::{FilterChoice, FilterText, Filters};
pub use foot::Foot;
pub use form::PostForm;
pub use hydration::{Hydration, Wake};
pub use key_values::{KeyValue, KeyValues, kv};
pub use lang_span::Own;
pub use mark_cell::MarkCell;
pub use mast::{Mast, Section, Visitor};
pub use notice::Notice;
pub use pager::{Counts, Pager, Slice};
pub use phase_line::{Phase, PhaseLine, Standing};
pub use progress::JobProgress;
pub use rail::{Queue, Rail};
pub use state::{Mood, StateWord};
pub use table::{Cell, Column, Row, Sort, Table};
pub use tabs::tabs;
pub use task_list::{LinkLine, LinkList, Task, TaskList};
pub use text_area::TextArea;
pub use text_field::{Kind, TextField};
pub use timeline::{Happening, Timeline};
pub use trail::{Step, Trail};
pub use trail_of::TrailOf;

#[cfg(all(test, feature = "ssr"))]
mod tests;
