// Captions and descriptions as WebVTT. The speaker's name stands in the text, because browsers do not show voice spans.
import { writeFileSync } from 'node:fs';

/** A caption holds at most two rows of this many characters. */
const ROW = 42;
/** A caption stays a moment longer than its words, but never into the next line. */
const LINGER_MS = 500;
/** A description is read in this many characters a second, and stays at least as long as the shortest. */
const READ_PER_SECOND = 17;
const SHORTEST_MS = 1200;

/** The captions of a language: each line in as many cues as it needs, timed by their share of its letters. */
export function captionsOf(script, spoken, language) {
  return spoken.flatMap((line, index) => {
    const parts = split(`${line.caption[language]}: ${line.text[language]}`);
    const letters = parts.map((part) => part.length);
    const all = letters.reduce((sum, count) => sum + count, 0);
    const next = spoken[index + 1]?.at_ms ?? script.duration_ms;
    const lineEnd = Math.max(line.end_ms, Math.min(line.end_ms + LINGER_MS, next, script.duration_ms));
    let said = 0;
    return parts.map((part, place) => {
      const start_ms = Math.round(line.at_ms + ((line.end_ms - line.at_ms) * said) / all);
      said += letters[place];
      const end_ms = place === parts.length - 1 ? lineEnd : Math.round(line.at_ms + ((line.end_ms - line.at_ms) * said) / all);
      return { start_ms, end_ms, text: rows(part).join('\n') };
    });
  });
}

/** Splits a text that is too long for one caption, at the end of a sentence or clause where there is one near the middle. */
function split(text) {
  if (rows(text).length <= 2) return [text];
  const cuts = [...text.matchAll(/[.?!…;:,]["”’»]?\s|\s(?=(?:and|but|or|so|because|when|if|y|pero|o|porque|cuando|si)\s)|\s/g)].map((match) => ({
    at: match.index + match[0].length,
    weight: /[.?!…]/.test(match[0]) ? 0 : /[;:,]/.test(match[0]) ? 8 : /^\s$/.test(match[0]) && text.slice(match.index).match(/^\s(and|but|or|so|because|when|if|y|pero|o|porque|cuando|si)\s/) ? 14 : 24,
  }));
  const cost = ({ at, weight }) => weight + Math.abs(at - text.length / 2) + (rows(text.slice(0, at)).length > 2 ? 40 : 0);
  const best = cuts.filter(({ at }) => at < text.length).reduce((one, other) => (cost(other) < cost(one) ? other : one));
  return [...split(text.slice(0, best.at).trim()), ...split(text.slice(best.at).trim())];
}

/** The rows of a text, about equally long, none longer than ROW unless a word is. */
function rows(text) {
  const count = Math.ceil(text.length / ROW);
  for (let width = Math.ceil(text.length / count); width <= ROW; width += 1) {
    const filled = fill(text, width);
    if (filled.length <= count) return filled;
  }
  return fill(text, ROW);
}

function fill(text, width) {
  const filled = [''];
  for (const word of text.split(/\s+/)) {
    const row = filled.at(-1);
    if (row && row.length + 1 + word.length > width) filled.push(word);
    else filled[filled.length - 1] = row ? `${row} ${word}` : word;
  }
  return filled;
}

/** The audio descriptions of a language; each ends before the next thing is described, and where it can before the next line. */
export function descriptionsOf(script, language) {
  return script.descriptions.map((description, index) => {
    const text = description.text[language];
    const line = script.lines.find((one) => one.at_ms > description.at_ms)?.at_ms ?? script.duration_ms;
    const next = Math.min(script.descriptions[index + 1]?.at_ms ?? script.duration_ms, Math.max(line, description.at_ms + SHORTEST_MS), script.duration_ms);
    const wanted = description.at_ms + Math.max(SHORTEST_MS, (text.length / READ_PER_SECOND) * 1000);
    return { start_ms: description.at_ms, end_ms: Math.round(Math.min(wanted, next)), text };
  });
}

export const writeCaptions = (script, spoken, language, path) => writeCues(captionsOf(script, spoken, language), path);
export const writeDescriptions = (script, language, path) => writeCues(descriptionsOf(script, language), path);

function writeCues(cues, path) {
  writeFileSync(path, `WEBVTT\n\n${cues.map(({ start_ms, end_ms, text }) => `${stamp(start_ms)} --> ${stamp(end_ms)}\n${text}\n`).join('\n')}`);
}

/** The cues of a WebVTT text. */
export function cuesIn(text) {
  return text.split(/\n{2,}/).slice(1).filter((block) => block.trim()).map((block) => {
    const [times, ...words] = block.trim().split('\n');
    const [start_ms, end_ms] = times.split(' --> ').map((time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)).map((seconds) => Math.round(seconds * 1000));
    return { start_ms, end_ms, text: words.join('\n') };
  });
}

function stamp(ms) {
  const part = (value, digits) => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 3600000, 2)}:${part((ms / 60000) % 60, 2)}:${part((ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
}
