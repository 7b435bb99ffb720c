//! The router of `my/` and `desk/`, and the document around it.
//!
//! Owns: which page answers which address. Refuses: public pages (they are printed, see `pages::public`). Links are plain
//! links: the browser fetches each page anew, so that what an officer reads is never stale (`plain_links` in `frontend`).

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};
use text::Lang;

use crate::hooks::{Facts, facts, lang};
use crate::house::house;
use crate::pages::{candidate, staff};
use crate::parts::{Foot, Hydration, Mast, Section, Visitor, Wake};

/// The whole document for a page of `my/` or `desk/`; `path` is the request's.
pub fn document(path: &str) -> impl IntoView + use<> {
    let lang = path.split('/').nth(1).and_then(Lang::from_code).unwrap_or_default();
    let wake = if section(path) == Section::Desk { Wake::AtOnce } else { Wake::AtIdle };
    let Facts { name, role } = facts();
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() data-name=name data-role=role.map(domain::access::Role::word)>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=house().assets.style.as_str()/>
                <crate::shell::Icon/>
                <Hydration wake=wake/>
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

/// Everything inside the body; the browser hydrates exactly this.
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
    view! {
        <Mast lang=lang here=here section=section visitor=visitor(lang)/>
        <main id="main" class=desk.then_some("desk")>
            <Pages/>
        </main>
        <Foot lang=lang wide=desk/>
    }
}

fn visitor(lang: Lang) -> Visitor {
    let Facts { name, role } = facts();
    let candidate = role == Some(domain::access::Role::Candidate);
    let shown = if candidate { text::desk::role_candidate(lang).to_owned() } else { name };
    Visitor { name: role.map(|_| shown), candidate, staff: role.is_some() && !candidate }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| crate::parts::failure(lang(), &crate::api::ApiError::Missing)>
            <Route path=path!("/:lang/desk") view=staff::home::Home ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/audit") view=staff::oversight::Audit ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/accounts") view=staff::oversight::Accounts ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/new") view=staff::posting::Create ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting") view=staff::posting::Overview ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/terms") view=staff::posting::Terms ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/team") view=staff::team::Team ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/positions") view=staff::positions::Positions ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/scheme") view=staff::scheme::SchemeRoom ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/scheme/node") view=staff::scheme::NodeRoom ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/imports/:import") view=staff::imports::Import ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/approval/:act") view=staff::approval::Approval ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/screening") view=staff::screening::Queue ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/screening/finish") view=staff::screening::Finish ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/screening/:application") view=staff::screening::File ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/marks") view=staff::marks::Marks ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/ranking") view=staff::ranking::Ranking ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/ranking/:ticket") view=staff::ranking::Steps ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/decisions") view=staff::decisions::Decisions ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/decisions/propose") view=staff::decisions::Propose ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/decisions/notice") view=staff::decisions::SupplementaryNotice ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/decisions/:decision") view=staff::decisions::Decision ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/lists") view=staff::lists::Lists ssr=SsrMode::Async/>
            <Route path=path!("/:lang/desk/postings/:posting/lists/:stage") view=staff::lists::Sign ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my") view=candidate::Home ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/apply/:position") view=candidate::Start ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application") view=candidate::Application ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/person") view=candidate::PersonSection ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/service") view=candidate::ServiceSection ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/statement") view=candidate::StatementSection ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/check") view=candidate::Check ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/receipt") view=candidate::Receipt ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/recall") view=candidate::Recall ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/withdraw") view=candidate::Withdraw ssr=SsrMode::Async/>
            <Route path=path!("/:lang/my/applications/:application/result") view=candidate::Outcome ssr=SsrMode::Async/>
        </Routes>
    }
}
