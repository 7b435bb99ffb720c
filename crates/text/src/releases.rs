//! The release of signed lists at an instant, as the desk shows it.

use domain::release::ReleaseState;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    // the page of all lists
    state_waits => "已签署，待发布", "Signed, to be released";
    state_ended => "签署已失效", "The signature ended";
    waits_until(at: &str) => "将于 {at} 发布", "To be released at {at}";
    look => "查看签署", "Look at the signature";
    // the page on which a list is signed
    when => "何时发布", "When it is released";
    when_lede => "可以立即发布，也可以定一个时间。定时发布的名单先封存，到时对所有人同时公开，考生通知同时发出；在此之前公众和考生看不到任何变化。", "Release it at once, or set an instant. A list with an instant is sealed now and becomes public for everybody at that instant, together with the messages to its candidates; before it neither the public nor a candidate can tell.";
    release => "发布时间", "Instant of release";
    release_hint => "北京时间，精确到分，三十天以内。同一项目的几份名单可以定在同一时间。", "Beijing time, to the minute, at most thirty days ahead. Several lists of a posting can have the same instant.";
    choose => "按这个时间核对", "Check it for this instant";
    at_once => "改为立即发布", "Release at once instead";
    sign_for => "签署，定时发布", "Sign for this instant";
    sign_for_title => "签署这份名单，定时发布？", "Sign this list for its instant?";
    consequence_at(at: &str) => "名单于 {at} 对所有人同时公开，之后不能改动，也不能撤回。", "It is public for everybody at {at}; after that it can be neither changed nor taken back.";
    consequence_back => "在此之前可以撤回；名次、裁决、退出、公告版次有变动，或者项目被暂停，签署自动失效。", "Until then it can be taken back; the signature ends by itself where ranking, rulings, departures or the notice change, or the posting is suspended.";
    // a signature that waits
    waits_title => "这份名单已签署，正等待发布", "This list is signed and waits for its release";
    waits_line(version: u32, by: &str, signed: &str) => "第 {version} 版，由 {by} 于 {signed} 签署。", "Version {version}, signed by {by} at {signed}.";
    take_back => "撤回签署", "Take the signature back";
    take_back_reason => "撤回的理由", "Why it is taken back";
    take_back_hint => "只有工作组和监督人员可以看到。", "Only the team and the supervisor read it.";
    take_back_not_yours => "撤回签署由工作组里的发布人或者审批人进行。", "The publisher or the approver takes it back.";
    // as it was sealed
    as_sealed => "封存内容", "As it was sealed";
    sealed_line(version: u32, at: &str) => "第 {version} 版，{at} 发布。", "Version {version}, published at {at}.";
    left_title => "这份名单已下网", "This list left the web";
    left_line(day: &str) => "公开期满，{day}起公众只能看到人数、摘要和封印；这里仍是封存的全文。", "Since {day} the public reads only its counts, digest and seal; here it stays whole.";
    // what one candidate will read
    as_candidate => "按考生所见预览", "Preview as one candidate will see it";
    as_candidate_lede => "名单发布之后，这名考生在自己的页面上和通知里看到的内容。", "What this candidate reads on the own page and in the message once the list is public.";
    show_candidate => "查看", "Show";
    first_in => "第一名进入者", "The first who goes on:";
    first_reserve => "第一名递补者", "The first in reserve:";
    first_out => "第一名未进入者", "The first who does not go on:";
    own_part => "考生页面上的成绩", "The result on the candidate's page";
    own_later => "个人成绩在最后一份名单发布后开放；这份名单发布时，考生页面上还没有成绩。", "Own results open with the last list; with this one the candidate's page shows no result yet.";
    message_part => "通知", "The message";
    not_told => "新一版对这名考生没有变化，不发通知。", "The next version says nothing else of this candidate, so that no message goes out.";
    // one that ended
    ended_title => "最近一次签署已失效", "The last signature ended";
    ended_line(version: u32, at: &str) => "第 {version} 版原定于 {at} 发布。", "Version {version} was to be released at {at}.";
    by_taken_back => "已由工作人员撤回。", "It was taken back.";
    by_ranked => "名次已重新计算，或者成绩、裁决、退出有变动。", "The ranking is another one, or marks, rulings or departures changed.";
    by_revised => "公告有新的版次生效。", "A further revision of the notice came in force.";
    by_stopped => "项目被暂停、终止或者结束。", "The posting was suspended, ended or closed.";
    by_corrected => "所更正的名单已有其他处理。", "The correction that it belongs to was begun or ended otherwise.";
    by_called => "有人被通知递补。", "Somebody was called to move up.";
    by_decided => "决定有变动，或者对异议的答复、人员的退出使名单不同。", "The decision changed, or an answer to an objection or a departure changed the list.";
    none_ended => "没有失效。", "It did not end.";
}

/// Why the signature of a list ended, as a sentence.
#[must_use]
pub fn ended_word(state: ReleaseState, lang: Lang) -> &'static str {
    match state {
        ReleaseState::TakenBack => by_taken_back(lang),
        ReleaseState::Ranked => by_ranked(lang),
        ReleaseState::Revised => by_revised(lang),
        ReleaseState::Stopped => by_stopped(lang),
        ReleaseState::Corrected => by_corrected(lang),
        ReleaseState::Called => by_called(lang),
        ReleaseState::Decided => by_decided(lang),
        ReleaseState::Waits | ReleaseState::Released => none_ended(lang),
    }
}
