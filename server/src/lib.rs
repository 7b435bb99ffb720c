//! The process: configuration, layers, public handlers, downloads, command line. Decides nothing about a selection.

pub mod account;
pub mod assets;
pub mod boot;
pub mod cli;
pub mod config;
pub mod download;
pub mod health;
pub mod layers;
pub mod lifecycle;
pub mod notice;
pub mod press;
pub mod public;
pub mod router;
pub mod telemetry;
pub mod upload;
