//! What a picture does not show.

use serde_json::Value;

use super::{NARROW, Step, Stumble, Visit, WIDE};
use crate::given;

/// As much of what the console said as helps: a panic there prints its whole stack.
const SAID: usize = 400;

impl Visit {
    /// The console said nothing since it was last asked: no error, no warning, no hydration complaint.
    pub async fn console_is_silent(&self) -> Step {
        let said: Vec<String> = self
            .driver
            .browser_log()
            .await?
            .into_iter()
            .map(|entry| format!("{}: {}", entry.level, entry.message.chars().take(SAID).collect::<String>()))
            .collect();
        if said.is_empty() { Ok(()) } else { Err(Stumble(format!("the console said:\n{}", said.join("\n")))) }
    }

    /// Nothing is wider than the window, here and now.
    pub async fn fits(&self) -> Step {
        let script = "
            const wide = document.documentElement.scrollWidth, window_is = document.documentElement.clientWidth;
            if (wide <= window_is) return '';
            const worst = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window_is + 1);
            return `${wide} px in a window of ${window_is}: ` + worst.slice(0, 5).map(e => e.tagName + '.' + e.className).join(', ');";
        let answer = self.driver.execute(script, Vec::new()).await?;
        match answer.json().as_str() {
            Some("") => Ok(()),
            other => Err(Stumble(format!("scrolls sideways: {}", other.unwrap_or("no answer")))),
        }
    }

    /// In a table that is shown as cards, nothing of one cell lies on another: neither the cells nor what spills out of them.
    pub async fn cards_stand_apart(&self) -> Step {
        let script = "
            const of = e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect(); };
            const meet = (a, b) => a.width > 0 && b.width > 0 && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
            const said = [];
            for (const row of [...document.querySelectorAll('.cards tbody tr')].slice(0, 80)) {
              if (getComputedStyle(row).display !== 'grid') continue;
              const cells = [...row.children].filter(e => e.getClientRects().length > 0);
              cells.forEach((a, i) => cells.slice(i + 1).forEach(b => {
                const [x, y] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
                if (meet(x, y) || meet(of(a), y) || meet(x, of(b)) || meet(of(a), of(b))) said.push(a.textContent.trim() + ' | ' + b.textContent.trim());
              }));
            }
            return said.slice(0, 5).join('; ');";
        let answer = self.driver.execute(script, Vec::new()).await?;
        match answer.json().as_str() {
            Some("") => Ok(()),
            other => {
                Err(Stumble(format!("cells of a card lie on each other: {}", other.unwrap_or("no answer"))))
            }
        }
    }

    /// axe-core finds nothing.
    pub async fn is_accessible(&self) -> Step {
        let axe =
            std::fs::read_to_string(given("LINXUAN_TEST_AXE")).map_err(|error| Stumble(error.to_string()))?;
        self.driver.execute(axe, Vec::new()).await?;
        let script = "
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
              found => done(found.violations.map(v => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))),
              fault => done(['axe did not run: ' + fault]));";
        let answer = self.driver.execute_async(script, Vec::new()).await?;
        let found: Vec<&str> =
            answer.json().as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if answer.json().is_array() && found.is_empty() {
            return Ok(());
        }
        Err(Stumble(format!("axe-core:\n{}", found.join("\n"))))
    }

    /// Nothing scrolls sideways or lies on another thing at both widths, and the console is silent; leaves the window wide.
    pub async fn is_laid_out(&self) -> Step {
        self.width(NARROW).await?;
        self.fits().await?;
        self.cards_stand_apart().await?;
        self.width(WIDE).await?;
        self.fits().await?;
        self.console_is_silent().await
    }

    /// All of it; leaves the window wide.
    pub async fn is_sound(&self) -> Step {
        self.is_laid_out().await?;
        self.is_accessible().await?;
        self.console_is_silent().await
    }
}
