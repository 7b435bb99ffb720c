//! Public pages: printed, without any script. Each module has `print(&View, Lang) -> String`.
