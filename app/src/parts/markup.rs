//! Text as markup, for the two elements whose text the renderer does not escape by itself.

/// The text with `&`, `<` and `>` as entities: it stands inside an element and never becomes part of its tags.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
