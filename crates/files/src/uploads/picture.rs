//! Pictures: decoded within bounds, turned upright, made smaller by averaging, and written anew as JPEG.
//!
//! Refuses: more pixels or more memory than is allowed, before a pixel is decoded; a JPEG without its end, which a lenient decoder
//! would fill with grey.

use std::io::Cursor;

use domain::reason::UploadsWhy;
use domain::uploads::{Area, Cut, Ground, Kind, PIXELS, PhotoSize};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder as _, ImageError, Limits, RgbImage};

/// Longest side of the whole picture of a photo.
const WHOLE: u32 = 1_600;
/// Longest side of a certificate: A4 at 250 dots an inch.
const PAGE: u32 = 3_000;
/// Longest side that a head may name; JPEG itself ends at 65,535.
const SIDE: u32 = 20_000;
/// Bytes that a decoded picture takes at most.
const DECODED: u64 = 200_000_000;
/// Qualities that are tried until a photo is small enough.
const QUALITIES: [u8; 8] = [92, 85, 75, 60, 40, 25, 15, 8];

/// The whole picture of a photo.
pub(super) fn whole(kind: Kind, bytes: &[u8], size: PhotoSize) -> Result<Vec<u8>, UploadsWhy> {
    let picture = upright(kind, bytes, WHOLE)?;
    let (width, height) = picture.dimensions();
    let (least_width, least_height) = (size.width, size.height);
    if width < least_width || height < least_height {
        return Err(UploadsWhy::TooSmall { width, height, least_width, least_height });
    }
    written(&picture, 92)
}

/// A picture as a certificate.
pub(super) fn page(kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, UploadsWhy> {
    written(&upright(kind, bytes, PAGE)?, 85)
}

/// The photo.
pub(super) fn cut(whole: &[u8], cut: Cut, size: PhotoSize) -> Result<Vec<u8>, UploadsWhy> {
    let picture = upright(Kind::Jpeg, whole, WHOLE)?;
    let area = cut.area(Ground { picture: picture.dimensions(), photo: size })?;
    let small = averaged(&picture, area, (size.width, size.height));
    let mut tries = QUALITIES.iter().map(|quality| written(&small, *quality));
    let fits =
        |one: &Result<Vec<u8>, UploadsWhy>| one.as_ref().is_ok_and(|bytes| bytes.len() <= size.bytes());
    tries.find(fits).unwrap_or(Err(UploadsWhy::TooDetailed { kilobytes: size.kilobytes }))
}

/// The picture as a person looks at it, at most `longest` pixels each way.
fn upright(kind: Kind, bytes: &[u8], longest: u32) -> Result<RgbImage, UploadsWhy> {
    let (picture, orientation) = match kind {
        Kind::Jpeg if !has_end(bytes) => return Err(UploadsWhy::Damaged),
        Kind::Jpeg => decoded(JpegDecoder::new(Cursor::new(bytes)))?,
        Kind::Png => decoded(PngDecoder::with_limits(Cursor::new(bytes), limits()))?,
        Kind::Pdf => return Err(UploadsWhy::NoPicture),
    };
    let (width, height) = (picture.width(), picture.height());
    let area = Area { x: 0, y: 0, width, height };
    let small = averaged(&plain(picture), area, within((width, height), longest));
    let mut turned = DynamicImage::ImageRgb8(small);
    turned.apply_orientation(orientation);
    Ok(turned.into_rgb8())
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(DECODED.saturating_mul(2));
    limits
}

/// Decodes a picture whose head was read, once the head is within bounds.
fn decoded<D: ImageDecoder>(head: Result<D, ImageError>) -> Result<(DynamicImage, Orientation), UploadsWhy> {
    let mut decoder = head.map_err(|error| wrong(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    if pixels > PIXELS || width.max(height) > SIDE || decoder.total_bytes() > DECODED {
        return Err(UploadsWhy::TooManyPixels { width, height, limit: PIXELS });
    }
    if pixels == 0 {
        return Err(UploadsWhy::Damaged);
    }
    decoder.set_limits(limits()).map_err(|error| wrong(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| wrong(&error))?;
    Ok((picture, orientation))
}

/// A limit is told as one; whatever else a decoder says is damage.
fn wrong(error: &ImageError) -> UploadsWhy {
    match error {
        ImageError::Limits(_) => UploadsWhy::TooManyPixels { width: 0, height: 0, limit: PIXELS },
        _ => UploadsWhy::Damaged,
    }
}

/// The colours alone; what is transparent becomes white, as on paper.
fn plain(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let over = picture.into_rgba8();
    let (width, height) = over.dimensions();
    let mut colours = Vec::with_capacity(over.as_raw().len().saturating_div(4).saturating_mul(3));
    for pixel in over.pixels() {
        let [red, green, blue, alpha] = pixel.0.map(u16::from);
        let on_white = |colour: u16| {
            let mixed =
                colour.saturating_mul(alpha).saturating_add(255_u16.saturating_mul(255 - alpha)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        colours.extend([red, green, blue].map(on_white));
    }
    RgbImage::from_raw(width, height, colours).unwrap_or_default()
}

/// The size in the same proportion whose longer side is at most `longest`.
fn within((width, height): (u32, u32), longest: u32) -> (u32, u32) {
    let side = width.max(height);
    if side <= longest {
        return (width, height);
    }
    let part = |length: u32| {
        let scaled = u64::from(length).saturating_mul(u64::from(longest)) / u64::from(side.max(1));
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    (part(width), part(height))
}

/// The area at another size: each pixel is the average of those that it covers, or the nearest one where it covers none.
fn averaged(picture: &RgbImage, area: Area, (width, height): (u32, u32)) -> RgbImage {
    if (area.x, area.y) == (0, 0) && picture.dimensions() == (width, height) {
        return picture.clone();
    }
    let columns: Vec<(u32, u32)> = (0..width).map(|at| span(at, width, (area.x, area.width))).collect();
    let raw = picture.as_raw().as_slice();
    let mut colours = Vec::new();
    for at in 0..height {
        let rows = span(at, height, (area.y, area.height));
        for columns in &columns {
            colours.extend(mean(raw, picture.width(), rows, *columns));
        }
    }
    RgbImage::from_raw(width, height, colours).unwrap_or_default()
}

/// The pixels from and to (excluded) that the pixel `at` of `of` covers in a stretch.
fn span(at: u32, of: u32, (from, length): (u32, u32)) -> (u32, u32) {
    let edge = |at: u32| {
        let within = u64::from(at).saturating_mul(u64::from(length)) / u64::from(of.max(1));
        from.saturating_add(u32::try_from(within).unwrap_or(length))
    };
    let first = edge(at);
    (first, edge(at.saturating_add(1)).max(first.saturating_add(1)))
}

fn mean(raw: &[u8], width: u32, rows: (u32, u32), columns: (u32, u32)) -> [u8; 3] {
    let (mut sums, mut count) = ([0_u64; 3], 0_u64);
    let index = |row: u32, column: u32| {
        let at = u64::from(row).saturating_mul(u64::from(width)).saturating_add(u64::from(column));
        usize::try_from(at.saturating_mul(3)).unwrap_or(usize::MAX)
    };
    for row in rows.0..rows.1 {
        let line = raw.get(index(row, columns.0)..index(row, columns.1)).unwrap_or_default();
        for pixel in line.as_chunks::<3>().0 {
            for (sum, colour) in sums.iter_mut().zip(pixel) {
                *sum = sum.saturating_add(u64::from(*colour));
            }
            count = count.saturating_add(1);
        }
    }
    sums.map(|sum| u8::try_from(sum.saturating_add(count / 2) / count.max(1)).unwrap_or(u8::MAX))
}

fn written(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, UploadsWhy> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(picture.as_raw(), width, height, image::ExtendedColorType::Rgb8)
        .map_err(|_| UploadsWhy::Damaged)?;
    Ok(bytes)
}

/// Whether a JPEG has the marker that ends its picture. Segments before the picture are stepped over, because a small preview in
/// one of them has an end of its own; what telephones add behind the end does not matter.
fn has_end(bytes: &[u8]) -> bool {
    let mut at = 2_usize;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let [0xFF, marker, high, low, ..] = *rest else { return false };
        if marker == 0xFF {
            at = at.saturating_add(1);
            continue;
        }
        if marker == 0xDA {
            // Inside the coded picture a byte 0xFF is followed by zero or a restart.
            return rest.windows(2).any(|pair| pair == [0xFF, 0xD9]);
        }
        at = at.saturating_add(2).saturating_add(usize::from(u16::from_be_bytes([high, low])));
    }
}
