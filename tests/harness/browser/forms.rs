//! Forms by what they send, where a label stands many times on one page: names of fields, addresses of forms.

use std::path::Path;

use serde_json::Value;
use thirtyfour::prelude::*;

use super::{Step, Stumble, Visit};
use crate::house::SignIn;

impl Visit {
    /// Leaves every cookie behind and signs in as someone else, on the page for that.
    pub async fn become_one(&self, who: &SignIn) -> Step {
        self.leave().await?;
        self.goto("/zh/sign-in").await?;
        self.sign_in(who).await?;
        if self.place().await?.contains("sign-in") {
            return Err(Stumble(format!("{} was not let in", who.account)));
        }
        Ok(())
    }

    /// The cookies that the browser holds, as a request sends them.
    pub async fn cookies(&self) -> Step<String> {
        let all = self.driver.get_all_cookies().await?;
        Ok(all.iter().map(|one| format!("{}={}", one.name, one.value)).collect::<Vec<_>>().join("; "))
    }

    /// Leaves every cookie behind: nobody is signed in.
    pub async fn leave(&self) -> Step {
        Ok(self.driver.delete_all_cookies().await?)
    }

    /// Puts a value into the field of that name: typed, picked (by value or by what the option says), chosen,
    /// ticked or set.
    pub async fn put(&self, name: &str, value: &str) -> Step {
        let missing = |error: WebDriverError| Stumble(format!("no field named {name:?}: {error}"));
        let css = format!("main form [name='{name}']:not([type=hidden])");
        let field = self.driver.find(By::Css(css)).await.map_err(missing)?;
        field.scroll_into_view().await?;
        if field.tag_name().await? == "select" {
            let path = format!(".//option[@value='{value}' or contains(normalize-space(.), '{value}')]");
            return Ok(field.find(By::XPath(path)).await.map_err(missing)?.click().await?);
        }
        match field.attr("type").await?.as_deref() {
            Some("checkbox") => self.tick_field(&field).await,
            Some("radio") => {
                let css = format!("main form input[name='{name}'][value='{value}']");
                let choice = self.driver.find(By::Css(css)).await.map_err(missing)?;
                self.tick_field(&choice).await
            }
            Some("datetime-local") => self.set(&field, value).await,
            _ => {
                field.clear().await?;
                Ok(field.send_keys(value).await?)
            }
        }
    }

    async fn tick_field(&self, field: &WebElement) -> Step {
        if !field.is_selected().await? {
            field.click().await?;
        }
        Ok(())
    }

    /// Keys typed into a date depend on the browser's language; its value does not.
    async fn set(&self, field: &WebElement, value: &str) -> Step {
        let script = "arguments[0].value = arguments[1];
            for (const what of ['input', 'change']) arguments[0].dispatchEvent(new Event(what, { bubbles: true }));";
        self.driver.execute(script, vec![field.to_json()?, Value::from(value)]).await?;
        Ok(())
    }

    /// Hands a file to the form that is sent to an address with `part` in it, and sends it.
    pub async fn upload(&self, part: &str, file: &Path) -> Step {
        let css = format!("main form[action*='{part}'] input[type=file]");
        let field = self.driver.find(By::Css(css)).await?;
        field.send_keys(file.display().to_string()).await?;
        self.send(part).await
    }

    /// Opens the folded part in which the form stands.
    pub async fn unfold(&self, part: &str) -> Step {
        let path = format!("//details[not(@open)][.//form[contains(@action, '{part}')]]/summary");
        let summary = self.driver.find(By::XPath(path)).await?;
        summary.scroll_into_view().await?;
        Ok(summary.click().await?)
    }

    /// Presses the button of the form that is sent to an address with `part` in it; waits for the page that answers.
    pub async fn send(&self, part: &str) -> Step {
        let missing = |error: WebDriverError| Stumble(format!("no form for {part:?}: {error}"));
        let css =
            format!("main form[action*='{part}'] button[type=submit]:not([aria-hidden]):not([name=act])");
        let button = self.driver.find(By::Css(css)).await.map_err(missing)?;
        self.driver.execute("document.documentElement.dataset.left = 'yes'", Vec::new()).await?;
        button.scroll_into_view().await?;
        button.click().await?;
        let answered = "return document.readyState === 'complete' && !document.documentElement.dataset.left";
        self.until(&format!("{part} is answered"), async || {
            Ok(self.driver.execute(answered, Vec::new()).await?.json() == &Value::Bool(true))
        })
        .await?;
        if self.place().await?.contains("__err") {
            return Err(Stumble(format!("{part} was refused")));
        }
        Ok(())
    }

    /// An attribute of everything that the selector finds, each value once, in the order of the page. Asked for at once: a page of a
    /// thousand links would be a thousand questions.
    pub async fn each(&self, css: &str, attribute: &str) -> Step<Vec<String>> {
        let script = "const found = [...document.querySelectorAll(arguments[0])];
            return [...new Set(found.map(one => one.getAttribute(arguments[1]) ?? ''))];";
        let answer = self.driver.execute(script, vec![css.into(), attribute.into()]).await?;
        let values = answer.json().as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(values.map(str::to_owned).collect())
    }

    /// What the first element says that the selector finds.
    pub async fn says(&self, css: &str) -> Step<String> {
        let missing = |error: WebDriverError| Stumble(format!("nothing fits {css:?}: {error}"));
        Ok(self.driver.find(By::Css(css)).await.map_err(missing)?.text().await?)
    }

    /// Asks for the same page anew, whatever the browser's cache holds.
    pub async fn reload(&self) -> Step {
        Ok(self.driver.refresh().await?)
    }
}
