"""Makes the font files of the PDFs again: fetch the pinned packages, keep what Chinese papers need, note the hashes.

Run by `make vendor`. It needs npm and an index for one wheel; whatever it fetches is checked against the hashes below,
and the result against the manifest that is already there, so that a changed file is noticed and never slips in.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# The wheel without compiled parts: the same file on every machine.
FONTTOOLS = "fonttools==4.63.0"
FONTTOOLS_SHA256 = "445af2eab030a16b9171ea8bdda7ebf7d96bda2df88ee182a464252f6e05e20d"


@dataclass(frozen=True)
class Package:
    """One family: its package, what is taken out of it (result: source, its SHA-256), and its licence's file here."""

    name: str
    sha256: str
    fonts: Mapping[str, tuple[str, str]]
    licence: str


VERSION = "0.4.3"
PACKAGES = (
    Package(
        "@expo-google-fonts/noto-sans-sc",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
        {
            "NotoSansSC-Regular.ttf": (
                "400Regular/NotoSansSC_400Regular.ttf",
                "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
            ),
            "NotoSansSC-Bold.ttf": (
                "700Bold/NotoSansSC_700Bold.ttf",
                "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
            ),
        },
        "OFL.txt",
    ),
    Package(
        "@expo-google-fonts/noto-serif-sc",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
        {
            "NotoSerifSC-Regular.ttf": (
                "400Regular/NotoSerifSC_400Regular.ttf",
                "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
            ),
        },
        "OFL-NotoSerifSC.txt",
    ),
)
LICENCE = "LICENSE_FONT"  # its name in either package
FOLDER = Path(__file__).resolve().parent.parent / "src" / "jiqun" / "papers" / "fonts"

# Beside GBK: Latin with its accents, punctuation, signs and arrows, circled and full-width forms, the han of the main
# block that came later, and the supplementary planes' han that the font has (names of people and places).
RANGES = (
    *((0x0020, 0x017F), (0x01CD, 0x01DC), (0x0370, 0x0451), (0x1E00, 0x1EFF), (0x2000, 0x27BF)),
    *((0x2E80, 0x2FFF), (0x3000, 0x303F), (0x9FA6, 0x9FFF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF)),
)
# Extension A is left out for its size, but for its characters of the general standard table (2013), used in names.
EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def main() -> None:
    """Fetch, check, subset, and write fonts, licence, coverage and manifest."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        tools = _font_tools(work)
        wanted = work / "wanted.txt"
        wanted.write_text("\n".join(f"{code:X}" for code in sorted(_wanted())), encoding="ascii")
        FOLDER.mkdir(parents=True, exist_ok=True)
        for package in PACKAGES:
            opened = _fetched(package, work)
            for result, (source, sha256) in package.fonts.items():
                _expect(opened / source, sha256)
                _subset(tools, opened / source, wanted, FOLDER / result)
            shutil.copyfile(opened / LICENCE, FOLDER / package.licence)
        _write_coverage(tools)
    _write_manifest()


def _fetched(package: Package, work: Path) -> Path:
    npm = shutil.which("npm") or sys.exit("npm is needed to fetch the fonts")
    place = work / package.name.rpartition("/")[2]
    place.mkdir()
    wanted = f"{package.name}@{VERSION}"
    subprocess.run([npm, "pack", "--silent", wanted], cwd=place, check=True, stdout=subprocess.DEVNULL)
    (archive,) = place.glob("*.tgz")
    _expect(archive, package.sha256)
    with tarfile.open(archive) as opened:
        for name in (*(source for source, _ in package.fonts.values()), LICENCE):
            opened.extract(f"package/{name}", place)
    return place / "package"


def _font_tools(work: Path) -> Path:
    """A throw-away environment with fontTools, so that the project does not depend on it."""
    venv.create(work / "tools", with_pip=True)
    python = work / "tools" / "bin" / "python"
    (work / "tools.txt").write_text(f"{FONTTOOLS} --hash=sha256:{FONTTOOLS_SHA256}\n", encoding="ascii")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(work / "tools.txt")], check=True)
    return python


def _subset(python: Path, source: Path, wanted: Path, result: Path) -> None:
    options = ("--layout-features=*", "--no-hinting", "--notdef-outline", "--glyph-names", "--name-IDs=*")
    command = [str(python), "-m", "fontTools.subset", str(source), f"--unicodes-file={wanted}", *options]
    subprocess.run([*command, f"--output-file={result}"], check=True)


def _write_coverage(python: Path) -> None:
    """The characters that all files have, as ranges: the PDF marks what is not among them instead of losing it."""
    code = (
        "import sys; from fontTools.ttLib import TTFont\n"
        "print(*sorted(set.intersection(*(set(TTFont(p).getBestCmap()) for p in sys.argv[1:]))))"
    )
    fonts = [FOLDER / name for package in PACKAGES for name in package.fonts]
    printed = subprocess.run([python, "-c", code, *fonts], check=True, capture_output=True, text=True).stdout
    ranges: list[list[int]] = []
    for point in map(int, printed.split()):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    lines = (f"{first:X}-{last:X}" if last > first else f"{first:X}" for first, last in ranges)
    (FOLDER / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


def _write_manifest() -> None:
    lines = ["# Written by scripts/vendor_fonts.py.", "", f'subset_by = "{FONTTOOLS}"']
    for package in PACKAGES:
        lines += ["", f'[packages."{package.name}"]', f'version = "{VERSION}"', f'sha256 = "{package.sha256}"']
        lines += ['licence = "OFL-1.1"']
    for package in PACKAGES:
        for name, (source, source_sha256) in package.fonts.items():
            lines += ["", f'[files."{name}"]', f'package = "{package.name}"', f'source = "{source}"']
            lines += [f'source_sha256 = "{source_sha256}"', f'sha256 = "{_sha256(FOLDER / name)}"']
    for name in (*(package.licence for package in PACKAGES), "coverage.txt"):
        lines += ["", f'[files."{name}"]', f'sha256 = "{_sha256(FOLDER / name)}"']
    text = "\n".join(lines) + "\n"
    manifest = FOLDER / "MANIFEST.toml"
    changed = manifest.exists() and manifest.read_text(encoding="utf-8") != text
    manifest.write_text(text, encoding="utf-8")
    print(f"{manifest}: {'CHANGED, look at the difference before committing' if changed else 'as it was'}")


def _wanted() -> set[int]:
    """Every character of GBK, and the ranges above."""
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    wanted = {ord(text) for pair in pairs if len(text := pair.decode("gbk", "ignore")) == 1}
    wanted.update(map(ord, EXTENSION_A))
    return wanted.union(*(range(first, last + 1) for first, last in RANGES))


def _expect(path: Path, sha256: str) -> None:
    found = _sha256(path)
    if found != sha256:
        sys.exit(f"{path.name}: sha256 is {found}, expected {sha256}")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
