//! What a number format shows of a number. Owns the formats' own language as far as it decides which digits and words
//! stand in the cell; what it does not know is told as shown otherwise, never guessed.

use std::fmt;

/// A number format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// The number as it is.
    #[default]
    General,
    /// A date or a time.
    Date,
    /// A format of its own: its text and its sections.
    Own(String, Vec<Section>),
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The number itself, if with other places or a unit.
    Same,
    /// A date.
    Date,
    /// Something else: another number, a word, nothing.
    Otherwise(String),
}

/// One section of a format: for positive numbers, negative ones, nought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    condition: Option<(Than, Decimal)>,
    before: String,
    after: String,
    /// Digits of the whole part that always stand, digits of the rest that always and that may stand.
    digits: Option<(usize, usize, usize)>,
    /// Powers of ten by which the number is multiplied: two for each percent sign, less three for each comma at the end.
    shift: i32,
    general: bool,
    unknown: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Than {
    Less,
    LessOrSame,
    More,
    MoreOrSame,
    Same,
    Other,
}

impl Format {
    /// The format that a number below 164 means without being written down.
    pub(crate) fn built_in(id: u32) -> Self {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 | 41 | 42 => "#,##0",
            4 | 39 | 40 | 43 | 44 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 => "# ?/?",
            13 => "# ??/??",
            48 => "##0.0E+0",
            14..=22 | 27..=36 | 45..=47 | 50..=58 => return Self::Date,
            _ => return Self::General,
        };
        Self::of(code)
    }

    /// Reads a format.
    pub(crate) fn of(code: &str) -> Self {
        let mut sections = Vec::new();
        for text in split(code) {
            match Section::of(&text) {
                Some(section) => sections.push(section),
                None => return Self::Date,
            }
        }
        let general =
            |section: &Section| section.general && section.before.is_empty() && section.after.is_empty();
        match sections.as_slice() {
            [only] if general(only) && !only.unknown && only.shift == 0 => Self::General,
            _ => Self::Own(code.to_owned(), sections),
        }
    }

    /// What stands in the cell of a number.
    pub(crate) fn of_number(&self, number: &Decimal) -> Shown {
        let (code, sections) = match self {
            Self::General => return Shown::Same,
            Self::Date => return Shown::Date,
            Self::Own(code, sections) => (code, sections),
        };
        let Some((section, signed)) = chosen(sections, number) else { return Shown::Otherwise(code.clone()) };
        if section.unknown {
            return Shown::Otherwise(code.clone());
        }
        let shown = section.write(number, signed);
        if same(&shown, number) { Shown::Same } else { Shown::Otherwise(shown.trim().to_owned()) }
    }
}

/// The section that a number falls into, and whether its sign is written before it.
fn chosen<'s>(sections: &'s [Section], number: &Decimal) -> Option<(&'s Section, bool)> {
    let numeric = sections.get(..sections.len().min(3))?;
    if numeric.iter().any(|section| section.condition.is_some()) {
        let holds = |section: &&Section| {
            section.condition.as_ref().is_none_or(|(than, limit)| than.holds(number, limit))
        };
        return numeric.iter().find(holds).map(|section| (section, number.negative));
    }
    let nought = number.is_nought();
    match numeric {
        [] => None,
        [only] => Some((only, number.negative)),
        [positive, negative] if number.negative && !nought => {
            Some((negative, false)).filter(|_| !positive.unknown)
        }
        [positive, _] => Some((positive, false)),
        [positive, negative, zero, ..] => Some(match (nought, number.negative) {
            (true, _) => (zero, false),
            (false, true) => (negative, false),
            (false, false) => (positive, false),
        }),
    }
}

impl Than {
    fn holds(self, number: &Decimal, limit: &Decimal) -> bool {
        let order = number.compare(limit);
        match self {
            Self::Less => order.is_lt(),
            Self::LessOrSame => order.is_le(),
            Self::More => order.is_gt(),
            Self::MoreOrSame => order.is_ge(),
            Self::Same => order.is_eq(),
            Self::Other => order.is_ne(),
        }
    }
}

/// Sections, cut at semicolons that stand free.
fn split(code: &str) -> Vec<String> {
    let (mut sections, mut quoted, mut rest) = (vec![String::new()], false, code.chars());
    while let Some(c) = rest.next() {
        let Some(last) = sections.last_mut() else { break };
        match c {
            '"' => {
                quoted = !quoted;
                last.push(c);
            }
            '\\' | '_' | '*' | '!' if !quoted => {
                last.push(c);
                last.extend(rest.next());
            }
            ';' if !quoted => sections.push(String::new()),
            c => last.push(c),
        }
    }
    sections
}

impl Section {
    /// Reads a section; `None` where it shows a date.
    fn of(text: &str) -> Option<Self> {
        let mut section = Self::default();
        let mut rest = text.chars().peekable();
        let (mut point, mut pending_commas) = (false, 0);
        while let Some(c) = rest.next() {
            match c {
                '"' => section.word(&rest.by_ref().take_while(|c| *c != '"').collect::<String>()),
                '\\' | '!' => section.word(&rest.next().map(String::from).unwrap_or_default()),
                '_' | '*' => drop(rest.next()),
                '[' => {
                    let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                    section.bracket(&inside)?;
                }
                '0' | '#' | '?' => {
                    section.unknown |= !section.after.is_empty();
                    pending_commas = 0;
                    let (whole, always, most) = section.digits.get_or_insert((0, 0, 0));
                    match (point, c) {
                        (false, '0') => *whole += 1,
                        (false, _) => {}
                        (true, '0') => (*always, *most) = (*most + 1, *most + 1),
                        (true, _) => *most += 1,
                    }
                }
                '.' if section.digits.is_some()
                    || rest.peek().is_some_and(|c| matches!(c, '0' | '#' | '?')) =>
                {
                    section.digits.get_or_insert((0, 0, 0));
                    point = true;
                }
                ',' if section.digits.is_some() => pending_commas += 1,
                '%' => {
                    section.shift += 2;
                    section.word("%");
                }
                'G' | 'g' if section.is_general(&mut rest) => section.general = true,
                'E' | 'e' if matches!(rest.peek(), Some('+' | '-')) => section.unknown = true,
                '/' => section.unknown = true,
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'b' | 'B' => {
                    return None;
                }
                '@' => section.general = true,
                c => section.word(&c.to_string()),
            }
        }
        section.shift -= 3 * pending_commas;
        Some(section)
    }

    /// `General` in any language: `G/` and the word that follows.
    fn is_general(&mut self, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
        let ahead: String = rest.clone().take(6).collect();
        if ahead.eq_ignore_ascii_case("eneral") {
            rest.by_ref().take(6).for_each(drop);
            return true;
        }
        if ahead.starts_with('/') {
            rest.next();
            while rest.next_if(|c| c.is_alphabetic()).is_some() {}
            return true;
        }
        false
    }

    fn word(&mut self, word: &str) {
        if self.digits.is_some() || self.general {
            self.after.push_str(word);
        } else {
            self.before.push_str(word);
        }
    }

    /// A condition; colours and languages mean nothing; elapsed time is a date, digits of another script are unknown.
    fn bracket(&mut self, inside: &str) -> Option<()> {
        let signs = [
            ("<=", Than::LessOrSame),
            (">=", Than::MoreOrSame),
            ("<>", Than::Other),
            ("<", Than::Less),
            (">", Than::More),
            ("=", Than::Same),
        ];
        if let Some((rest, than)) =
            signs.iter().find_map(|(sign, than)| Some((inside.strip_prefix(sign)?, *than)))
        {
            match Decimal::parse(rest.trim()) {
                Some(limit) => self.condition = Some((than, limit)),
                None => self.unknown = true,
            }
            return Some(());
        }
        let lower = inside.to_ascii_lowercase();
        self.unknown |= lower.starts_with("dbnum");
        (!lower.is_empty() && !lower.chars().all(|c| matches!(c, 'h' | 'm' | 's'))).then_some(())
    }

    fn write(&self, number: &Decimal, signed: bool) -> String {
        let sign = if signed && number.negative { "-" } else { "" };
        let number = number.shifted(self.shift);
        let digits = match self.digits {
            None if self.general => Decimal { negative: false, ..number }.to_string(),
            None => String::new(),
            Some((whole, always, most)) => {
                let rounded = Decimal { negative: false, ..number.rounded(most) };
                rounded.padded(whole, always)
            }
        };
        format!("{sign}{}{digits}{}", self.before, self.after)
    }
}

/// Whether a shown text is the number itself, apart from blanks, grouping, places of nought and a unit behind it.
fn same(shown: &str, number: &Decimal) -> bool {
    let bare: String = shown.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let bare = text::headers::UNITS.iter().find_map(|unit| bare.strip_suffix(unit)).unwrap_or(&bare);
    Decimal::parse(bare).is_some_and(|shown| shown.compare(number).is_eq())
}

/// A decimal number by its digits: no nought in front of the whole part, none behind the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    whole: String,
    part: String,
}

impl Decimal {
    /// `-`, digits, and at most one point among them.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, body) = text.strip_prefix('-').map_or((false, text), |body| (true, body));
        let (whole, part) = body.split_once('.').unwrap_or((body, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let found = digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty());
        found.then(|| Self::of(negative, whole, part))
    }

    fn of(negative: bool, whole: &str, part: &str) -> Self {
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        let nought = whole.is_empty() && part.is_empty();
        Self { negative: negative && !nought, whole: whole.to_owned(), part: part.to_owned() }
    }

    fn is_nought(&self) -> bool {
        self.whole.is_empty() && self.part.is_empty()
    }

    /// With at most fifteen digits that count, as a spreadsheet keeps them; whole numbers stay as they are.
    pub(crate) fn to_fifteen_digits(&self) -> Self {
        let lead =
            if self.whole.is_empty() { self.part.len() - self.part.trim_start_matches('0').len() } else { 0 };
        let places = (15 + lead).saturating_sub(self.whole.len());
        if self.part.len() <= places || self.part.is_empty() { self.clone() } else { self.rounded(places) }
    }

    /// Half up, away from nought.
    fn rounded(&self, places: usize) -> Self {
        let Some((kept, rest)) = self.part.split_at_checked(places) else { return self.clone() };
        let up = rest.bytes().next().is_some_and(|digit| digit >= b'5');
        let mut digits: Vec<u8> = [b"0", self.whole.as_bytes(), kept.as_bytes()].concat();
        if up {
            for digit in digits.iter_mut().rev() {
                if *digit == b'9' {
                    *digit = b'0';
                } else {
                    *digit += 1;
                    break;
                }
            }
        }
        let text: String = digits.into_iter().map(char::from).collect();
        let (whole, part) = text.split_at(text.len() - kept.len());
        Self::of(self.negative, whole, part)
    }

    /// Multiplied by a power of ten.
    fn shifted(&self, power: i32) -> Self {
        let by = usize::try_from(power.unsigned_abs()).unwrap_or(0);
        if power >= 0 {
            let part = format!("{:0<by$}", self.part);
            let (up, rest) = part.split_at(by);
            return Self::of(self.negative, &format!("{}{up}", self.whole), rest);
        }
        let wide = by + 1;
        let whole = format!("{:0>wide$}", self.whole);
        let (rest, down) = whole.split_at(whole.len() - by);
        Self::of(self.negative, rest, &format!("{down}{}", self.part))
    }

    fn padded(&self, whole: usize, part: usize) -> String {
        let part = format!("{:0<part$}", self.part);
        let point = if part.is_empty() { "" } else { "." };
        format!("{:0>whole$}{point}{part}", self.whole)
    }

    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let size = |one: &Self, other: &Self| {
            one.whole
                .len()
                .cmp(&other.whole.len())
                .then_with(|| one.whole.cmp(&other.whole))
                .then_with(|| one.part.cmp(&other.part))
        };
        match (self.negative, other.negative) {
            (false, false) => size(self, other),
            (true, true) => size(other, self),
            (true, false) => std::cmp::Ordering::Less,
            (false, true) => std::cmp::Ordering::Greater,
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        write!(f, "{sign}{}", self.padded(1, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Format, Shown};

    fn shown(code: &str, number: &str) -> Option<String> {
        match Format::of(code).of_number(&Decimal::parse(number).unwrap()) {
            Shown::Same => None,
            Shown::Date => Some("date".to_owned()),
            Shown::Otherwise(shown) => Some(shown),
        }
    }

    #[test]
    fn formats_that_show_the_number_itself_are_no_matter() {
        for (code, number) in [
            ("General", "84.3"),
            ("G/通用格式", "84.3"),
            ("0", "80"),
            ("0.00", "84.3"),
            ("0.00_ ", "84.3"),
            ("0.00_);[Red]\\(0.00\\)", "84.3"),
            ("#,##0.00", "1234.5"),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "84.3"),
            ("0\"人\"", "4"),
            ("[$-804]0.0", "84.3"),
            ("0.0;-0.0", "-1.5"),
            ("000", "7"),
            ("@", "84.3"),
        ] {
            assert_eq!(shown(code, number), None, "{code} {number}");
        }
    }

    #[test]
    fn formats_that_show_something_else_are_told() {
        for (code, number, said) in [
            ("0;-0;\"缺考\"", "0", "缺考"),
            ("0;-0;\"-\"", "0", "-"),
            ("0", "59.6", "60"),
            ("0%", "0.85", "85%"),
            ("0.0", "84.25", "84.3"),
            ("0.0", "99.96", "100.0"),
            (";;;", "85", ""),
            ("0.0,", "85000", "85.0"),
            ("[<60]\"不及格\";0", "59", "不及格"),
            ("0;0", "-5", "5"),
            ("0.00E+00", "85", "0.00E+00"),
            ("# ?/?", "84.5", "# ?/?"),
            ("[DBNum1]0", "85", "[DBNum1]0"),
            ("yyyy-mm-dd", "45000", "date"),
            ("[h]:mm", "1.5", "date"),
        ] {
            assert_eq!(shown(code, number).as_deref(), Some(said), "{code} {number}");
        }
    }
}
