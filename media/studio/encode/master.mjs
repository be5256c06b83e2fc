// All frames of a film without visible loss, drawn by several processes at once, each a share of two-second pieces.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { FRAMES_PER_SECOND, FRAME_MS } from '../script/read.mjs';
import { ffmpeg } from './films.mjs';

const PIECE_FRAMES = FRAMES_PER_SECOND * 2;
const COLOURS = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];

export const pieceCount = (script) => Math.ceil(script.duration_ms / FRAME_MS / PIECE_FRAMES);
const piecePath = (folder, piece) => `${folder}/${String(piece).padStart(4, '0')}.mkv`;

/** Draws the whole film into `<drafts>/<name>.mkv`. How many processes draw changes nothing in the result. */
export async function drawMaster(script, spoken, work, share) {
  const pieces = `${work}/pieces`;
  rmSync(pieces, { recursive: true, force: true });
  mkdirSync(pieces, { recursive: true });
  writeFileSync(`${pieces}/film.json`, JSON.stringify({ script, spoken: spoken.map(({ samples, ...line }) => line), share }));
  const workers = Math.min(4, availableParallelism(), pieceCount(script));
  await Promise.all(Array.from({ length: workers }, async (_, worker) => {
    const child = fork(fileURLToPath(new URL('draw.mjs', import.meta.url)), [pieces, String(worker), String(workers)]);
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new Error(`a drawing process ended with status ${status}`);
  }));
  writeFileSync(`${pieces}/list.txt`, Array.from({ length: pieceCount(script) }, (_, piece) => `file '${piecePath(pieces, piece)}'\n`).join(''));
  const master = `${work}/${share < 1 ? 'draft-silent' : 'master'}.mkv`;
  await ffmpeg(['-f', 'concat', '-safe', '0', '-i', `${pieces}/list.txt`, '-c', 'copy', master]);
  rmSync(pieces, { recursive: true, force: true });
  return master;
}

/** Draws one piece: `draw` gives the canvas of a moment. */
export async function writePiece(script, piece, draw, folder) {
  const first = piece * PIECE_FRAMES;
  const end = Math.min(first + PIECE_FRAMES, script.duration_ms / FRAME_MS);
  const canvas = draw(first * FRAME_MS);
  const encoder = spawn('ffmpeg', [
    '-hide_banner', '-loglevel', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${canvas.width}x${canvas.height}`, '-r', String(FRAMES_PER_SECOND), '-i', '-',
    '-vf', 'scale=out_color_matrix=bt709:out_range=tv', '-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '4', '-threads', '1', '-pix_fmt', 'yuv420p', ...COLOURS, piecePath(folder, piece),
  ], { stdio: ['pipe', 'inherit', 'inherit'] });
  const closed = once(encoder, 'close');
  for (let frame = first; frame < end; frame += 1) {
    if (!encoder.stdin.write(Buffer.from(draw(frame * FRAME_MS).data()))) await once(encoder.stdin, 'drain');
  }
  encoder.stdin.end();
  const [status] = await closed;
  if (status !== 0) throw new Error(`ffmpeg ended with status ${status} while writing piece ${piece}`);
}
