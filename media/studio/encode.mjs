// Frames and sound into files that browsers play.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { FRAMES_PER_SECOND } from './script.mjs';

const QUIET = ['-hide_banner', '-loglevel', 'error', '-y'];
/** A keyframe every second lets a player land on a second exactly. */
const KEYFRAMES = ['-g', String(FRAMES_PER_SECOND), '-pix_fmt', 'yuv420p'];
/** Opus starts 6.5 ms before its first sample; unless the sound is held back by as much, every frame would be moved instead. */
const OPUS_LEAD_SECONDS = 0.007;
const COLOURS = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];

/** Writes the frames without loss to `path`, so that formats and sizes can be tried without drawing again. */
export async function writeMaster(canvases, size, path) {
  const encoder = spawn('ffmpeg', [
    ...QUIET, '-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', size, '-r', String(FRAMES_PER_SECOND), '-i', '-',
    '-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '4', '-pix_fmt', 'yuv420p', ...COLOURS, path,
  ], { stdio: ['pipe', 'inherit', 'inherit'] });
  const closed = once(encoder, 'close');
  for (const canvas of canvases) {
    if (!encoder.stdin.write(Buffer.from(canvas.data()))) await once(encoder.stdin, 'drain');
  }
  encoder.stdin.end();
  const [status] = await closed;
  if (status !== 0) throw new Error(`ffmpeg ended with status ${status} while writing ${path}`);
}

/** The two films. Both hold the same frames and the same sound; `kilobits` is the picture's mean rate in each. */
export function encodeFilms(master, sound, stem, kilobits) {
  const twoPass = (codec, audio, rate, options, file, delaySeconds) => {
    const common = [...QUIET, '-i', master, '-itsoffset', String(delaySeconds), '-i', sound, '-map', '0:v', '-map', '1:a', ...COLOURS, '-c:v', codec, '-b:v', `${rate}k`, ...KEYFRAMES, ...options];
    const log = ['-passlogfile', `${master}-${codec}`];
    execFileSync('ffmpeg', [...common, ...log, '-pass', '1', '-an', '-f', 'null', '-']);
    execFileSync('ffmpeg', [...common, ...log, '-pass', '2', '-c:a', ...audio, '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', file]);
  };
  twoPass('libvpx-vp9', ['libopus', '-b:a', '32k'], kilobits.webm, ['-deadline', 'good', '-cpu-used', '2', '-row-mt', '1', '-tile-columns', '2', '-auto-alt-ref', '1', '-lag-in-frames', '25'], `${stem}.webm`, OPUS_LEAD_SECONDS);
  twoPass('libx264', ['aac', '-b:a', '48k', '-ac', '1'], kilobits.mp4, ['-profile:v', 'high', '-preset', 'slow', '-tune', 'animation', '-keyint_min', String(FRAMES_PER_SECOND), '-sc_threshold', '0', '-movflags', '+faststart'], `${stem}.mp4`, 0);
}

/** One frame of the film as a JPEG. */
export function writePoster(master, ms, path) {
  execFileSync('ffmpeg', [...QUIET, '-ss', String(ms / 1000), '-i', master, '-frames:v', '1', '-q:v', '5', '-bitexact', path]);
}

/** A sheet of small frames, one for every two seconds, to look a film over. */
export function writeSheet(master, durationMs, path) {
  const rows = Math.ceil(durationMs / 2000 / 5);
  execFileSync('ffmpeg', [...QUIET, '-i', master, '-vf', `fps=1/2:round=down,scale=426:-1,tile=5x${rows}`, '-frames:v', '1', path]);
}
