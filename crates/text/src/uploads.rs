//! The photo and the certificates of an application, on the candidate's pages and in the officer's file.

use domain::uploads::{Part, PhotoKind, PhotoSize, Purpose, Side};
use domain::view::desk::postings::FilesKept;

use crate::catalogue::catalogue;
use crate::{Lang, applications, dates};

catalogue! {
    title => "照片与材料", "Photo and certificates";
    lede => "文件随传随存，提交报名时一起送出。文件只有您和负责资格审查的人员能看到。", "Files are kept as you send them and go with the application when you submit it. Only you and those who screen applications can see them.";
    limits => "上传之前：PDF、JPEG 或 PNG，每个不超过 10 MB，PDF 不超过 30 页。图片上传后会重新保存，拍摄地点等隐藏信息随之删除。", "Before you choose: PDF, JPEG or PNG, each at most 10 MB, a PDF at most 30 pages. A picture is saved anew, so that hidden details such as the place where it was taken are gone.";
    photo_title => "照片", "Photo";
    photo_lede(width: i64, height: i64, kilobytes: i64) => "近期正面免冠证件照。手机拍的照片就可以，不用自己裁剪：系统会裁成 {width} × {height} 像素、不超过 {kilobytes} kB，您再选裁哪一部分。", "A recent photo of your face, without a hat. A telephone's picture will do and need not be cut: the system makes it {width} × {height} pixels and at most {kilobytes} kB, and you choose which part.";
    photo_file => "选择照片", "Choose the picture";
    photo_limits(width: i64, height: i64) => "不小于 {width} × {height} 像素，不超过 4000 万像素。不能用 HEIC、WebP、GIF、SVG。", "At least {width} × {height} pixels, at most 40 million pixels. Not HEIC, WebP, GIF or SVG.";
    photo_alt => "报名照片", "Photo of the applicant";
    proof_alt(name: &str) => "“{name}”的内容", "What {name} shows";
    photo_none => "还没有照片。", "There is no photo yet.";
    photo_send => "上传照片", "Send the photo";
    photo_replace => "换一张照片", "Send another photo";
    frame_title => "裁剪", "Frame";
    frame_side => "取图片的哪一部分", "Which part of the picture";
    frame_part => "取多大", "How close";
    frame_apply => "按选择重新裁剪", "Cut it so";
    frame_how => "拖动方框，选取要保留的部分；拖右下角的圆点改变大小。键盘：方向键移动，加号、减号改变大小，同时按 Shift 每次一个像素。", "Drag the frame over what is to be kept, and the dot at its corner to change its size. By keyboard: arrow keys move it, plus and minus change its size, with Shift pixel by pixel.";
    frame_stage => "照片原图和裁剪框", "The picture and the frame over it";
    frame_at(width: i64, height: i64, x: i64, y: i64) => "裁剪框 {width} × {height} 像素，距左边 {x}，距上边 {y}。", "The frame: {width} × {height} pixels, {x} from the left, {y} from the top.";
    frame_left => "左移", "Left";
    frame_right => "右移", "Right";
    frame_up => "上移", "Up";
    frame_down => "下移", "Down";
    frame_larger => "框大些", "Larger";
    frame_smaller => "框小些", "Smaller";
    side_middle => "中间", "Middle";
    side_top => "靠上", "Top";
    side_bottom => "靠下", "Bottom";
    side_left => "靠左", "Left";
    side_right => "靠右", "Right";
    part_whole => "尽量大", "As much as possible";
    part_near => "近一些（五分之四）", "Closer (four fifths)";
    part_nearer => "更近（五分之三）", "Closest (three fifths)";
    form_title => "盖章的推荐表", "Stamped recommendation form";
    form_lede => "提交报名后下载推荐表，单位签字盖章后扫描或者拍照，在这里上传。取回修改会使旧推荐表作废。", "Download the form after submitting, have your unit sign and stamp it, then scan or photograph it and send it here. Taking the application back voids the form.";
    form_later => "提交报名之后才能上传。", "It can be sent once the application is submitted.";
    proofs_of(section: &str) => "“{section}”的证明材料", "Certificates for {section}";
    add => "上传材料", "Send a certificate";
    file => "选择文件", "Choose the file";
    none => "没有上传。", "None was sent.";
    take_away(name: &str) => "撤下“{name}”", "Take away {name}";
    replace => "替换", "Replace";
    count(n: i64) => "证明材料 {n} 份。", "Certificates: {n}.";
    photo_required => "每份报名都须上传照片。", "Every application must bring a photo.";
    photo_required_so(width: i64, height: i64, kilobytes: i64) => "每份报名都须上传照片（{width} × {height} 像素，不超过 {kilobytes} kB）。", "Every application must bring a photo ({width} × {height} pixels, at most {kilobytes} kB).";
    photo_not_required => "不要求照片。", "No photo is asked for.";
    photo_not_required_so(width: i64, height: i64, kilobytes: i64) => "不要求照片；上传的按 {width} × {height} 像素、不超过 {kilobytes} kB 裁剪。", "No photo is asked for; one that is sent is cut to {width} × {height} pixels and at most {kilobytes} kB.";
    photo_kind => "照片规格", "Kind of photo";
    photo_kind_hint => "系统按规格裁剪和压缩，报考人不用自己处理。公告批准后，资格审查结束前可以用补充公告修改。", "The system cuts and compresses to it; candidates need not. Once the notice is approved a supplementary notice can change it until screening is over.";
    photo_own_hint => "选“自定规格”时填写。", "Filled in where the kind is your own.";
    photo_width => "宽（150 至 540 像素）", "Width (150 to 540 pixels)";
    photo_height => "高（200 至 720 像素，不小于宽，不超过宽的两倍）", "Height (200 to 720 pixels, no less than the width, at most twice)";
    photo_kilobytes => "最大（kB）", "At most (kB)";
    photo_kilobytes_hint => "20 至 1000；每 4000 像素至少 1 kB，一寸至少 31 kB。", "20 to 1000, and at least 1 kB for 4,000 pixels: 31 kB for one inch.";
    photo_one_inch => "一寸（295 × 413 像素）", "One inch (295 × 413 pixels)";
    photo_small_two_inch => "小二寸（413 × 531 像素）", "Small two inch (413 × 531 pixels)";
    photo_two_inch => "二寸（413 × 579 像素）", "Two inch (413 × 579 pixels)";
    photo_screen => "480 × 640 像素", "480 × 640 pixels";
    photo_own => "自定规格", "Own numbers";
    photo_missing => "这次遴选要求上传照片，上传之后才能提交。", "This selection asks for a photo; add one before you submit.";
    photo_ask => "每份报名都须上传照片", "Every application must bring a photo";
    photo_save => "保存照片要求", "Save what is asked of photos";
    optional => "按需上传", "As needed";
    photo_word => "照片", "photo";
    photo_whole_word => "照片原图", "whole picture of the photo";
    form_word => "盖章的推荐表", "stamped recommendation form";
    proof_word(section: &str) => "证明材料（{section}）", "certificate ({section})";
    sent_on(when: &str) => "{when}上传", "sent {when}";
    ended_on(when: &str) => "{when}被替换或撤下", "replaced or taken away {when}";
    left_on(when: &str) => "{when}按保存期限删除了内容", "contents deleted after their term, {when}";
    kept_title => "报名人的照片和材料", "Applicants’ photos and certificates";
    kept_days(days: i64) => "遴选结束或者终止后保存 {days} 天，期满自动删除内容。", "Kept for {days} days after the selection is closed or ended; then their contents are deleted by themselves.";
    kept_until(when: &str) => "保存到{when}，期满自动删除内容。", "Kept until {when}; then their contents are deleted by themselves.";
    kept_left(count: u32, when: &str) => "{when}按保存期限删除了 {count} 个文件的内容，名称、大小和摘要还在。", "The contents of {count} file were deleted after their term, {when}; name, size and digest stay." | "The contents of {count} files were deleted after their term, {when}; names, sizes and digests stay.";
    desk_title => "照片与材料", "Photo and certificates";
    desk_earlier => "以前的文件（已被替换或撤下）", "Earlier files, replaced or taken away";
    desk_recorded => "打开文件会记入操作记录。", "Opening a file is recorded.";
    link => "上传这一部分的证明材料", "Send certificates for this section";
}

/// Returns what a file is for, in words.
#[must_use]
pub fn purpose(purpose: Purpose, lang: Lang) -> String {
    match purpose {
        Purpose::Photo => photo_word(lang).to_owned(),
        Purpose::PhotoWhole => photo_whole_word(lang).to_owned(),
        Purpose::Form => form_word(lang).to_owned(),
        Purpose::Proof(section) => proof_word(lang, applications::section(section, lang)),
    }
}

/// Returns the word of a side.
#[must_use]
pub fn side(side: Side, lang: Lang) -> &'static str {
    match side {
        Side::Middle => side_middle(lang),
        Side::Top => side_top(lang),
        Side::Bottom => side_bottom(lang),
        Side::Left => side_left(lang),
        Side::Right => side_right(lang),
    }
}

/// Returns the word of a part.
#[must_use]
pub fn part(part: Part, lang: Lang) -> &'static str {
    match part {
        Part::Whole => part_whole(lang),
        Part::Near => part_near(lang),
        Part::Nearer => part_nearer(lang),
    }
}

fn numbers(size: PhotoSize) -> (i64, i64, i64) {
    (size.width.into(), size.height.into(), size.kilobytes.into())
}

/// Returns whether a photo is asked for and how large it is, as a sentence. What is usual is not said where none is asked for.
#[must_use]
pub fn photo_asked(asked: bool, size: PhotoSize, lang: Lang) -> String {
    let (width, height, kilobytes) = numbers(size);
    match asked {
        true => photo_required_so(lang, width, height, kilobytes),
        false if size.is_usual() => photo_not_required(lang).to_owned(),
        false => photo_not_required_so(lang, width, height, kilobytes),
    }
}

/// Returns what a photo becomes.
#[must_use]
pub fn photo_becomes(size: PhotoSize, lang: Lang) -> String {
    let (width, height, kilobytes) = numbers(size);
    photo_lede(lang, width, height, kilobytes)
}

/// Returns for how long the files of a posting's applicants are kept.
#[must_use]
pub fn kept(of: FilesKept, lang: Lang) -> String {
    match (of.left, of.until) {
        (Some((count, at)), _) => kept_left(lang, count, &dates::moment(lang, at.0)),
        (None, Some(until)) => kept_until(lang, &dates::moment(lang, until.0)),
        (None, None) => kept_days(lang, of.days),
    }
}

/// Returns the word of a kind of photo.
#[must_use]
pub fn photo_kind_word(kind: PhotoKind, lang: Lang) -> &'static str {
    match kind {
        PhotoKind::OneInch => photo_one_inch(lang),
        PhotoKind::SmallTwoInch => photo_small_two_inch(lang),
        PhotoKind::TwoInch => photo_two_inch(lang),
        PhotoKind::Screen => photo_screen(lang),
        PhotoKind::Own => photo_own(lang),
    }
}
