//! What a list shows of its people is said by the scheme, put in when the list gets its head, and kept nowhere in clear before it is public.

use documents::{Fonts, Papers};
use domain::digest::Digest;
use domain::lists::List;
use domain::reason::{FieldPath, ListsWhy, PublicCode, Unfit};
use domain::scheme::Names;
use domain::view::desk::lists::Against;
use domain::view::public::lists::List as View;
use service::export::canonical::print_xlsx;
use service::export::reading;
use service::export::verify::{Finding, verify};
use service::{lists, open, runner};
use sheets::Limits;
use store::schemes::NewScheme;
use text::Lang;

use super::altered;
use super::exam::Exam;
use super::stage::{NAME, Stage, keep, load, reasons, sealed};

const MASKED: &str = "欧阳**";

/// Two lists; `shown` is what the first says, `all` what publicity says.
fn scheme(shown: &str, all: &str) -> String {
    format!(
        r#"{{"scheme":{{"components":[{{"key":"written","weight":50}},{{"key":"interview","weight":50}}],
        "publicity":{{{all}}},
        "shortlists":[{{"to":"interview","score":"written","ratio":"3:1"{shown}}},{{"to":"inspection","score":"total","ratio":"2:1"}}]}}}}"#
    )
}

async fn ranked(stage: Stage, shown: &str, all: &str) -> Exam {
    let exam = Exam::on(stage, &scheme(shown, all), &[("p", 1)], &[("p", "1"), ("p", "2"), ("p", "3")]).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n").await;
    exam.compute().await;
    exam
}

/// The newest list of a stage with its bytes, as the public reads them.
async fn public(exam: &Exam, stage: &str) -> (View, List, Vec<u8>) {
    let all = open::sealed(&exam.stage.service).await.expect("lists");
    assert!(all.damaged.is_empty(), "{:?}", all.damaged);
    let one = all.whole.into_iter().find(|one| one.view.head.stage == stage).expect("a list");
    (one.view, one.list, one.bytes)
}

/// Everything that is handed out of a list, as text: page, CSV, both workbooks, and what the PDF is set from and carries.
fn handed_out((view, list, bytes): &(View, List, Vec<u8>)) -> String {
    let mut all = format!("{view:?}{}", String::from_utf8(bytes.clone()).expect("UTF-8"));
    for lang in [Lang::Zh, Lang::En] {
        let books = [
            print_xlsx(lang, bytes).expect("a workbook"),
            reading::book(lang, (list, view, bytes)).expect("a workbook"),
        ];
        for book in &books {
            all.push_str(&format!("{:?}", sheets::grids(book, &Limits::default(), 2).expect("grids")));
        }
        assert!(matches!(verify(&books[0], Some(view.digest)), Finding::Whole(_)));
        let papers = Papers::new(Fonts::usual());
        let pdf = documents::list(&papers, lang, view, bytes).expect("a paper");
        let carried = documents::attached(&pdf).expect("the list inside");
        all.push_str(&String::from_utf8(carried).expect("UTF-8"));
        all.push_str(&String::from_utf8_lossy(&pdf));
    }
    assert!(matches!(verify(bytes, Some(view.digest)), Finding::Whole(_)));
    all
}

#[tokio::test]
async fn a_list_without_names_has_none_and_is_what_it_was_before_they_could_be_shown() {
    let exam = ranked(Stage::set().await, "", "").await;
    altered::publish(&exam, "interview").await;
    let out = public(&exam, "interview").await;
    let all = handed_out(&out);
    assert!(!all.contains(NAME) && !all.contains("欧阳") && !all.contains("current_unit"));
    let csv = String::from_utf8(out.2).unwrap();
    assert!(csv.contains("\nposition,unit,title,plan,ticket,name,written,rank,tied,note,result\n"), "{csv}");
}

#[tokio::test]
async fn a_masked_list_holds_no_full_name_anywhere_and_rests_without_any_before_its_instant() {
    for stage in Stage::on_both().await {
        let exam = ranked(stage, "", r#""names":"masked","unit":true"#).await;
        let service = &exam.stage.service;
        exam.sign_first("interview").await;
        let minute = 60_000;
        let release = domain::calendar::Instant((exam.stage.effects.clock.now().0 / minute + 5) * minute);
        let typed = release.form_text();
        let proof = lists::proof_for(service, &exam.publisher, exam.posting, ("interview", &typed)).await;
        let proof = proof.expect("a proof");
        let shown = proof.list.groups[0].rows[0].clone();
        assert_eq!((shown.name.as_deref(), shown.values[0].as_str()), (Some(MASKED), "unit"), "{shown:?}");
        let digest = proof.digest.to_string();
        lists::schedule(service, &exam.publisher, exam.posting, "interview", &digest, release)
            .await
            .expect("signed");
        let rests = exam.stage.everything().await;
        let holds = |text: &str| rests.windows(text.len()).any(|some| some == text.as_bytes());
        assert!(holds("ticket,name,written,rank") && !holds("欧阳") && !holds("current_unit"));
        exam.stage.effects.clock.advance(6 * minute);
        lists::release_due(service).await.expect("released");
        let out = public(&exam, "interview").await;
        let said = out.1.content_digest().expect("a digest");
        assert_eq!(said, proof.digest, "the public reads what was signed");
        let all = handed_out(&out);
        assert!(all.contains(MASKED) && !all.contains(NAME), "{all}");
        assert_eq!(all.matches("晓").count() + all.matches("彤").count(), 0);
        let csv = String::from_utf8(out.2).unwrap();
        assert!(csv.contains("ticket,name,current_unit,written,rank"), "{csv}");
        assert!(csv.contains(&format!("1,{MASKED},unit,80")), "{csv}");
        runner::turn(service).await.expect("a turn");
        // The ranking says what the list says: names make no difference.
        let page = lists::lists(service, &exam.publisher, exam.posting).await.expect("lists");
        assert!(page.stages.iter().all(|stage| !stage.differs));
    }
}

#[tokio::test]
async fn a_list_says_otherwise_than_publicity_and_a_correction_names_people_too() {
    let shown = r#","names":"none","unit":false"#;
    let exam = ranked(Stage::set().await, shown, r#""names":"full","unit":true,"columns":["written"]"#).await;
    altered::publish(&exam, "interview").await;
    let all = handed_out(&public(&exam, "interview").await);
    assert!(!all.contains("欧阳") && !all.contains("current_unit"));
    exam.import("interview.csv", "candidate,interview\n1,80\n2,90\n3,70\n").await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    let (view, list, _) = public(&exam, "inspection").await;
    assert_eq!(list.columns, ["current_unit", "written", "total"]);
    assert!(view.groups[0].rows.iter().all(|row| row.name.as_deref() == Some(NAME)));

    // Its correction compares what the ranking says, and the next version names people again.
    let of = ("inspection", 1);
    lists::correct(&exam.stage.service, &exam.screener, exam.posting, of, "3号面试成绩登记有误")
        .await
        .expect("begun");
    exam.import("interview.csv", "candidate,interview\n1,80\n2,90\n3,99\n").await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    let (view, list, _) = public(&exam, "inspection").await;
    assert_eq!((view.head.version, list.rows[0].name.as_str()), (2, NAME));
    let moved = view.difference.expect("a difference").moved;
    assert!(moved.iter().all(|one| one.cells.iter().all(|cell| cell.column != "name")), "{moved:?}");
}

#[tokio::test]
async fn a_unit_or_a_name_with_a_private_number_in_it_is_signed_by_nobody() {
    let exam = ranked(Stage::set().await, "", r#""names":"full","unit":true"#).await;
    let service = &exam.stage.service;
    let look = exam.stage.store.snapshot("test").await.expect("a snapshot");
    let id = exam.screener.person().expect("a person").postings[0].1;
    let permit = load(domain::access::Scope::posting(id, &[]));
    let found = store::applications::holders_with(&look, &permit, &["2"]).await.expect("holders");
    look.close().await.expect("closed");
    let code = found[0].code;
    let plant = async |column: &'static str, text: &str| {
        let hex: String = sealed(column, code, text).iter().map(|byte| format!("{byte:02x}")).collect();
        let name = column.split_once('.').expect("a column").1;
        exam.stage.force(&format!("UPDATE application SET {name} = X'{hex}' WHERE code = '{code}'")).await;
    };
    let refused = |column: &str, why| {
        let (position, column) = (Some(PublicCode::new("p")), FieldPath::new(column));
        [ListsWhy::NotForPublic { position, column, why }.reason()]
    };
    let proof = async || reasons(lists::proof(service, &exam.screener, exam.posting, "interview").await);
    plant("application.unit_sealed", "某局 电话13812345678").await;
    assert_eq!(proof().await, refused("current_unit", Unfit::Phone));
    plant("application.unit_sealed", "=HYPERLINK(1)").await;
    assert_eq!(proof().await, refused("current_unit", Unfit::Formula));
    plant("application.unit_sealed", "某局").await;
    let body = "99000119900101001";
    let identity = format!("{body}{}", domain::typed::identity_check(body).expect("a digit"));
    plant("application.name_sealed", &identity).await;
    assert_eq!(proof().await, refused("name", Unfit::IdentityNumber));
    let signed = reasons(exam.sign_first_as(&exam.screener, "interview").await);
    assert_eq!(signed, refused("name", Unfit::IdentityNumber));
}

/// The scheme of [`scheme`] with masked names and units.
const MASKING: &str = r#"[scheme]
components = [{ key = "written", weight = "50" }, { key = "interview", weight = "50" }]
shortlists = [{ to = "interview", score = "written", ratio = "3:1" }, { to = "inspection", score = "total", ratio = "2:1" }]
[scheme.publicity]
columns = ["written"]
names = "masked"
unit = true
"#;

#[tokio::test]
async fn the_correction_page_says_what_differs_where_people_are_only_shown_otherwise() {
    let exam = ranked(Stage::set().await, "", r#""columns":["written"]"#).await;
    altered::publish(&exam, "interview").await;
    let service = &exam.stage.service;
    let against = async || {
        let page = lists::correction(service, &exam.publisher, exam.posting, "interview").await;
        page.expect("a page").against
    };
    assert_eq!(against().await, Against::Same);
    let tx = exam.stage.store.write("stage").await.expect("a turn");
    let id = exam.screener.person().expect("a person").postings[0].1;
    let permit = load(domain::access::Scope::posting(id, &[]));
    let (by, at) = (exam.screener.id().expect("a person"), exam.stage.effects.clock.now());
    let new = NewScheme { after: 1, body: MASKING, digest: Digest::of(MASKING.as_bytes()), by, at };
    store::schemes::insert(&tx, &permit, &new).await.expect("a scheme");
    keep(tx).await;
    exam.compute().await;
    let Against::ShownOtherwise(shows, people) = against().await else { panic!("shown otherwise") };
    assert_eq!(shows.names, Some((Names::None, Names::Masked)));
    assert_eq!((shows.added, shows.gone, shows.turned), (vec!["current_unit".to_owned()], vec![], false));
    assert_eq!((people.came, people.left, people.changed), (0, 0, 3));
    let name = people.moved[0].cells.iter().find(|cell| cell.column == "name").expect("a name");
    assert_eq!((name.before.as_str(), name.after.as_str()), ("", MASKED));

    // It is for a person to say whether the list is shown so from now on: kept here, since ranks and results stand.
    let of = ("interview", 1);
    lists::correct(service, &exam.screener, exam.posting, of, "公开的内容须复核").await.expect("begun");
    exam.compute().await;
    assert!(matches!(against().await, Against::ShownOtherwise(..)));
    lists::keep(service, &exam.publisher, exam.posting, of, "名次无误").await.expect("kept");
}
