//! Why a file of an application or of a notice is refused: one sentence for each code of [`UploadsWhy`].

use domain::reason::{OtherPicture, Unfit, UploadsWhy};

use crate::catalogue::catalogue;
use crate::{Lang, dates, numbers};

catalogue! {
    empty => "没有选择文件，或者文件是空的。请选好文件再上传。", "No file was chosen, or it is empty. Choose a file, then send it.";
    too_long(limit: &str) => "文件超过{limit}，没有保存。请压缩或者重新扫描后再上传。", "The file is larger than {limit} and was not kept. Make it smaller or scan it again.";
    heic => "这是 HEIC 格式的图片，不能使用。苹果手机：在“设置—相机—格式”里选“兼容性最佳”后重拍；或者打开这张图片截屏，再上传截屏。", "This is a HEIC picture, which is not taken. On an iPhone choose Settings, Camera, Formats, Most Compatible and take it again; or make a screenshot of the picture and send that.";
    not_taken(kind: &str) => "这是 {kind} 格式的图片，不能使用。请用看图软件另存为 JPEG 或 PNG 后再上传。", "This is a {kind} picture, which is not taken. Save it as JPEG or PNG in a picture program and send that.";
    no_picture => "文件内容不是 JPEG 或 PNG 图片（只改文件名后缀不会改变内容）。请选择照片文件。", "The content of the file is no JPEG and no PNG picture; changing the ending of its name does not change that. Choose a picture.";
    no_document => "文件内容不是 PDF、JPEG 或 PNG（只改文件名后缀不会改变内容）。请另存为其中一种再上传。", "The content of the file is no PDF, JPEG or PNG; changing the ending of its name does not change that. Save it as one of these and send that.";
    damaged => "图片不完整或者已损坏，打不开。请重新导出或者重拍后再上传。", "The picture is cut off or damaged and cannot be opened. Export it again or take it again.";
    too_many_pixels(limit: &str) => "图片的像素太多（最多 {limit} 像素）。请在手机或电脑上缩小后再上传。", "The picture has too many pixels (at most {limit}). Make it smaller and send it again.";
    too_small(width: i64, height: i64, least_width: i64, least_height: i64) => "图片只有 {width} × {height} 像素，比照片要求的 {least_width} × {least_height} 像素还小。请用原图，不要用缩略图。", "The picture is {width} × {height} pixels, smaller than the {least_width} × {least_height} of a photo. Use the original, not a preview.";
    too_detailed(kilobytes: i64) => "照片的细节或者杂点太多，压不到 {kilobytes} kB 以内，没有保存。请换一张背景干净的照片。", "The photo shows too much detail or grain to fit into {kilobytes} kB, and was not kept. Choose one with a plain background.";
    pdf_damaged => "PDF 文件不完整或者已损坏。请重新导出或者重新扫描。", "The PDF is cut off or damaged. Export or scan it again.";
    pdf_locked => "PDF 文件有密码或者权限限制，无法查看。请取消密码，或者用“打印为 PDF”另存一份不加密的。", "The PDF has a password or restrictions, so it cannot be read. Remove them, or print it to a new PDF without a password.";
    pdf_active => "PDF 文件里有脚本、表单程序或者打开时自动执行的动作，不能使用。请用“打印为 PDF”另存一份再上传。", "The PDF holds a script, a form program or something that starts when it is opened. Print it to a new PDF and send that.";
    pdf_holds => "PDF 文件里夹带了别的文件，不能使用。请把需要的材料分别上传，或者用“打印为 PDF”另存一份。", "The PDF carries other files inside. Send what is needed one by one, or print it to a new PDF.";
    pdf_packed => "PDF 文件的压缩方式无法检查。请用“打印为 PDF”另存一份再上传。", "The PDF is packed in a way that cannot be looked through. Print it to a new PDF and send that.";
    pdf_pages(limit: i64) => "PDF 文件超过 {limit} 页。请只留需要的页，或者分成几份上传。", "The PDF has more than {limit} pages. Keep the pages that are needed, or send it in parts.";
    heavy => "打开这个文件需要的时间或内存太多，没有保存。请用看图软件或“打印为 PDF”另存一份再上传。", "Opening the file took too much time or memory, and it was not kept. Save it anew in a picture program, or print it to a new PDF, and send that.";
    frame => "裁剪框超出了图片，或者比照片要求的像素还小。照片没有变。请重新选取。", "The frame leaves the picture, or has fewer pixels than the photo needs. The photo is as it was; choose again.";
    too_many(limit: i64) => "这份报名上传文件的次数（含已替换、已撤下的）达到 {limit} 次，不能再传。请与公告上的咨询电话联系。", "This application has taken {limit} files, those that were replaced or taken away included, and takes no more. Call the office named in the notice.";
    ended => "这个文件已被替换或者撤下。请刷新页面，看现在有哪些文件。", "The file was replaced or taken away. Load the page again to see which files there are now.";
    term_over(when: &str) => "这个文件的内容已于{when}按保存期限删除，只留名称、大小和摘要。", "The contents of this file were deleted after their term, {when}; its name, size and digest stay.";
    not_kept => "存放文件的地方现在用不了，文件没有保存，报名的其他内容不受影响。请过几分钟再试；仍不行请拨打公告上的咨询电话。", "The place where files are kept is out of reach, and the file was not kept; nothing else of the application changed. Try again in a few minutes, or call the office named in the notice.";
    office => "这是 Word、Excel 或者同类文件，可能带有看不见的内容，不能用。请另存为 PDF 再上传。", "This is a Word, Excel or similar file, which may hold more than it shows. Save it as PDF and send that.";
    leak_identity(page: i64) => "第 {page} 页有身份证号，不能公开。请去掉后再上传。", "Page {page} holds an identity number, which must not be public. Remove it and send the file again.";
    leak_identity_anywhere => "文件里有身份证号，不能公开。请去掉后再上传。", "The file holds an identity number, which must not be public. Remove it and send the file again.";
    leak_phone(page: i64) => "第 {page} 页有手机号，不能公开。咨询电话请用固定电话；去掉后再上传。", "Page {page} holds a mobile telephone number, which must not be public. Name a fixed line for questions, remove it and send the file again.";
    leak_phone_anywhere => "文件里有手机号，不能公开。咨询电话请用固定电话；去掉后再上传。", "The file holds a mobile telephone number, which must not be public. Name a fixed line for questions, remove it and send the file again.";
    notice_full(limit: i64) => "附件已有 {limit} 个，不能再加。请先去掉不用的。", "The notice has {limit} files and takes no more. Take away one that is not needed.";
    no_photo => "这次遴选要求上传照片，还没有照片。请在“照片与材料”里上传。", "This selection asks for a photo, and there is none yet. Add it under Photo and certificates.";
}

const fn name(kind: OtherPicture) -> &'static str {
    match kind {
        OtherPicture::Heic => "HEIC",
        OtherPicture::Avif => "AVIF",
        OtherPicture::Webp => "WebP",
        OtherPicture::Gif => "GIF",
        OtherPicture::Tiff => "TIFF",
        OtherPicture::Bmp => "BMP",
        OtherPicture::Svg => "SVG",
    }
}

/// A private number in a file that would be public; page 0 is none.
fn leak(page: u32, what: Unfit, lang: Lang) -> String {
    match (page, what) {
        (0, Unfit::IdentityNumber) => leak_identity_anywhere(lang).to_owned(),
        (page, Unfit::IdentityNumber) => leak_identity(lang, i64::from(page)),
        (0, _) => leak_phone_anywhere(lang).to_owned(),
        (page, _) => leak_phone(lang, i64::from(page)),
    }
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: UploadsWhy, lang: Lang) -> String {
    match why {
        UploadsWhy::Empty => empty(lang).to_owned(),
        UploadsWhy::TooLong { limit } => too_long(lang, &numbers::bytes(u64::from(limit))),
        UploadsWhy::NotTaken { kind: OtherPicture::Heic } => heic(lang).to_owned(),
        UploadsWhy::NotTaken { kind } => not_taken(lang, name(kind)),
        UploadsWhy::NoPicture => no_picture(lang).to_owned(),
        UploadsWhy::NoDocument => no_document(lang).to_owned(),
        UploadsWhy::Damaged => damaged(lang).to_owned(),
        UploadsWhy::TooManyPixels { limit, .. } => {
            too_many_pixels(lang, &numbers::grouped(i64::try_from(limit).unwrap_or(i64::MAX)))
        }
        UploadsWhy::TooSmall { width, height, least_width, least_height } => {
            let [width, height, wide, high] = [width, height, least_width, least_height].map(i64::from);
            too_small(lang, width, height, wide, high)
        }
        UploadsWhy::TooDetailed { kilobytes } => too_detailed(lang, i64::from(kilobytes)),
        UploadsWhy::PdfDamaged => pdf_damaged(lang).to_owned(),
        UploadsWhy::PdfLocked => pdf_locked(lang).to_owned(),
        UploadsWhy::PdfActive => pdf_active(lang).to_owned(),
        UploadsWhy::PdfHolds => pdf_holds(lang).to_owned(),
        UploadsWhy::PdfPacked => pdf_packed(lang).to_owned(),
        UploadsWhy::PdfPages { limit } => pdf_pages(lang, i64::from(limit)),
        UploadsWhy::Heavy => heavy(lang).to_owned(),
        UploadsWhy::Frame => frame(lang).to_owned(),
        UploadsWhy::TooMany { limit } => too_many(lang, i64::from(limit)),
        UploadsWhy::Ended => ended(lang).to_owned(),
        UploadsWhy::TermOver { at } => term_over(lang, &dates::moment(lang, at.0)),
        UploadsWhy::NotKept => not_kept(lang).to_owned(),
        UploadsWhy::Office => office(lang).to_owned(),
        UploadsWhy::Leak { page, what } => leak(page, what, lang),
        UploadsWhy::NoticeFull { limit } => notice_full(lang, i64::from(limit)),
        UploadsWhy::NoPhoto => no_photo(lang).to_owned(),
    }
}
