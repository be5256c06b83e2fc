// Frames and sound into files that browsers play. Every encoder runs on one thread, so that the same frames give the same bytes.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { FRAMES_PER_SECOND } from '../script/read.mjs';

const QUIET = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'];
/** A keyframe every two seconds lets a player land near any moment; cues need none, because nobody jumps to them. */
const KEYFRAMES = ['-g', String(FRAMES_PER_SECOND * 2), '-pix_fmt', 'yuv420p'];
/** Opus starts 6.5 ms before its first sample; unless the sound is held back by as much, every frame would be moved instead. */
const OPUS_LEAD_SECONDS = 0.007;
const COLOURS = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
const EXACT = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'];

/** The four films: what encodes each, and its share of the scene's bits. */
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'good', '-row-mt', '0', '-auto-alt-ref', '1', '-lag-in-frames', '25', '-aq-mode', '0'];
const H264 = ['-c:v', 'libx264', '-profile:v', 'high', '-tune', 'animation', '-movflags', '+faststart'];
export const FORMATS = {
  webm_720: { height: 720, extension: 'webm', share: 0.31, kilobitsOfSound: 36, video: [...VP9, '-cpu-used', '4'], audio: ['-c:a', 'libopus'], lead: OPUS_LEAD_SECONDS },
  mp4_720: { height: 720, extension: 'mp4', share: 0.38, kilobitsOfSound: 56, video: [...H264, '-preset', 'medium'], audio: ['-c:a', 'aac'], lead: 0 },
  webm_360: { height: 360, extension: 'webm', share: 0.135, kilobitsOfSound: 28, video: [...VP9, '-cpu-used', '3'], audio: ['-c:a', 'libopus'], lead: OPUS_LEAD_SECONDS },
  mp4_360: { height: 360, extension: 'mp4', share: 0.175, kilobitsOfSound: 44, video: [...H264, '-preset', 'slow'], audio: ['-c:a', 'aac'], lead: 0 },
};

/** Bytes that all files of a scene aim at: less for short scenes, never near the 6 million that they may have. */
const bytesOf = (seconds) => Math.min(5.4e6, 4e6 + 0.02e6 * seconds);
/** Poster, captions and sheets. */
const REST_BYTES = 0.12e6;
/** No picture gets better above so many kilobits for all four films. */
const MOST_KILOBITS = 900;

/** The picture's mean rate in each film, in kilobits a second: the script's own, or a share of what the scene's size leaves beside its takes. */
export function ratesOf(script, takesBytes) {
  const seconds = script.duration_ms / 1000;
  const sound = Object.values(FORMATS).reduce((sum, { kilobitsOfSound }) => sum + kilobitsOfSound, 0);
  const films = ((bytesOf(seconds) - REST_BYTES - takesBytes) * 8) / 1000 / seconds;
  const picture = Math.min(MOST_KILOBITS, films - sound);
  return Object.fromEntries(Object.entries(FORMATS).map(([format, { share }]) => [format, script.kilobits[format] ?? Math.round(picture * share)]));
}

/** Runs ffmpeg and waits for its end. */
export async function ffmpeg(args) {
  const child = spawn('ffmpeg', [...QUIET, ...args], { stdio: ['ignore', 'inherit', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes) => (said += bytes));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`ffmpeg ended with status ${status}: ${said.trim()}\n  ffmpeg ${args.join(' ')}`);
}

/** One of the four films, in two passes. */
export async function encodeFilm(format, { master, sound, path, kilobits }) {
  const { height, video, audio, kilobitsOfSound, lead } = FORMATS[format];
  const scale = height === 720 ? [] : ['-vf', `scale=-2:${height}:flags=lanczos`];
  const common = ['-threads', '1', '-i', master, '-itsoffset', String(lead), '-i', sound, '-map', '0:v', ...scale, ...COLOURS, ...video, '-threads', '1', '-b:v', `${kilobits}k`, ...KEYFRAMES, '-passlogfile', `${master}-${format}`];
  await ffmpeg([...common, '-pass', '1', '-an', '-f', 'null', '-']);
  await ffmpeg([...common, '-map', '1:a', '-pass', '2', ...audio, '-b:a', `${kilobitsOfSound}k`, ...EXACT, path]);
}

/** A small film to look at, quick to make. */
export const encodeDraft = (master, sound, path) => ffmpeg(['-i', master, '-i', sound, '-map', '0:v', '-map', '1:a', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '96k', path]);

/** One frame of the film as a JPEG. */
export function writePoster(master, ms, path) {
  execFileSync('ffmpeg', [...QUIET, '-ss', String(ms / 1000), '-i', master, '-frames:v', '1', '-q:v', '5', '-bitexact', path]);
}
