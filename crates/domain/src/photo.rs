//! How large the photo of an application is: pixels and kilobytes, as its posting says.
//!
//! Owns: the kinds that are usual, the bounds of others, and reading them as typed. Refuses: cutting; that is the crate `files`'.

use serde::{Deserialize, Serialize};

use crate::reason::{Reason, TypedWhy};
use crate::typed::fold;
use crate::word::words;

/// Pixels across.
const WIDTH: (u32, u32) = (150, 540);
/// Pixels down. A telephone's long picture, kept at 1,600 pixels, still holds the highest.
const HEIGHT: (u32, u32) = (200, 720);
/// Kilobytes at most.
const KILOBYTES: (u32, u32) = (20, 1_000);
/// Pixels for each kilobyte at most: with fewer bytes a face is no longer told by its photo.
const PIXELS_A_KILOBYTE: u32 = 4_000;

/// Pixels and bytes of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Kilobytes (1,000 bytes) at most.
    pub kilobytes: u32,
}

impl Default for PhotoSize {
    fn default() -> Self {
        Self::USUAL
    }
}

words! {
    /// A kind of photo that is usual, by its name in a photographer's shop.
    PhotoKind {
        /// One inch (一寸): 25 × 35 mm at 300 dots an inch.
        OneInch = "one_inch",
        /// Small two inch (小二寸): 35 × 45 mm, as in passports.
        SmallTwoInch = "small_two_inch",
        /// Two inch (二寸): 35 × 49 mm.
        TwoInch = "two_inch",
        /// Three to four, as web forms ask for.
        Screen = "screen",
        /// Numbers of the posting's own.
        Own = "own",
    }
}

impl PhotoKind {
    /// Returns its pixels across and down; `None` where the posting gives its own.
    #[must_use]
    pub const fn pixels(self) -> Option<(u32, u32)> {
        match self {
            Self::OneInch => Some((295, 413)),
            Self::SmallTwoInch => Some((413, 531)),
            Self::TwoInch => Some((413, 579)),
            Self::Screen => Some((480, 640)),
            Self::Own => None,
        }
    }
}

/// A size as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoForm {
    /// Word of a [`PhotoKind`].
    pub kind: String,
    /// Pixels across, of an own kind.
    pub width: String,
    /// Pixels down, of an own kind.
    pub height: String,
    /// Kilobytes at most.
    pub kilobytes: String,
}

impl PhotoForm {
    /// A size as a form shows it.
    #[must_use]
    pub fn of(size: PhotoSize) -> Self {
        Self {
            kind: size.kind().word().to_owned(),
            width: size.width.to_string(),
            height: size.height.to_string(),
            kilobytes: size.kilobytes.to_string(),
        }
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// Every fault at `kind`, `width`, `height` and `kilobytes`. A photo is upright and at most twice as high as it is wide.
    pub fn check(&self) -> Result<PhotoSize, Vec<Reason>> {
        let pixels = match PhotoKind::from_word(&self.kind) {
            None if self.kind.is_empty() => Err(vec![TypedWhy::Missing.at("kind")]),
            None => Err(vec![TypedWhy::NotAChoice.at("kind")]),
            Some(kind) => kind.pixels().map_or_else(|| self.own(), Ok),
        };
        let least = |(width, height): (u32, u32)| {
            width.saturating_mul(height).div_ceil(PIXELS_A_KILOBYTE).max(KILOBYTES.0)
        };
        let bounds = (pixels.as_ref().map_or(KILOBYTES.0, |pixels| least(*pixels)), KILOBYTES.1);
        match (pixels, number(&self.kilobytes, "kilobytes", bounds)) {
            (Ok((width, height)), Ok(kilobytes)) => Ok(PhotoSize { width, height, kilobytes }),
            (pixels, kilobytes) => {
                Err([pixels.err().unwrap_or_default(), kilobytes.err().into_iter().collect()].concat())
            }
        }
    }

    fn own(&self) -> Result<(u32, u32), Vec<Reason>> {
        let width = number(&self.width, "width", WIDTH);
        let upright = width
            .as_ref()
            .map_or(HEIGHT, |width| (HEIGHT.0.max(*width), HEIGHT.1.min(width.saturating_mul(2))));
        match (width, number(&self.height, "height", upright)) {
            (Ok(width), Ok(height)) => Ok((width, height)),
            (width, height) => Err(width.err().into_iter().chain(height.err()).collect()),
        }
    }
}

fn number(text: &str, name: &str, (min, max): (u32, u32)) -> Result<u32, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(TypedWhy::Missing.at(name));
    }
    match folded.parse::<u32>() {
        Ok(found) if (min..=max).contains(&found) => Ok(found),
        Ok(_) => Err(TypedWhy::OutOfRange { min: min.into(), max: max.into() }.at(name)),
        Err(_) => Err(TypedWhy::NotANumber.at(name)),
    }
}

impl PhotoSize {
    /// What holds where a posting says nothing: one inch, at most 200 kB.
    pub const USUAL: Self = Self { width: 295, height: 413, kilobytes: 200 };

    /// Whether it is what holds where nothing is said.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::USUAL
    }

    /// The kind whose pixels these are.
    #[must_use]
    pub fn kind(self) -> PhotoKind {
        let pixels = Some((self.width, self.height));
        PhotoKind::ALL.iter().copied().find(|kind| kind.pixels() == pixels).unwrap_or(PhotoKind::Own)
    }

    /// Bytes at most.
    #[must_use]
    pub fn bytes(self) -> usize {
        usize::try_from(self.kilobytes).unwrap_or(usize::MAX).saturating_mul(1_000)
    }

    /// The size in one word, as a worker is told it: `295x413x200`.
    #[must_use]
    pub fn word(self) -> String {
        format!("{}x{}x{}", self.width, self.height, self.kilobytes)
    }

    /// Reads [`Self::word`]. `None` for anything that a form would refuse.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut parts = word.split('x').map(str::to_owned);
        let (width, height, kilobytes) = (parts.next()?, parts.next()?, parts.next()?);
        let form = PhotoForm { kind: PhotoKind::Own.word().to_owned(), width, height, kilobytes };
        let size = form.check().ok()?;
        (size.word() == word).then_some(size)
    }
}

#[cfg(test)]
mod tests {
    use super::{PhotoForm, PhotoKind, PhotoSize};
    use crate::reason::TypedWhy;

    fn own(width: &str, height: &str, kilobytes: &str) -> PhotoForm {
        let [kind, width, height, kilobytes] = ["own", width, height, kilobytes].map(str::to_owned);
        PhotoForm { kind, width, height, kilobytes }
    }

    #[test]
    fn usual_kinds_are_taken_by_their_name_and_own_numbers_within_their_bounds() {
        for kind in PhotoKind::ALL {
            let Some((width, height)) = kind.pixels() else { continue };
            let form = PhotoForm { kind: kind.word().to_owned(), ..own("", "", "100") };
            let size = form.check().expect("a size");
            assert_eq!((size.width, size.height, size.kilobytes, size.kind()), (width, height, 100, *kind));
            assert_eq!(PhotoForm::of(size).check(), Ok(size));
        }
        let size = own("３００", "400", "30").check().expect("a size");
        assert_eq!(size, PhotoSize { width: 300, height: 400, kilobytes: 30 });
        assert_eq!((size.kind(), size.bytes()), (PhotoKind::Own, 30_000));
        assert_eq!(PhotoSize::from_word(&size.word()), Some(size));
        for word in ["", "295", "295x413", "295x413x200x1", "0295x413x200", "9999x413x200", "295x413x1"] {
            assert_eq!(PhotoSize::from_word(word), None, "{word}");
        }
    }

    #[test]
    fn every_number_out_of_its_bounds_is_named() {
        let out = |min, max| TypedWhy::OutOfRange { min, max };
        let told = |form: PhotoForm| form.check().expect_err("refused");
        assert_eq!(
            told(own("149", "", "x")),
            [out(150, 540).at("width"), TypedWhy::Missing.at("height"), TypedWhy::NotANumber.at("kilobytes"),]
        );
        assert_eq!(told(own("400", "399", "200")), [out(400, 720).at("height")], "upright");
        assert_eq!(told(own("200", "401", "200")), [out(200, 400).at("height")], "not a strip");
        assert_eq!(told(own("480", "640", "76")), [out(77, 1_000).at("kilobytes")]);
        assert_eq!(told(own("295", "413", "1001")), [out(31, 1_000).at("kilobytes")]);
        assert_eq!(
            told(PhotoForm { kind: "poster".to_owned(), ..own("", "", "50") }),
            [TypedWhy::NotAChoice.at("kind")]
        );
        let nothing = PhotoForm::default();
        assert_eq!(told(nothing), [TypedWhy::Missing.at("kind"), TypedWhy::Missing.at("kilobytes")]);
    }
}
