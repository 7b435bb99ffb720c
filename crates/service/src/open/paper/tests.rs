//! A paper is proved by printing it again.

use ::text::Lang;
use documents::{Fonts, NotPrinted, Papers};
use domain::digest::Digest;

use super::{Proof, print_pdf, prove};
use crate::export::tests::sealed;
use crate::export::verify::Finding;

#[test]
fn a_paper_is_proved_by_printing_it_again_and_every_changed_byte_is_found_out() {
    let (papers, bytes) = (Papers::new(Fonts::usual()), sealed());
    let sum = Digest::of(&bytes);
    for lang in Lang::ALL {
        let paper = print_pdf(&papers, lang, &bytes).unwrap();
        let proof = prove(&papers, &paper, Some(sum)).unwrap();
        assert!(matches!(proof, Proof::Found(Finding::Whole(list)) if list.digest == sum && list.rows == 3));
        let other = prove(&papers, &paper, Some(Digest::of(b""))).unwrap();
        assert!(matches!(other, Proof::Found(Finding::Differs { wanted, .. }) if wanted == Digest::of(b"")));
        // Whatever is printed may have been changed while the attached list was left alone, and the other way round.
        for at in (0..paper.len()).step_by(paper.len() / 60) {
            let mut forged = paper.clone();
            forged[at] ^= 1;
            let proof = prove(&papers, &forged, Some(sum)).unwrap();
            assert!(!matches!(proof, Proof::Found(Finding::Whole(_))), "byte {at} may be changed");
        }
        let longer = [paper.as_slice(), b"\n%"].concat();
        assert!(
            matches!(prove(&papers, &longer, Some(sum)).unwrap(), Proof::Otherwise(list) if list.digest == sum)
        );
    }
    assert_eq!(prove(&papers, b"%PDF-1.7\n%%EOF", None).unwrap(), Proof::Found(Finding::NoList));
    assert!(matches!(print_pdf(&papers, Lang::Zh, b"a,b\n"), Err(NotPrinted::NoList(_))));
}
