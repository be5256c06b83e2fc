// Houses along a street that runs away from you, on either side, in perspective.
import { fade, shade } from './tint.mjs';
import { shine } from './paint.mjs';

/**
 * A house whose front is the plane `x` from `z0` to `z1`. `phase` "paint" draws it by daylight, "glow" only what is lit.
 */
export function rowHouse(stage, { x, z: [z0, z1], wall, roof, seed = 1, storeys = 1 }, phase = 'paint') {
  const [deep, tall] = [x < 0 ? -6 : 6, 0.4 + storeys * 2.6];
  if (phase === 'glow') return panes(stage, { x, z0, z1, wall, seed, storeys }, true);
  const ridge = tall + 1.7;
  stage.face(shade(wall, -0.22), [x, 0, z0], [x + deep, 0, z0], [x + deep, tall, z0], [x + deep / 2, ridge, z0], [x, tall, z0]);
  stage.side(wall, x, [z0, z1], [0, tall]);
  for (let row = 0.2; row < tall; row += 0.22) stage.side(fade(shade(wall, -0.4), 0.14), x, [z0, z1], [row, row + 0.02]);
  stage.side(shade(wall, -0.35), x, [z0, z1], [0, 0.3]);
  stage.face(roof, [x - Math.sign(deep) * 0.4, tall - 0.12, z0 - 0.3], [x - Math.sign(deep) * 0.4, tall - 0.12, z1 + 0.3], [x + deep / 2, ridge, z1 + 0.3], [x + deep / 2, ridge, z0 - 0.3]);
  for (let row = 0.12; row < 1; row += 0.12) {
    const at = (z) => [x - Math.sign(deep) * 0.4 + (deep / 2 + Math.sign(deep) * 0.4) * row, tall - 0.12 + (ridge - tall + 0.12) * row, z];
    stage.line(fade(shade(roof, -0.5), 0.35), 0.035, at(z0 - 0.3), at(z1 + 0.3));
  }
  stage.face(shade(roof, -0.35), [x - Math.sign(deep) * 0.4, tall - 0.12, z0 - 0.31], [x + deep / 2, ridge, z0 - 0.31], [x + deep / 2, ridge - 0.2, z0 - 0.31], [x - Math.sign(deep) * 0.2, tall - 0.22, z0 - 0.31]);
  stage.side('#efe9dc', x + Math.sign(-deep) * 0.02, [z0 - 0.3, z1 + 0.3], [tall - 0.2, tall - 0.1]);
  stage.side('rgba(16,12,26,0.25)', x, [z0, z1], [tall - 0.6, tall - 0.2]);
  return panes(stage, { x, z0, z1, wall, seed, storeys }, false);
}

const DOORS = ['#7a3a36', '#2f5d62', '#3d4f7a', '#5a6b3c'];

function panes(stage, { x, z0, z1, wall, seed, storeys }, onlyLit) {
  const count = Math.max(2, Math.floor((z1 - z0) / 2.4));
  const out = x < 0 ? 0.02 : -0.02;
  for (let storey = 0; storey < storeys; storey += 1) {
    for (let column = 0; column < count; column += 1) {
      const z = z0 + ((column + 0.5) * (z1 - z0)) / count;
      const isDoor = storey === 0 && column === seed % count;
      if (isDoor && !onlyLit) {
        stage.side('#efe9dc', x + out, [z - 0.6, z + 0.6], [0, 2.3]);
        stage.side(DOORS[seed % 4], x + out * 2, [z - 0.48, z + 0.48], [0.12, 2.18]);
        stage.side('#c9c2b4', x + out * 3, [z - 0.9, z + 0.9], [0, 0.14]);
      }
      if (isDoor) continue;
      const y = 0.95 + storey * 2.6;
      if (onlyLit) {
        if ((seed * 7 + column * 5 + storey * 3) % 5 < 2) continue;
        stage.side('#ffd794', x + out * 3, [z - 0.58, z + 0.58], [y, y + 1.25]);
        stage.side('rgba(140,80,50,0.6)', x + out * 4, [z - 0.58, z - 0.3], [y, y + 1.25]);
        stage.side('rgba(140,80,50,0.6)', x + out * 4, [z + 0.3, z + 0.58], [y, y + 1.25]);
        const [px, py] = stage.space.point(x, y + 0.6, z);
        shine(stage.context, px, py, 2 * stage.space.metre(stage.space.distance(x, z)), '255,206,130', 0.45);
        continue;
      }
      stage.side('#efe9dc', x + out, [z - 0.68, z + 0.68], [y - 0.1, y + 1.35]);
      stage.side('#66828f', x + out * 2, [z - 0.58, z + 0.58], [y, y + 1.25]);
      stage.face('rgba(225,240,246,0.4)', [x + out * 3, y, z - 0.4], [x + out * 3, y, z - 0.1], [x + out * 3, y + 1.25, z + 0.3], [x + out * 3, y + 1.25, z]);
      stage.side('#efe9dc', x + out * 3, [z - 0.04, z + 0.04], [y, y + 1.25]);
      stage.side(shade(wall, 0.3), x + out * 4, [z - 0.75, z + 0.75], [y - 0.18, y - 0.08]);
    }
  }
}
