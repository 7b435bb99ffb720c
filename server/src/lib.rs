//! The process: configuration, layers, public handlers, files, command line. Decides nothing about a selection.

pub mod account;
pub mod assets;
pub mod boot;
pub mod bucket;
pub mod carriers;
pub mod cli;
pub mod config;
pub mod files;
pub mod health;
pub mod layers;
pub mod lifecycle;
pub mod net;
pub mod objections;
pub mod owned;
pub mod public;
pub mod router;
pub mod sealed;
pub mod served;
pub mod switch;
pub mod telemetry;
pub mod workers;
