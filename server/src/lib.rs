//! The process: configuration, layers, public handlers, downloads, command line. Decides nothing about a selection.

pub mod config;
