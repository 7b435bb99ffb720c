//! The standing pages: about, privacy, accessibility, how to check a list.

use domain::digest::Digest;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    // about
    about_lede => "本站办理公务员公开遴选：公告、报名、资格审查、成绩、名单，从头到尾在一处。", "This site runs open selections of civil servants: notice, registration, screening, marks and lists, all in one place.";
    about_public_title => "什么是公开的", "What is public";
    about_public => "公告、职位、计分规则和名单人人可看，不用登录。名单发布后不再改动。", "Notices, positions, schemes and lists are open to everyone without signing in. A published list is never changed.";
    about_exact_title => "成绩怎样计算", "How scores are computed";
    about_exact => "按每次遴选公布的计分规则精确计算，只在规则写明的地方取舍小数。规则没有定下先后的，不由程序任意排列，须由人裁决并记录。", "Scores are computed exactly by the scheme of each posting and rounded only where the scheme says so. Where a scheme leaves an order open, no program picks one: a person rules, and it is recorded.";
    about_two_title => "谁来把关", "Who watches";
    about_two => "公告由公务员主管部门批准，名单由第二人签发，监督员可以查看全部过程。每一步操作都有记录，记录不能修改或删除。", "The competent department approves the notice, a second person signs the list, a supervisor may read everything. Every act leaves a record that can be neither changed nor deleted.";
    about_first_title => "为什么第一名可能不被遴选", "Why the first may not be chosen";
    about_first => "综合成绩决定谁进入差额考察。此后遴选机关根据考察等情况集体研究决定，综合成绩不是唯一依据。", "The composite score decides who is inspected. After that the selecting authority decides collectively; the score is not the only ground.";
    // privacy
    privacy_lede => "只收集报名和考试需要的信息，只给需要的人看。", "Only what registration and examination need is collected, and only those who need it see it.";
    privacy_what_title => "收集什么", "What is collected";
    privacy_what => "用户名和密码（密码只保存不可还原的摘要）；报名申请中的姓名、身份证号（含出生日期）、联系电话、单位和职务职级、基层工作经历、学历学位和专业、政治面貌、年度考核、家庭成员和您写的说明；照片和证明材料；您为接收消息填写的邮箱或电话；发给您的消息；成绩，资格审查、考察和体检的结论，集体研究决定、转任和试用的情况，退出的原因，异议；登录时的网络地址。", "User name and password (of the password only an irreversible digest); in the application name, resident identity number (with the date of birth), telephone, unit, post and rank, grassroots work, education and field of study, political status, appraisals, family and remarks; photo and certificates; mail address or telephone number that you give for messages; the messages; marks, what screening, inspection and medical came to, what was decided of you, transfer and probation, why you left, objections; the network address that you sign in from.";
    privacy_who_title => "谁能看到", "Who sees it";
    privacy_who => "您自己，以及被分派办理这次遴选的工作人员。身份证号和电话平时只显示首尾几位，查看完整内容会留下记录。管理员不能查看报名申请。", "You, and the staff assigned to the selection. Identity number and telephone are shown masked; reading them in full leaves a record. The administrator sees no application.";
    privacy_public_title => "公开什么", "What is published";
    privacy_public => "各阶段名单列准考证号、职位、成绩、名次和结果；计分规则规定的，还列姓名（或隐去部分的姓名）和现工作单位。拟遴选人选的公示依规定列姓名、现工作单位和职务。身份证号和电话不会出现在任何名单、附件或网页源代码中。", "The lists of the stages show ticket number, position, scores, rank and result, and where the scheme says so the name, in full or masked, and the present unit. The list of proposed persons names them with unit and post, as the rules require. Identity and telephone numbers appear on no list, in no attachment and in no page source.";
    privacy_how_title => "怎样保护", "How it is protected";
    privacy_how => "报名所填的内容、审查意见和登录地址都加密保存，每项都绑定在它自己的位置上；操作记录里只留摘要，地址和理由期满删除。登录只用一个必需的 Cookie，公开页面不用 Cookie，不使用任何统计或广告程序。", "What you fill in, what is said in screening and the address you sign in from are stored encrypted, each bound to its place; the audit trail holds digests only, addresses and reasons are removed after a term. Signing in uses one necessary cookie; public pages use none. There are no statistics or advertising programs.";
    privacy_long_title => "保存多久", "For how long";
    privacy_long => "登录地址、工作人员写下的理由、消息和网页上的名单都有期限，由部署单位设定（通常依次为 180 天、3 年、3 年、1 年），期满自动删除或下网。照片和证明材料在遴选结束或者终止后再保存一段时间（通常 3 年），期满自动删除内容，只留名称、大小和摘要。报名内容、成绩和封存的名单随遴选档案保存，目前没有自动删除的期限。", "Addresses, officers' reasons, messages and lists on the web have terms that the installation sets (usually 180 days, 3 years, 3 years, 1 year), after which they are removed or leave the web by themselves. Photos and certificates are kept for a term after the selection is closed or ended (usually 3 years); then their contents are deleted, and name, size and digest stay. Applications, marks and sealed lists are kept with the file of the selection; there is no term for them yet.";
    // agreeing to the privacy page
    privacy_asked_title => "请确认个人信息保护说明", "Please agree to the privacy page";
    privacy_asked => "您还没有确认现在的说明，请阅读并确认。说明在您上次确认之后有改动的，确认之后才能提交报名申请。", "You have not agreed to it as it is now. Please read it and agree. Where it has changed since you last agreed, an application can be submitted only afterwards.";
    privacy_agree => "我已阅读，确认", "I have read it and agree";
    privacy_box => "与本页内容一并保存。说明在新窗口打开，已填写的内容不会丢失。", "It is saved together with this page. The privacy page opens in a new window; nothing that you typed is lost.";
    privacy_agreed_title => "已确认的个人信息保护说明", "What you agreed to of the privacy page";
    privacy_agreed_on(at: &str, edition: &str, language: &str) => "{at} 确认，{language}，版本 {edition}。", "On {at}, {language}, edition {edition}.";
    privacy_none => "还没有确认过。", "Nothing yet.";
    in_chinese => "中文页面", "read in Chinese";
    in_english => "英文页面", "read in English";
    // accessibility
    accessibility_lede => "本站力求人人能用：键盘、读屏软件、放大、高对比度和打印都可以。", "This site is made to be used by everyone: with keyboard, screen reader, magnification, high contrast, and on paper.";
    accessibility_what_title => "已经做到的", "What is done";
    accessibility_keyboard => "所有操作都可以用键盘完成，焦点始终看得见。", "Everything can be done from the keyboard, and the focus is always visible.";
    accessibility_scripts => "公开页面不用脚本；报名和查询在没有脚本时也能完成。", "Public pages use no scripts; registration and enquiry work without them.";
    accessibility_colour => "状态都有文字和形状，不只靠颜色区分。", "States have a word and a shape, never colour alone.";
    accessibility_small => "在 320 像素宽的屏幕上不需要左右滚动。", "Nothing scrolls sideways on a screen of 320 pixels.";
    accessibility_tables => "表格有标题和表头，可以按 A4 纸打印。", "Tables have captions and head cells, and print on A4.";
    accessibility_limits_title => "目前的限制", "Known limits";
    accessibility_limits => "没有脚本时，工作人员的成绩录入表不能粘贴整列，录错的成绩在提交时才提示。公告正文由遴选机关撰写，只有中文。", "Without scripts the officers' mark grid takes no pasted columns, and tells a wrong mark when it is sent. Notices are written by the selecting authority, in Chinese only.";
    // verify
    verify_lede => "您不必相信本站：每份名单都可以自己核验。", "You need not trust this site: every list can be checked.";
    verify_same_title => "是不是同一份名单", "Is it the same list?";
    verify_same => "下载名单的 CSV 文件，计算它的 SHA-256，与网页上的摘要逐组比较。相同，就是同一份名单，一个字都没有改。", "Download the list as CSV, compute its SHA-256 and compare it with the digest on the page, group by group. If they are equal, it is the same list to the last character.";
    verify_windows => "Windows（命令提示符）：", "Windows (command prompt):";
    verify_unix => "Linux 或 macOS（终端）：", "Linux or macOS (terminal):";
    verify_tool => "用本站的开源程序核验 CSV、xlsx 或 PDF：", "With this site's open-source program, CSV, xlsx or PDF:";
    verify_right_title => "算得对不对", "Is it computed right?";
    verify_right => "计分规则写在公告里。名单列出每项成绩的，用笔或电子表格按规则计算，应得到同样的综合成绩和名次。", "The scheme stands in the notice. Where the list shows every score, with pen or spreadsheet the same composite scores and ranks come out.";
    verify_rank => "同一个程序也能离线计算整张名单：", "The same program computes a whole list offline:";
    verify_then_title => "发布之后有没有动过", "Was it touched after publication?";
    verify_then => "每一步操作连同它写下的数据（成绩、审查结论、名单等）记入操作记录，操作记录按时间封存，每个封印的链值包含此前全部封印。名单上印有发布前最新封印的编号和链值。要改动或删去其中任何一条旧记录而不被发现，就得让已经印出的链值也跟着变，而印在别处的名单改不了。", "Every act is an entry of the audit trail together with what it wrote (marks, verdicts, lists and so on). The trail is sealed in order of time, and the link of each seal covers all seals before it. A list shows the number and link of the newest seal before it was published. To change or remove an old entry unseen, the links that were already printed would have to change too, and copies of a list elsewhere do not.";
    verify_chain => "部署单位和监督员可以在服务器上，用名单上印的编号和链值核对操作记录和数据：", "Whoever runs the site can check the audit trail and the data on the server against the number and link that a list shows:";
    // glossary
    glossary_lede => "同一件事，本站处处用同一个词。", "One word for one thing on every page.";
    glossary_term => "词语", "Term";
    glossary_english => "英文", "In Chinese";
    glossary_meaning => "意思", "Meaning";
}

/// What the privacy page says: its lede, then each heading with its words.
#[must_use]
pub fn privacy_parts(lang: Lang) -> [(&'static str, &'static str); 5] {
    [
        (privacy_what_title(lang), privacy_what(lang)),
        (privacy_who_title(lang), privacy_who(lang)),
        (privacy_public_title(lang), privacy_public(lang)),
        (privacy_how_title(lang), privacy_how(lang)),
        (privacy_long_title(lang), privacy_long(lang)),
    ]
}

/// The edition of the privacy page: the digest of everything that it says, in every language. Whoever agreed to one language agreed to
/// what the other says too.
#[must_use]
pub fn privacy_edition() -> Digest {
    let mut all = String::new();
    for lang in Lang::ALL {
        let parts = privacy_parts(lang);
        let said = parts.iter().flat_map(|(title, words)| [*title, *words]);
        for words in [lang.code(), privacy_lede(lang)].into_iter().chain(said) {
            all.push_str(words);
            all.push('\n');
        }
    }
    Digest::of(all.as_bytes())
}

/// The language in which the page was read, by its code, in words.
#[must_use]
pub fn read_in(code: &str, lang: Lang) -> &'static str {
    match Lang::from_code(code) {
        Some(Lang::En) => in_english(lang),
        Some(Lang::Zh) | None => in_chinese(lang),
    }
}
