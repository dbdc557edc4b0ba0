"""Measures the exported files in ONNX Runtime, as the kiosk uses them: detect, align, embed, compare; crop, judge."""

import numpy as np
import onnxruntime

import data

SCORE, OVERLAP = 0.6, 0.6


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options)


def detect(net, picture):
    """The best face: score, box (left, top, width, height), landmarks; decoded as YuNet's outputs are."""
    pixels = data.bgr(picture).astype(np.float32)
    height, width = (-(-side // 32) * 32 for side in pixels.shape[1:])
    padded = np.zeros((1, 3, height, width), np.float32)
    padded[0, :, : pixels.shape[1], : pixels.shape[2]] = pixels
    out, best = net.run(None, {"input": padded}), (0.0, np.zeros(4), np.zeros((5, 2)))
    for level, stride in enumerate((8, 16, 32)):
        cls, obj, box, kps = (out[level + 3 * kind][0] for kind in range(4))
        score = np.sqrt(cls * obj)[:, 0]
        at = int(score.argmax())
        if score[at] > best[0]:
            cell = np.array([at % (width // stride), at // (width // stride)])
            middle, size = (cell + box[at, :2]) * stride, np.exp(box[at, 2:]) * stride
            best = float(score[at]), np.concatenate([middle - size / 2, size]), (kps[at].reshape(5, 2) + cell) * stride
    return best


def embed(net, picture, landmarks):
    face = data.bgr(data.align(picture, landmarks)).astype(np.float32)[None]
    embedding = net.run(None, {"input": face})[0][0]
    return embedding / np.linalg.norm(embedding)


def live(net, picture, box):
    return float(net.run(None, {"input": data.bgr(data.enlarged(picture, box)).astype(np.float32)[None]})[0][0][1])


def iou(a, b):
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[:2] + a[2:], b[:2] + b[2:])
    both = np.prod(np.maximum(high - low, 0))
    return both / (np.prod(a[2:]) + np.prod(b[2:]) - both)


def figures(nets, drawn):
    """All that the manifests state, from pictures of people who were not in the training set."""
    seen = [(one, *detect(nets["detect"], one.picture())) for one in drawn]
    faces = [row for row in seen if row[0].kind != "nobody"]
    good = [score > SCORE and iou(box, one.box) > OVERLAP for one, score, box, _ in faces]
    alarms = [score > SCORE for one, score, *_ in seen if one.kind == "nobody"]
    found = [row for row, ok in zip(faces, good) if ok]
    return {
        "faces": len(faces), "missed": 1 - np.mean(good), "rooms": len(alarms), "false_alarms": np.mean(alarms),
        **comparisons(nets["embed"], found), **attacks(nets["liveness"], found),
    }


def comparisons(net, found):
    vectors = [(one, embed(net, one.picture(), landmarks)) for one, _, _, landmarks in found]
    cards = {one.person: vector for one, vector in vectors if one.kind == "portrait"}
    scores = {"person": ([], []), "masked": ([], []), "print": ([], [])}
    for one, vector in vectors:
        if one.kind in scores:
            for person, card in cards.items():
                scores[one.kind][person != one.person].append(float(card @ vector))
    genuine, impostor = map(np.array, scores["person"])
    points = {rate: float(np.quantile(impostor, 1 - rate)) for rate in (1e-2, 1e-3, 1e-4)}
    return {
        "genuine": genuine, "impostor": impostor, "masked": np.array(scores["masked"][0]),
        "masked_impostor": np.array(scores["masked"][1]), "points": points,
    }


def attacks(net, found):
    shares = {"person": [], "masked": [], "print": []}
    for one, _, box, _ in found:
        if one.kind in shares:
            shares[one.kind].append(live(net, one.picture(), box))
    return {"live": np.array(shares["person"]), "live_masked": np.array(shares["masked"]), "print": np.array(shares["print"])}
