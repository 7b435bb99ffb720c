//! What stands on papers beside the words of pages: receipts, the recommendation form, printed lists.

use crate::catalogue::catalogue;

catalogue! {
    receipt_title => "报名申请回执", "Receipt of an application";
    form_title => "公开遴选公务员报名推荐表", "Registration and recommendation form";
    left_out_title => "未生成的报名", "Not in this file";
    left_out_words => "下列报名编号没有生成：没有存档的提交内容、姓名等有字库中没有的字，或者照片取不到。请打开该报名单独处理。", "The applications of these numbers have no paper here: nothing that was sent is kept, a character is in no font, or the photo cannot be had. Open each of them by itself.";
    photo => "照片", "Photo";
    version_code => "版本码", "Version code";
    version_code_of(code: &str) => "版本码 {code}", "Version code {code}";
    form_voided => "本表由报名系统生成，涂改无效。报名内容修改并重新提交后，版本码随之改变，本表作废。", "Made by the system; alterations by hand do not count. Once the application is changed and submitted again it has another version code, and this form is void.";
    receipt_proves => "以上为服务器收到的全部内容。摘要由所保存的文件算出。", "This is everything that the server received. The digest is computed from the document as it was kept.";
    promise => "本人承诺：以上内容真实、准确；如有不实，自愿承担取消资格等后果。", "I declare that everything above is true and exact; I accept disqualification if it is not.";
    signature => "本人签名：", "Signature:";
    date => "年　　月　　日", "Date:";
    unit_opinion => "所在单位推荐意见", "Recommendation of the present unit";
    authority_opinion => "任免机关意见", "Opinion of the appointing authority";
    screening_opinion => "资格审查意见", "Opinion of screening";
    stamp => "（盖章）", "(stamp)";
    position_applied => "报考职位", "Position applied for";
    list_made_from => "本件由封存的名单印出，名单原文附于文件内。请用 linxuan verify 核验。", "Printed from the sealed list, which is attached to this file. Check it by linxuan verify.";
    verdict_title => "资格审查结果通知", "Result of screening";
    verdict_to(name: &str) => "{name}：", "To {name}";
    verdict_passed(place: &str) => "您报考的职位（{place}），经资格审查，结果为：通过。", "Your application for the position {place} has been screened. The result: you passed.";
    verdict_refused(place: &str) => "您报考的职位（{place}），经资格审查，结果为：不通过。", "Your application for the position {place} has been screened. The result: refused.";
    verdict_passed_next => "准考证号和考试安排，以公告和本人的报名页面为准。", "For your ticket and the examinations see the notice and the page of your application.";
    verdict_voided => "本通知记载的是下载时的审查结果。结果更正的，以更正后的为准。", "This notice says what the result was when it was downloaded. A corrected result takes its place.";
    stages_note => "以上为打印时已公布的安排，以公告页最新版次为准。时间均为北京时间。", "As announced when this was printed; the latest revision of the notice counts. Times are Beijing time.";
    ticket_title => "准考证", "Ticket";
    interview_title => "面试通知", "Notice of the interview";
    interview_says => "您在现行的面试人选名单上，请按下列时间参加。具体安排以公告为准。", "You are on the interview list in force. Come at the times below; the notice says the arrangements.";
    // pages that lead to papers
    get_ticket => "下载准考证（PDF）", "Download the ticket (PDF)";
    get_interview => "下载面试通知（PDF）", "Download the notice of the interview (PDF)";
    get_verdict => "下载审查结果通知（PDF）", "Download the result of screening (PDF)";
    get_receipt => "下载回执（PDF）", "Download the receipt (PDF)";
    get_form => "下载报名推荐表（PDF）", "Download the recommendation form (PDF)";
    form_current(code: &str) => "推荐表现行版本码：{code}。版本码不同的纸质表已作废。", "Version code of the form in force: {code}. A printed form with another code is void.";
    form_waits => "取回修改期间没有现行的推荐表：已打印的作废，重新提交后再下载。", "While the application is taken back no form is in force: printed ones are void. Download it again after submitting.";
    // beside an officer's file
    code_in_force => "推荐表版本码（现行）", "Version code of the form in force";
    code_void => "推荐表版本码（已作废）", "Void version code";
    compare_code => "收到的纸质推荐表，页脚的版本码须与现行的相同；不同的已作废，请退回重新打印。", "The code at the foot of a paper form must be the one in force; a form with another code is void and has to be printed again.";
}
