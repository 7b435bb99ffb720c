//! Rulings beside the scheme: lines set after marking, rulings on ties, replacements, overrides.

use domain::rulings::{OverrideGround, Proposal};
use domain::scheme::PartNames;
use domain::view::desk::rulings::{ListWord, RulingState};

use crate::Lang;
use crate::capital;
use crate::catalogue::catalogue;
use crate::marks::column_word;
use crate::numbers;
use crate::scheme::{list_inside, list_word};

catalogue! {
    title => "裁决", "Rulings";
    lede => "计分规则之外由人决定的事项：划定合格分数线、同分裁决、递补、依决定调整名单。审核员提出，审批人批准后才生效；每次重算都照此执行。", "What people decide beside the scheme: pass lines, rulings on ties, back-filling, overrides. A screener proposes, the approver approves; only then it decides, and every computation follows it.";
    // what is open
    open => "待裁决", "Open";
    open_none => "没有待裁决的事项。", "Nothing is open.";
    open_before => "名次算出之后，待裁决的事项出现在这里。", "Once the ranking is computed, what is open appears here.";
    stale => "成绩、规则或裁决在计算之后有变动。重新计算之后，这里才是最新的。", "Marks, scheme or rulings changed after the ranking was computed. Compute again to see what is open now.";
    to_ranking => "到名次页", "To the ranking";
    what => "事项", "What";
    waits => "已提出，等待审批", "Proposed; waits for the approver";
    line_open(of: &str) => "{of}合格分数线", "Pass line: {of}";
    line_positions(n: i64) => "{n} 个职位等待划线", "{n} position waits for it" | "{n} positions wait for it";
    tie_of(position: &str, list: &str) => "{position}：{list}末位同分", "{position}: tie at the cut of the {list}";
    tie_seats(people: i64, seats: i64) => "{people} 人同分，余 {seats} 个名额", "{people} people tied, places left: {seats}";
    set_line => "划定分数线", "Set the line";
    rule => "提出裁决", "Propose a ruling";
    // replacement
    replace => "递补", "Back-filling";
    replace_lede => "有人离开名单时，选定职位和名单，按计分规则由下一名递补或留空。", "When somebody leaves a list: choose the position and the list. The next reserve moves up as the scheme says, or the place stays empty.";
    position => "职位", "Position";
    list => "名单", "List";
    // a list
    of_a_list => "名单上的一个人", "One person on a list";
    // override
    overriding => "依决定调整名单", "Override";
    overriding_lede => "有权机关对某一个人另有决定时，依决定列入或不列入名单。须从列明的理由中选定一项，由另一人批准；名单上标明并单独计数。列入的人不占他人的名额。", "Where a competent body decided about one person otherwise, that person is put on the list or taken off it. The ground comes from a fixed list and another person approves; the list marks it and counts it apart. Who is put on takes nobody's place.";
    propose_override => "提出依决定调整", "Propose an override";
    person => "调整谁的位置", "Whose place is changed";
    ground_field => "调整和理由", "What is done, and why";
    decision => "所依据的决定", "The decision that it rests on";
    decision_hint => "写明决定机关、文号或日期；审批人据此核对，不公开。", "Which body, its number or date; the approver reads it, the public does not.";
    took_part => "名单更正前已参加下一环节，保留资格", "took part in the next stage before the list was corrected";
    upheld => "异议、申诉或者成绩复核成立", "an objection, an appeal or a review was upheld";
    ordered => "上级机关或者有权机关决定", "ordered by a superior or competent authority";
    recusal => "任职回避", "recusal at the position";
    put_on(why: &str) => "列入：{why}", "Put on the list: {why}";
    taken_off(why: &str) => "不列入：{why}", "Taken off the list: {why}";
    override_on(who: &str, list: &str) => "{who} 依决定列入{list}", "{who} is put on the {list} by decision";
    override_off(who: &str, list: &str) => "{who} 依决定不列入{list}", "{who} is taken off the {list} by decision";
    // recorded
    recorded => "已提出的裁决", "Rulings so far";
    recorded_none => "还没有提出过裁决。", "None has been proposed.";
    content => "内容", "Content";
    state => "状态", "State";
    proposed => "提出", "Proposed";
    approved => "审批", "Settled";
    by_at(name: &str, at: &str) => "{name}，{at}", "{name}, {at}";
    waiting => "等待审批", "Waiting";
    standing => "有效", "In force";
    returned => "退回", "Sent back";
    superseded => "已更正或撤销", "Corrected or taken back";
    unfit => "与现在的成绩或规则不符，须更正或撤销", "No longer fits marks or scheme: correct it or take it back";
    // telling a ruling
    line_told(of: &str, line: &str) => "{of}合格分数线 {line}", "Pass line of {of}: {line}";
    everywhere => "全部职位", "all positions";
    of_class(paper: &str) => "试卷类别为“{paper}”的职位", "positions with papers of class “{paper}”";
    ruling_told(question: &str) => "同分裁决 {question}", "Ruling on {question}";
    replacement_told(out: &str, list: &str) => "{out} 离开{list}", "{out} leaves the {list}";
    moves_up(who: &str) => "{who} 递补", "{who} moves up";
    stays_empty => "名额留空", "The place stays empty";
    withdrawal => "撤销", "Taking back";
    takes_back(what: &str) => "撤销：{what}", "Takes back: {what}";
    // supplementary notice
    notice => "补充公告", "Supplementary notice";
    notice_lede => "开始报名之后，计分规则只能通过补充公告修改：审核员提出，审批人批准所示的摘要，批准后公开。此前算出的名次和名单仍记旧规则的摘要。", "Once a posting is approved its scheme changes only by a supplementary notice: a screener proposes it, the approver approves the digest shown, and it is public from then on. Rankings and lists computed before keep the digest of the old scheme.";
    notice_go => "修改计分规则（补充公告）", "Change the scheme (supplementary notice)";
    notice_told(title: &str) => "补充公告：{title}", "Supplementary notice: {title}";
    notice_name => "公告标题", "Title of the notice";
    notice_reason => "修改的理由", "Why the scheme changes";
    notice_reason_hint => "随补充公告公开。", "It is published with the notice.";
    drafted_go => "把草稿作为补充公告提出", "Propose the draft as a supplementary notice";
    drafted_changes => "草稿改动了什么", "What the draft changes";
    drafted_none => "草稿与现行规则没有不同，先在计分规则页修改。", "The draft does not differ from the scheme that holds; change it on the scheme page first.";
    drafted_behind => "草稿写好之后，现行规则已经变了。请先在计分规则页改按新规则继续。", "Another scheme came in force after the draft was begun. Let it go on from the new one on the scheme page first.";
    drafted_faulty => "草稿有不能使用的地方，请先在计分规则页改正。", "Something in the draft cannot be used yet; mend it on the scheme page first.";
    drafted_not_now => "现在不能提出补充公告。", "No supplementary notice can be proposed now.";
    notice_changes => "规则的改动", "What changes in the scheme";
    notice_file => "修改后的计分规则文件", "The changed scheme as a file";
    notice_file_hint => "TOML 或 JSON。现行规则可在计分规则页导出，改好后在这里交回。", "TOML or JSON. Take the present scheme from the scheme page, change it, and hand it back here.";
    notice_before => "原规则摘要", "Digest of the old scheme";
    notice_scheme => "新规则摘要", "Digest of the new scheme";
    notice_body => "新规则全文", "The new scheme in full";
    notice_consequence => "批准后新规则立即公开并冻结，以后的计算照此进行；此前算出的名次须重新计算。", "The new scheme is public and frozen at once and every later computation follows it; a ranking computed before has to be computed again.";
    notices => "补充公告", "Supplementary notices";
    ratio_of(position: &str, list: &str) => "{position}：{list}人数不足规定比例", "{position}: fewer than the ratio takes, {list}";
    ratio_counts(qualified: i64, seats: i64, least: i64) => "合格 {qualified} 人，按比例应有 {seats} 人，经批准不低于 {least} 人", "qualified: {qualified}; the ratio takes {seats}; with approval not below {least}";
    ratio_under => "低于最低比例，不能决定继续；须以补充公告核减计划或修改规则", "under the lowest ratio: reduce the plan or change the scheme by a supplementary notice";
    ratio_decide => "提出继续", "Propose to go on";
    propose_ratio => "提出以不足的比例继续", "Propose to go on with fewer";
    ratio_qualified => "合格人数", "Who qualified";
    ratio_seats => "按比例应有", "The ratio takes";
    ratio_least => "经批准不低于", "With approval not below";
    ratio_cause => "继续的理由", "Why it goes on";
    ratio_cause_hint => "审批人核对；随名单公开。", "The approver reads it; it is public with the list.";
    ratio_told(list: &str, qualified: u32) => "{list}以 {qualified} 人继续", "{list}: goes on with {qualified}";
    public_ratio(position: &str, qualified: u32, reason: &str) => "职位 {position} 合格 {qualified} 人，不足规定比例，经批准继续：{reason}", "Position {position}: {qualified} qualified, fewer than the ratio takes; it goes on with approval: {reason}";
    // the form
    propose_line => "划定合格分数线", "Set a pass line";
    propose_ruling => "提出裁决", "Propose a ruling";
    propose_replacement => "提出递补", "Propose a replacement";
    propose_withdrawal => "撤销一项裁决", "Take a ruling back";
    correcting => "更正一项裁决", "Correct a ruling";
    corrects => "所更正的裁决", "The ruling concerned";
    clause => "计分规则条目", "Clause of the scheme";
    seats => "名额", "Places";
    tied_people => "同分的人", "Who is tied";
    name_masked => "姓名", "Name";
    total => "综合成绩", "Composite score";
    extra_marks => "加试成绩", "Marks of the extra test";
    extra_marks_hint => "每人一个数，最多 4 位小数；高者在前。", "One number each, at most 4 decimals; the higher stands first.";
    mark_of(ticket: &str) => "{ticket} 的加试成绩", "Mark of {ticket}";
    lots => "抽签次序", "Order drawn";
    lots_hint => "按抽出的先后选 1、2、3……，每个次序只用一次。", "1 for who was drawn first, then 2, 3 …; each once.";
    lot_of(ticket: &str) => "{ticket} 抽到的次序", "Place drawn by {ticket}";
    witnesses => "见证人", "Witnesses";
    witnesses_hint => "用逗号分开，抽签至少一位。", "Separated by commas; lots need at least one.";
    number => "文号", "Number of the document";
    number_hint => "会议纪要或者决定的编号，没有的留空；随名单公开。", "Of the minutes or of the decision; empty where there is none. It is public with the list.";
    public_title => "依裁决确定的事项", "What was set by ruling";
    public_line(of: &str, line: &str, place: &str) => "{of}合格分数线 {line}（{place}）", "Pass line of {of}: {line} ({place})";
    public_lots(position: &str, order: &str) => "职位 {position} 末位同分，抽签次序：{order}", "Position {position}, tie at the cut, order of the lots: {order}";
    public_by(name: &str, at: &str) => "{name} 批准，{at}", "approved by {name}, {at}";
    public_number(number: &str) => "文号：{number}", "document {number}";
    line => "分数线", "Line";
    moves => "批准后谁会变动", "Who would move";
    moves_nobody => "没有人的成绩、名次或名单会有变动。", "Nobody's score, rank or place on a list would change.";
    moves_unknown => "成绩或裁决还不齐，或者所提内容已不相符，现在算不出谁会变动。", "Marks or rulings are not complete, or the proposal does not fit any more: who would move cannot be computed.";
    moves_withheld => "有分数线尚待划定，谁会变动在划定并重新计算之后才显示。", "A pass line is still to be set; who would move is shown once it is set and the ranking computed again.";
    reaches(list: &str, people: &str) => "{list}：{people} 人进出。这份名单还没有公布。", "{list}: people on or off it: {people}. It is not public yet.";
    reaches_public(list: &str, people: &str) => "{list}：{people} 人进出。这份名单已公布，须另发更正版；更正版公布时通知名单内容有变化的人。", "{list}: people on or off it: {people}. It is public: a corrected version has to be published, and whoever's row changes is told with it.";
    possible => "可划的分数线", "Lines that could be set";
    possible_lede(people: &str, seats: &str) => "有成绩的 {people} 人，名单名额 {seats} 个。分数线划在两行之间时，达到的人数与上面一行相同。", "People with this score: {people}; places on the list: {seats}. A line between two rows lets as many through as the upper row.";
    possible_part(all: i64) => "共 {all} 条，只列名额附近的。", "Of {all} line only those near the cut are listed." | "Of {all} lines only those near the cut are listed.";
    possible_which => "列出哪些", "Lines listed";
    possible_near => "名额附近的", "those near the cut";
    possible_all => "全部", "all";
    possible_pass => "达到的人数", "At or above";
    possible_tied => "恰在线上", "Exactly on it";
    possible_per_place => "每个名额的人数", "People for each place";
    possible_chosen => "所提分数线", "The proposed line";
    possible_not_yet => "成绩或裁决还不齐，现在数不出各条分数线的人数。", "Marks or rulings are not complete: how many each line lets through cannot be counted yet.";
    line_hint => "达到即合格，最多 4 位小数。", "At or above passes; at most 4 decimals.";
    line_scope => "适用职位", "For which positions";
    line_class => "试卷类别", "Class of papers";
    line_class_hint => "选一类的，只适用于使用这类试卷的全部职位；选了一个职位的，不再选类别。", "One class: the line is for all positions with such papers. With one position, leave this as it is.";
    all_classes => "各类试卷", "all classes";
    out => "离开名单的人", "Who leaves the list";
    cause => "离开的原因", "Why";
    cause_hint => "例如书面放弃、复审不合格；审批人据此核对。", "For example gave up in writing, failed the re-check; the approver reads it.";
    fill => "由谁递补", "Who moves up";
    fill_next(who: &str) => "下一名：{who}", "The next reserve: {who}";
    fill_next_tied(who: &str) => "下一名，同分一并递补：{who}", "The next reserves, tied: {who}";
    no_reserve => "没有可以递补的人。", "There is no reserve.";
    not_allowed => "计分规则规定这份名单不递补，离开后名额留空。", "The scheme allows no back-filling on this list; the place stays empty.";
    round => "递补轮次", "Round";
    round_same(n: i64) => "并入第 {n} 轮", "In round {n}";
    round_next(n: i64) => "开始第 {n} 轮", "Begin round {n}";
    rounds_most(n: i64) => "计分规则最多允许 {n} 轮。", "The scheme allows {n} round." | "The scheme allows {n} rounds.";
    reason => "更正或撤销的理由", "Reason";
    reason_hint => "写入记录，审批人核对。原裁决保留可查。", "It goes on record and the approver reads it. The ruling concerned stays on record too.";
    propose => "提交审批", "Send to the approver";
    propose_note => "提交后由审批人核对批准，批准之前不起作用。", "It takes effect only once the approver has approved it.";
    on_list => "名单与递补次序", "The list and its reserves";
    // one ruling
    ruling_of(code: &str) => "裁决 {code}", "Ruling {code}";
    digest => "内容摘要", "Digest";
    approve => "批准", "Approve";
    approve_consequence_binds => "批准后立即生效，写入批准人和日期，不能修改；更正须另行提出并说明理由。", "It takes effect at once with your name and the date and cannot be changed; a correction is a new ruling with a reason.";
    approve_consequence_again => "名次须由审核员重新计算，之后发布的名单照此执行。", "The ranking has to be computed again by a screener; lists published after that follow it.";
    send_back => "退回", "Send back";
    send_back_reason => "退回的理由", "Reason";
    send_back_hint => "提出的人会看到。", "Who proposed it reads this.";
    correct => "更正", "Correct it";
    take_back => "撤销", "Take it back";
    superseded_by => "取代它的裁决", "Superseded by";
    returned_because => "退回理由", "Sent back because";
    back => "返回裁决", "Back to the rulings";
}

/// Why a list is changed by decision.
#[must_use]
pub fn ground(ground: OverrideGround, lang: Lang) -> &'static str {
    match ground {
        OverrideGround::TookPart => took_part(lang),
        OverrideGround::Upheld => upheld(lang),
        OverrideGround::OrderedOn | OverrideGround::OrderedOff => ordered(lang),
        OverrideGround::Recusal => recusal(lang),
    }
}

/// What an override of this ground does, and why.
#[must_use]
pub fn overriding_of(lang: Lang, of: OverrideGround) -> String {
    let why = ground(of, lang);
    if of.puts_on() { put_on(lang, why) } else { taken_off(lang, why) }
}

/// The word for where a ruling stands.
#[must_use]
pub fn state_word(lang: Lang, state: RulingState) -> &'static str {
    match state {
        RulingState::Waiting => waiting(lang),
        RulingState::Standing => standing(lang),
        RulingState::Returned => returned(lang),
        RulingState::Superseded => superseded(lang),
    }
}

/// What a line is of: a component as the scheme calls it, the composite score, or a list's floor.
#[must_use]
pub fn of_word(lang: Lang, of: &str, label: Option<&str>) -> String {
    match of.split_once('.') {
        Some(("floor", list)) => capital(lang, &list_word(lang, list, label)),
        Some(("conditional", component)) => column_word(lang, component, label),
        _ => column_word(lang, of, label),
    }
}

/// What the scheme calls that which a line is of.
fn line_name<'a>(names: &'a PartNames, of: &str) -> Option<&'a str> {
    match of.split_once('.') {
        Some(("floor", list)) => names.list(list),
        Some(("conditional", component)) => names.part(component),
        _ => names.part(of),
    }
}

/// A list in the middle of a sentence.
#[must_use]
pub fn list_of(lang: Lang, list: &ListWord) -> String {
    list_inside(lang, &list.key, list.name.as_deref())
}

/// A question that a ranking leaves open, by its id (`POSITION/LIST` or `POSITION/line/OF`): the position and what is asked of it.
#[must_use]
pub fn question_word(lang: Lang, names: &PartNames, id: &str) -> String {
    let Some((position, rest)) = id.split_once('/') else { return id.to_owned() };
    let what = match rest.strip_prefix("line/") {
        Some(of) => of_word(lang, of, line_name(names, of)),
        None => {
            let list = rest.strip_prefix("ratio.").unwrap_or(rest);
            list_word(lang, list, names.list(list))
        }
    };
    [position, &what].join(" · ")
}

/// For which positions a line is set: one by its code, those of a class of papers, or all.
#[must_use]
pub fn line_places(lang: Lang, position: Option<&str>, paper: Option<&str>) -> String {
    match (position, paper) {
        (Some(code), _) => code.to_owned(),
        (None, Some(paper)) => of_class(lang, paper),
        (None, None) => everywhere(lang).to_owned(),
    }
}

/// What is decided, in one line, with what the scheme calls its parts.
#[must_use]
pub fn tell(
    lang: Lang,
    names: &PartNames,
    proposal: &Proposal,
    takes_back_what: Option<&Proposal>,
) -> String {
    match proposal {
        Proposal::Line { position, paper, of, line, .. } => {
            let told = line_told(lang, &of_word(lang, of, line_name(names, of)), &line.to_string());
            [told, line_places(lang, position.as_deref(), paper.as_deref())].join(" · ")
        }
        Proposal::Tie { question, .. } => ruling_told(lang, &question_word(lang, names, question)),
        Proposal::Replacement { position, stage, out, r#in, .. } => {
            let left = replacement_told(lang, out, &list_inside(lang, stage, names.list(stage)));
            let up = if r#in.is_empty() {
                stays_empty(lang).to_owned()
            } else {
                moves_up(lang, &numbers::list(lang, r#in))
            };
            [position.as_str(), &left, &up].join(" · ")
        }
        Proposal::Override { position, stage, candidate, ground, .. } => {
            let list = list_inside(lang, stage, names.list(stage));
            let told = if ground.puts_on() {
                override_on(lang, candidate, &list)
            } else {
                override_off(lang, candidate, &list)
            };
            [position.as_str(), &told].join(" · ")
        }
        Proposal::Ratio { position, stage, qualified, .. } => {
            let list = list_word(lang, stage, names.list(stage));
            [position.as_str(), &ratio_told(lang, &list, *qualified)].join(" · ")
        }
        Proposal::Notice { title, .. } => notice_told(lang, title),
        Proposal::Withdrawal => takes_back_what.map_or_else(
            || withdrawal(lang).to_owned(),
            |what| takes_back(lang, &tell(lang, names, what, None)),
        ),
    }
}
