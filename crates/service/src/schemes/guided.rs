//! Between the guided form and a scheme.
//!
//! Owns: the common shape (written test with papers, interview, two lists). Refuses: nothing by itself; what the form says
//! is read as a scheme file is read, so that both give the same messages.

use domain::scheme::Scheme;
use domain::view::scheme::{GuidedForm, PaperForm};
use serde_json::{Map, Value, json};

use crate::import::Fault;
use crate::scheme_file;

/// The scheme that the form describes.
///
/// # Errors
/// Every fault, as of a scheme file.
pub fn read(form: &GuidedForm) -> Result<Scheme, Vec<Fault>> {
    let bytes = json!({ "scheme": scheme(form) }).to_string();
    let file = scheme_file::read("scheme.json", bytes.as_bytes())?;
    file.scheme
        .ok_or_else(|| vec![crate::import::Code::MissingKey { name: "scheme".to_owned() }.of_file("scheme")])
}

fn put(map: &mut Map<String, Value>, name: &str, text: &str) {
    let text = domain::text::fold(text);
    if !text.is_empty() {
        map.insert(name.to_owned(), Value::String(text));
    }
}

fn scheme(form: &GuidedForm) -> Value {
    let places: Value =
        form.places.trim().parse::<u8>().map_or_else(|_| json!(form.places), |places| json!(places));
    let round = json!({ "places": places, "mode": form.mode });
    let mut written = component("written", &form.written_weight, &form.written_line);
    let papers: Vec<Value> =
        form.papers.iter().filter(|paper| !paper.key.trim().is_empty()).map(part).collect();
    if !papers.is_empty() {
        written.insert("parts".to_owned(), Value::Array(papers));
        written.insert("round".to_owned(), json!({ "value": round }));
    }
    let interview = component("interview", &form.interview_weight, &form.interview_line);
    let steps: Vec<&str> =
        form.ladder.split([',', '，', '、']).map(str::trim).filter(|step| !step.is_empty()).collect();
    // The ladder compares interview marks, which the interview list does not have yet: there all of the tied go on.
    let early = if form.tie == "ladder" { "all" } else { form.tie.as_str() };
    let list = |to: &str, score: &str, ratio: &str, tie: &str| {
        let mut list = Map::new();
        for (name, text) in [("to", to), ("score", score), ("ratio", ratio), ("tie", tie)] {
            put(&mut list, name, text);
        }
        Value::Object(list)
    };
    json!({
        "components": [written, interview],
        "total": { "round": round },
        "rank": { "ladder": steps, "still_tied": form.still_tied },
        "shortlists": [
            list("interview", "written", &form.interview_ratio, early),
            list("inspection", "total", &form.inspection_ratio, &form.tie),
        ],
    })
}

fn component(key: &str, weight: &str, line: &str) -> Map<String, Value> {
    let mut map = Map::new();
    put(&mut map, "key", key);
    put(&mut map, "name", &text::scheme::component_word(text::Lang::Zh, key, None));
    put(&mut map, "weight", weight);
    put(&mut map, "line", line);
    map
}

fn part(paper: &PaperForm) -> Value {
    let mut map = Map::new();
    for (name, text) in
        [("key", &paper.key), ("name", &paper.name), ("weight", &paper.weight), ("full", &paper.full)]
    {
        put(&mut map, name, text);
    }
    Value::Object(map)
}

/// The form filled from a scheme of the common shape; the defaults where it has another.
#[must_use]
pub fn write(scheme: Option<&Scheme>) -> GuidedForm {
    let mut form = GuidedForm::default();
    let Some(value) = scheme.and_then(|scheme| serde_json::to_value(scheme).ok()) else { return form };
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    };
    let at = |pointer: &str| value.pointer(pointer).map(text).unwrap_or_default();
    if at("/components/0/key") != "written" || at("/components/1/key") != "interview" {
        return form;
    }
    form.written_weight = at("/components/0/weight");
    form.written_line = at("/components/0/line");
    form.interview_weight = at("/components/1/weight");
    form.interview_line = at("/components/1/line");
    form.places = at("/total/round/places");
    form.mode = at("/total/round/mode");
    form.interview_ratio = at("/shortlists/0/ratio");
    form.inspection_ratio = at("/shortlists/1/ratio");
    form.tie = at("/shortlists/1/tie");
    form.still_tied = at("/rank/still_tied");
    let steps = value.pointer("/rank/ladder").and_then(Value::as_array);
    form.ladder =
        steps.map(|steps| steps.iter().map(text).collect::<Vec<_>>().join(", ")).unwrap_or_default();
    for (index, paper) in form.papers.iter_mut().enumerate() {
        let of = |name: &str| at(&format!("/components/0/parts/{index}/{name}"));
        *paper = PaperForm { key: of("key"), name: of("name"), weight: of("weight"), full: of("full") };
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_gives_a_usable_scheme_and_reads_back() {
        let mut form = GuidedForm::default();
        form.papers[0] =
            PaperForm {
                key: "xingce".into(), name: "行测".into(), weight: "50".into(), full: "100".into()
            };
        form.papers[1] =
            PaperForm {
                key: "shenlun".into(), name: "申论".into(), weight: "50".into(), full: "100".into()
            };
        form.tie = "ladder".to_owned();
        form.ladder = "unrounded, interview".to_owned();
        let scheme = read(&form)
            .unwrap_or_else(|faults| panic!("{:?}", faults.iter().map(|one| &one.code).collect::<Vec<_>>()));
        assert!(scheme.is_usable());
        let again = write(Some(&scheme));
        assert_eq!(read(&again).expect("usable"), scheme);
    }

    #[test]
    fn weights_that_miss_the_whole_are_refused() {
        let form = GuidedForm { interview_weight: "40".to_owned(), ..GuidedForm::default() };
        assert!(!read(&form).expect_err("90 %").is_empty());
    }
}
