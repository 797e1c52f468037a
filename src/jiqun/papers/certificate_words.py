"""The words of a certificate of recognition."""

from __future__ import annotations

from jiqun.base.words import Bi

TITLE = Bi(zh="中小企业特色产业集群认定证书", en="Certificate of Recognition · SME Specialty Industry Cluster")
SAID = Bi(
    zh="经审查、专家评审和公示，认定下列集群为市级中小企业特色产业集群。",
    en="After examination, expert evaluation and public notice, the cluster named here is recognised as a municipal "
    "SME specialty industry cluster.",
)
UNDER = Bi(zh="依据《{title}》（{number}）第九条、第十五条", en="Under Articles 9 and 15 of the {title}, {number}")
NUMBER = Bi(zh="证书编号", en="Certificate No.")
CLUSTER = Bi(zh="集群编号", en="Cluster No.")
DISTRICT = Bi(zh="所在区", en="District")
OPERATOR = Bi(zh="运营管理机构", en="Operator")
INDUSTRIES = Bi(zh="主导产业", en="Dominant industry")
VALID = Bi(zh="有效期", en="Valid")
LIST = Bi(zh="认定名单", en="Published list")
FROM_TO = Bi(zh="{first} 至 {last}", en="{first} through {last}")
SCAN = Bi(zh="扫码核验", en="Scan to verify")
QR_ALT = Bi(zh="核验网址的二维码", en="QR code of the address to verify at")
ATTACHED = Bi(zh="该认定在存证中的证明", en="Proof of the recognition in the ledger")
SEAL = Bi(zh="（盖章处）", en="(place of seal)")
PROVED = Bi(
    zh="存证第{seq}条 {hash} · 树头覆盖{size}条，根 {root} · 密钥 {key}",
    en="Ledger entry {seq} {hash} · head over {size} entries, root {root} · key {key}",
)
OFFLINE = Bi(
    zh="本文件附有证明 jiqun-proof.json。离线核验：jiqun verify certificate 本文件 --key 公钥，"
    "公钥须取自主管部门公布的渠道。",
    en="The proof jiqun-proof.json is attached. Off line: jiqun verify certificate FILE --key KEY, with the key from "
    "where the authority publishes it.",
)
NO_CERTIFICATE = Bi(
    zh="文件携带的证明不是一份认定证书的证明。", en="The proof that the file carries is not that of a certificate."
)
