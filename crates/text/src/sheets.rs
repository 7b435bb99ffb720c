//! Faults and remarks of tables that people hand in: what is wrong, and what to do.

use crate::catalogue::catalogue;

catalogue! {
    // what a line is made of
    place(place: &str) => "{place} 处", "at {place}";
    column(title: &str) => "“{title}”列", "column “{title}”";
    nearest(name: &str) => "最接近的是“{name}”。", "Nearest known: “{name}”.";
    // the file
    empty => "文件是空的。请检查是否选错文件。", "The file is empty. Check that it is the right one.";
    no_rows => "只有表头，没有数据行。", "There is a header, but no row below it.";
    file_too_large(limit: u64) => "文件超过 {limit} MiB。请拆成几个文件。", "The file has more than {limit} MiB. Split it.";
    a_picture => "这是图片，不是表格。请上传 xlsx 或 CSV 文件。", "This is a picture, not a table. Hand in an xlsx or CSV file.";
    a_pdf => "这是 PDF，不是表格。请上传 xlsx 或 CSV 文件。", "This is a PDF, not a table. Hand in an xlsx or CSV file.";
    old_or_locked => "这是旧版 xls 工作簿或加密的工作簿。请用 Excel 或 WPS 打开，去掉密码，另存为 xlsx。", "This is an old xls workbook or one with a password. Open it, remove the password and save it as xlsx.";
    a_page => "这是网页，不是表格。请用 Excel 或 WPS 打开后另存为 xlsx。", "This is a web page, not a table. Open it in a spreadsheet and save it as xlsx.";
    an_archive => "这是压缩包或其他文档，不是 xlsx 工作簿。", "This is an archive or another document, not an xlsx workbook.";
    binary => "这不是文本，也不是 xlsx 工作簿。", "This is neither text nor an xlsx workbook.";
    not_a_workbook => "文件名是 xlsx，内容却不是工作簿。请用 Excel 或 WPS 重新另存为 xlsx；若是文本，请把扩展名改为 csv。", "The name says xlsx, but the content is no workbook. Save it again as xlsx, or name it .csv if it is text.";
    utf16 => "文件是 UTF-16 编码。请另存为“CSV UTF-8（逗号分隔）”。", "The file is UTF-16. Save it as “CSV UTF-8 (comma delimited)”.";
    encoding => "此行起不是 UTF-8，也不是 GB18030，或含有控制字符。请另存为“CSV UTF-8（逗号分隔）”。", "From this line on the text is neither UTF-8 nor GB18030, or holds control characters. Save it as “CSV UTF-8 (comma delimited)”.";
    either_encoding(utf8: &str, gb18030: &str) => "从此行起有两种读法：按 UTF-8 是“{utf8}”，按 GBK 是“{gb18030}”。请另存为“CSV UTF-8（逗号分隔）”或 xlsx。", "From this line on the text can be read in two ways: “{utf8}” as UTF-8, “{gb18030}” as GBK. Save it as “CSV UTF-8 (comma delimited)” or xlsx.";
    damaged => "工作簿已损坏，无法读到末尾。请用 Excel 或 WPS 打开后另存为新的 xlsx。", "The workbook is damaged and cannot be read to its end. Open it in a spreadsheet and save it as a new xlsx.";
    swollen => "工作簿解压后过大，已拒绝打开。请只保留需要的工作表，另存为新的 xlsx。", "The workbook unfolds to far too much and was not opened. Keep only the sheet that is needed and save it as a new xlsx.";
    no_sheet => "工作簿里没有可见的工作表。请取消隐藏。", "The workbook has no visible sheet. Unhide it.";
    too_many_rows(limit: u32) => "数据超过 {limit} 行。请拆成几个文件。", "There are more than {limit} rows. Split the file.";
    too_many_columns(limit: u32) => "此处有内容，但表格最多 {limit} 列。请清除表格以外的单元格。", "Something stands here, but a table has at most {limit} columns. Clear the cells outside the table.";
    too_many_cells(limit: u64) => "单元格超过 {limit} 个。请拆成几个文件。", "There are more than {limit} filled cells. Split the file.";
    too_many_faults(limit: u64) => "已列出 {limit} 个问题，其余不再列出。请先改正这些。", "{limit} faults are listed, the rest is not. Correct these first.";
    reader_died => "读取这个文件所需的内存超出限度，已停止。请只保留需要的工作表，另存为新的 xlsx 或 CSV。", "Reading this file needs more memory than allowed and was stopped. Keep only the sheet that is needed and save it as a new xlsx or CSV.";
    reader_slow(limit: u64) => "读取超过 {limit} 秒，已停止。请拆成几个文件。", "Reading took more than {limit} seconds and was stopped. Split the file.";
    reader_missing => "读表程序无法启动。请联系系统管理员。", "The program that reads tables cannot be started. Tell the system's administrator.";
    unreadable => "文件打不开。请检查路径和权限。", "The file cannot be opened. Check path and permission.";
    // the text
    unclosed_quote => "此处的引号没有结束。请补上右引号，或把内容中的引号写成两个。", "The quote mark here is never closed. Close it, or double the marks inside the text.";
    text_after_quote => "右引号之后还有内容。请把内容中的引号写成两个。", "Text follows a closing quote mark. Double the marks inside the text.";
    quote_in_field => "引号出现在未加引号的字段中间。请给整个字段加引号，并把其中的引号写成两个。", "A quote mark stands inside a bare field. Quote the whole field and double the marks in it.";
    wrong_separator(found: &str) => "列之间用的是{found}，应为逗号。请另存为“CSV UTF-8（逗号分隔）”。", "Columns are separated by {found} instead of commas. Save it as “CSV UTF-8 (comma delimited)”.";
    tab => "制表符", "tabs";
    field_count(expected: u32, found: u32) => "表头有 {expected} 列，此行有 {found} 列。请检查逗号和引号，文件也可能不完整。", "The header has {expected} columns, this line has {found}. Check commas and quote marks; the file may be cut off.";
    // cells
    cell_too_long(limit: u64) => "单元格超过 {limit} 个字符。", "The cell has more than {limit} characters. Shorten it.";
    formula => "此处是公式。请复制后选择性粘贴为数值。", "This is a formula. Paste it as a value.";
    date => "此处是日期或时间，不是分数或代码。请把单元格设为文本后重新输入。", "This is a date or time. Set the cell to text and type the value again.";
    boolean => "此处是逻辑值。请输入分数、代码或文字。", "This is TRUE or FALSE. Type a number, a code or text.";
    error_value => "此处是错误值（如 #N/A）。请改正。", "This is an error value such as #N/A. Correct it.";
    outside_table => "此处有内容，但该列没有表头。请补表头或清除。", "Something stands here, but the column has no title. Add one or clear the cell.";
    struck(found: &str) => "“{found}”中有删除线。要算数就去掉删除线，不算数就清空。", "Something in “{found}” is struck out. Remove the line if it counts, clear it if it does not.";
    shown_otherwise(stored: &str, shown: &str) => "表中显示“{shown}”，存的却是 {stored}。请核对后按应有的内容重新输入，单元格格式设为常规或文本。", "The sheet shows “{shown}”, but {stored} is stored. Check which is right and type it again in a cell of general or text format.";
    shown_empty(stored: &str) => "表中显示为空，存的却是 {stored}。请核对后按应有的内容重新输入，单元格格式设为常规或文本。", "The sheet shows nothing, but {stored} is stored. Check which is right and type it again in a cell of general or text format.";
    lost(found: &str) => "“{found}”中有字符在转换时丢失，成了问号。请从原始文件重新另存为 xlsx 或“CSV UTF-8（逗号分隔）”。", "Characters of “{found}” were lost when the file was converted. Save the original again as xlsx or “CSV UTF-8 (comma delimited)”.";
    // titles
    missing_column(name: &str) => "没有“{name}”列。请补上这一列，或者把相应的列名改成“{name}”。", "Column “{name}” is missing. Add it, or give the column that holds it this title.";
    unknown_column(found: &str) => "不认识“{found}”列。请改名或删去该列。", "Column “{found}” is not known. Rename or remove it.";
    duplicate_column(found: &str, first: &str) => "“{found}”与 {first} 是同一列。请只留一列。", "“{found}” means the same column as {first}. Keep one.";
    // values
    missing => "此处不能为空。", "A value must stand here.";
    not_used(found: &str) => "该职位的计分规则不用这一列，此处却有“{found}”。请清空。", "The scheme of this position does not use this column, yet “{found}” stands here. Clear it.";
    code_as_number(found: &str) => "代码或证号被存成了数字（{found}）：前导零和第 15 位以后的数字可能已丢失。请先把整列设为文本，再从原始资料重新输入。", "A code or identity number was stored as a number ({found}): leading zeros and digits after the fifteenth may be lost. Set the whole column to text first, then enter it again from the source.";
    not_a_code(found: &str) => "“{found}”不是代码：不能以 = + - @ 开头，中间不能有空格，最多 64 个字符；职位代码只能用字母、数字和短横线，最多 32 个字符。", "“{found}” is no code: it may not begin with = + - @, has no blanks inside and at most 64 characters; a position code has letters, digits and hyphens only, at most 32.";
    control_character => "含有看不见的控制字符，请重新输入这一格。", "There is an invisible control character in this cell. Type it again.";
    formula_sign(found: &str) => "“{found}”以 = + - @ 开头，表格软件会把它当作公式。请删去开头的符号。", "“{found}” begins with = + - or @: a spreadsheet would take it for a formula. Take the sign away.";
    private_number => "这一格会公开，不能含有身份证号或者手机号码。", "This cell will be public: it must not hold an identity number or a mobile telephone number.";
    not_a_number(found: &str) => "“{found}”不是数字，也不是规定的状态词。请写成 85.5 这样的数，或写缺考、违纪等。", "“{found}” is neither a number nor a status word. Write a number such as 85.5, or absent, void and the like.";
    decimal_comma(found: &str) => "“{found}”用了逗号作小数点。请改为句点。", "“{found}” has a decimal comma. Write a point.";
    not_a_count(found: &str) => "“{found}”不是整数人数。", "“{found}” is no whole number of persons. Write digits only.";
    too_fine(places: u8, found: &str) => "“{found}”的小数超过 {places} 位。请按原始评分改正，系统不替您舍入。", "“{found}” has more than {places} decimals. Correct it from the source; nothing is rounded for you.";
    negative(found: &str) => "“{found}”小于零。", "“{found}” is below nought. Correct it.";
    above_full(found: &str, full: &str) => "“{found}”高于满分 {full}。请核对。", "“{found}” is above the full mark {full}. Check it.";
    unknown_word(found: &str) => "不认识“{found}”。", "“{found}” is not known here.";
    status_not_allowed(found: &str) => "此处不能写状态“{found}”。", "The status “{found}” may not stand here.";
    // rows
    hidden_rows(count: u32, rows: &str) => "有 {count} 行被隐藏或筛选掉：第 {rows} 行。请取消筛选和隐藏，或者删去这些行，再导入。", "{count} row is hidden or filtered out: row {rows}. Clear the filter and unhide it, or delete it." | "{count} rows are hidden or filtered out: rows {rows}. Clear the filter and unhide them, or delete them.";
    merged(area: &str) => "{area} 是合并单元格，而每一行都要有自己的内容。请取消合并并逐行填写。", "{area} is merged, but each row must have its own value. Unmerge it and fill in each row.";
    duplicate_row(row: &str) => "与第 {row} 行重复。请只留一行。", "The same as row {row}. Keep one of them.";
    unknown_position(found: &str) => "职位表里没有“{found}”。", "The table of positions has no “{found}”. Correct the code or add the position.";
    other_name => "这个姓名与该准考证号报名时的姓名不一致。请核对本行的准考证号和成绩是否属于同一人，或不带姓名列导入。", "This name is not the one that the ticket number was registered with. Check that number and marks of this row belong to one person, or import without the column of names.";
    unknown_candidate(found: &str) => "没有“{found}”这名报考人员。请核对准考证号。", "There is no candidate “{found}”. Check the ticket number.";
    unknown_scheme(found: &str) => "计分规则文件里没有 [schemes.{found}]。", "The scheme file has no [schemes.{found}].";
    unknown_key(found: &str) => "不认识“{found}”。请改名或删去。", "“{found}” is not known. Rename or remove it.";
    missing_key(name: &str) => "缺少“{name}”。", "“{name}” is missing.";
    // workbooks of ours
    list_sheet => "名单", "List";
    seal_sheet => "封存信息", "Seal";
    marks_sheet => "成绩", "Marks";
    positions_sheet => "职位表", "Positions";
    words_sheet => "填写说明", "How to fill in";
    words_word => "可填写", "May be entered";
    words_meaning => "含义", "Meaning";
    words_number => "分数，小数位不超过计分规则的规定；空白表示尚未录入", "A number with no more decimals than the scheme allows; blank: not entered yet";
    results_sheet => "排名", "Ranking";
    // `linxuan rank`
    unwritable(folder: &str) => "无法写入文件夹 {folder}。请检查路径和权限。", "The folder {folder} cannot be written to. Check path and permission.";
    faults_listed(count: u32) => "共 {count} 处问题，未写出任何文件。", "{count} fault; nothing was written." | "{count} faults; nothing was written.";
    split_rooms(position: &str, component: &str) => "提醒：职位 {position} 的“{component}”分在几个考场，计分规则没有修正系数。", "Notice: the people of position {position} sat “{component}” in several rooms, and the scheme has no room correction.";
    open_question(id: &str, people: &str) => "待裁决 {id}：{people}", "Open {id}: {people}";
    ranked(rows: u32, positions: u32) => "已计算 {rows} 人，{positions} 个职位。", "{rows} person ranked; positions: {positions}." | "{rows} persons ranked; positions: {positions}.";
    beside_ranking(scheme: &str, parts: &str) => "提醒：[{scheme}] 的 {parts} 是程序规定，计算排名时不读取。", "Notice: {parts} of [{scheme}] is about the procedure; the ranking does not read it.";
    // `linxuan scheme`
    not_carried_out(scheme: &str, parts: &str) => "提醒：[{scheme}] 的 {parts} 由人执行，程序目前不执行，公告和名单上不印出。", "Notice: {parts} of [{scheme}] is left to people; the program does not carry it out yet, and notices and lists do not print it.";
    scheme_usable(schemes: u32, warnings: u32) => "{schemes} 个计分规则可以使用，提醒 {warnings} 处。", "{schemes} scheme can be used; notices: {warnings}." | "{schemes} schemes can be used; notices: {warnings}.";
    scheme_refused(faults: u32, warnings: u32) => "错误 {faults} 处，提醒 {warnings} 处，不能使用。", "{faults} fault, notices: {warnings}; the file cannot be used." | "{faults} faults, notices: {warnings}; the file cannot be used.";
    scheme_digest(digest: &str) => "摘要 {digest}", "digest {digest}";
    schemes_digest(digest: &str) => "全部计分规则的摘要 {digest}", "digest of all schemes {digest}";
    // remarks
    read_as_gb18030 => "文件不是 UTF-8，已按 GB18030（GBK）读取。", "The file is not UTF-8; it was read as GB18030 (GBK).";
    other_sheets(others: &str, read: &str) => "只读取了第一个可见工作表“{read}”。下列工作表也有内容，没有读取：{others}。", "Only the first visible sheet “{read}” was read. These hold something too and were not read: {others}.";
    macros => "工作簿带有宏，没有运行。", "The workbook carries macros; they were not run.";
    links => "工作簿引用了别的文件，没有打开。", "The workbook refers to other files; they were not opened.";
    header_row(above: u32) => "以此行为表头；上方有内容的 {above} 行没有读取。", "This row was taken as the header; {above} row above it was not read." | "This row was taken as the header; {above} rows above it were not read.";
    summary_row(found: &str) => "“{found}”是合计、平均或说明行，没有读取。", "“{found}” is a row of sums, averages or notes and was not read.";
    repeated_header => "此行重复了表头，没有读取。", "This row repeats the header and was not read.";
    unread_columns(columns: &str) => "没有读取的列：{columns}。", "Columns that were not read: {columns}.";
    positions_with_nobody(positions: &str) => "文件中没有这些职位的人员：{positions}。", "The file has nobody of these positions: {positions}.";
    fifteen_digits(was: &str, read: &str) => "存的是 {was}，表中显示 {read}，已读作 {read}。", "{was} is stored, the sheet shows {read}; it was read as {read}.";
    comma => "、", ", ";
    repaired(was: &str, read: &str) => "“{was}”已读作“{read}”。", "“{was}” was read as “{read}”.";
    status_word(was: &str, read: &str) => "“{was}”已读作状态 {read}。", "“{was}” was read as the status {read}.";
    further(count: u32) => "另有 {count} 处类似情况。", "{count} further remark." | "{count} further remarks.";
}
