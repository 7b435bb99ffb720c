//! The list of settings: name, flag, environment variable and key in the file, all from one line each.

/// Heading of the settings in every `--help`.
const HEADING: &str = "Settings (also LINXUAN_NAME in the environment, or name in linxuan.toml)";

/// Declares the settings: a flag `--public-url`, a variable `LINXUAN_PUBLIC_URL` and a key `public_url` each.
macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $name:ident: $value:literal $([$($extra:tt)+])?;)+) => {
        /// Settings as flags. What is not given comes from the environment, the file or the default.
        #[derive(Clone, Debug, Default, clap::Args)]
                pub struct Flags {
            $($(#[doc = $doc])+ #[arg(long, help_heading = HEADING, value_name = $value $(, $($extra)+)?)] pub $name: Option<String>,)+
        }

        /// Names of all settings.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),+];

        impl Flags {
            /// The value given for a setting on the command line.
            pub(super) fn get(&self, name: &str) -> Option<&str> {
                match name {
                    $(stringify!($name) => self.$name.as_deref(),)+
                    _ => None,
                }
            }
        }
    };
}

settings! {
    /// Settings file [default: linxuan.toml where there is one]
    config: "FILE";
    /// Folder of key file and embedded database [default: data]
    data: "DIR";
    /// Master key, 32 bytes, mode 0600 [default: master.key in the data folder]
    key_file: "FILE";
    /// sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME [default: sqlite, linxuan.db in the data folder]
    database: "URL";
    /// Address and port to listen on [default: 127.0.0.1:3000]
    listen: "ADDRESS";
    /// The address people type [default: http://, then the listening address]
    public_url: "URL";
    /// Run unencrypted on another address than loopback; every page says so [default: false]
    insecure_http: "BOOL" [num_args = 0..=1, default_missing_value = "true", require_equals = true];
    /// Folder of the built assets [default: target/site]
    site: "DIR";
    /// Folder of the font of papers, Noto Sans CJK [default: /usr/share/fonts/opentype/noto]
    fonts: "DIR";
    /// Log filter: error, warn, info, debug, trace, or per target [default: info]
    log: "FILTER";
    /// Log form: text or json [default: text]
    log_format: "FORM";
    /// Memory of one password hash, 19456 to 4194304 [default: 19456]
    hash_memory_kib: "KIB";
    /// Passes of one password hash, 2 to 64 [default: 2]
    hash_passes: "N";
    /// Password hashes at once [default: number of cores]
    hash_threads: "N";
    /// Sign-ins that may wait for a hash before others are turned away [default: 64]
    hash_queue: "N";
    /// Free space of the database's folder below which acts are refused, 16 to 1048576 [default: 256]
    free_mib: "MIB";
    /// Seconds after which a request is given up, 1 to 600 [default: 30]
    request_seconds: "N";
    /// Seconds for a request's head and for silence before it, 1 to 600 [default: 20]
    head_seconds: "N";
    /// Connections at once, in all, 16 to 100000 [default: 2000]
    connections: "N";
    /// Connections at once from one address, 1 to 100000; trusted proxies have no such limit [default: 200]
    connections_per_address: "N";
    /// Files that come in at once, 1 to 1000: each may take 64 MiB of memory [default: 8]
    uploads: "N";
    /// Sheets that are read at once, 1 to 100: each takes up to 768 MiB of memory [default: 2]
    import_workers: "N";
    /// Tell browsers to insist on encryption for every host below this one too [default: false]
    hsts_subdomains: "BOOL" [num_args = 0..=1, default_missing_value = "true", require_equals = true];
    /// Name of the responsible office in the footer of every page [default: none]
    office: "NAME";
    /// Telephone and hours for enquiries in the footer of every page [default: none]
    enquiries: "TEXT";
    /// Minutes after which an idle session of staff ends, 5 to 480 [default: 60]
    staff_idle_minutes: "N";
    /// Days for which client addresses are kept beside the audit trail, 1 to 3650 [default: 180]
    keep_addresses_days: "N";
    /// Days for which officers' reasons are kept beside audit trail and marks, 30 to 36500 [default: 1095]
    keep_words_days: "N";
    /// Days for which messages are kept, 30 to 36500 [default: 1095]
    keep_messages_days: "N";
    /// Days for which a published list stays on the web, 30 to 36500 [default: 365]
    keep_lists_days: "N";
    /// Days for which files of applicants are kept after their selection is over, 30 to 36500 [default: 1095]
    keep_files_days: "N";
    /// Folder of the contents of files that people hand in, sealed; processes that share a database share it too [default: files in the data folder]
    files: "DIR";
    /// Where those contents lie instead, where processes share no folder: https://HOST/BUCKET of an S3-compatible store [default: none]
    bucket: "URL";
    /// The key that opens it, ID:SECRET [default: none]
    bucket_key: "KEY";
    /// The region that requests to it are signed for [default: us-east-1]
    bucket_region: "REGION";
    /// Where mail goes: files (in the data folder), none, smtps://USER:PASSWORD@HOST, or smtp://USER:PASSWORD@HOST?tls=required [default: files]
    mail: "WAY";
    /// Certificates in PEM by which the mail server is trusted, besides those of this machine: that of an internal authority [default: none]
    mail_ca: "FILE";
    /// Who mail comes from: ADDRESS, or NAME <ADDRESS> [default: linxuan@localhost]
    mail_from: "ADDRESS";
    /// Address of the gateway that takes short messages: https://HOST/PATH [default: none]
    sms_url: "URL";
    /// Header of every request to it, NAME: VALUE [default: none]
    sms_header: "HEADER";
    /// Body of a request to it: JSON with {phone}, {text} and {code} [default: {"phone":"{phone}","text":"{text}","id":"{code}"}]
    sms_body: "JSON";
    /// Seconds for one letter to a mail server or gateway, 5 to 100 [default: 60]
    mail_seconds: "N";
    /// Proxies whose X-Forwarded-For is believed, separated by commas [default: none]
    trusted_proxies: "ADDRESSES";
}
