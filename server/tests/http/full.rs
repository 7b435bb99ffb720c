//! A disk that fills up under the running service: what is answered "done" is kept, what is not kept is told, reading goes on, and
//! all of it works again, without a restart, once there is room.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;
use service::effects::Room;
use service::runner;

use super::applying::{Scene, identity};
use super::house::{Answer, House, PASSWORD};
use super::uploads;

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

/// A disk of eight mebibytes; unmounted when dropped. Mounting needs root, as CI has it.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let words = ["-t", "tmpfs", "-o", "size=8m", "tmpfs"];
        let done = Command::new("mount").args(words).arg(folder.path()).status().unwrap();
        assert!(done.success(), "this test mounts a small tmpfs and so must run as root");
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
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
