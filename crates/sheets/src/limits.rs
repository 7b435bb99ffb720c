//! How much of a sheet is ever held. Owns the numbers; refuses nothing itself.

/// Bounds of one reading. [`Limits::default`] is what the server and the program use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: u64,
    /// Bytes of one worksheet after inflating, and of all parts of the workbook together.
    pub inflated: u64,
    /// Bytes of one other part of a workbook (shared strings, styles) after inflating.
    pub part: u64,
    /// How many times its packed size a part of more than a mebibyte may unfold to.
    pub ratio: u64,
    /// Parts in the package.
    pub parts: usize,
    /// Rows below the header.
    pub rows: u32,
    /// Columns with a header.
    pub columns: u32,
    /// Characters of one cell.
    pub cell: usize,
    /// Cells that hold something.
    pub cells: u64,
    /// Faults listed before reading stops.
    pub faults: usize,
    /// Remarks listed; further ones are only counted.
    pub remarks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 64 << 20,
            inflated: 512 << 20,
            part: 128 << 20,
            ratio: 250,
            parts: 1_000,
            rows: 1_000_000,
            columns: 200,
            cell: 8_000,
            cells: 20_000_000,
            faults: 1_000,
            remarks: 10_000,
        }
    }
}
