// A drawing process: every n-th piece of a film, for `drawMaster`.
import { readFileSync } from 'node:fs';
import { projector } from '../film.mjs';
import { pieceCount, writePiece } from './master.mjs';

const [folder, worker, workers] = process.argv.slice(2);
const { script, spoken, share } = JSON.parse(readFileSync(`${folder}/film.json`, 'utf8'));
const draw = await projector(script, spoken, share);
for (let piece = Number(worker); piece < pieceCount(script); piece += Number(workers)) await writePiece(script, piece, draw, folder);
