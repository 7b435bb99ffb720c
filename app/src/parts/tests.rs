//! Parts printed and read back by a real parser.

use leptos::prelude::*;
use scraper::{Html, Selector};
use text::Lang;

use super::*;
use crate::frame::{Header, Section, Visitor};

fn printed<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new_root(None).with(|| view().into_view().to_html())
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("selector");
    Html::parse_fragment(html).select(&selector).map(|found| found.text().collect()).collect()
}

#[test]
fn a_text_area_never_lets_text_become_markup() {
    for text in ["</textarea><script>alert(1)</script>", "\n\nfirst lines are kept", "a & b &amp; c", ""] {
        let html =
            printed(|| view! { <TextArea lang=Lang::En field=Field::new("words", "Words") value=text/> });
        assert_eq!(texts(&html, "textarea"), [text], "{html}");
        assert!(texts(&html, "script").is_empty(), "{html}");
    }
}

#[test]
fn an_error_is_tied_to_its_field_and_linked_from_the_summary() {
    let field = Field::new("closes.year", "Closes").hint("Year first").error(Some("Write a year".to_owned()));
    let html = printed(|| {
        view! {
            <ErrorSummary lang=Lang::En errors=vec![FieldError { name: Some("closes.year".to_owned()), sentence: "Write a year".to_owned() }]/>
            <TextField lang=Lang::En field=field value="<x>"/>
        }
    });
    let page = Html::parse_fragment(&html);
    let input =
        page.select(&Selector::parse("input").expect("selector")).next().expect("an input").value().clone();
    assert_eq!(input.attr("value"), Some("<x>"));
    assert_eq!(input.attr("aria-invalid"), Some("true"));
    for id in input.attr("aria-describedby").expect("described").split(' ') {
        assert_eq!(texts(&html, &format!("#{id}")).len(), 1, "{id}");
    }
    let link = page.select(&Selector::parse(".summary a").expect("selector")).next().expect("a link");
    assert_eq!(link.value().attr("href").map(|href| href.trim_start_matches('#')), input.attr("id"));
}

#[test]
fn a_table_has_a_body_and_as_many_cells_as_columns() {
    let html = printed(|| {
        view! {
            <Table
                lang=Lang::En
                caption="Marks"
                cards=true
                columns=vec![Column::words("Ticket"), Column::numbers("Score").sorted_by("?sort=score".to_owned(), Some(Sort::Down))]
                rows=vec![Row::Group("0010001".into_any()), Row::Cells("cut", vec!["1".into(), "79.81".into()])]
            />
        }
    });
    assert_eq!(texts(&html, "table > tbody > tr").len(), 2);
    assert_eq!(texts(&html, "tr.cut > td.num[data-l=Score]"), ["79.81"]);
    assert_eq!(texts(&html, "th[aria-sort=descending] a"), ["Score"]);
}

#[test]
fn a_pager_counts_the_last_page_rightly_and_is_silent_on_one() {
    let page = |page, all| {
        printed(
            move || view! { <Pager lang=Lang::En slice=Slice { page, per_page: 50, all } address=Box::new(|p| format!("?page={p}"))/> },
        )
    };
    let last = page(5, 214);
    assert_eq!(texts(&last, "span"), ["Rows 201 to 214 of 214"]);
    assert_eq!(texts(&last, "a"), ["Previous"]);
    assert!(texts(&page(1, 50), "nav").is_empty());
}

#[test]
fn the_other_language_is_the_same_page() {
    let html = printed(
        || view! { <Header lang=Lang::Zh here="/zh/open/lists?x=1" section=Section::Lists visitor=Visitor::default()/> },
    );
    let page = Html::parse_fragment(&html);
    let link = page.select(&Selector::parse("a[hreflang=en]").expect("selector")).next().expect("the switch");
    assert_eq!(link.value().attr("href"), Some("/en/open/lists?x=1"));
}

#[test]
fn no_part_carries_a_style() {
    let html = printed(|| {
        view! {
            <Trail steps=vec![Step { what: "a".to_owned(), how: "b".to_owned(), out: "c".to_owned(), note: None, sum: true }]/>
            <DotChart label="l" dots=vec![Dot { at: 5, me: true }] low=(0, "0".to_owned()) high=(10, "10".to_owned()) cut=(7, "cut".to_owned()) mine="me".to_owned() caption="c"/>
            <JobProgress lang=Lang::Zh percent=40 leave="/zh/desk"/>
        }
    });
    assert!(!html.contains("style="), "{html}");
}
