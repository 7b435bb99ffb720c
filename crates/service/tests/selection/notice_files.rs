//! Files of a notice: public as they were approved and no sooner, changed by a further revision only, and never with a private number.

use domain::access::Caller;
use domain::id::Code;
use domain::reason::{PostingsWhy, Reason, TypedWhy, Unfit, UploadsWhy, Why};
use domain::revision::Change;
use domain::uploads::{Kind, PER_NOTICE};
use domain::view::desk::notice_files::NoticeFilesPage;
use service::applications::{Paper, paper};
use service::postings::{attach, detach, may_attach, notice_file, notice_files};
use service::{Fault, Service, open, postings, runner};

use crate::conditions::{approver, drafted};
use crate::stage::{Stage, reasons};

/// A PDF of one page that shows these words.
pub fn pdf(words: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Page /Contents 2 0 R >>\nendobj\n2 0 obj\n<< >>\nstream\nBT /F1 12 Tf ({words}) Tj ET\nendstream\nendobj\n%%EOF\n"
    )
    .into_bytes()
}

async fn at_desk(service: &Service, who: &Caller, posting: Code) -> NoticeFilesPage {
    notice_files(service, who, posting).await.expect("a page")
}

async fn approve(service: &Service, posting: Code, (screener, approver): (&Caller, &Caller)) {
    let version = postings::view(service, screener, posting).await.expect("a posting").version;
    postings::submit(service, screener, posting, version).await.expect("sent");
    let shown = postings::view(service, approver, posting).await.expect("a posting");
    assert_eq!(shown.files.len(), 1, "the approver sees the files");
    let digest = shown.approval_digest.expect("complete").to_string();
    let late = attach(service, screener, (posting, shown.version), ("Late", pdf("late"))).await;
    assert!(matches!(late, Err(Fault::Refused(_))), "nothing changes while it waits: {late:?}");
    postings::approve(service, approver, posting, shown.version, &digest).await.expect("approved");
}

async fn public(service: &Service, posting: Code) -> Vec<(Code, Vec<u8>)> {
    let mut all = Vec::new();
    for one in open::posting(service, posting).await.expect("public").files {
        all.push((one.file.code, open::file(service, &one).await.expect("its bytes")));
    }
    all
}

#[tokio::test]
async fn what_is_public_of_a_notices_files_is_what_was_approved() {
    for mut stage in Stage::on_both().await {
        let (posting, screener, _) = drafted(&stage).await;
        let approver = approver(&mut stage).await;
        let service = stage.service.clone();
        let page = at_desk(&service, &screener, posting).await;
        assert!(page.may_change && page.files.is_empty() && !page.is_further);
        let before = postings::view(&service, &screener, posting).await.expect("a posting").approval_digest;
        let at = (posting, page.version);
        let table = attach(&service, &screener, at, ("职位表", pdf("table"))).await.expect("a file");
        let stale = attach(&service, &screener, at, ("Other", pdf("other"))).await;
        assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");
        let seen = at_desk(&service, &stage.supervisor, posting).await;
        assert_eq!((seen.files.len(), seen.may_change), (1, false));
        assert_eq!((seen.files[0].kind, seen.files[0].name().as_str()), (Kind::Pdf, "职位表.pdf"));
        let bytes = notice_file(&service, &stage.supervisor, (posting, table)).await.expect("a file").bytes;
        assert_eq!(bytes, pdf("table"));
        assert!(matches!(may_attach(&service, &stage.supervisor, posting).await, Err(Fault::Denied(_))));
        let outsider = stage.candidate().await;
        let closed = notice_file(&service, &outsider, (posting, table)).await;
        assert!(matches!(closed, Err(Fault::Missing)), "a draft is its team's alone");
        let after = postings::view(&service, &screener, posting).await.expect("a posting").approval_digest;
        assert_ne!(before, after, "the digest that is approved covers the files");
        approve(&service, posting, (&screener, &approver)).await;
        assert_eq!(public(&service, posting).await, [(table, pdf("table"))]);

        // A further revision: one file comes, one goes, and nothing of it is public before it is approved.
        let page = at_desk(&service, &screener, posting).await;
        assert!(page.may_change && !page.is_further);
        let at = (posting, page.version);
        let form = attach(&service, &screener, at, ("推荐表样式", pdf("form"))).await.expect("a file");
        let at = (posting, page.version + 1);
        detach(&service, &screener, at, table).await.expect("taken away");
        let at = (posting, page.version + 2);
        let twice = detach(&service, &screener, at, table).await;
        assert!(matches!(twice, Err(Fault::Missing)), "{twice:?}");
        assert!(at_desk(&service, &screener, posting).await.is_further);
        assert_eq!(public(&service, posting).await, [(table, pdf("table"))]);
        postings::propose(&service, &screener, at, "更换附件。").await.expect("proposed");
        let waits = may_attach(&service, &screener, posting).await;
        assert_eq!(reasons(waits), [PostingsWhy::RevisionWaits.reason()]);
        let shown = postings::further(&service, &approver, posting).await.expect("a page");
        assert!(
            matches!(&shown.changes[..], [Change::Detached(old), Change::Attached(new)] if old.code == table && new.code == form),
            "{:?}",
            shown.changes
        );
        let waiting = shown.waiting.expect("it waits");
        let digest = waiting.digest.to_string();
        postings::enact(&service, &approver, (posting, waiting.code), &digest).await.expect("in force");
        assert_eq!(public(&service, posting).await, [(form, pdf("form"))]);
        let old = notice_file(&service, &screener, (posting, table)).await.expect("it stays for the desk");
        assert_eq!(old.bytes, pdf("table"));

        stage.effects.clock.advance(2 * 86_400_000);
        let swept = runner::sweep_files(&service).await.expect("swept");
        assert_eq!(swept.missing, []);
        assert_eq!(swept.removed, 2, "what was refused as stale or late has no row, everything else stays");
        assert_eq!(public(&service, posting).await.len(), 1);
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "every file is bound to its act");
    }
}

fn why(outcome: Result<Code, Fault>) -> UploadsWhy {
    match reasons(outcome)[..] {
        [Reason { why: Why::Uploads(why), .. }] => why,
        ref other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_private_number_in_title_or_text_is_refused_and_nothing_is_kept() {
    let mut stage = Stage::set().await;
    let (posting, screener) = stage.draft().await;
    let service = stage.service.clone();
    let title = attach(&service, &screener, (posting, 1), ("咨询 13812345678", pdf("a"))).await;
    assert_eq!(reasons(title), [TypedWhy::PrivateNumber.at("title")]);
    let text = attach(&service, &screener, (posting, 1), ("联系方式", pdf("tel 13812345678"))).await;
    assert_eq!(why(text), UploadsWhy::Leak { page: 1, what: Unfit::Phone });
    // A paper as the program itself sets it: compressed, with a font of its own.
    let (candidate, application) = stage.submitted().await;
    let receipt = paper(&service, &candidate, application, (Paper::Receipt, text::Lang::Zh)).await;
    let receipt = receipt.expect("a receipt");
    let leak = why(attach(&service, &screener, (posting, 1), ("样表", receipt)).await);
    assert!(matches!(leak, UploadsWhy::Leak { page: 1, .. }), "{leak:?}");
    let kept = std::fs::read_dir(stage.files()).expect("a store").count();
    assert_eq!(kept, 0, "nothing of it lies in the store");
    assert!(at_desk(&service, &screener, posting).await.files.is_empty());
}

#[tokio::test]
async fn a_notice_takes_twenty_files_and_hands_out_no_other_bytes_than_its_own() {
    let mut stage = Stage::set().await;
    let (posting, screener, _) = drafted(&stage).await;
    let approver = approver(&mut stage).await;
    let service = stage.service.clone();
    let version = async || at_desk(&service, &screener, posting).await.version;
    let first = attach(&service, &screener, (posting, version().await), ("A", pdf("a"))).await;
    for number in 1..PER_NOTICE {
        let at = (posting, version().await);
        attach(&service, &screener, at, ("B", pdf(&number.to_string()))).await.expect("a file");
    }
    let full = attach(&service, &screener, (posting, version().await), ("C", pdf("c"))).await;
    assert_eq!(why(full), UploadsWhy::NoticeFull { limit: PER_NOTICE });
    for one in at_desk(&service, &screener, posting).await.files.iter().skip(1) {
        detach(&service, &screener, (posting, version().await), one.code).await.expect("taken away");
    }
    approve(&service, posting, (&screener, &approver)).await;
    let first = first.expect("a file");
    assert_eq!(public(&service, posting).await, [(first, pdf("a"))]);
    // Another file's contents in the place of those that were approved.
    stage.force("UPDATE notice_file SET lies = (SELECT max(lies) FROM notice_file WHERE stands = 0) WHERE stands = 1").await;
    let altered = open::posting(&service, posting).await.expect("public").files;
    let refused = open::file(&service, &altered[0]).await;
    assert!(matches!(refused, Err(Fault::Internal(_))), "{refused:?}");
    let desk = notice_file(&service, &screener, (posting, first)).await;
    assert!(matches!(desk, Err(Fault::Internal(_))), "{desk:?}");
}
