//! Names of people on what many read: the family name stays, each further letter becomes a mark.
//!
//! Owns: which characters are the family name. Refuses: to guess more than the usual double ones.

use domain::typed::PersonName;

/// Double family names (复姓) that are in use, two characters each.
const DOUBLE: &str = "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 \
                      司徒 鲜于 司空 闾丘 令狐 呼延 淳于 单于 百里 东郭 南门 西门 左丘 梁丘 第五 轩辕 拓跋 夹谷 纳兰 叶赫 完颜 谷梁 段干 漆雕 乐正 壤驷 公良 巫马";

/// A name as a masked list shows it: 张*, 欧阳**; of a name with a dot the first part stays.
#[must_use]
pub fn masked(name: &PersonName) -> String {
    name.masked(family(name.as_str()))
}

/// How many characters of a name are the family name.
fn family(name: &str) -> usize {
    if let Some(first) = name.split(['·', ' ']).next().filter(|first| first.len() < name.len()) {
        return first.chars().count();
    }
    let double: String = name.chars().take(2).collect();
    let is_double = name.chars().count() > 2 && DOUBLE.split_whitespace().any(|one| one == double);
    if is_double { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_name_stays_and_every_further_letter_is_a_mark() {
        for (name, shown) in [
            ("张三", "张*"),
            ("王小明", "王**"),
            ("欧阳锋", "欧阳*"),
            ("欧阳娜娜", "欧阳**"),
            ("欧阳", "欧*"),
            ("买买提·吐尔逊", "买买提·***"),
            ("阿依古丽", "阿***"),
            ("张", "张"),
            ("张 三", "张 *"),
        ] {
            assert_eq!(masked(&PersonName::stored(name.to_owned())), shown, "{name}");
        }
    }
}
