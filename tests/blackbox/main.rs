//! The black-box suite: the program from outside, through its command line, its sockets and a real browser.

mod pipeline;
mod proof;
