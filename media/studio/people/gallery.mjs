// Contact sheets of looks, moods, poses, postures, gait and light:  node people/gallery.mjs [sheet…]   They go to drafts/people/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { CAST } from './cast.mjs';
import { walkBetween } from './gait.mjs';
import { HAIR } from './hair.mjs';
import { HEADWEAR } from './headwear.mjs';
import { MOODS } from './moods.mjs';
import { drawArmsInFront, drawPerson } from './person.mjs';
import { POSES } from './poses.mjs';
import { POSTURES } from './postures.mjs';

const folder = fileURLToPath(new URL('../drafts/people', import.meta.url));
const WAY = { sway: [0.3, -0.4], breath: 0.3 };
const company = Object.entries(CAST);
const someone = (index) => company[index % company.length][1];

/** One sheet: `cells` of a size, each with a caption and a painter that draws around the cell's middle and top. */
function sheet(name, columns, [width, height], cells, ground = '#c9cdd2') {
  const canvas = createCanvas(columns * width, Math.ceil(cells.length / columns) * height);
  const context = canvas.getContext('2d');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  cells.forEach(({ caption, paint }, index) => {
    const [x, y] = [(index % columns) * width, Math.floor(index / columns) * height];
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    paint(context, x + width / 2, y);
    context.fillStyle = '#222';
    context.font = '14px sans-serif';
    context.fillText(caption, x + 6, y + height - 6);
    context.restore();
  });
  writeFileSync(`${folder}/${name}.png`, canvas.toBuffer('image/png'));
  console.log(`drafts/people/${name}.png`);
}

/** A painter of one person; `down` is the neck's place below the cell's top. */
const one = (look, act, scale, down, more = {}) => (context, x, y) => {
  const person = { look, at: { x, y: y + down, scale }, ...more };
  drawPerson(context, person, { ...WAY, ...act });
  drawArmsInFront(context, person, { ...WAY, ...act });
};
const entries = (table, cell) => Object.keys(table).map((key, index) => ({ caption: key, paint: cell(key, index) }));

const SHEETS = {
  cast: () => sheet('cast', 6, [230, 490], company.map(([caption, look]) => ({ caption, paint: one(look, {}, 0.5, 100) }))),
  faces: () => sheet('faces', 6, [230, 260], company.map(([caption, look], index) => ({ caption, paint: one(look, { open: index % 3 === 0 ? 0.6 : 0, wide: 0.2 }, 1.05, 190) }))),
  hair: () => sheet('hair', 7, [200, 300], [
    ...entries(HAIR, (hair, index) => one({ ...someone(index), hair, head: 'none', beard: 'none', age_years: 30, extras: [], garment: 'crew', hair_colour: ['black', 'brown', 'blond', 'auburn'][index % 4] }, {}, 0.9, 175)),
    ...entries(HEADWEAR, (head, index) => one({ ...someone(index + 3), head, hair: 'short', garment: 'crew', extras: [] }, {}, 0.9, 175)),
    ...['stubble', 'moustache', 'goatee', 'short', 'full', 'long'].map((beard, index) => ({ caption: beard, paint: one({ ...someone(index + 1), hair: 'short', head: 'none', hair_colour: 'dark-brown', age_years: 40, figure: 'straight', lashes: false, lips: 'average', garment: 'shirt', extras: [], beard }, {}, 0.9, 175) })),
  ]),
  turns: () => sheet('turns', 7, [190, 250], [0, 4, 3, 6, 9, 12, 16].flatMap((index) => [-1, -0.5, 0, 0.5, 1, [0, 0.9], [0, -0.7]].map((gaze) => ({ caption: `${gaze}`, paint: one(someone(index), { gaze: Array.isArray(gaze) ? gaze : [gaze, 0.05] }, 0.9, 175) })))),
  moods: () => sheet('moods', 5, [250, 290], entries(MOODS, (mood, index) => one(someone(index), { mood: MOODS[mood] }, 1.2, 215))),
  moods2: () => sheet('moods2', 5, [250, 290], entries(MOODS, (mood, index) => one(someone(index + 7), { mood: MOODS[mood], open: 0.5, wide: 0.3 }, 1.2, 215))),
  poses: () => sheet('poses', 7, [290, 330], entries(POSES, (pose, index) => one(someone(index), { pose, ms: 700 }, 0.66, 125))),
  poses2: () => sheet('poses2', 7, [290, 330], entries(POSES, (pose, index) => one({ ...someone(index + 5), sleeves: ['short', 'long', 'rolled'][index % 3], build: ['slight', 'heavy', 'average'][index % 3] }, { pose, ms: 1900 }, 0.66, 125))),
  postures: () => sheet('postures', 7, [210, 400], Object.keys(POSTURES).flatMap((posture, row) => [-1, -0.4, 0, 0.4, 1].map((facing, index) => ({
    caption: `${posture} ${facing}`,
    paint: one(someone(row * 3 + index), { posture, facing, pose: posture === 'wheelchair' ? (index % 2 ? 'on-wheels' : 'knees') : posture === 'sitting' && index % 2 ? 'knees' : posture === 'car' ? 'steering-wheel' : 'rest' }, 0.42, 100),
  })))),
  steps: () => sheet('steps', 8, [160, 400], [[260, 0], [-260, 0], [0, 0.12], [0, -0.1]].flatMap(([aside, nearer], row) => Array.from({ length: 8 }, (_, index) => {
    const walk = walkBetween({ x: 0, y: 0, scale: 0.42 }, { x: aside, y: 0, scale: 0.42 + nearer }, index / 7);
    return { caption: `${row} ${index}`, paint: one(someone(row * 4 + 1), { ...walk, at: undefined, pose: row === 3 ? 'step-back' : 'rest' }, walk.at.scale, 100) };
  }))),
  light: () => sheet('light', 4, [320, 480], [
    { tint: '#7f8fc4', side: 1, strength: 1, rim: '#ffd9a0', shadow: 0.4 },
    { tint: '#ffcf9e', side: -1, strength: 0.9, rim: '#ff9a5c', shadow: 0.3 },
    { tint: '#9fb0c8', side: 1, strength: 0.8, rim: '#5ea8ff', rimSide: -1, shadow: 0.5 },
    { tint: '#6a6f8c', side: -1, strength: 1, rim: '#7dff9a', shadow: 0.5 },
  ].map((light, index) => ({ caption: JSON.stringify(light), paint: one(someone(index * 3), { light, pose: ['rest', 'palms', 'crossed', 'hips'][index] }, 0.95, 190) })), '#4a5068'),
  hands: () => sheet('hands', 4, [320, 360], ['palms', 'hand-up', 'clasp', 'crossed', 'counter', 'phone', 'sign', 'head-in-hands', 'cover-ears', 'write', 'chest', 'rest'].map((pose, index) => ({ caption: pose, paint: one(someone(index * 2), { pose, ms: 500 }, 0.95, pose === 'rest' ? 40 : 130) }))),
  closeup: () => sheet('closeup', 2, [640, 720], [[1, 'hurt', 'chest'], [5, 'angry', 'palms']].map(([index, mood, pose]) => ({ caption: mood, paint: one(someone(index), { mood: MOODS[mood], pose, open: index === 5 ? 0.7 : 0, wide: 0.5, tears: index === 1 ? 0.8 : 0 }, 1.5, 330) }))),
};

mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(SHEETS)) {
  if (!SHEETS[name]) throw new Error(`no sheet "${name}"; there are ${Object.keys(SHEETS).join(', ')}`);
  SHEETS[name]();
}
