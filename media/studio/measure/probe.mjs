// What ffprobe tells of a film.
import { execFileSync } from 'node:child_process';

const probe = (path, ...asked) => execFileSync('ffprobe', ['-v', 'error', ...asked, path], { encoding: 'utf8', maxBuffer: 1 << 26 });

/** Codecs, size and rate of the picture and the sound, and the length in milliseconds. */
export function shapeOf(path) {
  const { streams, format } = JSON.parse(probe(path, '-show_streams', '-show_format', '-of', 'json'));
  const [picture, sound] = ['video', 'audio'].map((kind) => streams.find((stream) => stream.codec_type === kind));
  return {
    picture: picture.codec_name,
    sound: sound?.codec_name,
    width: picture.width,
    height: picture.height,
    rate: picture.r_frame_rate,
    pixels: picture.pix_fmt,
    duration_ms: Math.round(Number(format.duration) * 1000),
  };
}

/** The moment of each frame in milliseconds, in order, and which of them are keyframes. */
export function framesOf(path) {
  const printed = probe(path, '-select_streams', 'v:0', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0');
  const frames = printed.trim().split('\n').map((row) => row.split(',')).map(([seconds, flags]) => ({ ms: Math.round(Number(seconds) * 1000), isKey: flags.startsWith('K') }));
  return frames.filter((frame) => Number.isFinite(frame.ms)).sort((one, other) => one.ms - other.ms);
}
