//! Which part of a picture becomes the photo: the largest frame of the photo's proportion, or a part of it, at a side; or a frame that
//! a hand laid.

use serde::{Deserialize, Serialize};

use crate::photo::PhotoSize;
use crate::reason::UploadsWhy;
use crate::word::words;

words! {
    /// Where in the picture the frame lies; the other direction is centred.
    Side {
        /// In the middle.
        Middle = "middle",
        /// At the top.
        Top = "top",
        /// At the bottom.
        Bottom = "bottom",
        /// At the left.
        Left = "left",
        /// At the right.
        Right = "right",
    }
}

words! {
    /// How much of the largest frame is taken.
    Part {
        /// All of it.
        Whole = "whole",
        /// Four fifths of its width and height.
        Near = "near",
        /// Three fifths.
        Nearer = "nearer",
    }
}

impl Part {
    const fn fifths(self) -> u64 {
        match self {
            Self::Whole => 5,
            Self::Near => 4,
            Self::Nearer => 3,
        }
    }
}

/// A choice of frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Where it lies.
    pub side: Side,
    /// How much it takes.
    pub part: Part,
}

/// What a frame lies over, and what is cut by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Width and height of the picture.
    pub picture: (u32, u32),
    /// The photo, whose proportion every frame has.
    pub photo: PhotoSize,
}

/// A rectangle of a picture, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

impl Frame {
    /// What is cut where nobody chose: the largest frame in the middle.
    pub const USUAL: Self = Self { side: Side::Middle, part: Part::Whole };

    /// Returns the part of the picture, which is at least one pixel each way, in the photo's proportion up to a pixel.
    #[must_use]
    pub fn area(self, Ground { picture: (width, height), photo }: Ground) -> Area {
        let (width, height) = (width.max(1), height.max(1));
        let (wide, high) = (u64::from(photo.width), u64::from(photo.height));
        let by_height = scaled(u64::from(height), wide, high);
        let (full_width, full_height) = if by_height <= u64::from(width) {
            (by_height, u64::from(height))
        } else {
            (u64::from(width), scaled(u64::from(width), high, wide))
        };
        let of = |full: u64| narrow(scaled(full, self.part.fifths(), 5).max(1));
        let (cut_width, cut_height) = (of(full_width).min(width), of(full_height).min(height));
        let (room_x, room_y) = (width.saturating_sub(cut_width), height.saturating_sub(cut_height));
        let (x, y) = match self.side {
            Side::Middle => (room_x / 2, room_y / 2),
            Side::Top => (room_x / 2, 0),
            Side::Bottom => (room_x / 2, room_y),
            Side::Left => (0, room_y / 2),
            Side::Right => (room_x, room_y / 2),
        };
        Area { x, y, width: cut_width, height: cut_height }
    }
}

/// A frame that a hand laid over the picture: its upper left corner and its width, in pixels. The height follows from the proportion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
}

impl Drawn {
    /// The frame nearest to this area: no narrower than the photo, no wider than the picture has room for.
    #[must_use]
    pub fn near(area: Area, on: Ground) -> Self {
        let width = area.width.min(widest(on)).max(on.photo.width);
        Self { x: area.x, y: area.y, width }.moved((0, 0), on)
    }

    /// How high it is.
    #[must_use]
    pub fn height(self, photo: PhotoSize) -> u32 {
        narrow(scaled(u64::from(self.width), u64::from(photo.height), u64::from(photo.width)))
    }

    /// Moved so far to the right and down, up to the edges of the picture.
    #[must_use]
    pub fn moved(self, (right, down): (i64, i64), on: Ground) -> Self {
        let (width, height) = on.picture;
        let within = |from: u32, by: i64, room: u32| {
            let to = i64::from(from).saturating_add(by).clamp(0, i64::from(room));
            u32::try_from(to).unwrap_or(0)
        };
        let room = (width.saturating_sub(self.width), height.saturating_sub(self.height(on.photo)));
        Self { x: within(self.x, right, room.0), y: within(self.y, down, room.1), ..self }
    }

    /// Wider by so much, narrower where it is negative, about its centre; at an edge it gives way to the inside.
    #[must_use]
    pub fn sized(self, by: i64, on: Ground) -> Self {
        let sized = self.as_wide(by, widest(on), on.photo);
        let half = |was: u32, is: u32| i64::from(was).saturating_sub(i64::from(is)) / 2;
        let high = (self.height(on.photo), sized.height(on.photo));
        sized.moved((half(self.width, sized.width), half(high.0, high.1)), on)
    }

    /// Wider by so much while its upper left corner stays.
    #[must_use]
    pub fn pulled(self, by: i64, on: Ground) -> Self {
        let (width, height) = on.picture;
        let room = (width.saturating_sub(self.x), height.saturating_sub(self.y));
        self.as_wide(by, widest(Ground { picture: room, ..on }), on.photo)
    }

    fn as_wide(self, by: i64, widest: u32, photo: PhotoSize) -> Self {
        let wide = i64::from(self.width).saturating_add(by);
        let wide = wide.min(i64::from(widest)).max(i64::from(photo.width));
        Self { width: u32::try_from(wide).unwrap_or(photo.width), ..self }
    }

    /// Returns the part of the picture.
    ///
    /// # Errors
    /// [`UploadsWhy::Frame`] where it is narrower than the photo, which would be blown up, or does not lie inside of the picture.
    pub fn area(self, Ground { picture: (width, height), photo }: Ground) -> Result<Area, UploadsWhy> {
        let high = self.height(photo);
        let ends = (self.x.checked_add(self.width), self.y.checked_add(high));
        let fits = |end: Option<u32>, room: u32| end.is_some_and(|end| end <= room);
        if self.width < photo.width || !fits(ends.0, width) || !fits(ends.1, height) {
            return Err(UploadsWhy::Frame);
        }
        Ok(Area { x: self.x, y: self.y, width: self.width, height: high })
    }
}

/// The widest frame that the picture has room for.
fn widest(Ground { picture: (width, height), photo }: Ground) -> u32 {
    width.min(narrow(scaled(u64::from(height), u64::from(photo.width), u64::from(photo.height))))
}

/// How the photo is cut from its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// By a choice.
    Chosen(Frame),
    /// By hand.
    Drawn(Drawn),
}

impl From<Frame> for Cut {
    fn from(frame: Frame) -> Self {
        Self::Chosen(frame)
    }
}

impl Cut {
    /// Returns the part of the picture.
    ///
    /// # Errors
    /// As [`Drawn::area`].
    pub fn area(self, on: Ground) -> Result<Area, UploadsWhy> {
        match self {
            Self::Chosen(frame) => Ok(frame.area(on)),
            Self::Drawn(drawn) => drawn.area(on),
        }
    }
}

/// `value × times / over`, rounded down; `over` is not zero.
fn scaled(value: u64, times: u64, over: u64) -> u64 {
    value.saturating_mul(times).checked_div(over).unwrap_or(value)
}

fn narrow(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Area, Drawn, Frame, Ground, Part, Side};
    use crate::reason::UploadsWhy;
    use crate::uploads::PhotoSize;

    fn on(picture: (u32, u32)) -> Ground {
        Ground { picture, photo: PhotoSize::USUAL }
    }

    #[test]
    fn every_frame_lies_inside_its_picture_and_keeps_the_proportion() {
        for size in
            [(1, 1), (1, 9_000), (9_000, 1), (295, 413), (4_032, 3_024), (3_024, 4_032), (6_000, 6_000)]
        {
            for side in Side::ALL {
                for part in Part::ALL {
                    let area = Frame { side: *side, part: *part }.area(on(size));
                    assert!(area.width >= 1 && area.height >= 1, "{size:?}");
                    assert!(
                        area.x + area.width <= size.0 && area.y + area.height <= size.1,
                        "{size:?} {area:?}"
                    );
                    if size.0 >= 295 && size.1 >= 413 {
                        let off = (i64::from(area.width) * 413 - i64::from(area.height) * 295).abs();
                        assert!(off <= 2 * 413, "{size:?} {area:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_frame_lies_where_it_was_chosen() {
        let cut = |side, part| Frame { side, part }.area(on((2_950, 8_260)));
        assert_eq!(cut(Side::Top, Part::Whole), Area { x: 0, y: 0, width: 2_950, height: 4_130 });
        assert_eq!(cut(Side::Bottom, Part::Whole), Area { x: 0, y: 4_130, width: 2_950, height: 4_130 });
        assert_eq!(cut(Side::Top, Part::Nearer), Area { x: 590, y: 0, width: 1_770, height: 2_478 });
        assert_eq!(Frame::USUAL.area(on((590, 413))), Area { x: 147, y: 0, width: 295, height: 413 });
        assert_eq!(
            Frame { side: Side::Right, part: Part::Whole }.area(on((590, 413))),
            Area { x: 295, y: 0, width: 295, height: 413 }
        );
    }

    #[test]
    fn a_frame_laid_by_hand_that_is_too_narrow_or_leaves_its_picture_is_refused() {
        let size = on((1_200, 1_600));
        let area = |x, y, width| Drawn { x, y, width }.area(size);
        assert_eq!(area(10, 20, 590), Ok(Area { x: 10, y: 20, width: 590, height: 826 }));
        assert_eq!(area(905, 1_187, 295), Ok(Area { x: 905, y: 1_187, width: 295, height: 413 }));
        for (x, y, width) in [
            (0, 0, 294),
            (0, 0, 0),
            (906, 0, 295),
            (0, 1_188, 295),
            (0, 0, 1_201),
            (0, 1, 1_143),
            (u32::MAX, 0, 295),
            (0, u32::MAX, 295),
            (0, 0, u32::MAX),
        ] {
            assert_eq!(area(x, y, width), Err(UploadsWhy::Frame), "{x} {y} {width}");
        }
    }

    #[test]
    fn a_frame_goes_with_the_hand_and_stays_inside_of_its_picture() {
        let size = on((1_200, 1_600));
        let first = Drawn::near(Frame::USUAL.area(size), size);
        assert_eq!(first, Drawn { x: 29, y: 0, width: 1_142 });
        let small = first.sized(-552, size);
        assert_eq!(small, Drawn { x: 305, y: 386, width: 590 });
        assert_eq!(small.moved((-4, 14), size), Drawn { x: 301, y: 400, width: 590 });
        assert_eq!(small.moved((9_999, -9_999), size), Drawn { x: 610, y: 0, width: 590 });
        assert_eq!(small.pulled(10, size), Drawn { width: 600, ..small });
        assert_eq!(small.pulled(9_999, size).y, small.y, "the corner stays");
        for by in [i64::MIN, -9_999, -1, 0, 1, 9_999, i64::MAX] {
            for from in [first, small, small.moved((by, by), size), Drawn::default()] {
                let all =
                    [from.sized(by, size), from.pulled(by, size), Drawn::near(Frame::USUAL.area(size), size)];
                for drawn in all {
                    assert!(drawn.area(size).is_ok(), "{from:?} {by} {drawn:?}");
                }
            }
        }
        // A picture as small as the photo has room for one frame.
        let small = on((295, 413));
        let tight = Drawn::near(Frame { side: Side::Left, part: Part::Nearer }.area(small), small);
        assert_eq!(tight, Drawn { x: 0, y: 0, width: 295 });
        assert_eq!(tight.sized(50, small), tight);
    }

    #[test]
    fn a_frame_has_the_proportion_and_the_least_width_of_the_postings_own_photo() {
        let photo = PhotoSize { width: 400, height: 500, kilobytes: 60 };
        let size = Ground { picture: (1_200, 1_600), photo };
        assert_eq!(Frame::USUAL.area(size), Area { x: 0, y: 50, width: 1_200, height: 1_500 });
        let area = |x, y, width| Drawn { x, y, width }.area(size);
        assert_eq!(area(800, 1_100, 400), Ok(Area { x: 800, y: 1_100, width: 400, height: 500 }));
        assert_eq!(area(0, 0, 399), Err(UploadsWhy::Frame));
        let drawn = Drawn::near(Frame::USUAL.area(size), size).sized(-9_999, size);
        assert_eq!((drawn.width, drawn.height(photo)), (400, 500));
    }
}
