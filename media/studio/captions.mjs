// Captions as WebVTT. The speaker's name stands in the text, because browsers do not show voice spans.
import { writeFileSync } from 'node:fs';

/** A caption stays a moment longer than its words, but never into the next line. */
const LINGER_MS = 500;

export function writeCaptions(spoken, path) {
  const cues = spoken.map((line, index) => {
    const next = spoken[index + 1]?.at_ms ?? Infinity;
    return `${stamp(line.at_ms)} --> ${stamp(Math.min(line.end_ms + LINGER_MS, next))}\n${line.caption}: ${line.text}\n`;
  });
  writeFileSync(path, `WEBVTT\n\n${cues.join('\n')}`);
}

function stamp(ms) {
  const part = (value, digits) => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 3600000, 2)}:${part((ms / 60000) % 60, 2)}:${part((ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
}
