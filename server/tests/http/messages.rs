//! Messages through the whole house: pages, the folder of mail, and a mail server that does what mail servers do.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::calendar::Instant;
use domain::id::Code;
use domain::messages::{Address, Channel};
use http::Method;
use server::carriers::{Carriers, Gateway, MailWay, Sender, Server, sms};
use service::messages::{Carrier as _, Letter, Refused, round};
use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::applying::{Scene, hidden, identity};
use super::house::House;

const FROM: &str = "Linxuan <linxuan@example.gov.cn>";
/// For a letter, where nothing stands still: a busy machine is no fault of the mail server.
const WHOLE: Duration = Duration::from_secs(60);
/// For a letter to a server that may never answer.
const IMPATIENT: Duration = Duration::from_secs(3);

fn into_files(folder: &Path) -> Carriers {
    Carriers::new((&MailWay::Files, &Sender::parse(FROM).unwrap()), None, (folder.to_owned(), WHOLE))
}

/// How a mail server behaves towards the next letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    Takes,
    /// Answers RCPT with this code.
    Answers(u16),
    /// Says nothing at all.
    Hangs,
    /// Takes the letter and says so too late.
    Late,
    /// Takes the letter and closes the connection instead of saying so.
    Drops,
}

/// When a mail server goes over to TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encrypts {
    /// With the first byte.
    AtOnce,
    /// By STARTTLS, and it takes nothing before.
    WhenAsked,
}

/// The certificate of the encrypting mail server, for this machine and signed by itself, with its key. It stands for nothing else.
const PEM: &[u8] = include_bytes!("mail.pem");

fn acceptor() -> TlsAcceptor {
    let own = CertificateDer::from_pem_slice(PEM).unwrap();
    let key = PrivateKeyDer::from_pem_slice(PEM).unwrap();
    let how = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let how = how.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    TlsAcceptor::from(Arc::new(how.with_single_cert(vec![own], key).unwrap()))
}

/// A small mail server: what it took, by `Message-ID`, in the order of taking.
#[derive(Clone)]
struct MailServer {
    at: String,
    encrypts: Option<Encrypts>,
    mood: Arc<Mutex<Mood>>,
    took: Arc<Mutex<Vec<(String, String)>>>,
}

impl MailServer {
    async fn start() -> Self {
        Self::serve(None).await
    }

    async fn serve(encrypts: Option<Encrypts>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = listener.local_addr().unwrap();
        let at = match encrypts {
            None => format!("smtp://{here}"),
            Some(Encrypts::AtOnce) => format!("smtps://{here}"),
            Some(Encrypts::WhenAsked) => format!("smtp://{here}?tls=required"),
        };
        let server = Self { at, encrypts, mood: Arc::new(Mutex::new(Mood::Takes)), took: Arc::default() };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { drop(own.talk(stream).await) });
            }
        });
        server
    }

    fn carriers(&self, whole: Duration) -> Carriers {
        self.carriers_trusting(None, whole)
    }

    fn carriers_trusting(&self, pem: Option<&[u8]>, whole: Duration) -> Carriers {
        let server = Server::parse(&self.at).unwrap().trusting(pem.map(<[u8]>::to_vec));
        let way = MailWay::Server(server);
        Carriers::new((&way, &Sender::parse(FROM).unwrap()), None, (std::path::PathBuf::new(), whole))
    }

    fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn took(&self) -> Vec<(String, String)> {
        self.took.lock().unwrap().clone()
    }

    async fn talk(self, stream: TcpStream) -> std::io::Result<()> {
        match self.encrypts {
            None => self.speak(stream, true).await,
            Some(Encrypts::AtOnce) => self.speak(acceptor().accept(stream).await?, true).await,
            Some(Encrypts::WhenAsked) => {
                let asked = Self::asked(stream).await?;
                self.speak(acceptor().accept(asked).await?, false).await
            }
        }
    }

    /// In clear, until STARTTLS: nothing else is taken.
    async fn asked(stream: TcpStream) -> std::io::Result<TcpStream> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 test\r\n").await?;
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                "EHLO" => stream.write_all(b"250-test\r\n250 STARTTLS\r\n").await?,
                "STAR" => {
                    stream.write_all(b"220 go on\r\n").await?;
                    return Ok(stream.into_inner());
                }
                _ => stream.write_all(b"530 encrypt first\r\n").await?,
            }
        }
    }

    async fn speak<S: AsyncRead + AsyncWrite + Unpin>(self, stream: S, greets: bool) -> std::io::Result<()> {
        let mood = *self.mood.lock().unwrap();
        if mood == Mood::Hangs {
            tokio::time::sleep(Duration::from_secs(60)).await;
            return Ok(());
        }
        let mut stream = BufReader::new(stream);
        if greets {
            stream.write_all(b"220 test\r\n").await?;
        }
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            match (verb.as_str(), mood) {
                ("EHLO" | "HELO", _) => stream.write_all(b"250 test\r\n").await?,
                ("RCPT", Mood::Answers(code)) => {
                    stream.write_all(format!("{code} no\r\n").as_bytes()).await?;
                }
                ("DATA", _) => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let letter = Self::letter(&mut stream).await?;
                    self.took.lock().unwrap().push(letter);
                    match mood {
                        Mood::Drops => return Ok(()),
                        Mood::Late => tokio::time::sleep(IMPATIENT * 10).await,
                        Mood::Takes | Mood::Answers(_) | Mood::Hangs => {}
                    }
                    stream.write_all(b"250 taken\r\n").await?;
                }
                ("QUIT", _) => return stream.write_all(b"221 bye\r\n").await,
                _ => stream.write_all(b"250 fine\r\n").await?,
            }
        }
    }

    async fn letter<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<(String, String)> {
        let (mut whole, mut id) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await?;
            if line.is_empty() {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if line == ".\r\n" {
                return Ok((id, whole));
            }
            if let Some(found) = line.strip_prefix("Message-ID: ") {
                id = found.trim().to_owned();
            }
            whole.push_str(&line);
        }
    }
}

async fn carry(house: &House, carriers: &Carriers) -> usize {
    round(&house.service, "test", carriers).await.unwrap()
}

/// Text of mail, out of its base64 or quoted form where it is in one: only digits and ASCII are looked for.
fn code_in(mail: &str) -> String {
    let subject = mail.lines().find(|line| line.starts_with("Subject: Your code is")).unwrap();
    subject.chars().filter(char::is_ascii_digit).collect()
}

/// Sets the address in English and proves it by what came.
async fn proved(scene: &Scene, cookie: &str, came: impl AsyncFn() -> String) {
    let set = "lang=en&channel=mail&address=zhao%40example.cn";
    let done = scene.house.post("/api/contacts/set", cookie, set).await;
    assert_eq!(done.header("location"), "/en/account/contacts?note=sent", "{}", done.body);
    let code = code_in(&came().await);
    let page = scene.page(cookie, "/en/account/contacts").await.body;
    assert!(page.contains("not proved yet") && page.contains("zhao@example.cn"), "{page}");
    let form = format!("lang=en&channel=mail&code={code}");
    let done = scene.house.post("/api/contacts/confirm", cookie, &form).await;
    assert_eq!(done.header("location"), "/en/account/contacts?note=confirmed", "{}", done.body);
}

/// A candidate with an address that is proved by the code in the first letter, which `first` reads.
async fn owner(scene: &Scene, carriers: &Carriers, first: impl Fn() -> String) -> String {
    let owner = scene.candidate("zhaoliu").await;
    let letter = async || {
        assert_eq!(carry(&scene.house, carriers).await, 1);
        first()
    };
    proved(scene, &owner, letter).await;
    owner
}

/// The delivery that a `Message-ID` names.
fn code_of(id: &str) -> String {
    id.trim_start_matches('<').split('@').next().unwrap_or_default().to_owned()
}

/// The files that stand in their place; one that is being written has a name with a dot before it, and goes while one looks.
fn files(folder: &Path) -> Vec<(String, String)> {
    let Ok(all) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = all
        .map(|file| file.unwrap())
        .filter(|file| !file.file_name().to_string_lossy().starts_with('.'))
        .map(|file| {
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            (file.file_name().into_string().unwrap(), std::fs::read_to_string(file.path()).unwrap())
        })
        .collect();
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_message_stands_in_the_account_and_in_the_mail_folder_of_its_owner_alone() {
    let scene = Scene::set().await;
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("outbox").join("mail");
    let carriers = into_files(&mail);
    let owner = owner(&scene, &carriers, || files(&mail).remove(0).1).await;
    let home = scene.submitted(&owner, &identity(1)).await;
    let number = home.rsplit('/').next().unwrap().to_owned();
    assert_eq!(carry(&scene.house, &carriers).await, 1);
    assert_eq!(std::fs::metadata(&mail).unwrap().permissions().mode() & 0o777, 0o700);
    let all = files(&mail);
    let sent = all.iter().find(|file| file.1.contains("has been submitted")).unwrap();
    let name = sent.0.trim_end_matches(".eml");
    assert!(sent.1.contains(&format!("Message-ID: <{name}@example.gov.cn>")), "{}", sent.1);
    assert!(sent.1.contains("Auto-Submitted: auto-generated") && sent.1.contains("To: zhao@example.cn"));
    assert!(sent.1.contains(&number), "{}", sent.1);

    let home = scene.page(&owner, "/zh/my").await.body;
    assert!(home.contains("1 条未读消息"), "{home}");
    let list = scene.page(&owner, "/zh/account/messages").await.body;
    let way = list.split("/zh/account/messages/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let one = scene.page(&owner, &format!("/zh/account/messages/{way}")).await.body;
    assert!(
        one.contains("已提交") && one.contains(&format!("/zh/my/applications/{number}/receipt")),
        "{one}"
    );
    assert!(!scene.page(&owner, "/zh/my").await.body.contains("未读消息"));
    let stranger = scene.candidate("qianqi").await;
    let foreign = scene.page(&stranger, &format!("/zh/account/messages/{way}")).await;
    assert_eq!(foreign.status, 404);
    let told =
        scene.page(&scene.screener, &format!("/zh/desk/postings/{}/messages", scene.posting)).await.body;
    assert!(told.contains(&number) && told.contains("已发出") && !told.contains("zhao@example.cn"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_posting_says_it_in_its_own_words_and_what_is_wrong_with_them_is_said_beside_them() {
    let scene = Scene::set().await;
    let page = format!("/zh/desk/postings/{}/messages/submitted?language=zh", scene.posting);
    let shown = scene.page(&scene.screener, &page).await.body;
    assert!(
        shown.contains("{number}") && shown.contains("{link}") && shown.contains("还没有可作例子的申请"),
        "{shown}"
    );
    let form = |body: &str| {
        format!(
            "lang=zh&posting={}&kind=submitted&language=zh&version=0&subject=A&body={body}",
            scene.posting
        )
    };
    let back = scene.send(&scene.screener, "messages/save", &page, &form("%7Bnumber")).await;
    assert!(back.contains("__err"), "{back}");
    let refused = scene.page(&scene.screener, &back).await.body;
    assert!(refused.contains("第 1 行第 1 个字：花括号没有配对"), "{refused}");
    // Without scripts a button shows how words read that are not saved: with a real record, or what is wrong with them.
    let home = scene.submitted(&scene.candidate("zhaoliu").await, &identity(1)).await;
    let number = home.rsplit('/').next().unwrap();
    for (typed, reads) in [
        ("Please+keep+%7Bnumber%7D+%7Btime%7D+%7Blink%7D", format!("Please keep {number}")),
        ("%7Bnummer%7D+%7Btime%7D+%7Blink%7D", "不是可以使用的名称".to_owned()),
        ("%7Bnumber%7D+%7Btime%7D", "名称是 link，放在花括号里".to_owned()),
    ] {
        let door = "/zh/keep?of=%2Fapi%2Fmessages%2Fsave";
        assert!(shown.contains(&format!("formaction=\"{door}\"")), "{shown}");
        let referer = format!("http://127.0.0.1:3000{page}");
        let pairs = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("referer", referer.as_str()),
            ("cookie", scene.screener.as_str()),
        ];
        let kept = scene.house.ask(Method::POST, door, &pairs, &form(typed)).await;
        let there = kept.header("location").trim_start_matches("http://127.0.0.1:3000").to_owned();
        let page = scene.page(&scene.screener, &there).await.body;
        let preview = page.split("id=\"reads\"").nth(1).unwrap_or_else(|| panic!("{page}"));
        assert!(preview.contains(&reads), "{reads}: {preview}");
        assert!(
            page.contains("value=\"A\"") && !list(&scene).await.contains("本项目文字"),
            "nothing is saved"
        );
    }
    let saved = scene
        .house
        .post("/api/messages/save", &scene.screener, &form("%7Bnumber%7D+%7Btime%7D+%7Blink%7D"))
        .await;
    assert!(saved.header("location").ends_with("note=saved"), "{}", saved.header("location"));
    let list = list(&scene).await;
    assert!(list.contains("本项目文字（第 1 版）"), "{list}");
}

/// The page of the posting's messages.
async fn list(scene: &Scene) -> String {
    scene.page(&scene.screener, &format!("/zh/desk/postings/{}/messages", scene.posting)).await.body
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_mail_server_that_refuses_hangs_or_answers_late_loses_nothing() {
    let scene = Scene::set().await;
    let server = MailServer::start().await;
    let carriers = server.carriers(IMPATIENT);
    let owner = owner(&scene, &carriers, || server.took().remove(0).1).await;
    scene.submitted(&owner, &identity(1)).await;
    let before = server.took().len();
    // Each of these is tried again after a wait that doubles; what was taken without a word comes again under its name.
    for (mood, wait) in [(Mood::Hangs, 60), (Mood::Answers(451), 120), (Mood::Drops, 240), (Mood::Late, 480)]
    {
        server.is(mood);
        assert_eq!(carry(&scene.house, &carriers).await, 1, "{mood:?}");
        assert_eq!(carry(&scene.house, &carriers).await, 0, "{mood:?}: not before its time");
        scene.house.advance(wait * 1000);
    }
    server.is(Mood::Takes);
    assert_eq!(carry(&scene.house, &carriers).await, 1);
    let took: Vec<String> = server.took().split_off(before).into_iter().map(|letter| letter.0).collect();
    assert_eq!(took.len(), 3, "twice without a word, and once more");
    assert!(took.iter().all(|id| *id == took[0]), "one letter by its name: {took:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn mail_goes_encrypted_to_a_server_whose_certificate_is_trusted_and_waits_before_any_other() {
    let scene = Scene::set().await;
    let at_once = MailServer::serve(Some(Encrypts::AtOnce)).await;
    let trusting = at_once.carriers_trusting(Some(PEM), WHOLE);
    let owner = owner(&scene, &trusting, || at_once.took().remove(0).1).await;
    scene.submitted(&owner, &identity(1)).await;
    let when_asked = MailServer::serve(Some(Encrypts::WhenAsked)).await;
    for (server, wait) in [(&at_once, 60), (&when_asked, 120)] {
        let before = server.took().len();
        assert_eq!(carry(&scene.house, &server.carriers(WHOLE)).await, 1);
        assert_eq!(server.took().len(), before, "nobody vouches for its certificate");
        scene.house.advance(wait * 1000);
    }
    // Nothing is lost, and by STARTTLS it arrives once.
    assert_eq!(carry(&scene.house, &when_asked.carriers_trusting(Some(PEM), WHOLE)).await, 1);
    let took = when_asked.took();
    assert!(took.len() == 1 && took[0].1.contains("has been submitted"), "{took:?}");
    assert_eq!(at_once.took().len(), 1, "the code alone");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_mail_server_that_knows_no_such_address_is_believed() {
    let scene = Scene::set().await;
    let server = MailServer::start().await;
    let carriers = server.carriers(WHOLE);
    let owner = owner(&scene, &carriers, || server.took().remove(0).1).await;
    scene.submitted(&owner, &identity(1)).await;
    server.is(Mood::Answers(550));
    assert_eq!(carry(&scene.house, &carriers).await, 1);
    let page = scene.page(&owner, "/en/account/contacts").await.body;
    assert!(page.contains("nobody has this address"), "{page}");
    let told =
        scene.page(&scene.screener, &format!("/en/desk/postings/{}/messages", scene.posting)).await.body;
    assert!(told.contains("no such address"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_process_killed_at_any_moment_loses_no_mail_and_leaves_no_second_file() {
    let scene = Scene::set().await;
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("mail");
    let server = MailServer::start().await;
    let carriers = into_files(&mail);
    let owner = owner(&scene, &carriers, || files(&mail).remove(0).1).await;
    let home = scene.submitted(&owner, &identity(1)).await;
    let number = home.rsplit('/').next().unwrap().to_owned();
    assert_eq!(carry(&scene.house, &carriers).await, 1, "the first submission, before anything is killed");
    // A letter has one name on both ways. The file of a killed round can lie there while its delivery is still held by the transaction
    // that the database has not ended: the next round then carries it once more, and may do so on the other way.
    let arrived = || {
        let proof = 1;
        let in_files =
            files(&mail).into_iter().filter_map(|file| Some(file.0.strip_suffix(".eml")?.to_owned()));
        let taken = server.took().into_iter().map(|letter| code_of(&letter.0));
        in_files.chain(taken).collect::<BTreeSet<String>>().len() - proof
    };
    let (mut told, mut owner) = (0_usize, owner);
    for kill in 0..50_u64 {
        let (act, page) = if kill % 2 == 0 { ("recall", "recall") } else { ("submit", "check") };
        let page = scene.page(&owner, &format!("/zh/my/applications/{number}/{page}")).await.body;
        let version = hidden(&page, "version");
        let form = format!("lang=zh&application={number}&version={version}");
        let done = scene.house.post(&format!("/api/applications/{act}"), &owner, &form).await;
        assert!(!done.header("location").contains("__err"), "{}", done.header("location"));
        told += 1;
        // Alternately into files and to the server, ended after a time that walks through all that a round does.
        let by_file = kill % 4 < 2;
        let carriers = if by_file { into_files(&mail) } else { server.carriers(WHOLE) };
        let service = scene.house.service.clone();
        let killed = tokio::spawn(async move { round(&service, "killed", &carriers).await.map(drop) });
        tokio::time::sleep(Duration::from_micros(kill * 150)).await;
        killed.abort();
        drop(killed.await);
        scene.house.advance(901_000);
        let again = if by_file { into_files(&mail) } else { server.carriers(WHOLE) };
        // What was killed gives its rows back only when the database has ended its transaction.
        for _ in 0..400 {
            carry(&scene.house, &again).await;
            if arrived() == told + 1 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        assert_eq!(arrived(), told + 1, "with the first submission, after kill {kill}");
        // The lease outlasts the session.
        owner = scene.house.sign_in("zhaoliu").await.cookie();
    }
}

/// A gateway that answers each request with the next status; what it was sent, head and body.
async fn gateway(statuses: Vec<u16>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://{}/v1/send", listener.local_addr().unwrap());
    let sent: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = sent.clone();
    tokio::spawn(async move {
        for status in statuses {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut bytes = vec![0; 8192];
            let mut length = 0;
            while !String::from_utf8_lossy(&bytes[..length]).ends_with('}') {
                length += stream.read(&mut bytes[length..]).await.unwrap();
            }
            kept.lock().unwrap().push(String::from_utf8_lossy(&bytes[..length]).into_owned());
            let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (at, sent)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_short_message_is_one_request_in_the_form_of_the_gateway_under_the_same_name_at_every_try() {
    let (at, sent) = gateway(vec![503, 401, 200, 400]).await;
    let way = Gateway::new(
        sms::address(&at).unwrap().unwrap(),
        sms::header("Authorization: Bearer key").unwrap(),
        sms::body(r#"{"to":["{phone}"],"say":"{text}","id":"{code}"}"#).unwrap(),
    );
    let sender = Sender::parse(FROM).unwrap();
    let carriers = Carriers::new((&MailWay::None, &sender), Some(&way), (std::path::PathBuf::new(), WHOLE));
    let letter = |code: u64| Letter {
        code: Code::from_bits(code),
        channel: Channel::Sms,
        address: Address::stored("13800000000".to_owned()),
        lang: text::Lang::Zh,
        subject: "“甲”已提交\\{phone}".to_owned(),
        body: "not sent".to_owned(),
        told: Instant(1),
    };
    let first = letter(7);
    assert_eq!(carriers.carry(&first).await, Err(Refused::Later));
    assert_eq!(carriers.carry(&first).await, Err(Refused::Down), "the key is wrong, the message is not");
    assert_eq!(carriers.carry(&first).await, Ok(()));
    assert_eq!(carriers.carry(&letter(8)).await, Err(Refused::ForGood));
    assert_eq!(carriers.carry(&letter(9)).await, Err(Refused::Down), "nobody listens any more");
    let sent = sent.lock().unwrap().clone();
    let bodies: Vec<serde_json::Value> =
        sent.iter().map(|one| serde_json::from_str(one.split("\r\n\r\n").nth(1).unwrap()).unwrap()).collect();
    assert!(bodies[..3].iter().all(|body| *body == bodies[0]), "{bodies:?}");
    assert_eq!(bodies[0]["to"][0], "13800000000");
    assert_eq!(bodies[0]["say"], first.subject.as_str());
    assert_eq!(bodies[0]["id"], first.code.as_str());
    assert!(sent[0].starts_with("POST /v1/send HTTP/1.1") && sent[0].contains("Bearer key"), "{}", sent[0]);
}
