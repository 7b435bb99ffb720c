//! One application, from the public posting to the receipt.

use tests::browser::{Step, Stumble, Visit};

use super::people::Candidate;

/// The candidate applies for the first position; the address of the application.
pub async fn apply(visit: &Visit, posting: &str, candidate: &Candidate) -> Step<String> {
    visit.become_one(&candidate.sign_in).await?;
    let base = start(visit, posting).await?;
    complete(visit, &base, candidate).await?;
    if candidate.sign_in.account.ends_with('1') {
        visit.goto(&base).await?;
        visit.is_sound().await?;
    }
    visit.goto(&format!("{base}/check")).await?;
    visit.send("applications/submit").await?;
    Ok(base)
}

/// Fills every section of the draft at `base`.
pub async fn complete(visit: &Visit, base: &str, candidate: &Candidate) -> Step {
    fill(
        visit,
        base,
        "person",
        &[("name", &candidate.name), ("identity", &candidate.identity), ("phone", "13900000000")],
    )
    .await?;
    fill(
        visit,
        base,
        "service",
        &[
            ("unit", "某单位"),
            ("unit_level", "county"),
            ("unit_kind", "organ"),
            ("level_since", "2018-07-01"),
            ("joined", "2018年7月1日"),
            ("post", "科员"),
            ("rank", "first_staff"),
            ("rank_since", "20210701"),
            ("leading", "no_post"),
            ("grassroots_1_from", "2018-07-01"),
            ("grassroots_1_to", "2021-06-30"),
        ],
    )
    .await?;
    fill(visit, base, "record", &RECORD).await?;
    fill(visit, base, "family", &FAMILY).await?;
    fill(visit, base, "statement", &[("recommended", "yes"), ("truthful", "yes")]).await
}

/// Education and appraisals of somebody who may apply.
const RECORD: [(&str, &str); 9] = [
    ("education_level", "undergraduate"),
    ("degree", "bachelor"),
    ("study", "0301"),
    ("education", "某大学，法学"),
    ("politics", "party_member"),
    ("appraisal_1", "excellent"),
    ("appraisal_2", "competent"),
    ("appraisal_3", "competent"),
    ("excluded", "no"),
];

/// A mother, and nobody who asks for recusal.
const FAMILY: [(&str, &str); 4] = [
    ("family_1_relation", "mother"),
    ("family_1_name", "王某"),
    ("family_1_work", "某县医院，退休"),
    ("recusal", "no"),
];

/// Starts a draft for the posting's first position; its address.
pub async fn start(visit: &Visit, posting: &str) -> Step<String> {
    visit.goto(&format!("/zh/open/{posting}")).await?;
    let ways = visit.each("a[href*='/zh/my/apply/']", "href").await?;
    let way = ways.first().ok_or_else(|| Stumble("no position can be applied for".to_owned()))?;
    visit.goto(way).await?;
    visit.send("applications/start").await?;
    let place = visit.place().await?;
    Ok(place.split('?').next().unwrap_or(&place).to_owned())
}

async fn fill(visit: &Visit, base: &str, section: &str, fields: &[(&str, &str)]) -> Step {
    visit.goto(&format!("{base}/{section}")).await?;
    for (name, value) in fields {
        visit.put(&format!("form[{name}]"), value).await?;
    }
    visit.send("applications/section").await
}
