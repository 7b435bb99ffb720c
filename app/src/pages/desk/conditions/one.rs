//! `desk/postings/CODE/conditions/add`, `…/change`, `…/group`: one condition, or one group of positions.

use domain::eligibility::{ConditionForm, Group, Kind as Of, Rule};
use domain::view::desk::conditions::ConditionsPage;
use leptos::prelude::*;
use text::eligibility::form as t;
use text::{Lang, eligibility as e};

use super::fields::Form;
use super::{asked, errors, hidden};
use crate::address;
use crate::api::ApiError;
use crate::api::conditions::conditions_view;
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, param, query};
use crate::parts::{
    Button, ButtonRow, CheckBox, Crumb, Crumbs, ErrorSummary, Field, FieldError, LinkButton, PostForm,
    SelectField, TextArea, TextField, Weight, sends_to, sentence_for,
};

/// One condition or group.
#[component]
pub fn ConditionPage() -> impl IntoView {
    let lang = lang();
    let (posting, act) = (param("posting"), param("act"));
    let fetch = {
        let posting = posting.clone();
        move || conditions_view(posting.clone())
    };
    let faults = errors(lang, &["conditions/add", "conditions/set", "conditions/group"]);
    let (list, at, kind) = (query("list"), query("at"), query("kind"));
    view! {
        {tabs(lang, &posting, "conditions")}
        {loaded(fetch, move |page| {
            let one = OneCondition { lang, page: &page, faults: &faults };
            match act.as_str() {
                "add" => one.add(&list, &kind),
                "change" => one.change(&at),
                "group" => one.group(&at),
                _ => one.missing(),
            }
        })}
    }
}

struct OneCondition<'a> {
    lang: Lang,
    page: &'a ConditionsPage,
    faults: &'a [FieldError],
}

impl OneCondition<'_> {
    fn missing(&self) -> AnyView {
        failure(self.lang, &ApiError::Missing).into_any()
    }

    fn back(&self) -> String {
        address::desk_posting(self.lang, self.page.posting.code, "conditions")
    }

    fn framed(&self, title: &str, body: impl IntoView + 'static) -> AnyView {
        let lang = self.lang;
        let crumbs = vec![
            Crumb::page(address::desk(lang), text::shell::desk(lang)),
            Crumb::own(address::desk_posting(lang, self.page.posting.code, ""), &self.page.posting.title),
            Crumb::page(self.back(), e::title(lang)),
        ];
        view! {
            <PageTitle lang=lang text=title/>
            <Crumbs lang=lang crumbs=crumbs/>
            <ErrorSummary lang=lang errors=self.faults.to_vec()/>
            <h1>{title.to_owned()}</h1>
            {body}
        }
        .into_any()
    }

    fn with(&self, more: &[(&str, &str)]) -> Vec<(String, String)> {
        let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        [hidden(self.lang, self.page), more].concat()
    }

    fn acts(&self, word: &'static str) -> impl IntoView + use<> {
        let (lang, back) = (self.lang, self.back());
        view! {
            <ButtonRow>
                <Button word=word/>
                <LinkButton href=back word=t::back(lang) weight=Weight::Quiet/>
            </ButtonRow>
        }
    }

    /// First the kind, then its fields.
    fn add(&self, list: &str, kind: &str) -> AnyView {
        if self.page.conditions.list(list).is_none() || !self.page.may_edit {
            return self.missing();
        }
        let lang = self.lang;
        let Some(of) = Of::from_word(kind) else { return self.choose(list) };
        sends_to("/api/conditions/add");
        let typed = ConditionForm { kind: kind.to_owned(), ..ConditionForm::default() };
        let fields = Form { lang, typed: &typed, faults: self.faults }.of(of);
        let hidden = self.with(&[("list", list), ("form[kind]", kind)]);
        let acts = self.acts(t::add_here(lang));
        let body = view! {
            <PostForm action="/api/conditions/add" hidden=hidden lenient=true switches=true>
                {fields}
                {acts}
            </PostForm>
        };
        self.framed(t::kind(of, lang), body)
    }

    fn choose(&self, list: &str) -> AnyView {
        let lang = self.lang;
        let options =
            Of::all().map(|kind| (kind.word().to_owned(), t::kind(kind, lang).to_owned())).collect();
        let action = address::conditions(lang, self.page.posting.code, "add", &[]);
        let field = Field::new("kind", t::kind_label(lang));
        let list = list.to_owned();
        let acts = self.acts(t::next(lang));
        let body = view! {
            <form class="form" method="get" action=action>
                <input type="hidden" name="list" value=list/>
                <SelectField lang=lang field=field options=options/>
                {acts}
            </form>
        };
        self.framed(t::add(lang), body)
    }

    fn change(&self, at: &str) -> AnyView {
        let lang = self.lang;
        let Some(Rule::One(condition)) = asked(&self.page.conditions, at).filter(|_| self.page.may_edit)
        else {
            return self.missing();
        };
        sends_to("/api/conditions/set");
        let typed = ConditionForm::of(condition);
        let fields = Form { lang, typed: &typed, faults: self.faults }.of(condition.kind());
        let hidden = self.with(&[("at", at), ("form[kind]", typed.kind.as_str())]);
        let acts = self.acts(t::save(lang));
        let body = view! {
            <PostForm action="/api/conditions/set" hidden=hidden lenient=true switches=true>
                {fields}
                {acts}
            </PostForm>
        };
        self.framed(t::kind(condition.kind(), lang), body)
    }

    fn group(&self, at: &str) -> AnyView {
        let found: Option<&Group> =
            at.parse::<usize>().ok().and_then(|at| self.page.conditions.groups.get(at));
        if !self.page.may_edit || (found.is_none() && !at.is_empty()) {
            return self.missing();
        }
        let lang = self.lang;
        let own = |name: &str| sentence_for(self.faults, name);
        let name = Field::new("name", t::group_name(lang)).hint(t::group_name_hint(lang)).error(own("name"));
        let positions = Field::new("positions", t::group_positions(lang))
            .hint(t::group_positions_hint(lang))
            .error(own("positions"));
        let instead = Field::new("instead", t::group_instead(lang)).optional();
        let called = found.map(|group| group.name.as_str().to_owned()).unwrap_or_default();
        let codes = found.map(|group| e::codes(&group.positions, lang)).unwrap_or_default();
        let only = found.is_some_and(|group| group.instead);
        let hidden = self.with(&[("at", at)]);
        let acts = self.acts(t::group_saved(lang));
        let body = view! {
            <PostForm action="/api/conditions/group" hidden=hidden lenient=true switches=true>
                <TextField lang=lang field=name value=called/>
                <TextArea lang=lang field=positions value=codes/>
                <CheckBox field=instead checked=only/>
                {acts}
            </PostForm>
        };
        self.framed(if at.is_empty() { t::group_add(lang) } else { t::group_change(lang) }, body)
    }
}
