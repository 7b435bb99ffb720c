//! A disk that fills up under the running service: what is answered "done" is kept, what is not kept is told, reading goes on, and
//! all of it works again, without a restart, once there is room.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;
use sea_orm::{ConnectionTrait as _, Database};
use service::effects::Room;
use service::runner;

use super::applying::{Scene, hidden, identity};
use super::house::{Answer, House, PASSWORD};
use super::{marks, uploads};

fn form(house: &House, name: &str) -> String {
    let (key, typed) = (house.service.form_key(), PASSWORD.replace(' ', "+"));
    format!("key={key}&sign_in_name={name}&password={typed}&again={typed}&agreed=yes")
}

/// Opens an account from an address of its own; answers the status.
async fn register(house: &House, number: u32) -> StatusCode {
    registered(house, number).await.status
}

async fn registered(house: &House, number: u32) -> Answer {
    let address = format!("203.0.{}.{}", number / 250, number % 250 + 1);
    house.post_from(&address, "/zh/register", &form(house, &format!("person{number}"))).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_a_stranger_wrote_stands_there_again_where_there_was_no_room_for_it() {
    let free = Arc::new(AtomicU64::new(u64::MAX));
    let asked = Arc::clone(&free);
    let room = Room::watched(1_000, move || Some(asked.load(Ordering::SeqCst)));
    let scene = Scene::set_in(House::build_in(tempfile::tempdir().unwrap(), room).await).await;
    let house = &scene.house;
    let here = format!("/zh/open/{}/objection", scene.posting);
    let key = hidden(&house.get(&here, &[]).await.body, "key");
    let form = format!("key={key}&kind=enquiry&words=When+is+the+written+test&contact=");
    free.store(999, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let full = house.post(&here, "", &form).await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE, "{}", full.body);
    assert!(full.body.contains("没有保存任何更改"), "{}", full.body);
    assert!(full.body.contains(">When is the written test</textarea>"), "{}", full.body);
    assert_eq!(hidden(&full.body, "key"), key, "sent again it is the same one");
    free.store(1_000, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let kept = house.post(&here, "", &form).await;
    assert!(kept.status == StatusCode::OK && kept.body.contains(&key), "{}", kept.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn below_the_bound_acts_are_refused_in_words_and_everything_else_goes_on() {
    let free = Arc::new(AtomicU64::new(u64::MAX));
    let asked = Arc::clone(&free);
    let folder = tempfile::tempdir().unwrap();
    let house =
        House::build_in(folder, Room::watched(1_000, move || Some(asked.load(Ordering::SeqCst)))).await;
    assert_eq!(register(&house, 0).await, StatusCode::SEE_OTHER);
    let cookie = house.staff("li.wen", "screener").await;

    free.store(999, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    let refused = house.post_from("203.0.113.9", "/zh/register", &form(&house, "person1")).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.body.contains("没有保存任何更改"), "{}", refused.body);
    for page in ["/zh/", "/zh/open/lists", "/zh/open/about"] {
        assert_eq!(house.get(page, &[]).await.status, StatusCode::OK, "{page}");
    }
    assert_eq!(house.get("/zh/desk", &[("cookie", &cookie)]).await.status, StatusCode::OK);
    assert_eq!(house.get("/health", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    house.post("/zh/sign-out", &cookie, "").await;
    let out = house.get("/zh/desk", &[("cookie", &cookie)]).await;
    assert_ne!(out.status, StatusCode::OK, "signing out is possible, and holds");

    free.store(1_000, Ordering::SeqCst);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert_eq!(register(&house, 1).await, StatusCode::SEE_OTHER);
    assert_eq!(house.get("/health", &[]).await.status, StatusCode::OK);
}

/// A small disk; unmounted when dropped. Mounting needs root, as CI has it.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// A disk of eight mebibytes.
    fn mount() -> Self {
        Self::of("8m")
    }

    fn of(size: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={size}");
        let words = ["-t", "tmpfs", "-o", &size, "tmpfs"];
        let done = Command::new("mount").args(words).arg(folder.path()).status().unwrap();
        assert!(done.success(), "this test mounts a small tmpfs and so must run as root");
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Fills the disk but for so many bytes; answers what fills it.
    async fn fill(&self, house: &House, left: u64) -> PathBuf {
        // The log of the database begins anew, so that each act needs room for its own part of it.
        let database = Database::connect(house.url()).await.unwrap();
        database.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
        database.close().await.unwrap();
        let ballast = self.path().join("ballast");
        // Writes until the disk is full: the error is the aim.
        let _ = std::fs::write(&ballast, vec![7_u8; 40 << 20]);
        let file = std::fs::File::options().write(true).open(&ballast).unwrap();
        file.set_len(file.metadata().unwrap().len().saturating_sub(left)).unwrap();
        ballast
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_disk_of_files_that_fills_up_in_the_middle_of_an_upload_is_told_and_nothing_is_half_written() {
    let disk = SmallDisk::mount();
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(disk.path(), folder.path().join("files")).unwrap();
    let scene = Scene::set_in(House::build_in(folder, Room::unwatched()).await).await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    let whole = |number: u8| {
        let noise: Vec<u8> = std::iter::repeat_n(number, 3 << 20).collect();
        [b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n".as_slice(), &noise, b"\n%%EOF\n"].concat()
    };
    let mut told = Vec::new();
    for number in 1..5 {
        told.push(uploads::add(&scene.house, &cookie, &home, "record", ("a.pdf", &whole(number))).await);
    }
    let kept = told.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
    assert_eq!(kept, 2, "eight mebibytes hold two of three");
    let full = told.last().unwrap();
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(full.body.contains("没有保存任何更改"), "{}", full.body);
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    assert_eq!(uploads::links(&page.body, &home).len(), kept);
    let shelves = std::fs::read_dir(disk.path()).unwrap().map(|shelf| shelf.unwrap().path());
    let lying: usize = shelves.map(|shelf| std::fs::read_dir(shelf).unwrap().count()).sum();
    assert_eq!(lying, kept, "nothing half-written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_answered_done_while_the_disk_filled_up_is_kept_and_nothing_else() {
    if crate::postgres::is_meant() {
        // The disk that fills up is that of the embedded database; a server's own is tried in the contract of `store`.
        return;
    }
    let disk = SmallDisk::mount();
    let folder = tempfile::tempdir_in(disk.path()).unwrap();
    let house = House::build_in(folder, Room::unwatched()).await;
    let cookie = house.staff("li.wen", "screener").await;

    let ballast = disk.path().join("ballast");
    // Writes until the disk is full: the error is the aim.
    let _ = std::fs::write(&ballast, vec![7_u8; 12 << 20]);
    let mut journal = Vec::new();
    for number in 0..60 {
        journal.push((number, register(&house, number).await));
        if number % 10 == 0 {
            // Sealing meets the full disk too; what it could not keep it does later.
            let _ = runner::seal(&house.service).await;
        }
    }
    assert!(journal.iter().any(|(_, status)| status.is_server_error()), "the disk was never full");
    let left = house.post("/zh/sign-out", &cookie, "").await;
    let signed_out = !left.status.is_server_error();
    assert_eq!(house.get("/zh/open/lists", &[]).await.status, StatusCode::OK, "reading goes on");

    std::fs::remove_file(ballast).unwrap();
    let desk = house.get("/zh/desk", &[("cookie", &cookie)]).await;
    assert_eq!(desk.status != StatusCode::OK, signed_out, "signed out exactly where that was answered");
    for (number, status) in journal {
        let again = registered(&house, number).await;
        let expected = if status == StatusCode::SEE_OTHER {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::SEE_OTHER
        };
        assert_eq!(again.status, expected, "person{number} was answered {status}, now: {}", again.body);
    }
    runner::seal(&house.service).await.unwrap();
    assert_eq!(runner::backlog(&house.service).await.unwrap().unsealed_ms, 0, "sealing caught up");
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert_eq!(house.get("/health", &[]).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn applications_sent_while_the_disk_fills_up_are_sent_where_that_was_answered_and_drafts_elsewhere() {
    if crate::postgres::is_meant() {
        return;
    }
    let disk = SmallDisk::of("24m");
    let folder = tempfile::tempdir_in(disk.path()).unwrap();
    let scene = Scene::set_in(House::build_in(folder, Room::unwatched()).await).await;
    let mut drafts = Vec::new();
    for number in 1..=12 {
        let cookie = scene.candidate(&format!("person{number}")).await;
        let home = scene.filled(&cookie, &identity(number)).await;
        let page = scene.page(&cookie, &format!("{home}/check")).await;
        let form = format!(
            "lang=zh&application={}&version={}",
            hidden(&page.body, "application"),
            hidden(&page.body, "version")
        );
        drafts.push((cookie, home, form));
    }
    let ballast = disk.fill(&scene.house, 600 << 10).await;
    let mut journal = Vec::new();
    for (cookie, home, form) in &drafts {
        let to = scene.answered(cookie, "applications/submit", &format!("{home}/check"), form).await;
        journal.push(to.header("location").ends_with("/receipt"));
    }
    let done = journal.iter().filter(|done| **done).count();
    assert!((1..12).contains(&done), "{done} of 12: the disk was to fill up between them");

    std::fs::remove_file(ballast).unwrap();
    for ((cookie, home, _), done) in drafts.iter().zip(journal) {
        let page = scene.page(cookie, home).await.body;
        assert_eq!(page.contains("尚未提交"), !done, "{home} was answered {done}");
        if !done {
            scene.submit(cookie, home).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn marks_typed_and_imported_while_the_disk_fills_up_stand_where_that_was_answered() {
    if crate::postgres::is_meant() {
        return;
    }
    let disk = SmallDisk::of("24m");
    let folder = tempfile::tempdir_in(disk.path()).unwrap();
    let scene = Scene::set_in(House::build_in(folder, Room::unwatched()).await).await;
    let (scene, clerk) = marks::examined(scene, marks::SCHEME, 60).await;
    let here = format!("/zh/desk/postings/{}/marks?component=written", scene.posting);
    let rows: String = (40..60).map(|at| format!("t{at},70\n")).collect();
    let import = marks::brought(&scene, &clerk, &format!("准考证号,written\n{rows}")).await;
    let code = import.rsplit('/').next().unwrap().to_owned();
    let confirm = format!("lang=zh&posting={}&import={code}", scene.posting);

    let ballast = disk.fill(&scene.house, 400 << 10).await;
    let mut journal = Vec::new();
    for at in 0..40 {
        let form = marks::grid(&scene, &[(&format!("t{at}"), "81", "", 0)]);
        let to = scene.answered(&clerk, "marks/enter", &here, &form).await;
        journal.push(to.header("location").contains("saved=1"));
    }
    let done = journal.iter().filter(|done| **done).count();
    assert!((1..40).contains(&done), "{done} of 40: the disk was to fill up between them");
    let refused = scene.answered(&clerk, "imports/marks", &import, &confirm).await;
    assert!(!refused.header("location").contains("/marks?"), "{}", refused.header("location"));

    std::fs::remove_file(ballast).unwrap();
    let page = scene.page(&clerk, &here).await.body;
    for (at, done) in journal.iter().enumerate() {
        let stands = marks::of(&page, &format!("t{at}")).contains("value=\"81\"");
        assert_eq!(stands, *done, "t{at} was answered {done}");
    }
    assert!(!page.contains("value=\"70\""), "nothing of the import was written");
    let confirmed = scene.answered(&clerk, "imports/marks", &import, &confirm).await;
    assert_eq!(confirmed.status, StatusCode::FOUND, "{}", confirmed.header("location"));
    let page = scene.page(&clerk, &here).await.body;
    assert!((40..60).all(|at| marks::of(&page, &format!("t{at}")).contains("value=\"70\"")));
}
