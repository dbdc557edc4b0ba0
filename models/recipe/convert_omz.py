"""Makes the embedding network's ONNX file from the publisher's OpenVINO IR.

    python3 models/recipe/convert_omz.py face-reidentification-retail-0095.xml OUT.onnx

Beside the .xml lies the .bin with the weights, in 16 bits. What is done, and nothing else:

- a convolution takes the addition behind it as its bias;
- PReLU with one slope for all channels is LeakyRelu, which is the same function and is computed in half the time;
- a mean over the whole plane is GlobalAveragePool, the last reshape Flatten;
- weights of more than 64 numbers stay in 16 bits and are widened by a Cast when the file is loaded.
"""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from sources import save, source

KEPT_WIDE = 64  # constants of so few numbers are not worth a Cast


class Reader:
    """Reads the layers of an IR, and the constants among them."""

    def __init__(self, path):
        net = xml.fromstring(source(path))
        weights = source(path.with_suffix(".bin"))
        self.layers = {int(layer.get("id")): layer for layer in net.find("layers")}
        self.inputs = {}
        for edge in net.find("edges"):
            self.inputs.setdefault(int(edge.get("to-layer")), []).append(
                (int(edge.get("to-port")), int(edge.get("from-layer")))
            )
        self.constants = {}
        for number, layer in self.layers.items():
            if layer.get("type") == "Const":
                self.constants[number] = self.constant(layer.find("data"), weights)
            elif layer.get("type") == "Convert":
                self.constants[number] = self.constants[self.of(number)[0]].astype(np.float32)

    @staticmethod
    def constant(data, weights):
        kind = {"f16": np.float16, "f32": np.float32, "i64": np.int64}[data.get("element_type")]
        at, size = int(data.get("offset")), int(data.get("size"))
        shape = [int(side) for side in data.get("shape").split(",") if side.strip()]
        return np.frombuffer(weights[at : at + size], kind).reshape(shape)

    def of(self, number):
        """The layers that feed a layer, in the order of its ports."""
        return [layer for _, layer in sorted(self.inputs.get(number, []))]

    def takers(self, number):
        return [layer for layer, inputs in self.inputs.items() if number in (n for _, n in inputs)]


class Writer:
    """Writes the nodes of an ONNX graph, named after the layers they come from."""

    def __init__(self, reader):
        self.reader, self.names, self.nodes, self.tensors = reader, {}, [], []

    def tensor(self, name, values):
        self.tensors.append((name, np.ascontiguousarray(values, np.float32)))
        return name

    def node(self, kind, number, inputs, name="", **attributes):
        self.names[number] = f"n{number}"
        self.nodes.append(helper.make_node(kind, inputs, [f"n{number}"], name, **attributes))

    def write(self):
        for number, layer in self.reader.layers.items():
            method = getattr(self, layer.get("type").lower(), None)
            if number not in self.reader.constants and number not in self.names and method:
                method(number, layer.find("data"), self.reader.of(number))

    def parameter(self, number, _data, _inputs):
        self.names[number] = "input"

    def convolution(self, number, data, inputs, group=1, weights=None):
        values = self.reader.constants[inputs[1]] if weights is None else weights
        numbers = lambda key: [int(part) for part in data.get(key).split(",")]
        from_, name = self.names[inputs[0]], f"n{number}"
        operands = [from_, self.tensor(f"n{number}_w", values)]
        bias, at = self.bias(number)
        if bias is not None:
            operands.append(self.tensor(f"n{at}_c1", bias.reshape(-1)))
            self.names[number] = f"n{at}"
        self.node(
            "Conv", at, operands, name,
            group=group, strides=numbers("strides"), pads=numbers("pads_begin") + numbers("pads_end"),
            dilations=numbers("dilations"), kernel_shape=list(values.shape[2:]),
        )  # fmt: skip

    def groupconvolution(self, number, data, inputs):
        values = self.reader.constants[inputs[1]]
        groups, outputs, *rest = values.shape
        self.convolution(number, data, inputs, groups, values.reshape(groups * outputs, *rest))

    def bias(self, number):
        """The constant that the next layer adds, and that layer's number."""
        takers = self.reader.takers(number)
        if len(takers) == 1 and self.reader.layers[takers[0]].get("type") == "Add":
            other = [n for n in self.reader.of(takers[0]) if n != number]
            if other and other[0] in self.reader.constants:
                return self.reader.constants[other[0]], takers[0]
        return None, number

    def prelu(self, number, _data, inputs):
        slopes = np.unique(self.reader.constants[inputs[1]])
        assert len(slopes) == 1, f"layer {number}: {len(slopes)} slopes, expected one for all channels"
        self.node("LeakyRelu", number, [self.names[inputs[0]]], alpha=float(slopes[0]))

    def avgpool(self, number, _data, inputs):
        self.node("GlobalAveragePool", number, [self.names[inputs[0]]], f"n{number}")

    def sigmoid(self, number, _data, inputs):
        self.node("Sigmoid", number, [self.names[inputs[0]]], f"n{number}")

    def arithmetic(self, kind, number, inputs):
        named = lambda place, layer: self.names.get(layer) or self.tensor(
            f"n{number}_c{place}", self.reader.constants[layer]
        )
        self.node(kind, number, [named(place, layer) for place, layer in enumerate(inputs)], f"n{number}")

    def multiply(self, number, _data, inputs):
        self.arithmetic("Mul", number, inputs)

    def add(self, number, _data, inputs):
        self.arithmetic("Add", number, inputs)

    def result(self, _number, _data, inputs):
        self.nodes.append(helper.make_node("Flatten", [self.names[inputs[0]]], ["embedding"], "embedding", axis=1))

    def model(self):
        casts, tensors = [], []
        for name, values in self.tensors:
            if values.size > KEPT_WIDE:
                tensors.append(numpy_helper.from_array(values.astype(np.float16), f"{name}_h"))
                casts.append(helper.make_node("Cast", [f"{name}_h"], [name], f"{name}_cast", to=TensorProto.FLOAT))
            else:
                tensors.append(numpy_helper.from_array(values, name))
        graph = helper.make_graph(
            casts + self.nodes, "g",
            [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, 128, 128])],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, 256])],
            tensors,
        )  # fmt: skip
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="ir2onnx")
        model.ir_version = 8
        return model


if __name__ == "__main__":
    writer = Writer(Reader(Path(sys.argv[1])))
    writer.write()
    save(writer.model(), Path(sys.argv[2]))
