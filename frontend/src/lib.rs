//! The wasm entry.
#![cfg(target_arch = "wasm32")]
