#!/usr/bin/env python3
"""Draws the people's portraits and stores them as their cards do.

A card holds a JP2 file: 378 x 472 pixels, one component of 8 bits, one tile, one quality layer, six resolutions,
code blocks of 64 x 64. Run it after any change of the drawing, from anywhere; it needs Pillow (pip install pillow).
"""

import pathlib
import subprocess
import tempfile
import tomllib

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
RATE = 18  # raw bytes to stored bytes: about 10 kB

with tempfile.TemporaryDirectory() as drawn:
    subprocess.run(["cargo", "run", "-q", "-p", "persona", "--example", "draw_sheet", "--", drawn], cwd=HERE, check=True)
    for path in sorted(HERE.glob("*.toml")):
        person = tomllib.loads(path.read_text("utf-8"))
        if person["card"]["kind"] not in ("my_number", "pin_less"):
            continue
        portrait = Image.open(pathlib.Path(drawn) / f"{person['id']}.png").convert("L")
        target = path.with_suffix(".jp2")
        portrait.save(
            target, "JPEG2000", quality_mode="rates", quality_layers=[RATE], irreversible=True,
            num_resolutions=6, codeblock_size=(64, 64), progression="LRCP",
        )
        print(target.name, target.stat().st_size)
