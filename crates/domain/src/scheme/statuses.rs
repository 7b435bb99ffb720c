//! Statuses of a mark and what each does (`domain.md` 2.18). A status is stored; the number is derived.

use core::fmt;

use serde::{Deserialize, Serialize};

/// The status of one mark (one cell) instead of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 缺考.
    Absent,
    /// 迟到.
    Late,
    /// 弃考.
    Withdrew,
    /// 违纪: this paper is void.
    Void,
    /// 取消资格: the whole examination is void.
    ExamVoid,
    /// 雷同.
    Identical,
    /// 零分.
    Zero,
    /// 免试.
    Exempt,
    /// 暂缓.
    Withheld,
}

impl Status {
    /// All nine, in the order of the glossary.
    pub const ALL: [Self; 9] = [
        Self::Absent,
        Self::Late,
        Self::Withdrew,
        Self::Void,
        Self::ExamVoid,
        Self::Identical,
        Self::Zero,
        Self::Exempt,
        Self::Withheld,
    ];

    /// The word in files: `absent`, `exam_void` …
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Late => "late",
            Self::Withdrew => "withdrew",
            Self::Void => "void",
            Self::ExamVoid => "exam_void",
            Self::Identical => "identical",
            Self::Zero => "zero",
            Self::Exempt => "exempt",
            Self::Withheld => "withheld",
        }
    }

    /// The status of a word in a file.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a status does to its component, and through it to the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Counts as the mark 0; the person stays in the ranking.
    Zero,
    /// Adds nothing: the total is shown without it, but there is no rank and no further shortlist (Anhui's absent rows).
    AddsNothing,
    /// No total, no rank, no shortlist: "do not compute with 0".
    NoTotal,
    /// The component is left out and the other weights are taken as a ratio; the person stays in the ranking.
    LeftOut,
}

/// The effect of each status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Statuses {
    /// 缺考: adds nothing unless said.
    pub absent: Effect,
    /// 迟到: adds nothing unless said.
    pub late: Effect,
    /// 弃考: adds nothing unless said.
    pub withdrew: Effect,
    /// 违纪: no total unless said.
    pub void: Effect,
    /// 取消资格: no total; nothing else can be said.
    pub exam_void: Effect,
    /// 雷同: no total unless said.
    pub identical: Effect,
    /// 零分: counts as 0 unless said (Hebi: adds nothing).
    pub zero: Effect,
    /// 免试: left out unless said.
    pub exempt: Effect,
    /// 暂缓: no total until it is lifted.
    pub withheld: Effect,
}

impl Default for Statuses {
    fn default() -> Self {
        Self {
            absent: Effect::AddsNothing,
            late: Effect::AddsNothing,
            withdrew: Effect::AddsNothing,
            void: Effect::NoTotal,
            exam_void: Effect::NoTotal,
            identical: Effect::NoTotal,
            zero: Effect::Zero,
            exempt: Effect::LeftOut,
            withheld: Effect::NoTotal,
        }
    }
}

impl Statuses {
    /// The effect of `status`.
    #[must_use]
    pub const fn of(&self, status: Status) -> Effect {
        match status {
            Status::Absent => self.absent,
            Status::Late => self.late,
            Status::Withdrew => self.withdrew,
            Status::Void => self.void,
            Status::ExamVoid => self.exam_void,
            Status::Identical => self.identical,
            Status::Zero => self.zero,
            Status::Exempt => self.exempt,
            Status::Withheld => self.withheld,
        }
    }
}
