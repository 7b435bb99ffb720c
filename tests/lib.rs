//! The black-box suite lives in `tests/`; this library is empty on purpose.
