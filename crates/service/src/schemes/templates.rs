//! Schemes to begin with: the common shapes of real notices, as files beside this one. All of them can be used as they are.

use domain::scheme::draft::{Draft, Node, Template};

use crate::fault::Fault;
use crate::scheme_file;

/// The template as a tree; the empty one has nothing in it.
///
/// # Errors
/// [`Fault::Internal`] where a template of ours cannot be read; a test reads them all.
pub fn node(template: Template) -> Result<Node, Fault> {
    let text = match template {
        Template::Empty => return Ok(Node::default()),
        Template::Central => include_str!("templates/central.toml"),
        Template::Provincial => include_str!("templates/provincial.toml"),
        Template::ThreePart => include_str!("templates/three_part.toml"),
        Template::Banded => include_str!("templates/banded.toml"),
    };
    let unread = |faults| Fault::internal(format!("a template cannot be read: {faults:?}"));
    let file = scheme_file::read("template.toml", text.as_bytes()).map_err(unread)?;
    let draft: Draft = crate::rows::schemes::of_file(&file)?;
    draft.get("").cloned().ok_or_else(|| Fault::internal("a template has no scheme"))
}

#[cfg(test)]
mod tests {
    use domain::scheme::draft::Change;

    use super::*;

    #[test]
    fn every_template_can_be_saved_as_it_is_but_the_empty_one() {
        for template in Template::ALL.iter().copied() {
            let mut draft = Draft::default();
            draft.apply("", &Change::Begin { with: node(template).expect("a template") }).expect("fits");
            let faults = draft.faults();
            assert_eq!(faults.is_empty(), template != Template::Empty, "{}: {faults:?}", template.word());
        }
    }
}
