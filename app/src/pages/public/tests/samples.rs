//! Sample views: unreal names, numbers of the usual size.

use domain::calendar::{Instant, Window};
use domain::course::{DecisionKind, Stop};
use domain::digest::Digest;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::lists::{Change, ChangedCell, Moved};
use domain::posting::{Following, Telephones};
use domain::reason::{PostingsWhy, SchemesWhy};
use domain::scheme::{Scheme, Status};
use domain::view::public::lists::*;
use domain::view::public::postings::*;

use super::super::error::Trouble;

const NOW: i64 = 1_789_531_200_000; // 2026-09-16 12:00 Beijing time
const HOUR: i64 = 3_600_000;

fn code(n: u64) -> Code {
    Code::from_bits(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) & 0x3_FFFF_FFFF_FFFF)
}

fn posting_head(n: u64, phase: Phase, title: &str) -> PostingHead {
    let registration = match phase {
        Phase::Approved => Window { opens: Instant(NOW + 48 * HOUR), closes: Instant(NOW + 200 * HOUR) },
        Phase::Registering => Window { opens: Instant(NOW - 195 * HOUR), closes: Instant(NOW + 30 * HOUR) },
        _ => Window { opens: Instant(NOW - 900 * HOUR), closes: Instant(NOW - 500 * HOUR) },
    };
    PostingHead {
        code: code(n),
        title: title.to_owned(),
        authority: "省委组织部、省公务员局".to_owned(),
        phase,
        registration,
        positions: 214,
        plan: 326,
        stop: None,
    }
}

fn decided() -> Vec<Decided> {
    let line = DecidedWhat::Line {
        of: "written".to_owned(),
        label: Some("笔试".to_owned()),
        line: "60".to_owned(),
        position: None,
        paper: None,
    };
    let order = ["20260002", "20260001"].map(str::to_owned).to_vec();
    let lots = DecidedWhat::Lots { position: "0010001".to_owned(), order };
    let one = |n: u64, what: DecidedWhat, number: &str| Decided {
        code: code(n),
        what,
        number: number.to_owned(),
        by: "陈审批".to_owned(),
        at: Instant(NOW),
    };
    let reason = "职位专业性强，报考人数少。".to_owned();
    let ratio = DecidedWhat::Ratio { position: "0010002".to_owned(), qualified: 8, reason };
    vec![one(301, line, "〔2026〕31号"), one(302, lots, ""), one(303, ratio, "")]
}

fn list_head(n: u64, version: u32) -> ListHead {
    ListHead {
        code: code(100 + n),
        posting: code(1),
        posting_title: "2026年度省直机关公开遴选公务员".to_owned(),
        stage: "inspection".to_owned(),
        name: Some("差额考察人选名单".to_owned()),
        version,
        published_at: Instant(NOW - 3 * HOUR),
        people: 15,
        chosen: 9,
        superseded_by: None,
        under_correction: None,
    }
}

pub fn home() -> Home {
    Home {
        now: Instant(NOW),
        postings: vec![
            posting_head(1, Phase::Registering, "2026年度省直机关公开遴选公务员"),
            posting_head(2, Phase::Approved, "2026年度市直机关公开遴选公务员"),
            posting_head(3, Phase::Screening, "2026年省高级人民法院公开遴选法官助理"),
            posting_head(4, Phase::Published, "2025年度省直机关公开遴选公务员"),
        ],
        lists: lists().lists,
    }
}

pub fn home_empty() -> Home {
    Home { now: Instant(NOW), postings: vec![], lists: vec![] }
}

pub fn lists() -> Lists {
    let newer = NewerVersion { code: code(101), version: 2 };
    Lists { lists: vec![list_head(1, 2), ListHead { superseded_by: Some(newer), ..list_head(2, 1) }] }
}

pub fn scheme() -> Scheme {
    serde_json::from_value(serde_json::json!({
        "components": [
            { "key": "written", "name": "笔试", "weight": 50, "parts": [
                { "key": "common", "name": "公共科目", "weight": 60 }, { "key": "special", "name": "专业科目", "weight": 40 } ] },
            { "key": "interview", "name": "面试", "weight": 50, "line": 60, "panel": { "size": 7, "drop_high": 1, "drop_low": 1 } }
        ],
        "shortlists": [
            { "to": "interview", "score": "written", "ratio": "5:1" }, { "to": "inspection", "score": "total", "ratio": "2:1" }
        ]
    }))
    .expect("a scheme")
}

fn positions() -> Vec<Position> {
    [
        ("0010001", "省发展改革委", "规划处四级主任科员", 1, "35 周岁以下，本科，经济学类，基层 2 年"),
        ("0010002", "省财政厅", "预算处四级主任科员", 2, "35 周岁以下，本科，财政学类、会计，基层 2 年"),
        ("0010003", "省生态环境厅", "法规处三级主任科员", 1, "38 周岁以下，研究生，法学类，基层 2 年"),
        ("0010004", "省卫生健康委", "疾控处四级主任科员", 1, ""),
    ]
    .into_iter()
    .zip(20..)
    .map(|((number, unit, title, plan, conditions), n)| Position {
        code: code(n),
        number: number.to_owned(),
        unit: unit.to_owned(),
        title: title.to_owned(),
        plan,
        planned: (number == "0010002").then_some(3),
        conditions: conditions.to_owned(),
        details: details(number),
        scheme: None,
    })
    .collect()
}

/// Kept columns of the second position.
fn details(number: &str) -> Vec<domain::posting::Detail> {
    use domain::posting::{About, Detail};
    let detail = |title: &str, text: &str, about| Detail {
        title: domain::typed::Line::stored(title.to_owned()),
        text: domain::typed::Words::stored(text.to_owned()),
        about,
    };
    let all = vec![
        detail("学历", "研究生<br>", About::Education),
        detail("工作地点", "省会", About::Nothing),
        detail("备注<script>", "最低服务五年\n\"&", About::Words),
    ];
    if number == "0010002" { all } else { Vec::new() }
}

/// Conditions of all positions, and a group that comes on top.
fn conditions() -> domain::eligibility::Conditions {
    use domain::eligibility::{Choice, Condition, Conditions, Group, Listed, Politics, Rank, RankAge, Rule};
    let rank = Some(RankAge { from: Rank::SecondConsultant, years: 43 });
    let any = vec![
        Rule::One(Condition::ServiceYears { years: 2 }),
        Rule::One(Condition::InWords { words: "<b>熟悉</b>公文写作".to_owned(), of: None }),
    ];
    let group = Group {
        name: domain::typed::Line::stored("党务类<职位>".to_owned()),
        positions: positions()
            .iter()
            .take(1)
            .map(|one| domain::typed::Label::stored(one.number.clone()))
            .collect(),
        instead: false,
        rules: vec![Rule::One(Condition::Listed {
            of: Listed::Politics,
            one_of: vec![Choice::Politics(Politics::PartyMember)],
        })],
    };
    let general = vec![Rule::One(Condition::AgeAtMost { years: 35, rank }), Rule::Any(any)];
    Conditions { general, groups: vec![group], ..Conditions::default() }
}

/// Another that was suspended, resumed and then ended, for a reason that is hostile markup.
pub fn stopped(phase: Phase) -> Posting {
    let stop = Stop { reason: REASON.to_owned(), at: Instant(STOPPED_AT), from: Phase::Screening };
    let head = PostingHead {
        stop: Some(stop), ..posting_head(1, phase, "2026年度省直机关公开遴选公务员")
    };
    Posting { head, ..posting() }
}

/// When it stopped.
pub const STOPPED_AT: i64 = NOW - HOUR;

const REASON: &str = "<b>考点</b>停电，另行通知。";

fn decisions() -> Vec<CourseLine> {
    let line =
        |kind, hours: i64| CourseLine { kind, at: Instant(NOW - hours * HOUR), reason: REASON.to_owned() };
    vec![line(DecisionKind::Resume, 2), line(DecisionKind::Suspend, 20)]
}

/// A list of it.
pub fn stopped_list() -> List {
    let stop = stopped(Phase::Suspended).head.stop.map(|stop| (Phase::Suspended, stop));
    List { stop, ..list() }
}

/// The page of a position of it.
pub fn stopped_position() -> PositionPage {
    PositionPage { head: stopped(Phase::Suspended).head, ..position_page() }
}

pub fn posting() -> Posting {
    Posting {
        now: Instant(NOW),
        head: posting_head(1, Phase::Registering, "2026年度省直机关公开遴选公务员"),
        notice: "根据《公务员公开遴选办法》，现面向全省公开遴选公务员。\n\n每人报一个职位，由所在单位审核推荐。<script>\n一、<b>纪律\n# 附则".to_owned(),
        telephones: Telephones::stored("0551-62606371", "12380"),
        following: Following { trial: 30, service: 36 },
        timetable: timetable(),
        schemes: vec![
            NamedScheme { name: None, scheme: scheme() },
            NamedScheme { name: Some("专业测试职位".to_owned()), scheme: scheme() },
        ],
        conditions: conditions(),
        counted_at: domain::eligibility::Day::from_parts(2026, 11, 20),
        positions: positions(),
        decided: decided(),
        lists: vec![list_head(1, 1)],
        notices: vec![domain::view::public::postings::SupplementaryNotice {
            title: "关于调整考察比例的补充公告".to_owned(),
            reason: "经批准，考察比例调整为 3:1。".to_owned(),
            at: Instant(NOW),
            before: domain::digest::Digest::of(b"before"),
            scheme: domain::digest::Digest::of(b"after"),
        }],
        revisions: revisions(),
        decisions: decisions(),
        openings: vec![domain::view::public::postings::ConfirmedOpening {
            at: Instant(NOW),
            reason: "报名人数未达到开考比例。".to_owned(),
            until: Some(Instant(NOW + 86_400_000)),
            lines: vec![("0010002".to_owned(), 5, domain::opening::Opened { plan: 3, places: 2 })],
            merged: Vec::new(),
        }],
        adjustments: vec![domain::view::public::postings::ConfirmedRound {
            at: Instant(NOW),
            reason: "面试名单公布后仍缺人。".to_owned(),
            window: domain::calendar::Window { opens: Instant(NOW), closes: Instant(NOW + 172_800_000) },
            places: vec![domain::adjusting::Taking {
                number: "0010002".to_owned(),
                words: "省财政厅 <b>处室".to_owned(),
                places: 2,
            }],
        }],
        terms: domain::objections::ObjectionKind::ALL.iter().filter_map(|kind| Some((*kind, kind.usual()?))).collect(),
        files: vec![PublicFile { file: notice_file(), lies: Digest::of(b"sealed") }],
    }
}

fn timetable() -> domain::timetable::Timetable {
    use domain::timetable::{Stage, StageKind, Timetable, When};
    let stage = |kind, name: Option<&str>, when| {
        let name = name.map(|name| domain::typed::Line::stored(name.to_owned()));
        Stage { kind, name, when }
    };
    let window = domain::calendar::Window { opens: Instant(NOW), closes: Instant(NOW + 864_000_000) };
    let day = domain::eligibility::Day::from_parts(2026, 12, 20).expect("a day");
    Timetable(vec![
        stage(StageKind::Screening, None, When::Within(window)),
        stage(StageKind::Written, Some("综合能力<b>"), When::On(day)),
        stage(StageKind::Interview, None, When::Open),
    ])
}

fn notice_file() -> domain::uploads::NoticeFile {
    domain::uploads::NoticeFile {
        code: code(77),
        title: domain::typed::Line::stored("职位表<b>".to_owned()),
        kind: domain::uploads::Kind::Pdf,
        size: 1_234_567,
        digest: Digest::of(b"table"),
    }
}

fn revisions() -> Vec<domain::view::public::postings::Revision> {
    use domain::revision::{Change, Pair};
    let at = |hours: i64| Instant(NOW + hours * 3_600_000);
    let words = Pair { before: "<b>本科</b>".to_owned(), after: "硕士研究生".to_owned() };
    let second = vec![
        Change::Closes(Pair { before: at(1), after: at(25) }),
        Change::Plan("0010001".to_owned(), Pair { before: 2, after: 1 }),
        Change::Words("0010001".to_owned(), words),
    ];
    let one = |no, reason: &str, changes| domain::view::public::postings::Revision {
        no,
        at: Instant(NOW),
        reason: reason.to_owned(),
        digest: domain::digest::Digest::of(b"contents"),
        changes,
    };
    vec![one(2, "网络故障，报名时间延长一天。", second), one(1, "", Vec::new())]
}

pub fn position_page() -> PositionPage {
    let position = positions().remove(1);
    let head = posting().head;
    let cells = domain::posting::PositionCells {
        code: &position.number,
        unit: &position.unit,
        title: &position.title,
        plan: "2",
        conditions: &position.conditions,
        scheme: "",
    };
    let terms = domain::posting::PositionTerms::read("p", &cells).expect("a position");
    let terms = domain::posting::PositionTerms { details: position.details.clone(), ..terms };
    let asked = conditions().asked_of(&terms, head.registration);
    PositionPage {
        now: Instant(NOW),
        head,
        position,
        scheme: Some(scheme()),
        asked,
        photo: Some(domain::uploads::PhotoSize::USUAL),
    }
}

/// A self-check with answers: judged, or as it comes back where some cannot be read.
pub fn self_check(readable: bool) -> domain::view::public::postings::SelfCheckPage {
    use domain::eligibility::{Wanted, judge_all};
    use domain::registration::SelfCheck;
    let page = position_page();
    let asked = page.asked.clone().expect("the sample asks something");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let birth = if readable { "1990-01-02" } else { "<b>x</b>" };
    let answers = SelfCheck::read(&[pair("birth", birth), pair("degree", "master")], false);
    let (form, wanted) = (domain::registration::Form::standard(), Wanted::of(&asked.rules));
    let refused = answers.faults(form, &wanted);
    let judged = readable.then(|| judge_all(&asked.rules, &answers.facts(form, &wanted, asked.at), asked.at));
    domain::view::public::postings::SelfCheckPage { page, asked, answers, judged, refused }
}

fn row(ticket: &str, values: [&str; 3], rank: &str, result: ListResult) -> ListRow {
    ListRow {
        ticket: ticket.to_owned(),
        name: None,
        values: values.map(str::to_owned).to_vec(),
        rank: rank.to_owned(),
        tied: false,
        unranked: None,
        placed: None,
        result,
    }
}

fn groups() -> Vec<ListGroup> {
    let [first, second, third, _] = <[Position; 4]>::try_from(positions()).expect("four");
    let group = |at: Position, rows| ListGroup {
        number: at.number,
        unit: at.unit,
        title: at.title,
        plan: at.plan,
        rows,
    };
    let tied = |row: ListRow| ListRow { tied: true, ..row };
    let unranked = |row: ListRow, why| ListRow { unranked: Some(why), ..row };
    vec![
        group(
            first,
            vec![
                row("20267135241", ["80.03", "79.59", "79.81"], "1", ListResult::In),
                row("20269513358", ["76.39", "75.39", "75.89"], "2", ListResult::In),
                row("20262441955", ["72.10", "75.52", "73.81"], "3", ListResult::Reserve(1)),
                unranked(
                    row("20262171979", ["72.47", "absent", ""], "", ListResult::Out),
                    Unranked::Status(Status::Absent),
                ),
            ],
        ),
        group(
            second,
            vec![
                row("20262037872", ["83.87", "82.87", "83.37"], "1", ListResult::In),
                row("20267655194", ["80.03", "79.11", "79.57"], "2", ListResult::In),
                row("20264709137", ["76.09", "81.49", "78.79"], "3", ListResult::Out),
                unranked(
                    row("20263234302", ["75.89", "58.33", "67.11"], "", ListResult::Out),
                    Unranked::BelowLine,
                ),
            ],
        ),
        group(
            third,
            vec![
                row("20262053424", ["77.76", "82.60", "80.18"], "1", ListResult::In),
                tied(row("20264455413", ["79.24", "78.46", "78.85"], "2", ListResult::In)),
                tied(row("20269920785", ["78.83", "78.87", "78.85"], "2", ListResult::In)),
                row("20266270514", ["73.82", "74.68", "74.25"], "4", ListResult::Open),
            ],
        ),
    ]
}

pub fn list() -> List {
    let column = |key: &str, name: &str| ListColumn { key: key.to_owned(), name: Some(name.to_owned()) };
    List {
        head: list_head(1, 2),
        authority: "省委组织部、省公务员局".to_owned(),
        schemes: vec![
            NamedScheme { name: None, scheme: scheme() },
            NamedScheme { name: Some("专业测试职位".to_owned()), scheme: scheme() },
        ],
        columns: vec![
            column("written", "笔试"),
            column("interview", "面试"),
            ListColumn { key: "total".to_owned(), name: None },
        ],
        groups: groups(),
        proposal: None,
        digest: Digest::of(b"list"),
        revision: 2,
        scheme_digest: Some(Digest::of(b"scheme")),
        rulings_digest: Some(Digest::of(b"rulings")),
        engine: "0.1.0".to_owned(),
        audit_seal: Some(domain::digest::SealLink { no: 12, link: Digest::of(b"link") }),
        versions: vec![
            VersionLine {
                code: code(101),
                version: 2,
                published_at: Instant(NOW),
                reason: Some("一人专业科目成绩录入有误".to_owned()),
                corrections: Vec::new(),
            },
            VersionLine {
                code: code(102),
                version: 1,
                published_at: Instant(NOW - 24 * HOUR),
                reason: None,
                corrections: vec![CorrectionLine {
                    since: Instant(NOW - 12 * HOUR),
                    reason: "一人专业科目成绩录入有误".to_owned(),
                    kept: None,
                }],
            },
        ],
        difference: Some(Difference {
            came: 0,
            left: 0,
            changed: 1,
            moved: vec![Moved {
                position: "0010001".to_owned(),
                ticket: "20260001".to_owned(),
                change: Change::Changed,
                cells: vec![ChangedCell {
                    column: "written".to_owned(),
                    before: "70.5".to_owned(),
                    after: "75.5".to_owned(),
                }],
            }],
        }),
        stop: None,
        decided: decided(),
        supervised: vec![Instant(1_795_000_000_000)],
        telephones: Telephones::stored("0551-62606371", "12380"),
    }
}

pub fn long_list() -> List {
    let newer = NewerVersion { code: code(103), version: 3 };
    let mut list = list();
    list.head.people = WHOLE_LIST + 1;
    list.head.superseded_by = Some(newer);
    list
}

pub fn troubles() -> Vec<Trouble> {
    vec![
        Trouble::Forbidden,
        Trouble::Missing,
        Trouble::Stale,
        Trouble::Refused(vec![SchemesWhy::NoScheme.reason(), PostingsWhy::NoPositions.reason()]),
        Trouble::Transport,
        Trouble::Busy,
        Trouble::Damaged,
        Trouble::Internal("7H2KQ0M3XA".to_owned()),
    ]
}
