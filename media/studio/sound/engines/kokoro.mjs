// The voice engine Kokoro (82 million parameters, Apache-2.0), run by a Python program: clear, lively voices that tell the time of each phone.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('kokoro/', import.meta.url));
const PYTHON = fileURLToPath(new URL('../../.voices/python/bin/python', import.meta.url));

/** What is asked of the same version sounds the same. */
export const VERSION = 'kokoro-82m-int8 1';

/** The voices hurry; strangers who hear a line once need a little more time. */
const UNHURRIED = 0.93;

/** Speaks all requests into their files in one run, because loading the model takes longer than a line, and gives each one's phones. */
export function speakAll(requests) {
  if (!existsSync(PYTHON)) execFileSync('sh', [`${HERE}install.sh`], { stdio: 'inherit' });
  const asked = requests.map(({ text, voice, pitch, range, pace, tremor, energy, path }) => ({ text, voice, pitch, range, pace: pace * UNHURRIED, tremor, energy, path }));
  const printed = execFileSync(PYTHON, [`${HERE}speak.py`], { input: JSON.stringify(asked), encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'], maxBuffer: 1 << 26 });
  return JSON.parse(printed).map(phonesOf);
}

/** Symbols that are no sounds of their own: a mark of stress belongs to what follows, a mark of length to what went before. */
const BEFORE = new Set(['ˈ', 'ˌ']);
const AFTER = new Set(['ː', 'ʲ', 'ʰ', '̃']);
const PAUSE = /[\s;:,.!?—…"()“”]/u;
/** The model names a phone a little after it is heard. */
const LATE_MS = 50;
/** A gap between words shorter than this does not close the mouth. */
const SHORTEST_PAUSE_MS = 70;

function phonesOf(symbols) {
  const phones = [];
  let waiting = null;
  for (const { phone, start_ms, end_ms } of symbols) {
    const last = phones.at(-1);
    const isPause = PAUSE.test(phone);
    if (BEFORE.has(phone)) waiting = start_ms;
    else if (last && (AFTER.has(phone) || (isPause && last.phone === 'pau'))) last.end_ms = end_ms;
    else {
      phones.push({ phone: isPause ? 'pau' : phone, start_ms: waiting ?? start_ms, end_ms });
      waiting = null;
    }
  }
  const heard = phones.filter(({ phone, start_ms, end_ms }) => phone !== 'pau' || end_ms - start_ms >= SHORTEST_PAUSE_MS);
  return heard.map(({ phone, start_ms, end_ms }) => ({ phone, start_ms: start_ms - LATE_MS, end_ms: end_ms - LATE_MS }));
}
