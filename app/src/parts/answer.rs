//! The control for an answer to the registration form, by the kind of its field: for the candidate's pages and the self-check.

use domain::eligibility::List;
use domain::registration::{FieldKind, Spot};
use leptos::prelude::*;
use text::Lang;
use text::eligibility::lists;

use super::{CheckBox, Field, Kind, RadioGroup, SelectField, StudyField, TextArea, TextField};

/// The control in which the answer at `spot` is given. A name in a row is somebody else's, which no browser should fill in.
pub fn answer_control(lang: Lang, spot: Spot, field: Field, value: String) -> AnyView {
    let line = |kind: Kind, field: Field, value: String| {
        view! { <TextField lang=lang field=field kind=kind value=value/> }.into_any()
    };
    match spot.field.spec().kind {
        FieldKind::Name if spot.row == 0 => line(Kind::Name, field, value),
        FieldKind::Name | FieldKind::Line => line(Kind::Text, field, value),
        FieldKind::Identity => line(Kind::Identity, field, value),
        FieldKind::Phone => line(Kind::Phone, field, value),
        FieldKind::Day => line(Kind::Short, field, value),
        FieldKind::Words => {
            view! { <TextArea lang=lang field=field value=value/> }.into_any()
        }
        FieldKind::Choice(List::YesNo) => {
            view! { <RadioGroup lang=lang field=field options=lists::offered(List::YesNo, lang) selected=value/> }
                .into_any()
        }
        FieldKind::Choice(list) => {
            view! { <SelectField lang=lang field=field options=lists::offered(list, lang) selected=value/> }
                .into_any()
        }
        FieldKind::Study => view! { <StudyField lang=lang field=field value=value/> }.into_any(),
        FieldKind::Agreed => view! { <CheckBox field=field checked={value == "yes"}/> }.into_any(),
        FieldKind::Year => view! { <input type="hidden" name=field.sent_as() value=value/> }.into_any(),
    }
}
