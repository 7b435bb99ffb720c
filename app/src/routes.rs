//! The router of `my/` and `desk/`, and the document around it.
//!
//! Owns: which page answers which address. Refuses: public pages (they are printed, see `pages::public`). All of it runs on
//! the server: links are plain links, and the browser fetches each page anew, so that what an officer reads is never stale.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;
use text::Lang;

use crate::frame::{Foot, Header, Section, Visitor};
use crate::hooks::{lang, person};
use crate::pages::{account, desk, messages, my};
use crate::site::site;

/// The whole document for a page of `my/` or `desk/`; `path` is the request's.
pub fn document(path: &str) -> impl IntoView + use<> {
    let lang = path.split('/').nth(1).and_then(Lang::from_code).unwrap_or_default();
    // No data is sent a second time for the browser: an island gets what it needs in its own element.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=site().assets.style.as_str()/>
                <crate::shell::Icon/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

fn section(path: &str) -> Section {
    match path.split('/').nth(2) {
        Some("desk") => Section::Desk,
        Some("my") => Section::My,
        _ => Section::Elsewhere,
    }
}

/// Everything inside the body.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame/>
        </Router>
    }
}

#[component]
fn Frame() -> impl IntoView {
    let lang = lang();
    let location = use_location();
    let path = location.pathname.get_untracked();
    let search = location.search.get_untracked();
    let here = if search.is_empty() { path.clone() } else { format!("{path}?{search}") };
    let section = section(&path);
    let desk = section == Section::Desk;
    let visitor = person().map(|person| Visitor::of(&person, lang)).unwrap_or_default();
    view! {
        <Header lang=lang here=here section=section visitor=visitor/>
        <main id="main" class=desk.then_some("desk")>
            <Pages/>
        </main>
        <Foot lang=lang wide=desk/>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| crate::frame::failure(lang(), &crate::api::ApiError::Missing)>
            <Route path=path!("/:lang/desk") view=desk::home::Home/>
            <Route path=path!("/:lang/desk/audit") view=desk::audit::Audit/>
            <Route path=path!("/:lang/desk/accounts") view=desk::accounts::Accounts/>
            <Route path=path!("/:lang/desk/accounts/:account") view=desk::accounts::Account/>
            <Route path=path!("/:lang/account") view=account::Own/>
            <Route path=path!("/:lang/account/extend") view=account::Extend/>
            <Route path=path!("/:lang/account/contacts") view=messages::Addresses/>
            <Route path=path!("/:lang/account/messages") view=messages::Messages/>
            <Route path=path!("/:lang/account/messages/:message") view=messages::OneMessage/>
            <Route path=path!("/:lang/desk/new") view=desk::posting::Create/>
            <Route path=path!("/:lang/desk/postings/:posting") view=desk::posting::Overview/>
            <Route path=path!("/:lang/desk/postings/:posting/terms") view=desk::posting::Terms/>
            <Route path=path!("/:lang/desk/postings/:posting/team") view=desk::team::Team/>
            <Route path=path!("/:lang/desk/postings/:posting/positions") view=desk::positions::Positions/>
            <Route path=path!("/:lang/desk/postings/:posting/positions/one") view=desk::positions::DraftedPosition/>
            <Route path=path!("/:lang/desk/postings/:posting/conditions") view=desk::conditions::Conditions/>
            <Route path=path!("/:lang/desk/postings/:posting/conditions/:act") view=desk::conditions::ConditionPage/>
            <Route path=path!("/:lang/desk/postings/:posting/scheme") view=desk::scheme::EditorPage/>
            <Route path=path!("/:lang/desk/postings/:posting/scheme/notice") view=desk::rulings::DraftedNoticePage/>
            <Route path=path!("/:lang/desk/postings/:posting/scheme/node") view=desk::scheme::NodePage/>
            <Route path=path!("/:lang/desk/postings/:posting/imports/:import") view=desk::imports::Import/>
            <Route path=path!("/:lang/desk/postings/:posting/revision") view=desk::revision::Further/>
            <Route path=path!("/:lang/desk/postings/:posting/revision/terms") view=desk::revision::DraftTerms/>
            <Route path=path!("/:lang/desk/postings/:posting/revision/position") view=desk::revision::DraftPosition/>
            <Route path=path!("/:lang/desk/postings/:posting/revisions") view=desk::revisions::Revisions/>
            <Route path=path!("/:lang/desk/postings/:posting/revisions/between") view=desk::revisions::Between/>
            <Route path=path!("/:lang/desk/postings/:posting/cut") view=desk::cut::Cut/>
            <Route path=path!("/:lang/desk/postings/:posting/timetable") view=desk::timetable::TimetableForm/>
            <Route path=path!("/:lang/desk/postings/:posting/panels") view=desk::panels::Panels/>
            <Route path=path!("/:lang/desk/postings/:posting/interview-plan") view=desk::interview_plan::InterviewPlan/>
            <Route path=path!("/:lang/desk/postings/:posting/files") view=desk::files::NoticeFiles/>
            <Route path=path!("/:lang/desk/postings/:posting/clone") view=desk::cloning::Clone/>
            <Route path=path!("/:lang/desk/postings/:posting/course") view=desk::course::Course/>
            <Route path=path!("/:lang/desk/postings/:posting/course/:act") view=desk::course::CourseAct/>
            <Route path=path!("/:lang/desk/postings/:posting/departures") view=desk::departures::Departures/>
            <Route path=path!("/:lang/desk/postings/:posting/archive") view=desk::archives::Archive/>
            <Route path=path!("/:lang/desk/postings/:posting/prints") view=desk::prints::Prints/>
            <Route path=path!("/:lang/desk/postings/:posting/opening") view=desk::opening::Opening/>
            <Route path=path!("/:lang/desk/postings/:posting/adjustment") view=desk::adjustment::Adjustment/>
            <Route path=path!("/:lang/desk/postings/:posting/extensions") view=desk::extensions::Extensions/>
            <Route path=path!("/:lang/desk/postings/:posting/approval/:act") view=desk::approval::Approval/>
            <Route path=path!("/:lang/desk/postings/:posting/screening") view=desk::screening::Queue/>
            <Route path=path!("/:lang/desk/postings/:posting/screening/finish") view=desk::screening::Finish/>
            <Route path=path!("/:lang/desk/postings/:posting/screening/duplicates") view=desk::screening::Duplicates/>
            <Route path=path!("/:lang/desk/postings/:posting/screening/:application") view=desk::screening::File/>
            <Route path=path!("/:lang/desk/postings/:posting/marks") view=desk::marks::Marks/>
            <Route path=path!("/:lang/desk/postings/:posting/marks/:application") view=desk::marks::History/>
            <Route path=path!("/:lang/desk/postings/:posting/ranking") view=desk::ranking::Ranking/>
            <Route path=path!("/:lang/desk/postings/:posting/ranking/again") view=desk::ranking::Again/>
            <Route path=path!("/:lang/desk/postings/:posting/ranking/spread") view=desk::ranking::Spread/>
            <Route path=path!("/:lang/desk/postings/:posting/ranking/:application") view=desk::ranking::Steps/>
            <Route path=path!("/:lang/desk/postings/:posting/ranking/:application/try") view=desk::ranking::TryMark/>
            <Route path=path!("/:lang/desk/postings/:posting/rulings") view=desk::rulings::Rulings/>
            <Route path=path!("/:lang/desk/postings/:posting/rulings/propose") view=desk::rulings::Propose/>
            <Route path=path!("/:lang/desk/postings/:posting/rulings/notice") view=desk::rulings::SupplementaryNotice/>
            <Route path=path!("/:lang/desk/postings/:posting/rulings/:ruling") view=desk::rulings::Ruling/>
            <Route path=path!("/:lang/desk/postings/:posting/messages") view=desk::messages::PostingMessages/>
            <Route path=path!("/:lang/desk/postings/:posting/messages/:kind") view=desk::messages::MessageWords/>
            <Route path=path!("/:lang/desk/postings/:posting/supervision") view=desk::supervision::Supervision/>
            <Route path=path!("/:lang/desk/postings/:posting/lists") view=desk::lists::Lists/>
            <Route path=path!("/:lang/desk/postings/:posting/lists/:stage") view=desk::lists::Sign/>
            <Route path=path!("/:lang/desk/postings/:posting/lists/:stage/sealed") view=desk::lists::Kept/>
            <Route path=path!("/:lang/desk/postings/:posting/lists/:stage/candidate") view=desk::lists::Candidate/>
            <Route path=path!("/:lang/desk/postings/:posting/lists/:stage/correction") view=desk::lists::Correction/>
            <Route path=path!("/:lang/desk/postings/:posting/inspection") view=desk::inspections::Inspections/>
            <Route path=path!("/:lang/desk/postings/:posting/inspection/:application") view=desk::inspections::File/>
            <Route path=path!("/:lang/desk/postings/:posting/decision") view=desk::decisions::Decisions/>
            <Route path=path!("/:lang/desk/postings/:posting/decision/:number") view=desk::decisions::Position/>
            <Route path=path!("/:lang/desk/postings/:posting/decision/list/:decision") view=desk::decisions::ProposedList/>
            <Route path=path!("/:lang/desk/postings/:posting/outcome") view=desk::decisions::Outcome/>
            <Route path=path!("/:lang/desk/postings/:posting/objections") view=desk::objections::Objections/>
            <Route path=path!("/:lang/desk/postings/:posting/objections/:objection") view=desk::objections::Objection/>
            <Route path=path!("/:lang/desk/jobs") view=desk::jobs::Jobs/>
            <Route path=path!("/:lang/desk/working-days") view=desk::work_years::WorkYears/>
            <Route path=path!("/:lang/my") view=my::Home/>
            <Route path=path!("/:lang/my/apply/:position") view=my::Start/>
            <Route path=path!("/:lang/my/applications/:application") view=my::Application/>
            <Route path=path!("/:lang/my/applications/:application/person") view=my::PersonSection/>
            <Route path=path!("/:lang/my/applications/:application/service") view=my::ServiceSection/>
            <Route path=path!("/:lang/my/applications/:application/record") view=my::RecordSection/>
            <Route path=path!("/:lang/my/applications/:application/family") view=my::FamilySection/>
            <Route path=path!("/:lang/my/applications/:application/statement") view=my::StatementSection/>
            <Route path=path!("/:lang/my/applications/:application/check") view=my::Check/>
            <Route path=path!("/:lang/my/applications/:application/files") view=my::Files/>
            <Route path=path!("/:lang/my/applications/:application/receipt") view=my::Receipt/>
            <Route path=path!("/:lang/my/applications/:application/recall") view=my::Recall/>
            <Route path=path!("/:lang/my/applications/:application/withdraw") view=my::Withdraw/>
            <Route path=path!("/:lang/my/applications/:application/leave") view=my::Leave/>
            <Route path=path!("/:lang/my/applications/:application/objection") view=my::Objection/>
            <Route path=path!("/:lang/my/applications/:application/result") view=my::Outcome/>
        </Routes>
    }
}
