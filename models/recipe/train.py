#!/usr/bin/env python3
"""Makes the three rehearsal networks from nothing: draws people, teaches, measures on others, writes the manifests.

    pip install torch numpy pillow onnx onnxruntime
    python3 models/recipe/train.py

Any seed will do; a quarter of an hour on one core. No living person's picture, and no other network, takes part.
"""

import argparse
import pathlib
import subprocess
import tempfile
import time

import numpy as np
import torch
from torch.nn import functional as F

import data
import manifest
import measure
import nets

MODELS = pathlib.Path(__file__).resolve().parent.parent


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--people", type=int, default=1200, help="drawn to learn from")
    options.add_argument("--held-out", type=int, default=150, help="drawn to measure on")
    options.add_argument("--drawn", type=pathlib.Path, help="keep the drawings here, and use those that are here")
    options.add_argument("--only", choices=["detect", "embed", "liveness", "none"], help="teach only this one")
    options = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    NOISE.normal_()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.drawn or pathlib.Path(scratch)
        drawn = draw(folder / "set", options.people, options.seed)
        held_out = draw(folder / "test", options.held_out, options.seed + 1)
        for task, teach in {"liveness": teach_liveness, "embed": teach_embed, "detect": teach_detect}.items():
            if options.only in (None, task):
                net = teach(drawn, np.random.default_rng(options.seed))
                (MODELS / f"{task}_rehearsal").mkdir(exist_ok=True)
                nets.export(net, {"detect": (640, 480), "embed": (128, 128), "liveness": (80, 80)}[task], onnx(task))
        sessions = {task: measure.session(onnx(task)) for task in ("detect", "embed", "liveness")}
        manifest.write(MODELS, measure.figures(sessions, held_out), options)


def onnx(task):
    return MODELS / f"{task}_rehearsal" / "network.onnx"


def draw(folder, people, seed):
    if not (folder / "labels.csv").exists():
        command = ["cargo", "run", "-q", "-p", "persona", "--example", "draw_training_set", "--"]
        subprocess.run([*command, str(folder), str(people), str(seed)], cwd=MODELS, check=True)
    return data.read(folder)


def learn(net, name, count, epochs, batch, rate, loss_of):
    """Runs AdamW over `count` examples, the rate rising for a twentieth of the time and then falling to nothing."""
    steps = epochs * (count // batch)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.05)
    net.train()
    started, recent, step = time.time(), 0.0, 0
    for epoch in range(epochs):
        for chosen in torch.randperm(count)[: count // batch * batch].view(-1, batch):
            loss = loss_of(chosen, step / steps)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
            recent, step = recent + 0.02 * (loss.item() - recent), step + 1
        print(f"{name}: epoch {epoch + 1} of {epochs}, loss {recent:.4f}, {time.time() - started:.0f} s", flush=True)
    return net.eval()


NOISE = torch.empty(1 << 22)


def vary(crops, mirror=True):
    """What a camera and a card do to a picture: grey, mirror image, brightness, contrast, tint, noise."""
    x = crops.float()
    n = len(x)
    grey = torch.rand(n) < 0.35
    x[grey] = torch.einsum("nchw,c->nhw", x[grey], torch.tensor([0.114, 0.587, 0.299])).unsqueeze(1)
    if mirror:
        flip = torch.rand(n) < 0.5
        x[flip] = x[flip].flip(3)
    gain = (1 + 0.25 * (torch.rand(n, 1, 1, 1) - 0.5)) * (1 + 0.08 * (torch.rand(n, 3, 1, 1) - 0.5) * ~grey.view(n, 1, 1, 1))
    x.mul_(gain).add_(24 * (torch.rand(n, 1, 1, 1) - 0.5))
    for one in x:
        start = int(torch.randint(NOISE.numel() - one.numel(), ()))
        one.add_(NOISE[start : start + one.numel()].view_as(one), alpha=float(6 * torch.rand(())))
    return x.clamp_(0, 255)


def teach_liveness(drawn, chance):
    crops, live = map(torch.from_numpy, data.surroundings(drawn, chance))
    net = nets.Liveness()
    return learn(net, "liveness", len(crops), 4, 64, 3e-3, lambda i, _: F.cross_entropy(net.logits(vary(crops[i])), live[i]))


def teach_embed(drawn, chance):
    """CosFace: a person's faces lie near one direction, with a margin to others'; all masks share a direction of their own."""
    faces, people = map(torch.from_numpy, data.faces(drawn, chance))
    masked = int(people.max()) + 1
    people = torch.where(people < 0, masked, people)
    net = nets.Embed()
    net.directions = torch.nn.Parameter(torch.randn(masked + 1, 256) * 0.05)

    def loss(chosen, progress):
        found = F.normalize(net(vary(faces[chosen], mirror=False)))
        cosine = found @ F.normalize(net.directions).T
        own = F.one_hot(people[chosen], masked + 1)
        return F.cross_entropy(24 * (cosine - min(0.30, progress) * own), people[chosen])

    net = learn(net, "embed", len(faces), 12, 64, 4e-3, loss)
    del net.directions
    return net


def teach_detect(drawn, chance):
    pictures, labels = data.halves(drawn)
    net = nets.Detect()

    def loss(chosen, _):
        batch = [zoomed(pictures[i], labels[i], chance) for i in chosen.tolist()]
        views, truth = torch.from_numpy(np.stack([b[0] for b in batch])), np.stack([b[1] for b in batch])
        maps = net.maps(vary(views, mirror=False))
        return sum(detect_loss(m, truth, stride) for m, stride in zip(maps, nets.STRIDES))

    return learn(net, "detect", len(pictures), 5, 16, 5e-3, loss)


def zoomed(picture, label, chance, width=224, height=176):
    """Cuts a piece at a scale of its own, so that faces of any size come at any place; labels follow."""
    scale = chance.uniform(0.65, 1.4)
    middle = label[:2] + label[2:4] / 2 if label[2] else chance.uniform([60, 60], [260, 180])
    reach = np.maximum(np.array([width, height]) / 2 - label[2:4] * scale * 0.5, 10)
    left, top = middle - (np.array([width, height]) / 2 + chance.uniform(-reach, reach)) / scale
    view = data.Image.fromarray(picture).transform(
        (width, height), data.Image.AFFINE, (1 / scale, 0, left, 0, 1 / scale, top), data.Image.BILINEAR)
    moved = np.concatenate([(label[:2] - (left, top)) * scale, label[2:4] * scale,
                            ((label[4:].reshape(5, 2) - (left, top)) * scale).ravel()])
    return data.bgr(view).copy(), moved if label[2] else label


# Which sizes of face, in pixels of the whole picture, each stride answers for; the neighbours share a little.
SIZES = {8: (0, 56), 16: (44, 116), 32: (88, 10_000)}


def detect_loss(found, truth, stride):
    """Presence and quality everywhere but near the edge of a face's middle; box and landmarks in the middle."""
    n, _, rows, columns = found.shape
    flat = found.permute(0, 2, 3, 1).reshape(n, rows * columns, 16)
    grid = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).reshape(1, -1, 2)
    box, marks = truth[:, :4] * 2 / stride, truth[:, 4:].reshape(-1, 1, 5, 2) * 2 / stride
    middle = (box[:, :2] + box[:, 2:] / 2)[:, None]
    far = np.abs(grid + 0.5 - middle).max(-1)
    size = truth[:, 2:4].max(1)[:, None] * 2
    face, mine = size > 0, (size > SIZES[stride][0]) & (size <= SIZES[stride][1])
    near = np.maximum(1.0, 0.12 * size / stride)
    yes = torch.from_numpy(face & mine & (far < near))
    unsure = torch.from_numpy(face & (far < near + 1.0)) & ~yes
    logits = flat[..., 0][~unsure]
    share = torch.sigmoid(logits)
    target = yes[~unsure].float()
    weight = torch.where(target > 0, 1.0, share.detach() ** 2 * 2 + 0.02)
    count = yes.sum().clamp(min=n)
    loss = (F.binary_cross_entropy_with_logits(logits, target, reduction="none") * weight).sum() / count
    if not yes.any():
        return loss
    sizes = np.log(np.maximum(box[:, None, 2:], 1e-3)) + 0 * grid
    aim_box = torch.from_numpy(np.concatenate([middle - grid, sizes], -1)).float()[yes]
    aim_marks = torch.from_numpy((marks - grid[:, :, None]).reshape(n, -1, 10)).float()[yes]
    boxes, kps = flat[..., 2:6][yes], flat[..., 6:][yes]
    quality = overlap(boxes.detach(), aim_box)
    loss += F.binary_cross_entropy_with_logits(flat[..., 1][yes], quality)
    everywhere = flat[..., 1][~unsure][target == 0]
    loss += 0.1 * F.binary_cross_entropy_with_logits(everywhere, torch.zeros_like(everywhere))
    return loss + 5 * F.smooth_l1_loss(boxes, aim_box, beta=0.05) + 5 * F.smooth_l1_loss(kps, aim_marks, beta=0.05)


def overlap(a, b):
    """Intersection over union of boxes given as middle and logarithm of size."""
    low = torch.maximum(a[:, :2] - a[:, 2:].exp() / 2, b[:, :2] - b[:, 2:].exp() / 2)
    high = torch.minimum(a[:, :2] + a[:, 2:].exp() / 2, b[:, :2] + b[:, 2:].exp() / 2)
    both = (high - low).clamp(min=0).prod(1)
    return both / (a[:, 2:].exp().prod(1) + b[:, 2:].exp().prod(1) - both)


if __name__ == "__main__":
    main()
