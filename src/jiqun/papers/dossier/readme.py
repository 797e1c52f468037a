"""What the bundle of a dossier says of itself."""

from __future__ import annotations

from jiqun.base.words import Bi

README = Bi(
    zh="""案件卷宗包

dossier-zh.pdf / dossier-en.pdf   装订好的卷宗：目录、页码、每页的页哈希，末尾为核对表
files/                            全部原始文件，逐字节与提交或出具时相同
findings.json                     对照第六条的评估结果（机器可读；只有认定案件有）
data.xlsx                         申报的数据（工作簿；只有认定案件有）
ledger/                           本案可见的存证记录，每条附包含证明；ledger/dossier.json为本卷宗的证明
pages/                            每页排版后的样子（SVG）；其SHA-256前16位即印在该页页脚的页哈希
manifest.json                     包内每个文件的SHA-256和大小，以及各页的哈希

如何核验
1. 文件：用任何工具计算SHA-256，与manifest.json核对，例如 sha256sum files/*/*
2. 卷宗：jiqun verify document dossier-zh.pdf --proof ledger/dossier.json --key 公钥
   卷宗中所附的任一文件同样：jiqun verify document files/… --proof ledger/dossier.json --key 公钥
3. 存证：jiqun verify entry ledger/entry-….json --key 公钥
4. 纸页：按页脚的案件编号、页码和页哈希，与卷宗末尾的核对表或manifest.json的pages核对；
   用浏览器打开pages内同一页码的SVG，与纸页对照。
公钥在本系统的“存证”公开页面上公布。所附文件的页面在SVG中以该文件的SHA-256和页码代替图像。
""",
    en="""The bundle of a case's dossier

dossier-zh.pdf / dossier-en.pdf   the bound dossier: contents, page numbers, a hash on every page, a register at its end
files/                            every original file, byte for byte as it was filed or issued
findings.json                     the findings under Article 6, for machines (of applications only)
data.xlsx                         the data that were filed, as a workbook (of applications only)
ledger/                           the case's ledger entries that you may see, each with its inclusion proof;
                                  ledger/dossier.json is the proof of this dossier
pages/                            every page as it was set (SVG); the first 16 digits of its SHA-256 are the page hash
manifest.json                     SHA-256 and size of every file in the bundle, and the hashes of the pages

How to verify
1. Files: take the SHA-256 with any tool and compare it with manifest.json, for example: sha256sum files/*/*
2. The dossier: jiqun verify document dossier-en.pdf --proof ledger/dossier.json --key PUBLIC-KEY
   and any enclosed file likewise: jiqun verify document files/... --proof ledger/dossier.json --key PUBLIC-KEY
3. The ledger: jiqun verify entry ledger/entry-....json --key PUBLIC-KEY
4. Paper: compare case number, page number and page hash at the foot with the register at the end of the dossier,
   or with "pages" in manifest.json; open the SVG of that page in a browser and compare it with the paper.
The public keys are published on the system's page "Ledger". A bound-in page stands in the SVG as the SHA-256 of its
file and its number.
""",
)
