//! A server that dies in the middle of an import, as in a power cut: all rows are there afterwards, or none.

use std::thread;
use std::time::Duration;

use serde_json::Value;
use tests::client::Client;
use tests::house::House;

/// People with one mark each in the file.
const PEOPLE: u32 = 2_000;
/// Milliseconds after which the server dies; the whole import takes about the last of them.
const DELAYS: [u64; 8] = [0, 5, 15, 40, 80, 160, 320, 640];

/// The posting that is being marked.
fn posting(clerk: &Client) -> String {
    let entries = clerk.get("/api/postings/list").expect("an answer").json();
    let mut codes = entries["postings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["head"]["code"].as_str().expect("a code"));
    codes.next_back().expect("a posting").to_owned()
}

fn page(clerk: &Client, posting: &str, (component, number): (&str, u64)) -> Value {
    let path = format!("/api/marks/view?posting={posting}&place[component]={component}&place[page]={number}");
    clerk.get(&path).expect("an answer").json()
}

/// What the page says of the component that nobody has a mark of at first, the last one.
fn head(page: &Value) -> &Value {
    page["components"].as_array().expect("components").last().expect("one")
}

/// How many have the mark that the file brings.
fn done(clerk: &Client, posting: &str) -> u64 {
    head(&page(clerk, posting, ("", 1)))["done"].as_u64().expect("a count")
}

/// A file with one mark for everybody, as the page of marks lists them.
fn table(clerk: &Client, posting: &str, head: &Value) -> String {
    let name = head["name"].as_str().expect("a name");
    let mut table = format!("准考证号,{name}\n");
    let mut number = 1;
    loop {
        let page = page(clerk, posting, (name, number));
        let lines = page["lines"].as_array().expect("lines");
        if lines.is_empty() {
            return table;
        }
        for line in lines {
            table.push_str(&format!("{},71.25\n", line["ticket"].as_str().expect("a ticket")));
        }
        number += 1;
    }
}

fn confirm(clerk: &Client, posting: &str, import: &str) -> std::io::Result<u16> {
    let form = format!("lang=zh&posting={posting}&import={import}");
    clerk.post("/api/imports/marks", &form).map(|answer| answer.status)
}

#[test]
fn a_server_killed_during_an_import_leaves_all_rows_or_none() {
    let mut house = House::generated(PEOPLE);
    let clerk = house.client().sign_in(&house.sign_in("clerk"));
    let posting = posting(&clerk);
    let head = head(&page(&clerk, &posting, ("", 1))).clone();
    let all = head["all"].as_u64().expect("a count");
    let table = table(&clerk, &posting, &head);
    let target = format!("/zh/desk/postings/{posting}/marks/import");
    let staged = clerk.upload(&target, "marks.csv", table.as_bytes()).expect("an answer");
    let import = staged.header("location").rsplit('/').next().expect("a code").to_owned();
    assert_eq!((staged.status, done(&clerk, &posting)), (303, 0), "a dry run writes nothing");
    house.kill();
    let (mut before, mut after) = (0, 0);
    for delay in DELAYS {
        let mut dying = house.twin();
        let officer = clerk.at(dying.port());
        let (code, batch) = (posting.clone(), import.clone());
        let sent = thread::spawn(move || confirm(&officer, &code, &batch));
        thread::sleep(Duration::from_millis(delay));
        dying.kill();
        let answered = sent.join().expect("a thread").is_ok_and(|status| status == 200);
        let risen = dying.twin();
        let officer = clerk.at(risen.port());
        let there = done(&officer, &posting);
        assert!(there == 0 || there == all, "{there} of {all} after {delay} ms");
        assert!(!answered || there == all, "what was answered is kept");
        if there == 0 {
            before += 1;
            assert_eq!(
                confirm(&officer, &posting, &import).expect("an answer"),
                200,
                "the dry run still stands"
            );
            assert_eq!(done(&officer, &posting), all);
        } else {
            after += 1;
        }
    }
    assert!(before > 0, "no kill came in time: {before} before, {after} after");
}
