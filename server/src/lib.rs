//! The process: configuration, layers, public handlers, downloads, command line. Decides nothing about a selection.

pub mod assets;
pub mod boot;
pub mod cli;
pub mod config;
pub mod layers;
pub mod press;
pub mod telemetry;
