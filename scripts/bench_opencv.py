"""The other side of `madoguchi bench face`: OpenCV's own chain on the same bytes, one thread.

FaceDetectorYN finds, FaceRecognizerSF.alignCrop aligns, cv2.dnn embeds. FaceRecognizerSF.feature feeds 112x112 and takes
no network of another size, so its crop is brought to the network's 128x128 and run by the same cv2.dnn. Where a network of
SFace's size is given, FaceRecognizerSF embeds the same faces with it as well, all by itself.

stdin: a line of six numbers (bytes of detector, recogniser, card photo and SFace-sized network, 0 for none; width and height
of the frame), the four files, the frame as RGB, then one line for each round. stdout: OpenCV's version, then for each round
the milliseconds of the five stages, those of a search in the halved frame, the cosine, and with an SFace-sized network the
milliseconds in which it embeds photo and frame. The one argument says which time is counted: wall, or the thread's own.
"""

import sys
import time

import cv2
import numpy as np

SIDE = 128
CLOCK = time.thread_time if sys.argv[1:] == ["thread"] else time.perf_counter


def read(length):
    return np.frombuffer(sys.stdin.buffer.read(length), np.uint8)


class Stages:
    def __init__(self):
        self.times, self.begun = [], CLOCK()

    def done(self):
        now = CLOCK()
        self.times.append((now - self.begun) * 1000)
        self.begun = now


class Chain:
    def __init__(self, detector, recogniser, card, sface, frame):
        height, width = frame.shape[:2]
        photo = cv2.imdecode(card, cv2.IMREAD_COLOR)
        # A detector for each size, so that none is set up anew in a round.
        self.card, self.frame = card, frame
        self.in_photo = self.detector(detector, photo.shape[1::-1])
        self.in_frame = self.detector(detector, (width, height))
        self.in_half = self.detector(detector, (width // 2, height // 2))
        self.recogniser = cv2.FaceRecognizerSF.create("onnx", recogniser, np.empty(0, np.uint8))
        self.network = cv2.dnn.readNetFromONNX(recogniser)
        none = np.empty(0, np.uint8)
        self.sface = cv2.FaceRecognizerSF.create("onnx", sface, none) if len(sface) else None

    @staticmethod
    def detector(network, size):
        return cv2.FaceDetectorYN.create("onnx", network, np.empty(0, np.uint8), size, 0.6, 0.3)

    def embed(self, picture, face):
        crop = self.recogniser.alignCrop(picture, face)
        self.network.setInput(cv2.dnn.blobFromImage(crop, 1.0, (SIDE, SIDE)))
        feature = self.network.forward().ravel()
        return feature / np.linalg.norm(feature)

    def round(self):
        stages = Stages()
        photo = cv2.imdecode(self.card, cv2.IMREAD_COLOR)
        stages.done()
        on_photo = self.in_photo.detect(photo)[1][0]
        stages.done()
        card = self.embed(photo, on_photo)
        stages.done()
        on_frame = self.in_frame.detect(self.frame)[1][0]
        stages.done()
        live = self.embed(self.frame, on_frame)
        cosine = float(card @ live)
        stages.done()
        self.in_half.detect(cv2.resize(self.frame, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
        stages.done()
        times = stages.times + [cosine]
        return times + self.with_sface((photo, on_photo), (self.frame, on_frame)) if self.sface else times

    def with_sface(self, *faces):
        stages = Stages()
        for picture, face in faces:
            feature = self.sface.feature(self.sface.alignCrop(picture, face))
            feature / np.linalg.norm(feature)
            stages.done()
        return stages.times


def main():
    cv2.setNumThreads(1)
    *lengths, width, height = map(int, sys.stdin.buffer.readline().split())
    files = [read(length) for length in lengths]
    frame = cv2.cvtColor(read(width * height * 3).reshape(height, width, 3), cv2.COLOR_RGB2BGR)
    chain = Chain(*files, frame)
    chain.round()
    print(cv2.__version__, flush=True)
    for _ in iter(sys.stdin.buffer.readline, b""):
        print(*chain.round(), flush=True)


main()
