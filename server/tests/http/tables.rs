//! A position table by plain forms: the file, what each column is read as, the dry run, the confirmation.

use http::{Method, StatusCode};
use scraper::{Html, Selector};

use super::schemes::Desk;

const HEAD: &str = "招录机关（单位）,职位名称,职位代码,要几个人,学历,\"<hostile>栏\"";
const ROW: &str = "市直一局,职员,0010001,1,研究生,\"</select><hostile>\"";

/// Hands a file in; answers the path of its dry run.
async fn upload(desk: &Desk, text: &str) -> String {
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{text}\r\n--x--\r\n"
    );
    let path = format!("/zh/desk/postings/{}/positions/import", desk.posting);
    let pairs = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", "multipart/form-data; boundary=x"),
        ("cookie", desk.screener.as_str()),
    ];
    let answer = desk.house.ask(Method::POST, &path, &pairs, &body).await;
    assert!(answer.status.is_redirection(), "{} {}", answer.status, answer.body);
    answer.header("location").to_owned()
}

async fn page(desk: &Desk, path: &str) -> String {
    let answer = desk.house.get(path, &[("cookie", &desk.screener)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.body
}

fn chosen(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(html);
    let (selects, options) =
        (Selector::parse("select").unwrap(), Selector::parse("option[selected]").unwrap());
    let one = |select: scraper::ElementRef<'_>| {
        let option = select.select(&options).next().unwrap();
        let attr = |element: &scraper::ElementRef<'_>, name| element.attr(name).unwrap().to_owned();
        (attr(&select, "name"), attr(&option, "value"))
    };
    page.select(&selects).map(one).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn columns_are_listed_chosen_and_read_again_by_plain_forms() {
    let desk = Desk::set().await;
    let first = upload(&desk, &format!("{HEAD}\n{ROW}\n")).await;
    let html = page(&desk, &first).await;
    let uses: Vec<_> = chosen(&html).into_iter().map(|(_, of)| of).collect();
    assert_eq!(uses, ["authority", "position_name", "position", "kept", "kept", "kept"]);
    assert!(html.contains("标题不认识") && !html.contains("<hostile"), "{html}");
    assert!(!html.contains("action=\"/api/imports/positions\""), "nothing can be confirmed yet");

    let import = first.rsplit('/').next().unwrap();
    let mut form = format!("lang=zh&posting={}&import={import}", desk.posting);
    for (name, of) in chosen(&html) {
        let of = if name == "read[c3]" { "plan".to_owned() } else { of };
        form.push_str(&format!(
            "&{}={of}",
            form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>()
        ));
    }
    let answer = desk.house.post("/api/imports/columns", &desk.screener, &form).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body);
    let next = answer.header("location").to_owned();
    assert!(next.contains("/imports/") && next != first, "{next}");
    let html = page(&desk, &next).await;
    assert_eq!(chosen(&html)[3], ("read[c3]".to_owned(), "plan".to_owned()));
    assert!(html.contains("action=\"/api/imports/positions\""), "{html}");

    let import = next.rsplit('/').next().unwrap();
    let form = format!("lang=zh&posting={}&import={import}", desk.posting);
    let done = desk.house.post("/api/imports/positions", &desk.screener, &form).await;
    assert!(done.header("location").ends_with("/positions"), "{}", done.header("location"));
    let html = page(&desk, done.header("location")).await;
    assert!(
        html.contains("研究生") && html.contains("&lt;hostile&gt;栏") && !html.contains("<hostile"),
        "{html}"
    );

    let conditions = format!("/zh/desk/postings/{}/conditions", desk.posting);
    let html = page(&desk, &conditions).await;
    assert!(html.contains("action=\"/api/conditions/cover\"") && !html.contains("<hostile"), "{html}");
    let title: String = form_urlencoded::byte_serialize("学历".as_bytes()).collect();
    let form = format!("lang=zh&posting={}&version=0&column={title}&covered=yes", desk.posting);
    let done = desk.house.post("/api/conditions/cover", &desk.screener, &form).await;
    assert!(done.header("location").ends_with("/conditions"), "{}", done.header("location"));
    assert!(page(&desk, &conditions).await.contains("改为人工核对"));

    edited(&desk).await;
    let wrong = format!("lang=zh&posting={}&import={import}&read%5Bc1%5D=nonsense", desk.posting);
    let pairs = [
        ("accept", "application/json"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", desk.screener.as_str()),
    ];
    let refused = desk.house.ask(Method::POST, "/api/imports/columns", &pairs, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
}

/// One position by its own form: a page that is stale says so and shows what was typed, and the table can be taken out.
async fn edited(desk: &Desk) {
    let table = format!("/zh/desk/postings/{}/positions", desk.posting);
    let from = format!("{table}/one?of=0010001");
    let html = page(desk, &table).await;
    assert!(html.contains(&from) && html.contains(&format!("{table}/positions.xlsx")), "{html}");
    let html = page(desk, &from).await;
    assert!(html.contains("name=\"typed[details][c0]\"") && html.contains("研究生"), "{html}");
    assert!(html.contains("action=\"/api/postings/take_position\"") && !html.contains("<hostile"), "{html}");
    let version = html.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let referer = format!("http://127.0.0.1:3000{from}");
    let form = |version: &str| {
        format!(
            "lang=zh&posting={}&version={version}&of=0010001&typed%5Bunit%5D=Bureau&typed%5Btitle%5D=Clerk\
             &typed%5Bplan%5D=7&typed%5Bdetails%5D%5Bc0%5D=Doctor",
            desk.posting
        )
    };
    let send = async |version: &str| {
        desk.house.post_on(&from, "/api/postings/position", &desk.screener, &form(version)).await
    };
    let stale = send("0").await;
    assert!(stale.header("location").starts_with(&referer), "{}", stale.header("location"));
    let html = page(desk, stale.header("location").trim_start_matches("http://127.0.0.1:3000")).await;
    assert!(html.contains(text::errors::stale_what(text::Lang::Zh)), "{html}");
    assert!(html.contains("value=\"Bureau\"") && html.contains("Doctor</textarea>"), "{html}");
    let done = send(version).await;
    assert!(done.header("location").ends_with("/positions"), "{} {}", done.header("location"), done.body);
    assert!(page(desk, &table).await.contains("Doctor"));
    let book = desk.house.get(&format!("{table}/positions.xlsx"), &[("cookie", &desk.screener)]).await;
    assert_eq!((book.status, &book.header("content-type")[12..20]), (StatusCode::OK, "vnd.open"));
}
