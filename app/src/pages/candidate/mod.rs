//! A candidate's pages under `my/`: complete without the program.
