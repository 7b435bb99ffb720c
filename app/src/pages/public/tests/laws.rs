//! Laws over every public page.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};
use text::Lang;

use super::every_page;

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("selector");
    page.select(&selector).map(|found| ElementRef::wrap(*found).expect("an element")).collect()
}

fn on_every_page(judge: impl Fn(&Html, &str) -> Result<(), String>) {
    let mut faults = Vec::new();
    for lang in Lang::ALL {
        for (name, html) in every_page(lang) {
            if let Err(fault) = judge(&Html::parse_document(&html), &html) {
                faults.push(format!("{}/{name}: {fault}", lang.code()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn holds(right: bool, fault: &str) -> Result<(), String> {
    if right { Ok(()) } else { Err(fault.to_owned()) }
}

#[test]
fn no_page_carries_a_script_or_an_inline_style() {
    on_every_page(|page, _| {
        holds(all(page, "script, style, [style]").is_empty(), "script or style")?;
        let handlers =
            all(page, "*").iter().flat_map(|e| e.value().attrs()).any(|(name, _)| name.starts_with("on"));
        holds(!handlers, "an event handler")
    });
}

#[test]
fn the_parser_repairs_nothing() {
    on_every_page(|page, html| {
        holds(page.errors.is_empty(), &format!("{:?}", page.errors))?;
        holds(!html.contains("<!>"), "a marker of the renderer")?;
        holds(all(page, "p p, p ul, p div, a a, form form, table > tr").is_empty(), "wrong nesting")
    });
}

#[test]
fn ids_are_unique_and_labels_find_their_fields() {
    on_every_page(|page, _| {
        let ids: Vec<&str> = all(page, "[id]").iter().filter_map(|e| e.value().attr("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        holds(unique.len() == ids.len(), "an id twice")?;
        let targets = all(page, "label[for]")
            .iter()
            .filter_map(|e| e.value().attr("for"))
            .all(|id| unique.contains(id));
        holds(targets, "a label for nothing")?;
        let described = all(page, "[aria-describedby]");
        let tied = described
            .iter()
            .filter_map(|e| e.value().attr("aria-describedby"))
            .flat_map(|ids| ids.split(' '))
            .all(|id| unique.contains(id));
        holds(tied, "a description that is not there")
    });
}

#[test]
fn every_page_has_one_title_one_main_and_one_first_heading() {
    on_every_page(|page, _| {
        for one in ["title", "main#main", "h1", "header", "footer", "a.skip[href='#main']", "html[lang]"] {
            holds(all(page, one).len() == 1, one)?;
        }
        let heads: Vec<String> =
            all(page, "h1, h2, h3").iter().map(|e| e.value().name().to_owned()).collect();
        let jumps = heads.windows(2).any(|two| two[0] == "h1" && two[1] == "h3");
        holds(!jumps, "a heading level is left out")
    });
}

#[test]
fn codes_of_a_list_stand_as_words_and_a_tie_inside_the_cut_is_not_called_one_at_it() {
    for (lang, word) in [(Lang::Zh, "缺考"), (Lang::En, "Absent")] {
        let page = super::list::print(&super::samples::list(), &super::ListFilter::default(), lang);
        let cells: Vec<String> = all(&Html::parse_document(&page), "td")
            .iter()
            .map(|cell| cell.text().collect::<String>().trim().to_owned())
            .collect();
        assert!(cells.iter().any(|cell| cell == word), "{cells:?}");
        assert!(cells.iter().all(|cell| cell != "absent"), "no code of the file");
        assert!(!page.contains(&text::public::tie_at_cut(lang, 2)), "both of the tied go on");
    }
}

#[test]
fn a_posting_whose_list_is_under_correction_is_not_said_to_be_examined() {
    let mut view = super::samples::posting();
    view.head.phase = super::Phase::Examining;
    let said = |view: &domain::view::public::postings::Posting| {
        super::posting::print(view, &super::PositionFilter::default(), Lang::Zh)
    };
    let (examined, corrected) =
        (text::public::examining_now(Lang::Zh), text::public::correcting_now(Lang::Zh));
    let page = said(&view);
    assert!(page.contains(examined) && !page.contains(corrected));
    let since = view.now;
    view.lists.iter_mut().for_each(|list| list.under_correction = Some(since));
    let page = said(&view);
    assert!(page.contains(corrected) && !page.contains(examined), "{page}");
}

#[test]
fn a_list_says_the_rule_of_each_scheme_that_its_positions_follow() {
    let list = super::samples::list();
    for lang in Lang::ALL {
        let page = Html::parse_document(&super::list::print(&list, &super::ListFilter::default(), lang));
        let said: String =
            text::scheme::printed(&list.schemes[0].scheme, lang).join(text::numbers::gap(lang));
        let says = |selector: &str| {
            all(&page, selector).iter().filter(|found| found.text().collect::<String>() == said).count()
        };
        assert_eq!(says("main p"), 2, "the posting's own, and the one that some positions name");
        assert_eq!(says("details.rule p"), 1, "the second folded in");
        let named: Vec<String> =
            all(&page, "details.rule summary").iter().map(|found| found.text().collect()).collect();
        assert!(named.len() == 1 && named[0].ends_with("专业测试职位"), "{named:?}");
    }
}

#[test]
fn tables_are_whole() {
    on_every_page(|page, _| {
        for table in all(page, "table") {
            let count = |selector: &str| table.select(&Selector::parse(selector).expect("selector")).count();
            holds(
                count("caption") == 1 && count("thead") == 1 && count("tbody") > 0,
                "caption, head or body missing",
            )?;
            let columns = count("thead th");
            for row in table.select(&Selector::parse("tbody tr:not(.group)").expect("selector")) {
                let cells = row.children().filter_map(ElementRef::wrap).count();
                holds(cells == columns, &format!("{cells} cells for {columns} columns"))?;
            }
        }
        Ok(())
    });
}

#[test]
fn english_pages_hold_chinese_only_where_it_is_marked() {
    for (name, html) in every_page(Lang::En) {
        let page = Html::parse_document(&html);
        for node in page.tree.nodes() {
            let Some(text) = node.value().as_text() else { continue };
            let chinese = text.chars().any(
                |c| matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'),
            );
            let above: Vec<ElementRef<'_>> = node.ancestors().filter_map(ElementRef::wrap).collect();
            let marked = above.iter().any(|e| e.value().attr("lang") == Some("zh-CN"));
            let title = above.iter().any(|e| e.value().name() == "title");
            assert!(!chinese || marked || title, "{name}: {}", &**text);
        }
    }
}

#[test]
fn forms_that_change_something_or_name_somebody_are_posted() {
    on_every_page(|page, _| {
        for form in all(page, "form") {
            let post = form.value().attr("method") == Some("post");
            let search = form.value().attr("role") == Some("search");
            holds(post || search, "neither a posted form nor a search")?;
            let names_somebody =
                form.select(&Selector::parse("[name=ticket]").expect("selector")).next().is_some();
            holds(post || !names_somebody, "a search that puts a ticket number into an address")?;
            holds(form.value().attr("action").is_some_and(crate::address::is_ours), "posts to another site")?;
        }
        Ok(())
    });
}

#[test]
fn what_people_typed_stays_text() {
    for (name, html) in every_page(Lang::Zh) {
        assert!(!html.contains("<script") && !html.contains("<b>x</b>"), "{name}");
    }
}

/// The style sheet that ships.
const STYLE: &str = concat!(
    include_str!("../../../../../style/tokens.css"),
    include_str!("../../../../../style/base.css"),
    include_str!("../../../../../style/parts.css"),
    include_str!("../../../../../style/print.css"),
);

#[test]
fn every_class_has_a_rule() {
    // Marks without a look of their own: a phase to come, the notice of a whole row.
    const PLAIN: [&str; 2] = ["next", "table"];
    let has_rule = |class: &str| {
        STYLE.match_indices(&format!(".{class}")).any(|(at, found)| {
            !STYLE[at + found.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
        })
    };
    on_every_page(|page, _| {
        let classes = all(page, "[class]");
        let missing = classes
            .iter()
            .flat_map(|e| e.value().classes())
            .find(|class| !PLAIN.contains(class) && !has_rule(class));
        holds(missing.is_none(), missing.unwrap_or_default())
    });
}

#[test]
fn the_style_sheet_fetches_nothing_and_names_colours_only_as_tokens() {
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    for sheet in
        [include_str!("../../../../../style/base.css"), include_str!("../../../../../style/parts.css")]
    {
        let colour =
            sheet.split('#').skip(1).find(|rest| rest.chars().take(3).all(|c| c.is_ascii_hexdigit()));
        assert_eq!(colour, None, "a colour that is no token");
    }
}

/// Words of people that want to be markup, to turn a line around, or to fill a page.
fn hostile_words() -> [String; 3] {
    [
        "</title></option></td><hostile onhostile=\"1\">&amp;甲 \"'>".to_owned(),
        "王\u{202e}小\u{2066}明\u{200f}".to_owned(),
        "长".repeat(4_000),
    ]
}

/// A list whose every word of people is hostile.
fn hostile_list(words: &str) -> domain::view::public::lists::List {
    let mut list = super::samples::list();
    list.head.posting_title = words.to_owned();
    list.head.name = Some(words.to_owned());
    list.authority = words.to_owned();
    for column in &mut list.columns {
        column.name = Some(words.to_owned());
    }
    for group in &mut list.groups {
        group.unit = words.to_owned();
        group.title = words.to_owned();
        for row in &mut group.rows {
            row.name = Some(words.to_owned());
        }
    }
    for version in &mut list.versions {
        version.reason = Some(words.to_owned());
    }
    list
}

#[test]
fn no_word_on_a_list_becomes_markup_or_turns_the_words_around_it() {
    use domain::view::public::lists::{ListFilter, Lists};
    for words in hostile_words() {
        let list = hostile_list(&words);
        let number = list.groups[0].number.clone();
        let heads = Lists { lists: vec![list.head.clone()] };
        let wanted = ListFilter { ticket: words.clone(), position: words.clone(), ..ListFilter::default() };
        for lang in Lang::ALL {
            let pages = [
                super::list::print(&list, &ListFilter::default(), lang),
                super::list::print(&list, &wanted, lang),
                super::list::print_position(&list, &number, lang).expect("a position"),
                super::lists::print(&heads, lang),
            ];
            for html in pages {
                let page = Html::parse_document(&html);
                assert!(page.errors.is_empty(), "{:?}", page.errors);
                assert!(all(&page, "hostile").is_empty(), "an element that somebody wrote");
                let own = all(&page, "*")
                    .iter()
                    .flat_map(|e| e.value().attrs())
                    .all(|(name, _)| !name.starts_with("on"));
                assert!(own, "an attribute that somebody wrote");
                assert_eq!(all(&page, "title").len(), 1);
                assert_eq!(all(&page, "main").len(), 1);
                // Outside of the title and of fields words of people stand alone in their element or in a run of their own.
                let bare = all(&page, "main p, main td, main th, main h1, main li, main dd");
                for element in bare.iter().filter(|_| words.contains('\u{202e}')) {
                    let loose = element
                        .children()
                        .filter_map(|child| child.value().as_text().map(|text| text.to_string()));
                    let loose: String = loose.collect();
                    assert!(
                        !loose.contains('\u{202e}') || loose.trim() == words,
                        "not isolated: {}",
                        element.html()
                    );
                }
            }
        }
    }
}
