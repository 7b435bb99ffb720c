//! A form with a file, handed in at the desk or for an application.
//!
//! Owns: taking fields and file out of a multipart body, piece by piece. Refuses: reading anything before the handler says
//! so by [`FormUpload::read`], which it does once the caller is known to be allowed what the form is for.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::response::Response;
use domain::reason::{TypedWhy, UploadsWhy};
use service::Fault;

use super::request::FileRequest;

/// Longest file name that is kept, in characters.
const NAME: usize = 200;

/// A request whose body is still unread.
pub(super) struct FormUpload {
    /// Who brings something in, to where.
    pub request: FileRequest,
    form: Option<Multipart>,
}

/// What the form held.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Text fields by name.
    pub fields: BTreeMap<String, String>,
    /// Name of the file, for faults.
    pub name: String,
    /// Content of the file.
    pub bytes: Vec<u8>,
    /// Something was longer than it may be; nothing of it was kept.
    is_too_long: bool,
}

impl<S: Send + Sync> FromRequest<S> for FormUpload {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let asked = FileRequest::from_request_parts(&mut parts, state).await?;
        let form = Multipart::from_request(Request::from_parts(parts, body), state).await.ok();
        Ok(Self { request: asked, form })
    }
}

impl FormUpload {
    /// Reads the form. A browser that was given no file sends one without a name and content.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`] where the form cannot be read, has no file, or has one of more than `longest` bytes.
    pub async fn read(&mut self, longest: usize) -> Result<Form, Fault> {
        let read = self.form(longest).await?;
        if read.is_too_long || read.is_empty() { Err(unreadable()) } else { Ok(read) }
    }

    /// Reads the form of a file for an application.
    ///
    /// # Errors
    /// [`UploadsWhy::TooLong`] where the file has more than `longest` bytes; [`UploadsWhy::Empty`] where there is none or the form cannot be
    /// read.
    pub async fn read_certificate(&mut self, longest: usize) -> Result<Form, Fault> {
        let empty = || Fault::from(UploadsWhy::Empty.at("file"));
        let read = self.form(longest).await.map_err(|_| empty())?;
        if read.is_too_long {
            let limit = u32::try_from(longest).unwrap_or(u32::MAX);
            return Err(UploadsWhy::TooLong { limit }.at("file").into());
        }
        if read.is_empty() { Err(empty()) } else { Ok(read) }
    }

    /// Reads to the end, also what is too long, of which nothing is kept: a browser shows the answer only once it has sent everything.
    async fn form(&mut self, longest: usize) -> Result<Form, Fault> {
        let mut form = self.form.take().ok_or_else(unreadable)?;
        let mut read = Form::default();
        while let Some(mut part) = form.next_field().await.map_err(|_| unreadable())? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = plain(part.file_name().unwrap_or_default());
            let mut bytes = Vec::new();
            while let Some(piece) = part.chunk().await.map_err(|_| unreadable())? {
                if bytes.len().saturating_add(piece.len()) > longest {
                    read.is_too_long = true;
                    bytes = Vec::new();
                }
                if !read.is_too_long {
                    bytes.extend_from_slice(&piece);
                }
            }
            // A page with several such forms gives each its own name.
            if field == "file" || field.starts_with("file-") {
                (read.name, read.bytes) = (name, bytes);
            } else {
                read.fields.insert(field, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Ok(read)
    }
}

impl Form {
    /// Whether nobody chose a file.
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.bytes.is_empty()
    }

    /// A text field; empty where the form has none.
    pub fn take(&mut self, field: &str) -> String {
        self.fields.remove(field).unwrap_or_default()
    }
}

fn unreadable() -> Fault {
    TypedWhy::Missing.at("file").into()
}

/// The last part of the name that the client gave, without control characters: it is shown, never opened.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_file_name_is_its_last_part_without_control_characters() {
        assert_eq!(plain("C:\\scores\\成绩.xlsx"), "成绩.xlsx");
        assert_eq!(plain("../../etc/passwd"), "passwd");
        assert_eq!(plain("a\r\nSet-Cookie: x.csv"), "aSet-Cookie: x.csv");
        assert_eq!(plain(&"x".repeat(5_000)).len(), 200);
    }
}
