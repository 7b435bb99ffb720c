use std::path::{Path, PathBuf};

use super::{Database, Flags, LogFormat, MailWay, Settings, Sources};

fn settings(flags: &Flags, environment: &[(&str, &str)], file: Option<&str>) -> Result<Settings, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("linxuan.toml");
    if let Some(text) = file {
        std::fs::write(&path, text).unwrap();
    }
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Sources::gather(flags, environment, &path)
        .and_then(|given| Settings::from(&given))
        .map_err(|error| error.to_string())
}

fn refused(environment: &[(&str, &str)], file: Option<&str>) -> String {
    settings(&Flags::default(), environment, file).unwrap_err()
}

#[test]
fn nothing_given_runs_on_this_machine_only() {
    let plain = settings(&Flags::default(), &[], None).unwrap();
    assert_eq!(plain.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(plain.public_url.origin(), "http://127.0.0.1:3000");
    assert_eq!(plain.database, Database::Sqlite(PathBuf::from("data/linxuan.db")));
    assert_eq!(plain.key_file, Path::new("data/master.key"));
    assert!(plain.has_secure_cookies());
    assert!(!plain.leptos().hash_files);
}

#[test]
fn a_key_file_beside_the_data_is_known_as_such() {
    let lies =
        |given: &[(&str, &str)]| settings(&Flags::default(), given, None).unwrap().keys_lie_with_data();
    assert!(lies(&[]));
    assert!(!lies(&[("LINXUAN_KEY_FILE", "/etc/linxuan/master.key")]));
    let apart = [("LINXUAN_KEY_FILE", "/srv/db/k"), ("LINXUAN_DATABASE", "sqlite:///srv/db/x.db")];
    assert!(lies(&apart), "beside a database elsewhere too");
    assert!(refused(&[("LINXUAN_KEEP_ADDRESSES_DAYS", "0")], None).contains("from 1 to 3650"));
    let plain = settings(&Flags::default(), &[], None).unwrap();
    assert_eq!(plain.terms, service::Terms::default());
}

#[test]
fn insisting_on_encryption_below_the_host_and_the_contact_must_be_asked_for() {
    let plain = settings(&Flags::default(), &[], None).unwrap();
    assert!(!plain.hsts_subdomains && plain.office.is_empty() && plain.enquiries.is_empty());
    let file = "hsts_subdomains = true\noffice = \"市委组织部\"\nenquiries = \"0371-00000000\"\n";
    let read = settings(&Flags::default(), &[], Some(file)).unwrap();
    assert!(read.hsts_subdomains);
    assert_eq!((read.office.as_str(), read.enquiries.as_str()), ("市委组织部", "0371-00000000"));
    assert!(refused(&[("LINXUAN_OFFICE", "two\nlines")], None).contains("LINXUAN_OFFICE"));
    assert!(refused(&[("LINXUAN_UPLOADS", "0")], None).contains("from 1 to 1000"));
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let flags = Flags { listen: Some("127.0.0.1:1".to_owned()), ..Flags::default() };
    let environment = [("LINXUAN_LISTEN", "127.0.0.1:2"), ("LINXUAN_LOG", "warn")];
    let file = "listen = \"127.0.0.1:3\"\nlog = \"debug\"\nlog_format = \"json\"\nhash_threads = 3\n";
    let read = settings(&flags, &environment, Some(file)).unwrap();
    assert_eq!(read.listen.port(), 1);
    assert_eq!(read.log, "warn");
    assert_eq!(read.log_format, LogFormat::Json);
    assert_eq!(read.hash_pool.threads, 3);
}

#[test]
fn every_wrong_setting_names_itself_its_origin_and_what_is_allowed() {
    for (name, value, allowed) in [
        ("LISTEN", "3000", "127.0.0.1:3000"),
        ("DATABASE", "mysql://x/y", "postgres://"),
        ("DATABASE", "sqlite://", "sqlite://FILE"),
        ("DATABASE", "postgres://host", "postgres://"),
        ("PUBLIC_URL", "example.cn", "https://"),
        ("PUBLIC_URL", "https://example.cn/x", "nothing after it"),
        ("INSECURE_HTTP", "yes", "true or false"),
        ("LOG", "info,=", "warn"),
        ("LOG_FORMAT", "xml", "text or json"),
        ("HASH_MEMORY_KIB", "1024", "19456"),
        ("HASH_PASSES", "1", "2 to 64"),
        ("HASH_THREADS", "0", "from 1"),
        ("REQUEST_SECONDS", "0", "from 1 to 600"),
        ("TRUSTED_PROXIES", "proxy", "10.0.0.1"),
        ("KEY_FILE", "", "a path"),
    ] {
        let variable = format!("LINXUAN_{name}");
        let text = refused(&[(&variable, value)], None);
        assert!(text.contains(&variable) && text.contains(allowed), "{name}: {text}");
        let key = name.to_lowercase();
        let text = refused(&[], Some(&format!("{key} = \"{value}\"")));
        assert!(
            text.contains(&key) && text.contains("linxuan.toml") && text.contains(allowed),
            "{name}: {text}"
        );
    }
}

#[test]
fn unknown_names_are_refused_with_the_nearest_one() {
    let text = refused(&[("LINXUAN_DATABSE", "x")], None);
    assert!(text.contains("LINXUAN_DATABSE") && text.contains("LINXUAN_DATABASE"), "{text}");
    let text = refused(&[], Some("publicurl = \"https://example.cn\""));
    assert!(text.contains("publicurl") && text.contains("public_url"), "{text}");
    settings(&Flags::default(), &[("LINXUAN_BIN", "x"), ("PATH", "/")], None).unwrap();
}

#[test]
fn a_file_that_is_named_must_be_there_and_be_toml() {
    let flags = Flags { config: Some("/nowhere/linxuan.toml".to_owned()), ..Flags::default() };
    assert!(settings(&flags, &[], None).unwrap_err().contains("/nowhere/linxuan.toml"));
    assert!(refused(&[], Some("listen = ")).contains("linxuan.toml"));
    assert!(refused(&[], Some("hash_threads = 1.5")).contains("hash_threads"));
}

#[test]
fn plain_http_elsewhere_must_be_asked_for_by_name() {
    let text = refused(&[("LINXUAN_PUBLIC_URL", "http://linxuan.example.cn")], None);
    assert!(text.contains("LINXUAN_PUBLIC_URL") && text.contains("--insecure-http"), "{text}");
    // Listening everywhere makes the address people type no loopback either.
    assert!(refused(&[("LINXUAN_LISTEN", "0.0.0.0:80")], None).contains("--insecure-http"));
    let asked = settings(
        &Flags { insecure_http: Some("true".to_owned()), ..Flags::default() },
        &[("LINXUAN_PUBLIC_URL", "http://linxuan.example.cn")],
        None,
    )
    .unwrap();
    assert!(!asked.has_secure_cookies());
    for fine in
        ["https://linxuan.example.cn", "http://localhost:3000", "http://[::1]:3000", "http://127.0.0.9"]
    {
        let read = settings(&Flags::default(), &[("LINXUAN_PUBLIC_URL", fine)], None).unwrap();
        assert!(read.has_secure_cookies());
        assert_eq!(read.public_url.origin(), fine);
    }
}

#[test]
fn the_usual_port_is_left_out_as_browsers_do() {
    let read =
        settings(&Flags::default(), &[("LINXUAN_PUBLIC_URL", "https://Linxuan.example.cn:443/")], None)
            .unwrap();
    assert_eq!(read.public_url.origin(), "https://linxuan.example.cn");
    assert_eq!(read.public_url.authority(), "linxuan.example.cn");
}

#[test]
fn no_password_of_the_database_is_ever_shown() {
    let url = "postgres://officer:s3cret@db.example:5432/linxuan?sslmode=require";
    let read = settings(&Flags::default(), &[("LINXUAN_DATABASE", url)], None).unwrap();
    let shown = format!("{read:?} {}", read.database);
    assert!(
        !shown.contains("s3cret") && !shown.contains("officer") && shown.contains("db.example:5432/linxuan"),
        "{shown}"
    );
    assert_eq!(read.database.url(), url);
    assert!(!refused(&[("LINXUAN_DATABASE", "mysql://officer:s3cret@db/x")], None).contains("s3cret"));
}

#[test]
fn a_bucket_is_named_with_its_key_which_is_never_shown_and_not_in_clear_elsewhere() {
    assert_eq!(settings(&Flags::default(), &[], None).unwrap().bucket, None);
    let at = ("LINXUAN_BUCKET", "https://s3.example.cn/house/files");
    assert!(refused(&[at], None).contains("bucket_key"));
    let key = ("LINXUAN_BUCKET_KEY", "clerk:secret");
    let named = settings(&Flags::default(), &[at, key], None).unwrap();
    assert!(named.bucket.is_some() && !format!("{named:?}").contains("secret"));
    for wrong in [
        "http://s3.example.cn/house",
        "https://s3.example.cn",
        "https://s3.example.cn/",
        "https://clerk:secret@s3.example.cn/house",
        "https://s3.example.cn/house?x=1",
        "https://s3.example.cn/ho%20use",
        "https://s3.example.cn/house/../other",
        "s3://house",
    ] {
        let said = refused(&[("LINXUAN_BUCKET", wrong), key], None);
        assert!(said.contains("bucket") && !said.contains("secret"), "{wrong}: {said}");
    }
    assert!(refused(&[at, ("LINXUAN_BUCKET_KEY", "secret")], None).contains("ID:SECRET"));
    assert!(refused(&[at, key, ("LINXUAN_BUCKET_REGION", "a/b")], None).contains("bucket_region"));
}

#[test]
fn mail_goes_into_files_until_a_server_and_a_sender_are_named_and_never_in_clear_elsewhere() {
    let plain = settings(&Flags::default(), &[], None).unwrap();
    assert_eq!(plain.mail, MailWay::Files);
    assert_eq!(plain.mail_folder(), Path::new("data/outbox/mail"));
    assert!(plain.sms.is_none());
    let to = ("LINXUAN_MAIL", "smtps://clerk:secret@mail.example.cn");
    assert!(refused(&[to], None).contains("mail_from"));
    let from = ("LINXUAN_MAIL_FROM", "遴选 <linxuan@example.cn>");
    let named = settings(&Flags::default(), &[to, from], None).unwrap();
    assert!(matches!(named.mail, MailWay::Server(_)) && !format!("{named:?}").contains("secret"));
    for clear in [
        "smtp://mail.example.cn",
        "smtp://mail.example.cn?tls=opportunistic",
        "http://mail.example.cn",
        "post",
    ] {
        assert!(refused(&[("LINXUAN_MAIL", clear), from], None).contains("LINXUAN_MAIL"), "{clear}");
    }
    assert!(
        settings(&Flags::default(), &[("LINXUAN_MAIL", "smtp://mail.example.cn?tls=required"), from], None)
            .is_ok()
    );
    assert!(settings(&Flags::default(), &[("LINXUAN_MAIL", "smtp://127.0.0.1:2525"), from], None).is_ok());
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/mail.pem");
    assert!(settings(&Flags::default(), &[to, from, ("LINXUAN_MAIL_CA", own)], None).is_ok());
    for none in ["/nowhere.pem", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")] {
        assert!(refused(&[to, from, ("LINXUAN_MAIL_CA", none)], None).contains("LINXUAN_MAIL_CA"), "{none}");
    }
    let gateway = ("LINXUAN_SMS_URL", "https://sms.example.cn/send");
    let key = ("LINXUAN_SMS_HEADER", "Authorization: Bearer secret");
    let with = settings(&Flags::default(), &[gateway, key], None).unwrap();
    assert!(with.sms.is_some() && !format!("{with:?}").contains("secret"));
    assert!(refused(&[gateway, ("LINXUAN_SMS_BODY", "{phone}")], None).contains("LINXUAN_SMS_BODY"));
}
