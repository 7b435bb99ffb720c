//! The address of every page: one function each, so that no page spells a path. Owns the words in addresses; refuses
//! row numbers, only public codes stand in a path.

use std::fmt::Display;

use text::Lang;

/// `/zh/`: home.
#[must_use]
pub fn home(lang: Lang) -> String {
    format!("/{}/", lang.code())
}

/// `/zh/open/CODE`: a posting with its positions.
#[must_use]
pub fn posting(lang: Lang, posting: impl Display) -> String {
    format!("/{}/open/{posting}", lang.code())
}

/// `/zh/open/CODE/positions.xlsx`: the table of positions of a public posting as a workbook.
#[must_use]
pub fn positions_book(lang: Lang, posting: impl Display) -> String {
    format!("/{}/open/{posting}/positions.xlsx", lang.code())
}

/// `/zh/open/CODE/files/CODE`: a file of a public notice.
#[must_use]
pub fn notice_file(lang: Lang, posting: impl Display, file: impl Display) -> String {
    format!("/{}/open/{posting}/files/{file}", lang.code())
}

/// `/zh/open/CODE/positions/CODE`: one position.
#[must_use]
pub fn position(lang: Lang, posting: impl Display, position: impl Display) -> String {
    format!("/{}/open/{posting}/positions/{position}", lang.code())
}

/// `/zh/open/CODE/positions/CODE/self-check`: what one position asks, to be answered by anybody.
#[must_use]
pub fn self_check(lang: Lang, posting: impl Display, of: impl Display) -> String {
    format!("{}/self-check", position(lang, posting, of))
}

/// `/zh/open/lists`: every published list.
#[must_use]
pub fn lists(lang: Lang) -> String {
    format!("/{}/open/lists", lang.code())
}

/// `/zh/open/lists/CODE`: a sealed list.
#[must_use]
pub fn list(lang: Lang, list: impl Display) -> String {
    format!("/{}/open/lists/{list}", lang.code())
}

/// `/zh/open/lists/CODE/0010001`: one position of a long list; `number` is the position's own number in the notice.
#[must_use]
pub fn list_position(lang: Lang, list: impl Display, number: &str) -> String {
    format!("/{}/open/lists/{list}/{}", lang.code(), segment(number))
}

/// `/zh/open/CODE/objection`: the form of an objection, a report, an enquiry or a request; from the page of a list with `?list=CODE`.
#[must_use]
pub fn objection(lang: Lang, posting: impl Display, list: Option<&str>) -> String {
    format!("/{}/open/{posting}/objection{}", lang.code(), query(&[("list", list.unwrap_or_default())]))
}

/// The same for POST only: shows in this language what was typed into the form of the other one.
#[must_use]
pub fn objection_switched(lang: Lang, posting: impl Display, list: Option<&str>) -> String {
    let asked = [("list", list.unwrap_or_default()), ("switch", "yes")];
    format!("/{}/open/{posting}/objection{}", lang.code(), query(&asked))
}

/// `/zh/objections`: the form by which whoever wrote one reads the answer.
#[must_use]
pub fn follow_objection(lang: Lang) -> String {
    format!("/{}/objections", lang.code())
}

/// `/zh/open/lists/CODE.csv`: the canonical bytes.
#[must_use]
pub fn list_csv(lang: Lang, list: impl Display) -> String {
    format!("/{}/open/lists/{list}.csv", lang.code())
}

/// `/zh/open/lists/CODE.xlsx`: the same rows as a workbook that can be verified.
#[must_use]
pub fn list_xlsx(lang: Lang, list: impl Display) -> String {
    format!("/{}/open/lists/{list}.xlsx", lang.code())
}

/// `/zh/open/lists/CODE.read.xlsx`: the list in words, for people who read it in a spreadsheet.
#[must_use]
pub fn list_reading(lang: Lang, list: impl Display) -> String {
    format!("/{}/open/lists/{list}.read.xlsx", lang.code())
}

/// `/zh/open/lists/CODE.pdf`: the same rows on paper.
#[must_use]
pub fn list_pdf(lang: Lang, list: impl Display) -> String {
    format!("/{}/open/lists/{list}.pdf", lang.code())
}

/// `/zh/open/about`, `privacy`, `accessibility`, `glossary`, `verify`.
#[must_use]
pub fn standing_page(lang: Lang, page: StandingPage) -> String {
    format!("/{}/open/{}", lang.code(), page.word())
}

/// Pages that always exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandingPage {
    /// What the site is.
    About,
    /// Which personal data are kept, why and how long.
    Privacy,
    /// Accessibility statement.
    Accessibility,
    /// One word for one thing.
    Glossary,
    /// How to check a list.
    Verify,
}

impl StandingPage {
    /// All of them, in the footer's order.
    pub const ALL: [Self; 5] =
        [Self::About, Self::Accessibility, Self::Privacy, Self::Glossary, Self::Verify];

    /// The word in the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
            Self::Glossary => "glossary",
            Self::Verify => "verify",
        }
    }
}

/// `/zh/sign-in`, with where to go afterwards; only addresses of this site are taken.
#[must_use]
pub fn sign_in(lang: Lang, next: Option<&str>) -> String {
    let page = format!("/{}/sign-in", lang.code());
    match next.filter(|next| is_ours(next)) {
        Some(next) => format!("{page}?next={}", segment(next)),
        None => page,
    }
}

/// `/zh/register`, with the page to go to once the new account is signed in.
#[must_use]
pub fn register(lang: Lang, next: Option<&str>) -> String {
    let page = format!("/{}/register", lang.code());
    match next.filter(|next| is_ours(next)) {
        Some(next) => format!("{page}?next={}", segment(next)),
        None => page,
    }
}

/// The address without what a refusal wrote into its query (`__path`, `__err`): nobody is led to an old error.
#[must_use]
pub fn without_refusal(address: &str) -> String {
    let Some((page, query)) = address.split_once('?') else { return address.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("__")).collect();
    if kept.is_empty() { page.to_owned() } else { format!("{page}?{}", kept.join("&")) }
}

/// Name in the query of a page that was switched to while a form was being filled in: the function of the form.
pub const SWITCHED: &str = "switched";

/// `/zh/keep?of=/api/AREA/WORD`, for POST only: keeps a form and shows its page in this language.
#[must_use]
pub fn keep(lang: Lang, function: &str) -> String {
    format!("/{}/keep{}", lang.code(), query(&[("of", function)]))
}

/// A page that shows what was typed into the form of a function; `name`, in its query, says why it was kept.
#[must_use]
pub fn with_typed(page: &str, (name, function): (&str, &str)) -> String {
    let glue = if page.contains('?') { '&' } else { '?' };
    format!("{page}{glue}{name}={}", segment(function))
}

/// Whether this is the address of a server function, `/api/AREA/WORD`.
#[must_use]
pub fn is_function(address: &str) -> bool {
    address.strip_prefix("/api/").is_some_and(|rest| {
        rest.len() < 64 && rest.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'/' | b'_'))
    })
}

/// `/zh/sign-out`, for POST only.
#[must_use]
pub fn sign_out(lang: Lang) -> String {
    format!("/{}/sign-out", lang.code())
}

/// `/zh/my`: a candidate's applications.
#[must_use]
pub fn my(lang: Lang) -> String {
    format!("/{}/my", lang.code())
}

/// `/zh/my/apply/CODE`: begin an application for a position.
#[must_use]
pub fn apply(lang: Lang, position: impl Display) -> String {
    format!("/{}/my/apply/{position}", lang.code())
}

/// `/zh/my/applications/CODE`.
#[must_use]
pub fn application(lang: Lang, application: impl Display) -> String {
    format!("/{}/my/applications/{application}", lang.code())
}

/// `/zh/my/applications/CODE/WORD`: a section of the form by its word, or `check`, `files`, `receipt`, `recall`, `withdraw`.
#[must_use]
pub fn application_page(lang: Lang, application: impl Display, word: &str) -> String {
    format!("/{}/my/applications/{application}/{word}", lang.code())
}

/// `/zh/desk/applications/CODE/files/CODE`: a file of an application, for officers.
#[must_use]
pub fn desk_file(lang: Lang, application: impl Display, file: impl Display) -> String {
    format!("/{}/desk/applications/{application}/files/{file}", lang.code())
}

/// `/zh/desk/applications/CODE/photo/CODE`: the photo of an application, for officers.
#[must_use]
pub fn desk_photo(lang: Lang, application: impl Display, file: impl Display) -> String {
    format!("/{}/desk/applications/{application}/photo/{file}", lang.code())
}

/// `/zh/desk/postings/CODE/screening`, with the file of `application` and the filter where there are some.
#[must_use]
pub fn screening(lang: Lang, posting: impl Display, application: &str, filter: &[(&str, &str)]) -> String {
    let slash = if application.is_empty() { "" } else { "/" };
    format!("{}{slash}{application}{}", desk_posting(lang, posting, "screening"), query(filter))
}

/// `/zh/desk`: the officers' start.
#[must_use]
pub fn desk(lang: Lang) -> String {
    format!("/{}/desk", lang.code())
}

/// `/zh/desk/audit`: the audit trail.
#[must_use]
pub fn desk_audit(lang: Lang) -> String {
    format!("/{}/desk/audit", lang.code())
}

/// `/zh/desk/jobs`: work that is done after an act.
#[must_use]
pub fn desk_jobs(lang: Lang) -> String {
    format!("/{}/desk/jobs", lang.code())
}

/// `/zh/desk/working-days`: the calendar of working days.
#[must_use]
pub fn desk_work_years(lang: Lang) -> String {
    format!("/{}/desk/working-days", lang.code())
}

/// `/zh/desk/accounts`: staff accounts.
#[must_use]
pub fn desk_accounts(lang: Lang) -> String {
    format!("/{}/desk/accounts", lang.code())
}

/// `/zh/desk/accounts/new`: the form that opens an account.
#[must_use]
pub fn desk_account_new(lang: Lang) -> String {
    format!("/{}/desk/accounts/new", lang.code())
}

/// `/zh/desk/accounts/CODE`: one account of staff.
#[must_use]
pub fn desk_account(lang: Lang, account: impl Display) -> String {
    format!("/{}/desk/accounts/{account}", lang.code())
}

/// `/zh/desk/accounts/CODE/one-time-code`, for POST only: issues a one-time code and shows it.
#[must_use]
pub fn desk_account_code(lang: Lang, account: impl Display) -> String {
    format!("/{}/desk/accounts/{account}/one-time-code", lang.code())
}

/// `/zh/desk/recover`: a one-time code for a candidate who forgot the password.
#[must_use]
pub fn desk_recover(lang: Lang) -> String {
    format!("/{}/desk/recover", lang.code())
}

/// `/zh/account`: the own account, whoever one is.
#[must_use]
pub fn account(lang: Lang) -> String {
    format!("/{}/account", lang.code())
}

/// `/zh/account/extend`: prolongs the session by being opened.
#[must_use]
pub fn extend(lang: Lang) -> String {
    format!("/{}/account/extend", lang.code())
}

/// `/zh/account/messages`: the own messages.
#[must_use]
pub fn messages(lang: Lang) -> String {
    format!("/{}/account/messages", lang.code())
}

/// `/zh/account/messages/CODE`.
#[must_use]
pub fn message(lang: Lang, message: impl Display) -> String {
    format!("/{}/account/messages/{message}", lang.code())
}

/// `/zh/account/contacts`: addresses besides the account, and what is also sent there.
#[must_use]
pub fn contacts(lang: Lang) -> String {
    format!("/{}/account/contacts", lang.code())
}

/// `/zh/desk/postings/CODE/messages/KIND?language=zh`: a posting's own words for a kind of message.
#[must_use]
pub fn message_words(lang: Lang, posting: impl Display, kind: &str, pairs: &[(&str, &str)]) -> String {
    desk_posting(lang, posting, &format!("messages/{}", segment(kind))) + &query(pairs)
}

/// `/zh/sign-in/code`: choose a password by a one-time code.
#[must_use]
pub fn one_time_code(lang: Lang) -> String {
    format!("/{}/sign-in/code", lang.code())
}

/// `/zh/desk/new`: start a posting.
#[must_use]
pub fn desk_create(lang: Lang) -> String {
    format!("/{}/desk/new", lang.code())
}

/// `/zh/desk/postings/CODE` with a further word, e.g. `screening`; empty for the posting itself.
#[must_use]
pub fn desk_posting(lang: Lang, posting: impl Display, further: &str) -> String {
    let slash = if further.is_empty() { "" } else { "/" };
    format!("/{}/desk/postings/{posting}{slash}{further}", lang.code())
}

/// `/zh/desk/postings/CODE/marks/APPLICATION?component=written`: the history of one person's cell in a column.
#[must_use]
pub fn mark(lang: Lang, posting: impl Display, application: impl Display, component: &str) -> String {
    desk_posting(lang, posting, &format!("marks/{application}")) + &query(&[("component", component)])
}

/// `/zh/desk/postings/CODE/imports/CODE`: a dry run.
#[must_use]
pub fn import(lang: Lang, posting: impl Display, import: impl Display) -> String {
    desk_posting(lang, posting, &format!("imports/{import}"))
}

/// `/zh/desk/postings/CODE/revision/position?of=CODE`: the form of a position in the draft of a further revision.
#[must_use]
pub fn revision_position(lang: Lang, posting: impl Display, of: &str) -> String {
    desk_posting(lang, posting, "revision/position") + &query(&[("of", of)])
}

/// `/zh/desk/postings/CODE/positions/one?of=CODE`: the form of a position of a draft; without `of` of a further one.
#[must_use]
pub fn draft_position(lang: Lang, posting: impl Display, of: &str) -> String {
    desk_posting(lang, posting, "positions/one") + &query(&[("of", of)])
}

/// `/zh/desk/postings/CODE/rulings/CODE`: a ruling, or `propose` for the form that proposes one.
#[must_use]
pub fn ruling(lang: Lang, posting: impl Display, ruling: impl Display) -> String {
    desk_posting(lang, posting, &format!("rulings/{ruling}"))
}

/// `/zh/desk/postings/CODE/scheme/node?of=…&at=…`: the page of one node of the scheme's draft.
#[must_use]
pub fn scheme_node(
    lang: Lang,
    posting: impl Display,
    of: &str,
    at: &str,
    further: &[(&str, &str)],
) -> String {
    let mut pairs = vec![("of", of), ("at", at)];
    pairs.extend_from_slice(further);
    format!("{}{}", desk_posting(lang, posting, "scheme/node"), query(&pairs))
}

/// `/zh/desk/postings/CODE/conditions/ACT?…`: the page of one condition or one group of positions.
#[must_use]
pub fn conditions(lang: Lang, posting: impl Display, act: &str, further: &[(&str, &str)]) -> String {
    format!("{}{}", desk_posting(lang, posting, &format!("conditions/{act}")), query(further))
}

/// Whether an address stays on this site: begins with one slash and one of the two languages, and holds no
/// character that a header or a browser reads otherwise.
#[must_use]
pub fn is_ours(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let first = path.strip_prefix('/').and_then(|rest| rest.split('/').next());
    first.and_then(Lang::from_code).is_some() && !address.contains(|c: char| c.is_control() || c == '\\')
}

/// Percent-encodes one value for a path segment or a query: everything but letters, digits and `-._~`.
#[must_use]
pub fn segment(value: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else if write!(out, "%{byte:02X}").is_err() {
            return out;
        }
    }
    out
}

/// A query from its filled pairs, with the question mark; empty where none is filled.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if out.is_empty() { '?' } else { '&' });
        out.push_str(name);
        out.push('=');
        out.push_str(&segment(value));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_no_old_error() {
        assert_eq!(without_refusal("/zh/my?__path=%2Fapi%2Fa&__err=x&page=2&__path=b"), "/zh/my?page=2");
        assert_eq!(without_refusal("/zh/my?__err=x"), "/zh/my");
        assert_eq!(without_refusal("/zh/my"), "/zh/my");
    }

    #[test]
    fn only_our_own_addresses_are_gone_to_after_sign_in() {
        for ours in ["/zh/my", "/en/desk?x=1", "/zh"] {
            assert!(is_ours(ours), "{ours}");
        }
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "/zh/\r\nSet-Cookie",
            "",
            "/zh\\x",
            "/fr/my",
        ] {
            assert!(!is_ours(foreign), "{foreign}");
        }
        assert_eq!(sign_in(Lang::Zh, Some("//evil")), "/zh/sign-in");
        assert_eq!(sign_in(Lang::En, Some("/en/my?a=1")), "/en/sign-in?next=%2Fen%2Fmy%3Fa%3D1");
    }

    #[test]
    fn a_query_holds_only_what_is_filled() {
        assert_eq!(query(&[("ticket", ""), ("position", "财政")]), "?position=%E8%B4%A2%E6%94%BF");
        assert_eq!(query(&[("a", "1"), ("b", "2 3")]), "?a=1&b=2%203");
        assert_eq!(query(&[]), "");
    }
}
