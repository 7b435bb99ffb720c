//! A defect: people read its number and nothing else, and the log says once what happened, where, and under which number.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use http::StatusCode;
use sea_orm::{ConnectionTrait as _, Database};
use tracing_subscriber::fmt::MakeWriter;

use super::applying::{Scene, identity};

/// The log, in memory.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// The lines that tell of something that went wrong.
    fn errors(&self) -> Vec<String> {
        let whole = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        whole.lines().filter(|line| line.contains("ERROR")).map(str::to_owned).collect()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

// One thread, whose log is its own.
#[tokio::test]
async fn a_defect_is_logged_once_with_its_cause_its_act_and_the_number_that_people_read() {
    let scene = Scene::set().await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    let database = Database::connect(scene.house.url()).await.unwrap();
    let broken = "UPDATE application SET answers_sealed = name_sealed";
    database.execute_unprepared(broken).await.unwrap();
    database.close().await.unwrap();

    let lines = Lines::default();
    let log = tracing_subscriber::fmt().with_writer(lines.clone()).with_ansi(false).finish();
    let page = {
        let _guard = tracing::subscriber::set_default(log);
        scene.page(&cookie, &home).await
    };
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", page.body);
    let errors = lines.errors();
    let [line] = errors.as_slice() else { panic!("one line for one defect: {errors:#?}") };
    for part in ["act=\"application.view_own\"", "cause=", "request="] {
        assert!(line.contains(part), "{part}: {line}");
    }
    let number = line.split("request=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(number.len() > 6 && page.body.contains(number), "{number}: {}", page.body);
    assert!(!page.body.contains("answers"), "no cause on the page");
    let about = "zhaoliu";
    assert!(!line.contains(about) && !line.contains("990001"), "nothing of a person: {line}");
}
