"""Reads what `draw_training_set` drew, and cuts from it what each network is taught with."""

import csv
import pathlib

import numpy as np
from PIL import Image

TEMPLATE = np.array([
    (0.31557, 0.46157), (0.68262, 0.46157), (0.50026, 0.64054), (0.34947, 0.82469), (0.65344, 0.82469),
])
FACE, CROP, ENLARGE = 128, 80, 2.7


class Drawn:
    """One labelled picture: its kind, person, face box (left, top, width, height) and five landmarks."""

    def __init__(self, folder, row):
        self.path, self.kind, self.person = folder / row[0], row[1], int(row[2])
        numbers = np.array(row[3:], float)
        self.box, self.landmarks = numbers[:4], numbers[4:].reshape(5, 2)

    def picture(self):
        return Image.open(self.path).convert("RGB")


def read(folder):
    folder = pathlib.Path(folder)
    with open(folder / "labels.csv", newline="") as file:
        return [Drawn(folder, row) for row in csv.reader(file)]


def bgr(picture):
    """[3, height, width], 0 to 255."""
    return np.asarray(picture.convert("RGB"))[:, :, ::-1].transpose(2, 0, 1)


def align(picture, landmarks):
    """Lays the five landmarks on the template by a similarity transform (Umeyama), bilinear."""
    target = TEMPLATE * FACE
    centre, centre_to = landmarks.mean(0), target.mean(0)
    a, b = landmarks - centre, target - centre_to
    u, s, v = np.linalg.svd(b.T @ a / 5)
    flip = np.array([1, np.sign(np.linalg.det(u @ v))])
    matrix = (s * flip).sum() / a.var(0).sum() * u @ np.diag(flip) @ v
    back = np.linalg.inv(matrix)
    offset = centre - back @ centre_to
    numbers = (*back[0], offset[0], *back[1], offset[1])
    return picture.transform((FACE, FACE), Image.AFFINE, numbers, Image.BILINEAR)


def enlarged(picture, box):
    """Cuts the face box with its sides 2.7 times as long, less where the picture ends, shifted into the picture."""
    (width, height), (x, y, w, h) = picture.size, box
    scale = min(ENLARGE, (width - 1) / w, (height - 1) / h)
    w2, h2 = w * scale, h * scale
    left = min(max(x + w / 2 - w2 / 2, 0), width - w2)
    top = min(max(y + h / 2 - h2 / 2, 0), height - h2)
    return picture.resize((CROP, CROP), Image.BILINEAR, (left, top, left + w2, top + h2))


def faces(drawn, chance):
    """Aligned faces with the landmarks a detector would miss by: [n, 3, 128, 128], and whose they are (-1: masked)."""
    crops, people = [], []
    for one in drawn:
        if one.kind == "nobody":
            continue
        picture, eyes = one.picture(), np.ptp(one.landmarks[:2, 0])
        for _ in range(3 if one.kind == "portrait" else 2):
            shift = chance.normal(0, 0.03, 2) * eyes
            wobble = chance.normal(0, 0.06, (5, 2)) * eyes
            crops.append(bgr(align(picture, one.landmarks + shift + wobble)))
            people.append(-1 if one.kind == "masked" else one.person)
    return np.stack(crops), np.array(people)


def surroundings(drawn, chance):
    """Enlarged boxes: [n, 3, 80, 80], and 1 for a person, 0 for a print."""
    crops, live = [], []
    for one in drawn:
        if one.kind not in ("person", "masked", "print"):
            continue
        picture = one.picture()
        for _ in range(4 if one.kind == "print" else 1):
            jitter = chance.normal(0, 0.05, 4) * one.box[[2, 3, 2, 3]]
            crops.append(bgr(enlarged(picture, one.box + jitter)))
            live.append(int(one.kind != "print"))
    return np.stack(crops), np.array(live)


def halves(drawn):
    """Halved pictures of one size, with box and landmarks in pixels of the half: for the detector."""
    pictures, labels = [], []
    for one in drawn:
        half = one.picture().reduce(2)
        canvas = Image.new("RGB", (320, 240))
        canvas.paste(half)
        pictures.append(np.asarray(canvas))
        labels.append(np.concatenate([one.box, one.landmarks.ravel()]) / 2)
    return pictures, np.stack(labels)
