//! The fields of a section with the faults of the last try, drawn from the form's table.

use domain::registration::{
    Answers, Block, Field as Asked, Form, Group, MOST_ROWS, RowAct, Rows, Section, Spot, When,
};
use leptos::prelude::*;
use text::{Lang, registration as r};

use super::warnings::{self, Warning};
use crate::parts::{Button, Field, FieldError, Weight, answer_control, derived_from, sentence_for};

/// The argument of the server function that takes all fields of a section.
pub(super) const PARENT: &str = "form";

/// What the fields of a section are drawn from.
pub(super) struct Fields<'a> {
    pub(super) lang: Lang,
    pub(super) form: &'a Form,
    pub(super) answers: &'a Answers,
    /// Year of the first appraisal.
    pub(super) newest: i32,
    pub(super) faults: &'a [FieldError],
    /// Hints beside answers to look at again.
    pub(super) warnings: &'a [Warning],
}

impl Fields<'_> {
    /// Every field of a section.
    pub(super) fn section(&self, section: Section) -> AnyView {
        let groups = self.form.groups(section).into_iter().map(|group| match group {
            Group::One(field) if field.spec().follows.is_some() => ().into_any(),
            Group::One(field) => self.one(field),
            Group::Rows(block, fields) => self.block(block, fields),
        });
        groups.collect_view().into_any()
    }

    fn one(&self, asked: Asked) -> AnyView {
        let heading = r::heading(asked, self.lang).map(|heading| view! { <h2>{heading}</h2> });
        let control = self.control(Spot::of(asked));
        // Style hides this one beside the answer "no"; without such a style its hint says when it is asked.
        let control = match asked.spec().when {
            When::Is(_, "yes") => view! { <div class="after-yes">{control}</div> }.into_any(),
            _ => control,
        };
        view! { {heading}{control}{derived_from(self.lang, self.form, asked, self.answers)} }.into_any()
    }

    fn control(&self, spot: Spot) -> AnyView {
        answer_control(self.lang, spot, self.field(spot), self.value(spot))
    }

    fn field(&self, spot: Spot) -> Field {
        let (name, spec) = (spot.name(), spot.field.spec());
        let field = Field::new(&name, &r::label(self.lang, spot, Some(self.newest)))
            .within(PARENT)
            .error(sentence_for(self.faults, &name))
            .warning(warnings::of(self.warnings, spot));
        let field = match r::hint(spot.field, self.lang) {
            Some(hint) => field.hint(hint),
            None => field,
        };
        let may_be_empty = match spec.block.map(Block::rows) {
            None => spec.optional,
            Some(Rows::Free) => true,
            Some(Rows::Fixed { needed, .. }) => spot.row > needed,
        };
        match spec.when {
            When::Is(..) | When::IsNot(..) => field.conditional(),
            When::Always if may_be_empty => field.optional(),
            When::Always => field,
        }
    }

    /// What stands in the control. What was told for other years than those of this page is not shown for these.
    fn value(&self, spot: Spot) -> String {
        let same = self.answers.appraisal_year() == Some(self.newest);
        if spot.field.spec().kind.is_hidden() {
            self.newest.to_string()
        } else if spot.field.spec().block == Some(Block::Appraisal) && !same {
            String::new()
        } else {
            self.answers.get(spot).to_owned()
        }
    }

    /// A row for each spell, year or person. Of a block whose rows come and go there is at least one; a row more or less is a
    /// post of the whole section.
    fn block(&self, block: Block, fields: &'static [Asked]) -> AnyView {
        let lang = self.lang;
        let free = block.rows() == Rows::Free;
        let rows = self.form.rows(block, self.answers).max(1);
        let each = (1..=rows)
            .map(|row| {
                view! { {self.row(row, fields)}{free.then(|| remove(lang, block, row))} }
            })
            .collect_view();
        let (title, lede) = r::block(block, lang);
        view! {
            <h2 id=rows_id(block)>{title}</h2>
            {lede.map(|lede| view! { <p class="soft">{lede}</p> })}
            {warnings::of_block(self.warnings, block).map(|hint| view! { <p class="warning">{hint}</p> })}
            {each}
            {free.then(|| add(lang, block, rows))}
        }
        .into_any()
    }

    /// The fields of a row: the first two side by side, the others below.
    fn row(&self, row: usize, fields: &[Asked]) -> AnyView {
        let control = |field: &Asked| self.control(Spot::at(*field, row));
        match fields {
            [first, second, rest @ ..] => {
                let rest = rest.iter().map(control).collect_view();
                view! { <div class="pair">{control(first)}{control(second)}</div>{rest} }.into_any()
            }
            few => few.iter().map(control).collect_view().into_any(),
        }
    }
}

/// The id of the heading above the rows of a block.
pub(super) fn rows_id(block: Block) -> String {
    format!("rows-{}", block.word())
}

/// The button that takes a row away.
fn remove(lang: Lang, block: Block, row: usize) -> impl IntoView + use<> {
    let label = r::remove_row(lang, &r::row(block, row, None, lang));
    let word = RowAct::Remove(block, row).word();
    view! {
        <p><button class="linkish small" type="submit" name="act" value=word aria-label=label.clone()>{label.clone()}</button></p>
    }
}

/// The button that adds a row; a sentence where there are as many as there can be.
fn add(lang: Lang, block: Block, rows: usize) -> AnyView {
    if rows >= MOST_ROWS {
        return view! { <p class="soft">{r::rows_full(lang)}</p> }.into_any();
    }
    let act = RowAct::Add(block).word();
    view! { <p><Button word=r::add(block, lang) weight=Weight::Quiet name="act" value=act/></p> }.into_any()
}
