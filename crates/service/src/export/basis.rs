//! A ranking computed again from what was kept of it. Knows no database and no key, so anybody who has the file can do it.
//!
//! Owns: the comparison of every digest. Refuses: taking the word of the file for any of them.

use domain::digest::Digest;
use domain::marks::{inputs_digest, settle};
use domain::ranking::{Aside, Outcome, digest, every, strays};
use domain::scheme::digest_of;
use domain::view::desk::ranking::{Again, BasisPart};
use files::basis::{Basis, Head, read};

use crate::effects::threads;

/// The digest of what the engine makes of this basis; `None` where it refuses it.
fn outcome(basis: &Basis) -> Option<Digest> {
    let settings = basis.settings();
    let counted = Aside::of(&settings, &basis.rulings).without(&basis.sheets);
    let settled = settle(&settings, &counted).ok()?;
    if !strays(&settings, &basis.rulings).is_empty() {
        return None;
    }
    let answers = every(&settings, &settled, &basis.rulings, threads(), |_, answer| answer.ok());
    let outcomes: Vec<Outcome> = answers.into_iter().collect::<Option<_>>()?;
    Some(digest(&outcomes.iter().collect::<Vec<_>>()))
}

/// Computes the ranking that `head` names again from this file, and says whether every digest is the one that `head` names. It takes as
/// long as a ranking takes.
#[must_use]
pub fn again(head: &Head, bytes: &[u8]) -> Again {
    read(bytes).map_or(Again::Unreadable, |basis| compared(head, &basis))
}

fn compared(head: &Head, basis: &Basis) -> Again {
    let schemes = digest_of(basis.schemes.scheme.as_ref(), &basis.schemes.schemes);
    let parts = [
        (BasisPart::Head, basis.head == *head),
        (BasisPart::Scheme, schemes == head.scheme),
        (BasisPart::Inputs, inputs_digest(&basis.positions, &basis.sheets) == head.inputs),
        (BasisPart::Rulings, basis.rulings.digest() == head.rulings),
        (BasisPart::Result, outcome(basis) == Some(head.result)),
    ];
    let other: Vec<BasisPart> = parts.into_iter().filter(|(_, same)| !same).map(|(part, _)| part).collect();
    if other.is_empty() { Again::Same } else { Again::Differs(other) }
}

#[cfg(test)]
mod tests {
    use domain::marks::{Entry, Position, Sheet};
    use domain::rulings::Rulings;
    use files::basis::{FORMAT, Given, write};
    use files::scheme_file;

    use super::*;

    const PLAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
        "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

    /// Three people of one position with these marks, under a head that names what they lead to.
    fn basis(marks: [&str; 3]) -> Basis {
        let schemes = scheme_file::read("scheme.json", PLAIN.as_bytes()).unwrap();
        let positions = vec![Position { code: "p".to_owned(), plan: Some(1), scheme: None }];
        let sheet = |(at, mark): (usize, &str)| Sheet {
            position: "p".to_owned(),
            candidate: at.to_string(),
            entries: [("written".to_owned(), Entry::Mark(mark.parse().unwrap()))].into(),
            examiners: Vec::new(),
        };
        let sheets: Vec<Sheet> = marks.into_iter().enumerate().map(sheet).collect();
        let none = Digest::of(b"");
        let head = Head {
            format: FORMAT.to_owned(),
            ranking: "0123456789".parse().unwrap(),
            engine: "1.0.0".to_owned(),
            scheme: digest_of(schemes.scheme.as_ref(), &schemes.schemes),
            inputs: inputs_digest(&positions, &sheets),
            rulings: Rulings::default().digest(),
            result: none,
        };
        let mut basis = Basis { head, schemes, rulings: Rulings::default(), positions, sheets };
        basis.head.result = outcome(&basis).unwrap();
        basis
    }

    fn written(basis: &Basis) -> Vec<u8> {
        let Basis { head, schemes, rulings, positions, sheets } = basis;
        write(&Given { head, schemes, rulings, positions, sheets }).unwrap()
    }

    #[test]
    fn what_was_kept_leads_to_the_same_digests_and_each_that_differs_is_named() {
        let one = basis(["80", "70", "60"]);
        assert_eq!(again(&one.head, &written(&one)), Again::Same);

        let other = basis(["80", "70", "65"]);
        assert_eq!(
            again(&one.head, &written(&other)),
            Again::Differs(vec![BasisPart::Head, BasisPart::Inputs, BasisPart::Result])
        );
        let mut forged = one.clone();
        forged.sheets = other.sheets.clone();
        assert_eq!(
            again(&one.head, &written(&forged)),
            Again::Differs(vec![BasisPart::Inputs, BasisPart::Result])
        );
        forged = one.clone();
        forged.head.result = Digest::of(b"forged");
        assert_eq!(again(&forged.head, &written(&forged)), Again::Differs(vec![BasisPart::Result]));
        assert_eq!(again(&one.head, &written(&forged)), Again::Differs(vec![BasisPart::Head]));
        assert_eq!(again(&one.head, b"nothing of the kind"), Again::Unreadable);
    }

    #[test]
    fn what_the_engine_refuses_has_another_outcome() {
        let mut one = basis(["80", "70", "60"]);
        one.sheets[0].entries.insert("nowhere".to_owned(), Entry::Mark("1".parse().unwrap()));
        let head = Head { inputs: inputs_digest(&one.positions, &one.sheets), ..one.head.clone() };
        one.head = head.clone();
        assert_eq!(again(&head, &written(&one)), Again::Differs(vec![BasisPart::Result]));
    }
}
