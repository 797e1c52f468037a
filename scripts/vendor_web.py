"""Makes the vendored style sheet and icons of the pages again: pinned packages, kept parts, hashes noted.

Run by `make vendor`. It needs npm; what it fetches is checked against the hashes below. Of the kit's style sheet those
families of classes are left out that no page uses, and its dark theme; of the icons those in ICONS are kept, as one
sprite. Scripts of the kit are not taken: pages use what browsers have (`<details>`, `<dialog>`).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A package at npm: its version, the hash of its archive, its licence, and the folder that it comes to here."""

    name: str
    version: str
    sha256: str
    licence: str
    folder: str


# 1.0.0 and not later: later ones mix colours in the browser (`color-mix`, `light-dark`, `oklch`), which
# the browsers of old office machines (Chromium 109 and before) do not know.
KIT = Package(
    "@tabler/core", "1.0.0", "961c35dfacae28bff16a63604754dfac640d74694636a7dfe8642602d86a1f30", "MIT", "tabler"
)
PICTURES = Package(
    "@tabler/icons", "3.51.0", "b30108713d3fa60aee862c2a133225da8e0f309be0708fe2925763ff810c766c", "MIT", "icons"
)
SHEET = "dist/css/tabler.min.css"
# Families of classes (their first word) that no page uses, and the dark theme.
UNUSED_FAMILIES = """
accordion animated animate avatar bs calendar card-img card-stamp card-tabs card-link card-rotate card-background
card-rounded card-group card-status carousel chart chat chip chips collapse collapsing column columns countup datagrid
datepicker dimmer divide dropdown dropend dropleft dropright dropstart dropup dropzone empty float focus-ring
form-colorinput form-fieldset form-floating form-imagecheck form-range form-selectgroup fslightbox g-col g-start grid
hr-text icon-link img input-icon input-group-flat io jvm layout legend link list-group list-inline list-timeline
litepicker loader map markdown modal nav-bordered nav-pills nav-segmented nav-underline navbar object offcanvas offset
opacity order page-center page-cover page-tabs payment placeholder plyr popover progressbg ratio ribbon rotate row-cols
scroll scrollable settings shape signature social space spinner-grow star stars status step steps sticky stretched
switch table-mobile table-sort table-transparent tada theme timeline tinymce toast toasts toolbar tooltip tox tracking
translate ts typed vr was-validated is-valid valid wysiwyg
"""
COLOURS = (
    "blue azure indigo purple pink orange yellow lime green teal cyan red x facebook twitter linkedin google youtube "
    "vimeo dribbble github instagram pinterest vk rss flickr bitbucket tabler gray dark light white black info muted"
)
UNUSED = re.compile(
    r"\.(" + "|".join(sorted(re.findall(r"\S+", UNUSED_FAMILIES), key=len, reverse=True)) + r")(?![a-z])"
    r"|\.(btn|alert|text|text-bg|bg|border|table|progress)-(outline-|ghost-)?(" + COLOURS.replace(" ", "|") + r")\b"
    r"|\.(btn-ghost|btn-outline-(warning|success)|btn-check|rounded-(top|bottom|start|end)|border-[xy]|bg-[a-z]+-subtle"
    r"|[a-z]+-(xxl|xl|sm)-|align-[a-z]+-|[hw]-(px|\d+)|[mp][setbxy]?-(md|lg)-|g[xy]?-(md|lg)|(row|column)-gap|text-opacity"
    r"|bg-opacity|border-opacity|[a-z]+-opacity)"
    r"|data-bs-theme=\"?dark|data-bs-theme-|theme-dark"
)
KEEP_MEDIA = re.compile(r"print|min-width:(768|992)px|max-width:(767|991)|prefers-reduced-motion")
ICONS = (
    *("check", "x", "equal", "help", "circle-off", "minus", "alert-triangle", "info-circle", "clock", "clock-pause"),
    *("calendar-due", "circle-check", "circle-x", "circle-dashed", "point-filled", "chevron-right", "chevron-left"),
    *(
        "chevron-down",
        "search",
        "filter",
        "download",
        "upload",
        "file",
        "file-text",
        "file-type-pdf",
        "file-spreadsheet",
    ),
    *(
        "photo",
        "paperclip",
        "lock",
        "key",
        "user",
        "users",
        "switch-horizontal",
        "login-2",
        "logout",
        "language",
        "home",
    ),
    *(
        "building",
        "map-pin",
        "gavel",
        "signature",
        "rubber-stamp",
        "send",
        "edit",
        "trash",
        "plus",
        "eye",
        "printer",
        "external-link",
    ),
    *("inbox", "shield-check", "qrcode", "history", "message", "device-floppy", "list-check", "bell", "arrow-right"),
    *("scale", "certificate", "fingerprint", "menu-2", "refresh", "ban", "chart-bar"),
)
ROOT = Path(__file__).resolve().parent.parent / "src" / "jiqun" / "web" / "static" / "vendor"


def main() -> None:
    """Fetch, check, keep what is used, and write the files with their manifest."""
    with tempfile.TemporaryDirectory() as name:
        kit, pictures = fetched(KIT, Path(name)), fetched(PICTURES, Path(name))
        for package in (KIT, PICTURES):
            shutil.rmtree(ROOT / package.folder, ignore_errors=True)
            (ROOT / package.folder).mkdir(parents=True)
        sheet = kept((kit / SHEET).read_text(encoding="utf-8"))
        (ROOT / KIT.folder / "tabler.min.css").write_text(sheet, encoding="utf-8")
        (ROOT / PICTURES.folder / "icons.svg").write_text(sprite(pictures), encoding="utf-8")
        shutil.copyfile(kit / "LICENSE", ROOT / KIT.folder / "LICENSE")
        shutil.copyfile(pictures / "LICENSE", ROOT / PICTURES.folder / "LICENSE")
    write_manifest()


def fetched(package: Package, work: Path) -> Path:
    """The opened archive of a package. Ends the run when it is not the one that was pinned."""
    npm = shutil.which("npm") or sys.exit("npm is needed to fetch the style sheet and the icons")
    place = work / package.folder
    place.mkdir()
    wanted = f"{package.name}@{package.version}"
    subprocess.run([npm, "pack", "--silent", wanted], cwd=place, check=True, stdout=subprocess.DEVNULL)
    (archive,) = place.glob("*.tgz")
    found = sha256(archive)
    if found != package.sha256:
        sys.exit(f"{wanted}: sha256 is {found}, expected {package.sha256}")
    with tarfile.open(archive) as opened:
        opened.extractall(place, filter="data")
    return place / "package"


def kept(sheet: str) -> str:
    """The rules whose selectors name no unused family; a rule that loses all its selectors goes."""
    banner = re.search(r"/\*!.*?\*/", sheet, re.DOTALL)
    rest = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return f'@charset "UTF-8";{banner[0] if banner else ""}\n{"".join(_kept_rules(rest))}\n'


def _kept_rules(sheet: str) -> Iterator[str]:
    for head, body in rules(sheet):
        if head.startswith(("@media", "@supports")):
            if KEEP_MEDIA.search(head) and (inner := "".join(_kept_rules(body))):
                yield f"{head}{{{inner}}}"
        elif head.startswith("@keyframes"):
            if head.endswith(("spinner-border", "progress-bar-stripes")):
                yield f"{head}{{{body}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        elif selectors := [one for one in _apart(head) if not UNUSED.search(one)]:
            yield f"{','.join(selectors)}{{{body}}}"


def _apart(head: str) -> list[str]:
    """Selectors at their commas, but not at those inside brackets."""
    return re.split(r",(?![^(\[]*[)\]])", head)


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Head and body of every rule at the outermost level."""
    depth, start, opened, quote = 0, 0, 0, ""
    for place, letter in enumerate(sheet):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == ";" and depth == 0:
            start = place + 1  # @charset, @import
        elif letter == "{":
            opened = place if depth == 0 else opened
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield sheet[start:opened].strip(), sheet[opened + 1 : place]
                start = place + 1


def sprite(pictures: Path) -> str:
    """One SVG of symbols, each under its name: `icons.svg#check`."""
    symbols = []
    for name in ICONS:
        filled = name.endswith("-filled")
        drawn = pictures / "icons" / ("filled" if filled else "outline") / f"{name.removesuffix('-filled')}.svg"
        inner = re.search(r"<svg[^>]*>(.*)</svg>", drawn.read_text(encoding="utf-8"), re.DOTALL)
        paths = " ".join(inner[1].split()) if inner else ""
        ink = 'fill="currentColor"' if filled else 'fill="none" stroke="currentColor" stroke-width="2"'
        caps = "" if filled else ' stroke-linecap="round" stroke-linejoin="round"'
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24" {ink}{caps}>{paths}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def write_manifest() -> None:
    """Package, version, licence and the hash of every file."""
    packages = [
        {
            "package": one.name,
            "version": one.version,
            "licence": one.licence,
            "archive_sha256": one.sha256,
            "files": {
                path.relative_to(ROOT).as_posix(): sha256(path) for path in sorted((ROOT / one.folder).iterdir())
            },
        }
        for one in (KIT, PICTURES)
    ]
    manifest = ROOT / "manifest.json"
    text = json.dumps(packages, indent=2) + "\n"
    changed = manifest.exists() and manifest.read_text(encoding="utf-8") != text
    manifest.write_text(text, encoding="utf-8")
    print(f"{manifest}: {'CHANGED, look at the difference before committing' if changed else 'as it was'}")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
