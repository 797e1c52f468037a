"""The words of a dossier and of its bundle."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.base.words import Bi

LABELS: Mapping[str, Bi] = {
    "dossier": Bi(zh="案件卷宗", en="Dossier"),
    "contents": Bi(zh="目录", en="Contents"),
    "page_hash": Bi(zh="页哈希", en="Page hash"),
    "register": Bi(zh="核对表", en="Register of pages and files"),
    "register_about": Bi(
        zh="每页页脚印有该页的哈希（SHA-256前16位）。扫描的纸页按案件编号、页码和页哈希与本表核对；文件按全部64位核对。"
        "哈希取自排版后的页面（SVG，卷宗包pages文件夹内），所附文件的页面以该文件的SHA-256和页码代替其图像。",
        en="The foot of every page bears its hash: the first 16 digits of a SHA-256. A scanned page is matched by case "
        "number, page number and page hash; a file by all 64 digits. A page is hashed as it was set (as SVG, in the "
        "folder “pages” of the bundle), where a bound-in page stands as the SHA-256 of its file and its number.",
    ),
    "files": Bi(zh="所附文件", en="Enclosed files"),
    "pages": Bi(zh="页哈希", en="Hashes of the pages"),
    "no": Bi(zh="序号", en="No."),
    "file": Bi(zh="文件", en="File"),
    "size": Bi(zh="大小", en="Size"),
    "on_pages": Bi(zh="页码", en="Pages"),
    "not_bound": Bi(zh="（未装订）", en="(not bound in)"),
    "no_files": Bi(zh="没有所附文件。", en="No files are enclosed."),
}
ABOUT = (
    Bi(
        zh="本卷宗由系统按{who}可见的范围汇编，汇编时间为{at}。每页编有页码并印有页哈希，末尾的核对表列出各页哈希和所附文件。",
        en="Bound by the system from what the {who} may see, on {at}. Every page bears its number and its hash; the "
        "register at the end lists the hashes of all pages and files.",
    ),
    Bi(
        zh="核验：把电子卷宗上传到 {address}，或用卷宗包内的证明离线核验（jiqun verify document）。",
        en="To verify it: hand the file in at {address}, or check it off line with the proof in the bundle "
        "(jiqun verify document).",
    ),
)
# Why a file is not bound in.
WHY: Mapping[str, Bi] = {
    "kind": Bi(
        zh="这种文件不能按页装订，原件在卷宗包内。",
        en="A file of this kind has no pages to bind; the original is in the bundle.",
    ),
    "broken": Bi(
        zh="文件无法按页读取，未装订；原件在卷宗包内。",
        en="Its pages could not be read, so it is not bound in; the original is in the bundle.",
    ),
    "long": Bi(
        zh="页数超过装订上限，未装订；原件在卷宗包内。",
        en="It has more pages than are bound in; the original is in the bundle.",
    ),
    "gone": Bi(
        zh="存储的文件缺失或已被改动，未装订。",
        en="The stored file is gone or was altered, so it is not bound in.",
    ),
}
KINDS: Mapping[str, Bi] = {
    "application/pdf": Bi(zh="PDF文件", en="PDF"),
    "image/png": Bi(zh="PNG图片", en="PNG picture"),
    "image/jpeg": Bi(zh="JPEG图片", en="JPEG picture"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Bi(zh="Word文档", en="Word document"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Bi(zh="Excel工作簿", en="Excel workbook"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": Bi(
        zh="PowerPoint演示文稿", en="PowerPoint slides"
    ),
}
BYTES = Bi(zh="{n}字节", en="{n} bytes")
