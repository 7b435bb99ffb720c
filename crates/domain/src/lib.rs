//! The law of open selection (公开遴选): rules, states and arithmetic, native and wasm.
//!
//! Owns: every rule that decides something. Refuses: clocks, randomness, databases, pages, floats and text; time and
//! randomness come in as parameters, refusals leave as codes. Modules import only upward in the list below.
#![deny(missing_docs, clippy::float_arithmetic, clippy::arithmetic_side_effects)]

pub mod access;
pub mod adjusting;
pub mod calendar;
pub mod collective;
pub mod columns;
pub mod course;
pub mod deadline;
pub mod departure;
pub mod digest;
pub mod eligibility;
pub mod entering;
pub mod event;
pub mod id;
pub mod import;
pub mod index;
pub mod inspection;
pub mod interview_plan;
pub mod lifecycle;
pub mod lists;
pub mod marks;
pub mod messages;
pub mod number;
pub mod objections;
pub mod opening;
pub mod panels;
pub mod photo;
pub mod placeholder;
pub mod posting;
pub mod prints;
pub mod proposed;
pub mod publicity;
pub mod ranking;
pub mod reason;
pub mod registration;
pub mod release;
pub mod revision;
pub mod rulings;
#[cfg(feature = "sample")]
pub mod sample;
pub mod scheme;
pub mod screening;
pub mod shortlist;
pub mod spread;
pub mod stage;
pub mod states;
pub mod study;
pub mod supervision;
pub mod timetable;
pub mod transfer;
pub mod typed;
pub mod uploads;
pub mod view;
mod word;
pub mod work;
pub mod workdays;
