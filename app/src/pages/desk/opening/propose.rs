//! The form that proposes how many places of each position open.

use domain::opening::Proposal;
use domain::view::desk::opening::{OpeningLine, OpeningPage};
use leptos::prelude::*;
use text::{Lang, opening as t};

use crate::forms::with_error;
use crate::parts::{Button, Field, FieldError, Kind, PostForm, SelectField, TextArea, TextField, Weight};

/// A field for each position, filled as the rule proposes it.
pub(super) fn form(lang: Lang, page: &OpeningPage, errors: &[FieldError]) -> impl IntoView + use<> {
    let mut hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
    ];
    let numbers = page.below.iter().enumerate();
    hidden.extend(numbers.map(|(row, one)| (format!("numbers[{row}]"), one.number.clone())));
    let places =
        page.below.iter().enumerate().map(|(row, one)| places(lang, (row, one), errors)).collect_view();
    let until = Field { optional: true, ..Field::new("until", t::until(lang)).hint(t::until_hint(lang)) };
    let until = page.below.iter().any(|one| one.movable || !one.targets.is_empty()).then(|| {
        let until = with_error(until, "until", errors);
        view! { <TextField lang=lang field=until kind=Kind::Minute value=""/> }
    });
    let reason =
        with_error(Field::new("reason", t::reason(lang)).hint(t::reason_hint(lang)), "reason", errors);
    view! {
        <h2>{t::propose(lang)}</h2>
        <p>{t::propose_lede(lang)}</p>
        <PostForm action="/api/opening/propose" hidden=hidden switches=true>
            {places}
            {until}
            <TextArea lang=lang field=reason value="" rows=3/>
            <Button word=t::send(lang) weight=Weight::Main/>
        </PostForm>
    }
}

fn places(lang: Lang, (row, one): (usize, &OpeningLine), errors: &[FieldError]) -> impl IntoView + use<> {
    let name = format!("places[{row}]");
    let people = t::counted(lang, one.rule.base, one.people, one.settled);
    let proposed = t::proposed(lang, (&one.rule, one.approvable), one.plan, one.proposal);
    let hint = t::propose_hint(lang, &t::asked_for(lang, &one.rule), &people, &proposed);
    let label = t::places_of(lang, &one.number, &one.words, one.plan);
    let field = with_error(Field::new(&name, &label).hint(hint), &format!("places.{row}."), errors);
    let value = match one.proposal {
        Proposal::Reached | Proposal::Keep => one.plan,
        Proposal::Reduce(left) => left,
        Proposal::Cancel => 0,
    };
    let into = into(lang, (row, one), errors);
    view! { <TextField lang=lang field=field kind=Kind::Short value=value.to_string()/>{into} }
}

/// Into which position it is merged; where none may take it in, the form says so by an empty field that nobody sees, so that each row has one.
fn into(lang: Lang, (row, one): (usize, &OpeningLine), errors: &[FieldError]) -> AnyView {
    let name = format!("into[{row}]");
    if one.targets.is_empty() {
        return view! { <input type="hidden" name=name value=""/> }.into_any();
    }
    let field = Field::new(&name, &t::merge_into(lang, &one.number)).hint(t::merge_hint(lang)).optional();
    let field = with_error(field, &format!("into.{row}."), errors);
    let options =
        one.targets.iter().map(|(number, words)| (number.clone(), format!("{number} {words}"))).collect();
    view! { <SelectField lang=lang field=field options=options/> }.into_any()
}
