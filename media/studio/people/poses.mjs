// Where the hands are. Units are a person's own: 0, 0 is the base of the neck, a head is about 125 high, shoulders lie at ±84.
// Left and right are the viewer's. An angle is where the fingers point: 0 right, 90 down.

const at = (x, y, shape, angle, isFree = false) => ({ x, y, shape, angle, isFree });

export const POSES = {
  rest: { left: at(-104, 258, 'relaxed', 92), right: at(104, 258, 'relaxed', 88) },
  palms: { left: at(-170, 128, 'open', 212, true), right: at(170, 128, 'open', -32, true) },
  shrug: { left: at(-138, 150, 'open', 190, true), right: at(138, 150, 'open', -10, true) },
  counter: { left: at(-112, 172, 'flat', 60), right: at(112, 172, 'flat', 120), isOverFront: true },
  'point-down': { left: at(-112, 172, 'flat', 60), right: at(84, 150, 'point', 105, true), isOverFront: true },
  chop: { left: at(-112, 172, 'flat', 60), right: at(166, 104, 'open', -66, true), isOverFront: true },
  'point-left': { left: at(-196, 92, 'point', 176, true), right: at(104, 258, 'relaxed', 88) },
  'point-right': { left: at(-104, 258, 'relaxed', 92), right: at(196, 92, 'point', 4, true) },
  chest: { left: at(-104, 258, 'relaxed', 92), right: at(22, 112, 'open', 205) },
  hips: { left: at(-88, 214, 'fist', 35), right: at(88, 214, 'fist', 145) },
  crossed: { left: at(36, 126, 'relaxed', -12), right: at(-34, 142, 'relaxed', 192) },
  wipe: { left: at(-104, 258, 'relaxed', 92), right: at(36, -74, 'fist', 225) },
  clasp: { left: at(-16, 188, 'relaxed', 20), right: at(16, 190, 'relaxed', 160) },
  film: { left: at(-92, 150, 'relaxed', 60), right: at(44, -20, 'fist', -100), prop: 'phone-film' },
  phone: { left: at(-92, 190, 'relaxed', 60), right: at(52, 120, 'fist', -130), prop: 'phone-read' },
  watch: { left: at(-40, 128, 'fist', -20), right: at(104, 230, 'relaxed', 88) },
  carry: { left: at(-66, 186, 'fist', 60), right: at(66, 186, 'fist', 120), prop: 'basket' },
  map: { left: at(-44, 132, 'fist', -60), right: at(44, 132, 'fist', 240), prop: 'map' },
  'map-point': { left: at(-44, 132, 'fist', -60), right: at(176, 60, 'point', -22, true), prop: 'map' },
};
