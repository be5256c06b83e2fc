// Reads a scene's script and refuses one that could not be filmed or timed.
import { readFileSync } from 'node:fs';

/** Frames in a second; one frame lasts 40 ms. */
export const FRAMES_PER_SECOND = 25;
export const FRAME_MS = 1000 / FRAMES_PER_SECOND;

/** The script of that name, checked; throws one error that lists every fault. */
export function readScript(name) {
  const script = JSON.parse(readFileSync(new URL(`scenes/${name}.json`, import.meta.url), 'utf8'));
  const faults = faultsOf(script, name);
  if (faults.length > 0) throw new Error(`scenes/${name}.json:\n  ${faults.join('\n  ')}`);
  return script;
}

function faultsOf(script, name) {
  const faults = [];
  const people = new Set(script.people.map((person) => person.name));
  if (script.name !== name) faults.push(`is called "${script.name}" inside`);
  if (script.duration_ms % FRAME_MS !== 0) faults.push('duration_ms is not a whole number of frames');
  for (const entry of [...script.lines, ...script.acts]) {
    if (!people.has(entry.who)) faults.push(`nobody is called "${entry.who}" (at ${entry.at_ms} ms)`);
  }
  for (const window of script.windows) {
    const end = window.cue_ms + window.window_ms;
    if (window.cue_ms % FRAME_MS !== 0) faults.push(`window "${window.name}" starts between two frames`);
    if (end > script.duration_ms) faults.push(`window "${window.name}" ends after the film`);
    for (const line of script.lines) {
      if (line.at_ms >= window.cue_ms && line.at_ms < end) faults.push(`a line is spoken inside window "${window.name}"`);
    }
  }
  return faults;
}

/** Faults that show only once the lines have been spoken: two at once, or words that reach into a window. */
export function timingFaults(script, spoken) {
  const faults = [];
  spoken.forEach((line, index) => {
    const next = spoken[index + 1];
    if (next && line.end_ms > next.at_ms) faults.push(`line ${index + 1} runs ${line.end_ms - next.at_ms} ms into the next`);
    if (line.end_ms > script.duration_ms) faults.push(`line ${index + 1} runs past the end`);
    for (const window of script.windows) {
      if (line.at_ms < window.cue_ms && line.end_ms > window.cue_ms) {
        faults.push(`line ${index + 1} runs ${line.end_ms - window.cue_ms} ms into window "${window.name}"`);
      }
    }
  });
  return faults;
}
