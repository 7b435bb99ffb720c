//! The grid of marks in a real browser: a wrong value is told as its cell is left and stays as typed, changed cells are counted, and
//! a column copied from a spreadsheet is shown before it fills.

use tests::browser::{Scripts, Step, Stumble, Visit, walk};
use tests::house::House;
use thirtyfour::Key;

#[tokio::test]
async fn a_wrong_mark_is_told_as_its_cell_is_left_and_a_pasted_column_is_shown_before_it_fills() {
    let house = House::generated(40);
    walk(&house.address(), Scripts::On, async |visit| {
        visit.become_one(&house.sign_in("clerk")).await?;
        let grid = grid(visit).await?;
        assert_eq!(visit.awake().await?, 1, "one island, however many rows there are");
        assert!(!visit.asks_before_leaving().await?, "nothing would be lost");
        visit.focus("#mark-0").await?;
        visit.strike("9999").await?;
        assert_eq!(visit.says("#mark-0-why").await?, "", "nobody is interrupted while typing");
        visit.strike(Key::Tab).await?;
        visit
            .until("the wrong mark is told", async || {
                Ok(visit.says("#mark-0-why").await?.contains("高于满分"))
            })
            .await?;
        visit.see("1 格未保存").await?;
        assert!(visit.asks_before_leaving().await?, "it would be lost");
        visit.is_sound().await?;
        let sending = |form: &str| {
            format!("{form}.dispatchEvent(new Event('submit', {{ bubbles: true }})); return true")
        };
        visit.ask(&sending("document.querySelector('form[role=search]')")).await?;
        assert!(visit.asks_before_leaving().await?, "a search saves nothing");
        visit.ask(&sending("document.getElementById('mark-0').form")).await?;
        assert!(!visit.asks_before_leaving().await?, "it is on its way");

        visit.send("marks/enter").await?;
        let place = visit.place().await?;
        assert!(!place.contains("9999"), "{place}");
        assert_eq!(visit.each("#mark-0", "value").await?, ["9999"], "it stays as typed");
        assert!(visit.says("#mark-0-why").await?.contains("高于满分"));
        visit.awake().await?;
        visit.see("1 格未保存").await?;
        visit.is_sound().await?;
        visit.focus("#mark-0").await?;
        visit.strike(Key::Escape).await?;
        visit
            .until("nothing is unsaved", async || Ok(visit.says(".grid-bar .unsaved").await?.is_empty()))
            .await?;

        visit.focus("#mark-1").await?;
        visit.paste("61\r\n62\r\n9999\r\n64\r\n").await?;
        visit.see("粘贴的内容中有 3 格可以填入").await?;
        visit.see("有 1 行不能填入").await?;
        assert_eq!(visit.each("#mark-1", "value").await?, [""], "nothing is filled before it was seen");
        visit.is_sound().await?;
        visit.press("填入这 3 格").await?;
        visit.see("3 格未保存").await?;
        visit.send("marks/enter").await?;
        visit.see("已保存 3 个成绩").await?;

        visit.goto(&grid).await?;
        assert_eq!(visit.each("#mark-1, #mark-2, #mark-4", "value").await?, ["61", "62", "64"]);
        visit.awake().await?;
        let tickets = visit.each("main [data-ticket]", "data-ticket").await?;
        visit.focus("#mark-0").await?;
        visit.paste(&format!("{}\t70\n{}\t71\nnobody\t72\n", tickets[3], tickets[0])).await?;
        visit.see("粘贴的内容中有 2 格可以填入").await?;
        visit.see("本页没有这一行").await?;
        visit.press("填入这 2 格").await?;
        visit.send("marks/enter").await?;
        visit.see("已保存 2 个成绩").await?;
        visit.console_is_silent().await
    })
    .await;
}

/// The grid of the interview, which nobody has a mark of, in the posting that is being examined; gives its address.
async fn grid(visit: &Visit) -> Step<String> {
    visit.goto("/zh/desk").await?;
    let links = visit.each("main a[href^='/zh/desk/postings/']", "href").await?;
    for desk in links.iter().filter(|link| link.split('/').count() == 5) {
        let address = format!("{desk}/marks?component=interview");
        visit.goto(&address).await?;
        if visit.each("#mark-4", "id").await?.len() == 1 {
            return Ok(address);
        }
    }
    Err(Stumble(format!("nobody is examined: {links:?}")))
}

/// How long one key takes in a cell until the page is laid out again, in microseconds: the median of many cells. What was typed is taken
/// back, so that the page is left without being asked.
async fn a_key(visit: &Visit) -> Step<f64> {
    let script = "
        const type = (field, text) => {
          const began = performance.now();
          field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
          document.body.getBoundingClientRect();
          return performance.now() - began;
        };
        const fields = [...document.querySelectorAll('main input[data-ticket]')].slice(0, 60);
        const took = fields.map(field => type(field, '61')).sort((a, b) => a - b);
        fields.forEach(field => type(field, ''));
        return Math.round(took[took.length >> 1] * 1000);";
    let took = visit.ask(script).await?;
    took.as_f64().ok_or_else(|| Stumble(format!("no time was told: {took}")))
}

#[tokio::test]
async fn a_key_among_a_thousand_rows_costs_what_it_costs_among_a_hundred() {
    let house = House::generated(1_250);
    walk(&house.address(), Scripts::On, async |visit| {
        visit.become_one(&house.sign_in("clerk")).await?;
        let grid = grid(visit).await?;
        let mut took = Vec::new();
        for rows in [100, 1_000] {
            visit.goto(&format!("{grid}&rows={rows}")).await?;
            visit.awake().await?;
            let cells = visit.each("main input[data-ticket]", "data-ticket").await?.len();
            if cells != rows {
                return Err(Stumble(format!("{cells} cells in a page of {rows}")));
            }
            a_key(visit).await?;
            visit.goto(&format!("{grid}&rows={rows}&page=1")).await?;
            visit.awake().await?;
            took.push(a_key(visit).await?);
        }
        let [few, many] = took.as_slice() else { return Err(Stumble("two pages".to_owned())) };
        println!("a key: {few} µs among 100 rows, {many} µs among 1,000");
        // The layout of ten times as many rows may cost ten times as much; what follows the hand may not, and a frame is 16 ms.
        if *many > (few * 10.0).max(16_000.0) {
            return Err(Stumble(format!("a key takes {many} µs among 1,000 rows, {few} µs among 100")));
        }
        visit.console_is_silent().await
    })
    .await;
}
