// Faces of feeling, and where eyes look: tables of numbers, so that any two can be blended.

/** What each number of a mood means, by its place. */
export const MOOD = { inner: 0, outer: 1, upper: 2, lower: 3, corners: 4, pressed: 5, skew: 6, slack: 7, nod: 8, tilt: 9, shoulders: 10, blush: 11, sweat: 12 };

/**
 * Inner brow (up +), outer brow (up +), upper lid (open), lower lid (squint), mouth corners (up +), lips pressed,
 * skew (one side more than the other), slack jaw, head down, head to the side, shoulders up, blush, sweat.
 */
export const MOODS = {
  calm: [0, 0, 0.92, 0.05, 0.12, 0, 0, 0, 0, 0, 0, 0, 0],
  friendly: [0.15, 0.25, 0.93, 0.28, 0.85, 0, 0, 0, -0.05, 0.2, 0, 0.1, 0],
  amused: [0.1, 0.4, 0.85, 0.4, 0.6, 0, 0.35, 0.04, -0.1, 0.35, 0, 0.05, 0],
  firm: [-0.35, 0.05, 0.9, 0.12, -0.12, 0.4, 0, 0, 0, 0, 0, 0, 0],
  annoyed: [-0.6, 0.1, 0.8, 0.25, -0.4, 0.3, 0.3, 0, 0.05, 0.2, 0.1, 0.05, 0],
  angry: [-1, 0.4, 1.06, 0.35, -0.65, 0.15, 0, 0.05, 0.2, 0, 0.25, 0.45, 0],
  worried: [0.65, -0.05, 1, 0, -0.3, 0.2, 0, 0, 0, -0.15, 0.15, 0, 0],
  surprised: [0.65, 0.75, 1.16, 0, -0.05, 0, 0, 0.22, -0.2, 0, 0.15, 0, 0],
  hurt: [0.75, -0.35, 0.82, 0.12, -0.5, 0.25, 0, 0, 0.2, -0.25, -0.05, 0.15, 0],
  grief: [1, -0.45, 0.66, 0.35, -0.8, 0.35, 0, 0.04, 0.35, -0.2, -0.15, 0.35, 0],
  afraid: [0.95, 0.35, 1.18, 0, -0.4, 0, 0, 0.14, -0.15, 0.1, 0.55, 0, 0.35],
  tired: [0.2, -0.3, 0.55, 0.12, -0.22, 0, 0, 0.02, 0.3, 0.15, -0.3, 0, 0],
  pleading: [1, 0.1, 1.04, 0.08, -0.25, 0, 0, 0.06, 0.05, -0.4, 0.2, 0.1, 0],
  scornful: [-0.35, 0.55, 0.68, 0.3, -0.1, 0.2, 1, 0, -0.3, 0.3, 0, 0, 0],
  overwhelmed: [0.6, -0.7, 0.05, 0.9, -0.7, 0, 0, 0.16, 0.45, 0.15, 0.7, 0.4, 0.25],
};

/** Where eyes look: sideways and downwards, -1 to 1. */
export const GAZES = {
  you: [0, 0], left: [-1, 0.05], right: [1, 0.05], down: [0, 0.9], 'down-left': [-0.7, 0.7], 'down-right': [0.7, 0.7], up: [0, -0.7], away: [-1.2, 0.3],
};
