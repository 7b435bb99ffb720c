//! Plain forms of the grid as a browser sends them.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use axum::http::Request;
use leptos::server_fn::codec::{FromReq, PostUrl};

use super::*;

/// Reads a body that is already there.
fn read<T>(body: &str) -> Result<T, ApiError>
where
    T: FromReq<PostUrl, Request<Body>, ApiError>,
{
    let request = Request::post("/api/x")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .expect("a request");
    match pin!(T::from_req(request)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(found) => found,
        Poll::Pending => panic!("the body is whole"),
    }
}

#[test]
fn a_plain_grid_arrives_in_order_and_whole() {
    let mut body =
        "lang=zh&posting=ABC&place%5Bcomponent%5D=written&place%5Bwords%5D=&place%5Bmissing%5D=yes\
                    &place%5Bpage%5D=2"
            .to_owned();
    for at in 0..1_000 {
        body.push_str(&format!(
            "&cells%5B{at}%5D%5Bticket%5D=T{at}&cells%5B{at}%5D%5Bwas%5D=&cells%5B{at}%5D%5Bversion%5D={at}\
             &cells%5B{at}%5D%5Btext%5D=%E7%BC%BA%E8%80%83"
        ));
    }
    let form: MarksEnter = read(&body).expect("a form");
    assert_eq!(form.place.asked(), ("written", "", true, (2, 0)));
    assert_eq!(form.cells.len(), 1_000);
    for (at, cell) in (0_i64..).zip(&form.cells) {
        assert_eq!((cell.ticket.clone(), cell.version), (format!("T{at}"), at));
        assert_eq!(cell.text, "\u{7f3a}\u{8003}");
    }
}

#[test]
fn a_grid_without_rows_and_a_page_that_is_no_number() {
    let form: MarksEnter =
        read("lang=en&posting=ABC&place[component]=written&place[page]=1").expect("a form");
    assert!(form.cells.is_empty());
    assert!(read::<MarksEnter>("lang=en&posting=ABC&place[page]=two").is_err());
}

#[test]
fn nothing_that_was_typed_stands_in_the_address_after_saving() {
    let place = Place { component: "written".to_owned(), page: 3, rows: 500, ..Place::default() };
    assert_eq!(
        place.after(text::Lang::En, "CODE", 1, false),
        "/en/desk/postings/CODE/marks?component=written&page=3&rows=500&saved=1&unsaved=%2Fapi%2Fmarks%2Fenter"
    );
    assert!(!place.after(text::Lang::En, "CODE", 1, true).contains("unsaved"));
}

#[test]
fn what_was_not_saved_comes_back_as_it_was_typed_for_its_own_column_only() {
    let cell = |ticket: &str, text: &str| TypedCell {
        ticket: ticket.to_owned(),
        text: text.to_owned(),
        was: "70".to_owned(),
        version: 3,
    };
    let left = [cell("1", "101~r&x"), cell("2", " ")];
    let fields = kept::fields("CODE", "written", &left.iter().collect::<Vec<_>>());
    let form = gate::TypedForm { action: ENTER.to_owned(), fields, ..gate::TypedForm::default() };
    assert_eq!(cells_of(&form, "CODE", "written"), left);
    assert!(cells_of(&form, "CODE", "interview").is_empty());
    assert!(cells_of(&form, "OTHER", "written").is_empty());
    assert!(cells_of(&gate::TypedForm { action: "/api/x".to_owned(), ..form }, "CODE", "written").is_empty());
}
