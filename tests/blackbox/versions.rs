//! What two people decide about a posting, in a browser, narrow and wide and in both languages: fewer places than were asked for, a
//! further revision beside the one before it, the first signature of a list, and screening that is opened again.

use tests::browser::{Scripts, Step, Stumble, Visit, walk};
use tests::house::House;

/// Of the demonstration: the posting that waits for approval, the one that registers, and the one whose last list waits.
const AWAITING: &str = "苍屏市直机关";
const OPEN: &str = "白鹭洲市直机关";
const RANKED: &str = "临渡市直机关";
/// The generated posting, in its examination.
const EXAMINING: &str = "澄溪市";
/// Why screening is opened again; the public reads it.
const WHY: &str = "两名人员的任职年限计算有误";

#[tokio::test]
async fn fewer_places_are_accepted_two_revisions_compared_and_a_list_signed_first() {
    let house = House::demonstration();
    walk(&house.address(), Scripts::On, async |visit| {
        visit.become_one(&house.sign_in("approver")).await?;
        let awaiting = desk(visit, AWAITING).await?;
        let struck = Box::pin(cut(visit, &awaiting)).await?;
        visit.become_one(&house.sign_in("screener")).await?;
        Box::pin(accepted(visit, &awaiting)).await?;
        let open = desk(visit, OPEN).await?;
        Box::pin(proposed(visit, &open)).await?;
        Box::pin(signed_first(visit)).await?;
        visit.become_one(&house.sign_in("approver")).await?;
        Box::pin(compared(visit, &open)).await?;
        visit.leave().await?;
        let page = public(&awaiting);
        told(visit, &page, "010002").await?;
        sound(visit, &page).await?;
        assert!(!visit.text().await?.contains(&struck), "the public reads what is left");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn screening_is_opened_again_by_two_people_and_finished_again() {
    let house = House::generated(6);
    walk(&house.address(), Scripts::On, async |visit| {
        visit.become_one(&house.sign_in("screener")).await?;
        let desk = desk(visit, EXAMINING).await?;
        let (act, course) = (format!("{desk}/course/reopen"), format!("{desk}/course"));
        sound(visit, &act).await?;
        visit.goto(&act).await?;
        visit.put("reason", WHY).await?;
        visit.send("course/propose_reopening").await?;

        visit.become_one(&house.sign_in("approver")).await?;
        sound(visit, &course).await?;
        visit.goto(&course).await?;
        visit.send("course/reopen_screening").await?;
        visit.see(WHY).await?;
        sound(visit, &course).await?;

        visit.become_one(&house.sign_in("screener")).await?;
        let finish = format!("{desk}/screening/finish");
        sound(visit, &finish).await?;
        visit.goto(&finish).await?;
        visit.send("screening/finish").await?;
        visit.goto(&act).await?;
        visit.is_sound().await?;
        visit.leave().await?;
        let page = public(&desk);
        told(visit, &page, WHY).await?;
        sound(visit, &page).await
    })
    .await;
}

/// The desk of the posting that is called so, for whoever is signed in.
async fn desk(visit: &Visit, title: &str) -> Step<String> {
    visit.goto("/zh/desk").await?;
    visit.follow(title).await?;
    visit.arrive("/zh/desk/postings/").await?;
    let place = visit.place().await?;
    let desk = place.get(.."/zh/desk/postings/".len() + 10);
    desk.map(str::to_owned).ok_or_else(|| Stumble(format!("no posting at {place}")))
}

/// Where the public reads the posting of that desk.
fn public(desk: &str) -> String {
    desk.replacen("/desk/postings/", "/open/", 1)
}

/// The page in both languages, narrow and wide.
async fn sound(visit: &Visit, path: &str) -> Step {
    for path in [path.to_owned(), path.replacen("/zh/", "/en/", 1)] {
        visit.goto(&path).await?;
        visit.is_sound().await?;
    }
    Ok(())
}

/// Somebody without a name reads so at the address.
async fn told(visit: &Visit, path: &str, words: &str) -> Step {
    visit
        .until(&format!("{path} says {words:?}"), async || {
            visit.goto(path).await?;
            visit.reload().await?;
            Ok(visit.text().await?.contains(words))
        })
        .await?;
    // A browser complains of a page that is not there yet.
    let _ = visit.console_is_silent().await;
    Ok(())
}

/// The competent department strikes the first position; gives its number.
async fn cut(visit: &Visit, desk: &str) -> Step<String> {
    let page = format!("{desk}/cut");
    sound(visit, &page).await?;
    visit.goto(&page).await?;
    let numbers = visit.each("main form input[name='numbers[0]']", "value").await?;
    let struck = numbers.into_iter().next().ok_or_else(|| Stumble("no position to cut".to_owned()))?;
    visit.put("places[0]", "0").await?;
    visit.put("reasons[0]", "编制已满").await?;
    visit.send("revisions/cut").await?;
    sound(visit, &page).await?;
    visit.goto(&page).await?;
    visit.see("编制已满").await?;
    visit.see("取消职位").await?;
    Ok(struck)
}

/// The selecting authority accepts what was left.
async fn accepted(visit: &Visit, desk: &str) -> Step {
    let page = format!("{desk}/cut");
    sound(visit, &page).await?;
    visit.goto(&page).await?;
    visit.see("编制已满").await?;
    visit.send("revisions/accept").await?;
    visit.is_sound().await
}

/// The screener proposes a further revision: another notice.
async fn proposed(visit: &Visit, desk: &str) -> Step {
    visit.goto(&format!("{desk}/revision/terms")).await?;
    visit.put("notice", "公告正文，更正一处。").await?;
    visit.send("revisions/terms").await?;
    visit.goto(&format!("{desk}/revision")).await?;
    visit.is_sound().await?;
    visit.put("reason", "公告有一处错误").await?;
    visit.send("revisions/propose").await?;
    visit.is_sound().await
}

/// The screener reads the last list and signs it first.
async fn signed_first(visit: &Visit) -> Step {
    let list = format!("{}/lists/inspection", desk(visit, RANKED).await?);
    sound(visit, &list).await?;
    visit.goto(&list).await?;
    visit.send("lists/sign_first").await?;
    visit.see("已有第一签署").await?;
    sound(visit, &list).await
}

/// The approver approves the revision, chooses both and reads what differs.
async fn compared(visit: &Visit, desk: &str) -> Step {
    visit.goto(&format!("{desk}/revision")).await?;
    visit.is_sound().await?;
    visit.send("revisions/approve").await?;
    visit.goto(&format!("{desk}/revisions/between")).await?;
    let versions = visit.each("main select[name=from] option:not([value=''])", "value").await?;
    let [older, newer] = versions.as_slice() else {
        return Err(Stumble(format!("two versions, and not {versions:?}")));
    };
    visit.put("from", older).await?;
    visit.put("to", newer).await?;
    visit.send("revisions/between").await?;
    let place = visit.place().await?;
    assert!(place.contains(&format!("from={older}")) && place.contains(&format!("to={newer}")), "{place}");
    visit.see("更正一处").await?;
    sound(visit, &place).await
}
