"""What the conversions share: files that are what the manifests say, before and after."""

import hashlib
import sys
import tomllib
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1]


def digests(key):
    """Every SHA-256 of the manifests, of the publishers' files (`source`) or of the files that run (`None`)."""
    found = {}
    for path in sorted(MODELS.glob("*/manifest.toml")):
        manifest = tomllib.loads(path.read_text())
        table = manifest.get(key, {}) if key else manifest
        names = ["sha256", "sha256_of_graph"]
        found |= {table[name]: manifest["name"] for name in names if name in table}
    return found


def source(path):
    """The bytes of a publisher's file, which must be one that a manifest names."""
    data = Path(path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest not in digests("source"):
        sys.exit(f"{path}: SHA-256 {digest} is no publisher's file of any manifest")
    return data


def save(model, path):
    """Writes the network, and says whether it is the one that a manifest expects."""
    data = model.SerializeToString(deterministic=True)
    digest = hashlib.sha256(data).hexdigest()
    name = digests(None).get(digest)
    if name is None:
        sys.exit(f"the result's SHA-256 is {digest}, which no manifest expects: another version of onnx, or of this script?")
    path.write_bytes(data)
    print(f"{path}: {len(data)} bytes, {name} as its manifest expects")
