"""Makes a liveness network's ONNX file from the publisher's PyTorch weights, without PyTorch.

    python3 models/recipe/convert_minifasnet.py 2.7_80x80_MiniFASNetV2.pth OUT.onnx

The state dictionary says which layers there are and in which order; MiniFASNet's layer list says how they are joined. What is
done, and nothing else:

- batch normalisation is folded into the convolution before it, in 64 bits;
- the two last linear layers, with nothing but a normalisation between them, are one;
- PReLU is written as relu(x) + slope · (x - relu(x)), the same function, which runtimes compute faster;
- the softmax that the publisher's program applies is inside.
"""

import collections
import io
import pickle
import struct
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from sources import save, source

HALVING = ("conv1", "conv_23.conv_dw", "conv_34.conv_dw", "conv_45.conv_dw")


class Unpickler(pickle.Unpickler):
    """Reads a state dictionary, and can make nothing else of what a file asks for."""

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, size, *_: (storage, offset, size)
        if module == "torch" and name in ("FloatStorage", "LongStorage"):
            return {"FloatStorage": np.float32, "LongStorage": np.int64}[name]
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a state dictionary")

    def persistent_load(self, pid):
        return pid


def state(data):
    """The arrays of a state dictionary in PyTorch's older format, by name."""
    file = io.BytesIO(data)
    for _magic_version_system in range(3):
        Unpickler(file).load()
    tensors, keys = Unpickler(file).load(), Unpickler(file).load()
    kinds = {storage[2]: np.dtype(storage[1]) for storage, _, _ in tensors.values()}
    stored = {}
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        stored[key] = np.frombuffer(file.read(count * kinds[key].itemsize), kinds[key])
    cut = lambda storage, at, size: stored[storage[2]][at : at + int(np.prod(size))].reshape(size)
    return {name.removeprefix("module."): cut(*tensor) for name, tensor in tensors.items()}


class Graph:
    def __init__(self, weights):
        self.weights, self.nodes, self.tensors, self.slopes, self.count = weights, [], [], [], 0

    def name(self):
        self.count += 1
        return f"t{self.count}"

    def tensor(self, values):
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), self.name()))
        return self.tensors[-1].name

    def node(self, kind, inputs, out=None, **attributes):
        out = out or self.name()
        self.nodes.append(helper.make_node(kind, inputs, [out], **attributes))
        return out

    def normalisation(self, name):
        """Scale and shift of a batch normalisation."""
        part = lambda which: self.weights[f"{name}.{which}"].astype(np.float64)
        scale = part("weight") / np.sqrt(part("running_var") + 1e-5)
        return scale, part("bias") - part("running_mean") * scale

    def convolution(self, x, name, normalised, stride=1, padding=0):
        weights = self.weights[f"{name}.weight"]
        scale, shift = self.normalisation(normalised)
        operands = [x, self.tensor(weights * scale[:, None, None, None]), self.tensor(shift)]
        groups = weights.shape[0] if weights.shape[1] == 1 else 1
        return self.node(
            "Conv", operands, strides=[stride] * 2, pads=[padding] * 4, group=groups, kernel_shape=list(weights.shape[2:])
        )  # fmt: skip

    def block(self, x, name):
        """Convolution, normalisation, and PReLU where there is one."""
        side = self.weights[f"{name}.conv.weight"].shape[2]
        stride, padding = (2 if name in HALVING else 1), (1 if side == 3 else 0)
        x = self.convolution(x, f"{name}.conv", f"{name}.bn", stride, padding)
        return self.prelu(x, self.weights[f"{name}.prelu.weight"]) if f"{name}.prelu.weight" in self.weights else x

    def prelu(self, x, slopes):
        self.name()  # the slopes' own, before they were written apart
        number = len(self.slopes) + 1
        self.slopes.append(numpy_helper.from_array(slopes.reshape(1, -1, 1, 1), f"ps{number}"))
        positive = self.node("Relu", [x], f"pr{number}")
        negative = self.node("Sub", [x, positive], f"pm{number}")
        return self.node("Add", [positive, self.node("Mul", [negative, f"ps{number}"], f"pq{number}")])

    def depthwise(self, x, name):
        for part in ("conv", "conv_dw", "project"):
            x = self.block(x, f"{name}.{part}")
        return x

    def excite(self, x, name):
        squeezed = self.node("GlobalAveragePool", [x])
        squeezed = self.node("Relu", [self.convolution(squeezed, f"{name}.fc1", f"{name}.bn1")])
        gate = self.node("Sigmoid", [self.convolution(squeezed, f"{name}.fc2", f"{name}.bn2")])
        return self.node("Mul", [x, gate])

    def residual(self, x, name):
        number = 0
        while f"{name}.model.{number}.conv.conv.weight" in self.weights:
            part = f"{name}.model.{number}"
            y = self.depthwise(x, part)
            if f"{part}.se_module.fc1.weight" in self.weights:
                y = self.excite(y, f"{part}.se_module")
            x, number = self.node("Add", [x, y]), number + 1
        return x

    def head(self, x):
        x = self.node("Flatten", [x], axis=1)
        scale, shift = self.normalisation("bn")
        last = self.weights["prob.weight"].astype(np.float64)
        first = self.weights["linear.weight"] * scale[:, None]
        x = self.node("Gemm", [x, self.tensor(last @ first), self.tensor(last @ shift)], transB=1)
        self.node("Softmax", [x], "prob", axis=1)

    def model(self):
        x = self.block(self.block("input", "conv1"), "conv2_dw")
        for name in ("conv_23", "conv_3", "conv_34", "conv_4", "conv_45", "conv_5"):
            x = self.residual(x, name) if f"{name}.model.0.conv.conv.weight" in self.weights else self.depthwise(x, name)
        self.head(self.block(self.block(x, "conv_6_sep"), "conv_6_dw"))
        value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        graph = helper.make_graph(
            self.nodes, "g", [value("input", [1, 3, 80, 80])], [value("prob", [1, 3])], self.tensors + self.slopes
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
        model.ir_version = 8
        return model


if __name__ == "__main__":
    save(Graph(state(source(sys.argv[1]))).model(), Path(sys.argv[2]))
