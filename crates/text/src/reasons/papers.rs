//! Why a paper is refused: one sentence for each code of [`PapersWhy`].

use domain::reason::{FieldPath, PapersWhy};

use crate::catalogue::catalogue;
use crate::{Lang, reasons, registration};

catalogue! {
    not_drawn(character: &str, code: &str) => "印刷字体里没有“{character}”（{code}）这个字，没有生成文件。请把这个字告知公告上的咨询电话。", "The font of papers lacks the character “{character}” ({code}), and no file was made. Tell the office named in the notice which character it is.";
    not_in_force => "现在没有有效的推荐表：报名尚未提交、已取回修改、已撤回或者没有通过资格审查。", "No form is in force: the application was not submitted, was taken back, withdrawn or refused.";
    nobody_sent => "现在没有已提交或者通过资格审查的报名，没有可以生成的文件。", "No application is submitted or passed now, so there is nothing to make.";
    no_ticket => "现在没有准考证：准考证号还没有公布，或者您已经退出。", "There is no ticket now: its number is not out yet, or you have left.";
    not_invited => "您不在现行的面试人选名单上。", "You are not on the interview list in force.";
    not_judged => "现在没有资格审查结果。", "No result of screening stands.";
}

/// Returns the sentence of a code; a character with the label of its field, or the place where it stands.
pub(super) fn sentence(why: PapersWhy, at: Option<&FieldPath>, lang: Lang) -> String {
    match why {
        PapersWhy::NotDrawn { character } => {
            let letter = char::from_u32(character).map(String::from).unwrap_or_default();
            let said = not_drawn(lang, &letter, &format!("U+{character:04X}"));
            let Some(at) = at else { return said };
            let label = registration::label_of(lang, at.as_str(), None);
            let place = if label.is_empty() { at.as_str() } else { &label };
            reasons::labelled(lang, place, &said)
        }
        PapersWhy::NotInForce => not_in_force(lang).to_owned(),
        PapersWhy::NobodySent => nobody_sent(lang).to_owned(),
        PapersWhy::NoTicket => no_ticket(lang).to_owned(),
        PapersWhy::NotInvited => not_invited(lang).to_owned(),
        PapersWhy::NotJudged => not_judged(lang).to_owned(),
    }
}
