//! Several files as one, to be kept: a ZIP archive without compression, because what goes into it is compressed already.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Bundles files under their names, in their order; the same files give the same bytes.
///
/// # Errors
/// Where two files have the same name, or one is longer than such an archive can say.
pub fn bundle(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::bundle;

    #[test]
    fn files_come_back_byte_for_byte_and_the_same_files_give_the_same_bytes() {
        let files = [("a.pdf".to_owned(), vec![1, 2, 3]), ("b.txt".to_owned(), Vec::new())];
        let bytes = bundle(&files).unwrap();
        assert_eq!(bundle(&files).unwrap(), bytes);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), 2);
        assert_eq!(archive.by_index(1).unwrap().name().unwrap(), "b.txt");
        let mut read = Vec::new();
        archive.by_name("a.pdf").unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, [1, 2, 3]);
        assert!(bundle(&[("a".to_owned(), vec![]), ("a".to_owned(), vec![])]).is_err());
    }
}
