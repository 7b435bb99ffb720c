//! Names and texts that people wrote: each is a run of its own, so that words in another direction turn nothing around them,
//! and on English pages it is marked as Chinese, so that screen readers say it right.

use leptos::prelude::*;
use text::Lang;

/// Somebody's own words: a title, a unit, a person's name.
#[component]
pub fn UserText(lang: Lang, #[prop(into)] text: String) -> impl IntoView {
    view! { <bdi lang=(lang == Lang::En).then_some("zh-CN")>{text}</bdi> }
}

/// A sentence of the program in which somebody's own words stand: each of them is a run of its own there too.
#[must_use]
pub fn said<'a>(lang: Lang, sentence: &str, words: impl IntoIterator<Item = &'a str>) -> AnyView {
    let shown = |(own, run)| {
        if own { view! { <UserText lang=lang text=run/> }.into_any() } else { String::into_any(run) }
    };
    runs(sentence, words).into_iter().map(shown).collect_view().into_any()
}

/// Cuts a sentence where these words begin and end; the longest counts where several begin at one place.
fn runs<'a>(sentence: &str, words: impl IntoIterator<Item = &'a str>) -> Vec<(bool, String)> {
    let mut words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| core::cmp::Reverse(word.len()));
    let (mut runs, mut rest) = (Vec::new(), sentence);
    let first = |rest: &str| {
        let found = words.iter().filter_map(|word| Some((rest.find(word)?, *word)));
        found.min_by_key(|(at, _)| *at)
    };
    while let Some((at, word)) = first(rest) {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            runs.push((false, before.to_owned()));
        }
        runs.push((true, word.to_owned()));
        rest = from.get(word.len()..).unwrap_or_default();
    }
    if !rest.is_empty() {
        runs.push((false, rest.to_owned()));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn somebodys_words_are_cut_out_of_a_sentence() {
        let cut = |sentence: &str, words: &[&str]| {
            let all = runs(sentence, words.iter().copied());
            all.into_iter().map(|(own, run)| if own { format!("[{run}]") } else { run }).collect::<String>()
        };
        assert_eq!(cut("甲乙合格分数线 60", &["甲", "甲乙"]), "[甲乙]合格分数线 60");
        assert_eq!(cut("列入甲，列入乙", &["乙", "甲", ""]), "列入[甲]，列入[乙]");
        assert_eq!(cut("没有", &["甲"]), "没有");
    }
}
