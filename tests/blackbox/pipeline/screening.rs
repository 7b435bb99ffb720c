//! Three pass, one is refused with a reason and reads it.

use tests::browser::{Step, Visit};

use super::at_desk;
use super::people::{Candidate, Officer};

const REASON: &str = "超过年龄限制";

/// Applications have codes; other pages beside them have words.
fn is_code(place: &&str) -> bool {
    place.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The screener decides about each of the four and finishes.
pub async fn decide(visit: &Visit, desk: &str, refused: &str) -> Step {
    at_desk(visit, Officer::Screener, &format!("{desk}/screening")).await?;
    visit.is_sound().await?;
    let refused = code(refused);
    let prefix = format!("{desk}/screening/");
    let links = visit.each(&format!("main a[href^='{prefix}']"), "href").await?;
    let mut codes: Vec<&str> =
        links.iter().filter_map(|link| link.strip_prefix(&prefix)?.get(..10).filter(is_code)).collect();
    codes.dedup();
    assert_eq!(codes.len(), 4, "four wait: {links:?}");
    for one in codes {
        visit.goto(&format!("{prefix}{one}")).await?;
        visit.see("按填报内容，各项条件都符合。").await?;
        if one == refused {
            visit.unfold("screening/refuse").await?;
            visit.put("ground", "age").await?;
            visit.put("words", REASON).await?;
            visit.send("screening/refuse").await?;
        } else {
            visit.send("screening/pass").await?;
        }
    }
    visit.goto(&format!("{desk}/screening/finish")).await?;
    visit.send("screening/finish").await
}

/// The refused candidate reads why.
pub async fn is_told(visit: &Visit, candidate: &Candidate, application: &str) -> Step {
    visit.become_one(&candidate.sign_in).await?;
    visit.goto(application).await?;
    visit.see(REASON).await?;
    visit.is_sound().await
}

fn code(application: &str) -> &str {
    application.rsplit('/').next().unwrap_or(application)
}
