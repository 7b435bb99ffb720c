//! The catalogue: every sentence once, both languages side by side. Owns the macro and the counting of singular
//! and plural; refuses a sentence with a language missing, an empty one, and an argument that a language leaves out:
//! none of the three compiles.

/// A number that English tells apart as one or many.
pub trait Count {
    /// Whether English takes the singular.
    fn is_one(&self) -> bool;
}

macro_rules! counts {
    ($($number:ty),+) => { $(impl Count for $number { fn is_one(&self) -> bool { *self == 1 } })+ };
}
counts!(i64, u64, u32, i32, usize);

/// Declares sentences.
///
/// ```text
/// catalogue! {
///     /// Above the form.
///     sign_in => "登录", "Sign in";
///     positions_open(n: i64) => "共 {n} 个职位", "{n} position" | "{n} positions";
/// }
/// ```
/// A sentence without arguments becomes `fn(Lang) -> &'static str`, one with arguments `fn(Lang, …) -> String`. After
/// `|` stands the plural; it is chosen by the first argument.
macro_rules! catalogue {
    ($( $(#[$doc:meta])* $name:ident $(( $($arg:ident : $kind:ty),+ $(,)? ))? => $zh:literal, $en:literal $(| $many:literal)? ; )+) => {
        $( $crate::catalogue::catalogue!{ @one [$(#[$doc])*] $name [$($($arg : $kind),+)?] $zh, $en $(, $many)? } )+

        /// Every sentence of this area as name, Chinese and English forms, for the tests that read all of them.
        #[cfg(test)]
        pub(crate) const SENTENCES: &[(&str, &str, &[&str])] = &[ $( (stringify!($name), $zh, &[$en $(, $many)?]) ),+ ];
        $( const _: () = assert!(!$zh.is_empty() && !$en.is_empty() $(&& !$many.is_empty())?, "an empty sentence"); )+
    };
    (@one [$(#[$doc:meta])*] $name:ident [] $zh:literal, $en:literal) => {
        $(#[$doc])*
        #[doc = concat!("「", $zh, "」 · “", $en, "”")]
        #[must_use]
        pub fn $name(lang: $crate::Lang) -> &'static str {
            match lang { $crate::Lang::Zh => $zh, $crate::Lang::En => $en }
        }
    };
    (@one [$(#[$doc:meta])*] $name:ident [$($arg:ident : $kind:ty),+] $zh:literal, $en:literal) => {
        $(#[$doc])*
        #[doc = concat!("「", $zh, "」 · “", $en, "”")]
        #[must_use]
        pub fn $name(lang: $crate::Lang, $($arg: $kind),+) -> String {
            match lang {
                $crate::Lang::Zh => format!($zh, $($arg = $arg),+),
                $crate::Lang::En => format!($en, $($arg = $arg),+),
            }
        }
    };
    (@one [$(#[$doc:meta])*] $name:ident [$first:ident : $count:ty $(, $arg:ident : $kind:ty)*] $zh:literal, $en:literal, $many:literal) => {
        $(#[$doc])*
        #[doc = concat!("「", $zh, "」 · “", $many, "”")]
        #[must_use]
        pub fn $name(lang: $crate::Lang, $first: $count $(, $arg: $kind)*) -> String {
            match lang {
                $crate::Lang::Zh => format!($zh, $first = $first $(, $arg = $arg)*),
                $crate::Lang::En if $crate::catalogue::Count::is_one(&$first) => format!($en, $first = $first $(, $arg = $arg)*),
                $crate::Lang::En => format!($many, $first = $first $(, $arg = $arg)*),
            }
        }
    };
}
pub(crate) use catalogue;
