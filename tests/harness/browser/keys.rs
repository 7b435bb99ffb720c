//! The hand: which field has the caret, what is struck there, and what is dragged.

use thirtyfour::prelude::*;

use super::{Step, Visit};

impl Visit {
    /// Puts the caret into the first thing that a selector finds.
    pub async fn focus(&self, css: &str) -> Step {
        Ok(self.driver.find(By::Css(css)).await?.focus().await?)
    }

    /// Strikes keys where the caret stands; at the page itself where it stands in no field.
    pub async fn strike(&self, keys: impl Into<TypingData>) -> Step {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Drags what a selector finds first, so many pixels to the right and down.
    pub async fn drag(&self, css: &str, (right, down): (i64, i64)) -> Step {
        let found = self.driver.find(By::Css(css)).await?;
        found.scroll_into_view().await?;
        let chain = self.driver.action_chain().move_to_element_center(&found).click_and_hold();
        Ok(chain.move_by_offset(right, down).release().perform().await?)
    }

    /// Pastes a plain text where the caret stands, as if it had been copied elsewhere.
    pub async fn paste(&self, text: &str) -> Step {
        let script = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
            const event = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', event));";
        self.driver.execute(script, vec![text.into()]).await?;
        Ok(())
    }

    /// What a script of the test answers about the page.
    pub async fn ask(&self, script: &str) -> Step<serde_json::Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Whether the page asks before it is left: browsers that are driven show no such question, so the event is sent alone.
    pub async fn asks_before_leaving(&self) -> Step<bool> {
        let script = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        Ok(self.driver.execute(script, Vec::new()).await?.json() == &serde_json::Value::Bool(true))
    }

    /// The id of what has the caret; empty where it has none.
    pub async fn caret(&self) -> Step<String> {
        Ok(self.driver.active_element().await?.attr("id").await?.unwrap_or_default())
    }

    /// What stands in the field that has the caret.
    pub async fn typed(&self) -> Step<String> {
        Ok(self.driver.active_element().await?.prop("value").await?.unwrap_or_default())
    }

    /// Waits until every island of the page is awake; gives how many kinds there are. A page without any has no script.
    pub async fn awake(&self) -> Step<usize> {
        let islands = self.each("leptos-island", "data-component").await?.len();
        let scripts = self.each("script", "type").await?;
        // The question before a session of the desk ends is a script of its own, of the same type.
        let asks = !self.each("dialog#stay", "id").await?.is_empty();
        let wanted: &[&str] = if islands == 0 && !asks { &[] } else { &["module"] };
        if scripts != wanted {
            return Err(super::Stumble(format!("{islands} islands and the scripts {scripts:?}")));
        }
        if islands > 0 {
            let asleep = "leptos-island:not([data-awake])";
            let awake = async || Ok(self.each(asleep, "data-component").await?.is_empty());
            self.until("every island is awake", awake).await?;
        }
        Ok(islands)
    }
}
