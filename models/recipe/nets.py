"""The three rehearsal networks: small, of plain operations, with the inputs and outputs of the networks they stand in for.

Every network takes [1, 3, height, width], BGR, 0 to 255, and does its own scaling.
"""

import onnx
import torch
from torch import nn
from torch.nn import functional as F

STRIDES = (8, 16, 32)


def conv(before, after, size=3, stride=1, groups=1):
    layers = [nn.Conv2d(before, after, size, stride, size // 2, groups=groups, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
    return nn.Sequential(*layers)


def separable(before, after, size=3, stride=1):
    return nn.Sequential(conv(before, before, size, stride, groups=before), conv(before, after, 1))


class Detect(nn.Module):
    """YuNet's contract: cls, obj, bbox, kps at strides 8, 16 and 32. It looks at half the resolution."""

    NAMES = [f"{kind}_{stride}" for kind in ("cls", "obj", "bbox", "kps") for stride in STRIDES]

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(conv(3, 12, 3, 2), separable(12, 16))
        self.levels = nn.ModuleList([
            nn.Sequential(separable(16, 32, 3, 2), separable(32, 32)),
            nn.Sequential(separable(32, 48, 5, 2), separable(48, 48, 5), separable(48, 48, 5)),
            nn.Sequential(separable(48, 64, 5, 2), separable(64, 64, 5), separable(64, 64, 5)),
        ])
        self.heads = nn.ModuleList([nn.Conv2d(width, 16, 1) for width in (32, 48, 64)])
        for head in self.heads:
            nn.init.constant_(head.bias[:2], -3.0)  # most of a picture is no face

    def maps(self, halved):
        """The raw maps of a picture that has been halved already: [batch, 16, rows, columns] for each stride."""
        features, maps = self.stem(halved / 64 - 2), []
        for level, head in zip(self.levels, self.heads):
            features = level(features)
            maps.append(head(features))
        return maps

    def forward(self, picture):
        flat = [m.permute(0, 2, 3, 1).reshape(1, -1, 16) for m in self.maps(F.avg_pool2d(picture, 2))]
        cls, obj = [m[..., :1].sigmoid() for m in flat], [m[..., 1:2].sigmoid() for m in flat]
        return *cls, *obj, *[m[..., 2:6] for m in flat], *[m[..., 6:] for m in flat]


class Embed(nn.Module):
    """The contract of face-reidentification-retail-0095: an aligned face of 128 × 128 to 256 numbers."""

    NAMES = ["embedding"]

    def __init__(self):
        super().__init__()
        widths = (3, 12, 24, 40, 48, 56)
        self.body = nn.Sequential(*[conv(a, b, 3, 2) for a, b in zip(widths, widths[1:])])
        self.pool = conv(56, 56, 4, 1, groups=56)[0]
        self.pool.padding = (0, 0)
        self.norm = nn.BatchNorm2d(56)
        self.last = nn.Linear(56, 256)

    def forward(self, face):
        return self.last(self.norm(self.pool(self.body(face / 64 - 2))).flatten(1))


class Liveness(nn.Module):
    """MiniFASNet's contract: a face box enlarged 2.7 times at 80 × 80 to three shares, of which class 1 is a person."""

    NAMES = ["prob"]

    def __init__(self):
        super().__init__()
        widths = (3, 12, 24, 32, 48)
        self.body = nn.Sequential(*[conv(a, b, 3, 2) for a, b in zip(widths, widths[1:])])
        self.last = nn.Linear(48, 3)

    def logits(self, crop):
        return self.last(self.body(crop / 64 - 2).mean((2, 3)))

    def forward(self, crop):
        return self.logits(crop).softmax(1)


def export(net, size, path):
    """Writes the network as ONNX, batch normalisation folded into the convolutions."""
    net.eval()
    axes = {"input": {2: "height", 3: "width"}} if isinstance(net, Detect) else {}
    axes |= {name: {1: "anchors"} for name in net.NAMES if axes}
    example = torch.full((1, 3, size[1], size[0]), 128.0)
    torch.onnx.export(
        net, example, str(path), input_names=["input"], output_names=net.NAMES, opset_version=13, dynamo=False,
        dynamic_axes=axes,
    )
    if axes:
        state_shapes(path)


def state_shapes(path):
    """Says of each output what the exporter did not find out: one picture, any anchors, so many numbers."""
    model = onnx.load(path)
    for output in model.graph.output:
        width = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}[output.name.split("_")[0]]
        output.CopyFrom(onnx.helper.make_tensor_value_info(output.name, onnx.TensorProto.FLOAT, [1, "anchors", width]))
    onnx.save(model, path)
