//! Every public page, printed with sample views in both languages and read back by a real parser.

mod laws;
mod preview;
mod samples;
mod size;

use domain::lifecycle::Phase;
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
        (
            "posting-suspended".to_owned(),
            posting::print(&samples::stopped(Phase::Suspended), &nothing(), lang),
        ),
        ("posting-ended".to_owned(), posting::print(&samples::stopped(Phase::Ended), &nothing(), lang)),
        ("position-suspended".to_owned(), position::print(&samples::stopped_position(), lang)),
        ("list-suspended".to_owned(), list::print(&samples::stopped_list(), &ListFilter::default(), lang)),
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

#[test]
fn every_page_of_a_posting_that_stopped_says_so_with_reason_and_time_and_offers_no_registration() {
    for lang in Lang::ALL {
        let pages = every_page(lang);
        let since = text::course::since(lang, &text::dates::moment(lang, samples::STOPPED_AT));
        for (name, html) in pages.iter().filter(|page| page.0.ends_with("-suspended")) {
            assert!(html.contains(&since), "{name}: no time");
            assert!(html.contains("&lt;b") && !html.contains("<b>考点"), "{name}: no reason, or as markup");
            assert!(html.contains(text::states::suspended(lang)), "{name}: no word");
            assert!(!html.contains("/apply/"), "{name}: a way to register");
        }
        let ended = &pages.iter().find(|page| page.0 == "posting-ended").expect("a page").1;
        assert!(ended.contains(text::states::ended(lang)));
        assert!(!ended.contains(r#"<li class="next""#), "nothing comes after an end");
        let suspended = &pages.iter().find(|page| page.0 == "posting-suspended").expect("a page").1;
        assert!(suspended.contains(r#"<li class="next""#), "what it stopped is still to come");
    }
}

#[test]
fn the_first_page_files_a_selection_under_what_it_is_now() {
    let mut view = samples::home();
    view.postings[0].phase = Phase::Closed;
    let page = home::print(&view, Lang::Zh);
    let part = |title: &str| {
        let rest = page.split(&format!("<h2>{title}</h2>")).nth(1).unwrap_or_else(|| panic!("no {title}"));
        rest.split("<h2>").next().unwrap_or_default().to_owned()
    };
    let to_come = part(text::public::to_come(Lang::Zh));
    assert!(to_come.contains(&view.postings[1].title), "{to_come}");
    let opens = text::dates::moment(Lang::Zh, view.postings[1].registration.opens.0);
    assert!(to_come.contains(&opens) && !to_come.contains(text::states::phase(Phase::Approved, Lang::Zh)));
    let under_way = part(text::public::under_way(Lang::Zh));
    let listed = |part: &str| view.postings.iter().map(|head| part.contains(&head.title)).collect::<Vec<_>>();
    assert_eq!(listed(&under_way), [false, false, true, true], "{under_way}");
    assert_eq!(listed(&part(text::public::finished(Lang::Zh))), [true, false, false, false]);
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
