//! A person at a browser without scripts: reads a page, fills in a form that stands on it, sends it, and reads the page that it leads to.
//! Every page that is read so is looked at in both languages.

use std::collections::BTreeSet;

use http::StatusCode;
use scraper::{ElementRef, Html};

use super::applying::{Called, Scene};
use super::hostile::all;
use super::house::SITE;

/// The name that the candidates of a scene give.
const NAME: &str = "李四";

/// Somebody at a browser, who reads English.
pub struct Browser<'a> {
    scene: &'a Scene,
    cookie: String,
}

/// A page that was read.
pub struct Page {
    at: String,
    body: String,
}

/// A form of a page, as it is filled in so far.
pub struct Form {
    from: String,
    action: String,
    fields: Vec<(String, String)>,
    controls: Vec<Control>,
}

/// What can be filled in.
struct Control {
    name: String,
    /// Values and words that are offered; `None` where anything is typed.
    offered: Option<Vec<(String, String)>>,
    required: bool,
}

impl<'a> Browser<'a> {
    /// Signs in.
    pub async fn of(scene: &'a Scene, name: &str) -> Self {
        Self { scene, cookie: scene.house.sign_in(name).await.cookie() }
    }

    /// Somebody without an account.
    pub const fn nobody(scene: &'a Scene) -> Self {
        Self { scene, cookie: String::new() }
    }

    /// Reads a page of the site by its address in English. The same page in Chinese must be sound too.
    pub async fn read(&self, address: &str) -> Page {
        assert!(address.starts_with("/en/"), "{address}");
        let page = self.fetched(address).await;
        self.fetched(&address.replacen("/en/", "/zh/", 1)).await;
        page
    }

    async fn fetched(&self, address: &str) -> Page {
        let address = address.split('#').next().unwrap();
        let answer = self.scene.house.get(address, &[("cookie", &self.cookie)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {} {}", answer.header("location"), answer.body);
        Page::sound(address, answer.body)
    }

    /// Goes where the link of these words leads.
    pub async fn follow(&self, page: &Page, words: &str) -> Page {
        self.read(&page.link(words)).await
    }

    /// Sends a form that must go through, and reads the page that comes.
    pub async fn send(&self, form: &Form) -> Page {
        let open: Vec<&str> =
            form.controls.iter().filter(|one| form.lacks(one)).map(|one| &*one.name).collect();
        assert!(open.is_empty(), "{}: the browser sends nothing while {open:?} are empty", form.action);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
        let answer = self.scene.house.post_on(&form.from, &form.action, &self.cookie, &body).await;
        if answer.status == StatusCode::OK {
            return Page::sound(&form.action, answer.body);
        }
        assert!(answer.status.is_redirection(), "{}: {} {}", form.action, answer.status, answer.body);
        let to = answer.header("location").trim_start_matches(SITE).to_owned();
        if to.contains("__err") {
            let refused = self.scene.house.get(&to, &[("cookie", &self.cookie)]).await;
            panic!("{} is refused: {to}: {}", form.action, refused.body);
        }
        self.read(&to).await
    }
}

impl Page {
    fn sound(at: &str, body: String) -> Self {
        let faults = faults(&body, at.starts_with("/en/"));
        assert!(faults.is_empty(), "{at}: {faults:#?} in {body}");
        Self { at: at.to_owned(), body }
    }

    /// The words of the main part, each run of space as one blank.
    fn words(&self) -> String {
        all(&Html::parse_document(&self.body), "main").into_iter().map(said).collect::<Vec<_>>().join(" ")
    }

    /// The page has this heading.
    pub fn titled(self, heading: &str) -> Self {
        let found = all(&Html::parse_document(&self.body), "h1").into_iter().map(said).collect::<Vec<_>>();
        assert_eq!(found, [heading], "{}", self.at);
        self
    }

    /// The page says this.
    pub fn says(&self, words: &str) -> &Self {
        let found = self.words();
        assert!(found.contains(words), "{}: “{words}” is not said in: {found}", self.at);
        self
    }

    /// The program says this: the sentence is no run that is marked as somebody's own words.
    pub fn speaks(&self, words: &str) -> &Self {
        let own = self.each("main bdi");
        assert!(!own.iter().any(|own| own.contains(words)), "{}: “{words}” is marked in {own:?}", self.at);
        self.says(words)
    }

    /// The page says nothing of this.
    pub fn is_silent_on(&self, words: &str) -> &Self {
        let found = self.words();
        assert!(!found.contains(words), "{}: “{words}” is said in: {found}", self.at);
        self
    }

    /// The words of each element that the selector finds.
    pub fn each(&self, selector: &str) -> Vec<String> {
        all(&Html::parse_document(&self.body), selector).into_iter().map(said).collect()
    }

    /// Where the first link of these words in the main part leads.
    pub fn link(&self, words: &str) -> String {
        let page = Html::parse_document(&self.body);
        let found = all(&page, "main a[href]").into_iter().find(|link| said(*link).contains(words));
        let found = found.unwrap_or_else(|| panic!("{}: no link “{words}” in {}", self.at, self.words()));
        found.attr("href").unwrap().to_owned()
    }

    /// The only form that is sent to this address.
    pub fn form(&self, action: &str) -> Form {
        self.form_where(action, |_| true)
    }

    /// The form of several to this address that has a button of these words.
    pub fn form_of(&self, action: &str, button: &str) -> Form {
        self.form_where(action, |form| within(*form, "button").into_iter().any(|one| said(one) == button))
    }

    fn form_where(&self, action: &str, is: impl Fn(&ElementRef<'_>) -> bool) -> Form {
        let page = Html::parse_document(&self.body);
        let mut found = all(&page, "form[method=post]");
        found.retain(|form| form.attr("action") == Some(action) && is(form));
        let [form] = found.as_slice() else {
            panic!("{}: {} forms to {action} in {}", self.at, found.len(), self.body)
        };
        Form::read(&self.at, *form)
    }
}

impl Form {
    fn read(from: &str, form: ElementRef<'_>) -> Self {
        let action = form.attr("action").unwrap_or_default().to_owned();
        let mut read = Self { from: from.to_owned(), action, fields: Vec::new(), controls: Vec::new() };
        for control in within(form, "input[name], select[name], textarea[name]") {
            read.take(control);
        }
        read
    }

    /// Takes in a control with what stands in it.
    fn take(&mut self, control: ElementRef<'_>) {
        let name = control.attr("name").unwrap_or_default().to_owned();
        let value = control.attr("value").unwrap_or_default().to_owned();
        let required = control.attr("required").is_some();
        match (control.value().name(), control.attr("type")) {
            ("input", Some("hidden")) => self.fields.push((name, value)),
            ("input", Some("radio" | "checkbox")) => {
                if control.attr("checked").is_some() {
                    self.fields.push((name.clone(), value.clone()));
                }
                match self.controls.iter_mut().find(|one| one.name == name) {
                    Some(known) => known.offered.get_or_insert_default().push((value, String::new())),
                    None => {
                        let offered = Some(vec![(value, String::new())]);
                        self.controls.push(Control { name, offered, required });
                    }
                }
            }
            ("select", _) => {
                let options = within(control, "option");
                let chosen = options.iter().find(|one| one.attr("selected").is_some()).or(options.first());
                let of = |one: &ElementRef<'_>| one.attr("value").unwrap_or_default().to_owned();
                self.fields.push((name.clone(), chosen.map(of).unwrap_or_default()));
                let offered = options.iter().map(|one| (of(one), said(*one))).collect();
                self.controls.push(Control { name, offered: Some(offered), required });
            }
            (kind, _) => {
                let value = if kind == "textarea" { control.text().collect() } else { value };
                self.fields.push((name.clone(), value));
                self.controls.push(Control { name, offered: None, required });
            }
        }
    }

    fn lacks(&self, control: &Control) -> bool {
        let filled = |(name, value): &(String, String)| *name == control.name && !value.is_empty();
        control.required && !self.fields.iter().any(filled)
    }

    fn control(&self, name: &str) -> &Control {
        let names: Vec<&str> = self.controls.iter().map(|one| &*one.name).collect();
        let found = self.controls.iter().find(|one| one.name == name);
        found.unwrap_or_else(|| panic!("{} has no field {name} but {names:?}", self.action))
    }

    /// Types this into a field, or chooses it where there is something to choose from.
    pub fn put(mut self, name: &str, value: &str) -> Self {
        if let Some(offered) = &self.control(name).offered {
            assert!(offered.iter().any(|one| one.0 == value), "{name}: {value} is none of {offered:?}");
        }
        self.fields.retain(|one| one.0 != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Chooses what is offered in words that begin like this.
    pub fn choose(self, name: &str, words: &str) -> Self {
        let offered = self.control(name).offered.clone().unwrap_or_default();
        let found = offered.iter().find(|one| one.1.starts_with(words));
        let value = found.unwrap_or_else(|| panic!("{name}: “{words}” is none of {offered:?}")).0.clone();
        self.put(name, &value)
    }
}

/// The words of an element, each run of space as one blank.
fn said(element: ElementRef<'_>) -> String {
    let words: String = element.text().collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The elements below that one which the selector finds.
fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = scraper::Selector::parse(selector).unwrap();
    element.select(&selector).collect()
}

/// What is wrong with a page: headings, labels, links and buttons without words, and on English pages Chinese words of the program.
fn faults(html: &str, english: bool) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut found = Vec::new();
    let headings: Vec<String> = all(&page, "h1").into_iter().map(said).collect();
    if headings.len() != 1 || headings.iter().any(String::is_empty) {
        found.push(format!("headings of the page: {headings:?}"));
    }
    let labels = all(&page, "label[for]").into_iter().filter(|label| !said(*label).is_empty());
    let labels: BTreeSet<&str> = labels.filter_map(|label| label.attr("for")).collect();
    for control in all(&page, "input:not([type=hidden]), select, textarea") {
        let within = control.ancestors().filter_map(ElementRef::wrap);
        let mut within = within.filter(|one| one.value().name() == "label" && !said(*one).is_empty());
        let known = control.attr("id").is_some_and(|id| labels.contains(id));
        if !known && !is_named(control) && within.next().is_none() {
            found.push(format!("a field without a label: {}", control.html()));
        }
    }
    for element in all(&page, "a, button") {
        let hidden = element.attr("aria-hidden") == Some("true");
        let leads =
            element.value().name() == "button" || element.attr("href").is_some_and(|to| !to.is_empty());
        let speaks = !said(element).is_empty() || is_named(element);
        if !(hidden || speaks && leads) {
            found.push(format!("a link or a button that says or does nothing: {}", element.html()));
        }
    }
    if english {
        found.extend(chinese(&page));
    }
    found
}

fn is_named(element: ElementRef<'_>) -> bool {
    let named = |name| element.attr(name).is_some_and(|words: &str| !words.trim().is_empty());
    named("aria-label") || named("aria-labelledby")
}

/// Chinese on an English page that is neither marked as such nor somebody's name or title.
fn chinese(page: &Html) -> Vec<String> {
    let usual = Called::USUAL;
    let names = [usual.title, usual.authority, usual.unit, usual.position, usual.conditions, NAME];
    let is_chinese =
        |ch: char| matches!(ch, '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    let foreign = |words: &str| {
        let rest = names.iter().fold(words.to_owned(), |rest, name| rest.replace(name, ""));
        rest.contains(is_chinese)
    };
    let apart = |element: &ElementRef<'_>| {
        let marked = element.attr("lang").is_some_and(|lang| lang.starts_with("zh"));
        marked || ["script", "style"].contains(&element.value().name())
    };
    let mut found = Vec::new();
    for body in all(page, "body") {
        for node in body.descendants() {
            let mut around = node.ancestors().filter_map(ElementRef::wrap);
            if around.any(|one| apart(&one)) || ElementRef::wrap(node).is_some_and(|one| apart(&one)) {
                continue;
            }
            if let Some(words) = node.value().as_text().filter(|words| foreign(words)) {
                found.push(format!("Chinese: {}", words.trim()));
            }
            let Some(element) = node.value().as_element() else { continue };
            for name in ["aria-label", "title", "alt", "placeholder"] {
                if let Some(words) = element.attr(name).filter(|words| foreign(words)) {
                    found.push(format!("Chinese in {name}: {words}"));
                }
            }
        }
    }
    found
}
