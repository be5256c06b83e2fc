// Faces of feeling, as six numbers each.

/** Inner brow (up +), outer brow (up +), upper lid (open), lower lid (squint), mouth corners (up +), lips pressed. */
export const MOODS = {
  calm: [0, 0, 0.92, 0.05, 0.12, 0],
  friendly: [0.15, 0.25, 0.95, 0.2, 0.7, 0],
  amused: [0.1, 0.4, 0.85, 0.35, 0.55, 0],
  firm: [-0.35, 0.05, 0.9, 0.12, -0.15, 0.4],
  annoyed: [-0.6, 0.1, 0.86, 0.25, -0.4, 0.3],
  angry: [-1, 0.4, 1.06, 0.35, -0.65, 0.15],
  worried: [0.65, -0.05, 1, 0, -0.3, 0.2],
  surprised: [0.65, 0.75, 1.16, 0, -0.05, 0],
  hurt: [0.75, -0.35, 0.82, 0.12, -0.5, 0.25],
  grief: [1, -0.45, 0.66, 0.35, -0.8, 0.35],
};
