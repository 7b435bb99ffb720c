//! What is taken and what is refused, by files made here byte by byte.

use std::io::Write as _;

use domain::reason::{OtherPicture, Unfit, UploadsWhy};
use domain::uploads::{Cut, Drawn, Frame, Kind, Part, PhotoSize, Side};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, RgbImage};

use super::{certificate, notice};

fn whole_photo(bytes: &[u8]) -> Result<Vec<u8>, UploadsWhy> {
    super::whole_photo(bytes, PhotoSize::USUAL)
}

fn photo(whole: &[u8], cut: impl Into<Cut>) -> Result<Vec<u8>, UploadsWhy> {
    super::photo(whole, cut, PhotoSize::USUAL)
}

/// A picture whose upper half is red and whose lower half is blue; its left third is darker.
fn flag(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let light = if x < width / 3 { 120 } else { 250 };
        if y < height / 2 { image::Rgb([light, 0, 0]) } else { image::Rgb([0, 0, light]) }
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

fn png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut bytes)
        .write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

/// The same JPEG with a segment of metadata behind its first marker: an orientation, and words as a place would stand there.
fn with_metadata(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPSLatitude 39.9042 N");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn opened(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

/// A PDF of these objects.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        text.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    text.push_str("trailer << /Root 1 0 R >>\n%%EOF\n");
    text.into_bytes()
}

/// The same with objects packed in a stream of this head.
fn packed(head: &str, objects: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(objects.as_bytes()).unwrap();
    let body = encoder.finish().unwrap();
    let begin = format!("%PDF-1.7\n1 0 obj\n<< {head} >>\nstream\n");
    [begin.as_bytes(), &body, b"\nendstream\nendobj\nstartxref\n%%EOF\n"].concat()
}

fn refused(bytes: &[u8]) -> UploadsWhy {
    certificate(bytes).unwrap_err()
}

#[test]
fn a_photo_of_any_size_becomes_one_of_295_by_413_pixels_within_200_kb() {
    for picture in [jpeg(&flag(1_200, 900)), png(&flag(900, 1_200)), jpeg(&flag(295, 413))] {
        let whole = whole_photo(&picture).unwrap();
        for side in Side::ALL {
            for part in Part::ALL {
                let cut = photo(&whole, Frame { side: *side, part: *part }).unwrap();
                assert_eq!(opened(&cut).dimensions(), (295, 413));
                assert!(cut.len() <= PhotoSize::USUAL.bytes());
            }
        }
    }
}

/// A picture of which no two pixels have to do with each other.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        image::Rgb([0; 3].map(|_: u8| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        }))
    })
}

#[test]
fn a_photo_has_the_pixels_and_the_kilobytes_that_its_posting_asks_for() {
    // At the bounds of every form: the largest, the smallest, and the fewest bytes for their pixels.
    for word in ["540x720x98", "413x579x60", "150x200x20", "295x413x31"] {
        let size = PhotoSize::from_word(word).unwrap();
        for picture in [jpeg(&flag(1_200, 900)), png(&flag(size.width, size.height))] {
            let whole = super::whole_photo(&picture, size).unwrap();
            let cut = super::photo(&whole, Frame::USUAL, size).unwrap();
            assert_eq!(opened(&cut).dimensions(), (size.width, size.height), "{word}");
            assert!(cut.len() <= size.bytes(), "{word}: {}", cut.len());
        }
        let (width, height) = (size.width - 1, size.height);
        let why = super::whole_photo(&png(&flag(width, height)), size).unwrap_err();
        let (least_width, least_height) = (size.width, size.height);
        assert_eq!(why, UploadsWhy::TooSmall { width, height, least_width, least_height });
        // Noise, which no photo is, comes within the bytes or is refused in words; never more bytes.
        let grain = super::whole_photo(&png(&noise(size.width, size.height)), size).unwrap();
        match super::photo(&grain, Frame::USUAL, size) {
            Ok(cut) => assert!(cut.len() <= size.bytes(), "{word}: {}", cut.len()),
            Err(why) => assert_eq!(why, UploadsWhy::TooDetailed { kilobytes: size.kilobytes }),
        }
    }
    let whole = super::whole_photo(&png(&noise(400, 500)), PhotoSize::USUAL).unwrap();
    let tight = PhotoSize { kilobytes: 2, ..PhotoSize::USUAL };
    let why = super::photo(&whole, Frame::USUAL, tight).unwrap_err();
    assert_eq!(why, UploadsWhy::TooDetailed { kilobytes: 2 });
}

#[test]
fn noise_too_is_brought_within_200_kb() {
    let cut =
        photo(&whole_photo(&png(&noise(600, 840))).unwrap(), Frame { side: Side::Left, part: Part::Nearer })
            .unwrap();
    assert!(cut.len() <= PhotoSize::USUAL.bytes(), "{}", cut.len());
}

#[test]
fn the_frame_decides_what_is_seen() {
    let whole = whole_photo(&png(&flag(900, 2_600))).unwrap();
    let middle = |side| {
        let cut = opened(&photo(&whole, Frame { side, part: Part::Nearer }).unwrap());
        cut.get_pixel(200, 200).0
    };
    let (top, bottom) = (middle(Side::Top), middle(Side::Bottom));
    assert!(top[0] > 200 && top[2] < 60, "{top:?}");
    assert!(bottom[2] > 200 && bottom[0] < 60, "{bottom:?}");
    // Laid by hand: low down at the right, where the picture is of one colour.
    let drawn = |y| photo(&whole, Cut::Drawn(Drawn { x: 250, y, width: 300 }));
    let low = opened(&drawn(1_180).unwrap());
    assert_eq!(low.dimensions(), (295, 413));
    assert!(low.pixels().all(|pixel| pixel.0[2] > 200 && pixel.0[0] < 60), "one colour");
    assert_eq!(drawn(1_181).unwrap_err(), UploadsWhy::Frame, "the picture is 1,600 pixels high");
}

#[test]
fn a_picture_is_turned_upright_and_its_metadata_with_the_place_is_gone() {
    let sent = with_metadata(&jpeg(&flag(900, 1_200)), 3);
    assert!(holds(&sent, b"GPSLatitude"));
    let whole = whole_photo(&sent).unwrap();
    assert!(!holds(&whole, b"GPS") && !holds(&whole, b"Exif"));
    let upper = opened(&whole).get_pixel(450, 100).0;
    assert!(upper[2] > 100 && upper[0] < 60, "it was upside down: {upper:?}");
    let turned = whole_photo(&with_metadata(&jpeg(&flag(900, 1_200)), 6)).unwrap();
    assert_eq!(opened(&turned).dimensions(), (1_200, 900));
    let kept = certificate(&sent).unwrap();
    assert!(kept.kind == Kind::Jpeg && !holds(&kept.bytes, b"GPS"));
}

#[test]
fn what_hides_behind_a_picture_is_gone() {
    let polyglot = [jpeg(&flag(400, 500)), b"PK\x03\x04<script>alert(1)</script>%PDF-1.7".to_vec()].concat();
    for kept in [whole_photo(&polyglot).unwrap(), certificate(&polyglot).unwrap().bytes] {
        assert!(!holds(&kept, b"<script") && !holds(&kept, b"%PDF") && !holds(&kept, b"PK\x03\x04"));
    }
}

#[test]
fn transparent_becomes_white() {
    let clear = DynamicImage::new_rgba8(400, 500);
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes).write_image(clear.as_bytes(), 400, 500, ExtendedColorType::Rgba8).unwrap();
    assert_eq!(opened(&whole_photo(&bytes).unwrap()).get_pixel(9, 9).0, [255, 255, 255]);
}

#[test]
fn other_kinds_are_refused_by_their_content_whatever_they_are_called() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (bytes, kind) in [
        (heic.as_slice(), OtherPicture::Heic),
        (b"\0\0\0\x18ftypavif\0\0\0\0", OtherPicture::Avif),
        (b"RIFF\x10\0\0\0WEBPVP8 ", OtherPicture::Webp),
        (b"GIF89a\x01\0\x01\0", OtherPicture::Gif),
        (b"II*\0\x08\0\0\0", OtherPicture::Tiff),
        (b"BM\x10\0\0\0", OtherPicture::Bmp),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", OtherPicture::Svg),
        (b"\xEF\xBB\xBF  <!-- a --><SVG/>", OtherPicture::Svg),
    ] {
        assert_eq!(whole_photo(bytes), Err(UploadsWhy::NotTaken { kind }));
        assert_eq!(refused(bytes), UploadsWhy::NotTaken { kind });
    }
    assert_eq!(whole_photo(b""), Err(UploadsWhy::Empty));
    assert_eq!(refused(b""), UploadsWhy::Empty);
    for bytes in [b"MZ\x90\0".as_slice(), b"PK\x03\x04", b"<html><body>", b"hello", b"\0\0\0\x18ftypisom"] {
        assert_eq!(whole_photo(bytes), Err(UploadsWhy::NoPicture));
        assert_eq!(refused(bytes), UploadsWhy::NoDocument);
    }
    assert_eq!(whole_photo(&pdf(&["<< /Type /Page >>"])), Err(UploadsWhy::NoPicture));
}

#[test]
fn a_picture_of_30_000_by_30_000_pixels_is_refused_by_its_head() {
    // The head alone: a decoder that went on would find nothing.
    let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0".to_vec();
    let check = crc(&head[12..]);
    head.extend(check.to_be_bytes());
    head.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    let why = whole_photo(&head).unwrap_err();
    assert!(matches!(why, UploadsWhy::TooManyPixels { .. }), "{why:?}");
    // A JPEG of 100 × 100 whose head is made to say 30,000 × 30,000.
    let mut bytes = jpeg(&flag(100, 100));
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
    let why = UploadsWhy::TooManyPixels { width: 30_000, height: 30_000, limit: 40_000_000 };
    assert_eq!(whole_photo(&bytes), Err(why));
    assert_eq!(refused(&bytes), why);
}

/// CRC-32 as PNG counts it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 },
        )
    })
}

#[test]
fn a_picture_that_ends_too_early_is_refused_wherever_it_was_cut() {
    let preview = with_metadata(&jpeg(&flag(600, 700)), 1);
    for whole in [jpeg(&flag(600, 700)), png(&flag(600, 700)), preview] {
        for part in [2, 10, whole.len() / 4, whole.len() / 2, whole.len() - 20] {
            let why = whole_photo(&whole[..part]).unwrap_err();
            assert!(matches!(why, UploadsWhy::Damaged | UploadsWhy::NoPicture), "{part}: {why:?}");
        }
    }
}

#[test]
fn any_changed_byte_gives_a_picture_or_a_refusal_and_never_a_panic() {
    for sound in [jpeg(&flag(300, 420)), png(&flag(300, 420))] {
        for at in (0..sound.len()).step_by(sound.len() / 25 + 1) {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x5A;
            if let Ok(whole) = whole_photo(&bytes) {
                photo(&whole, Frame::USUAL).unwrap();
            }
        }
    }
}

#[test]
fn a_picture_too_small_for_a_photo_is_refused_and_taken_as_a_certificate() {
    let small = jpeg(&flag(200, 300));
    assert_eq!(
        whole_photo(&small),
        Err(UploadsWhy::TooSmall { width: 200, height: 300, least_width: 295, least_height: 413 })
    );
    assert_eq!(certificate(&small).unwrap().kind, Kind::Jpeg);
}

#[test]
fn a_plain_pdf_is_kept_byte_for_byte() {
    for plain in [
        pdf(&["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 >>", "<< /Type /Page >>"]),
        pdf(&["<< /Type /Catalog /OpenAction [3 0 R /XYZ null null 0] >>"]),
        pdf(&["<< /OpenAction 2 0 R >>", "<< /S /GoTo /D [3 0 R /Fit] >>"]),
        pdf(&["<< /OpenAction << /S /GoTo /D [3 0 R /Fit] >> >>"]),
        packed("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", "5 0 << /Type /Page >>"),
        packed("/Type /ObjStm /N 1 /First 4 /Filter [ /FlateDecode ]", "5 0 << /Type /Page >>"),
    ] {
        let taken = certificate(&plain).unwrap();
        assert_eq!((taken.kind, taken.bytes), (Kind::Pdf, plain));
    }
}

#[test]
fn a_pdf_that_acts_hides_or_is_locked_is_refused_with_the_reason() {
    for (object, why) in [
        ("<< /S /JavaScript /JS (app.alert(1)) >>", UploadsWhy::PdfActive),
        ("<< /S /J#61vaScript >>", UploadsWhy::PdfActive),
        ("<< /JS 12 0 R >>", UploadsWhy::PdfActive),
        ("<< /J#53 (x) >>", UploadsWhy::PdfActive),
        ("<< /OpenAction << /S /URI /URI (http://x) >> >>", UploadsWhy::PdfActive),
        ("<< /OpenAction 9 0 R >>", UploadsWhy::PdfActive),
        ("<</S/Launch/F(cmd.exe)>>", UploadsWhy::PdfActive),
        ("<< /S /SubmitForm >>", UploadsWhy::PdfActive),
        ("<< /Type /EmbeddedFile >>", UploadsWhy::PdfHolds),
        ("<< /Names << /EmbeddedFiles 3 0 R >> >>", UploadsWhy::PdfHolds),
        ("<< /Encrypt 4 0 R >>", UploadsWhy::PdfLocked),
    ] {
        assert_eq!(refused(&pdf(&[object])), why, "{object}");
        let hidden = packed("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", object);
        assert_eq!(refused(&hidden), why, "packed: {object}");
        let unsaid = packed("/N 1 /First 4 /Filter /FlateDecode", object);
        assert_eq!(refused(&unsaid), why, "packed without saying so: {object}");
    }
}

#[test]
fn a_pdf_that_cannot_be_looked_through_or_is_cut_is_refused() {
    for head in [
        "/Type /ObjStm /Filter /LZWDecode",
        "/Type /ObjStm /Filter [ /ASCIIHexDecode /FlateDecode ]",
        "/Type /ObjStm /Filter 7 0 R",
        "/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
    ] {
        assert_eq!(refused(&packed(head, "5 0 << >>")), UploadsWhy::PdfPacked, "{head}");
    }
    let bomb = packed("/Type /ObjStm /Filter /FlateDecode", &" ".repeat(65 * 1024 * 1024));
    assert_eq!(refused(&bomb), UploadsWhy::PdfPacked);
    let whole = pdf(&["<< /Type /Page >>"]);
    assert_eq!(refused(&whole[..whole.len() - 8]), UploadsWhy::PdfDamaged);
    assert_eq!(refused(b"%PDF-1.7\n%%EOF"), UploadsWhy::PdfDamaged);
    assert_eq!(
        refused(&[b"GIF89a".as_slice(), &whole].concat()),
        UploadsWhy::NotTaken { kind: OtherPicture::Gif }
    );
}

#[test]
fn a_pdf_has_at_most_thirty_pages() {
    let of = |pages: usize| pdf(&vec!["<< /Type /Page >>"; pages]);
    assert!(certificate(&of(30)).is_ok());
    assert_eq!(refused(&of(31)), UploadsWhy::PdfPages { limit: 30 });
}

/// Compressed as PDFs compress.
fn deflated(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of two pages, the second with these drawing orders, and a font `F1` whose codes are those of `table`.
fn paper(orders: &str, table: &str, font: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for object in [
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        "2 0 obj\n<< /Type /Pages /Kids [4 0 R 3 0 R] /Count 2 >>\nendobj\n",
        "3 0 obj\n<< /Group << /Type /Group >> /Type /Page /Resources << /Font << /F1 6 0 R >> >> /Contents [5 0 R] >>\nendobj\n",
        "4 0 obj\n<< /Type /Page >>\nendobj\n",
        &format!("6 0 obj\n<< /Type /Font {font} >>\nendobj\n"),
    ] {
        bytes.extend(object.as_bytes());
    }
    for (number, text) in [(5, orders), (7, table)] {
        bytes.extend(format!("{number} 0 obj\n<< /Filter /FlateDecode >>\nstream\n").as_bytes());
        bytes.extend(deflated(text.as_bytes()));
        bytes.extend(b"\nendstream\nendobj\n");
    }
    bytes.extend(b"trailer << /Root 1 0 R >>\n%%EOF\n");
    bytes
}

/// Digits under the codes 0x0010 to 0x0019, and X under 0x0030.
const TABLE: &str = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0010> <0019> <0030> endbfrange 1 beginbfchar <0030> <0058> endbfchar";

/// A number as the codes of [`TABLE`].
fn coded(number: &str) -> String {
    let code =
        |c: char| c.to_digit(10).map_or_else(|| "0030".to_owned(), |digit| format!("{:04x}", 0x10 + digit));
    format!("<{}>", number.chars().map(code).collect::<String>())
}

#[test]
fn a_private_number_in_the_text_of_a_notices_pdf_is_refused_with_its_page() {
    let identity = "990001199001010017";
    let identity = (0..=10)
        .map(|last| {
            format!("{}{}", &identity[..17], if last == 10 { "X".to_owned() } else { last.to_string() })
        })
        .find(|number| domain::lists::leak(number).is_some())
        .unwrap();
    let leak = |what| Err(UploadsWhy::Leak { page: 2, what });
    let with = "/ToUnicode 7 0 R";
    let shown = |orders: &str| notice(&paper(orders, TABLE, with)).map(|_| ());
    let coded_phone = coded("13812345678");
    let apart: String =
        "13812345678".chars().map(|digit| format!("{} Tj 6 0 Td ", coded(&digit.to_string()))).collect();
    for (orders, what) in [
        (format!("BT /F1 12 Tf {} Tj ET", coded(&identity)), Unfit::IdentityNumber),
        (format!("BT /F1 12 Tf {coded_phone} Tj ET"), Unfit::Phone),
        (format!("BT /F1 12 Tf [{} -3 {}] TJ ET", coded("1381"), coded("2345678")), Unfit::Phone),
        (format!("BT /F1 12 Tf 0 700 Td {apart} ET"), Unfit::Phone),
        (
            format!(
                "BT /F1 12 Tf 1 0 0 1 10 700 Tm {} Tj 1 0 0 1 90 700 Tm {coded_phone} Tj ET",
                coded("42")
            ),
            Unfit::Phone,
        ),
        (format!("BI /W 1 ID \x01(\x02 EI BT /F1 12 Tf {coded_phone} Tj ET"), Unfit::Phone),
    ] {
        assert_eq!(shown(&orders), leak(what), "{orders}");
    }
    for orders in [
        format!("BT /F1 12 Tf {} Tj ET", coded("0531-82345678")),
        format!("BT /F1 12 Tf 0 700 Td {} Tj 0 -14 Td {} Tj ET", coded("138123"), coded("45678")),
        format!("BT /F1 12 Tf {} Tj ET", coded("1381234567890123")),
    ] {
        assert_eq!(shown(&orders), Ok(()), "{orders}");
    }
    // Without a table the codes are letters.
    let plain = |orders: &str| notice(&paper(orders, "", "/Subtype /Type1")).map(|_| ());
    assert_eq!(plain("BT /F1 12 Tf (tel. 1381\\062345678) Tj ET"), leak(Unfit::Phone));
    assert_eq!(plain("BT /F1 12 Tf (0531-82345678) Tj ET"), Ok(()));
    // The codes of one font are no letters of another.
    assert_eq!(notice(&paper(&format!("BT /F9 12 Tf {coded_phone} Tj ET"), TABLE, with)).map(|_| ()), Ok(()));
}

#[test]
fn a_notice_takes_long_pdfs_and_pictures_and_no_office_files() {
    let of = |pages: usize| pdf(&vec!["<< /Type /Page >>"; pages]);
    assert!(notice(&of(31)).is_ok());
    assert_eq!(notice(&of(501)).unwrap_err(), UploadsWhy::PdfPages { limit: 500 });
    assert_eq!(notice(&jpeg(&flag(300, 400))).unwrap().kind, Kind::Jpeg);
    for office in [b"PK\x03\x04\x14\0".as_slice(), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"] {
        assert_eq!(notice(office).unwrap_err(), UploadsWhy::Office);
    }
    assert_eq!(notice(&pdf(&["<< /S /JavaScript >>"])).unwrap_err(), UploadsWhy::PdfActive);
    assert_eq!(notice(b"hello").unwrap_err(), UploadsWhy::NoDocument);
}

#[test]
fn any_changed_byte_of_a_pdf_is_read_or_refused_and_never_a_panic() {
    let sound =
        paper(&format!("BT /F1 12 Tf [{} 9 (a\\) b)] TJ ET", coded("0531")), TABLE, "/ToUnicode 7 0 R");
    assert!(notice(&sound).is_ok());
    for at in 0..sound.len() {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x5A;
        let _ = notice(&bytes);
    }
}
