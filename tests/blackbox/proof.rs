//! Proof that the checks see what they are there for: each is shown a page that has the fault.

use tests::browser::{NARROW, Scripts, Step, Stumble, Visit, walk};

/// A page with the words in it, as an address.
fn page(body: &str) -> String {
    let head =
        "<!doctype html><html lang=en><title>Proof</title><meta name=viewport content='width=device-width'>";
    let whole = format!("{head}<main><h1>Proof</h1>{body}</main>");
    let mut address = "data:text/html;charset=utf-8,".to_owned();
    for byte in whole.bytes() {
        address.push_str(&format!("%{byte:02X}"));
    }
    address
}

fn refused(step: Step, word: &str) -> Step {
    match step {
        Err(Stumble(why)) if why.contains(word) => Ok(()),
        other => Err(Stumble(format!("{word} was not found: {other:?}"))),
    }
}

async fn open(visit: &Visit, body: &str) -> Step {
    visit.goto(&page(body)).await
}

#[tokio::test]
async fn a_good_page_passes_and_each_fault_is_seen() {
    walk("", Scripts::On, async |visit| {
        open(visit, "<p>Nothing is wrong.</p>").await?;
        visit.is_sound().await?;
        open(visit, "<p style='width:900px'>Wide.</p>").await?;
        visit.fits().await?;
        visit.width(NARROW).await?;
        refused(visit.fits().await, "scrolls sideways")?;
        open(visit, "<p style='color:#bbb;background:#fff'>Pale.</p>").await?;
        refused(visit.is_accessible().await, "color-contrast")?;
        open(visit, "<script>console.error('loud')</script>").await?;
        refused(visit.console_is_silent().await, "loud")
    })
    .await;
}

#[tokio::test]
async fn fields_are_found_by_what_people_read() {
    walk("", Scripts::On, async |visit| {
        let form = "<form onsubmit='said.textContent = a.value + b.value + c.checked; return false'>
            <label for=a>Name</label><input id=a value=old><label>Paper <select id=b><option value=1>First
            <option value=2>Second</select></label><input type=checkbox id=c><label for=c>I have read it</label>
            <button>Send it</button></form><p id=said></p>";
        open(visit, form).await?;
        visit.fill("Name", "new").await?;
        visit.choose("Paper", "Second").await?;
        visit.tick("I have read it").await?;
        visit.press("Send").await?;
        visit.see("new2true").await
    })
    .await;
}

#[tokio::test]
async fn a_browser_without_scripts_runs_none() {
    walk("", Scripts::Off, async |visit| {
        open(visit, "<p id=said>printed</p><script>said.textContent = 'scripted'</script>").await?;
        visit.see("printed").await
    })
    .await;
}
