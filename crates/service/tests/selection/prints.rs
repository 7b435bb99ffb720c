//! Large runs of papers: in parts, with progress, left, cut off and begun twice, and gone after their term.

use domain::access::Caller;
use domain::reason::{PapersWhy, TypedWhy};
use domain::view::desk::prints::PrintRun;
use service::maintenance::Maintenance;
use service::{Fault, applications, prints, runner, uploads};
use text::Lang;

use crate::stage::{Stage, reasons};

const FORMS: (&str, Lang) = ("form", Lang::Zh);

async fn runs(stage: &Stage) -> Vec<PrintRun> {
    prints::view(&stage.service, &stage.screeners[0], stage.code).await.expect("a page").runs
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_prints_every_form_in_parts_goes_on_where_it_was_cut_off_and_counts_once() {
    for mut stage in Stage::on_both().await {
        let (service, screener) = (stage.service.clone(), stage.screeners[0].clone());
        let nobody = prints::ask(&service, &screener, stage.code, FORMS).await;
        assert_eq!(reasons(nobody), [PapersWhy::NobodySent.reason()]);
        let people: Vec<(Caller, domain::id::Code)> =
            vec![stage.submitted().await, stage.submitted().await, stage.submitted().await];
        let run = prints::ask(&service, &screener, stage.code, FORMS).await.expect("a run");
        let again = prints::ask(&service, &screener, stage.code, FORMS).await.expect("the same run");
        assert_eq!(again, run, "begun twice it runs once");

        // Two processes do the same step at once: one counts.
        let (one, other) = tokio::join!(prints::step(&service, run, 1), prints::step(&service, run, 1));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let now = runs(&stage).await.remove(0);
        assert!((1..=2).contains(&now.printed) && now.going && now.total == 3, "{now:?}");
        assert_eq!(usize::try_from(now.printed).expect("few"), now.parts.len(), "none twice");
        // One whose application left meanwhile is left out.
        let (owner, code) = people[2].clone();
        let version = stage.version(&owner, code).await;
        applications::withdraw(&service, &owner, code, version).await.expect("withdrawn");
        for _ in 0..3 {
            prints::step(&service, run, 1).await.expect("a step");
        }
        let done = runs(&stage).await.remove(0);
        assert_eq!((done.printed, done.failed, done.going, done.parts.len()), (2, 0, false, 2));

        for (part, (owner, code)) in done.parts.iter().zip(&people) {
            let (name, bytes) =
                prints::part(&service, &screener, stage.code, part.code).await.expect("a part");
            assert_eq!(name, format!("form-{run}-{}.pdf", part.no));
            let paper = (applications::Paper::Form, Lang::Zh);
            let form = applications::paper(&service, owner, *code, paper).await.expect("a form");
            assert_eq!(bytes, form, "of one, the very form of the candidate");
        }
        // The last step found nobody left, and said that the run is done.
        let told = stage.events().await.join("\n");
        for (word, times) in [("papers_asked", 1), ("papers_printed", 3), ("papers_opened", 2)] {
            assert_eq!(told.matches(word).count(), times, "{word}");
        }

        let (part, term) = (done.parts[0].code, 172_800_000);
        stage.effects.clock.advance(term);
        let late = prints::part(&service, &screener, stage.code, part).await;
        assert!(matches!(late, Err(Fault::Missing)), "the link is over");
        stage.effects.clock.advance(1);
        service.maintain(Maintenance::Sweep).await.expect("swept");
        assert_eq!(runs(&stage).await, []);
        stage.effects.clock.advance(86_400_000);
        let swept = uploads::sweep(&service).await.expect("swept");
        assert_eq!((swept.removed >= 2, swept.missing), (true, vec![]), "and so are the parts");
    }
}

#[tokio::test]
async fn a_run_is_left_and_only_who_screens_may_have_one() {
    let mut stage = Stage::set().await;
    let (service, screener) = (stage.service.clone(), stage.screeners[0].clone());
    stage.submitted().await;
    stage.submitted().await;
    let unknown = prints::ask(&service, &screener, stage.code, ("notice", Lang::Zh)).await;
    assert_eq!(reasons(unknown), [TypedWhy::NotAChoice.at("kind")]);
    let run = prints::ask(&service, &screener, stage.code, ("receipt", Lang::En)).await.expect("a run");
    prints::step(&service, run, 1).await.expect("a step");
    prints::leave(&service, &screener, stage.code, run).await.expect("left");
    prints::leave(&service, &screener, stage.code, run).await.expect("twice is once");
    // Its jobs find nothing to do.
    while runner::work(&service, "a").await.expect("worked") > 0 {}
    let left = runs(&stage).await.remove(0);
    assert_eq!((left.printed, left.going, left.parts.len()), (1, false, 1), "what was made stays");
    let part = left.parts[0].code;
    prints::part(&service, &screener, stage.code, part).await.expect("a part");

    let run = prints::ask(&service, &screener, stage.code, FORMS).await.expect("another run");
    while runner::work(&service, "a").await.expect("worked") > 0 {}
    let done = runs(&stage).await.remove(0);
    assert_eq!((done.code, done.printed, done.going), (run, 2, false), "by its jobs alone");

    let (other, _) = stage.draft().await;
    let (supervisor, candidate) = (stage.supervisor.clone(), stage.candidate().await);
    for who in [&supervisor, &candidate] {
        let asked = prints::ask(&service, who, stage.code, FORMS).await.map(drop);
        let left = prints::leave(&service, who, stage.code, run).await;
        let part = prints::part(&service, who, stage.code, part).await.map(drop);
        for refused in [asked, left, part] {
            assert!(matches!(refused, Err(Fault::Missing | Fault::Denied(_))), "{refused:?}");
        }
    }
    let elsewhere = prints::part(&service, &screener, other, part).await;
    assert!(matches!(elsewhere, Err(Fault::Missing | Fault::Denied(_))), "a part of another posting");
}
