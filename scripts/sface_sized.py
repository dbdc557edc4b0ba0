"""Writes a network of SFace's size, with random weights, for `madoguchi bench face --sface`: it takes SFace's time and knows nobody.

    pip install onnx numpy
    python3 scripts/sface_sized.py sface_sized.onnx

SFace as OpenCV Zoo publishes it is MobileNet on 112x112 pixels, each convolution with normalisation and PReLU, and a full
layer of 7x7x1024 to 128 numbers: 9.7 million weights in 38.7 MB. The file written here loads into cv2.FaceRecognizerSF.
"""

import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

# Channels and stride of the thirteen pairs of a depthwise and a pointwise convolution.
PAIRS = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5 + [(1024, 2), (1024, 1)]


class Network:
    def __init__(self):
        self.random, self.nodes, self.tensors = np.random.default_rng(1), [], []

    def tensor(self, name, values):
        self.tensors.append(numpy_helper.from_array(np.asarray(values, np.float32), name))
        return name

    def node(self, kind, inputs, out, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [out], out, **attributes))
        return out

    def normalised(self, x, name, channels):
        one = lambda part, value: self.tensor(f"{name}_{part}", np.full(channels, value))
        parts = [one("gamma", 1), one("beta", 0), one("mean", 0), one("var", 1)]
        return self.node("BatchNormalization", [x, *parts], f"{name}_batchnorm", epsilon=1e-3)

    def convolution(self, x, name, channels, inputs, side, stride=1, group=1):
        size = (channels, inputs // group, side, side)
        spread = np.sqrt(2 / (inputs // group * side * side))
        weights = self.tensor(f"{name}_weight", self.random.normal(0, spread, size))
        pad = side // 2
        x = self.node(
            "Conv", [x, weights], f"{name}_conv2d", kernel_shape=[side] * 2, pads=[pad] * 4, strides=[stride] * 2, group=group
        )  # fmt: skip
        x = self.normalised(x, name, channels)
        slopes = self.tensor(f"{name}_slopes", np.full((channels, 1, 1), 0.25))
        return self.node("PRelu", [x, slopes], f"{name}_relu")

    def build(self):
        x = self.node("Sub", ["data", self.tensor("middle", [127.5])], "centred")
        x = self.node("Mul", [x, self.tensor("scale", [1 / 128])], "scaled")
        x, inputs = self.convolution(x, "conv_1", 32, 3, 3), 32
        for number, (channels, stride) in enumerate(PAIRS, 2):
            x = self.convolution(x, f"conv_{number}_dw", inputs, inputs, 3, stride, group=inputs)
            x, inputs = self.convolution(x, f"conv_{number}", channels, inputs, 1), channels
        x = self.node("Flatten", [self.normalised(x, "bn1", inputs)], "flat")
        weights = self.tensor("pre_fc1_weight", self.random.normal(0, 0.01, (128, 7 * 7 * inputs)))
        x = self.node("Gemm", [x, weights, self.tensor("pre_fc1_bias", np.zeros(128))], "pre_fc1", transB=1)
        ones = [self.tensor(f"fc1_{part}", np.full(128, value)) for part, value in (("g", 1), ("b", 0), ("m", 0), ("v", 1))]
        self.node("BatchNormalization", [x, *ones], "fc1", epsilon=2e-5)
        value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        graph = helper.make_graph(
            self.nodes, "sface_sized", [value("data", [1, 3, 112, 112])], [value("fc1", [1, 128])], self.tensors
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)])
        model.ir_version = 6
        return model


save(Network().build(), sys.argv[1])
