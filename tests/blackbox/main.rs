//! The black-box suite: the program from outside, through its command line, its sockets and a real browser.

mod bad;
mod course;
mod editor;
mod grid;
mod keys;
mod killed;
mod pages;
mod papers;
mod pipeline;
mod plain;
mod proof;
mod stay;
mod versions;
