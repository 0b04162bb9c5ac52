"""Makes build/static and build/fonts-pdf of node_modules and static/; does nothing when nothing changed.

One style sheet, one script and one font for the browser, one script for its service worker, four fonts for paper. The same input gives the same bytes.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
APP_CSS = STATIC / "css" / "app.css"
DESIGNSYSTEMET = ROOT / "node_modules" / "@digdir" / "designsystemet-css"
THEME = DESIGNSYSTEMET / "dist" / "theme" / "designsystemet.css"
COMPONENTS = DESIGNSYSTEMET / "dist" / "src" / "index.css"
INTER = ROOT / "node_modules" / "inter-ui"
INTER_WEB = INTER / "variable" / "InterVariable.woff2"
NODE = ROOT / "node_modules"
PAPER_FONTS = {
    "inter-400": INTER / "web" / "Inter-Regular.woff2",
    "inter-600": INTER / "web" / "Inter-SemiBold.woff2",
    # For what people write beyond Inter's letters: a paper never depends on the machine's own fonts.
    "dejavu-sans": NODE / "dejavu-fonts-ttf" / "ttf" / "DejaVuSans.ttf",
    "noto-emoji": NODE / "@fontsource" / "noto-emoji" / "files" / "noto-emoji-emoji-400-normal.woff2",
}
LICENCES = {
    "css/designsystemet-LICENSE.txt": DESIGNSYSTEMET / "LICENSE",
    "fonts/inter-LICENSE.txt": INTER / "LICENSE.txt",
}

SCRIPTS = STATIC / "js"
FOR_PAGES = ["store", "sending", "page", "drafts", "waiting", "lock", "start"]
FOR_THE_WORKER = ["store", "sending", "worker"]

BUILD = ROOT / "build"
WEB = BUILD / "static"
PAPER = BUILD / "fonts-pdf"

UNUSED_COMPONENTS = {
    *("avatar", "avatar-stack", "chip", "combobox", "dropdown", "popover", "search", "skeleton"),
    *("suggestion", "textfield", "toggle-group", "togglegroup", "tooltip", "badge", "divider", "file-upload"),
    *("tabs", "spinner", "icon", "paragraph", "floating", "checkbox", "field-affix", "field-affixes"),
}
"""Take a name out of this list before a page uses the component."""

CHARACTERS = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)]))
    + "ĂăČčĐđǤǥǦǧǨǩŊŋŠšŦŧŽžƷʒǮǯŁłŐőŒœŚśŻżŹźĆćĘęĄąŃń"  # Sámi, Kven, and our neighbours' names
    + "–—‘’‚“”„•…−→←↑↓✓✗€\u2009\u2011\u202f"
)
FEATURES = ["kern", "ccmp", "locl", "tnum", "cv05"]


def used_components(css: str) -> str:
    """Designsystemet's style sheet without the blocks that speak of unused components only.

    >>> used_components("@layer ds.a, ds.b;@layer ds.b{.ds-chip{top:0}}@layer ds.b{.ds-tag,.ds-chip{top:0}}")
    '@layer ds.a, ds.b;@layer ds.b{.ds-tag,.ds-chip{top:0}}'
    """
    kept = []
    for block in re.split(r"(?=@layer ds\.)", css):
        names = {name.partition("--")[0] for name in re.findall(r"\.ds-([\w-]+)", block)}
        if not names or names - UNUSED_COMPONENTS:
            kept.append(block)
    return "".join(kept)


def used_colours(theme: str) -> str:
    """The theme without its two brand colours, which we have no use for.

    >>> used_colours(":root{--ds-color-brand1-a:#fff;--ds-size:1}[data-color=brand1]{--ds-color-a:var(--ds-color-brand1-a)}p{top:0}")
    ':root{--ds-size:1}p{top:0}'
    """
    theme = re.sub(r"(?<=\})(?:[^{}]*,)?\[data-color=brand\d\]\{[^}]*\}", "", theme)
    return re.sub(r"--ds-color-brand\d-[\w-]+:[^;}]*;?", "", theme)


def build_css() -> None:
    """The theme first, since it opens the cascade layers; ours last and outside them, so that it wins."""
    ours = re.sub(r"/\*.*?\*/\s*", "", APP_CSS.read_text(), flags=re.DOTALL) if APP_CSS.exists() else ""
    ours = re.sub(r"\n\s*", "\n", ours)
    sheets = [used_colours(THEME.read_text()), used_components(COMPONENTS.read_text()), ours]
    joined = "\n".join(re.sub(r'^\s*@charset "[^"]*";', "", sheet) for sheet in sheets)
    if "@import" in joined:
        raise SystemExit("@import virker ikke midt i et stilark: legg innholdet i static/css/app.css.")
    write(WEB / "css" / "mentorprogram.css", f'@charset "UTF-8";{joined}'.encode())


def build_scripts() -> None:
    """One file for pages and one for the service worker, each closed around its names."""
    write(WEB / "js" / "mentorprogram.js", closed(FOR_PAGES))
    write(BUILD / "worker.js", closed(FOR_THE_WORKER))


def closed(names: list[str]) -> bytes:
    texts = [(SCRIPTS / f"{name}.js").read_text() for name in names]
    without_comments = (re.sub(r"(^| )\s*// .*$", "", text, flags=re.MULTILINE) for text in texts)
    joined = "".join(re.sub(r"\n\s*", "\n", text) for text in without_comments)
    return f'(() => {{\n"use strict";\n{joined}}})();\n'.encode()


def build_fonts() -> None:
    """One variable font with the weights and letters that the pages use, and whole ones for paper."""
    # Slow to load, and seldom needed.
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    font = TTFont(INTER_WEB, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False, notdef_outline=True))
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"opsz": 14, "wght": (400, 700)})
    font.flavor = "woff2"
    (WEB / "fonts").mkdir(parents=True, exist_ok=True)
    font.save(WEB / "fonts" / "inter.woff2")

    # WeasyPrint reads an unpacked font ten times as fast, and takes from it only the letters it prints.
    PAPER.mkdir(parents=True, exist_ok=True)
    for name, path in PAPER_FONTS.items():
        font = TTFont(path, recalcTimestamp=False)
        font.flavor = None
        font.save(PAPER / f"{name}.ttf")


def static_files() -> dict[str, Path]:
    """Everything that is served as it stands, by its address: icons and the like, and the licences."""
    ours = {path.relative_to(STATIC).as_posix(): path for path in sorted(STATIC.rglob("*")) if path.is_file()}
    return {address: path for address, path in ours.items() if path.suffix not in (".css", ".js")} | LICENCES


def copy_files() -> None:
    wanted = static_files()
    made = {"css/mentorprogram.css", "js/mentorprogram.js", "fonts/inter.woff2"}
    for path in [path for path in WEB.rglob("*") if path.is_file()]:
        if path.relative_to(WEB).as_posix() not in wanted.keys() | made:
            path.unlink()
    for address, path in wanted.items():
        write(WEB / address, path.read_bytes())


def write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def when_changed(name: str, build: Callable[[], None], inputs: Iterable[Path], output: Path) -> None:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in inputs:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    stamp = BUILD / "stamps" / name
    if output.exists() and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    stamp.unlink(missing_ok=True)
    build()
    write(stamp, digest.hexdigest().encode())


def main() -> None:
    packages = [THEME, COMPONENTS, INTER_WEB, *PAPER_FONTS.values()]
    if not all(path.exists() for path in packages):
        raise SystemExit("Pakkene i node_modules mangler. Kjør «make setup».")
    when_changed("fonts", build_fonts, packages[2:], PAPER / "noto-emoji.ttf")
    when_changed("css", build_css, [*packages[:2], APP_CSS], WEB / "css" / "mentorprogram.css")
    when_changed("scripts", build_scripts, sorted(SCRIPTS.glob("*.js")), BUILD / "worker.js")
    when_changed("files", copy_files, static_files().values(), WEB / "fonts" / "inter-LICENSE.txt")


if __name__ == "__main__":
    main()
