//! Revisions of a posting in words: what changed, field by field, and the versions so far.

use domain::calendar::Instant;
use domain::eligibility::{Group, Reference, Rule};
use domain::posting::{Detail, PositionTerms};
use domain::revision::{Change, Pair, RevisionState, lines_apart};
use domain::scheme::Scheme;

use crate::catalogue::catalogue;
use crate::numbers::colon;
use crate::{Lang, dates, desk, eligibility as e, notice_files, scheme, timetable, uploads};

catalogue! {
    // the approval page
    contents => "送审内容", "What is to be approved";
    first_time => "主管部门第一次看到这份公告。", "The competent department sees this notice for the first time.";
    since_returned(day: &str) => "自 {day} 退回以来的改动", "Changed since it was sent back on {day}";
    since_approved(day: &str) => "自 {day} 批准以来的改动", "Changed since it was approved on {day}";
    returned_for => "上次退回的理由", "Why it was sent back";
    cut_for => "核减的理由", "Why there are fewer places";
    cut => "批准核减的版本", "Version that was approved with fewer places";
    cut_by => "批准核减", "Approved with fewer places";
    // the difference
    nothing_changed => "没有改动。", "Nothing changed.";
    field => "项目", "Field";
    before => "原内容", "Before";
    after => "现内容", "After";
    none => "（无）", "(none)";
    of_position(code: &str, field: &str) => "职位 {code}：{field}", "Position {code}: {field}";
    position_added(code: &str) => "新增职位 {code}", "Position {code} is new";
    position_gone(code: &str) => "取消职位 {code}", "Position {code} is gone";
    details => "其他栏目", "Other columns";
    counted => "年龄和年限的计算截止日期", "Day at which ages and years are counted";
    counted_opens => "报名首日", "First day of registration";
    counted_closes => "报名截止日", "Last day of registration";
    general => "各职位共同的资格条件", "Conditions of all positions";
    groups => "部分职位的资格条件", "Conditions of some positions";
    covered => "由系统核对的栏目", "Columns that typed conditions carry out";
    own_scheme => "计分规则", "Scheme";
    named_scheme(name: &str) => "计分规则“{name}”", "Scheme “{name}”";
    scheme_digest(digest: &str) => "规则摘要 {digest}", "Digest of the scheme {digest}";
    // the versions so far
    title => "公告版次", "Revisions";
    lede => "每次送审的内容都完整保存。批准的依次编号，退回的连同理由留存。", "Everything that was ever sent for approval is kept whole. What was approved is numbered; what was sent back stays with the reason.";
    compare => "比较两个版本", "Compare two versions";
    compare_lede => "任意两个版本之间的改动，逐项列出。", "What differs between any two versions, field by field.";
    compare_from => "原版本", "From";
    compare_to => "对照版本", "To";
    compare_go => "比较", "Compare";
    compared(from: &str, to: &str) => "从{from}到{to}的改动", "From {from} to {to}";
    sent_at(title: &str, at: &str) => "{title}（{at} 送审）", "{title} (sent {at})";
    all_versions => "全部版本", "All versions";
    no_versions => "还没有送审过。", "Nothing was sent for approval yet.";
    number(no: u32) => "第 {no} 版", "Revision {no}";
    waiting => "待审批的版本", "Version awaiting approval";
    taken_back => "撤回的版本", "Version that was taken back";
    sent_back => "退回的版本", "Version that was sent back";
    digest => "内容摘要", "Digest of the contents";
    put_forward => "送审", "Sent for approval";
    approved => "批准生效", "Approved, in force from";
    returned => "退回", "Sent back";
    why => "修改理由", "Why";
    in_force(no: u32) => "现行第 {no} 版", "Revision {no} is in force";
    // a further revision
    further => "修改公告", "Change the notice";
    further_lede => "批准后的公告只能以新的版次修改。修改稿写在现行公告旁边，批准之前不影响任何人；批准后立即公开，连同改动和理由。", "An approved notice changes only by a further revision. It is drafted beside what stands and touches nobody until it is approved; then it is public at once, with its difference and the reason.";
    further_limits => "遴选机关不能修改；资格条件和职位的其他栏目在资格审查结束之前可以修改，试卷类别在名单公布之前可以修改；计分规则在“裁决”页以补充公告修改。", "The selecting authority cannot be changed; conditions and the other columns of positions can until screening is over, the class of papers until a list is public; the scheme changes by a supplementary notice on the page of rulings.";
    change_terms => "修改公告与时间", "Change notice and dates";
    change_position(code: &str) => "修改职位 {code}", "Change position {code}";
    add_position => "增加职位", "Add a position";
    drafted => "修改稿的改动", "What the draft changes";
    proposed => "待批准的改动", "What is proposed";
    touched_conditions(n: u32) => "资格条件有改动的职位上有 {n} 份报名；审查结论不会因此改变。", "{n} application stands on positions whose conditions change; no verdict changes by itself." | "{n} applications stand on positions whose conditions change; no verdict changes by itself.";
    touched_plan(n: u32) => "计划数有改动的职位上有 {n} 份报名。", "{n} application stands on positions whose plan changes." | "{n} applications stand on positions whose plan changes.";
    touched_paper(n: u32) => "试卷类别有改动的职位上有 {n} 份报名。合格分数线和改报按新的类别适用；已经计算的排名须重新计算。", "{n} application stands on positions whose class of papers changes. Pass lines and re-choice go by the new classes; a ranking that was computed must be computed anew." | "{n} applications stand on positions whose class of papers changes. Pass lines and re-choice go by the new classes; a ranking that was computed must be computed anew.";
    touched_window(n: u32) => "报名时间改动时，本项目已有 {n} 份报名。", "{n} application stands in this selection while its registration dates change." | "{n} applications stand in this selection while its registration dates change.";
    reason_label => "修改理由", "Reason";
    reason_hint => "批准后在公告页公开。", "It stands on the public page once approved.";
    propose => "送主管部门审批", "Send for approval";
    discard => "放弃修改稿", "Throw the draft away";
    approve => "批准并公布", "Approve and make public";
    approve_consequence => "批准后立即生效并公开；报名时间有改动的，按新的时间受理。", "It takes effect and is public at once; where dates change, registration follows the new ones.";
    return_back => "退回", "Send back";
    only_read => "现在没有修改稿，也没有待批准的修改。", "There is no draft, and nothing waits for approval.";
    back => "返回", "Back";
    save => "存入修改稿", "Save in the draft";
    scheme_hint => "留空即本项目规则。", "Empty for the posting's own.";
    by_at(who: &str, at: &str) => "{who}，{at}", "{who}, {at}";
}

/// The revision under which something was made; `None` where none was numbered.
#[must_use]
pub fn under(lang: Lang, no: u32) -> Option<String> {
    (no > 0).then(|| number(lang, no))
}

/// A change in words: the field, and the lines that only one side has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What changed.
    pub what: String,
    /// Lines that stood and stand no longer.
    pub gone: Vec<String>,
    /// Lines that are new.
    pub come: Vec<String>,
}

fn told<T>(what: impl Into<String>, pair: &Pair<T>, lines: impl Fn(&T) -> Vec<String>) -> Told {
    let (gone, come) = lines_apart(&lines(&pair.before), &lines(&pair.after));
    Told { what: what.into(), gone, come }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn line(text: &str) -> Vec<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty()).into_iter().collect()
}

/// The line of a number; 0 has none.
fn some(number: u32, line: impl Fn(u32) -> String) -> Vec<String> {
    (number > 0).then(|| line(number)).into_iter().collect()
}

/// One change in words.
#[must_use]
pub fn tell(change: &Change, lang: Lang) -> Told {
    let moment = |at: &Instant| vec![dates::moment(lang, at.0)];
    match change {
        Change::Title(pair) => told(desk::posting_title(lang), pair, |text| line(text)),
        Change::Authority(pair) => told(desk::authority(lang), pair, |text| line(text)),
        Change::Notice(pair) => told(desk::notice(lang), pair, |text| paragraphs(text)),
        Change::Enquiry(pair) => told(desk::enquiry(lang), pair, |text| line(text)),
        Change::Supervision(pair) => told(desk::supervision(lang), pair, |text| line(text)),
        Change::Trial(pair) => {
            told(desk::trial(lang), pair, |days| some(*days, |days| desk::trial_lasts(lang, days)))
        }
        Change::Service(pair) => told(desk::service_term(lang), pair, |months| {
            some(*months, |months| desk::service_lasts(lang, months))
        }),
        Change::Attached(file) => Told {
            what: notice_files::attached(lang).to_owned(),
            gone: Vec::new(),
            come: notice_files::lines(lang, file),
        },
        Change::Detached(file) => Told {
            what: notice_files::detached(lang).to_owned(),
            gone: notice_files::lines(lang, file),
            come: Vec::new(),
        },
        Change::Opens(pair) => told(desk::opens(lang), pair, moment),
        Change::Closes(pair) => told(desk::closes(lang), pair, moment),
        Change::Stages(pair) => told(timetable::title(lang), pair, |all| timetable::lines(all, lang)),
        Change::Counted(pair) => told(counted(lang), pair, |day| vec![reference(*day, lang)]),
        Change::General(pair) => told(general(lang), pair, |rules| sentences(rules, lang)),
        Change::Groups(pair) => {
            told(groups(lang), pair, |all| all.iter().flat_map(|group| of_group(group, lang)).collect())
        }
        Change::Covered(pair) => told(covered(lang), pair, |all| {
            all.iter().map(|column| e::column(column, lang).to_owned()).collect()
        }),
        Change::Photo(pair) => told(uploads::photo_title(lang), pair, |(asked, size)| {
            vec![uploads::photo_asked(*asked, *size, lang)]
        }),
        Change::Scheme(name, pair) => {
            let what =
                name.as_ref().map_or_else(|| own_scheme(lang).to_owned(), |name| named_scheme(lang, name));
            told(what, pair, |scheme| scheme.as_ref().map_or_else(Vec::new, |scheme| of_scheme(scheme, lang)))
        }
        of_one => tell_position(of_one, lang),
    }
}

/// A change of one position in words.
fn tell_position(change: &Change, lang: Lang) -> Told {
    let of = |code: &str, field: &str| of_position(lang, code, field);
    match change {
        Change::Added(terms) => {
            let come = whole(terms, lang);
            Told { what: position_added(lang, terms.code.as_str()), gone: Vec::new(), come }
        }
        Change::Gone(terms) => {
            let gone = whole(terms, lang);
            Told { what: position_gone(lang, terms.code.as_str()), gone, come: Vec::new() }
        }
        Change::Unit(code, pair) => told(of(code, desk::unit(lang)), pair, |text| line(text)),
        Change::Name(code, pair) => told(of(code, desk::position_title(lang)), pair, |text| line(text)),
        Change::Plan(code, pair) => told(of(code, desk::plan(lang)), pair, |plan| vec![plan.to_string()]),
        Change::Words(code, pair) => told(of(code, desk::conditions(lang)), pair, |text| paragraphs(text)),
        Change::Rule(code, pair) => told(of(code, desk::scheme_name(lang)), pair, |name| {
            vec![name.clone().unwrap_or_else(|| desk::own_scheme(lang).to_owned())]
        }),
        Change::Paper(code, pair) => told(of(code, desk::paper_class(lang)), pair, |all| cells(all, lang)),
        Change::Details(code, pair) => told(of(code, details(lang)), pair, |all| cells(all, lang)),
        // The others are no position's.
        _ => Told { what: String::new(), gone: Vec::new(), come: Vec::new() },
    }
}

/// Cells of other columns, each under its title.
fn cells(all: &[Detail], lang: Lang) -> Vec<String> {
    all.iter().map(|one| e::in_column(lang, one.title.as_str(), one.text.as_str())).collect()
}

/// Everything that a position says, line by line.
fn whole(terms: &PositionTerms, lang: Lang) -> Vec<String> {
    let with = |label: &str, text: &str| [label, text].join(colon(lang));
    let mut all = vec![
        with(desk::unit(lang), terms.unit.as_str()),
        with(desk::position_title(lang), terms.title.as_str()),
        with(desk::plan(lang), &terms.plan.to_string()),
    ];
    all.extend(paragraphs(terms.conditions.as_str()).iter().map(|text| with(desk::conditions(lang), text)));
    all.extend(terms.scheme.as_ref().map(|name| with(desk::scheme_name(lang), name.as_str())));
    all.extend(cells(&terms.details, lang));
    all
}

fn reference(day: Reference, lang: Lang) -> String {
    match day {
        Reference::Opens => counted_opens(lang).to_owned(),
        Reference::Closes => counted_closes(lang).to_owned(),
        Reference::On(day) => e::day(day, lang),
    }
}

fn sentences(rules: &[Rule], lang: Lang) -> Vec<String> {
    e::sentences(rules, None, lang)
}

fn of_group(group: &Group, lang: Lang) -> Vec<String> {
    let how = match (group.instead, group.rules.is_empty()) {
        (true, true) => e::group_nothing(lang),
        (true, false) => e::group_instead(lang),
        (false, _) => e::group_also(lang),
    };
    let head = [group.name.as_str(), &e::group(lang, &group.positions), how];
    let named = |said: String| [group.name.as_str(), &said].join(colon(lang));
    std::iter::once(head.join(" · ")).chain(sentences(&group.rules, lang).into_iter().map(named)).collect()
}

fn of_scheme(one: &Scheme, lang: Lang) -> Vec<String> {
    let mut all = scheme::printed(one, lang);
    all.extend(scheme::formula_of(one, lang));
    all.push(scheme_digest(lang, &one.digest().grouped()));
    all
}

/// The word for where a version stands.
#[must_use]
pub fn state_title(state: RevisionState, no: Option<u32>, lang: Lang) -> String {
    match (state, no) {
        (RevisionState::Approved, Some(no)) => number(lang, no),
        (RevisionState::Returned, _) => sent_back(lang).to_owned(),
        (RevisionState::Withdrawn, _) => taken_back(lang).to_owned(),
        (RevisionState::Cut, _) => cut(lang).to_owned(),
        (RevisionState::Proposed | RevisionState::Approved, _) => waiting(lang).to_owned(),
    }
}
