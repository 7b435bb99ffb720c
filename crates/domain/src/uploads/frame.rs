//! Which part of a picture becomes the photo: the largest frame of the photo's proportion, or a part of it, at a side.

use serde::{Deserialize, Serialize};

use super::{PHOTO_HEIGHT, PHOTO_WIDTH};
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

    /// Returns the part of a picture of this size, which is at least one pixel each way, in the photo's proportion up to a pixel.
    #[must_use]
    pub fn area(self, (width, height): (u32, u32)) -> Area {
        let (width, height) = (width.max(1), height.max(1));
        let (wide, high) = (u64::from(PHOTO_WIDTH), u64::from(PHOTO_HEIGHT));
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

/// `value × times / over`, rounded down; `over` is not zero.
fn scaled(value: u64, times: u64, over: u64) -> u64 {
    value.saturating_mul(times).checked_div(over).unwrap_or(value)
}

fn narrow(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Area, Frame, Part, Side};

    #[test]
    fn every_frame_lies_inside_its_picture_and_keeps_the_proportion() {
        for size in
            [(1, 1), (1, 9_000), (9_000, 1), (295, 413), (4_032, 3_024), (3_024, 4_032), (6_000, 6_000)]
        {
            for side in Side::ALL {
                for part in Part::ALL {
                    let area = Frame { side: *side, part: *part }.area(size);
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
        let cut = |side, part| Frame { side, part }.area((2_950, 8_260));
        assert_eq!(cut(Side::Top, Part::Whole), Area { x: 0, y: 0, width: 2_950, height: 4_130 });
        assert_eq!(cut(Side::Bottom, Part::Whole), Area { x: 0, y: 4_130, width: 2_950, height: 4_130 });
        assert_eq!(cut(Side::Top, Part::Nearer), Area { x: 590, y: 0, width: 1_770, height: 2_478 });
        assert_eq!(Frame::USUAL.area((590, 413)), Area { x: 147, y: 0, width: 295, height: 413 });
        assert_eq!(
            Frame { side: Side::Right, part: Part::Whole }.area((590, 413)),
            Area { x: 295, y: 0, width: 295, height: 413 }
        );
    }
}
