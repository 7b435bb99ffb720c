//! Every public page, printed with sample views in both languages and read back by a real parser.

mod laws;
mod preview;
mod samples;
mod size;

use domain::reason::{PeopleWhy, TypedWhy};
use domain::view::public::lists::ListFilter;
use domain::view::public::postings::PositionFilter;
use text::Lang;

use super::{account, error, home, list, lists, position, posting, self_check, sign_in, standing};
use crate::address::StandingPage;
use crate::frame::Visitor;

/// Every page with a name for its file.
fn every_page(lang: Lang) -> Vec<(String, String)> {
    let mut pages = vec![
        ("home".to_owned(), home::print(&samples::home(), lang)),
        ("home-empty".to_owned(), home::print(&samples::home_empty(), lang)),
        ("lists".to_owned(), lists::print(&samples::lists(), lang)),
        ("posting".to_owned(), posting::print(&samples::posting(), &PositionFilter::default(), lang)),
        ("posting-none".to_owned(), posting::print(&samples::posting(), &nothing(), lang)),
        ("position".to_owned(), position::print(&samples::position_page(), lang)),
        ("self-check".to_owned(), self_check::print(&samples::self_check(true), lang)),
        ("self-check-wrong".to_owned(), self_check::print(&samples::self_check(false), lang)),
        ("list".to_owned(), list::print(&samples::list(), &ListFilter::default(), lang)),
        ("list-found".to_owned(), list::print(&samples::list(), &ticket("2026"), lang)),
        ("list-none".to_owned(), list::print(&samples::list(), &ticket("999"), lang)),
        ("list-page".to_owned(), list::print(&size::real_size(), &second(), lang)),
        (
            "list-position".to_owned(),
            list::print_position(&samples::long_list(), "0010002", lang).expect("a position"),
        ),
        ("sign-in".to_owned(), sign_in::print(&signing_in(), lang)),
        ("register".to_owned(), account::print(&opening(), lang)),
    ];
    for trouble in samples::troubles() {
        let name = format!("error-{}", trouble.status());
        let view = error::ErrorPage {
            trouble,
            here: "/zh/my?x=1".to_owned(),
            back: Some("/zh/my".to_owned()),
            visitor: Visitor::default(),
        };
        pages.push((name, error::print(&view, lang)));
    }
    pages.extend(StandingPage::ALL.map(|page| (page.word().to_owned(), standing::print(page, lang))));
    pages
}

fn nothing() -> PositionFilter {
    PositionFilter { q: "\"><script>".to_owned(), page: None }
}

fn second() -> ListFilter {
    ListFilter { page: "2".to_owned(), ..ListFilter::default() }
}

fn ticket(ticket: &str) -> ListFilter {
    ListFilter { ticket: ticket.to_owned(), result: "in".to_owned(), ..ListFilter::default() }
}

fn signing_in() -> sign_in::SignIn {
    sign_in::SignIn {
        next: Some("/zh/my".to_owned()),
        sign_in_name: "<b>x</b>".to_owned(),
        refused: vec![PeopleWhy::SignInFailed.reason()],
        note: Some(sign_in::Note::PleaseSignIn),
    }
}

fn opening() -> account::OpenAccount {
    account::OpenAccount {
        key: "K".to_owned(),
        sign_in_name: "x".to_owned(),
        next: None,
        agreed: false,
        refused: vec![TypedWhy::SignInNameForm.at("sign_in_name"), TypedWhy::NotAgreed.at("agreed")],
    }
}
