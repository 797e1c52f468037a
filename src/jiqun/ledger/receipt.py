"""A receipt: everything that proves one entry off line, and nothing that has to be asked of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.base.words import Bi
from jiqun.ledger.canonical import canonical_json, plain
from jiqun.ledger.entry import Stored, content_hash, entry_from
from jiqun.ledger.head import SignedHead, head_from
from jiqun.ledger.proofs import LONGEST_PROOF
from jiqun.ledger.reading import SIGNATURE_DIGITS, Fields, Unreadable, fields, read_json
from jiqun.ledger.tree import NodeAt, inclusion_proof

FORMAT = "jiqun-proof-1"
MOST_CHARACTERS = 256 * 1024
MOST_DOCUMENTS = 100


@dataclass(frozen=True)
class Opened:
    """The content of the entry with its salt (hex), so that the entry's `content_sha256` can be worked out again."""

    salt: str
    content: Mapping[str, object]


@dataclass(frozen=True)
class Document:
    """A document given out with the act: its name, and SHA-256 of its bytes in hex."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """An entry with its hash, the inclusion proof (hex, leaf to root) under a signed head, and the public key (hex).

    The documents are bound only by `opened`: the hash of each must stand in the content.
    """

    stored: Stored
    path: tuple[str, ...]
    signed: SignedHead
    public_key: str
    opened: Opened | None = None
    documents: tuple[Document, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The JSON object of the receipt in plain JSON types; raises what `canonical_json` raises for the content."""
        opened = self.opened and {"content": plain(self.opened.content), "salt": self.opened.salt}
        return {
            "documents": [{"name": one.name, "sha256": one.sha256} for one in self.documents],
            "entry": self.stored.entry.as_dict(),
            "format": FORMAT,
            "hash": self.stored.hash,
            "head": self.signed.head.as_dict(),
            "opened": opened,
            "path": list(self.path),
            "public_key": self.public_key,
            "signature": self.signed.signature,
        }

    @property
    def text(self) -> str:
        """The canonical text of the receipt, one line."""
        return canonical_json(self.as_dict())


def receipt_for(stored: Stored, node: NodeAt, signed: SignedHead, public_key: str) -> Receipt:
    """The receipt of an entry under a head, its proof taken from the tree's nodes (`Tree.node`).

    Raises ValueError if the head was signed before the entry was written.
    """
    path = inclusion_proof(node, stored.entry.seq - 1, signed.head.size)
    return Receipt(stored, tuple(hashed.hex() for hashed in path), signed, public_key)


def read_receipt(text: str | bytes) -> Receipt:
    """The receipt of a JSON text of at most 256 Ki characters; raises Unreadable (a WordedError) for anything else."""
    return receipt_from(read_json(text, MOST_CHARACTERS))


def receipt_from(document: object) -> Receipt:
    """The receipt of a JSON object as `Receipt.as_dict` writes it; raises Unreadable for any other."""
    read = fields(document, "receipt", _NAMES)
    read.exactly("format", FORMAT)
    return Receipt(
        stored=Stored(entry_from(read.members["entry"]), read.hex("hash")),
        path=tuple(read.hex_of(one, "path") for one in read.items("path", LONGEST_PROOF)),
        signed=SignedHead(head_from(read.members["head"]), read.hex("signature", SIGNATURE_DIGITS)),
        public_key=read.hex("public_key"),
        opened=_opened(read),
        documents=tuple(_document(one) for one in read.items("documents", MOST_DOCUMENTS)),
    )


def _opened(read: Fields) -> Opened | None:
    document = read.members["opened"]
    if document is None:
        return None
    inner = fields(document, "opened", frozenset({"content", "salt"}))
    salt, content = inner.text("salt"), inner.members["content"]
    if not isinstance(content, dict):
        raise Unreadable(_CONTENT)
    try:
        content_hash(salt, content)
    except (ValueError, TypeError) as error:
        raise Unreadable(_CONTENT) from error
    return Opened(salt, content)


def _document(document: object) -> Document:
    inner = fields(document, "document", frozenset({"name", "sha256"}))
    return Document(inner.text("name", least=1), inner.hex("sha256"))


_NAMES = frozenset({"documents", "entry", "format", "hash", "head", "opened", "path", "public_key", "signature"})
_CONTENT = Bi(
    "opened：content 应为 JSON 对象（至多 32 层），salt 应为不少于 32 位的小写十六进制数字。",
    "opened: the content must be a JSON object (32 levels at most), the salt 32 hex digits or more in small letters.",
)
