//! A form with a file, handed in at the desk.
//!
//! Owns: taking fields and file out of a multipart body, piece by piece. Refuses: reading anything before the handler says
//! so by [`DeskUpload::read`], which it does once the caller is known to be allowed what the form is for.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::response::Response;
use domain::reason::TypedWhy;
use service::Fault;

use super::request::FileRequest;

/// Longest file name that is kept, in characters.
const NAME: usize = 200;

/// A request whose body is still unread.
pub(super) struct DeskUpload {
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
}

impl<S: Send + Sync> FromRequest<S> for DeskUpload {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let asked = FileRequest::from_request_parts(&mut parts, state).await?;
        let form = Multipart::from_request(Request::from_parts(parts, body), state).await.ok();
        Ok(Self { request: asked, form })
    }
}

impl DeskUpload {
    /// Reads the form. A browser that was given no file sends one without a name and content.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`] where the form cannot be read, has no file, or has one of more than `longest` bytes.
    pub async fn read(&mut self, longest: usize) -> Result<Form, Fault> {
        let mut form = self.form.take().ok_or_else(unreadable)?;
        let mut read = Form::default();
        while let Some(mut part) = form.next_field().await.map_err(|_| unreadable())? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = plain(part.file_name().unwrap_or_default());
            let mut bytes = Vec::new();
            while let Some(piece) = part.chunk().await.map_err(|_| unreadable())? {
                if bytes.len().saturating_add(piece.len()) > longest {
                    return Err(unreadable());
                }
                bytes.extend_from_slice(&piece);
            }
            if field == "file" {
                (read.name, read.bytes) = (name, bytes);
            } else {
                read.fields.insert(field, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        if read.name.is_empty() && read.bytes.is_empty() { Err(unreadable()) } else { Ok(read) }
    }
}

impl Form {
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
