//! Names of fields of study. The official name is Chinese; a discipline and a class have an English one too, and a programme
//! keeps the official name in both languages: no English name of it is official.

use std::sync::LazyLock;

use domain::study::{Catalogue, Level, Study};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    outside => "目录以外的专业", "a field outside of the catalogues";
    undergraduate => "普通高等学校本科专业目录（2026年）", "Catalogue of undergraduate programmes (2026)";
    graduate => "研究生教育学科专业目录（2022年）", "Catalogue of graduate disciplines (2022)";
    discipline(name: &str) => "{name}门类", "{name} (discipline)";
    graduate_discipline(name: &str) => "{name}门类（研究生）", "{name} (graduate discipline)";
    programme(name: &str) => "{name}（本科专业）", "{name} (undergraduate programme)";
    first_level(name: &str) => "{name}（研究生一级学科）", "{name} (first-level graduate discipline)";
    professional(name: &str) => "{name}（专业学位）", "{name} (professional degree)";
}

/// English names of the disciplines and classes of the undergraduate catalogue, by their words. The disciplines of the graduate
/// catalogue are the same.
const ENGLISH: [(&str, &str); 105] = [
    ("01", "philosophy"),
    ("02", "economics"),
    ("03", "law"),
    ("04", "education"),
    ("05", "literature"),
    ("06", "history"),
    ("07", "science"),
    ("08", "engineering"),
    ("09", "agronomy"),
    ("10", "medicine"),
    ("12", "management"),
    ("13", "arts"),
    ("14", "interdisciplinary studies"),
    ("0101", "philosophy"),
    ("0201", "economics"),
    ("0202", "public finance"),
    ("0203", "finance"),
    ("0204", "economics and trade"),
    ("0301", "law"),
    ("0302", "political science"),
    ("0303", "sociology"),
    ("0304", "ethnology"),
    ("0305", "Marxist theory"),
    ("0306", "public security studies"),
    ("0401", "education"),
    ("0402", "physical education"),
    ("0501", "Chinese language and literature"),
    ("0502", "foreign languages and literature"),
    ("0503", "journalism and communication"),
    ("0601", "history"),
    ("0701", "mathematics"),
    ("0702", "physics"),
    ("0703", "chemistry"),
    ("0704", "astronomy"),
    ("0705", "geographical science"),
    ("0706", "atmospheric science"),
    ("0707", "marine science"),
    ("0708", "geophysics"),
    ("0709", "geology"),
    ("0710", "biological science"),
    ("0711", "psychology"),
    ("0712", "statistics"),
    ("0801", "mechanics"),
    ("0802", "mechanical engineering"),
    ("0803", "instruments"),
    ("0804", "materials"),
    ("0805", "energy and power"),
    ("0806", "electrical engineering"),
    ("0807", "electronic information"),
    ("0808", "automation"),
    ("0809", "computing"),
    ("0810", "civil engineering"),
    ("0811", "hydraulic engineering"),
    ("0812", "surveying and mapping"),
    ("0813", "chemical engineering and pharmacy"),
    ("0814", "geological engineering"),
    ("0815", "mining"),
    ("0816", "textiles"),
    ("0817", "light industry"),
    ("0818", "transport"),
    ("0819", "ocean engineering"),
    ("0820", "aerospace"),
    ("0821", "ordnance"),
    ("0822", "nuclear engineering"),
    ("0823", "agricultural engineering"),
    ("0824", "forestry engineering"),
    ("0825", "environmental science and engineering"),
    ("0826", "biomedical engineering"),
    ("0827", "food science and engineering"),
    ("0828", "architecture"),
    ("0829", "safety science and engineering"),
    ("0830", "bioengineering"),
    ("0831", "public security technology"),
    ("0901", "plant production"),
    ("0902", "nature conservation and ecology"),
    ("0903", "animal production"),
    ("0904", "veterinary medicine"),
    ("0905", "forestry"),
    ("0906", "fisheries"),
    ("0907", "grassland science"),
    ("1001", "basic medicine"),
    ("1002", "clinical medicine"),
    ("1003", "stomatology"),
    ("1004", "public health and preventive medicine"),
    ("1005", "Chinese medicine"),
    ("1006", "integrated Chinese and Western medicine"),
    ("1007", "pharmacy"),
    ("1008", "Chinese pharmacy"),
    ("1009", "forensic medicine"),
    ("1010", "medical technology"),
    ("1011", "nursing"),
    ("1201", "management science and engineering"),
    ("1202", "business administration"),
    ("1203", "agricultural economics and management"),
    ("1204", "public administration"),
    ("1205", "library, information and archives"),
    ("1206", "logistics"),
    ("1207", "industrial engineering"),
    ("1208", "electronic commerce"),
    ("1209", "tourism management"),
    ("1301", "art theory"),
    ("1302", "music and dance"),
    ("1303", "drama, film and television"),
    ("1304", "fine arts"),
    ("1305", "design"),
];

/// The name of a catalogue with its edition.
#[must_use]
pub fn edition(catalogue: Catalogue, lang: Lang) -> &'static str {
    match catalogue {
        Catalogue::Undergraduate => undergraduate(lang),
        Catalogue::Graduate => graduate(lang),
    }
}

/// Both names of every entry, made once.
static NAMES: LazyLock<Vec<(Study, [String; 2])>> =
    LazyLock::new(|| Study::all().map(|one| (one, [Lang::Zh, Lang::En].map(|lang| full(one, lang)))).collect());

/// The name with what it is, so that no two entries have one name.
#[must_use]
pub fn name(study: Study, lang: Lang) -> &'static str {
    let found = NAMES.binary_search_by_key(&study, |(one, _)| *one).ok().and_then(|at| NAMES.get(at));
    match (found, lang) {
        (Some((_, [zh, _])), Lang::Zh) => zh,
        (Some((_, [_, en])), Lang::En) => en,
        (None, _) => outside(lang),
    }
}

/// What a form offers and shows again: the code and the official name; [`Study::named`] reads it.
#[must_use]
pub fn offered(study: Study, lang: Lang) -> String {
    if study == Study::OUTSIDE { format!("{study} {}", outside(lang)) } else { format!("{study} {}", study.name()) }
}

fn full(study: Study, lang: Lang) -> String {
    let plain = match lang {
        Lang::Zh => study.name(),
        Lang::En => english(study).unwrap_or_else(|| study.name()),
    };
    match (study.level(), study.catalogue()) {
        (Some(Level::Discipline), Some(Catalogue::Graduate)) => graduate_discipline(lang, plain),
        (Some(Level::Discipline), _) => discipline(lang, plain),
        (Some(Level::Programme), _) => programme(lang, plain),
        (Some(Level::FirstLevel), _) => first_level(lang, plain),
        (Some(Level::Professional), _) => professional(lang, plain),
        (Some(Level::Class) | None, _) => plain.to_owned(),
    }
}

fn english(study: Study) -> Option<&'static str> {
    let word = match study.level() {
        Some(Level::Discipline) => study.word().trim_start_matches('G'),
        _ => study.word(),
    };
    ENGLISH.iter().find(|(code, _)| *code == word).map(|(_, name)| *name)
}
