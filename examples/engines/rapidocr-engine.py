#!/usr/bin/env python3
"""RapidOCR (PP-OCR models on onnxruntime) as an engine for orchestrate; speaks orchestrate.engine/1, see docs/engines.md.

Text lines are detected on a small copy of the page, which is fast, and recognised from the picture itself. One thread;
the models come with the package and are loaded at the first picture, so nothing is downloaded.
"""
import importlib.metadata
import json
import os
import pathlib
import sys

PROTOCOL = "orchestrate.engine/1"
VERSION = "1"  # of this adapter; counts up with every change of what is read
MODELS = pathlib.Path(importlib.metadata.distribution("rapidocr").locate_file("rapidocr")) / "models"
LETTER_HEIGHT = 8  # pixels of a small letter on the copy that lines are detected on
SIDE = (480, 1600)  # shortest and longest of that copy's longer side
MIN_SCORE = 0.4  # lines below are stains
# Shares of words that were right by the model's score, measured on scanned receipts: a confidence must be a likelihood.
SHARES = [(0.0, 0.05), (0.6, 0.3), (0.9, 0.5), (0.95, 0.77), (0.99, 0.92), (1.0, 0.96)]


def model(kind):
    found = sorted(MODELS.glob(f"*_{kind}_*.onnx"))
    if not found:
        sys.exit(f"rapidocr-engine: no {kind} model in {MODELS}; run: make setup-rapidocr")
    return found[0]


class Reader:
    """Detects and recognises lines."""

    def __init__(self):
        import cv2
        import numpy
        import onnxruntime
        from rapidocr import RapidOCR

        self.cv2, self.np = cv2, numpy
        cv2.setNumThreads(1)
        self.detector = RapidOCR(
            params={
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Global.log_level": "critical",
                "Global.use_preprocess_img": False,
                "Det.model_path": str(model("det")),
                "Det.limit_type": "max",
                "Det.limit_side_len": SIDE[1],
            }
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        path = str(model("rec"))
        self.recognizer = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        characters = self.recognizer.get_modelmeta().custom_metadata_map["character"].splitlines()
        self.characters = [""] + characters + [" "]
        self.input = self.recognizer.get_inputs()[0].name

    def read(self, request):
        picture = self.cv2.imread(request["picture"], self.cv2.IMREAD_COLOR)
        if picture is None:
            raise ValueError("the picture cannot be decoded")
        lines = []
        for corners in self.detect(picture, request.get("letter_height") or 0):
            if not is_covered(corners, request.get("skip", [])):
                lines.append(self.recognize(picture, corners))
        return [line for line in lines if line]

    def detect(self, picture, letter_height):
        """Quadrilaterals of lines, from the top, as arrays of four corners clockwise from the upper left."""
        longer = max(picture.shape[:2])
        scale = LETTER_HEIGHT / letter_height if letter_height else 736 / longer
        scale = min(1, max(min(scale, SIDE[1] / longer), SIDE[0] / longer))
        small = self.cv2.resize(picture, None, fx=scale, fy=scale, interpolation=self.cv2.INTER_AREA)
        found = self.detector(small, use_det=True, use_cls=False, use_rec=False)
        if getattr(found, "boxes", None) is None:
            return []
        ratio = self.np.array([picture.shape[1] / small.shape[1], picture.shape[0] / small.shape[0]])
        return [self.np.asarray(corners, dtype="float32") * ratio.astype("float32") for corners in found.boxes]

    def recognize(self, picture, corners):
        """The words of one line with their boxes; None where nothing is read."""
        np, cv2 = self.np, self.cv2
        width = max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[3] - corners[2]))
        height = max(np.linalg.norm(corners[0] - corners[3]), np.linalg.norm(corners[1] - corners[2]))
        if width < 3 or height < 3:
            return None
        shown = max(8, round(48 * width / height))  # the model reads strips of 48 pixels' height
        strip = np.array([[0, 0], [shown, 0], [shown, 48], [0, 48]], dtype="float32")
        there = cv2.getPerspectiveTransform(corners.astype("float32"), strip)
        crop = cv2.warpPerspective(picture, there, (shown, 48), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        padded = np.zeros((1, 3, 48, max(shown, 64)), dtype="float32")
        padded[0, :, :, :shown] = crop.transpose(2, 0, 1).astype("float32") / 127.5 - 1
        chances = self.recognizer.run(None, {self.input: padded})[0][0]
        line = self.words(chances, padded.shape[3])
        if not line or sum(score for _, score, _, _ in line) / len(line) < MIN_SCORE:
            return None
        back = np.linalg.inv(there)
        size = picture.shape[1], picture.shape[0]
        return [(text, score, self.box(back, left, min(right, shown), size)) for text, score, left, right in line]

    def words(self, chances, width):
        """Text, mean chance, and where on the strip it begins and ends, of each word (CTC, best path)."""
        best = chances.argmax(axis=1)
        step = width / len(best)
        letters = []
        for place, letter in enumerate(best):
            if letter and (place == 0 or letter != best[place - 1]):
                letters.append((self.characters[letter], float(chances[place, letter]), place * step))
        found, word = [], []
        for letter in letters + [(" ", 1.0, 0.0)]:
            if not letter[0].isspace():
                word.append(letter)
            elif word:
                text = "".join(sign for sign, _, _ in word)
                score = sum(chance for _, chance, _ in word) / len(word)
                found.append((text, min(1.0, score), max(0.0, word[0][2] - step / 2), word[-1][2] + 1.5 * step))
                word = []
        return found

    def box(self, back, left, right, size):
        strip = self.np.array([[[left, 0], [max(right, left + 2), 0], [max(right, left + 2), 48], [left, 48]]], dtype="float32")
        corners = self.cv2.perspectiveTransform(strip, back.astype("float64"))[0]
        x0, y0 = corners.min(axis=0)
        x1, y1 = corners.max(axis=0)
        x0, y0 = min(max(0.0, float(x0)), size[0] - 1.0), min(max(0.0, float(y0)), size[1] - 1.0)
        return [x0, y0, min(max(x0 + 1, float(x1)), float(size[0])), min(max(y0 + 1, float(y1)), float(size[1]))]


def likelihood(score):
    for (low, below), (high, above) in zip(SHARES, SHARES[1:]):
        if score <= high:
            return below + (above - below) * (score - low) / (high - low)
    return SHARES[-1][1]


def is_covered(corners, boxes):
    """True for a line whose middle and most of whose width lie in boxes that need no reading."""
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    middle = (top + bottom) / 2
    covered = sum(max(0, min(right, box[2]) - max(left, box[0])) for box in boxes if box[1] <= middle <= box[3])
    return covered > 0.8 * (right - left)


def say(stream, message):
    stream.write(json.dumps(message, ensure_ascii=False) + "\n")
    stream.flush()


def main():
    # Libraries may print; only messages may go where the worker listens.
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    names = sorted(path.stem for path in (model("det"), model("rec")))
    version = f"{VERSION}/{importlib.metadata.version('rapidocr')}/{'+'.join(names)}"
    say(stream, {"protocol": PROTOCOL, "engine": "rapidocr", "version": version, "languages": []})
    reader = None
    for text in sys.stdin:
        request = json.loads(text)
        try:
            reader = reader or Reader()
            lines = [
                {"words": [{"text": text, "confidence": round(likelihood(score), 4), "box": box} for text, score, box in line]}
                for line in reader.read(request)
            ]
            say(stream, {"id": request["id"], "lines": lines})
        except Exception as error:  # whatever a library raises costs this picture only
            say(stream, {"id": request["id"], "error": {"message": f"{type(error).__name__}: {error}"}})


if __name__ == "__main__":
    main()
