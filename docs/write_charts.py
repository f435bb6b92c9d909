"""Draw the pictures of docs/charts.md from the sample data, at half size: `python docs/write_charts.py`."""

import shlex
import sys
import tempfile
from pathlib import Path

from PIL import Image

from parreform.cli import main

ROOT = Path(__file__).resolve().parent.parent
CHARTS = (
    'trend --province "Hà Nội"',
    'bump --index papi --province "Hà Nội" --province "Ninh Bình"',
    'slope --index papi --from 2022 --to 2023 --province "Hà Nội"',
    'league --index papi --year 2023 --province "Hà Nội"',
    'components --index papi --province "Hà Nội" --group centrally-run-cities',
    'heatmap --index papi --province "Hà Nội"',
    'map --index papi --province "Hà Nội"',
    'distribution --index papi --province "Hà Nội" --group centrally-run-cities',
    "small-multiples --index papi --group central-highlands",
    'staffing --province "Hà Nội"',
    "staffing-compare --category public_service_units",
)


def write_all() -> int:
    """Import the sample data into a database that is thrown away, and draw every chart."""
    with tempfile.TemporaryDirectory() as folder:
        db = ["--db", f"{folder}/sample.db", "--quiet"]
        code = main([*db, "import", str(ROOT / "sample_data"), str(ROOT / "sample_data" / "staffing")])
        for line in CHARTS:
            name, *options = shlex.split(line)
            drawn = Path(folder, f"{name}.png")
            code = code or main([*db, "chart", name, *options, "-o", str(drawn)])
            _half(drawn, ROOT / "docs" / "img" / f"chart-{name}.png")
    return code


def _half(drawn: Path, out: Path) -> None:
    with Image.open(drawn) as whole:
        small = whole.convert("RGB").resize((whole.width // 2, whole.height // 2), Image.Resampling.LANCZOS)
        small.quantize(palette=whole, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)


if __name__ == "__main__":
    sys.exit(write_all())
