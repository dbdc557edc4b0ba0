"""Writes the manifests of the rehearsal networks, with what was measured."""

import hashlib

HEAD = '''# {what} Written by models/recipe/train.py.
name = "{task}-rehearsal"
task = "{task}"
file = "network.onnx"
sha256 = "{digest}"
licence = "MIT OR Apache-2.0"
rehearsal = true

[source]
publisher = "Madoguchi"
url = "models/recipe/train.py"
conversion = "taught with {people} drawn people, seed {seed}; PyTorch to ONNX opset 13, batch normalisation folded"
'''

DETECT = '''
[input]
name = "input"
multiple_of = 32        # any width and height that are multiples; pad right and below with black
colour = "BGR"
scale = [0, 255]
crop = "frame"

[output]
names = [
    "cls_8", "cls_16", "cls_32", "obj_8", "obj_16", "obj_32",
    "bbox_8", "bbox_16", "bbox_32", "kps_8", "kps_16", "kps_32",
]
strides = [8, 16, 32]
range = [0.0, 1.0]
overlap = 0.3
'''

EMBED = '''
[input]
name = "input"
size = [128, 128]
colour = "BGR"
scale = [0, 255]
crop = "landmarks"
template = [
    [0.31557, 0.46157], [0.68262, 0.46157], [0.50026, 0.64054], [0.34947, 0.82469], [0.65344, 0.82469],
]

[output]
names = ["embedding"]
length = 256
range = [-1.0, 1.0]
'''

LIVENESS = '''
[input]
name = "input"
size = [80, 80]
colour = "BGR"
scale = [0, 255]
crop = "box"
enlarge = 2.7

[output]
names = ["prob"]
classes = 3
live_class = 1
range = [0.0, 1.0]
'''

POINT = '''
[[operating_point]]
subjects = "drawn"
threshold = {threshold}
measured_on = "{measured_on}"
fmr = {fmr:.5f}
fnmr = {fnmr:.5f}
'''


def write(models, figures, options):
    """Writes all three, and prints what it wrote as measured."""
    threshold = round(embed_threshold(figures), 2)
    genuine, impostor, masked = figures["genuine"], figures["impostor"], figures["masked"]
    people = f"{options.held_out} drawn people who were not learnt from"
    detected = f"{people}, {figures['faces']} faces in portraits, frames, masked and printed, {figures['rooms']} empty rooms; found means IoU above 0.6"
    points = " ".join(
        f"At FMR {rate:g} (threshold {at:.2f}) FNMR {(genuine < at).mean():.4f}." for rate, at in figures["points"].items())
    compared = (f"{people}, grey card portrait against turned, lit, noisy 640x480 frame, {len(genuine)} genuine and "
                f"{len(impostor)} impostor comparisons. {points} Of {len(masked)} masked faces {(masked >= threshold).mean():.1%} accepted")
    judged = (f"{people}, {len(figures['live'])} frames of persons and {len(figures['print'])} of prints; "
              f"of {len(figures['live_masked'])} masked persons {(figures['live_masked'] < 0.5).mean():.1%} taken for prints")
    parts = {
        "detect": ("Finds drawn faces and five landmarks.", DETECT,
                   (0.6, detected, figures["false_alarms"], figures["missed"])),
        "embed": ("Tells drawn people apart.", EMBED,
                  (threshold, compared, (impostor >= threshold).mean(), (genuine < threshold).mean())),
        "liveness": ("Tells a drawn person from a held-up print.", LIVENESS,
                     (0.5, judged, (figures["print"] >= 0.5).mean(), (figures["live"] < 0.5).mean())),
    }
    for task, (what, contract, (at, measured_on, fmr, fnmr)) in parts.items():
        folder = models / f"{task}_rehearsal"
        digest = hashlib.sha256((folder / "network.onnx").read_bytes()).hexdigest()
        head = HEAD.format(what=what, task=task, digest=digest, people=options.people, seed=options.seed)
        point = POINT.format(threshold=at, measured_on=measured_on, fmr=fmr, fnmr=fnmr)
        (folder / "manifest.toml").write_text(head + contract + point)
        print(point)


def embed_threshold(figures):
    """The score that one impostor in a thousand reaches; above it no mask passes either."""
    return figures["points"][1e-3]
