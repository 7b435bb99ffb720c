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
    for at in 0..100 {
        body.push_str(&format!(
            "&cells%5B{at}%5D%5Bticket%5D=T{at}&cells%5B{at}%5D%5Bwas%5D=&cells%5B{at}%5D%5Bversion%5D={at}\
             &cells%5B{at}%5D%5Btext%5D=%E7%BC%BA%E8%80%83"
        ));
    }
    let form: MarksEnter = read(&body).expect("a form");
    assert_eq!(form.place.asked(), ("written", "", true, 2));
    assert_eq!(form.cells.len(), 100);
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
fn the_page_after_saving_stands_where_the_clerk_was() {
    let saved = |ticket: &str, saved: bool, why: &str| domain::view::desk::marks::MarkSaved {
        ticket: ticket.to_owned(),
        typed: "78.5".to_owned(),
        why: why.to_owned(),
        saved,
        ..Default::default()
    };
    let place = Place { component: "written".to_owned(), page: 3, ..Place::default() };
    let answers = [saved("1", true, ""), saved("2", false, ""), saved("3", false, "Too many decimals")];
    assert_eq!(
        place.after(text::Lang::En, "CODE", &answers),
        "/en/desk/postings/CODE/marks?component=written&page=3&saved=1&left=2&bad=2~78.5~c~3~78.5~r"
    );
    assert!(!place.after(text::Lang::En, "CODE", &answers[..1]).contains("bad"));
}
