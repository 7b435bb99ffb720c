//! The timetable of a posting by one plain form: from the desk to the public page.

use super::applying::Scene;
use super::notice_files::make_public;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_timetable_goes_from_one_form_to_the_public_page_without_scripts() {
    let scene = Scene::set().await;
    let key = scene.house.service.form_key();
    // A notice as long as the longest, with its headings, and whom to call.
    let text = format!("%E4%B8%80%E3%80%81%E8%81%8C%E4%BD%8D%0A%3Cb%3E{}", "%E5%AD%97".repeat(30_000));
    let form = format!(
        "lang=zh&key={key}&title=2026&authority=A&notice={text}&enquiry=0551-62606371&supervision=12380\
         &trial_days=30&service_term=36&opens=2026-11-20T09:00&closes=2026-12-01T18:00"
    );
    let home = scene.send(&scene.screener, "postings/create", "/zh/desk/new", &form).await;
    let code = home.rsplit('/').next().unwrap().to_owned();
    let here = format!("{home}/timetable");
    let page = scene.page(&scene.screener, &here).await.body;
    assert!(page.contains("name=\"stage_kind[0]\"") && !page.contains("hydrate()"), "{page}");
    assert!(page.contains("<option value=\"screening\" selected"), "the usual stages are offered");

    // A paper before registration closes: the fault stands at its row, and what was typed comes back.
    let typed = |first: &str| {
        format!(
            "lang=zh&posting={code}&version=1&stage_place[0]=1&stage_kind[0]=written&stage_name[0]=%E7%BB%BC%E5%90%88\
             &stage_day[0]={first}&stage_opens[0]=&stage_closes[0]=&stage_place[1]=2&stage_kind[1]=interview\
             &stage_name[1]=&stage_day[1]=&stage_opens[1]=&stage_closes[1]=&stage_place[2]=3&stage_kind[2]=\
             &stage_name[2]=&stage_day[2]=&stage_opens[2]=&stage_closes[2]="
        )
    };
    let back = scene.send(&scene.screener, "timetable/write", &here, &typed("2026-11-30")).await;
    let page = scene.page(&scene.screener, &back).await.body;
    assert!(page.contains("href=\"#f-stage_day-0-\"") && page.contains("不能早于报名截止"), "{page}");
    assert!(page.contains("id=\"f-stage_day-0-\"") && page.contains("value=\"2026-11-30\""), "{page}");
    assert_eq!(scene.send(&scene.screener, "timetable/write", &here, &typed("2026-12-20")).await, here);
    let stale = scene.send(&scene.screener, "timetable/write", &here, &typed("2026-12-21")).await;
    assert!(stale.contains("__err"), "an older page: {stale}");

    make_public(&scene, &code).await;
    for (lang, words) in [
        (
            "zh",
            [
                "日程安排",
                "笔试（综合）",
                "2026年12月20日",
                "面试",
                "待定",
                "转任之前 30 天",
                "自转任之日起 36 个月",
            ],
        ),
        (
            "en",
            [
                "Timetable",
                "Written test (综合)",
                "20 December 2026",
                "Interview",
                "To be announced",
                "30 days before the transfer",
                "36 months from the transfer on",
            ],
        ),
    ] {
        let page = scene.house.get(&format!("/{lang}/open/{code}"), &[]).await.body;
        for word in words {
            assert!(page.contains(word), "{word}: {page}");
        }
        for word in ["<h3>一、职位</h3>", "&lt;b&gt;字", "0551-62606371", "12380"] {
            assert!(page.contains(word), "{word}");
        }
        assert!(!page.contains("<script"));
        // The line of phases has the dates of the papers, not of registration alone.
        let line = page.split_once("</h1>").and_then(|(_, rest)| rest.split_once("</ol>")).expect("phases").0;
        assert!(line.contains(if lang == "zh" { "12月20日" } else { "20 Dec" }), "{line}");
    }
    // A posting without a timetable says its registration dates as before, and no word of stages.
    let page = scene.house.get(&format!("/zh/open/{}", scene.posting), &[]).await.body;
    assert!(!page.contains("日程安排"), "{page}");
}
