"""The gallery: one file that needs nothing else, says all in words, and filters in a real browser."""

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from export_steps import PLAN, bring, export, files

from parreform.publish import gallery, manifest

TWO = PLAN.replace('"sipas"', '"par-index", "sipas"').replace("[[chart]]", 'pictures = ["png", "svg"]\n\n[[chart]]', 1)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t == tag]


@pytest.fixture
def out(place) -> Path:
    """An export of two indices for two provinces."""
    bring(place / "x.db", "par-index.xlsx")
    (place / "parreform.toml").write_text(TWO, encoding="utf-8")
    return export()


def text_of(out: Path) -> str:
    return (out / "index.html").read_text(encoding="utf-8")


# --- as a file -----------------------------------------------------------------------------------------


def test_all_links_lead_to_files_beside_it_and_all_files_are_linked(out):
    page = Page(text_of(out))
    linked = {unquote(a["href"]) for a in page.all("a")} | {unquote(i["src"]) for i in page.all("img")}
    assert linked == set(files(out)) - {"index.html", "manifest.json"}


def test_nothing_comes_from_a_network(out):
    page = Page(text_of(out))
    assert not re.search(r"(?i)(https?:)?//[a-z0-9]", re.sub(r"<p>Nguồn:.*?</p>|//.*", "", text_of(out)))
    assert [a.get("src") for a in page.all("script")] == [None]
    assert [a["href"] for a in page.all("link")] == ["data:,"]
    assert "@import" not in text_of(out)
    assert "url(" not in text_of(out)


def test_pictures_have_words_and_sizes(out):
    entries = manifest.read(out / "manifest.json")
    for image in Page(text_of(out)).all("img"):
        entry = entries[image["src"]]
        assert entry.title in image["alt"]
        assert len(image["alt"]) > len(entry.title) + 20
        assert (image["width"], image["height"]) == (str(entry.width), str(entry.height))
        assert entry.width > 300


def test_it_tells_date_sources_and_language(out):
    text = text_of(out)
    day = next(iter(manifest.read(out / "manifest.json").values())).date
    assert f"Số liệu ghi đến ngày {gallery.day(day)}" in text
    assert "Nguồn: par-index.xlsx; sipas.xlsx" in text
    assert '<html lang="vi">' in text
    english = (export("--lang", "en", out="en") / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in english
    assert f"Data recorded until {day}" in english
    assert not re.search(
        "[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.sub(r"<(img|option|h2|b|li|span)[^\n]*", "", english)
    )


def test_what_names_and_titles_hold_is_text():
    entry = manifest.Entry(
        **dict.fromkeys(("item", "kind", "province", "index", "inputs", "program", "sha256", "topic"), "x"),
        file="x/a b#1.png",
        sort="chart",
        province_name='<b onclick="x">',
        index_name="A&B",
        year=None,
        title="</figure><script>alert(1)</script>",
        alt='"><img src=x onerror=alert(1)>',
        date="2024-01-31",
        published="",
        sources=("<i>",),
        bytes=1,
    )
    page = Page(gallery.page([entry]))
    assert [t for t, _ in page.tags].count("script") == 1
    assert len(page.all("img")) == 1
    assert page.all("img")[0]["src"] == "x/a%20b%231.png"
    assert not page.all("i")
    assert not any("onclick" in a for _, a in page.tags)


def test_a_chart_that_no_browser_shows_is_words_and_a_link(place):
    (place / "parreform.toml").write_text(
        PLAN.replace("[[chart]]", 'pictures = ["pdf"]\n[[chart]]', 1), encoding="utf-8"
    )
    page = Page(text_of(export()))
    assert page.all("img") == []
    assert "ha-noi/sipas-trend.pdf" in {a["href"] for a in page.all("a")}


# --- in a browser ---------------------------------------------------------------------------------------

REPORT = """
<script>
addEventListener("load", async () => {
  const seen = () => [...document.querySelectorAll("[data-index]")].filter((e) => e.checkVisibility())
    .map((e) => e.closest("section").dataset.province + " " + e.dataset.index);
  const choose = (id, value) => {
    const select = document.getElementById(id);
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const told = { language: document.documentElement.lang, first: seen(), count: document.getElementById("count").textContent };
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.complete || new Promise((done) => {
    image.addEventListener("load", done); image.addEventListener("error", done); })));
  told.broken = [...document.images].filter((i) => !i.naturalWidth).map((i) => i.src);
  told.wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  told.labels = ["province", "index"].map((id) => document.getElementById(id).labels[0].textContent.trim().split("\\n")[0]);
  choose("province", "ha-noi"); told.province = seen(); told.address = location.hash;
  choose("index", "sipas"); told.both = seen(); told.counted = document.getElementById("count").textContent;
  choose("province", "-"); told.country = seen();
  choose("province", ""); told.index = seen();
  location.hash = "#province=can-tho&index=none-such";
  await new Promise((done) => setTimeout(done, 50));
  told.hashed = seen();
  told.loaded = performance.getEntriesByType("resource").map((e) => e.name).filter((n) => !n.startsWith("file:"));
  document.title = JSON.stringify(told);
});
</script>
"""


def browse(out: Path, home: Path, *, fragment: str = "", width: int = 1200) -> dict:
    """What the page does in a headless browser that reaches no network; skipped where there is no browser."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(BROWSERS)})")
    (out / "probe.html").write_text(text_of(out).replace("</body>", f"{REPORT}</body>"), encoding="utf-8")
    words = (
        f"--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir={home}/browser"
        f" --host-resolver-rules=MAP%*%~NOTFOUND --window-size={width},900 --virtual-time-budget=20000 --dump-dom"
    )
    address = (out / "probe.html").absolute().as_uri() + fragment
    command = [browser, *(w.replace("%", " ") for w in words.split()), address]
    env = {**os.environ, "HOME": str(home)}
    done = subprocess.run(command, env=env, capture_output=True, timeout=120, check=False)
    found = re.search(r"<title>(\{.*?\})</title>", done.stdout.decode("utf-8"), re.DOTALL)
    assert found, done.stderr.decode()[-2000:]
    return json.loads(found[1].replace("&amp;", "&"))


def test_a_browser_shows_all_and_filters(out, tmp_path):
    told = browse(out, tmp_path)
    everywhere = ["-", "can-tho", "ha-noi"]
    assert told["broken"] == []
    assert told["loaded"] == []
    assert sorted(set(told["first"])) == sorted(f"{p} {i}" for p in everywhere for i in ("par-index", "sipas"))
    assert told["count"].startswith(f"{len(told['first'])} / {len(told['first'])} ")
    assert set(told["province"]) == {"ha-noi par-index", "ha-noi sipas"}
    assert told["address"] == "#province=ha-noi"
    assert told["both"] == ["ha-noi sipas"]
    assert told["counted"].startswith(f"1 / {len(told['first'])} ")
    assert set(told["country"]) == {"- sipas"}
    assert set(told["index"]) == {f"{p} sipas" for p in everywhere}
    assert set(told["hashed"]) == {"can-tho par-index", "can-tho sipas"}
    assert told["labels"] == ["Tỉnh, thành phố tất cả", "Chỉ số tất cả"]


@pytest.mark.parametrize("width", [500, 1600])
def test_no_width_makes_it_scroll_sideways_and_an_address_opens_it_filtered(out, tmp_path, width):
    told = browse(out, tmp_path, fragment="#province=can-tho&index=sipas", width=width)
    assert told["wide"] <= 0
    assert told["first"] == ["can-tho sipas"]
