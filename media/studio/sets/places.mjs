// Where people may stand and sit in each set. The sets paint their floors, benches and doors around these.
import { spaceOf } from './space.mjs';

function shop() {
  const space = spaceOf();
  const { standing } = space;
  return {
    space,
    ground: space.ground(1.48, 8),
    spots: {
      'counter-left': standing(-0.5, 1.5),
      'counter-middle': standing(0, 1.52),
      'counter-right': standing(0.44, 1.56),
      'queue-1': standing(0.4, 2.3),
      'queue-2': standing(0.92, 2.8),
      'queue-3': standing(1, 3.7),
      'side-desk': standing(2.15, 4.1),
      'side-desk-front': standing(1.5, 3.4),
      aisle: standing(-0.95, 4.4),
      shelves: standing(-1.75, 3.3),
      door: standing(0.95, 7.2),
    },
  };
}

function garden() {
  const space = spaceOf();
  const { standing, sitting } = space;
  return {
    space,
    ground: space.ground(1.48, 13),
    spots: {
      left: standing(-0.52, 1.48),
      right: standing(0.54, 1.48),
      'left-whole': standing(-1.1, 3.3),
      'right-whole': standing(1.3, 3.3),
      'left-fence': standing(-0.48, 3.7),
      'right-fence': standing(0.62, 3.7),
      swing: sitting(-2.2, 0.45, 4.6),
      'by-swing': standing(-1.4, 4.6),
      'left-house': standing(-3.1, 9),
      'right-house': standing(3.3, 9),
    },
  };
}

function doorway() {
  const space = spaceOf();
  const { standing } = space;
  return {
    space,
    ground: space.ground(1.45, 14),
    spots: {
      porch: standing(0, 1.45),
      'porch-left': standing(-0.28, 1.6),
      'porch-right': standing(0.34, 1.7),
      step: standing(0.05, 3.3),
      path: standing(-0.1, 5),
      gate: standing(0.1, 8.4),
      pavement: standing(1.9, 9.6),
    },
  };
}

function bus() {
  const space = spaceOf({ horizon: 285, eye: 1.2, middle: 650 });
  const { standing, sitting } = space;
  return {
    space,
    ground: space.ground(1.6, 8.5),
    spots: {
      'seat-left': sitting(-0.56, 0.45, 2.1),
      'seat-left-window': sitting(-1, 0.45, 2.12),
      'seat-right': sitting(0.56, 0.45, 2.1),
      'seat-right-window': sitting(1, 0.45, 2.12),
      'seat-left-far': sitting(-0.62, 0.45, 3.7),
      'seat-right-far': sitting(0.62, 0.45, 3.7),
      'aisle-near': standing(-0.02, 1.72),
      'aisle-left': standing(-0.24, 1.95),
      'aisle-right': standing(0.24, 1.95),
      aisle: standing(0, 3),
      'aisle-far': standing(0.05, 5.4),
      front: standing(0.2, 7.4),
    },
  };
}

function roadside() {
  const space = spaceOf({ horizon: 260, eye: 1.3, yaw: -22 });
  const { standing, sitting } = space;
  return {
    space,
    ground: space.ground(1.6, 60),
    spots: {
      driver: sitting(-1.5, 0.42, 1.62),
      passenger: sitting(-2.15, 0.42, 1.66),
      'back-seat': sitting(-1.5, 0.42, 3.35),
      senior: standing(-0.4, 2.4),
      'senior-near': standing(0.1, 1.8),
      'senior-whole': standing(-0.35, 3.6),
      patrol: standing(-0.75, 11.2),
      pavement: standing(-3.7, 4.2),
    },
  };
}

function hall() {
  const space = spaceOf({ middle: 700 });
  const { standing, sitting } = space;
  return {
    space,
    ground: space.ground(1.5, 15),
    spots: {
      left: standing(-0.58, 1.52),
      middle: standing(-0.06, 1.58),
      right: standing(0.4, 1.58),
      'left-whole': standing(-0.95, 3.3),
      'middle-whole': standing(0, 3.4),
      'right-whole': standing(1.1, 3.5),
      bench: sitting(-1.5, 0.45, 4.1),
      'bench-far': sitting(-1.5, 0.45, 4.8),
      'bench-right': sitting(1.5, 0.45, 3.3),
      lockers: standing(-1.4, 6.2),
      classroom: standing(1.62, 5.7),
      'far-left': standing(-0.7, 8.5),
      'far-right': standing(0.6, 9.5),
    },
  };
}

function stockroom() {
  const space = spaceOf({ middle: 620 });
  const { standing, sitting } = space;
  return {
    space,
    ground: space.ground(1.48, 5.4),
    spots: {
      left: standing(-0.54, 1.48),
      middle: standing(0.04, 1.58),
      right: standing(0.56, 1.52),
      'left-whole': standing(-1.1, 3.3),
      'middle-whole': standing(-0.25, 3.35),
      'right-whole': standing(1, 3.35),
      chair: sitting(0.36, 0.45, 3.7),
      boxes: sitting(-1.35, 0.45, 3.7),
      table: standing(1.05, 4.45),
      door: standing(1.75, 4.9),
      corner: standing(-0.8, 4.8),
    },
  };
}

function office() {
  const space = spaceOf({ horizon: 275, eye: 1.22 });
  const { standing, sitting } = space;
  return {
    space,
    ground: space.ground(1.7, 5.6),
    spots: {
      desk: sitting(-0.2, 0.46, 1.95),
      'desk-right': sitting(0.62, 0.46, 2.05),
      left: standing(-0.62, 1.95),
      right: standing(0.66, 1.95),
      'behind-desk': standing(0.15, 2.5),
      coffee: standing(1.5, 3.9),
      window: standing(-0.5, 4.4),
      door: standing(-2, 4.7),
    },
  };
}

function park() {
  const space = spaceOf({ horizon: 240, eye: 1.4 });
  const { standing, sitting } = space;
  return {
    space,
    ground: space.ground(1.5, 60),
    spots: {
      'bench-left': sitting(-0.75, 0.45, 2.75),
      'bench-middle': sitting(-0.28, 0.45, 2.75),
      'bench-right': sitting(0.2, 0.45, 2.75),
      left: standing(-0.58, 1.55),
      right: standing(0.58, 1.55),
      'right-whole': standing(0.98, 3),
      'behind-bench': standing(-0.25, 3.5),
      lamp: standing(1.75, 4.6),
      path: standing(1.25, 8),
      pond: standing(-2.6, 6.5),
    },
  };
}

export const PLACES = { shop: shop(), garden: garden(), doorway: doorway(), bus: bus(), roadside: roadside(), hall: hall(), stockroom: stockroom(), office: office(), park: park() };
